"""The main text of a page: where trafilatura finds it, and all that the page says there.

trafilatura leaves out what stands loose between blocks, short lists, captions, notes, what has a
few links, and what was said before. So its text is looked for on the page, and what it passed over
there is taken too, unless that is the page's furniture. May import ``html_blocks`` and
``html_names``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from corpus_cli.parsing import dates
from corpus_cli.parsing.byline import byline
from corpus_cli.parsing.lexicon import is_furniture
from corpus_cli.readers.html_blocks import Piece, Placed, placed_pieces
from corpus_cli.readers.html_names import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# So many letters are hardly anywhere on a page twice by chance.
_TELLING = 40
# So many are looked for of the beginning and the end of a text that is not there as a whole.
_BEGINNING = 30
# How often a short text is looked for that stands in many places.
_MOST_PLACES = 50
# Beyond so many letters, all texts together, looking for each in all of a page takes too long.
_MOST_COMPARED = 500_000_000


def main_text(found: list[Piece], body: _Element) -> list[Piece]:
    """Return the pieces of a page's main text; ``found`` is what trafilatura takes for it."""
    page = list(placed_pieces(body))
    map_ = _Map(page, found)
    if not map_.is_good:
        return found
    unseen = _unseen(page, map_)
    chosen = _Passed(page, map_).with_text()
    order = [(at, 0, _captioned(page[at])) for at in chosen - unseen]
    order += [(at, 1, piece) for at, piece in map_.strays(chosen)]
    return [piece for *_, piece in sorted(order, key=lambda each: each[:2])]


def _captioned(placed: Placed) -> Piece:
    """Return a piece, as a caption where its block is called one."""
    names = placed.block.get("class") or ""
    is_caption = "caption" in names.lower() and any(
        "caption" in words_of(name[:80]) for name in names.split()[:20]
    )
    is_plain = placed.piece.kind in ("paragraph", "heading")
    return placed.piece._replace(kind="caption") if is_caption and is_plain else placed.piece


def _unseen(page: list[Placed], map_: _Map) -> set[int]:
    """Return the pieces that are not to be seen, none where that is what the page is about."""
    hidden: dict[_Element, bool] = {}
    unseen = {at for at, each in enumerate(page) if _first_known(each.block, hidden, _is_hidden)}
    return unseen if sum(map(map_.covered, unseen)) * 3 < map_.taken.count(1) else set()


def _first_known(
    block: _Element, known: dict[_Element, bool], judge: Callable[[_Element], bool | None]
) -> bool:
    """Return what the innermost block around one says that a judgement does not leave open."""
    path: list[_Element] = []
    verdict: bool | None = None
    around: _Element | None = block
    while around is not None and verdict is None:
        verdict = known[around] if around in known else judge(around)
        path.append(around)
        around = around.getparent()
    known.update(dict.fromkeys(path, bool(verdict)))
    return bool(verdict)


def _is_hidden(block: _Element) -> bool | None:
    is_hidden = "hidden" in block.attrib or _UNSEEN.search(block.get("style") or "")
    return True if is_hidden else None


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)


_NO_LETTERS = re.compile(r"[\W_]+")


