"""Records as an ``.xlsx`` workbook: the rows on one sheet, where they come from on another.

Text is always text, never a formula. May import ``export`` for what it writes, ``records`` and
``text``; needs openpyxl.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus_cli.errors import UsageError
from corpus_cli.render.records import field_text
from corpus_cli.render.text import safe

if TYPE_CHECKING:
    from corpus_cli.render.export import Table

# What the format allows: rows of a sheet, and characters (of UTF-16) of a cell.
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767

# Spreadsheets count in doubles; beyond, an integer would be another one.
_EXACT = 2**53

# What a spreadsheet takes for the beginning of a formula once the cell is edited.
_FORMULA = ("=", "+", "-", "@")


def write_workbook(table: Table, stream: BinaryIO) -> tuple[str, ...]:
    """Write a workbook; raises UsageError for more rows than a sheet can have.

    A cell that is too long ends in an ellipsis; returns a note of how many do, if any.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    if len(table.records) >= MOST_ROWS:
        raise UsageError(
            f"a sheet has room for {MOST_ROWS - 1:,} rows, not {len(table.records):,}; "
            "write .csv or .parquet"
        )
    book = Workbook(write_only=True)
    rows = _Sheet(book, "rows")
    rows.freeze_header()
    rows.append(table.fields, font=Font(bold=True))
    for row in table.rows():
        rows.append(row)
    notes = (_note(rows.cut),) if rows.cut else ()
    about = _Sheet(book, "about")
    for fact in ([table.caption], *table.facts, *(("note", each) for each in notes)):
        about.append(fact)
    book.save(stream)
    return notes


def _note(cut: int) -> str:
    cells = "1 cell is" if cut == 1 else f"{cut:,} cells are"
    return (
        f"{cells} cut at {MOST_CHARACTERS:,} characters, which .xlsx allows; .csv, .jsonl and "
        ".parquet have all"
    )


class _Sheet:
    """A sheet of a workbook; ``cut`` counts the cells that have no room for their text."""

    def __init__(self, book: Any, title: str) -> None:
        self._sheet = book.create_sheet(title)
        self.cut = 0

    def freeze_header(self) -> None:
        """Keep the first row in sight."""
        self._sheet.freeze_panes = "A2"

    def append(self, values: Iterable[Any], font: Any = None) -> None:
        """Add a row."""
        cells = [self._cell(value) for value in values]
        for cell in cells:
            if font is not None:
                cell.font = font
        self._sheet.append(cells)

    def _cell(self, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if value is None or isinstance(value, bool) or _is_exact(value):
            return WriteOnlyCell(self._sheet, value)
        whole = safe(field_text(value))
        text = _cut(whole)
        self.cut += text != whole
        cell = WriteOnlyCell(self._sheet, text)
        # What begins with = would be a formula, and #N/A an error.
        cell.data_type = "s"
        if text.startswith(_FORMULA):
            cell.quotePrefix = True
        return cell


def _is_exact(value: Any) -> bool:
    """Tell whether a spreadsheet can count with a value as it is."""
    if isinstance(value, int):
        return abs(value) <= _EXACT
    return isinstance(value, float) and math.isfinite(value)


def _cut(text: str) -> str:
    """Return a text that has room in a cell."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
