"""Every published value, and the command that shows them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from corpus_cli.cli.app import run
from corpus_cli.query.measures import published
from corpus_cli.query.measures.published import CHECKS, Check, Checked, run_checks
from tests.cli.harness import corpus, on_terminal


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_published_value_is_reproduced(check: Check) -> None:
    [row] = run_checks([check])
    assert row.agrees, f"{check.input}: {check.published} published, {row.computed} computed"


def test_checks_have_names_of_their_own() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS) == 63


@pytest.mark.parametrize(
    ("value", "text", "agrees"),
    [
        (0.785149, ".7851", True),
        (0.78515, ".7852", True),
        (0.78514, ".7852", False),
        (16.6, "16", False),
        (-0.0001, "0", True),
        (float("nan"), "0", False),
        (float("inf"), "14", False),
    ],
)
def test_agreement_is_at_every_decimal_published(value: float, text: str, agrees: bool) -> None:
    [row] = run_checks([Check("name", "formula", "source", "input", text, lambda: value)])
    assert row.agrees is agrees


def test_verify_needs_no_corpus_and_tells_how_many_agree(tmp_path: Path) -> None:
    result = corpus("verify", at=tmp_path)
    assert (result.status, result.err) == (0, "63 of 63 values agree\n")
    first = "log-likelihood 1\tG² = 2·ΣO·ln(O/E), four cells\tDunning 1993\tcells 110, 2442, 111, "
    assert result.lines[0].startswith(first)
    assert len(result.lines) == 63


def test_verify_prints_records_for_programs(tmp_path: Path) -> None:
    records = [json.loads(line) for line in corpus("verify", "--json", at=tmp_path).lines]
    assert [tuple(record) for record in records] == [Checked._fields] * 63
    assert all(record["agrees"] is True for record in records)
    table = csv.DictReader(io.StringIO(corpus("verify", "--format", "csv", at=tmp_path).out))
    assert [row["published"] for row in table] == [record["published"] for record in records]


@pytest.mark.parametrize("width", [80, 120])
def test_verify_draws_a_table_of_the_width_of_the_terminal(tmp_path: Path, width: int) -> None:
    result = on_terminal(
        "verify", "--match", "DUNNING", "--color", "never", at=tmp_path, width=width
    )
    assert result.lines[0].split() == "CHECK FORMULA SOURCE PUBLISHED COMPUTED AGREES".split()
    assert max(map(len, result.lines)) <= width
    assert re.fullmatch(r"log-likelihood 1 .*Dunn.* 270\.72 +270\.7219  yes", result.lines[1])
    assert result.err == "7 of 7 values agree\n"


def test_verify_shows_only_what_matches(tmp_path: Path) -> None:
    result = corpus("verify", "--match", "juilland", at=tmp_path)
    assert {line.split("\t")[0] for line in result.lines} == {
        f"juilland-d {n}" for n in range(1, 5)
    }
    nothing = corpus("verify", "--match", "yule 1945", at=tmp_path)
    assert (nothing.status, nothing.out) == (1, "")
    assert nothing.err == "no check has 'yule 1945' in its name, formula or source\n"


@pytest.mark.parametrize("format", ["table", "plain"])
def test_a_value_that_disagrees_is_shown_and_gives_status_1(
    format: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Check("wrong", "1 + 1", "nobody 1900", "none", "3", lambda: 2)
    monkeypatch.setattr(published, "CHECKS", (CHECKS[0], wrong))
    assert run(["verify", "--format", format]) == 1
    out, err = capsys.readouterr()
    assert err == "1 of 2 values agree\n"
    assert out.splitlines()[-1].split()[-1] == {"table": "no", "plain": "false"}[format]
