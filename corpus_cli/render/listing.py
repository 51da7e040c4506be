"""`list` for people: a table fitted to the terminal, and plain lines.

May import ``query.results`` and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TextIO

from corpus_cli.model import META
from corpus_cli.query.results import Row
from corpus_cli.render.output import Format, Output
from corpus_cli.render.records import write_records
from corpus_cli.render.table import draw_table
from corpus_cli.render.terminal import ID, QUIET

Metas = Mapping[str, Mapping[str, str]]

COLUMNS = ("id", "date", "kind", "words", "comments", "title")


def draw_rows(
    output: Output,
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    ids: Mapping[str, str],
    titles: Mapping[str, str],
    metas: Metas = MappingProxyType({}),
) -> None:
    """Draw a table. ``ids`` maps ids to short ones, ``titles`` those without a title to one.

    ``metas`` maps ids to what columns ``meta.NAME`` show.
    """

    def style(row: Listed, column: str) -> str | None:
        if column == "title":
            return "italic" if row.id in titles else None
        return ID if column == "id" else QUIET

    dated = [_titled(row, titles)._replace(date=row.date and row.date[:10]) for row in rows]
    draw_table(output, listed(dated, metas), columns, ids=ids, highlight=style)


def write_plain_rows(
    out: TextIO,
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    titles: Mapping[str, str],
    metas: Metas = MappingProxyType({}),
) -> None:
    """Print a line a document, fields parted by tabs."""
    shown = listed([_titled(row, titles) for row in rows], metas)
    write_records(shown, columns, Format.PLAIN, out)


class Listed:
    """A row, which has the fields of `Row` and those named ``meta.NAME``."""

    def __init__(self, row: Row, meta: Mapping[str, str]) -> None:
        self._row = row
        self._meta = meta

    def __getattr__(self, name: str) -> Any:
        if name.startswith(META):
            return self._meta.get(name.removeprefix(META))
        return getattr(self._row, name)


def listed(rows: Sequence[Row], metas: Metas) -> list[Listed]:
    """Return rows with what is known of each beside its fields."""
    return [Listed(row, metas.get(row.id, {})) for row in rows]


def _titled(row: Row, titles: Mapping[str, str]) -> Row:
    return row if row.title is not None else row._replace(title=titles.get(row.id))
