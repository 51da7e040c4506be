"""Counts of the words of a scope, by group: what frequency lists and comparisons are made of.

A tally knows for each word of each group how often it stands there, and in how many documents.
May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

import numpy

from corpus_cli.lexicon import Forms, stems_of
from corpus_cli.query.analysis.groups import groups_of
from corpus_cli.query.scope.scope import Scope
from corpus_cli.query.scope.types import Vector, vector

NameT = TypeVar("NameT", bound=Hashable)


class Tally(NamedTuple):
    """Words counted; an entry is a word of a group.

    ``groups`` and ``forms`` are names, to which ``group_of`` and ``form_of`` point from each
    entry; other forms may be among them. ``counts`` are occurrences, ``documents`` those that
    hold any, 0 where nobody asked for them. ``words`` and ``sizes`` are the words and the
    documents of each group.
    """

    groups: Sequence[str | None]
    forms: Sequence[str]
    group_of: Vector
    form_of: Vector
    counts: Vector
    documents: Vector
    words: Vector
    sizes: Vector


def tally(scope: Scope, by: str | None = None, *, stems: bool = False) -> Tally:
    """Count the words of a scope, or their stems, by group."""
    slice, counted = scope.slice, scope.positions
    groups = groups_of(slice, by)
    stream = slice.types.stream[counted].astype(numpy.int64)
    documents = slice.per_position(slice.unit_documents)[counted]
    names: Sequence[str] = slice.forms
    if stems:
        stream, names = _stemmed(scope, stream, documents)
    numbers, form_of = distinct_numbers(stream)
    entries, entry_of = numbers, form_of
    if len(groups.names) > 1:
        own = slice.per_position(groups.units)[counted]
        entries, entry_of = distinct_numbers(own * len(numbers) + form_of)
    else:
        entries = numpy.arange(len(numbers))
    # A word of a group once a document, with how often it stands there.
    size = max(len(slice.columns), 1)
    held, times = numpy.unique(entry_of * size + documents, return_counts=True)
    entry = held // size
    return Tally(
        groups.names,
        names,
        entries // max(len(numbers), 1),
        (numbers if stems else slice.form_numbers[numbers])[entries % max(len(numbers), 1)],
        summed(entry, times, len(entries)),
        numpy.bincount(entry, minlength=len(entries)),
        summed(groups.units, numpy.where(scope.units, slice.unit_lengths, 0), len(groups.names)),
        _documents_of_groups(scope, groups.units, len(groups.names)),
    )


def count(scope: Scope) -> Tally:
    """Count the words of a scope, but not the documents that hold each."""
    slice = scope.slice
    counts = scope.frequencies
    types = numpy.flatnonzero(counts)
    return Tally(
        (None,),
        slice.forms,
        numpy.zeros(len(types), dtype=numpy.int64),
        slice.form_numbers[types],
        counts[types],
        numpy.zeros(len(types), dtype=numpy.int64),
        scope.words.sum(keepdims=True),
        numpy.count_nonzero(scope.words, keepdims=True),
    )


def whole(forms: Forms, frequencies: Sequence[int], documents: int) -> Tally:
    """Return what `count` makes of all shards, of which so many documents have words."""
    counts = vector(frequencies).astype(numpy.int64)
    there = numpy.flatnonzero(counts)
    none = numpy.zeros(len(there), dtype=numpy.int64)
    words = counts.sum(keepdims=True)
    return Tally((None,), forms, none, there, counts[there], none, words, numpy.array([documents]))


def documents_of(scopes: Iterable[Scope], forms: Vector) -> Vector:
    """Return how many documents of all scopes together hold each of some forms, by number."""
    documents = numpy.zeros(len(forms), dtype=numpy.int64)
    holders = _holders_of_few if len(forms) <= _FEW else _holders_of_many
    for scope in scopes:
        documents += holders(scope, forms)
    return documents


# Reading all the stream is faster than looking up more forms than these.
_FEW = 256


def _holders_of_few(scope: Scope, forms: Vector) -> Vector:
    slice = scope.slice
    # Of the kind that places are, so that these need not be turned into another.
    starts = slice.unit_starts[slice.first_units].astype(numpy.uint32)
    held = numpy.zeros(len(forms), dtype=numpy.int64)
    for at, form in enumerate(slice.forms.at(forms.tolist())):
        number = slice.types.number(form)
        if number is not None:
            places = slice.types.places(number)
            if not scope.is_whole:
                places = places[scope.positions[places]]
            held[at] = numpy.count_nonzero(numpy.diff(numpy.searchsorted(places, starts)))
    return held


def _holders_of_many(scope: Scope, forms: Vector) -> Vector:
    slice = scope.slice
    places = numpy.full(len(slice.forms), len(forms))
    places[forms] = numpy.arange(len(forms))
    place = places[slice.form_numbers].astype(numpy.uint32)[slice.types.stream]
    found = place < len(forms)
    if not scope.is_whole:
        found &= scope.positions
    held = slice.per_position(slice.unit_documents)[found]
    pairs, _ = distinct_numbers(place[found] * numpy.int64(len(slice.columns)) + held)
    return numpy.bincount(pairs // max(len(slice.columns), 1), minlength=len(forms))


def merge(tallies: Iterable[Tally]) -> Tally:
    """Return what several shards hold together."""
    each = list(tallies)
    groups = _numbered(one.groups for one in each)
    forms, form_of = _forms_together(each)
    keys, words, sizes = [], [], []
    for one, form in zip(each, form_of, strict=True):
        own = numpy.array([groups[name] for name in one.groups], dtype=int)
        keys.append(own[one.group_of] * len(forms) + form)
        words.append((own, one.words))
        sizes.append((own, one.sizes))
    values = [one.counts for one in each], [one.documents for one in each]
    size = len(groups) * len(forms)
    if size <= _DENSE * sum(map(len, keys)):
        counts, documents = (added(keys, of_shards, size) for of_shards in values)
        distinct = numpy.flatnonzero(counts)
        counts, documents = counts[distinct], documents[distinct]
    else:
        distinct, entry = numpy.unique(numpy.concatenate(keys), return_inverse=True)
        counts, documents = (
            summed(entry, numpy.concatenate(of_shards), len(distinct)) for of_shards in values
        )
    return Tally(
        list(groups),
        forms,
        distinct // max(len(forms), 1),
        distinct % max(len(forms), 1),
        counts,
        documents,
        *(
            summed(
                numpy.concatenate([_NONE, *(own for own, _ in pairs)]),
                numpy.concatenate([_NONE, *(values for _, values in pairs)]),
                len(groups),
            )
            for pairs in (words, sizes)
        ),
    )


def _forms_together(tallies: Sequence[Tally]) -> tuple[Sequence[str], list[Vector]]:
    """Return the forms of several tallies, and for each tally those of its entries."""
    first = tallies[0].forms
    if all(each.forms is first for each in tallies):
        return first, [each.form_of for each in tallies]
    numbers = _numbered(each.forms for each in tallies)
    return list(numbers), [
        numpy.array([numbers[form] for form in each.forms], dtype=int)[each.form_of]
        for each in tallies
    ]


def _numbered(names: Iterable[Iterable[NameT]]) -> dict[NameT, int]:
    """Return distinct names, each with its number, as they first appear."""
    distinct = dict.fromkeys(chain.from_iterable(names))
    return dict(zip(distinct, range(len(distinct)), strict=True))


def top(counts: Vector, names: Callable[[int], object], limit: int) -> list[int]:
    """Return the places of the highest counts, downwards, ties by name; all where limit is 0."""
    places = highest(counts, limit)
    order = sorted(places.tolist(), key=lambda place: (-counts[place], names(place)))
    return order[: limit or None]


def highest(counts: Vector, limit: int) -> Vector:
    """Return the places of the highest counts, ascending, those that tie with the last too."""
    if not 0 < limit < len(counts):
        return numpy.arange(len(counts))
    return numpy.flatnonzero(counts >= numpy.partition(counts, -limit)[-limit])


_NONE = numpy.zeros(0, dtype=numpy.int64)


def added(places: Iterable[Vector], values: Iterable[Vector], size: int) -> Vector:
    """Return the sums by place of the values of shards, each of which has a place but once."""
    sums = numpy.zeros(size, dtype=numpy.int64)
    for place, value in zip(places, values, strict=True):
        sums[place] += value
    return sums


def summed(places: Vector, values: Vector, size: int) -> Vector:
    """Return the sums of values by place; exact up to 2 to the power of 53."""
    sums: Vector = numpy.bincount(places, weights=values, minlength=size).astype(numpy.int64)
    return sums


def distinct_numbers(numbers: Vector) -> tuple[Vector, Vector]:
    """Return the distinct numbers, ascending, and for each number its place among them."""
    most = int(numbers.max(initial=0)) + 1
    if most > _DENSE * max(len(numbers), 1):
        return numpy.unique(numbers, return_inverse=True)
    # Counting is several times as fast as sorting where numbers lie close.
    distinct = numpy.flatnonzero(numpy.bincount(numbers, minlength=most))
    places = numpy.zeros(most, dtype=numpy.int64)
    places[distinct] = numpy.arange(len(distinct))
    return distinct, places[numbers]


# Numbers lie close where this times as many as there are could lie among them.
_DENSE = 16


def _documents_of_groups(scope: Scope, groups: Vector, size: int) -> Vector:
    counts = scope.units & (scope.slice.unit_lengths > 0)
    pairs = numpy.unique((groups[counts] << 32) | scope.slice.unit_documents[counts])
    return numpy.bincount(pairs >> 32, minlength=size)


def _stemmed(scope: Scope, stream: Vector, documents: Vector) -> tuple[Vector, list[str]]:
    """Return for each word the number of its stem, by the language of its document."""
    languages = scope.slice.columns.languages
    names: dict[str, int] = {}
    stems = numpy.zeros_like(stream)
    of_document = numpy.array(list(languages))
    for language in sorted(set(languages)):
        own = (of_document == language)[documents]
        types, places = distinct_numbers(stream[own])
        forms = scope.slice.types.forms(types.tolist())
        found = stems_of(forms, language) or forms
        numbers = [names.setdefault(stem, len(names)) for stem in found]
        stems[own] = numpy.array(numbers, dtype=numpy.int64)[places]
    return stems, list(names)
