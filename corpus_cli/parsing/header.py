"""The head of an article: title, date, byline, standfirst, told from what pages print around.

The first line of a crawled page is its title less than half of the time: a section name, a
navigation line, a date or an advertisement stands before it. `find_header` weighs the lines above
the body against each other. May import ``model``, ``lines``, ``lexicon``, ``dates``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from corpus_cli.parsing import dates, lexicon
from corpus_cli.parsing.lines import Lines, is_name, marker

# The head ends at the second paragraph of body text, or after so many lines of text.
HEAD_LINES = 30

# From this length on (characters) a line is text, not a label.
LONG = 160


class Header(NamedTuple):
    """What the head of a document says; lines are numbers of physical lines.

    ``kinds`` maps lines of the head to their block kind. ``author_confidence`` is 0 to 1.
    """

    title: str | None = None
    date: str | None = None
    author: str | None = None
    author_confidence: float | None = None
    kinds: Mapping[int, str] = MappingProxyType({})


def find_header(lines: Lines, stop: int, *, heading: str = "") -> Header:
    """Read the head of the article whose text ends before line ``stop``.

    ``heading`` is the line that stands over its comments, which may quote the title.
    """
    head = _head(lines, stop)
    if not head:
        return Header()
    quoted = _quoted_title(heading)
    title = next((line for line in head if quoted and _key(lines.text[line]) == _key(quoted)), None)
    if title is None and not quoted:
        title = _title_line(lines, head)
    kinds: dict[int, str] = {}
    if title is not None:
        kinds[title] = "title"
    date = _date(lines, head, title, kinds) or _closing_date(lines, stop)
    author, confidence = _author(lines, head, title, kinds)
    if author is None:
        author, confidence = _closing_note(lines, stop)
    _furniture(lines, head, title, kinds)
    _repeats(lines, head, kinds)
    standfirst = _standfirst(lines, title, stop, kinds)
    if standfirst is not None:
        kinds[standfirst] = "standfirst"
    text = quoted if title is None else " ".join(lines.text[title].split())
    return Header(text, date, author, confidence, kinds)


def _head(lines: Lines, stop: int) -> list[int]:
    """Return the lines of text that may belong to the head."""
    head: list[int] = []
    paragraphs = 0
    for line in lines.filled(0, stop):
        head.append(line)
        if _is_text(lines.text[line]):
            paragraphs += 1
        if paragraphs == 2 or len(head) == HEAD_LINES:
            break
    return head


def _is_text(text: str) -> bool:
    """Whether a line is body text: long, or a long sentence, and not a page's own words."""
    if len(text) < 100 or lexicon.is_furniture(text.casefold()):
        return False
    return len(text) >= LONG or text[-1] in '.!?”"»…。'


# --- title ---------------------------------------------------------------------------------------


def _title_line(lines: Lines, head: list[int]) -> int | None:
    """Return the line that is most like a title, or None where no line is."""
    counts = Counter(_key(lines.text[line]) for line in head)
    body = _body(lines, head)
    best, best_weight = None, 0.0
    rank = 0
    for at, line in enumerate(head[: body + 1]):
        weight = _title_weight(lines, head, at, counts, body)
        if weight is None:
            continue
        weight -= 0.35 * rank
        rank += 1
        if weight > best_weight:
            best, best_weight = line, weight
    return best


_QUOTED = re.compile(r"[“„«\"‘](.{8,200}?)[”“»\"’]*\s*:?$")


def _quoted_title(heading: str) -> str | None:
    """Return the title that ``5 responses to “Title”`` quotes."""
    found = _QUOTED.search(heading)
    return " ".join(found.group(1).split()) if found else None


def _body(lines: Lines, head: list[int]) -> int:
    """Return the position in the head where running text begins: a long line, or two sentences."""
    texts = [lines.text[line] for line in head]
    for at, text in enumerate(texts):
        if _is_text(text) and (
            len(text) >= LONG or at + 1 == len(texts) or _is_text(texts[at + 1])
        ):
            return at
    return len(head)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@cache
def _breadcrumb() -> re.Pattern[str]:
    return re.compile(r"\s[>»›/|]\s|\w\|\w")


