"""Files to `RawDocument`: the walk over a corpus's sources, its ids, and a reader a format family.

One bad file never stops the rest: whatever cannot be read as text becomes a `Note`. May import
``model`` and ``errors``; libraries for formats are imported where they are needed.
"""

from __future__ import annotations

from corpus_cli.readers.item import DEFAULTS, Options
from corpus_cli.readers.notes import Note
from corpus_cli.readers.paths import original as original_path
from corpus_cli.readers.registry import (
    ahead,
    is_any_installed,
    is_manifold,
    is_quick,
    listed_sizes,
    needed,
    open_source,
    read,
    weight,
)
from corpus_cli.readers.walk import (
    SourceFile,
    SourceFolder,
    Walk,
    listed_once,
    listed_state,
    walk,
)

__all__ = [
    "DEFAULTS",
    "Note",
    "Options",
    "SourceFile",
    "SourceFolder",
    "Walk",
    "ahead",
    "is_any_installed",
    "is_manifold",
    "is_quick",
    "listed_once",
    "listed_sizes",
    "listed_state",
    "needed",
    "open_source",
    "original_path",
    "read",
    "walk",
    "weight",
]
