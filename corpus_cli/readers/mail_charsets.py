"""Bytes of mail to text: by the charset that a message names, which is not always so, or a guess.

May import ``decode``.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

from corpus_cli.readers.decode import is_damaged_utf8

# Names that mail gives to what Python calls otherwise, or that programs write for more than it is.
_CALLED = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252", "ansi": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8", "utf8": "utf-8", "utf8mb4": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7", "x-unicode-2-0-utf-7": "utf-7", "gb2312": "gb18030",
    "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "hz": "hz", "big5": "big5hkscs",
    "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "euc-kr": "cp949", "x-windows-949": "cp949",
    "iso-8859-8-i": "iso-8859-8", "iso-8859-6-i": "iso-8859-6", "iso-8859-9": "cp1254",
    "x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-euc-jp": "euc_jp", "macintosh": "mac_roman", "x-mac-roman": "mac_roman",
    "windows-874": "cp874", "tis-620": "cp874", "cp-850": "cp850", "koi8": "koi8-r",
}  # fmt: skip

# Codecs of Python that are no encoding of text in mail; some take time in the square of it.
_NEVER = frozenset(
    ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem")
)

# What mail without a charset is written in. More leads astray: French is taken for Lithuanian.
_LIKELY = (
    *("cp1252", "cp1250", "iso8859_2", "koi8_r", "cp1251", "gb18030", "big5", "euc_jp", "cp932"),
    *("euc_kr", "cp1253", "cp1254", "cp1255", "cp1256", "cp874"),
)
# How many bytes are guessed from.
_SAMPLE = 1000

# What cannot be decoded may be so much of a text, for the rest to be what it is said to be.
_BAD = 0.02


class Decoded(NamedTuple):
    """A text and its encoding; ``remark`` says what was amiss."""

    text: str
    encoding: str
    remark: str | None = None


def decoded(data: bytes, charset: str = "") -> Decoded:
    """Return the text of bytes of which a message says that they are in ``charset``."""
    codec = _codec(charset) if charset else "utf-8"
    # Where escapes shift between charsets, all bytes are of ASCII.
    if data.isascii() and (codec is None or codec not in _SHIFTING) and b"\0" not in data:
        return Decoded(data.decode("ascii"), "ascii")
    named = _named(data, codec) if codec is not None else None
    if named is not None:
        return named
    data = data.replace(b"\0", b"")
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        pass
    if is_damaged_utf8(data):
        return Decoded(data.decode("utf-8", "replace"), "utf-8", _damaged("utf-8"))
    encoding = _guess(data)
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, f"not UTF-8, read as {encoding}")


_SHIFTING = frozenset(
    "utf-7 hz utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be iso2022_jp iso2022_jp_1 "
    "iso2022_jp_2 iso2022_jp_3 iso2022_jp_ext iso2022_jp_2004 iso2022_kr cp037 cp500 cp1140".split()
)


def _damaged(encoding: str) -> str:
    return f"not quite {encoding.upper()}; what could not be decoded is shown as \ufffd"


def _named(data: bytes, codec: str) -> Decoded | None:
    """Return the text of bytes by the charset that is named, None where that cannot be."""
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        # Five bytes of Windows-1252 mean nothing, but ISO 8859-1 has them.
        if codec == "cp1252":
            return Decoded(data.decode("latin-1").replace("\0", ""), "iso8859-1")
        if codec == "utf-8" or _is_utf8(data):
            return None
        text = data.decode(codec, "replace")
        if text.count("\ufffd") > 1 + _BAD * len(text):
            return None
        return Decoded(_whole(text, codec), codec, _damaged(codec))
    return Decoded(_whole(text, codec), codec)


def _whole(text: str, codec: str) -> str:
    """Return a text without NUL and halves of characters, which the decoder of UTF-7 lets be."""
    if codec == "utf-7":
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not data.isascii()


@lru_cache(maxsize=256)
def _codec(charset: str) -> str | None:
    name = charset.strip(" \"';").lower()
    try:
        found = codecs.lookup(_CALLED.get(name, name))
    except (LookupError, ValueError):
        return None
    # What is no encoding of text, such as rot13 or zip, is none of mail's.
    return found.name if found._is_text_encoding and found.name not in _NEVER else None


_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_AROUND = 200


def _sample(data: bytes) -> bytes:
    """Return the first lines that are not ASCII, of long ones what is around that."""
    sample = b""
    at = 0
    while len(sample) < _SAMPLE and (found := _BEYOND_ASCII.search(data, at)) is not None:
        begin = max(at, found.start() - _AROUND)
        begin = max(begin, data.rfind(b"\n", begin, found.start()) + 1)
        end = data.find(b"\n", found.start(), found.start() + _SAMPLE)
        at = end + 1 if end >= 0 else found.start() + _SAMPLE
        sample += data[begin:at]
    return sample


# Letters and marks that Windows-1252 and Windows-1250 have in the same places.
_LETTERS = "ÁÂÄÇÉËÍÎÓÔÖÚÜÝßáâäçéëíîóôöúüý".encode("cp1252")
_PLAIN = bytes(range(128)) + _LETTERS + "…‘’“”–—\xa0§©«°´»".encode("cp1252")
_SMALL = "ßáâäçéëíîóôöúüýàèêìïòõùûãœ".encode("cp1252")
# More than two, or two that are not small within a word, are of a script of their own.
_RUN = re.compile(
    rb"[\x80-\xff]{3}|(?<![A-Za-z])[\xc0-\xff]{2}(?![A-Za-z])|[\xc0-\xff](?![%b])[\xc0-\xff]"
    rb"|(?![%b])[\xc0-\xff][\xc0-\xff]" % (_SMALL, _SMALL)
)
# Where words end with "à", these are what they are in French, Italian and Portuguese.
_ROMANCE = "ÀÈÊÌÒÙàãèêìïòõùûœ".encode("cp1252")
_A_GRAVE = re.compile(rb"[\xc0\xe0](?:[\s.,;:!?)]|$)")
_ASCII_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _is_western(sample: bytes) -> bool:
    """Whether a sample is plainly Latin letters, few of them beyond ASCII, as text in the west."""
    others = sample.translate(None, _PLAIN)
    if others and (others.translate(None, _ROMANCE) or _A_GRAVE.search(sample) is None):
        return False
    if _RUN.search(sample) is not None:
        return False
    beyond = len(_BEYOND_ASCII.findall(sample))
    return beyond < len(sample) - len(sample.translate(None, _ASCII_LETTERS))


def _guess(data: bytes) -> str:
    """Return what bytes are probably encoded in."""
    sample = _sample(data)
    if _is_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    matches = list(from_bytes(sample, cp_isolation=list(_LIKELY)))
    if not matches:
        return "cp1252"
    best = matches[0]
    for match in matches:
        # It answers in alphabetical order where several fit alike.
        if (match.chaos, -match.coherence) <= (best.chaos, -best.coherence) and "cp1252" in (
            match.encoding,
            *match.could_be_from_charset,
        ):
            return "cp1252"
    return best.encoding
