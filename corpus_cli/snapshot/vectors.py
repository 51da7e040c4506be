"""What a shard's columns are made of, computed by NumPy: several times as fast as by Python alone.

Equal to what `corpus_cli.shard` computes, which a test holds. May import ``shard``.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from corpus_cli.shard import Collector, Columns, Postings

# Positions and ids lie below 2 to this power, so that one number holds both.
_BITS = 32


class VectorCollector(Collector):
    """A `Collector` of many words."""

    def _empty(self) -> Columns:
        return _VectorColumns()

    def _spelled_out(
        self, words: array[int], first_words: array[int]
    ) -> tuple[Sequence[int], Sequence[int]]:
        import numpy

        pieces, first = _vector(self._stream), _vector(first_words)
        lengths = numpy.diff(first)[pieces]
        ends = numpy.concatenate(([0], numpy.cumsum(lengths, dtype=numpy.int64)))
        # Where a word is the first of its piece, its place in ``words`` is that of the piece, and
        # one more for each that follows.
        places = numpy.repeat(first[:-1][pieces] - ends[:-1], lengths) + numpy.arange(ends[-1])
        starts = ends[_vector(self._unit_starts)].astype(numpy.uint32)
        return _vector(words)[places], array("I", starts.tobytes())

    def _taken(self, values: Sequence[int], numbers: Sequence[int]) -> Sequence[int]:
        return _vector(values)[_vector(numbers)]  # type: ignore[no-any-return]


class _VectorColumns(Columns):
    """Columns whose sequences are vectors."""

    @cached_property
    def postings(self) -> Postings:
        import numpy

        stream = _vector(self.stream).astype(numpy.uint64)
        keys = (stream << numpy.uint64(_BITS)) | numpy.arange(len(stream), dtype=numpy.uint64)
        keys.sort()
        return Postings(self._starts(self.stream), keys.astype(numpy.uint32))

    def _standing(self, order: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
        import numpy

        forms, _, stream = self._raw
        place = numpy.full(len(forms), len(order), dtype=numpy.uint32)
        place[numpy.array(order, dtype=numpy.uint32)] = numpy.arange(len(order))
        numbers = place[_vector(stream)]
        positions = numpy.flatnonzero(numbers < len(order))
        return positions.astype(numpy.uint32), numbers[positions]  # type: ignore[return-value]

    @cached_property
    def document_frequencies(self) -> Sequence[int]:
        import numpy

        words = _vector(self.stream)[self.postings.positions]
        documents = self._documents[self.postings.positions]
        is_first = numpy.ones(len(words), dtype=bool)
        is_first[1:] = (words[1:] != words[:-1]) | (documents[1:] != documents[:-1])
        counts: Any = numpy.bincount(words[is_first], minlength=len(self.vocabulary))
        return counts.astype(numpy.uint32)  # type: ignore[no-any-return]

    @cached_property
    def words_of_language(self) -> Mapping[str, Sequence[int]]:
        import numpy

        if len(set(self.languages)) == 1:
            return super().words_of_language
        languages = numpy.array(self.languages)
        found: dict[str, Any] = {}
        for language in sorted(set(self.languages)):
            words = _vector(self.stream)[(languages == language)[self._documents]]
            held = numpy.bincount(words, minlength=len(self.vocabulary))
            found[language] = numpy.flatnonzero(held).astype(numpy.uint32)
        return found

    @cached_property
    def _documents(self) -> Any:
        """The document of each position."""
        import numpy

        starts = _vector(self.document_starts)
        return numpy.repeat(numpy.arange(len(self), dtype=numpy.uint32), numpy.diff(starts))

    def _starts(self, stream: Sequence[int]) -> Sequence[int]:
        import numpy

        counts = numpy.bincount(_vector(stream), minlength=len(self.vocabulary))
        starts: Any = numpy.concatenate(([0], numpy.cumsum(counts)))
        return starts.astype(numpy.uint32)  # type: ignore[no-any-return]


# Words in so large a part of the documents have these listed, which saves going through positions.
FREQUENT = 1 / 16


def frequent_words(columns: Columns) -> tuple[Any, Any, Any]:
    """Return the ids of the frequent words, and in which documents each is.

    The documents of the word at place ``n`` are ``documents[starts[n]:starts[n + 1]]``.
    """
    import numpy

    frequencies = _vector(columns.document_frequencies)
    ids = numpy.flatnonzero(frequencies > FREQUENT * len(columns)).astype(numpy.uint32)
    starts = numpy.concatenate(([0], numpy.cumsum(frequencies[ids]))).astype(numpy.uint32)
    bounds = _vector(columns.document_starts)
    documents = numpy.zeros(int(starts[-1]), dtype=numpy.uint32)
    for id, start, end in zip(ids.tolist(), starts[:-1], starts[1:], strict=True):
        held = numpy.searchsorted(bounds, columns.postings[id], side="right") - 1
        documents[start:end] = held[numpy.diff(held, prepend=-1) > 0]
    return ids, starts, documents


def form_stream(columns: Columns) -> Any:
    """Return which form stands at each position: a folded word by its id, or a variant behind."""
    import numpy

    variants = columns.variants
    stream = numpy.array(columns.stream, dtype=numpy.uint32)
    stream[_vector(variants.positions)] = _vector(variants.numbers) + len(columns.vocabulary)
    return stream


# So many words at either end of a unit are counted by their distance from it.
EDGE = 5


def edge_counts(columns: Columns) -> Iterator[Any]:
    """Yield how often each form is so far from the beginning of a unit, then from the end."""
    import numpy

    stream = form_stream(columns)
    number = len(columns.vocabulary) + len(columns.variants.forms)
    bounds = _vector(columns.unit_starts).astype(numpy.int64)
    starts, lengths = bounds[:-1], numpy.diff(bounds)
    for first, step in ((starts, 1), (bounds[1:] - 1, -1)):
        for distance in range(EDGE):
            at = (first + step * distance)[lengths > distance]
            yield numpy.bincount(stream[at], minlength=number)


def form_frequencies(columns: Columns) -> Any:
    """Return how often each form stands: those that are folded words, by id, then the variants."""
    import numpy

    variants = columns.variants
    counts = numpy.diff(_vector(columns.postings.starts)).astype(numpy.int64)
    own = numpy.bincount(_vector(variants.numbers), minlength=len(variants.forms))
    numpy.subtract.at(counts, _vector(variants.ids), own)
    return numpy.concatenate((counts, own))


def _vector(numbers: Any) -> Any:
    import numpy

    return numpy.asarray(numbers)
