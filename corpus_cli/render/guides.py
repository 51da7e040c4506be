"""The lines that make a thread a tree: what stands before each comment and under it.

Works on the order and the parents of comments alone, without recursion, so that a thread of any
depth can be drawn. May import ``model``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus_cli.model import Block


class Guides(NamedTuple):
    """What is drawn to the left of a comment.

    ``gap`` stands on the empty line above it, ``head`` before its first line, ``body`` before the
    lines of its text. Comments too deep for the terminal share the column of the deepest.
    """

    gap: str
    head: str
    body: str


def comment_guides(comments: Sequence[Block], room: int) -> dict[str, Guides]:
    """Return the guides of each comment by its address; they take up to ``room`` cells.

    The comments are in reading order. One whose parent is not among them is drawn as a root.
    """
    present = {block.address for block in comments}
    followed, answered = _relations(comments, present)
    steps = _step(comments, room)
    under: dict[str | None, str] = {}
    guides: dict[str, Guides] = {}
    for block in comments:
        address = block.address or ""
        is_root = block.parent not in present
        above = "" if is_root else under[block.parent]
        is_followed = address in followed
        if is_root or len(above) + steps > room:
            head, under[address] = above, above
        else:
            head = above + ("├─" if is_followed else "╰─").ljust(steps)
            under[address] = above + ("│" if is_followed else "").ljust(steps)
        body = under[address] + ("│" if address in answered else "").ljust(steps)
        guides[address] = Guides("" if is_root else f"{above}│", head, body)
    return guides


def _relations(
    comments: Sequence[Block], present: set[str | None]
) -> tuple[set[str], set[str | None]]:
    """Return the comments that a later sibling follows, and those that have replies."""
    followed: set[str] = set()
    answered: set[str | None] = set()
    for block in reversed(comments):
        if block.parent in present:
            if block.parent in answered:
                followed.add(block.address or "")
            answered.add(block.parent)
    return followed, answered


def _step(comments: Sequence[Block], room: int) -> int:
    """Return the cells a level takes: three, or two where the thread is deep."""
    depths = [block.depth or 0 for block in comments]
    levels = max(depths, default=0) - min(depths, default=0) + 1
    return 3 if levels * 3 <= room else 2
