"""The comments of a page: found by the names of its elements, and read as a tree.

Elements whose names speak of comments are candidates; what each holds besides the candidates
within it (an author, a date, a text) settles whether it is a comment, a part of the comment around
it, or only a container. Where names say nothing, repeated elements with authors or dates, in a
section named or headed as comments, are taken. Answers hang by nesting, else by links to what they
answer, printed depths, containers behind a comment, or indentation. May import ``html_names``,
``html_blocks`` and ``html_bylines``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

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
)
from corpus_cli.readers.html_names import Role, role_of_id, role_of_name, role_of_names

if TYPE_CHECKING:
    from lxml.etree import _Element

# Addresses grow with depth; deeper answers become siblings.
MAX_DEPTH = 60

# What may be a comment; a name on anything else is that of a link, a count, a piece of code.
_WHOLE_TAGS = frozenset("li div article section tr td table dd details aside p figure".split())
# No element within these speaks of the page's comments.
_CLOSED = HIDDEN | {"pre", "code", "head"}

# Parts that are looked at of one comment: nobody has more, and each is compared with the others.
_MOST_PARTS = 200


# What is looked at where it could be anything: all pages have less, and hostile ones no end of it.
_MOST_HEADINGS = 20
_MOST_NEAR = 100
_MOST_SECTIONS = 2000
_MOST_ANCHORS = 20_000
_MOST_NESTED = 150


class PageComment(NamedTuple):
    """A comment as a page has it; ``parent`` is the place of the one that it answers."""

    parent: int | None
    depth: int
    author: str | None
    date: str | None
    pieces: list[Piece]


class Comments(NamedTuple):
    """The comments of a page in reading order, and the elements that hold nothing else.

    ``notices`` are links from other pages, which are nobody's comments. ``is_forum`` says that the
    page consists of them.
    """

    comments: list[PageComment]
    elements: list[_Element]
    notices: list[Piece]
    is_forum: bool = False


NONE = Comments([], [], [])


def find_comments(root: _Element, *, day_first: bool | None = None) -> Comments:
    """Return the comments of the page that is rooted in ``root``; its tree may get wrappers."""
    page = _Page(root)
    if page.said & (Role.COMMENT | Role.ANSWER | Role.OF_COMMENT):
        page.wrap_sequences()
        named = {
            element
            for element, role in page.roles.items()
            if role & (Role.COMMENT | Role.ANSWER) and page.may_be_comment(element, role)
        }
        found = _read(page, named, day_first, at_least=1)
        if found.comments:
            return found
    sections = page.sections()
    if sections:
        found = _read(page, _repeated(page, sections), day_first, at_least=1, strict=True)
        if found.comments:
            return found
    if page.said & Role.POST:
        posts = {
            element
            for element, role in page.roles.items()
            if role & Role.POST and page.may_be_comment(element, role)
        }
        if len(posts) > 1:
            found = _read(page, posts, day_first, at_least=2, strict=True, forum=True)
            return found._replace(is_forum=bool(found.comments))
    return NONE


# --- what the names say --------------------------------------------------------------------------


class _Page:
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
        return tag in _WHOLE_TAGS or "-" in tag

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
                self._wrap(parent, children[0])

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

    def _wrap(self, parent: _Element, first: _Element) -> None:
        starts = _kind(self.roles[first])
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
        return outer or self._headed()

    def _headed(self) -> list[_Element]:
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
                near = following[:_MOST_NEAR]
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
        role |= role_of_names(names)
    if name := get("id"):
        role |= role_of_id(name)
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
    if tag == "blockquote" and role & (Role.BODY | Role.POST):
        # Some forums print every post as a quotation.
        role &= ~Role.QUOTE
    if get("slot") == "comment":
        role |= Role.BODY
    return role


def _repeated(page: _Page, sections: list[_Element]) -> set[_Element]:
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
        up = (each for each in anchor.iterancestors() if each.tag in _WHOLE_TAGS or "-" in each.tag)
        for height, around in enumerate(islice(up, 12)):
            if around in within and around.tag not in ("article", "li"):
                break
            signature = (around.tag, _shape(around))
            if signature not in seen:
                seen.add(signature)
                own[signature].add(around)
                high[signature] = max(high.get(signature, 0), height)
            if around in within:
                break
    if not own:
        return _items_of_list(sections)
    totals = Counter(
        (element.tag, _shape(element))
        for section in sections
        for element in section.iter(*_WHOLE_TAGS)
    )
    whole = [
        key for key, elements in own.items() if len(elements) * 5 >= totals[key] * 4 or key[0] == "article"
    ]
    if not whole:
        return set()
    best = max(
        whole, key=lambda key: (len(own[key]), key[0] in ("li", "article"), high[key], key)
    )
    return {element for element in own[best] if element not in page.articles}


def _items_of_list(sections: list[_Element]) -> set[_Element]:
    """Return the items of the lists of a section that names nobody."""
    return {item for section in sections for item in section.iter("li")}


def _shape(element: _Element) -> str:
    """Return the classes of an element that it shares with its like: no numbers, no positions."""
    names = (element.get("class") or "").split()
    return " ".join(sorted({re.sub(r"\d+", "", name) for name in names[:1]}))


# --- candidates ----------------------------------------------------------------------------------


class _Candidate:
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
        self.children: list[_Candidate] = []
        self.parts: list[Part] = []
        self.parent: _Candidate | None = None
        self.author: str | None = None
        self.date: str | None = None
        self.pieces: list[Piece] = []
        # The elements that are this comment, the outermost first.
        self.names: list[_Element] = [element]

    @property
    def is_signed(self) -> bool:
        return self.author is not None or self.date is not None

    @property
    def is_numbered(self) -> bool:
        return bool(self.role & Role.NUMBERED)

    def read(self, roles: Mapping[_Element, int], day_first: bool | None) -> None:
        """Take the author, the date and the text from what lies outside of its children."""
        inner = {child.element for child in self.children}
        texts = bodies(self.parts, roles)
        self.author = author_of(self.names, self.parts, texts, roles)
        self.date = date_of(self.names, self.parts, texts, day_first=day_first)
        found = [piece for text in texts for piece in pieces(text.element, inner)]
        if not any(not is_button(piece.text) for piece in found):
            found = self._rest(inner, roles)
        found = [piece for piece in found if not is_button(piece.text)]
        if self.author is None:
            self.author = self._beside_permalink() or self._bold(inner, texts, found)
        author, date, found = signed_by_words(
            self.parts, found, self.author, self.date, day_first=day_first
        )
        self.author, self.date, self.pieces = author, date, found

    def _beside_permalink(self) -> str | None:
        """Return the name that shares its line with nothing but the link to the comment."""
        for part in self.parts:
            around = part.element.getparent()
            if not _is_permalink(part.element) or part.quoted or around is None:
                continue
            line, link = text_of(around, limit=200), text_of(part.element, limit=200)
            if around.tag in ("p", "div", "h3", "h4", "h5", "h6") and len(line) <= 80 and link:
                name = clean_name(line.replace(link, ""))
                if name and len(name.split()) <= 4 and name[-1] not in ".!?":
                    return name
        return None

    def _bold(
        self, inner: set[_Element], texts: list[Part], found: list[Piece]
    ) -> str | None:
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
                if name is None or len(name.split()) > 4 or text[-1] in ".!?,":
                    continue
                over = bool(texts) or (
                    len(found) > 1 and clean_name(found[0].text.partition("\n")[0]) == name
                )
                return name if over else None
        return None

    def _rest(self, inner: set[_Element], roles: Mapping[_Element, int]) -> list[Piece]:
        """Return the text besides what is told to be something else."""
        for strict in (True, False):
            skipped = inner | furniture(self.parts, roles, strict=strict)
            found = list(pieces(self.element, skipped))
            if any(not is_button(piece.text) for piece in found):
                return found
        return []


def _signature(element: _Element) -> tuple[str, str]:
    """Return the tag and the first name of an element that calls it a comment."""
    for name in (element.get("class") or "").split()[:30]:
        if role_of_name(name) & (Role.COMMENT | Role.ANSWER | Role.POST):
            return element.tag, re.sub(r"\d+", "", name.partition("--")[0])
    return element.tag, _shape(element) or re.sub(r"\d+", "", element.get("id") or "")


def _read(
    page: _Page,
    chosen: set[_Element],
    day_first: bool | None,
    *,
    at_least: int,
    strict: bool = False,
    forum: bool = False,
) -> Comments:
    """Return the comments that some of the chosen elements are."""
    if not chosen:
        return NONE
    candidates = _collect(page, chosen)
    counts = Counter(candidate.signature for candidate in candidates)
    settled: list[_Candidate] = []
    taken: dict[_Candidate, list[_Candidate]] = {}
    for candidate in reversed(candidates):
        candidate.children = [each for child in candidate.children for each in taken.pop(child)]
        for child in candidate.children:
            child.parent = candidate
        candidate.read(page.roles, day_first)
        taken[candidate] = _settle(candidate, counts, page.roles, day_first, forum=forum)
    for candidate in candidates:
        for each in taken.pop(candidate, ()):
            each.parent = None
            settled.append(each)
    everything = _flattened(settled)
    notices = [each for each in everything if each.role & Role.NOTICE]
    comments = [each for each in everything if not each.role & Role.NOTICE]
    if not _convince(page, comments, at_least=at_least, strict=strict):
        return NONE
    _without_subjects(comments)
    tops = [each for each in settled if not each.role & Role.NOTICE]
    _hang(page, comments)
    return Comments(
        _in_reading_order(comments),
        _outermost(page, tops + notices, forum=forum),
        [Piece("boilerplate", " ".join(p.text for p in each.pieces)) for each in notices if each.pieces],
    )


def _collect(page: _Page, chosen: set[_Element]) -> list[_Candidate]:
    """Return the candidates in document order, each with the parts that are its own."""
    from lxml.etree import iterwalk

    roles = page.roles
    candidates: list[_Candidate] = []
    stack: list[_Candidate] = []
    parts: list[Part] = []
    depth = quotes = answers = clock = 0
    dead: _Element | None = None
    walker = iterwalk(page.root, events=("start", "end"))
    for event, element in walker:
        role = roles.get(element, Role.NONE)
        clock += 1
        if event == "start":
            depth += 1
            if (
                element.tag in _CLOSED
                or (role & (Role.TEASER | Role.FORM) and _is_closed(element, role, roles))
            ):
                dead = element
                walker.skip_subtree()
                if stack and role & Role.FORM and len(stack[-1].parts) < _MOST_PARTS:
                    stack[-1].parts.append(Part(element, Role.FORM, clock, clock, bool(quotes)))
                continue
            quotes += bool(role & Role.QUOTE)
            answers += bool(role & Role.ANSWERS)
            if element in chosen and not quotes and len(stack) < _MOST_NESTED:
                candidate = _Candidate(element, role, depth, clock, answers)
                if stack:
                    candidate.parent = stack[-1]
                    stack[-1].children.append(candidate)
                stack.append(candidate)
                candidates.append(candidate)
            elif stack:
                if _is_permalink(element):
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


def _is_closed(element: _Element, role: int, roles: Mapping[_Element, int]) -> bool:
    """Tell whether a form or a teaser is only that: some wrap a comment, or the whole page."""
    if element.tag in ("html", "body", "main"):
        return False
    return element.tag != "form" or not any(
        roles.get(inner, Role.NONE) & Role.BODY and not roles[inner] & Role.FORM
        for inner in element.iterdescendants("div", "p", "td", "li", "section", "article")
    )


_PERMALINK = re.compile(r"#(?:.*[-_])?(?:c|p|comment|cmt|post|msg|reply|entry)[-_]?[\da-f]*\d[\da-f]*$")


def _is_permalink(element: _Element) -> bool:
    if element.tag != "a":
        return False
    target = element.get("href")
    return bool(target) and "#" in target and _PERMALINK.search(target) is not None


def _settle(
    candidate: _Candidate,
    counts: Mapping[tuple[str, str], int],
    roles: Mapping[_Element, int],
    day_first: bool | None,
    *,
    forum: bool,
) -> list[_Candidate]:
    """Return what takes the place of a candidate whose children are settled.

    That is the candidate itself, a comment; or its children, where it only holds them; or nothing.
    """
    children = candidate.children
    if not children:
        return [candidate] if _stands(candidate) else []
    if not candidate.is_signed and _is_heading(candidate.pieces):
        return children
    if _is_container(candidate, counts):
        return children
    if forum:
        # Posts do not stand in posts.
        _absorb(candidate, list(children), roles, day_first)
        return [candidate]
    first = children[0]
    if not candidate.pieces:
        lone = all(
            other.signature != first.signature
            and (other.depth > first.depth or other.signature == candidate.signature)
            for other in children[1:]
        )
        if candidate.is_signed and not first.is_signed and first.answers == candidate.answers:
            _absorb(candidate, [first], roles, day_first)
        elif first.signature == candidate.signature or candidate.is_signed:
            return [candidate] if candidate.is_signed or candidate.is_numbered else children
        elif lone and first.answers == candidate.answers:
            _absorb(candidate, [first], roles, day_first)
        else:
            return children
        return [candidate]
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
        _absorb(candidate, parts, roles, day_first)
    return [candidate]


def _is_heading(found: list[Piece]) -> bool:
    """Tell whether some pieces are only the heading of a thread: ``3 comments``."""
    return len(found) == 1 and is_comment_heading(found[0].text.casefold())


def _is_link(candidate: _Candidate) -> bool:
    """Tell whether all text of a candidate is a link or a button: ``show more answers``."""
    links = islice(candidate.element.iter("a", "button"), _MOST_NEAR)
    longest = max((len(text_of(link)) for link in links), default=0)
    return longest > 0 and longest + 8 >= len(text_of(candidate.element))


def _stands(candidate: _Candidate) -> bool:
    """Tell whether a candidate without others within it may be a comment or a part of one."""
    if not candidate.is_signed and (_is_heading(candidate.pieces) or _is_link(candidate)):
        return False
    return bool(candidate.pieces) or (
        candidate.is_signed and bool(candidate.is_numbered or candidate.role & Role.COMMENT)
    )


def _is_container(candidate: _Candidate, counts: Mapping[tuple[str, str], int]) -> bool:
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
    candidate: _Candidate,
    parts: list[_Candidate],
    roles: Mapping[_Element, int],
    day_first: bool | None,
) -> None:
    """Make some of a candidate's children parts of it, and read it anew."""
    children: list[_Candidate] = []
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
    candidate.read(roles, day_first)


