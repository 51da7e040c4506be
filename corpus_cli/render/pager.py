"""A stream that holds back what fits on one screen and hands anything longer to a pager.

Starting the pager only then keeps short answers on the screen whatever ``$PAGER`` is. May import
only the standard library.
"""

from __future__ import annotations

import io
import os
import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from subprocess import Popen

DEFAULT_PAGER = ("less", "-FRX")


def pager_command(environ: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the pager to use, None where ``$PAGER`` is empty or ``cat``, or cannot be used."""
    if environ.get("TERM") == "dumb":
        return None
    if "PAGER" not in environ:
        return DEFAULT_PAGER
    try:
        command = tuple(shlex.split(environ["PAGER"]))
    except ValueError:
        return None
    return None if command in ((), ("cat",)) else command


class Pager(io.TextIOBase):
    """Standard output for as long as the text fits on the screen, then a pager's input."""

    def __init__(self, out: TextIO, command: Sequence[str], width: int, height: int) -> None:
        self._out = out
        self._command = tuple(command)
        self._width = width
        self._left = height - 1  # a line stays for the prompt
        self._held: list[str] = []
        self._process: Popen[str] | None = None
        self._sink: TextIO | None = None

    def write(self, text: str) -> int:
        """Hold ``text`` back, or pass it on once the screen is full."""
        if self._sink is None:
            self._held.append(text)
            self._left -= sum(1 + len(line) // self._width for line in text.split("\n")[:-1])
            if self._left < 0:
                self._start()
        else:
            self._sink.write(text)
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the terminal, which decides what can be drawn on it."""
        return self._out.encoding

    def _start(self) -> None:
        import subprocess

        # As git does it: less needs these to leave short output and colours alone.
        environ = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                env=environ,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except OSError:
            self._sink = self._out
        else:
            assert self._process.stdin is not None
            self._sink = self._process.stdin  # type: ignore[assignment]
        self._release()

    def _release(self) -> None:
        held, self._held = self._held, []
        sink = self._out if self._sink is None else self._sink
        sink.write("".join(held))

    def __enter__(self) -> Pager:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is None:
            self._release()
            self._out.flush()
            return
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        # Ctrl-C belongs to the pager while it runs; it ends when its reader says so.
        while self._process.poll() is None:
            with suppress(KeyboardInterrupt):
                self._process.wait()
