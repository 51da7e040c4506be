"""A concordance lines up at any width, whatever the text is, and shows hits whole where it can."""

from __future__ import annotations

import io
import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus_cli.render.concordance import draw_concordance, write_plain_concordance
from tests.render.hostile import TEXTS, drawn, lines, output


class Found(NamedTuple):
    id: str
    address: str
    date: str | None
    author: str | None
    left: str
    node: str
    right: str


def found(
    left: str, node: str, right: str, *, id: str = "mail/talks", address: str = "p3"
) -> Found:
    return Found(id, address, None, None, left, node, right)


IDS = {"mail/talks": "mai"}
LATIN = found("They would not return to ", "Aleppo", " until the cease-fire holds.")
ARABIC = found("لن يعودوا إلى ", "حلب", " حتى يصمد وقف إطلاق النار", address="c12.3")
HEBREW = found("לא יחזרו אל ", "חלב", " עד שהפסקת האש תחזיק", id="heb")
CHINESE = found("他们不会返回", "阿勒颇", "。在停火生效之前")


def shown(*rows: Found, width: int) -> list[str]:
    screen = output(width)
    draw_concordance(screen, rows, ids=IDS)
    return lines(screen)


def test_contexts_are_cut_at_their_outer_ends() -> None:
    assert shown(LATIN, found("", "Aleppo", ", said she."), width=44) == [
        "mai#p3  …ot return to  Aleppo  until the ce…",
        "mai#p3                 Aleppo , said she.",
    ]


def test_a_context_has_the_room_that_the_other_does_not_need() -> None:
    assert shown(found("", "Aleppo", " until the cease-fire holds."), width=44) == [
        "mai#p3   Aleppo  until the cease-fire holds.",
    ]


def test_a_match_within_a_word_stands_closer_to_the_rest_of_it() -> None:
    assert shown(found("so un", "happ", "y days"), found("are ", "happ", " or"), width=60) == [
        "mai#p3  so un happ y days",
        "mai#p3   are  happ  or",
    ]


def test_every_script_keeps_the_columns() -> None:
    assert shown(LATIN, ARABIC, HEBREW, CHINESE, width=50) == [
        "mai#p3     …not return to  Aleppo  until the ceas…",
        "mai#c12.3   لن يعودوا إلى ǀحلب   ǀ حتى يصمد وقف إ…",
        "heb#p3        לא יחזרו אל ǀחלב   ǀ עד שהפסקת האש…",
        "mai#p3        他们不会返回 阿勒颇 。在停火生效之前",
    ]


def test_a_long_node_takes_room_from_what_follows_and_is_cut_last() -> None:
    usual = [found("in ", "Aleppo", " and elsewhere")] * 20
    long = found("from ", "Aleppo and Homs", " and so on")
    longest = found("from ", "Aleppo and Homs and Hama and Idlib", " and so on")
    assert shown(*usual, long, longest, width=40)[-3:] == [
        "mai#p3    in  Aleppo  and elsewhere",
        "mai#p3  from  Aleppo and Homs  and so on",
        "mai#p3  from  Aleppo and Homs and Hama…",
    ]


def test_an_id_is_cut_before_its_address() -> None:
    row = found("in ", "Aleppo", " and", id="a-very-long-name", address="c12.3")
    assert shown(row, width=40) == ["a-very…#c12.3  in  Aleppo  and"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert shown(width=80) == []


def test_colour_marks_the_node() -> None:
    screen = output(60, color=True)
    draw_concordance(screen, [LATIN], ids=IDS)
    assert "\x1b[1;31mAleppo\x1b[0m" in drawn(screen)


def test_plain_lines_have_four_fields_and_whole_contexts() -> None:
    out = io.StringIO()
    write_plain_concordance(out, [LATIN, found("a\tb\n", "\x1b[31m", "")])
    assert out.getvalue() == (
        "mail/talks#p3\tThey would not return to \tAleppo\t until the cease-fire holds.\n"
        "mail/talks#p3\ta b \t␛[31m\t\n"
    )


NODES = st.text("xyz", min_size=1, max_size=30)
ROWS = st.builds(found, TEXTS, NODES, TEXTS, id=st.sampled_from(["mail/talks", "w", "عر"]))
ANY_ROWS = st.builds(found, TEXTS, TEXTS, TEXTS, id=TEXTS, address=TEXTS)


@given(st.lists(ROWS, min_size=1, max_size=12), st.integers(40, 300))
def test_all_nodes_begin_in_one_column(rows: list[Found], width: int) -> None:
    screen = output(width, color=True)
    draw_concordance(screen, rows, ids=IDS)
    # Of the styles, only that of the node is this one.
    starts = [line.split("\x1b[1;31m")[0] for line in drawn(screen).split("\n")[:-1]]
    assert len(starts) == len(rows)
    assert len({cell_len(_without_styles(start)) for start in starts}) == 1


def _without_styles(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@given(st.lists(ANY_ROWS, max_size=6), st.integers(20, 300))
def test_no_line_is_unsafe_or_wider_than_the_terminal(rows: list[Found], width: int) -> None:
    assert len(shown(*rows, width=width)) == len(rows)


@pytest.mark.parametrize("row", [ARABIC, HEBREW])
@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_terminal_that_reorders_leaves_the_columns_in_place(row: Found, width: int) -> None:
    """By another's implementation of Unicode's algorithm, where it is installed."""
    bidi = pytest.importorskip("bidi")
    [line] = shown(row, width=width)
    visual = bidi.get_display(line, base_dir="L")
    bars = [at for at, char in enumerate(line) if char == "ǀ"]
    assert len(bars) == 2
    assert [at for at, char in enumerate(visual) if char == "ǀ"] == bars
    assert visual[bars[0] + 1 : bars[1]].strip() == row.node[::-1]
