"""Counts as Hypothesis draws them: zeros often, whole and broken, small and large."""

from __future__ import annotations

import math

from hypothesis import strategies as st

from corpus_cli.query.measures.association import Table

whole = st.one_of(st.just(0), st.integers(0, 20), st.integers(0, 10**12))
broken = st.one_of(st.just(0.0), st.floats(1e-9, 1e12))
numbers = st.one_of(whole, broken)
# All that a measure takes: no corpus has so many words, or words so rare.
extreme = st.one_of(numbers, st.integers(0, 10**100 - 1), st.floats(1e-75, 1e75))

tables = st.builds(Table, numbers, numbers, numbers, numbers)
extreme_tables = st.builds(Table, extreme, extreme, extreme, extreme)
small_tables = st.builds(Table, *[st.integers(1, 500)] * 4)

parts = st.lists(st.tuples(numbers, numbers), max_size=8)
filled_parts = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 500)), min_size=2, max_size=8
).filter(lambda each: any(count for count, _ in each))


@st.composite
def near_chance(draw: st.DrawFn) -> Table:
    """A table of a huge corpus whose words meet about as often as by chance."""
    f1, f2 = draw(st.integers(10**4, 10**15)), draw(st.integers(10**4, 10**15))
    n = (f1 + f2) * draw(st.integers(10, 1000))
    expected = f1 * f2 // n
    away = draw(st.integers(-1, 4)) * math.isqrt(expected) + draw(st.integers(0, 1))
    return Table.of(min(max(expected + away, 0), f1, f2), f1, f2, n)


words = st.lists(st.sampled_from("abcdefgh"), max_size=60)