def _flattened(tops: Iterable[_Candidate]) -> list[_Candidate]:
    """Return candidates and all within them, in document order."""
    order: list[_Candidate] = []
    stack = list(reversed(list(tops)))
    while stack:
        candidate = stack.pop()
        order.append(candidate)
        stack.extend(reversed(candidate.children))
    order.sort(key=lambda each: each.start)
    return order


# --- whether these are comments ------------------------------------------------------------------


def _convince(
    page: _Page, comments: list[_Candidate], *, at_least: int, strict: bool
) -> bool:
    """Tell whether some comments are a page's comments, by how many are signed and numbered."""
    told = [
        each
        for each in comments
        if any(piece.kind != "heading" or not strict for piece in each.pieces)
    ]
    signed = sum(1 for each in told if each.is_signed)
    if len(told) < at_least:
        return False
    strong = sum(1 for each in comments if each.role & Role.COMMENT and each.is_numbered)
    if strong * 2 >= len(comments) and (signed or strong > 1):
        return True
    return signed * 2 >= len(told) and (not strict or _is_forum(page, told))


def _is_forum(page: _Page, posts: list[_Candidate]) -> bool:
    """Tell the posts of a forum from a list of articles: authors, and no titles of their own."""
    if sum(1 for post in posts if post.author) * 3 < len(posts) * 2:
        return False
    if any(post.role & (Role.ARTICLE | Role.TEASER) for post in posts):
        return False
    titles = [
        _subject(text_of(heading))
        for post in posts
        for heading in post.element.iter("h1", "h2", "h3", "h4", "h5")
        if _is_linked(heading)
        and not page.roles.get(heading, Role.NONE) & Role.AUTHOR
        and (post.author is None or post.author not in text_of(heading))
    ]
    return len(set(titles)) * 2 <= len(posts)


