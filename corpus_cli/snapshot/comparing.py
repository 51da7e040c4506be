"""Whether the files of a corpus are as they were, asked of the system for each of them.

Two processes share the work where there is much, and the one that the user waits for may do
something else of use first. May import ``freshness`` and ``readers``.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from corpus_cli.readers.sources import is_path, under
from corpus_cli.snapshot.freshness import FileStates

# Files that are compared in less time than another process takes to begin.
FEW = 2_000
_BLOCK = 256

# Tells whether the files from one number to before another are as they were.
_Same = Callable[[int, int], bool]


def are_same(
    files: FileStates, roots: Sequence[str], meanwhile: Callable[[], object] | None = None
) -> bool:
    """Tell whether each file on the disk is as it was.

    ``meanwhile``, where given, is called if there are many, and another process compares them.
    """
    count = len(files.paths)
    with _comparison(files, roots) as same:
        if meanwhile is None or count <= FEW or not hasattr(os, "fork"):
            return same(0, count)
        return _shared(same, count, meanwhile)


def are_sources_same(files: FileStates, roots: Sequence[str]) -> bool:
    """Tell whether each source that is itself a file is as it was."""
    with _comparison(files, roots) as same:
        return all(same(at, at + 1) for at, path in enumerate(files.paths) if not path)


@contextmanager
def _comparison(files: FileStates, roots: Sequence[str]) -> Iterator[_Same]:
    """Give what compares; nothing is made of a file that is as it was."""
    on_disk = [is_path(root) for root in roots]
    folders = [under(" ", root)[:-1] if is_path(root) else "" for root in roots]
    stat, folder = os.stat, _opened(roots)
    if folder is not None:
        folders = [""]

    def same(first: int, last: int) -> bool:
        times = files.changed[2 * first : 2 * last]
        for root, path, size, modified, changed, inode in zip(
            files.roots[first:last],
            files.paths[first:last],
            files.sizes[first:last],
            times[::2],
            times[1::2],
            files.inodes[first:last],
            strict=True,
        ):
            if not on_disk[root]:
                continue
            try:
                found = stat(folders[root] + path if path else roots[root], dir_fd=folder)
            except OSError:
                if modified or changed:
                    return False
                continue
            if (
                found.st_mtime_ns != modified
                or found.st_size != size
                or found.st_ctime_ns != changed
                or found.st_ino != inode
            ):
                return False
        return True

    try:
        yield same
    finally:
        if folder is not None:
            os.close(folder)


def _opened(roots: Sequence[str]) -> int | None:
    """Open the only folder there is: what lies in it is found a quarter faster from there on."""
    if len(roots) != 1 or os.stat not in os.supports_dir_fd or not is_path(roots[0]):
        return None
    try:
        return os.open(roots[0], os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None


def _shared(same: _Same, count: int, meanwhile: Callable[[], object]) -> bool:
    """Compare blocks of files from the first on in another process, from the last on in this one.

    Each says which blocks it has taken before it looks at them, and stops where the other has
    been. What both took at the same moment is compared twice.
    """
    blocks = -(-count // _BLOCK)
    with mmap.mmap(-1, 8) as memory, memoryview(memory).cast("I") as taken:
        taken[1] = blocks  # from the first on are taken up to taken[0], to the last from taken[1]

        def is_same(block: int) -> bool:
            return same(block * _BLOCK, min((block + 1) * _BLOCK, count))

        def forwards() -> bool:
            while taken[0] < taken[1]:
                taken[0] += 1
                if not is_same(taken[0] - 1):
                    return False
            return True

        def backwards() -> bool:
            while taken[1] > taken[0]:
                taken[1] -= 1
                if not is_same(taken[1]):
                    return False
            return True

        try:
            helper = os.fork()
        except OSError:
            return same(0, count)
        if not helper:
            _leave_with(forwards)
        try:
            meanwhile()
            mine = backwards()
        finally:
            _, status = os.waitpid(helper, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == _FAILED or code < 0:
        return same(0, count)
    return mine and code == _SAME


_SAME, _DIFFERENT, _FAILED = range(3)


def _leave_with(compare: Callable[[], bool]) -> None:
    """End this process, a copy of another, without anything that belongs to the other."""
    code = _FAILED
    try:
        code = _SAME if compare() else _DIFFERENT
    finally:
        os._exit(code)
