"""A file of named sections: raw little-endian arrays and UTF-8 text, to be mapped into memory.

A header says what kind of file it is, under which format, and where each section lies; it is
closed by its own CRC-32, so that nothing is ever read from an offset that is wrong. The contents
have a checksum in the manifest; see `corpus_cli.snapshot.store`. May import ``errors``.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from corpus_cli.errors import SnapshotError

# Counted up whenever what the files hold changes its meaning.
FORMAT = 5

_MAGIC = b"corpus\0\n"
_HEAD = struct.Struct("<8s8sII")  # magic, kind, format, number of sections
_PLACE = struct.Struct("<QQ")  # offset, length
_CRC = struct.Struct("<I")
_ALIGNED = 8
_CHUNK = 1 << 20


class Written(NamedTuple):
    """A file that was written: its length in bytes, and the CRC-32 of all of them."""

    length: int
    checksum: int


def write(path: str, kind: str, sections: Mapping[str, Any]) -> Written:
    """Write buffers as the sections of a new file, in order, and see them onto the disk.

    Arrays are written in the order of bytes that the machine has, turned where that is not
    little-endian. Raises OSError.
    """
    buffers: list[Any] = [_little_endian(buffer) for buffer in sections.values()]
    at = _HEAD.size + len(buffers) * _PLACE.size + _CRC.size
    head = _HEAD.pack(_MAGIC, kind.encode(), FORMAT, len(buffers))
    for buffer in buffers:
        at = _aligned(at)
        head += _PLACE.pack(at, buffer.nbytes)
        at += buffer.nbytes
    head += _CRC.pack(zlib.crc32(head))
    checksum = 0
    length = 0
    with open(path, "wb") as stream:
        for part in (head, *buffers):
            padding = bytes(_aligned(length) - length)
            for data in (padding, part):
                stream.write(data)
                checksum = zlib.crc32(data, checksum)
                length += len(data)
        stream.flush()
        os.fsync(stream.fileno())
    return Written(length, checksum)


def checksum(path: str) -> Written:
    """Read a file and return its length and CRC-32; raises OSError."""
    crc = length = 0
    with open(path, "rb") as stream:
        while data := stream.read(_CHUNK):
            crc = zlib.crc32(data, crc)
            length += len(data)
    return Written(length, crc)


class Container:
    """An open file of sections, mapped into memory.

    Raises SnapshotError where the file is missing, has another length than ``length``, or is not
    what its header would have to say.
    """

    def __init__(self, path: str, kind: str, names: Sequence[str], length: int) -> None:
        self._path = path
        try:
            with open(path, "rb") as stream:
                found = os.fstat(stream.fileno()).st_size
                if found != length or not length:
                    raise SnapshotError(f"{path} has {found:,} bytes, not {length:,}")
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise SnapshotError(f"{path} cannot be read: {error.strerror}") from None
        self._view = memoryview(self._map)
        self._places = dict(zip(names, self._read_places(kind, len(names)), strict=True))

    def _read_places(self, kind: str, count: int) -> Iterable[tuple[int, int]]:
        end = _HEAD.size + count * _PLACE.size
        head = bytes(self._view[:end])
        closing = bytes(self._view[end : end + _CRC.size])
        expected = _HEAD.pack(_MAGIC, kind.encode(), FORMAT, count)
        if head[: _HEAD.size] != expected or closing != _CRC.pack(zlib.crc32(head)):
            raise SnapshotError(f"{self._path} is damaged: its header is not one of this program")
        places = list(_PLACE.iter_unpack(head[_HEAD.size :]))
        if any(offset + length > len(self._view) for offset, length in places):
            raise SnapshotError(f"{self._path} is damaged: a section lies outside of it")
        return places

    @property
    def map(self) -> mmap.mmap:
        """The whole file, for those who search it in place."""
        return self._map

    def place(self, name: str) -> tuple[int, int]:
        """Return where in `map` a section begins and ends."""
        offset, length = self._places[name]
        return offset, offset + length

    def bytes(self, name: str) -> memoryview:
        """Return a section as bytes, not copied."""
        start, end = self.place(name)
        return self._view[start:end]

    def numbers(self, name: str, typecode: str) -> Sequence[Any]:
        """Return a section as numbers, not copied where the machine is little-endian."""
        if sys.byteorder == "little":
            view: Any = self.bytes(name)
            numbers: Sequence[Any] = view.cast(typecode)
            return numbers
        swapped = array(typecode, bytes(self.bytes(name)))
        swapped.byteswap()
        return swapped

    def release(self) -> None:
        """Let go of the memory of what was read; it is read again when asked for."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNED) * _ALIGNED


def _little_endian(buffer: Any) -> Any:
    if sys.byteorder == "big" and isinstance(buffer, array):
        buffer = array(buffer.typecode, buffer)
        buffer.byteswap()
    return memoryview(buffer).cast("B")
