"""What an analysis looks for, a word, a phrase, a wildcard or a regular expression, and where.

A term is one argument: words in it must stand side by side in one unit. May import what all query
modules may.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpus_cli import tokens
from corpus_cli.errors import UsageError

_REGEX = re.compile(r"/(.+)/(i?)", re.DOTALL)
_WILD = re.compile(r"[*?]")
_PARTS = re.compile(r"[\w*?#'’]+")


class Wildcard(NamedTuple):
    """A word of which ``*`` stands for any characters, and ``?`` for any one."""

    text: str


class Form(NamedTuple):
    """A word by its form; see `corpus_cli.tokens.form`."""

    form: str


class Alike(NamedTuple):
    """A word by any form that search takes for one of some folded words."""

    form: str
    folded: tuple[str, ...]


Word = Form | Alike | Wildcard


class Words(NamedTuple):
    """Words that stand side by side, or a single one; ``shown`` is as it was written."""

    shown: str
    words: tuple[Word, ...]


class Regex(NamedTuple):
    """A regular expression, matched against the text of a unit as ``grep`` does."""

    shown: str
    pattern: str
    ignore_case: bool


Term = Words | Regex


def parse_term(text: str) -> Term:
    """Read an argument as a term; raises UsageError where there is no word in it.

    ``/…/`` is a regular expression, ``/…/i`` one that sets case aside. Quotation marks around the
    whole mean what they would mean without.
    """
    text = text.strip()
    if regex := _REGEX.fullmatch(text):
        return Regex(text, regex[1].replace("\\/", "/"), bool(regex[2]))
    if len(text) > 1 and text[0] == "/":
        raise UsageError(f"{text!r} begins like a /regex/ and does not end like one; or quote it")
    return parse_words(text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text)


def parse_words(text: str) -> Words:
    """Read words that stand side by side; raises UsageError where there is none.

    A ``*`` that stands alone among them is any word.
    """
    words: list[Word] = []
    for piece in text.split():
        if piece == "*":
            words.append(Wildcard(piece))
        elif _WILD.search(piece) is None:
            words += [Form(tokens.form(word)) for word in tokens.words(piece)]
        else:
            # What no word holds parts words, as in x-ray*.
            for part in filter(tokens.words, _PARTS.findall(piece)):
                wild = _WILD.search(part) is not None
                words.append((Wildcard if wild else Form)(tokens.form(part)))
    if all(word == Wildcard("*") for word in words):
        raise UsageError(f"{text!r} has no word to look for")
    return Words(text, tuple(words))


@cache
def wildcard_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of the forms that a wildcard stands for."""
    parts = re.split(r"([*?])", text)
    return re.compile(
        "".join(_STANDS_FOR.get(part) or re.escape(part) for part in parts), re.DOTALL
    )


_STANDS_FOR = {"*": ".*", "?": "."}
