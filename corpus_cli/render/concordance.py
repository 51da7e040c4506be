"""Key word in context: a hit a line, the hits one below the other.

What precedes a hit stands to its left and what follows to its right, in every script: the columns
mean the same in each line of a corpus that mixes directions, and are sorted by as such. Text that
runs from right to left is read so within its column, and `terminal.BAR` keeps it there. May
import the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

from corpus_cli.render.cells import head, tail, width_within
from corpus_cli.render.output import Format, Output
from corpus_cli.render.records import write_records
from corpus_cli.render.terminal import (
    ADDRESS,
    ID,
    MATCH,
    QUIET,
    cell,
    console,
    draw_lines,
    gap_behind,
)
from corpus_cli.render.text import inline

if TYPE_CHECKING:
    from rich.text import Text


class KeyWord(Protocol):
    """A hit, and the text of its paragraph before and behind it."""

    @property
    def id(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def left(self) -> str: ...
    @property
    def node(self) -> str: ...
    @property
    def right(self) -> str: ...


class PlainLine(NamedTuple):
    """What is printed of a hit where no person reads it."""

    target: str
    left: str
    node: str
    right: str


class _Columns(NamedTuple):
    """Widths in cells; a blank lies on both sides of the node, two before the left context."""

    label: int
    left: int
    node: int
    right: int


_BLANKS = 4


def draw_concordance(output: Output, rows: Sequence[KeyWord], *, ids: Mapping[str, str]) -> None:
    """Draw a line a hit, no longer than the terminal is wide; ``ids`` maps ids to short ones.

    The nodes begin in one column, contexts are cut at their outer ends. A node that is longer
    than most takes room from what follows it, and is cut where there is no more.
    """
    labels = [_label(row, ids) for row in rows]
    columns = _columns(rows, labels, output.width)
    with console(output) as screen:
        draw_lines(
            screen, (_line(row, label, columns) for row, label in zip(rows, labels, strict=True))
        )


def write_plain_concordance(out: TextIO, rows: Iterable[KeyWord]) -> None:
    """Print ``id#address``, left context, node and right context, parted by tabs."""
    lines = (PlainLine(f"{row.id}#{row.address}", row.left, row.node, row.right) for row in rows)
    write_records(lines, PlainLine._fields, Format.PLAIN, out)


def _label(row: KeyWord, ids: Mapping[str, str]) -> tuple[str, str]:
    return inline(ids.get(row.id, row.id)), f"#{inline(row.address)}"


def _left(row: KeyWord) -> str:
    """Return what precedes, with one blank at the node or, where a word goes on, with none."""
    text = inline(row.left).strip(_JOINER)
    bare = text.strip(" ")
    return bare + " " if bare and text.endswith(" ") else bare


def _node(row: KeyWord) -> str:
    return inline(row.node).strip(_JOINER)


def _right(row: KeyWord) -> str:
    text = inline(row.right).strip(_JOINER)
    bare = text.strip(" ")
    return " " + bare if bare and text.startswith(" ") else bare


# At the end of a column it would join what lies in two.
_JOINER = "\u200d"


def _columns(rows: Sequence[KeyWord], labels: Sequence[tuple[str, str]], width: int) -> _Columns:
    label = max((width_within(id + address, width // 3) for id, address in labels), default=0)
    room = max(width - label - _BLANKS, 3)
    node = _usual([width_within(_node(row), room // 3) for row in rows])
    room -= node
    # What one context does not need is the other's.
    left = _widest(map(_left, rows), room)
    right = _widest(map(_right, rows), room)
    left = min(left, max(room // 2, room - right))
    return _Columns(label, left, node, room - left)


def _usual(widths: Sequence[int]) -> int:
    """Return the width that nine in ten do not exceed."""
    return sorted(widths)[len(widths) * 9 // 10] if widths else 0


def _widest(texts: Iterable[str], most: int) -> int:
    widest = 0
    for text in texts:
        widest = max(widest, width_within(text, most))
        if widest == most:
            break
    return widest


def _line(row: KeyWord, label: tuple[str, str], columns: _Columns) -> Text:
    from rich.cells import cell_len

    left = _left_cell(_left(row), columns.left)
    room = columns.node + 1 + columns.right
    node = head(_node(row), room)
    padded = node + " " * (columns.node - cell_len(node))
    room -= cell_len(padded) + 1
    right = head(_right(row), room)
    gap = gap_behind(left + node + right, " ")
    line = _drawn_label(label, columns.label)
    line.append("  ").append(left).append(gap, QUIET)
    line.append(node, MATCH).append(padded[len(node) :])
    if right:
        line.append(gap, QUIET).append(right)
    line.rstrip()
    return line


def _left_cell(text: str, width: int) -> str:
    """Return the end of ``text`` as exactly ``width`` cells."""
    return cell(tail(text, width), width, right=True)


def _drawn_label(label: tuple[str, str], width: int) -> Text:
    """Return id and address in ``width`` cells; the id is cut first, as the address tells more."""
    from rich.cells import cell_len
    from rich.text import Text

    id, address = label
    address = head(address, width)
    id = head(id, width - cell_len(address))
    blanks = " " * (width - cell_len(id + address))
    return Text.assemble((id, ID), (address, ADDRESS), blanks)
