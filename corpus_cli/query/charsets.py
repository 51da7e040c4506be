"""The characters that a class of a pattern matches, in the syntax of RE2.

The regex module itself is asked, for every character of the Basic Multilingual Plane: so sets,
properties and the equivalences of case are its own, whatever version of Unicode it has. Beyond
that plane a class is taken to match anything unless it is clear that it does not.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache, lru_cache

Ranges = tuple[tuple[int, int], ...]

_BEYOND = ((0x10000, 0x10FFFF),)

# Sets of characters and ranges alone.
_LISTED = re.compile(r"\[(?!\^)[^\\\[]*\]|[^\\.]")


@lru_cache(maxsize=256)
def ranges(source: str, *, fold: bool) -> Ranges:
    """Return the code points that one character of a pattern matches: those, and perhaps more.

    ``source`` is as the pattern has it, ``fold`` ignores case. Line ends are left out, and of
    ASCII and the rest of the Basic Multilingual Plane nothing is added.
    """
    import regex

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expression = regex.compile(f"(?:{source})+", regex.IGNORECASE if fold else 0)
    inside = tuple(
        (ord(match[0][0]), ord(match[0][-1]))
        for part in _plane()
        for match in expression.finditer(part)
    )
    return inside + (() if _is_inside(source, fold=fold) else _BEYOND)


def _is_inside(source: str, *, fold: bool) -> bool:
    """Say whether nothing beyond the plane is matched; without case ß matches a letter there."""
    if not _LISTED.fullmatch(source):
        return False
    return source.isascii() if fold else max(source) < "\U00010000"


@cache
def _plane() -> tuple[str, ...]:
    """Return the characters of the plane but line ends and surrogates, in parts without gaps."""
    codes = (range(ord("\n")), range(ord("\n") + 1, 0xD800), range(0xE000, 0x10000))
    return tuple("".join(map(chr, each)) for each in codes)


def with_every_i(chosen: Ranges) -> Ranges:
    """Add i, I, İ and ı to any of them: without case İ is i, which is I, which is ı."""
    codes = [ord(char) for char in "iIİı"]
    if any(first <= code <= last for code in codes for first, last in chosen):
        return chosen + tuple((code, code) for code in codes)
    return chosen


def ascii_part(chosen: Ranges) -> Ranges:
    """Return what of ``chosen`` is ASCII."""
    return tuple((first, min(last, 0x7F)) for first, last in chosen if first <= 0x7F)


def beyond_ascii(chosen: Ranges) -> Ranges:
    """Return what of ``chosen`` is not ASCII."""
    return tuple((max(first, 0x80), last) for first, last in chosen if last > 0x7F)


def as_class(chosen: Iterable[tuple[int, int]]) -> str:
    """Return an RE2 class of these code points; of none it is one that matches nothing."""
    inner = "".join(
        _escaped(first) if first == last else f"{_escaped(first)}-{_escaped(last)}"
        for first, last in chosen
    )
    return f"[{inner}]" if inner else r"[^\x00-\x{10FFFF}]"


def _escaped(code: int) -> str:
    char = chr(code)
    return char if char.isascii() and char.isalnum() else rf"\x{{{code:X}}}"
