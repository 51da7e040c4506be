"""The text of a message's body: the best of its parts, and the names of the others.

The standard library parses parts by recursion, and asks every line about every part around it;
here they are ranges of the message on a stack. May import ``mail_charsets``, ``mail_fields`` and
``html_text``.
"""

from __future__ import annotations

import binascii
import re
from typing import NamedTuple

from corpus_cli.readers.html_text import text_of
from corpus_cli.readers.mail_charsets import decoded
from corpus_cli.readers.mail_fields import Fields, base64_bytes, decoded_words, folded, split_head

# Parts beyond this are of no message that anybody wrote.
_MOST_PARTS = 10_000
_DEEPEST = 50


class Body(NamedTuple):
    """The text of a message, with line feeds alone, and what else it holds.

    ``encoding`` is that of the text where it is not UTF-8. ``problems`` are clauses on what was
    not as it should be.
    """

    text: str
    attachments: tuple[str, ...] = ()
    encoding: str | None = None
    problems: tuple[str, ...] = ()


class _Part(NamedTuple):
    """A part whose bytes are ``data[start:end]``, its fields apart.

    ``way`` is the place of the innermost ``multipart/alternative`` around it among all of those.
    """

    head: Fields
    data: bytes
    start: int
    end: int
    depth: int = 0
    way: int | None = None
    default: str = "text/plain"


class _Text(NamedTuple):
    """The text of a part before it is decoded."""

    kind: str
    data: bytes
    charset: str
    way: int | None


def body_of(head: Fields, body: bytes) -> Body:
    """Return the text of a body whose fields are ``head``; never raises."""
    return _Walk().body(_Part(head, body, 0, len(body)))


# Text that says in another form what is said beside it, or what programs tell each other.
_OF_MACHINES = frozenset(
    "text/calendar text/x-vcard text/vcard text/directory text/rfc822-headers text/x-amp-html "
    "text/css text/csv text/xml text/rtf text/x-rtf".split()
)
_MARKED_UP = frozenset(("text/html", "text/enriched", "text/richtext"))
_MESSAGES = frozenset(("message/rfc822", "message/global", "message/news"))


_FORWARDED = "---------- Forwarded message ----------"
_FORWARDED_END = "---------- End of forwarded message ----------"


