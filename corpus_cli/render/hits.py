"""`grep` for people: hits under a heading a document on a terminal, ``ID:ADDRESS:text`` else.

A separator tells a hit (``:``) from its context (``-``), as ripgrep does. May import
``query.grep`` and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TextIO

from corpus_cli.query.grep import DocumentHits, Found
from corpus_cli.query.results import Hit
from corpus_cli.render.text import inline, pieces
from corpus_cli.render.window import window

if TYPE_CHECKING:
    from rich.console import Console

LINES = 3  # of the terminal that a paragraph may take
WIDEST_ADDRESS = 9
ROOM_FOR_MORE = 24  # characters for "(+3 more)", and what wrapping between words loses

# Plain output is coloured only on demand, and then without Rich.
_MATCH, _PLAIN = "\x1b[1m\x1b[31m", "\x1b[0m"


class Mode(Enum):
    """What of the hits is printed: all of them, each match alone, a number or an id a document."""

    HITS = 1
    MATCHES = 2
    COUNTS = 3
    IDS = 4


class Matched(NamedTuple):
    """A single match, for ``--only-matching``."""

    id: str
    address: str
    text: str


class Counted(NamedTuple):
    """How many paragraphs, lines or matches a document holds, for ``--count``."""

    id: str
    found: int


class Listed(NamedTuple):
    """A document that holds a match, for ``--files-with-matches``."""

    id: str


COLUMNS = {
    Mode.HITS: Hit._fields,
    Mode.MATCHES: Matched._fields,
    Mode.COUNTS: Counted._fields,
    Mode.IDS: Listed._fields,
}


def hit_records(
    results: Iterable[DocumentHits], mode: Mode, *, count_matches: bool = False
) -> Iterator[Hit | Matched | Counted | Listed]:
    """Yield the records of ``mode``; ``count_matches`` counts matches instead of units."""
    for result in results:
        if mode is Mode.HITS:
            yield from (row.hit for row in result.rows)
        elif mode is Mode.MATCHES:
            yield from _matches(result)
        elif mode is Mode.COUNTS:
            yield Counted(result.id, result.matches if count_matches else result.units)
        else:
            yield Listed(result.id)


def _matches(result: DocumentHits) -> Iterator[Matched]:
    """Yield each match of the units that were looked for; empty ones are none."""
    for row in result.rows:
        if row.selected:
            hit = row.hit
            texts = (hit.text[start:end] for start, end in hit.spans)
            yield from (Matched(hit.id, hit.address, text) for text in texts if text)


def write_joined(records: Iterable[NamedTuple], out: TextIO) -> None:
    """Print records as ``ID:ADDRESS:text`` or ``ID:count``."""
    for record in records:
        out.write(":".join(inline(str(field)) for field in record) + "\n")


def _with_gaps(rows: Sequence[Found]) -> Iterator[tuple[Found, bool]]:
    """Yield each row with whether something lies between it and the row before."""
    last: int | None = None
    for row in rows:
        yield row, last is None or row.position != last + 1
        last = row.position


class HitWriter:
    """Prints hits as ``ID:ADDRESS:text``; ``numbers`` adds the line, ``context`` parts groups."""

    def __init__(self, out: TextIO, *, numbers: bool, color: bool, context: bool) -> None:
        self.out = out
        self.numbers = numbers
        self.color = color
        self.context = context
        self.printed = False

    def write(self, result: DocumentHits) -> None:
        """Print the rows of one document."""
        if not (self.numbers or self.color or self.context):
            start = f"{inline(result.id)}:"
            hits = (row.hit for row in result.rows)
            self.out.write("".join([f"{start}{hit.address}:{inline(hit.text)}\n" for hit in hits]))
            return
        for row, gap in _with_gaps(result.rows):
            if gap and self.context and self.printed:
                self.out.write("--\n")
            self.printed = True
            self._write_row(row)

    def _write_row(self, row: Found) -> None:
        hit = row.hit
        sign = ":" if row.selected else "-"
        number = f"{hit.line}{sign}" if self.numbers else ""
        text = _colored(row) if self.color and row.selected else inline(hit.text)
        self.out.write(f"{inline(hit.id)}{sign}{hit.address}{sign}{number}{text}\n")


def _colored(row: Found) -> str:
    return "".join(
        f"{_MATCH}{piece}{_PLAIN}" if is_match else piece
        for piece, is_match in pieces(row.hit.text, row.hit.spans)
    )


class HitDrawer:
    """Draws hits on a terminal; long paragraphs are cut to a window round what was found."""

    def __init__(self, screen: Console, *, numbers: bool, context: bool) -> None:
        self.screen = screen
        self.numbers = numbers
        self.context = context
        self.drawn = False

    def draw(self, result: DocumentHits, *, id: str, title: str) -> None:
        """Draw the rows of one document under its heading."""
        from corpus_cli.render.terminal import QUIET, styled

        self._heading(id, title)
        width = _address_width([row.hit.address for row in result.rows])
        for at, (row, gap) in enumerate(_with_gaps(result.rows)):
            if gap and self.context and at:
                self.screen.print(styled("--", QUIET))
            self._row(row, width)

    def draw_matches(self, result: DocumentHits, *, id: str, title: str) -> None:
        """Draw each match of one document on its own line."""
        from corpus_cli.render.terminal import ADDRESS, MATCH, QUIET, draw_hanging, styled

        self._heading(id, title)
        found = list(_matches(result))
        width = _address_width([match.address for match in found])
        for match in found:
            label = styled(match.address.ljust(width), ADDRESS) + styled("  ", QUIET)
            draw_hanging(self.screen, label, styled(match.text, MATCH), self.screen.width)

    def _heading(self, id: str, title: str) -> None:
        from corpus_cli.render.terminal import draw_heading

        if self.drawn:
            self.screen.print()
        self.drawn = True
        draw_heading(self.screen, id, title)

    def _row(self, row: Found, width: int) -> None:
        from corpus_cli.render.terminal import ADDRESS, QUIET, draw_hanging, highlighted, styled

        hit, style = row.hit, "" if row.selected else QUIET
        label = styled(hit.address.ljust(width), ADDRESS if row.selected else QUIET)
        if self.numbers:
            label += styled(f" {hit.line:>5}", QUIET)
        label += styled("  " if row.selected else "- ", QUIET)
        budget = LINES * max(self.screen.width - label.cell_len, 20) - ROOM_FOR_MORE
        cut = window(hit.text, hit.spans if row.selected else (), budget)
        text = highlighted(cut.text, cut.spans, style)
        if cut.hidden:
            text += styled(f" (+{cut.hidden:,} more)", QUIET)
        draw_hanging(self.screen, label, text, self.screen.width)


def _address_width(addresses: Sequence[str]) -> int:
    return min(max(map(len, addresses), default=0), WIDEST_ADDRESS)
