"""`RemoteFile`: a file behind a URL, opened as one on the disk is; small ones before their turn."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO

from corpus_cli.readers.remote import systems
from corpus_cli.readers.remote.failures import told
from corpus_cli.readers.streams import pulled, view

# Up to here a file is one request.
WHOLE = 2 * systems.BLOCK

# Files and bytes that are fetched before they are read, and bytes that are kept for those who read
# a file twice.
_AHEAD, _AHEAD_BYTES = 64, 16_000_000
_KEPT = 32_000_000


@dataclass(frozen=True, slots=True, repr=False)
class RemoteFile:
    """A file as it was listed; ``url`` is the source, ``address`` what its filesystem calls it.

    ``size`` is 0 where it is not known, as ``is_sized`` says. ``version`` is a number that
    changes with the contents, if anything tells that, as ``is_versioned`` says.
    """

    url: str
    address: str
    name: str
    size: int
    version: int
    is_sized: bool = True
    is_versioned: bool = True

    @property
    def is_small(self) -> bool:
        """Whether it is fetched whole."""
        return self.is_sized and self.size <= WHOLE

    def open(self) -> BinaryIO:
        """Return a new stream; raises OSError, which never names the address."""
        with told():
            return _here().open(self)

    def __repr__(self) -> str:
        return f"RemoteFile({self.name!r})"


def open_below(url: str, path: str) -> BinaryIO:
    """Return a stream over the file at a path below a URL; raises OSError."""
    from corpus_cli.readers.remote.listing import file_below

    with told():
        return file_below(url, path).open()


def ahead(files: Iterable[Any]) -> Iterator[Any]:
    """Yield files of a walk; those that are small and remote are fetched several at a time."""
    waiting = iter(files)
    while batch := list(islice(waiting, _AHEAD)):
        for load in _loads(batch):
            small = [file.away for file in load if _is_small(file.away)]
            if len(small) > 1:
                _here().fetch(small)
            yield from load


def _loads(batch: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut files so that the small ones of each load have no more bytes than are fetched ahead."""
    start, size = 0, 0
    for at, file in enumerate(batch):
        own = file.away.size if _is_small(file.away) else 0
        if size + own > _AHEAD_BYTES and at > start:
            yield batch[start:at]
            start, size = at, 0
        size += own
    yield batch[start:]


def _is_small(away: object) -> bool:
    return isinstance(away, RemoteFile) and away.is_small


class _Guarded:
    """A file of fsspec whose errors are those of the system, and name no address."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        place: int = self._file.seek(offset, whence)
        return place

    def read(self, size: int) -> bytes:
        with told():
            data: bytes = self._file.read(size)
            return data

    def close(self) -> None:
        self._file.close()


@dataclass(slots=True)
class _Process:
    """What a process has fetched, and the large file that it opened last."""

    fetched: OrderedDict[RemoteFile, bytes | Exception] = field(default_factory=OrderedDict)
    size: int = 0
    last: tuple[RemoteFile, _Guarded] | None = None

    def open(self, file: RemoteFile) -> BinaryIO:
        """Return a stream over a file."""
        if file not in self.fetched and file.is_small:
            self.fetch([file])
        if file in self.fetched:
            return self._whole(file)
        if self.last is not None and self.last[0] == file:
            return view(self.last[1])
        system, _ = systems.system_of(file.url)
        if systems.is_web(system) and not (
            file.is_sized and systems.has_ranges(system, file.address)
        ):
            return self._streamed(system, file)
        guarded = _Guarded(systems.opened(system, file.address, file.size))
        self.last = (file, guarded)
        return view(guarded)

    def fetch(self, files: Sequence[RemoteFile]) -> None:
        """Fetch files whole, and keep them for those who open them."""
        by_url: dict[str, list[RemoteFile]] = {}
        for file in files:
            if file not in self.fetched:
                by_url.setdefault(file.url, []).append(file)
        for url, group in by_url.items():
            try:
                system, _ = systems.system_of(url)
                wanted = [(file.address, file.size) for file in group]
                found = systems.fetch(system, wanted, WHOLE)
            except Exception as error:
                found = [error] * len(group)
            for file, data in zip(group, found, strict=True):
                self._keep(file, data)

    def _whole(self, file: RemoteFile) -> BinaryIO:
        data = self.fetched[file]
        self.fetched.move_to_end(file)
        if isinstance(data, Exception):
            # Whoever tries again may have more luck.
            del self.fetched[file]
            raise data
        return BytesIO(data)

    def _streamed(self, system: Any, file: RemoteFile) -> BinaryIO:
        """Return a stream from the beginning on, or one over all of a file that turns out small."""
        stream = _Guarded(systems.streamed(system, file.address, file.size))
        begin = bytearray()
        while len(begin) <= WHOLE:
            chunk = stream.read(WHOLE + 1 - len(begin))
            if not chunk:
                stream.close()
                self._keep(file, bytes(begin))
                return BytesIO(begin)
            begin += chunk
        held = BytesIO(begin)
        return pulled(lambda size: held.read(size) or stream.read(size), stream.close)

    def _keep(self, file: RemoteFile, data: bytes | Exception) -> None:
        self.fetched[file] = data
        self.size += _size(data)
        while self.size > _KEPT and len(self.fetched) > 1:
            _, gone = self.fetched.popitem(last=False)
            self.size -= _size(gone)


def _size(data: bytes | Exception) -> int:
    return len(data) if isinstance(data, bytes) else 0


# A child would close what its parent opened, and wait for a thread that it does not have.
_processes: dict[int, _Process] = {}


def _here() -> _Process:
    return _processes.setdefault(os.getpid(), _Process())
