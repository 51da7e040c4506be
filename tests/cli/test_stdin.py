"""``-C -``: standard input is a source, whatever it holds, read once and never kept."""

from __future__ import annotations

import gzip
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import BLOG, MAIL
from tests.cli.harness import Result, command, corpus, environment

MB = 1_000_000


def piped(*arguments: str, data: bytes, at: Path, env: dict[str, str] | None = None) -> Result:
    """Run ``corpus`` with these bytes on standard input."""
    done = subprocess.run(
        command(*arguments), input=data, cwd=at, env=environment(env), capture_output=True
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--json"),
        ("grep", "--json", "goat"),
        ("search", "--json", "gaot"),
        ("kwic", "--json", "goat"),
        ("show", "--json", "stdin"),
        ("show", "--raw", "stdin"),
        ("grep", "nothing of the kind"),
    ],
)
def test_the_answers_are_those_of_a_file(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "stdin").write_text(BLOG)
    found = piped("-C", "-", *arguments, data=BLOG.encode(), at=tmp_path)
    expected = corpus("-C", "stdin", *arguments, at=tmp_path)
    assert found.out.replace('"source": "-"', '"source": "stdin"') == expected.out
    assert (found.status, found.err) == (expected.status, expected.err)


def test_its_id_is_stdin_and_its_source_a_dash(tmp_path: Path) -> None:
    result = piped("-C", "-", "list", "--json", data=MAIL.encode(), at=tmp_path)
    row = json.loads(result.out)
    assert (row["id"], row["source"], row["bytes"]) == ("stdin", "-", len(MAIL.encode()))


def test_contents_tell_the_format(tmp_path: Path) -> None:
    rows = [{"id": name, "text": f"The goat of {name} went up the hill."} for name in "ab"]
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    # As a file without a suffix is.
    (tmp_path / "stdin").write_bytes(data)
    expected = corpus("-C", "stdin", "list", "--columns", "id,words", at=tmp_path)
    found = piped("-C", "-", "list", "--columns", "id,words", data=data, at=tmp_path)
    assert found == expected


def test_it_stands_beside_other_sources(home: Path) -> None:
    result = piped("-C", "seeds", "-C", "-", "grep", "-c", "goat", data=b"A goat.\n", at=home)
    assert result.lines == ["walk:4", "stdin:1"]
    twice = piped("-C", "-", "-C", "-", "list", data=MAIL.encode(), at=home)
    assert len(twice.lines) == 1


def test_ids_that_collide_name_the_source(tmp_path: Path) -> None:
    (tmp_path / "stdin.txt").write_text("One.")
    result = piped("-C", ".", "-C", "-", "list", "--columns", "id", data=b"Two.", at=tmp_path)
    assert len(set(result.lines)) == 2
    assert result.lines[1] == "-/stdin"


@pytest.mark.parametrize("data", [b"", b"\n"])
def test_nothing_is_an_empty_document_as_of_a_file(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "stdin").write_bytes(data)
    assert piped("-C", "-", "list", data=data, at=tmp_path) == (
        corpus("-C", "stdin", "list", at=tmp_path)
    )
    assert piped("-C", "-", "grep", "x", data=data, at=tmp_path).status == 1


def test_what_is_binary_is_skipped_and_named(tmp_path: Path) -> None:
    result = piped("-C", "-", "grep", "x", data=bytes(range(256)) * 40, at=tmp_path)
    assert (result.status, result.out) == (1, "")
    assert result.err == "corpus: -: a binary file, skipped\n"


def test_closed_standard_input_is_an_error(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command("-C", "-", "list")],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
    )
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "corpus: standard input is closed, and - names it as the corpus\n"
    )


def test_a_terminal_as_standard_input_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            command("-C", "-", "list"),
            stdin=theirs,
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            timeout=30,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("corpus: standard input is a terminal")
    assert "| corpus -C - list" in done.stderr.decode()


def test_index_refuses_it(tmp_path: Path) -> None:
    for option in ((), ("--clear",)):
        result = piped("index", "-C", "-", *option, data=MAIL.encode(), at=tmp_path)
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith("corpus: standard input cannot be indexed")


