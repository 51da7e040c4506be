"""What `search` promises its users: exact first, typos forgiven, one order, any division.

The parts of search are tested beside their modules; this holds the whole to the design's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.corpus import Corpus
from corpus_cli.errors import ExpressionError, UsageError
from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.query import search
from corpus_cli.query.search import Answer, Request
from corpus_cli.shard import Shard


def corpus_of(*texts: str, cuts: Sequence[int] = ()) -> Corpus:
    """A corpus of documents ``d00``, ``d01``, … in shards that begin at ``cuts``."""
    documents = [
        parse(RawDocument(f"d{number:02}", text, f"d{number:02}.txt", len(text.encode())))
        for number, text in enumerate(texts)
    ]
    edges = [0, *sorted(cuts), len(documents)]
    return Corpus(Shard(documents[a:b]) for a, b in pairwise(edges))


def ask(corpus: Corpus, query: str, **options: object) -> Answer:
    return search.run(corpus, Request(terms=(query,), **options))  # type: ignore[arg-type]


def found(corpus: Corpus, query: str, **options: object) -> list[str]:
    return [result.id for result in ask(corpus, query, **options).results]


# Real misspellings (Wikipedia's list of common ones) and the word that was meant.
MISSPELLINGS = """
    recieve receive, seperate separate, definately definitely, accomodate accommodate,
    goverment government, occured occurred, beleive believe, wierd weird, neccessary necessary,
    tommorow tomorrow, publically publicly, arguement argument, noticable noticeable,
    independant independent, embarass embarrass, enviroment environment, concensus consensus,
    millenium millennium, adress address, agressive aggressive, apparant apparent,
    calender calendar, cemetary cemetery, collegue colleague, comming coming,
    commitee committee, completly completely, dissapear disappear, ecstacy ecstasy,
    existance existence, foriegn foreign, freind friend, gaurd guard, happend happened,
    harrass harass, humourous humorous, immediatly immediately, knowlege knowledge,
    liason liaison, maintenence maintenance, misspel misspell, occassion occasion,
    persistant persistent, posession possession, preceed precede, privelege privilege,
    recomend recommend, refered referred, religous religious, rember remember,
    resistence resistance, sieze seize, succesful successful, suprise surprise,
    tendancy tendency, therefor therefore, threshhold threshold, truely truly,
    untill until, wich which, writting writing, allepo aleppo, syrain syrian, assasin assassin,
    bizzare bizarre, buisness business, carribean caribbean, fourty forty, garantee guarantee,
    glamourous glamorous, idiosyncracy idiosyncrasy, interupt interrupt,
    irresistable irresistible,
    jewellry jewellery, lollypop lollipop, momento memento, noone none, ocurrence occurrence,
    pavillion pavilion, peice piece, politican politician,
    portugese portuguese,
    propoganda propaganda,
    reccomend recommend, rythm rhythm, sargent sergeant, tatoo tattoo, tounge tongue,
    unforseen unforeseen
