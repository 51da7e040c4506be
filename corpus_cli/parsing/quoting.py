"""What mail quotes without ``>``: whole messages below their heads, and lines with other marks.

Outlook and what forwards messages put a few fields before the text and leave that as it is; Yahoo
does so below ``NAME wrote:``. Older programs mark lines by ``|``, ``}``, ``:`` or initials. May
import ``attribution``, ``dates``, ``lines``, ``mail_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus_cli.parsing import dates, mail_words
from corpus_cli.parsing.attribution import ENDS, NOBODY, Said, attribution
from corpus_cli.parsing.lines import Lines, quote_depth


class Head(NamedTuple):
    """What stands before quoted words and says whose they are: lines up to ``stop``.

    ``level`` is how many ``>`` stand before it.
    """

    stop: int
    said: Said = NOBODY
    level: int = 0


class Quoting(NamedTuple):
    """What a message quotes, by the numbers of lines.

    ``heads`` are found by their first lines. ``levels`` says how many messages quoted whole a line
    is in, ``said`` whose the innermost is. ``marks`` are those that stand for ``>``: how many, and
    the length up to the text. ``ends`` are lines that say that a quoted message ends.
    """

    heads: dict[int, Head]
    levels: dict[int, int]
    said: dict[int, Said]
    marks: dict[int, tuple[int, int]]
    ends: frozenset[int]


NOTHING_QUOTED = Quoting({}, {}, {}, {}, frozenset())


def find_quoting(lines: Lines, start: int) -> Quoting:
    """Return what the message whose body begins at line ``start`` quotes."""
    senders: list[int] = []
    introducing: list[int] = []
    signed: dict[str, list[int]] = {}
    of_sender = mail_words.of_sender()
    for line in lines.filled(start):
        text = lines.text[line]
        first = text[0]
        if (text[-1] in ENDS and first != ">") or (first == ">" and text[-4:] == " >>>"):
            introducing.append(line)
        if (":" in text or "：" in text) and _names_sender(text, of_sender):
            senders.append(line)
        elif first in "|}:" or (first != ">" and ">" in text[1:6]):
            found = _SIGNED.match(text)
            if found is not None:
                signed.setdefault(found[1] or found[2] + ">", []).append(line)
    marks = _marks(lines, start, signed) if signed else {}
    found_heads = list(_heads(lines, start, senders))
    if introducing:
        found_heads += _introduced(lines, start, introducing, marks)
    if not found_heads:
        return NOTHING_QUOTED._replace(marks=marks) if marks else NOTHING_QUOTED
    return _nested(lines, start, sorted(found_heads), marks)


def _names_sender(text: str, of_sender: frozenset[str]) -> bool:
    """Whether a line begins with the name of the field that says who wrote a message."""
    name, colon, _ = text[:40].replace("：", ":").partition(":")
    return bool(colon) and name.strip(" \xa0\t>*_").casefold() in of_sender


class _Found(NamedTuple):
    """A head, how many ``>`` stand before it, and whether a message follows that is quoted whole.

    Of one that is told by its being indented, ``indent`` says how far.
    """

    first: int
    stop: int
    level: int
    said: Said
    is_whole: bool
    indent: int = 0


# --- heads of fields ------------------------------------------------------------------------------

_NAMED = re.compile(r"[*_]*([^\W\d_][^\d\n:：*_]{0,24}?)[\s\xa0]*[*_]*[\s\xa0]*[:：][*_]*\s*(.*)")
_OTHER_FIELD = re.compile(r"[A-Z][a-z]*(?:-[A-Za-z]+)+: ")
_RULE = re.compile(r"[_=*-]{8,}")
_BETWEEN_DASHES = re.compile(r"([-_=*~#>]{2,})\s*(.{3,160}?)\s*([-_=*~#<]{2,}|:)?")
_OF_PATCH = re.compile(r"From [0-9a-f]{40} ")
_FOLDED_FROM = 60
_MOST_WRAPPED = 4
_MOST_FIELDS = 40


def _level(text: str) -> tuple[int, str]:
    """Return how many ``>`` stand before a line, and the rest."""
    depth, length = quote_depth(text)
    return depth, text[length:]


def _field(text: str) -> tuple[str, str] | None:
    """Return what a line that begins with the name of a field is about, and its value."""
    found = _NAMED.match(text)
    if found is None:
        return None
    role = mail_words.fields().get(" ".join(found[1].split()).casefold())
    if role is None and _OTHER_FIELD.match(text):
        role = "other"
    return None if role is None else (role, found[2])


def _heads(lines: Lines, start: int, senders: list[int]) -> Iterator[_Found]:
    """Yield the heads of messages that are quoted whole, by the lines that name the sender."""
    behind = passed = start
    for line in senders:
        if line < passed:
            continue
        first = _first_field(lines, line, passed)
        values, passed = _values(lines, first)
        found = _head(lines, first, passed, values, start, behind)
        if found is not None:
            behind = passed
            yield found


def _first_field(lines: Lines, line: int, behind: int) -> int:
    """Return the first of the fields that stand directly above one."""
    level, _ = _level(lines.text[line])
    for _ in range(_MOST_FIELDS):
        above = line - 1
        if above < behind or not lines.text[above]:
            break
        deep, text = _level(lines.text[above])
        if deep != level or _field(text) is None:
            break
        line = above
    return line


def _values(lines: Lines, first: int) -> tuple[dict[str, str], int]:
    """Return what the fields that begin at a line say, and the line behind them."""
    level, _ = _level(lines.text[first])
    values: dict[str, str] = {}
    line, wrapped = first, 0
    role = last = ""
    while line < min(len(lines), first + _MOST_FIELDS):
        deep, text = _level(lines.text[line])
        if deep != level or (not text and not _goes_on(lines, line + 1, level, values)):
            break
        if not text:
            line += 1
            continue
        field = _field(text)
        if field is not None:
            role, value = field
            values.setdefault(role, value)
            wrapped = 0
        elif (
            role
            and wrapped < _MOST_WRAPPED
            and (
                last[-1:] in (";", ",", "<")
                or len(last) >= _FOLDED_FROM
                or (not level and lines.indent[line])
            )
        ):
            values[role] += " " + text
            wrapped += 1
        else:
            break
        last = text
        line += 1
    return values, line


def _head(
    lines: Lines, first: int, line: int, values: dict[str, str], start: int, behind: int
) -> _Found | None:
    """Return the head whose fields end before ``line``, if that is one."""
    level, _ = _level(lines.text[first])
    opening = _separator_above(lines, first, level, behind)
    if not _is_head(lines, values, first, start, opening):
        return None
    begin = opening.line if opening.line is not None else first
    below = lines.next_text(line)
    follows = below is not None and _level(lines.text[below])[0] >= level
    above = lines.previous_text(begin - 1, start)
    is_first = level and (above is None or _level(lines.text[above])[0] < level)
    is_marked = level == 0 and below is not None and lines.text[below][0] == ">"
    is_whole = follows and not is_marked and not is_first
    return _Found(begin, line, level, _said(values), is_whole)


def _goes_on(lines: Lines, line: int, level: int, known: dict[str, str]) -> bool:
    """Whether a head goes on behind a blank line, as it does where fields are paragraphs."""
    if line >= len(lines):
        return False
    deep, text = _level(lines.text[line])
    field = _field(text) if deep == level and text else None
    return field is not None and field[0] not in known and field[0] != "other"


class _Opening(NamedTuple):
    """What stands above a head: words that announce it, a rule, or nothing, and where."""

    kind: str = ""
    line: int | None = None


def _separator_above(lines: Lines, first: int, level: int, behind: int) -> _Opening:
    above = lines.previous_text(first - 1, behind)
    while above is not None and level and lines.text[above].strip("> ") == "":
        above = lines.previous_text(above - 1, behind)
    if above is None or first - above > 3:
        return _Opening()
    deep, text = _level(lines.text[above])
    if deep > level:
        return _Opening()
    if _is_announcement(text):
        return _Opening("words", above)
    if deep == level and _RULE.fullmatch(text):
        return _Opening("rule", above)
    if _OF_PATCH.match(text):
        return _Opening("patch", None)
    return _Opening()


def _is_announcement(text: str) -> bool:
    """Whether a line is ``-----Original Message-----`` or the like."""
    if len(text) > 200:
        return False
    dashed = _BETWEEN_DASHES.fullmatch(text)
    said = dashed[2] if dashed else text.rstrip(" :：")
    if dashed is None and text[-1:] not in ":：":
        return False
    return mail_words.separator().fullmatch(said.strip(" :：")) is not None


def _is_head(
    lines: Lines, values: dict[str, str], first: int, start: int, opening: _Opening
) -> bool:
    known = values.keys() - {"other"}
    if opening.kind == "patch" or "from" not in known or not values["from"].strip():
        return False
    if opening.kind == "words":
        return len(known) >= 2
    if len(known) < 3 or not ("date" in known or "subject" in known):
        return False
    if "date" in known and not re.search(r"\d", values["date"]):
        return False
    # A text that begins so is a memorandum.
    if not opening.kind and not lines.text[first].startswith(">"):
        return lines.previous_text(first - 1, start) is not None
    return True


_ADDRESS = re.compile(r"\s*(?:<[^<>]*>|\[[^\[\]]*\]|\(?[^\s<>()]+@[^\s<>()]+\)?)")
_ON_BEHALF = re.compile(r"(?i)\s+(?:on behalf of|im auftrag von|de la part de|en nombre de)\s+.*")


def _said(values: dict[str, str]) -> Said:
    value = values["from"].replace("*", "").strip()
    name = _ADDRESS.sub("", _ON_BEHALF.sub("", value)).strip(" \"',;") or value.strip("<>[] ")
    date = dates.find(values["date"]) if values.get("date") else None
    return " ".join(name.split())[:100] or None, None if date is None else date.iso


# --- messages below a line that says who wrote them -----------------------------------------------

# How many lines an attribution may be wrapped over.
MOST_LINES = 4
_MOST_LOOKED_AT = 20


def _introduced(
    lines: Lines, start: int, introducing: list[int], marks: dict[int, tuple[int, int]]
) -> Iterator[_Found]:
    """Yield attributions of what is not marked, but indented, or all that follows."""
    looked = 0
    for line in introducing:
        if lines.text[line][0] == ">":
            found_here = _by_groupwise(lines, line)
            if found_here is not None:
                yield found_here
            continue
        below = lines.next_text(line + 1)
        if below is None or lines.text[below][0] == ">" or below in marks:
            continue
        looked += 1
        if looked > _MOST_LOOKED_AT:
            return
        found = _attribution_to(lines, line, start)
        if found is None or None in found[1]:
            continue
        first, said = found
        indent = lines.indent[below] - lines.indent[first]
        if indent >= 2:
            yield _Found(first, line + 1, 0, said, True, lines.indent[below])
        elif _is_by_program(lines, first, line) and _is_last(lines, first, line, start):
            yield _Found(first, line + 1, 0, said, True)


def _by_groupwise(lines: Lines, line: int) -> _Found | None:
    """Return what ``>>> NAME <ADDRESS> DATE >>>`` is the head of, as GroupWise writes it."""
    text = lines.text[line]
    said = attribution(text[4:-4].strip() + ":") if text.startswith(">>> ") else None
    if said is None or None in said:
        return None
    below = lines.next_text(line + 1)
    is_whole = below is not None and lines.text[below][0] != ">"
    return _Found(line, line + 1, 0, said, is_whole)


def _attribution_to(lines: Lines, last: int, start: int) -> tuple[int, Said] | None:
    """Return where the attribution begins that ends with a line, and what it says."""
    words: list[str] = []
    for line in range(last, max(last - MOST_LINES, start - 1), -1):
        if not lines.text[line] or lines.text[line][0] == ">":
            break
        words.insert(0, lines.text[line])
        said = attribution(" ".join(" ".join(words).split()))
        if said is not None and None not in said:
            return line, said
    return None


_TIMED = re.compile(r"\d{1,2}[:.]\d\d.*[\w.]@[\w.]|[\w.]@[\w.].*\d{1,2}[:.]\d\d", re.DOTALL)


def _is_by_program(lines: Lines, first: int, last: int) -> bool:
    """Whether an attribution says the time and the address, as nobody does by hand."""
    return _TIMED.search(" ".join(lines.text[first : last + 1])) is not None


def _is_last(lines: Lines, first: int, last: int, start: int) -> bool:
    """Whether all that follows is quoted: an answer stands above, and nothing below is marked."""
    if lines.previous_text(first - 1, start) is None or (first and lines.text[first - 1]):
        return False
    return not any(lines.text[line][0] == ">" for line in lines.filled(last + 1))


# --- what is in what ------------------------------------------------------------------------------


def _nested(
    lines: Lines, start: int, found: list[_Found], marks: dict[int, tuple[int, int]]
) -> Quoting:
    """Count for each line how many messages it is quoted in."""
    heads = {each.first: each for each in reversed(found)}
    quoting = Quoting({}, {}, {}, marks, frozenset())
    ends: set[int] = set()
    opened: list[_Found] = []
    behind = start
    for line in lines.filled(start):
        if line < behind:
            continue
        level, text = _level(lines.text[line])
        while opened and _is_beyond(opened[-1], lines, line, level, text):
            opened.pop()
        head = heads.get(line)
        if head is not None:
            quoting.heads[line] = Head(head.stop, head.said, head.level)
            _enter(quoting, opened, line, head.stop)
            behind = head.stop
            if head.is_whole:
                opened.append(head)
        elif opened:
            if _is_end(text):
                opened.pop()
                ends.add(line)
            else:
                _enter(quoting, opened, line, line + 1)
    return quoting._replace(ends=frozenset(ends))


def _enter(quoting: Quoting, opened: list[_Found], first: int, stop: int) -> None:
    if opened:
        for line in range(first, stop):
            quoting.levels[line] = len(opened)
            quoting.said[line] = opened[-1].said


def _is_beyond(found: _Found, lines: Lines, line: int, level: int, text: str) -> bool:
    """Whether a line is no more of a quoted message."""
    if level < found.level:
        return True
    return found.indent > 0 and lines.indent[line] < found.indent


def _is_end(text: str) -> bool:
    if text[:2] not in ("--", "==", "__"):
        return False
    said = text.strip("-=_ ")
    return text[-1] in "-=_" and mail_words.ending().fullmatch(said) is not None


# --- other marks ----------------------------------------------------------------------------------

_SIGNED = re.compile(r"([|}:])|([A-Z][A-Za-z]{0,3})>")
_FEWEST = 4


def _marks(lines: Lines, start: int, signed: dict[str, list[int]]) -> dict[int, tuple[int, int]]:
    """Return which lines are marked by what stands for ``>``, if it does so throughout."""
    marks: dict[int, tuple[int, int]] = {}
    for sign, of_sign in signed.items():
        if _is_mark(lines, sign, of_sign, start):
            marks.update((line, _signs(sign, lines.text[line])) for line in of_sign)
    return marks


def _signs(sign: str, text: str) -> tuple[int, int]:
    if len(sign) > 1:
        found = re.compile(rf"{re.escape(sign)}(?:>|\s?>)*\s?").match(text)
        end = found.end() if found else 0
        return text.count(">", 0, end), end
    found = re.compile(rf"(?:[>{re.escape(sign)}]\s?)+").match(text)
    end = found.end() if found else 0
    return text.count(sign, 0, end) + text.count(">", 0, end), end


def _is_mark(lines: Lines, sign: str, of_sign: list[int], start: int) -> bool:
    """Whether a sign quotes: of prose, that an attribution announces; of initials, twice."""
    texts = [lines.text[line] for line in of_sign]
    if sign == "|" and sum("|" in text[1:].lstrip("|> ") for text in texts) * 4 > len(texts):
        return False
    worded = [text for text in texts if len(text.split()) >= 4]
    if len(sign) > 1 and len(worded) >= 2:
        return True
    above = lines.previous_text(of_sign[0] - 1, start)
    said = None if above is None else lines.text[above]
    if said and said[-1] in ENDS:
        first = max(above - 2, start) if above is not None else start
        whole = " ".join(lines.text[first : above + 1]) if above is not None else ""
        if attribution(said) or attribution(" ".join(whole.split())):
            return bool(worded)
    return sign in "|}" and len(texts) >= _FEWEST and 5 * len(worded) >= 4 * len(texts)