def _is_linked(heading: _Element) -> bool:
    """Tell whether a heading is a link, or stands in one."""
    around = next(heading.iterancestors("a"), None)
    return around is not None or next(heading.iter("a"), None) is not None


_ANSWERED = re.compile(r"(?:\W|(?:re|aw|sv|antw|odp|rif)\b[:\s])+", re.IGNORECASE)


def _subject(text: str) -> str:
    """Return the subject of a post, without the marks of an answer."""
    return _ANSWERED.sub("", text.casefold(), count=1) if _ANSWERED.match(text) else text.casefold()


def _without_subjects(posts: list[_Candidate]) -> None:
    """Leave out the subject that a forum prints over each post of a thread."""
    subjects = Counter(
        _subject(post.pieces[0].text)
        for post in posts
        if len(post.pieces) > 1 and post.pieces[0].kind == "heading"
    )
    for post in posts:
        found = post.pieces
        if len(found) > 1 and found[0].kind == "heading" and subjects[_subject(found[0].text)] > 1:
            del found[0]


# --- who answers whom ----------------------------------------------------------------------------

_PARENT_NAME = re.compile(r"parent|reply-?to|in-?reply")
_DEPTH_NAME = frozenset(
    """depth level indent data-depth data-level data-indent data-nesting data-nesting-level
    data-comment-depth data-comment-level data-indent-level data-thread-level aria-level
    nesting-level""".split()
)
_DEPTH_CLASS = re.compile(
    r"(?:^|[-_])(?:depth|level|lvl|indent|nested|nesting|tier|ebene|niveau)[-_]?(\d{1,3})$", re.I
)
_INDENT = re.compile(
    r"(?:margin|padding)-left\s*:\s*(-?\d{1,4}(?:\.\d{1,4})?)\s*(px|em|rem|ex|pt|%|ch|vw)?", re.I
)


