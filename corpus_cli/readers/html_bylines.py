"""Who wrote a comment, when, and what of its element is its text.

Names of elements tell first, then attributes, then words: ``NAME says:``, ``Submitted by NAME on
DATE``. May import ``html_names``, ``html_blocks``, and what the parser knows of dates and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from corpus_cli.parsing import dates, lexicon
from corpus_cli.parsing.threads import Byline, attribution
from corpus_cli.readers.html_blocks import HIDDEN, Piece, text_of
from corpus_cli.readers.html_names import Role, role_of_names

if TYPE_CHECKING:
    from lxml.etree import _Element


class Part:
    """An element within a comment that has a role; ``start`` and ``end`` tell what lies in what.

    ``quoted`` says that it stands in a quotation.
    """

    __slots__ = ("element", "end", "quoted", "role", "start")

    def __init__(self, element: _Element, role: int, start: int, end: int, quoted: bool) -> None:
        self.element = element
        self.role = role
        self.start = start
        self.end = end
        self.quoted = quoted

    def holds(self, other: Part) -> bool:
        """Tell whether another part lies within this one."""
        return self.start < other.start and other.end <= self.end


# --- the text ------------------------------------------------------------------------------------


def bodies(parts: list[Part]) -> list[Part]:
    """Return the outermost parts that are called text and hold neither author nor date."""
    signs = [
        part
        for part in parts
        if part.role & (Role.AUTHOR | Role.DATE) and not part.role & Role.BODY and not part.quoted
    ]
    found: list[Part] = []
    for part in parts:
        if not part.role & Role.BODY or part.quoted or part.element.tag in ("a", "meta"):
            continue
        if part.role & (Role.FORM | Role.EXTRA) or part.role & Role.NAME:
            continue
        if any(each.holds(part) for each in found):
            continue
        if any(part.holds(sign) and _is_sign(sign) for sign in signs):
            continue
        found.append(part)
    return [_within(part, parts) for part in found]


def _within(text: Part, parts: list[Part]) -> Part:
    """Return the quotation that is all of a text, where a page prints it as one."""
    for part in parts:
        if part.element.tag == "blockquote" and part.role & Role.BODY and text.holds(part):
            whole = len(text_of(text.element, limit=10_000))
            return part if len(text_of(part.element, limit=10_000)) == whole else text
    return text


def _is_sign(part: Part) -> bool:
    """Tell whether a part in a text is the author's name or the date, not a word of the text."""
    if part.role & Role.NAME or part.element.tag == "time":
        return True
    inside = part.element.getparent()
    # A cite or a link to somebody in a sentence.
    return not (
        part.element.tag in ("cite", "a", "span") and inside is not None and inside.tag == "p"
    )


def furniture(parts: list[Part], *, strict: bool) -> set[_Element]:
    """Return the elements of a comment that are not its words.

    Where not ``strict``, what is only said to be about the comment is kept.
    """
    kinds = Role.AUTHOR | Role.DATE | Role.EXTRA | Role.FORM
    if strict:
        kinds |= Role.META
    texts = [part for part in parts if part.role & Role.BODY and part.element.tag != "span"]
    return {
        part.element
        for part in parts
        if part.role & kinds
        and not (part.role & Role.FORM and any(part.holds(text) for text in texts))
        and not part.role & (Role.BODY | Role.QUOTE)
        and not part.quoted
        and len(text_of(part.element, limit=600))
        <= (300 if part.role & (Role.META | Role.FORM) else 160)
        and not _in_sentence(part.element)
    }


def _in_sentence(element: _Element) -> bool:
    """Tell whether an inline element stands among words of its paragraph."""
    if element.tag not in ("a", "cite", "time", "span", "img"):
        return False
    around = element.getparent()
    if around is None or around.tag not in ("p", "blockquote"):
        return False
    before = element.getprevious()
    ahead = around.text if before is None else before.tail
    return bool(ahead and ahead.strip(' \t\n\r(,|·-—:"')) and bool(
        element.tail and len(element.tail.strip()) > 20
    )


# --- who -----------------------------------------------------------------------------------------

_AUTHOR_NAMES = (
    "data-author",
    "data-comment-author",
    "data-author-name",
    "data-username",
    "data-user-name",
    "data-name",
    "author",
)


