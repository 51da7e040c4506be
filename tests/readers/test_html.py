"""HTML pages: main text and its structure, metadata, encodings, and what is no page at all."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.readers import Note, SourceFile, read
from corpus_cli.readers.item import LARGEST
from tests.readers.html_markups import ARTICLE, MARKUPS, Post, page

trafilatura = pytest.importorskip("trafilatura")
from corpus_cli.readers import html  # noqa: E402

SAMPLE = Path(__file__).parents[1] / "data" / "formats" / "page.html"
BODY = "".join(f"<p>{each}</p>" for each in ARTICLE)


def of(markup: bytes | str, **said: str) -> tuple[RawDocument | None, list[str]]:
    notes: list[Note] = []
    data = markup if isinstance(markup, bytes) else markup.encode()
    document = html.page(data, "id", "source", len(data), notes.append, **said)
    return document, [note.message for note in notes]


def blocks(document: RawDocument | None) -> list[tuple[object, ...]]:
    """Return kind, text, depth and number of each block that is no comment's."""
    assert document is not None
    assert document.layout is not None
    return [
        (block.kind, document.text[block.start : block.end], block.depth, block.number)
        for block in document.layout.blocks
        if block.comment is None
    ]


def test_the_sample_is_read_whole(tmp_path: Path) -> None:
    notes: list[Note] = []
    (raw,) = read(SourceFile("page", str(SAMPLE), "page.html"), notes.append)
    assert not notes
    assert (raw.title, raw.author, raw.date, raw.language) == (
        "The last ferryman of Brackwater",
        "Maud Ellery",
        "2016-02-19T06:11:39-07:00",
        "en",
    )
    assert raw.meta["url"] == "https://estuary.example/2016/02/ferryman/"
    assert raw.meta["site"] == "The Estuary Post"
    assert raw.meta["tags"] == "rivers"
    assert raw.bytes == SAMPLE.stat().st_size
    found = blocks(raw)
    assert found[0] == ("title", raw.title, None, None)
    kinds = Counter(kind for kind, *_ in found)
    assert kinds == {
        "title": 1, "paragraph": 7, "heading": 2, "quote": 1, "list_item": 3, "caption": 1,
        "boilerplate": 1,
    }  # fmt: skip
    assert ("list_item", "two bells, of which one is cracked,", 0, 2) in found
    assert ("paragraph", "2016 | 80 pence", None, None) in found
    document = parse(raw)
    assert [(each.address, each.author, each.date, each.depth) for each in document.comments] == [
        ("c1", "Edith Crane", "2016-02-19T09:40:00-07:00", 0),
        ("c1.1", "Maud Ellery", "2016-02-20T11:02:00-07:00", 1),
        ("c2", "o_brien", "2016-02-19T15:20:00-07:00", 0),
    ]
    said = [(leaf.address, leaf.kind, document.slice(leaf)) for leaf in document.leaves]
    assert ("c1.1.p1", "quote", "Is her name in the book?") in said
    assert ("c2.p3", "list_item", "the Margaret was sunk, not broken up.") in said
    assert "".join(document.slice(leaf) for leaf in document.leaves) == document.text


# --- structure -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>A heading</h2>", [("heading", "A heading", None, None)]),
        ("<blockquote><p>Words of<br>another.</p></blockquote>",
         [("quote", "Words of\nanother.", None, None)]),
        ("<ol start='3'><li>three</li><li>four</li></ol>",
         [("list_item", "three", 0, None), ("list_item", "four", 0, None)]),
        ("<ul><li>one<ul><li>within</li></ul></li><li>two</li></ul>",
         [("list_item", "one", 0, None), ("list_item", "within", 1, None),
          ("list_item", "two", 0, None)]),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
         [("paragraph", "a | b", None, None), ("paragraph", "1 | 2", None, None)]),
        ("<pre><code>def f(x):\n    return x\n\n\nf(1)</code></pre>",
         [("paragraph", "def f(x):\n    return x\n\n\nf(1)", None, None)]),
        ("<p>One <a href='/x'>link</a>, <b>bold</b> and&nbsp;<i>un</i>do.</p>",
         [("paragraph", "One link, bold and undo.", None, None)]),
        ("<p>soft&shy;ly sp\u00adlit&#8203;</p>", [("paragraph", "softly split", None, None)]),
        ("<h2 id='x'>Here<a class='headerlink' href='#x'>¶</a></h2>",
         [("heading", "Here", None, None)]),
    ],
)  # fmt: skip
def test_structure_becomes_blocks(markup: str, expected: list[tuple[object, ...]]) -> None:
    document, _ = of(f"<html><body><article><h1>T</h1>{BODY}{markup}{BODY[::1]}</article></body>")
    found = [
        # Numbers are those of the list that trafilatura leaves, which knows no start.
        (kind, text, depth, None)
        for kind, text, depth, _ in blocks(document)
        if text not in ARTICLE and kind != "title"
    ]
    assert found == expected


