"""Who answers whom: comments to a tree, and the tree to a list in reading order.

Answers hang by nesting; else by what they say that they answer, by printed depths, by containers
behind what they answer, by indentation, by links. May import ``html_candidates``,
``html_bylines``, ``html_names``, ``html_blocks``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from corpus_cli.readers.html_blocks import Piece, text_of
from corpus_cli.readers.html_bylines import bodies
from corpus_cli.readers.html_candidates import Candidate, is_permalink

if TYPE_CHECKING:
    from lxml.etree import _Element

# Addresses grow with depth; deeper answers become siblings.
MAX_DEPTH = 60


class PageComment(NamedTuple):
    """A comment as a page has it; ``parent`` is the place of the one that it answers."""

    parent: int | None
    depth: int
    author: str | None
    date: str | None
    pieces: list[Piece]


_PARENT_NAME = re.compile(r"parent|reply-?to|in-?reply")
_DEPTH_NAME = frozenset(
    """depth level indent data-depth data-level data-indent data-nesting data-nesting-level
    data-comment-depth data-comment-level data-indent-level data-thread-level aria-level
    nesting-level""".split()
)
_DEPTH_CLASS = re.compile(
    r"(?:^|[-_])(?:depth|level|lvl|indent|nested|nesting|tier|ebene|niveau)[-_]?(\d{1,3})$", re.I
)
_INDENT = re.compile(
    r"(?:margin|padding)-left\s*:\s*(-?\d{1,4}(?:\.\d{1,4})?)\s*(px|em|rem|ex|pt|%|ch|vw)?", re.I
)


def hang(comments: list[Candidate]) -> None:
    """Give the comments their parents: by nesting, else by what the page says of its order."""
    parents = _told_parents(comments)
    nested = any(each.parent is not None for each in comments)
    if parents and not nested:
        for each in comments:
            each.parent = parents.get(each)
        return
    flat = [each for each in comments if each.parent is None]
    if len(flat) < 2:
        return
    wrappers = _wrappers(flat)
    levels = _told_levels(flat, wrappers)
    if levels is None and not nested:
        levels = _levels_by_place(flat) or _levels_by_indent(flat, wrappers)
    elif levels is None:
        levels = _levels_by_place(flat)
    if levels is not None:
        _stack(flat, levels)
        return
    if not nested:
        answers = _linked_parents(comments)
        for each in comments:
            each.parent = answers.get(each)


def _stack(flat: list[Candidate], levels: list[float]) -> None:
    """Hang comments by their levels: each answers the last one before it that is less deep."""
    opened: list[tuple[float, Candidate]] = []
    for each, level in zip(flat, levels, strict=True):
        while opened and opened[-1][0] >= level:
            opened.pop()
        each.parent = opened[-1][1] if opened else None
        opened.append((level, each))


def _key_of(name: str) -> str:
    """Return what tells one comment from another in ``#comment-12``, ``c12``, ``t1_ab12``."""
    last = re.split(r"[-_#=/:.]", name.strip().rstrip("/"))[-1].lower()
    found = re.fullmatch(r"[a-z]+(\d+)", last)
    return found[1] if found else last


def _keys(comment: Candidate) -> Iterator[str]:
    for element in comment.names:
        for name in (
            "id",
            "data-comment-id",
            "data-commentid",
            "data-id",
            "data-postid",
            "thingid",
            "data-postingid",
            "data-post-id",
            "data-shortid",
            "data-fullname",
            "name",
        ):
            value = element.get(name)
            if value and any(map(str.isdigit, value)):
                yield _key_of(value)
    for part in comment.parts:
        value = part.element.get("id") if part.element.tag == "a" else None
        if value and any(map(str.isdigit, value)):
            yield _key_of(value)
    before = comment.element.getprevious()
    if before is not None and before.tag == "a" and (before.get("id") or before.get("name")):
        yield _key_of(before.get("id") or before.get("name"))


