"""The reader of web archives: WARC files of pages, WET files of their text; a record a document.

Records are found by this module itself: after one that is damaged, the next is looked for. The
HTTP messages in them are left to fastwarc.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import BinaryIO, NamedTuple

from corpus_cli.model import RawDocument
from corpus_cli.readers.decode import decode
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.languages import language_code
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.paths import printable
from corpus_cli.readers.tally import Tally

# Bytes of a header line, and lines of a header, that are read.
_LONGEST_LINE = 1 << 16
_MOST_LINES = 1000

# Bytes that are looked through once more where lengths are wrong, in one file.
_MOST_AGAIN = 10 * LARGEST

_BEGIN = re.compile(rb"WARC/[01]\.\d+[ \t]*\r?\n")
_WITHIN = re.compile(rb"WARC/[01]\.\d+[ \t]*\r?\nWARC-")
_AT_END = re.compile(rb"WARC/[01]\.\d+[ \t]*\r?\n\Z")

_HTML = frozenset(("text/html", "application/xhtml+xml"))
_TEXT = frozenset(("text/plain", "text/markdown", "text/x-rst"))
_UNKNOWN = frozenset(("", "application/octet-stream", "unknown/unknown", "text/plain"))


class _Record(NamedTuple):
    """A record: its number from 1, its fields by their names in lower case, what it holds."""

    number: int
    fields: dict[str, str]
    block: bytes

    @property
    def type(self) -> str:
        return self.fields.get("warc-type", "").lower()

    @property
    def content_type(self) -> str:
        return _mime(self.fields.get("content-type", ""))


class _Payload(NamedTuple):
    """What a record is about: a page as it was sent."""

    data: bytes
    content_type: str
    charset: str | None = None
    status: int | None = None


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the pages and texts of a web archive; their key is the number of the record."""
    pages = _Pages(item, tell)
    with item.open() as stream:
        for record in _Records(stream, pages.tally).records():
            document = pages.document(record)
            if document is not None:
                yield document
    pages.finish()


class _Records:
    """The records of a stream."""

    def __init__(self, stream: BinaryIO, tally: Tally) -> None:
        self._stream = stream
        self._tally = tally
        # What was taken for the contents of a record whose length is wrong.
        self._again = b""
        self._at = 0
        self._left_again = _MOST_AGAIN

    def records(self) -> Iterator[_Record]:
        """Yield all records that can be read; of the others it is told what is wrong."""
        number = 0
        is_lost = False
        while line := self._line():
            if _BEGIN.match(line) or (is_lost and _AT_END.search(line)):
                is_lost = False
                number += 1
                fields = self._fields()
                block = self._block(number, fields)
                if block is not None:
                    yield _Record(number, fields, block)
            elif line.strip() and not is_lost:
                is_lost = True
                if number:
                    self._tally.add("what follows it is damaged, left out", number, is_error=True)
                else:
                    self._tally.note("begins with what is no record, left out", is_error=True)

    def _fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        for _ in range(_MOST_LINES):
            line = self._line()
            if not line.strip():
                break
            name, _, value = line.decode("utf-8", "replace").partition(":")
            fields.setdefault(name.strip().lower(), value.strip())
        return fields

    def _block(self, number: int, fields: dict[str, str]) -> bytes | None:
        written = fields.get("content-length", "")
        if not re.fullmatch(r"[0-9]{1,18}", written):
            self._tally.add("has no length, left out", number, is_error=True)
            return None
        length = int(written)
        if length > LARGEST:
            self._pass_over(length)
            message = f"larger than {LARGEST // 1_000_000} MB, left out"
            self._tally.add(message, number, is_error=True)
            return None
        block = self._take(length)
        behind = b"" if len(block) < length else self._line()
        if len(block) == length and (not behind.strip() or _BEGIN.match(behind)):
            self._push(behind)
            return block
        return self._mended(number, block, behind)

    def _mended(self, number: int, block: bytes, behind: bytes) -> bytes:
        """Return what a record holds whose length is wrong: up to the next, if that is in it."""
        self._left_again -= len(block)
        found = None if self._left_again < 0 else _WITHIN.search(block + behind)
        if found is None:
            self._push(behind)
            message = "its length is wrong" if behind else "truncated, read as far as it goes"
        else:
            self._push((block + behind)[found.start() :])
            block = block[: found.start()]
            message = "its length is wrong, read up to the next record"
        self._tally.add(message, number, is_error=True)
        return block

    def _line(self) -> bytes:
        if not self._again:
            return self._stream.readline(_LONGEST_LINE)
        end = self._again.find(b"\n", self._at) + 1
        if end:
            line = self._again[self._at : end]
            self._at = end
            if self._at == len(self._again):
                self._again, self._at = b"", 0
            return line
        line, self._again, self._at = self._again[self._at :], b"", 0
        return line + self._stream.readline(_LONGEST_LINE)

    def _take(self, size: int) -> bytes:
        if not self._again:
            return self._stream.read(size)
        data = self._again[self._at : self._at + size]
        self._at += len(data)
        if self._at == len(self._again):
            self._again, self._at = b"", 0
        return data + self._stream.read(size - len(data)) if len(data) < size else data

    def _push(self, data: bytes) -> None:
        if data:
            self._again, self._at = data + self._again[self._at :], 0

    def _pass_over(self, size: int) -> None:
        while size and (data := self._take(min(size, 1 << 20))):
            size -= len(data)


