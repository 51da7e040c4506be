"""``corpus grep``: ripgrep's flags over paragraphs, for people and for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.harness import corpus, on_terminal


def test_piped_a_hit_is_id_address_text(home: Path) -> None:
    result = corpus("grep", "goat", at=home)
    assert result.out == (
        "walk:p1:We went up early, before the sun had reached the valley, "
        "and met nobody on the path but a goat.\n"
        "walk:c1.p1:Lovely. Which hill was it, and was the goat alone?\n"
        "walk:c1.1.p1:The one behind the mill. The goat was alone.\n"
        "walk:c2.p1:I know that goat well.\n"
    )
    assert (result.status, result.err) == (0, "")


def test_a_phrase_is_found_across_a_line_break(home: Path) -> None:
    result = corpus("grep", "-o", "held knows", at=home)
    assert result.out == "mail/talks:p1:held knows\n"


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        (["-c", "goat"], "walk:4\n"),
        (["-c", "-o", "[Ww]e"], "mail/talks:2\nwalk:3\n"),
        (["-l", "the"], "mail/talks\nwalk\n"),
        (["-l", "the", "walk"], "walk\n"),
        (["-o", "-i", "HILL"], "walk:t1:hill\nwalk:h2:hill\nwalk:c1.p1:hill\n"),
        (["-S", "-c", "goat"], "walk:4\n"),
        (["-w", "-c", "hill"], "walk:1\n"),
        (["-F", "-o", "it, "], "walk:c1.p1:it, \n"),
        (["-e", "mill", "-e", "sun", "-o"], "walk:p1:sun\nwalk:c1.1.p1:mill\n"),
        (["-m", "1", "goat", "-o"], "walk:p1:goat\n"),
        (
            ["--lines", "-n", "mill"],
            "walk:L20:20:      The one behind the mill. The goat was alone.\n",
        ),
        (["-n", "-w", "mill"], "walk:c1.1.p1:20:The one behind the mill. The goat was alone.\n"),
        (["-v", "-c", "e"], "walk:6\n"),
    ],
)
def test_flags(home: Path, options: list[str], printed: str) -> None:
    assert corpus("grep", *options, at=home).out == printed


def test_context_and_separators_are_those_of_ripgrep(home: Path) -> None:
    result = corpus("grep", "--lines", "-C", "1", "MST|Will|Carl", at=home)
    assert result.out == (
        "mail/talks-L2-\n"
        "mail/talks:L3:Fri Feb 19 06:11:39 MST 2016\n"
        "mail/talks-L4-\n"
        "--\n"
        "mail/talks-L7-\n"
        "mail/talks:L8:> Will they go on?\n"
        "mail/talks-L9-> I doubt it very much.\n"
        "--\n"
        "walk-L20-      The one behind the mill. The goat was alone.\n"
        "walk:L21:  2. Carl says:\n"
        "walk-L22-     March 6, 2019 at 8:15 pm\n"
    )


def test_json_spans_cut_the_matches_out_of_the_text(home: Path) -> None:
    hits = [json.loads(line) for line in corpus("grep", "[Gg]oat", "--json", at=home).lines]
    assert [list(hit) for hit in hits] == [
        "id address line start end text spans author date".split()
    ] * 4
    assert {hit["text"][start:end] for hit in hits for start, end in hit["spans"]} == {"goat"}


def test_on_a_terminal_hits_stand_under_a_heading(home: Path) -> None:
    result = on_terminal("grep", "goat", "--color", "never", at=home, width=60)
    assert result.out == (
        "wal  A walk in the hills\n"
        "p1       We went up early, before the sun had reached the\n"
        "         valley, and met nobody on the path but a goat.\n"
        "c1.p1    Lovely. Which hill was it, and was the goat alone?\n"
        "c1.1.p1  The one behind the mill. The goat was alone.\n"
        "c2.p1    I know that goat well.\n"
    )


def test_on_a_terminal_matches_are_highlighted(home: Path) -> None:
    result = on_terminal("grep", "mill", at=home)
    assert re.search(r"\x1b\[1;31mmill\x1b\[0m", result.out)


def test_a_long_paragraph_is_cut_to_a_window_on_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    text = f"{'before ' * 300}needle{' after' * 300}"
    (tmp_path / "seeds" / "long.txt").write_text(f"Title\n\n{text}\n")
    lines = on_terminal("grep", "needle", "--color", "never", at=tmp_path).lines
    assert len(lines) == 4
    assert "…before" in lines[1]
    assert "needle" in "".join(lines)
    assert lines[3].endswith("…")
    assert corpus("grep", "needle", at=tmp_path).out == f"long:p1:{text}\n"


def test_colour_on_demand_when_piped(home: Path) -> None:
    result = corpus("grep", "mill", "--color", "always", at=home)
    assert (
        result.out
        == "walk:c1.1.p1:The one behind the \x1b[1m\x1b[31mmill\x1b[0m. The goat was alone.\n"
    )


def test_nothing_found_is_status_1_and_silence(home: Path) -> None:
    result = corpus("grep", "camel", at=home)
    assert tuple(result) == (1, "", "")


def test_stats_go_to_standard_error(home: Path) -> None:
    result = corpus("grep", "--stats", "-l", "goat", at=home)
    assert result.out == "walk\n"
    assert result.err.splitlines()[:4] == [
        "4 matches",
        "4 matched paragraphs",
        "1 document contained matches",
        "2 documents searched",
    ]


def test_a_bad_pattern_is_shown_with_a_caret_under_the_spot(home: Path) -> None:
    result = corpus("grep", "goat(a|b", at=home)
    assert (result.status, result.out) == (2, "")
    assert result.err == "corpus: bad pattern: missing )\n  goat(a|b\n          ^\n"


def test_the_caret_finds_its_place_under_wide_letters_and_controls(home: Path) -> None:
    result = corpus("grep", "山\x1b山[", at=home)
    lines = result.err.splitlines()
    assert lines[1] == "  山␛山["
    assert lines[2] in (" " * 7 + "^", " " * 8 + "^")


def test_a_catastrophic_pattern_is_stopped_within_its_budget(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A title of it\n\nok here\n")
    (tmp_path / "seeds" / "b.txt").write_text("a" * 50 + "!\n")
    result = corpus("grep", "(a|a)+$|ok", "--timeout", "0.3", at=tmp_path)
    assert result.status == 2
    assert result.out == "a:p1:ok here\n"
    assert result.err.startswith("corpus: b: the pattern did not finish within 0.3 s")


def test_no_pattern_is_a_usage_error(home: Path) -> None:
    result = corpus("grep", at=home)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("corpus: no PATTERN given")
