"""What holds of every document, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.model import Document, RawDocument
from corpus_cli.parsing import parse
from tests.parsing.strategies import pages


def read(text: str) -> Document:
    return parse(RawDocument("x", text, "x.txt", len(text)))


def check(document: Document) -> None:
    text = document.text
    assert "".join(document.slice(leaf) for leaf in document.leaves) == text
    assert all(leaf.end > leaf.start for leaf in document.leaves)
    assert all(not document.slice(b).strip() for b in document.leaves if b.kind == "blank")
    addresses = [block.address for block in document.blocks if block.address]
    assert len(addresses) == len(set(addresses))
    comments = {comment.address: comment for comment in document.comments}
    for comment in document.comments:
        parent = comments[comment.parent] if comment.parent else None
        assert comment.depth is not None
        assert comment.depth >= (parent.depth + 1 if parent and parent.depth is not None else 0)
        assert not any(
            comment.start < other.start < comment.end or comment.start < other.end < comment.end
            for other in document.comments
        )
        assert 0 <= (comment.confidence or 0) <= 1
    for leaf in document.leaves:
        assert leaf.parent is None or leaf.parent in comments
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)
    for unit in document.units():
        assert "\n" not in unit.text
        for at in (0, len(unit.text) // 2, len(unit.text) - 1):
            if unit.text and not unit.text[at].isspace():
                assert text[unit.source_offset(at)] == unit.text[at]
    for reference in document.references:
        assert 0 <= reference.start < reference.end <= len(text)


@given(st.text(max_size=300))
def test_any_text_is_partitioned(text: str) -> None:
    check(read(text))


@settings(max_examples=300)
@given(pages)
def test_page_like_text_is_partitioned(text: str) -> None:
    check(read(text))


@given(pages)
def test_parsing_is_repeatable(text: str) -> None:
    assert read(text) == read(text)


@given(pages)
def test_every_word_is_in_a_unit(text: str) -> None:
    document = read(text)
    said = re.findall(r"[^\W_]+", text)
    marks = "".join(
        document.slice(b) for b in document.leaves if b.kind == "other" and not b.address
    )
    found = re.findall(r"[^\W_]+", "\n".join(unit.text for unit in document.units()) + "\n" + marks)
    assert sorted(said) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        " ",
        "word",
        "no line end",
        "\ufeff",
        "\x00\x01",
        "\r\r\r",
        ">",
        "  1. ",
        "•",
        "[",
        "[]",
        "[x] ",
        "[x] y",
        "--",
        "From: a\nSubject: b\nDate: c",
        "\ud800",
    ],
)
def test_small_texts(text: str) -> None:
    check(read(text))


HOSTILE = {
    "markers": "  1. x\n" * 100_000,
    "loose markers": "  1. x\n\n" * 50_000,
    "bullets on a line": "• " * 500_000,
    "levels of indentation": "".join(" " * (2 * n) + "• reply\n\n" for n in range(1, 1500)),
    "long indentation": " " * 1_000_000 + "x\n" + " " * 1_000_000,
    "quote marks": ">" * 1_000_000,
    "quote lines": "> x\n" * 100_000,
    "quote depths": "".join(">" * n + " x\n" for n in range(1, 1500)),
    "one long line": "word " * 1_000_000,
    "opened quotations": "“x\n\n" * 100_000,
    "headings": "A Heading\n\n" * 100_000,
    "brackets": "(" * 1_000_000,
    "names": "Jane Doe says:\n\n" * 50_000,
    "dates": "April 3, 2019\n\n" * 20_000,
    "blank lines": "\n" * 2_000_000,
    "tabs": "\t\n" * 500_000,
    "counted headings": "12 Comments\n" * 50_000,
    "attributions": "On 3 May 2010 X wrote:\n> y\n\n" * 20_000,
    "header fields": "From: x\nSubject: y\n" * 50_000,
    "signatures": "[a] b\n\nFri Feb 19 06:11:39 MST 2016\n\n" + "-- \nx\n" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_end(name: str) -> None:
    """Each of these takes hours when any step is quadratic."""
    document = read(HOSTILE[name])
    assert "".join(document.slice(leaf) for leaf in document.leaves) == document.text
