"""The reader of Markdown: the text as it stands, and its blocks.

Blocks are those of CommonMark 0.31 (https://spec.commonmark.org), found line by line: containers
(quotations, list items) that a line goes on or opens, and the leaf within them. Inline marks are
left alone. May import ``front_matter``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus_cli.model import BlockKind, Layout, RawBlock, RawDocument
from corpus_cli.readers import text as plain
from corpus_cli.readers.front_matter import find_front_matter
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.notes import Note, Tell


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a Markdown file, with its blocks and its front matter."""
    for raw in plain.read(item, tell, options):
        yield laid_out(raw, tell)


def laid_out(raw: RawDocument, tell: Tell) -> RawDocument:
    """Return a document of Markdown with its layout, and what its front matter says."""
    text = raw.text
    front = find_front_matter(text)
    blocks: list[RawBlock] = []
    said = None
    start = 0
    if front is not None:
        if front.problem is not None:
            tell(Note(raw.source, front.problem))
        elif front.end:
            blocks.append(RawBlock("boilerplate", 0, len(text[: front.end].rstrip())))
            said, start = front.metadata, front.end
    found = _Scanner(text, start).blocks()
    title = _title(text, found, said.title if said else None)
    blocks += found
    if said is None:
        return replace(raw, title=title, layout=Layout(tuple(blocks)))
    return replace(
        raw,
        title=title,
        author=said.author,
        date=said.date,
        language=said.language,
        meta={**said.meta, **raw.meta},
        layout=Layout(tuple(blocks)),
    )


def _title(text: str, blocks: list[RawBlock], known: str | None) -> str | None:
    """Return the title: front matter's, else the first heading of level 1, which becomes it.

    A heading that says what front matter says is the title's line.
    """
    for at, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        line = text[block.start : block.end]
        is_first = not line.startswith("##") and (
            line.startswith("#") or _is_over(text, block, "=")
        )
        shown = plain_line(line)
        if shown and (is_first if known is None else shown.casefold() == known.casefold()):
            blocks[at] = block._replace(kind="title")
            return known or shown
    return known


def _is_over(text: str, block: RawBlock, mark: str) -> bool:
    """Whether the line below a block is a row of marks."""
    return text[block.end : block.end + 8].lstrip("\r\n \t").startswith(mark)


