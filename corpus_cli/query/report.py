"""What was read of each file of a corpus, and how: a row a file.

May import ``corpus``, ``readers`` and ``snapshot`` no further than walks and formats go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus_cli.corpus import Corpus
from corpus_cli.model import META
from corpus_cli.readers import SourceFile
from corpus_cli.readers.registry import format_name

GUESSED = "not UTF-8, read as"


class FileReport(NamedTuple):
    """A file: its format, with what is in it where it holds others, and what became of it.

    ``encoding`` is that of its text, ``decided`` what told it: ``content`` where the bytes can be
    nothing else, ``byte-order mark``, ``declared`` by the file, ``guessed``. Both are None where
    nothing was read as text. ``warnings`` are what there was to say.
    """

    source: str
    format: str
    encoding: str | None
    decided: str | None
    documents: int
    words: int
    warnings: tuple[str, ...]


class _Holding:
    """What the documents of a file add up to."""

    def __init__(self) -> None:
        self.documents = self.words = 0
        self.formats: dict[str, None] = {}
        self.encodings: dict[str, None] = {}


def report(corpus: Corpus, files: Iterable[SourceFile]) -> Iterator[FileReport]:
    """Yield a row for each of the files that a corpus was read from."""
    held: defaultdict[str, _Holding] = defaultdict(_Holding)
    for shard in corpus.shards:
        columns = (
            shard.field(name) for name in ("source", "words", f"{META}format", f"{META}encoding")
        )
        for source, words, format, encoding in zip(*columns, strict=True):
            holding = held[source]
            holding.documents += 1
            holding.words += words
            holding.formats[format or "text"] = None
            holding.encodings[encoding or "utf-8"] = None
    said: defaultdict[str, list[str]] = defaultdict(list)
    for note in corpus.notes:
        said[note.source].append(note.message)
    for file in files:
        holding, warnings = held[file.source], said.pop(file.source, [])
        own = format_name(file)
        inner = [format for format in holding.formats if format != own]
        yield FileReport(
            file.source,
            f"{own}: {', '.join(inner)}" if inner else own,
            ", ".join(holding.encodings) or None,
            _decided(holding.encodings, warnings) if holding.documents else None,
            holding.documents,
            holding.words,
            tuple(warnings),
        )
    # Files and folders that were not read at all.
    for source, messages in said.items():
        yield FileReport(source, "", None, None, 0, 0, tuple(messages))


def _decided(encodings: Iterable[str], warnings: Iterable[str]) -> str:
    names = set(encodings)
    if any(GUESSED in warning for warning in warnings):
        return "guessed"
    if any(name.startswith(("utf-16", "utf-32")) for name in names):
        return "byte-order mark"
    return "content" if names <= {"utf-8"} else "declared"
