"""Patterns of the ``regex`` module as patterns of RE2 that match wherever those do, and a bit more.

RE2 finds in one pass, whatever the pattern, the few lines on which the slower module has to run.
What it lacks is left out: a look-around asks for nothing, a back reference matches all that its
group may. Lines hold no line end, so flags of lines and of dots make no difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from corpus_cli.query import charsets
from corpus_cli.query.syntax import (
    Anchor,
    Char,
    Choice,
    Class,
    Group,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
    Tree,
    parse,
)


class Superset(NamedTuple):
    """An RE2 pattern that matches in every line in which the original does.

    ``exact_on_ascii`` promises the reverse for lines that are all ASCII.
    """

    source: str
    exact_on_ascii: bool


# Repetitions that are counted: RE2 refuses more than 1,000, of nested ones their product.
_COUNTED = (1000, 20, 3)

# A pattern that grows beyond this many parts would take long to compile.
_MOST_PARTS = 20_000


def superset(pattern: str, *, plain: bool, fold: bool, word: bool) -> Superset | None:
    """Translate a pattern that the regex module compiles; None where it cannot be done.

    ``plain`` is text that stands for itself, ``fold`` ignores case, ``word`` asks for no word
    character on either side of a match.
    """
    tree = parse(pattern, plain=plain, fold=fold)
    if tree is None:
        return None
    for counted in _COUNTED:
        translator = _Translator(tree, counted)
        try:
            source = translator.whole(word=word)
        except _TooLargeError:
            return None
        if is_accepted(source):
            return Superset(source, translator.exact)
    return None


def compiled(source: str) -> Any:
    """Return RE2's pattern for text in UTF-8; raises ``re2.error``."""
    import re2

    options = re2.Options()
    options.never_capture = True
    options.log_errors = False
    # RE2 takes what it needs. With too little it forgets its states again and again.
    options.max_mem = 64 << 20
    return re2.compile(source, options)


def is_accepted(source: str) -> bool:
    """Say whether RE2 takes a pattern."""
    import re2

    try:
        compiled(source)
    except re2.error:
        return False
    return True


class _TooLargeError(Exception):
    """The translation would be too large."""


class _NotAWordError(Exception):
    """What stands beside a boundary may be no word character."""


_NO_LETTER_BEFORE = r"(?:^|[^0-9A-Za-z_\n])"
_NO_LETTER_AFTER = r"(?:$|[^0-9A-Za-z_\n])"
_WORD_RANGES = ((ord("0"), ord("9")), (ord("A"), ord("Z")), (95, 95), (ord("a"), ord("z")))
_LINE_ENDS = {"^": "^", "\\A": "^", "$": "$", "\\Z": "$"}


@dataclass(frozen=True, slots=True)
class _Sides:
    r"""Where a part must begin or end with a word character, and have none beyond it.

    RE2's ``\b`` knows ASCII alone. Beside an ASCII letter it is right or, where another script
    stands on the other side, allows too much; beside other letters nothing is asked.
    """

    start: bool = False
    end: bool = False


_FREE = _Sides()


