"""``corpus show``: documents and parts of them, read by people and by programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import BLOG, MAIL
from tests.cli.harness import corpus, corpus_bytes, on_terminal

WALK = """\
╭─ walk ───────────────────────────────────────────────────────────────────────╮
│ A walk in the hills                                                          │
│ article · Jane Doe · 2019-03-03                                              │
│ 106 words · 3 comments · en                                                  │
│ seeds/walk.txt                                                               │
╰──────────────────────────────────────────────────────────────────────────────╯

We went up early, before the sun had reached the valley, and met nobody on the
path but a goat.

The way down

The way down was steeper than the map had promised us.

3 Responses to “A walk in the hills”

── 3 comments ──────────────────────────────────────────────────────────────────

c1 · Ann · 2019-03-04 15:12
│  Lovely. Which hill was it, and was the goat alone?
│
╰─ c1.1 · Jane · 2019-03-05 09:00 · depth 1
      The one behind the mill. The goat was alone.

c2 · Carl · 2019-03-06 20:15
   I know that goat well.
"""


def test_an_article_with_its_thread_as_a_tree(home: Path) -> None:
    result = on_terminal("show", "walk", "--color", "never", at=home)
    assert result.out == WALK
    assert (result.status, result.err) == (0, "")


def test_mail_with_a_barred_quotation(home: Path) -> None:
    result = on_terminal("show", "mail", "--color", "never", at=home, width=60)
    assert result.out == (
        "╭─ mail/talks ─────────────────────────────────────────────╮\n"
        "│ Talks in Geneva                                          │\n"
        "│ mail · Peace · 2016-02-19 06:11 -07:00                   │\n"
        "│ 64 words · en                                            │\n"
        "│ seeds/mail/talks.txt                                     │\n"
        "╰──────────────────────────────────────────────────────────╯\n"
        "\n"
        "The talks in Geneva have stopped, and nobody in the rooms\n"
        "where they were held knows whether they will go on.\n"
        "\n"
        "▌ Will they go on? I doubt it very much.\n"
        "\n"
        "We shall see. The hotel is booked until the end of the\n"
        "month, and the waiters have been told nothing at all.\n"
    )


def test_text_keeps_a_readable_measure_on_a_wide_terminal(home: Path) -> None:
    result = on_terminal("show", "walk", "--color", "never", at=home, width=160)
    assert max(map(len, result.lines)) == 80


def test_a_comment_comes_with_its_replies(home: Path) -> None:
    result = on_terminal("show", "walk#c1", "--color", "never", at=home)
    assert result.out == (
        "walk#c1  A walk in the hills\n"
        "\n"
        "c1 · Ann · 2019-03-04 15:12\n"
        "│  Lovely. Which hill was it, and was the goat alone?\n"
        "│\n"
        "╰─ c1.1 · Jane · 2019-03-05 09:00 · depth 1\n"
        "      The one behind the mill. The goat was alone.\n"
    )


def test_neighbours_of_a_paragraph_stand_beside_their_addresses(home: Path) -> None:
    result = on_terminal("show", "walk#p1", "--context", "1", "--color", "never", at=home)
    assert result.lines[2:] == [
        "d1      March 3, 2019",
        "",
        "p1      We went up early, before the sun had reached the valley, and met nobody",
        "        on the path but a goat.",
        "",
        "h1      The way down",
    ]


def test_without_comments(home: Path) -> None:
    result = on_terminal("show", "walk", "--no-comments", "--color", "never", at=home)
    assert "goat." in result.out
    assert "Carl" not in result.out


def test_comments_alone(home: Path) -> None:
    result = on_terminal("show", "walk", "--comments", "--color", "never", at=home)
    assert "valley" not in result.out
    assert result.out.endswith(WALK[WALK.index("c1 · Ann") :])


def test_several_documents_in_turn(home: Path) -> None:
    result = corpus("show", "walk#c2.p1", "mail/talks#p1", at=home)
    assert result.out == (
        "I know that goat well.\n"
        "\n"
        "The talks in Geneva have stopped, and nobody in the rooms where they were held\n"
        "knows whether they will go on.\n"
    )


def test_piped_the_text_of_the_document(home: Path) -> None:
    assert corpus("show", "walk", at=home).out == BLOG


def test_outline_for_people(home: Path) -> None:
    result = on_terminal("show", "walk", "--outline", "--color", "never", at=home)
    assert [line.split("  ")[0].strip("│ ") for line in result.lines] == [
        "walk",
        "h1",
        "h2",
        "c1",
        "c1.1",
        "c2",
    ]


def test_outline_for_programs(home: Path) -> None:
    entries = [
        json.loads(line) for line in corpus("show", "walk", "--outline", "--json", at=home).lines
    ]
    assert [entry["address"] for entry in entries] == ["t1", "h1", "h2", "c1", "c1.1", "c2"]
    assert entries[4]["author"] == "Jane"


def test_json_blocks_partition_the_text(home: Path) -> None:
    record = json.loads(corpus("show", "walk", "--json", at=home).out)
    leaves = [block for block in record["blocks"] if block["kind"] != "comment"]
    assert "".join(leaf["text"] for leaf in leaves) == record["text"] == BLOG
    assert [block["address"] for block in record["blocks"] if block["kind"] == "comment"] == [
        "c1",
        "c1.1",
        "c2",
    ]
    assert set(record["blocks"][0]) == set(
        "address kind start end depth parent number author date confidence text".split()
    )


def test_a_thread_of_depth_six_is_readable_at_80_columns(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    thread = "".join(
        f"{'  ' * depth}• Ann says:\n{'  ' * depth}  Reply {'word ' * 30}\n" for depth in range(7)
    )
    text = f"A title\n\nSome words of an article.\n\nComments (8)\n\n{thread}• Bob says:\n  Yes.\n"
    (tmp_path / "seeds" / "deep.txt").write_text(text)
    lines = on_terminal("show", "deep", "--color", "never", at=tmp_path).lines
    heads = [line for line in lines if "depth" in line]
    assert [line.index("c1") for line in heads] == [3, 6, 9, 12, 15, 18]
    assert max(map(len, lines)) <= 80
    assert "word word word word word word word word" in lines[-6]


def test_raw_is_the_file_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    data = b"\xef\xbb\xbfTitle\r\n\r\nbyte \xff\x1b[31m and \xc2\xa0 no end"
    (tmp_path / "seeds" / "odd.txt").write_bytes(data)
    assert corpus_bytes("show", "odd", "--raw", at=tmp_path) == data


def test_raw_part_is_the_exact_text(home: Path) -> None:
    result = corpus("show", "--raw", "mail#p2", at=home)
    assert result.out == "> Will they go on?\n> I doubt it very much."
    assert result.out in MAIL


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("valk", "corpus: no document has the id 'valk'\n  did you mean:\n    walk  A walk in"),
        ("walk#c3", "corpus: walk has comments c1 to c2, not c3\n"),
        ("walk#L99", "corpus: walk has lines L1 to L23, not L99\n"),
        ("", "corpus: no document has the id ''"),
    ],
)
def test_unknown_parts_are_named_with_the_nearest(home: Path, target: str, message: str) -> None:
    result = corpus("show", target, at=home)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(message)


def test_an_ambiguous_id_lists_what_it_could_be(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for number in range(12):
        (tmp_path / "seeds" / f"note{number:02}.txt").write_text("Some words.\n")
    result = corpus("show", "note", at=tmp_path)
    assert result.status == 2
    lines = result.err.splitlines()
    assert lines[0].startswith("corpus: ")
    assert lines[2:4] == ["    note00", "    note01"]
    assert lines[-1] == "    … and 2 more"


def test_an_exact_id_wins_over_longer_ones(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "note.txt").write_text("The short one.\n")
    (tmp_path / "seeds" / "note2.txt").write_text("The long one.\n")
    assert corpus("show", "note", at=tmp_path).out == "The short one.\n"
