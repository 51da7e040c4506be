"""Which words of a vocabulary a word may mean: how many edits apart, and how easily confused.

Words are compared in their folded form. RapidFuzz does the counting and is imported when needed.
May import ``shard`` for its vocabulary.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from corpus_cli.shard import Vocabulary

# The vowels of Latin, Cyrillic and Greek letters, and those that Arabic writes.
_VOWELS = re.compile("[aeiouyаеёиоуыэюяіїєαεηιουωاوي]+")
# Advice further off than this is none, however long a word.
FARTHEST = 6

_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)


class Near(NamedTuple):
    """A word that another may be a misspelling of.

    ``confusable`` says that people take the one for the other more often than chance has it.
    """

    word: str
    edits: int
    confusable: bool


def allowed_edits(word: str) -> int:
    """Return how many edits a word may be misspelt by: none up to 3 characters or with a digit."""
    if any(map(str.isdigit, word)):
        return 0
    return 0 if len(word) <= 3 else 1 if len(word) <= 5 else 2


def edits(word: str, other: str, *, limit: int) -> int | None:
    """Return how many edits lie between two words, None where they are more than ``limit``.

    An edit inserts, deletes or replaces a character, or swaps two neighbours that nothing comes
    between (optimal string alignment); one that touches a first letter counts two.
    """
    distance = _osa()(word, other, score_cutoff=limit)
    return _weighed(word, other, distance, limit)


def near(word: str, vocabulary: Vocabulary) -> Iterator[Near]:
    """Yield the words that ``word`` may be a misspelling of, itself not among them.

    None holds a digit, and none is yielded for a word that `allowed_edits` allows no edits.
    """
    limit = allowed_edits(word)
    return (
        Near(other, count, confusable(word, other))
        for other, count in _within(word, vocabulary, limit)
        if not any(map(str.isdigit, other))
    )


def alike(word: str, vocabulary: Vocabulary) -> Iterator[Near]:
    """Yield the words that look like ``word`` at all: up to half of its characters may be wrong.

    It is for advice where nothing was found; ``word`` itself is not among them.
    """
    limit = min(len(word) // 2, FARTHEST)
    return (
        Near(other, count, confusable(word, other))
        for other, count in _within(word, vocabulary, limit)
    )


def confusable(word: str, other: str) -> bool:
    """Tell whether two words differ in what people confuse.

    That is a letter doubled in the wrong place (allepo, aleppo), the same letters in another order
    (recieve, receive), or other vowels in the same places (seperate, separate).
    """
    return (
        sorted(word) == sorted(other)
        or _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", other)
        or _VOWELS.sub("a", word) == _VOWELS.sub("a", other)
    )


def plausibility(count: int, *, confusable: bool, documents: int) -> float:
    """Return how likely a word ``count`` edits away is what was meant, on a scale of no unit.

    It weighs how people misspell against how much a word is used. The numbers are those with
    which the intended word's documents came into the first ten most often, over 5,000 misspellings
    of 55,000 in codespell's dictionary and the frequencies of 290,000 English words in wordfreq.
    """
    return math.pow(0.3, count) * (1.0 if confusable else 0.3) * math.pow(documents, 0.25)


def _within(word: str, vocabulary: Vocabulary, limit: int) -> Iterator[tuple[str, int]]:
    """Yield the other words within ``limit`` edits; most are told apart without a look."""
    if limit == 0:
        return
    for length in range(max(len(word) - limit, 1), len(word) + limit + 1):
        if limit > 2:
            others: Iterable[str] = vocabulary.of_length(length)
        else:
            others = vocabulary.of_length(length, word[0])
        for other, distance in _near_enough(word, others, limit):
            count = _weighed(word, other, distance, limit)
            if count:
                yield other, count
    if limit == 2:
        yield from ((other, 2) for other in _other_beginnings(word, vocabulary))


def _near_enough(word: str, others: Iterable[str], limit: int) -> Iterator[tuple[str, int]]:
    from rapidfuzz import process

    found = process.extract(word, others, scorer=_osa(), score_cutoff=limit, limit=None)
    return ((other, round(distance)) for other, distance, _ in found)


def _other_beginnings(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the words that differ from ``word`` by one edit that touches its first letter."""
    made = chain(
        [word[1:], word[1::-1] + word[2:]],
        (letter + word[1:] for letter in vocabulary.first_letters(len(word))),
        (letter + word for letter in vocabulary.first_letters(len(word) + 1)),
    )
    for other in dict.fromkeys(made):
        if other[:1] != word[0] and vocabulary.id_of(other) is not None:
            yield other


def _weighed(word: str, other: str, distance: int, limit: int) -> int | None:
    """Return the edits for a plain distance, with one more where the first letters differ.

    Letters that are alike at the front can be paired without loss; where they differ, some edit
    touches one of them.
    """
    count = distance + (word[:1] != other[:1])
    return count if count <= limit else None


@cache
def _osa():  # type: ignore[no-untyped-def]  # a compiled function with its own protocol
    from rapidfuzz.distance import OSA

    return OSA.distance