def _places(comments: list[Candidate]) -> dict[str, Candidate]:
    """Return the comments by what tells them apart; the first outranks those with the same."""
    places: dict[str, Candidate] = {}
    for comment in comments:
        for key in _keys(comment):
            places.setdefault(key, comment)
    return places


def _told_parents(comments: list[Candidate]) -> dict[Candidate, Candidate]:
    """Return the parents that attributes of the comments name, such as ``data-parent-id``."""
    named: dict[Candidate, str] = {}
    for comment in comments:
        for element in comment.names:
            for name, value in element.attrib.items():
                if _PARENT_NAME.search(name) and 0 < len(value) < 100:
                    named.setdefault(comment, _key_of(value))
    if not named:
        return {}
    return _without_circles(comments, named)


def _without_circles(
    comments: list[Candidate], named: Mapping[Candidate, str]
) -> dict[Candidate, Candidate]:
    """Return the parents that are found and stand earlier, so that nothing hangs from itself."""
    places = _places(comments)
    parents: dict[Candidate, Candidate] = {}
    for comment, key in named.items():
        parent = places.get(key)
        if parent is not None and parent.start < comment.start:
            parents[comment] = parent
    return parents


def _linked_parents(comments: list[Candidate]) -> dict[Candidate, Candidate]:
    """Return the parents that links outside the texts name: ``in reply to #12``."""
    named: dict[Candidate, str] = {}
    places = _places(comments)
    for comment in comments:
        texts = bodies(comment.parts)
        for part in comment.parts:
            if part.element.tag != "a" or not is_permalink(part.element) or part.quoted:
                continue
            if any(text.start < part.start <= text.end for text in texts):
                continue
            target = places.get(_key_of(part.element.get("href")))
            if target is not None and target is not comment and not _is_button_link(part.element):
                named.setdefault(comment, _key_of(part.element.get("href")))
    return _without_circles(comments, named)


def _is_button_link(element: _Element) -> bool:
    """Tell whether a link leads to the next or last comment, not to what its own answers."""
    return text_of(element).casefold() in (
        "next",
        "prev",
        "previous",
        "root",
        "top",
        "first",
        "last",
    )


def _wrappers(flat: list[Candidate]) -> dict[Candidate, list[_Element]]:
    """Return the elements around each comment that hold no other, the innermost first."""
    held: Counter[_Element] = Counter()
    around: dict[Candidate, list[_Element]] = {}
    for each in flat:
        up = [
            element
            for element in islice(each.element.iterancestors(), 12)
            if element.tag not in ("html", "body")
        ]
        around[each] = up
        held.update(up)
    return {each: [element for element in up if held[element] == 1] for each, up in around.items()}


def _leads(flat: list[Candidate]) -> dict[Candidate, list[_Element]]:
    """Return the near elements around each comment of which it is the first one."""
    first: dict[_Element, Candidate] = {}
    near = {each: list(islice(each.element.iterancestors(), 3)) for each in flat}
    for each in flat:
        for element in near[each]:
            first.setdefault(element, each)
    return {
        each: [element for element in up if first[element] is each] for each, up in near.items()
    }


def _told_levels(
    flat: list[Candidate], wrappers: Mapping[Candidate, list[_Element]]
) -> list[float] | None:
    """Return the depths that names or attributes tell, where they vary."""
    levels: list[float] = []
    for each in flat:
        level = next(
            (
                level
                for element in (*each.names, *wrappers[each])
                if (level := _told_level(element)) is not None
            ),
            None,
        )
        if level is None:
            level = _told_beside(each, wrappers[each])
        levels.append(-1.0 if level is None else float(level))
    if len(set(levels)) < 2:
        return None
    if -1.0 in levels:
        # What goes round a comment and the answers to it may tell its level.
        leads = _leads(flat)
        for at, each in enumerate(flat):
            told = [_told_level(element) for element in leads[each] if levels[at] < 0]
            levels[at] = next((float(level) for level in told if level is not None), levels[at])
    # Only answers are marked on some pages.
    lowest = min(level for level in levels if level >= 0)
    return [lowest - 1 if level < 0 else level for level in levels]


