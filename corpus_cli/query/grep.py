"""`grep`: every unit that matches, in corpus order, with ripgrep's flags and meaning.

A unit is a paragraph with its wraps unfolded, or a physical line. Documents are searched one
after the other and delivered as they are done, so that what was found before a pattern runs out
of time is not lost.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from corpus_cli.corpus import Corpus, Text
from corpus_cli.errors import PatternTimeoutError, UsageError
from corpus_cli.model import Unit
from corpus_cli.query.pattern import Matcher, Span, compile_patterns
from corpus_cli.query.results import Hit
from corpus_cli.shard import Shard


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to look for; flags mean what ripgrep's mean.

    ``max_count`` limits the units found in a document. ``before`` and ``after`` count units of
    context. ``timeout`` is the seconds that matching may take in one document, 0 for no limit.
    ``ids`` are ids or prefixes of them, none for all documents.
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
    timeout: float = 10.0
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("max_count", "before", "after", "timeout"):
            value = getattr(self, name)
            if value is not None and not value >= 0:
                raise UsageError(f"{name} must be 0 or more, not {value}")


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
    """What was found in a document: rows in text order, the units found, the matches in them."""

    id: str
    rows: tuple[Found, ...] = ()
    units: int = 0
    matches: int = 0


@dataclass(slots=True)
class Tally:
    """Running totals over what a search delivers."""

    documents: int = 0
    matching_documents: int = 0
    units: int = 0
    matches: int = 0
    seconds: float = 0.0

    def over(self, results: Iterable[DocumentHits]) -> Iterator[DocumentHits]:
        """Yield ``results`` as they come; count them, and the seconds spent on finding them."""
        began = time.perf_counter()
        for result in results:
            self.documents += 1
            self.matching_documents += result.units > 0
            self.units += result.units
            self.matches += result.matches
            self.seconds += time.perf_counter() - began
            yield result
            began = time.perf_counter()
        self.seconds += time.perf_counter() - began


def run(corpus: Corpus, request: Request) -> Iterator[DocumentHits]:
    """Return what each document holds, as it is found; those without hits are among them.

    Raises PatternError, UnknownIdError and AmbiguousIdError at once, and PatternTimeoutError
    after what was found before.
    """
    _matcher(request)
    ids = frozenset(corpus.resolve(id) for id in request.ids)
    return _search_all(corpus.texts(ids), replace(request, ids=()))


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
    """Yield what each document holds; what was given up on is raised as one error at the end."""
    matcher = _matcher(request)
    given_up: list[str] = []
    for text in texts:
        # Most documents end here: their paragraphs need not even be parsed.
        if request.max_count == 0 or not (request.invert or matcher.may_match(text.text)):
            yield DocumentHits(text.id)
            continue
        try:
            yield from _search(text, request, matcher)
        except PatternTimeoutError as error:
            given_up.append(str(error))
            if len(given_up) == MOST_GIVEN_UP:
                given_up.append("the documents behind it were not searched")
                break
    if given_up:
        raise PatternTimeoutError("; ".join(given_up))


def _search(text: Text, request: Request, matcher: Matcher) -> Iterator[DocumentHits]:
    """Yield what a document holds; raise PatternTimeoutError after what was found in time."""
    deadline = time.monotonic() + request.timeout if request.timeout else None
    units = _lines(text.text) if request.lines else list(text.units())
    spans: list[tuple[Span, ...]] = []
    try:
        _match(units, spans, request, matcher, deadline)
    except (TimeoutError, MemoryError) as error:  # (?R) recurses until memory is used up
        yield _result(text, request, units, spans)
        limit = "its memory" if isinstance(error, MemoryError) else f"{request.timeout:g} s"
        raise PatternTimeoutError(f"{text.id}: the pattern did not finish within {limit}") from None
    yield _result(text, request, units, spans)


def _match(
    units: Sequence[Unit],
    spans: list[tuple[Span, ...]],
    request: Request,
    matcher: Matcher,
    deadline: float | None,
) -> None:
    """Append the matches of each unit to ``spans``, up to the last unit that will be shown."""
    wanted = request.max_count
    for at, unit in enumerate(units):
        spans.append(matcher.spans(unit.text, deadline))
        if wanted is not None and bool(spans[at]) != request.invert:
            wanted -= 1
            if wanted == 0:
                shown = units[at + 1 : at + 1 + request.after]
                spans += [matcher.spans(each.text, deadline) for each in shown]
                return


def _result(
    text: Text, request: Request, units: Sequence[Unit], spans: Sequence[tuple[Span, ...]]
) -> DocumentHits:
    """Make rows of the units found and their neighbours; ``spans`` are those of the first units."""
    selected = [bool(found) != request.invert for found in spans]
    counted = [at for at, is_selected in enumerate(selected) if is_selected][: request.max_count]
    shown = _with_context(counted, request.before, request.after, len(spans))
    rows = []
    offset, line = 0, 1
    for at in shown:
        unit = units[at]
        first = unit.source_offset(spans[at][0][0] if spans[at] else 0)
        line += text.text.count("\n", offset, first)
        offset = first
        hit = Hit(text.id, unit.address, line, unit.start, unit.end, unit.text, spans[at])
        rows.append(Found(hit, selected[at], at))
    matches = sum(len(spans[at]) for at in counted)
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


def _lines(text: str) -> list[Unit]:
    """Return the physical lines of a text; what follows its last line end is one unless empty."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [
        Unit(f"L{number}", start, start + len(line), line)
        for number, (start, line) in enumerate(zip(starts, lines, strict=False), 1)
    ]
