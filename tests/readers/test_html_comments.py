"""Comment trees of pages: size, depth, authors, dates, texts, in the markups of many programs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.model import RawDocument
from tests.readers.html_markups import ARTICLE, MARKUPS, Markup, Post, flat, page

pytest.importorskip("trafilatura")
from corpus_cli.readers.html import page as read_page

Shape = list["Shape"]

NAMES = [
    "Jane Doe",
    "degski",
    "Dr. Webbaer",
    "Ana María López",
    "Ritchie Pettauer",
    "O'Neil",
    "x_y99",
    "Марина",
    "Edward Said",
    "jan_k",
]
TEXTS = [
    ("I never thought of it that way, thank you for the piece.",),
    ("Short answer.", "A second paragraph follows here, and it is longer than the first."),
    ("No.",),
    ("As I wrote on May 5, 2018, this was bound to happen; see the report.",),
    ("@degski: that depends on what you call rain & what you call a flood, <i>I</i> think.",),
    ("Why was the gauge never read?", "Who was told?", "And when?"),
]
BEGAN = datetime(2019, 8, 13, 15, 12)


def thread(shape: Shape, *, names: list[str] = NAMES, numbered: int = 0) -> tuple[Post, ...]:
    """Return posts in the shape of a nested list, numbered in reading order."""
    posts = []
    for answers in shape:
        numbered += 1
        below = thread(answers, names=names, numbered=numbered)
        author = names[numbered % len(names)]
        date = BEGAN + timedelta(hours=numbered * 7)
        posts.append(Post(numbered, author, date, TEXTS[numbered % len(TEXTS)], below))
        numbered += len(list(flat(below)))
    return tuple(posts)


def read(posts: tuple[Post, ...], markup: Markup) -> RawDocument:
    notes: list[object] = []
    document = read_page(page(markup.render(posts)).encode(), "id", "source", 1, notes.append)
    assert document is not None
    assert not notes
    return document


def found_in(document: RawDocument, markup: Markup) -> list[tuple[object, ...]]:
    """Return each comment's author, depth, parent, day and text."""
    assert document.layout is not None
    texts: dict[int, list[str]] = {}
    for block in document.layout.blocks:
        if block.comment is not None:
            texts.setdefault(block.comment, []).append(document.text[block.start : block.end])
    return [
        (
            comment.author,
            comment.depth,
            comment.parent,
            (comment.date or "")[:10] if markup.dates else "",
            " ".join(texts[place]),
        )
        for place, comment in enumerate(document.layout.comments)
    ]


def told_by(posts: tuple[Post, ...], markup: Markup) -> list[tuple[object, ...]]:
    """Return what `found_in` must find."""
    return [
        (
            post.author,
            depth if markup.nests else 0,
            parent - 1 if parent and markup.nests else None,
            f"{post.date:%Y-%m-%d}" if markup.dates else "",
            " ".join(post.paragraphs),
        )
        for post, depth, parent in flat(posts)
    ]


TREE: Shape = [[[], [[[]], []]], [], [[]], [[[[]]], []]]
CHAIN: Shape = [[[[[[[[]]]]]]]]
by_markup = pytest.mark.parametrize("markup", MARKUPS, ids=lambda markup: markup.name)


@by_markup
@pytest.mark.parametrize("shape", [TREE, CHAIN, [[], []]], ids=["tree", "chain", "flat"])
def test_a_thread_is_read_as_it_was_printed(markup: Markup, shape: Shape) -> None:
    posts = thread(shape)
    assert found_in(read(posts, markup), markup) == told_by(posts, markup)


@by_markup
def test_one_comment_is_enough_unless_it_could_be_the_article(markup: Markup) -> None:
    posts = thread([[]])
    expected = told_by(posts, markup) if not markup.forum else []
    assert found_in(read(posts, markup), markup) == expected


@by_markup
def test_the_main_text_holds_no_comment_and_loses_nothing_to_them(markup: Markup) -> None:
    posts = thread(TREE)
    document = read(posts, markup)
    assert document.layout is not None
    main = [
        document.text[block.start : block.end]
        for block in document.layout.blocks
        if block.comment is None
    ]
    assert [each for each in main if each in ARTICLE] == ARTICLE
    said = {paragraph for post, _, _ in flat(posts) for paragraph in post.paragraphs}
    assert said.isdisjoint(main)
    assert not any("Another page" in each for each in main)


shapes = st.recursive(st.just([]), lambda inner: st.lists(inner, max_size=3), max_leaves=14).filter(
    lambda shape: 2 <= sum(1 for _ in flat(thread(shape))) <= 25
)


@settings(max_examples=100, deadline=None)
@given(shapes, st.sampled_from(MARKUPS), st.permutations(NAMES))
def test_any_tree_in_any_markup(shape: Shape, markup: Markup, names: list[str]) -> None:
    posts = thread(shape, names=names)
    assert found_in(read(posts, markup), markup) == told_by(posts, markup)


@by_markup
def test_comments_stand_before_their_answers_and_blocks_in_order(markup: Markup) -> None:
    document = read(thread(TREE), markup)
    assert document.layout is not None
    ends = 0
    for block in document.layout.blocks:
        assert ends <= block.start < block.end <= len(document.text)
        ends = block.end
    for place, comment in enumerate(document.layout.comments):
        assert comment.parent is None or comment.parent < place
    said = [block.comment for block in document.layout.blocks if block.comment is not None]
    assert said == sorted(said)


