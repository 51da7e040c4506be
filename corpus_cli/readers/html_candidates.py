"""Elements that may be comments, what each holds, and which of them are.

An element that is called a comment may be all of one, a part of one, or what holds several; what
stands in it besides other such elements settles which. May import ``html_page``, ``html_bylines``,
``html_names``, ``html_blocks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from corpus_cli.parsing.lexicon import is_comment_heading
from corpus_cli.readers.html_blocks import HIDDEN, Piece, pieces, text_of
from corpus_cli.readers.html_bylines import (
    Part,
    author_of,
    bodies,
    clean_name,
    date_of,
    furniture,
    is_button,
    signed_by_words,
    signed_outside,
)
from corpus_cli.readers.html_names import PERSON, Role, role_of_name, role_of_names
from corpus_cli.readers.html_page import MOST_NEAR, Page, shape

if TYPE_CHECKING:
    from lxml.etree import _Element

# No element within these speaks of the page's comments.
_CLOSED = HIDDEN | {"pre", "code", "head"}

# Parts that are looked at of one comment: nobody has more, and each is compared with the others.
_MOST_PARTS = 200
# Lines besides a comment's text that could say who wrote it.
_MOST_BESIDE = 6
# A paragraph that may say who wrote a comment and nothing of it.
_LONGEST_BYLINE = 80
# Candidates within each other: what is read of one is read again where it is dropped.
_MOST_NESTED = 150


class Candidate:
    """An element that may be a comment, and the candidates directly within it.

    ``depth`` is that of its element in the tree; ``answers`` counts the elements around it that are
    called answers. ``parts`` are elements within it, those of candidates within it left out.
    """

    __slots__ = (
        "answers",
        "author",
        "children",
        "date",
        "depth",
        "element",
        "end",
        "is_guessed",
        "names",
        "parent",
        "parts",
        "pieces",
        "role",
        "signature",
        "start",
    )

    def __init__(self, element: _Element, role: int, depth: int, start: int, answers: int) -> None:
        self.element = element
        self.role = role
        self.depth = depth
        self.start = start
        self.end = start
        self.answers = answers
        self.signature = _signature(element)
        self.children: list[Candidate] = []
        self.parts: list[Part] = []
        self.parent: Candidate | None = None
        self.author: str | None = None
        self.date: str | None = None
        # Whether the author is told by the words, not by what the element is called.
        self.is_guessed = False
        self.pieces: list[Piece] = []
        # The elements that are this comment, the outermost first.
        self.names: list[_Element] = [element]

    @property
    def is_signed(self) -> bool:
        return self.author is not None or self.date is not None

    @property
    def is_numbered(self) -> bool:
        return bool(self.role & Role.NUMBERED)

    def read(self, day_first: bool | None) -> None:
        """Take the author, the date and the text from what lies outside of its children."""
        inner = {child.element for child in self.children}
        texts = bodies(self.parts)
        self.author = author_of(self.names, self.parts, texts)
        self.date = date_of(self.names, self.parts, texts, day_first=day_first)
        found = self._said(texts, inner) or self._rest(inner)
        self.is_guessed = self.author is None
        if self.author is None:
            self.author = (
                self._person(inner, texts)
                or self._beside_permalink()
                or self._bold(inner, texts, found)
            )
        author, date, found = signed_by_words(
            self.parts, found, self.author, self.date, day_first=day_first
        )
        if texts and (author is None or date is None):
            skipped = inner | {text.element for text in texts}
            skipped |= furniture(self.parts, strict=False)
            beside = islice(pieces(self.element, skipped), _MOST_BESIDE)
            author, date = signed_outside(beside, author, date, day_first=day_first)
        self.author, self.date, self.pieces = author, date, found

    def _person(self, inner: set[_Element], texts: list[Part]) -> str | None:
        """Return the first link outside of the text that leads to a page about somebody."""
        from lxml.etree import iterwalk

        skipped = inner | {text.element for text in texts}
        walker = iterwalk(self.element, events=("start",))
        for number, (_, element) in enumerate(walker):
            if number > _MOST_PARTS:
                break
            is_long = element.tag == "p" and len(text_of(element, limit=100)) > _LONGEST_BYLINE
            if is_long or element in skipped or element.tag in ("blockquote", "pre"):
                walker.skip_subtree()
            elif element.tag == "a" and PERSON.search((element.get("href") or "")[:300]):
                text = text_of(element, limit=100)
                name = None if text.startswith("@") else clean_name(text, is_name=True)
                if name and len(name.split()) <= 6:
                    return name
        return None

    def _beside_permalink(self) -> str | None:
        """Return the name that shares its line with nothing but the link to the comment."""
        for part in self.parts:
            around = part.element.getparent()
            if not is_permalink(part.element) or part.quoted or around is None:
                continue
            line, link = text_of(around, limit=200), text_of(part.element, limit=200)
            if around.tag in ("p", "div", "h3", "h4", "h5", "h6") and len(line) <= 80 and link:
                name = clean_name(line.replace(link, ""))
                if name and len(name.split()) <= 4 and name[-1] not in ".!?":
                    return name
        return None

    def _bold(self, inner: set[_Element], texts: list[Part], found: list[Piece]) -> str | None:
        """Return the name that stands over the text in bold, or as a heading."""
        from lxml.etree import iterwalk

        bodies_of = {text.element for text in texts}
        walker = iterwalk(self.element, events=("start",))
        for number, (_, element) in enumerate(walker):
            if number > 60:
                break
            if element in inner or element in bodies_of or element.tag in ("blockquote", "pre"):
                walker.skip_subtree()
            elif element.tag in ("b", "strong", "h3", "h4", "h5", "h6"):
                text = text_of(element, limit=100)
                name = None if is_comment_heading(text.casefold()) else clean_name(text)
                if name is None or len(name.split()) > 6 or text[-1] in ".!?,":
                    continue
                over = bool(texts) or (
                    len(found) > 1 and clean_name(found[0].text.partition("\n")[0]) == name
                )
                return name if over else None
        return None

    def _said(self, texts: list[Part], inner: set[_Element]) -> list[Piece]:
        """Return the text of the parts that are called so; buttons may stand in it."""
        buttons = {
            part.element
            for part in self.parts
            if part.role & Role.EXTRA and is_button(text_of(part.element, limit=100))
        }
        skipped = inner | buttons
        found = [piece for text in texts for piece in pieces(text.element, skipped)]
        told = [
            piece for piece in found if not is_button(piece.text) or _TALLY.fullmatch(piece.text)
        ]
        return told or found

    def _rest(self, inner: set[_Element]) -> list[Piece]:
        """Return the text besides what is told to be something else."""
        short: list[Piece] = []
        for strict in (True, False):
            skipped = inner | furniture(self.parts, strict=strict)
            found = list(pieces(self.element, skipped))
            told = [piece for piece in found if piece.text == "+1" or not is_button(piece.text)]
            if told:
                return told
            # ``+1`` is all that some people say.
            short = short or [piece for piece in found if _TALLY.fullmatch(piece.text)]
        return short


_TALLY = re.compile(r"[+-]?\d{1,3}")


def _signature(element: _Element) -> tuple[str, str]:
    """Return the tag and the first name of an element that calls it a comment."""
    for name in (element.get("class") or "").split()[:30]:
        if role_of_name(name) & (Role.COMMENT | Role.ANSWER | Role.POST):
            return element.tag, re.sub(r"\d+", "", name.partition("--")[0])
    return element.tag, shape(element) or re.sub(r"\d+", "", element.get("id") or "")


def collect(page: Page, chosen: set[_Element]) -> list[Candidate]:
    """Return the candidates in document order, each with the parts that are its own."""
    from lxml.etree import iterwalk

    roles = page.roles
    candidates: list[Candidate] = []
    stack: list[Candidate] = []
    parts: list[Part] = []
    depth = quotes = answers = clock = 0
    dead: _Element | None = None
    walker = iterwalk(page.root, events=("start", "end"))
    for event, element in walker:
        role = roles.get(element, Role.NONE)
        clock += 1
        if event == "start":
            depth += 1
            if element.tag == "pre" and role & Role.BODY and stack:
                if len(stack[-1].parts) < _MOST_PARTS:
                    stack[-1].parts.append(Part(element, role, clock, clock, bool(quotes)))
                dead = element
                walker.skip_subtree()
                continue
            if element.tag in _CLOSED or (
                role & (Role.TEASER | Role.FORM) and _is_closed(element, role, roles)
            ):
                dead = element
                walker.skip_subtree()
                if element.tag == "button" and stack and _names_author(element, roles):
                    part = Part(element, Role.AUTHOR | Role.NAME, clock, clock, bool(quotes))
                    stack[-1].parts.append(part)
                if stack and role & Role.FORM and len(stack[-1].parts) < _MOST_PARTS:
                    stack[-1].parts.append(Part(element, Role.FORM, clock, clock, bool(quotes)))
                continue
            quotes += bool(role & Role.QUOTE)
            answers += bool(role & Role.ANSWERS)
            if element in chosen and not quotes and len(stack) < _MOST_NESTED:
                candidate = Candidate(element, role, depth, clock, answers)
                if stack:
                    candidate.parent = stack[-1]
                    stack[-1].children.append(candidate)
                stack.append(candidate)
                candidates.append(candidate)
            elif stack:
                if is_permalink(element):
                    role |= Role.EXTRA
                if (role or element.get("itemprop")) and len(stack[-1].parts) < _MOST_PARTS:
                    part = Part(element, role, clock, clock, bool(quotes))
                    stack[-1].parts.append(part)
                    parts.append(part)
        else:
            depth -= 1
            if dead is not None:
                dead = None
                continue
            quotes -= bool(role & Role.QUOTE)
            answers -= bool(role & Role.ANSWERS)
            if stack and stack[-1].element is element:
                stack.pop().end = clock
            elif parts and parts[-1].element is element:
                parts.pop().end = clock
    return candidates


def _names_author(button: _Element, roles: Mapping[_Element, int]) -> bool:
    """Tell whether a button shows who wrote a comment."""
    inner = islice(button.iter("*"), 5)
    return any(
        roles.get(each, Role.NONE) & Role.AUTHOR and roles[each] & Role.NAME for each in inner
    )


def _is_closed(element: _Element, role: int, roles: Mapping[_Element, int]) -> bool:
    """Tell whether a form or a teaser is only that: some wrap a comment, or the whole page."""
    if element.tag in ("html", "body", "main"):
        return False
    if role & Role.TEASER or next(element.iterdescendants("textarea"), None) is not None:
        return element.tag != "form" or bool(role & Role.FORM and _is_named_form(element))
    return not any(
        roles.get(inner, Role.NONE) & Role.BODY and not roles[inner] & Role.FORM
        for inner in element.iterdescendants("div", "p", "td", "li", "section", "article")
    )


def _is_named_form(element: _Element) -> bool:
    """Tell whether a form is called one: others with a field to write in may hold what is said."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(role_of_names(names) & Role.FORM)


