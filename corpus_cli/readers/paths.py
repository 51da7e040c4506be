r"""Paths as they are shown: bytes that are no UTF-8 become ``\xff``, and the way back.

A file name is any bytes; an id, a note and a JSON field must be a string that can be printed.
"""

from __future__ import annotations

import os
import re

_SHOWN_BYTE = re.compile(rb"\\x([89a-f][0-9a-f])")


def visible(path: str) -> str:
    r"""Return a path as a string that can be printed: undecodable bytes shown as ``\xff``."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    return path


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
