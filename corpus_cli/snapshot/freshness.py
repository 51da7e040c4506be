"""Whether the files of a corpus are still those that a snapshot was made from.

A file is known by its size, its times and its inode; a folder by its times, which change when a
file is added, renamed or deleted. May import ``readers``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus_cli.readers import Options, SourceFile, remote, walk

# The system's clock for files may stand still for so long; what was changed within cannot be told
# from what was read.
TICK = 50_000_000  # nanoseconds


class Place(NamedTuple):
    """Where a file or folder lies: the number of the source, and the path below it."""

    root: int
    path: str

    def under(self, roots: Sequence[str]) -> str:
        """Return the whole path, where the sources are ``roots``."""
        return os.path.join(roots[self.root], self.path) if self.path else roots[self.root]


class FileState(NamedTuple):
    """A file as it was when it was read.

    ``changed`` are the times, in nanoseconds, at which its contents and its entry were changed. A
    remote one has none, and a number for its fingerprint as ``inode``.
    """

    place: Place
    id: str
    size: int
    changed: tuple[int, int]
    inode: int


class FolderState(NamedTuple):
    """A folder as it was when it was looked into."""

    place: Place
    changed: tuple[int, int]


def place_of(path: str, root: int, roots: Sequence[str]) -> Place:
    """Return the place of a path that begins with source number ``root``."""
    return Place(root, path[len(os.path.join(roots[root], "")) :])


def file_state(file: SourceFile, roots: Sequence[str]) -> FileState:
    """Return the present state of a file; one that is gone has size 0 and no times."""
    place = place_of(file.path, file.root, roots)
    if remote.is_remote(file.path):
        listed = remote.state(file.path)
        return FileState(place, file.id, listed.size, (0, 0), listed.version)
    try:
        found = os.stat(file.path)
    except OSError:
        return FileState(place, file.id, 0, (0, 0), 0)
    times = (found.st_mtime_ns, found.st_ctime_ns)
    return FileState(place, file.id, found.st_size, times, found.st_ino)


def are_as_listed(files: Iterable[FileState], roots: Sequence[str], options: Options) -> bool:
    """Tell whether remote sources hold the files that they held, and no others."""
    far = {number for number, root in enumerate(roots) if remote.is_remote(root)}
    if not far:
        return True
    held = {file for file in files if file.place.root in far}
    walked = walk(roots, options).files
    return held == {file_state(file, roots) for file in walked if file.root in far}


def are_unchanged(folders: Iterable[FolderState], roots: Sequence[str]) -> bool:
    """Tell whether no file was added to folders, renamed or deleted."""
    return all(_folder_times(each.place.under(roots)) == each.changed for each in folders)


def are_same(files: Iterable[FileState], roots: Sequence[str]) -> bool:
    """Tell whether each file is as it was."""
    for place, _, size, changed, inode in files:
        try:
            found = os.stat(place.under(roots))
        except OSError:
            if changed != (0, 0):
                return False
            continue
        if (
            found.st_size != size
            or found.st_mtime_ns != changed[0]
            or found.st_ctime_ns != changed[1]
            or found.st_ino != inode
        ):
            return False
    return True


def wait_for_clock(states: Iterable[FileState | FolderState]) -> bool:
    """Wait until a change to any of these would be seen; tell whether that was needed."""
    latest = max((max(each.changed) for each in states), default=0)
    left = latest + TICK - time.time_ns()
    if not 0 < left <= TICK:
        return False
    time.sleep(left / 1e9)
    return True


def _folder_times(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ctime_ns
