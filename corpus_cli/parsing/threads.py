"""Comment threads: lists of people's answers, told apart from lists that an article holds.

A crawler turns nested HTML lists into lines with markers, two blanks deeper for each level, and a
comment thread is such a list. `find_threads` collects every list, weighs what speaks for a thread
(a heading with a count, names and dates, blank lines between items, answers within answers, a
reply form below) and turns the winners into `Comment` values. Pages that print comments without
markers are read by their attribution lines. May import ``model``, ``lines``, ``lexicon``,
``dates``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from corpus_cli.parsing import dates, lexicon
from corpus_cli.parsing.lines import Lines, Marker, marker

# Deeper replies become siblings at this depth: addresses grow with depth, and no site nests so far.
MAX_DEPTH = 60

# What a list must weigh to be taken for a thread; see `_weigh`.
THRESHOLD = 3.0


class Byline(NamedTuple):
    """The lines of a comment that say who wrote it and when: ``lines`` are their numbers."""

    author: str | None = None
    date: str | None = None
    lines: tuple[int, ...] = ()


class Comment:
    """A comment: its own lines (those of replies left out), and where it hangs.

    ``depth`` is more than the parent's and one where the crawler lost an answer in between.
    ``marker_line`` is the line with the marker, or with the attribution where there is none.
    ``lines`` are the own lines that are not blank; those in ``listed`` begin items of a list that
    its author typed. ``parent`` is an index into the thread.
    """

    __slots__ = (
        "byline",
        "confidence",
        "depth",
        "lines",
        "listed",
        "marker",
        "marker_line",
        "parent",
    )

    def __init__(
        self, marker_line: int, found: Marker | None, parent: int | None, depth: int
    ) -> None:
        self.marker_line = marker_line
        self.marker = found
        self.parent = parent
        self.depth = depth
        self.lines: list[int] = []
        self.listed: set[int] = set()
        self.byline = Byline()
        self.confidence = 1.0


class Thread(NamedTuple):
    """Comments in reading order, between lines ``start`` and ``stop``.

    Lines between that are no comment's own are the page's, such as notices of links.
    """

    start: int
    stop: int
    comments: list[Comment]


class _Item:
    """A list item: its marker, its own lines, its place in the tree of items."""

    __slots__ = ("children", "indent", "line", "lines", "marker", "parent", "root")

    def __init__(self, line: int, indent: int, found: Marker, parent: _Item | None) -> None:
        self.line = line
        self.indent = indent
        self.marker = found
        self.parent = parent
        self.root: _Item = parent.root if parent else self
        self.lines = [line]
        self.children: list[_Item] = []


class _Region(NamedTuple):
    start: int
    stop: int
    items: list[_Item]

    @property
    def top(self) -> list[_Item]:
        """The items that stand within no other."""
        return [item for item in self.items if item.parent is None]


def find_threads(lines: Lines, *, typed: bool) -> list[Thread]:
    """Return the comment threads in order, never overlapping; ``typed`` says lines are wrapped."""
    found: list[Thread] = []
    heading = _last_heading(lines)
    for region in _joined(lines, _regions(lines)):
        bylines = {item.line: _byline_of_item(lines, item) for item in region.items}
        weight = _weigh(lines, region, bylines, thread_before=bool(found))
        # A typist's lists are as loose as a page's, and their text is wrapped.
        weight -= 2.0 if typed or region.items[0].indent == 0 else 0.0
        if weight >= THRESHOLD:
            thread = _thread(lines, region, bylines, min(1.0, 0.4 + weight / 10))
            found += [thread] if thread.comments else []
    if not found and heading is not None:
        flat = _flat_thread(lines, heading)
        found += [flat] if flat else []
    if not found and not typed:
        flat = _attributed_thread(lines)
        found += [flat] if flat else []
    return found


def _last_heading(lines: Lines) -> int | None:
    """Return the last line that stands over a thread and has text below it."""
    for line in range(len(lines) - 1, -1, -1):
        text = lines.text[line]
        if 0 < len(text) <= 200 and lexicon.is_comment_heading(text.casefold()):
            return line
    return None


# --- lists ---------------------------------------------------------------------------------------


def _regions(lines: Lines) -> list[_Region]:
    """Collect runs of list items with all that is indented below them."""
    regions: list[_Region] = []
    items: list[_Item] = []
    stack: list[_Item] = []
    last = 0
    for line in lines.filled():
        text, indent = lines.text[line], lines.indent[line]
        found = marker(text)
        if found and not _begins_item(text, indent, found):
            found = None
        if found is None:
            while stack and indent < stack[-1].indent + 2:
                stack.pop()
            if stack:
                stack[-1].lines.append(line)
                last = line
            elif items:
                regions.append(_Region(items[0].line, last + 1, items))
                items = []
            continue
        while stack and stack[-1].indent >= indent:
            stack.pop()
        item = _Item(line, indent, found, stack[-1] if stack else None)
        if stack:
            stack[-1].children.append(item)
        stack.append(item)
        items.append(item)
        last = line
    if items:
        regions.append(_Region(items[0].line, last + 1, items))
    return regions


def _begins_item(text: str, indent: int, found: Marker) -> bool:
    """Whether a marker begins an item: ``3. March 2004`` is a date, a dash at the margin speech."""
    if indent == 0 and found.sign not in "•.":
        return False
    return found.number is None or dates.date_line(text) is None


def _joined(lines: Lines, regions: list[_Region]) -> list[_Region]:
    """Join lists whose numbers go on after a few lines that lost their indentation."""
    joined: list[_Region] = []
    for region in regions:
        if joined and _goes_on(lines, joined[-1], region):
            before = joined[-1]
            stray = list(lines.filled(before.stop, region.start))
            before.items[-1].lines += stray
            joined[-1] = _Region(before.start, region.stop, before.items + region.items)
        else:
            joined.append(region)
    return joined


def _goes_on(lines: Lines, before: _Region, after: _Region) -> bool:
    """Whether ``after`` takes up the numbers of ``before``, indented and not far away."""
    last, first = before.top[-1], after.items[0]
    if last.marker.number is None or first.marker.number != last.marker.number + 1:
        return False
    if first.indent != last.indent or first.indent == 0:
        return False
    between = [lines.text[i].casefold() for i in lines.filled(before.stop, after.start)]
    if len(between) > 12:
        return False
    return not any(lexicon.is_reply_form(t) or lexicon.is_comment_heading(t) for t in between)


def _is_tight(lines: Lines, item: _Item) -> bool:
    """Whether an item stands directly against another line of a list, as typed lists do."""
    before = lines.text[item.line - 1] if item.line else ""
    if before:
        other = marker(before)
        if other is not None or not _is_furniture(before):
            return True
    after = lines.text[item.line + 1] if item.line + 1 < len(lines) else ""
    return bool(after) and marker(after) is not None and lines.indent[item.line + 1] == item.indent


def _is_furniture(text: str) -> bool:
    folded = text.casefold()
    return (
        lexicon.is_action(folded)
        or lexicon.is_comment_heading(folded)
        or dates.date_line(text) is not None
    )


def _weigh(
    lines: Lines, region: _Region, bylines: dict[int, Byline], *, thread_before: bool
) -> float:
    """Return how much speaks for a list being a comment thread; `THRESHOLD` decides.

    Real threads and ordinary lists of web pages differ most in blank lines between items (a
    comment's text is a paragraph of its own), in names and dates, and in what stands around.
    """
    top = region.top
    signed = _signed(top, bylines)
    texts = [_said(lines, item, bylines[item.line]) for item in region.items]
    words = sum(len(text.split()) for text in texts) / len(texts)
    if not words:
        return 0.0
    announced = _announced(lines, region)
    loose = 1 - _tight_share(lines, top)
    nested = [item for item in region.items if item.parent and not _is_tight(lines, item)]
    several = sum(1 for item in top if _paragraphs(lines, item) > 1) / len(top)
    talk = sum(1 for text in texts if lexicon.is_conversation(text)) / len(texts)
    gap = region.start >= 2 and not any(lines.text[region.start - 2 : region.start])
    weight = announced + (2.0 if _near_form(lines, region) else 0.0)
    weight += 3.0 if signed > 0.5 else 5.0 * signed
    weight += 2.0 * (loose - 0.5) if len(top) > 1 else 0.0
    weight += 1.5 if any(bylines[item.line].lines for item in nested) else 0.75 * bool(nested)
    weight += several + min(1.5, 3.0 * talk) + 0.5 * (words >= 25) + 0.25 * gap
    weight += 0.5 if lines.next_text(region.stop) is None else 0.0
    weight += 1.0 if thread_before else 0.0
    if announced < _COUNTED and signed < 0.5:
        weight -= 1.5 * (words < 4) + 3.0 * (loose < 0.34)
        weight -= 1.0 if len(top) == 1 and not signed else 0.0
    above = lines.previous_text(region.start - 1) if region.start else None
    over_links = above is not None and lexicon.is_over_links(lines.text[above].casefold())
    return weight - 3.0 if over_links else weight


# The weight of a heading that counts just the items below it: as good as proof.
_COUNTED = 5.0


def _announced(lines: Lines, region: _Region) -> float:
    """Weigh the heading above."""
    heading = heading_above(lines, region.start)
    if heading is None:
        return 0.0
    count = re.search(r"\d{1,6}", lines.text[heading])
    counted = count is not None and int(count.group()) in (len(region.top), len(region.items))
    return _COUNTED if counted else 3.0


def _signed(items: list[_Item], bylines: dict[int, Byline]) -> float:
    """The share of items that say who wrote them; a date alone, as news lists have, counts half."""
    found = [bylines[item.line] for item in items]
    named = sum(1 for byline in found if byline.author)
    dated = sum(1 for byline in found if byline.lines and not byline.author)
    return (named + (dated if named else 0.5 * dated)) / len(items)


def _said(lines: Lines, item: _Item, byline: Byline) -> str:
    """Return an item's own words, without its byline and buttons."""
    said = []
    for line in item.lines:
        text = lines.text[line][item.marker.length if line == item.line else 0 :]
        if line not in byline.lines and not lexicon.is_action(text[:61].casefold()):
            said.append(text)
    return " ".join(said)


def _tight_share(lines: Lines, siblings: list[_Item]) -> float:
    """The share of siblings that start on the line after the one before them begins."""
    tight = sum(1 for one, two in pairwise(siblings) if two.line == one.line + 1)
    return tight / max(1, len(siblings) - 1)


def _paragraphs(lines: Lines, item: _Item) -> int:
    """How many paragraphs an item's own lines make, told by blank lines between them."""
    return 1 + sum(1 for one, two in pairwise(item.lines) if two > one + 1)


def _own_text(lines: Lines, item: _Item) -> str:
    return " ".join(
        [lines.text[item.line][item.marker.length :], *(lines.text[i] for i in item.lines[1:])]
    )


def heading_above(lines: Lines, start: int) -> int | None:
    """Return which of the six lines of text above line ``start`` stands over a thread."""
    line: int | None = start
    for _ in range(6):
        line = lines.previous_text(line - 1) if line else None
        if line is None or len(lines.text[line]) > 250:
            return None
        if lexicon.is_comment_heading(lines.text[line].casefold()):
            return line
    return None


def _near_form(lines: Lines, region: _Region) -> bool:
    """Whether a reply form begins within six lines of text below, or stands just above."""
    below = list(lines.filled(region.stop, min(len(lines), region.stop + 30)))[:6]
    above = lines.previous_text(region.start - 1) if region.start else None
    near = below if above is None else [*below, above]
    return any(lexicon.is_reply_form(lines.text[i].casefold()) for i in near)


# --- who wrote it --------------------------------------------------------------------------------


def _byline_of_item(lines: Lines, item: _Item) -> Byline:
    """Return who wrote an item, and when, from its first two lines or its last."""
    first = lines.text[item.line][item.marker.length :]
    own = item.lines
    if (not first or lexicon.is_action(first.casefold())) and len(own) > 1:
        own = own[1:]
        first = lines.text[own[0]]
    return _byline(lines, first, own) if first else Byline()


def _byline(lines: Lines, head: str, own: list[int]) -> Byline:
    """Read the byline that the line ``own[0]`` (its text is ``head``) and those after it make."""
    found = attribution(head)
    if found is not None:
        return _with_date_line(lines, found, own)
    last = attribution(lines.text[own[-1]]) if len(own) > 1 else None
    if last is not None and last.date and last.author:
        return Byline(last.author, last.date, (own[-1],))
    second = dates.date_line(lines.text[own[1]]) if len(own) > 1 else None
    if second and _could_be_author(head):
        return Byline(_clean_name(head), second.iso, (own[0], own[1]))
    own_date = dates.date_line(head)
    if own_date and len(own) > 1:
        below = attribution(lines.text[own[1]])
        if below is not None and below.author and below.date is None:
            return Byline(below.author, own_date.iso, (own[0], own[1]))
        return Byline(None, own_date.iso, (own[0],))
    closing = dates.date_line(lines.text[own[-1]]) if len(own) > 1 else None
    return Byline(None, closing.iso, (own[-1],)) if closing else Byline()


def _with_date_line(lines: Lines, found: Byline, own: list[int]) -> Byline:
    """Add the date line that follows an attribution, or closes the comment."""
    if found.date is not None:
        return found._replace(lines=(own[0],))
    for line in own[1:2]:
        date = dates.date_line(lines.text[line])
        if date:
            return Byline(found.author, date.iso, (own[0], line))
    return found._replace(lines=(own[0],))


_NOT_NAME = re.compile(r"[.!?…]\s+[^\W\d]\w{3}|[;=<>{}|]|https?:|\w[!?]$|\w\w[.…]$")

# What stands before a date where no name does.
_NO_NAMES = frozenset(
    """
    posted published submitted updated created date added written comment reply am um le el
    il on at veröffentlicht verfasst geschrieben erstellt datum kommentar publié rédigé
    écrit posté publicado enviado escrito pubblicato inviato scritto geplaatst gepubliceerd
    opublikowano dodano skrivet lagt skrevet julkaistu přidáno опубликовано добавлено
    """.split()
)
_EDGES = ' \t\xa0,;:：|•·-–—/()[]“”"«»@#*'


def _could_be_author(text: str) -> bool:
    """Whether a short text could be the name somebody comments under."""
    return bool(text) and len(text) <= 60 and len(text.split()) <= 6 and not _NOT_NAME.search(text)


def _clean_name(text: str) -> str | None:
    name = " ".join(text.strip(_EDGES).split())
    return name or None


def attribution(text: str) -> Byline | None:
    """Return the author (and date) of a line that says only who wrote the next, or None.

    ``NAME says:``, ``NAME said, on DATE``, ``NAME on DATE said:``, ``Submitted by NAME on DATE``,
    ``NAME DATE``, ``NAME, DATE:``.
    """
    if not text or len(text) > 160:
        return None
    closed = text.endswith((":", "：", "...", "…"))
    digits = any(map(str.isdigit, text))
    spoken = lexicon.says().fullmatch(text) if closed or digits else None
    result = _spoken(spoken.group(1), spoken.group(2), closed=closed) if spoken else None
    if result is not None or not digits:
        return result
    dated = dates.find(text)
    if dated is None:
        vague = lexicon.undated().fullmatch(text) if lexicon.seems_undated(text) else None
        name = vague.group(1) if vague else ""
        return Byline(_clean_name(name)) if vague and _could_be_author(name) else None
    before, after = text[: dated.start], text[dated.end :].strip(_EDGES)
    name = _without_verb(_without_preposition(before)) or _without_verb(after)
    if after and name != _without_verb(after) and len(after.split()) > 3:
        return None
    author = _clean_name(name) if _could_be_author(name) else None
    if author is None or _NO_NAMES.issuperset(author.casefold().split()):
        return None
    return Byline(author, dated.iso)


_PREPOSITION = re.compile(
    r"(?i)[\s,|•·–—-]*(?:\b(?:on|am|le|el|il|em|op|den|vom|um|at|at\sthe))?[\s,:|•·–—-]*$"
)


def _without_preposition(text: str) -> str:
    """Return the text before a date without the ``on`` or comma that leads over to it."""
    return text[: _PREPOSITION.search(text).start()]  # type: ignore[union-attr]


def _without_verb(text: str) -> str:
    """Return the name in ``Posted by NAME``, or the text as it is."""
    text = text.strip(_EDGES)
    found = lexicon.says_before().fullmatch(text)
    return found.group(1) if found else text


def _spoken(name: str, rest: str, *, closed: bool) -> Byline | None:
    """Judge ``NAME says REST``: the name may hold the date, or the rest may be it."""
    dated = dates.find(name)
    if dated is not None:
        name = _without_preposition(name[: dated.start])
        return Byline(_clean_name(name), dated.iso) if _could_be_author(name) else None
    if not _could_be_author(name):
        return None
    if rest:
        when = dates.find(rest)
        return Byline(_clean_name(name), when.iso) if when and when.start <= 12 else None
    return Byline(_clean_name(name)) if closed else None


# --- from lists to comments ----------------------------------------------------------------------


def _thread(lines: Lines, region: _Region, bylines: dict[int, Byline], confidence: float) -> Thread:
    """Turn a list into comments; items that are no replies give their lines to their comment."""
    top = region.top
    signed = sum(1 for item in top if bylines[item.line].lines) * 2 >= len(top)
    names_alone = not signed and _names_alone(lines, top)
    place: dict[int, int | None] = {}
    comments: list[Comment] = []
    for item in region.items:
        parent = place[item.parent.line] if item.parent else None
        if _is_notice(lines, item):
            place[item.line] = parent
            continue
        if _is_empty(lines, item) or (item.parent and not _is_reply(lines, item, bylines, signed)):
            place[item.line] = parent
            if parent is not None:
                comments[parent].lines += item.lines
                comments[parent].listed.add(item.line)
            continue
        depth = 0 if parent is None else comments[parent].depth + 1
        while parent is not None and depth > MAX_DEPTH:
            parent, depth = comments[parent].parent, depth - 1
        comment = Comment(item.line, item.marker, parent, max(depth, _level(item)))
        comment.lines = list(item.lines)
        comment.byline = bylines[item.line]
        comment.confidence = confidence
        if names_alone and not comment.byline.lines:
            comment.byline = _name_alone(lines, item)
        place[item.line] = len(comments)
        comments.append(comment)
    for comment in comments:
        comment.lines.sort()
    return Thread(region.start, region.stop, comments)


def _level(item: _Item) -> int:
    """Return how deep the page printed an answer, two blanks a level.

    That is deeper than its place in the tree where the crawler lost the answer in between.
    """
    return min(MAX_DEPTH, (item.indent - item.root.indent) // 2)


def _is_notice(lines: Lines, item: _Item) -> bool:
    """Whether an item says that another site links here, which is nobody's comment."""
    head = lines.text[item.line][item.marker.length :][:20].casefold()
    return head.startswith(("pingback:", "trackback:", "pingback", "[…] ", "[...] "))


def _is_empty(lines: Lines, item: _Item) -> bool:
    text = lines.text[item.line][item.marker.length :]
    return len(item.lines) == 1 and not item.children and not text.strip("•◦▪·*–- ")


def _is_reply(lines: Lines, item: _Item, bylines: dict[int, Byline], signed: bool) -> bool:
    """Whether an item within a comment answers it, or is a list that its author typed."""
    if bylines[item.line].lines and _has_head(lines, item):
        return True
    if item.marker.sign in "*+-–—" and item.root.marker.sign != item.marker.sign:
        return False
    if _is_tight(lines, item):
        return False
    if item.marker.number is not None and not signed and _paragraphs(lines, item) == 1:
        # A typed list has several items, and short ones.
        alone = item.parent is not None and len(item.parent.children) == 1
        return alone or len(_own_text(lines, item).split()) >= 12
    return True


def _has_head(lines: Lines, item: _Item) -> bool:
    """Whether an item's byline stands at its head, where a typed list has none."""
    head = lines.text[item.line][item.marker.length :]
    return attribution(head) is not None or len(item.lines) > 1


def _names_alone(lines: Lines, top: list[_Item]) -> bool:
    """Whether most comments begin with a short line that a blank line sets off: a name."""
    short = sum(1 for item in top if _name_alone(lines, item).lines)
    return len(top) >= 2 and short >= 0.6 * len(top)


def _name_alone(lines: Lines, item: _Item) -> Byline:
    head = lines.text[item.line][item.marker.length :]
    set_off = len(item.lines) > 1 and item.lines[1] > item.line + 1
    if not (set_off and _could_be_author(head) and head[-1:].isalnum()):
        return Byline()
    return Byline(_clean_name(head), None, (item.line,)) if len(head.split()) <= 4 else Byline()


# --- threads without markers ---------------------------------------------------------------------


def _flat_thread(lines: Lines, heading: int) -> Thread | None:
    """Read the comments below a heading that have no markers, by their attribution lines."""
    stop = next(
        (i for i in lines.filled(heading + 1) if lexicon.is_reply_form(lines.text[i].casefold())),
        len(lines),
    )
    filled = list(lines.filled(heading + 1, stop))
    starts = _starts(lines, filled)
    announced = re.search(r"\d+", lines.text[heading])
    if len(starts) < (1 if announced and int(announced.group()[:6]) == 1 else 2):
        return None
    return _from_starts(lines, filled, starts, stop, 0.8)


def _attributed_thread(lines: Lines) -> Thread | None:
    """Read comments that nothing announces: three or more lines ``NAME says:`` at the margin."""
    filled = list(lines.filled())
    starts = {
        at: Byline(found.author, found.date, (line,))
        for at, line in enumerate(filled)
        if len(lines.text[line]) <= 120
        and lines.text[line][-1] in ":：…."
        and not lines.indent[line]
        and (found := attribution(lines.text[line])) is not None
        and found.author
        and len(found.author.split()) <= 4
        and _stands_over_text(lines, line)
    }
    if len(starts) < 3:
        return None
    stop = next(
        (i for i in filled[max(starts) :] if lexicon.is_reply_form(lines.text[i].casefold())),
        len(lines),
    )
    kept = [line for line in filled if line < stop]
    return _from_starts(lines, kept, starts, stop, 0.6)


def _stands_over_text(lines: Lines, line: int) -> bool:
    """Whether the next line is blank or a date, as below an attribution."""
    below = lines.text[line + 1] if line + 1 < len(lines) else ""
    return not below or dates.date_line(below) is not None


def _starts(lines: Lines, filled: list[int]) -> dict[int, Byline]:
    """Find where comments begin: positions in ``filled`` with the byline that stands there.

    Lines that say who wrote the next outrank a short line over a date, which may close a comment.
    """
    said: dict[int, Byline] = {}
    named: dict[int, Byline] = {}
    for at, line in enumerate(filled):
        text = lines.text[line]
        found = attribution(text) if len(text) <= 160 else None
        if found is not None:
            said[at] = found._replace(lines=(line,))
            continue
        below = filled[at + 1] if at + 1 < len(filled) else None
        if below is None or below > line + 2 or not _could_be_author(text):
            continue
        date = dates.date_line(lines.text[below])
        if date and not dates.date_line(text) and not lexicon.is_action(text.casefold()):
            named[at] = Byline(_clean_name(text), date.iso, (line, below))
    return said if len(said) >= 2 or not named else named


def _from_starts(
    lines: Lines, filled: list[int], starts: dict[int, Byline], stop: int, confidence: float
) -> Thread:
    """Cut the filled lines at ``starts`` into comments of depth 0."""
    comments: list[Comment] = []
    for at, line in enumerate(filled):
        if at in starts:
            comment = Comment(line, None, None, 0)
            comment.byline = starts[at]
            comment.confidence = confidence
            comments.append(comment)
        if comments:
            comments[-1].lines.append(line)
    for comment in comments:
        _add_dates(lines, comment)
    return Thread(comments[0].marker_line, stop, comments)


def _add_dates(lines: Lines, comment: Comment) -> None:
    """Give a flat comment the date line below its attribution, or the one that closes it."""
    if comment.byline.date is not None or len(comment.lines) < 2:
        return
    for line in (comment.lines[1], comment.lines[-1]):
        date = dates.date_line(lines.text[line])
        if date:
            comment.byline = comment.byline._replace(
                date=date.iso, lines=(*comment.byline.lines, line)
            )
            return
