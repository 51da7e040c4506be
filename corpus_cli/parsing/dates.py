"""Dates of documents and comments: lines that are a date, dates in bylines, strings that are one.

Nothing here looks for dates in running text: a sentence that mentions one is not dated by it. The
forms themselves are in ``date_grammar``, the words in ``date_words``. May import only these.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus_cli.parsing import date_grammar as grammar
from corpus_cli.parsing import date_words as words

if TYPE_CHECKING:
    from datetime import date


class Found(NamedTuple):
    """A date at a range of a line, in ISO 8601, as precise as the line tells."""

    start: int
    end: int
    iso: str


LONGEST_LINE = 120  # of a line that is a date and its furniture
LONGEST_SEARCH = 400  # what `find` reads of a line
LONGEST_DATE = 80  # of a string that is a date

# Cheap tests, since almost every line of a text is asked about.
_DIGIT = re.compile("[0-9٠-٩۰-۹０-９]")
_LIKELY = re.compile(
    r"(?<!\d)(?:1[5-9]|2[01]|[٠-٩۰-۹０-９]{2})\d\d(?!\d)|\d[./-]\d\d?[./-]['’]?\d\d|['’‘]\d\d"
    r"|\d\.?[\s./-]{1,2}[^\W\d_]{3,10}\.?[\s./-]{1,2}\d\d"
)


def date_line(line: str, *, day_first: bool | None = None) -> Found | None:
    """Return the date of a line that is nothing but a date, furniture apart; else None.

    Furniture is what pages print around a date: ``Posted on``, ``Stand:``, reading times, buttons,
    a section or a site's name set off from it. Where a line holds dates of publication and of
    change, the former is returned. A time zone whose abbreviation has several meanings (``IST``)
    is dropped. Numeric dates whose order nothing tells (``01/02/2019``) are None unless
    ``day_first`` says how to read them.
    """
    if len(line) > LONGEST_LINE or not _DIGIT.search(line) or not _LIKELY.search(line):
        return None
    return _date_line(line, day_first)


# Parsers ask several times about the same line, one after the other.
_REMEMBERED = 64


@lru_cache(maxsize=_REMEMBERED)
def _scan(line: str, day_first: bool | None) -> list[grammar.Date]:
    return grammar.scan(line, day_first=day_first)


@lru_cache(maxsize=_REMEMBERED)
def _date_line(line: str, day_first: bool | None) -> Found | None:
    dates = _scan(line, day_first)
    if not dates:
        return None
    edges = [0, *(edge for date in dates for edge in (date.start, date.end)), len(line)]
    around = [line[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    before, *between, after = around
    if not (_leads(before, dates[0]) and all(map(_divides, between)) and _follows(after, before)):
        return None
    return _outranking(dates, around)


def find(line: str, *, day_first: bool | None = None) -> Found | None:
    """Return the date in a line that is known to be metadata, wherever in it that stands.

    It is the first one, unless that is said to be of a change and a later one of publication.
    """
    if not _DIGIT.search(line, 0, LONGEST_SEARCH) or not _LIKELY.search(line, 0, LONGEST_SEARCH):
        return None
    if len(line) > LONGEST_SEARCH:
        line = line[:LONGEST_SEARCH].rpartition(" ")[0]
    return _find(line, day_first)


@lru_cache(maxsize=_REMEMBERED)
def _find(line: str, day_first: bool | None) -> Found | None:
    dates = _scan(line, day_first)
    edges = [0, *(date.end for date in dates)]
    around = [line[edge : date.start] for edge, date in zip(edges, dates, strict=False)]
    return _outranking(dates, around) if dates else None


def parse(text: str, *, day_first: bool | None = None) -> str | None:
    """Return the ISO 8601 form of a string that is a date, a month of a year included.

    Forms that this module does not know are left to ``email.utils`` and ``dateutil``.
    """
    text = text.strip()
    if len(text) > LONGEST_DATE or not _DIGIT.search(text):
        return None
    dates = grammar.scan(text, day_first=day_first)
    if dates:
        rest = text[: dates[0].start] + text[dates[0].end :]
        return dates[0].iso if not re.search(r"\w", rest) else None
    return _month_of_year(text) or _foreign(text)


# --- which of several dates ----------------------------------------------------------------------


def _outranking(dates: list[grammar.Date], around: list[str]) -> Found:
    """Return the date of publication, else the first that is not of a change, else the first."""
    ranks = [_rank(before) for before in around[: len(dates)]]
    return Found(*dates[ranks.index(min(ranks))][:3])


def _rank(before: str) -> int:
    said = set(words.folded(before))
    if said & words.updated():
        return 2
    return 0 if said & words.published() else 1


# --- what may stand around a date ----------------------------------------------------------------

_NUMBER = re.compile(r"\d+")

# Between the parts of a line of metadata, but not within a sentence.
_SEPARATOR = re.compile(r"\s{0,3}(?:[|•·∙⋅›»‖¦▪●■◆★☆]|//)\s{0,3}|\s/\s|\s{2,}|\t")

# What lines of metadata do not have: marks of sentences, of prices, of quotations.
_FOREIGN_MARK = re.compile(r"[?!€$£%=“”„]")
_SENTENCE = re.compile(r"[^\W\d_]{2}[.;]\s{1,3}\w")

# How much may stand around a date, set off from it, that is not furniture.
_PART_LENGTH, _PARTS_LENGTH = 40, 60


def _is_furniture(text: str) -> bool:
    """Whether all words of a text are a page's own; numbers need something that is counted."""
    said = words.folded(text)
    numbers = _NUMBER.findall(text)
    if _FOREIGN_MARK.search(text) or not all(word in words.around() for word in said):
        return False
    return not numbers or (len(numbers) <= 2 and not words.counted().isdisjoint(said))


