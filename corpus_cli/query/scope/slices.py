"""A shard as analyses read it: numbers as vectors, and where terms stand.

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.lexicon import Forms
from corpus_cli.query.scope.terms import (
    Alike,
    Regex,
    Term,
    Wildcard,
    Word,
    Words,
    wildcard_pattern,
)
from corpus_cli.query.scope.types import Types, Vector, vector
from corpus_cli.shard import Columns, Shard

if TYPE_CHECKING:
    from corpus_cli.query import grep

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where terms stand in a shard, in the order of the text: word positions, half-open.

    ``units`` gives the unit of each. ``spans``, a row each, are the characters of the unit's text
    that a regular expression matched, -1 where it was words that were looked for.
    """

    starts: Vector
    ends: Vector
    units: Vector
    spans: Vector

    def __len__(self) -> int:
        return len(self.starts)

    def where(self, chosen: Vector) -> Hits:
        """Return those that are chosen, by number or by a boolean each."""
        if chosen.dtype == bool and chosen.all():
            return self
        return Hits(self.starts[chosen], self.ends[chosen], self.units[chosen], self.spans[chosen])

    @property
    def words(self) -> Vector:
        """Their units, starts and ends, a row each."""
        return numpy.stack((self.units, self.starts, self.ends))

    @property
    def is_other(self) -> Vector:
        """Whether each is at other words than the one before it."""
        other = numpy.ones(len(self), dtype=bool)
        # Positions do not tell units apart that have no words.
        other[1:] = (numpy.diff(self.words) != 0).any(axis=0)
        return other


class Slice:
    """A shard, with what analyses ask of it."""

    def __init__(self, shard: Shard, corpus: Corpus, number: int) -> None:
        self.shard = shard
        self._corpus = corpus
        self._number = number
        self._of_shapes: dict[str, Sequence[Any]] = {}
        self._attributions: dict[str, tuple[Sequence[str | None], Vector]] = {}

    @property
    def columns(self) -> Columns:
        """The words of the shard."""
        return self.shard.columns

    @cached_property
    def types(self) -> Types:
        """The distinct forms of the words."""
        return Types(self.columns)

    @property
    def forms(self) -> Forms:
        """The distinct forms of the words of all shards."""
        return self._corpus.forms

    @cached_property
    def form_numbers(self) -> Vector:
        """The number in `forms` of each type, not signed."""
        return vector(self.forms.of_shards[self._number])

    @cached_property
    def unit_starts(self) -> Vector:
        """The position at which each unit begins, and one more at the end."""
        return vector(self.columns.unit_starts).astype(numpy.int64)

    @property
    def unit_count(self) -> int:
        """How many units there are."""
        return len(self.columns.unit_starts) - 1

    @cached_property
    def unit_lengths(self) -> Vector:
        """How many words each unit has."""
        return numpy.diff(self.unit_starts)

    @cached_property
    def first_units(self) -> Vector:
        """The unit with which each document begins, and one more at the end."""
        return vector(self.columns.first_units).astype(numpy.int64)

    @cached_property
    def unit_documents(self) -> Vector:
        """The document of each unit."""
        return numpy.repeat(numpy.arange(len(self.columns)), numpy.diff(self.first_units))

    @cached_property
    def unit_shapes(self) -> Vector:
        """The shape of the block of each unit; see `corpus_cli.shard.Parts`."""
        return vector(self.shard.parts.units).astype(numpy.int64)

    @cached_property
    def unit_comments(self) -> Vector:
        """The shape of the comment that each unit belongs to, `NO_COMMENT` where it is none."""
        return vector(self.shard.parts.comments).astype(numpy.int64)

    def of_shapes(self, name: str) -> Sequence[Any]:
        """Return the field of a block, shape by shape."""
        if name not in self._of_shapes:
            self._of_shapes[name] = self.shard.parts.column(name)
        return self._of_shapes[name]

    def attributions(self, name: str) -> tuple[Sequence[str | None], Vector]:
        """Return authors or dates, and the number of that of each unit.

        It is the quotation's or comment's own, where the text names one, else the document's;
        the author of a comment that names none is not known.
        """
        if name not in self._attributions:
            shapes = [None, *self.of_shapes(name)]
            known = numpy.array([value is not None for value in shapes])
            documents = len(shapes) + self.unit_documents
            comments = self.unit_comments + 1
            if name == "author":
                own = numpy.where(comments > 0, comments, documents)
            else:
                own = numpy.where(known[comments], comments, documents)
            own = numpy.where(known[self.unit_shapes + 1], self.unit_shapes + 1, own)
            self._attributions[name] = [*shapes, *self.shard.field(name)], own
        return self._attributions[name]

    def attribution(self, unit: int, name: str) -> str | None:
        """Return the author or the date of a unit; see `attributions`."""
        values, numbers = self.attributions(name)
        return values[int(numbers[unit])]

    def units_at(self, positions: Vector) -> Vector:
        """Return the units in which positions lie."""
        # Of the same kind as what they are looked up in, which then need not be copied.
        starts = vector(self.columns.unit_starts)
        return numpy.searchsorted(starts, positions.astype(starts.dtype), side="right") - 1

    def bounds_of(self, units: Vector) -> tuple[Vector, Vector]:
        """Return the positions at which units begin, and those at which they end, not signed."""
        starts = vector(self.columns.unit_starts)
        return starts[units], starts[1:][units]

    def per_position(self, values: Vector) -> Vector:
        """Return for each position the value of its unit."""
        return numpy.repeat(values, self.unit_lengths)

    def find(self, terms: Iterable[Term]) -> Hits:
        """Return where any of several terms stands; each place once."""
        return _together([self._find(term) for term in terms])

    def _find(self, term: Term) -> Hits:
        return self._matches(term) if isinstance(term, Regex) else self._side_by_side(term)

    def numbers(self, word: Word) -> list[int]:
        """Return the types that a word of a term stands for."""
        if isinstance(word, Wildcard):
            return self.types.matching(wildcard_pattern(word.text))
        if isinstance(word, Alike):
            found = (number for each in word.folded for number in self.types.alike(each))
            return list(dict.fromkeys(found))
        number = self.types.number(word.form)
        return [] if number is None else [number]

    def _side_by_side(self, term: Words) -> Hits:
        places = [self.types.positions_of(self.numbers(word)) for word in term.words]
        starts = places[0]
        for offset, others in enumerate(places[1:], 1):
            starts = starts[numpy.isin(starts + offset, others)]
        ends = starts + len(places)
        units = self.units_at(starts)
        spans = numpy.broadcast_to(-1, (len(starts), 2))
        hits = Hits(starts, ends, units, spans)
        return hits if len(places) == 1 else hits.where(ends <= self.bounds_of(units)[1])

    def _matches(self, term: Regex) -> Hits:
        rows = []
        for document, found in self._grepped(term, places=False):
            for row in found.rows:
                unit = int(self.first_units[document]) + row.position
                first = int(self.unit_starts[unit])
                words = tokens.spans(row.hit.text)
                for span in row.hit.spans:
                    if span[0] == span[1]:
                        continue  # what is found between characters is found everywhere
                    start, end = _within(words, span)
                    rows.append((first + start, first + end, unit, *span))
        table = numpy.array(rows, dtype=numpy.int64).reshape(len(rows), 5)
        return Hits(table[:, 0], table[:, 1], table[:, 2], table[:, 3:])

    def documents_matching(self, term: Regex) -> Iterator[int]:
        """Yield the documents with a match."""
        found = self._grepped(term, max_count=1, rows=False, places=False, spans=False)
        return (document for document, _ in found)

    def _grepped(self, term: Regex, **options: Any) -> Iterator[tuple[int, grep.DocumentHits]]:
        """Yield the documents with a match; ``options`` say what of them is needed."""
        from corpus_cli.query import grep

        request = grep.Request(patterns=(term.pattern,), ignore_case=term.ignore_case, **options)
        if self._corpus.is_stored:
            hits = grep.run(self._corpus, request, shards=[self._number])
        else:
            hits = grep.partial(self.shard, request)
        numbers = self._numbers_of_ids
        for found in hits:
            if found.units:
                yield numbers[found.id], found

    @cached_property
    def _numbers_of_ids(self) -> dict[str, int]:
        return {id: number for number, id in enumerate(self.shard.field("id"))}


