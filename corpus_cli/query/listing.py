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
from corpus_cli.model import META, Row
from corpus_cli.shard import Shard
from corpus_cli.tokens import fold

Test = Callable[[Any], bool]


class Listing(NamedTuple):
    """The rows to show, and how many there are without the limit."""

    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to list.

    ``sort`` is a field of `Row` or ``meta.NAME``, None for corpus order. ``since`` and ``until``
    are a year, a month or a day (``2016-02-19``), both included; a date less precise than that,
    such as ``2016``, passes where it may lie within. ``kind``, ``list`` and ``language`` must be
    equal, ``author`` a part of the author's name, case and diacritics apart. ``limit`` 0 means all.
    ``ids`` are ids or prefixes of them, none for all documents.
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
        sort = self.sort
        if sort is not None and sort not in Row._fields and not sort.startswith(META):
            raise UsageError(_no_field(sort))
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


class Partial(NamedTuple):
    """What a shard holds: its rows that may be shown, and how many the filters let through.

    ``values`` are what the rows are sorted by.
    """

    rows: Sequence[Row]
    values: Sequence[Any]
    total: int


def partial(shard: Shard, request: Request) -> Partial:
    """Filter the rows of a shard, and sort and cut them; ``request.ids`` are exact here."""
    passed = _passed(shard, request)
    chosen: Sequence[int] = passed
    values: Sequence[Any] = ()
    if request.sort is not None:
        values = shard.field(request.sort)
        chosen = _sorted(passed, values, shard.field("id"), request.sort, request.reverse)
    # Rows that are not sorted stay in corpus order until all are together.
    last = request.sort is None and request.reverse
    chosen = chosen[-request.limit :] if last else chosen[: request.limit or None]
    values = [values[number] for number in chosen] if values else ()
    return Partial(list(map(shard.row, chosen)), values, len(passed))


def merge(partials: Iterable[Partial]) -> Partial:
    """Put the rows of all shards together, in corpus order."""
    merged = list(partials)
    rows = [row for partial in merged for row in partial.rows]
    values = [value for partial in merged for value in partial.values]
    return Partial(rows, values, sum(partial.total for partial in merged))


def finish(merged: Partial, request: Request) -> Listing:
    """Sort and cut the merged rows."""
    rows = merged.rows
    if request.sort is not None:
        ids = [row.id for row in rows]
        order = _sorted(range(len(rows)), merged.values, ids, request.sort, request.reverse)
        rows = [rows[at] for at in order]
    elif request.reverse:
        rows = rows[::-1]
    return Listing(tuple(rows[: request.limit or None]), merged.total)


def instant(date: str) -> datetime:
    """Return the moment at which an ISO 8601 date of any precision begins; without zone, in UTC."""
    moment = datetime.fromisoformat(date + "0001-01-01"[len(date) :])
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _sorted(
    numbers: Sequence[int], values: Sequence[Any], ids: Sequence[str], field: str, reverse: bool
) -> Sequence[int]:
    """Sort numbers by their values: ties by id, those without one last whichever the direction."""
    by_id = sorted(numbers, key=ids.__getitem__)
    known = [number for number in by_id if values[number] is not None]
    unknown = [number for number in by_id if values[number] is None]
    make: Callable[[str], Any] = instant if field == "date" else fold
    if field.startswith(META):
        from corpus_cli.query.metadata import sort_key as make
    keys = {
        value: make(value) if isinstance(value, str) else value
        for value in map(values.__getitem__, known)
    }
    known.sort(key=lambda number: keys[values[number]], reverse=reverse)
    return known + unknown


def _passed(shard: Shard, request: Request) -> Sequence[int]:
    """Return the numbers of the documents that the filters let through."""
    passed: Sequence[int] = range(len(shard.field("id")))
    for field, test in _tests(request):
        values = shard.field(field)
        verdicts = {value: test(value) for value in set(values)}
        passed = [number for number in passed if verdicts[values[number]]]
    return passed


def _tests(request: Request) -> list[tuple[str, Test]]:
    """Return the filters that a document must pass, each with the field that it looks at."""
    tests: list[tuple[str, Test]] = []
    if request.ids:
        tests.append(("id", frozenset(request.ids).__contains__))
    if request.since is not None:
        tests.append(("date", _since(request.since)))
    if request.until is not None:
        tests.append(("date", _until(request.until)))
    for name in ("kind", "list", "language"):
        wanted = getattr(request, name)
        if wanted is not None:
            tests.append((name, _equals(fold(wanted))))
    if request.author is not None:
        author = fold(request.author)
        tests.append(("author", lambda value: author in fold(value or "")))
    return tests


def _since(first: str) -> Test:
    # ISO dates sort as strings, a prefix before all that it begins.
    return lambda date: date is not None and date >= first[: len(date)]


def _until(last: str) -> Test:
    return lambda date: date is not None and date[: len(last)] <= last


def _equals(wanted: str) -> Test:
    return lambda value: fold(value or "") == wanted


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
    return f"there is no field {name!r}; {hint}Fields: {', '.join(Row._fields)}, {META}NAME"
