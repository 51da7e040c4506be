"""The end of a message: signatures, footers of lists, what telephones and firms add.

May import ``model``, ``attribution``, ``lines``, ``mail_words``, ``quoting``.
"""

from __future__ import annotations

import re

from corpus_cli.model import BlockKind
from corpus_cli.parsing import mail_words
from corpus_cli.parsing.attribution import ENDS, attribution
from corpus_cli.parsing.lines import Kinds, Lines
from corpus_cli.parsing.quoting import MOST_LINES, Quoting


def closing_kinds(lines: Lines, start: int, stop: int, quoting: Quoting) -> Kinds:
    """Map the lines of signatures and list footers from ``start`` to ``stop`` to their kind.

    A signature begins behind a line ``--`` and ends where the footer or a quotation begins, with
    the line that says whose that is. Footers are told by what list software writes.
    """
    kinds: Kinds = {}
    state: BlockKind | None = None
    heads, marks = quoting.heads, quoting.marks
    behind = start
    for line in lines.filled(start, stop):
        text = lines.text[line]
        first = text[0]
        if line in heads:
            state, behind = None, heads[line].stop
        if line < behind:
            continue
        if line in quoting.ends:
            kinds[line] = "boilerplate"
            state = None
            continue
        if first == "-" and text == "--":
            below = lines.next_text(line + 1, stop)
            if below is not None and _is_footer_text(lines.text[below]):
                state = "boilerplate"
            elif state is not None or not _is_too_long(lines, line, quoting):
                state = "signature"
        elif first == ">" or line in marks:
            if state == "signature":
                _take_back_attribution(lines, line, kinds)
            state = None
        elif (first in _FOOTER_STARTS or state == "boilerplate") and _is_footer(lines, line, stop):
            if text[0] in _RULED:
                _take_advertisement(lines, line, start, kinds)
            state = "boilerplate"
        if state is not None:
            kinds[line] = state
        elif (
            (not line or not lines.text[line - 1])
            and line not in kinds
            and _is_unsigned(lines, line)
        ):
            kinds[line] = "signature"
            _take_rest(lines, line, kinds, quoting)
    return kinds


# How many lines a signature may have, behind a line with the blank that it ought to have, or not.
_MOST_SIGNED, _MOST_DASHED = 60, 16


def _is_too_long(lines: Lines, line: int, quoting: Quoting) -> bool:
    """Whether so much follows a line of two dashes that they part a text in two."""
    is_proper = lines.source.startswith(" ", lines.end(line))
    most = _MOST_SIGNED if is_proper else _MOST_DASHED
    count = 0
    for below in lines.filled(line + 1, line + 3 * most):
        text = lines.text[below]
        if (
            text[0] == ">"
            or below in quoting.heads
            or text == "--"
            or _is_mere_rule(text)
            or _is_footer_text(text)
        ):
            return False
        count += 1
        if count > most:
            return True
    return count > most // 2 and lines.next_text(line + 3 * most) is not None


def _is_mere_rule(text: str) -> bool:
    return text[0] in _RULED and len(text) <= _LONGEST_RULE and _RULE.fullmatch(text) is not None


def _take_back_attribution(lines: Lines, quote: int, kinds: Kinds) -> None:
    """Let the paragraph before a quotation be no signature if it says who wrote that."""
    last = lines.previous_text(quote - 1)
    if last is None or lines.text[last][-1] not in ENDS:
        return
    words: list[str] = []
    for line in range(last, max(last - MOST_LINES, -1), -1):
        if line not in kinds or lines.text[line] == "--":
            break
        words.insert(0, lines.text[line])
        said = attribution(" ".join(" ".join(words).split()))
        if said is not None and (None not in said or line - 1 not in kinds):
            for taken in range(line, last + 1):
                kinds.pop(taken, None)
            return


# --- footers of lists -----------------------------------------------------------------------------

_NEXT_PART = re.compile(r"-{10,}\s*next\spart\s*-{10,}", re.IGNORECASE)
_RULE = re.compile(r"[_=*#~-]{20,}|[-~]{2,}[-~\s>]{20,}[-~>]|-")
_SPONSOR = re.compile(r"-{8,} ?yahoo!? groups sponsor ?-{8,}[~>-]*", re.IGNORECASE)
_FOOTER_STARTS = frozenset("_-=*#~AaCcFfHhMmPpSsTtUuVvYyЧчОо要退")
_RULED = frozenset("_-=*#~")
_DASHES = re.compile(r"-{60,}")
_MOST_ADVERTISED = 8


def _is_footer(lines: Lines, line: int, stop: int) -> bool:
    """Whether a line begins what list software adds; a rule only where such a line follows."""
    text = lines.text[line]
    if _is_mere_rule(text):
        below = lines.next_text(line + 1, stop)
        return below is not None and _is_footer_text(lines.text[below])
    return _is_footer_text(text)


def _is_footer_text(text: str) -> bool:
    folded = text[:200].casefold()
    if folded.startswith(mail_words.FOOTERS):
        return True
    if folded[0] == "-":
        return _NEXT_PART.fullmatch(folded) is not None or _SPONSOR.fullmatch(folded) is not None
    if mail_words.unsubscribe().match(folded) is not None:
        return len(text) <= _LONGEST_FOOTER or "@" in text or "://" in text
    if "mailing list" not in folded:
        return False
    words = folded.split()
    # Mailman 2 names the list, and Mailman 3 its address behind that.
    return words[1:3] == ["mailing", "list"] and (
        len(words) == 3 or (len(words) == 5 and words[3] == "--" and "@" in words[4])
    )


_LONGEST_RULE = 200
_LONGEST_FOOTER = 90


def _take_advertisement(lines: Lines, line: int, start: int, kinds: Kinds) -> None:
    """Add to a footer what its list puts between a rule and that: advertisements."""
    begin = max(start, line - _MOST_ADVERTISED)
    for above in range(line - 1, begin - 1, -1):
        text = lines.text[above]
        if not text or text[0] == ">" or above in kinds:
            return
        if _DASHES.fullmatch(text):
            kinds.update(dict.fromkeys(range(above, line), "boilerplate"))
            return


# --- signatures that no line announces ------------------------------------------------------------


def _is_unsigned(lines: Lines, line: int) -> bool:
    """Whether a paragraph is what a telephone or a firm adds to what was written."""
    text = lines.text[line]
    first = text[:300].casefold().lstrip(" *_-()<>").partition(" ")[0].rstrip(",:;*_-")
    if len(text) <= _LONGEST_LINE and first in mail_words.SENT:
        bare = text.casefold().strip(" *_-()<>.")
        if mail_words.sent_from().fullmatch(bare) and mail_words.devices().search(bare):
            return True
    if first not in mail_words.SECRET:
        return False
    joined = " ".join(lines.text[line : line + 4]).casefold()[:400]
    return mail_words.disclaimers().match(joined) is not None


_LONGEST_LINE = 100


def _take_rest(lines: Lines, line: int, kinds: Kinds, quoting: Quoting) -> None:
    """Let the lines directly below belong to it."""
    for below in range(line + 1, len(lines)):
        text = lines.text[below]
        if not text or text[0] == ">" or below in quoting.heads or below in quoting.marks:
            return
        kinds[below] = "signature"