def slices(corpus: Corpus) -> Iterator[Slice]:
    """Yield the shards of a corpus, each let go of when the next is asked for.

    One without any shard has an empty one, so that there always is something to merge.
    """
    if not corpus.shards:
        yield from slices(Corpus([Shard(())]))
    count = len(corpus.shards)
    for number in range(count):
        if corpus.watch is not None:
            corpus.watch(number, count)
        slice = nth_slice(corpus, number)
        yield slice
        slice.shard.release()


def nth_slice(corpus: Corpus, number: int) -> Slice:
    """Return a shard by its number."""
    return Slice(corpus.shards[number], corpus, number)


def _within(words: Sequence[Span], span: Span) -> Span:
    """Return the range of the words that a range of characters touches."""
    first = bisect_right(words, span[0], key=itemgetter(1))
    last = first
    while last < len(words) and words[last][0] < span[1]:
        last += 1
    return first, last


def _together(found: Sequence[Hits]) -> Hits:
    """Return the hits of several terms in order, each place once.

    The same words are one place where words were looked for; a regular expression may match
    several times within a word.
    """
    if len(found) == 1:
        return found[0]
    every = Hits(
        numpy.concatenate([each.starts for each in found]),
        numpy.concatenate([each.ends for each in found]),
        numpy.concatenate([each.units for each in found]),
        numpy.concatenate([each.spans for each in found]),
    )
    every = every.where(numpy.lexsort((*every.spans.T[::-1], *every.words[::-1])))
    is_other = every.is_other
    is_new = is_other.copy()
    is_new[1:] |= (numpy.diff(every.spans, axis=0) != 0).any(axis=1)
    # What words are at comes first, and stands for all that is there.
    first = every.spans[is_other, 0]
    is_worded = numpy.repeat(first < 0, numpy.diff([*numpy.flatnonzero(is_other), len(every)]))
    return every.where(numpy.where(is_worded, is_other, is_new))
