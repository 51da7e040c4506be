"""Association: oracles, exact arithmetic, and zeros that stop nothing."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from corpus_cli.query.measures import association
from corpus_cli.query.measures.association import MEASURES, Table
from measures.strategies import extreme, extreme_tables, near_chance, small_tables, tables


def test_a_table_of_frequencies_has_their_totals() -> None:
    table = Table.of(8, 15828, 4675, 14307668)
    assert table == Table(8, 15820, 4667, 14287173)
    assert (table.row1, table.column1, table.n) == (15828, 4675, 14307668)
    assert table.row2 + table.row1 == table.column1 + table.column2 == table.n


def test_frequencies_that_contradict_each_other_make_no_negative_cell() -> None:
    assert Table.of(5, 3, 9, 4) == Table(5, 0, 4, 0)


@given(table=small_tables)
def test_expected_frequencies_have_the_totals_of_the_observed(table: Table) -> None:
    assert math.fsum(table.expected) == pytest.approx(table.n)
    e11, e12, e21, _ = table.expected
    assert e11 == table.e11
    assert e11 + e12 == pytest.approx(table.row1)
    assert e11 + e21 == pytest.approx(table.column1)
    assert table.excess == pytest.approx(table.o11 - e11, abs=1e-9)


@given(table=small_tables)
def test_nltk_computes_the_same(table: Table) -> None:
    marginals = (table.o11, (table.row1, table.column1), table.n)
    for ours, theirs in (
        (association.log_likelihood, BigramAssocMeasures.likelihood_ratio),
        (association.mutual_information, BigramAssocMeasures.pmi),
        (association.t_score, BigramAssocMeasures.student_t),
        (association.chi_squared, BigramAssocMeasures.chi_sq),
        (association.dice, BigramAssocMeasures.dice),
    ):
        assert ours(table) == pytest.approx(theirs(*marginals), rel=1e-6, abs=1e-6)


@given(table=small_tables)
def test_exact_arithmetic_computes_the_same(table: Table) -> None:
    a, b, c, d = map(Fraction, table)
    rows, columns, n = (a + b, c + d), (a + c, b + d), a + b + c + d
    determinant = a * d - b * c
    product = rows[0] * rows[1] * columns[0] * columns[1]
    for computed, exact in (
        (association.chi_squared(table), n * determinant**2 / product),
        (association.delta_p(table), determinant / (rows[0] * rows[1])),
        (association.delta_p_back(table), determinant / (columns[0] * columns[1])),
        (association.odds_ratio(table), a * d / (b * c)),
        (association.dice(table), 2 * a / (2 * a + b + c)),
        (2 ** association.mutual_information(table), a * n / (rows[0] * columns[0])),
        (2 ** association.mi3(table), a**3 * n / (rows[0] * columns[0])),
        (association.t_score(table) * math.sqrt(a), a - rows[0] * columns[0] / n),
        (association.z_score(table) ** 2, (determinant / n) ** 2 / (rows[0] * columns[0] / n)),
        (
            2 ** association.log_dice(*map(float, (a, rows[0], columns[0]))),
            2**15 * a / (2 * a + b + c),
        ),
        ((n / a) ** association.npmi(table), a * n / (rows[0] * columns[0])),
    ):
        assert computed == pytest.approx(float(exact), rel=1e-9, abs=1e-9)


def exact_log_likelihood(table: Table) -> float:
    a, b, c, d = table
    with localcontext(prec=80):
        products = ((a, b, c), (b, a, d), (c, a, d), (d, b, c))
        terms = (
            Decimal(own) * (Decimal(own * sum(table)) / ((own + beside) * (own + below))).ln()
            for own, beside, below in products
            if own
        )
        return float(2 * sum(terms))


@given(table=near_chance())
def test_significance_in_a_huge_corpus_loses_nothing_to_rounding(table: Table) -> None:
    """The cells' terms cancel each other: a G² of 0.3 was made of nothing by 10^15 words."""
    a, b, c, d = map(Fraction, table)
    determinant, n = a * d - b * c, sum(map(Fraction, table))
    product = (a + b) * (c + d) * (a + c) * (b + d)
    assert table.attracted is (determinant > 0)
    assert association.chi_squared(table) == pytest.approx(float(n * determinant**2 / product))
    exact = exact_log_likelihood(table)
    assert association.log_likelihood(table) == pytest.approx(exact, rel=1e-6, abs=1e-6)
    if table.o11:
        t = float(determinant / n) / math.sqrt(table.o11)
        assert association.t_score(table) == pytest.approx(t)


@given(table=small_tables)
def test_log_likelihood_and_chi_squared_tell_no_row_or_column_from_the_other(table: Table) -> None:
    o11, o12, o21, o22 = table
    for swapped in (Table(o21, o22, o11, o12), Table(o12, o11, o22, o21)):
        assert swapped.excess == -table.excess
        for function in (association.log_likelihood, association.chi_squared):
            assert function(swapped) == pytest.approx(function(table), abs=1e-9)