"""
PAIRS = [tuple(pair.split()) for pair in MISSPELLINGS.split(",")]
EVERY_WORD = corpus_of(*(f"Some text about {right} here.\n" for _, right in PAIRS))


@pytest.mark.parametrize(("wrong", "right"), PAIRS, ids=lambda word: word)
def test_a_misspelt_word_finds_the_one_that_was_meant(wrong: str, right: str) -> None:
    wanted = {document.id for document in EVERY_WORD if right in document.text.split()}
    assert wanted & set(found(EVERY_WORD, wrong)), found(EVERY_WORD, wrong)


def test_seeds_forgive_what_the_design_names() -> None:
    corpus = corpus_of(
        "The Syrian Arab Army took the hill.\n",
        "An army of Arab volunteers, none Syrian.\n",
        "Aleppo burns, they wrote.\n",
        "Allepo is misspelt here.\n",
    )
    assert found(corpus, "syrain arab amry")[0] == "d00"
    assert found(corpus, "Allepo") == ["d03", "d02"]
    assert found(corpus, "Allepo", exact=True) == ["d03"]
    assert ask(corpus, "Allepo").results[1].edits == 2


@given(st.lists(st.sampled_from(["aleppo", "allepo", "alepo", "mosul", "x"]), max_size=12))
def test_no_typo_ever_ranks_above_an_exact_hit(words: list[str]) -> None:
    corpus = corpus_of(*(f"{word} and {other}\n" for word in words for other in words[:3]))
    edits = [result.edits for result in ask(corpus, "aleppo", limit=0).results]
    exact = sum("aleppo" in document.text.split() for document in corpus)
    assert edits[:exact] == [0] * exact
    assert all(edits[exact:])


TEXTS = st.lists(
    st.lists(
        st.sampled_from("aleppo allepo mosul raqqa siege sieges the of army حلب 叙利亚".split()),
        min_size=1,
        max_size=8,
    ).map(" ".join),
    min_size=1,
    max_size=8,
)
QUERIES = st.sampled_from(
    [
        "aleppo",
        "alepo",
        "siege of aleppo",
        '"siege of"',
        "army mosul",
        "حلب",
        "叙利",
        "sieges",
        "raqa",
    ]
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, QUERIES, st.data())
def test_any_division_into_shards_gives_the_same_answer(
    texts: list[str], query: str, data: st.DataObject
) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(texts)), max_size=3))
    assert ask(corpus_of(*texts), query) == ask(corpus_of(*texts, cuts=cuts), query)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_no_query_raises_anything_but_usage_errors(query: str) -> None:
    try:
        ask(EVERY_WORD, query)
    except UsageError as error:
        assert "no words" in str(error)  # noqa: PT017
    except ExpressionError as error:
        assert error.expression == query  # noqa: PT017


@pytest.mark.parametrize("query", ["", "   ", "…", '""', "?!"])
def test_a_query_without_words_is_a_mistake(query: str) -> None:
    with pytest.raises(UsageError):
        ask(EVERY_WORD, query)


def test_phrases_are_found_over_line_ends_and_only_as_they_are() -> None:
    corpus = corpus_of(
        "It had been a long siege of\nthe city, they said, and it went on.\n",
        "The city was of the siege.\n",
    )
    assert found(corpus, '"siege of the city"') == ["d00"]
    assert found(corpus, '"seige of the city"') == []


def test_han_characters_without_blanks_are_a_phrase() -> None:
    corpus = corpus_of("叙利亚的战争\n", "利叙和亚\n")
    assert found(corpus, "叙利亚")[0] == "d00"


@pytest.mark.parametrize(
    ("query", "text"),
    [("muller", "Herr Müller kam.\n"), ("Müller", "Herr Muller kam.\n"), ("حلب", "مدينة حَلَب\n")],
)
def test_diacritics_are_set_aside(query: str, text: str) -> None:
    assert found(corpus_of(text), query, exact=True) == ["d00"]


def test_inflected_forms_are_nearly_exact() -> None:
    corpus = corpus_of("They were bombing the city for a week.\n", "The bombs fell at night.\n")
    assert set(found(corpus, "bomb")) == {"d00", "d01"}


def test_a_limit_cuts_and_says_the_total() -> None:
    answer = ask(corpus_of(*["the word is here\n"] * 15), "word", limit=4)
    assert len(answer.results) == 4
    assert answer.total == 15
    assert [result.id for result in answer.results] == ["d00", "d01", "d02", "d03"]


def test_ties_go_to_the_newer_document() -> None:
    mail = "[L] Subject here\n\nFri Feb 19 06:11:39 MST {}\n\nthe word is here\n"
    corpus = corpus_of(mail.format(2014), mail.format(2016), mail.format(2015))
    assert found(corpus, "word") == ["d01", "d02", "d00"]


def test_what_was_done_is_said() -> None:
    answer = ask(EVERY_WORD, "recieve")
    [spelling] = answer.spellings
    assert (spelling.query, spelling.exact) == ("recieve", 0)
    assert spelling.taken[0].matched == "receive"


def test_nothing_found_offers_the_nearest_words() -> None:
    answer = ask(corpus_of("Kalamazoo is a town.\n"), "kalmzo")
    assert answer.results == ()
    assert "kalamazoo" in answer.suggestions


def test_passages_point_at_the_words() -> None:
    corpus = corpus_of("First paragraph.\n\n" + "word " * 80 + "Aleppo " + "more " * 80 + "\n")
    [result] = ask(corpus, "aleppo").results
    [passage] = result.passages
    assert [passage.snippet[a:b] for a, b in passage.spans] == ["Aleppo"]
    assert len(passage.snippet) <= 220
    assert result.address == passage.address
