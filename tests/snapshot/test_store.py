"""Snapshots survive what can happen to them: damage, kills, full disks, two writers at once."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus_cli.build import indexing, open_sources, workers
from corpus_cli.build.files import FileCorpus
from corpus_cli.build.indexing import index
from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusError, SnapshotError
from corpus_cli.query import grep, search
from corpus_cli.snapshot.store import Store
from corpus_cli.snapshot.stored import StoredCorpus
from tests.snapshot.conftest import stored, write_texts


@pytest.fixture(autouse=True)
def nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_cli.build.SMALL", 0)


def opened(folder: Path, refresh: str = "auto") -> tuple[Corpus, list[str]]:
    """The corpus of a folder as commands open it, and what users are told."""
    said: list[str] = []
    corpus = open_sources([str(folder)], refresh, say=said.append)  # type: ignore[arg-type]
    return corpus, said


def answers(corpus: Corpus) -> list[object]:
    """What a few commands say."""
    return [
        corpus.ids,
        corpus.list(sort="words"),
        list(corpus.grep("Aleppo")),
        corpus.search("Allepo", limit=0),
        corpus.notes,
    ]


def test_a_snapshot_is_made_once_and_then_used(texts: Path) -> None:
    corpus, said = opened(texts)
    assert isinstance(corpus, StoredCorpus)
    assert [line.split(" into ")[0] for line in said] == ["indexing 20 files"]
    again, said = opened(texts)
    assert isinstance(again, StoredCorpus)
    assert said == []
    assert again.folder == corpus.folder
    assert answers(again) == answers(FileCorpus([str(texts)]))


def test_the_same_folder_by_another_name_is_the_same_corpus(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, _ = opened(texts)
    monkeypatch.chdir(texts.parent)
    again, said = opened(Path("texts"))
    assert said == []
    assert [row.source for row in again.list()] == [
        row.source for row in FileCorpus(["texts"]).list()
    ]
    assert isinstance(again, StoredCorpus)
    assert isinstance(corpus, StoredCorpus)
    assert again.folder == corpus.folder


def change(folder: Path, what: str) -> None:
    path = folder / "mail" / "1.txt"
    match what:
        case "edited":
            path.write_text(path.read_text() + "One line more about xylophones.\n")
        case "edited in place, of the same size and time":
            before = path.stat()
            path.write_text(path.read_text().replace("Aleppo", "Xleppo"))
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        case "replaced by another of the same size and time":
            before = path.stat()
            other = folder / "mail" / "other"
            other.write_text(path.read_text().replace("Aleppo", "Yleppo"))
            os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
            other.rename(path)
        case "deleted":
            path.unlink()
        case "renamed":
            path.rename(folder / "mail" / "zz.txt")
        case "added":
            (folder / "mail" / "0a.txt").write_text("Quite new, on Aleppo.\n")
        case "added at the front":
            (folder / "!first.txt").write_text("Quite new, on Aleppo.\n")
        case "added so that another's id changes":
            (folder / "mail" / "1.md").write_text("Quite new.\n")
        case "a folder deeper":
            (folder / "new" / "deep").mkdir(parents=True)
            (folder / "new" / "deep" / "x.txt").write_text("Deep down in Aleppo.\n")
        case "all gone but one":
            for each in sorted(folder.rglob("*.txt"))[1:]:
                each.unlink()


CHANGES = [
    "edited",
    "edited in place, of the same size and time",
    "replaced by another of the same size and time",
    "deleted",
    "renamed",
    "added",
    "added at the front",
    "added so that another's id changes",
    "a folder deeper",
    "all gone but one",
]
SEEN_IN_FOLDERS = CHANGES[2:]


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_is_seen_by_the_next_command(texts: Path, what: str) -> None:
    opened(texts)
    change(texts, what)
    corpus, said = opened(texts)
    assert len(said) == 1
    assert answers(corpus) == answers(FileCorpus([str(texts)]))
    assert opened(texts)[1] == []


@pytest.mark.parametrize("what", SEEN_IN_FOLDERS)
def test_of_many_files_the_folders_are_compared(
    texts: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus_cli.snapshot.stored.MOST_COMPARED", 3)
    opened(texts)
    change(texts, what)
    corpus, said = opened(texts)
    assert said
    assert answers(corpus) == answers(FileCorpus([str(texts)]))


def test_of_many_files_edits_in_place_are_seen_when_asked(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus_cli.snapshot.stored.MOST_COMPARED", 3)
    opened(texts)
    change(texts, "edited")
    assert opened(texts)[1] == []
    assert opened(texts, "never")[1] == []
    corpus, said = opened(texts, "always")
    assert said
    assert answers(corpus) == answers(FileCorpus([str(texts)]))


def test_a_file_as_a_source_is_always_compared(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus_cli.snapshot.stored.MOST_COMPARED", 0)
    path = texts / "mail" / "1.txt"
    opened(path)
    assert opened(path)[1] == []
    change(texts, "edited")
    assert opened(path)[1]


def test_only_shards_whose_files_changed_are_built_again(texts: Path) -> None:
    before = stored(texts)
    inodes = {
        os.stat(before.generation.path(entry.file)).st_ino: entry.file.checksum
        for entry in before.manifest.shards
    }
    change(texts, "edited")
    after = stored(texts)
    now = {
        os.stat(after.generation.path(entry.file)).st_ino: entry.file.checksum
        for entry in after.manifest.shards
    }
    assert len(now) == len(inodes) > 2
    assert len(now.keys() & inodes.keys()) == len(inodes) - 1


def test_remarks_on_what_is_kept_stay(texts: Path) -> None:
    (texts / os.fsdecode(b"!caf\xe9.txt")).write_bytes(b"caf\xe9\n" + b"x " * 20_000)
    opened(texts)
    change(texts, "edited")
    corpus, _ = opened(texts)
    assert answers(corpus) == answers(FileCorpus([str(texts)]))


def test_a_generation_that_is_replaced_can_still_be_read(texts: Path) -> None:
    before = stored(texts)
    expected = before.ids
    change(texts, "deleted")
    after = stored(texts)
    assert not os.path.exists(before.folder)
    assert before.ids == expected != after.ids


def files_of(corpus: StoredCorpus) -> list[Path]:
    return sorted(path for path in Path(corpus.folder).parent.rglob("*") if path.is_file())


def test_a_flipped_byte_is_found_and_never_crashes(texts: Path) -> None:
    corpus = stored(texts)
    store = Store([str(texts)])
    assert store.verify() == []
    for path in files_of(corpus):
        whole = path.read_bytes()
        if path.name in ("LOCK", "COMPARED"):
            continue
        step = max(len(whole) // 23, 1)
        for at in [*range(0, min(len(whole), 700), 61), *range(0, len(whole), step)]:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
            try:
                assert store.verify() == [str(path)]
            except SnapshotError:
                assert path.name in ("CURRENT", "manifest.json")
            try:
                asked = StoredCorpus(store.current(), [str(texts)])  # type: ignore[arg-type]
                for question in (grep.Request(patterns=("Aleppo|x",)),):
                    list(grep.run(asked, question))
                search.run(asked, search.Request(terms=("Allepo war",)))
                asked.list(sort="date")
            except CorpusError:
                pass
            except (ValueError, IndexError, TypeError, KeyError, OverflowError):
                assert path.name.startswith(("shard", "index"))
        path.write_bytes(whole)
    assert store.verify() == []


@pytest.mark.parametrize("name", ["CURRENT", "manifest.json", "index", "shard-00000"])
@pytest.mark.parametrize("harm", ["cut", "longer", "header", "gone", "empty"])
def test_a_damaged_snapshot_is_built_anew(texts: Path, name: str, harm: str) -> None:
    corpus = stored(texts)
    (path,) = (path for path in files_of(corpus) if path.name == name)
    whole = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(
            {
                "cut": whole[:-1],
                "longer": whole + b"x",
                "header": whole[:9] + b"!!!" + whole[12:],
                "empty": b"",
            }[harm]
        )
    again, said = opened(texts)
    assert said
    assert answers(again) == answers(FileCorpus([str(texts)]))
    assert opened(texts)[1] == []


def test_a_snapshot_made_under_other_rules_is_built_anew(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(texts)
    monkeypatch.setitem(sys.modules["corpus_cli.snapshot.store"].RULES, "words", 999)
    said = opened(texts)[1]
    assert "another version" in said[0]


def test_index_mends_what_is_damaged(texts: Path) -> None:
    corpus = stored(texts)
    path = corpus.generation.path(corpus.manifest.shards[0].file)
    data = bytearray(Path(path).read_bytes())
    data[-100] ^= 1
    Path(path).write_bytes(data)
    said: list[str] = []
    index([str(texts)], thorough=True, say=said.append)
    assert "is damaged" in said[0]
    assert Store([str(texts)]).verify() == []


def test_where_nothing_can_be_written_everything_is_in_memory(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_bytes(b"")
    monkeypatch.setenv("CORPUS_CACHE", str(tmp_path / "a file" / "below"))
    corpus, said = opened(texts)
    assert isinstance(corpus, FileCorpus)
    assert "no snapshot can be written" in said[-1]
    assert "into memory" in said[-1]
    assert answers(corpus) == answers(FileCorpus([str(texts)]))


@pytest.mark.parametrize("where", ["shard", "index", "manifest"])
def test_a_full_disk_leaves_what_there_was(
    texts: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = stored(texts)
    change(texts, "edited")

    def full(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "the disk")

    target = {
        "shard": "corpus_cli.snapshot.shards.ShardWriter.save",
        "index": "corpus_cli.snapshot.index.save",
        "manifest": "corpus_cli.snapshot.store._write",
    }[where]
    with monkeypatch.context() as patch:
        patch.setattr(target, full)
        corpus, said = opened(texts)
        assert isinstance(corpus, FileCorpus)
        assert "no space left" in said[-1]
        assert answers(corpus) == answers(FileCorpus([str(texts)]))
    names = os.listdir(os.path.dirname(before.folder))
    assert not [name for name in names if name.startswith("building-")]
    assert os.path.isdir(before.folder)
    assert isinstance(opened(texts)[0], StoredCorpus)


def test_a_worker_that_is_killed_is_reported_and_its_shard_tried_again(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = indexing._build_parts

    def dying(task: indexing._Task, report: workers.Report) -> indexing._Parts:
        try:
            (tmp_path / "died").touch(exist_ok=False)
        except FileExistsError:
            return build(task, report)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    monkeypatch.setattr(indexing, "_build_parts", dying)
    corpus, said = opened(texts)
    assert "killed by SIGKILL" in said[1]
    assert isinstance(corpus, StoredCorpus)
    assert answers(corpus) == answers(FileCorpus([str(texts)]))


def test_a_worker_that_always_dies_ends_in_memory(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_build_parts", lambda task, report: os._exit(7))
    corpus, said = opened(texts)
    assert isinstance(corpus, FileCorpus)
    assert "died twice: exit status 7" in said[-1]


def test_an_error_of_a_worker_is_no_snapshot(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(task: object, report: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(indexing, "_build_parts", failing)
    corpus, said = opened(texts)
    assert isinstance(corpus, FileCorpus)
    assert "RuntimeError: oh" in said[-1]


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "corpus_cli", "-C", str(folder), *arguments]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Enough text for a build to take a moment: some 4 MB."""
    folder = tmp_path / "many"
    for number in range(60):
        write_texts(folder / f"{number:02}")
    return folder


