"""The syntax of patterns: text to tokens, and to a tree where every part of it is certain.

The language is that of the ``regex`` module, version 0. What is not read here (recursion,
conditions, fuzziness, verbs, flags that change what letters mean) makes the pattern unknown as a
whole, so that nothing wrong is ever concluded from the rest. May import nothing of the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple


class Token(NamedTuple):
    """A piece of a pattern's text; ``kind`` is the name of a group of the grammar below."""

    kind: str
    text: str


class Char(NamedTuple):
    """A character; with ``fold`` any that the regex module takes for it without case."""

    text: str
    fold: bool


class Class(NamedTuple):
    r"""One character of several, as the pattern has it: ``.``, ``\w``, ``\p{Lu}``, ``[a-z]``."""

    source: str
    fold: bool


class Anchor(NamedTuple):
    r"""A place between characters: ``^ $ \A \Z \b \B \m \M``."""

    source: str


class Look(NamedTuple):
    """A look-around: nothing of a match is in it."""


class Reference(NamedTuple):
    """What a group matched, again; with ``fold`` in any case."""

    group: str
    fold: bool


class Group(NamedTuple):
    """``independent`` is a group that gives nothing back once it has matched."""

    item: Node
    independent: bool


class Repeat(NamedTuple):
    """``most`` is None without a limit; ``possessive`` gives nothing back."""

    item: Node
    least: int
    most: int | None
    possessive: bool


class Sequence(NamedTuple):
    """Parts one after the other."""

    items: tuple[Node, ...]


class Choice(NamedTuple):
    """Alternatives."""

    items: tuple[Node, ...]


Node = Char | Class | Anchor | Look | Reference | Group | Repeat | Sequence | Choice


class Tree(NamedTuple):
    """A pattern: its root, and what each number and name of a group stands for.

    ``fold`` says that all of it ignores case.
    """

    root: Node
    groups: Mapping[str, Node]
    fold: bool


def parse(pattern: str, *, plain: bool, fold: bool) -> Tree | None:
    """Return the tree of a pattern that compiles, None where any part of it is not certain.

    ``plain`` is text that stands for itself, ``fold`` the flag that ignores case.
    """
    if plain:
        return Tree(Sequence(tuple(Char(char, fold) for char in pattern)), {}, fold)
    parser = _Parser(tokens(pattern), fold)
    try:
        return parser.tree()
    except _UnknownSyntaxError:
        return None


def tokens(pattern: str) -> Iterator[Token]:
    """Yield the tokens of a pattern; what is not known is one of kind ``unknown``."""
    for match in _grammar().finditer(pattern):
        yield Token(match.lastgroup or "unknown", match[0])


def character(token: str) -> str:
    """Return the character that a literal of a pattern stands for."""
    if token[0] != "\\":
        return token
    if len(token) > 2:
        return chr(int(token[2:], 16))
    return _CONTROLS.get(token[1], token[1])


_CONTROLS = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


@cache
def _grammar() -> re.Pattern[str]:
    return re.compile(
        r"""
          (?P<code>     \\x[0-9A-Fa-f]{2} | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )
        | (?P<property> \\[pP]\{\^?\w[\w\ -]*(?:[=:]\w[\w\ -]*)?\} | \\[pP][CLMNPSZ] )
        | (?P<escaped>  \\[^A-Za-z0-9] )
        | (?P<control>  \\[afnrtv] )
        | (?P<anchor>   \\[AbBmMZ] | [\^$] )
        | (?P<class>    \\[dDsSwW] | \. )
        | (?P<refer>    \\[1-9](?![0-9]) | \\g<\w+> | \(\?P=\w+\) )
        | (?P<set>      \[\^?\]? (?: \[:\^?\w+:\] | \\. | (?!\[:)[^\]\\] )* \] )
        | (?P<look>     \(\?<?[=!] )
        | (?P<open>     \( (?![?*]) | \(\? (?: P?<[^\W\d]\w*> | > | [imsu]*: ) )
        | (?P<close>    \) )
        | (?P<flags>    \(\?[imsu]+\) )
        | (?P<or>       \| )
        | (?P<repeat>   (?: [*+?] | \{ (?: [0-9]+ | [0-9]*,[0-9]* ) \} ) [?+]? )
        | (?P<unknown>  \\[pPN]\{[^}]*\} | \\. | \(\?\#[^)]*\) | \(\?[a-zA-Z0-9-]*[:)] | \(\?.
                      | \( | [\\\[] | \{[^}]*\}? )
        | (?P<char>     . )
        """,
        re.VERBOSE | re.DOTALL,
    )


