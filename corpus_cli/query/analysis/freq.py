"""`freq`: how often each word stands in a part of the corpus, and in how many documents.

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.query.analysis import tally
from corpus_cli.query.analysis.groups import check_grouping
from corpus_cli.query.analysis.options import check_limit, check_whole
from corpus_cli.query.analysis.result import Counted, Result, number_of
from corpus_cli.query.analysis.tally import Tally, distinct_numbers, documents_of, top
from corpus_cli.query.pattern import compile_patterns
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total
from corpus_cli.query.scope.types import Vector


class Frequency(NamedTuple):
    """A word: its occurrences, those for each million words, and the documents that hold it."""

    word: str
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    per_million: float
    documents: int


class GroupFrequency(NamedTuple):
    """A word of a group; ``per_million`` is of the group's words."""

    group: str | None
    word: str
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    per_million: float
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to count.

    ``by`` is a grouping of `groups.BY` or ``meta.NAME``, None for none. ``match`` is a regular
    expression that is looked for in each word. Words in ``stopwords`` are not listed; they count
    among all words nevertheless. ``stems`` counts Snowball stems (Porter, 2001) in place of words.
    ``minimum`` is the least count of a word that is listed. ``limit`` is that of the rows, of each
    group where there are groups; 0 means all.
    """

    choice: Choice = EVERYTHING
    by: str | None = None
    match: str | None = None
    stopwords: frozenset[str] = frozenset()
    stems: bool = False
    minimum: int = 1
    limit: int = 0

    def __post_init__(self) -> None:
        check_grouping(self.by)
        check_whole("min", self.minimum)
        check_limit(self.limit)


class Partial(NamedTuple):
    """The words of a scope."""

    tally: Tally
    counted: Counted


class Shown(NamedTuple):
    """The entries that are shown, and in how many documents each is.

    ``total`` is how many there are without the limit, ``distinct`` how many forms there are.
    """

    forms: Sequence[str]
    entries: Vector
    documents: Vector
    total: int
    distinct: int


def run(corpus: Corpus, request: Request) -> Result[Frequency] | Result[GroupFrequency]:
    """Return the words of a corpus by count.

    Raises UsageError, PatternError and PatternTimeoutError.
    """
    admits = _admits(request)
    is_whole = _counts_only(request) and request.choice == EVERYTHING
    frequencies = corpus.forms.frequencies if is_whole else None
    if frequencies is None:
        merged = merge(partial(scope, request) for scope in scopes(corpus, request.choice))
    else:
        merged = _whole(corpus, frequencies)
    shown = _shown(merged.tally, request, admits)
    if _counts_only(request):
        forms = merged.tally.form_of[shown.entries]
        shown = shown._replace(documents=documents_of(scopes(corpus, request.choice), forms))
    return finish(merged, shown, request)


def partial(scope: Scope, request: Request) -> Partial:
    """Count the words of a scope."""
    if _counts_only(request):
        return Partial(tally.count(scope), scope.counted)
    return Partial(tally.tally(scope, request.by, stems=request.stems), scope.counted)


def _whole(corpus: Corpus, frequencies: Sequence[int]) -> Partial:
    """Take the counts of a whole corpus from its index."""
    counted = []
    documents = 0
    for scope in scopes(corpus, EVERYTHING):
        counted.append(scope.counted)
        documents += int(numpy.count_nonzero(scope.words))
    return Partial(tally.whole(corpus.forms, frequencies, documents), total(counted))


def _counts_only(request: Request) -> bool:
    """Tell whether documents are better counted in a round of their own, of what is shown."""
    return request.by is None and not request.stems and not request.choice.no_duplicates


def merge(partials: Iterable[Partial]) -> Partial:
    """Add up the words of all shards."""
    each = list(partials)
    return Partial(tally.merge(one.tally for one in each), total(one.counted for one in each))


def _shown(found: Tally, request: Request, admits: Callable[[str], bool]) -> Shown:
    """Choose the entries, the most frequent first, groups in order of their names."""
    every = request.limit == 0 or request.match is not None or request.stopwords
    forms = [*found.forms] if every else found.forms
    numbers, form_of = distinct_numbers(found.form_of)
    chosen = found.counts >= request.minimum
    if request.match is not None or request.stopwords:
        admitted = [admits(forms[number]) for number in numbers.tolist()]
        chosen &= numpy.array(admitted, dtype=bool)[form_of]
    entries = [numpy.zeros(0, dtype=numpy.int64)]
    for group in sorted(range(len(found.groups)), key=lambda at: _last_if_none(found.groups[at])):
        own = numpy.flatnonzero(chosen & (found.group_of == group))
        names = found.form_of[own]
        places = top(found.counts[own], lambda at, names=names: forms[names[at]], request.limit)  # type: ignore[misc]
        entries.append(own[places])
    shown = numpy.concatenate(entries)
    return Shown(forms, shown, found.documents[shown], int(chosen.sum()), len(numbers))


def finish(
    merged: Partial, shown: Shown, request: Request
) -> Result[Frequency] | Result[GroupFrequency]:
    """Return the rows."""
    found = merged.tally
    grouped = [
        GroupFrequency(
            found.groups[group],
            shown.forms[form],
            count,
            per_million(count, int(found.words[group])),
            documents,
        )
        for group, form, count, documents in zip(
            found.group_of[shown.entries].tolist(),
            found.form_of[shown.entries].tolist(),
            found.counts[shown.entries].tolist(),
            shown.documents.tolist(),
            strict=True,
        )
    ]
    remarks = (number_of(shown.distinct, f"distinct {'stem' if request.stems else 'word'}"),)
    if request.by is not None:
        return Result(
            "freq", GroupFrequency._fields, tuple(grouped), shown.total, merged.counted, remarks
        )
    rows = tuple(Frequency(*row[1:]) for row in grouped)
    return Result("freq", Frequency._fields, rows, shown.total, merged.counted, remarks)


def per_million(count: int, words: int) -> float:
    """Return how often something stands in a million words; 0 where there is no word."""
    return count * 1e6 / words if words else 0.0


def _last_if_none(name: str | None) -> tuple[bool, str]:
    return name is None, name or ""


def _admits(request: Request) -> Callable[[str], bool]:
    """Return what tells whether a word is listed; raises PatternError."""
    stopwords = frozenset(map(tokens.form, request.stopwords))
    if request.match is None:
        return lambda form: form not in stopwords
    matcher = compile_patterns((request.match,))
    return lambda form: form not in stopwords and matcher.has_found(form)