def author_of(
    names: list[_Element],
    parts: list[Part],
    texts: list[Part],
) -> str | None:
    """Return the author whom an attribute or the best of the named parts gives."""
    for element in names:
        for name in _AUTHOR_NAMES:
            value = element.get(name)
            if value and not value.isdigit() and "/" not in value:
                return clean_name(value, is_name=True)
    best: tuple[int, int] | None = None
    author: str | None = None
    chosen: Part | None = None
    owners = [part for part in parts if part.role & Role.AUTHOR and not part.quoted]
    named = [part for part in parts if part.element.get("itemprop") == "name" and not part.quoted]
    for part in owners + [part for part in named if any(each.holds(part) for each in owners)]:
        inside = any(text.start <= part.start <= text.end for text in texts)
        rank = (_rank(part, owners) - 10 * inside, -part.start)
        if best is not None and rank <= best:
            if chosen is None or rank[0] < best[0] or not chosen.holds(part):
                continue
            # A name within a link may stand beside a nickname there.
            found = _name_in(part)
            said = part.element.get("class") or ""
            if found and author and author.startswith(found) and not _HALF_NAME.search(said):
                author = found
            continue
        found = _name_in(part)
        if found:
            best, author, chosen = rank, found, part
    return author


_HALF_NAME = re.compile(r"first|given|fore|last|family|sur", re.IGNORECASE)


def _rank(part: Part, owners: list[Part]) -> int:
    """Return how surely a part is the author's name, among those that could be."""
    if part.element.get("itemprop") == "name":
        return 5
    said = set((part.element.get("class") or "").lower().split())
    if "fn" in said and not any(each.holds(part) or each is part for each in owners[:1]):
        # A microformat's name may be that of what is commented on.
        return 2
    if part.role & Role.NAME:
        return 4
    if said & {"byline", "vcard", "submitted"} and not said & {"author", "comment-author"}:
        return 2
    return 1 if part.role & (Role.META | Role.EXTRA) else 3


def _name_in(part: Part) -> str | None:
    element = part.element
    if element.tag in ("meta", "link"):
        return clean_name(element.get("content") or "", is_name=True)
    if element.tag == "img" or (part.role & Role.EXTRA and not part.role & Role.NAME):
        return None
    if part.role & Role.AUTHOR and not part.role & Role.NAME and (name := _linked(element)):
        return name
    lines = _lines(element)
    if name := next(filter(None, map(_name_behind_date, lines[:3])), None):
        return name
    for line in lines[:3]:
        name = clean_name(line, is_name=bool(part.role & Role.NAME))
        if name:
            return name
    return None


def _linked(element: _Element) -> str | None:
    """Return the first link of a byline, which leads to its author: links to dates apart."""
    for link in element.iter("a"):
        text = text_of(link, limit=200)
        if text and dates.find(text) is None and "#" not in (link.get("href") or "")[:-1]:
            return clean_name(text, is_name=True)
    return None


def _lines(element: _Element, *, dated: bool = False) -> list[str]:
    """Return the lines of a byline, without badges, pictures, buttons, and dates unless asked."""
    from lxml.etree import iterwalk

    others = Role.EXTRA if dated else Role.EXTRA | Role.DATE

    lines = [""]
    walker = iterwalk(element, events=("start", "end"))
    passed_over = False
    for event, each in walker:
        if event == "start":
            role = role_of_names(each.get("class") or "")
            if each is not element and (
                each.tag in HIDDEN
                or each.tag == "sup"
                or (each.tag == "time" and not dated)
                or (role & others and not role & (Role.AUTHOR | Role.BODY))
            ):
                walker.skip_subtree()
                passed_over = True
                continue
            if each.tag in _BLOCKS:
                lines.append("")
            lines[-1] += each.text or ""
        else:
            if not passed_over and each.tag in _BLOCKS:
                lines.append("")
            passed_over = False
            if each is not element:
                lines[-1] += each.tail or ""
        if len(lines) > 20 or len(lines[-1]) > 500:
            break
    return [line for line in (" ".join(line.split()) for line in lines) if line]


_BLOCKS = frozenset("p div li br h1 h2 h3 h4 h5 h6 dt dd td tr ul section header footer".split())

