"""Reading as users meet it: what was read, what was skipped and why, metadata, conversations."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import corpus, on_terminal

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
POSTS = [
    {"id": 7, "body": "The war goes on.", "headline": "War", "score": 12, "user": {"name": "Jane"}},
    {"id": 8, "body": "Peace at last.", "score": 3, "created_at": "2016-02-19"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a month of a mailing list, posts as JSON Lines, and a compressed text."""
    shutil.copy(SAMPLES / "2016-February.txt", tmp_path)
    (tmp_path / "posts.jsonl").write_text("\n".join(map(json.dumps, POSTS)) + "\n")
    (tmp_path / "note.txt.gz").write_bytes(gzip.compress(b"A note on the war.\n"))
    return tmp_path


def records(*arguments: str, at: Path, status: int = 0) -> list[dict[str, Any]]:
    result = corpus("-C", str(at), *arguments, "--json", at=at)
    assert result.status == status, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_files_of_many_documents_are_listed_with_their_keys(folder: Path) -> None:
    found = records("list", at=folder)
    assert [row["id"] for row in found] == [
        "2016-February/1", "2016-February/2", "2016-February/3", "note", "posts/7", "posts/8",
    ]  # fmt: skip
    assert [row["kind"] for row in found[:3]] == ["mail"] * 3
    assert [row["title"] for row in found[4:]] == ["War", None]


@pytest.mark.parametrize("id", ["posts/8", "posts/8#p1", "2016-February/3"])
def test_a_document_of_many_in_a_file_is_shown_alone(folder: Path, id: str) -> None:
    [shown] = records("show", id, at=folder)
    assert shown["id"] == id.partition("#")[0]


def test_beginnings_of_keys_are_taken_and_ambiguous_ones_named(folder: Path) -> None:
    assert [each["id"] for each in records("show", "note", at=folder)] == ["note"]
    result = corpus("-C", str(folder), "show", "posts", at=folder)
    assert result.status == 2
    assert "posts/7" in result.err
    assert "posts/8" in result.err


def test_what_a_format_knows_is_shown_listed_and_chosen_by(folder: Path) -> None:
    [shown] = records("show", "posts/7", at=folder)
    assert shown["author"] == "Jane"
    assert shown["meta"] == {"format": "jsonl", "score": "12"}
    listed = records("list", "--columns", "id,meta.score", at=folder)
    assert listed[-2:] == [
        {"id": "posts/7", "meta.score": "12"},
        {"id": "posts/8", "meta.score": "3"},
    ]
    for expression, ids in [
        ("meta.score:12", ["posts/7"]),
        ("meta.score:>5", ["posts/7"]),
        ("meta.score:1..5", ["posts/8"]),
        ("meta.format:jsonl -meta.score:3", ["posts/7"]),
        ("meta.message-id:*2*", ["2016-February/2"]),
        ("kind:mail meta.in-reply-to:none", ["2016-February/1"]),
    ]:
        assert [row["id"] for row in records("list", "--in", expression, at=folder)] == ids
    found = records("search", "war meta.score:>5", at=folder)
    assert [row["id"] for row in found] == ["posts/7"]
    drawn = on_terminal("-C", str(folder), "show", "posts/7", "--color", "never", at=folder)
    assert "score: 12" in drawn.out


def test_what_a_format_knows_is_sorted_and_counted_by(folder: Path) -> None:
    rows = records("list", "--sort", "meta.score", "--limit", "2", at=folder)
    assert [row["id"] for row in rows] == ["posts/8", "posts/7"]
    counted = records("freq", "--by", "meta.score", "--match", "peace|war", at=folder)
    assert {row["group"] for row in counted} >= {"12", "3"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--columns", "id,meta.scores"],
        ["list", "--sort", "meta.scores"],
        ["list", "--in", "kind:mail OR meta.scores:3"],
        ["freq", "--by", "meta.scores"],
        ["diversity", "--by", "meta.scores"],
        ["search", "war", "--in", "-meta.scores:12"],
        ["kwic", "war", "--in", "meta.scores:12"],
    ],
)
def test_metadata_that_no_document_has_are_told(folder: Path, arguments: list[str]) -> None:
    result = corpus("-C", str(folder), *arguments, at=folder)
    assert "no document has meta.scores; there are: " in result.err
    assert "meta.score" in result.err.partition("there are: ")[2]


def test_columns_can_be_named(folder: Path) -> None:
    (folder / "odd.csv").write_text("a,b\nthe words of it,Jane\n")
    [shown] = records("show", "odd/1", "--fields", "text=a,author=b", at=folder)
    assert (shown["text"].strip(), shown["author"]) == ("the words of it", "Jane")
    result = corpus("-C", str(folder), "list", "--fields", "body=a", at=folder)
    assert result.status == 2
    assert "there is no field 'body'; fields are text, title" in result.err
    (folder / "corpus.toml").write_text('sources = ["."]\nfields = {text = "a"}\n')
    [row] = [each for each in records_at(folder) if each["id"].startswith("odd")]
    assert row["words"] == 4


