"""A page's tree, and what the names of its elements say: which of them could be comments.

May import ``html_names`` and ``html_blocks``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from corpus_cli.parsing.lexicon import is_comment_heading
from corpus_cli.parsing.threads import attribution
from corpus_cli.readers.html_blocks import text_of
from corpus_cli.readers.html_names import Role, role_of_id, role_of_name, role_of_names

if TYPE_CHECKING:
    from lxml.etree import _Element

# What may be a comment; a name on anything else is that of a link, a count, a piece of code.
WHOLE_TAGS = frozenset("li div article section tr td table dd details aside p figure".split())

# What is looked at where it could be anything: all pages have less, and hostile ones no end of it.
MOST_NEAR = 100
_MOST_HEADINGS = 20
_LONGEST_NAMES = 400
_MOST_SECTIONS = 2000
_MOST_ANCHORS = 20_000


class Page:
    """A tree, and the roles of its elements."""

    def __init__(self, root: _Element) -> None:
        self.root = root
        self.roles: dict[_Element, int] = {}
        self.said = Role.NONE
        self.headings: list[_Element] = []
        roles, said = self.roles, Role.NONE
        for element in root.iter("*"):
            role = _role(element)
            if role:
                roles[element] = role
                said |= role
        self.said = said
        self.articles = self._articles()

    def _articles(self) -> set[_Element]:
        """Return what holds the page's own heading or text, and so is no comment."""
        around: set[_Element] = set()
        first = next(self.root.iter("h1"), None)
        marks = [] if first is None else [first]
        marks += [
            element
            for element, role in self.roles.items()
            if role & Role.ARTICLE and element.get("itemprop") in ("articleBody", "headline")
        ][:20]
        for mark in marks:
            around.update(mark.iterancestors())
        return around

    def may_be_comment(self, element: _Element, role: int) -> bool:
        """Tell whether an element that is called a comment could be all of one."""
        if role & (Role.FORM | Role.TEASER) or element in self.articles:
            return False
        if role & Role.ARTICLE and not role & Role.COMMENT:
            return False
        tag = element.tag
        return tag in WHOLE_TAGS or "-" in tag

    def wrap_sequences(self) -> None:
        """Wrap comments whose parts stand side by side without an element of their own.

        ``dt.comment-author``, ``dd.comment-body``, ``dd.comment-footer``, and the next.
        """
        parts: dict[_Element, list[_Element]] = defaultdict(list)
        for element, role in self.roles.items():
            if not role & Role.OF_COMMENT:
                continue
            if role & Role.COMMENT and element.tag not in ("dt", "dd"):
                continue
            parent = element.getparent()
            if parent is not None:
                parts[parent].append(element)
        for parent, children in parts.items():
            if self._is_sequence(parent, children):
                self._wrap(parent, self.roles[children[0]])
        for element in list(self.root.iter("dl")):
            terms = element.findall("dt")
            signed = sum(1 for term in terms if attribution(text_of(term, limit=200)))
            if (
                element not in parts
                and terms
                and signed * 2 >= len(terms)
                and self._in_thread(element)
            ):
                for term in terms:
                    self.roles[term] = self.roles.get(term, Role.NONE) | Role.OF_COMMENT | Role.META
                self._wrap(element, Role.META)

    def _in_thread(self, element: _Element) -> bool:
        around = (element, *islice(element.iterancestors(), 3))
        return any(self.roles.get(each, Role.NONE) & Role.THREAD for each in around)

    def _is_sequence(self, parent: _Element, children: list[_Element]) -> bool:
        """Tell whether the named children of an element are the parts of comments."""
        roles = [self.roles[child] for child in children]
        texts = sum(1 for role in roles if role & Role.BODY)
        signs = sum(1 for role in roles if role & (Role.AUTHOR | Role.DATE | Role.META))
        if not texts or not signs or parent.tag in ("body", "html"):
            return False
        # The parts of one comment mostly stand in what is called so already.
        role = self.roles.get(parent, Role.NONE)
        if texts > 1:
            return not role & Role.COMMENT or bool(role & Role.THREAD)
        return not role & Role.COMMENT and not any(
            self.roles.get(around, Role.NONE) & Role.COMMENT
            for around in islice(parent.iterancestors(), 12)
        )

    def _wrap(self, parent: _Element, first: int) -> None:
        """Wrap children of an element: each that has the first part of a comment begins one."""
        starts = _kind(first)
        group: _Element | None = None
        for child in list(parent):
            role = self.roles.get(child, Role.NONE)
            if role & Role.OF_COMMENT and _kind(role) == starts:
                group = parent.makeelement("div")
                group.set("class", "comment")
                child.addprevious(group)
                self.roles[group] = Role.COMMENT
                if child.get("id"):
                    group.set("id", child.get("id"))
                    self.roles[group] |= role_of_id(child.get("id")) & Role.NUMBERED
            if group is not None:
                group.append(child)
        self.said |= Role.COMMENT

    def sections(self) -> list[_Element]:
        """Return the elements that are named, or headed, as comments and hold no other such."""
        named = [
            element
            for element, role in self.roles.items()
            if role & Role.THREAD and not role & (Role.TEASER | Role.FORM)
            if element.tag not in ("a", "span", "body", "html") and element not in self.articles
        ]
        named = named[:_MOST_SECTIONS]
        chosen = set(named)
        outer = [each for each in named if chosen.isdisjoint(each.iterancestors())]
        return outer or self.headed()

    def headed(self) -> list[_Element]:
        """Return what follows a heading such as ``3 comments``."""
        headings = (
            heading
            for heading in self.root.iter("h2", "h3", "h4", "h5")
            if is_comment_heading(text_of(heading, limit=250).casefold())
        )
        for heading in islice(headings, _MOST_HEADINGS):
            around: _Element | None = heading
            for _ in range(3):
                following = [] if around is None else list(around.itersiblings())
                near = following[:MOST_NEAR]
                if any(len(text_of(each, limit=100)) > 20 for each in near):
                    return following
                around = None if around is None else around.getparent()
        return []


