"""What every command does around its query: open the corpus, say what happened, give a status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from corpus_cli.build import open_sources
from corpus_cli.cli.options import Common
from corpus_cli.corpus import Corpus
from corpus_cli.errors import AmbiguousIdError, CorpusError, SnapshotError, UnknownIdError
from corpus_cli.model import META
from corpus_cli.render.messages import error_lines, note_lines, total_line
from corpus_cli.render.progress import Progress
from corpus_cli.render.text import inline

Found = TypeVar("Found")


@contextmanager
def opened(
    common: Common,
    meanwhile: Callable[[], object] = lambda: None,
    *,
    build: bool = True,
    notes: bool = True,
) -> Iterator[Corpus]:
    """Give the corpus that the options name; what reading it had to say is said at the end.

    Without ``build``, a large corpus that has no snapshot is read from its files as needed. Who
    says the ``notes`` in another way leaves them out here. ``meanwhile`` may be called while
    files are compared: to import what the query will need.
    """
    settings = common.settings()
    with Progress(sys.stderr, "reading") as progress:

        def tell(text: str) -> None:
            progress.clear()
            say([f"corpus: {inline(text)}"])

        corpus = open_sources(
            settings.sources,
            common.refresh or settings.refresh,
            settings.options,
            progress=progress,
            say=tell,
            build=build,
            meanwhile=meanwhile,
        )
        try:
            yield corpus
        except CorpusError:
            _say_notes(corpus)
            raise
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            # What damaged numbers lead to.
            raise _damage(settings.sources) or error from None
    if notes:
        _say_notes(corpus)


def _damage(sources: Sequence[str]) -> SnapshotError | None:
    """Return what is wrong with the snapshot, if that is why something failed."""
    from corpus_cli.snapshot.store import Store

    damaged = Store(sources).verify()
    if not damaged:
        return None
    return SnapshotError(f"{damaged[0]} is damaged; corpus index builds it anew")


def each_found(
    call: Callable[[str], Found], targets: Iterable[str]
) -> tuple[list[Found], list[CorpusError]]:
    """Call ``call`` on each target: the answers, and the errors of those that name nothing.

    One wrong id among several must not keep the others from being shown. Raises the error where
    it is the only one and there is no answer.
    """
    found: list[Found] = []
    errors: list[CorpusError] = []
    for target in targets:
        try:
            found.append(call(target))
        except (UnknownIdError, AmbiguousIdError) as error:
            errors.append(error)
    if errors and not found:
        say(line for error in errors[:-1] for line in error_lines(error))
        raise errors[-1]
    return found, errors


def status(corpus: Corpus, *, found: bool, errors: Sequence[CorpusError] = ()) -> int:
    """Return the exit status: 2 where something could not be read, else 1 for nothing found.

    ``errors`` are said here, after all that could be done.
    """
    say(line for error in errors for line in error_lines(error))
    if errors or any(note.is_error for note in corpus.notes):
        return 2
    return 0 if found else 1


def say(lines: Iterable[str]) -> None:
    """Print lines on standard error, after everything that was printed before."""
    sys.stdout.flush()
    for line in lines:
        print(line, file=sys.stderr)


def say_total(shown: int, total: int) -> None:
    """Say that not everything was shown, where that is so."""
    if shown < total:
        say([total_line(shown, total)])


def say_unknown(corpus: Corpus, names: Iterable[str]) -> None:
    """Say which of some names of fields are metadata that no document has."""
    asked = [name for name in names if name.startswith(META)]
    if not asked:
        return
    from corpus_cli.query.metadata import known, unknown

    missing = unknown(corpus, asked)
    if missing:
        there = ", ".join(map(inline, known(corpus))) or "none"
        say(f"no document has {inline(name)}; there are: {there}" for name in missing)


def no_value(corpus: Corpus, name: str, value: str) -> list[str]:
    """Return a line with the values that a field has, if no document has this one."""
    from corpus_cli.tokens import fold

    there = {each for shard in corpus.shards for each in shard.field(name) if each is not None}
    if fold(value) in map(fold, there):
        return []
    named = [inline(each) for each in sorted(there)[:_NAMED]] or ["none"]
    more = f" and {len(there) - _NAMED:,} more" if len(there) > _NAMED else ""
    return [f"no document has the {name} {inline(value)!r}; there are: {', '.join(named)}{more}"]


# How many values a message names.
_NAMED = 12


def _say_notes(corpus: Corpus) -> None:
    say(note_lines(corpus.notes))
