"""Values of options of analyses, as the command line and Python both take them.

What people write is read here, and what makes no sense is refused, so that both say the same.
May import what all query modules may.
"""

from __future__ import annotations

import operator
import os
import re
from collections.abc import Iterable, Sequence

from corpus_cli.errors import UsageError
from corpus_cli.readers.paths import reason


def check_whole(name: str, value: object, least: int | None = 0) -> None:
    """Raise UsageError unless a value is a whole number, and at least ``least``."""
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        raise UsageError(f"{name} must be a whole number, not {value!r}") from None
    if least is not None and number < least:
        raise UsageError(f"{name} must be {least} or more, not {number}")


def check_limit(value: object) -> None:
    """Raise UsageError unless a value is a number of rows, or 0 for all."""
    check_whole("limit", value, None)
    if operator.index(value) < 0:  # type: ignore[arg-type]
        raise UsageError(f"limit must be 0 (for all) or more, not {value}")


def sides_of(window: int | str | tuple[int, int]) -> tuple[int, int]:
    """Return the words on the left and on the right that a window has; raises UsageError.

    It is a number for both sides, or two, as a text ``2,4`` too.
    """
    sides: Sequence[int] = ()
    if not isinstance(window, str):
        sides = window if isinstance(window, tuple | list) else (window, window)
    # What has more digits is longer than any text.
    elif found := re.fullmatch(r"(\d{1,18})(?:[,:](\d{1,18}))?", window.strip(), re.ASCII):
        sides = int(found[1]), int(found[2] or found[1])
    if len(sides) != 2:
        raise UsageError(f"window takes a number of words, or two as 2,4, not {window!r}")
    return sides[0], sides[1]


def sort_keys(text: str | Iterable[str]) -> tuple[str, ...]:
    """Return the keys of a text as ``L1,R1``, those of anything else as they are."""
    if isinstance(text, str):
        return tuple(text.split(",")) if text else ()
    return tuple(text)


def stopwords_of(what: str | os.PathLike[str] | Iterable[str]) -> frozenset[str]:
    """Return the words of a language by its code, of a file, of ``none``; others as they are.

    A language goes before a file of that name. Raises UsageError.
    """
    if what == "none":
        return frozenset()
    if not isinstance(what, str | os.PathLike):
        return frozenset(what)
    from corpus_cli.parsing.language import function_words, languages

    name = os.fspath(what)
    if what in languages():
        return function_words(name)
    try:
        return _words_of(name)
    except FileNotFoundError:
        raise UsageError(
            f"stopwords {name}: no such language or file; languages are "
            f"{', '.join(sorted(languages()))}"
        ) from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "it is no list of words in UTF-8"
        raise UsageError(f"stopwords {name} cannot be read: {why}") from None


def _words_of(path: str) -> frozenset[str]:
    """Read a list of words; raises OSError, and ValueError for what is no text."""
    with open(path, "rb") as stream:
        # What does not end, such as /dev/zero, is no list either.
        data = stream.read(_LONGEST_LIST)
    if b"\0" in data or len(data) == _LONGEST_LIST:
        raise ValueError
    return frozenset(data.decode("utf-8-sig").split())


_LONGEST_LIST = 10_000_000  # bytes
