"""What the words of a text must contain for a pattern to match it: grep's way to the postings.

A literal of a pattern is a run of characters of the text, and letters and digits that stand
together are in one word. So the folded run is a piece of a folded word, unless the text beside it
changes what it folds to: a mark makes another letter of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from corpus_cli import tokens
from corpus_cli.query.literals import Strings, Ways
from corpus_cli.query.syntax import parse

Pieces = frozenset[str]

# Ways to match that are told apart.
_MOST = 32

# Letters that the regex module takes without case for what is no letter here, or another one.
_MATCHED_APART = re.compile("[ßẞ\u0345\u0399\u03b9\u1fbeƛɤɷɼꟓꟕꭋꭌ]")

# Hangul letters compose with their neighbours to syllables.
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")

# Marks with which some letter composes to one that does not fold to the letter and what follows;
# those of Cyrillic, Devanagari, Tamil, Myanmar, Balinese, kana, Kaithi, and Hangul's last.
_COMPOSING = "\u0301\u0306\u0308\u093c\u0bd7\u102e\u1b35\u3099\u309a\uff9e\uff9f\U000110ba\u11a8"


def required_pieces(pattern: str, *, plain: bool, fold: bool) -> tuple[Pieces, ...]:
    """Return sets of folded pieces, one of which a text that matches has in its words.

    That is, for each text in which the pattern matches there is a set whose every piece is in
    ``tokens.fold(word)`` of some ``word`` in ``tokens.words(text)``. None at all means that nothing
    is certain.
    """
    tree = parse(pattern, plain=plain, fold=fold)
    if tree is None:
        return ()
    ways = Ways(fold=True, most=_MOST, same=_alike).of(tree.root)
    # Flags within the pattern may ignore case as well.
    fold = fold or (not plain and re.search(r"\(\?[msu]*i", pattern) is not None)
    sets = list(dict.fromkeys(_reduced(_pieces(strings, fold=fold)) for strings in ways))
    if not all(sets):
        return ()
    return tuple(
        each for each in sets if not any(other != each and _asks(each, other) for other in sets)
    )


def _asks(more: Pieces, less: Pieces) -> bool:
    """Say whether words that hold all pieces of ``more`` hold those of ``less``."""
    return all(any(piece in each for each in more) for piece in less)


def _reduced(pieces: Iterable[str]) -> Pieces:
    """Leave out the pieces that are in others."""
    distinct = frozenset(pieces)
    return frozenset(
        piece for piece in distinct if not any(piece in other for other in distinct - {piece})
    )


def _pieces(strings: Strings, *, fold: bool) -> Iterator[str]:
    for string in strings:
        for part in _MATCHED_APART.split(string) if fold else [string]:
            for run in _runs(part):
                # Between letters nothing is stripped, and what folds to nothing is gone.
                piece = tokens.fold(f"a{run}a")[1:-1].strip("#_'")
                if piece:
                    yield piece


def _runs(string: str) -> Iterator[str]:
    """Yield what of ``string`` is in one word and folds alike whatever stands around ``string``."""
    kinds = "".join(map(_kind, string))
    for match in re.finditer("(?:l[mt]*)+|wm*", kinds):
        end = match.end()
        if end == len(kinds) or kinds[end] == "j":
            end = len(kinds[:end].rstrip("mt"))
            end -= _is_composing(string[end - 1])
        yield string[match.start() : end]


@lru_cache(maxsize=1024)
def _kind(char: str) -> str:
    """Return ``l`` for letters and digits, ``w`` for words by themselves, ``m`` for marks.

    ``t`` is for letters that fold to nothing, as the Arabic tatweel does. A blank ends a word or
    may do so, and so does ``j``, behind which the letter before it may still change.
    """
    if char.isascii():
        return "l" if char.isalnum() else " "
    if _JAMO.match(char):
        return "j"
    joined = tokens.words(f"a{char}a")
    folds_away = tokens.fold(f"a{char}a") == "aa"
    if tokens.words(char) == [char]:
        return "w" if len(joined) > 1 else "t" if folds_away else "l"
    if len(joined) == 1 and tokens.words(f"{char}a") == ["a"] != tokens.words(f"a{char}"):
        return "m"
    return "j" if folds_away else " "


@lru_cache(maxsize=1024)
def _is_composing(char: str) -> bool:
    """Say whether a mark may turn a letter into one that is folded to something else."""
    folded = tokens.fold(f"a{char}a")[:-1]
    return any(not tokens.fold(f"a{char}{mark}a").startswith(folded) for mark in _COMPOSING)


def _alike(char: str) -> tuple[str, str, bool, bool]:
    """Return what two characters have in common that give the same pieces."""
    folded = tokens.fold(f"a{char}a")
    return folded, _kind(char), _is_composing(char), bool(_MATCHED_APART.match(char))
