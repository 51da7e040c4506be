"""A line on standard error that says how far reading has come, for anything over a second.

May import only the standard library.
"""

from __future__ import annotations

import os
import time
from types import TracebackType
from typing import TextIO

PATIENCE = 1.0  # seconds before anything is shown
EVERY = 0.1  # seconds between changes


class Progress:
    """Call it with what is done and the total; it draws on a terminal only, and cleans up.

    ``patience`` is the seconds before the first line.
    """

    def __init__(self, stream: TextIO, what: str, *, patience: float = PATIENCE) -> None:
        self._stream = stream
        self._what = what
        self._next = time.monotonic() + patience
        self._is_wanted = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._is_drawn = False

    def __call__(self, done: int, total: int) -> None:
        if done >= total:
            self.clear()
            return
        if not self._is_wanted or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        self._is_drawn = True
        self._stream.write(f"\r\x1b[K{self._what} {done:,} of {total:,}")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._is_drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._is_drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()