_PERMALINK = re.compile(
    r"#(?:.*[-_])?(?:c|p|comment|cmt|post|msg|reply|entry)[-_]?[\da-f]*\d[\da-f]*$"
)


def is_permalink(element: _Element) -> bool:
    if element.tag != "a":
        return False
    target = element.get("href")
    return bool(target) and "#" in target and _PERMALINK.search(target) is not None


def settle(
    candidate: Candidate,
    counts: Mapping[tuple[str, str], int],
    day_first: bool | None,
    *,
    forum: bool,
) -> list[Candidate]:
    """Return what takes the place of a candidate whose children are settled.

    That is the candidate itself, a comment; or its children, where it only holds them; or nothing.
    """
    if same := _parts_by_number(candidate):
        _absorb(candidate, same, day_first)
    children = candidate.children
    if not children:
        return [candidate] if _stands(candidate) else []
    if not candidate.is_signed and _is_heading(candidate.pieces):
        return children
    if _is_container(candidate, counts):
        return children
    if forum:
        # Posts stand in posts only as answers, which are called the same.
        parts = [
            child
            for child in children
            if not (child.is_signed and child.pieces and child.signature == candidate.signature)
        ]
        _absorb(candidate, parts, day_first)
        return [candidate]
    if not candidate.pieces:
        return _settle_hollow(candidate, day_first)
    parts = [
        child
        for child in children
        if not child.is_signed
        and not child.children
        and child.signature != candidate.signature
        and not child.is_numbered
        and child.answers == candidate.answers
    ]
    if parts:
        _absorb(candidate, parts, day_first)
    return [candidate]


