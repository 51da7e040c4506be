"""What every command does around its query: open the corpus, say what happened, give a status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from corpus_cli.build import open_corpus
from corpus_cli.cli.options import Common
from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusError
from corpus_cli.render.messages import note_lines, total_line
from corpus_cli.render.progress import Progress


@contextmanager
def opened(common: Common) -> Iterator[Corpus]:
    """Give the corpus that the options name; what reading it had to say is said at the end."""
    with Progress(sys.stderr, "reading") as progress:
        corpus = open_corpus(*common.paths, progress=progress)
        try:
            yield corpus
        except CorpusError:
            _say_notes(corpus)
            raise
    _say_notes(corpus)


def status(corpus: Corpus, *, found: bool) -> int:
    """Return the exit status: 2 where something could not be read, else 1 for nothing found."""
    if any(note.is_error for note in corpus.notes):
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


def _say_notes(corpus: Corpus) -> None:
    say(note_lines(corpus.notes))
