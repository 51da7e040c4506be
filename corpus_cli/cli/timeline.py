"""``corpus timeline``: words by year, month or day."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    Columns,
    Fuzzy,
    chosen,
    with_analysis_options,
)
from corpus_cli.cli.options import Common
from corpus_cli.render.charts import Point, draw_bars
from corpus_cli.render.output import Output

if TYPE_CHECKING:
    from corpus_cli.render.export import Notes

EXAMPLES = """
corpus timeline aleppo --by month # uses in a million words, month by month
corpus timeline # what was written when
corpus timeline --dates mentioned # the years that texts speak of
corpus timeline aleppo mosul -o cities.svg # a chart as a file
"""

COLUMNS = Columns(("period", "term", "count", "per_million", "words", "documents"))


class Unit(StrEnum):
    """How long a period is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Dates(StrEnum):
    """Which dates count."""

    WRITTEN = "written"
    MENTIONED = "mentioned"


@with_analysis_options
def command(
    *,
    terms: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TERM]...", help='A word, "a phrase", imperial*, a /regex/.'),
    ] = None,
    unit: Annotated[
        Unit, typer.Option("--by", metavar="UNIT", help="year, month or day.")
    ] = Unit.YEAR,
    dates: Annotated[
        Dates,
        typer.Option(metavar="WHICH", help="When texts were written, or dates mentioned in them."),
    ] = Dates.WRITTEN,
    fuzzy: Fuzzy = False,
    asked: Asked,
    common: Common,
) -> int:
    """Count words by the time they were written, with all words of that time beside.

    A comment counts at its own date where it has one, else at its document's.
    """
    from corpus_cli.render.figures import save_timeline

    with chosen(common, asked) as part:
        from corpus_cli.query.analysis.timeline import Request, run

        request = Request(
            terms=tuple(terms or ()),
            choice=part.choice,
            fuzzy=fuzzy,
            unit=unit.value,
            dates=dates.value,
        )
        result = run(part.corpus, request)
        value = "per million" if terms else "mentions" if dates is Dates.MENTIONED else "words"
        points = []
        for period, own in groupby(result.rows, key=lambda row: row.period):
            rows = list(own)
            measured = (row.per_million if terms else row.count for row in rows)
            values = tuple(each if rows[0].words else None for each in measured)
            points.append(Point(period, values, rows[0].words))
        series = tuple(row.term or "" for row in result.rows[: len(terms or ())])
        series = series if len(series) > 1 else ()

        def draw(target: Output) -> None:
            draw_bars(
                target,
                points,
                value=value,
                label=unit.value,
                series=series,
                base="words" if terms else "",
                format=",.1f" if terms else ",.0f",
            )

        def chart(path: Path) -> Notes:
            title = ", ".join(terms or ())
            return save_timeline(path, points, value=value, series=series, title=title)

        return part.deliver(result, COLUMNS, draw=draw, chart=chart)
