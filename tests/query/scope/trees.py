"""Strategies for the trees of expressions: all that text can make, and nothing else."""

from __future__ import annotations

from hypothesis import strategies as st

from corpus_cli.query.scope.parser import FIELDS, NUMBER_FIELDS, PARTS
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
    Text,
    Words,
)

_PLAIN = [
    "aleppo",
    "imperial*",
    "*ism",
    "col?r",
    "don’t",
    "10:30",
    "http://x.org/a?b",
    "--a",
    "e.g",
]
_ODD = ["AND", "NEAR/5", "NOT", "kind:", "kind:mail", "a b", 'say "x"', "a\\", "(a)", "/a/", "“a”"]
_DATES = ["2015", "2016-01", "2016-02", "2016-02-29", "2017", "2018-12-31"]
_PATTERNS = ["ab+c", "a/b", r"\d\\/", "[(/]", "a b", '"', r"\)a\("]

words = st.builds(Words, st.sampled_from(_PLAIN)) | st.builds(
    Words, st.sampled_from(_PLAIN + _ODD) | st.text(max_size=8).map("a".__add__), st.just(True)
)
regexes = (st.sampled_from(_PATTERNS), st.booleans())
names = st.sampled_from(["press", "a-b", "x_1", "é"])


@st.composite
def numbers(draw: st.DrawFn) -> Numbers:
    first, last = sorted((draw(st.integers(0, 10**14)), draw(st.integers(0, 10**14))))
    return Numbers(
        *draw(st.sampled_from([(first, last), (first, None), (None, last), (None,) * 2]))
    )


@st.composite
def any_numbers(draw: st.DrawFn) -> Numbers:
    number = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9).map(lambda value: value + 0.0)
    first, last = sorted((draw(number), draw(number)))
    return draw(
        st.sampled_from(
            [
                *(Numbers(*ends) for ends in ((first, last), (first, None), (None, last))),
                Numbers(first, None, above=True),
                Numbers(None, last, below=True),
            ]
        )
    )


@st.composite
def dates(draw: st.DrawFn) -> Dates:
    first, last = sorted((draw(st.sampled_from(_DATES)), draw(st.sampled_from(_DATES))))
    ranges = [Dates(first, last), Dates(first, None), Dates(None, last), Dates(None, None)]
    open_ends = [Dates(first, None, after=True), Dates(None, last, before=True)]
    return draw(st.sampled_from(ranges + open_ends))


_texts = st.one_of(
    st.builds(Text, st.sampled_from(["mail", "none", "Dave Brownz", "00*", "/x/", 'a"b', "2016"])),
    st.builds(Text, st.text(min_size=1).filter(str.strip)),
    st.builds(Pattern, st.sampled_from(["00*", "*", "a?b", "-x*", "a:b*"])),
    st.builds(Matches, *regexes),
    st.just(Absent()),
)
fields = st.one_of(
    st.builds(
        Field, st.sampled_from([*sorted({*FIELDS} - {*NUMBER_FIELDS, "date", "in"})]), _texts
    ),
    st.builds(Field, st.sampled_from(NUMBER_FIELDS), numbers()),
    st.builds(Field, st.just("meta.x"), any_numbers()),
    st.builds(Field, st.just("date"), dates() | st.just(Absent())),
)
nears = st.builds(
    Near,
    st.lists(st.lists(words, min_size=1, max_size=3).map(tuple), min_size=2, max_size=3).map(tuple),
    st.integers(1, 999_999),
)
leaves = st.one_of(
    words,
    st.builds(Regex, *regexes),
    st.builds(Part, st.sampled_from(PARTS)),
    st.builds(Named, names),
    fields,
    nears,
)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    # Text cannot say that something is not not so, but only that it is.
    positive = parts.filter(lambda node: not isinstance(node, Not))
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, positive)


nodes: st.SearchStrategy[Node] = st.recursive(leaves, _joined, max_leaves=12)