@given(table=small_tables, factor=st.integers(2, 10**6))
def test_more_of_the_same_is_as_strong_and_more_sure(table: Table, factor: int) -> None:
    more = Table(*(cell * factor for cell in table))
    grows = {"log-likelihood": factor, "chi-squared": factor}
    grows |= {"t": math.sqrt(factor), "z": math.sqrt(factor)}
    for name, measure in MEASURES.items():
        if name == "mi3":
            expected = measure.function(table) + 2 * math.log2(factor)
        else:
            expected = measure.function(table) * grows.get(name, 1)
        assert measure.function(more) == pytest.approx(expected, rel=1e-9, abs=1e-9), name
        assert name == "mi3" or (measure.kind == "significance") is (name in grows)


@given(table=small_tables)
def test_log_likelihood_is_the_mutual_information_of_rows_and_columns(table: Table) -> None:
    def entropy(*totals: float) -> float:
        return -sum(total / table.n * math.log(total / table.n) for total in totals)

    rows, columns = entropy(table.row1, table.row2), entropy(table.column1, table.column2)
    shared = rows + columns - entropy(*table)
    assert association.log_likelihood(table) == pytest.approx(2 * table.n * shared, abs=1e-8)


@given(table=extreme_tables)
def test_no_table_stops_a_measure(table: Table) -> None:
    for measure in MEASURES.values():
        assert not math.isnan(measure.function(table)), measure.name


@given(fxy=extreme, fx=extreme, fy=extreme, n=extreme)
def test_no_frequencies_stop_a_measure(fxy: float, fx: float, fy: float, n: float) -> None:
    assert not math.isnan(association.log_dice(fxy, fx, fy))
    for measure in MEASURES.values():
        assert not math.isnan(measure.function(Table.of(fxy, fx, fy, n))), measure.name


@given(table=tables)
def test_each_measure_stays_in_its_range(table: Table) -> None:
    for name, least, most in (
        ("dice", 0, 1),
        ("log-dice", -math.inf, 14),
        ("npmi", -1, 1),
        ("delta-p", -1, 1),
        ("delta-p-back", -1, 1),
        ("log-likelihood", 0, math.inf),
        ("chi-squared", 0, math.inf),
        ("odds-ratio", 0, math.inf),
    ):
        assert least <= MEASURES[name].function(table) <= most + 1e-12, name


@given(table=small_tables)
def test_measures_agree_on_attraction(table: Table) -> None:
    for name, chance in (("mi", 0), ("t", 0), ("z", 0), ("delta-p", 0), ("odds-ratio", 1)):
        value = MEASURES[name].function(table)
        if value != pytest.approx(chance, abs=1e-9):
            assert (value > chance) is table.attracted, name


@given(table=small_tables)
def test_only_delta_p_tells_the_words_apart(table: Table) -> None:
    swapped = Table(table.o11, table.o21, table.o12, table.o22)
    for name, measure in MEASURES.items():
        other = {"delta-p": "delta-p-back", "delta-p-back": "delta-p"}.get(name, name)
        expected = pytest.approx(MEASURES[other].function(swapped), rel=1e-9, abs=1e-9)
        assert measure.function(table) == expected


@given(table=small_tables, factor=st.integers(2, 1000))
def test_log_dice_does_not_know_the_size_of_the_corpus(table: Table, factor: int) -> None:
    larger = table._replace(o22=table.o22 * factor)
    assert MEASURES["log-dice"].function(larger) == MEASURES["log-dice"].function(table)


NEVER = Table(0, 10, 10, 80)
ABSENT = Table(0, 0, 10, 90)
EMPTY = Table(0, 0, 0, 0)
EVERYWHERE = Table(10, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "never", "absent", "empty", "everywhere"),
    [
        ("mi", -math.inf, 0, 0, 0),
        ("mi3", -math.inf, 0, 0, 2 * math.log2(10)),
        ("t", -math.inf, 0, 0, 0),
        ("z", -1, 0, 0, 0),
        ("npmi", -1, 0, 0, 0),
        ("dice", 0, 0, 0, 1),
        ("log-dice", -math.inf, -math.inf, -math.inf, 14),
        ("log-likelihood", pytest.approx(40 * math.log(10 / 9) + 160 * math.log(80 / 81)), 0, 0, 0),
        ("chi-squared", pytest.approx(100 / 81), 0, 0, 0),
        ("delta-p", pytest.approx(-1 / 9), -0.1, 0, 1),
        ("delta-p-back", pytest.approx(-1 / 9), 0, 0, 1),
        ("odds-ratio", pytest.approx(0.5 * 80.5 / 10.5**2), 0.5 * 90.5 / 0.5 / 10.5, 1, 21),
    ],
)
def test_what_zeros_give(
    name: str, never: float, absent: float, empty: float, everywhere: float
) -> None:
    function = MEASURES[name].function
    assert function(NEVER) == never
    assert function(ABSENT) == pytest.approx(absent)
    assert function(EMPTY) == empty
    assert function(EVERYWHERE) == pytest.approx(everywhere)