def _hang(page: _Page, comments: list[_Candidate]) -> None:
    """Give the comments their parents: by nesting, else by what the page says of its order."""
    parents = _told_parents(comments)
    nested = any(each.parent is not None for each in comments)
    if parents and not nested:
        for each in comments:
            each.parent = parents.get(each)
        return
    flat = [each for each in comments if each.parent is None]
    if len(flat) < 2:
        return
    wrappers = _wrappers(page, flat)
    levels = _told_levels(flat, wrappers)
    if levels is None and not nested:
        levels = _levels_by_place(flat) or _levels_by_indent(flat, wrappers)
    elif levels is None:
        levels = _levels_by_place(flat)
    if levels is not None:
        _stack(flat, levels)
        return
    if not nested:
        answers = _linked_parents(comments)
        for each in comments:
            each.parent = answers.get(each)


def _stack(flat: list[_Candidate], levels: list[float]) -> None:
    """Hang comments by their levels: each answers the last one before it that is less deep."""
    opened: list[tuple[float, _Candidate]] = []
    for each, level in zip(flat, levels, strict=True):
        while opened and opened[-1][0] >= level:
            opened.pop()
        each.parent = opened[-1][1] if opened else None
        opened.append((level, each))


def key_of(name: str) -> str:
    """Return what tells one comment from another in ``#comment-12``, ``c12``, ``t1_ab12``."""
    last = re.split(r"[-_#=/:.]", name.strip().rstrip("/"))[-1].lower()
    found = re.fullmatch(r"[a-z]+(\d+)", last)
    return found[1] if found else last


