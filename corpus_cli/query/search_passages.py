"""What is shown of a text that was found: a window around the words of the query.

May import what all query modules may.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from corpus_cli import tokens
from corpus_cli.query.results import Passage
from corpus_cli.query.scoring import Occurrence
from corpus_cli.query.search_lookup import Lookup
from corpus_cli.query.search_plan import Plan
from corpus_cli.query.search_rank import occurrences
from corpus_cli.model import Unit

Span = tuple[int, int]

CUT = "…"
# How many characters a snippet has, and how far its ends move to fall between words.
WIDTH = 180
SNAP = 20


class Mark(NamedTuple):
    """A match in a text: its range of characters, which clause it is of, and what that is worth."""

    start: int
    end: int
    clause: int
    worth: float


def passage(lookup: Lookup, plan: Plan, number: int, unit: Unit, score: float) -> Passage:
    """Return what to show of a unit, the ``number``th of the shard."""
    start, end = lookup.columns.unit_starts[number : number + 2]
    marks = _marks(lookup.within(start, end), plan, start, unit.text)
    snippet, spans = cut(unit.text, marks)
    return Passage(unit.address, score, snippet, spans)


def cut(text: str, marks: Sequence[Mark]) -> tuple[str, tuple[Span, ...]]:
    """Return the stretch of ``text`` that holds the best marks, and the ranges of those in it.

    Marks are in order. What is left out is marked with ``…``.
    """
    start, end = _stretch(text, marks)
    before = CUT if start > 0 else ""
    after = CUT if end < len(text) else ""
    offset = len(before) - start
    inside = ((mark.start, min(mark.end, end)) for mark in marks if start <= mark.start < end)
    spans = tuple((first + offset, last + offset) for first, last in _merged(inside))
    return before + text[start:end] + after, spans
