"""A stream of bytes as lines or pieces of text, with bounded memory, whatever its encoding.

UTF-16 and UTF-32 are turned to UTF-8 on the way. A line that is no UTF-8 is decoded by itself, in
the encoding that is guessed for the first such line, so that one bad line spoils no other.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from corpus_cli.readers.decode import decode
from corpus_cli.readers.item import LARGEST

CHUNK = 1 << 20
_ASCII = bytes(range(128))
_SAME = _ASCII.decode()
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a stream without byte-order mark, as UTF-8 if its mark tells how."""
    head = stream.read(CHUNK)
    encoding = _wide(head)
    if encoding is None:
        yield head.removeprefix(codecs.BOM_UTF8)
        while chunk := stream.read(CHUNK):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    yield decoder.decode(head).removeprefix("\ufeff").encode("utf-8", "replace")
    while chunk := stream.read(CHUNK):
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def _wide(head: bytes) -> str | None:
    """Return the encoding of text whose characters are of two or four bytes."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:4096]
    # Without a mark, Latin letters show it: every other byte is 0.
    if sample.count(b"\0") * 3 < len(sample) or len(sample) < 8:
        return None
    if sample[1::2].count(b"\0") > 0.9 * len(sample[1::2]):
        return "utf-16-le" if not sample[::2].count(b"\0") else None
    if sample[::2].count(b"\0") > 0.9 * len(sample[::2]):
        return "utf-16-be" if not sample[1::2].count(b"\0") else None
    return None


def byte_lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a stream without their line feeds; None for one beyond `LARGEST`."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks(stream):
        first, *others = chunk.split(b"\n")
        size += len(first)
        if size <= LARGEST:
            held.append(first)
        else:
            held.clear()
        if others:
            yield b"".join(held) if size <= LARGEST else None
            last = others.pop()
            yield from others
            held, size = [last], len(last)
    if size:
        yield b"".join(held) if size <= LARGEST else None


class Decoder:
    """Bytes to text: UTF-8, else what is guessed for the first bytes that are none.

    ``encoding`` is what the last bytes were read as, None for UTF-8; ``is_damaged`` says that some
    of them could not be decoded.
    """

    def __init__(self) -> None:
        self.encoding: str | None = None
        self.is_damaged = False
        self._other: str | None = None

    def __call__(self, data: bytes) -> str:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return self._lenient(data)
        self.encoding = None
        self.is_damaged = False
        return text

    def _lenient(self, data: bytes) -> str:
        if self._other is None:
            decoded = decode(data.replace(b"\0", b" "))
            guessed = "cp1252" if decoded is None else decoded.encoding
            # Lines, quotes and brackets have been told by their ASCII codes.
            self._other = guessed if _ASCII.decode(guessed, "replace") == _SAME else "cp1252"
        self.encoding = None if self._other == "utf-8" else self._other
        text = data.decode(self._other, "replace")
        self.is_damaged = "\ufffd" in text
        return text

    @property
    def remark(self) -> str:
        """What is to be said about the last bytes, which were no UTF-8."""
        said = f"not UTF-8, read as {self.encoding}" if self.encoding else "not quite UTF-8"
        lost = "; what could not be decoded is shown as \ufffd" if self.is_damaged else ""
        return said + lost

    @property
    def is_remarkable(self) -> bool:
        """Whether there is something to be said about the last bytes."""
        return self.is_damaged or self.encoding is not None