def test_only_the_command_line_names_it(home: Path) -> None:
    """A file that is called so would otherwise be taken for it, and a command wait for ever."""
    (home / "-").write_text("A file whose name is a dash.")
    try:
        for arguments, env in [((), {"CORPUS_PATH": "-"}), (("-C", "./-"), {})]:
            result = piped(*arguments, "list", "--json", data=MAIL.encode(), at=home, env=env)
            assert json.loads(result.out)["source"] == "./-"
    finally:
        (home / "-").unlink()


def test_it_is_not_read_for_completion(tmp_path: Path) -> None:
    read, write = os.pipe()
    try:
        # Nobody ever writes or closes: whoever reads waits for ever.
        done = subprocess.run(
            command(),
            stdin=read,
            cwd=tmp_path,
            env=environment(
                {
                    "_CORPUS_COMPLETE": "complete_bash",
                    "COMP_WORDS": "corpus -C - show s",
                    "COMP_CWORD": "4",
                }
            ),
            capture_output=True,
            timeout=30,
        )
    finally:
        os.close(read)
        os.close(write)
    assert done.stderr == b""


def test_large_input_is_told_to_be_read_into_memory(tmp_path: Path) -> None:
    data = gzip.compress(b"") + os.urandom(4 * MB)
    result = piped("-C", "-", "list", data=data, at=tmp_path, env={"CORPUS_CACHE": "cache"})
    assert "standard input (4 MB) is read into memory, nothing of it is kept" in result.err
    assert not (tmp_path / "cache").exists()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux")
def test_memory_is_bounded_whatever_comes(tmp_path: Path) -> None:
    """100 MB that hold no text take hardly more than the text reader's own bounds."""
    program = (
        "import atexit, re, sys\n"
        "from corpus_cli.__main__ import main\n"
        "def tell():\n"
        "    print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        "atexit.register(tell)\n"
        "sys.argv[1:] = ['-C', '-', 'grep', 'x']\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    )
    assert process.stdin is not None
    chunk = bytes(range(256)) * (MB // 256)
    for _ in range(100):
        process.stdin.write(chunk)
    out, err = process.communicate(timeout=60)
    assert b"a binary file, skipped" in err
    assert process.returncode == 1
    assert int(out) < 200_000  # kB
    assert list(tmp_path.iterdir()) == []


def test_a_result_of_nothing_is_made_again_from_nothing(tmp_path: Path) -> None:
    piped("-C", "-", "list", "-o", "rows.csv", data=b"", at=tmp_path)
    again = piped("rerun", "rows.csv", data=b"", at=tmp_path)
    assert (again.status, again.lines[0]) == (0, "result: the same (1 row)")


def test_a_result_can_be_made_again_where_the_text_is_piped_again(tmp_path: Path) -> None:
    data = BLOG.encode()
    options = ("list", "--columns", "id,source,words", "-o", "rows.csv")
    assert piped("-C", "-", *options, data=data, at=tmp_path).status == 0
    found = json.loads((tmp_path / "rows.csv.meta.json").read_text())
    assert found["corpus"]["sources"] == [{"given": "-", "path": "-"}]
    closed = ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command("rerun", "rows.csv")]
    again = subprocess.run(closed, cwd=tmp_path, env=environment(), capture_output=True)
    assert (again.returncode, again.stdout) == (2, b"")
    assert again.stderr.decode() == (
        "corpus: its corpus came from standard input, which cannot be read again; pipe the same "
        "text into this command\n"
    )
    for options in ((), ("-C", "-")):
        piped_again = piped("rerun", "rows.csv", *options, data=data, at=tmp_path)
        assert (piped_again.status, piped_again.lines[0]) == (0, "result: the same (1 row)")
        assert piped_again.lines[2].endswith(" (standard input)")
        nothing = piped("rerun", "rows.csv", *options, data=b"", at=tmp_path)
        assert (nothing.status, nothing.out) == (2, "")
        assert nothing.err == (
            "corpus: rows.csv was made from standard input, and nothing came from there now; pipe "
            "the same text into this command\n"
        )
    other = piped("rerun", "rows.csv", data=b"Another text.", at=tmp_path)
    assert (other.status, other.lines[0][:15]) == (1, "result: changed")
