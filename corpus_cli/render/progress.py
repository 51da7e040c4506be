"""A line on standard error that says how far reading has come, for anything over a second.

May import ``build`` for what it counts.
"""

from __future__ import annotations

import os
import time
from types import TracebackType
from typing import TextIO

from corpus_cli.build import Amount

PATIENCE = 1.0  # seconds before anything is shown
EVERY = 0.1  # seconds between changes
_MB = 1_000_000
_WIDEST = 30  # of the bar


class Progress:
    """Call it with the `Amount` that is done; it draws on a terminal only, and cleans up.

    ``patience`` is the seconds before the first line.
    """

    def __init__(self, stream: TextIO, what: str, *, patience: float = PATIENCE) -> None:
        self._stream = stream
        self._what = what
        self._began = time.monotonic()
        self._next = self._began + patience
        self._is_wanted = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._is_drawn = False

    def __call__(self, amount: Amount) -> None:
        if amount.files >= amount.all_files:
            self.clear()
            return
        now = time.monotonic()
        if not self._is_wanted or now < self._next:
            return
        self._next = now + EVERY
        self._is_drawn = True
        line = _line(self._what, amount, now - self._began, _columns(self._stream))
        self._stream.write(f"\r\x1b[K{line}")
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


def _line(what: str, amount: Amount, seconds: float, columns: int) -> str:
    """Return what is drawn: a bar where there is room, files, and where known MB and time."""
    parts = [f"{amount.files:,} of {amount.all_files:,} files"]
    done = amount.files / amount.all_files
    if amount.all_bytes:
        done = min(amount.bytes / amount.all_bytes, 1.0)
        parts.append(f"{amount.bytes / _MB:,.0f} of {amount.all_bytes / _MB:,.0f} MB")
        if amount.bytes and seconds > 0:
            speed = amount.bytes / seconds
            left = round((amount.all_bytes - amount.bytes) / speed)
            parts += [f"{speed / _MB:.1f} MB/s", f"{left // 60}:{left % 60:02} left"]
    text = f"{what} {', '.join(parts)}"
    room = min(columns - len(text) - 2, _WIDEST)
    if room < 5:
        return text[: columns - 1]
    filled = round(done * room)
    return f"{what} {'━' * filled}{'╌' * (room - filled)} {', '.join(parts)}"


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 80
