"""Who wrote a part of a document, and when: the comment or quotation says it, else the document.

May import ``model``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from corpus_cli.model import Block, Document


class Attribution(NamedTuple):
    """An author, None where nobody is named, and a date in ISO 8601."""

    author: str | None
    date: str | None


class Attributions:
    """The attributions of a document's parts.

    The author of a comment that names none is not known; its date is the document's then.
    """

    def __init__(self, document: Document) -> None:
        whole = Attribution(document.author, document.date)
        self._starts: list[int] = []
        self._found: list[Attribution] = []
        comment: Block | None = None
        for block in document.blocks:
            if block.kind == "comment":
                comment = block
                continue
            own = whole
            if block.parent is not None and comment is not None:
                own = Attribution(comment.author, comment.date or document.date)
            self._starts.append(block.start)
            self._found.append(Attribution(block.author or own.author, block.date or own.date))

    def at(self, offset: int) -> Attribution:
        """Return the attribution of what stands at an offset of the document's text."""
        return self._found[max(bisect_right(self._starts, offset) - 1, 0)]
