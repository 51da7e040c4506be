"""Compressed streams as streams: bounded, readable up to where they are damaged.

`Layer` says how deep in a file something lies, and shares the `Budget` of that file with
everything else in it. May import nothing of the package.
"""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol

# Archives in one another, and compressions of one another, that are unpacked.
DEEPEST = 3

# Files that hold less than this are no bombs; what unpacks to more, and to so many times its
# size, is taken for one unless the user sets another bound. Deflate can do 1032.
_HARMLESS = 100_000_000
_RATIO = 1000

# Bytes that are read, and unpacked, at a time.
_CHUNK = 1 << 16

# Bytes of a Zstandard stream that are unpacked at a time: a block of 4 bytes makes 128 kB.
_SLICE = 1024


class Budget:
    """How much one file may unpack to, over all layers in it, and how much it has."""

    def __init__(self, size: int, max_bytes: int, *, is_default: bool) -> None:
        self.limit = max_bytes
        if is_default:
            self.limit = min(max_bytes, max(_HARMLESS, _RATIO * size))
        self.spent = 0
        self.is_over = False
        self.is_told = False

    def take(self, count: int) -> int:
        """Return how many of ``count`` more bytes may be unpacked."""
        left = self.limit - self.spent
        if count > left:
            self.is_over = True
            count = left
        self.spent += count
        return count


@dataclass(frozen=True, slots=True)
class Layer:
    """Where in a file something lies that was unpacked.

    ``archives`` counts those that it lies in, ``compressions`` those directly around it.
    """

    budget: Budget
    archives: int = 0
    compressions: int = 0


@dataclass(slots=True)
class Extent:
    """What is known of one compressed thing, however often it is opened.

    ``crc`` is the sum that it should have. ``high`` is how many bytes of it were unpacked; they
    count once. ``damage`` says what is wrong with it, ``rest`` how many bytes follow it that are
    something else. ``resumes`` says that the members of gzip data hold a record each, so that
    those after a damaged one are of use.
    """

    budget: Budget
    crc: int | None = None
    resumes: bool = False
    high: int = 0
    damage: str | None = None
    rest: int = 0

    def allow(self, at: int, count: int) -> int:
        """Return how many of ``count`` bytes from offset ``at`` on may be unpacked."""
        new = at + count - self.high
        if new <= 0:
            return count
        taken = self.budget.take(new)
        self.high += taken
        return count - new + taken


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Inflater:
    """zlib's decompressor of a gzip member or of bare data, with the interface of the others."""

    def __init__(self, wbits: int = 31) -> None:
        self._inflate = zlib.decompressobj(wbits)
        self.given = b""  # to the last call

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        return not self._inflate.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        tail = self._inflate.unconsumed_tail
        self.given = tail + data if tail else data
        return self._inflate.decompress(self.given, max_length)


class _Zstandard:
    """The decompressor of a Zstandard frame, fed in slices, since it knows no ``max_length``."""

    def __init__(self) -> None:
        import zstandard

        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._waiting = b""

    @property
    def eof(self) -> bool:
        return self._frame.eof

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        return self._frame.unused_data + self._waiting

    def decompress(self, data: bytes, max_length: int) -> bytes:
        self._waiting += data
        size = min(_SLICE, max_length)
        piece, self._waiting = self._waiting[:size], self._waiting[size:]
        return self._frame.decompress(piece) if piece else b""


