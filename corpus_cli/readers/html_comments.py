"""The comments of a page: found by the names of its elements, and read as a tree.

Elements whose names speak of comments are candidates. Where names say nothing, repeated elements
with authors or dates, in a section that is named or headed as comments, are taken; and the posts
of a forum, where there are no comments. May import the other modules called ``html_``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from corpus_cli.parsing import dates
from corpus_cli.readers.html_blocks import Piece, text_of
from corpus_cli.readers.html_candidates import Candidate, collect, flattened, settle
from corpus_cli.readers.html_names import Role
from corpus_cli.readers.html_page import Page, repeated
from corpus_cli.readers.html_records import find_records, teasers
from corpus_cli.readers.html_threads import PageComment, hang, in_reading_order

if TYPE_CHECKING:
    from lxml.etree import _Element


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
    page = Page(root)
    if page.said & (Role.COMMENT | Role.ANSWER | Role.OF_COMMENT | Role.THREAD):
        page.wrap_sequences()
        named = {
            element
            for element, role in page.roles.items()
            if role & (Role.COMMENT | Role.ANSWER) and page.may_be_comment(element, role)
        }
        found = _read(page, named, day_first, at_least=1)
        if found.comments:
            return found
    by_name = NONE
    sections = page.sections()
    if sections:
        by_name = _read(page, repeated(page, sections), day_first, at_least=1, strict=True)
        if len(by_name.comments) >= _FEW:
            return by_name
    if page.said & Role.POST and not by_name.comments:
        posts = {
            element
            for element, role in page.roles.items()
            if role & Role.POST and page.may_be_comment(element, role)
        }
        posts -= teasers(posts)
        if len(posts) > 1:
            found = _read(page, posts, day_first, at_least=2, strict=True, forum=True)
            if _dated(found) * 2 >= len(found.comments) > 0:
                return found._replace(is_forum=True)
            by_name = found._replace(is_forum=bool(found.comments))
    records = find_records(page)
    if records is None:
        return by_name
    found = _read(page, records.elements, day_first, at_least=2, strict=True, forum=True)
    if by_name.comments and _dated(found) <= _dated(by_name) * (1 if by_name.is_forum else 2):
        return by_name
    return found._replace(is_forum=bool(found.comments) and records.is_forum)


# Comments that may be something else of a section, where more stand elsewhere.
_FEW = 3


def _dated(found: Comments) -> int:
    return sum(1 for comment in found.comments if comment.date is not None)


def _read(
    page: Page,
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
    candidates = collect(page, chosen)
    counts = Counter(candidate.signature for candidate in candidates)
    settled: list[Candidate] = []
    taken: dict[Candidate, list[Candidate]] = {}
    for candidate in reversed(candidates):
        candidate.children = [each for child in candidate.children for each in taken.pop(child)]
        for child in candidate.children:
            child.parent = candidate
        candidate.read(day_first)
        taken[candidate] = settle(candidate, counts, day_first, forum=forum)
    for candidate in candidates:
        for each in taken.pop(candidate, ()):
            each.parent = None
            settled.append(each)
    everything = flattened(settled)
    notices = [each for each in everything if each.role & Role.NOTICE]
    comments = [each for each in everything if not each.role & Role.NOTICE]
    if not _convince(page, comments, at_least=at_least, strict=strict):
        return NONE
    _without_subjects(comments)
    _without_one_guess(comments)
    tops = [each for each in settled if not each.role & Role.NOTICE]
    hang(comments)
    return Comments(
        in_reading_order(comments),
        _outermost(page, tops + notices, forum=forum),
        [Piece("boilerplate", text) for each in notices if (text := text_of(each.element))],
    )


def _outermost(page: Page, tops: list[Candidate], *, forum: bool) -> list[_Element]:
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


# --- whether these are comments ------------------------------------------------------------------


def _convince(page: Page, comments: list[Candidate], *, at_least: int, strict: bool) -> bool:
    """Tell whether some comments are a page's comments, by how many are signed and numbered."""
    told = [
        each
        for each in comments
        if any(piece.kind != "heading" or not strict for piece in each.pieces)
    ]
    signed = sum(1 for each in told if each.is_signed)
    if len(told) < at_least:
        return False
    if len(told) == 1 and told[0].is_guessed and not told[0].date and not told[0].is_numbered:
        return False
    strong = sum(1 for each in comments if each.role & Role.COMMENT and each.is_numbered)
    if strong * 2 >= len(comments) and (signed or strong > 1):
        return True
    return signed * 2 >= len(told) and (not strict or _is_forum(page, told))


def _is_forum(page: Page, posts: list[Candidate]) -> bool:
    """Tell the posts of a forum from a list of articles: authors, and no titles of their own."""
    signed = sum(1 for post in posts if post.author and (post.date or not post.is_guessed))
    if signed * 3 < len(posts) * 2:
        return False
    if any(
        post.role & (Role.ARTICLE | Role.TEASER) and not post.role & (Role.ANSWER | Role.COMMENT)
        for post in posts
    ):
        return False
    if sum(map(_is_of_links, posts)) * 2 > len(posts):
        return False
    titles = [
        _subject(text_of(heading))
        for post in posts
        for heading in post.element.iter("h1", "h2", "h3", "h4", "h5")
        if _leads_elsewhere(heading)
        and not page.roles.get(heading, Role.NONE) & Role.AUTHOR
        and (post.author is None or post.author not in text_of(heading))
    ]
    return len(set(titles)) * 2 <= signed


_SHORTEST_LINK = 20


def _is_of_links(post: Candidate) -> bool:
    """Tell whether all of a post's text is a link, as that of a teaser is."""
    said = " ".join(" ".join(piece.text.split()) for piece in post.pieces)
    return len(said) >= _SHORTEST_LINK and any(
        said in text_of(link) for link in post.element.iter("a")
    )


def _leads_elsewhere(heading: _Element) -> bool:
    """Tell whether a heading is a link, or stands in one; links to dates and numbers apart."""
    if next(heading.iterancestors("a"), None) is not None:
        return True
    texts = (text_of(link, limit=300) for link in heading.iter("a") if link.get("href"))
    return any(not text.strip("#.()[] ").isdigit() and dates.find(text) is None for text in texts)


_ANSWERED = re.compile(r"(?:\W|(?:re|aw|sv|antw|odp|rif)\b[:\s])+", re.IGNORECASE)


def _subject(text: str) -> str:
    """Return the subject of a post, without the marks of an answer."""
    return _ANSWERED.sub("", text.casefold(), count=1) if _ANSWERED.match(text) else text.casefold()


def _without_one_guess(comments: list[Candidate]) -> None:
    """Drop the authors that are guessed where all are the same: that is a subject or a button."""
    guessed = [each for each in comments if each.is_guessed and each.author is not None]
    if len(guessed) > 2 and len({each.author for each in guessed}) == 1:
        for each in guessed:
            each.author = None


def _without_subjects(posts: list[Candidate]) -> None:
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
