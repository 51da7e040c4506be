"""Text to trees and back, and where in a wrong expression the fault is."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.naive import nodes
from corpus_cli.errors import ExpressionError
from corpus_cli.query.scope.filters import split_query
from corpus_cli.query.scope.parser import DEEPEST, parse, unparse
from corpus_cli.query.scope.syntax import (
    Absent,
    And,
    Dates,
    Field,
    Matches,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Part,
    Pattern,
    Regex,
    Text,
    Words,
)


@settings(max_examples=200, deadline=None)
@given(node=nodes)
def test_the_text_of_a_tree_is_read_as_that_tree(node: Node) -> None:
    assert parse(unparse(node)) == node


def tree_or_error(text: str) -> Node | ExpressionError:
    """Return the tree of an expression, or what is wrong with it; nothing else may be raised."""
    try:
        return parse(text)
    except ExpressionError as error:
        return error


PIECES = [
    *("AND", "OR", "NOT", "NEAR", "NEAR/3", "NEAR/0", "NEAR/x", "(", ")", "((", "-", "--"),
    *("war", "wa*", "c?t", '"', '"a b"', "“a”", "„", "\\", "/", "/a/", "/a/i", "/[/", "@", "@a"),
    *("kind:", "kind:mail", "title:", "in:", "in:comment", "in:x", "date:", "2016", "..", "<="),
    *("words:", "100", "author:none", "x:y", "http://a.b", "title:/a/", "title:a*b", "none", ":"),
    *("حلب", "阿", "\x00", "\u2028", "'", "#tag", "-x", "a-b", "…", "id:d", "words:<0"),
]  # fmt: skip
strings = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.text(max_size=20),
)


@settings(max_examples=600, deadline=None)
@given(text=strings)
@example(text="words:<0")
@example(text="words:>999999999999999")
@example(text="words:<=999999999999999")
@example(text="ANDREW ORANGES NOTHING")
@example(text='a NEAR "AND"')
def test_any_text_is_a_tree_or_an_expression_error(text: str) -> None:
    node = tree_or_error(text)
    if isinstance(node, ExpressionError):
        assert 0 <= node.position <= len(text)
        assert node.expression == text
    else:
        again = parse(unparse(node))
        assert again == node
        assert unparse(again) == unparse(node)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "(" * 50_000 + "a" + ")" * 50_000,
        "NOT " * 50_000 + "a",
        "-" * 50_000 + "a",
        "- " * 50_000 + "a",
        "-" + "(-" * (DEEPEST + 5),
        "a " * 50_000,
        "a OR " * 50_000 + "a",
        "a AND " * 50_000,
        "a NEAR " * 20_000,
        '"' * 50_001,
        '"' + "\\" * 50_001,
        "/" * 50_001,
        "/" + "\\/" * 50_000,
        "/" + "(" * 20_000 + "/",
        "/" + "(" * 5_000 + ")" * 5_000 + "/",
        "/a{99999999999}/",
        "@" * 50_000,
        "title:" * 20_000,
        "words:" + "9" * 50_000,
        "date:" + "2016.." * 20_000,
        "a NEAR/" + "9" * 50_000 + " b",
        "kind:" + "x" * 50_000,
        "in:" + "x" * 50_000,
        "x" * 50_000 + ":y",
        ":" * 50_000,
        "a" * 50_000 + "?" * 50_000,
        "“" * 50_000,
    ],
    ids=lambda text: text[:12],
)
def test_nothing_is_too_long_or_too_deep(text: str) -> None:
    node = tree_or_error(text)
    if isinstance(node, ExpressionError):
        assert 0 <= node.position <= len(text)
    else:
        assert parse(unparse(node)) == node


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", Words("a")),
        ('"a"', Words("a", is_phrase=True)),
        ("“a b”", Words("a b", is_phrase=True)),
        ("a b", And((Words("a"), Words("b")))),
        ("a AND b", And((Words("a"), Words("b")))),
        ("a b OR c", Or((And((Words("a"), Words("b"))), Words("c")))),
        ("a (b OR c)", And((Words("a"), Or((Words("b"), Words("c")))))),
        ("NOT a b", And((Not(Words("a")), Words("b")))),
        ("-a b", And((Not(Words("a")), Words("b")))),
        ("NOT NOT a", Words("a")),
        ("NOT -a", Words("a")),
        ("-(a OR b)", Not(Or((Words("a"), Words("b"))))),
        ("NOT a NEAR b", Not(Near(((Words("a"),), (Words("b"),)), 10))),
        ("a NEAR b c", And((Near(((Words("a"),), (Words("b"),)), 10), Words("c")))),
        ("(a OR b) NEAR/3 c", Near(((Words("a"), Words("b")), (Words("c"),)), 3)),
        ("a NEAR/3 b NEAR/3 c", Near(((Words("a"),), (Words("b"),), (Words("c"),)), 3)),
        ("ANDREW", Words("ANDREW")),
        ("and or not near", And(tuple(map(Words, ["and", "or", "not", "near"])))),
        ('"NEAR" NEAR "OR"', Near(((Words("NEAR", True),), (Words("OR", True),)), 10)),
        ("x-ray", Words("x-ray")),
        ("12:30", Words("12:30")),
        ("http://a.org/b", Words("http://a.org/b")),
        ("/a b/i", Regex("a b", True)),
        (r"/a\/b/", Regex("a/b")),
        ("title:x", Field("title", Text("x"))),
        ("TITLE:x", Field("title", Text("x"))),
        ("lang:en", Field("language", Text("en"))),
        ('title:"a b"', Field("title", Text("a b"))),
        (r'title:"a \"b\""', Field("title", Text('a "b"'))),
        ('title:"none"', Field("title", Text("none"))),
        ("title:none", Field("title", Absent())),
        ("author:J*", Field("author", Pattern("J*"))),
        ('author:"J*"', Field("author", Text("J*"))),
        ("author:/^J/i", Field("author", Matches("^J", True))),
        ("words:5", Field("words", Numbers(5, 5))),
        ("words:>5", Field("words", Numbers(6, None))),
        ("words:>=5", Field("words", Numbers(5, None))),
        ("words:<5", Field("words", Numbers(None, 4))),
        ("words:..5", Field("words", Numbers(None, 5))),
        ("words:5..", Field("words", Numbers(5, None))),
        ("date:2016", Field("date", Dates("2016", "2016"))),
        ("date:>2016", Field("date", Dates("2016", None, after=True))),
        ("date:<=2016-02", Field("date", Dates(None, "2016-02"))),
        ("date:2015..2016-02", Field("date", Dates("2015", "2016-02"))),
        ("date:none", Field("date", Absent())),
        ("in:list-item", Part("list_item")),
        ("in:Comment", Part("comment")),
    ],
)
def test_expressions_mean(text: str, tree: Node) -> None:
    assert parse(text) == tree


ORDINARY = [
    "",
    " ",
    "Aleppo",
    "aleppo  war ",
    "the war in Syria?",
    "what?",
    "why??",
    "wait...",
    "Aleppo!",
    '"barrel bombs" Idlib',
    '"unclosed',
    "“curly” quotes",
    "don't",
    "don’t",
    "x-ray",
    "U.S.A.",
    "and or not",
    "And Or Not",
    "AND-gate",
    "NEARBY",
    "ORANGES",
    "and/or",
    "he/she",
    "1/2",
    "24/7",
    "12:30",
    "note: this",
    "Re: keys",
    "foo:bar",
    "C++",
    "C#",
    "#hashtag",
    "a@b.org",
    "user @ home",
    "http://example.org/a?b=c#d",
    "https://a.b/c*",
    "(brackets)",
    "(",
    ")",
    "a ( b",
    ":-)",
    "- dash",
    "a - b",
    "a -- b",
    "--option",
    "->",
    "a->b",
    "50%",
    "$5",
    "\\",
    "a\\b",
    "/",
    "a / b",
    "*",
    "**",
    "حلب",
    "阿勒颇",
    "كتابٌ عن",
    "\xa0",
    "…",
    "—",
    "👍",
    "1984",
    "3.14",
    "-",
    "--",
    "_",
    "a_b",
    "@",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_query_is_left_as_it_is(text: str) -> None:
    assert split_query(text) == (text, None)


words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
endings = st.sampled_from(["", ",", ".", "?", "!", ";", "…", "'s", "’s"])
queries = st.lists(st.tuples(words, endings).map("".join), max_size=5).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(text=queries.filter(lambda text: not {"AND", "OR", "NOT", "NEAR"} & set(text.split())))
def test_words_and_their_punctuation_are_an_ordinary_query(text: str) -> None:
    assert split_query(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "ranked", "chosen"),
    [
        ("aleppo kind:mail", "aleppo", "kind:mail"),
        ("kind:mail the war", "the war", "kind:mail"),
        ("the -war", "the", "-war"),
        ('"the war" -in:quote', '"the war"', "-in:quote"),
        ("kind:mail", "", "kind:mail"),
        ("a kind:mail words:>5", "a", "kind:mail words:>5"),
        ("Aleppo, kind:mail", "Aleppo,", "kind:mail"),
        ("what? kind:mail", "what?", "kind:mail"),
        ("ORANGE kind:mail", "ORANGE", "kind:mail"),
        ("x-ray #tag C++ kind:mail", "x-ray #tag C++", "kind:mail"),
        ("don’t kind:mail", "don’t", "kind:mail"),
        ("(the war) Aleppo kind:mail", "(the war) Aleppo", "kind:mail"),
        ("war & peace kind:mail", "war & peace", "kind:mail"),
    ],
)
def test_a_query_is_parted_into_words_and_what_chooses(text: str, ranked: str, chosen: str) -> None:
    assert split_query(text) == (ranked, parse(chosen))
