"""The program around its commands: help, version, completion, errors, exit statuses, streams."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from importlib import import_module
from pathlib import Path

import pytest

from corpus_cli.cli.app import COMMANDS, load
from corpus_cli.version import __version__
from tests.cli.harness import command, corpus, environment, on_terminal


def test_alone_it_prints_its_help(home: Path) -> None:
    alone, asked = corpus(at=home), corpus("--help", at=home)
    assert (alone.status, alone.err) == (0, "")
    assert alone.out == asked.out == corpus("-h", at=home).out


def test_help_fits_a_screen_and_shows_commands_and_examples(home: Path) -> None:
    page = corpus("--help", at=home)
    assert len(page.lines) <= 23
    assert max(map(len, page.lines)) <= 80
    assert all(re.search(rf"^  (\w+, )*{name}(, \w+)* +\S", page.out, re.M) for name in COMMANDS)
    assert "Examples:\n  corpus list" in page.out


def test_headings_of_help_are_bold_on_a_terminal(home: Path) -> None:
    assert "\x1b[1mExamples:\x1b[0m" in on_terminal("list", "-h", at=home).out
    assert "\x1b" not in on_terminal("list", "-h", at=home, env={"NO_COLOR": "1"}).out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_has_help(name: str) -> None:
    params = load(name).params
    assert params
    assert [param.name for param in params if not getattr(param, "help", "")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_a_command_are_of_that_command(name: str) -> None:
    module = import_module(f"corpus_cli.cli.{name}")
    lines = module.EXAMPLES.strip().splitlines()
    assert len(lines) >= 3
    assert all(line.startswith(f"corpus {name} ") and " # " in line for line in lines)


def test_version(home: Path) -> None:
    assert corpus("--version", at=home).out == f"corpus {__version__}\n"
    assert corpus("-C", "seeds", "--version", at=home).out == f"corpus {__version__}\n"


def test_the_command_is_installed() -> None:
    """The console script lies beside the interpreter that the tests run on."""
    script = shutil.which("corpus", path=sysconfig.get_path("scripts"))
    assert script is not None
    done = subprocess.run([script, "--version"], capture_output=True, text=True)
    assert done.stdout == f"corpus {__version__}\n"


def test_an_unknown_command_is_answered_with_the_nearest(home: Path) -> None:
    result = corpus("serach", "goat", at=home)
    assert (result.status, result.out) == (2, "")
    assert result.err == "corpus: no command 'serach'; did you mean 'search'? See corpus --help\n"


def test_paths_are_taken_before_and_after_the_command(home: Path) -> None:
    walk = corpus("-C", "seeds/walk.txt", "list", "--columns", "id", at=home)
    both = corpus("-C", "seeds/walk.txt", "list", "-C", "seeds/mail", "--columns", "id", at=home)
    assert walk.lines == ["walk"]
    assert both.lines == ["walk", "talks"]


def test_capital_c_is_context_in_grep_and_the_corpus_before_it(home: Path) -> None:
    result = corpus("-C", "seeds/mail", "grep", "-C", "1", "-c", "Geneva", at=home)
    assert result.out == "talks:2\n"
    assert corpus("grep", "-c", "--corpus", "seeds/mail", "Geneva", at=home).out == "talks:2\n"


def test_a_missing_corpus_says_what_to_do(tmp_path: Path) -> None:
    result = corpus("list", at=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("corpus: no corpus")
    assert "--corpus" in result.err
    assert result.err.count("\n") == 1


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    result = corpus("list", "-C", "nowhere", at=tmp_path)
    assert result.status == 2
    assert "nowhere does not exist" in result.err


@pytest.mark.skipif(not Path("/proc/self/mem").is_file(), reason="needs Linux's /proc")
def test_an_unreadable_file_is_named_and_the_rest_is_done_first(home: Path) -> None:
    """A file that even root cannot read from its beginning."""
    result = corpus("-C", "seeds/walk.txt", "-C", "/proc/self/mem", "grep", "-o", "mill", at=home)
    assert (result.status, result.out) == (2, "walk:c1.1.p1:mill\n")
    assert result.err == "corpus: /proc/self/mem: cannot be read: input/output error\n"


def test_debugging_shows_where_an_error_comes_from(home: Path) -> None:
    result = corpus("show", "camel", at=home, env={"CORPUS_DEBUG": "1"})
    assert result.err.startswith("Traceback")


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "big.txt").write_text("Title\n\n" + "Some words in a line.\n\n" * 6_000)
    process = subprocess.Popen(
        command("grep", "words"),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline().endswith(b":Some words in a line.\n")
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


@pytest.mark.parametrize("arguments", [["list"], ["--help"], ["show", "walk"], ["--version"]])
def test_output_that_cannot_be_written_leaves_no_traceback(
    home: Path, arguments: list[str]
) -> None:
    closed, ours = os.pipe()
    os.close(closed)
    done = subprocess.run(
        command(*arguments), cwd=home, env=environment(), stdout=ours, stderr=subprocess.PIPE
    )
    os.close(ours)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["list"], ["grep", "goat"], ["--version"]])
def test_a_full_disk_is_said(home: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command(*arguments), cwd=home, env=environment(), stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert done.stderr == b"corpus: no space left on device\n"


@pytest.mark.parametrize("redirection", ["1>&-", "2>&-", "1>&- 2>&-"])
def test_closed_streams_are_no_fault(home: Path, redirection: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$@" {redirection}', "sh", *command("list")],
        cwd=home,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ("" if "1" in redirection else corpus("list", at=home).out)


def test_ctrl_c_ends_quietly_with_130(tmp_path: Path) -> None:
    """Stopped while it waits for its reader, which is a moment that is sure to come."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "big.txt").write_text("Title\n\n" + "Some words in a line.\n\n" * 6_000)
    process = subprocess.Popen(
        command("grep", "words"),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.read(4096)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"")


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["list"], {"rich", "numpy", "regex", "rapidfuzz"}),
        (["grep", "Aleppo"], {"rich", "numpy", "rapidfuzz"}),
        (["show", "walk"], {"rich", "numpy", "regex", "rapidfuzz"}),
        (["search", "gaot"], {"rich", "numpy"}),
        (["--version"], {"rich", "numpy", "regex", "rapidfuzz", "typer"}),
    ],
)
def test_what_a_piped_command_does_not_need_is_not_imported(
    home: Path, arguments: list[str], unwanted: set[str]
) -> None:
    code = (
        "import sys\nfrom corpus_cli.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n"
        "    print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=home,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert unwanted.isdisjoint(done.stderr.split())
    assert "corpus_cli" in done.stderr.split()


def complete(words: str, at: Path) -> list[str]:
    """Return what bash is offered at the end of ``words``."""
    result = corpus(
        at=at,
        env={
            "_CORPUS_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
    )
    assert result.err == ""
    return result.out.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("corpus s", ["show", "search"]),
        ("corpus show wa", ["walk"]),
        ("corpus show m", ["mail/talks"]),
        ("corpus -C seeds/mail show t", ["talks"]),
        ("corpus list --rev", ["--reverse"]),
        ("corpus grep goat w", ["walk"]),
        ("corpus freq --format t", ["table", "tsv"]),
        ("corpus freq --by d", ["document", "day"]),
        ("corpus diversity --by n", ["none"]),
        ("corpus timeline --by m", ["month"]),
        ("corpus keyness --by log-l", ["log-likelihood", "log-likelihood-four-cell"]),
        ("corpus collocates goat --by c", ["chi-squared", "count"]),
        ("corpus list --kind m", ["mail"]),
        ("corpus names --kind p", ["person", "place"]),
        ("corpus list --refresh n", ["never"]),
    ],
)
def test_shells_complete_commands_ids_options_and_values(
    home: Path, words: str, offered: list[str]
) -> None:
    assert complete(words, home) == offered


