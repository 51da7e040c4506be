"""Building: files become documents when they are asked for, and none is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_cli.build import files as build
from corpus_cli.build import known_ids, open_corpus
from corpus_cli.errors import CorpusNotFoundError, UnknownIdError
from corpus_cli.model import Block, Document, RawDocument
from corpus_cli.readers import Note


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Title {name}\n\nA paragraph about {name}.\n")
    return tmp_path


class Broken(Exception):
    pass


def break_parser(monkeypatch: pytest.MonkeyPatch, word: str) -> list[str]:
    """Make the parser raise on texts with a word; return the list of texts that it is given."""
    parse, parse_blocks, parsed = build.parse, build.parse_blocks, []

    def check(text: str) -> None:
        parsed.append(text)
        if word in text:
            raise Broken

    def breaking(raw: RawDocument) -> Document:
        check(raw.text)
        return parse(raw)

    def breaking_blocks(raw: RawDocument) -> tuple[Block, ...]:
        check(raw.text)
        return parse_blocks(raw)

    monkeypatch.setattr(build, "parse", breaking)
    monkeypatch.setattr(build, "parse_blocks", breaking_blocks)
    return parsed


def test_a_corpus_holds_every_file(folder: Path) -> None:
    corpus = open_corpus(folder)
    assert corpus.ids == known_ids([folder]) == ("a", "b", "c")
    assert corpus["b"].text == "Title b\n\nA paragraph about b.\n"
    assert corpus["b"].source == f"{folder}/b.txt"
    assert corpus["b"].bytes == 30
    assert corpus.notes == ()


def test_a_document_asked_for_by_id_is_the_only_one_read(folder: Path) -> None:
    corpus = open_corpus(folder)
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_bytes(b"caf\xe9")
    document = corpus["b"]
    assert document.text == "café"
    assert corpus.notes == (Note(f"{folder}/b.txt", "not UTF-8, read as cp1252"),)
    assert corpus["b"] is document
    assert [each is document for each in corpus] == [True, False]


def test_an_id_that_no_file_has_reads_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = break_parser(monkeypatch, "nothing")
    with pytest.raises(UnknownIdError):
        open_corpus(folder).document("nowhere")
    assert not parsed


def test_grep_parses_only_what_can_match(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = break_parser(monkeypatch, "nothing")
    texts = [(folder / f"{name}.txt").read_text() for name in ("a", "b", "c")]
    corpus = open_corpus(folder)
    assert [hit.id for hit in corpus.grep(r"about [bx]\.", attributions=False)] == ["b"]
    assert parsed == texts
    parsed.clear()
    assert [hit.id for hit in corpus.grep("about b", attributions=False)] == ["b"]
    assert parsed == texts
    parsed.clear()
    assert not list(corpus.grep("nowhere", attributions=False))
    assert not list(corpus.grep("para.*nowhere", attributions=False))
    assert [hit.id for hit in corpus.grep("about", lines=True, attributions=False)] == [
        "a",
        "b",
        "c",
    ]
    assert not parsed


def test_a_corpus_read_once_is_not_read_again(folder: Path) -> None:
    corpus = open_corpus(folder)
    assert len(corpus) == 3
    for file in folder.iterdir():
        file.unlink()
    assert corpus["a"] is next(iter(corpus))
    assert [hit.id for hit in corpus.grep("about")] == ["a", "b", "c"]


def test_a_document_that_breaks_the_parser_keeps_its_text(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_parser(monkeypatch, "about b")
    corpus = open_corpus(folder)
    assert corpus.ids == ("a", "b", "c")
    document = corpus["b"]
    assert "".join(map(document.slice, document.leaves)) == document.text
    assert [hit.id for hit in corpus.grep("about b")] == ["b"]
    assert corpus.notes == (
        Note(f"{folder}/b.txt", "could not be parsed (Broken), taken as one paragraph"),
    )


def test_an_empty_text_that_breaks_the_parser_is_a_document_without_blocks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.txt").write_bytes(b"")
    break_parser(monkeypatch, "")
    assert open_corpus(folder)["b"].blocks == ()


def test_files_that_are_no_text_are_named_and_the_rest_is_there(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"a\0")
    (folder / "d.png").touch()
    corpus = open_corpus(folder)
    assert corpus.ids == ("a", "c")
    assert {note.source for note in corpus.notes} == {f"{folder}/b.txt", f"{folder}/d.png"}


def test_the_id_of_a_file_that_is_no_text_is_unknown(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"a\0")
    corpus = open_corpus(folder)
    with pytest.raises(UnknownIdError, match="no document has the id 'b'"):
        corpus["b"]
    assert [note.source for note in corpus.notes] == [f"{folder}/b.txt"]


def test_a_file_that_cannot_be_read_is_an_error_and_the_rest_is_there(folder: Path) -> None:
    corpus = open_corpus(folder)
    (folder / "b.txt").unlink()
    assert [document.id for document in corpus] == ["a", "c"]
    assert [note.is_error for note in corpus.notes] == [True]


def test_progress_counts_files(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    (folder / "b.txt").write_bytes(b"a\0")
    corpus = open_corpus(
        folder, progress=lambda amount: seen.append((amount.files, amount.all_files))
    )
    assert not seen
    assert len(corpus) == 2
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_texts_come_with_the_ids_asked_for_in_corpus_order(folder: Path) -> None:
    corpus = open_corpus(folder)
    for _ in range(2):  # before and after it has been read
        assert [text.id for text in corpus.texts({"c", "a"})] == ["a", "c"]
        assert [text.id for text in corpus.texts()] == ["a", "b", "c"]
        units = [unit.text for text in corpus.texts({"b"}) for unit in text.units()]
        assert units[-1] == "A paragraph about b."
        assert len(corpus) == 3


def test_an_empty_folder_is_a_corpus_of_nothing(tmp_path: Path) -> None:
    corpus = open_corpus(tmp_path)
    assert len(corpus) == 0
    assert list(corpus.list()) == list(corpus.grep("a")) == []
    with pytest.raises(UnknownIdError):
        corpus["a"]


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFoundError, match="nowhere does not exist"):
        open_corpus(tmp_path / "nowhere")
