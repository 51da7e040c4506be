"""What a corpus leaves out: ``.corpusignore`` files, and patterns of the settings.

Patterns are those of gitignore; a file of them holds for its folder and all below. May import
``item``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from corpus_cli.readers.item import Options

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".corpusignore"


class Rules(NamedTuple):
    """Patterns that hold below a folder, which has so many parts below its source."""

    depth: int
    spec: GitIgnoreSpec


class Ignore:
    """What is left out in a folder: the settings' patterns, and those of the folders above it."""

    def __init__(self, options: Options, rules: tuple[Rules, ...] = ()) -> None:
        self._options = options
        self._rules = rules
        if not rules and options.exclude:
            self._rules = (Rules(0, _spec(options.exclude)),)
        self._include = _spec(options.include) if options.include else None

    def below(self, folder: str, depth: int) -> Ignore:
        """Return what holds in a folder, which has so many parts below its source.

        Raises OSError for a file of patterns that cannot be read.
        """
        try:
            with open(os.path.join(folder, NAME), encoding="utf-8", errors="surrogateescape") as f:
                rules = Rules(depth, _spec(f))
        except (FileNotFoundError, NotADirectoryError):
            return self
        return Ignore(self._options, (*self._rules, rules))

    def leaves_out(self, parts: Sequence[str], *, is_folder: bool) -> bool:
        """Tell whether a file or folder, by its parts below the source, is left out."""
        for rules in reversed(self._rules):
            path = "/".join(parts[rules.depth :]) + "/" * is_folder
            verdict = rules.spec.check_file(path).include
            if verdict is not None:
                return verdict
        return not (is_folder or self._include is None or self._include.match_file("/".join(parts)))


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(line.rstrip("\r\n") for line in lines)
