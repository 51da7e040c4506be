"""The names of charsets: what mail, pages, servers and users call them, as Python's codecs.

A label often says less than what is written under it, so that the larger charset is taken, as
browsers do (the WHATWG's Encoding Standard). May import nothing of the package.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

# What Python calls otherwise, after the prefix x- is gone.
_ALIASES = {
    "ansi": "cp1252", "mac": "mac_roman", "csmacintosh": "mac_roman",
    "mac-ukrainian": "mac_cyrillic", "koi": "koi8-r", "koi8": "koi8-r", "koi8-ru": "koi8-u",
    "visual": "iso8859-8", "logical": "iso8859-8", "csiso88598i": "iso8859-8",
    "csiso88598e": "iso8859-8", "csiso88596i": "iso8859-6", "csiso88596e": "iso8859-6",
    "sun_eu_greek": "iso8859-7", "csisolatin9": "iso8859-15", "dos-874": "cp874",
    "csgb2312": "gb18030", "gb_2312": "gb18030", "gb_2312-80": "gb18030", "hz-gb-2312": "hz",
    "cn-big5": "big5", "x-big5": "big5", "cseucpkdfmtjapanese": "euc_jp",
    "windows-31j": "cp932", "cseuckr": "cp949", "csksc56011987": "cp949", "iso-ir-149": "cp949",
    "ks_c_5601-1989": "cp949", "ksc_5601": "cp949", "utf8mb4": "utf-8", "utf8mb3": "utf-8",
    "unicode-1-1-utf-8": "utf-8", "unicode11utf8": "utf-8", "unicode20utf8": "utf-8",
    "unicode-1-1-utf-7": "utf-7", "unicode-2-0-utf-7": "utf-7", "unicode": "utf-16",
    "csunicode": "utf-16", "ucs-2": "utf-16", "iso-10646-ucs-2": "utf-16",
    "unicodefeff": "utf-16-le", "unicodefffe": "utf-16-be",
}  # fmt: skip

# Codecs that are taken for larger ones.
_LARGER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip

# Codecs of Python that are no encoding of text; some take time in the square of it.
_NEVER = frozenset(
    ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem")
)

_WINDOWS = re.compile(r"(?:windows|win|cp|ibm|dos)[-_]?(\d{3,4})")
_ISO = re.compile(r"iso[-_]?8859[-_]?(\d\d?)(?:[-_:].*)?")

# Labels that programs write where they do not know, or that bytes beyond them deny.
SAYS_NOTHING = frozenset(("us-ascii", "ascii", "ansi_x3.4-1968", "iso-ir-6", "iso646-us", "646"))


@lru_cache(maxsize=256)
def codec_of(label: str) -> str | None:
    """Return the codec, by Python's name, that a label of a charset means; None for none."""
    name = label.strip(" \t\r\n\f\"';").lower()
    codec = _codec(_ALIASES.get(name, name)) or _codec(_plainer(name))
    return _LARGER.get(codec, codec) if codec is not None else None


def own_name(label: str, codec: str) -> str:
    """Return how a label is shown: as it is where Python knows it as that codec."""
    name = label.strip(" \t\r\n\f\"';").lower()
    return name if _codec(name) == codec else codec


def _plainer(name: str) -> str:
    """Return a label as Python may know it: without x- and with hyphens where it has them."""
    name = name.removeprefix("x-")
    name = _ALIASES.get(name, name)
    if found := _WINDOWS.fullmatch(name):
        return f"cp{found[1]}"
    if found := _ISO.fullmatch(name):
        return f"iso8859-{found[1]}"
    return name


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = found._is_text_encoding and found.name not in _NEVER
    return found.name if is_text else None


def near_labels(label: str) -> list[str]:
    """Return names of charsets that are spelt like a label that means none."""
    from difflib import get_close_matches
    from encodings.aliases import aliases

    names = {*aliases, *aliases.values(), *_ALIASES}
    names |= {f"windows-{number}" for number in range(1250, 1259)}
    known = sorted({name.replace("_", "-") for name in names if codec_of(name) is not None})
    return get_close_matches(label.strip().lower().replace("_", "-"), known, n=3)
