"""`ngrams`: sequences of words by count, within their units, and in how many documents each is.

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy

from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.lexicon import Forms
from corpus_cli.query.analysis.freq import per_million
from corpus_cli.query.analysis.options import check_limit, check_whole
from corpus_cli.query.analysis.result import Counted, Result, number_of
from corpus_cli.query.analysis.tally import highest
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total
from corpus_cli.query.scope.terms import Words, parse_term
from corpus_cli.query.scope.types import Vector

# More words than these are no n-gram that anybody lists.
LONGEST = 20

# What a key may hold.
_BITS = 63


class Ngram(NamedTuple):
    """Words side by side; ``per_million`` is of all n-grams of that many words."""

    ngram: str
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    per_million: float
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to count: sequences of ``size`` words, of one word on.

    With ``holding``, a word or wildcard, only those that hold it. ``minimum`` is the least count
    of one that is listed. ``limit`` 0 means all.
    """

    size: int = 2
    choice: Choice = EVERYTHING
    holding: str | None = None
    minimum: int = 2
    limit: int = 0

    def __post_init__(self) -> None:
        check_whole("size", self.size, None)
        if not 1 <= self.size <= LONGEST:
            raise UsageError(f"an n-gram has 1 to {LONGEST} words, not {self.size}")
        check_whole("min", self.minimum)
        check_limit(self.limit)
        self.held  # noqa: B018 (raises UsageError)

    @property
    def held(self) -> Words | None:
        """The word that n-grams must hold."""
        if self.holding is None:
            return None
        term = parse_term(self.holding)
        if not isinstance(term, Words) or len(term.words) > 1:
            raise UsageError(f"--with takes one word or wildcard, not {self.holding!r}")
        return term


class Partial(NamedTuple):
    """The distinct n-grams of a scope, a row of ``words`` each, which point into ``forms``.

    ``all`` is how many there are, repetitions and those that are not asked for included.
    """

    forms: Forms
    words: Vector
    counts: Vector
    documents: Vector
    all: int
    counted: Counted


class Turn(NamedTuple):
    """Which n-grams to count: those whose first word's number leaves ``rest``, divided by ``of``.

    Many and long n-grams are counted by turns, since all at once would take too much memory.
    """

    rest: int
    of: int


class Found(NamedTuple):
    """Rows, of all ``listed`` and ``distinct`` n-grams of a turn."""

    rows: list[Ngram]
    listed: int
    distinct: int
    all: int
    counted: Counted


def run(corpus: Corpus, request: Request) -> Result[Ngram]:
    """Return the n-grams of a corpus by count; raises UsageError."""
    # Of longer n-grams more are distinct, and each has more words.
    turns = 1 + corpus.words * request.size**2 // _AT_ONCE
    found = []
    for rest in range(turns):
        turn = Turn(rest, turns)
        partials = (partial(scope, request, turn) for scope in scopes(corpus, request.choice))
        found.append(merge(partials, request))
    return finish(found, request)


# So many words by the square of the size take 350 MB, as measured with 2, 3 and 5 words.
_AT_ONCE = 100_000_000


def partial(scope: Scope, request: Request, turn: Turn) -> Partial:
    """Count the n-grams of a scope whose turn it is."""
    slice, size = scope.slice, request.size
    starts = _starts(scope, size)
    every, stream = len(starts), slice.types.stream
    if request.held is not None:
        wanted = numpy.zeros(len(slice.types), dtype=bool)
        wanted[slice.numbers(request.held.words[0])] = True
        holds = wanted[stream]
        starts = starts[numpy.any([holds[starts + at] for at in range(size)], axis=0)]
    if turn.of > 1:
        is_due = slice.form_numbers % turn.of == turn.rest
        starts = starts[is_due[stream[starts]]]
    documents = slice.per_position(slice.unit_documents)[starts]
    columns = [stream[starts + at] for at in range(size)]
    code = _Code(len(slice.types), spare=len(slice.columns).bit_length())
    counted = _Counted.of(code.encode(columns), documents, code.spare)
    distinct = numpy.stack(code.decode(counted.keys, size), axis=1)
    return Partial(
        slice.forms,
        slice.form_numbers[distinct].astype(numpy.uint32),
        counted.counts,
        counted.documents,
        every,
        scope.counted,
    )


