"""What was read of each file, as a table.

May import ``query.report`` and the shared parts of ``render``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from corpus_cli.query.report import FileReport
from corpus_cli.render.output import Output
from corpus_cli.render.table import draw_table

_COLUMNS = ("source", "format", "documents", "words", "encoding", "decided")


def draw_report(output: Output, rows: Sequence[FileReport]) -> None:
    """Draw a row a file, without warnings; paths are shown below the folder that all are in."""
    folders = {os.path.dirname(row.source) for row in rows}
    common = os.path.commonpath(folders) if len(folders) > 1 and _are_alike(folders) else ""
    common = next(iter(folders)) if len(folders) == 1 else common
    below = len(os.path.join(common, "")) if common else 0
    shown = [row._replace(source=row.source[below:]) for row in rows]
    draw_table(output, shown, _COLUMNS, optional=("decided", "encoding"))


def _are_alike(folders: set[str]) -> bool:
    """Whether all are of one kind: paths from the root, or others, or URLs."""
    return len({(folder.startswith("/"), "://" in folder) for folder in folders}) == 1
