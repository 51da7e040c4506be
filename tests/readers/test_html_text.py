"""Columns of HTML are read as the text that they show, and all others as they are."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.readers.html_text import are_html, text_of
from tests.readers.tables import read_bytes

WORDPRESS = [
    "<p>First, with <a href='https://example.org/a'>a link</a>.</p>\n<p>Then</p>",
    "<p>Only this.</p>",
]
NEWS = [
    "I think &quot;so&quot;. It&#x27;s fine.<p>Second <i>paragraph</i>.",
    "That&#x27;s right: 3 &lt; 4.",
    "A plain answer.",
]


@pytest.mark.parametrize(
    ("texts", "is_html"),
    [
        (WORDPRESS, True),
        (NEWS, True),
        (["one<br>two", "three<br/>four"], True),
        (["<P>OLD</P>"], True),
        (["How is <p> written? As &lt;p&gt;.", "Like that.", "Thanks."], False),
        (["Fish &amp; chips", "Salt &amp; pepper"], False),  # escaped once too often
        (["a < b and c > d", "x <y> z", "<jane@example.org> wrote"], False),
        (["if (a<b && c>d)", "vector<int> v;"], False),
        (["<a href=x class='y z' hidden>", '<p style="a: b" />'], True),
        (["plain", "words"], False),
        ([], False),
    ],
)
def test_html_is_told_by_its_markup(texts: list[str], is_html: bool) -> None:
    assert are_html(texts) is is_html


def test_records_of_html_are_read_as_text() -> None:
    lines = [
        {"id": 1, "title": "Don&#8217;t", "body": WORDPRESS[0]},
        {"id": 2, "title": "A <p> & more", "body": WORDPRESS[1]},
        {"id": 3, "title": "Three", "body": "No markup,\n\nleft as it is."},
    ]
    documents, notes = read_bytes("a.jsonl", "\n".join(map(json.dumps, lines)).encode())
    assert not notes
    assert [each.text for each in documents] == [
        "Don’t\n\nFirst, with a link <https://example.org/a>.\n\nThen",
        "A <p> & more\n\nOnly this.",
        "Three\n\nNo markup,\n\nleft as it is.",
    ]
    assert [each.title for each in documents] == ["Don’t", "A <p> & more", "Three"]


def test_the_first_column_that_is_not_empty_is_the_text() -> None:
    lines = [{"text": "", "body": "<p>Here &amp; now</p>"}, {"text": "<p>There</p>", "body": ""}]
    documents, _ = read_bytes("a.jsonl", "\n".join(map(json.dumps, lines)).encode())
    assert [each.text for each in documents] == ["Here & now", "There"]
    assert all("body" not in each.meta for each in documents)


PLAIN = st.text("ab <>&;/p\n'\"=#x", min_size=1, max_size=40).map(lambda text: f"a {text} z")


@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_what_is_no_html_stays_as_it_is(texts: list[str]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([["id", "text"], *enumerate(texts)])
    documents, _ = read_bytes("a.csv", stream.getvalue().encode())
    read = [each.text for each in documents]
    expected = texts if not are_html(texts) else [text_of(text) for text in texts]
    assert [text.split() for text in read] == [text.split() for text in expected]
