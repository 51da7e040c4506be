"""`dispersion`: how evenly words are spread over documents, and where in each they stand.

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy

from corpus_cli.corpus import Corpus
from corpus_cli.query.analysis.freq import per_million
from corpus_cli.query.analysis.nodes import (
    find_nodes,
    left_out_remarks,
    spelling_remarks,
    terms_of,
)
from corpus_cli.query.analysis.options import check_whole
from corpus_cli.query.analysis.result import Counted, Result, number_of
from corpus_cli.query.measures import dispersion
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total
from corpus_cli.query.scope.terms import Term


class Dispersion(NamedTuple):
    """A term, the documents that hold it, and how evenly it is spread over all that have words.

    ``dp`` and ``dp_norm`` are 0 where it is even, as is ``kl`` (bits); ``juilland_d``,
    ``carroll_d2`` and ``rosengren_s`` are 1 there.
    """

    term: str
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    per_million: float
    documents: int
    parts: int
    dp: float
    dp_norm: float
    juilland_d: float
    carroll_d2: float
    rosengren_s: float
    kl: float | None


class Strip(NamedTuple):
    """Where in a document a term stands: ``positions`` count its words, of which it has so many."""

    id: str
    term: str
    positions: tuple[int, ...]
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to look for; ``strips`` is for how many documents of a term to tell where it stands."""

    terms: tuple[str, ...]
    choice: Choice = EVERYTHING
    fuzzy: bool = False
    strips: int = 0

    def __post_init__(self) -> None:
        check_whole("strips", self.strips)


class Partial(NamedTuple):
    """Of a scope: words of each document, counts of each term in each, and the fullest strips.

    ``outside`` counts for each term what a regular expression finds where there are no words.
    """

    sizes: tuple[int, ...]
    counts: tuple[tuple[int, ...], ...]
    outside: tuple[int, ...]
    strips: tuple[Strip, ...]
    counted: Counted
    quoted: int
    repeated: int
    spellings: Counter[str]


@dataclass(frozen=True, slots=True, repr=False)
class Dispersed(Result[Dispersion]):
    """A row a term, and the strips of the documents that hold it most often."""

    strips: tuple[Strip, ...] = ()


def run(corpus: Corpus, request: Request) -> Dispersed:
    """Return the dispersion of terms; raises UsageError and PatternError."""
    terms = terms_of(corpus, request.terms, fuzzy=request.fuzzy)
    partials = (partial(scope, terms, request) for scope in scopes(corpus, request.choice))
    return finish(merge(partials), terms, request)


def partial(scope: Scope, terms: Sequence[Term], request: Request) -> Partial:
    """Count terms in the documents of a scope."""
    with_words = numpy.flatnonzero(scope.words)
    counts, outside, strips = [], [], []
    quoted = repeated = 0
    spellings: Counter[str] = Counter()
    for term in terms:
        nodes = find_nodes(scope, [term])
        documents = scope.slice.unit_documents[nodes.hits.units]
        held = numpy.bincount(documents, minlength=len(scope.words))
        counts.append(tuple(held[with_words].tolist()))
        outside.append(int(held.sum()) - sum(counts[-1]))
        for document in sorted(numpy.flatnonzero(held), key=lambda at: -held[at])[: request.strips]:
            own = nodes.hits.starts[documents == document]
            strips.append(_strip(scope, term, int(document), own.tolist()))
        quoted += nodes.quoted
        repeated += nodes.repeated
        spellings.update(nodes.spellings)
    sizes = tuple(scope.words[with_words].tolist())
    rest = (scope.counted, quoted, repeated, spellings)
    return Partial(sizes, tuple(counts), tuple(outside), tuple(strips), *rest)


def _strip(scope: Scope, term: Term, document: int, starts: Sequence[int]) -> Strip:
    """Return where a term stands in a document, of whose words all count."""
    slice = scope.slice
    first, last = slice.unit_starts[slice.first_units[document : document + 2]]
    id = slice.shard.value("id", document)
    return Strip(id, term.shown, tuple(start - int(first) for start in starts), int(last - first))


def merge(partials: Iterable[Partial]) -> Partial:
    """Put the documents of all shards one behind the other."""
    sizes, counts, outside, strips, counted, quoted, repeated, spellings = zip(
        *partials, strict=True
    )
    return Partial(
        sum(sizes, ()),
        tuple(sum(own, ()) for own in zip(*counts, strict=True)),
        tuple(map(sum, zip(*outside, strict=True))),
        sum(strips, ()),
        total(counted),
        sum(quoted),
        sum(repeated),
        sum(spellings, Counter()),
    )


def finish(merged: Partial, terms: Sequence[Term], request: Request) -> Dispersed:
    """Return a row a term, in the order they were asked for."""
    rows = tuple(
        _row(term.shown, counts, merged.sizes)
        for term, counts in zip(terms, merged.counts, strict=True)
    )
    found = sum(row.count for row in rows)
    outside = sum(merged.outside)
    remarks = (
        f"parts: {number_of(len(merged.sizes), 'document')} with words",
        *([f"in no part, for want of words: {number_of(outside, 'hit')}"] if outside else ()),
        *([_EVEN] if found else ()),
        *spelling_remarks(merged.spellings, fuzzy=request.fuzzy),
        *left_out_remarks(found, merged.quoted, merged.repeated),
    )
    strips = []
    for term in dict.fromkeys(terms):
        own = [strip for strip in dict.fromkeys(merged.strips) if strip.term == term.shown]
        strips += sorted(own, key=lambda strip: -len(strip.positions))[: request.strips]
    shown = rows if found else ()
    return Dispersed(
        "dispersion", Dispersion._fields, shown, len(shown), merged.counted, remarks, tuple(strips)
    )


_EVEN = "even: dp, dp_norm, kl near 0; juilland_d, carroll_d2, rosengren_s near 1"


def _row(shown: str, counts: Sequence[int], sizes: Sequence[int]) -> Dispersion:
    return Dispersion(
        shown,
        sum(counts),
        per_million(sum(counts), sum(sizes)),
        sum(1 for count in counts if count),
        len(sizes),
        dispersion.dp(counts, sizes),
        dispersion.dp_norm(counts, sizes),
        dispersion.juilland_d(counts, sizes),
        dispersion.carroll_d2(counts, sizes),
        dispersion.rosengren_s(counts, sizes),
        dispersion.kl_divergence(counts, sizes) if any(counts) else None,
    )