_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`+|~~)(?=\S)(.+?)(?<=\S)\1")
_ANCHOR = re.compile(r"\s*\{[#.][^{}]*\}\s*$")


def plain_line(line: str) -> str:
    """Return the words of a heading, without marks."""
    line = re.sub(r"^#{1,6}[ \t]*|[ \t]+#+$", "", line[:_LONGEST_MARKS].strip())
    line = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _ANCHOR.sub("", line)))
    line = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)
    return " ".join(line.split())


# --- blocks --------------------------------------------------------------------------------------

_ATX = re.compile(r"#{1,6}(?:[ \t]|$)")
_SETEXT = re.compile(r"(?:=+|-+)$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"(`{3,})(?=[^`]*$)|(~{3,})")
_ITEM = re.compile(r"(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
_DEFINITION = re.compile(r"\[[^\]]+\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?$")
_TAG_NAMES = """address article aside base basefont blockquote body caption center col colgroup dd
    details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4
    h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup
    option p param search section summary table tbody td tfoot th thead title tr track ul"""
# CommonMark's kinds of HTML blocks: how each begins, what ends it if not a blank line, what it is.
_HTML: tuple[tuple[re.Pattern[str], re.Pattern[str] | None, BlockKind], ...] = (
    (re.compile(r"<!--"), re.compile(r"-->"), "other"),
    (
        re.compile(r"<(?:script|style)(?=[\s>]|$)", re.IGNORECASE),
        re.compile(r"</(?:script|style)>", re.IGNORECASE),
        "other",
    ),
    (
        re.compile(r"<(?:pre|textarea)(?=[\s>]|$)", re.IGNORECASE),
        re.compile(r"</(?:pre|textarea)>", re.IGNORECASE),
        "paragraph",
    ),
    (re.compile(r"<\?"), re.compile(r"\?>"), "other"),
    (re.compile(r"<![A-Za-z]"), re.compile(r">"), "other"),
    (
        re.compile(rf"</?(?:{'|'.join(_TAG_NAMES.split())})(?=[\s>]|/>|$)", re.IGNORECASE),
        None,
        "paragraph",
    ),
)
# A tag that is alone on its line; it cannot interrupt a paragraph.
_LONE_TAG = re.compile(
    r"<(?:[A-Za-z][\w-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?"
    r"|/[A-Za-z][\w-]*\s*)>$"
)
# What is looked at to tell marks; a line that goes on longer is text.
_LONGEST_MARKS = 1000
# An indentation of so many columns makes code; tabs stop at multiples of it.
_TAB = 4
# Containers in containers beyond these are text, as a line may hold a million marks.
_MOST_CONTAINERS = 50


@dataclass(slots=True)
class _Container:
    """A quotation, or a list item whose text is indented by so many columns.

    ``start`` and ``end`` are its mark's; ``is_begun`` says that a block of it has been met.
    """

    is_quote: bool
    start: int
    end: int
    indent: int = 0
    number: int | None = None
    is_begun: bool = False


@dataclass(slots=True)
class _Leaf:
    """A block that is open: a ``paragraph``, ``fence``, ``code`` or ``html``.

    ``mark`` is what closes a fence, ``closes`` what closes HTML, if not a blank line.
    """

    form: str
    block: RawBlock
    end: int
    mark: str = ""
    closes: re.Pattern[str] | None = None


class _Cursor:
    """A place in a line: a character, and a column, since a tab may be used up in parts."""

    __slots__ = ("_base", "at", "column", "line")

    def __init__(self, line: str) -> None:
        self.line = line
        self.at = 0
        self.column = 0
        # The column at which the character begins.
        self._base = 0

    @property
    def rest(self) -> str:
        """The text that follows white space."""
        return self.line[self.at :].lstrip(" \t")

    def indent(self) -> int:
        """Return how many columns of white space follow."""
        base = self._base
        for at in range(self.at, len(self.line)):
            character = self.line[at]
            if character == " ":
                base += 1
            elif character == "\t":
                base += _TAB - base % _TAB
            else:
                break
        return base - self.column

    def skip(self, columns: int) -> None:
        """Pass over so many columns of white space, if there are."""
        goal = self.column + columns
        while self.at < len(self.line) and self.line[self.at] in " \t":
            width = 1 if self.line[self.at] == " " else _TAB - self._base % _TAB
            if self._base + width > goal:
                break
            self._base += width
            self.at += 1
        self.column = max(goal, self._base) if self.at < len(self.line) else self._base

    def take(self, length: int) -> None:
        """Pass over so many characters, which are not white space."""
        self.at += length
        self._base += length
        self.column = self._base


class _Scanner:
    """Finds the blocks of Markdown from offset ``start`` of a text on."""

    def __init__(self, text: str, start: int = 0) -> None:
        self._text = text
        self._first = start
        self._containers: list[_Container] = []
        self._leaf: _Leaf | None = None
        self._blocks: list[RawBlock] = []

    def blocks(self) -> list[RawBlock]:
        """Return the blocks, in the order of the text."""
        text, at = self._text, self._first
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            self._line(at, text[at:end].rstrip())
            at = end + 1
        self._close_to(0)
        self._close_leaf()
        return self._blocks

    def _line(self, start: int, line: str) -> None:
        cursor = _Cursor(line)
        matched = self._go_on(cursor)
        leaf = self._leaf
        if leaf is not None and leaf.form != "paragraph":
            if matched == len(self._containers) and self._takes(leaf, start, cursor):
                return
            self._close_leaf()
        if not self._open_containers(start, cursor, matched):
            return
        if not cursor.rest:
            self._blank(start, line)
        elif not self._opens(start, cursor):
            self._text_line(start, cursor)

    # --- containers ------------------------------------------------------------------------------

    def _go_on(self, cursor: _Cursor) -> int:
        """Pass over the marks of the containers that a line goes on with; return how many."""
        for matched, container in enumerate(self._containers):
            indent = cursor.indent()
            rest = cursor.rest[:1]
            if container.is_quote:
                if indent >= _TAB or rest != ">":
                    return matched
                _pass_quote_mark(cursor, indent)
            elif not rest:
                if not container.is_begun:
                    return matched
                cursor.skip(container.indent)
            elif indent >= container.indent:
                cursor.skip(container.indent)
            else:
                return matched
        return len(self._containers)

    def _open_containers(self, start: int, cursor: _Cursor, matched: int) -> bool:
        """Open the containers that a line begins; False where an open paragraph takes the line.

        Containers that the line does not go on with are closed, unless it goes on with a
        paragraph of theirs all the same.
        """
        while True:
            indent = cursor.indent()
            rest = cursor.rest
            in_paragraph = self._leaf is not None
            is_whole = matched == len(self._containers)
            if indent >= _TAB or not rest or len(self._containers) >= _MOST_CONTAINERS:
                break
            at = start + len(cursor.line) - len(rest)
            if rest[0] == ">":
                self._make_room(matched, start)
                self._containers.append(_Container(True, at, at + 1))
                _pass_quote_mark(cursor, indent)
            else:
                found = _ITEM.match(rest) if not _is_rule(rest) else None
                if found is None or (in_paragraph and is_whole and not _may_interrupt(found, rest)):
                    break
                if in_paragraph and is_whole and _is_underline(rest):
                    break
                self._make_room(matched, start)
                self._open_item(found, at, cursor, indent)
            matched += 1
        if is_whole:
            return True
        is_lazy = in_paragraph and rest and (indent >= _TAB or not self._begins_leaf(rest))
        if is_lazy and self._leaf is not None:
            self._leaf.end = start + len(cursor.line)
            return False
        self._close_to(matched)
        return True

    def _open_item(self, found: re.Match[str], at: int, cursor: _Cursor, indent: int) -> None:
        length = found.end()
        cursor.skip(indent)
        cursor.take(length)
        spaces = cursor.indent()
        if not cursor.rest or spaces > _TAB:
            # An item that begins with nothing, or with code.
            spaces = 1
        cursor.skip(spaces)
        number = int(found[1]) if found[1] else None
        width = indent + length + spaces
        self._containers.append(_Container(False, at, at + length, width, number))

    def _make_room(self, matched: int, start: int) -> None:
        """Close what does not hold the container that the line at ``start`` opens."""
        self._close_to(matched)
        self._close_leaf()
        last = self._containers[-1] if self._containers else None
        if last is not None and not last.is_begun and last.end < start:
            # A mark on a line of its own.
            self._add(self._new("paragraph", last.start, last.end))

    def _close_to(self, count: int) -> None:
        """Close the containers beyond the first ``count``, and what is open in them."""
        if len(self._containers) == count:
            return
        self._close_leaf()
        empty = next((each for each in self._containers[count:] if not each.is_begun), None)
        if empty is not None:
            self._add(self._new("paragraph", empty.start, self._containers[-1].end))
        del self._containers[count:]

    # --- leaves ----------------------------------------------------------------------------------

    def _takes(self, leaf: _Leaf, start: int, cursor: _Cursor) -> bool:
        """Let an open leaf that is no paragraph take a line; False where it ended before."""
        rest = cursor.rest
        end = start + len(cursor.line) if cursor.line else leaf.end
        if leaf.form == "fence":
            leaf.end = end
            if (
                cursor.indent() < _TAB
                and rest.startswith(leaf.mark)
                and not rest.strip(leaf.mark[0])
            ):
                self._close_leaf()
            return True
        if leaf.form == "html":
            if leaf.closes is None and not rest:
                return False
            leaf.end = end
            if leaf.closes is not None and leaf.closes.search(rest):
                self._close_leaf()
            return True
        if rest and cursor.indent() < _TAB:
            return False
        leaf.end = end
        return True

    def _begins_leaf(self, rest: str) -> bool:
        """Whether a line begins something that ends a paragraph."""
        return bool(
            _ATX.match(rest)
            or _is_rule(rest)
            or _FENCE.match(rest)
            or any(begins.match(rest) for begins, _, _ in _HTML)
        )

    def _opens(self, start: int, cursor: _Cursor) -> bool:
        """Open what a line begins that is no paragraph; False where it begins none."""
        rest = cursor.rest
        end = start + len(cursor.line)
        in_paragraph = self._leaf is not None
        if cursor.indent() >= _TAB:
            if not in_paragraph:
                self._open("code", "paragraph", start, cursor)
            return not in_paragraph
        if in_paragraph and _is_underline(rest):
            self._heading_above(start, end)
            return True
        if _ATX.match(rest):
            self._close_leaf()
            self._add(self._new("heading", _begin(start, cursor), end))
            return True
        if _is_rule(rest):
            self._close_leaf()
            self._add(self._new("other", _begin(start, cursor), end))
            return True
        found = _FENCE.match(rest)
        if found:
            self._close_leaf()
            self._open("fence", "paragraph", start, cursor).mark = found[0]
            return True
        return self._opens_html(start, cursor, rest)

    def _opens_html(self, start: int, cursor: _Cursor, rest: str) -> bool:
        if rest[0] != "<":
            return False
        for begins, closes, kind in _HTML:
            found = begins.match(rest)
            if found is None:
                continue
            self._close_leaf()
            leaf = self._open("html", kind, start, cursor)
            leaf.closes = closes
            # "<!-->" is a comment, too.
            if closes is not None and closes.search(rest, 2 if kind == "other" else found.end()):
                self._close_leaf()
            return True
        if self._leaf is None and len(rest) <= _LONGEST_MARKS and _LONE_TAG.match(rest):
            self._open("html", "paragraph", start, cursor)
            return True
        return False

    def _text_line(self, start: int, cursor: _Cursor) -> None:
        if self._leaf is not None:
            self._leaf.end = start + len(cursor.line)
            return
        head = cursor.rest[:_LONGEST_MARKS]
        if _FOOTNOTE.match(head):
            self._open("paragraph", "footnote", start, cursor)
        elif _DEFINITION.match(head):
            self._open("paragraph", "other", start, cursor)
            self._close_leaf()
        else:
            self._open("paragraph", "paragraph", start, cursor)

    def _blank(self, start: int, line: str) -> None:
        """End a paragraph. The marks of a quotation on a line of their own belong to it."""
        self._close_leaf()
        last = self._containers[-1] if self._containers else None
        if not line or last is None:
            return
        if last.is_begun and self._blocks and ">" in line:
            self._blocks[-1] = self._blocks[-1]._replace(end=start + len(line))
        elif not last.is_begun:
            last.end = start + len(line)

    def _open(self, form: str, kind: BlockKind, start: int, cursor: _Cursor) -> _Leaf:
        block = self._new(kind, _begin(start, cursor), start + len(cursor.line))
        self._leaf = _Leaf(form, block, block.end)
        return self._leaf

    def _close_leaf(self) -> None:
        leaf, self._leaf = self._leaf, None
        if leaf is not None:
            self._add(leaf.block._replace(end=leaf.end))

    def _heading_above(self, start: int, end: int) -> None:
        """Make a heading of the paragraph that a line underlines."""
        leaf, self._leaf = self._leaf, None
        if leaf is None:
            return
        kind: BlockKind = "heading" if leaf.block.kind == "paragraph" else leaf.block.kind
        self._add(leaf.block._replace(kind=kind, end=leaf.end))
        line = self._text[start:end]
        self._add(self._new("other", end - len(line.lstrip()), end))

    def _new(self, kind: BlockKind, start: int, end: int) -> RawBlock:
        """Return a block within the containers that are open, from the first mark of theirs on."""
        quotes = items = 0
        is_first = False
        number = None
        for container in self._containers:
            if not container.is_begun:
                start = min(start, container.start)
                is_first = not container.is_quote
            if container.is_quote:
                quotes += 1
            else:
                items += 1
                number = container.number
            container.is_begun = True
        if quotes:
            return RawBlock("quote", start, end, depth=quotes)
        if is_first:
            return RawBlock("list_item", start, end, depth=items - 1, number=number)
        return RawBlock(kind, start, end)

    def _add(self, block: RawBlock) -> None:
        self._blocks.append(block)


def _begin(start: int, cursor: _Cursor) -> int:
    """Return where a line's text begins, marks of containers included."""
    return start + len(cursor.line) - len(cursor.line.lstrip(" \t"))


def _pass_quote_mark(cursor: _Cursor, indent: int) -> None:
    cursor.skip(indent)
    cursor.take(1)
    if cursor.line[cursor.at : cursor.at + 1] in (" ", "\t"):
        cursor.skip(1)


def _may_interrupt(found: re.Match[str], rest: str) -> bool:
    """Whether a list item may begin right below a paragraph's line: not empty, not "1986."."""
    return bool(rest[found.end() :].strip()) and found[1] in (None, "1")


def _is_rule(rest: str) -> bool:
    return rest[0] in "*-_" and len(rest) <= _LONGEST_MARKS and _RULE.match(rest) is not None


def _is_underline(rest: str) -> bool:
    return rest[0] in "=-" and _SETEXT.match(rest) is not None