def _kind(role: int) -> int:
    """Return the first of the parts of a comment that a role names."""
    for part in (Role.BODY, Role.AUTHOR, Role.META, Role.DATE):
        if role & part:
            return part
    return Role.NONE


_BY_TAG = {
    "time": Role.DATE,
    "header": Role.META,
    "footer": Role.META,
    "address": Role.AUTHOR,
    "cite": Role.AUTHOR,
    "blockquote": Role.QUOTE,
    "form": Role.FORM,
    "button": Role.EXTRA,
    "abbr": Role.NONE,
}
_BY_PROPERTY = {
    "comment": Role.COMMENT | Role.NUMBERED,
    "author": Role.AUTHOR,
    "creator": Role.AUTHOR,
    "name": Role.NONE,
    "text": Role.BODY,
    "commentText": Role.BODY,
    "reviewBody": Role.BODY,
    "datePublished": Role.DATE,
    "dateCreated": Role.DATE,
    "commentTime": Role.DATE,
    "articleBody": Role.ARTICLE,
    "headline": Role.ARTICLE,
}
_DATED = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_TYPES = ("/Comment", "/UserComments")


def _role(element: _Element) -> int:
    attributes = element.attrib
    tag = element.tag
    role = _BY_TAG.get(tag, Role.NONE)
    if "-" in tag:
        role |= role_of_name(tag)
    if not attributes:
        return role
    get = attributes.get
    if names := get("class"):
        role |= role_of_names(names[:_LONGEST_NAMES])
    if name := get("id"):
        role |= role_of_id(name[:_LONGEST_NAMES])
    if prop := get("itemprop"):
        for each in prop.split():
            role |= _BY_PROPERTY.get(each, Role.NONE)
    if (kind := get("itemtype")) and kind.endswith(_TYPES):
        role |= Role.COMMENT | Role.NUMBERED
    if (named := get("role")) == "comment":
        role |= Role.COMMENT
    elif named == "form":
        role |= Role.FORM
    if get("rel") == "author":
        role |= Role.AUTHOR
    if (title := get("title")) and title[:4].isdigit() and _DATED.match(title):
        role |= Role.DATE
    if role & Role.QUOTE and role & (Role.BODY | Role.POST | Role.COMMENT | Role.THREAD):
        # Some print every post as a quotation, some set answers off as one.
        role &= ~Role.QUOTE
    if get("slot") == "comment":
        role |= Role.BODY
    return role


def repeated(page: Page, sections: list[_Element]) -> set[_Element]:
    """Return elements of the same tag and class, each with an author or date of its own."""
    anchors = [
        element
        for section in sections
        for element in section.iter("*")
        if page.roles.get(element, Role.NONE) & (Role.AUTHOR | Role.DATE)
    ][:_MOST_ANCHORS]
    within = set(sections)
    own: dict[tuple[str, str], set[_Element]] = defaultdict(set)
    high: dict[tuple[str, str], int] = {}
    for anchor in anchors:
        seen: set[tuple[str, str]] = set()
        up = (each for each in anchor.iterancestors() if each.tag in WHOLE_TAGS or "-" in each.tag)
        for height, around in enumerate(islice(up, 12)):
            if around in within and around.tag not in ("article", "li"):
                break
            signature = (around.tag, shape(around))
            if signature not in seen:
                seen.add(signature)
                own[signature].add(around)
                high[signature] = max(high.get(signature, 0), height)
            if around in within:
                break
    if not own:
        return _items_of_list(sections)
    totals = Counter(
        (element.tag, shape(element))
        for section in sections
        for element in section.iter(*WHOLE_TAGS)
    )
    whole = [
        key
        for key, elements in own.items()
        if len(elements) * 5 >= totals[key] * 4 or key[0] == "article"
    ]
    if not whole:
        return set()
    best = max(whole, key=lambda key: (len(own[key]), key[0] in ("li", "article"), high[key], key))
    return {element for element in own[best] if element not in page.articles}


def _items_of_list(sections: list[_Element]) -> set[_Element]:
    """Return the items of the lists of a section that names nobody."""
    return {item for section in sections for item in section.iter("li")}


def shape(element: _Element) -> str:
    """Return the classes of an element that it shares with its like: no numbers, no positions."""
    names = (element.get("class") or "").split()
    bare = (re.sub(r"\d+", "", name) for name in names)
    return next((name for name in bare if name not in _POSITIONS), "")


_POSITIONS = frozenset(("even", "odd", "alt", "first", "last", "clearfix", "row", "row-"))
