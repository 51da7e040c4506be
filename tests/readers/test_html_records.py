"""Threads whose markup names nothing: boards of tables, lists of bugs; and what only looks so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape

import pytest

from tests.readers.html_markups import ARTICLE, spoken

pytest.importorskip("trafilatura")
from corpus_cli.readers.html import page as read_page

NAMES = ["Ann Holt", "quux", "J. R. Hartley", "Guest", "Théo", "x_y99", "Marta K."]
TEXTS = [
    "The pump has not started since the update of last week; what could that be?",
    "No.",
    "Turn it off and on again.<br><br>That worked for my brother, who has the older model.",
    "Thanks!",
    "You can find the file under Tools, Options. Delete it and restart the program.",
    "Still broken here, I am afraid.",
    "It depends on the weather, mostly.",
]
DEPTHS = [0, 1, 2, 1, 0, 1, 0]

Post = tuple[int, str, int, datetime, str]
POSTS: list[Post] = [
    (at, name, depth, datetime(2012, 3, 9, 8, 41) + timedelta(hours=at * 9), text)
    for at, (name, depth, text) in enumerate(zip(NAMES, DEPTHS, TEXTS, strict=True))
]


def whole(body: str) -> str:
    return (
        "<html><head><title>The pump</title></head><body><ul id='nav'><li><a href='/'>Home</a></li>"
        f"</ul>{body}<div>Powered by something</div></body></html>"
    )


def each(render: Callable[[int, str, int, datetime, str], str]) -> str:
    return "".join(render(at, escape(name), *rest) for at, name, *rest in POSTS)  # type: ignore[arg-type]


def fluxbb() -> str:
    posts = each(
        lambda at, name, _, when, text: (
            f"""<div id="p{at}" class="blockpost row{at % 2}"><h2><span>
<span class="conr">#{at + 1}</span> <a href="viewtopic.php?p={at}">{when:%Y-%m-%d %H:%M:%S}</a>
</span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postleft"><dl><dt>
<strong><a href="profile.php?id={at}">{name}</a></strong></dt><dd class="usertitle">Member</dd><dd>
<span>Registered: 2008-05-0{at + 1}</span></dd><dd><span>Posts: {at}</span></dd></dl></div><div
class="postright"><h3>Re: The pump</h3><div class="postmsg"><p>{text}</p></div></div></div></div>
<div class="inbox"><div class="postfoot"><p>Offline</p></div></div></div></div>"""
        )
    )
    return f'<div id="punviewtopic" class="pun">{posts}</div>'


def phpbb2() -> str:
    posts = each(
        lambda at, name, _, when, text: (
            f"""<tr><td width="150" class="row{at % 2 + 1}"><span
class="name"><a name="{at}"></a><b>{name}</b></span><br /><span class="postdetails">Guru<br />
Joined: 22 Mar 2003<br />Posts: {at * 11}</span></td><td class="row{at % 2 + 1}"><table><tr><td>
<span class="postdetails">Posted: {when:%a %b %d, %Y %H:%M}<span class="gen">&nbsp;</span> Post
subject: Re: The pump</span></td><td><a href="posting.php?p={at}"><img src="q.gif" /></a></td></tr>
<tr><td colspan="2"><hr /></td></tr><tr><td colspan="2"><span class="postbody">{text}</span></td>
</tr></table></td></tr><tr><td class="row1"><a href="#top">Back to top</a></td><td><a
href="profile.php?mode=viewprofile&amp;u={at}"><img src="p.gif" /></a></td></tr>"""
        )
    )
    return f'<table class="forumline"><tr><th>Author</th><th>Message</th></tr>{posts}</table>'


def smf1() -> str:
    posts = each(
        lambda at, name, _, when, text: (
            f"""<tr><td><table><tr><td class="windowbg{at % 2 or ""}">
<table><tr><td rowspan="2"><b><a href="index.php?action=profile;u={at}">{name}</a></b><div
class="smalltext">Full Member<br />Posts: {at}</div></td><td><table><tr><td><div id="subject_{at}">
<a href="#msg{at}">Re: The pump</a></div><div class="smalltext">« <b>Reply #{at} on:</b>
{when:%B %d, %Y, %I:%M:%S %p} »</div></td></tr></table><hr /><div class="post">{text}</div></td>
</tr></table></td></tr></table></td></tr>"""
        )
    )
    return f"<form><table class='bordercolor'>{posts}</table></form>"


def ipb2() -> str:
    return each(
        lambda at, name, _, when, text: (
            f"""<table class='ipbtable'><tr><td class="row2"><span
class="normalname"><a href="index.php?showuser={at}">{name}</a></span></td><td class="row2"><span
class="postdetails">{when:%b %d %Y, %I:%M %p}</span></td></tr><tr><td class="post2"><span
class="postdetails">Group: Members<br />Joined: 4-July 05</span></td><td class="post2"><div
class="postcolor" id='post-{at}'>{text}</div></td></tr><tr><td><a href="#">+Quote Post</a></td></tr>
</table>"""
        )
    )


def old_hacker_news() -> str:
    posts = each(
        lambda at, name, depth, _, text: (
            f"""<tr><td><table border=0><tr><td><img src="s.gif"