def _keys(comment: _Candidate) -> Iterator[str]:
    for element in comment.names:
        for name in ("id", "data-comment-id", "data-commentid", "data-id", "data-postid", "thingid",
                     "data-postingid", "data-post-id", "data-shortid", "data-fullname", "name"):
            value = element.get(name)
            if value and any(map(str.isdigit, value)):
                yield key_of(value)
    for part in comment.parts:
        value = part.element.get("id") if part.element.tag == "a" else None
        if value and any(map(str.isdigit, value)):
            yield key_of(value)
    before = comment.element.getprevious()
    if before is not None and before.tag == "a" and (before.get("id") or before.get("name")):
        yield key_of(before.get("id") or before.get("name"))


def _places(comments: list[_Candidate]) -> dict[str, _Candidate]:
    """Return the comments by what tells them apart; the first outranks those with the same."""
    places: dict[str, _Candidate] = {}
    for comment in comments:
        for key in _keys(comment):
            places.setdefault(key, comment)
    return places


def _told_parents(comments: list[_Candidate]) -> dict[_Candidate, _Candidate]:
    """Return the parents that attributes of the comments name, such as ``data-parent-id``."""
    named: dict[_Candidate, str] = {}
    for comment in comments:
        for element in comment.names:
            for name, value in element.attrib.items():
                if _PARENT_NAME.search(name) and 0 < len(value) < 100:
                    named.setdefault(comment, key_of(value))
    if not named:
        return {}
    return _without_circles(comments, named)


