"""Nothing in a corpus can drive the terminal, be taken for markup, or crash a command."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

import pytest

from tests.cli.harness import corpus, on_terminal

HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x1bP1;1q\x1b\\ \x9b2J over\rwritten \x08\x01 "
    "[red]markup[/red] [/b] [link=http://evil.example]click[/link] :smile: "
    "exe\u202etxt \u2066iso\u2069 line\u2028sep \U000e0041\U000e0042 \ufffe می\u200cخواهم"
)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
OVERRIDES = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bodies, titles, comments and file names that hold what a terminal would obey."""
    home = tmp_path_factory.mktemp("hostile")
    seeds = home / "seeds"
    seeds.mkdir()
    body = f"A goat {HOSTILE}\n\nSome goat words {HOSTILE} here.\n\n> goat {HOSTILE}\n"
    thread = f"\nComments (2)\n\n• Ann{HOSTILE[:8]} says:\n  goat {HOSTILE}\n• Bob says:\n  No.\n"
    (seeds / "body.txt").write_text(body + thread, "utf-8", newline="")
    (seeds / "name\x1b[2J[red]\u202e\n\tgoat.txt").write_text("A goat title\n\nWords of a goat.\n")
    (seeds / os.fsdecode(b"bytes\xff\x9b.txt")).write_text("A goat title\n\nWords of a goat.\n")
    return home