def records_at(folder: Path) -> list[dict[str, Any]]:
    result = corpus("list", "--json", at=folder)
    assert result.status == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_hits_tell_who_wrote_them_and_when(folder: Path) -> None:
    found = records("grep", "summer|barrel", at=folder)
    assert [(hit["id"], hit["author"], hit["date"]) for hit in found] == [
        ("2016-February/1", "Jane Doe", "2016-02-19T06:11:39-07:00"),
        ("2016-February/2", "Jane Doe", "2016-02-19T06:11"),
        ("2016-February/2", "Zoë Ägren", "2016-02-19T18:02:11+01:00"),
    ]
    [best] = records("search", "barrel", at=folder)
    assert best["author"] == "Zoë Ägren"
    assert best["passages"][0]["author"] == "Zoë Ägren"


def test_quotations_of_mail_are_parts_and_can_be_left_out(folder: Path) -> None:
    within = records("kwic", "siege", "--in", "in:quote", at=folder)
    assert [line["id"] for line in within] == ["2016-February/2"]
    assert within[0]["author"] == "Jane Doe"
    ids = [line["id"] for line in records("kwic", "summer", "--no-quotes", at=folder)]
    assert ids == ["2016-February/1"]


def test_conversations_are_listed_and_shown(folder: Path) -> None:
    assert records("list", "--threads", at=folder) == [
        {
            "id": "2016-February/1",
            "messages": 3,
            "authors": 2,
            "first": "2016-02-19T06:11:39-07:00",
            "last": "2016-02-20T09:30:00-07:00",
            "title": "The siege of Aleppo",
        }
    ]
    members = records("show", "2016-February/3", "--thread", "--outline", at=folder)
    assert [(each["depth"], each["id"]) for each in members] == [
        (0, "2016-February/1"), (1, "2016-February/2"), (2, "2016-February/3"),
    ]  # fmt: skip
    shown = records("show", "2016-February/3", "--thread", at=folder)
    assert [each["id"] for each in shown] == [each["id"] for each in members]
    drawn = on_terminal(
        "-C", str(folder), "show", "2016-February/1", "--thread", "--color", "never", at=folder
    )
    assert "│ │ " in drawn.out
    assert "Not yet." in drawn.out
    result = corpus("-C", str(folder), "show", "note", "--thread", at=folder)
    assert result.status == 2
    assert "note is no message" in result.err


def test_what_is_to_be_ignored_is_not_read(folder: Path) -> None:
    (folder / "sub" / "deep").mkdir(parents=True)
    for name in ("sub/a.txt", "sub/b.log", "sub/deep/c.log", "sub/deep/keep.log", "d.log"):
        (folder / name).write_text("text")
    (folder / ".corpusignore").write_text("*.log\n!keep.log\nposts.jsonl\n2016*\n")
    (folder / "sub" / ".corpusignore").write_text("!b.log\n")
    assert [row["id"] for row in records("list", at=folder)] == [
        "note", "sub/a", "sub/b", "sub/deep/keep",
    ]  # fmt: skip
    report = corpus("-C", str(folder), "index", "--report", at=folder)
    assert "4 paths left out by patterns to ignore" in report.err
    (folder / "corpus.toml").write_text(
        'sources = ["."]\ninclude = ["*.txt", "sub/"]\nexclude = ["sub/a*"]\n'
    )
    assert [row["id"] for row in records_at(folder)] == ["sub/b", "sub/deep/keep"]


def test_a_report_has_a_row_a_file(folder: Path) -> None:
    (folder / "latin.txt").write_bytes(b"Stra\xdfe caf\xe9")
    (folder / "sound.mp3").write_bytes(b"\0")
    found = {Path(row["source"]).name: row for row in records("index", "--report", at=folder)}
    assert [(name, row["format"], row["documents"]) for name, row in found.items()] == [
        ("2016-February.txt", "mbox", 3),
        ("latin.txt", "text", 1),
        ("note.txt.gz", "gzip: text", 1),
        ("posts.jsonl", "jsonl", 2),
        ("sound.mp3", "", 0),
    ]
    assert (found["latin.txt"]["encoding"], found["latin.txt"]["decided"]) == ("cp1252", "guessed")
    assert found["note.txt.gz"]["decided"] == "content"
    assert found["sound.mp3"]["warnings"] == ["a binary file, skipped"]
    assert sum(row["words"] for row in found.values()) > 100


def test_formats_are_listed(folder: Path) -> None:
    result = corpus("formats", "--json", at=folder)
    found = {row["name"]: row for row in map(json.loads, result.out.splitlines())}
    assert result.status == 0
    assert found["mbox"]["suffixes"] == [".mbox", ".mbx"]
    assert found["html"]["install"] == "pip install 'corpus-cli[html]'"
    assert found["text"]["installed"] is True


def test_what_is_not_installed_is_named_with_the_remedy(folder: Path) -> None:
    (folder / "page.html").write_text("<!doctype html><p>Some words</p>")
    hidden = folder / ".hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys\nsys.modules['trafilatura'] = None\n")
    paths = os.pathsep.join([str(hidden), os.environ.get("PYTHONPATH", "")])
    result = corpus("-C", str(folder), "list", at=folder, env={"PYTHONPATH": paths})
    assert result.err.splitlines()[-1] == (
        f"corpus: {folder}/page.html: an HTML page, skipped; to read it: "
        "pip install 'corpus-cli[html]'"
    )
    assert len(result.out.splitlines()) == 6
