"""`list`: filters, sort orders, limits, and what is said of a field or date that is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.corpus import Corpus
from corpus_cli.errors import AmbiguousIdError, UnknownIdError, UsageError
from corpus_cli.model import Document, RawDocument
from corpus_cli.parsing import parse
from corpus_cli.query import listing
from corpus_cli.query.listing import Request
from corpus_cli.query.results import Row
from corpus_cli.shard import Shard


def document(id: str, text: str = "", **fields: Any) -> Document:
    return replace(parse(RawDocument(id, text, f"{id}.txt", len(text))), **fields)


def ids(*documents: Document, **options: Any) -> list[str]:
    corpus = Corpus([Shard(documents)])
    return [row.id for row in listing.run(corpus, Request(**options)).rows]


LETTERS = [
    document("a", date="2016-02-19T06:11:39-07:00", kind="mail", list="Marxism", language="en"),
    document("b", date="2016-02-19", kind="article", author="Émile Zola", language="fr"),
    document("c", date="2016", kind="article", author="Dave Brownz", language="en"),
    document("d", kind="Mail", author="emily", list="marxism-2"),
    document("e", date="2015-12-31T23:59Z", kind="article"),
    document("f", date="2016-03", kind="article", author="ЁЖИК"),
]


def test_a_row_tells_what_the_document_is() -> None:
    text = "One two three.\n\nFour five."
    (row,) = listing.run(Corpus([Shard([document("a", text, title="T")])]), Request()).rows
    assert row == Row(
        id="a",
        title="T",
        title_inferred=row.title_inferred,
        author=None,
        date=None,
        kind=row.kind,
        list=None,
        language=row.language,
        source="a.txt",
        words=5,
        paragraphs=row.paragraphs,
        comments=0,
        bytes=26,
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "abcdef"),
        ({"kind": "mail"}, "ad"),
        ({"kind": "ARTICLE"}, "bcef"),
        ({"kind": "art"}, ""),
        ({"list": "marxism"}, "a"),
        ({"language": "EN"}, "ac"),
        ({"author": "emil"}, "bd"),
        ({"author": "Zolá"}, "b"),
        ({"author": "ежик"}, "f"),
        ({"author": ""}, "abcdef"),
        ({"since": "2016"}, "abcf"),
        ({"until": "2016"}, "abcef"),
        ({"until": "2015"}, "e"),
        ({"since": "2016-02-19", "until": "2016-02-19"}, "abc"),
        # As printed: it was the 19th where that was written.
        ({"since": "2016-02-20"}, "cf"),
        ({"since": "2016-03"}, "cf"),
        ({"until": "2016-03"}, "abcef"),
        ({"until": "2016-02"}, "abce"),
        ({"since": "2017", "until": "2018"}, ""),
        ({"kind": "article", "language": "fr", "since": "2016"}, "b"),
        ({"ids": ("b", "a")}, "ab"),
        ({"limit": 2}, "ab"),
        ({"limit": 2, "reverse": True}, "fe"),
        ({"reverse": True}, "fedcba"),
    ],
)
def test_filters_and_limits(options: dict[str, Any], expected: str) -> None:
    assert ids(*LETTERS, **options) == list(expected)


@pytest.mark.parametrize(
    ("field", "expected", "reversed_"),
    [
        ("id", "abcdef", "fedcba"),
        # By the instant: 06:11 at -07:00 is after the beginning of the day in UTC.
        ("date", "ecbafd", "fabced"),
        ("author", "cbdfae", "fdbcae"),
        ("list", "adbcef", "dabcef"),
        ("kind", "bcefad", "adbcef"),
        ("language", "acbdef", "bacdef"),
        ("title", "abcdef", "abcdef"),
    ],
)
def test_sorting_puts_what_is_not_known_last_and_ties_by_id(
    field: str, expected: str, reversed_: str
) -> None:
    assert ids(*LETTERS, sort=field) == list(expected)
    assert ids(*LETTERS, sort=field, reverse=True) == list(reversed_)


def test_numbers_sort_as_numbers() -> None:
    documents = [document("a", "w " * 9), document("b", "w " * 10), document("c", "w")]
    for field in ("words", "bytes"):
        assert ids(*documents, sort=field) == ["c", "a", "b"]


def test_dates_of_any_precision_and_zone_sort_by_the_moment_they_begin() -> None:
    in_order = [
        "2015",
        "2015-12-31T23:00-02:00",
        "2016-01-01T01:30+00:00",
        "2016-01-01T04:00+02:00",
        "2016-01-01T02:30:59",
        "2016-01-02",
        "2016-02",
    ]
    documents = [document(date, date=date) for date in sorted(in_order)]
    assert ids(*documents, sort="date") == in_order


@pytest.mark.parametrize("field", Row._fields)
def test_every_field_sorts(field: str) -> None:
    assert sorted(ids(*LETTERS, sort=field)) == list("abcdef")


@given(
    st.lists(st.tuples(st.sampled_from(["2016", "2016-02", None]), st.sampled_from("xyz"))),
    st.sampled_from(["id", "date", "author"]),
    st.booleans(),
    st.integers(1, 4),
)
def test_many_shards_give_what_one_gives(
    values: list[tuple[str | None, str]], field: str, reverse: bool, count: int
) -> None:
    documents = [
        document(f"{number:03}", date=date, author=author)
        for number, (date, author) in enumerate(values)
    ]
    request = Request(sort=field, reverse=reverse, author="x", limit=3)
    one = listing.run(Corpus([Shard(documents)]), request)
    size = len(documents) // count + 1
    shards = [Shard(documents[at : at + size]) for at in range(0, len(documents), size)]
    assert listing.run(Corpus(shards), request) == one


def test_the_total_is_that_without_the_limit() -> None:
    corpus = Corpus([Shard(LETTERS)])
    assert listing.run(corpus, Request(kind="article", limit=1)).total == 4
    assert listing.run(corpus, Request(limit=0)).total == 6


def test_ids_may_be_prefixes() -> None:
    documents = [document("000_f7"), document("001_9c"), document("001_bc")]
    assert ids(*documents, ids=("001_b", "000")) == ["000_f7", "001_bc"]
    with pytest.raises(AmbiguousIdError):
        ids(*documents, ids=("001",))
    with pytest.raises(UnknownIdError):
        ids(*documents, ids=("2",))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sort": "word"}, "no field 'word'; did you mean words\\? Fields: id, title, .*, bytes"),
        ({"sort": "zzzz"}, "no field 'zzzz'; Fields: id"),
        ({"limit": -1}, "limit must be 0 .* not -1"),
        ({"since": "yesterday"}, "since: 'yesterday' is not a date; write 2016"),
        ({"until": "2016-13"}, "until: '2016-13' is not a date"),
        ({"until": "2016-02-30"}, "is not a date"),
        ({"until": "2016-2-3"}, "is not a date"),
        ({"until": "2016/02"}, "is not a date"),
        ({"since": ""}, "is not a date"),
        ({"since": "٢٠١٦"}, "is not a date"),
        ({"since": "0000"}, "is not a date"),
    ],
)
def test_what_makes_no_sense_is_said(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Request(**options)


VALUES = ["10", "9", "-1.5", "1e3", "nan", "a", "B", "é", "", None]


@given(st.lists(st.sampled_from(VALUES), max_size=12), st.integers(1, 4), st.integers(0, 5))
def test_metadata_sort_as_numbers_where_they_are_numbers(
    values: list[str | None], shards: int, limit: int
) -> None:
    """Numbers come first, then words by their letters, then what has none; ties by id."""
    documents = [
        document(f"{number:02}", meta={} if value is None else {"x": value})
        for number, value in enumerate(values)
    ]
    corpus = Corpus([Shard(documents[shard::shards]) for shard in range(shards)])
    found = listing.run(corpus, Request(sort="meta.x", limit=limit))
    order = [["-1.5", "9", "10", "1e3"], ["", "a", "B", "é", "nan"], [None]]
    ranks = {
        value: (at, place) for at, part in enumerate(order) for place, value in enumerate(part)
    }
    expected = sorted(documents, key=lambda each: (ranks[each.meta.get("x")], each.id))
    assert [row.id for row in found.rows] == [each.id for each in expected][: limit or None]
    assert found.total == len(values)
