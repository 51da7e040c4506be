"""`diversity`: how varied the vocabulary of documents or groups is.

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy

from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis.groups import check_grouping, groups_of
from corpus_cli.query.analysis.options import check_limit, check_whole
from corpus_cli.query.analysis.result import Counted, Result
from corpus_cli.query.measures import diversity
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total

SORTS = ("group", "words", "types", "ttr", "mattr", "mtld", "yules_k")


class Diversity(NamedTuple):
    """A document or group: its words, the distinct ones, and what is made of them.

    ``ttr`` falls with length, the others less so; ``yules_k`` is high where words repeat.
    ``mattr`` is None where there are fewer words than its window has.
    """

    group: str | None
    words: int
    types: int
    ttr: float
    mattr: float | None
    mtld: float
    yules_k: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to measure.

    ``by`` is a grouping of `groups.BY` or ``meta.NAME``; all is one where that is None.
    ``window`` is that of MATTR, in words. ``sort`` is one of `SORTS`, None for the order of the
    corpus. ``limit`` 0 means all.
    """

    choice: Choice = EVERYTHING
    by: str | None = "document"
    window: int = 500
    sort: str | None = None
    reverse: bool = False
    limit: int = 0

    def __post_init__(self) -> None:
        check_grouping(self.by)
        if self.sort is not None and self.sort not in SORTS:
            raise UsageError(f"no sort key {self.sort!r}; there are {', '.join(SORTS)}")
        check_whole("window", self.window, None)
        if self.window < 1:
            raise UsageError(f"a window has 1 word at least, not {self.window}")
        check_limit(self.limit)


class Partial(NamedTuple):
    """A scope by group: rows where each is done, else the words so far, in the order of the text.

    ``found`` counts the groups that are done, those included that will not be shown.
    """

    rows: list[Diversity]
    found: int
    texts: dict[str | None, list[str]]
    counted: Counted


def run(corpus: Corpus, request: Request) -> Result[Diversity]:
    """Return a row a group; raises UsageError."""
    partials = (partial(scope, request) for scope in scopes(corpus, request.choice))
    return finish(merge(partials), request)


def partial(scope: Scope, request: Request) -> Partial:
    """Measure the documents of a scope, or part its words by another grouping."""
    slice = scope.slice
    if request.by == "document":
        documents = numpy.flatnonzero(scope.words).tolist()
        chosen = documents if request.sort else documents[: request.limit or None]
        if request.reverse and not request.sort:
            chosen = documents[-request.limit :]
        rows = [_document_row(scope, document, request.window) for document in chosen]
        return Partial(rows, len(documents), {}, scope.counted)
    groups = groups_of(slice, request.by)
    of_word = slice.per_position(groups.units)[scope.positions]
    stream = slice.types.stream[scope.positions]
    every = slice.types.all_forms()
    texts: dict[str | None, list[str]] = {}
    numbers, first = numpy.unique(of_word, return_index=True)
    for number in numbers[numpy.argsort(first)].tolist():
        own = stream[of_word == number].tolist()
        texts[groups.names[number]] = [every[type] for type in own]
    return Partial([], 0, texts, scope.counted)


def merge(partials: Iterable[Partial]) -> Partial:
    """Put what the shards hold together, the texts of each group one behind the other."""
    rows, found, texts, counted = zip(*partials, strict=True)
    together: dict[str | None, list[str]] = {}
    for each in texts:
        for group, words in each.items():
            together.setdefault(group, []).extend(words)
    return Partial(list(chain.from_iterable(rows)), sum(found), together, total(counted))


def finish(merged: Partial, request: Request) -> Result[Diversity]:
    """Return the rows that are shown."""
    measured = (_row(group, words, request.window) for group, words in merged.texts.items())
    rows = [*merged.rows, *measured]
    if request.sort is not None:
        field = request.sort
        known = [row for row in rows if getattr(row, field) is not None]
        known.sort(key=lambda row: getattr(row, field), reverse=request.reverse)
        rows = known + [row for row in rows if getattr(row, field) is None]
    elif request.reverse:
        rows = rows[::-1]
    shorter = ", none where a text has fewer" if any(row.mattr is None for row in rows) else ""
    remarks = (
        f"mattr: windows of {request.window:,} words{shorter} (Covington & McFall 2010)",
        "mtld: factors at 0.72, both directions (McCarthy & Jarvis 2010)",
    )
    found = merged.found + len(merged.texts)
    shown = tuple(rows[: request.limit or None])
    said = remarks if rows else ()
    return Result("diversity", Diversity._fields, shown, found, merged.counted, said)


def _document_row(scope: Scope, document: int, window: int) -> Diversity:
    slice = scope.slice
    first, last = slice.unit_starts[slice.first_units[document : document + 2]]
    types = slice.types.stream[first:last][scope.positions[first:last]].tolist()
    return _row(slice.shard.value("id", document), types, window)


def _row(group: str | None, words: Sequence[str] | Sequence[int], window: int) -> Diversity:
    return Diversity(
        group,
        len(words),
        len(set(words)),
        diversity.ttr(words),
        diversity.mattr(words, window) if len(words) >= window else None,
        diversity.mtld(words),
        diversity.yules_k(words),
    )
