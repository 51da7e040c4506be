"""What readers of documents with structure write to: blocks one after another, and their text.

May import ``model`` and ``item``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus_cli.model import BlockKind, Layout, RawBlock, RawComment, RawDocument
from corpus_cli.readers.item import LARGEST, Item
from corpus_cli.readers.notes import Note, Tell

# What programs write where nobody has given a title.
_NO_TITLES = frozenset(
    "untitled|unknown|title|document|no title|word document|microsoft word|blank".split("|")
)
_PROGRAM = re.compile(r"Microsoft (?:Office )?(?:Word|PowerPoint) - ")


class Flow:
    """A document in the making; its title, where that is known, comes first.

    Blocks stand apart by a blank line. What would make the text larger than `LARGEST` characters
    is left out.
    """

    def __init__(self, title: str | None = None) -> None:
        self.title = _named(title)
        self.is_cut = False
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[RawBlock] = []
        self._comments: list[RawComment] = []
        if self.title:
            self._append("title", self.title)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but a title."""
        return len(self._blocks) <= bool(self.title)

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        depth: int | None = None,
        number: int | None = None,
        comment: int | None = None,
    ) -> None:
        """Append a block; none for a text that is blank, or that says the title once more."""
        text = text.strip()
        if not text:
            return
        if len(self._blocks) == 1 and self.title is not None and _folded(text) == self.title:
            return
        if kind in ("title", "heading"):
            # Few documents say what they are called, but most begin with it.
            kind = "heading" if self._blocks else "title"
        if kind == "title":
            text = self.title = _folded(text)
        self._append(kind, text, depth, number, comment)

    def comment(self, text: str, *, author: str | None, date: str | None) -> None:
        """Append a comment on the document, paragraphs being lines of ``text``."""
        if not text.strip():
            return
        self._comments.append(RawComment(None, 0, author, date))
        for line in text.split("\n"):
            self.add("paragraph", line, comment=len(self._comments) - 1)

    def _append(
        self,
        kind: BlockKind,
        text: str,
        depth: int | None = None,
        number: int | None = None,
        comment: int | None = None,
    ) -> None:
        if self._parts:
            text = f"\n\n{text}"
        if self._length + len(text) > LARGEST:
            self.is_cut = True
            return
        start = self._length + 2 * bool(self._parts)
        self._parts.append(text)
        self._length += len(text)
        self._blocks.append(
            RawBlock(kind, start, self._length, depth=depth, number=number, comment=comment)
        )

    def document(
        self,
        item: Item,
        tell: Tell,
        *,
        author: str | None = None,
        date: str | None = None,
        language: str | None = None,
        meta: Mapping[str, str | None] | None = None,
    ) -> RawDocument:
        """Return the document; fields of ``meta`` that are not known are left out."""
        if self.is_cut:
            message = f"larger than {LARGEST // 1_000_000} MB of text, the rest is left out"
            tell(Note(item.source, message, is_error=True))
        return RawDocument(
            item.id,
            "".join(self._parts),
            item.source,
            item.size,
            title=self.title,
            author=_folded(author or "") or None,
            date=date,
            language=language,
            meta={name: value for name, value in (meta or {}).items() if value},
            layout=Layout(self._blocks, self._comments),
        )


def _named(title: str | None) -> str | None:
    text = _PROGRAM.sub("", _folded(title or ""))
    return None if text.casefold() in _NO_TITLES else text or None


def _folded(text: str) -> str:
    return " ".join(text.split())