def test_the_words_are_those_that_trafilatura_finds() -> None:
    data = SAMPLE.read_bytes()
    document, _ = of(data)
    # It leaves captions out.
    kinds = ("boilerplate", "caption")
    found = " ".join(text for kind, text, *_ in blocks(document) if kind not in kinds)
    theirs = trafilatura.extract(data, include_comments=False)
    words = re.compile(r"\w+").findall
    assert Counter(words(theirs)) <= Counter(words(found)) + Counter(words(str(document.title)))  # type: ignore[union-attr]
    extra = Counter(words(found)) - Counter(words(theirs))
    assert set(extra) <= set(words(str(document.title)))  # type: ignore[union-attr]


def test_a_page_without_a_main_text_gives_all_that_it_shows() -> None:
    document, notes = of("<html><body><script>x()</script><div>Only this.</div></body></html>")
    assert document is not None
    assert document.text == "Only this.\n"
    assert not notes


@pytest.mark.parametrize(
    "markup",
    [
        b"",
        b"   \n ",
        b"<html></html>",
        b"<html><head><title>An app</title></head><body><script>start()</script></body></html>",
        b"<!-- nothing -->",
        b"<script>" * 100,
    ],
)
def test_a_page_without_text_is_named(markup: bytes) -> None:
    assert of(markup) == (None, ["a page without text, skipped"])


def test_the_day_of_a_page_is_given_its_time_only_where_that_is_the_same() -> None:
    head = "<meta property='article:published_time' content='2019-08-01T06:30:00+02:00'>"
    document, _ = of(f"<html><head><title>T</title>{head}</head><body>{BODY}</body></html>")
    assert document is not None
    assert document.date == "2019-08-01T06:30:00+02:00"


def test_the_address_that_the_archive_knows_outranks_the_one_that_the_page_says() -> None:
    document, _ = of(page(""), url="https://archive.example/1")
    assert document is not None
    assert document.meta["url"] == "https://archive.example/1"


# --- encodings -----------------------------------------------------------------------------------

RUSSIAN = "Река поднялась за ночь на два метра, и к утру нижний город стоял под водой. " * 6
JAPANESE = "夜のうちに川の水位が二メートル上がり、朝には下町が水に浸かっていた。" * 6
GERMAN = "Über Nacht stieg der Fluss; größere Schäden wären möglich, hieß es früh. " * 6


@pytest.mark.parametrize(
    ("text", "encoding", "said", "charset", "named"),
    [
        (RUSSIAN, "utf-8", "", None, None),
        (RUSSIAN, "utf-8-sig", "", None, None),
        (RUSSIAN, "utf-16", "", None, "utf-16-le"),
        (RUSSIAN, "utf-16-le", "", None, "utf-16-le"),
        (RUSSIAN, "koi8-r", "<meta charset='koi8-r'>", None, "koi8-r"),
        (RUSSIAN, "cp1251", "", "windows-1251", "windows-1251"),
        (RUSSIAN, "cp1251", "<meta charset=koi8-r>", "windows-1251", "windows-1251"),
        (GERMAN, "cp1252", "<meta http-equiv='content-type' content='text/html; charset=latin1'>",
         None, "cp1252"),
        (GERMAN, "cp1252", "", None, "cp1252"),
        # Bytes that are UTF-8 are, whatever is said of them.
        (GERMAN, "utf-8", "<meta charset='iso-8859-1'>", "iso-8859-1", None),
        (JAPANESE, "iso-2022-jp", "<meta charset='iso-2022-jp'>", None, "iso-2022-jp"),
        (JAPANESE, "euc-jp", "<meta charset='euc-jp'>", None, "euc-jp"),
        (JAPANESE, "cp932", "<meta charset='Shift_JIS'>", None, "cp932"),
        # Labels that are none, or of codecs that are no charsets.
        (GERMAN, "utf-8", "<meta charset='unicode_escape'>", "rot13", None),
    ],
)  # fmt: skip
def test_encodings(
    text: str, encoding: str, said: str, charset: str | None, named: str | None
) -> None:
    markup = f"<html><head>{said}<title>T</title></head><body><p>{text}</p></body></html>"
    notes: list[Note] = []
    document = html.page(
        markup.encode(encoding), "id", "source", 1, notes.append, charset=charset
    )  # fmt: skip
    assert document is not None
    assert text.strip() in document.text
    assert document.meta.get("encoding") == named


def test_a_few_nuls_are_left_out_and_many_are_none_of_html() -> None:
    document, notes = of(page("").encode().replace(b" ", b" \0", 20))
    assert document is not None
    assert ARTICLE[0] in document.text
    assert notes == ["NULs are left out"]
    assert of(bytes(range(256)) * 40) == (None, ["a binary file, skipped"])


