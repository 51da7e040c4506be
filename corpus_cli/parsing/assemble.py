"""Drafts to blocks: order, blanks between, comment nodes, addresses.

Here alone is seen to it that the leaves partition the text. May import ``model``, ``lines``,
``lexicon``, ``dates``, ``threads``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import get_args

from corpus_cli.model import ADDRESS_LETTERS, Block, Layout, Reference, ReferenceKind
from corpus_cli.parsing import dates, lexicon
from corpus_cli.parsing.body import body_drafts
from corpus_cli.parsing.lines import Draft, Kinds, Lines
from corpus_cli.parsing.threads import Byline, Comment


def comment_drafts(lines: Lines, comment: Comment, number: int, *, wrapped: bool) -> list[Draft]:
    """Return the leaves of a comment's own lines, its marker first."""
    drafts: list[Draft] = []
    own = list(comment.lines)
    first = comment.marker_line
    offset = comment.marker.length if comment.marker else 0
    kinds = _comment_kinds(lines, comment)
    if offset:
        start = lines.start[first]
        end = start + len(lines.text[first][:offset].rstrip())
        drafts.append(Draft("other", start, end, addressed=False))
        lines.advance(first, offset)
        if not lines.text[first]:
            own.remove(first)
    drafts += body_drafts(lines, own, kinds, wrapped=wrapped, mail=True)
    for draft in drafts:
        draft.comment = number
    return drafts


def _comment_kinds(lines: Lines, comment: Comment) -> Kinds:
    """Settle the lines of a comment that are not its words: byline, date, buttons."""
    kinds: Kinds = {}
    offset = comment.marker.length if comment.marker else 0
    for line in comment.lines:
        text = lines.text[line][offset if line == comment.marker_line else 0 :]
        if line in comment.byline.lines:
            kinds[line] = "date" if dates.date_line(text) else "byline"
        elif line in comment.listed:
            kinds[line] = "list_item" if len(text) > 2 else "other"
        elif len(text) <= 60 and lexicon.is_action(text.casefold()) and len(comment.lines) > 1:
            kinds[line] = "boilerplate"
    return kinds


def laid_out(text: str, layout: Layout) -> tuple[Block, ...]:
    """Return the blocks of a document whose structure its format knows.

    Text that the layout passes over is a paragraph.
    """
    comments = []
    for raw in layout.comments:
        comment = Comment(0, None, raw.parent, raw.depth)
        comment.byline = Byline(raw.author, raw.date)
        comments.append(comment)
    drafts: list[Draft] = []
    at = 0
    for block in sorted(layout.blocks, key=attrgetter("start")):
        _passed_over(text, at, block.start, drafts)
        draft = Draft(block.kind, block.start, min(block.end, len(text)))
        draft.addressed = block.kind != "list_tag"
        draft.depth, draft.number, draft.comment = block.depth, block.number, block.comment
        draft.author, draft.date = block.author, block.date
        drafts.append(draft)
        at = max(at, draft.end)
    _passed_over(text, at, len(text), drafts)
    return assemble(text, drafts, comments)


def _passed_over(text: str, start: int, end: int, drafts: list[Draft]) -> None:
    between = text[start:end]
    bare = between.strip()
    if bare:
        first = start + between.index(bare)
        drafts.append(Draft("paragraph", first, first + len(bare)))


def assemble(text: str, drafts: list[Draft], comments: Sequence[Comment]) -> tuple[Block, ...]:
    """Return the blocks of a document: leaves that partition ``text``, comments before theirs."""
    drafts.sort(key=attrgetter("start"))
    names = _names(comments)
    ends = _ends(drafts, len(comments))
    worded = {draft.comment for draft in drafts if draft.addressed}
    counts: dict[tuple[int | None, str], int] = defaultdict(int)
    blocks: list[Block] = []
    opened: set[int] = set()
    at = 0
    for draft in drafts:
        start, end = max(draft.start, at), draft.end
        if end <= start:
            continue
        if start > at:
            blocks.append(Block("blank", at, start))
        number = draft.comment
        if (
            number is not None
            and number not in opened
            and (draft.addressed or number not in worded)
        ):
            opened.add(number)
            blocks.append(_node(comments, number, names, start, max(end, ends[number])))
        blocks.append(_leaf(draft, start, names, counts))
        at = end
    if at < len(text):
        blocks.append(Block("blank", at, len(text)))
    return tuple(blocks)


def _names(comments: Sequence[Comment]) -> list[str]:
    """Return the address of each comment: ``c2.1`` for the first reply to the second."""
    names: list[str] = []
    children: dict[int | None, int] = {}
    for comment in comments:
        place = children[comment.parent] = children.get(comment.parent, 0) + 1
        names.append(f"c{place}" if comment.parent is None else f"{names[comment.parent]}.{place}")
    return names


def _ends(drafts: list[Draft], count: int) -> list[int]:
    """Return where each comment's own leaves end, those behind its first reply left out."""
    ends = [0] * count
    current: int | None = None
    closed: set[int] = set()
    for draft in drafts:
        if draft.comment is None:
            continue
        if current is not None and draft.comment != current:
            closed.add(current)
        current = draft.comment
        if current not in closed:
            ends[current] = draft.end
    return ends


def _node(
    comments: Sequence[Comment], number: int, names: list[str], start: int, end: int
) -> Block:
    comment = comments[number]
    return Block(
        "comment",
        start,
        end,
        names[number],
        None if comment.parent is None else names[comment.parent],
        comment.depth,
        comment.marker.number if comment.marker else None,
        comment.byline.author,
        comment.byline.date,
        round(comment.confidence, 2),
    )


def _leaf(
    draft: Draft, start: int, names: list[str], counts: dict[tuple[int | None, str], int]
) -> Block:
    """Return a leaf with its address; list markers and tags have none."""
    scope = draft.comment
    parent = None if scope is None else names[scope]
    if not draft.addressed:
        return Block(draft.kind, start, draft.end, None, parent)
    letter = ADDRESS_LETTERS.get(draft.kind, "p")
    counts[scope, letter] = count = counts[scope, letter] + 1
    address = f"{letter}{count}" if parent is None else f"{parent}.{letter}{count}"
    return Block(
        draft.kind,
        start,
        draft.end,
        address,
        parent,
        draft.depth,
        draft.number,
        draft.author,
        draft.date,
        draft.confidence,
    )


_REFERENCE_ORDER = {kind: place for place, kind in enumerate(get_args(ReferenceKind))}


def with_addresses(references: list[Reference], blocks: tuple[Block, ...]) -> tuple[Reference, ...]:
    """Return the references by kind, then place, with the address of the leaf each begins in."""
    if not references:
        return ()
    leaves = [block for block in blocks if block.kind != "comment"]
    starts = [leaf.start for leaf in leaves]
    references.sort(key=lambda each: (_REFERENCE_ORDER[each.kind], each.start))
    return tuple(
        each._replace(address=leaves[bisect_right(starts, each.start) - 1].address)
        for each in references
    )
