"""`show`: a document, or the part of it that an address names.

Addresses are those that hits print: ``p12``, ``h2``, ``t1``, ``c2.1`` (a comment with its
replies), ``c2.1.p3``, ``L57`` and ``L57-60`` (physical lines).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusError, UnknownIdError, UsageError
from corpus_cli.model import Block, BlockKind, Document, Reference, first_words
from corpus_cli.readers import open_source

_LINES = re.compile(r"L([0-9]{1,18})(?:-L?([0-9]{1,18}))?")
_NUMBERED = re.compile(r"([a-z0-9.]*?)([0-9]+)")
# What the letter before an address's last number stands for.
_NAMES = {
    "b": "bylines",
    "c": "comments",
    "d": "dates",
    "h": "headings",
    "p": "paragraphs",
    "t": "titles",
    ".": "replies",
}
EXAMPLES = "p12, h2, c2.1, c2.1.p3 or L57"


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks of a document to show, in reading order.

    ``address`` is what was asked for, None for a whole document. ``focus`` holds the positions in
    ``blocks`` of what was asked for; the blocks outside of it are its context. Lines are blocks of
    kind ``other`` with addresses ``L57``.
    """

    document: Document
    address: str | None
    blocks: tuple[Block, ...]
    focus: range

    @property
    def text(self) -> str:
        """The characters of these blocks, and what stands between two lines."""
        leaves = [block for block in self.blocks if block.kind != "comment"]
        if leaves and _is_line(leaves[0]):
            return self.document.text[leaves[0].start : leaves[-1].end]
        return "".join(map(self.document.slice, leaves))


class ShownBlock(NamedTuple):
    """A block as ``--json`` prints it; `corpus_cli.model.Block` explains the fields."""

    address: str | None
    kind: BlockKind
    start: int
    end: int
    depth: int | None
    parent: str | None
    number: int | None
    author: str | None
    date: str | None
    confidence: float | None
    text: str


class Shown(NamedTuple):
    """A document or a part of one as ``--json`` prints it."""

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
    text: str
    blocks: tuple[ShownBlock, ...]
    references: Sequence[Reference]
    meta: Mapping[str, str]


class OutlineEntry(NamedTuple):
    """A title, heading or comment; ``depth`` counts those that it stands below.

    ``label`` is the heading, or how the comment begins, on one line.
    """

    address: str
    kind: BlockKind
    depth: int
    author: str | None
    date: str | None
    label: str


def show(corpus: Corpus, target: str, *, context: int = 0, comments: bool | None = None) -> Part:
    """Return what ``ID`` or ``ID#ADDRESS`` names.

    ``context`` adds that many neighbours before and after an address. ``comments`` True keeps the
    comments alone, False leaves them out. Raises UnknownIdError and AmbiguousIdError.
    """
    if context < 0:
        raise UsageError(f"context must be 0 or more, not {context}")
    document, address = find(corpus, target)
    if address is not None:
        return part(document, address, context=context)
    blocks = document.blocks if comments is None else _half(document, comments=comments)
    return Part(document, None, blocks, range(len(blocks)))


def find(corpus: Corpus, target: str) -> tuple[Document, str | None]:
    """Return the document that ``target`` names, and the address in it; an id may hold a ``#``."""
    id, hash, address = target.rpartition("#")
    if not hash:
        return corpus[target], None
    try:
        return corpus[target], None
    except UnknownIdError:
        return corpus[id], address


def part(document: Document, address: str, *, context: int = 0) -> Part:
    """Return the part of ``document`` at ``address`` with ``context`` neighbours on both sides.

    The neighbours of a comment are comments without their replies, those of a line are lines, those
    of anything else are blocks with an address. Raises UnknownIdError.
    """
    lines = _LINES.fullmatch(address)
    if lines:
        return _lines(document, address, int(lines[1]), int(lines[2] or lines[1]), context)
    blocks = document.blocks
    at = next((at for at, block in enumerate(blocks) if block.address == address), None)
    if at is None or not address:
        raise _no_address(document, address)
    end = _end_of(blocks, at, replies=True)
    is_comment = blocks[at].kind == "comment"
    kin = [
        number
        for number, block in enumerate(blocks)
        if block.address is not None and (block.kind == "comment") == is_comment
    ]
    first, last = at, end
    if context:
        before = [number for number in kin if number < at][-context:]
        after = [number for number in kin if number >= end][:context]
        first = min(before, default=at)
        last = _end_of(blocks, after[-1], replies=False) if after else end
    return Part(document, address, blocks[first:last], range(at - first, end - first))


def record(part: Part) -> Shown:
    """Return what ``--json`` prints for a part."""
    references: Sequence[Reference] = tuple(part.document.references)
    if part.address is not None:
        ranges = [(block.start, block.end) for block in part.blocks if block.kind != "comment"]
        references = tuple(_within(references, ranges))
    blocks = (_shown_block(part.document, block) for block in part.blocks)
    meta = dict(part.document.meta)
    return Shown(*part.document.row, part.text, tuple(blocks), references, meta)