# --- hostile pages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "said at last" + "</div>" * 100_000,
        "<ul><li>" * 900 + "said at last",
        "<blockquote>" * 1900 + "said at last",
        "<div class=comment id=c1><b class=author>A</b>" * 1000 + "said at last",
        "<table><tr><td>" * 300 + "said at last",
        "<b><i>" * 900 + "said at last",
        "<p>said at last" + "<span class=author>x</span>" * 20_000,
        "<p>said at last" + "&#" * 50_000,
        "<p>said at last</p>" + "<h2>3 comments</h2>" * 5_000,
        "<p>said at last</p><div id=comments>"
        + "<p class=comment-author>a<p class=comment-body>x" * 3000,
        "<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;&a;'>]><p>said at last &b;&b;</p>",
        "<p>said at last</p><a name=" + "x" * 1_000_000,
        "<p>said at last &#0;&#1;&#xFFFE;&#xD800;&#x110000;\x01\x02\ufffe</p>",
        "<html /><body><p>said at last</p>",
        "<p>said at last</p><!-- no end " + "<!--" * 10_000,
    ],
)  # fmt: skip
def test_hostile_pages_are_read_in_time(markup: str) -> None:
    document, _ = of(f"<html><body>{markup}")
    assert document is not None
    assert "said at last" in document.text


def test_a_page_with_more_tags_than_a_tree_can_hold_gives_its_text() -> None:
    document, notes = of("<p>said <b>at</b> last</p>" * 160_000)
    assert document is not None
    assert document.text.startswith("said at last\n\nsaid at last\n\n")
    assert notes == [
        "too many tags, or too deep, for its structure to be read: its text alone is taken"
    ]


def test_a_page_that_is_too_large_is_cut_and_named(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(b"<html><body><p>said at first</p>" + b"word " * (LARGEST // 5))
    notes: list[Note] = []
    (document,) = read(SourceFile("large", str(path), "large.html"), notes.append)
    assert "said at first" in document.text
    assert [note.message for note in notes] == [
        "larger than 32 MB, what follows is left out",
        "too large for its main text to be looked for: all of its text is taken",
    ]


def check(document: RawDocument | None, notes: list[str]) -> None:
    """Assert that what was read is whole, or that something was said."""
    if document is None:
        assert notes
        return
    assert document.layout is not None
    assert document.text.strip()
    ends = 0
    for block in document.layout.blocks:
        assert ends <= block.start < block.end <= len(document.text)
        assert document.text[ends : block.start].strip() == ""
        ends = block.end
    for place, comment in enumerate(document.layout.comments):
        assert comment.parent is None or 0 <= comment.parent < place
    assert all(value for value in document.meta.values())
    parsed = parse(document)
    assert len(parsed.comments) == len(document.layout.comments)
    assert "".join(parsed.slice(leaf) for leaf in parsed.leaves) == document.text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, SAMPLE.stat().st_size))
def test_a_page_may_end_anywhere(end: int) -> None:
    check(*of(SAMPLE.read_bytes()[:end]))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    check(*of(data))
    check(*of(b"<html><body><div class='comment' id='comment-1'>" + data))


def mutants(data: bytes, count: int) -> list[bytes]:
    """Return copies of a page with bytes changed, and with parts left out, moved and doubled."""
    dice = random.Random(5)
    found = []
    for _ in range(count):
        mutant = bytearray(data)
        for _ in range(dice.randint(1, 6)):
            one, other = sorted(dice.randrange(len(mutant)) for _ in range(2))
            other = min(other, one + dice.choice((1, 8, 60, 3000)))
            match dice.randrange(4):
                case 0:
                    mutant[one:other] = b""
                case 1:
                    mutant[one:one] = mutant[one:other] * dice.randint(1, 3)
                case 2:
                    mutant[one:other] = dice.randbytes(other - one)
                case _:
                    mutant[one:one] = dice.choice(
                        (b"<", b">", b"\0", b'"', b"</div>", b"<!--", b"&")
                    )
        found.append(bytes(mutant))
    return found


def test_mutants_of_pages_are_read() -> None:
    for data in mutants(SAMPLE.read_bytes(), 60):
        check(*of(data))
    post = Post(1, "Ann", datetime(2019, 5, 3), ("So.",))
    posts = (post, post._replace(number=2, answers=(post._replace(number=3),)))
    for markup in MARKUPS:
        for data in mutants(page(markup.render(posts)).encode(), 2):
            check(*of(data))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            """<div> </div> <p> </p> <ul> <li> </li> </ul> <blockquote> </blockquote> <table> <tr>
            <td> </table> <pre> </pre> <br> <b> </b> <h2> </h2> <article> </article> word 12 Reply
            <div_class="comment"> <li_class="comment"_id="comment-7"> <span_class="author"> </span>
            <time_datetime="2019-05-03"> </time> <ul_class="children"> <form> <textarea> </form>
            <div_class="comment-body"> <div_id="comments"> <div_class="post"_id="p1">""".split()
        ),
        max_size=40,
    )
)
def test_any_tags_in_any_order_are_read(tags: list[str]) -> None:
    check(*of("<html><body>text " + " ".join(tag.replace("_", " ") for tag in tags)))