_BADGE = re.compile(
    r"\s*[(\[](?:not verified|visitor|member|guest|gast|nicht überprüft|unverified|op|author|mod"
    r"|moderator|admin|registered|besucher|mitglied|invité|visitante|non vérifié)[)\]]",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"(?:(?:comment|kommentar|commentaire|comentario|reactie)\s+)?"
    r"(?:(?:posted|submitted|written|left|said)\s+)?(?:by|from|von|par|por|da|door|av|af)\s*:?\s+"
    r"|(?:author|autor|auteur|name|from)\s*:\s*",
    re.IGNORECASE,
)
# A number behind a dash or a bar is of a date or a count that the page prints there.
_BEHIND_NAME = re.compile(r"\s+(?:[—–|·•»]|--?)\s+(?=\W{0,2}\d)")
_EDGES = " \t\xa0,;:：|•·-–—/»«@#*\u200b\u200e\u200f"
# What leads over from a name to a date.
_PREPOSITION = re.compile(
    r"[\s,|·•–—-]*(?:\b(?:on|am|le|el|il|at|em|op|den|vom|um))?[\s,|·•–—-]*$", re.IGNORECASE
)
_LONGEST_NAME = 80
_NO_NAMES = frozenset(
    """posted submitted published written by on at says said wrote from homepage website web www
    date datum subject author autor link permalink""".split()
) | {"posted by", "posted on", "submitted by"}
_REPLIED = re.compile(
    r"\s+(?:replied to|in reply to|replying to|antwortete?t? auf|als antwort auf|en réponse à"
    r"|en respuesta a|em resposta a|in risposta a|in antwoord op)\b.*",
    re.IGNORECASE,
)


def clean_name(text: str, *, is_name: bool = False) -> str | None:
    """Return the name in a byline: no verb, no date, no badge; None where none is left.

    ``is_name`` says that the text is told to be nothing else, so that ``Edward Said`` is one.
    """
    text = _BADGE.sub("", " ".join(text.split())).lstrip(_EDGES)
    if not is_name or text.endswith((":", "：")):
        said = attributed(text)
        if said is not None and said.author:
            text = said.author
        elif not is_name:
            spoken = lexicon.says().fullmatch(text)
            verb = text[len(spoken[1]) :].strip(_EDGES) if spoken is not None else ""
            if spoken is not None and not spoken[2] and verb[:1].islower():
                text = spoken[1]
    cut = _BEHIND_NAME.search(text)
    if cut is not None and cut.start():
        text = text[: cut.start()]
    found = _BEFORE_NAME.match(text)
    if found is not None and (not is_name or ":" in found[0] or " by" in found[0]):
        text = text[found.end() :]
    text = _REPLIED.sub("", text)
    if (dated := dates.find(text)) is not None and dated.start > 1:
        text = _PREPOSITION.sub("", text[: dated.start])
    name = text.strip(_EDGES)
    if not name or len(name) > _LONGEST_NAME or name.casefold() in _NO_NAMES:
        return None
    if is_button(name) and not (is_name and name.isdigit()):
        return None
    if not is_name and (len(name.split()) > 8 or dates.date_line(name) is not None):
        return None
    return name


def attributed(text: str) -> Byline | None:
    """Return the author and date of a byline; a verb with a capital is a name: ``Edward Said``."""
    said = attribution(text)
    if said is None or said.author is None:
        return said
    author = said.author
    verb = re.match(r"\s+([^\W\d_]+)(?!\s*[:：])", text.partition(author)[2])
    if verb is not None and verb[1][0].isupper() and lexicon.says().fullmatch(f"X {verb[1]}:"):
        author = f"{author} {verb[1]}"
    found = _BEFORE_NAME.match(author)
    if found is not None and (" " in found[0].strip() or ":" in found[0]):
        author = author[found.end() :]
    return said._replace(author=author)


def is_button(text: str) -> bool:
    """Tell whether a text is only buttons or counts: ``Reply``, ``3 likes``."""
    if len(text) > 60:
        return False
    return not text.strip(_EDGES) or lexicon.is_action(text.casefold().replace(" - ", " | "))


# --- when ----------------------------------------------------------------------------------------

_DATE_NAMES = (
    "datetime",
    "data-datetime",
    "data-date",
    "content",
    "title",
    "data-original-title",
    "data-time",
    "data-timestamp",
    "data-utime",
    "data-unixtime",
    "data-epoch",
    "data-created",
    "created-timestamp",
    "data-comment-timestamp",
    "data-posted",
    "data-utc",
)
_CHANGED = re.compile(r"edit|updat|modif|geändert|bearbeitet", re.IGNORECASE)