class _Map:
    """Where some pieces stand on a page."""

    def __init__(self, page: list[Placed], found: list[Piece]) -> None:
        texts = [_letters(placed.piece.text) for placed in page]
        self.page = page
        self.starts: list[int] = []
        end = 0
        for text in texts:
            self.starts.append(end)
            end += len(text)
        self.ends = [*self.starts[1:], end]
        self.all = "".join(texts)
        self.taken = bytearray(len(self.all))
        # Of each piece found, the number of that on the page in which it begins.
        self.places: list[int | None] = [None] * len(found)
        self.found = found
        self.same: dict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(texts):
            self.same[text].append(at)
        self._locate([_letters(piece.text) for piece in found])

    @property
    def is_good(self) -> bool:
        return self.taken.count(1) * 2 > sum(len(_letters(piece.text)) for piece in self.found)

    def covered(self, at: int) -> int:
        """Return how many letters of a piece on the page are among what was found."""
        return self.taken.count(1, self.starts[at], self.ends[at])

    def has(self, at: int) -> bool:
        length = self.ends[at] - self.starts[at]
        return length > 0 and self.covered(at) * 2 >= length

    def strays(self, chosen: set[int]) -> Iterator[tuple[int, Piece]]:
        """Yield what was found and is in none of the chosen pieces, each behind one of the page."""
        last = -1
        for piece, place in zip(self.found, self.places, strict=True):
            last = last if place is None else place
            if place is None or place not in chosen:
                yield last, piece

    def _locate(self, texts: list[str]) -> None:
        """Note where each text is: first what is there once, then what is between such."""
        for number, text in enumerate(texts):
            if len(text) >= _TELLING and len(self.same.get(text, ())) == 1:
                self._mark(number, self.starts[self.same[text][0]], len(text))
        nexts = [len(self.all)]
        for place in reversed(self.places[1:]):
            nexts.append(nexts[-1] if place is None else self.starts[place])
        at = budget = 0
        for number, (text, limit) in enumerate(zip(texts, reversed(nexts), strict=True)):
            if self.places[number] is None and text and budget < _MOST_COMPARED:
                budget += len(self.all)
                start, end = self._between(text, at, limit)
                if start >= 0:
                    self._mark(number, start, end - start)
            place = self.places[number]
            at = at if place is None else self.ends[place]

    def _between(self, text: str, at: int, limit: int) -> tuple[int, int]:
        """Return the range of a text between two places, or else elsewhere if it is long."""
        at, limit = (at, limit) if at <= limit else (0, len(self.all))
        same = self.same.get(text, ())[:_MOST_PLACES]
        free = [each for each in same if not self.taken[self.starts[each]]]
        near = [each for each in free if at <= self.starts[each] < limit]
        if near or free:
            # What stands over a text once more is mostly its summary.
            piece = (near or free)[0 if at else -1]
            return self.starts[piece], self.ends[piece]
        if len(text) < _TELLING:
            return -1, -1
        start = self._free(text, at, limit)
        start = self._free(text, 0) if start < 0 else start
        return self._by_ends(text, at, limit) if start < 0 else (start, start + len(text))

    def _by_ends(self, text: str, at: int, limit: int) -> tuple[int, int]:
        """Return the range of a text within which something was changed."""
        start = self._free(text[:_BEGINNING], at, limit)
        last = self.all.find(text[-_BEGINNING:], start, limit) if start >= 0 else -1
        end = last + _BEGINNING
        return (start, end) if last >= 0 and end - start < 2 * len(text) else (-1, -1)

    def _mark(self, number: int, start: int, length: int) -> None:
        self.places[number] = bisect_right(self.starts, start) - 1
        self.taken[start : start + length] = b"\1" * length

    def _free(self, text: str, at: int, limit: int | None = None) -> int:
        """Return where a text is that was not taken for another, -1 where it is nowhere."""
        for _ in range(_MOST_PLACES):
            start = self.all.find(text, at, limit)
            if start < 0 or not self.taken[start]:
                return start
            at = start + 1
        return -1


# --- what was passed over ------------------------------------------------------------------------

# Who calls an element so says that it is no part of the text.
_FURNITURE = frozenset(
    """ad ads adsense advert advertisement advertising advertorial author authors banner bio
    breadcrumb breadcrumbs button buttons byline carousel comment comments consent cookie cookies
    donate footer foot follow form gallery interstitial login menu meta more nav navbar navi
    navigation newsletter outbrain pager pagination paywall player popular popup print promo
    promotion promoted recirc recommendation recommendations recommended rating related share
    sharing sharebar shares sidebar signup similar slideshow social sociable sponsor sponsored
    subscribe subscription taboola tag tagged tags teaser teasers toc tool toolbar tools tooltip
    trending video widget""".split()
)
# What goes on with a text right beside it; a division there is mostly something else.
_BESIDE = frozenset("ul ol dl table p h2 h3 h4 h5 h6 blockquote pre".split())
# What holds a few words as well as many; in others these are mostly labels and buttons.
_OF_TEXT = frozenset(
    "li dd dt td th tr details summary fieldset legend address blockquote pre".split()
)
_LETTER = re.compile(r"[^\W\d_]")
_FURNITURE_TAGS = frozenset("nav footer form button menu dialog".split())
_NO_TEXT_ROLES = frozenset("navigation search complementary banner contentinfo dialog menu".split())
_UNSEEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*\Z")


