"""The head of an article: title, date, byline, standfirst, told from what pages print around.

The first line of a crawled page is its title less than half of the time: a section name, a
navigation line, a date or an advertisement stands before it. `find_header` weighs the lines above
the body against each other. May import ``lines``, ``lexicon``, ``dates``, ``byline``, ``title``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from corpus_cli.model import BlockKind
from corpus_cli.parsing import dates, lexicon
from corpus_cli.parsing.byline import byline, closing_note, find_author
from corpus_cli.parsing.lines import Kinds, Lines, marker
from corpus_cli.parsing.title import (
    Keys,
    date_in_label,
    find_title,
    is_text,
    quoted_title,
    title_key,
)

# The head ends at the second paragraph of body text, or after so many lines of text.
HEAD_LINES = 30


class Header(NamedTuple):
    """What the head of a document says; lines are numbers of physical lines.

    ``kinds`` maps lines of the head to their block kind. ``author_confidence`` is 0 to 1.
    """

    title: str | None = None
    date: str | None = None
    author: str | None = None
    author_confidence: float | None = None
    kinds: Mapping[int, BlockKind] = MappingProxyType({})


def find_header(lines: Lines, stop: int, *, heading: str = "", title: str | None = None) -> Header:
    """Read the head of the article whose text ends before line ``stop``.

    ``heading`` is the line that stands over its comments, which may quote the title; that is
    ``title`` where it is known.
    """
    known = title or quoted_title(heading)
    head = _head(lines, stop)
    if not head:
        return Header(known)
    return _header(lines, stop, head, known)


def _header(lines: Lines, stop: int, head: list[int], known: str | None) -> Header:
    keys = {line: title_key(lines.text[line]) for line in head}
    if known:
        wanted = title_key(known)
        title = next((line for line, key in keys.items() if key == wanted), None)
    else:
        title = find_title(lines, head, keys)
    kinds: Kinds = {}
    if title is not None:
        kinds[title] = "title"
    date = _date(lines, head, title, kinds) or _closing_date(lines, stop)
    author, confidence = find_author(lines, head, title, kinds)
    if author is None:
        author, confidence = closing_note(lines, stop)
    _furniture(lines, head, title, kinds)
    _repeats(keys, kinds)
    standfirst = _standfirst(lines, title, stop, kinds)
    if standfirst is not None:
        kinds[standfirst] = "standfirst"
    text = known if title is None else " ".join(lines.text[title].split())
    return Header(text, date, author, confidence, kinds)


def _head(lines: Lines, stop: int) -> list[int]:
    """Return the lines of text that may belong to the head."""
    head: list[int] = []
    paragraphs = 0
    for line in lines.filled(0, stop):
        head.append(line)
        if is_text(lines.text[line]):
            paragraphs += 1
        if paragraphs == 2 or len(head) == HEAD_LINES:
            break
    return head


# --- date ----------------------------------------------------------------------------------------


def _date(lines: Lines, head: list[int], title: int | None, kinds: Kinds) -> str | None:
    """Return the date of the head, the first below the title before the first above it.

    A line that is only a date outranks a byline with one, and both a label that begins or ends
    with one.
    """
    found: list[tuple[bool, bool, int, str]] = []
    for line in head:
        text = lines.text[line]
        date = dates.date_line(text)
        sure = date is not None
        if date:
            kinds.setdefault(line, "date")
        elif line != title and len(text) <= 120:
            date = dates.find(text) if byline(text) is not None else date_in_label(text)
        if date:
            found.append((not sure, title is not None and line < title, line, date.iso))
    return min(found)[3] if found else None


def _closing_date(lines: Lines, stop: int) -> str | None:
    """Return the date that stands alone among the last three lines of text before ``stop``."""
    line: int | None = stop
    for _ in range(3):
        line = lines.previous_text(line - 1) if line else None
        if line is None:
            return None
        date = dates.date_line(lines.text[line])
        if date:
            return date.iso
    return None


# --- what is left --------------------------------------------------------------------------------


def _furniture(lines: Lines, head: list[int], title: int | None, kinds: Kinds) -> None:
    """Mark the lines of the head that are the page's own."""
    for line in head:
        if line not in kinds and lexicon.is_furniture(lines.text[line].casefold()):
            kinds[line] = "boilerplate"


def _repeats(keys: Keys, kinds: Kinds) -> None:
    """Mark further lines of the head that say the title again."""
    titles = {keys[line] for line, kind in kinds.items() if kind == "title"}
    for line, key in keys.items():
        if key in titles and line not in kinds:
            kinds[line] = "title"


def _standfirst(lines: Lines, title: int | None, stop: int, kinds: Kinds) -> int | None:
    """Return the paragraph below the title that sums the article up.

    It is one line, shorter than the paragraphs that follow, and either set off from them by a
    byline or date, or a single sentence.
    """
    if title is None:
        return None
    line = lines.next_text(title + 1, stop)
    while line is not None and line in kinds:
        line = lines.next_text(line + 1, stop)
    if line is None or not lines.alone(line):
        return None
    text = lines.text[line]
    following = lines.next_text(line + 1, stop)
    if following is None or marker(text) or not 20 <= len(text) <= 400 or text[-1] in ":,;":
        return None
    if kinds.get(following) in ("byline", "date"):
        return line
    single = len(re.findall(r"[.!?…](?:\s|$)", text)) <= 1
    longer = len(lines.text[following]) > 1.5 * len(text)
    return line if single and longer and text[-1] in ".!?" else None
