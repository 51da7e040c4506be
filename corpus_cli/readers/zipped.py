"""A ZIP archive: its directory, and its members as streams.

The standard library reads the directory; it is not asked for the members, of which it drops the
last piece where one is damaged, and unpacks some at once. May import ``unpacking``.
"""

from __future__ import annotations

import io
import re
import stat
import struct
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from corpus_cli.readers import unpacking
from corpus_cli.readers.unpacking import Codec, Extent

# Bytes of a directory beyond which it is not read: it is kept in memory, at several times that.
_LARGEST_DIRECTORY = 100_000_000

# Members of an archive without directory that are looked for.
_MOST = 1_000_000

_LOCAL = struct.Struct("<4s2xHH4xIIIHH")
_SIGNATURE = b"PK\3\4"


class Entry(NamedTuple):
    """A member: its path, and what the archive says of it; sizes count bytes.

    ``at`` is where its own header begins. ``crc`` is None where the header does not know it.
    """

    path: str
    at: int
    method: int
    flags: int
    packed_size: int
    size: int
    crc: int | None
    mode: int = 0

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.endswith("/")

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return stat.S_ISLNK(self.mode)

    @property
    def is_encrypted(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & 1)

    @property
    def codec(self) -> Codec | None:
        """What unpacks it; None for what nothing here does."""
        if self.method == 0:
            return unpacking.stored(self.size)
        return _CODECS.get(self.method)


_CODECS = {8: unpacking.DEFLATE, 12: unpacking.BZIP2, 14: unpacking.XZ, 93: unpacking.ZSTD}
_LZMA = 14


def entries(stream: BinaryIO) -> tuple[list[Entry], str | None]:
    """Return the members of an archive, and what is wrong with it.

    Where there is no directory, the members' own headers are looked for.
    """
    import zipfile

    size = _directory_size(stream)
    if size > _LARGEST_DIRECTORY:
        return [], f"a ZIP archive with a directory of {size // 1_000_000:,} MB, left out"
    try:
        with zipfile.ZipFile(stream) as archive:
            return [_entry(info) for info in archive.infolist()], None
    except Exception as error:
        # It raises what it likes on archives that are damaged.
        found = list(islice(_salvaged(stream), _MOST))
        said = str(error)[:1].lower() + str(error)[1:]
        return found, f"a damaged ZIP archive ({said}), read as far as it goes"


def _directory_size(stream: BinaryIO) -> int:
    """Return the size of an archive's directory in bytes, 0 where it has none."""
    length = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, length - (1 << 16) - 200))
    tail = stream.read()
    end = tail.rfind(b"PK\5\6")
    large = tail.rfind(b"PK\6\6")
    if large >= 0 and len(tail) >= large + 48:
        return int.from_bytes(tail[large + 40 : large + 48], "little")
    return int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0


def _entry(info) -> Entry:  # type: ignore[no-untyped-def]
    path = info.orig_filename
    if not info.flag_bits & 0x800 and not path.isascii():
        path = _decoded(path.encode("cp437"))
    return Entry(
        path,
        info.header_offset,
        info.compress_type,
        info.flag_bits,
        info.compress_size,
        info.file_size,
        info.CRC,
        info.external_attr >> 16,
    )


def _decoded(path: bytes) -> str:
    """Return a path of no declared encoding: many programs write UTF-8 without a word."""
    try:
        return path.decode()
    except UnicodeDecodeError:
        return path.decode("cp437")


def _salvaged(stream: BinaryIO) -> Iterator[Entry]:
    """Yield the members whose headers are found from the beginning on."""
    at: int | None = 0
    while at is not None and (at := _find(stream, at)) is not None:
        stream.seek(at)
        header = stream.read(_LOCAL.size)
        if len(header) < _LOCAL.size:
            return
        _, flags, method, crc, packed_size, size, name_length, extra_length = _LOCAL.unpack(header)
        name = stream.read(name_length)
        if len(name) < name_length:
            return
        path = _decoded(name)
        start = at + _LOCAL.size + name_length + extra_length
        is_unknown = bool(flags & 8) or packed_size == 0xFFFFFFFF
        behind = _find(stream, start) if is_unknown else start + packed_size
        if is_unknown:
            packed_size = (behind or stream.seek(0, io.SEEK_END)) - start
            size = packed_size
        yield Entry(path, at, method, flags, packed_size, size, None if is_unknown else crc)
        at = behind


def _find(stream: BinaryIO, at: int) -> int | None:
    """Return where the next header of a member begins, from offset ``at`` on."""
    stream.seek(at)
    data = b""
    while more := stream.read(1 << 16):
        data += more
        found = data.find(_SIGNATURE)
        if found >= 0:
            return at + found
        at += len(data) - 3
        data = data[-3:]
    return None


def opened(stream: BinaryIO, entry: Entry, extent: Extent) -> BinaryIO:
    """Return a stream of what a member holds; there may be several at a time."""
    codec = entry.codec
    assert codec is not None
    return unpacking.unpacked(codec, lambda: _packed(stream, entry), extent)


def _packed(stream: BinaryIO, entry: Entry) -> _Part:
    """Return what the archive holds of a member, without its header."""
    stream.seek(entry.at)
    header = stream.read(_LOCAL.size)
    if not re.match(_SIGNATURE, header) or len(header) < _LOCAL.size:
        raise ValueError("its header is damaged")
    start = entry.at + _LOCAL.size + sum(_LOCAL.unpack(header)[-2:])
    if entry.method == _LZMA:
        # Behind version and length: the settings, with which a file of that format begins.
        stream.seek(start)
        settings = stream.read(9)
        head = settings[4:] + entry.size.to_bytes(8, "little")
        return _Part(stream, start + 9, entry.packed_size - 9, head)
    return _Part(stream, start, entry.packed_size)


class _Part:
    """A part of a stream that others read as well, and what comes before it."""

    def __init__(self, stream: BinaryIO, start: int, size: int, head: bytes = b"") -> None:
        self._stream = stream
        self._at = start
        self._end = start + size
        self._head = head

    def read(self, size: int, /) -> bytes:
        if self._head:
            head, self._head = self._head, b""
            return head
        self._stream.seek(self._at)
        data = self._stream.read(max(0, min(size, self._end - self._at)))
        self._at += len(data)
        return data

    def close(self) -> None:
        """Leave the stream open: it belongs to the archive."""
