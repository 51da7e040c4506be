"""Bytes of mail to text: by the charset that a message names, which is not always so, or a guess.

May import ``decode`` and ``charset_labels``.
"""

from __future__ import annotations

from typing import NamedTuple

from corpus_cli.readers.charset_forms import escaped
from corpus_cli.readers.charset_labels import SAYS_NOTHING, codec_of
from corpus_cli.readers.decode import guess, is_damaged_utf8

# What cannot be decoded may be so much of a text, for the rest to be what it is said to be.
_BAD = 0.02


class Decoded(NamedTuple):
    """A text and its encoding; ``remark`` says what was amiss."""

    text: str
    encoding: str
    remark: str | None = None


def decoded(data: bytes, charset: str = "", *, said: str | None = None) -> Decoded:
    """Return the text of bytes of which a message says that they are in ``charset``.

    ``said`` is the codec that the user names: it outranks what messages say, but for UTF-8 that is
    said to be it.
    """
    codec = "utf-8" if charset.strip().lower() in ("", *SAYS_NOTHING) else codec_of(charset)
    if said is not None and not (charset and codec == "utf-8" and _is_utf8(data)):
        codec = said
    # Where escapes shift between charsets, all bytes are of ASCII.
    if data.isascii() and (codec is None or codec not in _SHIFTING) and b"\0" not in data:
        shifted = escaped(data) if b"\x1b" in data or b"~{" in data else None
        return Decoded(*shifted) if shifted is not None else Decoded(data.decode(), "ascii")
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
    encoding = guess(data)
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
