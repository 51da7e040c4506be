"""Text is cut by cells, at either end, and never within what a reader takes for one letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus_cli.render.cells import head, tail, width_within
from corpus_cli.render.text import inline
from tests.render.hostile import TEXTS

TEXTS_AT_ONCE = TEXTS.map(inline)


@pytest.mark.parametrize(
    ("text", "width", "start", "end"),
    [
        ("abcdef", 6, "abcdef", "abcdef"),
        ("abcdef", 5, "abcd…", "…cdef"),
        ("ab cd ef", 4, "ab…", "…ef"),
        ("abcdef", 1, "…", "…"),
        ("abcdef", 0, "", ""),
        ("山山山", 6, "山山山", "山山山"),
        ("山山山", 5, "山山…", "…山山"),
        ("山山山", 4, "山…", "…山"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…", "…e\u0301"),
        ("👩\u200d🌾👩\u200d🌾👩\u200d🌾", 4, "👩\u200d🌾…", "…👩\u200d🌾"),
        ("🇩🇪🇫🇷🇮🇹", 4, "🇩🇪…", "…🇮🇹"),
        ("क\u093eक\u093eक\u093e", 2, "क\u093e…", "…क\u093e"),
        ("שלום", 3, "של…", "…ום"),
        ("a" * 10_000 + "b", 3, "aa…", "…ab"),
        ("a" + "\u0301" * 10_000, 1, "a" + "\u0301" * 10_000, "a" + "\u0301" * 10_000),
    ],
)
def test_cuts(text: str, width: int, start: str, end: str) -> None:
    assert head(text, width) == start
    assert tail(text, width) == end


@given(TEXTS_AT_ONCE, st.integers(0, 40))
def test_what_is_kept_fits_and_is_an_end_of_the_text(text: str, width: int) -> None:
    start, end = head(text, width), tail(text, width)
    assert cell_len(start) <= width
    assert cell_len(end) <= width
    if cell_len(text) <= width:
        assert start == end == text
    elif width:
        assert text.startswith(start.removesuffix("…"))
        assert text.endswith(end.removeprefix("…"))
        assert not unicodedata.category((end + "…")[1]).startswith("M")


@given(TEXTS_AT_ONCE, st.integers(0, 40))
def test_width_within(text: str, most: int) -> None:
    assert width_within(text, most) == min(cell_len(text), most)
