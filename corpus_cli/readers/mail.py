"""Readers of mail: mailboxes, pipermail's monthly archives, and messages in files of their own.

What real messages hold is more than the strict parsers of the standard library take, and much of it
is simple. May import ``mail_fields``, ``mail_parts`` and what they may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from corpus_cli.model import RawDocument
from corpus_cli.readers import mail_fields as fields
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.mail_fields import Fields
from corpus_cli.readers.mail_parts import Body, body_of
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.tally import Tally

# What is read at once.
_CHUNK = 1 << 20
# A separator and the beginning of the fields below it lie within so much.
_LOOKAHEAD = 4096


def read_mbox(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the messages of a mailbox; their keys count them from 1."""
    tally = Tally(item.source, tell, "message")
    with item.open() as stream:
        for number, message in enumerate(split(stream), 1):
            document, problems = _document(item, f"{item.id}/{number}", message, "mbox")
            if message.is_cut:
                tally.add(_CUT, number, is_error=True)
            for problem in problems:
                tally.add(problem, number)
            yield document
    tally.finish()


def read_message(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the message that a file holds."""
    with item.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        tell(Note(item.source, _CUT, is_error=True))
    message = _message(data[:LARGEST], len(data) > LARGEST, item.size)
    if b"\0" in data and not len(fields.split_head(message.data)[0]):
        tell(Note(item.source, "a binary file, skipped"))
        return
    document, problems = _document(item, item.id, message, "mail")
    for problem in problems:
        tell(Note(item.source, problem))
    yield document


_CUT = f"larger than {LARGEST // 1_000_000} MB, only its beginning is read"


class Message(NamedTuple):
    """A message: the line before it in a mailbox, its bytes, and how many there are in the file.

    ``is_cut`` says that not all are here.
    """

    separator: bytes
    data: bytes
    size: int
    is_cut: bool = False


# --- mailboxes ------------------------------------------------------------------------------------

# A date as C prints it, or as mail writes it.
_DATED = re.compile(
    rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+"
    rb"(?:[A-Z][a-z]{2}\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2}(?:\s+\d{2,4})?)\s+"
    rb"\d{1,2}:\d\d[^\n]{0,80}\Z"
)
_ADDRESS = re.compile(rb"From \S+@\S+\s*\Z")
_FIELD = rb"[!-9;-~]{1,80}+:(?:[ \t][^\n]*+)?\r?(?:\n|\Z)"
_FIELD_BELOW = re.compile(rb"(?:>From [^\n]*+\n)*+" + _FIELD)
_FIELDS_BELOW = re.compile(_FIELD + rb"(?:[ \t][^\n]*+\n)*+" + _FIELD)
# What Git writes before a patch is a separator only where all are: people attach them to messages.
_OF_PATCH = b" Mon Sep 17 00:00:00 2001"


class _Separators:
    """Tells which lines that begin with ``From`` part messages, by what is around them.

    Many programs write such lines of a text as they are.
    """

    def __init__(self, begin: bytes) -> None:
        line = begin.split(b"\n", 1)[0]
        self._takes_patches = _OF_PATCH in line
        # In a mailbox whose first separator has no date none need have one.
        self._takes_any = line.startswith(b"From ") and not (
            _DATED.search(line) or _ADDRESS.match(line)
        )

    def is_at(self, buffer: bytearray, at: int) -> bool:
        """Tell whether a separator begins at an offset, behind a line end."""
        around = bytes(buffer[at : at + _LOOKAHEAD])
        line, end, below = around.partition(b"\n")
        if not end or (_OF_PATCH in line and not self._takes_patches):
            return False
        if _DATED.search(line) or (self._takes_any and buffer[at - 2] in b"\n\r"):
            return _FIELD_BELOW.match(below) is not None
        return _ADDRESS.match(line) is not None and _FIELDS_BELOW.match(below) is not None


def split(stream: BinaryIO) -> Iterator[Message]:
    """Yield the messages of a mailbox, of whose bytes no more than `LARGEST` are kept."""
    buffer = bytearray(stream.read(_LOOKAHEAD))
    while buffer.startswith((b"\n", b"\r\n", b"\xef\xbb\xbf")):
        del buffer[: 3 if buffer[0] == 0xEF else 1]
    separators = _Separators(bytes(buffer))
    is_done = False
    left_out = looked = 0  # before this there is no separator but the first
    while True:
        at = buffer.find(b"\nFrom ", looked)
        if not is_done and (at < 0 or at + 1 + _LOOKAHEAD > len(buffer)):
            if at < 0 and len(buffer) > LARGEST + 5:
                # Of the rest only what a separator may begin with is kept.
                left_out += len(buffer) - 5 - LARGEST
                del buffer[LARGEST:-5]
            looked = max(len(buffer) - 5, 0) if at < 0 else at
            chunk = stream.read(_CHUNK)
            is_done = not chunk
            buffer += chunk
            continue
        if at >= 0 and not separators.is_at(buffer, at + 1):
            looked = at + 1
            continue
        end = len(buffer) if at < 0 else at + 1
        data = bytes(memoryview(buffer)[: min(end, LARGEST)])
        if data.strip():
            yield _message(data, end + left_out > LARGEST, end + left_out)
        if at < 0:
            return
        del buffer[:end]
        left_out = looked = 0


def _message(data: bytes, is_cut: bool, size: int) -> Message:
    separator = b""
    if data.startswith(b"From "):
        separator, _, data = data.partition(b"\n")
        if not is_cut:
            data = _without_last_blank(data)
        data = _unescaped(data)
    return Message(separator, data, size, is_cut)


def _without_last_blank(data: bytes) -> bytes:
    """Return a message without the blank line that stands before the next separator."""
    if data.endswith(b"\n\n"):
        return data[:-1]
    return data[:-2] if data.endswith(b"\r\n\r\n") else data


_ESCAPED = re.compile(rb"^(>+)From ", re.MULTILINE)


def _unescaped(data: bytes) -> bytes:
    """Return a message whose lines that began with ``From`` do so again.

    Some mailboxes put ``>`` before those alone, others before ``>From`` too: there a line among
    others with as many ``>`` is quoted, and stays.
    """
    if b"\n>" not in data or b">From " not in data:
        return data
    return _ESCAPED.sub(lambda found: found[0] if _is_quoted(data, found) else found[0][1:], data)


def _is_quoted(data: bytes, found: re.Match[bytes]) -> bool:
    """Tell whether the lines beside an escaped one are quoted as it would be."""
    begin = data.rfind(b"\n", 0, max(found.start() - 1, 0)) + 1
    end = data.find(b"\n", found.end()) + 1
    beside = (data[begin : begin + 80], data[end : end + 80] if end else b"")
    for line in beside:
        bare = line.lstrip(b">")
        is_like = len(line) - len(bare) == len(found[1])
        if is_like and bare[:1] not in b" \t\r\n" and not bare.startswith(b"From "):
            return True
    return False


# --- documents ------------------------------------------------------------------------------------


def _document(item: Item, id: str, message: Message, format: str) -> tuple[RawDocument, list[str]]:
    """Return the document of a message, and what was not as it should be."""
    data = message.data
    if b"\n" not in data and b"\r" in data:
        data = data.replace(b"\r", b"\n")
    head, body = fields.split_head(data)
    found = body_of(head, body)
    problems = [] if len(head) or not data.strip() else ["no fields of a message, read as text"]
    subject = fields.folded(head.text("subject"))
    text = f"{subject}\n\n{found.text}" if subject else found.text
    document = RawDocument(
        id,
        text,
        item.source,
        message.size,
        title=subject or None,
        author=fields.author(head),
        date=fields.date(head.text("date")) or fields.date_of_separator(message.separator),
        kind="mail",
        list=fields.mailing_list(head),
        meta=_meta(head, found, format),
    )
    return document, [*problems, *head.remarks, *found.problems]


def _meta(head: Fields, found: Body, format: str) -> dict[str, str]:
    said = head.text("message-id")
    own = fields.message_ids(said) or said.split()
    meta = {
        # Said here, since adding it to what is made costs as much as a date.
        "format": format,
        "message-id": own[0] if own else "",
        "in-reply-to": fields.answered(head.text("in-reply-to")),
        "references": " ".join(fields.message_ids(head.text("references"))),
        "from": fields.address(head.raw("from")),
    }
    for name in _KEPT:
        if name in head:
            meta[name] = fields.folded(head.text(name))
    meta["attachments"] = ", ".join(found.attachments)
    meta["encoding"] = found.encoding or ""
    return {name: value for name, value in meta.items() if value}


_KEPT = (
    *("to", "cc", "sender", "reply-to", "list-id", "newsgroups", "organization", "keywords"),
    *("user-agent", "x-mailer"),
)
