"""`kwic`: every use of a word with what stands around it, a concordance (Luhn, 1960).

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis.nodes import (
    find_nodes,
    left_out_remarks,
    spelling_remarks,
    terms_of,
)
from corpus_cli.query.analysis.result import Counted, Result
from corpus_cli.query.listing import instant
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total
from corpus_cli.query.scope.slices import Hits, Slice, nth_slice
from corpus_cli.query.scope.terms import Term

# The fields of a document that lines may be sorted by.
FIELDS = ("date", "id", "author", "title", "kind", "list", "language")


class Line(NamedTuple):
    """A use of a word: the address of its unit, and the words of the unit around it.

    ``author`` and ``date`` are those of the comment in which it stands, else the document's.
    ``start`` and ``end`` are the range of the node in the document's text.
    """

    id: str
    address: str
    date: str | None
    author: str | None
    left: str
    node: str
    right: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to show.

    ``sort`` holds keys, the first most important: ``L1`` the first word to the left and so on,
    ``N`` the node, ``R1`` the first to the right, or a field of `FIELDS`; none for corpus order.
    ``window`` is the words shown on each side, within the unit. ``sample`` draws so many lines by
    chance, each set of them as likely as any other, the same for the same ``seed``.
    ``limit`` 0 means all.
    """

    terms: tuple[str, ...]
    choice: Choice = EVERYTHING
    fuzzy: bool = False
    sort: tuple[str, ...] = ()
    window: int = 12
    sample: int | None = None
    seed: int = 1
    limit: int = 0

    def __post_init__(self) -> None:
        for name in ("window", "sample", "limit"):
            value = getattr(self, name)
            if value is not None and value < 0:
                raise UsageError(f"{name} must be 0 or more, not {value}")
        for key in self.sort:
            _read_key(key)


class Partial(NamedTuple):
    """The hits of a scope, and for each its keys, where lines are sorted."""

    hits: Hits
    keys: Sequence[tuple[Any, ...]]
    counted: Counted
    quoted: int
    repeated: int
    spellings: Counter[str]


def run(corpus: Corpus, request: Request) -> Result[Line]:
    """Return the concordance of some terms; raises UsageError and PatternError."""
    terms = terms_of(corpus, request.terms, fuzzy=request.fuzzy)
    partials = [partial(scope, terms, request) for scope in scopes(corpus, request.choice)]
    return finish(corpus, partials, request)


def partial(scope: Scope, terms: Iterable[Term], request: Request) -> Partial:
    """Find the hits of a scope."""
    nodes = find_nodes(scope, terms)
    keys = _keys(scope.slice, nodes.hits, request.sort)
    return Partial(nodes.hits, keys, scope.counted, nodes.quoted, nodes.repeated, nodes.spellings)


def merge(partials: Sequence[Partial], request: Request) -> list[tuple[int, int]]:
    """Return the hits to show, in order: the number of the shard and that of the hit in it."""
    places = [(shard, at) for shard, each in enumerate(partials) for at in range(len(each.hits))]
    if request.sample is not None and request.sample < len(places):
        chance = random.Random(request.seed)
        places = [places[at] for at in sorted(chance.sample(range(len(places)), request.sample))]
    if request.sort:
        places.sort(key=lambda place: partials[place[0]].keys[place[1]])
    return places


def finish(corpus: Corpus, partials: Sequence[Partial], request: Request) -> Result[Line]:
    """Read the lines that are shown."""
    found = sum(len(each.hits) for each in partials)
    places = merge(partials, request)
    shown = places[: request.limit or None]
    lines: dict[tuple[int, int], Line] = {}
    for number in sorted({shard for shard, _ in shown}):
        slice = nth_slice(corpus, number)
        for shard, at in sorted(shown):
            if shard == number:
                lines[shard, at] = _line(slice, partials[shard].hits, at, request.window)
        slice.shard.release()
    spellings: Counter[str] = sum((each.spellings for each in partials), Counter())
    remarks = [
        *spelling_remarks(spellings, fuzzy=request.fuzzy),
        *left_out_remarks(
            found, sum(each.quoted for each in partials), sum(each.repeated for each in partials)
        ),
    ]
    if len(places) < found:
        remarks.append(f"a sample of {len(places):,} of {found:,} lines, seed {request.seed}")
    return Result(
        "kwic",
        Line._fields,
        tuple(map(lines.__getitem__, shown)),
        len(places),
        total(each.counted for each in partials),
        tuple(remarks),
    )


