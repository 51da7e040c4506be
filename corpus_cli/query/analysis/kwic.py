"""`kwic`: every use of a word with what stands around it, a concordance (Luhn, 1960).

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from functools import partial as bound
from typing import Any, NamedTuple

import numpy

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.lexicon import Forms
from corpus_cli.model import Unit
from corpus_cli.query.analysis.nodes import (
    find_nodes,
    left_out_remarks,
    spelling_remarks,
    terms_of,
)
from corpus_cli.query.analysis.options import check_limit, check_whole
from corpus_cli.query.analysis.result import Counted, Result
from corpus_cli.query.analysis.tally import distinct_numbers
from corpus_cli.query.listing import instant
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total
from corpus_cli.query.scope.slices import Hits, Slice, nth_slice
from corpus_cli.query.scope.terms import Term
from corpus_cli.query.scope.types import Vector, vector

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
    window: int = 20
    sample: int | None = None
    seed: int = 1
    limit: int = 0

    def __post_init__(self) -> None:
        check_whole("window", self.window)
        if self.sample is not None:
            check_whole("sample", self.sample, 1)
        check_whole("seed", self.seed, None)
        check_limit(self.limit)
        for key in self.sort:
            _read_key(key)


class Keys(NamedTuple):
    """What hits are sorted by: keys, and for each hit the place of its own among them.

    Words have no keys here: a place is that of the form among those of the corpus, -1 for none.
    """

    keys: list[Any] | None
    places: Vector


class Partial(NamedTuple):
    """The hits of a scope; the rest is as in `Nodes`."""

    hits: Hits
    counted: Counted
    quoted: int
    repeated: int
    spellings: Counter[str]


def run(corpus: Corpus, request: Request) -> Result[Line]:
    """Return the concordance of some terms; raises UsageError and PatternError."""
    terms = terms_of(corpus, request.terms, fuzzy=request.fuzzy)
    partials = [partial(scope, terms) for scope in scopes(corpus, request.choice)]
    return finish(corpus, partials, request)


def partial(scope: Scope, terms: Iterable[Term]) -> Partial:
    """Find the hits of a scope."""
    hits, quoted, repeated, spellings = find_nodes(scope, terms)
    return Partial(hits, scope.counted, quoted, repeated, spellings)


def merge(corpus: Corpus, partials: Sequence[Partial], request: Request) -> list[tuple[int, int]]:
    """Return the hits that may be shown, in order: the number of the shard, of the hit in it."""
    first = numpy.cumsum([0, *(len(each.hits) for each in partials)])
    order = numpy.arange(first[-1])
    if request.sample is not None and request.sample < len(order):
        chance = random.Random(request.seed)
        order = numpy.array(sorted(chance.sample(range(len(order)), request.sample)), dtype=int)
    if request.sort and len(order):
        order = _sorted(corpus, partials, order, request)
    chosen = order[: request.limit or None]
    shards = numpy.searchsorted(first, chosen, side="right") - 1
    return list(zip(shards.tolist(), (chosen - first[shards]).tolist(), strict=True))


def _sorted(corpus: Corpus, partials: Sequence[Partial], hits: Vector, request: Request) -> Vector:
    """Return hits of all shards, some at least and given in order, by their keys.

    Those that cannot be among the first are left out. After each key only those are looked at
    that may still come so early: of a frequent word, few hits are ever ranked by more than one.
    """
    so_far: Vector = numpy.zeros(0, dtype=numpy.int64)
    for name, distance in map(_read_key, request.sort):
        keys = _keys_of_shards(corpus, partials, hits, name, distance)
        ranks = _word_ranks(corpus.forms, keys) if keys[0].keys is None else _ranks(keys)
        so_far = so_far * (ranks.max(initial=0) + 1) + ranks if len(so_far) else ranks
        if 0 < request.limit < len(hits):
            last = numpy.partition(so_far, request.limit - 1)[request.limit - 1]
            hits, so_far = hits[so_far <= last], so_far[so_far <= last]
        so_far = numpy.unique(so_far, return_inverse=True)[1]
    order: Vector = hits[numpy.argsort(so_far, kind="stable")]
    return order


def _keys_of_shards(
    corpus: Corpus, partials: Sequence[Partial], hits: Vector, name: str, distance: int
) -> list[Keys]:
    """Return what some hits of all shards, given in order, are sorted by."""
    keys: list[Keys] = []
    first = 0
    for number, each in enumerate(partials):
        last = first + len(each.hits)
        own = hits[slice(*numpy.searchsorted(hits, (first, last)))]
        if len(own):
            part = nth_slice(corpus, number)
            chosen = each.hits if len(own) == len(each.hits) else each.hits.where(own - first)
            keys.append(_keys(part, chosen, name, distance))
            part.shard.release()
        first = last
    return keys


def _word_ranks(forms: Forms, keys: Sequence[Keys]) -> Vector:
    """Return the ranks of words; where there is none, that comes before all others."""
    places = numpy.concatenate([own.places for own in keys])
    ranks: Vector = vector(forms.ranks)[places].astype(numpy.int64)
    ranks += 1
    ranks[places < 0] = 0
    return ranks


def _ranks(keys: Sequence[Keys]) -> Vector:
    """Return the ranks of keys that are no words."""
    every = set().union(*(own.keys or () for own in keys))
    rank = {key: at for at, key in enumerate(sorted(every))}
    ranks: Vector = numpy.concatenate(
        [
            numpy.array([rank[key] for key in own.keys or ()], dtype=numpy.int64)[own.places]
            for own in keys
        ]
    )
    return ranks


def finish(corpus: Corpus, partials: Sequence[Partial], request: Request) -> Result[Line]:
    """Read the lines that are shown."""
    found = sum(len(each.hits) for each in partials)
    drawn = found if request.sample is None else min(request.sample, found)
    shown = merge(corpus, partials, request)
    lines: dict[tuple[int, int], Line] = {}
    for number in sorted({shard for shard, _ in shown}):
        slice = nth_slice(corpus, number)
        # Sorted, so that the hits of a paragraph, which may be all of a file, read it once.
        read = lru_cache(maxsize=1)(bound(_paragraph, slice))
        for shard, at in sorted(shown):
            if shard == number:
                lines[shard, at] = _line(slice, read, partials[shard].hits, at, request.window)
        slice.shard.release()
    spellings: Counter[str] = sum((each.spellings for each in partials), Counter())
    remarks = [
        *spelling_remarks(spellings, fuzzy=request.fuzzy),
        *left_out_remarks(
            found, sum(each.quoted for each in partials), sum(each.repeated for each in partials)
        ),
    ]
    if drawn < found:
        remarks.append(f"a sample of {drawn:,} of {found:,} lines, seed {request.seed}")
    return Result(
        "kwic",
        Line._fields,
        tuple(map(lines.__getitem__, shown)),
        drawn,
        total(each.counted for each in partials),
        tuple(remarks),
    )


class _Paragraph(NamedTuple):
    """A unit, and where its words begin and end."""

    unit: Unit
    starts: Sequence[int]
    ends: Sequence[int]


def _paragraph(slice: Slice, number: int) -> _Paragraph:
    unit = slice.shard.unit(number)
    words = tokens.spans(unit.text)
    return _Paragraph(unit, [start for start, _ in words], [end for _, end in words])


def _line(
    slice: Slice, read: Callable[[int], _Paragraph], hits: Hits, at: int, window: int
) -> Line:
    number = int(hits.units[at])
    unit, starts, ends = read(number)
    first = int(slice.unit_starts[number])
    start, end = int(hits.starts[at]) - first, int(hits.ends[at]) - first
    node = int(hits.spans[at, 0]), int(hits.spans[at, 1])
    if node[0] < 0:
        node = starts[start], ends[end - 1]
    # What stands before the first word of a unit, and behind the last, belongs to the line.
    # Marks that a regular expression found have no word of their own.
    left = 0
    if start > window:
        left = starts[start - window] if start - window < len(starts) else node[0]
    right = len(unit.text)
    if end + window < len(ends):
        right = ends[end + window - 1] if end + window else node[1]
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
    if re.fullmatch(r"[LlRr][1-9][0-9]{0,2}", name):
        return name[0].upper(), int(name[1:])
    if name in FIELDS:
        return name, 0
    raise UsageError(f"no sort key {key!r}; there are L1, R1 and so on, N, {', '.join(FIELDS)}")


def _keys(slice: Slice, hits: Hits, name: str, distance: int) -> Keys:
    """Return what hits of a shard are sorted by."""
    if name == "L":
        return _word_keys(slice, hits, hits.starts - distance)
    if name == "R":
        return _word_keys(slice, hits, hits.ends + distance - 1)
    return _node_keys(slice, hits) if name == "N" else _field_keys(slice, hits, name)


def _word_keys(slice: Slice, hits: Hits, positions: Vector) -> Keys:
    """Return as keys of hits the words at positions, as far as these are in the same unit."""
    first, last = slice.bounds_of(hits.units)
    inside = (positions >= first) & (positions < last)
    places = numpy.full(len(hits), -1, dtype=numpy.int32)
    places[inside] = slice.form_numbers[slice.types.at(positions[inside])]
    return Keys(None, places)


def _node_keys(slice: Slice, hits: Hits) -> Keys:
    """Return as keys of hits the words of their nodes."""
    lengths = hits.ends - hits.starts
    places = numpy.zeros(len(hits), dtype=numpy.int64)
    ranks = vector(slice.forms.ranks)[slice.form_numbers]
    keys: list[tuple[int, ...]] = [()]  # what is no word, but marks alone
    for length in numpy.unique(lengths[lengths > 0]).tolist():
        own = lengths == length
        nodes = slice.types.stream[hits.starts[own][:, None] + numpy.arange(length)]
        if length == 1:
            # Rows are compared as bytes, which takes several times as long.
            distinct, place = distinct_numbers(nodes[:, 0])
            distinct = distinct[:, None]
        else:
            distinct, place = numpy.unique(nodes, axis=0, return_inverse=True)
        places[own] = len(keys) + place.reshape(-1)
        keys += map(tuple, ranks[distinct].tolist())
    return Keys(keys, places)


def _field_keys(slice: Slice, hits: Hits, name: str) -> Keys:
    if name in ("author", "date"):
        values, numbers = slice.attributions(name)
        places = numbers[hits.units]
    else:
        values, places = slice.shard.field(name), slice.unit_documents[hits.units]
    return Keys([_field_key(name, value) for value in values], places)


def _field_key(name: str, value: str | None) -> tuple[Any, ...]:
    """Return what a field is sorted by; where it is not known, it comes last."""
    if value is None:
        return (1,)
    return (0, instant(value) if name == "date" else tokens.fold(value), value)
