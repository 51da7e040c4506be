"""Counts as Hypothesis draws them: zeros often, whole and broken, small and large."""

from __future__ import annotations

from hypothesis import strategies as st

from corpus_cli.query.measures.association import Table

whole = st.one_of(st.just(0), st.integers(0, 20), st.integers(0, 10**12))
broken = st.one_of(st.just(0.0), st.floats(1e-9, 1e12))
numbers = st.one_of(whole, broken)

tables = st.builds(Table, numbers, numbers, numbers, numbers)
small_tables = st.builds(Table, *[st.integers(1, 500)] * 4)

parts = st.lists(st.tuples(numbers, numbers), max_size=8)
filled_parts = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 500)), min_size=2, max_size=8
).filter(lambda each: any(count for count, _ in each))

words = st.lists(st.sampled_from("abcdefgh"), max_size=60)
