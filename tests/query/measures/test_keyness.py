"""Keyness: exact arithmetic, symmetry, and zeros that stop nothing."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.query.measures import keyness
from corpus_cli.query.measures.association import Table
from corpus_cli.query.measures.keyness import MEASURES
from measures.strategies import extreme, near_chance, numbers

counted = st.tuples(
    st.integers(1, 500), st.integers(1, 500), st.integers(501, 9999), st.integers(501, 9999)
)
Counts = tuple[int, int, int, int]


@given(counts=counted)
def test_exact_arithmetic_computes_the_same(counts: Counts) -> None:
    a, b, c, d = map(Fraction, counts)
    here, there = a / c, b / d
    for computed, exact in (
        (2 ** keyness.log_ratio(*counts), here / there),
        (keyness.percent_difference(*counts), 100 * (here - there) / there),
        (keyness.difference_coefficient(*counts), (here - there) / (here + there)),
        (keyness.simple_maths(*counts), (here * 10**6 + 1) / (there * 10**6 + 1)),
        (keyness.simple_maths(*counts, k=100), (here * 10**6 + 100) / (there * 10**6 + 100)),
        (keyness.odds_ratio(*counts), a / (c - a) / (b / (d - b))),
    ):
        assert computed == pytest.approx(float(exact), rel=1e-9, abs=1e-9)


@given(counts=counted)
def test_log_likelihood_of_two_cells_is_that_of_four_less_the_other_words(counts: Counts) -> None:
    a, b, c, d = counts
    share = (a + b) / (c + d)
    others = sum(
        2 * (size - own) * math.log((size - own) / (size * (1 - share)))
        for own, size in ((a, c), (b, d))
    )
    four = keyness.four_cell_log_likelihood(*counts)
    assert keyness.log_likelihood(*counts) + others == pytest.approx(four, rel=1e-9, abs=1e-7)
    assert keyness.bic(*counts) == keyness.log_likelihood(*counts) - math.log(c + d)


@given(table=near_chance())
def test_log_likelihood_of_huge_corpora_loses_nothing_to_rounding(table: Table) -> None:
    a, b, c, d = table.o11, table.o12, table.column1, table.column2
    with localcontext(prec=80):
        share = Decimal(a + b) / (c + d)
        exact = 2 * sum(
            own * (Decimal(own) / (size * share)).ln() for own, size in ((a, c), (b, d)) if own
        )
    assert keyness.log_likelihood(a, b, c, d) == pytest.approx(float(exact), rel=1e-6, abs=1e-6)


@given(a=numbers, b=numbers, c=numbers, d=numbers)
def test_every_measure_is_finite(a: float, b: float, c: float, d: float) -> None:
    for name, measure in MEASURES.items():
        assert math.isfinite(measure.function(a, b, c, d)), name


@given(a=extreme, b=extreme, c=extreme, d=extreme)
def test_nothing_stops_a_measure(a: float, b: float, c: float, d: float) -> None:
    for name, measure in MEASURES.items():
        assert not math.isnan(measure.function(a, b, c, d)), name
    assert not math.isnan(keyness.simple_maths(a, b, c, d, k=0))


@given(a=numbers, b=numbers, c=numbers, d=numbers)
def test_the_corpora_exchanged_turn_a_measure_round(a: float, b: float, c: float, d: float) -> None:
    close = {"rel": 1e-9, "abs": 1e-6}
    for function in (keyness.log_ratio, keyness.difference_coefficient):
        assert function(a, b, c, d) == pytest.approx(-function(b, a, d, c), **close)
    for function in (keyness.odds_ratio, keyness.simple_maths):
        assert function(a, b, c, d) * function(b, a, d, c) == pytest.approx(1)
    for function in (keyness.log_likelihood, keyness.bic):
        assert function(a, b, c, d) == pytest.approx(function(b, a, d, c), **close)


@pytest.mark.parametrize(
    ("name", "only_here", "only_there", "nowhere", "no_reference"),
    [
        ("log-ratio", math.log2(8), -math.log2(8), 0, 0),
        ("percent-diff", 700, -100, 0, 0),
        ("difference", 1, -1, 0, 0),
        ("log-likelihood", 8 * math.log(2), 8 * math.log(2), 0, 0),
        ("bic", 8 * math.log(2) - math.log(2000), 8 * math.log(2) - math.log(2000), -7.6, -6.9),
        ("simple-maths", 4001, 1 / 4001, 1, 4001),
        ("odds-ratio", 4.5 / 996.5 / (0.5 / 1000.5), 0.5 / 1000.5 / (4.5 / 996.5), 1, 1),
    ],
)
def test_what_zeros_give(
    name: str, only_here: float, only_there: float, nowhere: float, no_reference: float
) -> None:
    function = MEASURES[name].function
    assert function(4, 0, 1000, 1000) == pytest.approx(only_here)
    assert function(0, 4, 1000, 1000) == pytest.approx(only_there)
    assert function(0, 0, 1000, 1000) == pytest.approx(nowhere, abs=0.01)
    assert function(4, 0, 1000, 0) == pytest.approx(no_reference, abs=0.01)


@pytest.mark.parametrize(
    ("statistic", "p"),
    [(0, 1), (3.841459, 0.05), (6.634897, 0.01), (10.827566, 0.001), (15.136705, 0.0001)],
)
def test_p_values_are_those_of_the_tables(statistic: float, p: float) -> None:
    assert keyness.p_value(statistic) == pytest.approx(p, rel=1e-5)


@given(statistic=st.floats(0, math.inf))
def test_p_values_are_chances(statistic: float) -> None:
    assert 0 <= keyness.p_value(statistic) <= 1
