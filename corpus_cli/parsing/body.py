"""Running text to leaves: paragraphs, headings, quotations, lists, captions.

Articles on the web put a paragraph on a line; mail and old text files wrap it over many.
`body_drafts` cuts both, and the rules behind decide the kinds
by what a leaf looks like and what stands beside it. May import ``model``, ``lines``,
``lexicon``, ``attribution``, ``quoting``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus_cli.model import BlockKind
from corpus_cli.parsing import lexicon
from corpus_cli.parsing.attribution import ENDS, LONGEST, NOBODY, Said, attribution
from corpus_cli.parsing.lines import (
    QUOTE_MARKS,
    WIDEST,
    Draft,
    Kinds,
    Lines,
    breaks_off,
    is_name,
    marker,
    quote_depth,
)
from corpus_cli.parsing.quoting import MOST_LINES, NOTHING_QUOTED, Head, Quoting


def body_drafts(
    lines: Lines,
    filled: Iterable[int],
    kinds: Kinds,
    *,
    wrapped: bool,
    mail: bool,
    quoting: Quoting = NOTHING_QUOTED,
    of_page: bool = True,
) -> list[Draft]:
    """Cut the lines ``filled`` (in order, none blank) into leaves; ``kinds`` settles some lines.

    What is not ``of_page`` has nothing around it that web pages have.
    """
    width = _width(lines) if wrapped else 0
    drafts = _cut(lines, list(filled), kinds, width, quoting, of_page=of_page)
    _quotations(lines, drafts)
    _lists(lines, drafts)
    if not mail:
        _headings(lines, drafts)
    return drafts


def _width(lines: Lines) -> int:
    """Return the width that a wrapped text keeps, in characters."""
    lengths = sorted(len(text) for text in lines.text[:2000] if text)
    return min(WIDEST, lengths[int(0.98 * (len(lengths) - 1))])


# --- cutting -------------------------------------------------------------------------------------


def _cut(
    lines: Lines,
    filled: list[int],
    kinds: Kinds,
    width: int,
    quoting: Quoting,
    *,
    of_page: bool,
) -> list[Draft]:
    """Make one leaf of each line, or of each run of lines where a text is wrapped (width > 0)."""
    text, start = lines.text, lines.start
    drafts: list[Draft] = []
    said: SaidAt = {}
    heads, marks = quoting.heads, quoting.marks
    at, stop = 0, len(filled)
    while at < stop:
        line = filled[at]
        here = text[line]
        kind = kinds.get(line)
        if line in heads:
            at = _head(lines, filled, at, heads[line], drafts, said)
        elif kind is not None:
            run = _same_kind(lines, filled, at, kinds)
            drafts.append(Draft(kind, start[line], lines.end(filled[run - 1])))
            at = run
        elif here[0] == ">" or line in marks:
            at = _quoted(lines, filled, at, drafts, said, quoting)
        else:
            run, caption = at + 1, False
            if run < stop and filled[run] == line + 1:
                caption = not width and _is_caption(lines, line)
                run = at + 2 if caption else _run(lines, filled, at, kinds, width, quoting)
            drafts.append(_draft(lines, line, filled[run - 1], caption=caption, of_page=of_page))
            at = run
    if quoting.levels:
        within = {start[line]: line for line in quoting.levels}
        for draft in drafts:
            inner = within.get(draft.start)
            if inner is not None:
                _deepen(draft, quoting.levels[inner], quoting.said[inner])
    return drafts


def _head(
    lines: Lines, filled: Sequence[int], at: int, head: Head, drafts: list[Draft], said: SaidAt
) -> int:
    """Add the leaf of what says whose words follow, and return the position behind it."""
    run = at + 1
    while run < len(filled) and filled[run] < head.stop:
        run += 1
    draft = Draft("byline", lines.start[filled[at]], lines.end(filled[run - 1]))
    draft.depth = head.level or None
    draft.author, draft.date = head.said
    drafts.append(draft)
    said.clear()
    said[max(head.level, 1)] = head.said
    return run


def _deepen(draft: Draft, level: int, said: Said) -> None:
    """Put a leaf into a message that is quoted whole."""
    if draft.kind in ("signature", "boilerplate", "other"):
        return
    if draft.kind == "byline":
        draft.depth = (draft.depth or 0) + level
        return
    if draft.kind != "quote":
        draft.kind, draft.number, draft.depth, draft.confidence = "quote", None, 0, None
        draft.author, draft.date = said
    draft.depth = (draft.depth or 0) + level


# Kinds that wrap over lines which belong together.
_WRAPPING = frozenset({"signature", "boilerplate", "title"})


def _same_kind(lines: Lines, filled: Sequence[int], at: int, kinds: Kinds) -> int:
    """Return the position behind the lines that one settled leaf takes up."""
    run = at + 1
    kind = kinds[filled[at]]
    if kind not in _WRAPPING or marker(lines.text[filled[at]]):
        return run
    while (
        run < len(filled) and filled[run] == filled[run - 1] + 1 and kinds.get(filled[run]) == kind
    ):
        if kind == "title" and lines.text[filled[run]] == lines.text[filled[at]]:
            break
        run += 1
    return run


def _run(
    lines: Lines, filled: Sequence[int], at: int, kinds: Kinds, width: int, quoting: Quoting
) -> int:
    """Return the position behind the lines that a paragraph takes up.

    Where a text is wrapped (``width`` > 0) they end at a blank line; elsewhere a line belongs to
    the one before only where that plainly breaks off.
    """
    text = lines.text
    run = at + 1
    stop = len(filled)
    is_quoting = quoting is not NOTHING_QUOTED
    while run < stop:
        line = filled[run]
        if line != filled[run - 1] + 1 or line in kinds:
            break
        if is_quoting and (line in quoting.marks or _is_turn(quoting, line - 1, line)):
            break
        here = text[line]
        first = here[0]
        if first == ">" or (first in _STARTERS and _starts_anew(text[line - 1], here, width)):
            break
        if not width and not breaks_off(text[line - 1], here):
            break
        run += 1
    return run


_OPENERS = "“„«‹「『"
_STARTERS = frozenset(_OPENERS + '"•◦▪‣*+-–—(0123456789')
_NUMBERED = re.compile(r"\(?(\d{1,3})[.)]\s+\S")


def _starts_anew(before: str, here: str, width: int) -> bool:
    """Whether a line within a wrapped run begins a list item or a quotation of its own.

    It does where the line before had room for its first word, so that the break was meant.
    """
    if here[0] in _OPENERS or here[0] == '"':
        return len(before) + 1 + len(here.split(None, 1)[0]) < width
    if here[0] in "•◦▪‣":
        return True
    found = marker(here) or _NUMBERED.match(here)
    return found is not None and len(before) + 1 + len(here.split(None, 2)[0]) < width


# Author and date of the quotations of each depth, by the last line that said them.
SaidAt = dict[int, Said]


def _quoted(
    lines: Lines,
    filled: Sequence[int],
    at: int,
    drafts: list[Draft],
    said: SaidAt,
    quoting: Quoting,
) -> int:
    """Add the leaves of a run of quoted lines: a quotation for each depth and paragraph.

    Its author and date are those of the attribution line before it, which mostly stands one level
    up. They hold for what is quoted further below, where the answers stand in between.
    """
    before = _attribution_before(lines, filled, at, drafts)
    if before != NOBODY:
        said.clear()
        said[1] = before
    elif drafts and drafts[-1].kind != "byline" and lines.source[drafts[-1].end - 1] in ENDS:
        # Something is said of what follows, and maybe who wrote that.
        said.clear()
    first = at
    while at < len(filled):
        line = filled[at]
        depth, marks = _depth(lines, line, quoting)
        if not depth or _is_turn(quoting, filled[first], line):
            break
        if marks == len(lines.text[line]):
            drafts.append(Draft("other", lines.start[line], lines.end(line), addressed=False))
            at += 1
            continue
        run = at + 1
        while run < len(filled) and filled[run] == filled[run - 1] + 1:
            deep, length = _depth(lines, filled[run], quoting)
            if (
                deep != depth
                or length == len(lines.text[filled[run]])
                or _is_turn(quoting, filled[first], filled[run])
            ):
                break
            run += 1
        author, date = said.get(depth, NOBODY)
        draft = Draft("quote", lines.start[line], lines.end(filled[run - 1]))
        draft.depth, draft.author, draft.date = depth, author, date
        drafts.append(draft)
        within = _attribution_in(lines, draft)
        if within != NOBODY:
            # Some programs quote their own attribution line with what it is about.
            said[depth if _next_depth(lines, filled, run) == depth else depth + 1] = within
        at = run
    return at


def _is_turn(quoting: Quoting, first: int, line: int) -> bool:
    """Whether a message that is quoted whole begins or ends at a line."""
    if quoting is NOTHING_QUOTED:
        return False
    return line in quoting.heads or quoting.levels.get(line) != quoting.levels.get(first)


def _depth(lines: Lines, line: int, quoting: Quoting) -> tuple[int, int]:
    """Return how many marks begin a line, and the length up to its text."""
    return (quoting.marks and quoting.marks.get(line)) or quote_depth(lines.text[line])


def _next_depth(lines: Lines, filled: Sequence[int], at: int) -> int:
    """Return how deep the next quoted line with words is, 0 where there is none."""
    while at < len(filled):
        depth, marks = quote_depth(lines.text[filled[at]])
        if not depth or marks < len(lines.text[filled[at]]):
            return depth
        at += 1
    return 0


def _attribution_in(lines: Lines, draft: Draft) -> Said:
    """Read a quoted attribution line for the quotation within the quotation that follows it."""
    if draft.end - draft.start > LONGEST or lines.source[draft.end - 1] not in ENDS:
        return NOBODY
    quoted = lines.source[draft.start : draft.end].split("\n")
    found = attribution(
        " ".join(" ".join(QUOTE_MARKS.sub("", line.strip(), 1) for line in quoted).split())
    )
    if found is None:
        return NOBODY
    draft.kind = "byline"
    draft.author, draft.date = found
    return found


def _attribution_before(lines: Lines, filled: Sequence[int], at: int, drafts: list[Draft]) -> Said:
    """Read ``On DATE, NAME wrote:`` before a quotation, and make a leaf of its own of it."""
    if not drafts or drafts[-1].kind not in ("paragraph", "list_item"):
        return NOBODY
    if lines.source[drafts[-1].end - 1] not in ENDS:
        return NOBODY
    first, found = _attribution_lines(lines, filled, at, drafts[-1].start)
    if found is None:
        return NOBODY
    start, end = lines.start[first], drafts[-1].end
    # A program that wraps nothing else may wrap this.
    while drafts and drafts[-1].start >= start:
        drafts.pop()
    if drafts and drafts[-1].end > start:
        drafts[-1].end = drafts[-1].start + len(lines.source[drafts[-1].start : start].rstrip())
    draft = Draft("byline", start, end)
    draft.author, draft.date = found
    drafts.append(draft)
    return found


# A line that begins an attribution, of which the next lines say enough.
_OPENING = re.compile(
    r"(?i)(?:on|am|le|el|em|il giorno|il|op|den|dnia|w dniu|quoting)\s[^.!?]{1,60}$"
)


def _attribution_lines(
    lines: Lines, filled: Sequence[int], at: int, start: int
) -> tuple[int, Said | None]:
    """Return the attribution that ends with the line before position ``at``, and its first line.

    What says both who and when may stand directly below other text; else it is a paragraph of
    its own, which begins at offset ``start``.
    """
    words: list[str] = []
    whole: tuple[int, Said | None] = (0, None)
    for place in range(at - 1, max(at - 1 - MOST_LINES, -1), -1):
        line = filled[place]
        if words and line + 1 != filled[place + 1]:
            break
        words.insert(0, lines.text[line])
        found = attribution(" ".join(" ".join(words).split()))
        if found is not None and None not in found:
            if line and _OPENING.match(lines.text[line - 1]):
                more = attribution(" ".join(" ".join([lines.text[line - 1], *words]).split()))
                return (line, found) if more is None else (line - 1, more)
            return line, found
        if found is not None and lines.start[line] == start:
            whole = line, found
    return whole


def _is_caption(lines: Lines, line: int) -> bool:
    """Whether two lines that stand alone are a name and what is said of it in a caption."""
    alone = (line == 0 or not lines.text[line - 1]) and (
        line + 2 >= len(lines) or not lines.text[line + 2]
    )
    return alone and is_name(lines.text[line]) and len(lines.text[line + 1].split()) >= 5


_BLANK_MARKS = re.compile(r"[\W_]+")


def _draft(lines: Lines, line: int, last: int, *, caption: bool, of_page: bool) -> Draft:
    """Make the leaf of the lines from ``line`` to ``last``, with the kind that its words show."""
    draft = Draft("paragraph", lines.start[line], lines.end(last))
    if caption:
        draft.kind = "caption"
        return draft
    text = lines.text[line]
    if line == last and len(text) <= 200:
        draft.kind = _kind(text, of_page=of_page)
    found = marker(text) if draft.kind == "paragraph" else None
    if found is not None and (lines.indent[line] or found.sign in "•◦▪‣●○∙*+" or found.number):
        draft.kind = "list_item"
        draft.number = found.number
        draft.depth = max(0, lines.indent[line] - 2) // 2
        draft.confidence = None if lines.indent[line] or found.sign in "•◦▪‣●○∙" else 0.5
    elif draft.kind == "paragraph" and text[0] in "([" and (number := _NUMBERED.match(text)):
        draft.kind, draft.number, draft.depth = "list_item", int(number.group(1)), 0
        draft.confidence = 0.5
    return draft


_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]+|\^\s?\d{0,3}|[*†‡]{1,3}\)?)\s*\S")


def _kind(text: str, *, of_page: bool) -> BlockKind:
    """Return the kind that a short line shows by its words alone."""
    if of_page and (kind := _kind_of_page(text.casefold())) is not None:
        return kind
    if not text[0].isalnum() and _BLANK_MARKS.fullmatch(text):
        return "other"
    if text[0] in "[¹²³^†‡" and _FOOTNOTE.match(text):
        return "footnote"
    return "paragraph"


def _kind_of_page(folded: str) -> BlockKind | None:
    """Return the kind of a line that web pages put around their text."""
    if lexicon.is_read_more(folded):
        return "read_more"
    if lexicon.is_furniture(folded) or lexicon.is_reply_form(folded):
        return "boilerplate"
    return "caption" if lexicon.is_credit(folded) else None


# --- quotations ----------------------------------------------------------------------------------

_PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "»": "«",
    '"': '"',
    "‘": "’",
}

# How many paragraphs a block quotation may run on before its closing mark is given up.
_LONGEST_QUOTATION = 15


def _quotations(lines: Lines, drafts: list[Draft]) -> None:
    """Mark quotations: wholly enclosed, or opened on each paragraph and closed on the last."""
    source = lines.source
    until = -1
    for at, draft in enumerate(drafts):
        if draft.kind != "paragraph":
            continue
        if at <= until:
            draft.kind = "quote"
            continue
        mark = source[draft.start]
        if mark not in _PAIRS or draft.end - draft.start < 3:
            continue
        if (
            at
            and drafts[at - 1].kind == "quote"
            and drafts[at - 1].depth is None
            and mark in _OPENERS
        ):
            draft.kind = "quote"
        if mark in _OPENERS and _balance(source, draft, mark) > 0:
            draft.kind = "quote"
            until = _closing(source, drafts, at, mark)
        elif _enclosed(source[draft.start : draft.end], mark):
            draft.kind = "quote"


def _balance(source: str, draft: Draft, mark: str) -> int:
    """How many quotation marks a leaf opens more than it closes."""
    if mark == "„":
        return source.count(mark, draft.start, draft.end) - sum(
            source.count(close, draft.start, draft.end) for close in _PAIRS[mark]
        )
    return source.count(mark, draft.start, draft.end) - source.count(
        _PAIRS[mark], draft.start, draft.end
    )


def _closing(source: str, drafts: list[Draft], at: int, mark: str) -> int:
    """Return the position of the paragraph that closes the quotation opened at ``at``, or ``at``.

    It must end with the closing mark: a dangling one within a paragraph proves nothing.
    """
    for later in range(at + 1, min(len(drafts), at + 1 + _LONGEST_QUOTATION)):
        draft = drafts[later]
        if draft.kind not in ("paragraph", "quote"):
            return at
        balance = _balance(source, draft, mark)
        if balance < 0 and _ends_with(source[max(draft.start, draft.end - 400) : draft.end], mark):
            return later
        if balance < 0:
            return at
    return at


_CITATION = re.compile(r"\s*(?:\([^()]{0,300}\)|\[[^\[\]]{0,40}\])\s*[.]?$")


def _ends_with(text: str, mark: str) -> bool:
    """Whether a text ends with the closing mark, a citation or full stop behind it left out."""
    end = _CITATION.sub("", text).rstrip(" .,;!?…")
    return end[-1:] in _PAIRS[mark] if end else False


def _enclosed(text: str, mark: str) -> bool:
    """Whether one pair of quotation marks encloses a text."""
    if not _ends_with(text[-400:], mark):
        return False
    closers = _PAIRS[mark]
    inside = _CITATION.sub("", text[-400:]) if len(text) <= 400 else text
    body = inside.rstrip(" .,;!?…")[1:-1]
    if mark == '"':
        return '"' not in body
    if mark == "‘":
        return "‘" not in body and re.search(r"’(?!\w)", body) is None
    return all(body.count(close) <= body.count(mark) for close in closers)


# --- lists ---------------------------------------------------------------------------------------


def _lists(lines: Lines, drafts: list[Draft]) -> None:
    """Take back list items at the margin that no neighbour confirms.

    ``3. Oktober`` is no item, nor is a dash that opens a speech.
    """
    doubtful = [draft for draft in drafts if draft.kind == "list_item" and draft.confidence]
    for at, draft in enumerate(doubtful):
        near = doubtful[max(0, at - 1) : at] + doubtful[at + 1 : at + 2]
        if draft.number is None:
            sign = lines.source[draft.start]
            sure = any(lines.source[other.start] == sign for other in near)
        else:
            sure = any(
                other.number is not None and abs(other.number - draft.number) == 1 for other in near
            )
        draft.confidence = None
        if not sure:
            draft.kind, draft.number, draft.depth = "paragraph", None, None


# --- headings ------------------------------------------------------------------------------------

_LONGEST_HEADING = 120


def _headings(lines: Lines, drafts: list[Draft]) -> None:
    """Mark short lines that stand over text as headings."""
    source = lines.source
    for at, draft in enumerate(drafts):
        if draft.kind != "paragraph" or draft.end - draft.start > _LONGEST_HEADING:
            continue
        if at + 1 >= len(drafts) or drafts[at + 1].kind not in _BELOW_HEADING:
            continue
        text = source[draft.start : draft.end]
        below = drafts[at + 1]
        if not _looks_like_heading(text) or below.end - below.start <= len(text):
            continue
        if draft.start and not _blank_before(source, draft.start):
            continue
        draft.kind = "heading"


_BELOW_HEADING = frozenset({"paragraph", "quote", "list_item", "caption"})


def _blank_before(source: str, start: int) -> bool:
    """Whether a blank line stands before the line that holds ``start``."""
    end = source.rfind("\n", 0, start)
    return end < 0 or not source[source.rfind("\n", 0, end) + 1 : end].strip()


def _looks_like_heading(text: str) -> bool:
    if "\n" in text or text[-1] in ".,;:!…。，：！—–-":
        return False
    first = text[0]
    return (first.isalnum() or first in "¿¡(") and not first.islower()