def _is_part(text: str) -> bool:
    """Whether a text between separators could be a section, a site, a name: a few words."""
    if _is_furniture(text):
        return True
    if _FOREIGN_MARK.search(text) or _SENTENCE.search(text) or _NUMBER.search(text):
        return False
    if len(text) > _PART_LENGTH or len(text.split()) > 6:
        return False
    return ":" not in text or _is_labelled(text)


def _is_labelled(text: str) -> bool:
    """Whether a text begins as ``Source: X`` does."""
    label, colon, _ = text.replace("：", ":").partition(":")
    return (
        bool(colon) and len(words.folded(label)) == 1 and words.folded(label)[0] in words.labels()
    )


def _are_parts(parts: list[str]) -> bool:
    """Whether all of some texts between separators may stand on the line of a date."""
    foreign = sum(len(part) for part in parts if not _is_furniture(part))
    return foreign <= _PARTS_LENGTH and all(map(_is_part, parts))


def _leads(before: str, date: grammar.Date) -> bool:
    """Whether a text may stand before the first date of a line."""
    if _POST_NUMBER.fullmatch(before):
        return True
    *parts, last = _SEPARATOR.split(before)
    beside = _is_furniture(last) or _is_origin(last, timed=date.timed) or _is_credit(last)
    return beside and _are_parts(parts)


# One to three words that begin as names do, in scripts that have capitals.
_ORIGIN = re.compile(r"\W{0,2}((?:[^\W\d_][\w.&’'-]{0,20}\s){0,2}[^\W\d_][\w.&’'-]{0,20})(.{0,12})")


def _is_origin(text: str, *, timed: bool) -> bool:
    """Whether a text is a place or a name that a date follows.

    ``Paris, le``, ``Reuters –``; a site's name that the page's markup set off (``NEWS20. Juni``);
    or, where the time of day says that no event is meant, a name alone.
    """
    found = _ORIGIN.fullmatch(text)
    if found is None or _FOREIGN_MARK.search(text):
        return False
    name, rest = found.groups()
    named = name.split()
    if any(word[0].islower() for word in named):
        return False
    if rest.startswith(","):
        return _is_furniture(rest)
    if not rest.strip():
        return not rest or timed
    return len(named) == 1 and rest.strip() in "-–—"


_BY = frozenset("by von par por da di door av af przez от від".split())
_IN = frozenset("in unter under dans en em w i".split())


def _is_credit(text: str) -> bool:
    """Whether a text says by whom or where something was published: ``Posted by Jane Doe on``.

    The word for publishing must be there: ``1 May 2019 in Rome`` is the date of something else.
    """
    if words.published().isdisjoint(words.folded(text)):
        return False
    names, nickname = 0, False
    for word in text.split():
        capital = not word[0].islower() and not _FOREIGN_MARK.search(word)
        if words.fold(word) in _BY | _IN:
            names, nickname = 4, words.fold(word) in _BY
        elif names and capital:
            names, nickname = names - 1, False
        elif nickname or _is_furniture(word):
            names, nickname = 0, False
        else:
            return False
    return True