class _Translator:
    def __init__(self, tree: Tree, counted: int) -> None:
        self._groups = tree.groups
        self._fold = tree.fold
        self._root = tree.root
        self._counted = counted
        self._parts = 0
        self._referred: list[str] = []
        self.exact = True

    def whole(self, *, word: bool) -> str:
        return "(?m)" + (self._word() if word else self._part(self._root))

    def _word(self) -> str:
        for start, end in ((True, True), (True, False), (False, True)):
            try:
                inner = self._part(self._root, _Sides(start, end))
            except _NotAWordError:
                continue
            before = "" if start else _NO_LETTER_BEFORE
            return before + inner + ("" if end else _NO_LETTER_AFTER)
        return _NO_LETTER_BEFORE + self._part(self._root) + _NO_LETTER_AFTER

    def _part(self, node: Node, sides: _Sides = _FREE) -> str:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise _TooLargeError
        match node:
            case Char(text, fold):
                return self._char(text, fold, sides)
            case Class(source, fold):
                return self._class(source, fold, sides)
            case Group(item, independent):
                self.exact &= not independent
                return f"(?:{self._part(item, sides)})"
            case Choice(items):
                return f"(?:{'|'.join([self._part(item, sides) for item in items])})"
            case Sequence(items):
                return self._sequence(items, sides)
            case Repeat():
                return self._repeat(node, sides)
        if sides != _FREE:
            raise _NotAWordError
        match node:
            case Anchor(source) if source in _LINE_ENDS and not self._referred:
                return _LINE_ENDS[source]
            case Reference(group, fold):
                return self._reference(group, fold)
            case _:
                self.exact = False
                return ""

    def _char(self, text: str, fold: bool, sides: _Sides) -> str:
        code = ord(text)
        if fold and (text.isalpha() or not text.isascii()):
            escaped = rf"\U{code:08X}"
            return self._class(text if text.isalnum() else escaped, fold, sides)
        if sides != _FREE or text == "\n" or 0xD800 <= code < 0xE000:
            shown = () if text == "\n" or 0xD800 <= code < 0xE000 else ((code, code),)
            return _beside(shown, sides)
        return text if text.isalnum() else rf"\x{{{code:X}}}"

    def _class(self, source: str, fold: bool, sides: _Sides) -> str:
        if source == "." and sides == _FREE:
            return "."
        chosen = charsets.ranges(source, fold=fold)
        if fold and self._referred:
            chosen = charsets.with_every_i(chosen)
        return _beside(chosen, sides)

    def _sequence(self, items: tuple[Node, ...], sides: _Sides) -> str:
        """Translate parts in a row, each boundary together with the part after or before it."""
        wanted = [_FREE] * len(items)
        consuming = [at for at, item in enumerate(items) if not isinstance(item, Anchor | Look)]
        if sides != _FREE and not consuming:
            raise _NotAWordError
        if sides.start:
            wanted[consuming[0]] = _Sides(True, wanted[consuming[0]].end)
        if sides.end:
            wanted[consuming[-1]] = _Sides(wanted[consuming[-1]].start, True)
        parts = [""] * len(items)
        for at in consuming:
            parts[at] = self._part(items[at], wanted[at])
        for at, item in enumerate(items):
            if isinstance(item, Look) or (isinstance(item, Anchor) and item.source in _LINE_ENDS):
                parts[at] = self._part(item)
            elif isinstance(item, Anchor):
                self._bound(item.source, at, items, consuming, wanted, parts)
        return "".join(parts)

    def _bound(
        self,
        source: str,
        at: int,
        items: tuple[Node, ...],
        consuming: list[int],
        wanted: list[_Sides],
        parts: list[str],
    ) -> None:
        r"""Move the boundary at ``at`` into the part beside it, or leave it out."""
        after = next((i for i in consuming if i > at), None)
        before = next((i for i in reversed(consuming) if i < at), None)
        tries: list[tuple[int, Callable[[_Sides], _Sides]]] = []
        if after is not None and source in ("\\b", "\\m"):
            tries.append((after, lambda sides: _Sides(True, sides.end)))
        if before is not None and source in ("\\b", "\\M"):
            tries.append((before, lambda sides: _Sides(sides.start, True)))
        for neighbour, add in tries if not self._referred else ():
            try:
                parts[neighbour] = self._part(items[neighbour], add(wanted[neighbour]))
            except _NotAWordError:
                continue
            wanted[neighbour] = add(wanted[neighbour])
            return
        self.exact = False

    def _repeat(self, node: Repeat, sides: _Sides) -> str:
        item, least, most, possessive = node
        self.exact &= not possessive
        if sides == _FREE:
            return self._times(item, least, most)
        if least == 0:
            raise _NotAWordError
        fewer = None if most is None else most - 1
        if sides != _Sides(True, True):
            rest = self._times(item, least - 1, fewer)
            edge = self._part(item, sides)
            return edge + rest if sides.start else rest + edge
        several = ""
        if most != 1:
            inner = self._times(item, max(least - 2, 0), None if most is None else most - 2)
            first, last = (self._part(item, each) for each in (_Sides(True), _Sides(end=True)))
            several = first + inner + last
        if least > 1:
            return several
        once = self._part(item, sides)
        return f"(?:{once}|{several})" if several else once

    def _times(self, item: Node, least: int, most: int | None) -> str:
        inner = self._part(item)
        if max(least, most or 0) > self._counted:
            self.exact = False
            least, most = min(least, self._counted), None
        if least == 0 and _is_empty(item):
            # The regex module takes the item once.
            self.exact = False
        if (least, most) == (1, 1):
            return inner
        marks = {(0, None): "*", (1, None): "+", (0, 1): "?"}
        limit = "" if most is None else most
        count = marks.get((least, most), f"{{{least},{limit}}}")
        return f"(?:{inner}){count}"

    def _reference(self, group: str, fold: bool) -> str:
        """Match what a group may have matched, whatever stood around it there."""
        self.exact = False
        known = group in self._groups and group not in self._referred
        if not known or (fold and not self._fold):
            return ".*"
        self._referred.append(group)
        inner = self._part(self._groups[group])
        self._referred.pop()
        return f"(?:{inner})"


def _is_empty(node: Node) -> bool:
    match node:
        case Anchor() | Look():
            return True
        case Group(item) | Repeat(item):
            return _is_empty(item)
        case Sequence(items) | Choice(items):
            return all(map(_is_empty, items))
        case _:
            return False


def _beside(chosen: charsets.Ranges, sides: _Sides) -> str:
    """Return a class, its ASCII letters with the boundaries that are asked for."""
    if sides == _FREE:
        return charsets.as_class(chosen)
    letters = charsets.ascii_part(chosen)
    if not all(any(a <= first and last <= z for a, z in _WORD_RANGES) for first, last in letters):
        raise _NotAWordError
    start, end = r"\b" if sides.start else "", r"\b" if sides.end else ""
    bounded = start + charsets.as_class(letters) + end
    others = charsets.beyond_ascii(chosen)
    return f"(?:{bounded}|{charsets.as_class(others)})" if others else bounded