def _title_weight(
    lines: Lines, head: list[int], at: int, counts: Counter[str], body: int
) -> float | None:
    """Weigh line ``head[at]`` as a title; None for what no title ever is."""
    line = head[at]
    text = lines.text[line]
    folded = text.casefold()
    words = len(text.split())
    cjk = _wide_letters(text)
    if len(text) > 220 or lexicon.is_furniture(folded) or dates.date_line(text) or marker(text):
        return None
    if not any(c.isalpha() for c in text) or lexicon.is_comment_heading(folded):
        return None
    if lexicon.is_credit(folded) or _byline(text) is not None or lexicon.is_reply_form(folded):
        return None
    size = words if not cjk else max(words, cjk // 3)
    weight = 2.8 if size >= 6 else (0.2, 0.2, 1.0, 1.6, 2.2, 2.5)[size]
    weight -= 1.5 if len(text) > 150 else 0.0
    weight -= 2.0 if _is_sentence(text) else 0.0
    weight -= 1.0 if text[-1] in ":,;" else 0.0
    weight += 0.8 if lines.alone(line) else 0.0
    weight += 0.6 if at == 0 else 0.0
    weight += 0.8 if counts[_key(text)] > 1 and size >= 3 else 0.0
    weight -= 1.5 if _breadcrumb().search(text) else 0.0
    weight -= (0.7 if size == 2 else 0.3) if size <= 3 and is_name(text) else 0.0
    weight -= 1.5 if "  " in text else 0.0
    weight -= 1.5 if len(text) <= 120 and _date_in_label(text) else 0.0
    weight -= 1.5 if "@" in text or "http" in folded else 0.0
    weight -= 0.4 if text[:1].islower() else 0.0
    weight += 1.0 if _has_company(lines, head, at) else 0.0
    weight -= 1.0 if at > 0 and at == body - 1 and at >= 3 else 0.0
    return weight


def _wide_letters(text: str) -> int:
    """How many characters are Han, kana or Hangul, which are written without blanks."""
    return sum(1 for c in text if "\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af")


def _is_sentence(text: str) -> bool:
    return text[-1] in ".。" and not text.endswith(("...", "etc.")) and len(text.split()) > 3


def _has_company(lines: Lines, head: list[int], at: int) -> bool:
    """Whether a date, byline or standfirst follows within three lines of text."""
    for line in head[at + 1 : at + 4]:
        text = lines.text[line]
        if dates.date_line(text) or _byline(text) is not None:
            return True
    return False


# --- date ----------------------------------------------------------------------------------------


def _date(lines: Lines, head: list[int], title: int | None, kinds: dict[int, str]) -> str | None:
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
            date = dates.find(text) if _byline(text) is not None else _date_in_label(text)
        if date:
            found.append((not sure, title is not None and line < title, line, date.iso))
    return min(found)[3] if found else None


def _date_in_label(text: str) -> dates.Found | None:
    """Return the date that a line of labels begins or ends with; a sentence has none."""
    if text[-1] in ".!?;:" or len(text.split()) > 14:
        return None
    found = dates.find(text)
    if found is None or (found.start > 3 and found.end < len(text) - 3):
        return None
    rest = text[: found.start] or text[found.end :]
    return found if len(rest.split()) <= 10 and "," not in rest.strip(" ,") else None


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


# --- author --------------------------------------------------------------------------------------

_BY = tuple(
    sorted(
        (
            line.strip()
            for line in """
            by|von|par|por|door|av|af|przez|di|written by|posted by|published by|reported by
            |story by|words by|text by|geschrieben von|verfasst von|ein beitrag von|ein artikel von
            |ein gastbeitrag von|artikel von|escrito por|publicado por|redacción por|écrit par
            |publié par|propos recueillis par|scritto da|articolo di|geschreven door|skrevet af
            |skriven av|autor|autorin|autoren|author|auteur|autore|text|tekst|автор|текст|yazan
            |συντάκτης|作者|文|記者|بقلم|كتب|מאת
            """.split("|")
        ),
        key=len,
        reverse=True,
    )
)
# Nouns without a colon are no byline: "Author of …".
_NEEDS_COLON = frozenset(
    """autor autorin autoren author auteur autore text tekst автор текст yazan συντάκτης 作者 文
    記者""".split()
)

_COLLECTIVES = frozenset(
    """staff writer writers reporter reporters editor editors team board newsroom correspondent
    correspondents redaktion redaktionsteam redacción redacao redação redazione rédaction redactie
    redakcja редакция desk agency""".split()
)


def _is_collective(text: str) -> bool:
    """Whether a short text names a group that writes: ``Staff writers``, ``Redaktion``."""
    words = text.casefold().split()
    return 0 < len(words) <= 5 and words[-1] in _COLLECTIVES and text[0].isupper()


@cache
def _bio() -> re.Pattern[str]:
    """``NAME is a journalist``; group 1 is the name."""
    return re.compile(
        r"(?:comrade|dr\.?|prof\.?|professor|rev\.?|mr\.?|mrs\.?|ms\.?|sir|the\sauthor,?)?\s*"
        r"((?:[^\W\d_][\w.’'-]*\s){1,3}[^\W\d_][\w’'-]*),?\s(?:is\s(?:a|an|the|one|professor|co-|editor|author|founder|director|currently)"
        r"|was\sborn|lives\sin|works\s(?:as|at|for|in)|writes\s(?:for|about|on)|teaches|ist\s(?:ein|eine|der|die|redakteur|autor|freie|journalist)"
        r"|lebt\sin|arbeitet|est\s(?:un|une|journaliste|l['’]auteur)|es\s(?:un|una|periodista|autor)|è\s(?:un|una|giornalista)|has\s(?:been|done|written))"
        r"\b",
        re.IGNORECASE,
    )


def _byline(text: str) -> str | None:
    """Return what stands behind ``By``, ``von``, ``Par``, when a line begins a byline with it."""
    if len(text) > 160:
        return None
    rest = _behind_by(text)
    if rest is None and len(text) <= 100 and text[0].isdigit():
        dated = dates.find(text)
        if dated is not None and dated.start <= 3:
            rest = _behind_by(text[dated.end :].strip(" ,|·•–—-")) or None
    return rest if rest is not None and _names(rest) is not None else None


def _behind_by(text: str) -> str | None:
    """Return the text behind the words that begin a byline, None where none do."""
    folded = text[:40].casefold()
    start = next((each for each in _BY if folded.startswith(each)), None)
    if start is None:
        return None
    rest = text[len(start) :]
    if start in _NEEDS_COLON and rest[:1] not in ":：/／":
        return None
    if rest[:1] and not rest[0].isspace() and rest[0] not in ":：/／":
        return None
    return rest.lstrip(" \t\xa0:：/／")


def _names(text: str) -> str | None:
    """Return the names that begin ``text``, an empty string for a byline whose name is lost."""
    dated = dates.find(text)
    if dated is not None:
        text = re.sub(
            r"(?i)[\s,|/·•–—-]+(?:on|am|le|el|il|at|em|op|den)?[\s,]*$", "", text[: dated.start]
        )
    text = re.split(r"\s*[|/·•]\s*|\s[–—-]\s|,\s|\sam\b|\sin\s?,|\d", text, maxsplit=1)[0].strip(
        " ,;:·•|"
    )
    if not text or (len(text.split()) == 1 and len(text) <= 3):
        return ""
    if is_name(text, most=8) or (len(text.split()) == 1 and text[0].isupper() and text.isalpha()):
        return text
    return text if _is_collective(text) else None


def _author(
    lines: Lines, head: list[int], title: int | None, kinds: dict[int, str]
) -> tuple[str | None, float | None]:
    """Return the author that the head names and how sure that is: a byline, or a bare name."""
    author: str | None = None
    for line in head:
        if line == title:
            continue
        rest = _byline(lines.text[line])
        if rest is not None:
            kinds[line] = "byline"
            author = author or _names(rest) or None
    if author:
        return author, 1.0
    bare = _bare_name(lines, head, title)
    if bare is not None:
        name = " ".join(lines.text[bare].split())
        for line in head:
            if " ".join(lines.text[line].split()) == name:
                kinds[line] = "byline"
        return name, 0.8
    return None, None


def _bare_name(lines: Lines, head: list[int], title: int | None) -> int | None:
    """Return the line below the title that is nothing but a name."""
    if title is None:
        return None
    below = [line for line in head if line > title][:8]
    for line in below:
        text = lines.text[line]
        if lexicon.is_furniture(text.casefold()) or not lines.alone(line):
            continue
        if is_name(text, most=3) or _is_collective(text):
            return line
    return None


def _closing_note(lines: Lines, stop: int) -> tuple[str | None, float | None]:
    """Return the author whom a note such as ``NAME is a journalist`` names before ``stop``."""
    line: int | None = stop
    for _ in range(4):
        line = lines.previous_text(line - 1) if line else None
        if line is None:
            break
        found = _bio().match(lines.text[line]) if len(lines.text[line]) < 600 else None
        if found and is_name(found.group(1), most=4):
            return found.group(1), 0.6
    return None, None


# --- what is left --------------------------------------------------------------------------------


def _furniture(lines: Lines, head: list[int], title: int | None, kinds: dict[int, str]) -> None:
    """Mark the lines of the head that are the page's own."""
    for line in head:
        if line not in kinds and lexicon.is_furniture(lines.text[line].casefold()):
            kinds[line] = "boilerplate"


def _repeats(lines: Lines, head: list[int], kinds: dict[int, str]) -> None:
    """Mark further lines of the head that say the title again."""
    titles = {_key(lines.text[line]) for line, kind in kinds.items() if kind == "title"}
    for line in head:
        if line not in kinds and _key(lines.text[line]) in titles:
            kinds[line] = "title"


def _standfirst(lines: Lines, title: int | None, stop: int, kinds: dict[int, str]) -> int | None:
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
