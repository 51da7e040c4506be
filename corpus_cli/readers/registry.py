"""Which reader takes which file: by suffix, and plain text for everything else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from corpus_cli.model import RawDocument
from corpus_cli.readers import text
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.paths import reason
from corpus_cli.readers.walk import SourceFile

Reader = Callable[[SourceFile, Tell], Iterator[RawDocument]]

# A format family registers its suffixes here; text needs none.
READERS: Mapping[str, Reader] = {}


def read(file: SourceFile, tell: Tell) -> Iterator[RawDocument]:
    """Yield the documents of a file; ``tell`` is called with what there is to say about it."""
    reader = READERS.get(os.path.splitext(file.path)[1].lower(), text.read)
    try:
        yield from reader(file, tell)
    except OSError as error:
        tell(Note(file.source, f"cannot be read: {reason(error)}", is_error=True))
