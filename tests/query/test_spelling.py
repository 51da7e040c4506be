"""Spellings: edits against a plain dynamic programme, and real misspellings of real words."""

from __future__ import annotations

from pathlib import Path
from pydoc_data.topics import topics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli import tokens
from corpus_cli.query import spelling
from corpus_cli.query.spelling import Near
from corpus_cli.shard import Vocabulary


def plain_edits(word: str, other: str) -> int:
    """The design's edits, letter by letter: what touches a first letter counts two."""

    def costs(number: int) -> int:
        return 2 if number == 1 else 1

    table: dict[tuple[int, int], int] = {}
    for i in range(len(word) + 1):
        for j in range(len(other) + 1):
            ways = [0] if i == j == 0 else []
            if i:
                ways.append(table[i - 1, j] + costs(i))
            if j:
                ways.append(table[i, j - 1] + costs(j))
            if i and j:
                same = word[i - 1] == other[j - 1]
                ways.append(table[i - 1, j - 1] + (0 if same else max(costs(i), costs(j))))
            if i > 1 and j > 1 and word[i - 2 : i] == other[j - 2 : j][::-1]:
                ways.append(table[i - 2, j - 2] + max(costs(i - 1), costs(j - 1)))
            table[i, j] = min(ways)
    return table[len(word), len(other)]


SHORT = st.text(alphabet="abc", max_size=6)


@given(SHORT, SHORT, st.integers(0, 6))
def test_edits_are_those_of_a_plain_count(word: str, other: str, limit: int) -> None:
    plain = plain_edits(word, other)
    assert spelling.edits(word, other, limit=limit) == (plain if plain <= limit else None)


@pytest.mark.parametrize(
    ("word", "other", "count"),
    [
        ("recieve", "receive", 1),
        ("syrain", "syrian", 1),
        ("allepo", "aleppo", 2),
        ("amry", "army", 1),
        ("mosul", "nosul", 2),
        ("mosul", "osul", 2),
        ("mosul", "amosul", 2),
        ("mosul", "omsul", 2),
        ("mosul", "mmosul", 1),
        ("مدينه", "مدنيه", 1),
        ("москва", "масква", 1),
        ("abcd", "wxyz", None),
    ],
)
def test_edits_table(word: str, other: str, count: int | None) -> None:
    assert spelling.edits(word, other, limit=2) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("", 0),
        ("us", 0),
        ("war", 0),
        ("city", 1),
        ("mosul", 1),
        ("aleppo", 2),
        ("bloodbath", 2),
        ("حلب", 0),
        ("مدينة", 1),
        ("叙利亚", 0),
        ("covid19", 0),
        ("2016", 0),
        ("٢٠١٦٢٠١٦", 0),
    ],
)
def test_allowed_edits_go_by_the_length_in_characters(word: str, count: int) -> None:
    assert spelling.allowed_edits(word) == count


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("allepo", "aleppo", True),
        ("accomodate", "accommodate", True),
        ("recieve", "receive", True),
        ("seperate", "separate", True),
        ("definately", "definitely", True),
        ("сабака", "собака", True),
        ("receiver", "receive", False),
        ("mosul", "mogul", False),
        ("goverment", "government", False),
    ],
)
def test_what_people_confuse(word: str, other: str, expected: bool) -> None:
    assert spelling.confusable(word, other) is expected
    assert spelling.confusable(other, word) is expected


WORD = st.text(alphabet="abcd1", min_size=1, max_size=8)


@given(WORD, st.lists(WORD, max_size=30))
def test_near_words_are_those_that_a_full_scan_finds(word: str, words: list[str]) -> None:
    limit = 0 if "1" in word else 0 if len(word) <= 3 else 1 if len(word) <= 5 else 2
    expected = {
        Near(other, plain_edits(word, other), spelling.confusable(word, other))
        for other in words
        if "1" not in other and 0 < plain_edits(word, other) <= limit
    }
    found = list(spelling.near(word, Vocabulary.of(set(words))))
    assert len(found) == len(set(found))
    assert set(found) == expected


@given(WORD, st.lists(WORD, max_size=30))
def test_alike_words_may_have_half_their_characters_wrong(word: str, words: list[str]) -> None:
    expected = {other for other in words if 0 < plain_edits(word, other) <= len(word) // 2}
    assert {near.word for near in spelling.alike(word, Vocabulary.of(set(words)))} == expected


def test_plausibility_falls_with_edits_and_rises_with_use() -> None:
    def of(count: int, *, confusable: bool = True, documents: int = 5) -> float:
        return spelling.plausibility(count, confusable=confusable, documents=documents)

    assert of(0) > of(1) > of(2)
    assert of(1) > of(1, confusable=False)
    assert of(1, documents=50) > of(1, documents=5)
    assert of(1, documents=0) == 0


# A misspelling and the word that was meant, a pair a line.
TABLE = Path(__file__).parents[1] / "data" / "misspellings.txt"
PAIRS = [
    (tokens.fold(wrong), tokens.fold(right))
    for wrong, right in map(str.split, TABLE.read_text(encoding="utf-8").splitlines())
]
# Some hundred thousand words of running text, as neighbours.
NEIGHBOURS = {tokens.fold(word) for text in topics.values() for word in tokens.words(text)}
VOCABULARY = Vocabulary.of(NEIGHBOURS | {right for _, right in PAIRS})


def test_the_table_of_misspellings_is_large() -> None:
    assert len(PAIRS) > 200
    assert len(VOCABULARY) > 2_000


@pytest.mark.parametrize(("wrong", "right"), PAIRS)
def test_a_misspelling_is_near_the_word_that_was_meant(wrong: str, right: str) -> None:
    assert right in {near.word for near in spelling.near(wrong, VOCABULARY)}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("burocracy", "bureaucracy"), ("copywrite", "copyright"), ("playwrite", "playwright")],
)
def test_what_is_more_than_two_edits_off_is_only_alike(wrong: str, right: str) -> None:
    words = Vocabulary.of([right])
    assert list(spelling.near(wrong, words)) == []
    assert [near.word for near in spelling.alike(wrong, words)] == [right]
