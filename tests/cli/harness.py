"""Runs the installed command, piped and on a pseudo-terminal, and says what it printed."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# What of the tester's own environment would change the output.
UNWANTED = (
    "COLUMNS LINES CORPUS_PATH CORPUS_DEBUG FORCE_COLOR NO_COLOR PAGER LESS TERM PYTHONUTF8"
).split()


class Result(NamedTuple):
    """How a run ended, and what it printed on standard output and on standard error."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return {**kept, "TERM": "xterm-256color", **(extra or {})}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "corpus_cli", *arguments]


def corpus(*arguments: str, at: Path, env: Mapping[str, str] | None = None) -> Result:
    """Run ``corpus`` in the folder ``at`` with its output piped."""
    done = subprocess.run(
        command(*arguments), cwd=at, env=environment(env), capture_output=True, timeout=60
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def corpus_bytes(*arguments: str, at: Path) -> bytes:
    """Return what a run printed, byte for byte."""
    return subprocess.run(
        command(*arguments), cwd=at, env=environment(), stdout=subprocess.PIPE, check=True
    ).stdout


def on_terminal(
    *arguments: str,
    at: Path,
    width: int = 80,
    height: int = 24,
    env: Mapping[str, str] | None = None,
) -> Result:
    """Run ``corpus`` with its output on a terminal; standard error is piped.

    The pager is off unless ``env`` names one.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    process = subprocess.Popen(
        command(*arguments),
        cwd=at,
        env=environment({"PAGER": "cat", **(env or {})}),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    out = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    _, err = process.communicate(timeout=60)
    return Result(process.returncode, out.decode().replace("\r\n", "\n"), err.decode())


def _read(terminal: int) -> bytes:
    """Return what a terminal shows next; nothing once its other side is closed."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
