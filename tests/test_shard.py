"""Columns: every word of every unit, found again by its id, its length, its stem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli import tokens
from corpus_cli.lexicon import merge
from corpus_cli.model import Block, Document
from corpus_cli.shard import Columns, Field, Shard

ADDRESSES = st.sampled_from(["t1", "h1", "p1", "p2", "b1", "d1", "c1.p1", "c2.1.h1", "x1"])
TEXTS = st.text(alphabet="abcABé1 -'كتاب漢字", max_size=20)
UNITS = st.lists(st.tuples(ADDRESSES, TEXTS), max_size=5)


def document(id: str, *units: tuple[str, str], language: str | None = None) -> Document:
    """A document with these units: addresses and texts."""
    text = "".join(f"{content}\n" for _, content in units)
    blocks, start = [], 0
    for address, content in units:
        blocks.append(Block("paragraph", start, start + len(content), address))
        start += len(content) + 1
    return Document(
        id=id,
        source=id,
        bytes=len(text),
        text=text,
        kind=None,
        title=None,
        title_inferred=True,
        author=None,
        author_confidence=None,
        date=None,
        list=None,
        language=language,
        blocks=tuple(blocks),
        references=(),
    )


def made(documents: Iterable[Document]) -> Columns:
    return Shard(documents).columns


def words_of(units: list[tuple[str, str]]) -> list[str]:
    return [tokens.fold(word) for _, text in units for word in tokens.words(text)]


def vocabulary(columns: Columns) -> list[str]:
    longest = 40
    return [word for length in range(longest) for word in columns.vocabulary.of_length(length)]


@given(st.lists(UNITS, max_size=5))
def test_postings_give_back_the_text(documents: list[list[tuple[str, str]]]) -> None:
    columns = made(document(str(n), *units) for n, units in enumerate(documents))
    stream: dict[int, str] = {}
    for word in vocabulary(columns):
        id = columns.vocabulary.id_of(word)
        assert id is not None
        assert columns.vocabulary.word(id) == word
        places = list(columns.postings[id])
        assert places == sorted(set(places))
        stream |= dict.fromkeys(places, word)
    expected = [word for units in documents for word in words_of(units)]
    assert [stream[position] for position in range(len(expected))] == expected
    assert len(stream) == len(expected)


@given(st.lists(UNITS, max_size=5))
def test_units_and_documents_partition_the_positions(
    documents: list[list[tuple[str, str]]],
) -> None:
    columns = made(document(str(n), *units) for n, units in enumerate(documents))
    counts = [[len(words_of([unit])) for unit in units] for units in documents]
    starts = [0]
    for count in (count for units in counts for count in units):
        starts.append(starts[-1] + count)
    assert list(columns.unit_starts) == starts
    assert len(columns) == len(documents)
    for number, units in enumerate(counts):
        first, last = columns.first_units[number : number + 2]
        assert last - first == len(units)
        assert columns.document_starts[number + 1] - columns.document_starts[number] == sum(units)
        assert sum(columns.field_lengths[field][number] for field in Field) == sum(units)


@given(st.lists(UNITS, max_size=5))
def test_a_word_is_counted_once_a_document(documents: list[list[tuple[str, str]]]) -> None:
    columns = made(document(str(n), *units) for n, units in enumerate(documents))
    expected = Counter(word for units in documents for word in set(words_of(units)))
    found = {}
    for word in vocabulary(columns):
        id = columns.vocabulary.id_of(word)
        assert id is not None
        found[word] = columns.document_frequencies[id]
    assert found == expected


@given(UNITS)
def test_the_vocabulary_is_sorted_by_length_then_word(units: list[tuple[str, str]]) -> None:
    columns = made([document("a", *units)])
    words = vocabulary(columns)
    assert words == sorted(set(words_of(units)), key=lambda word: (len(word), word))
    assert [columns.vocabulary.id_of(word) for word in words] == list(range(len(words)))


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("t1", Field.TITLE),
        ("h2", Field.HEADINGS),
        ("p7", Field.BODY),
        ("b1", Field.BODY),
        ("d1", Field.BODY),
        ("x3", Field.BODY),
        ("c1.p2", Field.COMMENTS),
        ("c2.1.1.h1", Field.COMMENTS),
    ],
)
def test_an_address_tells_the_field(address: str, field: Field) -> None:
    columns = made([document("a", (address, "two words"))])
    assert [lengths[0] for lengths in columns.field_lengths] == [
        2 if each is field else 0 for each in Field
    ]


def inflections(columns: Columns, word: str) -> dict[str, set[str]]:
    return {other: set(found) for other, found in merge([columns]).inflections(word).items()}


def test_inflections_are_those_of_the_language_of_the_document() -> None:
    columns = made(
        [
            document("a", ("p1", "The bombs fell, they bombed.")),
            document("b", ("p1", "Die Häuser, das Haus, the bombings"), language="de"),
            document("c", ("p1", "爆炸 bombing"), language="zh"),
        ]
    )
    assert inflections(columns, "bomb") == {"bombs": {"en"}, "bombed": {"en"}}
    assert inflections(columns, "bombs") == {"bombed": {"en"}}
    assert inflections(columns, "hauser") == {"haus": {"de"}}
    assert inflections(columns, "nothing") == {}


def test_elided_articles_do_not_hide_a_word() -> None:
    columns = made([document("a", ("p1", "l’homme et les hommes d'Alep"), language="fr")])
    assert set(inflections(columns, "homme")) == {"l'homme", "hommes"}
    assert set(inflections(columns, "alep")) == {"d'alep"}
    assert set(inflections(columns, "l'homme")) == {"hommes"}


def test_a_shard_without_documents_has_no_words() -> None:
    shard = Shard([])
    assert shard.documents == ()
    assert len(shard.columns) == 0
    assert vocabulary(shard.columns) == []
    assert inflections(shard.columns, "word") == {}


def test_columns_are_made_once() -> None:
    shard = Shard([document("a", ("p1", "word"))])
    assert shard.columns is shard.columns
    assert repr(shard) == "Shard(1 document)"
