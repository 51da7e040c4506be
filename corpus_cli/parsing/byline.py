"""Who wrote an article: bylines, bare names, and notes on the author below the text.

May import ``lines``, ``lexicon``, ``dates``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus_cli.parsing import dates, lexicon
from corpus_cli.parsing.lines import Kinds, Lines, is_name

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


def byline(text: str) -> str | None:
    """Return what stands behind ``By``, ``von``, ``Par``, when a line begins a byline with it."""
    return _byline(text) if len(text) <= 160 else None


# The lines of a head are asked about several times each.
@lru_cache(maxsize=64)
def _byline(text: str) -> str | None:
    rest = _behind_by(text)
    if rest is None and len(text) <= 100 and any(map(str.isdigit, text)):
        dated = dates.date_line(text) or (dates.find(text) if text[0].isdigit() else None)
        if dated is not None:
            rest = _behind_by(text[dated.end :].strip(" ,|·•–—-")) or None
    return rest if rest is not None and _names(rest) is not None else None


def _behind_by(text: str) -> str | None:
    """Return the text behind the words that begin a byline, None where none do."""
    folded = text[:40].casefold()
    if not folded.startswith(_BY):
        return None
    start = next(each for each in _BY if folded.startswith(each))
    rest = text[len(start) :]
    if start in _NEEDS_COLON and not rest.startswith((":", "：", "/", "／")):
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


def find_author(
    lines: Lines, head: list[int], title: int | None, kinds: Kinds
) -> tuple[str | None, float | None]:
    """Return the author that the head names and how sure that is: a byline, or a bare name."""
    author: str | None = None
    for line in head:
        if line == title:
            continue
        rest = byline(lines.text[line])
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
        return name, 0.6
    return None, None


def _bare_name(lines: Lines, head: list[int], title: int | None) -> int | None:
    """Return the line below the title that is nothing but a name."""
    if title is None:
        return None
    below = [line for line in head if line > title][:6]
    for at, line in enumerate(below):
        text = lines.text[line]
        # A standfirst may stand before a name, two paragraphs are the article.
        if at and len(text) > 160 and len(lines.text[below[at - 1]]) > 160:
            return None
        if not lines.alone(line) or lexicon.is_furniture(text.casefold()):
            continue
        if _is_collective(text):
            return line
        # Scripts without case would make a name of every short line.
        if is_name(text, most=3) and text.upper() != text.lower() and "'" not in text:
            return None if lexicon.speaks_of_the_page(text.casefold()) else line
    return None


def closing_note(lines: Lines, stop: int) -> tuple[str | None, float | None]:
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