class _Stored:
    """What takes data that is not compressed for what it is."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._waiting = b""

    @property
    def eof(self) -> bool:
        return not self._left

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        return self._waiting

    def decompress(self, data: bytes, max_length: int) -> bytes:
        data = self._waiting + data
        size = min(max_length, self._left)
        self._waiting = data[size:]
        self._left -= len(data[:size])
        return data[:size]


class Codec(NamedTuple):
    """A compression: its name, a new decompressor, and how a further member begins."""

    name: str
    start: Callable[[], _Decompressor]
    further: re.Pattern[bytes]


GZIP = Codec("gzip", _Inflater, re.compile(rb"\x1f\x8b\x08"))
BZIP2 = Codec("bzip2", bz2.BZ2Decompressor, re.compile(rb"BZh[1-9]"))
# The bound on memory is four times what ``xz -9`` needs.
XZ = Codec("xz", lambda: lzma.LZMADecompressor(memlimit=1 << 28), re.compile(rb"\xfd7zXZ\0"))
ZSTD = Codec("Zstandard", _Zstandard, re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"))

# Of members of ZIP archives, which say where they end.
_NONE = re.compile(rb"(?!)")
DEFLATE = Codec("deflate", lambda: _Inflater(-zlib.MAX_WBITS), _NONE)


def stored(size: int) -> Codec:
    """Return what "unpacks" a member of that many bytes that is not compressed."""
    return Codec("stored", lambda: _Stored(size), _NONE)


class Source(Protocol):
    """What is unpacked."""

    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


class _Unpacked(io.RawIOBase):
    """What a compressed stream unpacks to, member after member.

    It ends where its budget or the damage begins. A decompressor that finds damage drops what it
    had unpacked in that call; so the stream is then unpacked again, in smaller steps.
    """

    def __init__(self, codec: Codec, reopen: Callable[[], Source], extent: Extent) -> None:
        super().__init__()
        self._codec = codec
        self._reopen = reopen
        self._extent = extent
        self._step = _CHUNK
        self._at = 0
        self._ready = memoryview(b"")
        self._crc = 0
        self._is_resumed = False
        self._begin()

    def _begin(self) -> None:
        self._source = self._reopen()
        self._member = self._codec.start()
        self._input = b""
        self._is_over = False
        # What was given out before is unpacked again, and left out.
        self._skip = self._at

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._source.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            if self._is_over:
                return 0
            data = self._unpack()
            if self._skip:
                dropped = min(self._skip, len(data))
                self._skip -= dropped
                data = data[dropped:]
            if self._extent.crc is not None:
                self._check(data)
            allowed = self._extent.allow(self._at, len(data))
            self._is_over = self._is_over or allowed < len(data)
            self._ready = memoryview(data)[:allowed]
            self._at += allowed
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _check(self, data: bytes) -> None:
        self._crc = zlib.crc32(data, self._crc)
        if self._is_over and self._extent.damage is None and self._crc != self._extent.crc:
            self._extent.damage = "damaged (incorrect checksum)"

    def _unpack(self) -> bytes:
        """Return what comes next, perhaps nothing yet."""
        try:
            return self._more()
        except Exception as error:
            # Each library has its own errors.
            problem = f"damaged ({_said(error)})"
        if self._step > 1 and not self._is_resumed:
            self._source.close()
            self._step = 512 if self._step > 512 else 1
            try:
                self._begin()
            except OSError:
                self._end(problem)
        elif self._extent.resumes:
            self._extent.damage = problem
            return self._resume()
        else:
            self._end(problem)
        return b""

    def _resume(self) -> bytes:
        """Go on with the next member behind a damaged one; return what stands between them."""
        assert isinstance(self._member, _Inflater)
        data = self._member.given[1:]
        self._is_resumed, self._step = True, _CHUNK
        while not (found := self._codec.further.search(data)):
            more = self._source.read(_CHUNK)
            if not more:
                self._is_over = True
                return b""
            data = data[-2:] + more
        self._member = self._codec.start()
        self._input = data[found.start() :]
        return b"\r\n\r\n"

    def _more(self) -> bytes:
        member = self._member
        if member.eof:
            self._next_member()
            return b""
        if member.needs_input and not self._input:
            self._input = self._source.read(_CHUNK)
            if not self._input:
                data = member.decompress(b"", self._step)
                if not data:
                    self._end("truncated")
                return data
        given, self._input = self._input, b""
        return member.decompress(given, min(self._skip or self._step, _CHUNK))

    def _next_member(self) -> None:
        data = self._member.unused_data + self._input
        # Tapes and blocks are filled up with zeros.
        while not (data := data.lstrip(b"\0")):
            data = self._source.read(_CHUNK)
            if not data:
                self._is_over = True
                return
        while len(data) < 16 and (more := self._source.read(_CHUNK)):
            data += more
        if not self._codec.further.match(data):
            self._is_over = True
            self._extent.rest = len(data) + _length(self._source)
            return
        self._member = self._codec.start()
        self._input = data

    def _end(self, damage: str) -> None:
        self._is_over = True
        self._extent.damage = damage


def unpacked(codec: Codec, reopen: Callable[[], Source], extent: Extent) -> BinaryIO:
    """Return a stream of what the one that ``reopen`` gives unpacks to."""
    return io.BufferedReader(_Unpacked(codec, reopen, extent), _CHUNK)


def _length(stream: Source) -> int:
    total = 0
    while data := stream.read(_CHUNK):
        total += len(data)
    return total


def _said(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text[:1].lower() + text[1:100] if text else type(error).__name__
