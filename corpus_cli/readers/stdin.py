"""Standard input as a file: read once, held in memory or, where it is large, on the disk.

What lies on the disk has no name there, and goes with the process.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from corpus_cli.errors import CorpusNotFoundError
from corpus_cli.readers.sources import STDIN
from corpus_cli.readers.streams import view

NAME = "stdin"

# Bytes that are held in memory.
MOST_IN_MEMORY = 16_000_000
_CHUNK = 1 << 20


class Stdin:
    """Standard input, which is read when it is first asked for."""

    name = NAME
    version = 0

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        return _spooled()[1]

    def open(self) -> BinaryIO:
        return view(_spooled()[0])


def check() -> None:
    """Raise CorpusNotFoundError where nothing can be read from standard input."""
    if sys.stdin is None or sys.stdin.closed:
        raise CorpusNotFoundError(f"standard input is closed, and {STDIN} names it as the corpus")
    if sys.stdin.isatty():
        raise CorpusNotFoundError(
            f"standard input is a terminal, and {STDIN} names it as the corpus; pipe a text into "
            f"it, as in: zcat mails.gz | corpus -C {STDIN} list"
        )


def take() -> int:
    """Read standard input, if that has not been done, and return its bytes; raises OSError."""
    return _spooled()[1]


@cache
def _spooled() -> tuple[SpooledTemporaryFile[bytes], int]:
    spool = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 (open until the end)
    stream = sys.stdin.buffer
    while chunk := stream.read(_CHUNK):
        spool.write(chunk)
    return spool, spool.seek(0, os.SEEK_END)
