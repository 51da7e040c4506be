"""What the text of a pattern tells without compiling it: its capitals, and what a match contains.

Only syntax that is certain is taken into account: for anything else the answer is that nothing is
known, and every text is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

# Letters that the regex module takes for each other without case, though they fold differently.
_FOLDED_APART = str.maketrans(dict.fromkeys("iIİı", " "))


class _Token(NamedTuple):
    kind: str | None
    text: str


def required(pattern: str, *, plain: bool, fold: bool) -> list[str]:
    """Return strings without blanks of which every match contains one; none if that is not certain.

    They are found in a text however its lines are wrapped. With ``fold`` they are casefolded, and
    are to be looked for in casefolded text.
    """
    branches = [[pattern]] if plain else _branches(pattern)
    pieces = [_longest_piece(runs, fold=fold) for runs in branches]
    return pieces if all(pieces) else []


def has_no_capital(literals: Iterable[str]) -> bool:
    """Say whether ripgrep's smart case ignores case: there are letters, and none is a capital."""
    literals = list(literals)
    return bool(literals) and not any(char.isupper() for char in literals)


def literals(pattern: str) -> Iterator[str]:
    r"""Yield the characters that a pattern names.

    Those of sets and escapes (``\x41``) are among them; classes (``\W``, ``\p{Lu}``), names of
    groups and flags are not.
    """
    for kind, text in _tokens(pattern):
        if kind == "set":
            inner = re.sub(r"\[:\^?\w+:\]", "", text[1:-1].removeprefix("^"))
            yield from _literals_of_set(inner)
        elif kind in ("char", "escaped", "code"):
            yield _character(text)


def _literals_of_set(inner: str) -> Iterator[str]:
    for kind, text in _tokens(inner):
        if kind in ("code", "escaped"):
            yield _character(text)
        elif kind not in ("property", "special") and text[0] != "\\":
            yield from text


def _branches(pattern: str) -> list[list[str]]:
    """Return for each alternative of a pattern the strings that all its matches contain.

    Only what stands outside of groups is looked at; there are no alternatives where syntax is met
    that might change what letters mean (flags, verbs, comments, references).
    """
    branches = [[""]]
    depth = 0
    for kind, text in _tokens(pattern):
        if kind == "unknown":
            return []
        depth += (kind == "open") - (kind == "close")
        runs = branches[-1]
        if depth == 0 and kind == "or":
            branches.append([""])
        elif depth == 0 and kind in ("char", "escaped", "code"):
            runs[-1] += _character(text)
        else:
            # What stands before and after this need not be neighbours. The letter before it may
            # be missing altogether, or be one that a fuzzy {e<=1} replaces.
            if kind == "repeat" and text != "+":
                runs[-1] = runs[-1][:-1]
            runs.append("")
    return branches


def _longest_piece(runs: Iterable[str], *, fold: bool) -> str:
    cleared = (run.translate(_FOLDED_APART) if fold else run for run in runs)
    longest = max((piece for run in cleared for piece in run.split()), key=len, default="")
    return longest.casefold() if fold else longest


def _character(token: str) -> str:
    """Return the character that a literal of a pattern stands for."""
    if token[0] == "\\":
        return chr(int(token[2:], 16)) if len(token) > 2 else token[1]
    return token


def _tokens(pattern: str) -> Iterator[_Token]:
    for match in _syntax().finditer(pattern):
        yield _Token(match.lastgroup, match[0])


@cache
def _syntax() -> re.Pattern[str]:
    return re.compile(
        r"""
          (?P<code>     \\x[0-9A-Fa-f]{2} | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )
        | (?P<property> \\[pPN]\{[^}]*\} | \\[pP]. )
        | (?P<escaped>  \\[^A-Za-z0-9] )
        | (?P<special>  \\[bBdDsSwWAZt] )
        | (?P<set>      \[\^?\]? (?: \[:\^?\w+:\] | \\. | [^\]\\] )* \] )
        | (?P<open>     \( (?![?*])
                      | \(\? (?: P?<[^\W\d]\w*> | <?[=!] | > | [a-wyzA-Z]*(?:-[a-z]+)?: ) )
        | (?P<close>    \) )
        | (?P<or>       \| )
        | (?P<repeat>   [*+?] | \{[^}]*\} )
        | (?P<any>      [.^$] )
        | (?P<unknown>  \\. | \(\?\#[^)]*\) | \(\?[a-zA-Z0-9-]*\) | \(\?. | \( | [\\\[{] )
        | (?P<char>     . )
        """,
        re.VERBOSE | re.DOTALL,
    )
