"""A page has the date that it names or shows as its own, and none that it merely writes of."""

from __future__ import annotations

import pytest

from corpus_cli.readers.html import _content

PROSE = "The strike went on for weeks, and nobody in the town knew how it would end. " * 12
LATER = "What came of it was written down by those who had been there from the beginning. " * 12
CITED = f"{PROSE}See <i>Covert Action Quarterly</i> of 14 May 1995 for an account of it. {PROSE}"


def date_of(*body: str, head: str = "", url: str | None = None) -> str | None:
    """Return the date of a page with some paragraphs."""
    text = "".join(f"<p>{part}</p>" for part in body)
    page = f"<html><head><title>On strikes</title>{head}</head><body>{text}</body></html>"
    return _content(page, url)[0].date


@pytest.mark.parametrize(
    ("body", "head", "date"),
    [
        ((CITED, PROSE), "", None),
        ((CITED, "Last updated on May 3, 2011."), "", "2011-05-03"),
        (("3. Mai 2011", PROSE, PROSE), "", "2011-05-03"),
        ((CITED,), '<meta property="article:published_time" content="2011-05-03">', "2011-05-03"),
        (
            (CITED,),
            '<meta property="article:published_time" content="2011-05-03T10:11:12+02:00">',
            "2011-05-03T10:11:12+02:00",
        ),
        (
            (CITED,),
            '<script type="application/ld+json">{"datePublished": "2011-05-03"}</script>',
            "2011-05-03",
        ),
        ((f"{CITED}</p><pre>backup of 2011-05-03 done</pre><p>{LATER}",), "", None),
        ((PROSE, "© 2011 The strikers"), "", None),
    ],
)
def test_the_date_of_a_page(body: tuple[str, ...], head: str, date: str | None) -> None:
    assert date_of(*body, head=head) == date


def test_an_address_names_a_date() -> None:
    assert date_of(CITED, url="https://example.org/2011/05/03/on-strikes") == "2011-05-03"
