"""Whether the files of a corpus are still those that a snapshot was made from.

A file is known by its size, its times and its inode; a folder by its times, which change when a
file is added, renamed or deleted. A file behind a URL is known by its size and its version, all of
them together by the state of their listing. May import ``readers``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus_cli.readers import SourceFile, listed_state
from corpus_cli.readers.sources import below, is_url, shown, under

# The system's clock for files may stand still for so long; what was changed within cannot be told
# from what was read.
TICK = 50_000_000  # nanoseconds


class Place(NamedTuple):
    """Where a file or folder lies: the number of the source, and the path below it."""

    root: int
    path: str

    def under(self, roots: Sequence[str]) -> str:
        """Return the whole path, where the sources are ``roots``."""
        return under(self.path, roots[self.root])


class FileState(NamedTuple):
    """A file as it was when it was read.

    ``changed`` are the times, in nanoseconds, at which its contents and its entry were changed.
    Of a file that is not on the disk they are 0, and ``inode`` is its version.
    """

    place: Place
    id: str
    size: int
    changed: tuple[int, int]
    inode: int


class FileStates(NamedTuple):
    """The states of many files, field by field; ``changed`` has two times for each."""

    roots: Sequence[int]
    paths: Sequence[str]
    ids: Sequence[str]
    sizes: Sequence[int]
    changed: Sequence[int]
    inodes: Sequence[int]

    def each(self) -> Iterator[FileState]:
        """Yield the state of each file."""
        places = map(Place, self.roots, self.paths)
        times = zip(self.changed[::2], self.changed[1::2], strict=True)
        return map(FileState, places, self.ids, self.sizes, times, self.inodes)


class FolderState(NamedTuple):
    """A folder, or what a URL lists, as it was when it was looked into."""

    place: Place
    changed: tuple[int, int]


def place_of(path: str, root: int, roots: Sequence[str]) -> Place:
    """Return the place of a path that begins with source number ``root``.

    What is behind a URL has a path as it is shown.
    """
    source = roots[root]
    return Place(root, below(path, shown(source) if is_url(source) else source) or "")


def file_state(file: SourceFile, roots: Sequence[str]) -> FileState:
    """Return the present state of a file; one that is gone has size 0 and no times."""
    place = place_of(file.path, file.root, roots)
    if file.away is not None:
        return FileState(place, file.id, file.away.size, (0, 0), file.away.version)
    try:
        found = os.stat(file.path)
    except OSError:
        return FileState(place, file.id, 0, (0, 0), 0)
    times = (found.st_mtime_ns, found.st_ctime_ns)
    return FileState(place, file.id, found.st_size, times, found.st_ino)


def are_unchanged(folders: Iterable[FolderState], roots: Sequence[str]) -> bool:
    """Tell whether no file was added to folders, renamed or deleted.

    What is behind a URL is listed, and nothing there has changed. Raises CorpusNotFoundError.
    """
    return all(_folder_state(each.place, roots) == each.changed for each in folders)


def wait_for_clock(states: Iterable[FileState | FolderState]) -> bool:
    """Wait until a change to any of these would be seen; tell whether that was needed."""
    latest = max((max(each.changed) for each in states), default=0)
    left = latest + TICK - time.time_ns()
    if not 0 < left <= TICK:
        return False
    time.sleep(left / 1e9)
    return True


def _folder_state(place: Place, roots: Sequence[str]) -> tuple[int, int]:
    if is_url(roots[place.root]):
        return listed_state(roots[place.root])
    try:
        found = os.stat(place.under(roots))
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ctime_ns
