"""`Corpus`: documents by id and by prefix, short ids, and what is said of a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.corpus import Corpus, nearest_ids
from corpus_cli.errors import AmbiguousIdError, UnknownIdError
from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.readers import Note
from corpus_cli.shard import Shard

IDS = ("000_f7", "001_9c", "001_bc", "news/2016/aleppo", "news/2016", "a", "ab")


def corpus_of(*ids: str, shards: int = 1) -> Corpus:
    documents = [parse(RawDocument(id, f"Text of {id}", f"{id}.txt", 0)) for id in ids]
    slices = [documents[number::shards] for number in range(shards)]
    return Corpus([Shard(each) for each in slices])


def test_a_corpus_is_its_documents_in_order() -> None:
    corpus = corpus_of(*IDS)
    assert len(corpus) == len(IDS)
    assert corpus.ids == tuple(document.id for document in corpus) == IDS
    assert "a" in corpus
    assert "000" not in corpus


def test_several_shards_make_one_corpus() -> None:
    corpus = corpus_of("a", "b", "c", "d", shards=2)
    assert corpus.ids == ("a", "c", "b", "d")
    assert len(corpus) == 4
    assert corpus["d"].id == "d"


@pytest.mark.parametrize(
    ("prefix", "id"),
    [
        ("000_f7", "000_f7"),
        ("000", "000_f7"),
        ("0", None),
        ("001_b", "001_bc"),
        # An exact id wins over the longer ones that it begins.
        ("a", "a"),
        ("ab", "ab"),
        ("news/2016", "news/2016"),
        ("news/2016/", "news/2016/aleppo"),
    ],
)
def test_an_id_or_any_unambiguous_prefix_names_a_document(prefix: str, id: str | None) -> None:
    corpus = corpus_of(*IDS)
    if id is None:
        with pytest.raises(AmbiguousIdError):
            corpus.resolve(prefix)
    else:
        assert corpus.resolve(prefix) == id
        assert corpus[prefix].id == id


def test_an_ambiguous_prefix_names_all_that_it_could_be() -> None:
    with pytest.raises(AmbiguousIdError, match="'001' is the beginning of 2 ids") as caught:
        corpus_of(*IDS)["001"]
    assert caught.value.candidates == ("001_9c", "001_bc")


def test_an_unknown_id_offers_the_nearest_with_their_titles() -> None:
    with pytest.raises(UnknownIdError, match="no document has the id 'news/2061/alepo'") as caught:
        corpus_of(*IDS)["news/2061/alepo"]
    assert caught.value.suggestions[0] == "news/2016/aleppo  Text of news/2016/aleppo"


@pytest.mark.parametrize("id", ["", "zzz", "../etc/passwd", "/", "\0"])
def test_an_id_is_a_key_and_never_a_path(id: str) -> None:
    corpus = corpus_of("000_f7")
    with pytest.raises(UnknownIdError):
        corpus[id]


@pytest.mark.parametrize(
    ("wanted", "ids", "best"),
    [
        ("0001", ["000_f7", "100", "zz"], "000_f7"),
        ("Letter", ["letters/1", "better", "x"], "letters/1"),
        ("alepo", ["mosul-2016", "aleppo-2016-02-19", "homs"], "aleppo-2016-02-19"),
        ("ö", ["ö1", "o"], "ö1"),
    ],
)
def test_the_nearest_id_begins_most_like_what_was_typed(
    wanted: str, ids: list[str], best: str
) -> None:
    assert nearest_ids(wanted, ids)[0] == best


def test_ids_that_have_nothing_in_common_are_not_near() -> None:
    assert nearest_ids("zzz", ["000", "111"]) == []


@pytest.mark.parametrize(
    ("ids", "short"),
    [
        (["000_f7", "001_9c", "001_bc"], ["000", "001_9", "001_b"]),
        (["a", "ab"], ["a", "ab"]),
        (["aleppo", "aleppo-2"], ["aleppo", "aleppo-"]),
        # Not in the middle of a letter and its marks, of a joined emoji, of a byte shown as \xff.
        (["cafe\u0301s", "x"], ["caf", "x"]),
        (["abe\u0301s", "x"], ["abe\u0301", "x"]),
        (["ab👩\u200d👧z", "x"], ["ab👩\u200d👧", "x"]),
        (["a\\xffb", "x"], ["a\\xff", "x"]),
        # Nor after what a shell or an eye would lose.
        (["no way", "x"], ["no w", "x"]),
        (["ab/cd", "x"], ["ab/c", "x"]),
    ],
)
def test_short_ids(ids: list[str], short: list[str]) -> None:
    corpus = corpus_of(*ids)
    assert list(map(corpus.short_id, ids)) == short


@given(
    st.lists(st.text(st.sampled_from("ab\u0301/ \\xf"), min_size=1), unique=True),
    st.integers(1, 5),
)
def test_a_short_id_names_its_document_and_no_other(ids: list[str], length: int) -> None:
    corpus = corpus_of(*ids)
    for id in ids:
        prefix = corpus.short_id(id, length)
        assert corpus.resolve(prefix) == id
        assert len(prefix) >= min(length, len(id))


def test_the_repr_tells_what_there_is() -> None:
    assert repr(corpus_of("a", "b")) == "Corpus(2 documents, 6 words)"
    assert repr(corpus_of("a")) == "Corpus(1 document, 3 words)"
    assert repr(Corpus([])) == "Corpus(0 documents, 0 words)"


def test_notes_are_kept_once_each() -> None:
    note = Note("a", "skipped")
    assert Corpus([], notes=[note, note]).notes == (note,)