class _UnknownSyntaxError(Exception):
    """A part of a pattern is not known."""


class _Parser:
    # Deeper patterns are none that people write.
    deepest = 50

    def __init__(self, tokens: Iterator[Token], fold: bool) -> None:
        self._tokens = list(tokens)
        self._at = 0
        self._fold = fold
        self._depth = 0
        self._count = 0
        self.groups: dict[str, Node] = {}

    def tree(self) -> Tree:
        # Flags hold for what follows them, or for all: at the start it is the same.
        while self._peek() == "flags":
            self._fold |= "i" in self._next().text
        root = self._choice()
        if self._peek() is not None:
            raise _UnknownSyntaxError
        return Tree(root, self.groups, self._fold)

    def _peek(self) -> str | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _choice(self) -> Node:
        items = [self._sequence()]
        while self._peek() == "or":
            self._at += 1
            items.append(self._sequence())
        return items[0] if len(items) == 1 else Choice(tuple(items))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self._peek() not in (None, "or", "close"):
            kind, text = self._next()
            if kind == "repeat" and items:
                items[-1] = _repeat(items[-1], text)
            else:
                items.append(self._item(kind, text))
        return Sequence(tuple(items))

    def _item(self, kind: str, text: str) -> Node:
        if kind in ("char", "escaped", "code", "control"):
            return Char(character(text), self._fold)
        if kind in ("class", "property", "set"):
            return Class(text, self._fold)
        if kind == "anchor":
            return Anchor(text)
        if kind == "refer":
            group = text[1:] if text[1].isdigit() else re.split("[<=]", text)[1][:-1]
            return Reference(group, self._fold)
        if kind == "look":
            self._inner()
            return Look()
        if kind == "open":
            return self._group(text)
        raise _UnknownSyntaxError

    def _group(self, opening: str) -> Node:
        keys = self._keys(opening)
        outer = self._fold
        self._fold |= opening.endswith(":") and "i" in opening
        group = Group(self._inner(), opening == "(?>")
        self._fold = outer
        self.groups.update(dict.fromkeys(keys, group))
        return group

    def _keys(self, opening: str) -> tuple[str, ...]:
        """Return the number and the name of a group that captures."""
        if opening == "(?>" or opening.endswith(":"):
            return ()
        name = opening[3:-1].lstrip("<") if opening != "(" else ""
        if name and name in self.groups:
            # Any of the groups that share a name may have matched.
            raise _UnknownSyntaxError
        self._count += 1
        return (str(self._count), name) if name else (str(self._count),)

    def _inner(self) -> Node:
        """Return what stands up to the closing parenthesis."""
        self._depth += 1
        if self._depth > self.deepest:
            raise _UnknownSyntaxError
        inner = self._choice()
        if self._peek() != "close":
            raise _UnknownSyntaxError
        self._at += 1
        self._depth -= 1
        return inner


def _repeat(item: Node, text: str) -> Node:
    if text[0] == "{":
        counts, _, suffix = text[1:].partition("}")
        least, comma, most = counts.partition(",")
        low, high = int(least or 0), int(most or 0) if most or not comma else None
        if not comma:
            high = low
    else:
        low, high = {"*": (0, None), "+": (1, None), "?": (0, 1)}[text[0]]
        suffix = text[1:]
    return Repeat(item, low, high, suffix == "+")
