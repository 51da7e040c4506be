"""What somebody posted is read as a comment is: it has no head, and no comments below it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.model import Document, RawDocument
from corpus_cli.parsing import parse


def post(text: str) -> Document:
    return parse(RawDocument("a", text, "a", len(text), author="Jane", is_post=True))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Great point", "paragraph"),
        ("Great point\n\nI think that the war was lost long before.", "paragraph paragraph"),
        ("By the way\n\n3 March 2004\n\nWe left on that day.", "paragraph paragraph paragraph"),
        ("> you said this\n\nNo.", "quote paragraph"),
        ("1. first\n2. second", "list_item list_item"),
        ("2 comments\n\n1. Anna says:\n   Yes.", "paragraph paragraph paragraph"),
        ("", ""),
        (" \n", ""),
    ],
)
def test_posts_have_no_head_and_no_thread(text: str, kinds: str) -> None:
    document = post(text)
    assert " ".join(leaf.kind for leaf in document.leaves if leaf.kind != "blank") == kinds
    assert not document.comments
    assert document.title is None
    assert (document.author, document.date) == ("Jane", None)


@given(st.text('ab >1.-\n•"“”:', max_size=60))
def test_the_leaves_of_a_post_are_its_text(text: str) -> None:
    document = post(text)
    assert "".join(map(document.slice, document.leaves)) == text
    assert all(leaf.kind not in ("title", "byline", "date") for leaf in document.leaves)
