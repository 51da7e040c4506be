"""Dates that running text mentions: days, months of a year, and years that a word points at.

A bare number of four digits may count people as well, so it is a year only behind a preposition
of time, in brackets, or in a range of years. May import the other modules of dates.
"""

from __future__ import annotations

import re
from functools import cache

from corpus_cli.parsing import date_grammar as grammar
from corpus_cli.parsing import date_words as words

_YEAR = r"(?:1[4-9]|20)\d\d(?![\d.,]*\d|\w)"
_MONTH = re.compile(rf"(?<!\w)([^\W\d_]{{3,14}})\.?,?\s(?:(?:de|del|of|des)\s)?({_YEAR})")

# Words of time in a dozen languages; they may be capitalised.
_BEFORE = (
    "in since from until till by after before during between early late mid year years spring "
    "summer autumn fall winter im seit ab bis von vor nach jahr jahre jahren anfang ende sommer "
    "en desde hasta año años de depuis dès avant après année nel dal dopo prima anno em até ano "
    "sinds vanaf tot jaar sedan från år i w od do roku в с до году года"
)
_LATE = re.compile(
    rf"""(?ix) (?<!\w) (?: {"|".join(_BEFORE.split())} ) \s (?:the\s)? ({_YEAR}) (?! \s*% )
    (?: \s? (?:-|–|/|to|and|bis|und|a|y|et|e) \s? ({_YEAR}) )?"""
)
_RANGE = re.compile(rf"(?<![\w.,-])({_YEAR})\s?[-–]\s?({_YEAR})")
_BRACKETS = re.compile(rf"[(\[]({_YEAR})[)\]]")


def mentioned_dates(text: str) -> list[str]:
    """Return the dates that a text mentions, in order: days, months and years in ISO 8601."""
    if not _any_digit().search(text):
        return []
    found = [(date.start, date.end, date.iso[:10]) for date in grammar.scan(text)]
    patterns = (_LATE, _RANGE, _BRACKETS) if _any_year().search(text) else ()
    for match in _MONTH.finditer(text) if patterns else ():
        month = words.months().get(words.fold(match[1]))
        if month is not None:
            found.append((*match.span(), f"{match[2]}-{month:02}"))
    for pattern in patterns:
        for match in pattern.finditer(text):
            found += [
                (*match.span(group), match[group])
                for group in (1, 2)[: pattern.groups]
                if match[group]
            ]
    found.sort(key=lambda each: (each[0], -each[1]))
    dates, end = [], 0
    for start, last, iso in found:
        if start >= end:
            dates.append(iso)
            end = last
    return dates


@cache
def _any_year() -> re.Pattern[str]:
    """Many numbers are those of pages; without a year there is only a day to be found."""
    return re.compile(_YEAR)


@cache
def _any_digit() -> re.Pattern[str]:
    """Most paragraphs mention no date; this tells of them quickly."""
    return re.compile(r"\d\d")