height=1 width={40 * depth}></td><td><center><a href="vote?for={at}"><img src="a.gif"></a>
</center></td><td class="default"><div style="margin-top:2px"><span class="comhead"><a
href="user?id={name}">{name}</a> {at + 20} days ago | <a href="item?id={at}">link</a></span></div>
<br><span class="comment"><font color=#000000>{text}</font></span><p><font size=1><u><a
href="reply?id={at}">reply</a></u></font></td></tr></table></td></tr>"""
        )
    )
    return (
        f"<center><table><tr><td><a href='x'>The pump</a></td></tr></table><table>{posts}</table>"
    )


def nested(before: int = -1, at: int = 0) -> tuple[str, int]:
    """Tables by Scoop, the answers to each in a list behind it."""
    found = ""
    while at < len(POSTS) and POSTS[at][2] > before:
        _, name, depth, when, text = POSTS[at]
        found += f"""<table><tr><td><b>Re: pump</b> (<a href="#">#{at}</a>)<br>by <a href="/user/x">
{escape(name)}</a> on {when:%a %b %d, %Y at %I:%M:%S %p} EST</td></tr><tr><td><p>{text}</p></td>
</tr><tr><td>[ <a href="#">Reply to This</a> ]</td></tr></table>"""
        below, at = nested(depth, at + 1)
        found += f"<ul>{below}</ul>" if below else ""
    return found, at


def bugs() -> str:
    posts = each(
        lambda at, name, _, when, text: (
            f"""<div id="c{at}" class="bz_comment"><div
class="bz_comment_head"><span class="bz_comment_number"><a href="#c{at}">Comment {at}</a></span>
<span class="bz_comment_user"><span class="vcard"><span class="fn">{name}</span></span></span> <span
class="bz_comment_time">{when:%Y-%m-%d %H:%M:%S} UTC</span></div><pre>{text}</pre></div>"""
        )
    )
    return f"<form id='changeform'><table><tr><td>Status: FIXED</td></tr></table>{posts}</form>"


def dated_paragraphs() -> str:
    posts = each(
        lambda _, name, __, when, text: (
            f"<hr><p><b>{name}</b> wrote on {when:%Y-%m-%d %H:%M}:</p><p>{text}</p>"
        )
    )
    return f"<p>{'</p><p>'.join(ARTICLE)}</p><h2>Comments</h2>{posts}"


@pytest.mark.parametrize(
    ("body", "nests", "dates"),
    [
        pytest.param(fluxbb(), False, True, id="fluxbb"),
        pytest.param(phpbb2(), False, True, id="phpbb 2"),
        pytest.param(smf1(), False, True, id="smf 1"),
        pytest.param(ipb2(), False, True, id="ipb 2"),
        pytest.param(old_hacker_news(), True, False, id="hacker news, of old"),
        pytest.param(nested()[0], True, True, id="scoop"),
        pytest.param(bugs(), False, True, id="bugzilla"),
        pytest.param(dated_paragraphs(), False, True, id="dated paragraphs"),
    ],
)
def test_posts_are_found_by_what_repeats(body: str, nests: bool, dates: bool) -> None:
    document = read_page(whole(body).encode(), "id", "source", 1, lambda note: None)
    assert document is not None
    assert document.layout is not None
    texts: dict[int, list[str]] = {}
    for block in document.layout.blocks:
        if block.comment is not None:
            texts.setdefault(block.comment, []).append(document.text[block.start : block.end])
    found = [
        (comment.author, comment.depth, (comment.date or "")[:10], " ".join(texts[at]).split())
        for at, comment in enumerate(document.layout.comments)
    ]
    assert found == [
        (
            name,
            depth if nests else 0,
            f"{when:%Y-%m-%d}" if dates else "",
            text.replace("<br>", " ").split(),
        )
        for _, name, depth, when, text in POSTS
    ]


TITLES = ["Why valves fail", "A history of beer", "Ten walks around", "The last turbine",
          "How to read a gauge", "New trains again", "Letters from Rome"]  # fmt: skip
STORY = f"<article><h1>The pump</h1><p>{'</p><p>'.join(ARTICLE)}</p></article>"


@pytest.mark.parametrize(
    "body",
    [
        # Topics of a board.
        "<table>" + each(lambda at, name, _, when, __: f"<tr><td><a href='viewtopic.php?t={at}'>"
        f"{TITLES[at]}</a></td><td><a href='profile.php?u={at}'>{name}</a></td><td>{spoken(when)}"
        "</td></tr>") + "</table>",
        # Articles, their titles not in headings.
        each(lambda at, name, _, when, text: f"<div class='entry'><div><a href='/p/{at}'>"
        f"{TITLES[at]}</a></div><div><a href='/user/{at}'>{name}</a> {spoken(when)}</div><div>"
        f"<p>{text} {ARTICLE[at % 4]}</p></div></div>"),
        # Changes of a file.
        each(lambda at, name, _, when, __: f"<li class='commit'><a href='/c/{at}'>{TITLES[at]}</a>"
        f"<div><a href='/u/{at}'>{name}</a> committed <time datetime='{when.isoformat()}'></time>"
        "</div></li>"),
        # What takes place.
        each(lambda at, name, _, when, text: f"<div class='event'><h4>{TITLES[at]}</h4><p>"
        f"{spoken(when)}</p><p>With <a href='/people/{at}'>{name}</a>. {text}</p></div>"),
        # What people say elsewhere.
        STORY + "<div class='widget'><h3>Latest tweets</h3>" + each(lambda at, name, _, when, text:
        f"<div class='tweet'><a href='https://t.example/@x{at}'>{name}</a> <p>{text}</p><a "
        f"href='/s/{at}'>{spoken(when)}</a></div>") + "</div>",
        # Who works here.
        each(lambda at, name, _, when, text: f"<div class='member'><h3><a href='/people/{at}'>"
        f"{name}</a></h3><p>Engineer</p><p>{text} Joined {when:%Y}.</p></div>"),
    ],
)  # fmt: skip
def test_lists_with_people_and_dates_are_no_posts(body: str) -> None:
    document = read_page(whole(body).encode(), "id", "source", 1, lambda note: None)
    assert document is None or (document.layout is not None and not document.layout.comments)
