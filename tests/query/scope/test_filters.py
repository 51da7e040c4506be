"""Queries of search: what of them chooses documents, and what is left to rank by."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus_cli.errors import ExpressionError
from corpus_cli.query.scope import filters
from corpus_cli.query.scope.filters import split_query
from corpus_cli.query.scope.parser import parse
from corpus_cli.query.scope.syntax import Not, Words
from tests.query.scope.test_parser import expressions


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "two  words",
        "what is a) thing (b",
        "C: drive",
        "re: hello",
        "foo:bar",
        "10:30",
        "http://a.b/c",
        "kind: mail",
        "xkind:mail",
        "(kind:mail)",
        '"a kind:mail"',
        "“a kind:mail”",
        '5" floppy',
        "well-known",
        "-",
        "a - b",
        "a --b",
        "a -> b",
        "-… ",
        '-"unclosed',
        "-(a b)",
        "me@x.org",
        "@user@x.org",
        "@",
        "/home/user",
        "and/or",
        "a / b / c",
        "what?",
        "*bold*",
        "5 * 3",
        "and or not near",
        "NEARLY ANDROID",
        '"this AND that"',
    ],
)
def test_a_query_without_filters_comes_back_as_it_is(query: str) -> None:
    assert split_query(query) == (query, None)


@pytest.mark.parametrize(
    ("query", "text", "filter"),
    [
        ("aleppo kind:mail", "aleppo", "kind:mail"),
        ("aleppo   kind:mail   siege", "aleppo siege", "kind:mail"),
        ("kind:mail", "", "kind:mail"),
        ("KIND:mail date:2016.. x", "x", "kind:mail date:2016.."),
        ('author:"Dave Brownz" x', "x", 'author:"Dave Brownz"'),
        ("title:/two cities/i x", "x", "title:/two cities/i"),
        ("x in:comment", "x", "in:comment"),
        ("x -in:quote", "x", "NOT in:quote"),
        ("x -assad", "x", "NOT assad"),
        ('x -"red cross"', "x", 'NOT "red cross"'),
        ("x -well-known y", "x y", "NOT well-known"),
        ('"barrel bombs" -a', '"barrel bombs"', "NOT a"),
        # What a filter stands beside may be anything.
        ("a) thing kind:mail", "a) thing", "kind:mail"),
        ("foo:bar kind:mail", "foo:bar", "kind:mail"),
        ("10:30 kind:mail", "10:30", "kind:mail"),
        ('5" kind:mail', '5"', "kind:mail"),
        ("/usr kind:mail", "/usr", "kind:mail"),
        ("(what kind:mail)", "(what )", "kind:mail"),
        # Formal queries choose as a whole.
        ("a OR b", "a b", "a OR b"),
        ("a AND NOT b", "a", "a AND NOT b"),
        ("a NEAR/3 (b OR c)", "a b c", "a NEAR/3 (b OR c)"),
        ("imperial* war", "war", "imperial* war"),
        ("*ism", "", "*ism"),
        ("/ab+/ x kind:mail", "x", "/ab+/ x kind:mail"),
        ('"a b" -(c OR d)', '"a b"', '"a b" -(c OR d)'),
    ],
)
def test_filters_are_taken_out_of_a_query(query: str, text: str, filter: str) -> None:
    assert split_query(query) == (text, parse(filter))


def test_names_are_of_subcorpora_where_there_are_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "subcorpora", lambda: {"press": "kind:article"})
    assert split_query("x @press -@old") == ("x", parse("@press NOT @old"))
    monkeypatch.setattr(filters, "subcorpora", dict)
    assert split_query("ask @jack -@jill") == ("ask @jack", Not(Words("@jill")))


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("x date:foo", 7),
        ("x -in:commment", 6),
        ('x title:"two', 8),
        ("a) b OR c", 1),
        ("DO NOT", 3),
        ("/[a/ x", 3),
    ],
)
def test_a_filter_that_is_wrong_is_shown_in_the_query(query: str, position: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        split_query(query)
    assert (caught.value.expression, caught.value.position) == (query, position)


@settings(deadline=None)
@given(expressions)
@example('"' + '\\"' * 50_000)
@example("„" * 50_000)
@example(" /x\\/" * 20_000)
@example("-(" * 50_000)
@example("a*" * 50_000 + ")")
@example("a" * 100_000 + "!")
@example("kind:x " * 20_000)
def test_any_query_is_parted_or_wrong_at_a_spot(text: str) -> None:
    try:
        ranked, node = split_query(text)
    except ExpressionError as error:
        wrong = error
    else:
        assert node is not None or ranked == text
        return
    assert wrong.expression == text
    assert 0 <= wrong.position <= len(text)


@given(st.text(st.characters(exclude_characters=':-@*?/"“„', exclude_categories=["Cs"])))
def test_plain_words_are_never_an_error(text: str) -> None:
    text = text.lower()
    assert split_query(text) == (text, None)
