"""The guides of a thread draw its tree, whatever its depth."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.model import Block
from corpus_cli.render.guides import comment_guides


def thread(depths: list[int]) -> list[Block]:
    """Return comments in reading order; one deeper than a reply may be is a reply."""
    path: list[str] = []
    counts: dict[str, int] = {}
    blocks = []
    for depth in depths:
        path = path[: min(depth, len(path))]
        parent = path[-1] if path else None
        counts[parent or ""] = number = counts.get(parent or "", 0) + 1
        address = f"{parent}.{number}" if parent else f"c{number}"
        blocks.append(Block("comment", 0, 0, address, parent, len(path)))
        path.append(address)
    return blocks


def test_a_small_thread() -> None:
    guides = comment_guides(thread([0, 1, 2, 1, 0]), 60)
    assert guides["c1"] == ("", "", "│  ")
    assert guides["c1.1"] == ("│", "├─ ", "│  │  ")
    assert guides["c1.1.1"] == ("│  │", "│  ╰─ ", "│        ")
    assert guides["c1.2"] == ("│", "╰─ ", "      ")
    assert guides["c2"] == ("", "", "   ")


def test_a_deep_thread_takes_two_cells_a_level() -> None:
    guides = comment_guides(thread(list(range(15))), 40)
    assert len(guides["c1" + ".1" * 14].head) == 28


def test_a_part_of_a_thread_hangs_from_its_first_comment() -> None:
    comments = thread([0, 1, 2, 2])[1:]
    guides = comment_guides(comments, 60)
    assert guides["c1.1"] == ("", "", "│  ")
    assert guides["c1.1.1"].head == "├─ "
    assert guides["c1.1.2"].head == "╰─ "


@given(st.lists(st.integers(0, 30), max_size=60), st.integers(0, 60))
def test_guides_keep_to_their_room_and_join_up(depths: list[int], room: int) -> None:
    comments = thread([0, *depths])
    guides = comment_guides(comments, room)
    for block in comments:
        gap, head, body = guides[block.address or ""]
        assert len(head) <= max(room, 0)
        assert len(body) <= room + 3
        if block.depth:
            above = guides[block.parent or ""]
            # What runs down beside the parent's text reaches each of its replies.
            assert above.body.startswith(gap[:-1])
            assert "│" in above.body[len(gap) - 1 :] or len(gap) > room


def test_a_hundred_thousand_levels_are_drawn() -> None:
    comments = [
        Block("comment", 0, 0, f"c{number}", f"c{number - 1}" if number else None, number)
        for number in range(100_000)
    ]
    guides = comment_guides(comments, 40)
    assert max(len(each.body) for each in guides.values()) <= 43
