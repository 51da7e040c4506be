"""Long paragraphs are cut to windows that hold what was found, and say that they are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.render.window import CUT, SNAP, window

WORDS = st.lists(st.text("abcé語", min_size=1, max_size=12), min_size=1, max_size=120)


@given(WORDS, st.lists(st.integers(0, 800), max_size=12), st.integers(40, 200))
def test_what_is_kept_is_text_and_matches_stay_themselves(
    words: list[str], cuts: list[int], budget: int
) -> None:
    text = " ".join(words)
    ends = sorted({min(cut, len(text)) for cut in cuts})
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    cut = window(text, spans, budget)
    assert all(part.strip(" ") in text for part in cut.text.split(CUT))
    assert len(cut.spans) + cut.hidden == len(spans)
    originals = [text[start:end] for start, end in spans]
    for (start, end), original in zip(cut.spans, originals, strict=False):
        assert original.startswith(cut.text[start:end]) or len(spans) > len(cut.spans)
    if len(text) > budget:
        assert len(cut.text) <= 2 * budget + 4 * SNAP
        assert CUT in cut.text or cut.text == text
    else:
        assert cut.text == text


@given(WORDS, st.integers(0, 500), st.integers(1, 20), st.integers(40, 200))
def test_the_first_match_is_always_shown(
    words: list[str], start: int, length: int, budget: int
) -> None:
    text = " ".join(words)
    start = min(start, len(text) - 1)
    end = min(start + length, len(text))
    cut = window(text, [(start, end)], budget)
    assert [cut.text[a:b] for a, b in cut.spans] == [text[start:end]]


LONG = "one two three four five six seven eight nine ten " * 8


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "one two three four five six seven eight nine ten…"),
        ([(4, 7)], "one two three four five six seven eight nine ten…"),
        ([(200, 203)], "…eight nine ten one two three four five six…"),
        ([(385, 388)], "…one two three four five six seven eight nine ten"),
        (
            [(0, 3), (196, 199)],
            "one two three four five six seven eight nine ten one two … "
            "six seven eight nine ten one two three four five six…",
        ),
    ],
)
def test_cuts_fall_between_words(spans: list[tuple[int, int]], shown: str) -> None:
    assert window(LONG.strip(), spans, 50 if len(spans) < 2 else 120).text == shown


def test_a_cut_never_parts_a_letter_from_its_accent() -> None:
    text = "e\u0301" * 400
    cut = window(text, [(400, 402)], 80)
    assert not cut.text.removeprefix(CUT).startswith("\u0301")


def test_a_match_longer_than_the_budget_is_cut_too() -> None:
    cut = window("x" * 10_000, [(0, 10_000)], 100)
    assert cut.spans == ((0, 100),)
    assert cut.text == "x" * 100 + CUT
