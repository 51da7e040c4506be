"""Lexical diversity: the definitions spelt out slowly, and texts too short for them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.query.measures.diversity import mattr, mtld, ttr, yules_k, yules_k_of
from measures.strategies import words


def slow_mattr(text: list[str], window: int) -> Fraction:
    spans = [text[at : at + window] for at in range(len(text) - window + 1)]
    return sum(Fraction(len(set(span)), window) for span in spans) / len(spans)


def slow_mtld(text: list[str], limit: Fraction) -> Fraction:
    """The text cut at the first word that lets the ratio fall below, again and again."""
    factors, start = Fraction(0), 0
    for end in range(1, len(text) + 1):
        span = text[start:end]
        if Fraction(len(set(span)), len(span)) < limit:
            factors, start = factors + 1, end
    if rest := text[start:]:
        factors += (1 - Fraction(len(set(rest)), len(rest))) / (1 - limit)
    return len(text) / factors if factors else Fraction(len(text))


@given(text=words, window=st.integers(1, 70))
def test_mattr_is_the_mean_over_all_windows(text: list[str], window: int) -> None:
    slow = slow_mattr(text, window) if len(text) > window else ttr(text)
    assert mattr(text, window) == pytest.approx(float(slow))


@given(text=words)
def test_mtld_is_the_mean_of_both_directions(text: list[str]) -> None:
    limit = Fraction(72, 100)
    slow = (slow_mtld(text, limit) + slow_mtld(text[::-1], limit)) / 2
    assert mtld(text) == pytest.approx(float(slow))
    assert mtld(text) == pytest.approx(mtld(text[::-1]))


def test_a_ratio_of_the_factor_itself_is_kept() -> None:
    """18 types in 25 words are exactly .72: no factor ends there, so a new word still joins it."""
    exact = [*range(18), *range(7)]
    assert mtld(exact) == pytest.approx(25)
    assert mtld([*exact, 99]) == pytest.approx(26 / ((7 / 26) / 0.28))


@given(text=words)
def test_yules_k_is_of_the_frequency_spectrum(text: list[str]) -> None:
    spectrum = Counter(Counter(text).values())
    n = len(text)
    squares = sum(types * i * i for i, types in spectrum.items())
    assert yules_k(text) == pytest.approx(float(Fraction(10_000 * (squares - n), max(n * n, 1))))
    assert yules_k_of(Counter(text).values()) == yules_k(text)


@given(text=words, window=st.integers(0, 70), factor=st.floats(0, 1))
def test_no_text_stops_a_measure(text: list[str], window: int, factor: float) -> None:
    assert 0 <= ttr(text) <= 1
    assert 0 <= mattr(text, window) <= 1
    assert mtld(text, factor) >= 0
    assert 0 <= yules_k(text) <= 10_000


def test_what_an_empty_text_gives() -> None:
    assert (ttr([]), mattr([]), mtld([]), yules_k([])) == (0, 0, 0, 0)


def test_a_window_longer_than_the_text_is_the_text() -> None:
    assert mattr("a b a".split(), 500) == ttr("a b a".split())


def test_a_text_without_a_repetition_is_as_diverse_as_it_is_long() -> None:
    assert mtld(range(50)) == 50


def test_words_may_be_numbers_of_a_vocabulary() -> None:
    assert mattr((3, 3, 5, 3), 2) == mattr("aaba", 2)
