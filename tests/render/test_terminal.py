"""What is drawn keeps to the width of the terminal, in cells and not in characters."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from corpus_cli.render.document import readable_date
from corpus_cli.render.terminal import cell, fitted, styled, wrapped
from corpus_cli.render.text import inline

WIDE = st.text(st.sampled_from("ab é山語\u0301👩🌾حلب \t\x1b"), max_size=60)


@given(WIDE, st.integers(1, 30), st.booleans())
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int, right: bool) -> None:
    shown = cell(inline(text), width, right=right)
    assert cell_len(shown) == width
    if cell_len(inline(text)) > width:
        assert "…" in shown


@given(WIDE, st.integers(8, 40))
def test_wrapping_loses_no_letter_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrapped(Console(file=io.StringIO(), width=200), styled(text), width)
    assert all(line.cell_len <= width for line in lines)
    joined = "".join(line.plain for line in lines)
    assert joined.replace(" ", "") == inline(text).replace(" ", "")


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.booleans()), min_size=1, max_size=8),
    st.integers(20, 200),
)
def test_columns_shrink_only_as_far_as_they_must(
    columns: list[tuple[int, bool]], room: int
) -> None:
    natural = [width for width, _ in columns]
    flexible = [flex for _, flex in columns]
    widths = fitted(natural, flexible, room)
    total = sum(widths) + 2 * (len(widths) - 1)
    assert all(w == n for w, n, flex in zip(widths, natural, flexible, strict=True) if not flex)
    assert all(min(n, 8) <= w <= n for w, n in zip(widths, natural, strict=True))
    if widths != natural:
        assert total >= room
    if total > room:
        assert all(w <= 8 for w, flex in zip(widths, flexible, strict=True) if flex)


def test_dates_for_people() -> None:
    dates = {
        "2016-02-19T06:11:39-07:00": "2016-02-19 06:11 -07:00",
        "2019-06-19T09:57": "2019-06-19 09:57",
        "2019-06-19T09:57:00Z": "2019-06-19 09:57 Z",
        "2019-06": "2019-06",
        None: "",
    }
    assert {date: readable_date(date) for date in dates} == dates