def outline(document: Document) -> tuple[OutlineEntry, ...]:
    """Return the title, headings and comments of a document in reading order."""
    shown = [block for block in document.blocks if block.kind in ("title", "heading", "comment")]
    below_title = int(any(block.kind == "title" for block in shown))
    return tuple(_entry(document, block, below_title) for block in shown)


def raw_bytes(document: Document, sources: Sequence[str] = ()) -> bytes:
    """Return the bytes of the file that a document comes from; raises CorpusError.

    Where the file is not plain text, they are those of what was read of it. ``sources`` are those
    of the corpus, as far as they are not on the disk.
    """
    if "format" in document.meta:
        return document.text.encode("utf-8", "surrogatepass")
    try:
        with open_source(document.source, sources) as stream:
            return stream.read()
    except OSError as error:
        raise CorpusError(f"{document.source} cannot be read: {error.strerror}") from None


def _is_line(block: Block) -> bool:
    return block.address is not None and block.address.startswith("L")


def _half(document: Document, *, comments: bool) -> tuple[Block, ...]:
    """Return the blocks that belong to comments, or the others, without blanks at the ends.

    Blanks and list markers, which may belong to nothing, go with what follows them.
    """
    chosen: list[Block] = []
    in_thread = False
    for block in reversed(document.blocks):
        if block.kind == "comment" or block.parent is not None:
            in_thread = True
        elif block.address is not None:
            in_thread = False
        if in_thread == comments and (chosen or block.kind != "blank"):
            chosen.append(block)
    while chosen and chosen[-1].kind == "blank":
        chosen.pop()
    return tuple(reversed(chosen))


def _end_of(blocks: Sequence[Block], at: int, *, replies: bool) -> int:
    """Return the position after a block; after all that is a comment's own, with its replies."""
    address = blocks[at].address
    if blocks[at].kind != "comment":
        return at + 1
    end = at + 1
    for number in range(at + 1, len(blocks)):
        block = blocks[number]
        owner = block.address if block.kind == "comment" else block.parent
        if owner == address or (replies and f"{owner}".startswith(f"{address}.")):
            end = number + 1
        elif owner is not None:
            break
    return end


def _lines(document: Document, address: str, first: int, last: int, context: int) -> Part:
    lines = document.text.split("\n")
    if not lines[-1]:
        lines.pop()
    if not 1 <= first <= last <= len(lines):
        have = f"lines L1 to L{len(lines)}" if lines else "no lines"
        raise UnknownIdError(f"{document.id} has {have}, not {address}")
    begin, end = max(first - context, 1), min(last + context, len(lines))
    starts = accumulate((len(line) + 1 for line in lines[: end - 1]), initial=0)
    blocks = tuple(
        Block("other", start, start + len(lines[at]), f"L{at + 1}")
        for at, start in enumerate(starts)
        if at >= begin - 1
    )
    return Part(document, address, blocks, range(first - begin, last - begin + 1))


def _no_address(document: Document, address: str) -> UnknownIdError:
    """Say what addresses there are where ``address`` is looked for."""
    numbered = _NUMBERED.fullmatch(address)
    name = _NAMES.get(numbered[1][-1:]) if numbered else None
    if numbered is None or name is None:
        return UnknownIdError(f"{document.id} has no {address!r}: an address is written {EXAMPLES}")
    family = numbered[1]
    owner = family.rpartition(".")[0]
    addresses = [block.address for block in document.blocks if block.address is not None]
    if owner and owner not in addresses:
        return _no_address(document, owner)
    known = [
        each for each in addresses if each.startswith(family) and each[len(family) :].isdecimal()
    ]
    have = f"{name} {known[0]} to {known[-1]}" if known else f"no {name}"
    where = f"{document.id}#{owner}" if owner else document.id
    return UnknownIdError(f"{where} has {have}, not {address}", known[-1:])


def _within(
    references: Iterable[Reference], ranges: Sequence[tuple[int, int]]
) -> Iterator[Reference]:
    """Yield the references that begin in one of the rising ``ranges``."""
    at = 0
    for reference in sorted(references, key=lambda each: each.start):
        while at < len(ranges) and ranges[at][1] <= reference.start:
            at += 1
        if at < len(ranges) and ranges[at][0] <= reference.start:
            yield reference


def _shown_block(document: Document, block: Block) -> ShownBlock:
    return ShownBlock(
        address=block.address,
        kind=block.kind,
        start=block.start,
        end=block.end,
        depth=block.depth,
        parent=block.parent,
        number=block.number,
        author=block.author,
        date=block.date,
        confidence=block.confidence,
        text=document.slice(block),
    )


def _entry(document: Document, block: Block, below_title: int) -> OutlineEntry:
    depth = 0 if block.kind == "title" else below_title
    if block.kind == "comment":
        depth += block.depth or 0
    elif block.parent is not None:  # a heading within a comment
        depth += block.parent.count(".") + 1
    label = first_words(document.slice(block))
    return OutlineEntry(block.address or "", block.kind, depth, block.author, block.date, label)
