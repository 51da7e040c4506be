"""Standard input as a source: whatever is piped in, told by its content."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.harness import command, corpus, environment

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
MONTH = (SAMPLES / "2016-February.txt").read_bytes()


def piped(data: bytes, *arguments: str, at: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        command("-C", "-", *arguments),
        cwd=at,
        env=environment(),
        input=data,
        capture_output=True,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (b"Some words of it.\n", ["stdin"]),
        (MONTH, ["stdin/1", "stdin/2", "stdin/3"]),
        (gzip.compress(MONTH), ["stdin/1", "stdin/2", "stdin/3"]),
        (b"", ["stdin"]),
    ],
)
def test_what_is_piped_in_is_told_by_its_content(
    tmp_path: Path, data: bytes, ids: list[str]
) -> None:
    status, out, _ = piped(data, "list", "--json", at=tmp_path)
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [row["id"] for row in rows] == ids
    assert {row["source"] for row in rows} == {"-"}


def test_it_answers_as_a_file_does(tmp_path: Path) -> None:
    (tmp_path / "stdin").write_bytes(MONTH)
    for arguments in (["grep", "-n", "siege"], ["search", "sieg"], ["kwic", "siege"], ["freq"]):
        status, out, err = piped(MONTH, *arguments, at=tmp_path)
        expected = corpus("-C", "stdin", *arguments, at=tmp_path)
        assert (status, out, err) == (expected.status, expected.out, expected.err)


def test_it_may_stand_beside_other_sources(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a siege")
    status, out, _ = piped(b"the siege", "-C", "a.txt", "grep", "-l", "siege", at=tmp_path)
    assert (status, len(out.splitlines())) == (0, 2)


def test_binary_data_is_named(tmp_path: Path) -> None:
    status, out, err = piped(b"\0\1\2", "list", at=tmp_path)
    assert (status, out) == (1, "")
    assert "corpus: -: a binary file, skipped" in err


def test_there_is_nothing_to_index(tmp_path: Path) -> None:
    status, _, err = piped(b"words", "index", at=tmp_path)
    assert status == 2
    assert "standard input cannot be indexed" in err


def test_a_closed_input_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *command("-C", "-", "list")],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert b"standard input, which is closed" in done.stderr


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    done = subprocess.run(
        command("-C", "-", "list"),
        cwd=tmp_path,
        env=environment({"TMPDIR": str(tmp_path)}),
        input=b"words",
        capture_output=True,
        check=True,
    )
    assert done.stdout
    assert not list(tmp_path.iterdir())


def test_a_result_of_it_is_made_again_from_what_is_piped_again(tmp_path: Path) -> None:
    assert piped(MONTH, "freq", "-o", "f.csv", at=tmp_path)[0] == 0
    for data, status in ((MONTH, 0), (b"other words", 1)):
        done = subprocess.run(
            command("rerun", "f.csv.meta.json"), cwd=tmp_path, env=environment(), input=data
        )
        assert done.returncode == status
