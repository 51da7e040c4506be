"""`show --outline`: headings and comments with their addresses, as a tree or as records.

May import ``query.show`` and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from corpus_cli.model import Document
from corpus_cli.query.show import OutlineEntry

if TYPE_CHECKING:
    from rich.console import Console

DEEPEST = 12  # levels that are indented


class OutlineRecord(NamedTuple):
    """An entry of an outline with the document it belongs to."""

    id: str
    address: str
    kind: str
    depth: int
    author: str | None
    date: str | None
    label: str


def outline_records(document: Document, entries: Sequence[OutlineEntry]) -> list[OutlineRecord]:
    """Return the entries as records that name their document."""
    return [OutlineRecord(document.id, *entry) for entry in entries]


def draw_outline(screen: Console, document: Document, entries: Sequence[OutlineEntry]) -> None:
    """Draw an outline, a line an entry, indented by depth."""
    from corpus_cli.render.terminal import draw_heading

    draw_heading(screen, document.id, document.shown_title)
    below = [entry for entry in entries if entry.kind != "title"]
    least = min((entry.depth for entry in below), default=0)
    for entry in below:
        _draw_entry(screen, entry, min(entry.depth - least, DEEPEST))


def _draw_entry(screen: Console, entry: OutlineEntry, depth: int) -> None:
    from corpus_cli.render.terminal import ADDRESS, HEADING, QUIET, styled

    line = styled("│ " * depth, QUIET) + styled(entry.address, ADDRESS) + styled("  ")
    if entry.author:
        line += styled(entry.author, HEADING) + styled("  ")
    line += styled(entry.label, HEADING if entry.kind == "heading" else "")
    line.truncate(screen.width, overflow="ellipsis")
    screen.print(line, soft_wrap=True)
