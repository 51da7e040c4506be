"""Dispersion: exact arithmetic, ranges, and words and parts that are not there."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given

from corpus_cli.query.measures.dispersion import (
    carroll_d2,
    dp,
    dp_norm,
    juilland_d,
    kl_divergence,
    rosengren_s,
)
from measures.strategies import filled_parts, parts

Parts = list[tuple[float, float]]
# Each with what it gives for an even word, and for one that does not occur.
ALL = [
    (juilland_d, 1, 0),
    (rosengren_s, 1, 0),
    (carroll_d2, 1, 0),
    (dp, 0, 1),
    (dp_norm, 0, 1),
    (kl_divergence, 0, math.inf),
]
Function = Callable[[list[float], list[float]], float]


def columns(parts: Parts) -> tuple[list[float], list[float]]:
    return [count for count, _ in parts], [size for _, size in parts]


@given(parts=filled_parts)
def test_exact_arithmetic_computes_the_same(parts: Parts) -> None:
    counts, sizes = columns(parts)
    f, n = sum(counts), sum(sizes)
    observed = [Fraction(v, f) for v in counts]
    expected = [Fraction(size, n) for size in sizes]
    deviation = sum(abs(v - s) for v, s in zip(observed, expected, strict=True)) / 2
    relative = [Fraction(v, size) for v, size in parts]
    coefficient = statistics.pstdev(relative) / statistics.mean(relative)
    total = sum(relative)
    entropy = -sum(p / total * math.log(p / total) for p in relative if p)
    roots = sum(math.sqrt(v * s) for v, s in zip(observed, expected, strict=True))
    close = {"rel": 1e-9, "abs": 1e-9}
    assert dp(counts, sizes) == pytest.approx(float(deviation), **close)
    assert dp_norm(counts, sizes) == pytest.approx(float(deviation / (1 - min(expected))), **close)
    juilland = 1 - coefficient / math.sqrt(len(parts) - 1)
    assert juilland_d(counts, sizes) == pytest.approx(juilland, abs=1e-7)
    assert carroll_d2(counts, sizes) == pytest.approx(entropy / math.log(len(parts)), **close)
    assert rosengren_s(counts, sizes) == pytest.approx(roots**2, **close)
    bits = sum(
        float(v) * math.log2(v / s) for v, s in zip(observed, expected, strict=True) if v > 0
    )
    assert kl_divergence(counts, sizes) == pytest.approx(bits, **close)


@given(parts=parts)
def test_no_parts_stop_a_measure(parts: Parts) -> None:
    counts, sizes = columns(parts)
    for function, even, absent in ALL:
        value = function(counts, sizes)
        assert min(even, absent) <= value <= max(even, absent), function.__name__


@given(parts=filled_parts)
def test_parts_of_no_size_count_for_nothing(parts: Parts) -> None:
    counts, sizes = columns(parts)
    for function, _, _ in ALL:
        assert function([*counts, 0, 3], [*sizes, 0, 0]) == function(counts, sizes)


@given(parts=filled_parts)
def test_uneven_is_at_most_all_in_the_smallest_part(parts: Parts) -> None:
    counts, sizes = columns(parts)
    smallest = min(sizes) / sum(sizes)
    assert dp(counts, sizes) <= 1 - smallest + 1e-9
    assert kl_divergence(counts, sizes) <= -math.log2(smallest) + 1e-9
    assert rosengren_s(counts, sizes) >= smallest - 1e-9


@pytest.mark.parametrize(("function", "even", "absent"), ALL)
class TestDegenerate:
    def test_a_word_in_proportion_is_even(
        self, function: Function, even: float, absent: float
    ) -> None:
        assert function([2, 4, 6], [10, 20, 30]) == pytest.approx(even, abs=1e-7)

    def test_one_part_is_even(self, function: Function, even: float, absent: float) -> None:
        assert function([7], [100]) == even
        assert function([7, 0], [100, 0]) == even

    def test_an_absent_word_is_uneven(self, function: Function, even: float, absent: float) -> None:
        assert function([0, 0], [10, 20]) == absent
        assert function([0], [10]) == absent
        assert function([], []) == absent
        assert function([3], [0]) == absent

    def test_lists_of_different_lengths_are_refused(
        self, function: Function, even: float, absent: float
    ) -> None:
        with pytest.raises(ValueError, match="shorter"):
            function([1, 2], [10])


def test_all_in_one_of_equal_parts_is_uneven() -> None:
    counts, sizes = [5, 0, 0, 0], [10] * 4
    assert juilland_d(counts, sizes) == pytest.approx(0)
    assert carroll_d2(counts, sizes) == 0
    assert rosengren_s(counts, sizes) == pytest.approx(0.25)
    assert dp(counts, sizes) == 0.75
    assert dp_norm(counts, sizes) == 1
    assert kl_divergence(counts, sizes) == 2