def date_of(
    names: list[_Element], parts: list[Part], texts: list[Part], *, day_first: bool | None
) -> str | None:
    """Return the date that the parts of a comment tell, ISO 8601."""
    late: str | None = None
    for part in parts:
        if not part.role & Role.DATE or part.quoted or part.role & Role.EXTRA:
            continue
        found = _date_in(part.element, day_first)
        if found is None:
            continue
        inside = any(text.start <= part.start <= text.end for text in texts)
        said = f"{part.element.get('class') or ''} {part.element.get('itemprop') or ''}"
        if not inside and not _CHANGED.search(said):
            return found
        late = late or found
    for element in names:
        for name in (*_DATE_NAMES[6:], "data-date", "data-datetime"):
            value = element.get(name)
            found = iso_date(value, day_first=day_first) if value else None
            if found:
                return found
    return late or _date_of_permalink(parts, day_first)


def _date_in(element: _Element, day_first: bool | None) -> str | None:
    for name in _DATE_NAMES:
        value = element.get(name)
        found = iso_date(value, day_first=day_first) if value else None
        if found:
            return found
    text = text_of(element, limit=400)
    if not text or len(text) > 200:
        return None
    dated = dates.find(text, day_first=day_first)
    return dated.iso if dated else None


def _date_of_permalink(parts: list[Part], day_first: bool | None) -> str | None:
    for part in parts:
        if part.element.tag == "a" and not part.quoted and part.role & Role.EXTRA:
            for text in (part.element.get("title") or "", text_of(part.element, limit=200)):
                dated = dates.date_line(text, day_first=day_first) if text else None
                if dated is not None:
                    return dated.iso
    return None


