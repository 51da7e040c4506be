"""The date of a page.

htmldate reads what the metadata say, and else looks for a day anywhere; in a long text it finds
one, whatever that is the day of. So a day is believed where metadata or the address name it, or
where the page shows it at the beginning or the end of its text or beside it. A year alone is no
day. Needs the ``html`` extra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml.etree import _Element

from corpus_cli.readers.html_blocks import Piece

# So many characters are the beginning of a text, and its end.
_NEAR = 400
# What is not to be seen, or is no prose.
_NO_TEXT = (
    *("script", "style", "noscript", "template", "head", "title", "select", "textarea"),
    *("pre", "code", "samp"),
)


def page_date(
    day: str | None, root: _Element, main: Iterable[Piece], url: str | None
) -> str | None:
    """Return the date of a page in the form of ISO 8601, with its time where metadata tell it.

    ``day`` is what htmldate has found, if anything; ``main`` is the main text.
    """
    if not day:
        return None
    written = _Written(day)
    # Code alone has lines.
    prose = "\n".join(piece.text for piece in main if "\n" not in piece.text)
    is_its_own = _is_named(written, root, url) or _is_shown(written, root, prose)
    return _with_time(day, root) if is_its_own else None


def _is_named(written: _Written, root: _Element, url: str | None) -> bool:
    """Tell whether metadata or the address name a day."""
    return any(map(written.places, (*_metadata(root), url or "")))


def _metadata(root: _Element) -> Iterator[str]:
    for element in root.iter("meta", "time", "abbr", "link"):
        yield from map(str, element.attrib.values())
    for element in root.iter("script"):
        if "json" in (element.get("type") or ""):
            yield element.text or ""


def _is_shown(written: _Written, root: _Element, prose: str) -> bool:
    """Tell whether a page shows a day about its text, or anywhere else than in it."""
    inside = written.places(prose)
    if any(place < _NEAR or len(prose) - place < _NEAR for place in inside):
        return True
    return len(written.places(_visible(root))) > len(inside)


def _visible(root: _Element) -> str:
    """Return the text of a page that is to be seen, but for code."""
    hidden = {text for element in root.iter(*_NO_TEXT) for text in element.itertext()}
    return " ".join(text for text in root.itertext() if text not in hidden)


class _Written:
    """A day as people write it, with the month as a number or a word."""

    def __init__(self, day: str) -> None:
        year, month, number = (int(part) for part in day.split("-"))
        years = rf"(?:{year}|['’]?{year % 100:02})"
        months, days = f"0?{month}", rf"0?{number}(?:st|nd|rd|th|er|º|\.)?"
        between = r"\s*[^\w\s]?\s*"
        name = r"(?:(?:de|of|d)\s)?[^\W\d_]{3,14}\.?,?(?:\s(?:de|of|del))?"
        orders = (f"{year}", months, days), (days, months, years), (months, days, years)
        numeric = "|".join(map(between.join, orders))
        named = (
            rf"{days}[\s.-]{{1,2}}{name}[\s-]{{1,2}}{years}"
            rf"|{name}[\s-]{{1,2}}{days},?\s{{1,2}}{years}"
        )
        eastern = rf"{year}\s?[年년]\s?{months}\s?[月월]\s?{number}"
        self._day = re.compile(rf"(?<!\d)(?:{numeric}|{named}|{eastern})(?!\d)")
        self._year = re.compile(rf"(?<!\d)(?:{year}|{year % 100:02}(?!\d))")

    def places(self, text: str) -> list[int]:
        """Return where the years stand of this day in a text."""
        years = (found.start() for found in self._year.finditer(text))
        return [at for at in years if self._day.search(text, max(at - _LONGEST, 0), at + _LONGEST)]


# So many characters are on either side of where the year of a date begins.
_LONGEST = 40


def _with_time(day: str, root: _Element) -> str:
    """Return a day with its time where the page's own metadata give one for it."""
    for element in root.iter("meta", "time"):
        name = element.get("property") or element.get("itemprop") or element.get("name") or ""
        if element.tag == "time" or name.lower() in _PUBLISHED:
            value = (element.get("content") or element.get("datetime") or "").strip()
            if len(value) > 10 and value.startswith(day):
                try:
                    when = datetime.fromisoformat(value).replace(microsecond=0)
                except ValueError:
                    continue
                return when.isoformat()
    return day


_PUBLISHED = frozenset(
    "article:published_time datepublished og:published_time date dc.date pubdate".split()
)
