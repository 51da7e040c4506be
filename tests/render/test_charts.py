"""Bars and strips keep to the terminal, say what they mean, and need neither colour nor UTF-8."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.render.charts import Point, Strip, draw_bars, draw_strips
from tests.render.hostile import TEXTS, drawn, lines, output

MONTHS = [
    Point("2016-01", (4.0,), 116_074),
    Point("2016-02", (16.0,), 13_271),
    Point("2016-03", (0.0,), 38_432),
    Point("2016-04", (None,), 0),
    Point("2016-05", (0.001,), 90_405),
    Point("2016-06", (7.5,), 9),
]
BASED = {"value": "per million", "label": "month", "base": "words"}


def test_bars() -> None:
    screen = output(49)
    draw_bars(screen, MONTHS, **BASED)
    assert lines(screen) == [
        "MONTH    PER MILLION    WORDS  0 ────────── 16.00",
        "2016-01         4.00  116,074  ████▌",
        "2016-02        16.00   13,271  ██████████████████",
        "2016-03         0.00   38,432",
        "2016-04            –        0",
        "2016-05         0.00   90,405  ▏",
        "2016-06         7.50        9  ████████▌",
    ]


def test_bars_are_drawn_without_what_they_are_shares_of_where_it_is_narrow() -> None:
    screen = output(40)
    draw_bars(screen, MONTHS[:2], **BASED)
    assert lines(screen) == [
        "MONTH    PER MILLION  0 ────────── 16.00",
        "2016-01         4.00  ████▌",
        "2016-02        16.00  ██████████████████",
    ]


def test_series_have_their_names_beside_their_bars() -> None:
    points = [Point("2016", (4.0, 8.0)), Point("2017", (None, 2.0))]
    screen = output(40)
    draw_bars(screen, points, value="hits", label="year", series=["Aleppo", "حلب"], format=",.0f")
    assert lines(screen) == [
        "YEAR          HITS  0 ──────────────── 8",
        "2016  Aleppo     4  ██████████",
        "      حلب   ǀ    8  ████████████████████",
        "2017  Aleppo     –",
        "      حلب   ǀ    2  █████",
    ]


STRIPS = [
    Strip("mail/talks", [0, 1, 2, 3, 4, 500, 999], 1000),
    Strip("walk", [53, 105], 106),
    Strip("empty", [], 0),
]
IDS = {"mail/talks": "mai"}


def test_strips() -> None:
    screen = output(46)
    draw_strips(screen, STRIPS, ids=IDS)
    assert lines(screen) == [
        "DOCUMENT   0% ───────────── 100%   HITS  WORDS",
        "mai       │█         ▂         ▂│     7  1,000",
        "walk      │          ▂         ▂│     2    106",
        "empty     │                     │     0      0",
        "▂ 1  █ 5 hits in 1/21 of a document",
    ]


def test_strips_of_several_words_name_them() -> None:
    screen = output(46)
    draw_strips(screen, [Strip("a", [0], 9, "Aleppo"), Strip("a", [8], 9, "حلب")])
    assert lines(screen) == [
        "DOCUMENT           0% ───── 100%   HITS  WORDS",
        "a         Aleppo  │█            │     1      9",
        "a         حلب   ǀ │           █ │     1      9",
        "█ 1 hit in 1/13 of a document",
    ]


def test_a_legend_gives_the_range_of_the_lowest_mark() -> None:
    screen = output(40)
    draw_strips(screen, [Strip("a", [0] * 40 + [9], 10)])
    assert lines(screen)[-1] == "▁ 1–5  █ 40 hits in 1/15 of a document"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_terminals_without_block_characters_get_others(encoding: str) -> None:
    screen = output(49, encoding=encoding)
    draw_bars(screen, MONTHS, **BASED)
    draw_strips(screen, STRIPS, ids=IDS)
    assert lines(screen) == [
        "MONTH    PER MILLION    WORDS  0 ---------- 16.00",
        "2016-01         4.00  116,074  ####:",
        "2016-02        16.00   13,271  ##################",
        "2016-03         0.00   38,432",
        "2016-04            -        0",
        "2016-05         0.00   90,405  .",
        "2016-06         7.50        9  ########.",
        "DOCUMENT   0% ---------------- 100%   HITS  WORDS",
        "mai       |@           :          :|     7  1,000",
        "walk      |            :          :|     2    106",
        "empty     |                        |     0      0",
        ": 1  @ 5 hits in 1/24 of a document",
    ]


def test_colour_adds_nothing_but_colour() -> None:
    plain, colored = output(60), output(60, color=True)
    for screen in (plain, colored):
        draw_bars(screen, MONTHS, **BASED)
        draw_strips(screen, STRIPS, ids=IDS)
    assert "\x1b" in drawn(colored)
    assert re.sub(r"\x1b\[[\d;]*m", "", drawn(colored)) == drawn(plain)


VALUES = st.none() | st.floats(-10, 1e9) | st.sampled_from([math.nan, math.inf, 5e-324, 1e300])
SERIES = st.integers(1, 3)


@given(st.data(), SERIES, st.integers(20, 300), st.booleans())
def test_no_line_of_bars_is_unsafe_or_wider_than_the_terminal(
    data: st.DataObject, series: int, width: int, with_base: bool
) -> None:
    values = st.tuples(*[VALUES] * series)
    points = data.draw(
        st.lists(st.builds(Point, TEXTS, values, st.none() | st.integers(0, 10**9)), max_size=6)
    )
    names = data.draw(st.lists(TEXTS, min_size=series, max_size=series))
    screen = output(width)
    draw_bars(screen, points, value="per million", series=names, base="words" * with_base)
    assert len(lines(screen)) == 1 + series * len(points)


@given(
    st.lists(
        st.builds(
            Strip, TEXTS, st.lists(st.integers(-5, 2000), max_size=60), st.integers(0, 1000), TEXTS
        ),
        max_size=6,
    ),
    st.integers(20, 300),
)
def test_no_line_of_strips_is_unsafe_or_wider_than_the_terminal(
    strips: list[Strip], width: int
) -> None:
    screen = output(width)
    draw_strips(screen, strips, ids=IDS)
    hits = any(strip.positions for strip in strips)
    assert len(lines(screen)) == 1 + len(strips) + hits
