"""`list`: a row a document, filtered and sorted.

Sorting compares the instants that dates name; filters compare dates as they are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.model import Document
from corpus_cli.query.results import Row
from corpus_cli.shard import Shard
from corpus_cli.tokens import fold

Test = Callable[[Document], bool]


class Listing(NamedTuple):
    """The rows to show, and how many there are without the limit."""

    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to list.

    ``sort`` is a field of `Row`, None for corpus order. ``since`` and ``until`` are a year, a month
    or a day (``2016-02-19``), both included; a date less precise than that, such as ``2016``,
    passes where it may lie within. ``kind``, ``list`` and ``language`` must be equal, ``author`` a
    part of the author's name, case and diacritics apart. ``limit`` 0 means all. ``ids`` are ids or
    prefixes of them, none for all documents.
    """

    sort: str | None = None
    reverse: bool = False
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    author: str | None = None
    list: str | None = None
    language: str | None = None
    limit: int = 0
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.sort is not None and self.sort not in Row._fields:
            raise UsageError(_no_field(self.sort))
        if self.limit < 0:
            raise UsageError(f"limit must be 0 (for all) or more, not {self.limit}")
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and not _is_period(value):
                raise UsageError(
                    f"{name}: {value!r} is not a date; write 2016, 2016-02 or 2016-02-19"
                )


def run(corpus: Corpus, request: Request) -> Listing:
    """Return the rows of a corpus; raises UnknownIdError and AmbiguousIdError."""
    request = replace(request, ids=tuple(corpus.resolve(id) for id in request.ids))
    return finish(merge(partial(shard, request) for shard in corpus.shards), request)


def partial(shard: Shard, request: Request) -> Sequence[Row]:
    """Return the rows of a shard that the filters let through; ``request.ids`` are exact here."""
    tests = _tests(request)
    return [row(document) for document in shard.documents if all(test(document) for test in tests)]


def merge(partials: Iterable[Sequence[Row]]) -> Sequence[Row]:
    """Return the rows of all shards, in corpus order."""
    return [each for rows in partials for each in rows]


def finish(rows: Sequence[Row], request: Request) -> Listing:
    """Sort and cut the merged rows."""
    if request.sort is not None:
        rows = _sorted(rows, request.sort, reverse=request.reverse)
    elif request.reverse:
        rows = rows[::-1]
    return Listing(tuple(rows[: request.limit or None]), len(rows))


def row(document: Document) -> Row:
    """Return a document's row."""
    return Row(
        id=document.id,
        title=document.title,
        title_inferred=document.title_inferred,
        author=document.author,
        date=document.date,
        kind=document.kind,
        list=document.list,
        language=document.language,
        source=document.source,
        words=document.words,
        paragraphs=document.paragraphs,
        comments=len(document.comments),
        bytes=document.bytes,
    )


def instant(date: str) -> datetime:
    """Return the moment at which an ISO 8601 date of any precision begins; without zone, in UTC."""
    moment = datetime.fromisoformat(date + "0001-01-01"[len(date) :])
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _sorted(rows: Sequence[Row], field: str, *, reverse: bool) -> Sequence[Row]:
    """Sort by a field: ties by id, rows without a value last whichever the direction."""

    def key(each: Row) -> Any:
        value = getattr(each, field)
        if field == "date":
            return instant(value)
        return fold(value) if isinstance(value, str) else value

    by_id = sorted(rows, key=lambda each: each.id)
    known = [each for each in by_id if getattr(each, field) is not None]
    unknown = [each for each in by_id if getattr(each, field) is None]
    return sorted(known, key=key, reverse=reverse) + unknown


def _tests(request: Request) -> list[Test]:
    """Return the filters that a document must pass, cheapest first."""
    tests: list[Test] = []
    if request.ids:
        ids = frozenset(request.ids)
        tests.append(lambda document: document.id in ids)
    if request.since is not None:
        tests.append(_since(request.since))
    if request.until is not None:
        tests.append(_until(request.until))
    for name in ("kind", "list", "language"):
        wanted = getattr(request, name)
        if wanted is not None:
            tests.append(_equals(name, fold(wanted)))
    if request.author is not None:
        author = fold(request.author)
        tests.append(lambda document: author in fold(document.author or ""))
    return tests


def _since(first: str) -> Test:
    # ISO dates sort as strings, a prefix before all that it begins.
    return lambda document: (
        document.date is not None and document.date >= first[: len(document.date)]
    )


def _until(last: str) -> Test:
    return lambda document: document.date is not None and document.date[: len(last)] <= last


def _equals(name: str, wanted: str) -> Test:
    return lambda document: fold(getattr(document, name) or "") == wanted


def _is_period(value: str) -> bool:
    if not value.isascii() or len(value) not in (4, 7, 10):
        return False
    try:
        datetime.strptime(value + "0000-01-01"[len(value) :], "%Y-%m-%d")
    except ValueError:
        return False
    return True


def _no_field(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name.lower(), Row._fields, 1, 0.5)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"there is no field {name!r}; {hint}Fields: {', '.join(Row._fields)}"
