"""What the text of a pattern tells without compiling it: its capitals, and what a match contains.

Only syntax that is certain is taken into account: for anything else the answer is that nothing is
known, and every text is searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import product

from corpus_cli.query.syntax import (
    Anchor,
    Char,
    Choice,
    Class,
    Group,
    Look,
    Node,
    Repeat,
    Sequence,
    character,
    parse,
    tokens,
)

# The strings that a way to match consists of, in order; between two of them anything may stand.
Strings = tuple[str, ...]

_NOTHING: Strings = ("",)
_ANYTHING: Strings = ("", "")

# Letters that the regex module takes for each other without case, though they fold differently,
# some of them with letters of later versions of Unicode.
_FOLDED_APART = str.maketrans(dict.fromkeys("iIİıßẞƛɤɷɼꟓꟕꭋꭌ", " "))


def required(pattern: str, *, plain: bool, fold: bool) -> list[str]:
    """Return strings without blanks of which every match contains one; none if that is not certain.

    They are found in a text however its lines are wrapped. With ``fold`` they are casefolded, and
    are to be looked for in casefolded text.
    """
    tree = parse(pattern, plain=plain, fold=fold)
    if tree is None:
        return []
    ways = Ways(fold=fold, most=8).of(tree.root)
    pieces = [_longest_piece(strings, fold=fold) for strings in ways]
    if not all(pieces):
        return []
    return [piece for piece in dict.fromkeys(pieces) if not _implied(piece, pieces)]


def _implied(piece: str, pieces: Iterable[str]) -> bool:
    return any(other != piece and other in piece for other in pieces)


def _longest_piece(strings: Strings, *, fold: bool) -> str:
    cleared = (string.translate(_FOLDED_APART) if fold else string for string in strings)
    longest = max((piece for string in cleared for piece in string.split()), key=len, default="")
    return longest.casefold() if fold else longest


def has_no_capital(literals: Iterable[str]) -> bool:
    """Say whether ripgrep's smart case ignores case: there are letters, and none is a capital."""
    literals = list(literals)
    return bool(literals) and not any(char.isupper() for char in literals)


def literals(pattern: str) -> Iterator[str]:
    r"""Yield the characters that a pattern names.

    Those of sets and escapes (``\x41``) are among them; classes (``\W``, ``\p{Lu}``), names of
    groups and flags are not.
    """
    for kind, text in tokens(pattern):
        if kind == "set":
            inner = re.sub(r"\[:\^?\w+:\]", "", text[1:-1].removeprefix("^"))
            yield from _literals_of_set(inner)
        elif kind in ("char", "escaped", "code"):
            yield character(text)


def _literals_of_set(inner: str) -> Iterator[str]:
    for kind, text in tokens(inner):
        if kind in ("code", "escaped"):
            yield character(text)
        elif text[0] != "\\":
            yield from text


class Ways:
    """The ways in which a tree can match, each as the strings that it must contain.

    ``fold`` takes letters that ignore case as they are written, which is for the caller to allow
    for; without it they are left out. Alternatives beyond ``most`` are left out of all ways, and
    those characters of a set that ``same`` tells not apart are one.
    """

    # Strings of one way; others may always be left out.
    longest = 16

    def __init__(
        self, *, fold: bool, most: int, same: Callable[[str], Hashable] = lambda char: char
    ) -> None:
        self._fold = fold
        self._most = most
        self._same = same

    def of(self, node: Node) -> list[Strings]:
        """Return the ways in which ``node`` can match."""
        match node:
            case Char(text, fold):
                return [_ANYTHING if fold and not self._fold else (text,)]
            case Class(source, fold):
                return self._of_set(source) if self._fold or not fold else [_ANYTHING]
            case Anchor() | Look():
                return [_NOTHING]
            case Group(item):
                return self.of(item)
            case Repeat():
                return self._of_repeat(node)
            case Sequence(items):
                return self._of_sequence(self.of(item) for item in items)
            case Choice(items):
                return self._bounded(way for item in items for way in self.of(item))
            case _:
                return [_ANYTHING]

    def _bounded(self, ways: Iterable[Strings]) -> list[Strings]:
        distinct = list(dict.fromkeys(ways))
        return distinct if len(distinct) <= self._most else [_ANYTHING]

    def _of_set(self, source: str) -> list[Strings]:
        # Letters and digits alone mean themselves in every version of the syntax.
        chars = source[1:-1]
        if not (source[0] == "[" and chars.isalnum() and len(chars) <= 4):
            return [_ANYTHING]
        return [(char,) for char in {self._same(char): char for char in chars}.values()]

    def _of_sequence(self, parts: Iterable[list[Strings]]) -> list[Strings]:
        ways = [_NOTHING]
        for part in parts:
            joined = part if len(ways) * len(part) <= self._most else [_ANYTHING]
            ways = [self._joined(first, second) for first, second in product(ways, joined)]
        return list(dict.fromkeys(ways))

    def _joined(self, first: Strings, second: Strings) -> Strings:
        strings = (*first[:-1], first[-1] + second[0], *second[1:])
        if len(strings) <= self.longest:
            return strings
        inner = sorted(strings[1:-1], key=len, reverse=True)[: self.longest - 2]
        return (strings[0], *inner, strings[-1])

    def _of_repeat(self, node: Repeat) -> list[Strings]:
        if node.most == 0:
            return [_NOTHING]
        once = self.of(node.item)
        if node.most == 1:
            some = once
        elif len(once) == 1:
            # The first time and the last, which may be the same.
            some = [self._joined(self._joined(once[0], _ANYTHING), once[0])]
        else:
            some = [self._joined(way, _ANYTHING) for way in once]
        if node.least == node.most and _length(once) * node.least <= 64:
            some = self._of_sequence([once] * node.least)
        return some if node.least else self._bounded([_NOTHING, *some])


def _length(ways: list[Strings]) -> int:
    return max(sum(map(len, strings)) + len(strings) for strings in ways)
