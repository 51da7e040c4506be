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
