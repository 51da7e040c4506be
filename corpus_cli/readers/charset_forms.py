"""Encodings that show by their form: byte-order marks, wide characters, escape sequences.

Text in them passes for binary data or for ASCII, so that they are looked for before anything
else. May import nothing of the package.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from unicodedata import category

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def marked(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte-order mark names, and the length of the mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


# --- UTF-16 and UTF-32 without a mark -------------------------------------------------------------

_WIDE = ((4, ("utf-32-le", "utf-32-be")), (2, ("utf-16-le", "utf-16-be")))
# Bytes that are looked at, and characters without which nothing is claimed.
_SAMPLE = 1 << 14
_FEWEST = 4
# Blanks, ASCII, and the punctuation of East Asia: any text has some of them, of bytes in the wrong
# order next to none.
_USUAL = re.compile("[\t\n\r -~\u3001\u3002\uff0c]")
_NO_TEXT = frozenset(("Cc", "Cn", "Co", "Cs"))
_BLANKS = frozenset("\t\n\v\f\r\x1a\x1b\x85")
# Frequent characters that have a NUL as other text of two bytes a character has none.
_FULL_ROWS = frozenset("\u3000\u4e00")
_PRINTABLE = bytes(range(0x20, 0x7F))


def wide(data: bytes) -> str | None:
    """Return which of UTF-16 and UTF-32 data without a mark is text in, None for neither."""
    for size, names in _WIDE:
        whole = data[: min(_SAMPLE, len(data) // size * size)]
        if len(whole) < size * _FEWEST:
            continue
        fitting = [name for name in names if _is_text(whole, name)]
        if fitting:
            return max(fitting, key=lambda name: _usualness(_decoded(whole, name)))
    return None


def _decoded(sample: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(sample)


def _is_text(sample: bytes, encoding: str) -> bool:
    text = _decoded(sample, encoding)
    if "\ufffd" in text:
        return False
    if any(category(char) in _NO_TEXT and char not in _BLANKS for char in set(text)):
        return False
    latin = sum(char < "\u0100" for char in text)
    full = sum(
        not ord(char) & 0xFF and char < "\U00010000" and char not in _FULL_ROWS for char in text
    )
    if latin * 2 >= len(text):
        return full * 20 <= latin
    # Words of ASCII with NULs between them give rare characters, two letters each.
    bare = sample.replace(b"\0", b"")
    return 2 * full <= latin and len(bare.translate(None, _PRINTABLE)) * 4 >= len(bare)


def _usualness(text: str) -> tuple[int, int]:
    """Return how many usual characters, and how few different rows of characters, a text has."""
    return len(_USUAL.findall(text)), -len({ord(char) >> 8 for char in text})


# --- escape sequences -----------------------------------------------------------------------------

_JAPANESE = re.compile(rb"\x1b\$(?:[@AB]|\([@BCDOPQ])")
_KOREAN = b"\x1b$)C"
_CHINESE = b"\x1b$)A"
_IN_JAPANESE = ("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_ext")
_HZ = re.compile(rb"~\{((?:[\x21-\x77][\x21-\x7e])+)~\}")
# Two letters of the alphabets of Europe and the Near East, or longer runs of any: what looks like
# one of them may be the number of a telephone.
_UTF_7 = re.compile(rb"(?s)(?:\+(?:[AB][\w+/]{2}|[\w+/]{6})[\w+/]*(?![\w+/]).*?){2}", re.ASCII)


def escaped(data: bytes) -> tuple[str, str] | None:
    """Return the text, and the encoding, of bytes whose escapes shift between charsets."""
    if not data.isascii():
        return None
    # A single byte is found a hundred times faster than two.
    if b"\x1b" in data and (found := _first(data, _of_escapes(data))) is not None:
        return found
    if b"~" in data and _HZ.search(data) is not None and (text := _hz(data)) is not None:
        return text, "hz"
    if b"+" in data and _UTF_7.search(data) is not None:
        found = _first(data, ("utf-7",))
        return found if found is not None and _is_said_by_letters(found[0]) else None
    return None


def _of_escapes(data: bytes) -> Iterator[str]:
    if _KOREAN in data:
        yield "iso2022_kr"
    if _JAPANESE.search(data) is not None:
        yield from _IN_JAPANESE


def _first(data: bytes, encodings: Iterator[str] | tuple[str, ...]) -> tuple[str, str] | None:
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None


def _hz(data: bytes) -> str | None:
    """Return text in HZ; tildes outside of its brackets need be no escapes."""
    try:
        plain = data.decode("ascii")
        return re.sub(_HZ.pattern.decode(), lambda found: _chinese(found[1]), plain)
    except UnicodeDecodeError:
        return None


def _chinese(codes: str) -> str:
    return bytes(ord(code) | 0x80 for code in codes).decode("gb2312")


def _is_said_by_letters(text: str) -> bool:
    """Tell whether what a text has beyond ASCII are such characters as people write."""
    beyond = [char for char in text if not char.isascii()]
    return bool(beyond) and all(category(char)[0] in "LMPNZS" for char in beyond)
