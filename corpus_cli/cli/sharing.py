"""A long search divided among processes, each of which also writes what it finds.

Writing takes as long as finding, and text passes from one process to another faster than values.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_all_start_methods
from typing import NamedTuple, TextIO

from corpus_cli.build import workers
from corpus_cli.corpus import Corpus
from corpus_cli.errors import PatternTimeoutError
from corpus_cli.query.grep import MOST_GIVEN_UP, DocumentHits, Request, Tally, run

Write = Callable[[Iterable[DocumentHits], TextIO], None]


class _Part(NamedTuple):
    """What a shard holds, written; ``given_up`` are its documents that took too long."""

    shard: int
    text: str
    tally: Tally
    given_up: str


def share(corpus: Corpus, request: Request, write: Write) -> Iterator[tuple[str, Tally]]:
    """Yield for each shard, in order, what ``write`` writes of it, and what was counted.

    With one core only, or where processes cannot share what is open, this one does it all.

    Raises PatternTimeoutError after what was found before.
    """
    jobs = workers.cores()
    number = len(corpus.shards)
    if jobs == 1 or "fork" not in get_all_start_methods():
        parts: Iterator[_Part] = (_search(corpus, request, write, shard) for shard in range(number))
    else:
        parts = _in_order(corpus, request, write, jobs)
    given_up: list[str] = []
    for part in parts:
        yield part.text, part.tally
        given_up += [part.given_up] if part.given_up else []
        if len(given_up) == MOST_GIVEN_UP:
            given_up.append("the documents behind it were not searched")
            break
    if given_up:
        raise PatternTimeoutError("; ".join(given_up))


def _in_order(corpus: Corpus, request: Request, write: Write, jobs: int) -> Iterator[_Part]:
    """Search in several processes, and yield the parts in the order of their shards."""
    number = len(corpus.shards)
    tasks = [range(first, number, jobs) for first in range(min(jobs, number))]

    def search(shards: range, report: workers.Report) -> None:
        for shard in shards:
            report(_search(corpus, request, write, shard))

    done: dict[int, _Part] = {}
    following = 0
    for event in workers.run(search, tasks, jobs):
        if isinstance(event, workers.Reported) and event.what.shard >= following:
            done[event.what.shard] = event.what
        while following in done:
            yield done.pop(following)
            following += 1


def _search(corpus: Corpus, request: Request, write: Write, shard: int) -> _Part:
    stream, tally, given_up = io.StringIO(), Tally(), ""
    try:
        write(tally.over(run(corpus, request, [shard])), stream)
    except PatternTimeoutError as error:
        given_up = str(error)
    return _Part(shard, stream.getvalue(), tally, given_up)
