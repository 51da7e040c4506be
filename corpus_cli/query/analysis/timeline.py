"""`timeline`: how much was written about something year by year, month by month, day by day.

Each period has its denominator, the words that were written in it. May import what all query
modules may, and NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

import numpy

from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis.freq import per_million
from corpus_cli.query.analysis.groups import PERIODS, period
from corpus_cli.query.analysis.nodes import (
    find_nodes,
    left_out_remarks,
    spelling_remarks,
    terms_of,
)
from corpus_cli.query.analysis.result import Counted, Result, number_of
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total
from corpus_cli.query.scope.terms import Term

# Periods in which nothing was written are told too, unless they are more than these.
MOST_EMPTY = 2000


class Moment(NamedTuple):
    """A period: a term's occurrences, all words, the documents that have any.

    ``term`` is None where no word was asked for; ``count`` is then that of the words, or of the
    mentions of the period, and ``per_million`` is not known.
    """

    period: str
    term: str | None
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    per_million: float | None
    words: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to count by ``unit``, a name in `groups.PERIODS`.

    ``dates`` are those at which texts were ``written``, or those that paragraphs ``mentioned``:
    a paragraph then counts in each period that it mentions.
    """

    terms: tuple[str, ...] = ()
    choice: Choice = EVERYTHING
    fuzzy: bool = False
    unit: str = "year"
    dates: Literal["written", "mentioned"] = "written"

    def __post_init__(self) -> None:
        if self.unit not in PERIODS:
            raise UsageError(f"a timeline goes by {', '.join(PERIODS)}, not {self.unit!r}")
        if self.dates not in ("written", "mentioned"):
            raise UsageError(f"dates are written or mentioned, not {self.dates!r}")


class Partial(NamedTuple):
    """By period: words, documents, mentions, and for each term its occurrences.

    The period None is what has no date, or none as precise.
    """

    words: Counter[str | None]
    documents: Counter[str | None]
    mentions: Counter[str | None]
    terms: tuple[Counter[str | None], ...]
    counted: Counted
    quoted: int
    repeated: int
    spellings: Counter[str]


def run(corpus: Corpus, request: Request) -> Result[Moment]:
    """Return a row a period and term; raises UsageError and PatternError."""
    terms = terms_of(corpus, request.terms, fuzzy=request.fuzzy) if request.terms else ()
    partials = (partial(scope, terms, request) for scope in scopes(corpus, request.choice))
    return finish(merge(partials), terms, request)


def partial(scope: Scope, terms: Sequence[Term], request: Request) -> Partial:
    """Count the words and terms of a scope by period."""
    slice = scope.slice
    nodes = [find_nodes(scope, [term]) for term in terms]
    in_unit = [numpy.bincount(each.hits.units, minlength=len(scope.units)) for each in nodes]
    words: Counter[str | None] = Counter()
    mentions: Counter[str | None] = Counter()
    counts: tuple[Counter[str | None], ...] = tuple(Counter() for _ in terms)
    held: set[tuple[str | None, int]] = set()
    lengths, documents = slice.unit_lengths.tolist(), slice.unit_documents.tolist()
    for unit, periods in _periods(scope, request):
        mentions.update(periods)
        for each in dict.fromkeys(periods):
            words[each] += lengths[unit]
            # Marks may be found where there is no word.
            if lengths[unit]:
                held.add((each, documents[unit]))
            for counter, hits in zip(counts, in_unit, strict=True):
                counter[each] += int(hits[unit])
    spellings: Counter[str] = Counter()
    for found in nodes:
        spellings.update(found.spellings)
    return Partial(
        words,
        Counter(each for each, _ in held),
        mentions,
        counts,
        scope.counted,
        sum(found.quoted for found in nodes),
        sum(found.repeated for found in nodes),
        spellings,
    )


def _periods(scope: Scope, request: Request) -> Iterator[tuple[int, Sequence[str | None]]]:
    """Yield the units that count, each with its period or those that it mentions."""
    units = numpy.flatnonzero(scope.units).tolist()
    if request.dates == "written":
        values, numbers = scope.slice.attributions("date")
        named = [(period(value, request.unit),) for value in values]
        own = numbers.tolist()
        yield from ((unit, named[own[unit]]) for unit in units)
        return
    # What reads dates is needed here alone, and slow to make ready.
    from corpus_cli.parsing.mentions import mentioned_dates

    for unit in units:
        dates = mentioned_dates(scope.slice.shard.unit_text(unit))
        yield unit, [period(date, request.unit) for date in dates]


def merge(partials: Iterable[Partial]) -> Partial:
    """Add up what all shards hold."""
    words, documents, mentions, terms, counted, quoted, repeated, spellings = zip(
        *partials, strict=True
    )
    return Partial(
        sum(words, Counter()),
        sum(documents, Counter()),
        sum(mentions, Counter()),
        tuple(sum(own, Counter()) for own in zip(*terms, strict=True)),
        total(counted),
        sum(quoted),
        sum(repeated),
        sum(spellings, Counter()),
    )


def finish(merged: Partial, terms: Sequence[Term], request: Request) -> Result[Moment]:
    """Return the rows by period, each with all terms."""
    known = sorted(each for each in merged.words if each is not None)
    rows = []
    for each in _with_empty(known, request.unit):
        words, documents = merged.words[each], merged.documents[each]
        if not terms:
            count = merged.mentions[each] if request.dates == "mentioned" else words
            rows.append(Moment(each, None, count, None, words, documents))
        for term, counts in zip(terms, merged.terms, strict=True):
            count = counts[each]
            rows.append(
                Moment(each, term.shown, count, per_million(count, words), words, documents)
            )
    remarks = [*_unknown(merged, request), *spelling_remarks(merged.spellings, fuzzy=request.fuzzy)]
    found = sum(counts.total() for counts in merged.terms)
    remarks += left_out_remarks(found, merged.quoted, merged.repeated)
    if terms and not found:
        rows.clear()
    return Result(
        "timeline", Moment._fields, tuple(rows), len(rows), merged.counted, tuple(remarks)
    )


def _unknown(merged: Partial, request: Request) -> list[str]:
    """Return what there is to say of what is in no period."""
    if request.dates == "mentioned":
        remarks = ["a paragraph counts in each period that it mentions"]
        if merged.mentions[None]:
            remarks.append(
                f"{number_of(merged.mentions[None], 'mention')} less precise than a {request.unit}"
            )
        return remarks
    if not merged.words[None]:
        return []
    lost = sum(counts[None] for counts in merged.terms)
    words = number_of(merged.words[None], "word")
    hits = f" and {number_of(lost, 'hit')}" if lost else ""
    documents = number_of(merged.documents[None], "document")
    return [f"in no row, for want of a date with its {request.unit}: {words}{hits} of {documents}"]


def _with_empty(known: Sequence[str], unit: str) -> Sequence[str]:
    """Return the periods from the first to the last, those between in which nothing is too."""
    if not known:
        return known
    every = []
    at = known[0]
    while at != known[-1]:
        every.append(at)
        at = _following(at, unit)
        if len(every) > MOST_EMPTY + len(known) or at > known[-1]:
            return known
    return [*every, known[-1]]


def _following(period: str, unit: str) -> str:
    year, month, day = (int(part) for part in (period + "-01-01"[len(period) - 4 :]).split("-"))
    if unit == "year":
        return f"{year + 1:04}"
    if unit == "month":
        return f"{year + month // 12:04}-{month % 12 + 1:02}"
    return (date(year, month, day) + timedelta(1)).isoformat()
