"""Expressions: what each form means, where the caret stands, and that text survives the tree."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus_cli.errors import ExpressionError
from corpus_cli.query.scope.parser import DEEPEST, expand, parse, unparse
from corpus_cli.query.scope.syntax import (
    Absent,
    And,
    Dates,
    Field,
    Matches,
    Named,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Part,
    Pattern,
    Regex,
    Test,
    Text,
    Words,
)
from tests.query.scope.trees import nodes

A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "name", "test"),
    [
        ("kind:mail", "kind", Text("mail")),
        ("KIND:Mail", "kind", Text("Mail")),
        ("lang:en", "language", Text("en")),
        ("language:en", "language", Text("en")),
        ("source:a/b.txt", "source", Text("a/b.txt")),
        ('source:"/home/x"', "source", Text("/home/x")),
        ("title:http://x.org", "title", Text("http://x.org")),
        ("id:00*", "id", Pattern("00*")),
        ('id:"00*"', "id", Text("00*")),
        ('author:"Dave Brownz"', "author", Text("Dave Brownz")),
        ("author:“Dave Brownz”", "author", Text("Dave Brownz")),
        ("author:none", "author", Absent()),
        ('author:"none"', "author", Text("none")),
        ("title:/a b(c)/", "title", Matches("a b(c)")),
        (r"title:/a\/b/i", "title", Matches("a/b", True)),
        ("date:none", "date", Absent()),
        ("date:2016", "date", Dates("2016", "2016")),
        ("date:2016-02", "date", Dates("2016-02", "2016-02")),
        ("date:2016-02-29", "date", Dates("2016-02-29", "2016-02-29")),
        ("date:2016..2017", "date", Dates("2016", "2017")),
        ("date:2016..2016-06", "date", Dates("2016", "2016-06")),
        ("date:2016-06..2016", "date", Dates("2016-06", "2016")),
        ("date:..2015", "date", Dates(None, "2015")),
        ("date:2016..", "date", Dates("2016", None)),
        ("date:..", "date", Dates(None, None)),
        ("date:<2016-06", "date", Dates(None, "2016-06", before=True)),
        ("date:<=2016-06", "date", Dates(None, "2016-06")),
        ("date:>2016", "date", Dates("2016", None, after=True)),
        ("date:>=2016-02-19", "date", Dates("2016-02-19", None)),
        ('date:"2016"', "date", Dates("2016", "2016")),
        ("comments:0", "comments", Numbers(0, 0)),
        ("words:100..500", "words", Numbers(100, 500)),
        ("words:>1000", "words", Numbers(1001, None)),
        ("words:>=1000", "words", Numbers(1000, None)),
        ("words:<1", "words", Numbers(None, 0)),
        ("words:<=0", "words", Numbers(None, 0)),
        ("bytes:..9", "bytes", Numbers(None, 9)),
        ("depth:2..", "depth", Numbers(2, None)),
        ("paragraphs:..", "paragraphs", Numbers(None, None)),
        ("meta.x:>10", "meta.x", Numbers(10, None, above=True)),
        ("meta.x:<-0.5", "meta.x", Numbers(None, -0.5, below=True)),
        ("meta.x:<=7", "meta.x", Numbers(None, 7)),
        ("meta.x:-1.5..2", "meta.x", Numbers(-1.5, 2)),
        ("meta.x:10", "meta.x", Text("10")),
        ("meta.x:a..b", "meta.x", Text("a..b")),
    ],
)
def test_a_field_has_a_value_of_its_kind(text: str, name: str, test: Test) -> None:
    assert parse(text) == Field(name, test)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in:comment", "comment"),
        ("in:body", "body"),
        ("in:Quote", "quote"),
        ('in:"heading"', "heading"),
        ("in:list_item", "list_item"),
        ("in:list-item", "list_item"),
        ("in:list", "list_item"),
        ("in:signature", "signature"),
    ],
)
def test_a_part_is_named_by_its_kind(text: str, name: str) -> None:
    assert parse(text) == Part(name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("aleppo", Words("aleppo")),
        ("imperial*", Words("imperial*")),
        ("col?r", Words("col?r")),
        ("well-known", Words("well-known")),
        ("don’t", Words("don’t")),
        ("阿勒颇", Words("阿勒颇")),
        ("near", Words("near")),
        ("and", Words("and")),
        ("NEARLY", Words("NEARLY")),
        ("10:30", Words("10:30")),
        ("http://x.org", Words("http://x.org")),
        ("and/or", Words("and/or")),
        ("me@x.org", Words("me@x.org")),
        ('"barrel bombs"', Words("barrel bombs", True)),
        ("“barrel bombs”", Words("barrel bombs", True)),
        ("„barrel bombs“", Words("barrel bombs", True)),
        (r'"say \"x\" now"', Words('say "x" now', True)),
        (r'"C:\dir\\x"', Words(r"C:\dir\x", True)),
        ('"he said “no”"', Words("he said “no”", True)),
        ('"foo:bar"', Words("foo:bar", True)),
        ('"AND"', Words("AND", True)),
    ],
)
def test_words_are_kept_as_they_are_written(text: str, words: Words) -> None:
    assert parse(text) == words


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b AND c", Or((A, And((B, C))))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a OR b OR c", Or((A, B, C))),
        ("NOT a b", And((Not(A), B))),
        ("NOT (a b)", Not(And((A, B)))),
        ("NOT NOT a", A),
        ("NOT -a", A),
        ("-a", Not(A)),
        ("a AND -b", And((A, Not(B)))),
        ('-"x y"', Not(Words("x y", True))),
        ("-(a OR b)", Not(Or((A, B)))),
        ("-@press", Not(Named("press"))),
        ("-/x/", Not(Regex("x"))),
        ("-in:comment", Not(Part("comment"))),
        ("(a (b c))", And((A, And((B, C))))),
        ("((a))", A),
        ("(a)b", And((A, B))),
        ("/a b/i c", And((Regex("a b", True), C))),
        (r"/a\/b\\/", Regex(r"a/b\\")),
        (r"(/a\)/)", Regex(r"a\)")),
        ("a NEAR/5 b", Near(((A,), (B,)), 5)),
        ("a NEAR b", Near(((A,), (B,)), 10)),
        ("a NEAR b NEAR c", Near(((A,), (B,), (C,)), 10)),
        ("a NEAR (b OR c)", Near(((A,), (B, C)), 10)),
        ('(a OR b) NEAR/2 "c d"', Near(((A, B), (Words("c d", True),)), 2)),
        ("NOT a NEAR b c", And((Not(Near(((A,), (B,)), 10)), C))),
        ("a NEAR b OR c", Or((Near(((A,), (B,)), 10), C))),
    ],
)
def test_operators_bind_as_they_are_said_to(text: str, tree: Node) -> None:
    assert parse(text) == tree


ERRORS = [
    ("", 0, "an expression is needed"),
    (" \n", 0, "an expression is needed"),
    ("…", 0, "there is no word in this"),
    ("a - b", 2, "there is no word in this"),
    ("\ud800", 0, "there is no word in this"),
    # Brackets.
    ("x (a (b c)", 2, "this bracket is not closed"),
    ("a (", 2, "this bracket is not closed"),
    ("a )", 2, "no bracket that this one closes"),
    (")", 0, "no bracket that this one closes"),
    ("a ( )", 2, "nothing between the brackets"),
    ("NOT ()", 4, "nothing between the brackets"),
    # Operators.
    ("a AND", 2, "AND has to stand between two terms"),
    ("(a OR )", 3, "OR has to stand between two terms"),
    ("OR a", 0, "OR has to stand between two terms"),
    ("a AND OR b", 6, "OR has to stand between two terms"),
    ("a OR AND b", 5, "AND has to stand between two terms"),
    ("a NOT", 2, "NOT has to stand before a term"),
    ("NOT AND a", 4, "AND has to stand between two terms"),
    ("NEAR a", 0, "NEAR has to stand between two terms"),
    ("(a NEAR/5)", 3, "NEAR/5 has to stand between two terms"),
    # NEAR.
    ("a NEAR/0 b", 7, "as NEAR/5"),
    ("a NEAR/x b", 7, "as NEAR/5"),
    ("a NEAR/ b", 7, "as NEAR/5"),
    ("a NEAR/-1 b", 7, "as NEAR/5"),
    ("a NEAR/9999999 b", 7, "as NEAR/5"),
    ("a NEAR/5 b NEAR/3 c", 11, "NEAR/3 follows NEAR/5"),
    ("x kind:mail NEAR a", 2, "NEAR stands between words"),
    ("a NEAR kind:mail", 7, "NEAR stands between words"),
    ("a NEAR NEAR b", 7, "NEAR stands between words"),
    ("a NEAR AND b", 7, "NEAR stands between words"),
    ("a NEAR NOT b", 7, "NEAR stands between words"),
    ("a NEAR -b", 7, "NEAR stands between words"),
    ("a NEAR /x/", 7, "NEAR stands between words"),
    ("(a b) NEAR c", 0, "NEAR stands between words"),
    ("a NEAR (b OR NOT c)", 7, "NEAR stands between words"),
    # Quotations and regular expressions.
    ('a "b c', 2, "this quotation is not closed"),
    ("“b c", 0, "this quotation is not closed"),
    (r'"b\"', 0, "this quotation is not closed"),
    ('""', 0, "there is no word in this"),
    ("a /b", 2, "this regular expression is not closed"),
    ("//", 0, "nothing between the slashes"),
    ("a /b[/", 5, "unterminated character set"),
    (r"/a\/b[/", 6, "unterminated character set"),
    ("/(/", 2, "missing )"),
    ("/x/j", 3, "only the flag i"),
    ("/" + "(" * 5000 + "/", 1, "nested too deeply"),
    # Fields.
    ("kid:mail", 0, "no field 'kid'; did you mean kind? To look for the word itself, quote it"),
    ("a zzz:b", 2, "bytes, depth, date, in, url, meta.NAME. To look for the word itself, quote it"),
    ("kind:", 5, "right behind the colon"),
    ("lang: en", 5, "right behind the colon"),
    ('kind:""', 5, "nothing between the quotation marks"),
    ('title:a"b c', 7, "quote the whole value"),
    ("source:/home/x", 13, "a text with / has to be quoted"),
    ("title:/[/", 8, "unterminated character set"),
    ("in:commment", 3, "no part 'commment' of documents; did you mean comment?"),
    ("in:none", 3, "there are body"),
    ("in:q*", 3, "no part 'q*'"),
    ("@", 0, "@ needs the name"),
    # Dates and numbers.
    ("date:2016-02-30", 5, "'2016-02-30' is not a date"),
    ("date:2015-02-29", 5, "is not a date"),
    ("date:2016-13", 5, "is not a date"),
    ("date:0000", 5, "is not a date"),
    ("date:٢٠١٦", 5, "is not a date"),
    ("date:<", 6, "is not a date"),
    ("date:>=2016-1", 7, "is not a date"),
    ("date:2016..2016-13", 11, "'2016-13' is not a date"),
    ('date:"2016..2016-13"', 12, "'2016-13' is not a date"),
    ("date:2016*", 5, "is not a date"),
    ('date:"none"', 6, "is not a date"),
    ("date:2017..2016", 5, "its end lies before its beginning"),
    ("date:2016..2015-12", 5, "its end lies before its beginning"),
    ("words:500..100", 6, "its end lies before its beginning"),
    ("words:-5", 6, "a number is needed"),
    ("words:1,000", 6, "a number is needed"),
    ("words:none", 6, "a number is needed"),
    ("words:>", 6, "a number is needed"),
    ("words:<0", 6, "no number is below 0"),
    ("words:" + "9" * 5000, 6, "a number is needed"),
]


@pytest.mark.parametrize(("text", "position", "message"), ERRORS)
def test_an_error_says_what_is_wrong_and_where(text: str, position: int, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert message in str(caught.value)
    assert (caught.value.expression, caught.value.position) == (text, position)


@given(nodes)
def test_a_tree_survives_its_text(node: Node) -> None:
    assert parse(unparse(node)) == node


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ('kind:"mail"', "kind:mail"),
        ("lang:en  AND  -date:2016", "language:en NOT date:2016"),
        ('author:"none"', 'author:"none"'),
        ("((a)) OR (b AND c)", "a OR b AND c"),
        ("a (b OR c) OR NOT (d e)", "a AND (b OR c) OR NOT (d e)"),
        ("a NEAR http://x.org", "a NEAR/10 http://x.org"),
        ("words:>5 words:7..7", "words:6.. words:7"),
        ("“a b”", '"a b"'),
    ],
)
def test_the_text_of_a_tree_is_the_plainest(text: str, canonical: str) -> None:
    assert unparse(parse(text)) == canonical


PIECES = (
    'a *b " “ ” „ \\ / // /x/ /[/ ( ) - -a -( NOT AND OR NEAR NEAR/3 NEAR/0 @ @a kind: in: in:x '
    "date: words: 2016 2016-02-30 .. < >= none foo: http:// : , … \0 \ud800 \u200b"
).split(" ")
expressions = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*PIECES, " ", "\n"])).map("".join),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
)


@settings(deadline=None)
@given(expressions)
@example("(" * 100_000)
@example("(" * 100_000 + "a" + ")" * 100_000)
@example("-(" * 50_000)
@example("NOT " * 50_000)
@example('"' * 99_999)
@example("/" * 99_999)
@example("a" * 1_000_000)
@example("kind:" * 20_000)
@example("a NEAR (" * 20_000)
@example("/" + "(a" * 50_000 + "/")
def test_any_text_is_an_expression_or_its_error(text: str) -> None:
    # What the regex module only warns of is no error.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            tree = parse(text)
        except ExpressionError as error:
            wrong = error
        else:
            assert parse(unparse(tree)) == tree
            return
    assert wrong.expression == text
    assert 0 <= wrong.position <= len(text)


def test_brackets_may_be_nested_so_deep_and_no_deeper() -> None:
    def nested(depth: int) -> str:
        return "NOT (a OR b " * depth + "c" + ")" * depth

    deep = parse(nested(DEEPEST))
    assert parse(unparse(deep)) == deep == expand(deep, {})
    # A name counts as a bracket, so that what is spelt out can be read again.
    named = {"in": nested(DEEPEST // 2), "out": nested(DEEPEST // 2 - 2).replace("c", "@in")}
    spelt_out = expand(Named("out"), named)
    assert parse(unparse(spelt_out)) == spelt_out
    with pytest.raises(ExpressionError, match="more than 100 deep") as caught:
        parse(nested(DEEPEST + 1))
    assert caught.value.position == DEEPEST * len("NOT (a OR b ") + len("NOT ")


def test_names_give_way_to_what_they_stand_for() -> None:
    named = {"press": "kind:article -in:comment", "old": "@press date:..2015"}
    text = unparse(expand(parse("a OR NOT @old"), named))
    assert text == "a OR NOT ((kind:article NOT in:comment) date:..2015)"


_LONG = {f"n{number}": f"x OR @n{number + 1}" for number in range(5000)}
_DOUBLING = {f"n{number}": f"@n{number + 1} @n{number + 1}" for number in range(50)} | {"n50": "x"}


@pytest.mark.parametrize(
    ("named", "message", "expression", "position"),
    [
        ({"nn0": "x"}, "no subcorpus @n0; did you mean nn0?", "@n0", 0),
        ({"zzz": "x", "yyy": "x"}, "no subcorpus @n0; there are yyy, zzz.", "@n0", 0),
        ({}, "no subcorpus @n0; the configuration names none.", "@n0", 0),
        ({"n0": "a (b"}, "in @n0: this bracket is not closed", "a (b", 2),
        ({"n0": ""}, "in @n0: an expression is needed", "", 0),
        ({"n0": "a @n1", "n1": "kid:x"}, "in @n1: no field 'kid'", "kid:x", 0),
        ({"n0": "a OR @q"}, "in @n0: no subcorpus @q", "a OR @q", 5),
        ({"n0": 'title:@q "@q" -@q'}, "in @n0: no subcorpus @q", 'title:@q "@q" -@q', 15),
        ({"n0": "a @n0"}, "a subcorpus is part of itself: @n0 in @n0", "a @n0", 2),
        ({"n0": "@n1", "n1": "b @n0"}, "itself: @n0 in @n1 in @n0", "b @n0", 2),
        (_LONG, "names and brackets lie too deep in each other", None, None),
        (_DOUBLING, "more than 1,000 names", None, None),
    ],
)
def test_an_error_in_a_name_is_shown_where_it_is(
    named: Mapping[str, str], message: str, expression: str | None, position: int | None
) -> None:
    with pytest.raises(ExpressionError) as caught:
        expand(parse("a @n0"), named)
    assert message in str(caught.value)
    if expression is not None:
        assert (caught.value.expression, caught.value.position) == (expression, position)
