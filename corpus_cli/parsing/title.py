"""Which line of a page is its title.

Every line of the head is weighed: by its own shape, by what stands around it, and by how much of
it the text below takes up. May import ``lines``, ``lexicon``, ``dates``, ``byline``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from corpus_cli.parsing import dates, lexicon
from corpus_cli.parsing.byline import byline
from corpus_cli.parsing.lines import Lines, breaks_off, is_name, marker

# The lines of a head with their `title_key`.
Keys = Mapping[int, str]

# From this length on (characters) a line is text, not a label.
LONG = 160

# How much of the text (characters) may echo the words of its title.
ECHO = 2000


def is_text(text: str) -> bool:
    """Whether a line is body text: long, or a long sentence, and not a page's own words."""
    if len(text) < 100 or lexicon.is_furniture(text.casefold()):
        return False
    return len(text) >= LONG or text[-1] in '.!?”"»…。'


def date_in_label(text: str) -> dates.Found | None:
    """Return the date that a line of labels begins or ends with; a sentence has none."""
    if text[-1] in ".!?;:" or len(text.split()) > 14:
        return None
    found = dates.find(text)
    if found is None or (found.start > 3 and found.end < len(text) - 3):
        return None
    rest = text[: found.start] or text[found.end :]
    return found if len(rest.split()) <= 10 and "," not in rest.strip(" ,") else None


_QUOTED = re.compile(r"[“„«\"‘](.{8,200}?)[”“»\"’]*\s*:?$")


def quoted_title(heading: str) -> str | None:
    """Return the title that ``5 responses to “Title”`` quotes."""
    found = _QUOTED.search(heading)
    return " ".join(found.group(1).split()) if found else None


def find_title(lines: Lines, head: list[int], keys: Keys) -> int | None:
    """Return the line that is most like a title, or None where no line is."""
    counts = Counter(keys.values())
    body = _body(lines, head)
    echo = (
        _stems(lines.source[lines.start[head[body]] :][:ECHO]) if body < len(head) else frozenset()
    )
    best, best_weight = None, 0.0
    rank = 0
    for at, line in enumerate(head[: body + 1]):
        weight = _weight(lines, head, at, counts[keys[line]])
        if weight is None:
            continue
        stems = _stems(lines.text[line])
        if stems and echo:
            weight += 1.8 * (len(stems & echo) / len(stems) - 0.4)
        weight -= 0.35 * rank + (1.0 if at >= 3 and at == body - 1 else 0.0)
        rank += 1
        if weight > best_weight:
            best, best_weight = line, weight
    return None if best is None else _bare(lines, keys, best)


def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a text, which survive inflection."""
    return frozenset(_LONGER.findall(text.casefold()))


_LONGER = re.compile(r"([^\W\d_]{4,5})[^\W\d_]*")


def _bare(lines: Lines, keys: Keys, best: int) -> int:
    """Return the line that says the title without the site's name or the way to the page."""
    whole = keys[best]
    for line, key in keys.items():
        if line == best or not 8 <= len(key) < len(whole) or " " not in key:
            continue
        if whole.startswith(key + " ") and _SEPARATED.search(lines.text[best]):
            return line
        if whole.endswith(" " + key) and line > best:
            return line
    return best


_SEPARATED = re.compile(r"[|«»•·›]|\s[-–—:]\s")


def _body(lines: Lines, head: list[int]) -> int:
    """Return the position in the head where running text begins: a long line, or two sentences."""
    texts = [lines.text[line] for line in head]
    for at, text in enumerate(texts):
        if is_text(text) and (len(text) >= LONG or at + 1 == len(texts) or is_text(texts[at + 1])):
            return at
    return len(head)


def title_key(text: str) -> str:
    """Return the words of a line by which it is compared: case and punctuation set aside."""
    return " ".join(_KEY_WORD.findall(text[:_KEYED].casefold()))


