"""The values that everything else passes around: documents, their blocks and references.

All are immutable. Offsets count characters of the document's text. This module may import
nothing of the package but ``errors`` and ``tokens``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple, overload

BlockKind = Literal[
    "title",
    "list_tag",
    "date",
    "byline",
    "standfirst",
    "heading",
    "paragraph",
    "quote",
    "list_item",
    "caption",
    "comment",
    "footnote",
    "signature",
    "boilerplate",
    "read_more",
    "blank",
    "other",
]

ReferenceKind = Literal["citation", "url", "hashtag", "mention", "missing_link", "email"]

# Addresses are a letter and a number; every kind that is not named here counts as a paragraph.
ADDRESS_LETTERS: Mapping[str, str] = {
    "title": "t",
    "date": "d",
    "byline": "b",
    "heading": "h",
    "other": "x",
}


# What stands before the names of what else the formats of files know, where fields are named.
META = "meta."


class Span(NamedTuple):
    """A half-open range of character offsets."""

    start: int
    end: int


class Block(NamedTuple):
    """A piece of a document.

    Leaves (every kind but ``comment``) partition the document's text in order. A ``comment`` is a
    node: its range covers its own leaves and not its replies, which follow it as blocks of their
    own and name it in ``parent``.

    ``address`` is the part after ``#``, None for blanks and list markers. ``parent`` is the
    address of the comment that a leaf belongs to, or that a comment answers. ``depth`` is 0 for a
    top-level comment (and more than its parent's and one where an answer in between was lost),
    the number of ``>`` for quoted mail, the level of a list item; None for other kinds.
    ``number`` is the printed number of a comment or list item. ``author`` and ``date`` (ISO 8601)
    are a comment's own, or those of a quotation's attribution line. ``confidence`` is 0 to 1, None
    where nothing was guessed.
    """

    kind: BlockKind
    start: int
    end: int
    address: str | None = None
    parent: str | None = None
    depth: int | None = None
    number: int | None = None
    author: str | None = None
    date: str | None = None
    confidence: float | None = None

    @property
    def is_unit(self) -> bool:
        """Whether it is an addressable leaf, of which `units_of` makes a unit."""
        return self.address is not None and self.kind not in ("comment", "list_tag")


class Reference(NamedTuple):
    """Something a document points at.

    ``text`` is what stands for it (a citation's title, a hashtag, a URL). ``address`` is the
    block it stands in; ``start`` and ``end`` are its range, brackets included.
    """

    kind: ReferenceKind
    text: str
    start: int
    end: int
    url: str | None = None
    author: str | None = None
    outlet: str | None = None
    date: str | None = None
    address: str | None = None


class Deferred(Sequence[Reference]):
    """References that are looked for when they are first asked for."""

    def __init__(self, find: Callable[[], tuple[Reference, ...]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> tuple[Reference, ...]:
        return self._find()

    @overload
    def __getitem__(self, index: int) -> Reference: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Reference, ...]: ...

    def __getitem__(self, index: int | slice) -> Reference | tuple[Reference, ...]:
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._found == tuple(other)

    def __hash__(self) -> int:
        return hash(self._found)

    def __repr__(self) -> str:
        return repr(self._found)


class Row(NamedTuple):
    """A document as ``list`` shows it; `Document` explains the fields."""

    id: str
    title: str | None
    title_inferred: bool
    author: str | None
    date: str | None
    kind: str | None
    list: str | None
    language: str | None
    source: str
    words: int
    paragraphs: int
    comments: int
    bytes: int


class Unit(NamedTuple):
    """A paragraph as a reader sees it: soft line-wraps unfolded, no-break spaces plain.

    ``start`` and ``end`` are its range in the document's text. ``breaks`` maps ``text`` back:
    each pair ``(at, skipped)`` says that from offset ``at`` of ``text`` on, ``skipped`` characters
    of the document were left out before it.
    """

    address: str
    start: int
    end: int
    text: str
    breaks: tuple[tuple[int, int], ...] = ()

    def source_offset(self, offset: int) -> int:
        """Return the offset in the document's text of character ``offset`` of this unit."""
        skipped = 0
        for at, total in self.breaks:
            if at > offset:
                break
            skipped = total
        return self.start + offset + skipped


class RawBlock(NamedTuple):
    """A leaf that a format knows; fields as in `Block`.

    ``comment`` is the place in `Layout.comments` of the comment that it belongs to.
    """

    kind: BlockKind
    start: int
    end: int
    depth: int | None = None
    number: int | None = None
    author: str | None = None
    date: str | None = None
    comment: int | None = None


class RawComment(NamedTuple):
    """A comment that a format knows; ``parent`` is the place of the one that it answers.

    ``depth`` is 0 at the top; ``date`` is ISO 8601.
    """

    parent: int | None
    depth: int
    author: str | None = None
    date: str | None = None


class Layout(NamedTuple):
    """The structure that a format knows: leaves in text order, and comments in reading order.

    Leaves do not overlap. What lies between them is blank; comments stand before their answers.
    """

    blocks: Sequence[RawBlock]
    comments: Sequence[RawComment] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader hands to the parser: text, where it came from, and what the format knows of it.

    ``source`` is the file's path as the user would name it, ``bytes`` its size on disk, ``text``
    its characters with any byte-order mark removed and line ends as they were.

    What the format does not know is None, and left to the parser to infer; what it knows outranks
    that. ``date`` is ISO 8601. Where there is a ``title``, the text begins with it as a line of its
    own if it is to be found by searching. The text of a ``kind`` ``"mail"`` is read as a message's
    body. ``meta`` is everything else, by names in lower case: ``url``, ``message-id``, the columns
    of a table. ``is_post`` says that the text is no more than what somebody posted: it has neither
    a head of title, date and author nor comments below it.
    """

    id: str
    text: str
    source: str
    bytes: int
    title: str | None = None
    author: str | None = None
    date: str | None = None
    kind: str | None = None
    list: str | None = None
    language: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    layout: Layout | None = None
    is_post: bool = False


# What starts a line of a quotation, and one that continues it.
_QUOTE_MARKS = re.compile(r"(?:>\s?)*")
_QUOTE_WRAP = re.compile(r"\s*(?:>\s?)*")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document.

    ``title`` is None where no title line was found; ``title_inferred`` then says that
    ``shown_title`` is made from the first words. ``author_confidence`` is 0 to 1. ``date`` is ISO
    8601, with a time and an offset where the text gave them. ``blocks`` holds leaves
    and comments in text order; see `Block`. ``meta`` is what else the format of its file knows.
    """

    id: str
    source: str
    bytes: int
    text: str = field(repr=False)
    kind: str | None
    title: str | None
    title_inferred: bool
    author: str | None
    author_confidence: float | None
    date: str | None
    list: str | None
    language: str | None
    blocks: tuple[Block, ...] = field(repr=False)
    references: Sequence[Reference] = field(repr=False)
    meta: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> int:
        """How many words ``text`` has, counted anew at each call (see `corpus_cli.tokens`)."""
        from corpus_cli import tokens

        return tokens.count(self.text)

    @property
    def leaves(self) -> Iterator[Block]:
        """The blocks that partition the text, in order."""
        return (block for block in self.blocks if block.kind != "comment")

    @property
    def comments(self) -> tuple[Block, ...]:
        """The comments in reading order, replies after what they answer."""
        return tuple(block for block in self.blocks if block.kind == "comment")

    @property
    def paragraphs(self) -> int:
        """How many blocks are addressed as paragraphs, those of comments included."""
        return sum(
            1
            for block in self.blocks
            if block.address and block.kind != "comment" and block.kind not in ADDRESS_LETTERS
        )

    @property
    def row(self) -> Row:
        """What ``list`` shows of the document; its words are counted at each call."""
        return Row(
            id=self.id,
            title=self.title,
            title_inferred=self.title_inferred,
            author=self.author,
            date=self.date,
            kind=self.kind,
            list=self.list,
            language=self.language,
            source=self.source,
            words=self.words,
            paragraphs=self.paragraphs,
            comments=len(self.comments),
            bytes=self.bytes,
        )

    @property
    def shown_title(self) -> str:
        """The title, or the first words where there is none; white space folded to one space."""
        return self.title if self.title is not None else first_words(self.text)

    def slice(self, block: Block) -> str:
        """Return a block's text exactly as it stands in the document."""
        return self.text[block.start : block.end]

    def units(self) -> Iterator[Unit]:
        """Yield the addressable leaves as units, in text order.

        A list tag belongs to the unit of the title that it stands before.
        """
        return units_of(self.text, self.blocks)


def units_of(text: str, blocks: Iterable[Block]) -> Iterator[Unit]:
    """Yield the addressable leaves of ``text`` as units, in order; see `Document.units`."""
    tag: Block | None = None
    for block in blocks:
        if block.kind == "list_tag":
            tag = block
            continue
        if not block.is_unit:
            continue
        start = block.start
        if tag is not None and "\n" not in text[tag.start : start]:
            start = tag.start
        tag = None
        yield unfold_block(text, start, block.end, block)


def unfold_block(text: str, start: int, end: int, block: Block) -> Unit:
    """Return the unit that ``text[start:end]`` makes as a block of this kind and address."""
    quoted = block.kind in ("quote", "byline")
    return unfold(text, start, end, block.address or "", quoted=quoted)


def first_words(text: str, limit: int = 60) -> str:
    """Return the beginning of ``text`` cut at a word, ``limit`` characters at most, with ``…``.

    White space is folded to single spaces. A text without words gives an empty string.
    """
    head = " ".join(text[: limit * 8].split())
    if len(head) <= limit:
        return head if len(text) <= limit * 8 else head + "…"
    cut = head.rfind(" ", limit // 2, limit)
    return head[: cut if cut > 0 else limit - 1].rstrip(" ,;:–-") + "…"


def unfold(text: str, start: int, end: int, address: str, *, quoted: bool = False) -> Unit:
    """Return the unit that ``text[start:end]`` makes: one line, each wrap folded to one space.

    ``quoted`` leaves out the ``>`` that mail puts before each line of a quotation.
    """
    first, *rest = text[start:end].split("\n")
    marks = _QUOTE_MARKS.match(first).end() if quoted else 0  # type: ignore[union-attr]
    breaks = [(0, marks)] if marks else []
    part = first[marks:]
    if not rest:
        return Unit(address, start, end, _with_plain_spaces(part), tuple(breaks))
    parts = [part.rstrip()]
    at, length = len(first), len(parts[0])
    for line in rest:
        part = line[_QUOTE_WRAP.match(line).end() :] if quoted else line.lstrip()  # type: ignore[union-attr]
        length += 1
        at += 1 + len(line)
        breaks.append((length, at - len(part) - length))
        bare = part.rstrip()
        parts.append(bare)
        length += len(bare)
    parts[-1] = part
    return Unit(address, start, end, _with_plain_spaces(" ".join(parts)), tuple(breaks))


def _with_plain_spaces(text: str) -> str:
    if text.isascii():
        return text
    return text.replace("\xa0", " ").replace("\u2007", " ").replace("\u202f", " ")


def physical_lines(text: str) -> list[Unit]:
    """Return the physical lines of a text; what follows its last line end is one unless empty."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [
        Unit(f"L{number}", start, start + len(line), line)
        for number, (start, line) in enumerate(zip(starts, lines, strict=False), 1)
    ]
