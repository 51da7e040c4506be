"""How a leaf of a document is drawn: what stands before its lines, its text, its style.

May import ``model`` and ``text``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus_cli.model import Block, BlockKind, Document, unfold
from corpus_cli.render.text import inline

BAR = "▌ "
DEEPEST = 8  # levels of quotation and of lists that are indented

STYLES: dict[BlockKind, str] = {
    "heading": "bold",
    "title": "bold",
    "standfirst": "italic",
    "caption": "italic dim",
    **dict.fromkeys(
        ("date", "byline", "signature", "boilerplate", "footnote", "read_more", "other"), "dim"
    ),
}

# The line ends of these mean something.
_LINED = frozenset({"signature", "boilerplate", "caption", "other"})
# These follow one another without an empty line between.
_DENSE = frozenset({"list_item", "byline", "date", "boilerplate", "other"})
_ITEM = re.compile(r"(?:[•◦▪‣*+–—-]|\(?\w{1,3}[.)])\s+")


_MARKS = re.compile(r"^[>\s]*")
_FIELD = re.compile(r"[*_]*[^\W\d_][^\d:：]{0,24}[:：]")


class Leaf(NamedTuple):
    """A leaf to draw: ``first`` stands before its first line and ``rest`` before the others."""

    first: str
    rest: str
    texts: tuple[str, ...]
    style: str


def leaf(document: Document, block: Block) -> Leaf:
    """Return how a leaf is drawn; its texts are safe, each on one line."""
    style = STYLES.get(block.kind, "")
    if block.kind in _LINED:
        lines = document.slice(block).strip("\n").split("\n")
        return Leaf("", "", tuple(inline(line.rstrip()) for line in lines), style)
    if block.kind == "byline" and (fields := _fields(document.slice(block))):
        return Leaf("", "", tuple(map(inline, fields)), style)
    is_quote = block.kind == "quote"
    unit = unfold(document.text, block.start, block.end, "", quoted=is_quote)
    text = inline(unit.text).strip()
    if is_quote:
        bars = quote_bars(block)
        return Leaf(bars, bars, (text,), style)
    if block.kind == "list_item":
        return _item(block, text, style)
    return Leaf("", "", (text,), style)


def _fields(text: str) -> list[str]:
    """Return the lines of the head of a message that is quoted, none of what is no such head."""
    lines = [_MARKS.sub("", line).rstrip() for line in text.split("\n")]
    fields = sum(1 for line in lines if _FIELD.match(line))
    return [line for line in lines if line] if fields > 1 else []


def quote_bars(block: Block) -> str:
    """Return the bars before a quotation, one a level."""
    return BAR * max(1, min(block.depth or 1, DEEPEST))


def are_dense(above: Block, below: Block) -> bool:
    """Say whether no empty line parts two leaves."""
    return above.kind == below.kind and below.kind in _DENSE


def _item(block: Block, text: str, style: str) -> Leaf:
    found = _ITEM.match(text)
    mark = found[0].strip() if found else "•"
    indent = "  " * (1 + min(block.depth or 0, DEEPEST))
    first = f"{indent}{'•' if len(mark) == 1 else mark} "
    return Leaf(first, " " * len(first), (text[found.end() :] if found else text,), style)