def merge(partials: Iterable[Partial], request: Request) -> Found:
    """Add up the n-grams of all shards, and read those that may be shown."""
    rows, counts, documents, every, counted = [], [], [], 0, []
    for each in partials:
        forms = each.forms
        rows.append(each.words)
        counts.append(each.counts.astype(numpy.uint32))
        documents.append(each.documents.astype(numpy.uint32))
        every += each.all
        counted.append(each.counted)
    code = _Code(len(forms))
    keys = code.encode(
        [numpy.concatenate([own[:, at] for own in rows]) for at in range(request.size)]
    )
    rows.clear()
    order = numpy.argsort(keys)
    keys = keys[order]
    begins = _begins(keys)
    number = _sums(numpy.concatenate(counts)[order], begins)
    holders = _sums(numpy.concatenate(documents)[order], begins)
    listed = numpy.flatnonzero(number >= request.minimum)
    shown = listed[highest(number[listed], request.limit)]
    words = (forms.at(column.tolist()) for column in code.decode(keys[begins[shown]], request.size))
    names = map(" ".join, zip(*words, strict=True))
    found = [
        Ngram(name, count, per_million(count, every), held)
        for name, count, held in zip(
            names, number[shown].tolist(), holders[shown].tolist(), strict=True
        )
    ]
    return Found(found, len(listed), len(begins), every, total(counted))


def finish(found: Sequence[Found], request: Request) -> Result[Ngram]:
    """Return the rows of all turns, the most frequent first; ties by the words."""
    rows = sorted(
        (row for each in found for row in each.rows), key=lambda row: (-row.count, row.ngram)
    )
    every, distinct = found[0].all, sum(each.distinct for each in found)
    remarks = (
        f"{number_of(every, 'sequence')} of {number_of(request.size, 'word')} within "
        "paragraphs, "
        f"{distinct:,} distinct{'' if request.held is None else ' with that word'}",
    )
    return Result(
        "ngrams",
        Ngram._fields,
        tuple(rows[: request.limit or None]),
        sum(each.listed for each in found),
        found[0].counted,
        remarks,
    )


def _starts(scope: Scope, size: int) -> Vector:
    """Return the positions at which n-grams of a scope begin."""
    slice = scope.slice
    begins = numpy.where(scope.units, numpy.maximum(slice.unit_lengths - size + 1, 0), 0)
    first = slice.unit_starts[:-1]
    shift = first - numpy.concatenate(([0], numpy.cumsum(begins)[:-1]))
    starts: Vector = numpy.arange(begins.sum()) + numpy.repeat(shift, begins)
    return starts


class _Code:
    """Makes one number of several, and those of it again.

    Numbers below ``most`` are packed side by side; where bits run out, those packed so far are
    ranked first. So many bits are left ``spare``.
    """

    def __init__(self, most: int, spare: int = 0) -> None:
        self.spare = spare
        self._bits = max(most, 1).bit_length()
        self._ranked: dict[int, Vector] = {}

    def encode(self, columns: Sequence[Vector]) -> Vector:
        """Return a key for each row of ``columns``."""
        keys = numpy.zeros(len(columns[0]), dtype=numpy.int64)
        used = 0
        for at, column in enumerate(columns):
            if used + self._bits + self.spare > _BITS:
                self._ranked[at], keys = numpy.unique(keys, return_inverse=True)
                used = len(self._ranked[at]).bit_length()
            keys = (keys << self._bits) | column
            used += self._bits
        return keys

    def decode(self, keys: Vector, size: int) -> list[Vector]:
        """Return the columns of which keys were made."""
        columns = []
        for at in reversed(range(size)):
            columns.append(keys & ((1 << self._bits) - 1))
            keys = keys >> self._bits
            if at in self._ranked:
                keys = self._ranked[at][keys]
        return columns[::-1]


class _Counted(NamedTuple):
    """Distinct keys, how often each is there, and in how many documents."""

    keys: Vector
    counts: Vector
    documents: Vector

    @classmethod
    def of(cls, keys: Vector, documents: Vector, bits: int) -> _Counted:
        """Count keys that have so many bits to spare for documents."""
        packed, times = numpy.unique((keys << bits) | documents, return_counts=True)
        held = packed >> bits
        begins = _begins(held)
        ones = numpy.ones(len(held), dtype=numpy.int64)
        return cls(held[begins], _sums(times, begins), _sums(ones, begins))


def _begins(ordered: Vector) -> Vector:
    """Return where in ordered numbers each distinct one begins."""
    is_first = numpy.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return numpy.flatnonzero(is_first)


def _sums(values: Vector, begins: Vector) -> Vector:
    """Return the sums of values from each beginning to the next."""
    if not len(begins):
        return numpy.zeros(0, dtype=numpy.int64)
    sums: Vector = numpy.add.reduceat(values, begins, dtype=numpy.int64)
    return sums
