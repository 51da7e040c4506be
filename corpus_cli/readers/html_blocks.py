"""Elements to pieces of text, and pieces to a document's text and layout.

A piece is what a browser sets off from the rest: a paragraph, a heading, an item of a list, a row
of a table. May import ``model``; lxml where it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from corpus_cli.model import BlockKind, RawBlock

if TYPE_CHECKING:
    from lxml.etree import _Element


class Piece(NamedTuple):
    """A block before it has a place; its lines are folded, except those of code."""

    kind: BlockKind
    text: str
    depth: int | None = None
    number: int | None = None


# --- trees ---------------------------------------------------------------------------------------

# Tags of HTML, and those that trafilatura makes of them.
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
    p pre section summary table tbody td tfoot th thead tr ul head item list quote row cell
    code-block""".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 head".split())
_QUOTES = frozenset(("blockquote", "quote"))
_LISTS = frozenset(("ol", "ul", "dl", "menu", "dir", "list"))
_ITEMS = frozenset(("li", "dt", "dd", "item"))
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_CAPTIONS = frozenset(("figcaption", "caption"))
_BREAKS = frozenset(("br", "lb"))
_VERBATIM = frozenset(("pre", "code-block", "listing", "xmp", "plaintext"))
HIDDEN = frozenset(
    """script style noscript template svg math title select option button textarea iframe object
    embed applet audio video canvas map datalist noframes frameset input""".split()
)
# What makes the cells of a table more than cells: it only lays out the page.
_LAID_OUT = (
    "table p div ul ol dl h1 h2 h3 h4 h5 h6 blockquote pre center form section article".split()
)


class Placed(NamedTuple):
    """A piece, the innermost block that its text stands in, and how much of it is in links."""

    piece: Piece
    block: _Element
    linked: int


def pieces(
    root: _Element, skipped: Container[_Element] = frozenset(), *, hidden: frozenset[str] = HIDDEN
) -> Iterator[Piece]:
    """Yield the pieces of an element in order, those of ``skipped`` elements left out.

    The element itself is no item or row, whatever its tag: it is where reading begins.
    """
    return (placed.piece for placed in placed_pieces(root, skipped, hidden=hidden))


def placed_pieces(
    root: _Element, skipped: Container[_Element] = frozenset(), *, hidden: frozenset[str] = HIDDEN
) -> Iterator[Placed]:
    """Yield the pieces of an element as `pieces` does, each with where it stands."""
    from lxml.etree import iterwalk

    flow = _Flow(root.tag)
    blocks = [root]
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in hidden or element in skipped:
                # Its end comes next; what follows it is read there.
                walker.skip_subtree()
                flow.passed_over = True
                continue
            if element is not root and (tag in _BLOCKS or tag in _BREAKS):
                for piece in flow.open(element, tag):
                    yield Placed(piece, blocks[-1], flow.linked)
                if tag in _BLOCKS:
                    blocks.append(element)
            elif tag == "a":
                flow.links += 1
            flow.add(element.text)
        else:
            if flow.passed_over:
                flow.passed_over = False
                if tag in _BLOCKS:
                    for piece in flow.flush():
                        yield Placed(piece, blocks[-1], flow.linked)
            elif element is root:
                break
            elif tag in _BLOCKS:
                for piece in flow.close(tag):
                    yield Placed(piece, blocks[-1], flow.linked)
                blocks.pop()
            elif tag == "a":
                flow.links -= 1
            flow.add(element.tail)
    for piece in flow.flush():
        yield Placed(piece, root, flow.linked)


