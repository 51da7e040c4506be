"""The README's examples print what it says, and its tables name what there is.

``UPDATE_README=1 pytest tests/test_readme.py`` writes the output that the examples have now.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpus_cli.query.analysis.collocates import Collocate
from corpus_cli.query.analysis.dispersion import Dispersion
from corpus_cli.query.analysis.diversity import Diversity
from corpus_cli.query.analysis.keyness import Keyword
from corpus_cli.query.analysis.kwic import Line
from corpus_cli.query.analysis.names import Name
from corpus_cli.query.analysis.ngrams import Ngram
from corpus_cli.query.analysis.timeline import Moment
from corpus_cli.query.measures.published import Checked
from corpus_cli.query.overview import Info
from corpus_cli.query.provenance import Comparison
from corpus_cli.query.results import Hit, Row, SearchResult

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TEXT = README.read_text("utf-8")
CONSOLE = re.compile(r"^```console\n\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)
EXAMPLES = list(CONSOLE.finditer(TEXT))


def run(command: str) -> str:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("CORPUS_PATH", "FORCE_COLOR", "NO_COLOR")
    }
    environment["COLUMNS"] = "80"
    program = f'"{sys.executable}" -m corpus_cli'
    shell = f'corpus() {{ {program} "$@"; }}; {{ {command}; }} 2>&1'
    done = subprocess.run(
        ["bash", "-c", shell],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda match: match["command"])
def test_console_example(example: re.Match[str]) -> None:
    output = run(example["command"])
    assert output
    if os.environ.get("UPDATE_README"):
        now = README.read_text("utf-8")
        block = f"```console\n$ {example['command']}\n"
        README.write_text(now.replace(block + example["output"], block + output), "utf-8")
    else:
        assert output == example["output"]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6


def test_python_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = "\n".join(re.findall(r"^```pycon\n((?:.*\n)*?)```$", TEXT, re.MULTILINE))
    test = doctest.DocTestParser().get_doctest(code, {}, "README", "README.md", 0)
    assert test.examples
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


RECORDS: dict[str, Any] = {
    "list": Row,
    "grep": Hit,
    "search": SearchResult,
    "kwic": Line,
    "ngrams": Ngram,
    "collocates": Collocate,
    "keyness": Keyword,
    "dispersion": Dispersion,
    "timeline": Moment,
    "diversity": Diversity,
    "names": Name,
    "verify": Checked,
    "info": Info,
    "rerun": Comparison,
}


@pytest.mark.parametrize(("command", "fields"), RECORDS.items())
def test_fields_of_json(command: str, fields: Any) -> None:
    assert f"| `{command}` | `{' '.join(fields._fields)}` |" in TEXT


def test_set_up_is_one_block_each() -> None:
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/corpus list" in TEXT
    tests = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    assert tests in TEXT
    assert "README.md" in (ROOT / ".ci" / "run").read_text("utf-8")
