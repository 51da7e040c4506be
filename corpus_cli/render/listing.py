"""`list` for people: a table fitted to the terminal, and plain lines.

May import ``query.results`` and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from corpus_cli.query.results import Row
from corpus_cli.render.output import Format, Output
from corpus_cli.render.records import field_text, write_records
from corpus_cli.render.terminal import HEADING, ID, QUIET, cell, console, fitted
from corpus_cli.render.text import inline

if TYPE_CHECKING:
    from rich.text import Text

COLUMNS = ("id", "date", "kind", "words", "comments", "title")

NUMBERS = frozenset({"words", "paragraphs", "comments", "bytes"})
# These may be cut where the terminal is narrow; numbers and ids may not.
FLEXIBLE = frozenset({"title", "author", "source", "list", "date"})


def draw_rows(
    output: Output,
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    ids: Mapping[str, str],
    titles: Mapping[str, str],
) -> None:
    """Draw a table. ``ids`` maps ids to short ones, ``titles`` those without a title to one."""
    cells = [[_cell_text(row, name, ids, titles) for name in columns] for row in rows]
    natural = [max(map(_width, column)) for column in zip(columns, *cells, strict=True)]
    widths = fitted(natural, [name in FLEXIBLE for name in columns], output.width)
    with console(output) as screen:
        screen.print(
            _line([name.upper() for name in columns], columns, widths, HEADING), soft_wrap=True
        )
        for row, texts in zip(rows, cells, strict=True):
            screen.print(_line(texts, columns, widths, "", row), soft_wrap=True)


def write_plain_rows(
    out: TextIO, rows: Sequence[Row], columns: Sequence[str], *, titles: Mapping[str, str]
) -> None:
    """Print a line a document, fields parted by tabs."""
    shown = (row._replace(title=_title(row, titles)) for row in rows)
    write_records(shown, columns, Format.PLAIN, out)


def _title(row: Row, titles: Mapping[str, str]) -> str | None:
    return row.title if row.title is not None else titles.get(row.id)


def _cell_text(row: Row, name: str, ids: Mapping[str, str], titles: Mapping[str, str]) -> str:
    value: Any = getattr(row, name)
    if name == "id":
        value = ids.get(row.id, row.id)
    elif name == "title":
        value = _title(row, titles)
    elif name == "date" and value is not None:
        value = value[:10]
    elif name in NUMBERS:
        value = f"{value:,}"
    return inline(field_text(value))


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _line(
    texts: Sequence[str],
    columns: Sequence[str],
    widths: Sequence[int],
    style: str,
    row: Row | None = None,
) -> Text:
    from rich.text import Text

    line = Text("", style)
    for at, (text, name, width) in enumerate(zip(texts, columns, widths, strict=True)):
        line.append("  " if at else "")
        line.append(cell(text, width, right=name in NUMBERS), _style(name, row))
    line.rstrip()
    return line


def _style(name: str, row: Row | None) -> str | None:
    if row is None:
        return None
    if name == "id":
        return ID
    if name == "title" and row.title is None:
        return "italic"
    return None if name == "title" else QUIET
