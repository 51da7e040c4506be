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
                return self.extended(f, depth)
        except (FileNotFoundError, NotADirectoryError):
            return self

    def extended(self, lines: Iterable[str], depth: int) -> Ignore:
        """Return what holds in a folder so deep that has a file of these patterns."""
        return Ignore(self._options, (*self._rules, Rules(depth, _spec(lines))))

    def leaves_out(self, parts: Sequence[str], *, is_folder: bool) -> bool:
        """Tell whether a file or folder, by its parts below the source, is left out."""
        for rules in reversed(self._rules):
            path = "/".join(parts[rules.depth :]) + "/" * is_folder
            verdict = rules.spec.check_file(path).include
            if verdict is not None:
                return verdict
        return not (is_folder or self._include is None or self._include.match_file("/".join(parts)))


class ListedIgnore:
    """What is left out of files that are listed all at once, whatever their folders."""

    def __init__(self, ignore: Ignore) -> None:
        self._first = ignore
        self._lines: dict[tuple[str, ...], list[str]] = {}
        # What holds in a folder, or the number of its parts that are left out.
        self._known: dict[tuple[str, ...], Ignore | int] = {}

    def add(self, folder: tuple[str, ...], lines: Iterable[str]) -> None:
        """Add a folder's file of patterns, before anything is asked; raises ValueError."""
        held = list(lines)
        _spec(held)
        self._lines[folder] = held

    def leaves_out(self, parts: tuple[str, ...]) -> int:
        """Return how many first parts of a file's path are left out, 0 if it is not."""
        above = self._in_folder(parts[:-1])
        if isinstance(above, int):
            return above
        return len(parts) if above.leaves_out(parts, is_folder=False) else 0

    def _in_folder(self, folder: tuple[str, ...]) -> Ignore | int:
        if folder not in self._known:
            self._known[folder] = self._found(folder)
        return self._known[folder]

    def _found(self, folder: tuple[str, ...]) -> Ignore | int:
        above = self._first if not folder else self._in_folder(folder[:-1])
        if isinstance(above, int):
            return above
        if folder and above.leaves_out(folder, is_folder=True):
            return len(folder)
        lines = self._lines.get(folder)
        return above if lines is None else above.extended(lines, len(folder))


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(line.rstrip("\r\n") for line in lines)
