"""What a text points at: citations in brackets, URLs, addresses, hashtags, mentions, lost links.

Each kind has a character or two that it cannot do without. They are sought with ``str.find``, and
only where one stands is anything else tried, within a bounded distance: plain text costs almost
nothing, and no text is slow. May import only ``model`` and ``dates``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator

from corpus_cli.model import Reference
from corpus_cli.parsing import dates


def find_references(text: str) -> list[Reference]:
    """Return all references of a text in order; ``address`` is left None.

    What stands inside a URL is no hashtag or mention; a citation may hold other references.
    """
    urls = list(_urls(text))
    found = [*urls, *_citations(text), *_missing_links(text), *_spelled_addresses(text)]
    ranges = [(url.start, url.end) for url in urls]
    found += (one for one in _tags(text) if not _is_within(one.start, ranges))
    found += (one for one in _handles(text) if not _is_within(one.start, ranges))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _is_within(offset: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of some ranges, which are in order and do not overlap."""
    at = bisect_right(ranges, (offset, len(ranges) and ranges[-1][1])) - 1
    return at >= 0 and offset < ranges[at][1]


def _places(text: str, *signs: str) -> Iterator[int]:
    """Yield the offsets of every sign, sign by sign."""
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            yield at
            at = text.find(sign, at + 1)


# --- URLs ----------------------------------------------------------------------------------------

# White space, quotation marks and what else no URL holds end one, as does CJK punctuation.
_URL_REST = re.compile(
    r"[^\s<>\"“”„«»‹›`{}|\\^\x00-\x1f\x7f-\x9f\u200b\ufeff。、，；：！？（）【】《》「」『』…]+"
)
_URL_TRAILING = ".,;:!?'’‘*·•"
_WWW = re.compile(r"www\.[\w-]{1,63}\.\w", re.IGNORECASE)
_SCHEMES = ("https", "http", "ftp")


def _urls(text: str) -> Iterator[Reference]:
    """Yield the URLs of a text in order, those without a scheme too if they begin with www."""
    end = 0
    for at, start in sorted(_url_starts(text)):
        if start < end:
            continue
        rest = _URL_REST.match(text, at)
        end = _url_end(text, at, rest.end()) if rest else at
        if end > at and (text[at].isalnum() or text[at] == "["):
            shown = text[start:end]
            url = shown if at > start else f"http://{shown}"
            yield Reference("url", shown, start, end, url=url)


def _url_starts(text: str) -> Iterator[tuple[int, int]]:
    """Yield pairs: where a host begins, and where its URL does."""
    for at in _places(text, "://"):
        scheme = next((s for s in _SCHEMES if text[max(0, at - len(s)) : at].lower() == s), None)
        if scheme is not None:
            start = at - len(scheme)
            if start == 0 or not (text[start - 1].isalnum() and text[start - 1].isascii()):
                yield at + 3, start
    for at in _places(text, "www.", "WWW.", "Www."):
        if (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "@/._-")) and _WWW.match(
            text, at
        ):
            yield at, at


_OPENED_BY = {")": "(", "]": "["}


def _url_end(text: str, start: int, end: int) -> int:
    """Return where a URL ends: before punctuation, and before brackets that it does not open."""
    surplus = {
        close: text.count(close, start, end) - text.count(opened, start, end)
        for close, opened in _OPENED_BY.items()
    }
    while end > start:
        last = text[end - 1]
        if last in surplus:
            if surplus[last] <= 0:
                break
            surplus[last] -= 1
        elif last not in _URL_TRAILING:
            break
        end -= 1
    return end


# --- mail addresses and mentions -----------------------------------------------------------------

_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_MENTION = re.compile(r"@\w(?:[\w.-]{0,60}\w)?(?:@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24})?")
_LOCAL_SIGNS = frozenset("._%+-'’")
_LONGEST_LOCAL = 64


