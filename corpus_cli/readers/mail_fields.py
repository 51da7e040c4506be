"""The fields of a message as they really are: encoded, broken, in raw bytes; never an error.

May import ``mail_charsets``, and of ``parsing`` what reads dates.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from email.utils import parseaddr
from functools import lru_cache

from corpus_cli.readers.mail_charsets import decoded

# More of a head is no head.
_LONGEST_HEAD = 1_000_000
# No name of a field that means anything is longer.
_LONGEST_FIELD = 200
_SEPARATORS = (b">From ", b"From ")
_FIELD = re.compile(rb"([!-9;-~]++)[ \t]*+:[ \t]*+([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")


_FOLD = re.compile(rb"\r?\n[ \t]+")


class Fields:
    """The fields of a head by their names in lower case; of repeated ones the first.

    ``remarks`` are clauses on what was not as it should be in those that were asked for.
    """

    def __init__(self, pairs: Iterable[tuple[str, bytes]]) -> None:
        self._values: dict[str, bytes] = {}
        self._texts: dict[str, str] = {}
        self.remarks: dict[str, None] = {}
        for name, value in pairs:
            self._values.setdefault(name, value)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def raw(self, name: str) -> str:
        """Return a field on one line, its encoded words as they are."""
        known = self._texts.get(name)
        if known is None:
            known = self._texts[name] = self._raw(name)
        return known

    def _raw(self, name: str) -> str:
        value = self._values.get(name)
        if value is None:
            return ""
        if b"\n" in value:
            value = _FOLD.sub(b" ", value)
        value = value.strip()
        if value.isascii():
            text = value.decode("ascii")
            return text.replace("\0", "") if "\0" in text else text
        found = decoded(value, self._charset(name))
        if found.remark is not None:
            self.remarks[f"{name}: {found.remark}"] = None
        return found.text

    def text(self, name: str) -> str:
        """Return a field on one line, decoded; nothing where it is missing."""
        if name not in self._values:
            return ""
        text = self.raw(name)
        return decoded_words(text) if "=?" in text else text

    def _charset(self, name: str) -> str:
        """Return what a field in raw bytes may be in: UTF-8 first, then what the body is in."""
        value = self._values[name]
        try:
            value.decode()
        except UnicodeDecodeError:
            named = _CHARSET.search(self._values.get("content-type", b""))
            return named[1].decode("ascii") if named else ""
        return "utf-8"


_CHARSET = re.compile(rb"""(?i)charset\s*=\s*["']?([!-~]+?)(?:["';\s]|\Z)""")


@lru_cache(maxsize=1024)
def _lower(name: bytes) -> str:
    return name[:_LONGEST_FIELD].decode("ascii").lower()


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
        if head.startswith(_SEPARATORS, at) and (end := head.find(b"\n", at)) >= 0:
            at = end + 1
            continue
        found = _FIELD.match(head, at)
        if found is None:
            break
        name, value = found.groups()
        pairs.append((_lower(name), value))
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


def folded(text: str) -> str:
    """Return a text with its white space as single blanks."""
    return " ".join(text.split())


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
        each if isinstance(each, str) else decoded(each[1], each[0]).text for each in parts
    )


def _bytes_of(how: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if how in "qQ":
        return binascii.a2b_qp(data, header=True)
    return base64_bytes(data)


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_PADDING = re.compile(rb"=+")


def base64_bytes(data: bytes) -> bytes:
    """Return what Base64 stands for, as much of it as is whole."""
    return b"".join(map(_of_base64, _PADDING.split(_NOT_BASE64.sub(b"", data))))


def _of_base64(clean: bytes) -> bytes:
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


# More of a field with names and addresses is not looked at for the first.
_LONGEST_NAME = 1000
_OBFUSCATED = re.compile(r"([^\s<>()\"]+) at ([^\s<>()\"]+)(?: \((.*)\))?")


def author(head: Fields) -> str | None:
    """Return the name in ``From``, else the address; that of ``Sender`` where there is neither."""
    return _name(head.raw("from")) or _name(head.raw("sender")) or None


def _name(raw: str) -> str:
    raw = folded(raw)[:_LONGEST_NAME]
    hidden = _OBFUSCATED.fullmatch(raw)
    if hidden is not None:
        return folded(decoded_words(hidden[3] or "")) or f"{hidden[1]}@{hidden[2]}"
    name, box = _parsed(raw)
    name = _unquoted(folded(decoded_words(name)))
    return name or (box if "@" in box else _unquoted(folded(decoded_words(raw)).strip("<>")))


def _unquoted(name: str) -> str:
    """Return a name without the quotation marks around it."""
    name = name.strip()
    while len(name) > 1 and name[0] in "'\"" and name[-1] == name[0]:
        name = name[1:-1].strip()
    return name


def address(raw: str) -> str:
    """Return the first address in a field, and what stands there where there is none."""
    raw = folded(raw)[:_LONGEST_NAME]
    hidden = _OBFUSCATED.fullmatch(raw)
    return f"{hidden[1]}@{hidden[2]}" if hidden is not None else folded(_parsed(raw)[1])


_PLAIN_NAME = re.compile(r'([^<>@"()]*)<([^<>\s]*)>')
_ANGLED = re.compile(r"([^<>]*)<([^<>]*)>")


def _parsed(raw: str) -> tuple[str, str]:
    """Return a name and an address of a field on one line, its white space folded."""
    # Commas and brackets in a name that is not quoted lead strict parsers astray.
    found = _PLAIN_NAME.fullmatch(raw) or _ANGLED.fullmatch(raw)
    if found is not None:
        name = found[1].strip()
        if name[:1] == '"' == name[-1:] and len(name) > 1:
            name = re.sub(r"\\(.)", r"\1", name[1:-1])
        return name, found[2].strip()
    try:
        return parseaddr(raw)
    except Exception:
        return "", ""


_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:\.\d+)?)?"
_ZONE = r"(?:(?:GMT|UTC?)?(?P<{0}offset>[+-]\d\d?:?\d\d)|\(?(?P<{0}name>[A-Z]{{1,5}})\b)"
# As mail writes it: Fri, 19 Feb 2016 06:11:39 -0700; and as C prints it.
_DATES = (
    re.compile(
        r"\s*(?:[^\W\d]{2,9}\.?,?\s*)?(?P<day>\d{1,2})[\s-]+(?P<month>[A-Za-z]{3})[a-z]*\.?,?[\s-]+"
        rf"(?P<year>\d{{2,4}}),?\s+{_TIME}(?:\s*{_ZONE.format('')})?(?!\s*[AaPp][Mm]\b)"
    ),
    re.compile(
        r"\s*(?:[A-Z][a-z]{2},?\s+)?(?P<month>[A-Z][a-z]{2})\s+(?P<day>\d{1,2}),?\s+"
        rf"{_TIME}(?:\s+{_ZONE.format('')})?\s+(?P<year>\d{{4}})\b(?:\s+{_ZONE.format('last_')})?"
    ),
)


