"""A large file is built by several processes, and is the same corpus whoever builds it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_cli.build import indexing
from corpus_cli.build.amount import Amount
from corpus_cli.build.files import FileCorpus
from corpus_cli.build.indexing import index
from corpus_cli.snapshot.shards import ShardWriter
from corpus_cli.snapshot.stored import StoredCorpus
from tests.snapshot.conftest import stored

RECORDS = 90


@pytest.fixture(autouse=True)
def little_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_cli.build.plan.TARGET", 6_000)
    monkeypatch.setattr("corpus_cli.build.plan.LEAST", 1_000)


def text(number: int) -> str:
    rest = hashlib.sha256(str(number).encode()).hexdigest() * (number % 3)  # hardly compressed
    return f"Record {number} tells of word{number % 7} in Aleppo, {rest}"


def records() -> bytes:
    lines = [json.dumps({"id": f"r{number}", "text": text(number)}) for number in range(RECORDS)]
    # What is wrong is told once, by whoever reads it.
    lines[40:40] = ["{broken", json.dumps({"id": "r3", "text": "the same id again"})]
    return "\n".join(lines).encode()


def messages() -> bytes:
    return "".join(
        f"From a@example.org Mon Jan  5 10:00:00 2015\nFrom: A <a@example.org>\n"
        f"Subject: subject {number}\nMessage-ID: <{number}@example.org>\n\n{text(number)}\n\n"
        for number in range(RECORDS)
    ).encode()


def table() -> bytes:
    return "\n".join(
        ["id,text", *(f"{n},{text(n).replace(',', '')}" for n in range(RECORDS))]
    ).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "posts.jsonl": records,
    "posts.jsonl.gz": lambda: gzip.compress(records()),
    "list.mbox": messages,
    "table.csv": table,
}


def folder_of(folder: Path, name: str) -> Path:
    folder.mkdir()
    (folder / "a note.txt").write_text("A small file before it, of Aleppo.\n")
    (folder / name).write_bytes(FILES[name]())
    (folder / "zz.md").write_text("# Behind it\n\nAnother of Aleppo.\n")
    return folder


def assert_same(snapshot: StoredCorpus, memory: FileCorpus) -> None:
    assert list(snapshot) == list(memory)
    assert snapshot.notes == memory.notes
    assert list(snapshot.grep(r"word[35] in")) == list(memory.grep(r"word[35] in"))
    assert snapshot.search("word3 aleppo", limit=0) == memory.search("word3 aleppo", limit=0)


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
@pytest.mark.parametrize("name", FILES)
def test_any_number_of_processes_builds_the_same(tmp_path: Path, name: str, jobs: int) -> None:
    folder = folder_of(tmp_path / "texts", name)
    snapshot = stored(folder, jobs=jobs)
    assert len(snapshot) >= RECORDS + 2
    assert_same(snapshot, FileCorpus([str(folder)]))
    assert jobs == 1 or len(snapshot.opened) > 2
    assert sum(snapshot.manifest.groups) == len(snapshot.opened)


def test_the_file_is_shared_among_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path / "texts", "posts.jsonl")
    build = indexing._build_parts

    def noting(task: indexing._Task, report: Callable[[object], None]) -> indexing._Parts:
        built = build(task, report)
        names = " ".join(file.source for file in task.files)
        if "posts" in names:
            (tmp_path / f"part {task.first}").write_text(f"{len(built.entries)} {task.step}")
        return built

    monkeypatch.setattr(indexing, "_build_parts", noting)
    stored(folder, jobs=3)
    said = [path.read_text().split() for path in sorted(tmp_path.glob("part *"))]
    assert [step for _, step in said] == ["3", "3", "3"]
    assert all(int(built) >= 1 for built, _ in said)


def files_of(snapshot: StoredCorpus) -> set[int]:
    paths = (snapshot.generation.path(entry.file) for entry in snapshot.manifest.shards)
    return {os.stat(path).st_ino for path in paths}


def test_the_shards_of_a_large_file_stay_where_another_changes(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "texts", "posts.jsonl")
    notes = folder / "others"
    notes.mkdir()
    for number in range(40):
        (notes / f"{number:02}.txt").write_text(text(number) * 10)
    before = files_of(stored(folder, jobs=2))
    (notes / "39.txt").write_text("Now of Idlib.\n")
    after = stored(folder, jobs=2)
    assert_same(after, FileCorpus([str(folder)]))
    assert before & files_of(after)
    (folder / "posts.jsonl").write_bytes(records().replace(b"word3", b"word4"))
    assert_same(stored(folder, jobs=2), FileCorpus([str(folder)]))


def test_progress_counts_each_file_and_byte_once(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "texts", "list.mbox")
    amounts: list[Amount] = []
    index([str(folder)], jobs=3, progress=amounts.append)
    last = amounts[-1]
    assert (last.files, last.all_files) == (3, 3)
    assert last.bytes == last.all_bytes
    assert all(each.files <= 3 and each.bytes <= last.all_bytes for each in amounts)


def test_a_worker_that_is_killed_in_the_middle_does_its_part_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path / "texts", "posts.jsonl")
    save = ShardWriter.save

    def dying(writer: ShardWriter, path: str) -> object:
        if path.endswith(".1"):
            try:
                (tmp_path / "died").touch(exist_ok=False)
            except FileExistsError:
                return save(writer, path)
            os.kill(os.getpid(), signal.SIGKILL)
        return save(writer, path)

    monkeypatch.setattr(ShardWriter, "save", dying)
    said: list[str] = []
    generation = index([str(folder)], jobs=2, say=said.append)
    assert (tmp_path / "died").exists()
    assert any("killed by SIGKILL" in line for line in said)
    assert_same(StoredCorpus(generation, [str(folder)]), FileCorpus([str(folder)]))


def test_what_is_slow_to_read_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>word</p>" * 5_000)
    task = indexing._task(
        "",
        0,
        indexing.Slice(0, 1),
        indexing.look([str(tmp_path)], indexing.DEFAULTS),
        [],
        indexing.DEFAULTS,
    )
    assert task.shared(4) == [task]