def iso_date(value: str, *, day_first: bool | None = None) -> str | None:
    """Return the ISO 8601 form of an attribute that holds a date; seconds since 1970 are one."""
    value = value.strip()
    if not value or len(value) > 80 or not any(map(str.isdigit, value)):
        return None
    for text in dict.fromkeys((value, value.partition(" ")[0])):
        if re.match(r"\d{4}-\d\d-\d\d|\d{8}T", text):
            try:
                return _checked(datetime.fromisoformat(text), text)
            except ValueError:
                continue
    if re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", value):
        seconds = float(value) / (1000 if len(value.partition(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    found = dates.find(value, day_first=day_first)
    return found.iso if found else None


def _checked(when: datetime, text: str) -> str | None:
    if not 1900 <= when.year <= 2100:
        return None
    if len(text) <= 10:
        return when.date().isoformat()
    when = when.replace(microsecond=0)
    precise = re.search(r"\d\d:?\d\d:?\d\d", text[10:]) or "T" not in text
    return when.isoformat(timespec="seconds" if precise else "minutes")


# --- by words ------------------------------------------------------------------------------------


def signed_by_words(
    parts: list[Part],
    found: list[Piece],
    author: str | None,
    date: str | None,
    *,
    day_first: bool | None,
) -> tuple[str | None, str | None, list[Piece]]:
    """Return author, date and text once lines that only say who and when are read as that."""
    if author is None or date is None:
        texts = [part for part in parts if part.role & Role.BODY]
        for part in parts:
            if any(part.holds(text) for text in texts):
                continue
            if part.role & (Role.META | Role.AUTHOR | Role.DATE) and not part.quoted:
                for line in _lines(part.element, dated=True)[:4]:
                    author, date = _with(author, date, line, day_first)
        author, date, found = _without_bylines(found, author, date, day_first)
    if author is not None:
        found = _without_name(found, author)
    if date is not None:
        found = _without_dates(found, date, day_first)
    return author, date, found


def signed_outside(
    found: Iterable[Piece], author: str | None, date: str | None, *, day_first: bool | None
) -> tuple[str | None, str | None]:
    """Return the author and date that lines beside the text of a comment tell."""
    for piece in found:
        for line in piece.text.split("\n")[:3]:
            author, date = _with(author, date, line, day_first)
    return author, date


def _with(
    author: str | None, date: str | None, line: str, day_first: bool | None
) -> tuple[str | None, str | None]:
    if len(line) > 160:
        return author, date
    said = attributed(line)
    dated = dates.find(line, day_first=day_first)
    if author is None:
        author = said.author if said is not None else None
    if author is None:
        author = _name_behind_date(line) if dated is not None else _name_announced(line)
    if author is None and dated is not None:
        author = _name_before(line[: dated.start])
        bare = _PREPOSITION.sub("", line[: dated.start])
        if author is None and not line[dated.end :].strip(_EDGES) and len(bare.split()) <= 4:
            author = clean_name(bare)
    if author is not None and author.strip(_EDGES + ".)").isdigit():
        # A number is that of the comment.
        author = None
    if date is None:
        date = dated.iso if dated else None
    return author, date


def _name_behind_date(line: str) -> str | None:
    """Return the name in ``Posted DATE by NAME (guest)``."""
    dated = dates.find(line) if len(line) <= 200 else None
    found = _BY.match(line, dated.end) if dated is not None else None
    name = clean_name(found[1], is_name=True) if found is not None else None
    return name if name and len(name.split()) <= 5 else None


def _name_announced(line: str) -> str | None:
    """Return the name in ``Posted by: NAME``."""
    found = _BEFORE_NAME.match(line)
    if found is None or (":" not in found[0] and len(found[0].split()) < 2):
        return None
    name = clean_name(line[found.end() :], is_name=True)
    return name if name and len(name.split()) <= 5 else None


_BY = re.compile(
    r"[^\w]{0,4}(?:\([^()]{1,12}\)|[A-Z]{2,4})?[^\w]{0,4}"
    r"\b(?:by|von|par|por|door|av|af)\s*:?\s+([^(\[|,]{1,60})",
    re.IGNORECASE,
)


def _name_before(text: str) -> str | None:
    """Return the name in what stands before a date: ``Submitted by NAME on``, ``NAME wrote on``."""
    text = _PREPOSITION.sub("", text)
    found = lexicon.says_before().fullmatch(text) or lexicon.says().fullmatch(text)
    name = clean_name(found[1], is_name=True) if found is not None else None
    return name if name and len(name.split()) <= 5 else None


def _without_dates(found: list[Piece], date: str, day_first: bool | None) -> list[Piece]:
    """Leave out pieces at either end that are only the date once more."""
    for at in (0, -1):
        if len(found) > 1:
            dated = dates.date_line(found[at].text, day_first=day_first)
            if dated is not None and dated.iso[:10] == date[:10]:
                del found[at]
    return found


def _without_bylines(
    found: list[Piece], author: str | None, date: str | None, day_first: bool | None
) -> tuple[str | None, str | None, list[Piece]]:
    """Read the first two pieces, and the last, where they are only a byline or a date."""
    kept = list(found)
    for _ in range(2):
        if not kept or kept[0].kind == "quote":
            break
        line, rest = _first_line(kept[0])
        said = _byline(
            line, author, date, has_more=bool(rest) or len(kept) > 1, day_first=day_first
        )
        if said is None:
            break
        author, date = author or said[0], date or said[1]
        kept[0:1] = [kept[0]._replace(text=rest)] if rest else []
    if kept and (author is None or date is None):
        lines = kept[-1].text.split("\n")
        said = _byline(
            lines[-1], author, date, has_more=len(kept) > 1 or len(lines) > 1, day_first=day_first
        )
        if said is not None and (said[1] or author is not None):
            author, date = author or said[0], date or said[1]
            rest = "\n".join(lines[:-1])
            kept[-1:] = [kept[-1]._replace(text=rest)] if rest else []
    return author, date, kept


def _first_line(piece: Piece) -> tuple[str, str]:
    line, _, rest = piece.text.partition("\n")
    return line, rest


def _byline(
    line: str,
    author: str | None,
    date: str | None,
    *,
    has_more: bool,
    day_first: bool | None,
) -> tuple[str | None, str | None] | None:
    """Return the author and date of a line that tells nothing else, None of any other."""
    if len(line) > 120 or not has_more:
        return None
    dated = dates.date_line(line, day_first=day_first)
    if dated is not None and date is None:
        said = attributed(line)
        return (said.author if said else None), dated.iso
    if author is None:
        # A sentence may begin as a byline does: ``As I wrote on …, this was``.
        dated = dates.find(line, day_first=day_first)
        if dated is not None and line[dated.end :].strip(_EDGES + ".)"):
            return None
        said = attributed(line)
        if said is not None and said.author:
            return said.author, said.date
        name = _name_before(line[: dated.start]) if dated is not None else None
        return (name, dated.iso) if name and dated is not None else None
    return None


def _without_name(found: list[Piece], author: str) -> list[Piece]:
    """Leave out a first piece that is only the author's name."""
    if len(found) > 1 and clean_name(found[0].text) == author:
        return found[1:]
    return found
