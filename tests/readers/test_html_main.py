"""The main text of a page is all that it says there, and nothing of what stands around."""

from __future__ import annotations

import re

import pytest

from tests.readers.test_html import blocks, of

RIVER = "".join(
    f"<p>{each}</p>"
    for each in (
        "The river rose two metres during the night, and by morning the town stood under water.",
        "Nobody had expected it so late in the year, since the snow had long gone from the hills.",
        "The mayor called a meeting in the school, which lies high enough to be dry.",
    )
)
LATER = "".join(
    f"<p>{each}</p>"
    for each in (
        "Three boats came from the next village, and two more were carried over the bridge.",
        "When the water fell on the third day, it left a grey line on every wall of the town.",
        "What it had cost was known only a year later, when the last of the bills were paid.",
    )
)
TALK = "<a href='/u'>Ann</a> (<a href='/t'>talk</a>)"
MENU = "<ul class='nav'><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li></ul>"
ENDS = "<div><a href='/i'>Imprint</a> <a href='/p'>Privacy</a></div>"


def text_of(markup: str) -> str:
    """Return the text of a page with a menu above and links below."""
    head = "<head><title>A flood</title></head>"
    document, _ = of(f"<html>{head}<body>{MENU}<div>{markup}</div>{ENDS}</body></html>")
    assert document is not None
    return document.text


@pytest.mark.parametrize(
    "markup",
    [
        # loose text
        f"Firstly came the rain.{RIVER}",
        f"<h1>A flood</h1>Firstly came the rain.{RIVER}",
        f"<div><h1>A flood</h1>Firstly <b>came</b> the <a href='/r'>rain</a>.{RIVER}</div>",
        f"{RIVER}Firstly came the rain.{LATER}",
        f"{RIVER}Firstly came the rain.",
        f"<center>Firstly came the rain.</center>{RIVER}",
        f"<font size=2>Firstly came the rain.</font>{RIVER}",
        f"<b>Firstly came the rain.</b>{RIVER}",
        f"<div><img src='x.jpg'>Firstly came the rain.{RIVER}</div>",
        f"<div>{RIVER}<hr>Firstly came the rain.<hr>{LATER}</div>",
        f"<div>{RIVER}<ul><li>It was wet.</li></ul>Firstly came the rain.{LATER}</div>",
        f"<div><blockquote>It was wet.</blockquote>Firstly came the rain.{RIVER}</div>",
        f"<table><tr><td>Firstly came the rain.{RIVER}</td></tr></table>",
        f"Firstly came the rain.<br><br>Then came more of it.<br><br>{RIVER}",
        f"<section>Firstly came the rain.<div>Then came more.</div>{RIVER}</section>",
        # lists
        f"{RIVER}<ul><li>Firstly</li><li>came</li><li>the rain</li></ul>{LATER}",
        f"{RIVER}<h3>Firstly</h3><ul><li>came</li><li>the rain</li></ul>{LATER}",
        f"{RIVER}<h3>Firstly</h3><ul><li>came</li><li>the rain</li></ul>",
        f"{RIVER}<dl><dt>Firstly</dt><dd>came</dd><dt>the</dt><dd>rain</dd></dl>{LATER}",
        f"{RIVER}<ul><li>Firstly<ul><li>came</li></ul>the rain</li></ul>{LATER}",
        f"{RIVER}<ul><li>Firstly<p>came</p>the rain</li></ul>{LATER}",
        f"{RIVER}<h2>Firstly</h2><dl><dd>came {TALK} on 3 May<dl><dd>the rain {TALK}</dd></dl>"
        f"</dd></dl>{LATER}",
        f"{RIVER}<h2>Firstly</h2><ul><li>came so {TALK}</li><li>the rain {TALK}</li></ul>{LATER}",
        f"{RIVER}<blockquote>Firstly<ul><li>came</li><li>the rain</li></ul></blockquote>{LATER}",
        # tables
        f"{RIVER}<table><tr><td>Firstly<ul><li>came</li><li>the</li></ul></td><td>rain</td></tr>"
        f"</table>{LATER}",
        f"{RIVER}<table><tr><td>Firstly<table><tr><td>came</td></tr></table></td><td>the rain</td>"
        f"</tr></table>{LATER}",
        f"{RIVER}<table><caption>Firstly came</caption><tr><td>the</td><td>rain</td></tr></table>"
        f"{LATER}",
        # what stands beside a text
        f"{RIVER}<figure><figcaption>Firstly came the rain</figcaption></figure>{LATER}",
        f"<div><figure><figcaption>Firstly came the rain</figcaption></figure>{RIVER}</div>",
        f"<article>{RIVER}<aside><h3>Firstly</h3><p>came the rain.</p></aside>{LATER}</article>",
        f"<div>{RIVER}<aside>Firstly came the rain.</aside>{LATER}</div>",
        f"{RIVER}<details><summary>Firstly</summary>came the<p>rain.</p></details>{LATER}",
        f"{RIVER}<address>Firstly came<br>the rain</address>{LATER}",
        f"{RIVER}<fieldset><legend>Firstly</legend>came the rain.</fieldset>{LATER}",
        f"{RIVER}<label>Firstly came the rain</label>{LATER}",
        f"{RIVER}<my-note>Firstly came the rain</my-note>{LATER}",
        f"<p>Firstly came <time>the rain</time>.</p>{RIVER}",
        # headings
        f"{RIVER}<h2><a href='/r'>Firstly came the rain</a></h2>{LATER}",
        f"{RIVER}<a href='/r'><h2>Firstly came the rain</h2></a>{LATER}",
        f"{RIVER}<h5>Firstly came the rain</h5>{LATER}",
    ],
)  # fmt: skip
def test_no_text_of_a_page_is_lost(markup: str) -> None:
    text = text_of(markup)
    assert re.search(r"Firstly\W+came\W.*the\W+rain", text, re.DOTALL)
    assert "River rose" not in text
    assert "Home" not in text
    assert "Imprint" not in text


