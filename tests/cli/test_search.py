"""``corpus search``: ranked results, and the truth about what was taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.harness import corpus, on_terminal


def test_a_typo_is_forgiven_and_named(home: Path) -> None:
    result = corpus("search", "vallley", at=home)
    assert result.err == 'no exact "vallley": showing valley (1 edit)\n'
    assert result.status == 0
    target, score, date, title, snippet = result.out.rstrip("\n").split("\t")
    assert (target, date, title) == ("walk#p1", "2019-03-03", "A walk in the hills")
    assert float(score) > 0
    assert "valley" in snippet


def test_exact_takes_no_other_spelling(home: Path) -> None:
    result = corpus("search", "vallley", "--exact", at=home)
    assert (result.status, result.out) == (1, "")


def test_nothing_found_is_status_1_and_offers_the_nearest_words(home: Path) -> None:
    result = corpus("search", "goatherd", at=home)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith('nothing found for "goatherd"; the nearest words are ')
    assert "goat" in result.err


def test_every_result_is_an_address_that_show_takes(home: Path) -> None:
    targets = [line.split("\t")[0] for line in corpus("search", "the", "hotel", at=home).lines]
    assert set(targets) == {"mail/talks#p3", "walk#p1"} or len(targets) == 2
    assert corpus("show", *targets, at=home).status == 0


def test_json_has_the_fields_of_the_contract(home: Path) -> None:
    result = corpus("search", "goat", "--json", at=home)
    (found,) = map(json.loads, result.lines)
    assert list(found) == (
        "rank score id title date address snippet spans edits terms passages author".split()
    )
    assert list(found["passages"][0]) == "address score snippet spans author date".split()
    assert list(found["terms"][0]) == ["query", "matched", "edits"]
    for part in (found, *found["passages"]):
        assert {part["snippet"][start:end] for start, end in part["spans"]} <= {"goat", "Goat"}


def test_on_a_terminal_passages_stand_under_their_document(home: Path) -> None:
    result = on_terminal("search", "mill", "--color", "never", at=home)
    assert result.out == (
        " 1  wal  A walk in the hills  2019-03-03\n"
        "    c1.1.p1  The one behind the mill. The goat was alone.\n"
    )


def test_on_a_terminal_what_was_found_is_highlighted(home: Path) -> None:
    assert "\x1b[1;31mmill\x1b[0m" in on_terminal("search", "mill", at=home).out


def test_by_passage_ranks_passages(home: Path) -> None:
    result = corpus("search", "goat", "--by", "passage", at=home)
    targets = sorted(line.split("\t")[0] for line in result.lines)
    assert targets == ["walk#c1.1.p1", "walk#c1.p1", "walk#c2.p1", "walk#p1"]


def test_a_limit_says_what_it_left_out(home: Path) -> None:
    result = corpus("search", "goat", "--by", "passage", "--limit", "1", at=home)
    assert len(result.lines) == 1
    assert result.err.endswith("showing 1 of 4 (--limit 0 for all)\n")


def test_in_searches_only_the_documents_named(home: Path) -> None:
    result = corpus("search", "the", "--in", "mail", at=home)
    assert [line.split("#")[0] for line in result.lines] == ["mail/talks"]


@pytest.mark.parametrize("format", ["plain", "json", "csv", "table"])
def test_explanations_show_what_made_a_score(home: Path, format: str) -> None:
    plain = corpus("search", "goat", "--format", format, at=home)
    explained = corpus("search", "goat", "--format", format, "--explain", at=home)
    assert "rarity" not in plain.out
    assert "rarity" in explained.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["..."], "corpus: nothing to search for: '...' has no words\n"),
        (["a", "--exact", "--fuzzy"], "corpus: exact and fuzzy exclude each other\n"),
        (["a", "--by", "line"], "corpus: invalid value for '--by': 'line' is not one of"),
        ([], "corpus: missing argument 'TERM...'; see corpus search --help\n"),
    ],
)
def test_usage_errors(home: Path, arguments: list[str], message: str) -> None:
    result = corpus("search", *arguments, at=home)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(message)
