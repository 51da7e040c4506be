"""A fingerprint tells texts apart, and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_cli.build.files import FileCorpus
from corpus_cli.corpus import Corpus
from corpus_cli.query.fingerprint import fingerprint
from tests.snapshot.conftest import stored, write_texts


def test_it_is_the_same_in_memory_and_from_snapshots_of_any_division(
    in_memory: Corpus, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints, divisions = {fingerprint(in_memory)}, set()
    for target in (5_000, 20_000, 10_000_000):
        monkeypatch.setattr("corpus_cli.build.plan.TARGET", target)
        monkeypatch.setenv("CORPUS_CACHE", str(texts.parent / str(target)))
        snapshot = stored(texts)
        divisions.add(len(snapshot.shards))
        prints.add(fingerprint(snapshot))
    assert len(divisions) == 3
    assert len(prints) == 1


def test_neither_place_nor_time_nor_the_bytes_of_an_encoding_matter(
    in_memory: Corpus, texts: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(texts, copy)
    for path in copy.rglob("*.txt"):
        os.utime(path, (1, 1))
    (copy / "utf16.txt").write_text("Aleppo\ncity")
    assert fingerprint(FileCorpus([str(copy)])) == fingerprint(in_memory)


def add(folder: Path) -> None:
    (folder / "new.txt").write_text("New.")


def remove(folder: Path) -> None:
    (folder / "mail" / "0.txt").unlink()


def rename(folder: Path) -> None:
    (folder / "mail" / "0.txt").rename(folder / "mail" / "9.txt")


def swap(folder: Path) -> None:
    one, other = folder / "mail" / "0.txt", folder / "mail" / "1.txt"
    texts = one.read_bytes(), other.read_bytes()
    other.write_bytes(texts[0])
    one.write_bytes(texts[1])


def change_one_letter(folder: Path) -> None:
    path = folder / "mail" / "0.txt"
    path.write_text(path.read_text().replace("Jane", "Jana", 1))


@pytest.mark.parametrize("change", [add, remove, rename, swap, change_one_letter])
def test_every_change_of_ids_and_texts_changes_it(
    in_memory: Corpus, texts: Path, change: Callable[[Path], None]
) -> None:
    before = fingerprint(in_memory)
    change(texts)
    assert fingerprint(FileCorpus([str(texts)])) != before


def test_the_border_between_id_and_text_counts(tmp_path: Path) -> None:
    prints = set()
    for name, text in [("a", "bc"), ("ab", "c")]:
        write_one(tmp_path / name, name, text)
        prints.add(fingerprint(FileCorpus([str(tmp_path / name)])))
    assert len(prints) == 2


def write_one(folder: Path, name: str, text: str) -> None:
    folder.mkdir()
    (folder / name).write_text(text)


def test_an_empty_corpus_has_one(tmp_path: Path) -> None:
    assert len(fingerprint(FileCorpus([str(tmp_path)]))) == 64


def test_names_that_are_no_utf8_are_no_obstacle(tmp_path: Path) -> None:
    write_texts(tmp_path / "texts")
    (tmp_path / "texts" / os.fsdecode(b"\xff.txt")).write_text("A name of bytes.")
    snapshot = stored(tmp_path / "texts")
    assert fingerprint(snapshot) == fingerprint(FileCorpus([str(tmp_path / "texts")]))