@pytest.mark.parametrize(
    "markup",
    [
        f"{RIVER}<ul><li><a href='/1'>Rain</a></li><li><a href='/2'>Snow</a></li></ul>{LATER}",
        f"{RIVER}<div class='related-posts'><h3>Rain</h3><p>Rain fell for days.</p></div>{LATER}",
        f"{RIVER}<aside class='newsletter'><p>Rain comes by mail each day.</p></aside>{LATER}",
        f"{RIVER}<nav>Rain, snow and other weather we have.</nav>{LATER}",
        f"{RIVER}<div style='display: none'><p>Rain fell for days.</p></div>{LATER}",
        f"{RIVER}<form>Rain fell for days, did it not?</form>{LATER}",
        f"{RIVER}<div hidden><p>Rain fell for days, and nobody was to see it.</p></div>{LATER}",
        f"<div>Rain: we use cookies to see whether it falls.</div><article>{RIVER}</article>",
        f"<article>{RIVER}</article><aside><h3>More</h3><p>Rain fell for days.</p></aside>",
    ],
)
def test_what_stands_around_a_text_is_none_of_it(markup: str) -> None:
    assert "Rain" not in text_of(markup)


def test_a_text_is_in_the_order_of_the_page_and_repeats_what_the_page_does() -> None:
    chorus = "<p>And the water rose, and the water rose, and nobody had a boat to row in.</p>"
    text = text_of(f"<h1>A song</h1>{RIVER}{chorus}{LATER}{chorus}")
    assert text.count("And the water rose") == 2
    assert text.index("The river") < text.index("And the") < text.index("Three boats")


def test_captions_and_notes_keep_their_kind() -> None:
    markup = (
        f"<article>{RIVER}<figure><figcaption><h4>The bridge</h4></figcaption></figure>"
        f"<p class='wp-caption-text'>The school</p><ol start=4><li>boats</li></ol>{LATER}</article>"
    )
    document, _ = of(f"<html><body>{markup}</body></html>")
    found = [each for each in blocks(document) if each[0] not in ("paragraph", "title")]
    assert found == [
        ("caption", "The bridge", None, None),
        ("caption", "The school", None, None),
        ("list_item", "boats", 0, 4),
    ]
