"""`grep` over paragraphs: what a hit holds, context, limits, budgets, and the order of it all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli import open_corpus
from corpus_cli.corpus import Corpus
from corpus_cli.errors import (
    AmbiguousIdError,
    PatternError,
    PatternTimeoutError,
    UnknownIdError,
    UsageError,
)
from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.query import grep
from corpus_cli.query.grep import DocumentHits, Found, Request
from corpus_cli.query.results import Hit
from corpus_cli.shard import Shard

SEEDS = Path(__file__).parents[2] / "seeds"


def corpus_of(*texts: str) -> Corpus:
    """A corpus of documents with the ids a, b, c and so on."""
    raws = [RawDocument(chr(97 + number), text, "", 0) for number, text in enumerate(texts)]
    return Corpus([Shard([parse(raw) for raw in raws])])


def found(corpus: Corpus, *patterns: str, **options: Any) -> list[DocumentHits]:
    request = Request(patterns=patterns, **options)
    return list(grep.finish(grep.run(corpus, request), request))


def rows(corpus: Corpus, *patterns: str, **options: Any) -> list[Found]:
    return [row for result in found(corpus, *patterns, **options) for row in result.rows]


def test_a_phrase_is_found_over_a_line_end() -> None:
    """Seed 000 breaks this one over two lines, with a blank before the break."""
    (hit,) = open_corpus(SEEDS).grep("many years of very active")
    assert hit.id == "000_f77426f24c61b465"
    ((start, end),) = hit.spans
    assert hit.text[start:end] == "many years of very active"


WRAPPED = """\
Today we are watching bloody counterrevolution, imperialist barbarism,
in its most naked form, most visibly in the Blitzkrieg against Aleppo,
and in the countryside to the north of it, from where so many people \x20
have fled since last year. Aleppo is not besieged yet.
"""


def test_a_hit_says_where_it_is() -> None:
    corpus = corpus_of(f"Why people leave\n\n{WRAPPED}")
    (hit,) = corpus.grep("Aleppo")
    assert hit == Hit(
        id="a",
        address="p1",
        line=4,
        start=18,
        end=18 + len(WRAPPED) - 1,
        text=" ".join(WRAPPED.split()),
        spans=((134, 140), (238, 244)),
    )
    assert hit.text[134:140] == hit.text[238:244] == "Aleppo"


def test_a_line_is_text_between_line_ends_as_it_is() -> None:
    corpus = corpus_of("a\u00a0b \r\n\n> c\nlast")
    hits = list(corpus.grep("", lines=True))
    assert [(hit.address, hit.line, hit.start, hit.end, hit.text) for hit in hits] == [
        ("L1", 1, 0, 5, "a\u00a0b \r"),
        ("L2", 2, 6, 6, ""),
        ("L3", 3, 7, 10, "> c"),
        ("L4", 4, 11, 15, "last"),
    ]


def test_a_no_break_space_is_a_space_in_a_paragraph() -> None:
    corpus = corpus_of("A paragraph with a\u00a0no-break\u202fspace in it, as pages have them.")
    assert len(list(corpus.grep("a no-break space"))) == 1
    assert not list(corpus.grep("a no-break space", lines=True))


def test_hits_come_in_corpus_order_and_as_they_are_found() -> None:
    corpus = corpus_of("Aleppo one.\n\nAleppo two.", "nothing", "Aleppo three.")
    hits = corpus.grep("Aleppo")
    assert [hit.id for hit in hits] == ["a", "a", "c"]


def test_every_document_has_a_result_and_finish_keeps_those_with_hits() -> None:
    corpus = corpus_of("Aleppo.", "nothing", "")
    request = Request(patterns=("Aleppo",))
    assert [result.id for result in grep.run(corpus, request)] == ["a", "b", "c"]
    assert [result.id for result in grep.finish(grep.run(corpus, request), request)] == ["a"]


PARAGRAPHS = "Zero.\n\nOne x.\n\nTwo.\n\nThree.\n\nFour x.\n\nFive x x.\n\nSeven."


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({}, "1! 4! 5!"),
        ({"before": 1}, "0 1! 3 4! 5!"),
        ({"after": 1}, "1! 2 4! 5! 6"),
        ({"before": 2, "after": 2}, "0 1! 2 3 4! 5! 6"),
        ({"before": 99, "after": 99}, "0 1! 2 3 4! 5! 6"),
        ({"max_count": 1}, "1!"),
        ({"max_count": 1, "after": 1}, "1! 2"),
        ({"max_count": 2, "after": 1}, "1! 2 4! 5!"),
        ({"max_count": 0}, ""),
        ({"max_count": 0, "after": 3}, ""),
        ({"invert": True}, "0! 2! 3! 6!"),
        ({"invert": True, "after": 1}, "0! 1 2! 3! 4 6!"),
        ({"invert": True, "max_count": 2}, "0! 2!"),
    ],
)
def test_context_and_limits_count_units(options: dict[str, Any], shown: str) -> None:
    """``!`` marks what was looked for."""
    found_rows = rows(corpus_of(PARAGRAPHS), "x", **options)
    assert " ".join(f"{row.position}{'!' * row.selected}" for row in found_rows) == shown


def test_what_was_looked_for_is_what_matches_unless_inverted() -> None:
    for invert in (False, True):
        for row in rows(corpus_of(PARAGRAPHS), "x", invert=invert, before=2, after=2):
            assert row.selected == (bool(row.hit.spans) != invert)


def test_units_and_matches_are_counted() -> None:
    (result,) = found(corpus_of(PARAGRAPHS), "x")
    assert (result.units, result.matches) == (3, 4)
    (result,) = found(corpus_of(PARAGRAPHS), "x", max_count=2, before=9)
    assert (result.units, result.matches) == (2, 2)
    (result,) = found(corpus_of(PARAGRAPHS), "x", invert=True)
    assert (result.units, result.matches) == (4, 0)


def test_a_tally_adds_up_what_passes_through_it() -> None:
    corpus = corpus_of(PARAGRAPHS, "nothing", "x")
    tally = grep.Tally()
    assert len(list(tally.over(grep.run(corpus, Request(patterns=("x",)))))) == 3
    assert (tally.documents, tally.matching_documents) == (3, 2)
    assert (tally.units, tally.matches) == (4, 5)
    assert tally.seconds > 0


def test_ids_and_prefixes_choose_documents() -> None:
    raws = [RawDocument(id, "word", "", 0) for id in ("000_f7", "001_9c", "001_bc")]
    corpus = Corpus([Shard([parse(raw) for raw in raws])])
    assert [hit.id for hit in corpus.grep("word", ids=("001_b", "000"))] == ["000_f7", "001_bc"]
    with pytest.raises(AmbiguousIdError):
        corpus.grep("word", ids=("001",))
    with pytest.raises(UnknownIdError):
        corpus.grep("word", ids=("2",))


def test_a_bad_pattern_is_an_error_before_anything_is_searched() -> None:
    with pytest.raises(PatternError):
        corpus_of("a").grep("(")


@pytest.mark.parametrize("name", ["max_count", "before", "after", "timeout"])
def test_negative_numbers_make_no_sense(name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} must be 0 or more, not -1"):
        Request(patterns=("a",), **{name: -1})


def test_a_pattern_that_blows_up_is_given_up_on_in_that_document_alone() -> None:
    corpus = corpus_of("aaa", "Before: aa\n\n" + "a" * 50 + "b", "aaa")
    hits = corpus.grep("(a|a)+$", timeout=0.05)
    assert [next(hits).text for _ in range(3)] == ["aaa", "Before: aa", "aaa"]
    with pytest.raises(PatternTimeoutError, match=r"b: the pattern did not finish within 0\.05 s"):
        next(hits)


def test_a_pattern_that_blows_up_again_and_again_is_given_up_on() -> None:
    corpus = corpus_of(*["a" * 50 + "b"] * 5, "aaa")
    with pytest.raises(PatternTimeoutError, match="the documents behind it were not searched"):
        list(corpus.grep("(a|a)+$", timeout=0.02))


def test_a_pattern_that_needs_too_much_memory_is_stopped() -> None:
    with pytest.raises(PatternTimeoutError, match="a: the pattern did not finish within its memor"):
        list(corpus_of("aaa").grep("(?R)"))


def test_no_budget_is_no_limit() -> None:
    assert len(list(corpus_of("aaab").grep("(a|a)+$|b", timeout=0))) == 1


@pytest.mark.parametrize("options", [{}, {"lines": True}, {"word": True}, {"ignore_case": True}])
def test_a_line_of_five_megabytes_is_searched(options: dict[str, Any]) -> None:
    text = "x " * 2_500_000 + "needle" + " y" * 10
    (hit,) = corpus_of(text).grep("needle", **options)
    assert hit.spans == ((5_000_000, 5_000_006),)
    assert not list(corpus_of(text).grep(r"need\s+le", **options))


def test_wide_context_around_many_hits_is_shown_once() -> None:
    corpus = corpus_of("x\n" * 100_000)
    assert len(rows(corpus, "x", lines=True, before=100_000, after=100_000)) == 100_000


def test_a_document_searched_unparsed_gives_what_the_parsed_one_gives() -> None:
    unread, read = open_corpus(SEEDS), open_corpus(SEEDS)
    assert len(read) == 5
    for pattern in ("Aleppo", r"\w+ing\b.*regime", "^“", "no such thing"):
        for lines in (False, True):
            assert list(unread.grep(pattern, lines=lines)) == list(read.grep(pattern, lines=lines))


texts = st.lists(
    st.sampled_from(["foo", "bar", " ", "\n", "\n\n", "> ", "\u00a0", "FOO", "a", "  "]),
    max_size=25,
).map("".join)
patterns = st.sampled_from(
    [
        "foo",
        "foo bar",
        "bar.foo",
        r"foo\s+bar",
        "a+",
        "(foo)?bar",
        "[fb]oo",
        "> foo",
        r"\bfoo\b",
        "",
    ]
)


@given(st.lists(texts, max_size=3), patterns, st.booleans(), st.booleans())
def test_hits_are_those_of_a_scan_of_every_unit(
    several: list[str], pattern: str, ignore_case: bool, invert: bool
) -> None:
    """What is left out of a search beforehand holds nothing that would be found."""
    import regex

    corpus = corpus_of(*several)
    compiled = regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    expected = [
        (document.id, unit.address)
        for document in corpus
        for unit in document.units()
        if bool(compiled.search(unit.text)) != invert
    ]
    hits = corpus.grep(pattern, ignore_case=ignore_case, invert=invert)
    assert [(hit.id, hit.address) for hit in hits] == expected


@given(texts, st.sampled_from(["foo", "bar", "o+ b", "a"]))
def test_the_line_is_that_of_the_first_match(text: str, pattern: str) -> None:
    for hit in corpus_of(text).grep(pattern):
        start, end = hit.spans[0]
        first_word = hit.text[start:end].split()[0]
        line = text.split("\n")[hit.line - 1].replace("\u00a0", " ")
        assert first_word in line


@given(st.lists(texts, max_size=4), st.integers(1, 3), patterns)
def test_many_shards_give_what_one_gives(several: list[str], size: int, pattern: str) -> None:
    corpus = corpus_of(*several)
    documents = tuple(corpus)
    shards = [Shard(documents[at : at + size]) for at in range(0, len(documents), size)]
    request = Request(patterns=(pattern,), before=1)
    merged = grep.merge(grep.partial(shard, request) for shard in shards)
    assert list(merged) == list(grep.run(corpus, request))
