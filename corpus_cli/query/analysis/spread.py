"""How words are spread over the documents of a scope: what measures of dispersion are made of.

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy

from corpus_cli.query.measures import dispersion
from corpus_cli.query.scope.scope import Scope


class Spread(NamedTuple):
    """A word in the documents that hold it: its occurrences in each, and the words of each.

    ``words`` are those of all ``documents`` that have any, ``least`` those of the shortest.
    """

    counts: tuple[int, ...]
    sizes: tuple[int, ...]
    words: int
    documents: int
    least: int

    @property
    def dp(self) -> float:
        """The deviation of proportions (Gries, 2008): 0 is even, near 1 all in one document."""
        # Documents without the word may as well be one.
        rest = self.words - sum(self.sizes)
        return dispersion.dp((*self.counts, 0), (*self.sizes, rest))

    @property
    def dp_norm(self) -> float:
        """The deviation by the greatest that there can be (Lijffijt & Gries, 2012)."""
        most = 1 - self.least / self.words if self.words else 0.0
        return min(self.dp / most, 1.0) if most > 0 else 0.0


def spreads(scopes: Iterable[Scope], words: Sequence[str]) -> dict[str, Spread]:
    """Return how words are spread over the documents of all scopes together."""
    counts: dict[str, list[int]] = {word: [] for word in words}
    sizes: dict[str, list[int]] = {word: [] for word in words}
    all_words = number_of_documents = 0
    least: list[int] = []
    for scope in scopes:
        own = scope.words
        all_words += int(own.sum())
        number_of_documents += int((own > 0).sum())
        least += [int(own[own > 0].min())] if own.any() else []
        for word in words:
            number = scope.slice.types.number(word)
            if number is not None:
                units = scope.slice.units_at(scope.slice.types.positions(number))
                held = scope.slice.unit_documents[units[scope.units[units]]]
                documents, times = numpy.unique(held, return_counts=True)
                counts[word] += times.tolist()
                sizes[word] += own[documents].tolist()
    shortest = min(least, default=0)
    return {
        word: Spread(
            tuple(counts[word]), tuple(sizes[word]), all_words, number_of_documents, shortest
        )
        for word in words
    }
