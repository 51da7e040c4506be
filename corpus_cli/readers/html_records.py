"""The posts of a thread whose markup names nothing: what repeats, each with a person and a date.

Links to people, or elements that are called authors, that stand in the same place of what repeats
begin a record each. Where the text and the date of a record stand is learnt from all of them: text
is what differs most. May import ``html_page``, ``html_names``, ``html_bylines``, ``html_blocks``,
and what the parser knows of dates.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpus_cli.parsing import dates
from corpus_cli.parsing.lexicon import is_comment_heading
from corpus_cli.readers.html_blocks import HIDDEN, text_of
from corpus_cli.readers.html_bylines import iso_date
from corpus_cli.readers.html_names import PERSON, Role, role_of_names
from corpus_cli.readers.html_page import Page, shape

if TYPE_CHECKING:
    from lxml.etree import _Element

Path = tuple[tuple[str, str, int], ...]

# What stands before the date that somebody joined on.
_JOINED = re.compile(
    r"join|regist|member|since|seit|inscri|miembro|mitglied|dabei|anmeld|iscritt|lid sinds|born"
    r"|с нами|реги|edit|update|modif|bearbeitet|geändert|last visit|last seen|注册",
    re.IGNORECASE,
)
_MAYBE_DATE = re.compile(r"\d{4}|\d[./-]\d\d?[./-]\d\d|\d:\d\d")
_AGE = re.compile(
    r"\d+\+? ?(?:s|m|h|d|w|y|mo|min|sec|minute|hour|day|week|month|year)\w{0,5} ago\b|\bil y a \d"
    r"|\bvor \d+ \w|\bhace \d|\d \w+ (?:geleden|fa)\b|\bhá \d"
)
_DIGITS = re.compile(r"\d+")

# Elements that may hold the text of a record.
_BOXES = frozenset(
    """div td tr table tbody section article dd dl li blockquote pre p span font details
    center""".split()
)
_LOOSE = frozenset(("tr", "hr", "br"))

_MOST_GROUPS = 10
_MOST_RECORDS = 2000
_MOST_ELEMENTS = 400
_MOST_WALKED = 200_000
_LONGEST_NAME = 60
# Words outside of all records that make a page an article with comments.
_ARTICLE = 300


def teasers(elements: set[_Element]) -> set[_Element]:
    """Return the elements that have, as most of their like, a link of their own for a title."""
    alike: dict[tuple[str, str], list[_Element]] = defaultdict(list)
    for element in elements:
        alike[element.tag, shape(element)].append(element)
    found: set[_Element] = set()
    for each in alike.values():
        records = [_Record([element], element) for element in each[:_MOST_RECORDS]]
        if len(records) > 1 and _are_titled(_Chunks(records), records):
            found.update(each)
    return found


class Records(NamedTuple):
    """The elements that are a post each; ``is_forum`` says that they are all that a page has."""

    elements: set[_Element]
    is_forum: bool


class _Record(NamedTuple):
    """The neighbours that make a record up, and who it is by."""

    elements: list[_Element]
    author: _Element


def find_records(page: Page) -> Records | None:
    """Return the records of a page, roles given to their parts; None where there are none."""
    best: tuple[_Layout, bool] | None = None
    for group in _groups(page):
        layout = _layout(page, group)
        if layout is None or (best is not None and layout.rank <= best[0].rank):
            continue
        is_forum = _is_all(page, layout)
        if is_forum or layout.are_named or _are_announced(page, layout.records[0].elements[0]):
            # Beside an article stand notes and teasers of all sorts.
            best = layout, is_forum
    return None if best is None else Records(_marked(page, best[0]), best[1])


def _groups(page: Page) -> list[list[_Element]]:
    """Return elements that name people, those in like places together, the most first."""
    groups: dict[tuple[object, ...], list[_Element]] = defaultdict(list)
    for link in page.root.iter("a"):
        target = link.get("href")
        if target and PERSON.search(target[:300]) and _names_person(link):
            tags = tuple(each.tag for each in islice(link.iterancestors(), 4))
            groups["link", *tags].append(link)
            groups["link", *tags[:3]].append(link)
    for element, role in page.roles.items():
        if (
            role & Role.AUTHOR
            and not role & (Role.EXTRA | Role.FORM | Role.META)
            and element.tag not in ("meta", "link", "img", "a")
            and _names_person(element)
        ):
            groups["named", element.tag, shape(element)].append(element)
            around = tuple(shape(each) for each in islice(element.iterancestors(), 2))
            groups["named", element.tag, shape(element), *around].append(element)
    for element in _dated_below_heading(page):
        tags = tuple(each.tag for each in islice(element.iterancestors(), 2))
        groups["dated", element.tag, shape(element), *tags].append(element)
    found = {tuple(group): group for group in groups.values() if 2 <= len(group) <= _MOST_RECORDS}
    return sorted(found.values(), key=len, reverse=True)[:_MOST_GROUPS]


def _dated_below_heading(page: Page) -> Iterator[_Element]:
    """Yield what tells a date and a time of day below a heading such as ``3 comments``."""
    for section in page.headed():
        for element in section.iter("p", "div", "span", "small", "td", "dt", "li", "em", "i"):
            said = " ".join((element.text or "", *(child.tail or "" for child in element)))
            if 8 <= len(said.strip()) <= 100 and _CLOCK.search(said) and _date(said.strip()):
                yield element


def _names_person(element: _Element) -> bool:
    text = text_of(element, limit=_LONGEST_NAME + 20)
    return 0 < len(text) <= _LONGEST_NAME and any(map(str.isalnum, text))


# --- what repeats --------------------------------------------------------------------------------


class _Layout(NamedTuple):
    """The records of a group, and where in each the text and the date stand."""

    records: list[_Record]
    texts: list[_Element]
    dates: list[_Element]
    length: int
    are_named: bool

    @property
    def rank(self) -> tuple[bool, int]:
        """How much speaks for it: that its text has a place of its own, how much that is."""
        return bool(self.texts), self.length


def _layout(page: Page, authors: list[_Element]) -> _Layout | None:
    alone = _records(authors, with_neighbours=False)
    found = _read(page, alone) if alone else None
    if found is None:
        together = _records(authors, with_neighbours=True)
        found = _read(page, together) if together else None
    return found


def _records(authors: list[_Element], *, with_neighbours: bool) -> list[_Record]:
    """Return what stands around each author and around no other, as high in the tree for all."""
    held: Counter[_Element] = Counter()
    chains: list[list[_Element]] = []
    for author in authors:
        chain = [author, *islice(author.iterancestors(), 40)]
        chains.append(chain)
        held.update(chain)
    height = min(
        sum(1 for element in chain if held[element] == 1 and element.tag not in ("body", "html"))
        for chain in chains
    )
    if height < 1:
        return []
    roots = [chain[height - 1] for chain in chains]
    if Counter(root.tag for root in roots).most_common(1)[0][1] * 5 < len(roots) * 4:
        return []
    pairs = _without_article(list(zip(roots, authors, strict=True)))
    records: list[_Record] = []
    longest = 0
    tags: set[str] = set()
    for at, (root, author) in enumerate(pairs):
        most = longest if at + 1 == len(pairs) else _MOST_ELEMENTS
        elements = [root]
        for neighbour in islice(root.itersiblings(), most):
            if held[neighbour] or neighbour.tag == "form":
                break
            if at + 1 == len(pairs) and neighbour.tag not in tags:
                # What follows the last record mostly does not belong to it.
                break
            if not (with_neighbours or neighbour.tag in _LOOSE):
                break
            elements.append(neighbour)
        longest = max(longest, len(elements) - 1)
        tags.update(each.tag for each in elements[1:])
        records.append(_Record(elements, author))
    return records


def _without_article(
    pairs: list[tuple[_Element, _Element]],
) -> list[tuple[_Element, _Element]]:
    """Leave the first out where it is called otherwise than all others, which are comments."""
    names = Counter((root.tag, shape(root)) for root, _ in pairs[1:])
    first = pairs[0][0]
    if len(pairs) > 2 and len(names) == 1 and (first.tag, shape(first)) not in names:
        role = role_of_names(pairs[1][0].get("class") or "")
        if role & (Role.COMMENT | Role.THREAD | Role.ANSWER) and not role_of_names(
            first.get("class") or ""
        ) & (Role.COMMENT | Role.THREAD | Role.POST):
            return pairs[1:]
    return pairs


class _Chunks:
    """The text of records by where it stands in them."""

    def __init__(self, records: list[_Record]) -> None:
        self.lengths: Counter[Path] = Counter()
        self.linked: Counter[Path] = Counter()
        self.present: dict[Path, set[int]] = defaultdict(set)
        self.elements: dict[Path, list[_Element]] = defaultdict(list)
        self.owners: dict[_Element, int] = {}
        self.children: dict[Path, set[Path]] = defaultdict(set)
        seen: set[tuple[Path, str]] = set()
        most = min(_MOST_ELEMENTS, _MOST_WALKED // max(1, len(records)))
        for number, record in enumerate(records):
            for root in record.elements:
                for element, path in _walk(root, most):
                    self._enter(element, path, number)
                    self._count(path, element.text, seen)
                    for child in element:
                        self._count(path, child.tail, seen)

    def _enter(self, element: _Element, path: Path, number: int) -> None:
        self.present[path].add(number)
        self.elements[path].append(element)
        self.owners[element] = number
        self.children[path[:-1]].add(path)

    def _count(self, path: Path, text: str | None, seen: set[tuple[Path, str]]) -> None:
        """Count a text once wherever it stands in the same place: what repeats is furniture."""
        text = _DIGITS.sub("0", text.strip()) if text else ""
        if not text or (path, text) in seen:
            return
        seen.add((path, text))
        is_link = any(step[0] == "a" for step in path)
        for end in range(len(path) + 1):
            self.lengths[path[:end]] += len(text)
            if is_link:
                self.linked[path[:end]] += len(text)


def _walk(root: _Element, most: int) -> Iterator[tuple[_Element, Path]]:
    """Yield the elements of a record and their paths in it."""
    stack: list[tuple[_Element, Path]] = [(root, ((root.tag, shape(root), 0),))]
    count = 0
    while stack and count < most:
        element, path = stack.pop()
        count += 1
        yield element, path
        if len(path) < 30:
            stack.extend(reversed([(child, (*path, step)) for child, step in _steps(element)]))


def _steps(element: _Element) -> Iterator[tuple[_Element, tuple[str, str, int]]]:
    """Yield the children of an element and what tells them apart; rows and cells have numbers."""
    cells = 0
    for child in element:
        if not isinstance(child.tag, str) or child.tag in HIDDEN:
            continue
        is_cell = child.tag in ("tr", "td", "th")
        yield child, (child.tag, shape(child), cells if is_cell else 0)
        cells += is_cell


def _read(page: Page, records: list[_Record]) -> _Layout | None:
    """Return where the parts of records stand; None where they are no posts."""
    chunks = _Chunks(records)
    path = _path_of_text(chunks, len(records))
    if chunks.linked[path] * 2 > chunks.lengths[path] or chunks.lengths[path] < 20 * len(records):
        return None
    names = {text_of(record.author, limit=100) for record in records}
    named = [element for end in range(1, len(path) + 1) for element in chunks.elements[path[:end]]]
    are_named = sum(map(_speaks_of_posts, named)) >= len(records)
    if len(names) < 2 and not are_named:
        return None
    if _are_titled(chunks, records):
        return None
    inside = set(chunks.elements.get(path, ()))
    when, ages = _places_of_dates(page, chunks, inside, len(records))
    if not when and ages * 5 < len(records) * 3 and not (are_named and len(records) > 2):
        return None
    if (
        len(records) < 3
        and not (when and are_named)
        and not (when and any(_clock(element) for element in when))
    ):
        return None
    texts = [
        element
        for element in inside
        if path and not any(around in inside for around in element.iterancestors())
    ]
    held = {around for record in records for around in record.author.iterancestors()}
    if any(element in held for element in texts):
        texts = []
    return _Layout(records, texts, when, chunks.lengths[path], are_named)


def _speaks_of_posts(element: _Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
    return bool(_POST_NAME.search(names))


_POST_NAME = re.compile(
    r"post|message|comment|msg|reply|answer|kommentar|journal|(?<!foot)note", re.IGNORECASE
)


def _path_of_text(chunks: _Chunks, count: int) -> Path:
    """Return the path that holds most of what differs, as deep as nearly all of it goes."""
    path: Path = ()
    while True:
        below = [
            each
            for each in chunks.children.get(path, ())
            if each[-1][0] in _BOXES
            and len(chunks.present[each]) * 10 >= count * 7
            and len(chunks.elements[each]) * 10 <= count * 12
        ]
        best = max(below, key=lambda each: (chunks.lengths[each], each), default=None)
        if best is None or chunks.lengths[best] * 10 < chunks.lengths[path] * 6:
            return path
        path = best


def _are_titled(chunks: _Chunks, records: list[_Record]) -> bool:
    """Tell whether most records have a link of their own that could be the title of an article.

    So do headings that tell neither who nor when, where the authors are known.
    """
    authors = {record.author for record in records}
    names = [text_of(record.author, limit=100) for record in records]
    known = len(set(names)) > 1 and records[0].author is not records[0].elements[0]
    tags = frozenset("a h1 h2 h3 h4 h5".split() if known else "a")
    for path, elements in chunks.elements.items():
        if path[-1][0] not in tags or len(chunks.present[path]) * 5 < len(records) * 3:
            continue
        titles: dict[int, str] = {}
        for element in elements:
            text = text_of(element, limit=300)
            target = element.get("href") or ""
            if (
                element not in authors
                and (element.tag == "a" or names[chunks.owners[element]] not in text)
                and len(text) >= 10
                and " " in text
                and not target.startswith("#")
                and not PERSON.search(target[:300])
                and not role_of_names(element.get("class") or "") & Role.AUTHOR
                and dates.find(text) is None
                and not _AGE.search(text)
            ):
                titles.setdefault(chunks.owners[element], _ANSWERED.sub("", text.casefold()))
        if len(set(titles.values())) * 5 >= len(records) * 3:
            return True
    return False


_ANSWERED = re.compile(r"^(?:\W|(?:re|aw|sv|antw|odp|rif)\b[:\s])+")


def _places_of_dates(
    page: Page, chunks: _Chunks, inside: set[_Element], count: int
) -> tuple[list[_Element], int]:
    """Return the elements that tell when each record was written, and how many tell an age."""
    found: dict[Path, dict[int, tuple[str, _Element]]] = defaultdict(dict)
    aged: set[int] = set()
    for path, elements in chunks.elements.items():
        if len(chunks.present[path]) * 5 < count * 3:
            continue
        for element in elements:
            if element in inside and len(path) > 1:
                continue
            number = chunks.owners[element]
            for text in _said(page, element):
                if _AGE.search(text):
                    aged.add(number)
                if _MAYBE_DATE.search(text) and number not in found[path]:
                    when = _date(text)
                    if when:
                        found[path][number] = when, element
    best: tuple[tuple[int, int, int, int], Path] | None = None
    for order, (path, told) in enumerate(found.items()):
        if len(told) * 5 < count * 3:
            continue
        whens = [when for when, _ in told.values()]
        timed = sum(1 for when in whens if "T" in when)
        rising = all(a[:10] <= b[:10] for a, b in pairwise(whens)) or all(
            a[:10] >= b[:10] for a, b in pairwise(whens)
        )
        rank = (int(timed * 2 > len(whens)), int(rising), len(told), -order)
        if best is None or rank > best[0]:
            best = rank, path
    if best is None:
        return [], len(aged)
    return [element for _, element in found[best[1]].values()], len(aged)


def _said(page: Page, element: _Element) -> Iterator[str]:
    """Yield what of an element could be a date: its attributes, its own text."""
    if page.roles.get(element, Role.NONE) & Role.DATE or element.tag in ("abbr", "span", "a"):
        for name in ("datetime", "content", "title"):
            value = element.get(name)
            if value and len(value) <= 80:
                yield value
    text = " ".join(
        (element.text or "", *(child.tail or "" for child in islice(element, 20)))
    ).strip()
    if 0 < len(text) <= 160:
        yield text


def _date(text: str) -> str | None:
    said = iso_date(text) if len(text) <= 40 else None
    if said:
        return said
    # That it is one is enough here, whatever its day.
    found = dates.find(text) or dates.find(text, day_first=True)
    if found is None or _JOINED.search(text[: found.start]):
        return None
    return found.iso


def _clock(element: _Element) -> bool:
    return _CLOCK.search(text_of(element, limit=200)) is not None


_CLOCK = re.compile(r"\d[:h.]\d\d")


def _are_announced(page: Page, first: _Element) -> bool:
    """Tell whether what stands before the first record speaks of comments, or what holds it is."""
    around = first
    for _ in range(5):
        for before in islice(around.itersiblings(preceding=True), 3):
            text = text_of(before, limit=300)
            if len(text) <= 200 and (
                _COUNTED.search(text) or is_comment_heading(text[:250].casefold())
            ):
                return True
        parent = around.getparent()
        if parent is None or parent.tag == "body":
            return False
        if page.roles.get(parent, Role.NONE) & Role.THREAD:
            return True
        around = parent
    return False


_COUNTED = re.compile(
    r"\b\d+\s+(?:comment|repl|response|kommentar|antwort|beitr|comentari|réaction|reactie|answer)",
    re.IGNORECASE,
)


# --- what is made of it --------------------------------------------------------------------------


def _is_all(page: Page, layout: _Layout) -> bool:
    """Tell whether a page has no long text before and besides its records."""
    around = {
        each
        for record in layout.records
        for root in record.elements
        for each in root.iterancestors()
    }
    mine = {root for record in layout.records for root in record.elements}
    length = 0
    stack = [page.root]
    while stack:
        element = stack.pop()
        if element in mine or element.tag in HIDDEN or element.tag in ("nav", "footer", "form"):
            continue
        if element in around:
            stack.extend(child for child in element if isinstance(child.tag, str))
            continue
        for each in (element, *element.iter("p", "div", "td")):
            own = (each.text or "").strip()
            length += len(own) if len(own) > 80 else 0
        if length > _ARTICLE:
            return False
    return True


def _marked(page: Page, layout: _Layout) -> set[_Element]:
    """Give the parts of records their roles, and each record an element of its own."""
    roles = page.roles
    elements: set[_Element] = set()
    for around in {
        each for record in layout.records for each in record.elements[0].iterancestors()
    } & roles.keys():
        # Some forms wrap the whole thread.
        roles[around] &= ~(Role.FORM | Role.TEASER)
    texts = set(layout.texts)
    for record in layout.records:
        for root in record.elements:
            for each in root.iter("*"):
                if texts and each not in texts and roles.get(each, Role.NONE) & Role.BODY:
                    roles[each] &= ~Role.BODY
    for element in layout.texts:
        roles[element] = Role.BODY
    for element in layout.dates:
        roles[element] = roles.get(element, Role.NONE) | Role.DATE
    for record in layout.records:
        if record.author not in layout.dates:
            roles[record.author] = Role.AUTHOR | Role.NAME
        whole = record.elements[0]
        if len(record.elements) > 1 or whole is record.author:
            whole = whole.makeelement("div")
            whole.set("class", "comment")
            record.elements[0].addprevious(whole)
            for each in record.elements:
                whole.append(each)
            name = next((each for each in record.elements if each.get("id")), None)
            if name is not None:
                whole.set("id", name.get("id"))
        roles[whole] = (roles.get(whole, Role.NONE) | Role.COMMENT) & ~(
            Role.AUTHOR | Role.DATE | Role.BODY | Role.META | Role.EXTRA
        )
        elements.add(whole)
    return elements