def _handles(text: str) -> Iterator[Reference]:
    """Yield what ``@`` makes: mail addresses, and mentions of people by their handle."""
    end = 0
    for at in _places(text, "@"):
        if at < end:
            continue
        start = _local_start(text, at, end)
        domain = _DOMAIN.match(text, at + 1) if start < at else None
        if domain:
            end = domain.end()
            yield Reference("email", text[start:end], start, end)
        elif _may_open_tag(text, at):
            found = _MENTION.match(text, at)
            if found and _is_handle(found.group(), text[found.end() : found.end() + 2]):
                end = found.end()
                yield Reference("mention", found.group(), at, end)


def _local_start(text: str, at: int, floor: int) -> int:
    """Return where the part of an address before ``@`` begins, ``at`` where there is none."""
    start = at
    while start > max(floor, at - _LONGEST_LOCAL) and (
        text[start - 1].isalnum() or text[start - 1] in _LOCAL_SIGNS
    ):
        start -= 1
    while start < at and not text[start].isalnum():
        start += 1
    return start


def _may_open_tag(text: str, at: int) -> bool:
    """Whether a ``#`` or ``@`` begins something: it does not within a word, an entity, a path."""
    if at == 0:
        return True
    before = text[at - 1]
    return not (before.isalnum() or before in "_&/#@.?=:%+-\\")


def _is_handle(handle: str, after: str) -> bool:
    """Whether ``@name`` is a person's handle, and not an ``@2x`` or a piece of program text."""
    return (
        not handle[1].isdigit()
        and any(map(str.isalpha, handle))
        and not after.strip().startswith(("=", "(", "{"))
    )


# Mailing lists' archives write jane at example.org, and people jane (at) example (dot) org. The
# former is taken only where nothing else can be meant: "look at example.org" is no address.
_DOT = r"(?:\.|\s?[(\[]dot[)\]]\s?)"
_SPELLED_DOMAIN = re.compile(
    rf"[a-z0-9][a-z0-9-]{{0,62}}(?:{_DOT}[a-z0-9-]{{1,63}}){{0,4}}{_DOT}[a-z]{{2,24}}(?![\w@-])",
    re.I,
)
_DOTTED_LOCAL = re.compile(r"[a-z][a-z0-9]*(?:[._][a-z0-9-]+)*[._][a-z0-9-]{2,}")
_LABEL_BEFORE = re.compile(
    r"\b(?:from|to|cc|reply-to|sender|mailto|e-?mail|contact|von|an|de|para):\s{0,3}\Z", re.I
)
_NAME_BEFORE = re.compile(r"\s*\W?(?:[^\W\d_a-z][\w.'’-]{0,30}[\s\"<(,]{1,3}){2,5}")
_WROTE_AFTER = re.compile(r"[>)]?\s(?:wrote|writes|said|schrieb|a\sécrit|escribió|ha\sscritto)\b")


def _spelled_addresses(text: str) -> Iterator[Reference]:
    """Yield mail addresses whose ``@`` is written as a word."""
    for at in _places(text, " at ", "(at)", "[at]"):
        behind = at + (5 if text[at + 4 : at + 5] == " " else 4)
        domain = _SPELLED_DOMAIN.match(text, behind)
        if domain is None:
            continue
        before = at - 1 if text[at] != " " and text[at - 1 : at] == " " else at
        start, end = _local_start(text, before, 0), domain.end()
        if start < before and (text[at] != " " or _is_address(text, start, before, end)):
            yield Reference("email", text[start:end], start, end)


def _is_address(text: str, start: int, at: int, end: int) -> bool:
    """Whether ``jane at example.org`` in ``text[start:end]`` can be nothing but an address."""
    if text[start - 1 : start] in ("<", "(") and text[end : end + 1] in (">", ")"):
        return True
    if _DOTTED_LOCAL.fullmatch(text, start, at) or _WROTE_AFTER.match(text, end):
        return True
    line = text.rfind("\n", max(0, start - 100), start) + 1
    if line == 0 and start > 100:
        return False
    closed = text[end : end + 100].lstrip(" \t\r\xa0>")[:1] in ("", "\n", "(")
    before = text[line:start]
    return closed and bool(_LABEL_BEFORE.search(before) or _NAME_BEFORE.fullmatch(before))