def _told_level(element: _Element) -> int | None:
    for name, value in element.attrib.items():
        if name in _DEPTH_NAME and re.fullmatch(r"\d{1,3}", value):
            return int(value)
    for name in (element.get("class") or "").split():
        found = _DEPTH_CLASS.search(name)
        if found is not None:
            return int(found[1])
    return None


def _told_beside(comment: Candidate, wrappers: list[_Element]) -> int | None:
    """Return the depth that a cell beside a comment tells, or the width of a spacer in it."""
    row = next((each for each in (comment.element, *wrappers) if each.tag == "tr"), None)
    if row is None:
        return None
    for cell in row.iter("td", "img"):
        if cell.get("indent") and cell.get("indent").isdecimal():
            return min(int(cell.get("indent")), 999)
        width = cell.get("width") or ""
        if cell.tag == "img" and width.isdecimal() and cell.get("height") in ("1", "0"):
            return min(int(width), 9999)
    return None


def _levels_by_place(flat: list[Candidate]) -> list[float] | None:
    """Return levels where answers stand in a container behind what they answer.

    An answer's element lies deeper in the tree than the one before it, within an element that
    follows that one or a near wrapper of it.
    """
    if len({each.depth for each in flat}) < 2:
        return None
    levels: list[float] = []
    opened: list[tuple[Candidate, float]] = []
    for each in flat:
        while opened and not _stands_behind(opened[-1][0], each):
            opened.pop()
        level = opened[-1][1] + 1 if opened else 0.0
        levels.append(level)
        opened.append((each, level))
    return levels if len(set(levels)) > 1 else None


def _stands_behind(before: Candidate, after: Candidate) -> bool:
    """Tell whether a comment lies in a container that follows another one."""
    if after.depth <= before.depth:
        return False
    up = list(islice(before.element.iterancestors(), 3))
    near = set(up[:2])
    if not near.isdisjoint(before.names):
        near.update(up)
    return not near.isdisjoint(islice(after.element.iterancestors(), 12))


def _levels_by_indent(
    flat: list[Candidate], wrappers: Mapping[Candidate, list[_Element]]
) -> list[float] | None:
    """Return how far the styles of comments and of their wrappers shift them to the right."""
    levels = []
    for each in flat:
        shift = 0.0
        for element in (*each.names, *wrappers[each]):
            style = element.get("style")
            for found in _INDENT.finditer(style) if style else ():
                unit = (found[2] or "px").lower()
                shift += float(found[1]) * (16 if unit in ("em", "rem") else 1)
        levels.append(shift)
    return levels if len(set(levels)) > 1 else None


def in_reading_order(comments: list[Candidate]) -> list[PageComment]:
    """Return comments with their answers behind them.

    What says nothing and is unsigned is left out; answers to it answer what that answers.
    """
    below: dict[Candidate | None, list[Candidate]] = defaultdict(list)
    present = set(comments)
    for each in comments:
        parent = each.parent
        while parent is not None and parent not in present:
            parent = parent.parent
        below[parent].append(each)
    order: list[PageComment] = []
    stack: list[tuple[Candidate, int | None, int]] = [
        (each, None, 0) for each in reversed(below[None])
    ]
    while stack:
        each, parent_place, depth = stack.pop()
        place: int | None = len(order)
        if depth > MAX_DEPTH and parent_place is not None:
            parent_place, depth = order[parent_place].parent, MAX_DEPTH
        found = each.pieces
        if not found and each.author:
            found = [Piece("byline", each.author)]
        if found:
            order.append(PageComment(parent_place, depth, each.author, each.date, found))
            inner = depth + 1
        else:
            place, inner = parent_place, depth
        stack.extend((child, place, inner) for child in reversed(below.get(each, ())))
    return order
