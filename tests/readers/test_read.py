"""Reading a file: its document, its size, and a note where something is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus_cli.model import RawDocument
from corpus_cli.readers import Note, SourceFile, read


def read_bytes(path: Path, data: bytes) -> tuple[list[RawDocument], list[Note]]:
    path.write_bytes(data)
    notes: list[Note] = []
    return list(read(SourceFile("id", str(path), "shown"), notes.append)), notes


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"word", "word"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("ü\u2028".encode(), "ü\u2028"),
    ],
)
def test_a_text_file_is_a_document(tmp_path: Path, data: bytes, text: str) -> None:
    documents, notes = read_bytes(tmp_path / "a.txt", data)
    assert documents == [RawDocument("id", text, "shown", len(data))]
    assert not notes


def test_binary_data_is_skipped_and_named(tmp_path: Path) -> None:
    assert read_bytes(tmp_path / "a.txt", b"a\0b") == (
        [],
        [Note("shown", "a binary file, skipped")],
    )


def test_a_guessed_encoding_is_said(tmp_path: Path) -> None:
    documents, notes = read_bytes(tmp_path / "a.txt", b"na\xefve caf\xe9")
    assert [document.text for document in documents] == ["naïve café"]
    assert notes == [Note("shown", "not UTF-8, read as cp1252")]


def test_a_file_that_went_away_is_an_error(tmp_path: Path) -> None:
    notes: list[Note] = []
    assert not list(read(SourceFile("id", str(tmp_path / "gone"), "shown"), notes.append))
    assert notes == [Note("shown", "cannot be read: no such file or directory", is_error=True)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch(0)
    notes: list[Note] = []
    assert not list(read(SourceFile("id", str(path), "shown"), notes.append))
    assert notes == [Note("shown", "cannot be read: permission denied", is_error=True)]


def test_a_note_is_one_line_about_one_source() -> None:
    assert str(Note("a/b.txt", "a binary file, skipped")) == "a/b.txt: a binary file, skipped"
