r"""Paths as they are shown: bytes that are no UTF-8 become ``\xff``, and the way back.

A file name is any bytes; an id, a note and a JSON field must be a string that can be printed.
"""

from __future__ import annotations

import os
import re
from unicodedata import category

_SHOWN_BYTE = re.compile(rb"\\x([89a-f][0-9a-f])")


def visible(path: str) -> str:
    r"""Return a path as a string that can be printed: undecodable bytes shown as ``\xff``."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    return path


# Marks of direction and joiners, which scripts need.
_NEEDED = frozenset("\u200c\u200d\u200e\u200f\u061c")


def printable(name: str) -> str:
    """Return a name with what a terminal would obey as a substitute, so that ids can be typed.

    A line feed becomes ``␊``, an override ``⟨U+202E⟩``: what is printed is what is accepted.
    """
    return name if name.isprintable() else "".join(map(_substitute, name))


def _substitute(character: str) -> str:
    if character.isprintable() or character in _NEEDED or category(character) in ("Zs", "Mn"):
        return character
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else f"⟨U+{code:04X}⟩"


def original(source: str) -> str:
    """Return the path to open of a file shown as ``source``: what `visible` did is undone."""
    if os.path.lexists(source):
        return source
    raw = _SHOWN_BYTE.sub(lambda match: bytes.fromhex(match[1].decode()), os.fsencode(source))
    path = os.fsdecode(raw)
    return path if os.path.lexists(path) else source


def reason(error: OSError) -> str:
    """Return why the system refused, in lower case: ``permission denied``."""
    return (error.strerror or type(error).__name__).lower()