def _without_circles(
    comments: list[_Candidate], named: Mapping[_Candidate, str]
) -> dict[_Candidate, _Candidate]:
    """Return the parents that are found and stand earlier, so that nothing hangs from itself."""
    places = _places(comments)
    parents: dict[_Candidate, _Candidate] = {}
    for comment, key in named.items():
        parent = places.get(key)
        if parent is not None and parent.start < comment.start:
            parents[comment] = parent
    return parents


def _linked_parents(comments: list[_Candidate]) -> dict[_Candidate, _Candidate]:
    """Return the parents that links outside the texts name: ``in reply to #12``."""
    named: dict[_Candidate, str] = {}
    places = _places(comments)
    for comment in comments:
        texts = bodies(comment.parts, {})
        for part in comment.parts:
            if part.element.tag != "a" or not _is_permalink(part.element) or part.quoted:
                continue
            if any(text.start < part.start <= text.end for text in texts):
                continue
            target = places.get(key_of(part.element.get("href")))
            if target is not None and target is not comment and not is_button_link(part.element):
                named.setdefault(comment, key_of(part.element.get("href")))
    return _without_circles(comments, named)


def is_button_link(element: _Element) -> bool:
    """Tell whether a link leads to the next or last comment, not to what its own answers."""
    return text_of(element).casefold() in ("next", "prev", "previous", "root", "top", "first", "last")


def _wrappers(page: _Page, flat: list[_Candidate]) -> dict[_Candidate, list[_Element]]:
    """Return the elements around each comment that hold no other, the innermost first."""
    held: Counter[_Element] = Counter()
    around: dict[_Candidate, list[_Element]] = {}
    for each in flat:
        up = [
            element
            for element in islice(each.element.iterancestors(), 12)
            if element.tag not in ("html", "body")
        ]
        around[each] = up
        held.update(up)
    return {
        each: [element for element in up if held[element] == 1] for each, up in around.items()
    }


def _told_levels(
    flat: list[_Candidate], wrappers: Mapping[_Candidate, list[_Element]]
) -> list[float] | None:
    """Return the depths that names or attributes tell, where all comments have one and they vary."""
    levels: list[float] = []
    for each in flat:
        level = next(
            (
                level
                for element in (*each.names, *wrappers[each])
                if (level := _told_level(element)) is not None
            ),
            None,
        )
        if level is None:
            level = _told_beside(each, wrappers[each])
        levels.append(-1.0 if level is None else float(level))
    known = [level for level in levels if level >= 0]
    if len(set(levels)) < 2 or len(known) * 2 < len(levels) and not known:
        return None
    # Only answers are marked on some pages.
    lowest = min(known)
    return [lowest - 1 if level < 0 else level for level in levels]


def _told_level(element: _Element) -> int | None:
    for name, value in element.attrib.items():
        if name in _DEPTH_NAME and re.fullmatch(r"\d{1,3}", value):
            return int(value)
    for name in (element.get("class") or "").split():
        found = _DEPTH_CLASS.search(name)
        if found is not None:
            return int(found[1])
    return None