class _Flow:
    """Text as it comes, and the elements that it stands in."""

    def __init__(self, tag: str) -> None:
        self.lines: list[list[str]] = [[]]
        self.passed_over = False
        self.quotes = 0
        self.verbatim = int(tag in _VERBATIM)
        self.heading = int(tag in _HEADINGS)
        self.captions = int(tag in _CAPTIONS)
        # The next number of each open list, None where it is not numbered.
        self.lists: list[int | None] = []
        # A list item whose first words are yet to come, and its number.
        self.item = False
        self.number: int | None = None
        # The cells of a row of data, and how many rows are open within it.
        self.row: list[str] | None = None
        self.rows = 0
        # The links that are open, the characters in such of what is to come, and of what came last.
        self.links = 0
        self.linking = 0
        self.linked = 0

    def add(self, text: str | None) -> None:
        if text:
            self.lines[-1].append(text)
            if self.links:
                self.linking += len(text)

    def open(self, element: _Element, tag: str) -> Iterator[Piece]:
        if tag in _BREAKS:
            self.lines.append([])
            return
        if self.row is not None:
            self.rows += tag in _ROWS
            self.add(" ")
            return
        yield from self.flush()
        if tag in _ROWS:
            if next(element.iterdescendants(*_LAID_OUT), None) is None:
                self.row, self.rows = [], 1
        elif tag in _ITEMS:
            self.item = True
            self.number = self._next_number(element)
        elif tag in _LISTS:
            self.lists.append(_start(element))
        elif tag in _QUOTES:
            self.quotes += 1
        elif tag in _HEADINGS:
            self.heading += 1
        elif tag in _CAPTIONS:
            self.captions += 1
        elif tag in _VERBATIM:
            self.verbatim += 1

    def close(self, tag: str) -> Iterator[Piece]:
        if self.row is not None:
            yield from self._close_in_row(tag)
            return
        yield from self.flush()
        if tag in _ITEMS:
            self.item = False
        elif tag in _LISTS:
            if self.lists:
                self.lists.pop()
        elif tag in _QUOTES:
            self.quotes -= 1
        elif tag in _HEADINGS:
            self.heading -= 1
        elif tag in _CAPTIONS:
            self.captions -= 1
        elif tag in _VERBATIM:
            self.verbatim -= 1

    def _close_in_row(self, tag: str) -> Iterator[Piece]:
        self.add(" ")
        if self.row is None or (tag not in _CELLS and tag not in _ROWS):
            return
        self.rows -= tag in _ROWS
        text = self._folded()
        if tag in _CELLS or text:
            self.row.append(text)
        if not self.rows:
            cells, self.row = self.row, None
            self.linked, self.linking = self.linking, 0
            while cells and not cells[-1]:
                cells.pop()
            if any(cells):
                yield Piece("paragraph", " | ".join(cells))

    def flush(self) -> Iterator[Piece]:
        """Yield what has come since the last piece; a blank line divides it."""
        if self.row is not None:
            return
        lines, self.lines = self.lines, [[]]
        if len(lines) == 1 and not lines[0]:
            return
        self.linked, self.linking = self.linking, 0
        if self.verbatim:
            text = _code("\n".join("".join(line) for line in lines))
            if text:
                yield self._piece(text)
            return
        paragraph: list[str] = []
        for line in (" ".join("".join(line).split()) for line in lines):
            if line:
                paragraph.append(line)
            elif paragraph:
                yield self._piece("\n".join(paragraph))
                paragraph = []
        if paragraph:
            yield self._piece("\n".join(paragraph))

    def _folded(self) -> str:
        lines, self.lines = self.lines, [[]]
        return " ".join(" ".join("".join(line) for line in lines).split())

    def _piece(self, text: str) -> Piece:
        if self.captions:
            return Piece("caption", text)
        if self.heading:
            return Piece("heading", text.replace("\n", " "))
        if self.verbatim:
            return Piece("paragraph", text)
        if self.item:
            self.item = False
            return Piece("list_item", text, max(0, len(self.lists) - 1), self.number)
        return Piece("quote" if self.quotes else "paragraph", text)

    def _next_number(self, element: _Element) -> int | None:
        if not self.lists or self.lists[-1] is None:
            return None
        number = _number(element.get("value"), self.lists[-1])
        self.lists[-1] = number + 1
        return number


def _start(element: _Element) -> int | None:
    if element.tag == "ol" or (element.tag == "list" and element.get("rend") == "ol"):
        return _number(element.get("start"), 1)
    return None


def _number(said: str | None, default: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,9})\s*", said) if said else None
    return int(found[1]) if found else default


def _code(text: str) -> str:
    """Return verbatim text without the blank lines around it, nor white space at line ends."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines).rstrip("\n")


def text_of(element: _Element, *, limit: int = 2000) -> str:
    """Return the beginning of an element's text on one line."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > limit:
            break
    return " ".join("".join(parts).split())


# --- what is no tree -----------------------------------------------------------------------------

# A ``<`` that begins nothing of these is text.
_MARKUP = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)|<!--|<[!?/]")
_RAW = frozenset(("script", "style", "noscript", "template", "svg", "title", "iframe", "textarea"))


def visible_pieces(text: str) -> Iterator[Piece]:
    """Yield the paragraphs of markup without parsing it: for pages that are no tree to speak of."""
    flow: list[str] = []
    at, end = 0, len(text)
    while at < end:
        found = _MARKUP.search(text, at)
        if found is None:
            flow.append(text[at:])
            break
        less = found.start()
        flow.append(text[at:less])
        name = (found[1] or "").lower()
        if name in _BLOCKS or name == "br":
            yield from _joined(flow)
            flow = []
        closing = "-->" if found[0] == "<!--" else ">"
        greater = text.find(closing, found.end())
        if greater < 0:
            break
        at = greater + len(closing)
        if name in _RAW and text[less + 1] != "/" and text[greater - 1] != "/":
            closed = re.compile(rf"</{name}", re.IGNORECASE).search(text, at)
            at = end if closed is None else closed.start()
    yield from _joined(flow)


def _joined(flow: list[str]) -> Iterator[Piece]:
    text = " ".join(unescape("".join(flow)).split())
    if text:
        yield Piece("paragraph", text)


# --- to a document -------------------------------------------------------------------------------


class Composer:
    """Puts pieces one after the other, a blank line between, and notes where each stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[RawBlock] = []

    def add(self, piece: Piece, comment: int | None = None) -> None:
        """Append a piece; ``comment`` is the place of the comment that it belongs to."""
        if self.parts:
            self.parts.append("\n\n")
            self.length += 2
        start = self.length
        self.parts.append(piece.text)
        self.length += len(piece.text)
        self.blocks.append(
            RawBlock(
                piece.kind,
                start,
                self.length,
                depth=piece.depth,
                number=piece.number,
                comment=comment,
            )
        )

    @property
    def text(self) -> str:
        """All of it, with a line feed at its end."""
        return "".join(self.parts) + "\n" if self.parts else ""