def forbidden(text: str) -> list[str]:
    """Return what a terminal would obey, or a reader could not see, in what was printed."""
    return [
        char
        for char in STYLE.sub("", text)
        if (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\n\t")
        or ord(char) in OVERRIDES
    ]


ANALYSES = [
    ["kwic", "goat", "--sort", "R1"],
    ["kwic", "/[^a-z]+/", "--window", "2"],
    ["freq"],
    ["freq", "--by", "document"],
    ["freq", "--by", "author", "--stems"],
    ["ngrams", "3", "--min", "1"],
    ["collocates", "goat", "--min", "1"],
    ["keyness", "--in", "body", "--min", "1"],
    ["dispersion", "goat", "owned"],
    ["timeline", "goat", "--dates", "mentioned"],
    ["diversity"],
    ["diversity", "--by", "author"],
    ["names", "--min", "1"],
]
COMMANDS = [
    *ANALYSES,
    ["kwic", "\x1b[31m\u202e"],
    ["kwic", "/(\x1b\u202e/"],
    ["kwic", "a", "--sort", "\x1b[31m"],
    ["kwic", "a", "--in", "kind:\x1b[31m\u202e("],
    ["freq", "--stopwords", "\x1b[31m\u202e\n"],
    ["freq", "--by", "\x1b[31m"],
    ["freq", "--limit", "\x1b[31m\u202e"],
    ["ngrams", "--with", "\x1b \x9b"],
    ["collocates", "a", "--by", "\x1b[31m"],
    ["collocates", "a", "--window", "\x1b[31m"],
    ["dispersion", "goat\x1b[31m\u202e"],
    ["timeline", "goat\x1b[31m\u202e", "mill"],
    ["names", "--kind", "\x1b[31m"],
    ["rerun", "\x1b[31m\u202e"],
    ["verify", "--match", "\x1b[31m\u202e"],
    ["kwic", "goat", "-o", "\x1b[31m\u202e.doc"],
    ["list"],
    ["list", "--sort", "title"],
    ["show", "body"],
    ["show", "body#c1"],
    ["show", "body", "--outline"],
    ["show", "bytes"],
    ["grep", "goat"],
    ["grep", "-o", "g.*"],
    ["grep", "-c", "goat"],
    ["grep", "-C", "1", "--lines", "goat"],
    ["grep", "("],
    ["show", "\x1b[31mnone\u202e"],
    ["show", "body#\x1b[31m"],
    ["list", "--sort", "\x1b[31m"],
    ["\x1b[31m"],
]


@pytest.mark.parametrize("arguments", COMMANDS)
def test_no_command_lets_anything_through_when_piped(hostile: Path, arguments: list[str]) -> None:
    result = corpus(*arguments, at=hostile)
    assert not forbidden(result.out)
    assert not forbidden(result.err)
    assert "\x1b" not in result.out
    assert "Traceback" not in result.err


@pytest.mark.parametrize("arguments", [each for each in COMMANDS if each[0] != "\x1b[31m"])
def test_no_command_lets_anything_through_to_a_terminal(
    hostile: Path, arguments: list[str]
) -> None:
    result = on_terminal(*arguments, at=hostile)
    assert not forbidden(result.out)
    assert "Traceback" not in result.err


@pytest.mark.parametrize("format", ["csv", "tsv", "md", "json", "plain", "table"])
def test_no_format_lets_anything_through(hostile: Path, format: str) -> None:
    for arguments in (["list"], ["grep", "goat"], ["show", "body"], *ANALYSES):
        result = corpus(*arguments, "--format", format, at=hostile)
        assert result.out or arguments[0] == "timeline"
        assert not forbidden(result.out)


def test_markup_stays_as_it_is_written(hostile: Path) -> None:
    for result in (
        corpus("show", "body#p1", at=hostile),
        on_terminal("show", "body#p1", "--color", "never", at=hostile, width=400),
    ):
        assert "[red]markup[/red] [/b] [link=http://evil.example]click[/link] :smile:" in result.out
        assert "␛[31mred␛[0m" in result.out


def test_joiners_that_a_script_needs_stay(hostile: Path) -> None:
    assert "می\u200cخواهم" in corpus("show", "body#p1", at=hostile).out


def test_json_gives_hostile_text_back_exactly(hostile: Path) -> None:
    record = json.loads(corpus("show", "body", "--json", at=hostile).out)
    assert record["text"] == (hostile / "seeds" / "body.txt").read_bytes().decode()


def test_plain_records_keep_to_one_line_each(hostile: Path) -> None:
    result = corpus("list", at=hostile)
    assert len(result.out.split("\n")) == 4
    assert {line.count("\t") for line in result.out.rstrip("\n").split("\n")} == {5}


def test_every_id_that_json_gives_can_be_shown(hostile: Path) -> None:
    ids = [json.loads(line)["id"] for line in corpus("list", "--json", at=hostile).out.splitlines()]
    assert len(ids) == 3
    for id in ids:
        assert corpus("show", id, at=hostile).status == 0


def test_files_that_are_no_text_are_named_and_passed_over(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (seeds / "empty.txt").write_bytes(b"")
    (seeds / "good.txt").write_text("A title\n\nGood words.\n")
    (seeds / "latin.txt").write_bytes(
        "Ein Gruß\n\nSchöne Grüße aus Köln, und für dich.\n".encode("cp1252")
    )
    result = corpus("list", "--columns", "id,words", at=tmp_path)
    assert result.lines == ["empty\t0", "good\t4", "latin\t9"]
    assert result.status == 0
    notes = result.err.splitlines()
    assert [note.startswith("corpus: seeds/") for note in notes] == [True, True]
    assert "binary.txt" in notes[0]
    assert "latin.txt" in notes[1]


def test_empty_documents_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "empty.txt").write_bytes(b"")
    assert corpus("show", "empty", at=tmp_path).status == 0
    assert "(empty)" in on_terminal("show", "empty", at=tmp_path).out


def test_a_paragraph_of_a_megabyte_and_deep_quotation_are_drawn(tmp_path: Path) -> None:
    """In the time that a test may take: no part of drawing is quadratic."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "long.txt").write_text("Title\n\n" + "x" * 500_000 + " word" * 100_000)
    (tmp_path / "seeds" / "deep.txt").write_text("Title\n\n" + ">" * 10_000 + " deep\n")
    assert on_terminal("show", "long", "--no-pager", at=tmp_path).status == 0
    assert on_terminal("show", "deep", "--no-pager", at=tmp_path).status == 0
    assert on_terminal("grep", "word", at=tmp_path).status == 0
    for arguments in ANALYSES[1:-1]:
        if arguments[0] != "keyness":
            assert on_terminal(*arguments, "--no-pager", at=tmp_path).status in (0, 1)
