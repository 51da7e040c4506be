"""What is shown of a unit that was found: a window of it around the words of the query.

May import what all query modules may.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus_cli import tokens
from corpus_cli.model import Unit
from corpus_cli.query.results import Passage
from corpus_cli.query.search_lookup import Lookup
from corpus_cli.query.search_plan import Plan
from corpus_cli.query.search_rank import occurrences

Span = tuple[int, int]

CUT = "…"
WIDTH = 180  # characters of a snippet
SNAP = 20  # how far its ends move inwards to fall between words


class Mark(NamedTuple):
    """A match in a text: its range of characters, the number of its clause, and its worth."""

    start: int
    end: int
    clause: int
    worth: float


def passage(lookup: Lookup, plan: Plan, number: int, unit: Unit, score: float) -> Passage:
    """Return what to show of a unit, which is the ``number``th of the shard."""
    start, end = lookup.columns.unit_starts[number : number + 2]
    marks = _marks(lookup.within(start, end), plan, start, tokens.spans(unit.text))
    snippet, spans = cut(unit.text, marks)
    return Passage(unit.address, score, snippet, spans)


def cut(text: str, marks: Sequence[Mark]) -> tuple[str, tuple[Span, ...]]:
    """Return the stretch of ``text`` with the best marks, and the ranges of those in it.

    Marks are in order. White space around the text is left out, what else is left out is marked
    with ``…``.
    """
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    start, end = first, max(first, last)
    if last - first > WIDTH:
        start, end = _padded(text, _best_group(marks) or (first, first), (first, last))
    before = CUT if start > first else ""
    after = CUT if end < last else ""
    offset = len(before) - start
    inside = (mark for mark in marks if start <= mark.start < end)
    spans = ((mark.start + offset, min(mark.end, end) + offset) for mark in inside)
    return before + text[start:end] + after, _merged(spans)


def _marks(window: Lookup, plan: Plan, first: int, words: Sequence[Span]) -> Sequence[Mark]:
    """Return the matches in a unit that begins at position ``first`` and has these words."""
    return sorted(
        Mark(
            words[each.start - first][0],
            words[each.end - first - 1][1],
            number,
            each.weight * clause.worth,
        )
        for number, clause in enumerate(plan.clauses)
        for each in occurrences(window, clause)
    )


def _best_group(marks: Sequence[Mark]) -> Span | None:
    """Return the range of the marks that are worth most together within the width of a snippet.

    Each clause counts once; of equals the group with most marks is taken, then the first.
    """
    # Whole numbers, so that taking away what was added leaves nothing.
    worths = {mark.clause: 0 for mark in marks}
    for mark in marks:
        worths[mark.clause] = max(worths[mark.clause], round(mark.worth * 1000))
    present: Counter[int] = Counter()
    best, value, stop = None, 0, 0
    for number, mark in enumerate(marks):
        while stop < len(marks) and (stop == number or marks[stop].end <= mark.start + WIDTH):
            value += 0 if present[marks[stop].clause] else worths[marks[stop].clause]
            present[marks[stop].clause] += 1
            stop += 1
        rank = (value, stop - number, -number)
        if best is None or rank > best[0]:
            best = (rank, (mark.start, max(mark.end, marks[stop - 1].end)))
        present[mark.clause] -= 1
        value -= 0 if present[mark.clause] else worths[mark.clause]
    return best[1] if best else None


def _padded(text: str, group: Span, bounds: Span) -> Span:
    """Return the range to show around a group: as wide as a snippet, ending between words."""
    first, last = bounds
    low, high = group[0], min(group[1], group[0] + WIDTH)
    start = max(first, min(low - (WIDTH - (high - low)) // 2, last - WIDTH))
    end = min(last, start + WIDTH)
    if start > first:
        blank = text.find(" ", start - 1, min(start + SNAP, low))
        start = blank + 1 if blank >= 0 else start
        while start < low and _clings(text[start]):
            start += 1
    if end < last:
        blank = text.rfind(" ", max(end - SNAP, high), end + 1)
        end = blank if blank >= 0 else end
        while end > high and _clings(text[end]):
            end -= 1
    return start, end


def _clings(character: str) -> bool:
    """Tell whether a character belongs to the one before it."""
    return unicodedata.category(character)[0] == "M" or character == "\u200d"


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return ascending ranges with those that overlap made one."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
