"""References: what counts as one, where it begins and ends, and what looks like one and is not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.model import Reference
from corpus_cli.parsing.references import find_references

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def shown(text: str) -> list[tuple[str, str]]:
    """Return kind and text of every reference."""
    return [(one.kind, one.text) for one in find_references(text)]


def only(text: str) -> Reference:
    (found,) = find_references(text)
    return found


# --- citations -----------------------------------------------------------------------------------

CITATIONS = [
    (
        "(US double standards by Ziad Haidar, 2 November 2016)",
        ("US double standards", "Ziad Haidar", None, "2016-11-02"),
    ),
    (
        "(See US not liberating Raqqa, RT, 8 November 2016)",
        ("US not liberating Raqqa", None, "RT", "2016-11-08"),
    ),
    (
        "(cf. The long road home by Jane Doe, The Guardian, 8 November 2016)",
        ("The long road home", "Jane Doe", "The Guardian", "2016-11-08"),
    ),
    (
        "(vgl. Der lange Weg nach Hause, Die Zeit, 8. November 2016)",
        ("Der lange Weg nach Hause", None, "Die Zeit", "2016-11-08"),
    ),
    (
        "(voir Le long chemin du retour, Le Monde, 8 novembre 2016)",
        ("Le long chemin du retour", None, "Le Monde", "2016-11-08"),
    ),
    (
        "(Bombs, lies and hospitals by Jane Doe, RT, 8 November 2016)",
        ("Bombs, lies and hospitals", "Jane Doe", "RT", "2016-11-08"),
    ),
    (
        "(Bombs, lies and hospitals, 8 November 2016)",
        ("Bombs, lies and hospitals", None, None, "2016-11-08"),
    ),
    (
        "(Killed by the army in Homs, Sputnik News, 8 November 2016)",
        ("Killed by the army in Homs", None, "Sputnik News", "2016-11-08"),
    ),
    (
        "(Side by side by Jane van der Doe, taz, November 2016)",
        ("Side by side", "Jane van der Doe", "taz", "2016-11"),
    ),
    (
        "(Syria (and Iraq) after the war, RT, 8 November 2016)",
        ("Syria (and Iraq) after the war", None, "RT", "2016-11-08"),
    ),
    (
        "(“Two cities”, RT, 8 November 2016)",
        ("Two cities", None, "RT", "2016-11-08"),
    ),
    (
        "(Syrian army makes gains, RT, Wednesday, November 16, 2016)",
        ("Syrian army makes gains", None, "RT", "2016-11-16"),
    ),
    (
        "(Syrian army makes gains, RT, Nov. 16, 2016)",
        ("Syrian army makes gains", None, "RT", "2016-11-16"),
    ),
    (
        "(Syrian army makes gains, RT, 16.11.2016)",
        ("Syrian army makes gains", None, "RT", "2016-11-16"),
    ),
    (
        "(Syrian army makes gains, RT, 2016-11-16)",
        ("Syrian army makes gains", None, "RT", "2016-11-16"),
    ),
    (
        "(Syrian army makes \ngains in Aleppo,\r\n RT, 16 November 2016 )",
        ("Syrian army makes gains in Aleppo", None, "RT", "2016-11-16"),
    ),
    (
        "(叙利亚军队在阿勒颇取得进展, 新华社, 2016年11月16日)",
        ("叙利亚军队在阿勒颇取得进展", None, "新华社", "2016-11-16"),
    ),
]

NO_CITATIONS = [
    "(he died on 2 November 2016)",
    "(born 3 May 1950)",
    "(Paris, 3 May 1950)",
    "(New York, 3 May 1950)",
    "(San Francisco, California, 3 May 1950)",
    "(John Smith, London, 3 May 1950)",
    "(3 May 1950)",
    "(RT, 3 May 2016)",
    "(vom 10. Mai, 12. Mai 2016)",
    "(Smith 2016)",
    "(Smith & Jones, 2016)",
    "(Koch & Stevenson, 2017)",
    "(Leadbeater & Chittka 2005; Vgl. Klahre et al. 2011)",
    "(the town fell, as everybody knows, on 3 May 2016)",
    "(the town had fallen, RT, 3 May 2016)",
    "(Syrian army makes gains, RT, 31 February 2016)",
    "(Syrian army makes gains, RT, 3 May)",
    "Syrian army makes gains, RT, 3 May 2016)",
    "(Syrian army makes gains, RT, 3 May 2016",
    "(Syrian army\n\nmakes gains, RT, 3 May 2016)",
    "()",
    "(1990-2000)",
]


@pytest.mark.parametrize(("text", "fields"), CITATIONS, ids=[text for text, _ in CITATIONS])
def test_citations(text: str, fields: tuple[str | None, ...]) -> None:
    found = only(f"It is said that {text}. So it is.")
    assert found.kind == "citation"
    assert (found.text, found.author, found.outlet, found.date) == fields
    assert (found.start, found.end) == (16, 16 + len(text))


@pytest.mark.parametrize("text", NO_CITATIONS)
def test_brackets_that_cite_nothing(text: str) -> None:
    assert find_references(f"It is said that {text}. So it is.") == []


def test_several_citations_in_one_pair_of_brackets() -> None:
    text = "(See One thing and another, RT, 3 May 2016; A third thing, BBC, 4 May 2016)"
    first, second = find_references(text)
    assert (first.text, second.text) == ("One thing and another", "A third thing")
    assert text[first.start : first.end] == "See One thing and another, RT, 3 May 2016"
    assert text[second.start : second.end] == "A third thing, BBC, 4 May 2016"


def test_a_citation_may_hold_an_address() -> None:
    text = "(One thing and another, RT, https://example.org/a, 3 May 2016)"
    citation, url = find_references(text)
    assert (citation.kind, citation.outlet, citation.url) == (
        "citation",
        "RT",
        "https://example.org/a",
    )
    assert url.kind == "url"


# --- URLs ----------------------------------------------------------------------------------------

URLS = [
    ("http://example.org", "http://example.org"),
    ("See https://example.org/a/b?c=d&e=f#g.", "https://example.org/a/b?c=d&e=f#g"),
    (
        "(https://twitter.com/THE_47th/status/659114328012931072); and the",
        "https://twitter.com/THE_47th/status/659114328012931072",
    ),
    (
        "https://de.wikipedia.org/wiki/Chico_(Hund) (17.4.19)",
        "https://de.wikipedia.org/wiki/Chico_(Hund)",
    ),
    (
        "(https://de.wikipedia.org/wiki/Chico_(Hund))",
        "https://de.wikipedia.org/wiki/Chico_(Hund)",
    ),
    ("[https://example.org/a]", "https://example.org/a"),
    ("[1]https://example.org/a", "https://example.org/a"),
    ("<https://example.org/a>", "https://example.org/a"),
    ("“https://example.org/a”", "https://example.org/a"),
    ("https://example.org/a, which", "https://example.org/a"),
    ("https://example.org/a?!", "https://example.org/a"),
    ("https://example.org/a...", "https://example.org/a"),
    ("https://example.org/a/", "https://example.org/a/"),
    ("HTTP://EXAMPLE.ORG/A", "HTTP://EXAMPLE.ORG/A"),
    ("ftp://example.org/a", "ftp://example.org/a"),
    ("http://localhost:8000/", "http://localhost:8000/"),
    ("http://[::1]:8000/", "http://[::1]:8000/"),
    ("https://user@example.org/@jane#tag", "https://user@example.org/@jane#tag"),
    ("https://ru.wikipedia.org/wiki/Алеппо.", "https://ru.wikipedia.org/wiki/Алеппо"),
    ("请看http://example.cn/a。谢谢", "http://example.cn/a"),
    ("https://web.archive.org/web/2/http://a.org/", "https://web.archive.org/web/2/http://a.org/"),
    ("http://example.org/a\nnext", "http://example.org/a"),
    ("https://example.org/a\u00a0b", "https://example.org/a"),
]


@pytest.mark.parametrize(("text", "url"), URLS, ids=[text for text, _ in URLS])
def test_urls(text: str, url: str) -> None:
    found = only(text)
    assert (found.kind, found.text, found.url) == ("url", url, url)
    assert text[found.start : found.end] == url


@pytest.mark.parametrize(
    "shown_as", ["www.example.org", "www.example.org/a_(b)", "WWW.EXAMPLE.ORG"]
)
def test_a_url_without_scheme_gets_one(shown_as: str) -> None:
    found = only(f"see {shown_as}.")
    assert (found.kind, found.text, found.url) == ("url", shown_as, f"http://{shown_as}")


@pytest.mark.parametrize(
    "text",
    ["http://", "http:// example.org", "https://.", "a://b", "www.", "www. example", "awww.a.b"],
)
def test_what_is_no_url(text: str) -> None:
    assert find_references(text) == []


# --- addresses, mentions, hashtags ---------------------------------------------------------------

ADDRESSES = [
    ("write to jane@example.org.", "jane@example.org"),
    ("mailto:jane.doe+x@mail.example.co.uk", "jane.doe+x@mail.example.co.uk"),
    ("Jane Doe <jane@example.org> wrote:", "jane@example.org"),
    ("E-Mail: presse@bsi.bund.de", "presse@bsi.bund.de"),
    ("jürgen@müller.de", "jürgen@müller.de"),
    ("Jane Doe jane at example.org", "jane at example.org"),
    ("Jane M. Doe jane at example.org \nThu", "jane at example.org"),
    ("<jane at example.org>", "jane at example.org"),
    ("On Friday, jane at example.org wrote:", "jane at example.org"),
    ("From: jane at example.org (Jane Doe)", "jane at example.org"),
    ("write to jane.doe at example.org now", "jane.doe at example.org"),
    ("jane (at) example.org", "jane (at) example.org"),
    ("jane [at] example [dot] org", "jane [at] example [dot] org"),
    ("jane(at)example(dot)org", "jane(at)example(dot)org"),
]

MENTIONS = [
    ("@keizi666 goes on", ["@keizi666"]),
    ("tweets,@keizi666 says", ["@keizi666"]),
    ("(@verbuendete_r_sein)", ["@verbuendete_r_sein"]),
    ("@D-Zug:", ["@D-Zug"]),
    ("Twitter: @BSI_Bund.", ["@BSI_Bund"]),
    ("@jane.doe and @bob!", ["@jane.doe", "@bob"]),
    ("@jane@example.social", ["@jane@example.social"]),
    ("@اسم كتب", ["@اسم"]),
]

HASHTAGS = [
    ("#AleppoIsBurning #حلب_تحترق", ["#AleppoIsBurning", "#حلب_تحترق"]),
    ("(#tag)", ["#tag"]),
    ("#tag1#tag2", ["#tag1", "#tag2"]),
    ("#東京 ＃タグ", ["#東京", "＃タグ"]),
    ("#हिन्दी.", ["#हिन्दी"]),
    ("#MeToo’s", ["#MeToo"]),
    ("#2ndAmendment", ["#2ndAmendment"]),
    ("#facade", ["#facade"]),
    ("#Topthema Pressemitteilungen", ["#Topthema"]),
]

NOTHING = [
    "look at example.org",
    "More at example.org",
    "More info at example.org",
    "meet me at example.org today",
    "He works at Example.",
    "at 3 p.m. at example.org.",
    "a @ b",
    "@",
    "@@@",
    "@ jane",
    "jane@",
    "jane@example",
    "@2x",
    "@123",
    "@_@",
    "[@type=“podcast”]",
    "@media (max-width)",
    "#",
    "# heading",
    "#1",
    "Week #67: more",
    "#2019",
    "C# and F#",
    "&#8217;",
    "item#fragment",
    "/path#fragment",
    "#fff #ff0000 #a1b2c3",
    "#!/bin/bash",
    "#include <stdio.h>",
    "##",
    "#.#",
]


@pytest.mark.parametrize(("text", "address"), ADDRESSES, ids=[text for text, _ in ADDRESSES])
def test_addresses(text: str, address: str) -> None:
    found = only(text)
    assert (found.kind, found.text) == ("email", address)
    assert text[found.start : found.end] == address


@pytest.mark.parametrize(("text", "names"), MENTIONS, ids=[text for text, _ in MENTIONS])
def test_mentions(text: str, names: list[str]) -> None:
    assert shown(text) == [("mention", name) for name in names]


@pytest.mark.parametrize(("text", "tags"), HASHTAGS, ids=[text for text, _ in HASHTAGS])
def test_hashtags(text: str, tags: list[str]) -> None:
    assert shown(text) == [("hashtag", tag) for tag in tags]


@pytest.mark.parametrize("text", NOTHING)
def test_what_points_at_nothing(text: str) -> None:
    assert find_references(text) == []


def test_the_parts_of_a_url_are_no_tags() -> None:
    text = "https://example.social/@jane/#tag https://example.org/x?@bob #real @ann"
    assert [kind for kind, _ in shown(text)] == ["url", "url", "hashtag", "mention"]


# --- lost links ----------------------------------------------------------------------------------

LOST = [
    ("But Assad (see \nwho the US bombs: . \n\nAt this", ["who the US bombs: . "]),
    ("who the US bombs:  .", ["who the US bombs:  ."]),
    ("who the US bombs:\u00a0.\n", ["who the US bombs:\u00a0."]),
    ("  The video is here: . More follows.", ["The video is here: . "]),
    ("That was it. The video is here: . More.", ["The video is here: . "]),
    ("One: . Two is here: .", ["One: . ", "Two is here: ."]),
    ("He said: ...", []),
    ("It costs: .5", []),
    (": .", []),
    ("12: .", []),
    ("a:\n.", []),
    ("word " * 100 + ": . ", []),
]


@pytest.mark.parametrize(("text", "lost"), LOST, ids=[text[:40] for text, _ in LOST])
def test_lost_links(text: str, lost: list[str]) -> None:
    assert shown(text) == [("missing_link", one) for one in lost]


# --- seeds and properties ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count"), [("000", 2), ("001", 0), ("002", 6), ("003", 4), ("004", 0)]
)
def test_the_seeds_hold_no_more_than_a_reader_finds(name: str, count: int) -> None:
    (path,) = SEEDS.glob(f"{name}*.txt")
    assert len(find_references(path.read_text("utf-8"))) == count


SCRAPS = st.sampled_from(
    [
        *"""( ) (( )) [ ] ; , . : :. #tag ## # @ @name a@b.org http:// https://x.org/a_(b) www.x.org
        (See One thing and another, RT, 3 May 2016) One thing by Jane Doe, 3 May 2016) jane at
        x.org (at) [dot] &#8217; حلب_تحترق #हिन्दी İ ß""".split(" "),
        *("\n", "\r\n", "\n\n", "\xa0", "\t", "\0", ": . ", ": .", "\u200f", "\U0001f600", "​"),
    ]
)
TEXTS = st.text() | st.lists(SCRAPS).map("".join) | st.lists(SCRAPS).map(" ".join)


@given(TEXTS)
def test_references_are_valid_ranges_in_order(text: str) -> None:
    found = find_references(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        said = text[one.start : one.end]
        if one.kind == "citation":
            assert one.text in " ".join(said.split())
            assert one.date is not None
        else:
            assert one.text == said
        assert one.address is None
    within_a_kind = [one for one in found if one.kind != "citation"]
    for one, other in pairwise(within_a_kind):
        assert one.kind != other.kind or one.end <= other.start


@given(TEXTS, TEXTS)
def test_paragraphs_do_not_change_each_others_references(one: str, other: str) -> None:
    joined = find_references(f"{one}\n\n{other}")
    alone = [*find_references(one), *find_references(other)]
    assert [found._replace(start=0, end=0) for found in joined] == [
        found._replace(start=0, end=0) for found in alone
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "#",
        "@",
        "http://",
        ": . ",
        "www.",
        "a@",
        "1)",
        "(1)",
        " at ",
        "(at)",
        "#a",
        "@a",
        ")]",
        ":.",
        "x://",
    ],
)
def test_hostile_texts_are_read_to_the_end(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    assert all(one.end <= len(text) for one in find_references(text))
