"""Rows of any analysis as a table that is fitted to the terminal.

Numbers are never cut, as a part of one is another number: where they alone are wider than the
terminal, its lines wrap. May import the shared parts of ``render``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from corpus_cli.render.output import Output
from corpus_cli.render.records import field_text
from corpus_cli.render.terminal import (
    ADDRESS,
    HEADING,
    ID,
    cell,
    console,
    draw_lines,
    fitted,
    gap_behind,
)
from corpus_cli.render.text import inline

if TYPE_CHECKING:
    from rich.text import Text

RowT = TypeVar("RowT")

DECIMALS = ",.2f"
P_VALUE = "p"  # four decimals, and <0.0001 for what is less but not nothing
_LEAST = 0.0001

# Short, and worth little when cut.
RIGID = frozenset({"id", "address", "kind", "language", "title_inferred"})
_STYLES = {"id": ID, "address": ADDRESS}


def draw_table(
    output: Output,
    rows: Sequence[RowT],
    columns: Sequence[str],
    *,
    ids: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    highlight: Callable[[RowT, str], str | None] | None = None,
) -> None:
    """Draw the fields ``columns`` of the rows under a line of their names.

    ``ids`` maps the ids in the column ``id`` to short ones. ``formats`` gives the numbers of a
    column a format of their own (``.4f``, ``.1%``, `P_VALUE`); else whole ones have none, and
    others two decimals. ``highlight`` returns the style of a row's cell in a column.
    """
    highlight = highlight or _style
    texts, is_number = [], []
    for name in columns:
        values = [getattr(row, name) for row in rows]
        is_number.append(any(map(_is_number, values)))
        texts.append(_column_texts(name, values, ids or {}, (formats or {}).get(name)))
    headings = [inline(name.upper().replace("_", " ")) for name in columns]
    widths = _widths(columns, headings, texts, is_number, output.width)
    with console(output) as screen:
        screen.print(_line(headings, widths, is_number, style=HEADING), soft_wrap=True)
        draw_lines(
            screen,
            (
                _line(cells, widths, is_number, [highlight(row, name) for name in columns])
                for row, cells in zip(rows, zip(*texts, strict=True), strict=True)
            ),
        )


def number_text(value: float, format: str) -> str:
    """Return a number in a format: `P_VALUE`, or one of Python's; nothing for what is no number.

    A number that is rounded to nothing has no sign.
    """
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    if format == P_VALUE:
        return f"<{_LEAST}" if 0 < value < _LEAST else f"{value:.4f}"
    text = f"{value:{format}}"
    return text if any(char in "123456789" for char in text) else text.removeprefix("-")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _column_texts(
    name: str, values: Sequence[Any], ids: Mapping[str, str], format: str | None
) -> list[str]:
    """Return the cells of a column; whole numbers among others have decimals as they do."""
    if format is None:
        format = DECIMALS if any(isinstance(value, float) for value in values) else ","
    return [
        number_text(value, format)
        if _is_number(value)
        else inline(ids.get(value, value) if name == "id" else field_text(value))
        for value in values
    ]


def _widths(
    columns: Sequence[str],
    headings: Sequence[str],
    texts: Sequence[Sequence[str]],
    is_number: Sequence[bool],
    room: int,
) -> list[int]:
    from rich.cells import cell_len

    natural = [
        max(map(cell_len, (heading, *column)))
        for heading, column in zip(headings, texts, strict=True)
    ]
    flexible = [
        name not in RIGID and not number for name, number in zip(columns, is_number, strict=True)
    ]
    return fitted(natural, flexible, room)


def _line(
    texts: Sequence[str],
    widths: Sequence[int],
    is_number: Sequence[bool],
    styles: Sequence[str | None] | None = None,
    style: str = "",
) -> Text:
    from rich.text import Text

    line = Text("", style)
    gap = ""
    for at, text in enumerate(texts):
        line.append(gap)
        line.append(cell(text, widths[at], right=is_number[at]), styles[at] if styles else None)
        gap = gap_behind(text)
    line.rstrip()
    return line


def _style(row: object, column: str) -> str | None:
    return _STYLES.get(column)
