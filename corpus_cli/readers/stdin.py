"""Standard input as a source: what is piped in, kept in a file that goes with the process.

May import ``errors``.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache

from corpus_cli.errors import CorpusNotFoundError

# What stands for standard input among sources, and in what is said of it.
STDIN = "-"
NAME = "stdin"


@cache
def standard_input() -> str:
    """Return the path of a file with all that standard input holds; it is read once.

    Raises CorpusNotFoundError where nothing is piped into it.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise CorpusNotFoundError("-C - reads standard input, which is closed")
    if sys.stdin.isatty():
        raise CorpusNotFoundError(
            "-C - reads standard input, which is a terminal here; pipe something into it"
        )
    import atexit
    import shutil
    import tempfile

    handle, path = tempfile.mkstemp(prefix="corpus-")
    atexit.register(_remove, path, os.getpid())
    with open(handle, "wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file, 1 << 20)
    return path


def _remove(path: str, owner: int) -> None:
    if os.getpid() == owner:
        with suppress(OSError):
            os.unlink(path)
