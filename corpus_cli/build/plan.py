"""Which files make a shard, so that a shard whose files did not change can stay as it is.

May import ``snapshot``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from corpus_cli.snapshot.freshness import FileState

# Bytes of text in a shard. A worker holds one in memory; one is built anew for each file changed.
TARGET = 16_000_000
# More than these make another: of a file that holds so much, or of one that grew.
MOST = 2 * TARGET
# A corpus of few shards is cut smaller, so that every core has some, but not below this.
LEAST = 2_000_000


class Slice(NamedTuple):
    """The files from ``first`` to before ``last``; ``old`` is the shard that holds just these."""

    first: int
    last: int
    old: int | None = None


def plan(
    files: Sequence[FileState],
    jobs: int,
    old_files: Sequence[FileState] = (),
    old_shards: Sequence[int] = (),
) -> list[Slice]:
    """Divide files, in corpus order, into shards.

    ``old_shards`` gives for each of the old files the shard that holds it. New files go with the
    file before them.
    """
    if not old_files:
        return _cut(files, 0, len(files), jobs)
    slices: list[Slice] = []
    own = _own_files(old_files, old_shards)
    assigned = _assigned(files, old_files, old_shards)
    for shard, group in groupby(range(len(files)), key=assigned.__getitem__):
        numbers = list(group)
        first, last = numbers[0], numbers[-1] + 1
        if own.get(shard) == list(files[first:last]):
            slices.append(Slice(first, last, shard))
        elif sum(file.size for file in files[first:last]) > MOST:
            slices += _cut(files, first, last, jobs)
        else:
            slices.append(Slice(first, last))
    return slices


def _own_files(files: Sequence[FileState], shards: Sequence[int]) -> dict[int, Sequence[FileState]]:
    return {
        shard: [file for file, _ in group]
        for shard, group in groupby(zip(files, shards, strict=True), key=lambda pair: pair[1])
    }


def _assigned(
    files: Sequence[FileState], old_files: Sequence[FileState], old_shards: Sequence[int]
) -> Sequence[int]:
    """Return for each file its old shard, or that of the file before it; they never fall."""
    known = {file.place: shard for file, shard in zip(old_files, old_shards, strict=True)}
    return list(accumulate((known.get(file.place, 0) for file in files), max))


def shards_of(size: int, jobs: int) -> int:
    """Return of how many shards so many bytes should be."""
    count = max(-(-size // TARGET), min(2 * jobs, size // LEAST), 1)
    # No core is idle while the last shards are built.
    return -(-count // jobs) * jobs if count > jobs else count


def _cut(files: Sequence[FileState], first: int, last: int, jobs: int) -> list[Slice]:
    """Cut a range of files into slices of about the same size."""
    total = sum(file.size for file in files[first:last])
    count = shards_of(total, jobs)
    slices: list[Slice] = []
    size = 0
    for number in range(first, last):
        size += files[number].size
        if size * count >= total * (len(slices) + 1) and number + 1 < last:
            slices.append(Slice(first, number + 1))
            first = number + 1
    return [*slices, Slice(first, last)]
