"""The formulas of ranking: BM25F, coverage, closeness; each a pure function of numbers.

Constants without a source were chosen on known-item searches in three English collections
(descriptions of 15,000 Debian packages, 3,800 entries of FOLDOC, 15,000 sections of Python's
manual), and on searches for what people hold to be related (packages by their tags, manual pages
by what they refer to, entries of FOLDOC by their links, questions of two FAQs), a flat optimum over
all being taken before the best of any. May import ``shard`` for its fields.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus_cli.shard import Field

K1 = 1.5  # how fast more occurrences of a word cease to matter
K3 = 8.0  # the same for its occurrences in the query
# An inflected form says a little less than the form asked for.
INFLECTED = 0.85
# The most that coverage takes from a document with next to nothing of a query of two words.
COVERAGE = 0.3
# What the words of a query add at most by standing close, and within how many words that is.
CLOSENESS = 0.2
NEARBY = 8
# What a function word counts beside words that tell what a query is about.
FUNCTION = 0.15
# What words that the best documents share add at most, as a part of what the query can add.
COMPANY = 0.2


class FieldWeight(NamedTuple):
    """What an occurrence in a field counts, and how much the field's length matters (0 to 1)."""

    weight: float
    normalisation: float


DOCUMENT_WEIGHTS: Mapping[int, FieldWeight] = {
    Field.TITLE: FieldWeight(2.5, 0.4),
    Field.HEADINGS: FieldWeight(1.5, 0.4),
    Field.BODY: FieldWeight(1.0, 0.75),
    Field.COMMENTS: FieldWeight(0.6, 0.75),
}
# A title tells where to read, but it is the text below it that a reader wants to see.
PASSAGE_WEIGHTS: Mapping[int, FieldWeight] = {
    Field.TITLE: FieldWeight(0.3, 0.6),
    Field.HEADINGS: FieldWeight(0.5, 0.6),
    Field.BODY: FieldWeight(1.0, 0.75),
    Field.COMMENTS: FieldWeight(1.0, 0.75),
}


class Occurrence(NamedTuple):
    """Words of the query in a text: their range of positions, and how well they fit (0 to 1)."""

    start: int
    end: int
    weight: float


def rarity(documents: int, holding: int) -> float:
    """Return the inverse document frequency of what ``holding`` of ``documents`` hold.

    It lies between the weight of Robertson & Spärck Jones (1976), which falls below zero for what
    most documents hold, and that of Lucene, by which common words outweigh the others of a long
    question.
    """
    odds = (documents - holding + 0.5) / (holding + 0.5)
    return math.log1p(odds * odds) / 2


def saturated(frequency: float) -> float:
    """Return what a frequency counts, from 0 to 1: each occurrence adds less than the last."""
    return frequency / (frequency + K1)


def repeated(times: int) -> float:
    """Return what a word counts that a query has so often (Robertson et al., 1994)."""
    return (K3 + 1) * times / (K3 + times)


def normalised(weight: FieldWeight, length: int, average: float) -> float:
    """Return what an occurrence counts in a field of ``length`` words.

    This is what makes BM25F (Zaragoza et al., 2004): fields add up before they are saturated.
    ``average`` is taken over the documents that have the field at all: a document is not long for
    having a heading where few have one.
    """
    b = weight.normalisation
    return weight.weight / (1 - b + b * length / average)


def coverage(found: float, asked: float, elements: int) -> float:
    """Return the share of a score that a document keeps which lacks some of the query.

    ``found`` and ``asked`` are the summed rarities of the elements that it holds and of all. The
    more elements a query has, the less any is needed.
    """
    if elements < 2 or asked == 0:
        return 1.0
    return math.pow(found / asked, COVERAGE / (elements - 1))


def closeness(first: Sequence[Occurrence], second: Sequence[Occurrence]) -> float:
    """Return how often and how close two elements of a query stand together in a unit.

    The elements follow one another in the query. Each occurrence of the first, in order, counts by
    the square of its distance to the nearest of the second (Rasolofo & Savoy, 2003): 1 where they
    touch, less apart; a distance backwards is one longer.
    """
    starts = [each.start for each in second]
    return sum(_best_pair(one, second, starts) for one in first)


def _best_pair(one: Occurrence, others: Sequence[Occurrence], starts: Sequence[int]) -> float:
    best = 0.0
    at = bisect_left(starts, one.start - NEARBY)
    while at < len(others) and starts[at] <= one.end + NEARBY:
        other = others[at]
        if other.start >= one.end:
            distance = other.start - one.end + 1
            best = max(best, one.weight * other.weight / distance**2)
        elif other.end <= one.start:
            distance = one.start - other.end + 2
            best = max(best, one.weight * other.weight / distance**2)
        at += 1
    return best