def _told_beside(comment: _Candidate, wrappers: list[_Element]) -> int | None:
    """Return the depth that a cell beside a comment tells, or the width of a spacer in it."""
    row = next((each for each in (comment.element, *wrappers) if each.tag == "tr"), None)
    if row is None:
        return None
    for cell in row.iter("td", "img"):
        if cell.get("indent") and cell.get("indent").isdecimal():
            return min(int(cell.get("indent")), 999)
        width = cell.get("width") or ""
        if cell.tag == "img" and width.isdecimal() and cell.get("height") in ("1", "0"):
            return min(int(width), 9999)
    return None


def _levels_by_place(flat: list[_Candidate]) -> list[float] | None:
    """Return levels where answers stand in a container behind what they answer.

    An answer's element lies deeper in the tree than the one before it, within an element that
    follows that one or a near wrapper of it.
    """
    if len({each.depth for each in flat}) < 2:
        return None
    levels: list[float] = []
    opened: list[tuple[_Candidate, float]] = []
    for each in flat:
        while opened and not _stands_behind(opened[-1][0], each):
            opened.pop()
        level = opened[-1][1] + 1 if opened else 0.0
        levels.append(level)
        opened.append((each, level))
    return levels if len(set(levels)) > 1 else None


def _stands_behind(before: _Candidate, after: _Candidate) -> bool:
    """Tell whether a comment lies in a container that follows another one."""
    if after.depth <= before.depth:
        return False
    up = list(islice(before.element.iterancestors(), 3))
    near = set(up[:2])
    if not near.isdisjoint(before.names):
        near.update(up)
    return not near.isdisjoint(islice(after.element.iterancestors(), 12))


def _levels_by_indent(
    flat: list[_Candidate], wrappers: Mapping[_Candidate, list[_Element]]
) -> list[float] | None:
    """Return how far the styles of comments and of their wrappers shift them to the right."""
    levels = []
    for each in flat:
        shift = 0.0
        for element in (*each.names, *wrappers[each]):
            style = element.get("style")
            for found in _INDENT.finditer(style) if style else ():
                unit = (found[2] or "px").lower()
                shift += float(found[1]) * (16 if unit in ("em", "rem") else 1)
        levels.append(shift)
    return levels if len(set(levels)) > 1 else None


# --- to the end ----------------------------------------------------------------------------------


def _in_reading_order(comments: list[_Candidate]) -> list[PageComment]:
    """Return comments with their answers behind them; what says nothing and is unsigned is left out.

    Answers to what was left out answer what that answers.
    """
    below: dict[_Candidate | None, list[_Candidate]] = defaultdict(list)
    present = set(comments)
    for each in comments:
        parent = each.parent
        while parent is not None and parent not in present:
            parent = parent.parent
        below[parent].append(each)
    order: list[PageComment] = []
    stack: list[tuple[_Candidate, int | None, int]] = [
        (each, None, 0) for each in reversed(below[None])
    ]
    while stack:
        each, parent_place, depth = stack.pop()
        place: int | None = len(order)
        if depth > MAX_DEPTH and parent_place is not None:
            parent_place, depth = order[parent_place].parent, MAX_DEPTH
        found = each.pieces
        if not found and each.author:
            found = [Piece("byline", each.author)]
        if found:
            order.append(PageComment(parent_place, depth, each.author, each.date, found))
            inner = depth + 1
        else:
            place, inner = parent_place, depth
        stack.extend((child, place, inner) for child in reversed(below.get(each, ())))
    return order


def _outermost(page: _Page, tops: list[_Candidate], *, forum: bool) -> list[_Element]:
    """Return the elements to take out of the page: comments, and lists that hold only them."""
    roots = [each.element for each in tops]
    if forum or not roots:
        return roots
    taken: list[_Element] = []
    gone: set[_Element] = set()
    for root in roots:
        best = root
        for around in root.iterancestors():
            if around in gone:
                best = None
                break
            if around in page.articles or around.tag in ("body", "html", "main"):
                break
            if page.roles.get(around, Role.NONE) & Role.THREAD:
                best = around
        if best is not None and best not in gone:
            gone.add(best)
            taken.append(best)
    return taken