# --- what is no comment --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "below",
    [
        # Comments on other pages.
        "<div class='widget'><h3>Recent comments</h3><ul class='recent-comments'>"
        "<li class='recent-comment'><span class='author'>Ann</span> on <a href='/x'>Page</a></li>"
        "<li class='recent-comment'><span class='author'>Bob</span> on <a href='/y'>More</a></li>"
        "</ul></div>",
        # A form.
        "<div id='respond' class='comment-respond'><form class='comment-form'><p class="
        "'comment-form-author'><label>Name</label><input name='author'></p><p class='comment'>"
        "<label>Comment</label><textarea></textarea></p></form></div>",
        # How many there are.
        "<div class='comments-link'><a href='#comments'>12 comments</a></div>",
        "<div id='comments'><h3>No comments yet</h3><p>Be the first to comment.</p></div>",
        # Articles that follow.
        "".join(
            f"<div class='post' id='post-{n}'><h2><a href='/{n}'>Page {n}</a></h2><span class="
            f"'author'>Ann</span> <time datetime='2019-01-0{n}'>then</time><p>It begins.</p></div>"
            for n in range(1, 5)
        ),
        # Code, and what is said of it.
        "<pre><span class='comment'># adds one</span>\nx += 1</pre>",
        "<div class='comment'>Returns the number of bytes that were read.</div>",
        # Opinions have been called comments for longer.
        "<div class='comment teaser'><h3><a href='/o'>Comment: let it rain</a></h3></div>",
    ],
)  # fmt: skip
def test_what_only_looks_like_comments_is_none(below: str) -> None:
    document = read_page(page(below).encode(), "id", "source", 1, lambda note: None)
    assert document is not None
    assert document.layout is not None
    assert not document.layout.comments
    assert all(each in document.text for each in ARTICLE)


def test_an_article_that_is_called_a_comment_is_the_main_text() -> None:
    text = "".join(f"<p>{each}</p>" for each in ARTICLE)
    markup = (
        "<html><body><article class='comment' id='comment-9'><h1>Let it rain</h1>"
        f"<span class='author'>Ann Holt</span><time>2 May 2019</time>{text}</article></body></html>"
    )
    document = read_page(markup.encode(), "id", "source", 1, lambda note: None)
    assert document is not None
    assert document.layout is not None
    assert not document.layout.comments
    assert all(each in document.text for each in ARTICLE)


def test_links_from_elsewhere_are_kept_apart_from_comments() -> None:
    below = (
        "<ol class='commentlist'><li class='comment' id='comment-1'><cite class='fn'>Ann</cite>"
        "<p>So it is.</p></li><li class='pingback' id='comment-2'><p>Pingback: <a href='/'>Rain"
        "</a></p></li></ol>"
    )
    document = read_page(page(below).encode(), "id", "source", 1, lambda note: None)
    assert document is not None
    assert document.layout is not None
    assert [comment.author for comment in document.layout.comments] == ["Ann"]
    last = document.layout.blocks[-1]
    assert (last.kind, document.text[last.start : last.end]) == ("boilerplate", "Pingback: Rain")


def test_a_comment_that_was_deleted_keeps_its_answers() -> None:
    below = (
        "<ol class='commentlist'><li class='comment' id='comment-1'><cite class='fn'>Ann</cite>"
        "<ul class='children'><li class='comment' id='comment-2'><cite class='fn'>Bob</cite>"
        "<p>So it was.</p></li></ul></li></ol>"
    )
    document = read_page(page(below).encode(), "id", "source", 1, lambda note: None)
    assert document is not None
    assert document.layout is not None
    assert [(each.author, each.depth) for each in document.layout.comments] == [
        ("Ann", 0),
        ("Bob", 1),
    ]


# --- who and when --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "author", "date"),
    [
        ("<cite class='fn'>Ann Holt</cite> <span class='says'>sagt:</span>", "Ann Holt", None),
        ("<p class='byline'>By Ann Holt on 3 May 2019</p>", "Ann Holt", "2019-05-03"),
        ("<p class='meta'>Submitted by Ann Holt on 3 May 2019</p>", "Ann Holt", "2019-05-03"),
        ("<p>Ann Holt says:</p>", "Ann Holt", None),
        ("<p>Ann Holt wrote on May 3, 2019:</p>", "Ann Holt", "2019-05-03"),
        ("<b class='author'>Ann Holt <span class='badge'>Mod</span></b>", "Ann Holt", None),
        ("<div class='author'>Posted by: Ann Holt</div>", "Ann Holt", None),
        ("<span class='username'>Ann Holt (not verified)</span>", "Ann Holt", None),
        ("<span class='user'>Ann Holt · <time>3 May 2019</time></span>", "Ann Holt", "2019-05-03"),
        ("<span class='name'>Edward Said</span>", "Edward Said", None),
        ("<span class='author' itemprop='author'><meta itemprop='name' content='Ann'></span>",
         "Ann", None),
        ("<i class='age' title='2019-05-03T10:00:01Z'>3 years ago</i>", None,
         "2019-05-03T10:00:01+00:00"),
        ("<span data-timestamp='1556877600' class='when'>long ago</span>", None,
         "2019-05-03T10:00:00+00:00"),
        ("<time datetime='2019-05-03T10:00:00.123+02:00'>then</time>", None,
         "2019-05-03T10:00:00+02:00"),
    ],
)  # fmt: skip
def test_bylines(byline: str, author: str | None, date: str | None) -> None:
    below = (
        f"<div id='comments'><div class='comment' id='comment-1'>{byline}<div class='text'>"
        "<p>So it is.</p></div></div><div class='comment' id='comment-2'><b class='author'>Bob</b>"
        "<p>No.</p></div></div>"
    )
    document = read_page(page(below).encode(), "id", "source", 1, lambda note: None)
    assert document is not None
    assert document.layout is not None
    assert document.layout.comments[0][2:] == (author, date)
