"""Rows of any analysis as a table that is fitted to the terminal.

Numbers are never cut, as a part of one is another number: where they alone are wider than the
terminal, its lines wrap. May import the shared parts of ``render``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

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
P_VALUE = "p"  # four decimals, and <0.0001 for what is less: no chance is nothing
_LEAST = 0.0001

# Short, and worth little when cut.
RIGID = frozenset({"id", "address", "kind", "language", "title_inferred"})
_STYLES = {"id": ID, "address": ADDRESS}
_OF_IDS = frozenset({"id", "group"})


def draw_table(
    output: Output,
    rows: Sequence[RowT],
    columns: Sequence[str],
    *,
    ids: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    headings: Mapping[str, str] | None = None,
    optional: Sequence[str] = (),
    highlight: Callable[[RowT, str], str | None] | None = None,
) -> tuple[str, ...]:
    """Draw the fields ``columns`` of the rows under a line of their names, or of ``headings``.

    Where they do not fit, the ``optional`` ones are left out, the first ones first; returns those.

    ``ids`` maps the ids in the columns ``id`` and ``group`` to short ones. ``formats`` gives the
    numbers of a column a format of their own (``.4f``, ``.1%``, `P_VALUE`); else whole ones have
    none, and others two decimals. ``highlight`` returns the style of a row's cell in a column.
    """
    highlight = highlight or _style
    made = {
        name: _Column.of(name, rows, ids or {}, formats or {}, headings or {}) for name in columns
    }
    left_out = []
    for name in optional:
        if _least_width(list(made.values())) <= output.width:
            break
        if made.pop(name, None) is not None:
            left_out.append(name)
    every = list(made.values())
    natural = [column.width for column in every]
    widths = fitted(natural, [column.is_flexible for column in every], output.width)
    is_number = [column.is_number for column in every]
    with console(output) as screen:
        titles = [column.heading for column in every]
        screen.print(_line(titles, widths, is_number, style=HEADING), soft_wrap=True)
        draw_lines(
            screen,
            (
                _line(cells, widths, is_number, [highlight(row, name) for name in made])
                for row, cells in zip(
                    rows, zip(*(column.texts for column in every), strict=True), strict=True
                )
            ),
        )
    return tuple(left_out)


class _Column(NamedTuple):
    """A column as it is drawn: its heading, its cells, and the width in cells that they need."""

    heading: str
    texts: Sequence[str]
    is_number: bool
    is_flexible: bool
    width: int

    @classmethod
    def of(
        cls,
        name: str,
        rows: Sequence[object],
        ids: Mapping[str, str],
        formats: Mapping[str, str],
        headings: Mapping[str, str],
    ) -> _Column:
        """Make the column of a field."""
        from rich.cells import cell_len

        values = [getattr(row, name) for row in rows]
        texts = _column_texts(name, values, ids, formats.get(name))
        heading = inline(headings.get(name, name).upper().replace("_", " "))
        is_number = any(map(_is_number, values))
        width = max(map(cell_len, (heading, *texts)))
        return cls(heading, texts, is_number, name not in RIGID and not is_number, width)


def _least_width(columns: Sequence[_Column]) -> int:
    """Return how many cells columns need where those that may be cut are cut short."""
    cells = (min(column.width, _CUT) if column.is_flexible else column.width for column in columns)
    return sum(cells) + len(_GAP) * (len(columns) - 1)


_GAP = "  "
_CUT = 12  # cells; shorter texts tell little


def number_text(value: float, format: str) -> str:
    """Return a number in a format: `P_VALUE`, or one of Python's; nothing for what is no number.

    A number that is rounded to nothing has no sign.
    """
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    if format == P_VALUE:
        return f"<{_LEAST}" if value < _LEAST else f"{value:.4f}"
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
        else inline(field_text(ids.get(value, value) if name in _OF_IDS else value))
        for value in values
    ]


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
