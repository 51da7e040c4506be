"""`list` for people: a table fitted to the terminal, and plain lines.

May import ``query.results`` and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from corpus_cli.query.results import Row
from corpus_cli.render.output import Format, Output
from corpus_cli.render.records import write_records
from corpus_cli.render.table import draw_table
from corpus_cli.render.terminal import ID, QUIET

COLUMNS = ("id", "date", "kind", "words", "comments", "title")


def draw_rows(
    output: Output,
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    ids: Mapping[str, str],
    titles: Mapping[str, str],
) -> None:
    """Draw a table. ``ids`` maps ids to short ones, ``titles`` those without a title to one."""

    def style(row: Row, column: str) -> str | None:
        if column == "title":
            return "italic" if row.id in titles else None
        return ID if column == "id" else QUIET

    shown = [_titled(row, titles)._replace(date=row.date and row.date[:10]) for row in rows]
    draw_table(output, shown, columns, ids=ids, highlight=style)


def write_plain_rows(
    out: TextIO, rows: Sequence[Row], columns: Sequence[str], *, titles: Mapping[str, str]
) -> None:
    """Print a line a document, fields parted by tabs."""
    write_records((_titled(row, titles) for row in rows), columns, Format.PLAIN, out)


def _titled(row: Row, titles: Mapping[str, str]) -> Row:
    return row if row.title is not None else row._replace(title=titles.get(row.id))
