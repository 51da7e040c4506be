"""`verify` for people: a table of published and computed values, those that disagree marked.

May import ``query`` for what it draws, and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TextIO

from corpus_cli.query.measures.published import Checked
from corpus_cli.render.output import Format, Output
from corpus_cli.render.records import write_records
from corpus_cli.render.terminal import HEADING, MATCH, cell, console, fitted


class PlainCheck(NamedTuple):
    """What is printed of a check where no person reads it."""

    check: str
    formula: str
    source: str
    input: str
    published: str
    computed: str
    agrees: bool


COLUMNS = ("check", "formula", "source", "published", "computed", "agrees")

_NUMBERS = frozenset({"published", "computed"})
_FLEXIBLE = frozenset({"formula", "source"})


def draw_checks(output: Output, rows: Sequence[Checked]) -> None:
    """Draw a line a value; computed ones are rounded to two decimals more than published."""
    from rich.cells import cell_len
    from rich.text import Text

    cells = [[name.upper() for name in COLUMNS], *map(_cells, rows)]
    natural = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    widths = fitted(natural, [name in _FLEXIBLE for name in COLUMNS], output.width)
    styles = [HEADING, *("" if row.agrees else MATCH for row in rows)]
    with console(output) as screen:
        for texts, style in zip(cells, styles, strict=True):
            parts = [
                cell(text, width, right=name in _NUMBERS)
                for text, width, name in zip(texts, widths, COLUMNS, strict=True)
            ]
            screen.print(Text("  ".join(parts).rstrip(), style), soft_wrap=True)


def write_plain_checks(out: TextIO, rows: Iterable[Checked]) -> None:
    """Print all fields of each value, computed ones as in the table."""
    lines = (PlainCheck(*row[:5], _computed(row), row.agrees) for row in rows)
    write_records(lines, PlainCheck._fields, Format.PLAIN, out)


def _cells(row: Checked) -> list[str]:
    agrees = "yes" if row.agrees else "no"
    return [row.check, row.formula, row.source, row.published, _computed(row), agrees]


def _computed(row: Checked) -> str:
    """Return the value with two decimals more than were published."""
    decimals = len(row.published.partition(".")[2])
    return f"{row.computed:.{decimals + 2}f}"