class _Walk:
    """Goes through the parts of a message in order."""

    def __init__(self) -> None:
        self._texts: list[_Text | str] = []
        self._names: list[str] = []
        # For each multipart/alternative the one that it is in.
        self._ways: list[int | None] = []
        self._problems: list[str] = []

    def body(self, whole: _Part) -> Body:
        waiting: list[_Part | str] = [whole]
        seen = 0
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                self._texts.append(part)
                continue
            seen += 1
            if seen > _MOST_PARTS:
                self._problems.append(f"more than {_MOST_PARTS:,} parts, the rest left out")
                break
            content = part.head.raw("content-type")
            kind = _kind(content, part.default)
            if kind in _MESSAGES:
                waiting += self._message(part)
            elif kind.startswith("multipart/"):
                waiting += self._parts(part, kind, content)
            else:
                self._leaf(part, kind, content, is_whole=part is whole)
        return self._body()

    def _message(self, part: _Part) -> list[_Part | str]:
        """Begin with a message in the message; its body is a part like others."""
        inner = _unpacked(part)
        head, body = split_head(inner)
        subject = folded(head.text("subject"))
        self._names.append(f"{subject} (message/rfc822)" if subject else "message/rfc822")
        if part.depth >= _DEEPEST:
            return self._too_deep(part)
        whole = _Part(head, body, 0, len(body), part.depth + 1)
        if part.default == "message/rfc822":
            # What a digest consists of is not quoted in it.
            self._texts.append(f"Message: {subject}" if subject else "Message")
            return [whole]
        # As programs write it that forward messages as text.
        said = [_FORWARDED]
        for name in ("From", "Date", "Subject"):
            value = folded(decoded_words(head.raw(name.lower())))
            if value:
                said.append(f"{name}: {value}")
        self._texts.append("\n".join(said))
        return [_FORWARDED_END, whole] if len(said) > 2 and "from" in head else [whole]

    def _parts(self, part: _Part, kind: str, content: str) -> list[_Part | str]:
        """Return the parts of a part, the last first; its text where they cannot be told apart."""
        if part.depth >= _DEEPEST:
            return self._too_deep(part)
        way = part.way
        if kind == "multipart/alternative":
            self._ways.append(way)
            way = len(self._ways) - 1
        default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        found = _ranges(part, _parameter(content, "boundary")) or _ranges(
            part, _first_boundary(part)
        )
        if found is None:
            if part.data[part.start : part.end].strip():
                self._problems.append("parts that cannot be told apart, read as text")
                self._texts.append(_Text("text/plain", _unpacked(part), "", way))
            return []
        parts: list[_Part | str] = []
        for start, end, is_part in found[: _MOST_PARTS + 1]:
            if is_part:
                head, body_start = _head(part.data, start, end)
                parts.append(_Part(head, part.data, body_start, end, part.depth + 1, way, default))
            elif part.data[start:end].strip():
                # What list software adds at the end, below the last of the parts.
                parts.append(_Part(Fields(()), part.data, start, end, part.depth + 1, None))
        return parts[::-1]

    def _too_deep(self, part: _Part) -> list[_Part | str]:
        self._problems.append(f"parts nested more than {_DEEPEST} deep, read as text")
        self._texts.append(_Text("text/plain", _unpacked(part), "", part.way))
        return []

    def _leaf(self, part: _Part, kind: str, content: str, *, is_whole: bool) -> None:
        disposition = part.head.raw("content-disposition")
        name = _name(disposition, content)
        is_attached = disposition[:10].lower() == "attachment" and not is_whole
        is_text = kind.startswith("text/") and kind not in _OF_MACHINES and not is_attached
        is_file = kind in _MARKED_UP and "filename" in disposition.lower() and not is_whole
        if not is_text or is_file:
            self._names.append(f"{name} ({kind})" if name else kind)
            return
        if name:
            self._names.append(f"{name} ({kind})")
        data = _unpacked(part)
        charset = _parameter(content, "charset")
        if not charset and kind == "text/html" and (own := _OF_PAGE.search(data, 0, 2000)):
            charset = own[1].decode("ascii")
        self._texts.append(_Text(kind, data, charset, part.way))

    def _body(self) -> Body:
        while self._texts and self._texts[-1] == _FORWARDED_END:
            self._texts.pop()
        plain = self._plain_ways()
        texts: list[str] = []
        encoding = None
        for each in self._texts:
            if isinstance(each, str):
                texts.append(each)
                continue
            if each.kind in _MARKED_UP and self._is_said(each, plain):
                continue
            found = decoded(each.data, each.charset)
            if found.remark is not None:
                self._problems.append(found.remark)
            if found.encoding not in ("utf-8", "ascii"):
                encoding = found.encoding
            texts.append(_read(found.text, each.kind))
        if len(texts) > 1:
            texts = [text.strip("\n") for text in texts if text.strip()]
        return Body(
            "\n\n".join(texts),
            tuple(self._names),
            encoding,
            tuple(dict.fromkeys(self._problems)),
        )

    def _plain_ways(self) -> frozenset[tuple[int | None, str]]:
        """Return which alternatives hold plain text, and which HTML, that is not blank."""
        return frozenset(
            (each.way, "plain" if each.kind not in _MARKED_UP else each.kind)
            for each in self._texts
            if isinstance(each, _Text) and each.way is not None and each.data.strip()
        )

    def _is_said(self, text: _Text, known: frozenset[tuple[int | None, str]]) -> bool:
        """Whether what is marked up stands beside plain text, or HTML, that says the same."""
        if text.way is None:
            return False
        if text.kind != "text/html" and (text.way, "text/html") in known:
            return True
        way: int | None = text.way
        while way is not None:
            if (way, "plain") in known:
                return True
            way = self._ways[way]
        return False


_OF_PAGE = re.compile(rb"""(?i)<meta\s[^<>]*?charset\s*=\s*["']?([\w-]+)""")


