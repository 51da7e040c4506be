"""What reading has to say about a file: skipped, decoded by guess, or not readable at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Note(NamedTuple):
    """A remark on one file or folder, ``source``, as the user would name it.

    ``is_error`` says that something the user asked for is missing, so that the exit status is 2.
    """

    source: str
    message: str
    is_error: bool = False

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


Tell = Callable[[Note], object]

# How many places a remark names.
_NAMED = 3


class Telling:
    """Collects what there is to say of a file's parts, so that each thing is told once."""

    def __init__(self, source: str, tell: Tell) -> None:
        self._source = source
        self._tell = tell
        self._found: dict[tuple[str, bool], list[str]] = {}

    def add(self, message: str, where: str = "", *, is_error: bool = False) -> None:
        """Add a remark on a part, which is nothing for the whole file."""
        self._found.setdefault((message, is_error), []).append(where)

    def tell(self) -> None:
        """Tell all remarks, each with how often it is to be made and where first."""
        for (message, is_error), places in self._found.items():
            named = [place for place in places[:_NAMED] if place]
            if len(places) > _NAMED:
                named.append(f"and {len(places) - _NAMED:,} more")
            where = f"{', '.join(named)}: " if named else ""
            self._tell(Note(self._source, f"{where}{message}", is_error))
        self._found.clear()
