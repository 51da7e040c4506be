"""Explore a folder of text: list, read, grep and search documents and their comment threads.

The public API. ``open_corpus("folder")`` gives a `Corpus`, whose methods are twins of the
commands. Names are imported when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_cli.version import __version__

if TYPE_CHECKING:
    from corpus_cli.build import open_corpus
    from corpus_cli.corpus import Corpus
    from corpus_cli.errors import (
        AmbiguousIdError,
        ConfigError,
        CorpusError,
        CorpusNotFoundError,
        ExpressionError,
        PatternError,
        PatternTimeoutError,
        SnapshotError,
        UnknownIdError,
        UsageError,
    )
    from corpus_cli.model import Block, Document, Reference, Row, Unit
    from corpus_cli.query.analysis.result import Counted, Result
    from corpus_cli.query.results import Hit, Passage, SearchResult, Term
    from corpus_cli.readers import Note

__all__ = [
    "AmbiguousIdError",
    "Block",
    "ConfigError",
    "Corpus",
    "CorpusError",
    "CorpusNotFoundError",
    "Counted",
    "Document",
    "ExpressionError",
    "Hit",
    "Note",
    "Passage",
    "PatternError",
    "PatternTimeoutError",
    "Reference",
    "Result",
    "Row",
    "SearchResult",
    "SnapshotError",
    "Term",
    "Unit",
    "UnknownIdError",
    "UsageError",
    "__version__",
    "open_corpus",
]

_HOMES = {
    "corpus_cli.build": ("open_corpus",),
    "corpus_cli.corpus": ("Corpus",),
    "corpus_cli.errors": (
        "AmbiguousIdError",
        "ConfigError",
        "CorpusError",
        "CorpusNotFoundError",
        "ExpressionError",
        "PatternError",
        "PatternTimeoutError",
        "SnapshotError",
        "UnknownIdError",
        "UsageError",
    ),
    "corpus_cli.model": ("Block", "Document", "Reference", "Row", "Unit"),
    "corpus_cli.query.analysis.result": ("Counted", "Result"),
    "corpus_cli.query.results": ("Hit", "Passage", "SearchResult", "Term"),
    "corpus_cli.readers": ("Note",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