# --- hashtags ------------------------------------------------------------------------------------

# Vowel signs and accents of scripts that write them as characters of their own, and joiners.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u0963\u0981-\u0dff\u0e31-\u0e4e\u200c\u200d"
)
_HASHTAG = re.compile(rf"[#＃](\w[\w{_MARKS}]{{0,138}})")
_COLOUR = re.compile(r"(?=.*\d)[0-9a-f]{3,8}|([0-9a-f])\1{2}|([0-9a-f])\2{5}", re.IGNORECASE)
_DIRECTIVES = frozenset(
    "include define undef ifdef ifndef endif pragma elif region endregion".split()
)


def _tags(text: str) -> Iterator[Reference]:
    """Yield the hashtags of a text in any script: ``#AleppoIsBurning``, ``#حلب_تحترق``."""
    end = 0
    for at in _places(text, "#", "＃"):
        if at != end and not _may_open_tag(text, at):
            continue
        found = _HASHTAG.match(text, at)
        if found and _is_tag(found.group(1)):
            end = found.end()
            yield Reference("hashtag", found.group(), at, end)


def _is_tag(name: str) -> bool:
    """Whether what follows ``#`` is a subject: not a number, a colour, program text."""
    if (len(name) < 2 and name.isascii()) or not any(map(str.isalpha, name)):
        return False
    return _COLOUR.fullmatch(name) is None and name not in _DIRECTIVES


# --- lost links ----------------------------------------------------------------------------------

_LOST = re.compile(r":[ \t\xa0]{1,8}\.(?=\s|\Z)")
_SENTENCE_END = re.compile(r"[.!?…][\"”»)]?\s")
_LONGEST_CLAUSE = 200


def _missing_links(text: str) -> Iterator[Reference]:
    """Yield what is left where a crawler dropped a link: ``who the US bombs: . ``.

    The clause that announced it is part of it, from the line's or the sentence's beginning on, and
    so is the blank behind the full stop.
    """
    floor = 0
    for found in _LOST.finditer(text):
        first = max(floor, found.start() - _LONGEST_CLAUSE)
        start = max(first, text.rfind("\n", first, found.start()) + 1)
        for sentence in _SENTENCE_END.finditer(text, start, found.start()):
            start = sentence.end()
        clause = text[start : found.start()]
        begins = start > first or first == floor
        start += len(clause) - len(clause.lstrip())
        floor = found.end() + (text[found.end() : found.end() + 1] in (" ", "\xa0"))
        if begins and any(map(str.isalpha, clause)):
            yield Reference("missing_link", text[start:floor], start, floor)


# --- citations -----------------------------------------------------------------------------------

_BRACKET = re.compile(r"[()]")
_SHORTEST_CITATION, _LONGEST_CITATION = 20, 400
_DEEPEST = 16
_LONGEST_TITLE = 250

_SEE = re.compile(
    r"(?:(?:see(?:,?\salso)?|cf\.?|e\.g\.,?|quoted\sin|source:|vgl\.?|siehe(?:\sauch)?|s\.|quelle:"
    r"|voir(?:\saussi)?|source\s:|véase|ver|fuente:|vedi|cfr\.?|fonte:|zie|bron:|zob\.|por\.|se|см\.)\s+)+",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:\d{4}|\d[./-]\d\d|\d[日号號일])\s{0,3}\Z")
_QUOTED = re.compile(r"[“\"„«‘'](.*)[”\"“»’']", re.DOTALL)


def _citations(text: str) -> Iterator[Reference]:
    """Yield the citations in brackets: ``(See Title by Author, Outlet, 2 November 2016)``."""
    opened: deque[int] = deque(maxlen=_DEEPEST)
    for found in _BRACKET.finditer(text):
        at = found.start()
        if text[at] == "(":
            opened.append(at)
        elif opened:
            start = opened.pop()
            dated = _DATED.search(text, max(start, at - 8), at) is not None
            if dated and _SHORTEST_CITATION <= at - start <= _LONGEST_CITATION:
                yield from _in_brackets(text, start, at + 1)


