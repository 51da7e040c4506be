"""Readers of mail: mailboxes, pipermail's monthly archives, and messages in files of their own.

Fields are read here, since what real messages hold is more than a strict parser takes; bodies of
several parts go through the standard library. May import ``mail_fields``, ``mail_parts`` and what
they may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
            document, problems = _document(item, f"{item.id}/{number}", message)
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
    separator, rest = b"", data[:LARGEST]
    if rest.startswith(b"From "):
        separator, _, rest = rest.partition(b"\n")
    message = Message(separator, rest, len(data) > LARGEST)
    document, problems = _document(item, item.id, message)
    for problem in problems:
        tell(Note(item.source, problem))
    yield document


_CUT = f"larger than {LARGEST // 1_000_000} MB, only its beginning is read"


class Message(NamedTuple):
    """A message of a mailbox: the line before it, its bytes, and whether the end is left out."""

    separator: bytes
    data: bytes
    is_cut: bool = False


_DATE = (
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+(?:[A-Z][a-z]{2}\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2})\b"
    rb"[^\n]*\d{1,2}:\d\d[^\n]*"
)
# A line with a date as C prints it, above a field; or one with an address alone, above two fields.
_FIELD = rb"[!-9;-~]+:(?:[ \t][^\n]*)?\r?\n"
_SEPARATOR = re.compile(
    rb"From (?:[^\n]*?\b" + _DATE + rb"\r?\n(?:>From [^\n]*\n)?" + _FIELD + rb"|"
    rb"\S+@\S+[ \t]*\r?\n" + _FIELD + rb"(?:[ \t][^\n]*\n)*" + _FIELD + rb")"
)


def split(stream: BinaryIO) -> Iterator[Message]:
    """Yield the messages of a mailbox, of whose bytes no more than `LARGEST` are kept.

    A line that begins with ``From`` parts messages where what is around it says so: many programs
    write such lines of a text as they are.
    """
    buffer = bytearray()
    is_cut = is_done = False
    looked = 0  # before this there is no separator but the first
    while True:
        at = buffer.find(b"\nFrom ", looked)
        if not is_done and (at < 0 or at + _LOOKAHEAD > len(buffer)):
            if at < 0 and len(buffer) > LARGEST:
                # Only what a separator may begin with is kept of the rest.
                is_cut = True
                del buffer[LARGEST:-6]
            looked = max(len(buffer) - 5, 0) if at < 0 else at
            chunk = stream.read(_CHUNK)
            is_done = not chunk
            buffer += chunk
            continue
        if at >= 0:
            looked = at + 1
            if _SEPARATOR.match(buffer, at + 1) is None:
                continue
            if bytes(buffer[: at + 1]).strip():
                yield _message(bytes(buffer[: at + 1]), is_cut)
            del buffer[: at + 1]
            is_cut, looked = False, 0
            continue
        if bytes(buffer).strip():
            yield _message(bytes(buffer), is_cut)
        return


def _message(data: bytes, is_cut: bool) -> Message:
    separator = b""
    if data.startswith(b"From "):
        separator, _, data = data.partition(b"\n")
    # A blank line before the next separator is the mailbox's own.
    if data.endswith(b"\n\n"):
        data = data[:-1]
    elif data.endswith(b"\r\n\r\n"):
        data = data[:-2]
    return Message(separator, data[:LARGEST], is_cut)


_ESCAPED = re.compile(r"^>(>*From )", re.MULTILINE)


def _document(item: Item, id: str, message: Message) -> tuple[RawDocument, Sequence[str]]:
    """Return the document of a message, and what was not as it should be."""
    head, body = fields.split_head(message.data)
    found = body_of(head, body)
    text = found.text.replace("\0", "")
    if message.separator:
        text = _ESCAPED.sub(r"\1", text)
    subject = fields.folded(head.text("subject"))
    if subject:
        text = f"{subject}\n\n{text}"
    document = RawDocument(
        id,
        text,
        item.source,
        len(message.data),
        title=subject or None,
        author=fields.author(head),
        date=fields.date(head.text("date")) or fields.date_of_separator(message.separator),
        kind="mail",
        list=fields.mailing_list(head),
        meta=_meta(head, found),
    )
    return document, found.problems


def _meta(head: Fields, found: Body) -> dict[str, str]:
    references = fields.message_ids(head.text("references"))
    answered = fields.message_ids(head.text("in-reply-to"))
    own = fields.message_ids(head.text("message-id")) or [fields.folded(head.text("message-id"))]
    meta = {
        "message-id": own[0].replace(" ", ""),
        "in-reply-to": " ".join(answered[:1]),
        "references": " ".join(references),
        "from": fields.address(head.raw("from")),
        **{name: fields.folded(head.text(name)) for name in _KEPT},
        "attachments": ", ".join(found.attachments),
        "encoding": found.encoding or "",
    }
    return {name: value for name, value in meta.items() if value}


_KEPT = (
    *("to", "cc", "sender", "reply-to", "list-id", "newsgroups", "organization", "keywords"),
    *("user-agent", "x-mailer"),
)