def _line(slice: Slice, hits: Hits, at: int, window: int) -> Line:
    number = int(hits.units[at])
    unit = slice.shard.unit(number)
    words = tokens.spans(unit.text)
    first = int(slice.unit_starts[number])
    start, end = int(hits.starts[at]) - first, int(hits.ends[at]) - first
    node = int(hits.spans[at, 0]), int(hits.spans[at, 1])
    if node[0] < 0:
        node = words[start][0], words[end - 1][1]
    # What stands before the first word of a unit, and behind the last, belongs to the line.
    # Marks that a regular expression found have no word of their own.
    starts, ends = [*(word[0] for word in words), node[0]], [node[1], *(word[1] for word in words)]
    left = starts[start - window] if start > window else 0
    right = ends[end + window] if end + window < len(words) else len(unit.text)
    return Line(
        slice.shard.value("id", int(slice.unit_documents[number])),
        unit.address,
        slice.attribution(number, "date"),
        slice.attribution(number, "author"),
        unit.text[min(left, node[0]) : node[0]],
        unit.text[node[0] : node[1]],
        unit.text[node[1] : max(right, node[1])],
        unit.source_offset(node[0]),
        unit.source_offset(node[1] - 1) + 1 if node[1] > node[0] else unit.source_offset(node[0]),
    )


def _read_key(key: str) -> tuple[str, int]:
    """Return a key's field and, for words, its distance from the node; raises UsageError."""
    name = key.strip()
    if name.upper() == "N":
        return "N", 0
    if name[:1].upper() in ("L", "R") and name[1:].isascii() and name[1:].isdigit():
        if int(name[1:]):
            return name[0].upper(), int(name[1:])
    elif name in FIELDS:
        return name, 0
    raise UsageError(f"no sort key {key!r}; there are L1, R1 and so on, N, {', '.join(FIELDS)}")


def _keys(slice: Slice, hits: Hits, sort: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return for each hit what it is sorted by."""
    columns = []
    for name, distance in map(_read_key, sort):
        if name in ("L", "R"):
            columns.append(_word_keys(slice, hits, name, distance))
        elif name == "N":
            columns.append(_node_keys(slice, hits))
        else:
            columns.append(_field_keys(slice, hits, name))
    return list(zip(*columns, strict=True))


def _word_keys(slice: Slice, hits: Hits, side: str, distance: int) -> list[Any]:
    if side == "L":
        positions = hits.starts - distance
        inside = positions >= slice.unit_starts[hits.units]
    else:
        positions = hits.ends + distance - 1
        inside = positions < slice.unit_starts[hits.units + 1]
    found: list[Any] = [_NOTHING] * len(hits)
    types = slice.types.stream[positions[inside]]
    distinct, places = numpy.unique(types, return_inverse=True)
    keys = [_collation(form) for form in slice.types.forms(distinct.tolist())]
    for at, place in zip(numpy.flatnonzero(inside).tolist(), places.tolist(), strict=True):
        found[at] = keys[place]
    return found


def _node_keys(slice: Slice, hits: Hits) -> list[Any]:
    stream, types = slice.types.stream, slice.types
    return [
        tuple(map(_collation, types.forms(stream[start:end].tolist())))
        for start, end in zip(hits.starts.tolist(), hits.ends.tolist(), strict=True)
    ]


def _field_keys(slice: Slice, hits: Hits, name: str) -> list[Any]:
    if name in ("author", "date"):
        values = [slice.attribution(int(unit), name) for unit in hits.units]
    else:
        of_document = slice.shard.field(name)
        values = [of_document[document] for document in slice.unit_documents[hits.units]]
    return [_field_key(name, value) for value in values]


def _field_key(name: str, value: str | None) -> tuple[Any, ...]:
    """Return what a field is sorted by; where it is not known, it comes last."""
    if value is None:
        return (1,)
    return (0, instant(value) if name == "date" else tokens.fold(value), value)


def _collation(form: str) -> tuple[str, str]:
    return tokens.fold(form), form


# Where there is no word: before all others.
_NOTHING = ("", "")
