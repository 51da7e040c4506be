"""Mailing-list posts: the head of a pipermail page or a saved message.

May import ``model``, ``lines``,
``lexicon``, ``dates``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpus_cli.model import BlockKind, Span
from corpus_cli.parsing import dates
from corpus_cli.parsing.lines import Kinds, Lines


class MailHeader(NamedTuple):
    """What the head of a message says.

    ``tag`` is the range of ``[ListName]`` with the blank behind it. ``kinds`` maps lines of the
    head to their block kind, ``body`` is the first line behind it.
    """

    title: str | None
    list: str | None
    tag: Span | None
    author: str | None
    date: str | None
    kinds: Kinds
    body: int


_TAG = re.compile(
    r"((?:(?:re|aw|sv|fwd?|wg|tr|rif|antw|odp|vs|回复|答复)\s?:\s*)*)\[([^\[\]]{1,60})\]\s*", re.I
)
# What people put in brackets before a subject, that is no list.
_NO_LIST = re.compile(
    r"(?i)(?:rfc|v\d+|ot|off.?topic|solved|gelöst|résolu|resolved|closed|fixed|bug|issue|ann(?:ounce)?|"
    r"announcement|urgent|spam|ext(?:ernal)?|fwd?|re|patch.*|.*\bpatch(?:es|set)?\b.*|git pull|"
    r"(?:bug|issue|ticket|case|pr)[\s:#-]*\d+|[#\d\W]+)"
)
_FIELD = re.compile(
    r"(From|Von|De|To|An|Cc|Date|Datum|Sent|Subject|Betreff|Objet|Asunto|Reply-To|Message-ID|In-Reply-To|References|List-Id|Newsgroups|Organization)\s*:\s*(.*)",
    re.I,
)


@cache
def _sender() -> re.Pattern[str]:
    """``Jane Doe jane at example.org``, ``Jane <jane@example.org>``, ``jane@x.org (Jane)``."""
    return re.compile(
        r"(?:From:?\s+)?(?:(?P<name>[^<>@()]{1,60}?)\s+)?[<(]?"
        r"(?P<box>[\w.+=%'-]{1,64}(?:\s+(?:at|_at_|\(at\)|\[at\])\s+|@)[\w-]+(?:\.[\w-]+)+)[>)]?"
        r"(?:\s+\((?P<real>[^()]{1,60})\))?(?:\s+(?P<rest>\S.*))?",
        re.I,
    )


_NAVIGATION = (
    "previous message",
    "next message",
    "previous in thread",
    "next in thread",
    "previous by date",
    "next by date",
    "previous thread",
    "next thread",
    "messages sorted by",
    "message sorted by",
    "reply to",
    "in reply to",
    "search the archive",
    "list archives",
    "vorherige nachricht",
    "nächste nachricht",
    "nachrichten sortiert nach",
    "message précédent",
    "prochain message",
    "messages triés par",
)


def find_mail(lines: Lines) -> MailHeader | None:
    """Read the head of a message, or return None where the text does not begin like one."""
    first = lines.next_text(0)
    if first is None:
        return None
    return _fields(lines, first) or _archived(lines, first)


def known_mail(lines: Lines, subject: str | None) -> MailHeader:
    """Return the head of a message whose fields are known, and stand in the text no more.

    The text may begin with the subject.
    """
    title, name = _tagged(subject or "")
    first = lines.next_text(0)
    if first is None or _tagged(lines.text[first]) != (title, name):
        return MailHeader(title, name, None, None, None, {}, 0)
    return MailHeader(title, name, _tag_span(lines, first), None, None, {first: "title"}, first + 1)


# --- "From: …" ------------------------------------------------------------------------------------


def _fields(lines: Lines, first: int) -> MailHeader | None:
    """Read a head of named fields, with or without an mbox ``From`` line before it."""
    values: dict[str, str] = {}
    last, name = first, ""
    kinds: Kinds = {}
    begin = first
    if lines.text[first].startswith("From ") and first + 1 < len(lines):
        kinds[first] = "boilerplate"
        begin += 1
    for line in range(begin, min(len(lines), begin + 60)):
        text = lines.text[line]
        found = _FIELD.fullmatch(text)
        if found and not lines.indent[line]:
            name = _FIELD_NAMES.get(found.group(1).casefold(), found.group(1).casefold())
            values.setdefault(name, found.group(2))
            kinds[line] = _FIELD_KINDS.get(name, "boilerplate")
        elif text and lines.indent[line] and name:
            values[name] += " " + text
            kinds[line] = kinds[line - 1]
        elif not re.match(r"[A-Z][\w-]+: ", text):
            break
        else:
            kinds[line] = "boilerplate"
        last = line
    if len(values.keys() & {"from", "subject", "date"}) < 2:
        return None
    title, mailing_list = _tagged(values.get("subject", ""))
    date = dates.find(values["date"]) if values.get("date") else None
    author = _author(values.get("from", ""))
    iso = date.iso if date else None
    return MailHeader(title, mailing_list, None, author, iso, kinds, last + 1)


_FIELD_KINDS: dict[str, BlockKind] = {"subject": "title", "date": "date", "from": "byline"}
_FIELD_NAMES = {
    "von": "from",
    "de": "from",
    "datum": "date",
    "sent": "date",
    "betreff": "subject",
    "objet": "subject",
    "asunto": "subject",
}


def _author(text: str) -> str | None:
    """Return the name in an address line, or the address where it stands alone."""
    found = _sender().fullmatch(text.strip())
    if found is None:
        return text.strip(' "<>') or None
    name = found.group("name") or found.group("real") or found.group("box")
    return " ".join(name.strip(" \"',:").split()) or None


def _tagged(subject: str) -> tuple[str | None, str | None]:
    """Split ``Re: [List] Subject``: the subject without its tag, and the list."""
    folded = " ".join(subject.split())
    found = _TAG.match(folded)
    if found is None or _NO_LIST.fullmatch(found.group(2).strip()):
        return folded or None, None
    title = found.group(1) + folded[found.end() :]
    return title.strip() or None, found.group(2).strip()


# --- pipermail pages ------------------------------------------------------------------------------


def _archived(lines: Lines, first: int) -> MailHeader | None:
    """Read an archive page: subject line, sender, date line, navigation, the subject again."""
    subject = lines.text[first]
    title, name = _tagged(subject)
    kinds: Kinds = {first: "title"}
    author: str | None = None
    date: str | None = None
    sender = navigation = c_style = False
    last = first
    for line in list(lines.filled(first + 1, min(len(lines), first + 40)))[:12]:
        text = lines.text[line]
        found = dates.date_line(text) if date is None else None
        if found:
            date, kinds[line] = found.iso, "date"
            c_style = _C_STYLE.match(text) is not None
        elif not sender and _is_sender(text):
            author, sender, kinds[line] = _author(text), True, "byline"
        elif text[:40].casefold().lstrip("•*- ").startswith(_NAVIGATION):
            navigation, kinds[line] = True, "boilerplate"
        elif text == subject:
            kinds[line] = "title"
        else:
            break
        last = line
    evidence = sum((c_style, sender, navigation, name is not None))
    if evidence < 2 or (date is None and not sender):
        return None
    again = _subject_again(lines, last + 1, title)
    kinds.update(dict.fromkeys(again, "title"))
    body = again[-1] + 1 if again else last + 1
    return MailHeader(title, name, _tag_span(lines, first), author, date, kinds, body)


# Fri Feb 19 06:11:39 MST 2016; Fri, 19 Feb 2016 06:11:39 -0700.
_C_STYLE = re.compile(
    r"[A-Z][a-z]{2},?\s+(?:[A-Z][a-z]{2}\s+\d|\d{1,2}\s+[A-Z][a-z]{2}\s).*\d:\d\d"
)


def _is_sender(text: str) -> bool:
    if len(text) > 160 or not ("@" in text or " at " in text):
        return False
    found = _sender().fullmatch(text)
    return found is not None and not found.group("rest")


def _tag_span(lines: Lines, line: int) -> Span | None:
    """Return where the list tag begins the subject line; None behind a ``Re:``."""
    found = _TAG.match(lines.text[line])
    if found is None or found.group(1) or found.end() == len(lines.text[line]):
        return None
    if _NO_LIST.fullmatch(found.group(2).strip()):
        return None
    return Span(lines.start[line], lines.start[line] + found.end())


def _subject_again(lines: Lines, line: int, title: str | None) -> list[int]:
    """Return the lines, wrapped as they may be, that begin the body with the subject again."""
    begin = lines.next_text(line)
    if begin is None or title is None:
        return []
    chunk = []
    while begin < len(lines) and lines.text[begin]:
        chunk.append(begin)
        begin += 1
        if len(chunk) > 6:
            return []
    said = " ".join(" ".join(lines.text[i] for i in chunk).split())
    bare = re.sub(r"(?i)^(?:(?:re|aw|sv|fwd?|wg)\s?:\s*)+", "", title)
    for whole in (title, bare):
        if said == whole or (whole.startswith(said) and len(said) >= 0.5 * len(whole)):
            return chunk
    return []
