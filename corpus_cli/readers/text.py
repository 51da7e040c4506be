"""The reader of plain text: a file is a document, a very large one several."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from corpus_cli.model import RawDocument
from corpus_cli.readers.decode import decode
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.notes import Note, Tell


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a text file, or none where it holds binary data.

    A file of more than `LARGEST` bytes is cut, at a blank line if there is one.
    """
    with item.open() as stream:
        # A read of so many bytes takes room for all of them first.
        is_small = item.path is not None and item.size <= LARGEST
        data = stream.read(item.size + 1 if is_small else LARGEST + 1)
        if is_small:
            data += stream.read()
        if len(data) <= LARGEST:
            yield from _document(item, item.id, data, tell)
            return
        tell(Note(item.source, f"larger than {LARGEST // 1_000_000} MB, read as several documents"))
        for number in count(1):
            end = len(data) if len(data) <= LARGEST else _end(data)
            yield from _document(item, f"{item.id}/{number}", data[:end], tell)
            data = data[end:] + stream.read(LARGEST + 1 - len(data) + end)
            if not data:
                return


def _end(data: bytes) -> int:
    """Return where the first part of a text ends: behind a blank line, a line, or a character."""
    for mark in (b"\n\n", b"\n", b" "):
        end = data.rfind(mark, LARGEST // 2, LARGEST)
        if end >= 0:
            return end + len(mark)
    end = LARGEST
    while end > LARGEST - 4 and data[end] & 0xC0 == 0x80:
        end -= 1
    return end


def _document(item: Item, id: str, data: bytes, tell: Tell) -> Iterator[RawDocument]:
    decoded = decode(data)
    if decoded is None:
        tell(Note(item.source, "a binary file, skipped"))
        return
    meta = {}
    if decoded.remark is not None:
        tell(Note(item.source, decoded.remark))
        meta["encoding"] = decoded.encoding
    yield RawDocument(id, decoded.text, item.source, len(data), meta=meta)
