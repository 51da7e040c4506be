"""Concordances: every line against the text it was taken from."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.corpora import Reading, corpora, parsed
from analysis.hits import Hit, hits_in, terms
from analysis.naive import Chosen, choices
from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis import kwic
from corpus_cli.query.analysis.kwic import Line, Request
from corpus_cli.query.listing import instant
from corpus_cli.query.scope.scope import EVERYTHING, Choice
from corpus_cli.shard import Shard


def expected(corpus: Corpus, choice: Choice, *texts: str) -> list[Hit]:
    """Return all hits of a part of a corpus, in order."""
    return [
        hit for place in Chosen(Reading(corpus), choice).units for hit in hits_in(place, *texts)
    ]


def shown(hit: Hit, window: int) -> tuple[str, str]:
    """Return the words around a hit, and the rest of those that it is a part of.

    What stands beyond the first and the last word of a unit belongs to the line.
    """
    text, words = hit.place.unit.text, tokens.spans(hit.place.unit.text)
    before, own, behind = words[: hit.start], words[hit.start : hit.end], words[hit.end :]
    left, right = 0, len(text)
    if window < len(before):
        left = [*before, (own[0] if own else hit.span)][len(before) - window][0]
    if window < len(behind):
        right = [(own[-1] if own else hit.span), *behind][window][1]
    return text[min(left, hit.span[0]) : hit.span[0]], text[hit.span[1] : max(right, hit.span[1])]


def unwrapped(text: str) -> str:
    """Return a text of a document as a unit has it: without the marks of a quotation."""
    lines = [line.lstrip("> \t") if at else line for at, line in enumerate(text.split("\n"))]
    joined = " ".join(line.strip() if len(lines) > 1 else line for line in lines)
    return joined.replace("\u00a0", " ")


@settings(max_examples=100, deadline=None)
@given(corpus=corpora, choice=choices, term=terms, window=st.integers(0, 6))
@example(Corpus([Shard(parsed(["A title\n\n“The war was lost.\n"]))]), EVERYTHING, "/“/", 0)
def test_every_line_shows_what_stands_around_a_hit(
    corpus: Corpus, choice: Choice, term: str, window: int
) -> None:
    found = kwic.run(corpus, Request(terms=(term,), choice=choice, window=window))
    hits = expected(corpus, choice, term)
    assert found.total == len(found.rows) == len(hits)
    for line, hit in zip(found.rows, hits, strict=True):
        place = hit.place
        assert (line.id, line.address) == (place.document.id, place.unit.address)
        assert (line.author, line.date) == (place.author, place.date)
        assert line.node == place.unit.text[slice(*hit.span)]
        assert (line.left, line.right) == shown(hit, window)
        assert unwrapped(place.document.text[line.start : line.end]) == line.node
        assert place.unit.start <= line.start <= line.end <= place.unit.end


@settings(max_examples=100, deadline=None)
@given(corpus=corpora, several=st.lists(terms, min_size=2, max_size=3))
def test_a_place_of_several_terms_is_shown_once(corpus: Corpus, several: list[str]) -> None:
    found = kwic.run(corpus, Request(terms=tuple(several)))
    hits = expected(corpus, EVERYTHING, *several, "zzz")
    assert {(hit.start, hit.end) for hit in hits} == {
        (hit.start, hit.end) for word in several for hit in expected(corpus, EVERYTHING, word)
    }
    assert [(line.id, line.address, line.node) for line in found.rows] == [
        (hit.place.document.id, hit.place.unit.address, hit.place.unit.text[slice(*hit.span)])
        for hit in hits
    ]


KEYS = ["L1", "L2", "R1", "r2", "N", "n", "R9", "date", "id", "author", "title", "kind", "list"]


def sort_key(hit: Hit, name: str) -> Any:
    """Return what a line is sorted by."""
    forms = [(tokens.fold(form), form != tokens.fold(form), form) for form in hit.place.forms]
    letter, distance = name[0].upper(), name[1:]
    if letter == "L" and distance.isdigit():
        at = hit.start - int(distance)
        return forms[at] if at >= 0 else ("",)
    if letter == "R" and distance.isdigit():
        at = hit.end + int(distance) - 1
        return forms[at] if at < len(forms) else ("",)
    if name in ("N", "n"):
        return forms[hit.start : hit.end]
    holder: Any = hit.place if name in ("author", "date") else hit.place.document
    value = getattr(holder, name)
    if value is None:
        return (True,)
    return False, instant(value) if name == "date" else tokens.fold(value), value


@settings(max_examples=80, deadline=None)
@given(corpus=corpora, term=terms, sort=st.lists(st.sampled_from(KEYS), min_size=1, max_size=3))
def test_lines_are_sorted_by_each_key_in_turn(corpus: Corpus, term: str, sort: list[str]) -> None:
    found = kwic.run(corpus, Request(terms=(term,), sort=tuple(sort), window=0))
    hits = expected(corpus, EVERYTHING, term)
    hits.sort(key=lambda hit: [sort_key(hit, name) for name in sort])
    assert [(line.id, line.address, line.node) for line in found.rows] == [
        (hit.place.document.id, hit.place.unit.address, hit.place.unit.text[slice(*hit.span)])
        for hit in hits
    ]
    # With a limit, only those are sorted that may come so early.
    for limit in range(1, min(len(hits), 5) + 1):
        request = Request(terms=(term,), sort=tuple(sort), window=0, limit=limit)
        assert kwic.run(corpus, request).rows == found.rows[:limit]


MANY = Corpus(
    [
        Shard(parsed([f"Some title {n}\n\nthe war of {n}, and the war of {n + 100}"]))
        for n in range(5)
    ]
)


@pytest.mark.parametrize("sample", [1, 3, 9, 10, 11])
def test_a_sample_is_a_part_of_the_lines_in_their_order(sample: int) -> None:
    every = kwic.run(MANY, Request(terms=("war",))).rows
    assert len(every) == 10
    drawn = kwic.run(MANY, Request(terms=("war",), sample=sample, seed=4))
    assert drawn.rows == kwic.run(MANY, Request(terms=("war",), sample=sample, seed=4)).rows
    assert drawn.total == len(drawn.rows) == min(sample, 10)
    assert set(drawn.rows) <= set(every)
    assert list(drawn.rows) == [line for line in every if line in drawn.rows]
    limited = kwic.run(MANY, Request(terms=("war",), sample=sample, seed=4, limit=2))
    assert limited.rows == drawn.rows[:2]
    assert limited.total == drawn.total


def test_every_line_is_drawn_as_often_as_any_other() -> None:
    drawn: dict[Line, int] = {}
    for seed in range(400):
        for line in kwic.run(MANY, Request(terms=("war",), sample=2, seed=seed)).rows:
            drawn[line] = drawn.get(line, 0) + 1
    # 800 draws of 10 lines; the chi-squared of 9 degrees of freedom is below 27.9 but once in 1000.
    assert len(drawn) == 10
    assert sum((count - 80) ** 2 / 80 for count in drawn.values()) < 27.9


def test_nothing_is_found_between_characters() -> None:
    corpus = Corpus([Shard(parsed(["A title here\n\nBananas and so on.\n"]))])
    assert [line.node for line in kwic.run(corpus, Request(terms=("/x*/",))).rows] == []
    assert [line.node for line in kwic.run(corpus, Request(terms=("/n*/",))).rows] == ["n"] * 4


def test_a_phrase_says_which_spellings_it_took() -> None:
    corpus = Corpus(
        [Shard(parsed(["A title here\n\nThe barrel bombs fell, barrel bombs fell.\n"]))]
    )
    result = kwic.run(corpus, Request(terms=("barrel bmobs",), fuzzy=True))
    assert len(result.rows) == 2
    assert "taken too: barrel bombs (2)" in result.remarks


@pytest.mark.parametrize("term", ["/allepo/", "allep*"])
def test_a_pattern_has_no_other_spellings(term: str) -> None:
    corpus = Corpus([Shard(parsed(["A title here\n\nAleppo.\n"]))])
    with pytest.raises(UsageError, match="is a pattern"):
        kwic.run(corpus, Request(terms=(term,), fuzzy=True))


def test_a_second_term_takes_no_matches_from_a_first() -> None:
    corpus = Corpus([Shard(parsed(["A title here\n\nBananas (and so on)…, bananas!\n"]))])
    for term in ("/an/", "/[^\\w\\s]/"):
        alone = kwic.run(corpus, Request(terms=(term,))).rows
        assert kwic.run(corpus, Request(terms=(term, "mars"))).rows == alone
        assert kwic.run(corpus, Request(terms=(term, term))).rows == alone
    both = kwic.run(corpus, Request(terms=("/an/", "bananas"))).rows
    assert [line.node for line in both] == ["Bananas", "an", "bananas"]