# Two dates with nothing else between them are the ends of a span of time.
_SPAN = frozenset("a al au to bis e i do до til till until tot through и".split())


def _divides(between: str) -> bool:
    """Whether a text may stand between two dates of one line."""
    said = words.folded(between)
    if _SPAN.issuperset(said) and not re.search(r"[|•·/()\t]|\s{2}", between):
        return False
    return _are_parts(_SEPARATOR.split(between))


# A number alone at the end counts comments, one behind # is that of a post.
_COUNTER = re.compile(r"\s+[(#]?\s?\d{1,4}\)?\s*|\s*[,|]?\s?#\s?\d{0,7}\s*")
_POST_NUMBER = re.compile(r"\s*[#№]\s?\d{1,7}[\s,|·•]*")


def _follows(after: str, before: str) -> bool:
    """Whether a text may stand behind the last date of a line that begins with ``before``."""
    if _COUNTER.fullmatch(after):
        return True
    first, *parts = _SEPARATOR.split(after)
    beside = _is_furniture(first) or (_is_labelled(first) and _is_part(first))
    return (beside or _is_credit(before + first)) and _are_parts(parts)


# --- whole strings -------------------------------------------------------------------------------

_MONTH_OF_YEAR = re.compile(
    r"([^\W\d_]{3,14})\.?[\s,./-]{1,3}(?:(?:de|del|of)\s)?(\d{4})(?:\s(?:г|года|р|року|r)\.?)?"
    r"|(\d{4})\s?(?:[./-]|年)\s?(\d{1,2})月?|(\d{1,2})\s?[./-]\s?(\d{4})"
)


def _month_of_year(text: str) -> str | None:
    """Return ``2016-11`` for ``November 2016``, ``11/2016`` and their kin."""
    found = _MONTH_OF_YEAR.fullmatch(text)
    if found is None:
        return None
    name, *numbers = found.groups()
    year = int(numbers[0] or numbers[1] or numbers[4])
    month = words.months().get(words.fold(name), 0) if name else int(numbers[2] or numbers[3])
    fits = 1 <= month <= 12 and grammar.FIRST_YEAR <= year <= grammar.LAST_YEAR
    return f"{year:04}-{month:02}" if fits else None


def _foreign(text: str) -> str | None:
    """Read rarer forms: basic ISO 8601, obsolete mail, and what ``dateutil`` knows.

    These take almost anything for a date, so they are asked only about strings that hold a
    year and the name of a month, or nothing but digits and ISO's own letters.
    """
    if re.fullmatch(r"[\dTZW:.+-]{8,35}", text):
        return _iso(text)
    said = [
        word
        for word in words.folded(text)
        if word not in ("st", "nd", "rd", "th", "of", "at", "on")
    ]
    if not re.search(r"\d{4}", text) or words.months().keys().isdisjoint(said):
        return None
    if not all(_is_date_word(word) for word in said):
        return None
    return _mail(text) or _dateutil(text)


def _is_date_word(word: str) -> bool:
    known = word in words.months() or word in words.weekdays() or word.upper() in words.zones()
    return known or word in ("am", "pm", "t")


def _iso(text: str) -> str | None:
    from datetime import date, datetime

    try:
        if "T" in text:
            return _checked(datetime.fromisoformat(text), timed=True)
        return _checked(date.fromisoformat(text), timed=False)
    except ValueError:
        return None


def _mail(text: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return _checked(parsedate_to_datetime(text), timed=True) if ":" in text else None
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _dateutil(text: str) -> str | None:
    """Ask ``dateutil``, which fills gaps from a default: what two defaults share was said."""
    from datetime import datetime

    from dateutil import parser

    zones = {name: offset * 60 for name, offset in words.zones().items() if offset is not None}
    try:
        one, other = (
            parser.parse(text, default=default, tzinfos=zones)
            for default in (datetime(1999, 3, 5, 7, 11), datetime(2011, 8, 24, 19, 43))
        )
        if one.date() != other.date():
            return None
        return _checked(one if one.time() == other.time() else one.date(), timed=one == other)
    except Exception:  # its internals raise what they please
        return None


def _checked(day: date, *, timed: bool) -> str | None:
    """Return a date or time as this module writes it, None for years that it does not take."""
    if not grammar.FIRST_YEAR <= day.year <= grammar.LAST_YEAR:
        return None
    iso = day.isoformat()
    return iso[:16] + iso[19:] if timed and iso[16:19] == ":00" else iso
