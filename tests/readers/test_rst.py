"""reStructuredText: its sections and lists are docutils', its text is the file's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.model import Document
from corpus_cli.parsing import parse
from tests.readers.tables import FORMATS, read_bytes, sample
from tests.readers.test_markdown import shown


def document_of(text: str) -> Document:
    documents, notes = read_bytes("a.rst", text.encode())
    assert not notes
    return parse(documents[0])


def test_a_manual_keeps_its_text_and_has_its_structure() -> None:
    documents, notes = sample("manual.rst")
    assert not notes
    raw = documents[0]
    assert raw.text.encode() == (FORMATS / "manual.rst").read_bytes()
    assert (raw.title, raw.author, raw.date) == ("Mending a wall", "Jane Doe", "2016-02-19")
    assert raw.meta == {"version": "2"}
    assert [line.split("\n")[0] for line in shown(parse(raw))] == [
        "other .. A manual of our own.",
        "other ===============",
        "title Mending a wall",
        "other ===============",
        "boilerplate :Author: Jane Doe",
        "boilerplate :Date: 19 February 2016",
        "boilerplate :Version: 2",
        "paragraph A dry stone wall needs no mortar. What it needs is::",
        "paragraph time",
        "heading Before you begin",
        "other ================",
        "list_item0 - Sort the stones",
        "paragraph by size first.",
        "list_item0 - Dig a trench.",
        "list_item0 #. Lay the largest.",
        "list_item0 #. Then the next.",
        "quote One stone on two, two stones on one.",
        "paragraph Hearting",
        "paragraph The small stones in the middle.",
        "paragraph .. note:: Wear gloves.",
        "other .. warning::",
        "paragraph A wall that leans will fall. See [1]_.",
        "paragraph .. code-block:: python",
        "footnote .. [1] Any old farmer.",
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("A\n=\nb", ["title A", "other =", "paragraph b"]),
        ("a\n\nB\n--\nc", ["paragraph a", "heading B", "other --", "paragraph c"]),
        ("a\n\n----\n\nb", ["paragraph a", "other ----", "paragraph b"]),
        ("- a\n\n  - b\n\n- c", ["list_item0 - a", "list_item1 - b", "list_item0 - c"]),
        ("1986. was a\ngreat year", ["paragraph 1986. was a\ngreat year"]),
        ("a\n\n  b\n  c\n\nd", ["paragraph a", "quote b\n  c", "paragraph d"]),
        ("a::\n\n  b\n\n   c\n\nd", ["paragraph a::", "paragraph b\n\n   c", "paragraph d"]),
        ("term\n  said\n\n  more", ["paragraph term", "paragraph said", "paragraph more"]),
        ("..\n\n  a", ["other ..", "quote a"]),
        (".. image:: a\n   :alt: b\n\nc", ["other .. image:: a\n   :alt: b", "paragraph c"]),
        (".. _a: http://b\nc", ["other .. _a: http://b", "paragraph c"]),
        ("== ==\na  b\n== ==\n1  2\n\n3  4\n== ==\n\nc",
         ["paragraph == ==\na  b\n== ==\n1  2\n\n3  4\n== ==", "paragraph c"]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(text: str, blocks: list[str]) -> None:
    assert shown(document_of(text)) == blocks


LINES = """Title|=====|-----|para one|para two::|- item|- other|  cont|  - inner|1. first|2. second
.. note:: x|.. a comment|   deep|||:field: value|term|  definition""".replace("\n", "|").split("|")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8))
def test_sections_are_those_of_docutils(lines: list[str]) -> None:
    core = pytest.importorskip("docutils.core")
    nodes = pytest.importorskip("docutils.nodes")
    # Each between blank lines and underlined as docutils wants it.
    text = "\n\n".join(line for line in lines if line.strip("=-"))
    text = "\n\n".join(
        f"{line}\n{'=' * 9}" if line == "Title" else line for line in text.split("\n\n")
    )
    chosen = {"report_level": 5, "halt_level": 6, "doctitle_xform": False, "docinfo_xform": False}
    tree: Any = core.publish_doctree(text, settings_overrides=chosen)
    titles = [node for node in tree.findall(nodes.title) if isinstance(node.parent, nodes.section)]
    kinds = [block.kind for block in document_of(text).leaves]
    assert kinds.count("heading") + kinds.count("title") == len(titles)


NO_NUL = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@settings(deadline=None)
@given(st.text("=-.:|*+#_` \t\n\r1ab") | st.text(NO_NUL))
def test_any_text_is_kept(text: str) -> None:
    documents, _ = read_bytes("a.rst", text.encode())
    assert documents[0].text == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    "piece", ["=", "- ", " ", ".. ", ":a: ", "== ==\n", "a::\n\n", "- a\n ", "x\n=\n"]
)
def test_marks_in_masses_take_no_time(piece: str) -> None:
    assert document_of(piece * 20_000).text
