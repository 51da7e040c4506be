"""`search` for people: ranked documents with their best passages, and plain lines.

May import ``query.results`` and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from corpus_cli.query.results import Passage, SearchResult
from corpus_cli.render.text import inline
from corpus_cli.render.window import window

if TYPE_CHECKING:
    from rich.console import Console

LINES = 2  # of the terminal that a passage may take
WIDEST_ADDRESS = 9
RANK = 4  # cells for a rank and the gap behind it


def write_plain_result(out: TextIO, result: SearchResult, *, title: str) -> None:
    """Print a result on a line: what ``show`` takes, score, date, title, best passage."""
    target = f"{result.id}#{result.address}" if result.address else result.id
    fields = (target, f"{result.score:.3f}", result.date or "", title, result.snippet)
    out.write("\t".join(map(inline, fields)) + "\n")


def draw_result(screen: Console, result: SearchResult, *, id: str, title: str) -> None:
    """Draw a result: rank, id, title and date, and below them its best passages."""
    from corpus_cli.render.terminal import HEADING, ID, QUIET, styled

    line = styled(f"{result.rank:>{RANK - 2}}  ", QUIET) + styled(id, ID) + styled("  ")
    line += styled(title, HEADING if result.title is not None else "bold italic")
    date = styled(f"  {result.date[:10]}", QUIET) if result.date else styled("")
    line.truncate(screen.width - date.cell_len, overflow="ellipsis")
    screen.print(line + date, soft_wrap=True)
    width = min(max((len(each.address) for each in result.passages), default=0), WIDEST_ADDRESS)
    for passage in result.passages:
        _draw_passage(screen, passage, width)


def _draw_passage(screen: Console, passage: Passage, width: int) -> None:
    from corpus_cli.render.terminal import ADDRESS, draw_hanging, highlighted, styled

    label = styled(" " * RANK) + styled(passage.address.ljust(width), ADDRESS) + styled("  ")
    budget = LINES * max(screen.width - label.cell_len, 20) - 8
    cut = window(passage.snippet, passage.spans, budget)
    draw_hanging(screen, label, highlighted(cut.text, cut.spans), screen.width)


def shown_title(result: SearchResult, titles: Mapping[str, str]) -> str:
    """Return the title, or what people are shown in its place."""
    return result.title if result.title is not None else titles.get(result.id, "")