class _Pages:
    """Records to documents, and what there is to say about the others."""

    def __init__(self, item: Item, tell: Tell) -> None:
        self.tally = Tally(item.source, tell, "record")
        self._item = item
        self._tell = tell
        self._is_empty = True
        self._types: Counter[str] = Counter()
        self._others: Counter[str] = Counter()

    def document(self, record: _Record) -> RawDocument | None:
        """Return the document that a record makes, if it is a page or a text."""
        payload = self._payload(record)
        if payload is None:
            return None
        self._is_empty = False
        if _is_page(payload):
            document = self._page(record, payload)
        elif record.type == "conversion" or payload.content_type in _TEXT:
            document = self._text(record, payload)
        else:
            self._others[payload.content_type or "of no type"] += 1
            return None
        return document and _described(document, record, payload)

    def finish(self) -> None:
        """Tell what was left out."""
        self.tally.finish()
        if self._others:
            found = [printable(name[:50]) for name, _ in self._others.most_common(3)]
            more = ", …" if len(self._others) > 3 else ""
            count = self._others.total()
            records = "record" if count == 1 else "records"
            message = f"{count:,} {records} without text skipped ({', '.join(found)}{more})"
            self._tell(Note(self._item.source, message))
        if self._is_empty and self._types:
            found = [
                f"{count:,} {printable(name[:20])}" for name, count in self._types.most_common(5)
            ]
            message = f"holds no pages: its records are {', '.join(found)}"
            self._tell(Note(self._item.source, message))

    def _payload(self, record: _Record) -> _Payload | None:
        if record.type in ("resource", "conversion"):
            return _Payload(record.block, record.content_type)
        if record.type != "response" or record.content_type not in ("application/http", ""):
            self._types[record.type or "of no type"] += 1
            return None
        payload = _http(record.block)
        if payload is None:
            self.tally.add("no HTTP message, left out", record.number, is_error=True)
        elif len(payload.data) > LARGEST:
            message = f"unpacks to more than {LARGEST // 1_000_000} MB, left out"
            self.tally.add(message, record.number, is_error=True)
            return None
        return payload

    def _page(self, record: _Record, payload: _Payload) -> RawDocument | None:
        from corpus_cli.readers.formats import BY_SUFFIX
        from corpus_cli.readers.registry import not_installed

        format = BY_SUFFIX[".html"]
        if not format.is_installed:
            self.tally.add(not_installed(format), record.number)
            return None
        try:
            page = import_module("corpus_cli.readers.html").page
            document: RawDocument | None = page(
                payload.data,
                f"{self._item.id}/{record.number}",
                self._item.source,
                len(record.block),
                lambda note: self.tally.add(note.message, record.number, is_error=note.is_error),
                url=record.fields.get("warc-target-uri"),
                charset=payload.charset,
            )
        except Exception as error:
            # One page that breaks its reader must not cost the others.
            message = f"cannot be read ({type(error).__name__}), left out"
            self.tally.add(message, record.number, is_error=True)
            return None
        if document is None:
            return None
        return replace(document, meta={"format": format.name, **document.meta})

    def _text(self, record: _Record, payload: _Payload) -> RawDocument | None:
        decoded = decode(payload.data)
        if decoded is None:
            self.tally.add("binary data, skipped", record.number)
            return None
        if not decoded.text or decoded.text.isspace():
            return None
        meta = {}
        if decoded.remark is not None:
            self.tally.add(decoded.remark, record.number)
            meta["encoding"] = decoded.encoding
        id = f"{self._item.id}/{record.number}"
        return RawDocument(id, decoded.text, self._item.source, len(record.block), meta=meta)


def _described(document: RawDocument, record: _Record, payload: _Payload) -> RawDocument:
    """Return a document with what the archive knows of it."""
    fields = record.fields
    languages = fields.get("warc-identified-content-language", "")
    known = {
        "url": fields.get("warc-target-uri", "").strip("<>"),
        "fetched": fields.get("warc-date", ""),
        "content-type": payload.content_type,
        "record-id": fields.get("warc-record-id", "").strip("<>"),
        "languages": languages if "," in languages else "",
        "truncated": fields.get("warc-truncated", ""),
        "status": "" if payload.status in (None, 200) else str(payload.status),
    }
    meta = {name: value for name, value in known.items() if value}
    language = document.language or language_code(languages.partition(",")[0])
    return replace(document, language=language, meta={**document.meta, **meta})


def _is_page(payload: _Payload) -> bool:
    from corpus_cli.readers.formats import BY_SUFFIX, HEAD

    if payload.content_type in _HTML:
        return True
    tells = BY_SUFFIX[".html"].tells
    return payload.content_type in _UNKNOWN and tells is not None and tells(payload.data[:HEAD])


_SHELL = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: "


def _http(block: bytes) -> _Payload | None:
    """Return what an HTTP message holds, decoded as its header says if that is true."""
    from fastwarc.warc import WarcRecord

    whole = b"%s%d\r\n\r\n%s\r\n\r\n" % (_SHELL, len(block), block)
    for coding in ("all", "none"):
        try:
            record = WarcRecord.from_bytes(whole)
            record.parse_http(auto_decode=coding)
            headers = record.http_headers
            if headers is None or headers.status_code is None:
                return None
            data = record.reader.read(LARGEST + 1)
        except OSError:
            # Many archives keep the header of a message that they have decoded.
            continue
        mime = _mime(record.http_content_type or "")
        return _Payload(data, mime, record.http_charset, headers.status_code)
    return None


def _mime(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
