"""Tasks in processes of their own, as many at a time as there are cores.

A process that dies takes only its own task with it, which is then tried once more. May import
``errors``.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar

from corpus_cli.errors import SnapshotError

Task = TypeVar("Task")
Result = TypeVar("Result")
Report = Callable[[Any], None]

TRIES = 2


class Lost(NamedTuple):
    """A process that died before its task was done: the task's number, and what it died of."""

    task: int
    cause: str


class Reported(NamedTuple):
    """Something that a task had to say on its way."""

    task: int
    what: Any


class Done(NamedTuple, Generic[Result]):
    """The result of a task."""

    task: int
    result: Result


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    work: Callable[[Task, Report], Result], tasks: Sequence[Task], jobs: int
) -> Iterator[Lost | Reported | Done[Result]]:
    """Call ``work`` on each task in ``jobs`` processes, and yield what they say as it comes.

    ``work`` may call its second argument to report. A task whose process dies is tried twice.
    Raises what ``work`` raised if that is an OSError, and SnapshotError for anything else. No
    process outlives the iteration.
    """
    # Forked processes have compiled and filled what this one has.
    context: Any = get_context("fork" if "fork" in get_all_start_methods() else None)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    waiting = [(number, TRIES) for number in reversed(range(len(tasks)))]
    running: dict[Connection, tuple[int, int, Any]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                number, tries = waiting.pop()
                mine, theirs = context.Pipe(duplex=False)
                process = context.Process(
                    target=_serve, args=(work, tasks[number], theirs, os.getpid()), daemon=True
                )
                process.start()
                theirs.close()
                running[mine] = (number, tries - 1, process)
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)
                number, tries, process = running[ready]
                try:
                    kind, value = ready.recv()
                except (EOFError, OSError):
                    del running[ready]
                    ready.close()
                    process.join()
                    cause = _cause(process.exitcode)
                    yield Lost(number, cause)
                    if not tries:
                        raise SnapshotError(f"a worker process died twice: {cause}") from None
                    waiting.append((number, tries))
                    continue
                if kind == "report":
                    yield Reported(number, value)
                    continue
                del running[ready]
                ready.close()
                process.join()
                if kind == "error":
                    raise value if isinstance(value, OSError) else SnapshotError(str(value))
                yield Done(number, value)
    finally:
        for connection, (_, _, process) in running.items():
            process.kill()
            process.join()
            connection.close()


def _serve(
    work: Callable[[Any, Report], Any], task: Any, connection: Connection, parent: int
) -> None:
    """Do one task and say what came of it."""
    # A task makes many values and hardly a cycle, and its memory goes with its process.
    gc.disable()
    # Ctrl-C reaches every process of the terminal; it is the parent that ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def report(what: Any) -> None:
        if os.getppid() != parent:
            os._exit(1)
        connection.send(("report", what))

    try:
        connection.send(("done", work(task, report)))
    except OSError as error:
        connection.send(("error", OSError(error.errno, error.strerror, error.filename)))
    except Exception as error:
        connection.send(("error", f"{type(error).__name__}: {error}"))


def _cause(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        try:
            return f"killed by {signal.Signals(-exitcode).name}"
        except ValueError:
            return f"killed by signal {-exitcode}"
    return f"exit status {exitcode}"
