"""Readers of compressed files and of archives: what they hold is read as files are.

Everything is unpacked as a stream, within a budget over all that one file holds. No path of an
archive is ever written to or followed.
"""

from __future__ import annotations

import errno
import io
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from corpus_cli.model import RawDocument
from corpus_cli.readers import unpacking, zipped
from corpus_cli.readers.ids import FoundFile, name_files, without_suffix
from corpus_cli.readers.item import DEFAULTS, LARGEST, Item, Options
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.paths import printable, visible
from corpus_cli.readers.tar import TarStream
from corpus_cli.readers.unpacking import DEEPEST, Budget, Codec, Extent, Layer
from corpus_cli.readers.walk import BINARY_SUFFIXES, SETTINGS_NAME

# What a suffix becomes without the compression.
_UNPACKED = {
    ".gz": "", ".bz2": "", ".xz": "", ".lzma": "", ".zst": "",
    ".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar",
}  # fmt: skip


def read_gzip(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the documents of a gzip-compressed file."""
    return _read_compressed(unpacking.GZIP, item, tell, options)


def read_bzip2(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the documents of a bzip2-compressed file."""
    return _read_compressed(unpacking.BZIP2, item, tell, options)


def read_xz(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the documents of a file in the formats of xz and of its predecessor, lzma."""
    return _read_compressed(unpacking.XZ, item, tell, options)


def read_zstd(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the documents of a Zstandard-compressed file."""
    return _read_compressed(unpacking.ZSTD, item, tell, options)


def _read_compressed(
    codec: Codec, item: Item, tell: Tell, options: Options
) -> Iterator[RawDocument]:
    from corpus_cli.readers.registry import read_item

    layer = layer_of(item, options)
    if layer.compressions == DEEPEST:
        tell(Note(item.source, f"compressed more than {DEEPEST} times, left out", is_error=True))
        return
    extent = Extent(layer.budget)
    stem, suffix = os.path.splitext(item.name)
    inner = replace(
        item,
        name=stem + _UNPACKED.get(suffix.lower(), suffix),
        open=lambda: unpacking.unpacked(codec, item.open, extent),
        path=None,
        layer=replace(layer, compressions=layer.compressions + 1),
    )
    if _has_binary_suffix(inner.name):
        tell(Note(item.source, "a binary file, skipped"))
        return
    with inner.open() as stream:
        head = stream.read(5)
        extent.resumes = codec is unpacking.GZIP and head == b"WARC/"
    is_lost = not head and extent.damage is not None
    if not is_lost:
        yield from read_item(inner, tell, options)
    if extent.damage is not None:
        what = "nothing of it can be read" if is_lost else "read as far as it goes"
        tell(Note(item.source, f"{codec.name} data {extent.damage}, {what}", is_error=True))
    if extent.rest:
        tell(Note(item.source, f"{extent.rest:,} bytes after the {codec.name} data, ignored"))
    tell_if_over(item, layer.budget, tell)


def layer_of(item: Item, options: Options) -> Layer:
    """Return where in its file an item lies; what it unpacks to counts there."""
    if item.layer is not None:
        return item.layer
    is_default = options.max_bytes == DEFAULTS.max_bytes
    return Layer(Budget(item.size, options.max_bytes, is_default=is_default))


def tell_if_over(item: Item, budget: Budget, tell: Tell) -> None:
    """Tell, once a file, that something of it is left out since it unpacks to too much."""
    if budget.is_over and not budget.is_told:
        budget.is_told = True
        message = f"unpacks to more than {_shown(budget.limit)}, the rest is left out"
        tell(Note(item.source, f"{message}; --max-bytes sets the limit", is_error=True))


def _shown(size: int) -> str:
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"


def _has_binary_suffix(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in BINARY_SUFFIXES


def seekable(item: Item) -> BinaryIO:
    """Return a stream of a file in which one can seek: a copy, in memory if small, if need be."""
    stream = item.open()
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(LARGEST)  # noqa: SIM115
    with stream:
        while data := stream.read(1 << 20):
            copy.write(data)
    copy.seek(0)
    return copy  # type: ignore[return-value]


class _Tally:
    """What there is to say about members of an archive, each thing once."""

    def __init__(self, source: str, tell: Tell) -> None:
        self._source = source
        self._tell = tell
        self._found: dict[tuple[str, bool], list[str]] = {}
        self._counts: Counter[tuple[str, bool]] = Counter()

    def add(self, place: str, message: str, *, is_error: bool = False) -> None:
        key = message, is_error
        self._counts[key] += 1
        places = self._found.setdefault(key, [])
        if len(places) < 3:
            places.append(printable(visible(place)))
        if len(self._found) >= 1000:
            self.tell_all()

    def tell_all(self) -> None:
        for (message, is_error), places in self._found.items():
            more = self._counts[message, is_error] - len(places)
            shown = ", ".join(places) + (f" and {more:,} more" if more else "")
            self._tell(Note(self._source, f"{shown}: {message}", is_error))
        self._found.clear()
        self._counts.clear()


class _Archive:
    """The members of one archive, read as files are."""

    def __init__(self, item: Item, tell: Tell, options: Options) -> None:
        layer = layer_of(item, options)
        self.budget = layer.budget
        self.tally = _Tally(item.source, tell)
        self.is_too_deep = layer.archives == DEEPEST
        self._item = item
        self._tell = tell
        self._options = options
        self._layer = replace(layer, archives=layer.archives + 1, compressions=0)

    def is_wanted(self, path: str) -> bool:
        """Tell whether the file with this path is to be read, as the walk would."""
        parts = _parts(path)
        if not parts or parts[-1] == SETTINGS_NAME:
            return False
        if any(part.startswith(".") or part == "__MACOSX" for part in parts):
            return False
        if _has_binary_suffix(parts[-1]):
            self.tally.add(path, "a binary file, skipped")
            return False
        return True

    def read(
        self, path: str, id: str, size: int, open: Callable[[], BinaryIO]
    ) -> Iterator[RawDocument]:
        """Yield the documents of a member, whose contents ``open`` gives."""
        from corpus_cli.readers.registry import read_item

        def tell(note: Note) -> None:
            self.tally.add(path, note.message, is_error=note.is_error)

        member = Item(
            f"{self._item.id}/{id}",
            _parts(path)[-1],
            self._item.source,
            size,
            open,
            layer=self._layer,
        )
        return read_item(member, tell, self._options)

    def refuse(self) -> None:
        message = f"lies {DEEPEST} archives deep, left out"
        self._tell(Note(self._item.source, message, is_error=True))

    def close(self, problem: str | None = None, *, is_error: bool = True) -> None:
        """Tell what there is to say."""
        self.tally.tell_all()
        if problem is not None:
            self._tell(Note(self._item.source, problem, is_error))
        tell_if_over(self._item, self.budget, self._tell)


def _parts(path: str) -> list[str]:
    """Return the parts of a member's path, those left out that would lead out of the archive."""
    return [part for part in re.split(r"[/\\]", path) if part not in ("", ".", "..")]


def _typed(part: str) -> str:
    """Return a part of a path as it stands in ids."""
    return printable(re.sub(r"[\s#]", "_", visible(part)))


def read_tar(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the documents of a tar archive, which is read once, from its beginning to its end."""
    archive = _Archive(item, tell, options)
    if archive.is_too_deep:
        archive.refuse()
        return
    ids = _Ids()
    with item.open() as stream:
        tar = TarStream(stream)
        for member in tar.members():
            if member.kind == "folder":
                continue
            if member.kind != "file":
                archive.tally.add(member.path, f"a {_KIND_NAMES[member.kind]}, skipped")
            elif archive.is_wanted(member.path):
                id = ids.take(_parts(member.path))
                contents = _contents(tar, member.size)
                yield from archive.read(member.path, id, member.size, contents)
    cut = archive.budget.is_over
    problem = None if tar.problem is None or cut else f"a tar archive, {tar.problem}"
    archive.close(problem, is_error=tar.is_damaged)


_KIND_NAMES = {"link": "link", "device": "device", "sparse": "sparse file"}


def _contents(tar: TarStream, size: int) -> Callable[[], BinaryIO]:
    """Return what opens the present member of an archive."""
    if size <= LARGEST:
        data = tar.read(size)
        return lambda: io.BytesIO(data)
    return _Large(tar).open


class _Large:
    """A member that is too large to keep: only its beginning can be read again."""

    _KEPT = 1 << 20

    def __init__(self, tar: TarStream) -> None:
        self._tar = tar
        self._head = b""
        self._is_past = False

    def open(self) -> BinaryIO:
        if self._is_past:
            raise OSError(errno.ESPIPE, "too large to be read twice")
        return io.BufferedReader(_FromStart(self), 1 << 16)

    def read(self, at: int, size: int) -> bytes:
        """Return bytes from an offset on, which is in the beginning or where reading stopped."""
        if at < len(self._head):
            return self._head[at : at + size]
        data = self._tar.read(size)
        if at + len(data) > self._KEPT:
            self._is_past, self._head = True, b""
        elif not self._is_past:
            self._head += data
        return data


class _FromStart(io.RawIOBase):
    def __init__(self, contents: _Large) -> None:
        super().__init__()
        self._contents = contents
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._contents.read(self._at, len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


class _Ids:
    """Ids of members that are met one by one: a later one that would collide is longer."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()

    def take(self, parts: list[str]) -> str:
        full = "/".join(map(_typed, parts))
        id = without_suffix(full)
        if id in self._taken:
            id = full
        while id in self._taken:
            self._numbers[full] += 1
            id = f"{full}~{self._numbers[full] + 1}"
        self._taken.add(id)
        return id


def read_zip(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the documents of a ZIP archive, in the order of its directory.

    Of one whose directory is lost, a truncated one, the members are read that there are.
    """
    archive = _Archive(item, tell, options)
    if archive.is_too_deep:
        archive.refuse()
        return
    with seekable(item) as stream:
        entries, problem = zipped.entries(stream)
        files = [entry for entry in entries if not entry.is_folder and _is_open(entry, archive)]
        paths = [FoundFile(0, tuple(map(_typed, _parts(entry.path))), "") for entry in files]
        for entry, id in zip(files, name_files(paths, [""]), strict=True):
            if archive.budget.is_over:
                break
            extent = Extent(archive.budget, entry.crc)
            contents = partial(zipped.opened, stream, entry, extent)
            yield from archive.read(entry.path, id, entry.packed_size, contents)
            if extent.damage is not None:
                message = f"{extent.damage}, read as far as it goes"
                archive.tally.add(entry.path, message, is_error=True)
    archive.close(problem)


def _is_open(entry: zipped.Entry, archive: _Archive) -> bool:
    """Tell whether a member is to be read and can be; why not is told."""
    if entry.is_link:
        archive.tally.add(entry.path, "a link, skipped")
    elif not archive.is_wanted(entry.path):
        return False
    elif entry.is_encrypted:
        archive.tally.add(entry.path, "encrypted, left out", is_error=True)
    elif entry.codec is None:
        message = f"compressed by method {entry.method}, which is not understood, left out"
        archive.tally.add(entry.path, message, is_error=True)
    else:
        return True
    return False
