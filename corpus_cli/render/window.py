"""Long text cut to windows around what was found in it.

May import only the standard library.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]

CUT = "…"
ROOM = 60  # characters that a match should get with what is around it
SNAP = 16  # how far a cut moves to fall between words


class Window(NamedTuple):
    """A cut text, the spans of the matches still in it, and how many were left out."""

    text: str
    spans: tuple[Span, ...]
    hidden: int


def window(text: str, spans: Sequence[Span], budget: int) -> Window:
    """Return ``text`` cut to about ``budget`` characters around its first spans.

    What is left out is marked with ``…``. Spans are in order and do not overlap; one that is
    longer than the budget is cut too.
    """
    if len(text) <= budget:
        return Window(text, tuple(spans), 0)
    shown = spans[: max(1, budget // ROOM)] or [(0, 0)]
    matched = sum(min(end - start, budget) for start, end in shown)
    pad = max(SNAP, (budget - matched) // (2 * len(shown)))
    kept = _merged([_around(text, span, pad, budget) for span in shown])
    return _cut(text, kept, spans)


def _around(text: str, span: Span, pad: int, budget: int) -> Span:
    """Return the range to keep around a span, its ends moved inwards to word ends."""
    start, end = span
    if end - start > budget:
        return start, start + budget
    left, right = max(start - pad, 0), min(end + pad, len(text))
    # Room that is not needed on one side is given to the other.
    right = min(right + max(pad - start, 0), len(text))
    left = max(left - max(end + pad - len(text), 0), 0)
    if left > 0:
        blank = text.find(" ", left, min(left + SNAP, start))
        left = blank + 1 if blank >= 0 else _whole(text, left)
    if right < len(text):
        blank = text.rfind(" ", max(right - SNAP, end), right)
        right = blank if blank >= 0 else _whole(text, right)
    return left, max(right, end)


def _whole(text: str, at: int) -> int:
    """Move a cut back to where it does not part a letter from its marks."""
    lowest = max(at - SNAP, 0)
    while at > lowest and (unicodedata.combining(text[at]) or text[at] == "\u200d"):
        at -= 1
    return at


def _merged(ranges: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1] + 3:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, kept: Sequence[Span], spans: Sequence[Span]) -> Window:
    parts: list[str] = []
    moved: list[Span] = []
    length = 0
    for start, end in kept:
        mark = "" if start == 0 else f" {CUT} " if parts else CUT
        parts += [mark, text[start:end]]
        offset = length + len(mark) - start
        inside = [span for span in spans if start <= span[0] < end]
        moved += [(first + offset, min(last, end) + offset) for first, last in inside]
        length = offset + end
    if kept[-1][1] < len(text):
        parts.append(CUT)
    return Window("".join(parts), tuple(moved), len(spans) - len(moved))