def test_ids_that_a_shell_would_have_to_quote_are_not_offered(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name in ("plain", "$(touch hacked)", "with blank", "semi;colon", "back`tick"):
        (tmp_path / "seeds" / f"{name}.txt").write_text("Words.\n")
    assert complete("corpus show ", tmp_path) == ["plain"]


@pytest.mark.parametrize(
    ("environ", "options", "colored"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, [], True),
        ({"TERM": "dumb"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ],
)
def test_when_a_terminal_is_coloured(
    home: Path, environ: dict[str, str], options: list[str], colored: bool
) -> None:
    result = on_terminal("list", *options, at=home, env=environ)
    assert ("\x1b[" in result.out) is colored
    assert "A walk in the hills" in result.out


def test_force_color_colours_a_pipe(home: Path) -> None:
    assert "\x1b[" in corpus("grep", "goat", at=home, env={"FORCE_COLOR": "1"}).out
    assert "\x1b[" not in corpus("grep", "goat", at=home).out


PAGER = "sed s/^/paged:/"


def test_the_pager_gets_what_outgrows_the_screen(home: Path) -> None:
    short = on_terminal("show", "walk", at=home, height=40, env={"PAGER": PAGER})
    long = on_terminal("show", "walk", at=home, height=12, env={"PAGER": PAGER})
    off = on_terminal("show", "walk", "--no-pager", at=home, height=12, env={"PAGER": PAGER})
    assert "paged:" not in short.out
    assert all(line.startswith("paged:") for line in long.lines)
    assert "paged:" not in off.out


def test_a_pager_that_is_missing_is_done_without(home: Path) -> None:
    result = on_terminal("show", "walk", at=home, height=5, env={"PAGER": "no-such-pager"})
    assert "I know that goat well." in result.out
    assert result.status == 0