def _in_brackets(text: str, start: int, end: int) -> Iterator[Reference]:
    """Yield the citation that a pair of brackets holds, or all of several parted by ``;``."""
    inner = text[start + 1 : end - 1]
    pieces = inner.split(";")
    if len(pieces) > 1:
        cited = [_cited(piece) for piece in pieces]
        if all(cited):
            at = start + 1
            for piece, one in zip(pieces, cited, strict=True):
                if one:
                    yield one._replace(start=at + one.start, end=at + one.end)
                at += len(piece) + 1
            return
    one = _cited(inner)
    if one:
        yield one._replace(start=start, end=end)


def _cited(piece: str) -> Reference | None:
    """Read a citation from the right, since titles hold commas; offsets are those in ``piece``."""
    bare = piece.strip()
    if not _DATED.search(bare, max(0, len(bare) - 8)) or re.search(r"\n[ \t\r]*\n", bare):
        return None
    body = " ".join(bare.split())
    see = _SEE.match(body)
    parts, date = _dated(body[see.end() if see else 0 :].split(", "))
    urls = [part for part in parts if part.startswith(("http://", "https://", "www."))]
    parts = [part for part in parts if part not in urls]
    if date is None or not parts:
        return None
    title, author, outlet = _credited(parts)
    quoted = _QUOTED.fullmatch(title)
    if not quoted and not _is_title(title, sure=bool(author or see)):
        return None
    start = len(piece) - len(piece.lstrip())
    return Reference(
        "citation",
        quoted.group(1) if quoted else title,
        start,
        start + len(bare),
        url=urls[0] if urls else None,
        author=author,
        outlet=outlet,
        date=date,
    )


_WEEKDAYS = ("day", "tag", "woch", "abend")
_DAY_FIRST = re.compile(r"\d{1,2} [A-Z][a-z]{2,8} \d{4}")


def _dated(parts: list[str]) -> tuple[list[str], str | None]:
    """Split off the date, which may hold commas itself: ``Wednesday, November 2, 2016``."""
    # By far the most dates have no comma, and then one look is enough.
    plain = len(parts) > 1 and not parts[-2].endswith(_WEEKDAYS) and _DAY_FIRST.fullmatch(parts[-1])
    for size in (1,) if plain else (3, 2, 1):
        date = dates.parse(", ".join(parts[-size:])) if len(parts) > size else None
        if date is not None:
            return parts[:-size], date
    return parts, None


def _credited(parts: list[str]) -> tuple[str, str | None, str | None]:
    """Return title, author and outlet of what stands before the date."""
    whole = ", ".join(parts)
    title, by, credit = whole.rpartition(" by ")
    author, _, outlet = credit.partition(", ")
    if by and _is_name(author, most=6):
        return title, author, outlet or None
    if len(parts) > 1 and _is_name(parts[-1], most=6):
        return ", ".join(parts[:-1]), None, parts[-1]
    return whole, None, None


_SMALL_WORDS = frozenset(
    "and & of the for on in de des du la le les el los der die das van von al y e".split()
)


def _is_name(text: str, *, most: int) -> bool:
    """Whether a text could name a person or a newspaper: capitalised words, or a single word."""
    named = text.split()
    if not 1 <= len(named) <= most or not any(map(str.isalnum, text)):
        return False
    return len(named) == 1 or not any(
        w[0].islower() for w in named if w.lower() not in _SMALL_WORDS
    )


def _is_title(text: str, *, sure: bool) -> bool:
    """Whether a text could be a title, and not prose or a place, before a date.

    Two or three capitalised words are a name as often as a title: they are believed only beside
    an author, or behind ``See``.
    """
    cited = text.split()
    if not cited or len(text) > _LONGEST_TITLE or text[0].islower():
        return False
    if not any(c.lower() != c.upper() for c in text):
        return sum(map(str.isalpha, text)) >= 6
    if sure:
        return len(cited) >= 2
    named = all(not word[0].islower() for word in cited)
    return len(cited) >= (4 if named else 3)