class _Passed:
    """What stands among some pieces of a page and is none of them."""

    def __init__(self, page: list[Placed], map_: _Map) -> None:
        self.page = page
        self.map = map_
        self.taken = [at for at in range(len(page)) if map_.has(at)]
        self.first, self.last = self.taken[0], self.taken[-1]
        weights: dict[_Element, int] = defaultdict(int)
        for at in self.taken:
            for block in _around(page[at].block):
                weights[block] += map_.covered(at)
        self.holders = weights
        total = sum(map(map_.covered, self.taken))
        # What holds nearly all of it; of several such, each holds the next.
        holding = [block for block, weight in weights.items() if weight * 10 >= total * 9]
        self.region = max(holding, key=lambda block: sum(1 for _ in block.iterancestors()))
        self.parts: dict[_Element | None, list[int]] = defaultdict(list)
        for at in range(len(page)):
            if not map_.has(at):
                self.parts[self._top(page[at].block)].append(at)
        self.verdicts: dict[_Element, bool] = {}

    def _top(self, block: _Element) -> _Element | None:
        """Return the outermost block around one without any of the text; None if it has some."""
        if block in self.holders:
            return None
        parent = block.getparent()
        while parent is not None and parent not in self.holders:
            block, parent = parent, parent.getparent()
        return block

    def with_text(self) -> set[int]:
        """Return which pieces are of the text, found or passed over.

        From the last to the first, since a heading is if what follows it is.
        """
        self.chosen = set(self.taken)
        for at in reversed(range(len(self.page))):
            if at not in self.chosen and self._is_text(at):
                self.chosen.add(at)
        return self.chosen

    def _is_text(self, at: int) -> bool:
        """Tell whether a piece that was passed over is of the text nevertheless."""
        placed = self.page[at]
        kind, text = placed.piece.kind, placed.piece.text
        if not self._may_hold_text(placed.block):
            return False
        if not _LETTER.search(text) or (kind != "list_item" and is_furniture(text.casefold())):
            return False
        if kind == "heading":
            return self._is_heading(at)
        top = self._top(placed.block)
        if placed.linked * 2 > len(text) or (top is not None and self._is_of_links(top)):
            return False
        is_sentence = _SENTENCE.search(text) is not None
        if at < self.first and (byline(text) is not None or dates.date_line(text) is not None):
            return False
        if not self._is_among(at):
            is_once = len(self.map.same[_letters(text)]) == 1
            return is_once and (is_sentence or kind == "caption")
        is_brief = kind == "paragraph" and not is_sentence and len(text.split()) < 4
        return not is_brief or placed.block.tag in _OF_TEXT or self._is_over_list(at)

    def _is_among(self, at: int) -> bool:
        """Tell whether a piece is between others of the text, or in a block right beside them."""
        if self.first < at < self.last:
            return True
        top = self._top(self.page[at].block)
        beside = self.page[self.first if at < self.first else self.last].block.getparent()
        return top is not None and top.tag in _BESIDE and top.getparent() is beside

    def _is_heading(self, at: int) -> bool:
        """Tell whether a heading is one of the text: if that follows, and it is no teaser."""
        placed = self.page[at]
        top = self._top(placed.block)
        is_linked = placed.linked * 2 > len(placed.piece.text)
        is_own = top is None or top is placed.block or top.tag == "a"
        return self._is_among(at) and (is_own or not is_linked) and at + 1 in self.chosen

    def _is_over_list(self, at: int) -> bool:
        """Tell whether a list of the text follows, over which a few words stand."""
        return at + 1 in self.chosen and self.page[at + 1].piece.kind == "list_item"

    def _may_hold_text(self, block: _Element) -> bool:
        """Tell whether a block is within what holds the text, and in no furniture there."""
        return _first_known(block, self.verdicts, self._verdict)

    def _verdict(self, block: _Element) -> bool | None:
        return True if block is self.region else False if _is_furniture(block) else None

    def _is_of_links(self, top: _Element) -> bool:
        """Tell whether a block that was passed over as a whole is mostly links."""
        texts = [self.page[at] for at in self.parts[top]]
        return sum(each.linked for each in texts) * 2 > sum(len(each.piece.text) for each in texts)


def _around(block: _Element) -> Iterator[_Element]:
    yield block
    yield from block.iterancestors()


def _is_furniture(block: _Element) -> bool:
    """Tell whether a block says of itself that it is none of the text, or is not to be seen."""
    get = block.get
    if block.tag in _FURNITURE_TAGS or get("role") in _NO_TEXT_ROLES or "hidden" in block.attrib:
        return True
    if get("aria-hidden") == "true" or _UNSEEN.search(get("style") or ""):
        return True
    # Sections mostly have the words of their headings as ids.
    names = f"{get('class') or ''} {'' if block.tag == 'section' else get('id') or ''}".split()
    return any(not _FURNITURE.isdisjoint(words_of(name[:80])) for name in names[:20])
