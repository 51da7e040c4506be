"""Rows of any analysis make a table: numbers line up, and text gives way where it is narrow."""

from __future__ import annotations

import math
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.render.table import P_VALUE, draw_table, number_text
from tests.render.hostile import TEXTS, drawn, lines, output


class Keyness(NamedTuple):
    id: str
    word: str
    hits: int | None
    log_ratio: float | None
    p: float


COLUMNS = Keyness._fields
ROWS = [
    Keyness("mail/talks", "cease-fire", 1234, 3.14159, 0.0),
    Keyness("walk", "山", 7, -0.001, 0.00001),
    Keyness("heb", "שלום", None, math.inf, 0.04567),
    Keyness("none", "", 0, None, 1.0),
]


def shown(*rows: Keyness, width: int = 80, formats: dict[str, str] | None = None) -> list[str]:
    screen = output(width)
    ids = {"mail/talks": "mai"}
    draw_table(screen, rows, COLUMNS, ids=ids, formats=formats)
    return lines(screen)


def test_numbers_line_up_at_their_decimals() -> None:
    assert shown(*ROWS, formats={"p": P_VALUE}) == [
        "ID    WORD         HITS  LOG RATIO        P",
        "mai   cease-fire  1,234       3.14  <0.0001",
        "walk  山              7       0.00  <0.0001",
        "heb   שלום      ǀ                ∞   0.0457",
        "none                  0              1.0000",
    ]


def test_text_gives_way_first() -> None:
    assert shown(ROWS[0]._replace(word="cease-fire agreement"), width=37)[1] == (
        "mai  cease-f…  1,234       3.14  0.00"
    )


def test_rows_without_any_have_their_heading() -> None:
    assert shown() == ["ID  WORD  HITS  LOG RATIO  P"]


def test_a_cell_has_the_style_that_is_asked_for() -> None:
    screen = output(80, color=True)

    def style(row: Keyness, column: str) -> str | None:
        return "bold red" if column == "word" and row.hits == 7 else None

    draw_table(screen, ROWS[:2], ("hits", "word"), highlight=style)
    assert drawn(screen).split("\n")[1:] == ["1,234  cease-fire", "    7  \x1b[1;31m山\x1b[0m", ""]


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        (1234567, ",", "1,234,567"),
        (1234.5, ",.2f", "1,234.50"),
        (-0.004, ",.2f", "0.00"),
        (-0.006, ",.2f", "-0.01"),
        (0.125, ".1%", "12.5%"),
        (-math.inf, ",.2f", "-∞"),
        (math.nan, ",.2f", ""),
        (0.0, P_VALUE, "<0.0001"),
        (1e-300, P_VALUE, "<0.0001"),
        (0.0001, P_VALUE, "0.0001"),
        (0.05, P_VALUE, "0.0500"),
    ],
)
def test_number_text(value: float, format: str, text: str) -> None:
    assert number_text(value, format) == text


@given(
    st.lists(
        st.builds(
            Keyness,
            id=st.sampled_from(["walk", "mail/talks"]),
            word=TEXTS,
            hits=st.none() | st.integers(0, 10**9),
            log_ratio=st.none() | st.floats(-1000, 1000) | st.sampled_from([math.nan, math.inf]),
            p=st.floats(0, 1),
        ),
        max_size=6,
    ),
    st.integers(60, 300),
)
def test_no_line_is_unsafe_or_wider_than_the_terminal(rows: list[Keyness], width: int) -> None:
    assert len(shown(*rows, width=width)) == len(rows) + 1
