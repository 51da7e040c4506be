"""A conversation as a tree: a line a message, indented by depth.

May import ``query.threads`` and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpus_cli.query.threads import Member
from corpus_cli.render.document import readable_date
from corpus_cli.render.terminal import HEADING, ID, QUIET, styled

if TYPE_CHECKING:
    from rich.console import Console

DEEPEST = 12  # levels that are indented


def draw_conversation(
    screen: Console, members: Sequence[Member], *, ids: Mapping[str, str]
) -> None:
    """Draw a line a message; ``ids`` maps ids to those that are shown."""
    for depth, id, author, date, title in members:
        line = styled("│ " * min(depth, DEEPEST), QUIET)
        if id is None:
            line += styled("(a message that is not in the corpus)", QUIET)
        else:
            line += styled(ids[id], ID) + styled("  ")
            line += styled(author or "(unknown)", HEADING) + styled("  ")
            line += styled(readable_date(date), QUIET) + styled("  ") + styled(title or "")
        line.truncate(screen.width, overflow="ellipsis")
        screen.print(line, soft_wrap=True)
