"""What an expression chooses of a slice: units, and documents, some of which have no unit.

A document counts as one more unit beside those it has, its frame: what chooses documents chooses
the frame and all units, what chooses parts chooses some units and no frame. May import what all
query modules may, and NumPy.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy

from corpus_cli import tokens
from corpus_cli.query.metadata import number_in
from corpus_cli.query.pattern import compile_patterns
from corpus_cli.query.scope import terms
from corpus_cli.query.scope.slices import Hits, Slice
from corpus_cli.query.scope.syntax import (
    Absent,
    And,
    Dates,
    Field,
    Matches,
    Named,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Part,
    Pattern,
    Regex,
    Test,
    Words,
)
from corpus_cli.query.scope.types import Vector
from corpus_cli.shard import NO_COMMENT

# Whose value has to be equal; of the others the text that is asked for may be a part.
_EXACT = frozenset({"kind", "language", "list", "id"})


class Chosen(NamedTuple):
    """A boolean for each unit, and for the frame of each document."""

    units: Vector
    frames: Vector


def evaluate(node: Node, slice: Slice) -> tuple[Vector, Vector]:
    """Return which units an expression chooses, and which documents have any or are chosen."""
    chosen = _choose(node, slice)
    documents = chosen.frames.copy()
    documents[slice.unit_documents[chosen.units]] = True
    return chosen.units, documents


def _choose(node: Node, slice: Slice) -> Chosen:
    if isinstance(node, And | Or):
        join = numpy.logical_and if isinstance(node, And) else numpy.logical_or
        every = [_choose(part, slice) for part in node.parts]
        return Chosen(
            reduce(join, [each.units for each in every]),
            reduce(join, [each.frames for each in every]),
        )
    if isinstance(node, Not):
        negated = _choose(node.part, slice)
        return Chosen(~negated.units, ~negated.frames)
    if isinstance(node, Part):
        return _units(slice, _is_part(node.name, slice))
    if isinstance(node, Field):
        return _field(node, slice)
    if isinstance(node, Words):
        return _documents(slice, slice.unit_documents[slice.find([term_of(node)]).units])
    if isinstance(node, Regex):
        term = terms.Regex("", node.pattern, node.ignore_case)
        found = list(slice.documents_matching(term))
        return _documents(slice, numpy.array(found, dtype=numpy.int64))
    if isinstance(node, Near):
        return _documents(slice, slice.unit_documents[_units_near(node, slice)])
    assert not isinstance(node, Named), "names are expanded before"
    raise TypeError(node)


def term_of(words: Words) -> terms.Term:
    """Return what to look for in order to find the words of an expression."""
    return terms.parse_words(words.text)


def _units(slice: Slice, units: Vector) -> Chosen:
    return Chosen(units, numpy.zeros(len(slice.columns), dtype=bool))


def _documents(slice: Slice, documents: Vector) -> Chosen:
    frames = numpy.zeros(len(slice.columns), dtype=bool)
    frames[documents] = True
    return Chosen(frames[slice.unit_documents], frames)


def _is_part(name: str, slice: Slice) -> Vector:
    if name in ("comment", "body"):
        in_comment: Vector = slice.unit_comments != NO_COMMENT
        return in_comment if name == "comment" else ~in_comment
    is_kind = numpy.array([kind == name for kind in slice.of_shapes("kind")], dtype=bool)
    return is_kind[slice.unit_shapes]


def _field(node: Field, slice: Slice) -> Chosen:
    if node.name in ("depth", "commenter"):
        name = "author" if node.name == "commenter" else node.name
        passes = _passing(slice.of_shapes(name), _predicate(node.name, node.test))
        inside = slice.unit_comments != NO_COMMENT
        passes = numpy.append(passes, False)
        return _units(slice, inside & passes[slice.unit_comments])
    values = slice.shard.field(node.name)
    return _documents(slice, numpy.flatnonzero(_passing(values, _predicate(node.name, node.test))))


def _passing(values: Sequence[Any], predicate: Callable[[Any], bool]) -> Vector:
    verdicts = {value: predicate(value) for value in set(values)}
    return numpy.array([verdicts[value] for value in values], dtype=bool)


def _predicate(name: str, test: Test) -> Callable[[Any], bool]:
    """Return what tells whether a value passes; one that is not known passes only `Absent`."""
    if isinstance(test, Absent):
        return lambda value: value is None
    if isinstance(test, Numbers):
        return lambda value: value is not None and _is_between(number_in(value), test)
    if isinstance(test, Dates):
        return lambda value: value is not None and _is_dated(value, test)
    if isinstance(test, Matches):
        matcher = compile_patterns((test.pattern,), ignore_case=test.ignore_case)
        return lambda value: value is not None and matcher.has_found(value)
    if isinstance(test, Pattern):
        pattern = terms.wildcard_pattern(_spelled(test.wildcard))
        return lambda value: value is not None and pattern.fullmatch(_spelled(value)) is not None
    wanted = _folded(test.value)
    if name in _EXACT:
        return lambda value: value is not None and _folded(value) == wanted
    return lambda value: value is not None and wanted in _folded(value)


def _folded(text: str) -> str:
    """Return a text as search compares it, its characters one by one."""
    return " ".join(map(tokens.fold, text.split()))


def _spelled(text: str) -> str:
    """Return a text as `_folded` has it, with the marks at the ends of its words."""
    return " ".join(map(tokens.folded, text.split()))


def _is_between(value: float | None, test: Numbers) -> bool:
    if value is None:
        return False
    first, last = test.first, test.last
    is_low = first is not None and (value <= first if test.above else value < first)
    is_high = last is not None and (value >= last if test.below else value > last)
    return not (is_low or is_high)


def _is_dated(value: str, test: Dates) -> bool:
    """Tell whether a date may lie within a range: one less precise than its ends may."""
    first, last = test.first, test.last
    day = value[:10]
    # ISO dates sort as strings.
    if first is not None and _last_day(day) < _first_day(first):
        return False
    if test.after and first is not None and _last_day(day) <= _last_day(first):
        return False
    if last is None:
        return True
    return _first_day(day) < _first_day(last) or (
        not test.before and _first_day(day) <= _last_day(last)
    )


def _first_day(date: str) -> str:
    return date + "0000-01-01"[len(date) :]


def _last_day(date: str) -> str:
    if len(date) == len("2016-02"):
        return f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]}"
    return date + "0000-12-31"[len(date) :]


def _units_near(node: Near, slice: Slice) -> Vector:
    """Return the units in which the words of each operand stand near those of the next."""
    alive, *others = (slice.find(map(term_of, operand)) for operand in node.operands)
    for hits in others:
        alive = hits.where(_are_near(slice, hits, alive, node.distance))
    return numpy.unique(alive.units)


def _are_near(slice: Slice, hits: Hits, others: Hits, distance: int) -> Vector:
    """Return which hits have one of others in their unit, with so many words between at most."""
    ends = numpy.concatenate(([-1], numpy.sort(others.ends)))
    starts = numpy.append(others.starts, slice.unit_starts[-1])
    # Of the others, the last that ends before, and the first that begins behind.
    before = ends[numpy.searchsorted(ends, hits.starts, side="right") - 1]
    behind = starts[numpy.searchsorted(starts, hits.ends).clip(max=len(starts) - 1)]
    first, last = slice.bounds_of(hits.units)
    is_before = (before > first) & (hits.starts - before <= distance)
    is_behind = (behind < last) & (behind >= hits.ends) & (behind - hits.ends <= distance)
    near: Vector = is_before | is_behind
    return near
