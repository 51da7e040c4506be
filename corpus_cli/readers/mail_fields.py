"""The fields of a message as they really are: encoded, broken, in raw bytes; never an error.

May import ``decode``.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from email.utils import parseaddr, parsedate_tz
from functools import lru_cache

from corpus_cli.readers.decode import decode

# More of a head is no head.
_LONGEST_HEAD = 1_000_000
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")


class Fields:
    """The fields of a head by their names in lower case; of repeated ones the first."""

    def __init__(self, pairs: Iterable[tuple[str, bytes]]) -> None:
        self._values: dict[str, bytes] = {}
        for name, value in pairs:
            self._values.setdefault(name, value)

    def raw(self, name: str) -> str:
        """Return a field on one line, its encoded words as they are."""
        value = self._values.get(name)
        return "" if value is None else _plain(value)

    def text(self, name: str) -> str:
        """Return a field on one line, decoded; nothing where it is missing."""
        return decoded_words(self.raw(name))


def split_head(data: bytes) -> tuple[Fields, bytes]:
    """Return the fields of a message, and what is below them.

    Text that begins with no field is all body. A line that is none ends the head, but for those
    that mailboxes put before a message.
    """
    head = data[:_LONGEST_HEAD]
    if b"\r" in head:
        head = head.replace(b"\r\n", b"\n")
    pairs: list[tuple[str, bytes]] = []
    at = 0
    while True:
        if head.startswith((b">From ", b"From "), at) and (end := head.find(b"\n", at)) >= 0:
            at = end + 1
            continue
        found = _FIELD.match(head, at)
        if found is None:
            break
        pairs.append((found[1].decode("ascii").lower(), found[2]))
        at = found.end()
    if head.startswith(b"\n", at):
        at += 1
    if head is not data and b"\r" in data[:_LONGEST_HEAD]:
        at = _with_returns(data, head[:at].count(b"\n"))
    return Fields(pairs), data[at:]


def _with_returns(data: bytes, lines: int) -> int:
    """Return the offset behind so many lines."""
    at = 0
    for _ in range(lines):
        at = data.find(b"\n", at) + 1
        if not at:
            return len(data)
    return at


def _plain(value: bytes) -> str:
    text = value
    if b"\n" in text:
        text = re.sub(rb"\r?\n[ \t]+", b" ", text)
    text = text.strip()
    if text.isascii():
        return text.decode("ascii").replace("\0", "")
    found = decode(text.replace(b"\0", b""))
    return found.text if found is not None else ""


def folded(text: str) -> str:
    """Return a text with its white space as single blanks, and without NULs."""
    return " ".join(text.replace("\0", "").split())


_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?]*)?\?([bBqQ])\?([^?]*)\?=")


def decoded_words(text: str) -> str:
    """Return a field with its encoded words decoded (RFC 2047), broken ones as far as it goes.

    White space between two encoded words means nothing; a character may be parted by them.
    """
    if "=?" not in text:
        return text
    parts: list[str | tuple[str, bytes]] = []
    at = 0
    for match in _WORD.finditer(text):
        between = text[at : match.start()]
        if between and not (between.isspace() and parts and isinstance(parts[-1], tuple)):
            parts.append(between)
        charset, data = match[1].lower(), _bytes_of(match[2], match[3])
        last = parts[-1] if parts else ""
        if isinstance(last, tuple) and last[0] == charset:
            parts[-1] = (charset, last[1] + data)
        else:
            parts.append((charset, data))
        at = match.end()
    parts.append(text[at:])
    return "".join(
        each if isinstance(each, str) else decoded(each[1], each[0])[0] for each in parts
    )


def _bytes_of(how: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if how in "qQ":
        return binascii.a2b_qp(data, header=True)
    return base64_bytes(data)


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def base64_bytes(data: bytes) -> bytes:
    """Return what Base64 stands for, as much of it as is whole."""
    clean = _NOT_BASE64.sub(b"", data)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


# Names that mail gives to what Python calls otherwise, or that programs write for more than it is.
_CALLED = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso8859-1": "cp1252",
    "us-ascii": "utf-8", "ascii": "utf-8", "ansi_x3.4-1968": "utf-8", "gb2312": "gb18030",
    "gbk": "gb18030", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "iso-8859-8-i": "iso-8859-8", "iso-8859-6-i": "iso-8859-6", "x-sjis": "cp932",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-euc-jp": "euc_jp", "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman", "iso-8859-9": "cp1254", "windows-874": "cp874", "utf8": "utf-8",
    "tis-620": "cp874", "cp-850": "cp850", "x-windows-949": "cp949",
}  # fmt: skip


@lru_cache(maxsize=256)
def _codec(charset: str) -> str | None:
    name = charset.strip(" \"';").lower()
    try:
        found = codecs.lookup(_CALLED.get(name, name))
    except (LookupError, ValueError):
        return None
    # What is no encoding of text, such as rot13 or zip, is none of mail's.
    return found.name if found._is_text_encoding else None


def decoded(data: bytes, charset: str) -> tuple[str, str, bool]:
    """Return the text of bytes, its encoding, and whether that was guessed.

    ``charset`` is what the message says, which is not always so.
    """
    codec = _codec(charset) if charset else "utf-8"
    if codec is not None:
        try:
            return data.decode(codec), codec, False
        except (UnicodeDecodeError, ValueError):
            # Five bytes of Windows-1252 mean nothing, but ISO 8859-1 has them.
            if codec == "cp1252":
                return data.decode("latin-1"), "iso8859-1", False
    found = decode(data.replace(b"\0", b""))
    if found is None:
        return data.decode("latin-1"), "iso8859-1", True
    return found.text, found.encoding, found.encoding != "utf-8" or "\ufffd" in found.text


_OBFUSCATED = re.compile(r"\s*([^\s<>()]+)\s+at\s+([^\s<>()]+)\s*(?:\((.*)\))?\s*", re.DOTALL)


def author(head: Fields) -> str | None:
    """Return the name in ``From``, else the address; that of ``Sender`` where there is neither."""
    return _name(head.raw("from")) or _name(head.raw("sender")) or None


def _name(raw: str) -> str:
    hidden = _OBFUSCATED.fullmatch(raw)
    if hidden is not None:
        return folded(decoded_words(hidden[3] or "")) or f"{hidden[1]}@{hidden[2]}"
    name, box = _parsed(raw)
    name = folded(decoded_words(name)).strip(" '\"")
    return name or box or folded(decoded_words(raw)).strip(" '\"<>")


def address(raw: str) -> str:
    """Return the address in a field, in lower case where it is one."""
    hidden = _OBFUSCATED.fullmatch(raw)
    return f"{hidden[1]}@{hidden[2]}" if hidden is not None else folded(_parsed(raw)[1])


_ANGLED = re.compile(r"\s*(.*?)\s*<\s*([^<>\s]*@?[^<>]*?)\s*>\s*", re.DOTALL)


def _parsed(raw: str) -> tuple[str, str]:
    # Commas and brackets in a name that is not quoted lead strict parsers astray.
    found = _ANGLED.fullmatch(raw[:10_000])
    if found is not None:
        return re.sub(r'^"(.*)"$', r"\1", found[1]).replace('\\"', '"'), found[2]
    try:
        return parseaddr(raw[:10_000])
    except Exception:
        return "", ""


_ZONE = re.compile(r"\d:\d\d(?::\d\d)?\s*(?!-0000)(?:[+-]\d|[A-Z]{1,5}\b)")


def date(text: str) -> str | None:
    """Return a date in ISO 8601, with its offset where it has one; None for what is no date."""
    try:
        parsed = parsedate_tz(text[:200])
        if parsed is None:
            return None
        year, month, day, hour, minute, second = parsed[:6]
        zone = None
        # Where there is none, and for one that is not known, the library says 0.
        if _ZONE.search(text) and parsed[9] is not None and abs(parsed[9]) < 86_400:
            zone = timezone(timedelta(seconds=parsed[9] - parsed[9] % 60))
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat() if 1969 <= year <= 2100 else None


_OF_SEPARATOR = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*")


def date_of_separator(line: bytes) -> str | None:
    """Return the date in the line before a message."""
    found = _OF_SEPARATOR.search(line.decode("latin-1"))
    return date(found[0].strip()) if found else None


_ID = re.compile(r"<\s*([^<>]*[^<>\s])\s*>")


def message_ids(text: str) -> list[str]:
    """Return the message ids in a field, without brackets; words with @ where none has any."""
    found = [re.sub(r"\s+", "", each) for each in _ID.findall(text)]
    if found or not text:
        return found
    return [each for each in text.replace(",", " ").split() if "@" in each]


def mailing_list(head: Fields) -> str | None:
    """Return the name of the list that a message came by."""
    found = re.search(r"<\s*([^<>\s.@]+)[^<>]*>\s*$", head.text("list-id")) or re.fullmatch(
        r"\s*([\w-]+)\.[\w.-]+\s*", head.text("list-id")
    )
    if found is None:
        for name in ("list-post", "x-beenthere", "x-mailing-list", "delivered-to"):
            text = head.text(name)
            if name == "delivered-to" and not text.lower().startswith("mailing list"):
                continue
            found = re.search(r"([\w.+-]+)@", text)
            if found is not None:
                break
    return found[1] if found else None
