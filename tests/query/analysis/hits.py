"""Where terms stand, found word by word in the text of each unit; terms to look for."""

from __future__ import annotations

from typing import NamedTuple

import regex
from hypothesis import strategies as st

from analysis.corpora import TERMS, Place
from analysis.naive import occurrences
from corpus_cli import tokens
from corpus_cli.query.scope.syntax import Words

terms = st.sampled_from(TERMS)


class Hit(NamedTuple):
    """A hit: its unit, its words (half-open), and its characters in the unit's text."""

    place: Place
    start: int
    end: int
    span: tuple[int, int]
    is_match: bool


def hits_in(place: Place, *texts: str) -> list[Hit]:
    """Return where any of several terms stands in a unit, in order, each place once.

    The same words are one place if words were asked for, the same characters if expressions were.
    """
    found = [hit for text in texts for hit in _hits_of(place, text)]
    if len(texts) == 1:
        return found
    worded = {(hit.start, hit.end) for hit in found if not hit.is_match}
    distinct = {
        (hit.start, hit.end, hit.span): hit
        for hit in found
        if not hit.is_match or (hit.start, hit.end) not in worded
    }
    return [distinct[key] for key in sorted(distinct)]


def nodes_in(place: Place, *texts: str) -> list[Hit]:
    """Return the hits of which none is at the same words as another."""
    return list({(hit.start, hit.end): hit for hit in hits_in(place, *texts)}.values())


def _hits_of(place: Place, text: str) -> list[Hit]:
    words = tokens.spans(place.unit.text)
    if len(text) > 2 and text[0] == "/" and text.rstrip("i")[-1] == "/":
        pattern = regex.compile(text.rstrip("i")[1:-1], regex.I if text[-1] == "i" else 0)
        found = []
        for match in pattern.finditer(place.unit.text):
            touched = [
                number
                for number, (start, end) in enumerate(words)
                if start < match.end() and match.start() < end
            ]
            first = sum(1 for _, end in words if end <= match.start())
            last = touched[-1] + 1 if touched else first
            found.append(Hit(place, touched[0] if touched else first, last, match.span(), True))
        return found
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return [
        Hit(place, start, end, (words[start][0], words[end - 1][1]), False)
        for start, end in occurrences(Words(text), place.forms)
    ]