def date(text: str) -> str | None:
    """Return a date in ISO 8601, with its offset where it has one; None for what is no date."""
    text = text[:200]
    found = _DATES[0].match(text) or _DATES[1].match(text)
    month = _MONTHS.get(found["month"].lower()) if found else None
    if found is None or month is None:
        from corpus_cli.parsing.dates import find

        odd = find(text)
        return odd.iso if odd else None
    said = found.groupdict()
    year = int(said["year"])
    if len(said["year"]) < 4:
        year += 1900 if year > 49 else 2000
    zone = _offset(said["offset"] or said.get("last_offset"), said["name"] or said.get("last_name"))
    try:
        moment = datetime(
            year,
            month,
            int(said["day"]),
            int(said["hour"]),
            int(said["minute"]),
            min(int(said["second"] or 0), 59),
            tzinfo=None if zone is None else timezone(timedelta(minutes=zone)),
        )
    except ValueError:
        return None
    return moment.isoformat() if 1969 <= year <= 2100 else None


def _offset(offset: str | None, name: str | None) -> int | None:
    """Return how many minutes a zone is ahead, None where it has no meaning, or several."""
    if offset:
        digits = offset[1:].replace(":", "").zfill(4)
        minutes = 60 * int(digits[:2]) + int(digits[2:])
        if minutes > 16 * 60:
            return None
        return -minutes if offset[0] == "-" else minutes
    if not name:
        return None
    from corpus_cli.parsing.date_words import zones

    return zones().get(name)


_OF_SEPARATOR = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*")


def date_of_separator(line: bytes) -> str | None:
    """Return the date in the line before a message."""
    found = _OF_SEPARATOR.search(line.decode("latin-1"))
    return date(found[0]) if found else None


_ID = re.compile(r"<([^<>]*)>")


def message_ids(text: str) -> list[str]:
    """Return the message ids in a field, without brackets; all words where they are addresses."""
    if not text:
        return []
    found = ["".join(each.split()) for each in _ID.findall(text)]
    if not found:
        found = text.replace(",", " ").split()
        return found if all("@" in each for each in found) else []
    return [each for each in found if each]


def answered(text: str) -> str:
    """Return the id of the message that a field says is answered.

    Where it names who wrote that, and when, the id comes last.
    """
    found = message_ids(text)
    if not found:
        return ""
    return found[0] if not _ID.sub("", text).strip(" ,") else found[-1]


_IN_ANGLES = re.compile(r"<\s*([^<>\s.@]++)[^<>]*>\s*$")
_OF_DOMAIN = re.compile(r"\s*([\w-]+)\.[\w.-]+\s*")
_BOX = re.compile(r"([\w.+-]++)@")


def mailing_list(head: Fields) -> str | None:
    """Return the name of the list, or the newsgroup, that a message came by."""
    named = folded(head.text("list-id"))[:_LONGEST_NAME]
    found = _IN_ANGLES.search(named) or _OF_DOMAIN.fullmatch(named)
    if found is not None:
        return found[1]
    for name in ("list-post", "x-beenthere", "x-mailing-list", "mailing-list", "delivered-to"):
        if name not in head:
            continue
        text = folded(head.text(name))[:_LONGEST_NAME]
        if name == "delivered-to" and not text.lower().startswith("mailing list"):
            continue
        found = _BOX.search(text)
        if found is not None:
            return found[1]
    groups = head.text("newsgroups")[:_LONGEST_NAME].replace(",", " ").split()
    return groups[0] if groups else None
