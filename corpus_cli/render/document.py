"""`show` on a terminal: title panel, body at a readable measure, comments as a tree.

May import ``query.show`` and the shared parts of ``render``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus_cli.model import Block, Document
from corpus_cli.query.show import Part
from corpus_cli.render.guides import comment_guides
from corpus_cli.render.leaves import are_dense, leaf, quote_bars
from corpus_cli.render.messages import counted
from corpus_cli.render.terminal import (
    ADDRESS,
    HEADING,
    ID,
    MEASURE,
    QUIET,
    draw_heading,
    styled,
    wrapped,
)

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

NARROWEST = 40  # cells that the text of the deepest comment keeps
GUTTER = (8, 16)  # cells for an address beside the text where a part is shown: least, most


def draw_part(screen: Console, part: Part) -> None:
    """Draw a document or the part of one."""
    document = part.document
    if part.address is None:
        screen.print(panel(document, screen.width))
    else:
        draw_heading(screen, f"{document.id}#{part.address}", document.shown_title)
    _Drawing(screen, part).draw()


def panel(document: Document, width: int) -> RenderableType:
    """Return the title panel: id, title, and what is known of the document."""
    from rich.box import ROUNDED
    from rich.panel import Panel
    from rich.text import Text

    title = styled(document.shown_title or "(empty)", "bold" if document.title else "italic")
    about = [styled(line, QUIET) for line in (*_about(document), *_known(document)) if line]
    return Panel(
        Text("\n").join([title, *about]),
        box=ROUNDED,
        title=styled(document.id, ID),
        title_align="left",
        width=min(width, MEASURE),
        padding=(0, 1),
        border_style=QUIET,
    )


def _about(document: Document) -> tuple[str, str, str]:
    """Return lines about the document: who and when, how much, where from."""
    sure = (document.author_confidence or 0) >= 1
    author = document.author if sure or not document.author else f"{document.author} (probably)"
    who = (document.kind, document.list, author, readable_date(document.date))
    comments = len(document.comments)
    size = (
        counted(document.words, "word"),
        counted(comments, "comment") if comments else None,
        document.language,
        "no title found: these are the first words" if document.title_inferred else None,
    )
    return (" · ".join(filter(None, who)), " · ".join(filter(None, size)), document.source)


def _known(document: Document) -> list[str]:
    """Return a line for each thing that the format of the file knows beside the fields."""
    return [f"{name}: {' '.join(value.split())}" for name, value in document.meta.items()]


_CLOCK = re.compile(r"(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(.*)")


def readable_date(date: str | None) -> str:
    """Return an ISO 8601 date as people read it: ``2016-02-19 06:11 -07:00``."""
    day, _, time = (date or "").partition("T")
    clock = _CLOCK.fullmatch(time)
    return f"{day} {clock[1]} {clock[2]}".rstrip() if clock else date or ""


class _Drawing:
    """Draws the blocks of a part one after the other."""

    def __init__(self, screen: Console, part: Part) -> None:
        self.screen = screen
        self.document = part.document
        self.blocks = part.blocks
        self.focus = part.focus
        self.is_part = part.address is not None
        comments = [block for block in part.blocks if block.kind == "comment"]
        self.comments = len(comments)
        self.guides = comment_guides(comments, max(screen.width - NARROWEST, 0))
        # What a comment's first line says already is not shown again.
        self.authored = {block.address for block in comments if block.author}
        self.dated = {block.address for block in comments if block.date}
        widest = max((len(block.address or "") + 1 for block in self.blocks), default=0)
        self.gutter = min(max(widest, GUTTER[0]), GUTTER[1])
        self.last: Block | None = None

    def draw(self) -> None:
        """Draw all blocks but those that are shown elsewhere."""
        for at, block in enumerate(self.blocks):
            if self._is_hidden(block):
                continue
            self._gap(block)
            if block.kind == "comment":
                self._comment(block)
            else:
                self._leaf(block, is_focus=at in self.focus)
            self.last = block

    def _is_hidden(self, block: Block) -> bool:
        """Say whether a block is white space, a marker, or said by the panel or a first line."""
        if block.kind in ("blank", "list_tag") or (block.kind == "other" and not block.address):
            return True
        if self.is_part and block.parent is None:
            return False
        if block.kind == "title":
            return _begins(self.document.title, self.document.slice(block))
        if block.kind == "byline" and block.parent is None:
            return self._is_author(self.document.slice(block))
        if block.kind == "byline":
            return block.parent in self.authored
        if block.kind == "date":
            return block.parent in self.dated or (block.parent is None and block.address == "d1")
        return False

    def _is_author(self, text: str) -> bool:
        """Say whether a byline holds no more than the author's name: ``By Jane Doe``."""
        author = self.document.author
        return (
            author is not None and author in text and len(text.split()) <= len(author.split()) + 1
        )

    def _gap(self, block: Block) -> None:
        """Draw what parts a block from the one above: guides and bars go on through it."""
        above = self.last
        if block.kind == "comment" and not self.is_part and (not above or not above.parent):
            self._thread_rule()
        elif block.kind == "comment":
            self._print(self.guides[block.address or ""].gap)
        elif above is None:
            self._print("")
        elif above.kind == "comment" and above.address == block.parent:
            return
        elif not are_dense(above, block):
            both = above.kind == block.kind == "quote" and above.parent == block.parent
            shared = min(quote_bars(above), quote_bars(block), key=len) if both else ""
            self._print(self._left(block) + shared)

    def _thread_rule(self) -> None:
        from rich.cells import cell_len

        label = f"── {counted(self.comments, 'comment')} "
        rest = min(self.screen.width, MEASURE) - cell_len(label)
        self._print("")
        self._print(f"{label}{'─' * rest}")
        self._print("")

    def _print(self, quiet: str) -> None:
        self.screen.print(styled(quiet.rstrip(), QUIET), soft_wrap=True)

    def _left(self, block: Block) -> str:
        """Return what stands to the left of a leaf's lines but the first."""
        if block.parent is None:
            return " " * self.gutter if self.is_part else ""
        guides = self.guides.get(block.parent)
        return guides.body if guides else " " * self.gutter

    def _comment(self, block: Block) -> None:
        line = styled(self.guides[block.address or ""].head, QUIET)
        line += styled(block.address or "", f"bold {ADDRESS}")
        for text, style in _comment_facts(block):
            line += styled(" · ", QUIET) + styled(text, style)
        for each in wrapped(self.screen, line, self.screen.width):
            self.screen.print(each, soft_wrap=True)

    def _leaf(self, block: Block, *, is_focus: bool) -> None:
        drawn = leaf(self.document, block)
        left = self._left(block)
        style = drawn.style if is_focus else QUIET
        width = min(self.screen.width - len(left), MEASURE) - len(drawn.first)
        start, mark = styled(left, QUIET), drawn.first
        if self.is_part and block.parent not in self.guides:
            address = f"{block.address or ''} ".ljust(self.gutter)
            start = styled(address, ADDRESS if is_focus else QUIET)
        for text in drawn.texts:
            for line in wrapped(self.screen, styled(text, style), width):
                self.screen.print(start + styled(mark, QUIET) + line, soft_wrap=True)
                start, mark = styled(left, QUIET), drawn.rest


def _comment_facts(block: Block) -> list[tuple[str, str]]:
    """Return what stands behind a comment's address: its number, author, date, depth."""
    facts: list[tuple[str, str]] = []
    own = (block.address or "").rpartition(".")[2].removeprefix("c")
    if block.number is not None and str(block.number) != own:
        facts.append((f"no. {block.number}", QUIET))
    if block.author:
        facts.append((block.author, HEADING))
    if block.date:
        facts.append((readable_date(block.date), QUIET))
    if block.depth:
        facts.append((f"depth {block.depth}", QUIET))
    return facts


def _begins(title: str | None, text: str) -> bool:
    """Say whether ``text`` is the title, or as much of it as a mail program kept."""
    words = " ".join(text.split()).casefold()
    return title is not None and title.casefold().startswith(words)
