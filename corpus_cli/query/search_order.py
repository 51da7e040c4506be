"""The order of results: exact before misspelt, better before worse, and no two alike.

Where the only word of a query may be any of several, its results stand in lanes: lane 0 for
documents that hold the word itself, then one for each spelling. Lane 0 comes first. The others
are seated in turn by the method of D'Hondt: a lane's weight divided by the number of its seat
decides, so that among the first ten each spelling has its share. May import what all query
modules may.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol, TypeVar

from corpus_cli.query.listing import instant
from corpus_cli.query.search_rank import Ranked


class Tie(NamedTuple):
    """What decides between equal scores: newer dates first, then ids, then order in the text."""

    age: float
    id: str
    unit: int


class Contender(Protocol):
    """Something that is given a place."""

    @property
    def lane(self) -> int: ...

    @property
    def score(self) -> float: ...

    @property
    def tie(self) -> Tie: ...


C = TypeVar("C", bound=Contender)


@cache
def age(date: str | None) -> float:
    """Return a number that is the lower the newer an ISO 8601 date is; none is oldest."""
    return float("inf") if date is None else -instant(date).timestamp()


def in_order(
    contenders: Iterable[C], weights: Sequence[float], limit: int
) -> list[tuple[C, int | None]]:
    """Return the best ``limit`` (0 for all), each with its seat, which is None in lane 0.

    ``weights`` are those of the lanes from 1 on.
    """
    lanes: defaultdict[int, list[C]] = defaultdict(list)
    for contender in contenders:
        lanes[contender.lane].append(contender)
    for lane in lanes.values():
        lane.sort(key=lambda each: (-each.score, each.tie))
    placed: list[tuple[C, int | None]] = [(each, None) for each in lanes.pop(0, [])]
    seats = [
        (-weights[number - 1] / seat, number, seat, each)
        for number, lane in lanes.items()
        for seat, each in enumerate(lane, 1)
    ]
    seats.sort(key=lambda each: each[:3])
    placed += [(each, seat) for _, _, seat, each in seats]
    return placed[: limit or None]


def frontrunners(ranked: Iterable[Ranked], limit: int) -> Iterator[Ranked]:
    """Yield those that may be among the best ``limit``, before ties are looked at."""
    lanes: defaultdict[int, list[Ranked]] = defaultdict(list)
    for each in ranked:
        lanes[each.lane].append(each)
    for lane in lanes.values():
        if not limit or len(lane) <= limit:
            yield from lane
            continue
        lowest = heapq.nlargest(limit, (each.score for each in lane))[-1]
        yield from (each for each in lane if each.score >= lowest)
