"""The distinct forms of a shard's words, and where each stands.

Statistics count forms (see `corpus_cli.tokens.form`), where search counts folded words. A shard
keeps folded words, and the variants whose form is another; a type is one or the other, by one
number. May import what all query modules may, and NumPy.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any, TypeAlias

import numpy
import numpy.typing

from corpus_cli import tokens
from corpus_cli.shard import Columns
from corpus_cli.snapshot.vectors import form_frequencies, form_stream

Vector: TypeAlias = numpy.typing.NDArray[Any]


# Reading all forms is faster than reading one in so many of them.
_MANY = 8
# Reading all the stream is faster than looking up more types than these.
_SEVERAL = 64


class Types:
    """The forms of a shard by number: those of folded words by their ids, then the variants."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._folded = len(columns.vocabulary)

    def __len__(self) -> int:
        return self._folded + len(self._columns.variants.forms)

    @cached_property
    def stream(self) -> Vector:
        """The number of the type at each position of the shard."""
        stream: Vector = form_stream(self._columns)
        return stream

    def at(self, positions: Vector) -> Vector:
        """Return the types at some positions."""
        if len(positions) * _MANY > len(self._columns.stream):
            return self.stream[positions]
        variants = self._columns.variants
        types: Vector = vector(self._columns.stream)[positions]
        others = vector(variants.positions)
        # Of the same kind as what they are looked up in, which then need not be copied.
        wanted = positions.astype(others.dtype)
        if len(others) < len(wanted) and (wanted[1:] > wanted[:-1]).all():
            places, known = in_common(wanted, others)
            types[places] = vector(variants.numbers)[known] + self._folded
        else:
            places, found = in_common(others, wanted)
            types[found] = vector(variants.numbers)[places] + self._folded
        return types

    @property
    def frequencies(self) -> Vector:
        """How often each type stands in the shard."""
        frequencies: Vector = form_frequencies(self._columns)
        return frequencies

    def form(self, number: int) -> str:
        """Return the form that has a number."""
        if number < self._folded:
            return self._columns.vocabulary.word(number)
        return self._columns.variants.forms[number - self._folded]

    def forms(self, numbers: Iterable[int]) -> list[str]:
        """Return the forms that have these numbers."""
        numbers = list(numbers)
        if len(numbers) < len(self) // _MANY:
            return list(map(self.form, numbers))
        every = self.all_forms()
        return list(map(every.__getitem__, numbers))

    def all_forms(self) -> list[str]:
        """Return all forms, by number."""
        return [*self._columns.vocabulary.words, *self._columns.variants.forms]

    def number(self, form: str) -> int | None:
        """Return the number of a form, None where the shard does not hold it."""
        if tokens.fold(form) == form:
            return self._columns.vocabulary.id_of(form)
        forms = self._columns.variants.forms
        at = bisect_left(forms, form)
        return at + self._folded if at < len(forms) and forms[at] == form else None

    def numbers(self, forms: Collection[str]) -> dict[str, int]:
        """Return the numbers of those forms that the shard holds."""
        if len(forms) < len(self) // _MANY:
            found = {form: self.number(form) for form in forms}
            return {form: number for form, number in found.items() if number is not None}
        every = dict(zip(self.all_forms(), range(len(self)), strict=True))
        return {form: every[form] for form in forms if form in every}

    def alike(self, form: str) -> list[int]:
        """Return the numbers of the forms that search takes for the same word."""
        id = self._columns.vocabulary.id_of(tokens.fold(form))
        if id is None:
            return []
        return [id, *(self._folded + numpy.flatnonzero(vector(self._columns.variants.ids) == id))]

    def matching(self, pattern: re.Pattern[str]) -> list[int]:
        """Return the numbers of the forms that a pattern matches as a whole."""
        matches = pattern.fullmatch
        return [number for number, form in enumerate(self.all_forms()) if matches(form)]

    def positions(self, number: int) -> Vector:
        """Return where a type stands, ascending."""
        return self.places(number).astype(numpy.int64)

    def places(self, number: int) -> Vector:
        """Return the `positions` of a type as unsigned numbers, which mostly are not copied."""
        variants = self._columns.variants
        if number >= self._folded:
            own: Vector = vector(variants.positions)[
                vector(variants.numbers) == number - self._folded
            ]
            return own
        places = vector(self._columns.postings[number])
        is_other = vector(variants.ids) == number
        if not is_other.any():
            return places
        others = vector(variants.positions)[is_other[vector(variants.numbers)]]
        kept: Vector = numpy.delete(places, numpy.searchsorted(places, others))
        return kept

    def positions_of(self, numbers: Iterable[int]) -> Vector:
        """Return where any of several types stands, ascending."""
        numbers = list(numbers)
        if len(numbers) > _SEVERAL:
            is_wanted = numpy.zeros(len(self), dtype=bool)
            is_wanted[numbers] = True
            return numpy.flatnonzero(is_wanted[self.stream])
        found = [self.positions(number) for number in numbers]
        if len(found) == 1:
            return found[0]
        return numpy.sort(numpy.concatenate([numpy.zeros(0, dtype=numpy.int64), *found]))


def in_common(ascending: Vector, others: Vector) -> tuple[Vector, Vector]:
    """Return the places in a vector, and those in another, of what is in both."""
    places = numpy.searchsorted(ascending, others)
    found = numpy.flatnonzero(places < len(ascending))
    found = found[ascending[places[found]] == others[found]]
    return places[found], found


def vector(numbers: Any) -> Vector:
    """Return a sequence of numbers as a vector, not copied where it is one in memory."""
    return numpy.asarray(numbers)
