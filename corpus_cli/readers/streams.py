"""Streams over what is opened once and read by several, one after the other."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

_BUFFER = 1 << 17
# Bytes that are held twice at most, on their way.
_PIECE = 1 << 20


class Away(Protocol):
    """A file that does not lie on the disk: what it is called, its bytes, and its contents.

    ``version`` changes with the contents. ``size`` is 0 where it is not known.
    """

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def version(self) -> int: ...

    def open(self) -> BinaryIO:
        """Return a new stream; raises OSError."""


class _View(io.RawIOBase):
    """A place of its own in a file that others read, too, and that stays open."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset += self._at
        elif whence == os.SEEK_END:
            offset = self._file.seek(offset, os.SEEK_END)
        if offset < 0:
            raise ValueError(f"negative seek position {offset}")
        self._at = offset
        return offset

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        data: bytes = self._file.read(min(len(buffer), _PIECE))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


class _Pull(io.RawIOBase):
    """What a function gives, which is called with the number of bytes wanted at most."""

    def __init__(self, read: Callable[[int], bytes], close: Callable[[], object]) -> None:
        self._read = read
        self._close = close

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._read(min(len(buffer), _PIECE))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._close()
        super().close()


def view(file: Any) -> BinaryIO:
    """Return a stream over a seekable file, which others may read in between."""
    return io.BufferedReader(_View(file), _BUFFER)


def pulled(read: Callable[[int], bytes], close: Callable[[], object]) -> BinaryIO:
    """Return a stream that cannot be sought, of what ``read`` gives; empty bytes end it."""
    return io.BufferedReader(_Pull(read, close), _BUFFER)
