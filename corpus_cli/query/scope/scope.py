"""`Scope`: the units of a slice that an analysis counts, and what was left out of it.

What repeats an earlier paragraph can only be told of the whole corpus, so that is found in a
round of its own. May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy

from corpus_cli.corpus import Corpus
from corpus_cli.model import ADDRESS_LETTERS
from corpus_cli.query.analysis.result import Counted
from corpus_cli.query.scope.slices import Slice, slices
from corpus_cli.query.scope.types import Vector
from corpus_cli.shard import NO_COMMENT

if TYPE_CHECKING:
    from corpus_cli.query.scope.syntax import Node

# What is somebody else's words, or no text at all: left out on request.
QUOTED = frozenset({"quote", "signature"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which part of a corpus to look at: all, or what ``expression`` chooses.

    ``no_quotes`` leaves out quotations and signatures, ``no_duplicates`` the paragraphs that
    repeat an earlier one of this part, character for character.
    """

    expression: Node | None = None
    no_quotes: bool = False
    no_duplicates: bool = False


@dataclass(frozen=True)
class Scope:
    """The units of a slice that count; a boolean for each.

    ``chosen`` are those that the expression chooses, ``documents`` the documents it chooses,
    which may have no unit at all. ``quoted`` and ``repeated`` are those of the chosen that are
    left out, None where nothing is.
    """

    slice: Slice
    chosen: Vector
    documents: Vector
    quoted: Vector | None = None
    repeated: Vector | None = None

    @cached_property
    def units(self) -> Vector:
        """Whether each unit counts."""
        units = self.chosen
        for left_out in (self.quoted, self.repeated):
            if left_out is not None:
                units = units & ~left_out
        return units

    @cached_property
    def is_whole(self) -> bool:
        """Whether all units count."""
        return bool(self.units.all())

    @cached_property
    def positions(self) -> Vector:
        """Whether each position counts."""
        return self.slice.per_position(self.units)

    @cached_property
    def frequencies(self) -> Vector:
        """How often each type counts."""
        types = self.slice.types
        if self.is_whole:
            return types.frequencies
        return numpy.bincount(types.stream[self.positions], minlength=len(types))

    @cached_property
    def words(self) -> Vector:
        """How many words of each document count."""
        lengths = numpy.where(self.units, self.slice.unit_lengths, 0)
        totals = numpy.concatenate(([0], numpy.cumsum(lengths)))
        words: Vector = numpy.diff(totals[self.slice.first_units])
        return words

    @cached_property
    def counted(self) -> Counted:
        """What there is in it."""
        if self.is_whole and self.quoted is None and self.repeated is None:
            return Counted(int(self.documents.sum()), len(self.slice.columns.stream))
        words = self.slice.unit_lengths
        quoted, repeated = (
            None if left_out is None else int(words[left_out].sum())
            for left_out in (self.quoted, self.repeated)
        )
        return Counted(
            int(self.documents.sum()),
            int(words[self.units].sum()),
            quoted,
            repeated,
            0 if self.repeated is None else int(self.repeated.sum()),
            0 if self.repeated is None else self._repeated_comments(self.repeated),
        )

    def _repeated_comments(self, repeated: Vector) -> int:
        """Return how many comments have lost all their units."""
        comments = self.slice.unit_comments
        # Bylines and dates are never compared, so that they stay.
        own = self.chosen & (comments != NO_COMMENT) & ~is_of_kind(self.slice, ADDRESS_LETTERS)
        place = (self.slice.unit_documents.astype(numpy.int64) << 32) | comments
        lost, kept = place[own & repeated], place[own & self.units]
        return len(numpy.setdiff1d(lost, kept))


# All of a corpus.
EVERYTHING = Choice()


def choice_of(
    within: str | None = None, *, no_quotes: bool = False, no_duplicates: bool = False
) -> Choice:
    """Return the choice that an expression makes; ``@names`` are those of the configuration.

    Raises ExpressionError, and ConfigError where names cannot be read.
    """
    node = None
    if within is not None:
        from corpus_cli.query.scope.parser import named_expanded, parse

        node = named_expanded(parse(within))
    return Choice(expression=node, no_quotes=no_quotes, no_duplicates=no_duplicates)


def total(parts: Iterable[Counted]) -> Counted:
    """Return what several slices hold together."""
    documents, words, quoted, repeated, paragraphs, comments = zip(*parts, strict=True) or [()] * 6
    return Counted(
        sum(documents),
        sum(words),
        None if None in quoted else sum(quoted),
        None if None in repeated else sum(repeated),
        sum(paragraphs),
        sum(comments),
    )


def scopes(corpus: Corpus, choice: Choice) -> Iterator[Scope]:
    """Yield the scope of each shard of a corpus, in order."""
    repeats = _repeats(corpus, choice) if choice.no_duplicates else None
    for number, slice in enumerate(slices(corpus)):
        scope = choose(slice, choice)
        yield scope if repeats is None else replace(scope, repeated=repeats[number])


def choose(slice: Slice, choice: Choice) -> Scope:
    """Return what is chosen of a slice, but for repetitions."""
    if choice.expression is None:
        chosen = numpy.ones(slice.unit_count, dtype=bool)
        documents = numpy.ones(len(slice.columns), dtype=bool)
    else:
        from corpus_cli.query.scope.evaluate import evaluate

        chosen, documents = evaluate(choice.expression, slice)
    quoted = chosen & is_of_kind(slice, QUOTED) if choice.no_quotes else None
    return Scope(slice, chosen, documents, quoted)


def is_of_kind(slice: Slice, kinds: Iterable[str]) -> Vector:
    """Return for each unit whether its block is of one of these kinds."""
    wanted = frozenset(kinds)
    of_shape = numpy.array([kind in wanted for kind in slice.of_shapes("kind")], dtype=bool)
    return of_shape[slice.unit_shapes]


def _repeats(corpus: Corpus, choice: Choice) -> Sequence[Vector]:
    """Return for each shard which units repeat an earlier paragraph that was chosen.

    Paragraphs are compared by 64 bits of their BLAKE2 digests: that two different ones of a
    million are taken for the same has a chance of 1 in 37 million.
    """
    from hashlib import blake2b

    def digest(text: str) -> int:
        data = text.strip().encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")

    candidates, digests = [], []
    for slice in slices(corpus):
        scope = choose(slice, choice)
        compared = scope.units & ~is_of_kind(slice, ADDRESS_LETTERS) & (slice.unit_lengths > 0)
        candidates.append(compared)
        digests.append(
            numpy.array(
                [digest(slice.shard.unit_text(int(unit))) for unit in numpy.flatnonzero(compared)],
                dtype=numpy.uint64,
            )
        )
    every = numpy.concatenate([numpy.zeros(0, dtype=numpy.uint64), *digests])
    is_repeat = numpy.ones(len(every), dtype=bool)
    is_repeat[numpy.unique(every, return_index=True)[1]] = False
    found, at = [], 0
    for compared, own in zip(candidates, digests, strict=True):
        repeated = numpy.zeros(len(compared), dtype=bool)
        repeated[numpy.flatnonzero(compared)] = is_repeat[at : at + len(own)]
        at += len(own)
        found.append(repeated)
    return found
