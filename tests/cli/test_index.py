"""``corpus index`` and ``corpus info``: the snapshot of a large corpus, and what it is of."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.harness import corpus, on_terminal


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of some 4 MB, and a cache of its own."""
    monkeypatch.setenv("CORPUS_CACHE", str(tmp_path / "cache"))
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(200):
        lines = [f"Report {number}", "", "By Jane Doe", ""]
        lines += [f"Word{number * at} and the goat went up hill {at}." for at in range(500)]
        (texts / f"{number:03}.txt").write_text("\n".join(lines))
    return texts


def test_a_small_corpus_is_not_kept(home: Path, tmp_path: Path) -> None:
    result = corpus("index", at=home)
    assert (result.status, result.out) == (0, "")
    assert "less than 3 MB" in result.err
    assert corpus("index", "--clear", at=home).status == 1
    assert corpus("index", "--verify", at=home).status == 1


def test_the_first_command_builds_and_says_so_and_the_next_do_not(large: Path) -> None:
    first = corpus("-C", str(large), "search", "gaot", "--limit", "1", at=large)
    assert re.search(r"^corpus: indexing 200 files into \S+; commands after", first.err)
    second = corpus("-C", str(large), "search", "gaot", "--limit", "1", at=large)
    assert "indexing" not in second.err
    assert second.out == first.out
    assert second.status == 0


def test_show_needs_no_snapshot(large: Path) -> None:
    result = corpus("-C", str(large), "show", "007#L1", at=large)
    assert (result.out, result.err) == ("Report 7\n", "")
    assert not (large.parent / "cache").exists()


def test_index_verify_and_clear(large: Path) -> None:
    built = corpus("-C", str(large), "index", "--jobs", "1", at=large)
    assert (built.status, built.out) == (0, "")
    assert re.search(r"^200 documents, [\d,]+ words, [\d.]+ MB in [\d.]+ s$", built.err, re.M)
    assert corpus("-C", str(large), "index", "--verify", at=large).status == 0
    (shard,) = large.parent.glob("cache/*/2*/shard-00000")
    with shard.open("r+b") as stream:
        stream.seek(-1000, os.SEEK_END)
        byte = stream.read(1)
        stream.seek(-1, os.SEEK_CUR)
        stream.write(bytes([byte[0] ^ 1]))
    damaged = corpus("-C", str(large), "index", "--verify", at=large)
    assert damaged.status == 2
    assert damaged.out == f"{shard}: damaged\n"
    assert "corpus index builds it anew" in damaged.err
    again = corpus("-C", str(large), "index", at=large)
    assert "is damaged; indexing everything anew" in again.err
    assert corpus("-C", str(large), "index", "--verify", at=large).status == 0
    cleared = corpus("-C", str(large), "index", "--clear", at=large)
    assert (cleared.status, cleared.err.startswith("removed ")) == (0, True)
    assert corpus("-C", str(large), "index", "--clear", at=large).status == 1


def test_info_of_a_snapshot(large: Path) -> None:
    corpus("-C", str(large), "index", at=large)
    (record,) = corpus("-C", str(large), "info", "--json", at=large).out.splitlines()
    info = json.loads(record)
    size = sum(path.stat().st_size for path in large.iterdir())
    assert (info["documents"], info["bytes"]) == (200, size)
    assert info["sources"] == [str(large)]
    assert info["snapshot"].startswith(str(large.parent / "cache"))
    assert info["snapshot_bytes"] > size
    assert info["shards"] >= 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", info["built"])
    assert info["compared"] is None
    drawn = on_terminal("-C", str(large), "info", "--color", "never", at=large).out
    assert re.search(r"^documents +200$", drawn, re.M)
    assert re.search(r"^files compared +by every command$", drawn, re.M)


def test_info_of_a_corpus_in_memory(home: Path) -> None:
    result = corpus("info", at=home)
    assert "documents\t2\nwords\t170\n" in result.out
    assert "first_date\t2016-02-19T06:11:39-07:00\nlast_date\t2019-03-03\n" in result.out
    assert "none; read into memory" in on_terminal("info", at=home).out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("index", "--jobs", "0"), "--jobs must be 1 or more"),
        (("index", "--verify", "--clear"), "exclude each other"),
        (("list", "--refresh", "often"), "--refresh is one of always, auto, never"),
        (("index", "-C", "nowhere"), "nowhere does not exist"),
    ],
)
def test_wrong_options(home: Path, arguments: tuple[str, ...], what: str) -> None:
    result = corpus(*arguments, at=home)
    assert (result.status, result.out) == (2, "")
    assert what in result.err


def test_refresh_may_be_configured(large: Path) -> None:
    (large.parent / "corpus.toml").write_text('sources = ["texts"]\nrefresh = "never"\n')
    corpus("index", at=large.parent)
    (large / "000.txt").write_text("Xylophone\n")
    assert corpus("search", "xylophone", "--exact", at=large.parent).status == 1
    assert corpus("search", "xylophone", "--refresh", "auto", at=large.parent).status == 0
    (large.parent / "corpus.toml").write_text('sources = ["texts"]\nrefresh = "often"\n')
    assert "refresh must be one of" in corpus("list", at=large.parent).err


def test_a_long_grep_is_divided_and_gives_the_same(large: Path) -> None:
    corpus("-C", str(large), "index", at=large)
    for options in ((), ("-c",), ("-o",), ("-n",), ("--json",), ("-l",), ("--lines", "-c")):
        whole = corpus("-C", str(large), "grep", r"\d\d hill", *options, "--stats", at=large)
        parts = [
            corpus("-C", str(large), "grep", r"\d\d hill", *options, f"{number:03}", at=large).out
            for number in range(0, 200, 67)
        ]
        assert whole.status in (0, 1)
        assert all(part in whole.out for part in parts)
        assert "200 documents searched" in whole.err
