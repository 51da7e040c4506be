"""Reading a file of bytes with one reader, so that what a reader raises is not caught above it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.readers.formats import BY_SUFFIX
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.notes import Note
from corpus_cli.readers.registry import suffix_of

FORMATS = Path(__file__).parents[1] / "data" / "formats"
Read = tuple[list[RawDocument], list[str]]


def read_item(
    name: str, open: Callable[[], io.BytesIO], size: int = 0, **options: object
) -> tuple[list[RawDocument], list[Note]]:
    """Return the documents of a file called ``name`` and the notes on it."""
    notes: list[Note] = []
    item = Item("id", name, "shown", size, open)  # type: ignore[arg-type]
    reader = BY_SUFFIX[suffix_of(name)].load()
    documents = list(reader(item, notes.append, Options(**options)))  # type: ignore[arg-type]
    return documents, notes


def read_bytes(name: str, data: bytes, **options: object) -> Read:
    """Return the documents of a file that holds ``data``, and what was said of it."""
    documents, notes = read_item(name, lambda: io.BytesIO(data), len(data), **options)
    assert all(note.source == "shown" for note in notes)
    check(documents)
    return documents, [note.message for note in notes]


def sample(name: str, **options: object) -> Read:
    """Read a sample of a format."""
    return read_bytes(name, (FORMATS / name).read_bytes(), **options)


def check(documents: list[RawDocument]) -> None:
    """What holds of every reader's documents."""
    assert len({document.id for document in documents}) == len(documents)
    for document in documents:
        document.text.encode()
        assert document.id.isprintable()
        assert_filled(document.meta)
        parsed = parse(document)
        assert "".join(map(parsed.slice, parsed.leaves)) == document.text


def assert_filled(meta: Mapping[str, str]) -> None:
    for name, value in meta.items():
        assert isinstance(value, str)
        assert value
        assert name == name.lower()
        value.encode()
