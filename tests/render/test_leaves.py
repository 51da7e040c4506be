"""Leaves as they are drawn: heads of quoted messages keep their lines, wrapped lines do not."""

from __future__ import annotations

import pytest

from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.render.leaves import leaf

OUTLOOK = """I agree.

-----Original Message-----
From: Ann Lee [mailto:a@example.org]
Sent: Monday, January 05, 2015 10:00 AM
To: list@example.org
Subject: Bridge

It costs more.
"""
WRAPPED = """On Mon, Jan 5, 2015 at 10:00 AM, Ann Lee of the county council
<a@example.org> wrote:
> It costs more.

I agree.
"""


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (
            OUTLOOK,
            (
                "-----Original Message-----",
                "From: Ann Lee [mailto:a@example.org]",
                "Sent: Monday, January 05, 2015 10:00 AM",
                "To: list@example.org",
                "Subject: Bridge",
            ),
        ),
        (
            WRAPPED,
            (
                "On Mon, Jan 5, 2015 at 10:00 AM, Ann Lee of the county council "
                "<a@example.org> wrote:",
            ),
        ),
    ],
)
def test_the_head_of_a_quoted_message_keeps_its_lines(text: str, drawn: tuple[str, ...]) -> None:
    document = parse(RawDocument("a", text, "a", len(text), title="Re: Bridge", kind="mail"))
    [byline] = [block for block in document.blocks if block.kind == "byline"]
    assert leaf(document, byline).texts == drawn