def _parts_by_number(candidate: Candidate) -> list[Candidate]:
    """Return the children that have its own number, where all others are answers to it."""
    if candidate.is_signed or candidate.role & Role.THREAD:
        return []
    number = _number_of(candidate)
    same = [each for each in candidate.children if number and _number_of(each) == number]
    parts = set(same)
    others = (each for each in candidate.children if each not in parts)
    return same if all(each.signature == candidate.signature for each in others) else []


def _number_of(candidate: Candidate) -> list[str]:
    """Return the numbers in the id of a candidate, or of what is it besides."""
    for element in candidate.names:
        found = _NUMBER.findall((element.get("id") or "")[:80])
        if found:
            return found
    return []


_NUMBER = re.compile(r"\d{1,20}")


def _settle_hollow(candidate: Candidate, day_first: bool | None) -> list[Candidate]:
    """Settle a candidate all of whose text stands in others: the first may be its own."""
    first, *others = candidate.children
    before = candidate.element.getprevious()
    if (
        before is not None
        and not candidate.is_numbered
        and first.signature != candidate.signature == _signature(candidate.element)
        and _signature(before) == first.signature
    ):
        # Answers in a container behind what they answer.
        return list(candidate.children)
    lone = all(
        other.signature != first.signature
        and (other.depth > first.depth or other.signature == candidate.signature)
        for other in others
    )
    is_own = first.answers == candidate.answers and first.signature != candidate.signature
    agree = None in (first.author, candidate.author) or first.author == candidate.author
    if is_own and ((lone and agree) or (candidate.is_signed and not first.is_signed)):
        _absorb(candidate, [first], day_first)
        return [candidate]
    if candidate.is_signed:
        return [candidate]
    # A comment that was deleted has lost its author too.
    deleted = first.signature == candidate.signature and candidate.is_numbered
    return [candidate] if deleted else list(candidate.children)


