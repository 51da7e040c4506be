"""Dates that running text mentions: a table of cases, and what never counts as one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.parsing.mentions import mentioned_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On 2 November 2016 they met.", ["2016-11-02"]),
        ("In March 2011 and on 3. Mai 2015, im Juni 2014.", ["2011-03", "2015-05-03", "2014-06"]),
        ("It began in 2011, and ended by 2013.", ["2011", "2013"]),
        ("the war (2011-2014) went on", ["2011", "2014"]),
        ("between 2003 and 2011", ["2003", "2011"]),
        ("seit 1989, depuis 1968, desde 1936", ["1989", "1968", "1936"]),
        ("(2012) and [1999]", ["2012", "1999"]),
        ("2016-02-19T10:00 it said", ["2016-02-19"]),
        ("They sent 2000 soldiers and 1500 tanks.", []),
        ("about 2,016 people, 20167 in all, $2016", []),
        ("May 5 and the may of 12", []),
        ("no date at all", []),
        ("", []),
    ],
)
def test_what_is_mentioned(text: str, dates: list[str]) -> None:
    assert mentioned_dates(text) == dates


@given(st.text(max_size=60) | st.text("in 20166-/.,(Mayof ", max_size=40))
def test_whatever_the_text_mentions_are_dates(text: str) -> None:
    for date in mentioned_dates(text):
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", date)