def _read(text: str, kind: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text_of(text) if kind in _MARKED_UP else text


# --- fields of parts ------------------------------------------------------------------------------

_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")
_PARAMETERS = {
    name: re.compile(rf"(?i)[;\s]{name}\s*=\s*(?:\"([^\"]*)\"?|'([^']*)'|([^\s;\"']+))")
    for name in ("boundary", "charset", "filename", "name")
}
# Of parameters that are longer, the rest means nothing.
_LONGEST = 2000


def _kind(content: str, default: str) -> str:
    found = _TYPE.match(content)
    return found[1].lower() if found else default


def _parameter(content: str, name: str) -> str:
    if not content:
        return ""
    content = content[:_LONGEST]
    found = _PARAMETERS[name].search(content)
    if found is not None:
        return found[1] or found[2] or found[3] or ""
    return _encoded_parameter(content, name) if "*" in content else ""


def _encoded_parameter(content: str, name: str) -> str:
    """Return a parameter in parts or with a charset of its own (RFC 2231)."""
    from email.message import Message
    from email.utils import collapse_rfc2231_value

    message = Message()
    # A name of another kind than that of the field does no harm.
    message["Content-Type"] = content
    try:
        value = message.get_param(name)
        return collapse_rfc2231_value(value) if value else ""
    except Exception:
        return ""


def _name(disposition: str, content: str) -> str:
    """Return the name of the file that a part is."""
    name = _parameter(disposition, "filename") or _parameter(content, "name")
    return folded(decoded_words(name))


# --- parts ----------------------------------------------------------------------------------------

_FIRST = re.compile(rb"^--([^\s]{1,200})[ \t]*\r?\n(?=[Cc]ontent-)", re.MULTILINE)


def _first_boundary(part: _Part) -> str:
    """Return the boundary that a part uses, and does not name or calls otherwise."""
    found = _FIRST.search(part.data, part.start, part.end)
    return found[1].decode("latin-1") if found else ""


_BEHIND = re.compile(rb"(--)?[ \t]*+\r?(?:\n|\Z)")


def _ranges(part: _Part, boundary: str) -> list[tuple[int, int, bool]] | None:
    """Return where the parts are, and what is behind the last; None where nothing parts them.

    Each comes with whether it is a part.
    """
    if not boundary:
        return None
    data, end = part.data, part.end
    mark = b"--" + boundary.encode("utf-8", "replace").rstrip()
    found: list[tuple[int, int, bool]] = []
    begun: int | None = None
    is_part = True
    at = data.find(mark, part.start, end)
    while at >= 0:
        behind = _BEHIND.match(data, at + len(mark), end)
        if behind is None or (at > part.start and data[at - 1] != 10):
            at = data.find(mark, at + len(mark), end)
            continue
        if begun is not None:
            # The line end before a boundary is the boundary's.
            stop = at - 1 if data[at - 2 : at] != b"\r\n" else at - 2
            found.append((begun, max(stop, begun), is_part))
            if len(found) > _MOST_PARTS:
                return found
        begun, is_part = behind.end(), behind[1] is None
        at = data.find(mark, begun, end)
    if begun is None:
        return None
    found.append((begun, end, is_part))
    return found


def _head(data: bytes, start: int, end: int) -> tuple[Fields, int]:
    """Return the fields of a part, and where its body begins."""
    head, body = split_head(data[start : min(end, start + _HEAD)])
    return head, min(start + _HEAD, end) - len(body)


_HEAD = 100_000


# --- transfer encodings ---------------------------------------------------------------------------


def _unpacked(part: _Part) -> bytes:
    """Return the bytes of a part as they were before they were sent."""
    body = part.data[part.start : part.end]
    how = part.head.raw("content-transfer-encoding").strip(" \"';").lower()
    if how == "quoted-printable":
        return binascii.a2b_qp(body)
    if how == "base64":
        return _from_base64(body)
    if how in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _from_uuencode(body)
    return body


_BASE64_LINES = re.compile(rb"(?:[A-Za-z0-9+/=]*+[ \t]*+\r?\n)*+(?:[A-Za-z0-9+/=]+[ \t]*\Z)?")
_WHOLE_LINE = re.compile(rb"^[A-Za-z0-9+/]{60}", re.MULTILINE)


def _from_base64(body: bytes) -> bytes:
    """Return what Base64 stands for, and what list software added to it as it is."""
    end = _BASE64_LINES.match(body).end()  # type: ignore[union-attr]
    rest = body[end:]
    if not rest.strip() or _WHOLE_LINE.search(rest) is not None or not body[:end].strip():
        return base64_bytes(body)
    return base64_bytes(body[:end]) + b"\n" + rest


def _from_uuencode(body: bytes) -> bytes:
    lines = body.split(b"\n")
    begin = next((at for at, line in enumerate(lines) if line.startswith(b"begin ")), None)
    if begin is None:
        return body
    found = []
    for line in lines[begin + 1 :]:
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            found.append(binascii.a2b_uu(line.rstrip(b"\r")))
        except binascii.Error:
            return body
    return b"".join(found)