def _is_heading(found: list[Piece]) -> bool:
    """Tell whether some pieces are only the heading of a thread: ``3 comments``."""
    return len(found) == 1 and is_comment_heading(found[0].text.casefold())


def _is_link(candidate: Candidate) -> bool:
    """Tell whether all text of a candidate is a link or a button: ``show more answers``."""
    links = islice(candidate.element.iter("a", "button"), MOST_NEAR)
    longest = max((len(text_of(link)) for link in links), default=0)
    return longest > 0 and longest + 8 >= len(text_of(candidate.element))


def _stands(candidate: Candidate) -> bool:
    """Tell whether a candidate without others within it may be a comment or a part of one."""
    if not candidate.is_signed and (_is_heading(candidate.pieces) or _is_link(candidate)):
        return False
    if not candidate.is_numbered and next(candidate.element.iter("textarea"), None) is not None:
        return False
    return bool(candidate.pieces) or (
        candidate.is_signed and bool(candidate.is_numbered or candidate.role & Role.COMMENT)
    )


def _is_container(candidate: Candidate, counts: Mapping[tuple[str, str], int]) -> bool:
    """Tell whether a candidate is no comment but holds some, for all that stands between them."""
    children = candidate.children
    first = children[0]
    if candidate.is_numbered or first.signature == candidate.signature:
        return False
    if any(child.answers > candidate.answers for child in children):
        return False
    if candidate.pieces and not candidate.is_signed:
        return any(child.is_signed for child in children)
    has_text = any(part.role & Role.BODY and not part.quoted for part in candidate.parts)
    return not has_text and counts[candidate.signature] == 1 and counts[first.signature] > 1


def _absorb(
    candidate: Candidate,
    parts: list[Candidate],
    day_first: bool | None,
) -> None:
    """Make some of a candidate's children parts of it, and read it anew."""
    children: list[Candidate] = []
    for child in candidate.children:
        if child in parts:
            candidate.parts += child.parts
            candidate.names += child.names
            candidate.role |= child.role & (Role.NUMBERED | Role.NOTICE)
            if (
                candidate.is_signed
                and not child.is_signed
                and not any(part.role & Role.BODY for part in child.parts)
            ):
                candidate.parts.append(
                    Part(child.element, Role.BODY, child.start, child.end, False)
                )
            children += child.children
        else:
            children.append(child)
    candidate.parts.sort(key=lambda part: part.start)
    candidate.children = children
    for child in children:
        child.parent = candidate
    candidate.read(day_first)


def flattened(tops: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates and all within them, in document order."""
    order: list[Candidate] = []
    stack = list(reversed(list(tops)))
    while stack:
        candidate = stack.pop()
        order.append(candidate)
        stack.extend(reversed(candidate.children))
    order.sort(key=lambda each: each.start)
    return order
