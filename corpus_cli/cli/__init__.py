"""The command line: options, values, call, render; a module a command.

`main` answers ``--version`` before anything else is imported: starting is part of the product.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

FAILED, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``corpus`` with ``arguments``, those of the process unless given, and exit."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    # A run makes many values and hardly a cycle: looking for cycles as often as Python does, and
    # once more at the end, takes a tenth of the time of a short command.
    gc.set_threshold(100_000, 50, 50)
    # NumPy's library of linear algebra, of which nothing is used, starts threads when imported:
    # half of the time of that.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status = _version() if given == ["--version"] else _run(given)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Who reads us has seen enough.
        _silence_stdout()
        status = 0
    except OSError as error:
        _silence_stdout()
        print(f"corpus: {(error.strerror or 'error').lower()}", file=sys.stderr)
        status = FAILED
    except KeyboardInterrupt:
        _silence_stdout()
        status = INTERRUPTED
    gc.freeze()
    sys.exit(status)


def _version() -> int:
    from corpus_cli.version import __version__

    print(f"corpus {__version__}")
    return 0


def _run(arguments: Sequence[str]) -> int:
    from corpus_cli.cli.app import run

    return run(arguments)


def _silence_stdout() -> None:
    """Point standard output at nothing, so that what is left in its buffer raises no more."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
