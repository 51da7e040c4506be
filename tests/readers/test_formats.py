"""The formats: each told by content or suffix, each with a reader that loads and a sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.readers import Note, SourceFile, read
from corpus_cli.readers.formats import BY_SUFFIX, FORMATS, Format, format_of

SAMPLES = sorted((Path(__file__).parent.parent / "data" / "formats").iterdir())
MESSAGE = b"Received: from x\n\tby y\nMessage-ID: <1@x>\nSubject: z\n\nbody"


def read_sample(path: Path) -> tuple[list[RawDocument], list[Note]]:
    notes: list[Note] = []
    return list(read(SourceFile("id", str(path), path.name), notes.append)), notes


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_every_format_has_a_reader(format: Format) -> None:
    assert format.is_installed
    assert callable(format.load())
    assert all(BY_SUFFIX[suffix] is format for suffix in format.suffixes)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_read(path: Path) -> None:
    documents, notes = read_sample(path)
    if path.name == "encrypted.pdf":
        assert not documents
        assert notes == [Note(path.name, "an encrypted PDF document, left out", is_error=True)]
        return
    assert not [note for note in notes if note.is_error]
    assert documents
    assert len({document.id for document in documents}) == len(documents)
    for document in documents:
        parsed = parse(document)
        assert parsed.words
        assert "".join(map(parsed.slice, parsed.leaves)) == parsed.text
        assert all(isinstance(value, str) and value for value in document.meta.values())


def test_there_is_a_sample_of_every_format() -> None:
    read_as = {format_of(path.suffix.lower(), path.read_bytes()[:4096]).name for path in SAMPLES}
    missing = {format.name for format in FORMATS} - read_as
    # Of a tar there is one that is compressed; text is what all the others come down to.
    assert missing <= {"tar", "text"}


@pytest.mark.parametrize(
    ("suffix", "head", "name"),
    [
        (".txt", b"From jane@example.org Fri Feb 19 06:11:39 2016\nSubject: x\n", "mbox"),
        (".txt", b"From jane with love on Friday\nSubject: x\n", "text"),
        (".txt", b"From: Jane\nDate: today\nSubject: x\n\nsaved from a page", "text"),
        (".txt", MESSAGE, "mail"),
        ("", MESSAGE.replace(b"\n", b"\r\n"), "mail"),
        (".txt", b"\xef\xbb\xbf <!DOCTYPE html><p>x", "html"),
        (".txt", b"<p>a piece of markup</p>", "text"),
        (".html", b"<p>a piece of markup</p>", "html"),
        (".dat", b"\x1f\x8b\x08\0", "gzip"),
        (".gz", b"not compressed", "text"),
        (".pdf", b"not a PDF document", "text"),
        (".bin", b"%PDF-1.4", "pdf"),
        (".zip", b"PK\3\4" + b"\0" * 26 + b"word/document.xml", "docx"),
        (".txt", b"WARC/1.0\r\n", "warc"),
        (".json", b"[1]", "json"),
        (".nothing", b"", "text"),
    ],
)
def test_formats_are_told(suffix: str, head: bytes, name: str) -> None:
    assert format_of(suffix, head).name == name
