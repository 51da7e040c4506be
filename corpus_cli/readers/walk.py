"""The walk over a corpus's sources, in one stable order, and what it leaves out.

Nothing is opened here but folders, so that ids can be completed in a shell without reading a
corpus. Hidden, special and binary files and symbolic links are no documents. What lies behind a
URL is listed instead, standard input is a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from corpus_cli.errors import CorpusNotFoundError
from corpus_cli.readers import ids, sources
from corpus_cli.readers.ignore import NAME, Ignore, ListedIgnore
from corpus_cli.readers.item import DEFAULTS, Options
from corpus_cli.readers.notes import Note
from corpus_cli.readers.paths import reason, visible
from corpus_cli.readers.streams import Away

# Formats that no reader understands: skipped by their names, without opening them.
_BINARY = """
    7z aac avi bmp br doc eot exe flac gif heic ico iso jar jpeg jpg lz4 m4a mkv mobi mov mp3 mp4
    npy npz odp ods ogg otf png ppt pptx pyc rar so sqlite tif tiff ttf wasm wav webm webp whl woff
    woff2 xls xlsx
"""
BINARY_SUFFIXES = frozenset(f".{name}" for name in _BINARY.split())

# A corpus's settings often lie beside its texts; they are not one of them.
SETTINGS_NAME = "corpus.toml"

# Folders in folders of what is listed; deeper ones are nobody's.
_DEEPEST = 256

# The folders of a mailbox in Maildir format.
_MAILDIR = frozenset(("cur", "new", "tmp"))


class SourceFile(NamedTuple):
    """A file to read: its id, the path to open, the path as it is shown, the source's number.

    What is not on the disk is opened by ``away``.
    """

    id: str
    path: str
    source: str
    root: int = 0
    away: Away | None = None


class SourceFolder(NamedTuple):
    """A folder that was looked into, the number of its source, and its times before that.

    ``changed`` are those of its contents and its entry, in nanoseconds; of a URL, the state of
    what it lists.
    """

    path: str
    root: int
    changed: tuple[int, int]


class Walk(NamedTuple):
    """The files of a corpus in corpus order, what was left out, and the folders looked into.

    ``ignored`` are the paths, as they are shown, that patterns leave out.
    """

    files: tuple[SourceFile, ...]
    notes: tuple[Note, ...]
    folders: tuple[SourceFolder, ...] = ()
    ignored: tuple[str, ...] = ()


def walk(places: Iterable[str | os.PathLike[str]], options: Options = DEFAULTS) -> Walk:
    """Return the files of sources (folders, files, URLs) with their ids, in a stable order.

    Sources keep their order; within one, files come in the order of their path's parts. A file
    that two sources hold is taken once. Raises CorpusNotFoundError for a source that is neither a
    folder nor a file, or cannot be listed.
    """
    roots = [_checked(os.fspath(place)) for place in places]
    walker = _Walker(options, tell_apart=len(roots) > 1)
    for number, root in enumerate(roots):
        walker.add(number, root)
    named = ids.name_files(walker.found, walker.labels)
    files = (
        SourceFile(id, file.path, visible(file.path), file.root, file.away)
        for id, file in zip(named, walker.found, strict=True)
    )
    return Walk(tuple(files), tuple(walker.notes), tuple(walker.folders), tuple(walker.ignored))


def listed_state(url: str) -> tuple[int, int]:
    """Return what changes when anything behind a URL does; raises CorpusNotFoundError."""
    from corpus_cli.readers.remote import listing

    return listing(url, NAME).state


def listed_once(places: Iterable[str]) -> AbstractContextManager[None]:
    """Let each URL among sources be listed no more than once within."""
    if not sources.is_any_away(places):
        return nullcontext()
    from corpus_cli.readers.remote import listed_once

    return listed_once()


def _checked(root: str) -> str:
    if sources.is_path(root) and not (os.path.isdir(root) or os.path.isfile(root)):
        what = "is neither a folder nor a file" if os.path.lexists(root) else "does not exist"
        raise CorpusNotFoundError(f"{visible(root)} {what}")
    return root


class _Walker:
    """Collects files and notes over several roots."""

    def __init__(self, options: Options, *, tell_apart: bool) -> None:
        self._ignore = Ignore(options)
        self.ignored: list[str] = []
        self.found: list[ids.FoundFile] = []
        # What stands before the ids of each source where they collide with others'.
        self.labels: list[str] = []
        self.notes: list[Note] = []
        self.folders: list[SourceFolder] = []
        # Real paths already taken, kept only where two sources may hold the same file.
        self._taken: set[str] | None = set() if tell_apart else None

    def add(self, number: int, root: str) -> None:
        if sources.is_url(root):
            self.labels.append(self._list(number, root))
            return
        if root == sources.STDIN:
            from corpus_cli.readers.stdin import Stdin

            self.labels.append(root)
            self._take(ids.FoundFile(number, (Stdin.name,), root, Stdin()), root)
            return
        real_root = os.path.realpath(root)
        if os.path.isdir(root):
            self.labels.append(root)
            self._walk(number, root, real_root)
        else:
            self.labels.append(os.path.dirname(root))
            self._take(ids.FoundFile(number, (os.path.basename(root),), root), real_root)

    def _walk(self, number: int, root: str, real_root: str) -> None:
        # A stack instead of recursion: folders may be nested deeper than Python's limit.
        waiting: list[tuple[tuple[str, ...], os.DirEntry[str], Ignore]] = []

        def look_into(folder: str, parts: tuple[str, ...], ignore: Ignore) -> None:
            ignore = self._rules_of(folder, number, len(parts), ignore)
            children = reversed(self._entries(folder, number))
            waiting.extend(((*parts, child.name), child, ignore) for child in children)

        look_into(root, (), self._ignore)
        while waiting:
            parts, entry, ignore = waiting.pop()
            is_folder = entry.is_dir(follow_symlinks=False)
            if ignore.leaves_out(parts, is_folder=is_folder):
                self.ignored.append(visible(entry.path))
            elif is_folder:
                look_into(entry.path, parts, ignore)
            elif self._is_wanted(entry, real_root):
                found = ids.FoundFile(number, parts, entry.path)
                self._take(found, os.path.join(real_root, *parts))

    def _list(self, number: int, url: str) -> str:
        """Take the files behind a URL, and return what is to tell it from other sources."""
        from corpus_cli.readers import remote

        listed = remote.listing(url, NAME)
        root = sources.shown(url)
        self.folders.append(SourceFolder(root, number, listed.state))
        if listed.is_cut:
            self._note(root, "lists more than is looked at, the rest left out", is_error=True)
        ignore = ListedIgnore(self._ignore)
        for rules in listed.rules:
            try:
                ignore.add(rules.parts[:-1], rules.lines())
            except (OSError, ValueError) as error:
                said = reason(error) if isinstance(error, OSError) else str(error)
                place = sources.under(rules.path, root)
                self._note(place, f"cannot be read: {said}", is_error=True)
        for found in listed.files:
            place = sources.under(found.path, root)
            if len(found.parts) > _DEEPEST:
                self._note(place, f"below {_DEEPEST} folders, left out", is_error=True)
                continue
            left_out = ignore.leaves_out(found.parts) if found.path else 0
            if left_out:
                above = "/".join(found.path.split("/")[:left_out])
                self.ignored.append(visible(sources.under(above, root)))
            elif not found.path or found.parts[-1] != SETTINGS_NAME:
                self._take(ids.FoundFile(number, found.parts, place, found.file), found.identity)
        self.ignored = list(dict.fromkeys(self.ignored))
        is_one = len(listed.files) == 1 and not listed.files[0].path
        return os.path.dirname(root) if is_one else root

    def _rules_of(self, folder: str, number: int, depth: int, ignore: Ignore) -> Ignore:
        try:
            inner = ignore.below(folder, depth)
        except (OSError, ValueError) as error:
            path = os.path.join(folder, NAME)
            # Where the folder itself is the trouble, that is told when it is opened.
            if os.path.lexists(path):
                said = reason(error) if isinstance(error, OSError) else str(error)
                self._note(path, f"cannot be read: {said}", is_error=True)
            return ignore
        if inner is not ignore:
            # Whoever compares the times of folders sees what changes in it, too.
            found = os.stat(os.path.join(folder, NAME))
            times = (found.st_mtime_ns, found.st_ctime_ns)
            self.folders.append(SourceFolder(os.path.join(folder, NAME), number, times))
        return inner

    def _entries(self, folder: str, number: int) -> list[os.DirEntry[str]]:
        """Return what a folder holds, hidden things left out, sorted by name."""
        try:
            found = os.stat(folder)
            self.folders.append(
                SourceFolder(folder, number, (found.st_mtime_ns, found.st_ctime_ns))
            )
            with os.scandir(folder) as scan:
                entries = [entry for entry in scan if not entry.name.startswith(".")]
        except OSError as error:
            self._note(folder, f"cannot be opened: {reason(error)}", is_error=True)
            return []
        if {entry.name for entry in entries} >= _MAILDIR:
            # What lies there is being delivered, and appears in one of the others.
            entries = [entry for entry in entries if entry.name != "tmp"]
        return sorted(entries, key=lambda entry: entry.name)

    def _is_wanted(self, entry: os.DirEntry[str], real_root: str) -> bool:
        if entry.is_symlink():
            # What a link inside the source points at is met on its own: nothing counts twice.
            if not _will_be_met(entry.path, real_root):
                self._note(entry.path, "a symbolic link, not followed")
            return False
        if not entry.is_file(follow_symlinks=False):
            self._note(entry.path, "not a regular file, skipped")
            return False
        return entry.name != SETTINGS_NAME

    def _take(self, file: ids.FoundFile, real_path: str) -> None:
        if self._taken is not None:
            if real_path in self._taken:
                return
            self._taken.add(real_path)
        is_binary = os.path.splitext(file.parts[-1])[1].lower() in BINARY_SUFFIXES
        if is_binary and (file.away is not None or not is_in_maildir(file.path)):
            self._note(file.path, "a binary file, skipped")
        else:
            self.found.append(file)

    def _note(self, path: str, message: str, *, is_error: bool = False) -> None:
        self.notes.append(Note(visible(path), message, is_error))


def is_in_maildir(path: str) -> bool:
    """Tell whether a file is a message of a Maildir folder, where names end with anything."""
    folder, name = os.path.split(os.path.dirname(path))
    return name in ("cur", "new") and os.path.isdir(os.path.join(folder, "tmp"))


def _will_be_met(link: str, real_root: str) -> bool:
    """Say whether a link leads to something that the walk of ``real_root`` finds by itself."""
    target = os.path.realpath(link)
    inner = os.path.relpath(target, real_root)
    # Neither hidden nor, beginning with "..", outside.
    is_seen = inner == os.curdir or not any(part.startswith(".") for part in inner.split(os.sep))
    return is_seen and os.path.exists(target)
