"""A line on standard error that says how far something has come, where it takes over a second.

May import ``build`` for what it counts.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TextIO

from corpus_cli.build import Amount

PATIENCE = 1.0  # seconds before anything is shown
EVERY = 0.1  # seconds between changes
BEAT = 0.5  # the same where time alone may have passed
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
        self._is_wanted = _is_wanted(stream)
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
        line = _line(self._what, amount, now - self._began, self._stream)
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


class Pulse:
    """Call it with the number of shards that are done, and of how many; it tells the seconds too.

    A shard may take seconds, and be all there is: a thread draws the line, so that it changes
    while nothing is told. It is taken away for good by `stop`, which whoever prints must call.
    """

    def __init__(self, stream: TextIO, what: str, *, patience: float = PATIENCE) -> None:
        self._stream = stream
        self._what = what
        self._patience = patience
        self._began = time.monotonic()
        self._done, self._all = 0, 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)

    def __call__(self, done: int, all: int) -> None:
        self._done, self._all = done, all

    def stop(self) -> None:
        """Take the line away, and draw it no more."""
        self._is_over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _draw(self) -> None:
        if self._is_over.wait(self._patience):
            return
        while True:
            seconds = f"{time.monotonic() - self._began:.0f} s"
            shards = f"{self._done:,} of {self._all:,} shards"
            parts = [shards, seconds] if self._all > 1 else [seconds]
            share = self._done / self._all if self._all > 1 else None
            self._stream.write(f"\r\x1b[K{_bar(self._what, share, parts, self._stream)}")
            self._stream.flush()
            if self._is_over.wait(BEAT):
                self._stream.write("\r\x1b[K")
                self._stream.flush()
                return

    def __enter__(self) -> Pulse:
        if _is_wanted(self._stream):
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _is_wanted(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _line(what: str, amount: Amount, seconds: float, stream: TextIO) -> str:
    """Return what is drawn: files, and where known MB and time."""
    parts = [f"{amount.files:,} of {amount.all_files:,} files"]
    done = amount.files / amount.all_files
    if amount.all_bytes:
        done = min(amount.bytes / amount.all_bytes, 1.0)
        parts.append(f"{amount.bytes / _MB:,.0f} of {amount.all_bytes / _MB:,.0f} MB")
        if amount.bytes and seconds > 0:
            speed = amount.bytes / seconds
            left = round((amount.all_bytes - amount.bytes) / speed)
            parts += [f"{speed / _MB:.1f} MB/s", f"{left // 60}:{left % 60:02} left"]
    return _bar(what, done, parts, stream)


def _bar(what: str, share: float | None, parts: Sequence[str], stream: TextIO) -> str:
    """Return a line with a bar, where a share is known and there is room."""
    columns = _columns(stream)
    text = f"{what} {', '.join(parts)}"
    room = min(columns - len(text) - 2, _WIDEST)
    if room < 5 or share is None:
        return text[: columns - 1]
    filled = round(share * room)
    return f"{what} {'━' * filled}{'╌' * (room - filled)} {', '.join(parts)}"


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 80
