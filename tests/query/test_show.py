"""`show`: documents, the parts that addresses name, their neighbours, outlines and raw bytes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli import open_corpus
from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusError, UnknownIdError, UsageError
from corpus_cli.model import Block, Document, RawDocument, Reference
from corpus_cli.parsing import parse
from corpus_cli.query import grep, show
from corpus_cli.query.show import OutlineEntry, Part
from corpus_cli.shard import Shard

TESTS = Path(__file__).parents[1]
SEEDS = TESTS.parent / "seeds"
GOLD = json.loads((TESTS / "data" / "seeds_gold.json").read_text(encoding="utf-8"))

# A title, two sections, a thread of two comments with a reply and a reply to it, and a footer.
PIECES: list[tuple[str, dict[str, Any]]] = [
    ("Title", {"kind": "title", "address": "t1"}),
    ("\n\n", {"kind": "blank"}),
    ("One", {"kind": "paragraph", "address": "p1"}),
    ("\n", {"kind": "blank"}),
    ("Head", {"kind": "heading", "address": "h1"}),
    ("\n", {"kind": "blank"}),
    ("Two", {"kind": "quote", "address": "p2"}),
    ("\n\n  ", {"kind": "blank"}),
    ("1.", {"kind": "other", "parent": "c1"}),
    (" ", {"kind": "blank"}),
    ("", {"kind": "comment", "address": "c1", "depth": 0}),
    ("First", {"kind": "paragraph", "address": "c1.p1", "parent": "c1"}),
    ("\n", {"kind": "blank"}),
    ("more", {"kind": "paragraph", "address": "c1.p2", "parent": "c1"}),
    ("\n   ", {"kind": "blank"}),
    ("•", {"kind": "other", "parent": "c1.1"}),
    (" ", {"kind": "blank"}),
    ("", {"kind": "comment", "address": "c1.1", "parent": "c1", "depth": 1}),
    ("Reply", {"kind": "heading", "address": "c1.1.h1", "parent": "c1.1"}),
    ("\n", {"kind": "blank"}),
    ("", {"kind": "comment", "address": "c1.1.1", "parent": "c1.1", "depth": 2}),
    ("Deep", {"kind": "paragraph", "address": "c1.1.1.p1", "parent": "c1.1.1"}),
    ("\n", {"kind": "blank"}),
    ("", {"kind": "comment", "address": "c2", "depth": 0, "author": "Ann", "date": "2016"}),
    ("Second", {"kind": "paragraph", "address": "c2.p1", "parent": "c2"}),
    ("\n", {"kind": "blank"}),
    ("Footer", {"kind": "boilerplate", "address": "p3"}),
    ("\n", {"kind": "blank"}),
]


def make_document() -> Document:
    blocks, at = [], 0
    for text, fields in PIECES:
        blocks.append(Block(start=at, end=at + len(text), **fields))
        at += len(text)
    ends = {
        block.parent: block.end for block in blocks if block.address and block.end > block.start
    }
    blocks = [
        block._replace(end=ends[block.address]) if block.kind == "comment" else block
        for block in blocks
    ]
    text = "".join(text for text, _ in PIECES)
    references = (
        Reference("hashtag", "#one", 7, 10, address="p1"),
        Reference("hashtag", "#deep", text.index("Deep"), text.index("Deep") + 4),
    )
    return Document(
        id="doc", source="doc.txt", bytes=len(text), text=text, kind="article", title="Title",
        title_inferred=False, author=None, author_confidence=None, date=None, list=None,
        language=None, blocks=tuple(blocks), references=references,
    )  # fmt: skip


DOCUMENT = make_document()


def addresses(blocks: tuple[Block, ...]) -> str:
    return " ".join(block.address for block in blocks if block.address is not None)


def focused(part: Part) -> tuple[Block, ...]:
    return part.blocks[part.focus.start : part.focus.stop]


def corpus_of(*documents: Document) -> Corpus:
    return Corpus([Shard(documents)])


def document_of(text: str, id: str = "a") -> Document:
    return parse(RawDocument(id, text, f"{id}.txt", len(text)))


@pytest.mark.parametrize(
    ("address", "shown", "text"),
    [
        ("t1", "t1", "Title"),
        ("p2", "p2", "Two"),
        ("h1", "h1", "Head"),
        ("p3", "p3", "Footer"),
        ("c1.p2", "c1.p2", "more"),
        ("c1.1.1", "c1.1.1 c1.1.1.p1", "Deep"),
        ("c2", "c2 c2.p1", "Second"),
        (
            "c1",
            "c1 c1.p1 c1.p2 c1.1 c1.1.h1 c1.1.1 c1.1.1.p1",
            "First\nmore\n   • Reply\nDeep",
        ),
    ],
)
def test_an_address_names_a_part_and_a_comment_its_replies_too(
    address: str, shown: str, text: str
) -> None:
    part = show.part(DOCUMENT, address)
    assert addresses(part.blocks) == addresses(focused(part)) == shown
    assert part.text == text


@pytest.mark.parametrize(
    ("address", "context", "shown"),
    [
        ("p1", 1, "t1 [p1] h1"),
        ("p2", 2, "p1 h1 [p2] c1 c1.p1 c1.p2"),
        ("t1", 1, "[t1] p1"),
        ("p3", 1, "c2.p1 [p3]"),
        ("c1.p2", 1, "c1.p1 [c1.p2] c1.1 c1.1.h1"),
        # Comments: the ones before and after in reading order, themselves without replies.
        ("c2", 1, "c1.1.1 c1.1.1.p1 [c2 c2.p1]"),
        ("c1.1.1", 1, "c1.1 c1.1.h1 [c1.1.1 c1.1.1.p1] c2 c2.p1"),
        ("c1.1", 1, "c1 c1.p1 c1.p2 [c1.1 c1.1.h1 c1.1.1 c1.1.1.p1] c2 c2.p1"),
        ("c1", 99, "[c1 c1.p1 c1.p2 c1.1 c1.1.h1 c1.1.1 c1.1.1.p1] c2 c2.p1"),
    ],
)
def test_context_adds_neighbours(address: str, context: int, shown: str) -> None:
    part = show.part(DOCUMENT, address, context=context)
    before = addresses(part.blocks[: part.focus.start])
    after = addresses(part.blocks[part.focus.stop :])
    assert f"{before} [{addresses(focused(part))}] {after}".strip() == shown


@pytest.mark.parametrize(
    ("address", "context", "lines", "text"),
    [
        ("L1", 0, "[L1]", "Title"),
        ("L3", 1, "L2 [L3] L4", "\nOne\nHead"),
        ("L1", 2, "[L1] L2 L3", "Title\n\nOne"),
        ("L3-5", 0, "[L3 L4 L5]", "One\nHead\nTwo"),
        ("L3-L4", 1, "L2 [L3 L4] L5", "\nOne\nHead\nTwo"),
        ("L13", 99, None, None),
    ],
)
def test_lines(address: str, context: int, lines: str | None, text: str | None) -> None:
    if lines is None:
        with pytest.raises(UnknownIdError, match="doc has lines L1 to L12, not L13"):
            show.part(DOCUMENT, address, context=context)
        return
    part = show.part(DOCUMENT, address, context=context)
    before = addresses(part.blocks[: part.focus.start])
    after = addresses(part.blocks[part.focus.stop :])
    assert f"{before} [{addresses(focused(part))}] {after}".strip() == lines
    assert part.text == text


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("p9", "doc has paragraphs p1 to p3, not p9"),
        ("p0", "doc has paragraphs p1 to p3, not p0"),
        ("h2", "doc has headings h1 to h1, not h2"),
        ("d1", "doc has no dates, not d1"),
        ("c3", "doc has comments c1 to c2, not c3"),
        ("c1.2", "doc#c1 has replies c1.1 to c1.1, not c1.2"),
        ("c2.1", "doc#c2 has no replies, not c2.1"),
        ("c1.p3", "doc#c1 has paragraphs c1.p1 to c1.p2, not c1.p3"),
        ("c7.2.p1", "doc has comments c1 to c2, not c7"),
        ("x1", "doc has no 'x1': an address is written p12, h2"),
        ("", "doc has no '': an address is written"),
        ("p", "doc has no 'p': an address is written"),
        ("c1#p1", "an address is written"),
        ("L0", "doc has lines L1 to L12, not L0"),
        ("L5-4", "doc has lines L1 to L12, not L5-4"),
        ("L" + "9" * 5000, "an address is written"),
        ("p" + "9" * 5000, "doc has paragraphs p1 to p3"),
    ],
)
def test_an_unknown_address_says_what_there_is(address: str, message: str) -> None:
    with pytest.raises(UnknownIdError, match=message):
        show.part(DOCUMENT, address)


def test_an_empty_document_has_no_lines_and_no_paragraphs() -> None:
    with pytest.raises(UnknownIdError, match="a has no lines, not L1"):
        show.part(document_of(""), "L1")
    with pytest.raises(UnknownIdError, match="a has no paragraphs, not p1"):
        show.part(document_of(""), "p1")


@pytest.mark.parametrize("comments", [None, True, False])
def test_an_empty_document_is_shown_as_nothing(comments: bool | None) -> None:
    part = show.show(corpus_of(document_of("")), "a", comments=comments)
    assert (part.text, part.blocks, show.record(part).blocks) == ("", (), ())
    assert show.outline(part.document) == ()


def test_comments_alone_and_all_but_comments() -> None:
    corpus = corpus_of(DOCUMENT)
    comments = show.show(corpus, "doc", comments=True)
    others = show.show(corpus, "doc", comments=False)
    assert addresses(comments.blocks) == ("c1 c1.p1 c1.p2 c1.1 c1.1.h1 c1.1.1 c1.1.1.p1 c2 c2.p1")
    assert addresses(others.blocks) == "t1 p1 h1 p2 p3"
    assert comments.text == "1. First\nmore\n   • Reply\nDeep\nSecond"
    assert others.text == "Title\n\nOne\nHead\nTwo\nFooter"


def test_a_whole_document_is_its_text() -> None:
    part = show.show(corpus_of(DOCUMENT), "d")
    assert part.address is None
    assert part.text == DOCUMENT.text
    assert part.blocks == DOCUMENT.blocks


def test_an_id_may_hold_a_number_sign() -> None:
    corpus = corpus_of(document_of("One", "a#p1"), document_of("Two", "b"))
    assert show.show(corpus, "a#p1").address is None
    assert show.show(corpus, "a#p1#t1").address == "t1"
    assert show.show(corpus, "b#t1").text == "Two"
    with pytest.raises(UnknownIdError, match="no document has the id 'c'"):
        show.show(corpus, "c#p1")


def test_negative_context_makes_no_sense() -> None:
    with pytest.raises(UsageError, match="context must be 0 or more, not -1"):
        show.show(corpus_of(DOCUMENT), "doc#p1", context=-1)


def test_the_outline_is_title_headings_and_comments_with_their_depth() -> None:
    assert show.outline(DOCUMENT) == (
        OutlineEntry("t1", "title", 0, None, None, "Title"),
        OutlineEntry("h1", "heading", 1, None, None, "Head"),
        OutlineEntry("c1", "comment", 1, None, None, "First more"),
        OutlineEntry("c1.1", "comment", 2, None, None, "Reply"),
        OutlineEntry("c1.1.h1", "heading", 3, None, None, "Reply"),
        OutlineEntry("c1.1.1", "comment", 3, None, None, "Deep"),
        OutlineEntry("c2", "comment", 1, "Ann", "2016", "Second"),
    )


def test_a_record_holds_the_row_the_text_the_blocks_and_the_references() -> None:
    record = show.record(show.show(corpus_of(DOCUMENT), "doc"))
    assert record[:13] == DOCUMENT.row
    assert record.text == DOCUMENT.text
    assert record.references == DOCUMENT.references
    leaves = [block for block in record.blocks if block.kind != "comment"]
    assert "".join(block.text for block in leaves) == DOCUMENT.text
    assert record._fields[13:] == ("text", "blocks", "references", "meta")
    assert " ".join(record.blocks[0]._fields) == (
        "address kind start end depth parent number author date confidence text"
    )


def test_a_record_of_a_part_holds_that_part_alone() -> None:
    record = show.record(show.part(DOCUMENT, "c1"))
    assert record.text == "First\nmore\n   • Reply\nDeep"
    assert [block.address for block in record.blocks if block.address] == [
        "c1", "c1.p1", "c1.p2", "c1.1", "c1.1.h1", "c1.1.1", "c1.1.1.p1",
    ]  # fmt: skip
    assert [reference.text for reference in record.references] == ["#deep"]
    assert show.record(show.part(DOCUMENT, "L3")).references == DOCUMENT.references[:1]
    assert show.record(show.part(DOCUMENT, "L1")).references == ()


def test_every_comment_of_the_seeds_is_shown_with_its_replies() -> None:
    corpus = open_corpus(SEEDS)
    tree = GOLD["001_9c28b6a25ccebb84"]["comment_tree"]
    for comment in tree:
        part = show.show(corpus, f"001#{comment['address']}")
        below = [each["address"] for each in tree
                 if f"{each['address']}.".startswith(f"{comment['address']}.")]  # fmt: skip
        assert [block.address for block in part.blocks if block.kind == "comment"] == below
        assert part.text.startswith(comment["begins"])


def test_every_hit_prints_an_address_that_show_takes() -> None:
    corpus = open_corpus(SEEDS)
    for lines in (False, True):
        for result in grep.run(corpus, grep.Request(patterns=("",), lines=lines)):
            for row in result.rows:
                part = show.show(corpus, f"{row.hit.id}#{row.hit.address}")
                assert part.text in corpus[row.hit.id].text[row.hit.start : row.hit.end]


texts = st.lists(
    st.sampled_from(
        ["word ", "Title\n", "\n", "\n\n", "  1. ", "    • ", "> ", "A sentence. ", "\r\n"]
    ),
    max_size=30,
).map("".join)


@given(texts, st.integers(0, 3))
def test_every_address_of_a_document_can_be_shown(text: str, context: int) -> None:
    document = document_of(text)
    for block in document.blocks:
        if block.address is None:
            continue
        part = show.part(document, block.address, context=context)
        assert focused(part)[0] == block
        assert part.text in text
        if context == 0 and block.kind != "comment":
            assert part.text == document.slice(block)


@given(texts.filter(bool))
def test_all_lines_together_are_the_text(text: str) -> None:
    count = len(text.removesuffix("\n").split("\n"))
    assert show.part(document_of(text), f"L1-{count}").text == text.removesuffix("\n")


def test_raw_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfcaf\xe9 \x1b[31m\r\n"
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(data)
    (document,) = open_corpus(tmp_path)
    assert document.source.encode()
    assert show.raw_bytes(document) == data


def test_a_file_that_went_away_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt cannot be read: No such file"):
        show.raw_bytes(document_of("a"))


def test_a_thread_of_many_comments_is_shown_in_linear_time() -> None:
    """Quadratic work over 40,000 comments would not end."""
    count = 40_000
    blocks = [Block("comment", at, at + 1, f"c{at + 1}", depth=0) for at in range(count)]
    leaves = [Block("paragraph", at, at + 1, f"c{at + 1}.p1", f"c{at + 1}") for at in range(count)]
    pairs = tuple(block for pair in zip(blocks, leaves, strict=True) for block in pair)
    document = Document(
        id="a", source="", bytes=count, text="x" * count, kind=None, title=None,
        title_inferred=True, author=None, author_confidence=None, date=None, list=None,
        language=None, blocks=pairs, references=(),
    )  # fmt: skip
    assert len(show.outline(document)) == count
    part = show.part(document, f"c{count // 2}", context=count)
    assert len(part.blocks) == 2 * count
    assert len(part.text) == count
