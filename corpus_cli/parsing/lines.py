"""A text as physical lines, and the mutable drafts that parsers make of them.

Every structure this package looks for is told by lines: their indentation, markers, blanks around
them. Splitting once and indexing keeps each parser linear. May import only ``model``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, compress, islice, pairwise
from operator import add, sub
from typing import NamedTuple

from corpus_cli.model import BlockKind

# What a parser has settled: the kind of a line's block, by the line's number.
Kinds = dict[int, BlockKind]


class Lines:
    """The lines of a text, by parallel lists.

    ``text[i]`` is line i stripped of white space, ``start[i]`` the offset of its first character
    in the document, ``indent[i]`` how many characters stand before it on its line. A blank line
    has an empty ``text``. Lines end at ``\\n`` alone.
    """

    __slots__ = ("indent", "source", "start", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        raw = source.split("\n")
        lengths = list(map(len, raw))
        self.text = list(map(str.strip, raw))
        self.indent = list(map(sub, lengths, map(len, map(str.lstrip, raw))))
        begin = accumulate([length + 1 for length in lengths], initial=0)
        self.start: list[int] = list(map(add, begin, self.indent))

    def __len__(self) -> int:
        return len(self.text)

    def end(self, line: int) -> int:
        """Return the offset behind the last character of line ``line``, blanks left out."""
        return self.start[line] + len(self.text[line])

    def advance(self, line: int, length: int) -> None:
        """Let line ``line`` begin ``length`` characters later, behind a marker already read."""
        self.start[line] += length
        self.text[line] = self.text[line][length:]

    def next_text(self, line: int, limit: int | None = None) -> int | None:
        """Return the first line from ``line`` on (before ``limit``) that is not blank."""
        stop = len(self.text) if limit is None else min(limit, len(self.text))
        return next((i for i in range(line, stop) if self.text[i]), None)

    def previous_text(self, line: int, limit: int = 0) -> int | None:
        """Return the last line from ``line`` backwards (not before ``limit``) that is not blank."""
        return next((i for i in range(line, limit - 1, -1) if self.text[i]), None)

    def filled(self, start: int = 0, stop: int | None = None) -> Iterator[int]:
        """Yield the lines from ``start`` to ``stop`` that are not blank."""
        stop = len(self.text) if stop is None else stop
        return compress(range(start, stop), self.text[start:stop])

    def alone(self, line: int) -> bool:
        """Whether the lines before and after are blank or missing."""
        before = line == 0 or not self.text[line - 1]
        return before and (line + 1 >= len(self.text) or not self.text[line + 1])


# Typists and mail programs wrap between these widths.
NARROWEST, WIDEST = 40, 100


def is_wrapped(lines: Lines, start: int, stop: int, *, mail: bool) -> bool:
    """Whether line ends are soft: lines break where the next word would not have fit.

    Judged by the first 2,000 lines that another follows directly. Mail is wrapped unless its
    lines are long: it has no other way to end a paragraph than a blank line.
    """
    direct = (
        (here, below)
        for here, below in pairwise(lines.text[start:stop])
        if here and below and here[0] not in ">•" and below[0] not in ">•"
    )
    pairs = list(islice(direct, 2000))
    if not pairs:
        return False
    ordered = sorted([len(here) for here, _ in pairs])
    width = ordered[int(0.95 * (len(ordered) - 1))]
    if mail or not NARROWEST <= width <= WIDEST:
        return mail and width <= WIDEST
    forced = sum(
        len(here) + 1 + len(below.split(None, 1)[0]) > width - 3
        for here, below in pairs
        if len(here) + 1 + len(below) > width - 3
    )
    return forced >= 0.6 * len(pairs)


# Words that end no paragraph.
_DANGLING = frozenset(
    """a an the of and or to in on at by for with from as is was are were that which who than into
    der die das den dem des ein eine einen einem einer und oder zu von mit für auf bei aus nach dass
    le la les un une des du de et ou à au aux en dans pour par sur avec que qui el los las una y o
    del al con por para il lo gli uno di da nel nella della e che os as um uma do em no na com het
    een van en te op met voor och att i en av för på og til""".split()
)


def breaks_off(before: str, here: str) -> bool:
    """Whether a line ends within a sentence that the next line goes on with."""
    if len(before) > WIDEST or not (before[-1] == "," or before[-1].isalpha()):
        return False
    words = before.split()
    return words[-1] in _DANGLING or (here[0].islower() and len(words) > 2)


class Draft:
    """A leaf in the making; ``comment`` is the index of the comment it belongs to.

    One that is not ``addressed`` is a mark without words, such as a comment's list marker.
    """

    __slots__ = (
        "addressed",
        "author",
        "comment",
        "confidence",
        "date",
        "depth",
        "end",
        "kind",
        "number",
        "start",
    )

    def __init__(self, kind: BlockKind, start: int, end: int, *, addressed: bool = True) -> None:
        self.kind: BlockKind = kind
        self.start = start
        self.end = end
        self.comment: int | None = None
        self.depth: int | None = None
        self.number: int | None = None
        self.author: str | None = None
        self.date: str | None = None
        self.confidence: float | None = None
        self.addressed = addressed


class Marker(NamedTuple):
    """A list marker at the start of a line: its sign, number, and the length up to the text."""

    sign: str
    number: int | None
    length: int


_MARKER_STARTS = frozenset("•◦▪‣●○∙·*+-–—0123456789")
_MARKER = re.compile(r"(?:([•◦▪‣●○∙·*+–—-])|([0-9]{1,5})([.)]))(?:\s+|$)")


def marker(text: str) -> Marker | None:
    """Return the list marker that a stripped line starts with."""
    if not text or text[0] not in _MARKER_STARTS:
        return None
    found = _MARKER.match(text)
    if found is None:
        return None
    sign, number, dot = found.groups()
    return Marker(sign or dot, int(number) if number else None, found.end())


# What mail puts before each line that it quotes.
QUOTE_MARKS = re.compile(r"(?:>\s?)+")


def quote_depth(text: str) -> tuple[int, int]:
    """Return how many ``>`` begin a line, and the length up to its text."""
    found = QUOTE_MARKS.match(text) if text.startswith(">") else None
    return (found.group().count(">"), found.end()) if found else (0, 0)


# Titles, particles and initials that stand between the capitalised words of a name.
_PARTICLES = frozenset(
    """
    van von de der den del della di da dos das du la le el al ten ter bin ibn abu zu zum y e
    und and & of
    """.split()
)


def is_name(text: str, *, most: int = 4) -> bool:
    """Whether a text could be a person's name: two to ``most`` capitalised words, particles apart.

    Scripts without case are judged by the number of words alone.
    """
    if len(text) > 60 or not text or text[-1] in ".!?…:;,":
        return False
    words = text.replace("-", " ").split()
    counted = [word for word in words if word not in _PARTICLES]
    if not 2 <= len(counted) <= most:
        return False
    return all(_is_name_word(word) for word in counted)


def _is_name_word(word: str) -> bool:
    bare = word.strip(".'’\"“”()")
    if not bare or not all(c.isalpha() or c in ".'’" for c in bare):
        return False
    return bare[0].isupper() or bare[0].lower() == bare[0].upper()
