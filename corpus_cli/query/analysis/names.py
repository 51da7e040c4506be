"""`names`: people, places and organisations, told by capital letters and the words around them.

A plain heuristic, for languages that write names and little else with capitals, in lists of
English and some other words. May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy

from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis.name_kinds import KINDS, kinds_of
from corpus_cli.query.analysis.name_signs import SHORTENED, TELLING, candidates, writing_of
from corpus_cli.query.analysis.name_words import KNOWN_PLACES
from corpus_cli.query.analysis.options import check_limit, check_whole
from corpus_cli.query.analysis.result import Counted, Result
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total


class Name(NamedTuple):
    """A name, what it seems to be a name of (one of `KINDS`, or None), and how often it stands."""

    name: str
    kind: str | None
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to look for: all names, or those of a kind of `KINDS`."""

    choice: Choice = EVERYTHING
    kind: str | None = None
    minimum: int = 2
    limit: int = 0

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in KINDS:
            raise UsageError(f"no kind of name {self.kind!r}; there are {', '.join(KINDS)}")
        check_whole("min", self.minimum)
        check_limit(self.limit)


class Partial(NamedTuple):
    """Of a scope: names by how often they stand within sentences; and at openings and in headlines.

    ``documents`` counts those that hold a name, ``signs`` what is seen around names, ``common`` how
    often words stand without a capital, ``nouns`` how often they may have theirs as nouns,
    ``pairs`` what names a comma or an ``and`` joins.
    """

    within: Counter[str]
    opening: Counter[str]
    documents: Counter[str]
    signs: Counter[tuple[str, str]]
    common: Counter[str]
    nouns: Counter[str]
    pairs: Counter[tuple[str, str]]
    counted: Counted


def run(corpus: Corpus, request: Request) -> Result[Name]:
    """Return the names of a corpus, the most frequent first."""
    return finish(merge(partial(scope) for scope in scopes(corpus, request.choice)), request)


def partial(scope: Scope) -> Partial:
    """Collect what may be names in a scope."""
    slice = scope.slice
    within: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    signs: Counter[tuple[str, str]] = Counter()
    common: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    held: set[tuple[str, int]] = set()
    documents = slice.unit_documents.tolist()
    writings = list(map(writing_of, slice.shard.field("language")))
    for unit in numpy.flatnonzero(scope.units).tolist():
        text = slice.shard.unit_text(unit)
        is_headline = _is_headline(text)
        if not is_headline:
            common.update(_lower().findall(text))
        document = documents[unit]
        writing = writings[document]
        before = ""
        for candidate in candidates(text, writing):
            name = " ".join(candidate.words)
            if candidate.joined:
                pairs[before, name] += 1
            before = name
            held.add((name, document))
            if writing.nouns and TELLING.isdisjoint(candidate.signs):
                nouns[name] += 1
            if is_headline:
                opening[name] += 1
                continue
            (opening if candidate.opens else within)[name] += 1
            for sign in candidate.signs:
                signs[name, sign] += 1
    names = Counter(name for name, _ in held)
    return Partial(within, opening, names, signs, common, nouns, pairs, scope.counted)


def merge(partials: Iterable[Partial]) -> Partial:
    """Add up what all shards hold."""
    within, opening, documents, signs, common, nouns, pairs, counted = zip(*partials, strict=True)
    return Partial(
        _added(within),
        _added(opening),
        _added(documents),
        _added(signs),
        _added(common),
        _added(nouns),
        _added(pairs),
        total(counted),
    )


def finish(merged: Partial, request: Request) -> Result[Name]:
    """Return the rows: what also stands within sentences, and is rarely written otherwise."""
    counts = {
        name: merged.within[name] + merged.opening[name]
        for name in sorted(merged.documents)
        if _is_name(name, merged)
    }
    common = Counter(merged.common)
    for name, count in merged.nouns.items():
        common[name.lower()] += count
    kinds = kinds_of(counts, merged.signs, common, merged.pairs)
    rows = [
        Name(name, kinds[name], count, merged.documents[name])
        for name, count in counts.items()
        if count >= request.minimum and request.kind in (None, kinds[name])
    ]
    rows.sort(key=lambda row: (-row.count, row.name))
    remarks = (_HEURISTIC,) if rows else ()
    shown = tuple(rows[: request.limit or None])
    return Result("names", Name._fields, shown, len(rows), merged.counted, remarks)


_HEURISTIC = (
    "a heuristic: words with capitals that are rarely written without, their kinds by the words "
    "around them"
)


# Of so many occurrences of a word that may be any noun, one at least says that it is a name.
_AS_NOUN = 5


def _is_name(name: str, merged: Partial) -> bool:
    """Tell whether words are a name: seen within a sentence, and seldom without capitals."""
    if not merged.within[name]:
        return False
    if " " in name:
        return True
    if merged.nouns[name] and not (name.isupper() or name in KNOWN_PLACES):
        count = merged.within[name] + merged.opening[name]
        if (count - merged.nouns[name]) * _AS_NOUN < count:
            return False
    is_short = merged.signs[name, SHORTENED] * 2 > merged.within[name]
    return not is_short and merged.common[name.lower()] < merged.within[name]


def _is_headline(text: str) -> bool:
    """Tell whether most words of a text have capitals, as in titles: they tell nothing then."""
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 3 > len(words) * 2


@cache
def _lower() -> Any:
    """Return the pattern of words without capitals."""
    import regex

    return regex.compile(r"(?<![\p{L}\d#@'’-])\p{Ll}[\p{L}\p{M}]*+(?:['’-]\p{L}+)*+")


def _added(counters: Iterable[Counter[Any]]) -> Counter[Any]:
    every: Counter[Any] = Counter()
    for counter in counters:
        every.update(counter)
    return every
