"""``corpus dispersion``: how evenly words are spread over documents, and where in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    Columns,
    Fuzzy,
    Terms,
    chosen,
    draw_result,
    not_negative,
    with_analysis_options,
)
from corpus_cli.cli.options import Common
from corpus_cli.cli.session import say
from corpus_cli.errors import UsageError
from corpus_cli.render.output import Output

if TYPE_CHECKING:
    from corpus_cli.query.analysis.dispersion import Dispersion
    from corpus_cli.render.export import Notes

EXAMPLES = """
corpus dispersion aleppo mosul # a row and a picture each
corpus dispersion 'imperial*' --in in:comment # over the comments alone
corpus dispersion aleppo -o aleppo.svg # the picture as a file
"""

_MEASURES = ("dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "kl")
COLUMNS = Columns(
    ("term", "count", "per_million", "documents", "parts", *_MEASURES),
    dict.fromkeys(_MEASURES, ".3f"),
    {"documents": "docs", "juilland_d": "D", "carroll_d2": "D2", "rosengren_s": "S"},
    ("kl", "rosengren_s", "carroll_d2", "dp"),
)


@with_analysis_options
def command(
    *,
    terms: Terms,
    strips: Annotated[
        int,
        typer.Option(
            metavar="N",
            help="Draw the N documents with most hits of each term; 0 for none.",
            callback=not_negative,
        ),
    ] = 10,
    fuzzy: Fuzzy = False,
    asked: Asked,
    common: Common,
) -> int:
    """Measure how evenly words are spread over the documents, and show where they stand.

    DP, DP NORM and KL are 0 where a word is spread evenly; the other measures are 1 there.
    """
    from corpus_cli.render.charts import Strip, draw_strips
    from corpus_cli.render.figures import KINDS, MOST_ROWS, save_dispersion

    to_draw = asked.output is not None and asked.output.lower().endswith(KINDS)
    if to_draw and not strips and common.called.again is None:
        raise UsageError("--strips 0 draws nothing; give a number of documents, as --strips 10")
    with chosen(common, asked) as part:
        from corpus_cli.query.analysis.dispersion import Request, run

        request = Request(terms=tuple(terms), choice=part.choice, fuzzy=fuzzy, strips=strips)
        result = run(part.corpus, request)
        several = len(terms) > 1
        drawn = [
            Strip(each.id, each.positions, each.words, each.term if several else "")
            for each in result.strips
        ]
        ids = {each.id: part.corpus.short_id(each.id) for each in result.strips}

        def draw(target: Output) -> None:
            draw_result(target, result, COLUMNS)
            if drawn:
                target.stream.write("\n")
                draw_strips(target, drawn, ids=ids)
                say(_left_out(len(drawn), result.rows))

        def chart(path: Path) -> Notes:
            notes = save_dispersion(path, drawn, ids=ids, title=", ".join(terms))
            if len(drawn) > MOST_ROWS:
                return notes
            return (*notes, *_left_out(len(drawn), result.rows, MOST_ROWS // len(terms)))

        return part.deliver(result, COLUMNS, draw=draw, chart=chart)


def _left_out(shown: int, rows: Sequence[Dispersion], most: int | None = None) -> Notes:
    """Say that there are more strips, and how to have them, of which ``most`` a term are drawn."""
    total = sum(row.documents for row in rows)
    if shown >= total:
        return ()
    every = max(row.documents for row in rows)
    is_room = most is None or every <= most
    remedy = f"--strips {every} for all" if is_room else f"--strips {most} for more"
    return (f"showing {shown:,} of {total:,} strips ({remedy})",)
