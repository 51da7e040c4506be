"""What counts are grouped by: a field of the documents, or who wrote a unit and when.

A comment or quotation has an author and a date of its own where the text names them; a comment
whose author is not named is nobody's, and one without a date is of its document's. May import
what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy

from corpus_cli.errors import UsageError
from corpus_cli.model import META
from corpus_cli.query.scope.slices import Slice
from corpus_cli.query.scope.types import Vector


class Groups(NamedTuple):
    """The groups of a slice: their names, None for what has none, and that of each unit."""

    names: tuple[str | None, ...]
    units: Vector


# The characters of an ISO 8601 date that name a period.
PERIODS: Mapping[str, int] = {"year": 4, "month": 7, "day": 10}
_FIELDS: Mapping[str, str] = {
    "kind": "kind",
    "list": "list",
    "language": "language",
    "document": "id",
}
BY = (*_FIELDS, "author", *PERIODS)


def check_grouping(by: str | None) -> None:
    """Raise UsageError unless ``by`` is one of `BY`, ``meta.NAME``, or None for no grouping."""
    if by is not None and by not in BY and not by.startswith(META):
        raise UsageError(f"no grouping {by!r}; there are {', '.join(BY)}, {META}NAME")


def groups_of(slice: Slice, by: str | None) -> Groups:
    """Return the groups of a slice; all is one where ``by`` is None. Raises UsageError."""
    check_grouping(by)
    if by is None:
        return Groups((None,), numpy.zeros(slice.unit_count, dtype=numpy.int64))
    if by == "author":
        values, units = slice.attributions(by)
        return _numbered(values, units)
    if by in PERIODS:
        values, units = slice.attributions("date")
        return _numbered([period(value, by) for value in values], units)
    return _numbered(slice.shard.field(_FIELDS.get(by, by)), slice.unit_documents)


def period(date: str | None, by: str) -> str | None:
    """Return the year, month or day of an ISO 8601 date, None where it is less precise."""
    length = PERIODS[by]
    return date[:length] if date is not None and len(date) >= length else None


def _numbered(values: Sequence[str | None], units: Vector) -> Groups:
    """Return groups by the values that have these numbers."""
    numbers: dict[str | None, int] = {}
    of_value = numpy.array(
        [numbers.setdefault(value, len(numbers)) for value in values], dtype=numpy.int64
    )
    return Groups(tuple(numbers), of_value[units])