def test_a_build_that_is_killed_at_any_moment_leaves_right_answers(many: Path) -> None:
    expected = subprocess.run(
        command(many, "grep", "-c", "Aleppo"), capture_output=True, check=True
    ).stdout
    for number, moment in enumerate((0.15, 0.3, 0.5, 0.7, 0.9, 1.2, 1.6)):
        (many / f"{number:02}" / "mail" / "1.txt").touch()
        process = subprocess.Popen(
            command(many, "index"), stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(moment)
        process.kill()
        process.wait()
        found = subprocess.run(
            command(many, "grep", "-c", "Aleppo"), capture_output=True, check=True
        )
        assert found.stdout == expected
    assert Store([str(many)]).verify() == []


def test_two_builds_at_once_end_with_one_good_snapshot(many: Path) -> None:
    both = [
        subprocess.Popen(command(many, "index"), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert any("waiting" in each for each in said)
    store = Store([str(many)])
    assert store.verify() == []
    assert len([name for name in os.listdir(store.folder) if name[0] == "2"]) == 1


def test_an_interrupted_build_leaves_the_previous_generation(many: Path) -> None:
    subprocess.run(command(many, "index"), check=True, capture_output=True)
    store = Store([str(many)])
    before = store.current()
    for each in many.rglob("1.txt"):
        each.write_text(each.read_text() + "More.\n")
    process = subprocess.Popen(
        command(many, "index"), stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(0.6)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in error
    assert store.current() == before
    assert not [name for name in os.listdir(store.folder) if name.startswith("building-")]


def test_clear_removes_everything(texts: Path) -> None:
    stored(texts)
    store = Store([str(texts)])
    assert store.clear()
    assert not os.path.exists(store.folder)
    assert not store.clear()


def test_the_manifest_is_json_that_says_what_there_is(texts: Path) -> None:
    corpus = stored(texts)
    manifest = json.loads((Path(corpus.folder) / "manifest.json").read_text())
    assert manifest["documents"] == len(corpus)
    assert manifest["words"] == sum(row.words for row in corpus.list())
    assert manifest["sources"] == [str(texts)]


@pytest.mark.parametrize(
    ("call", "unwanted"),
    [
        ("corpus.list()", "numpy corpus_cli.parsing"),
        ("corpus.show('mail/0')", "numpy corpus_cli.parsing"),
        ("corpus.search('aleppo')", "numpy corpus_cli.parsing"),
        ("list(corpus.grep('Aleppo'))", "numpy corpus_cli.parsing rapidfuzz"),
        ("corpus.timeline('aleppo')", "corpus_cli.parsing"),
    ],
)
def test_a_query_of_a_snapshot_imports_only_what_it_needs(
    tmp_path: Path, call: str, unwanted: str
) -> None:
    """What parses is longer to import than most answers take."""
    write_texts(tmp_path)
    index([str(tmp_path)])
    script = (
        "import sys, corpus_cli, corpus_cli.build as build; build.SMALL = 0; "
        f"corpus = corpus_cli.open_corpus({str(tmp_path)!r}); assert corpus.is_stored; {call}; "
        f"print([name for name in {unwanted.split()} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
