"""The five seeds hold what `data/seeds_gold.json` says they do: nothing more, nothing less."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus_cli.model import Document, RawDocument
from corpus_cli.parsing import parse

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
GOLD: dict[str, Any] = {
    name: entry
    for name, entry in json.loads(
        (HERE.parent / "data" / "seeds_gold.json").read_text("utf-8")
    ).items()
    if not name.startswith("_")
}


def fold(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def read(name: str) -> Document:
    path = SEEDS / f"{name}.txt"
    return parse(RawDocument(name, path.read_text("utf-8"), str(path), path.stat().st_size))


DOCUMENTS = {name: read(name) for name in GOLD}


def texts(document: Document, kind: str, *, in_comments: bool = False) -> list[str]:
    return [
        document.slice(block)
        for block in document.blocks
        if block.kind == kind and (block.parent is not None) == in_comments
    ]


@pytest.mark.parametrize("field", ["kind", "list", "title", "title_inferred", "date", "author"])
@pytest.mark.parametrize("name", GOLD)
def test_metadata(name: str, field: str) -> None:
    found = getattr(DOCUMENTS[name], field)
    expected = GOLD[name][field]
    assert (fold(found) if isinstance(found, str) else found) == fold_if_text(expected)


def fold_if_text(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


@pytest.mark.parametrize("name", GOLD)
def test_author_confidence(name: str) -> None:
    document = DOCUMENTS[name]
    below = GOLD[name].get("author_confidence_below")
    if below is not None:
        assert document.author_confidence is not None
        assert document.author_confidence < below
    assert (document.author is None) == (document.author_confidence is None)


@pytest.mark.parametrize("name", GOLD)
def test_comment_tree(name: str) -> None:
    document = DOCUMENTS[name]
    found = [
        {
            "address": comment.address,
            "depth": comment.depth,
            "parent": comment.parent,
            "line": document.text.count("\n", 0, comment.start) + 1,
            "begins": document.slice(comment)[:40],
        }
        for comment in document.comments
    ]
    expected = GOLD[name].get("comment_tree", [])
    for one, other in zip(found, expected, strict=True):
        begins = other["begins"]
        assert one == other | {"begins": one["begins"]}
        assert one["begins"].startswith(begins)
    assert len(found) == GOLD[name]["comments"]


@pytest.mark.parametrize("name", GOLD)
def test_printed_numbers(name: str) -> None:
    top = [comment.number for comment in DOCUMENTS[name].comments if comment.depth == 0]
    assert top == list(range(1, len(top) + 1))


def starts_alike(found: list[str], begins: list[str]) -> None:
    assert len(found) == len(begins), found
    for text, begin in zip(found, begins, strict=True):
        assert str(fold(text)).startswith(str(fold(begin)))


@pytest.mark.parametrize("name", GOLD)
def test_complete_kinds(name: str) -> None:
    document, gold = DOCUMENTS[name], GOLD[name]
    starts_alike(texts(document, "heading"), gold.get("headings", []))
    assert [fold(t) for t in texts(document, "heading")] == [
        fold(t) for t in gold.get("headings", [])
    ]
    starts_alike(texts(document, "caption"), gold.get("captions_begin", []))
    starts_alike(texts(document, "list_item"), gold.get("list_items_begin", []))
    assert texts(document, "boilerplate") == gold.get("boilerplate", [])
    if "standfirst" in gold:
        assert texts(document, "standfirst") == [gold["standfirst"]]


@pytest.mark.parametrize("name", GOLD)
def test_named_quotes(name: str) -> None:
    document, gold = DOCUMENTS[name], GOLD[name]
    quotes = texts(document, "quote")
    for begin in gold.get("quotes_begin", []):
        assert any(quote.startswith(begin) for quote in quotes), begin
    for address, begin in gold.get("quotes_in_comments", {}).items():
        inside = [
            document.slice(b) for b in document.blocks if b.kind == "quote" and b.parent == address
        ]
        assert any(quote.startswith(begin) for quote in inside)


def test_read_more_and_duplicates() -> None:
    document = DOCUMENTS["001_9c28b6a25ccebb84"]
    gold = GOLD["001_9c28b6a25ccebb84"]
    assert [b.parent for b in document.blocks if b.kind == "read_more"] == [gold["read_more_in"]]
    by_address = {comment.address: comment for comment in document.comments}
    for one, other in gold["duplicate_comments"]:
        texts_of = [" ".join(document.slice(by_address[a]).split()) for a in (one, other)]
        assert texts_of[0] == texts_of[1]


@pytest.mark.parametrize("name", [name for name in GOLD if "references" in GOLD[name]])
def test_references(name: str) -> None:
    document = DOCUMENTS[name]
    expected = GOLD[name]["references"]
    found = [
        {key: fold_if_text(getattr(reference, key)) for key in wanted}
        for reference, wanted in zip(document.references, expected, strict=True)
    ]
    assert found == [
        {key: fold_if_text(value) for key, value in wanted.items()} for wanted in expected
    ]


def test_wrapped_subject_is_a_title_block() -> None:
    document = DOCUMENTS["000_f77426f24c61b465"]
    assert [fold(text) for text in texts(document, "title")] == [
        "Bloody Counterrevolution in Aleppo: on Russian Blitzkrieg and US “betrayal”",
        "Bloody Counterrevolution in Aleppo: on Russian Blitzkrieg and US",
    ]
    assert texts(document, "list_tag") == ["[Marxism] "]


def test_soft_wraps_unfold() -> None:
    document = DOCUMENTS["000_f77426f24c61b465"]
    assert any(
        "many years of very active US intervention" in unit.text for unit in document.units()
    )
