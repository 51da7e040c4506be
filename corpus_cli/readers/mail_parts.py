"""The text of a message's body: the best of its parts, and the names of the others.

May import ``mail_fields`` and ``mail_html``.
"""

from __future__ import annotations

import binascii
import re
from email.message import Message
from typing import Any, NamedTuple

from corpus_cli.readers.mail_fields import Fields, base64_bytes, decoded, decoded_words, folded
from corpus_cli.readers.mail_html import text_of

# Parts beyond this are of no message that anybody wrote.
_MOST_PARTS = 10_000


class Body(NamedTuple):
    """The text of a message, with line feeds alone, and what else it holds.

    ``encoding`` is that of the text where it is not UTF-8. ``problems`` are clauses on what was
    not as it should be.
    """

    text: str
    attachments: tuple[str, ...] = ()
    encoding: str | None = None
    problems: tuple[str, ...] = ()


_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")
_CHARSET = re.compile(r"""(?i);\s*charset\s*=\s*"?'?([^\s"';]+)""")


def body_of(head: Fields, body: bytes) -> Body:
    """Return the text of a body whose fields are ``head``; never raises."""
    content = head.raw("content-type")
    type = _TYPE.match(content)
    kind = type[1].lower() if type else "text/plain"
    if kind.startswith(("multipart/", "message/")):
        return _of_parts(content, head.raw("content-transfer-encoding"), body)
    collector = _Collector()
    disposition = head.raw("content-disposition").lower()
    how = head.raw("content-transfer-encoding").strip().lower()
    if kind.startswith("text/") and not disposition.startswith("attachment"):
        charset = _CHARSET.search(content)
        collector.take(kind, _unpacked(body, how), charset[1] if charset else "")
    else:
        name = re.search(r'(?i)name\*?\s*=\s*"?([^";]+)', f"{content};{disposition}")
        collector.name(decoded_words(name[1]) if name else "", kind)
    return collector.body()


def _unpacked(body: bytes, how: str) -> bytes:
    if how == "quoted-printable":
        return binascii.a2b_qp(body)
    if how == "base64":
        return base64_bytes(body)
    return body


def _of_parts(content: str, how: str, body: bytes) -> Body:
    from email import policy
    from email.parser import BytesParser

    head = f"Content-Type: {content}\nContent-Transfer-Encoding: {how}\n\n"
    collector = _Collector()
    try:
        whole = BytesParser(policy=policy.compat32).parsebytes(
            head.encode("ascii", "replace") + body
        )
        _collect(whole, collector)
    except Exception:
        # Parts nested deeper than the standard library goes, and whatever else breaks it.
        collector = _Collector()
        collector.problems.append("parts that cannot be told apart, read as text")
        collector.take("text/plain", body, "")
    return collector.body()


def _collect(whole: Message, collector: _Collector) -> None:
    """Go through the parts in order; a stack keeps deep ones from exhausting Python's."""
    waiting = [whole]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        kind = part.get_content_type()
        if part.is_multipart():
            children: Any = part.get_payload()
            if kind == "multipart/alternative":
                children = _best(children)
            elif kind == "message/rfc822":
                collector.forwarded(decoded_words(str(children[0].get("subject", ""))))
            waiting += reversed(children)
            continue
        name = _filename(part)
        disposition = str(part.get("content-disposition", "")).strip().lower()
        is_attached = disposition.startswith("attachment") or bool(name and kind == "text/html")
        if kind.startswith("text/") and kind != "text/calendar" and not is_attached:
            if name:
                collector.name(name, kind)
            data = part.get_payload(decode=True)
            charset = part.get_param("charset", "") or ""
            if isinstance(charset, tuple):
                charset = charset[2]
            collector.take(kind, data if isinstance(data, bytes) else b"", str(charset))
        elif name or not kind.startswith("multipart/"):
            collector.name(name, kind)
        elif (data := part.get_payload(decode=True)) and isinstance(data, bytes):
            # A part that says it has parts, and has none.
            collector.take("text/plain", data, "")
    collector.problems.append(f"more than {_MOST_PARTS:,} parts, the rest left out")


def _best(parts: list[Message]) -> list[Message]:
    """Return of parts that say the same the plain text, else the last with any text."""
    for part in parts:
        if part.get_content_type() == "text/plain" and _has_text(part):
            others = [each for each in parts if each.get_content_maintype() != "text"]
            return [part, *(each for each in others if not _is_of_html(each))]
    texts = [part for part in parts if part.get_content_type() in ("text/html", "text/enriched")]
    nested = [part for part in parts if part.is_multipart()]
    return (texts or nested or parts)[-1:]


def _has_text(part: Message) -> bool:
    payload = part.get_payload()
    return isinstance(payload, str) and bool(payload.strip())


def _is_of_html(part: Message) -> bool:
    """Whether a part is the other way to say it, with pictures."""
    return part.get_content_type() == "multipart/related"


def _filename(part: Message) -> str:
    try:
        return folded(decoded_words(part.get_filename() or ""))
    except Exception:
        return ""


class _Collector:
    """Puts the text of parts together."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._texts: list[tuple[str, str]] = []
        self._names: list[str] = []
        self._encoding: str | None = None

    def take(self, kind: str, data: bytes, charset: str) -> None:
        """Add the text of a part."""
        text, encoding, is_guessed = decoded(data, charset)
        if is_guessed:
            self.problems.append(f"not UTF-8, read as {encoding}")
        if encoding not in ("utf-8", "ascii") and not data.isascii():
            self._encoding = encoding
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if kind == "text/html":
            text = text_of(text)
        self._texts.append((kind, text))

    def name(self, name: str, kind: str) -> None:
        """Add the name of a part that is not read."""
        self._names.append(f"{name} ({kind})" if name else kind)

    def forwarded(self, subject: str) -> None:
        """Add the head of a message within the message."""
        self._names.append("message/rfc822")
        self._texts.append(("forwarded", f"Forwarded message: {folded(subject)}".rstrip(": ")))

    def body(self) -> Body:
        """Return all that was added."""
        texts = [text for _, text in self._texts]
        return Body(
            "\n\n".join(text.strip("\n") if len(texts) > 1 else text for text in texts),
            tuple(self._names),
            self._encoding,
            tuple(dict.fromkeys(self.problems)),
        )