_KEY_WORD = re.compile(r"\w+")
_KEYED = 300  # characters, far more than a title has


@cache
def _breadcrumb() -> re.Pattern[str]:
    return re.compile(r"\s[>»›/|]\s|\w\|\w")


def _weight(lines: Lines, head: list[int], at: int, times: int) -> float | None:
    """Weigh line ``head[at]``, said so many times, as a title; None for what no title ever is."""
    line = head[at]
    text = lines.text[line]
    if _is_no_title(text) or _is_half(lines, line):
        return None
    folded = text.casefold()
    words, wide = len(text.split()), _wide_letters(text)
    size = words if not wide else max(words, wide // 3)
    weight = 2.8 if size >= 6 else (0.2, 0.2, 1.0, 1.6, 2.2, 2.5)[size]
    weight -= 0.8 * (size > 16) + 1.5 * (size > 24 or len(text) > 170)
    weight -= (1.2 if at == 0 and size <= 14 else 2.0) if _is_sentence(text) else 0.0
    weight -= 2.0 if text[-1] in ":,;" else 0.0
    weight -= 1.5 if sum(map(str.isdigit, text)) > 0.2 * len(text) else 0.0
    weight += 0.8 if lines.alone(line) else 0.0
    weight += 0.9 if at == 0 else 0.0
    weight += 0.8 if times > 1 and size >= 3 else 0.0
    weight -= 1.5 if _breadcrumb().search(text) else 0.0
    weight -= (1.2 if size == 2 else 0.3) if size <= 3 and _names_somebody(text) else 0.0
    weight -= 1.5 if "  " in text else 0.0
    weight -= 1.5 if "@" in text or "http" in folded else 0.0
    weight -= 0.4 if text[0].islower() else 0.0
    weight -= 2.5 if lexicon.speaks_of_the_page(folded) else 0.0
    weight += 1.0 if _has_company(lines, head, at) else 0.0
    return weight


def _is_half(lines: Lines, line: int) -> bool:
    """Whether a line breaks off within a sentence, or goes on with one."""
    above = lines.text[line - 1] if line else ""
    below = lines.text[line + 1] if line + 1 < len(lines) else ""
    text = lines.text[line]
    return (bool(above) and breaks_off(above, text)) or (bool(below) and breaks_off(text, below))


def _is_no_title(text: str) -> bool:
    """Whether a line is a date, byline, list item, credit or button, or far too long."""
    if len(text) > 220 or marker(text) or not any(map(str.isalpha, text)):
        return True
    folded = text.casefold()
    if lexicon.is_furniture(folded) or lexicon.is_comment_heading(folded):
        return True
    if lexicon.is_credit(folded) or lexicon.is_reply_form(folded) or byline(text) is not None:
        return True
    dated = dates.find(text) if len(text) <= 120 else None
    return dated is not None and len((text[: dated.start] + text[dated.end :]).split()) <= 5


def _names_somebody(text: str) -> bool:
    """Whether a line is a name; without case, every short line would look like one."""
    return is_name(text) and text.upper() != text.lower()


def _wide_letters(text: str) -> int:
    """How many characters are Han, kana or Hangul, which are written without blanks."""
    return len(_wide_letter().findall(text)) if max(text, default="") >= "\u2e80" else 0


@cache
def _wide_letter() -> re.Pattern[str]:
    # Takes 2 ms to make.
    return re.compile("[\u2e80-\u9fff\uac00-\ud7af]")


def _is_sentence(text: str) -> bool:
    if text[-1] == "。":
        return True
    return text[-1] == "." and not text.endswith(("...", "etc.")) and len(text.split()) > 3


def _has_company(lines: Lines, head: list[int], at: int) -> bool:
    """Whether a date, byline or standfirst follows within three lines of text."""
    for line in head[at + 1 : at + 4]:
        text = lines.text[line]
        if dates.date_line(text) or byline(text) is not None:
            return True
    return False
