"""Tasks in other processes, as many as there are cores.

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
    is_forked = "fork" in get_all_start_methods()
    context: Any = get_context("fork" if is_forked else None)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    waiting = [(number, TRIES) for number in reversed(range(len(tasks)))]
    running: dict[Connection, _Running] = {}

    def start(connection: Connection, process: Any) -> None:
        number, tries = waiting.pop()
        running[connection] = _Running(number, tries - 1, process)
        connection.send(tasks[number])

    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                mine, theirs = context.Pipe()
                inherited = [*running, mine] if is_forked else []
                process = context.Process(
                    target=_serve, args=(work, theirs, inherited, os.getpid()), daemon=True
                )
                process.start()
                theirs.close()
                start(mine, process)
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
                if kind == "error":
                    raise value if isinstance(value, OSError) else SnapshotError(str(value))
                del running[ready]
                if waiting:
                    start(ready, process)
                else:
                    ready.close()
                    process.join()
                yield Done(number, value)
    finally:
        for connection, (_, _, process) in running.items():
            process.kill()
            process.join()
            connection.close()


class _Running(NamedTuple):
    """A process at work: the number of its task, how often that may be tried again."""

    task: int
    tries: int
    process: Any


def _serve(
    work: Callable[[Any, Report], Any],
    connection: Connection,
    inherited: Sequence[Connection],
    parent: int,
) -> None:
    """Do one task after the other until the parent hangs up, and say what came of each."""
    # As long as anyone has the parent's ends, it does not hang up.
    for each in inherited:
        each.close()
    # A task makes many values and hardly a cycle.
    gc.disable()
    # Ctrl-C reaches every process of the terminal; it is the parent that ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def report(what: Any) -> None:
        if os.getppid() != parent:
            os._exit(1)
        connection.send(("report", what))

    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
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
