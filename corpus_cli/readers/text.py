"""The reader of plain text: a file is a document."""

from __future__ import annotations

from collections.abc import Iterator

from corpus_cli.model import RawDocument
from corpus_cli.readers.decode import decode
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.walk import SourceFile


def read(file: SourceFile, tell: Tell) -> Iterator[RawDocument]:
    """Yield the one document of a text file, or none where it holds binary data."""
    with open(file.path, "rb") as stream:
        data = stream.read()
    decoded = decode(data)
    if decoded is None:
        tell(Note(file.source, "a binary file, skipped"))
        return
    if decoded.remark is not None:
        tell(Note(file.source, decoded.remark))
    yield RawDocument(file.id, decoded.text, file.source, len(data))
