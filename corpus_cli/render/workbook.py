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


def write_workbook(table: Table, stream: BinaryIO) -> None:
    """Write a workbook; raises UsageError for more rows than a sheet can have.

    A cell that is too long ends in an ellipsis.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    if len(table.records) >= MOST_ROWS:
        raise UsageError(
            f"a sheet has room for {MOST_ROWS - 1:,} rows, not {len(table.records):,}; "
            "write .csv or .parquet"
        )
    book = Workbook(write_only=True)
    rows = book.create_sheet("rows")
    rows.freeze_panes = "A2"
    bold = Font(bold=True)
    header = [_cell(rows, name) for name in table.fields]
    for cell in header:
        cell.font = bold
    rows.append(header)
    _append(rows, table.rows())
    about = book.create_sheet("about")
    _append(about, [[table.caption], *map(list, table.facts)])
    book.save(stream)


def _append(sheet: Any, rows: Iterable[Iterable[Any]]) -> None:
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None or isinstance(value, bool) or _is_exact(value):
        return WriteOnlyCell(sheet, value)
    text = _cut(safe(field_text(value)))
    cell = WriteOnlyCell(sheet, text)
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
