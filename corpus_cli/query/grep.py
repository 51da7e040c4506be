"""`grep`: every unit that matches, in corpus order, with ripgrep's flags and meaning.

A unit is a paragraph with its wraps unfolded, or a physical line. Documents are searched one
after the other and delivered as they are done, so that what was found before a pattern runs out
of time is not lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from corpus_cli.corpus import Corpus, Text
from corpus_cli.errors import PatternTimeoutError, UsageError
from corpus_cli.model import Unit, physical_lines
from corpus_cli.query.attribution import Attributions
from corpus_cli.query.pattern import BUDGET, Matcher, Span, compile_patterns, unfinished
from corpus_cli.query.results import Hit
from corpus_cli.shard import Shard

# Documents by id, each with the places of some of its units, or None for all.
Within = Mapping[str, Collection[int] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to look for; flags mean what ripgrep's mean.

    ``max_count`` limits the units found in a document. ``before`` and ``after`` count units of
    context. ``timeout`` is the seconds that matching may take in one document, 0 for no limit.
    ``ids`` are ids or prefixes of them, none for all documents; ``within`` are exact ones, each
    with the places of the units to look at, None for all.

    Leaving out what is not needed is faster: without ``rows`` units are only counted, without
    ``places`` rows do not tell where they stand, without ``spans`` neither they nor counts tell of
    the matches within; with ``attributions`` rows tell who wrote them, and when.
    """

    patterns: tuple[str, ...]
    ignore_case: bool = False
    smart_case: bool = False
    word: bool = False
    fixed: bool = False
    invert: bool = False
    lines: bool = False
    max_count: int | None = None
    before: int = 0
    after: int = 0
    timeout: float = BUDGET
    ids: tuple[str, ...] = ()
    within: Within | None = field(default=None, compare=False)
    rows: bool = True
    places: bool = True
    spans: bool = True
    attributions: bool = False

    def __post_init__(self) -> None:
        for name in ("max_count", "before", "after", "timeout"):
            value = getattr(self, name)
            if value is not None and not value >= 0:
                raise UsageError(f"{name} must be 0 or more, not {value}")
        if self.lines and any(places is not None for places in (self.within or {}).values()):
            raise UsageError("--lines looks at whole documents, --in chooses parts of some")

    def within_document(self, id: str) -> Collection[int] | None:
        """Return the places of the units of a document to look at, None for all."""
        return None if self.within is None else self.within[id]


class Found(NamedTuple):
    """A unit to show: one that was looked for (``selected``), or one of its neighbours.

    ``hit.spans`` are the pattern's matches in either case; under ``invert`` it is the neighbours
    that have them. ``position`` counts the document's units from 0: where it jumps, units are
    left out between two rows.
    """

    hit: Hit
    selected: bool
    position: int


class DocumentHits(NamedTuple):
    """What was found in a document: rows in text order, the units found, the matches in them.

    ``searched`` counts the documents that this one stands for: one without an id stands for those
    in which there was nothing to be found.
    """

    id: str
    rows: tuple[Found, ...] = ()
    units: int = 0
    matches: int = 0
    searched: int = 1


@dataclass(slots=True)
class Tally:
    """Running totals over what a search delivers."""

    documents: int = 0
    matching_documents: int = 0
    units: int = 0
    matches: int = 0
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        """Add the totals of another part of the same search."""
        self.documents += other.documents
        self.matching_documents += other.matching_documents
        self.units += other.units
        self.matches += other.matches
        self.seconds += other.seconds

    def over(self, results: Iterable[DocumentHits]) -> Iterator[DocumentHits]:
        """Yield ``results`` as they come; count them, and the seconds spent on finding them."""
        began = time.perf_counter()
        for result in results:
            self.documents += result.searched
            self.matching_documents += result.units > 0
            self.units += result.units
            self.matches += result.matches
            self.seconds += time.perf_counter() - began
            yield result
            began = time.perf_counter()
        self.seconds += time.perf_counter() - began


def run(
    corpus: Corpus, request: Request, shards: Sequence[int] | None = None
) -> Iterator[DocumentHits]:
    """Return what each document holds, as it is found; those without hits are among them.

    ``shards`` are the numbers of those to search, None for all. Raises PatternError,
    UnknownIdError and AmbiguousIdError at once, and PatternTimeoutError after what was found
    before.
    """
    matcher = _matcher(request)
    ids = frozenset(corpus.resolve(id) for id in request.ids)
    if request.within is not None:
        ids = frozenset(request.within if not ids else ids.intersection(request.within))
        if not ids:
            return iter(())
    request = replace(request, ids=())
    if corpus.is_stored:
        from corpus_cli.query.grep_stored import search_stored

        found = _each_in_time(search_stored(corpus, request, matcher, ids, shards))
    else:
        found = _search_all(corpus.texts(ids), request)
    return _attributed(corpus, found) if request.attributions else found


def _attributed(corpus: Corpus, results: Iterable[DocumentHits]) -> Iterator[DocumentHits]:
    for result in results:
        if not result.rows:
            yield result
            continue
        attributions = Attributions(corpus.document(result.id))
        rows = []
        for row in result.rows:
            author, date = attributions.at(row.hit.start)
            rows.append(row._replace(hit=row.hit._replace(author=author, date=date)))
        yield result._replace(rows=tuple(rows))


def is_long(corpus: Corpus, request: Request) -> bool:
    """Tell whether so much is to be read that it is worth dividing among processes."""
    if not corpus.is_stored or request.ids or request.within is not None:
        return False
    from corpus_cli.query.grep_stored import reads_all

    return reads_all(corpus, request, _matcher(request))


