"""Expressions evaluated element by element, as their documentation has it; and random ones.

An element is a unit, or the frame of a document (unit None): what chooses documents chooses the
frame and all units, what chooses parts chooses some units and no frame.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from typing import Any

import regex
from hypothesis import strategies as st

from analysis.corpora import AUTHORS, WORDS, Place, Reading
from corpus_cli import tokens
from corpus_cli.model import Document
from corpus_cli.query.scope.parser import NUMBER_FIELDS, PARTS, TEXT_FIELDS
from corpus_cli.query.scope.scope import Choice
from corpus_cli.query.scope.syntax import (
    Absent,
    And,
    Dates,
    Field,
    Matches,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Part,
    Pattern,
    Regex,
    Test,
    Text,
    Words,
)

# Random trees.

_texts = st.sampled_from(
    [*AUTHORS, "zoe", "jane", "mail", "article", "en", "d00", "d01", "D02", "cry", "Crypto", "post"]
)
_wildcards = st.sampled_from(["*", "j*", "J?ne*", "d0?", "*doe", "?", "m*l", "zoe*", "a post*"])
_patterns = st.sampled_from(["^J", "(?i)JANE", "o", "[12]$", r"\bRe:", "é|ë", "a/b"])
_number = st.none() | st.integers(0, 60)
_periods = st.sampled_from(
    ["2016", "2016-02", "2016-02-19", "2016-02-20", "2012-03", "2014", "2014-12-31", "2011"]
)


def _dates(ends: tuple[str | None, str | None, int]) -> Dates:
    first, last, open_end = ends
    if open_end == 1 and first:
        return Dates(first, None, after=True)
    if open_end == 2 and last:
        return Dates(None, last, before=True)
    if first and last and last < first[: len(last)]:
        first, last = last, first
    return Dates(first, last)


_between = st.tuples(_number, _number).map(
    lambda ends: Numbers(*(ends if None in ends else sorted(ends)))  # type: ignore[type-var]
)
numbers = _between | st.just(Numbers(10**15, None))
dates = st.tuples(st.none() | _periods, st.none() | _periods, st.integers(0, 3)).map(_dates)
text_tests = st.one_of(
    _texts.map(Text),
    st.text('aeé"\\()/ *?', min_size=1, max_size=4).filter(str.strip).map(Text),
    _wildcards.filter(lambda wildcard: " " not in wildcard).map(Pattern),
    st.builds(Matches, _patterns, st.booleans()),
    st.just(Absent()),
)
fields = st.one_of(
    st.builds(Field, st.sampled_from(TEXT_FIELDS), text_tests),
    st.builds(Field, st.sampled_from(NUMBER_FIELDS), numbers),
    st.builds(Field, st.just("date"), dates | st.just(Absent())),
)
_single = st.sampled_from([w for w in WORDS if not w.startswith("#")] + ["war*", "caf?", "*ar"])
words = st.one_of(
    _single.map(Words),
    st.sampled_from(["the war", "of the", "war war", "war", "AND", "x-ray", "the * of"]).map(
        lambda text: Words(text, is_phrase=True)
    ),
)
nears = st.builds(
    Near,
    st.lists(st.lists(words, min_size=1, max_size=2).map(tuple), min_size=2, max_size=3).map(tuple),
    st.integers(1, 6),
)
leaves = st.one_of(
    words,
    nears,
    fields,
    st.sampled_from(PARTS).map(Part),
    st.sampled_from(["comment", "body", "quote"]).map(Part),
    st.builds(Regex, st.sampled_from(["war", r"^The\b", "a/b", r"\d{4}", "[.]$"]), st.booleans()),
)


def _larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(parts.map(And), parts.map(Or), inner.map(Not))


nodes: st.SearchStrategy[Node] = st.recursive(leaves, _larger, max_leaves=6)
choices = st.builds(
    Choice,
    expression=st.none() | nodes,
    no_quotes=st.booleans(),
    no_duplicates=st.booleans(),
)


# Their meaning.


def chooses(node: Node, document: Document, place: Place | None, reading: Reading) -> bool:
    """Tell whether an expression chooses a unit of a document, or its frame."""
    if isinstance(node, And):
        return all(chooses(part, document, place, reading) for part in node.parts)
    if isinstance(node, Or):
        return any(chooses(part, document, place, reading) for part in node.parts)
    if isinstance(node, Not):
        return not chooses(node.part, document, place, reading)
    if isinstance(node, Part):
        return place is not None and _is_part(node.name, place)
    if isinstance(node, Field) and node.name in ("commenter", "depth"):
        if place is None or place.comment is None:
            return False
        name = "author" if node.name == "commenter" else "depth"
        return passes(node.name, node.test, getattr(place.comment, name))
    if isinstance(node, Field):
        return passes(node.name, node.test, getattr(document.row, node.name))
    units = [each for each in reading.places if each.document is document]
    if isinstance(node, Words):
        return any(occurrences(node, each.forms) for each in units)
    if isinstance(node, Regex):
        found = regex.compile(node.pattern, regex.I if node.ignore_case else 0)
        return any(found.search(each.unit.text) for each in units)
    assert isinstance(node, Near)
    return any(_are_near(node, each.forms) for each in units)


def _is_part(name: str, place: Place) -> bool:
    if name == "comment":
        return place.comment is not None
    return place.comment is None if name == "body" else place.block.kind == name


def occurrences(words: Words, forms: list[str]) -> list[tuple[int, int]]:
    """Return where words stand side by side among the forms of a unit."""
    wanted: list[Callable[[str], bool]] = []
    for piece in words.text.split():
        if piece == "*" or (("*" in piece or "?" in piece) and tokens.words(piece)):
            wanted.append(_wildcard(tokens.form(piece)))
        else:
            wanted += [tokens.form(word).__eq__ for word in tokens.words(piece)]
    size = len(wanted)
    return [
        (at, at + size)
        for at in range(len(forms) - size + 1)
        if all(test(form) for test, form in zip(wanted, forms[at:], strict=False))
    ]


def _wildcard(wildcard: str) -> Callable[[str], bool]:
    pattern = re.escape(wildcard).replace(r"\*", ".*").replace(r"\?", ".")
    return lambda form: re.fullmatch(pattern, form, re.DOTALL) is not None


def _are_near(node: Near, forms: list[str]) -> bool:
    """Tell whether there is a chain of occurrences, each near the one before."""
    every = [
        [span for words in operand for span in occurrences(words, forms)]
        for operand in node.operands
    ]
    alive = every[0]
    for spans in every[1:]:
        alive = [
            (a, b)
            for a, b in spans
            if any(
                (d <= a and a - d <= node.distance) or (b <= c and c - b <= node.distance)
                for c, d in alive
            )
        ]
    return bool(alive)


def passes(name: str, test: Test, value: Any) -> bool:
    """Tell whether the value of a field passes a test."""
    if isinstance(test, Absent):
        return value is None
    if value is None:
        return False
    if isinstance(test, Numbers):
        return (test.first is None or test.first <= value) and (
            test.last is None or value <= test.last
        )
    if isinstance(test, Dates):
        return _may_lie(value[:10], test)
    if isinstance(test, Matches):
        flags = regex.I if test.ignore_case else 0
        return regex.search(test.pattern, value, flags) is not None
    folded = " ".join(tokens.fold(piece) for piece in value.split())
    if isinstance(test, Pattern):
        return _wildcard(tokens.fold(test.wildcard))(folded)
    wanted = " ".join(tokens.fold(piece) for piece in test.value.split())
    return folded == wanted if name in ("kind", "language", "list", "id") else wanted in folded


def _days(period: str) -> tuple[str, str]:
    """Return the first and the last day of a year, month or day."""
    if len(period) == 4:
        return f"{period}-01-01", f"{period}-12-31"
    if len(period) == 7:
        return f"{period}-01", f"{period}-{monthrange(*map(int, period.split('-')))[1]}"
    return period, period


def _may_lie(value: str, test: Dates) -> bool:
    """Tell whether one of the days that a date may mean is within a range."""
    first, last = _days(value)
    if test.first is not None:
        begin, end = _days(test.first)
        if last <= end if test.after else last < begin:
            return False
    if test.last is not None:
        begin, end = _days(test.last)
        if first >= begin if test.before else first > end:
            return False
    return True


class Chosen:
    """What a choice leaves of a corpus: the documents, the units that count, and the rest."""

    def __init__(self, reading: Reading, choice: Choice) -> None:
        node = choice.expression
        self.units: list[Place] = []
        self.quoted: list[Place] = []
        self.repeated: list[Place] = []
        self.documents: list[Document] = []
        seen: set[str] = set()
        for document in reading.documents:
            held = node is None or chooses(node, document, None, reading)
            for place in reading.places:
                if place.document is not document:
                    continue
                if node is not None and not chooses(node, document, place, reading):
                    continue
                held = True
                self._take(place, choice, seen)
            if held:
                self.documents.append(document)

    def _take(self, place: Place, choice: Choice, seen: set[str]) -> None:
        if choice.no_quotes and place.block.kind in ("quote", "signature"):
            self.quoted.append(place)
            return
        text = place.unit.text.strip()
        compared = place.block.kind not in ("title", "date", "byline", "heading", "other")
        if choice.no_duplicates and compared and place.words and text in seen:
            self.repeated.append(place)
            return
        if compared and place.words:
            seen.add(text)
        self.units.append(place)

    @property
    def forms(self) -> list[str]:
        """All words that count, as they are counted."""
        return [form for place in self.units for form in place.forms]
