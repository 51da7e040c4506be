"""Bytes to text: byte-order mark, UTF-8, a guess by charset-normalizer, then Windows-1252.

Whatever was guessed is said, so that a wrong guess does not go unnoticed.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What is guessed from: more makes the guess slow, not better.
_SAMPLE = 1 << 16

# Without a mark these are never right for text that holds no NUL: charset-normalizer takes
# b"Stra\xdfe" for Chinese in UTF-16.
_NEVER = ["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le", "utf_7"]

# A damaged UTF-8 text has at least this many good sequences for each bad one.
_GOOD_FOR_BAD = 4


class Decoded(NamedTuple):
    """A text, a remark on its encoding where one is due, and that."""

    text: str
    remark: str | None = None
    encoding: str = "utf-8"


def decode(data: bytes) -> Decoded | None:
    """Return the text that ``data`` holds, without byte-order mark; None for binary data."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if b"\0" in data:
        return None
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        return _lenient(data, "utf-8") if is_damaged_utf8(data) else _guess(data)


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), None, encoding)
    except UnicodeDecodeError:
        return _replacing(data, encoding, f"not quite {encoding.upper()}")


def _replacing(data: bytes, encoding: str, remark: str) -> Decoded:
    text = data.decode(encoding, "replace")
    if "\ufffd" in text:
        remark += "; what could not be decoded is shown as \ufffd"
    return Decoded(text, remark, encoding)


def is_damaged_utf8(data: bytes) -> bool:
    """Say whether this is UTF-8 with a few broken bytes: a guess would garble all the rest."""
    bad = data.decode("utf-8", "replace").count("\ufffd")
    good = re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xf4][\x80-\xbf]{2,3}", data)
    return len(good) >= _GOOD_FOR_BAD * bad


def _guess(data: bytes) -> Decoded:
    encoding = _guessed_encoding(data[:_SAMPLE])
    remark = f"not UTF-8, read as {encoding}"
    try:
        return Decoded(data.decode(encoding), remark, encoding)
    except UnicodeDecodeError:
        return _replacing(data, "cp1252", "not UTF-8, read as cp1252")


def _guessed_encoding(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_exclusion=_NEVER)
    best = matches.best()
    if best is None:
        return "cp1252"
    # It answers in alphabetical order where several fit alike, so that French, English and short
    # texts become cp1250; of those, cp1252 is what the web and old files are written in.
    alike = (
        match
        for match in matches
        if (match.chaos, -match.coherence) <= (best.chaos, -best.coherence)
    )
    if any("cp1252" in (match.encoding, *match.could_be_from_charset) for match in alike):
        return "cp1252"
    return best.encoding