def partial(shard: Shard, request: Request) -> Iterator[DocumentHits]:
    """Yield what each document of a shard holds; ``request.ids`` are exact here."""
    ids = frozenset(request.ids)
    chosen = (each for each in shard.documents if not ids or each.id in ids)
    return _search_all(chosen, request)


def merge(partials: Iterable[Iterator[DocumentHits]]) -> Iterator[DocumentHits]:
    """Return the results of all shards, in corpus order."""
    return chain.from_iterable(partials)


def finish(merged: Iterator[DocumentHits], request: Request) -> Iterator[DocumentHits]:
    """Return the documents in which something was found."""
    return (result for result in merged if result.units)


@lru_cache(maxsize=4)
def _matcher(request: Request) -> Matcher:
    return compile_patterns(
        request.patterns,
        fixed=request.fixed,
        ignore_case=request.ignore_case,
        smart_case=request.smart_case,
        word=request.word,
    )


# A pattern that was given up on in so many documents is not tried on more.
MOST_GIVEN_UP = 3


def _search_all(texts: Iterable[Text], request: Request) -> Iterator[DocumentHits]:
    """Yield what each document holds."""
    matcher = _matcher(request)
    return _each_in_time(_search_text(text, request, matcher) for text in texts)


def _each_in_time(searches: Iterable[Iterable[DocumentHits]]) -> Iterator[DocumentHits]:
    """Yield what searches find; what was given up on is raised as one error at the end."""
    given_up: list[str] = []
    for search in searches:
        try:
            yield from search
        except PatternTimeoutError as error:
            given_up.append(str(error))
            if len(given_up) == MOST_GIVEN_UP:
                given_up.append("the documents behind it were not searched")
                break
    if given_up:
        raise PatternTimeoutError("; ".join(given_up))


def _search_text(text: Text, request: Request, matcher: Matcher) -> Iterable[DocumentHits]:
    # Most documents end here: their paragraphs need not even be parsed.
    if request.max_count == 0 or not (request.invert or matcher.may_match(text.text)):
        return [DocumentHits(text.id)]
    return _search(text, request, matcher)


def _search(text: Text, request: Request, matcher: Matcher) -> Iterator[DocumentHits]:
    """Yield what a document holds; raise PatternTimeoutError after what was found in time."""
    units = physical_lines(text.text) if request.lines else list(text.units())
    places = request.within_document(text.id)
    texts = ((at, unit.text) for at, unit in enumerate(units) if places is None or at in places)
    yield from found_in(text, texts, units.__getitem__, len(units), request, matcher)


def found_in(
    text: Text,
    texts: Iterable[tuple[int, str]],
    unit: Callable[[int], Unit],
    total: int,
    request: Request,
    matcher: Matcher,
) -> Iterator[DocumentHits]:
    """Yield what the units of a document hold.

    ``texts`` are those that may match, with their places among all ``total``.
    """
    deadline = deadline_of(request)
    spans: dict[int, tuple[Span, ...]] = {}
    counted: list[int] = []
    try:
        _match(texts, spans, counted, request, matcher, deadline)
    except (TimeoutError, MemoryError) as error:  # (?R) recurses until memory is used up
        yield _result(text, request, unit, spans, counted, total)
        raise unfinished(text.id, request.timeout, error) from None
    yield _result(text, request, unit, spans, counted, total)


def deadline_of(request: Request) -> float | None:
    """Return when matching in a document has to end, by ``time.monotonic``; None for never."""
    return time.monotonic() + request.timeout if request.timeout else None


def _match(
    texts: Iterable[tuple[int, str]],
    spans: dict[int, tuple[Span, ...]],
    counted: list[int],
    request: Request,
    matcher: Matcher,
    deadline: float | None,
) -> None:
    """Add the matches of each unit to ``spans``, up to the last one that will be shown.

    Those that are looked for are ``counted``.
    """
    last: int | None = None
    for at, text in texts:
        if last is not None and at > last:
            return
        spans[at] = matcher.spans(text, deadline)
        if last is None and bool(spans[at]) != request.invert:
            counted.append(at)
            if len(counted) == request.max_count:
                last = at + request.after


def _result(
    text: Text,
    request: Request,
    unit: Callable[[int], Unit],
    spans: Mapping[int, tuple[Span, ...]],
    counted: Sequence[int],
    total: int,
) -> DocumentHits:
    """Make rows of the units found and their neighbours."""
    matches = sum(len(spans[at]) for at in counted)
    if not request.rows:
        return DocumentHits(text.id, (), len(counted), matches)
    rows = []
    offset, line = 0, 1
    for at in _with_context(counted, request.before, request.after, total):
        each, own = unit(at), spans.get(at, ())
        if request.places:
            first = each.source_offset(own[0][0] if own else 0)
            line += text.text.count("\n", offset, first)
            offset = first
        hit = Hit(text.id, each.address, line, each.start, each.end, each.text, own)
        rows.append(Found(hit, bool(own) != request.invert, at))
    return DocumentHits(text.id, tuple(rows), len(counted), matches)


def _with_context(positions: Iterable[int], before: int, after: int, count: int) -> list[int]:
    """Return rising ``positions`` and their neighbours below ``count``, each once."""
    shown: list[int] = []
    reached = 0
    for at in positions:
        end = min(at + after + 1, count)
        shown += range(max(at - before, reached), end)
        reached = max(end, reached)
    return shown
