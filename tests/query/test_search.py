"""Search against a plain reading of its formulas, and against queries that mean it harm."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.model import Block, Document, RawDocument
from corpus_cli.parsing import parse
from corpus_cli.query import scoring, search, search_company
from corpus_cli.query.function_words import FUNCTION_WORDS
from corpus_cli.query.search import Answer, Request
from corpus_cli.shard import Field, Shard

# No word of a query is long enough to be misspelt; each but one has a plural, which is its stem's.
PLURALS = {"arm": "arms", "oil": "oils", "war": "wars", "of": "of"}
FILLING = "north valley harvest evening letters copper merchant".split()
WORDS = [*PLURALS, *PLURALS.values(), *FILLING]
KINDS = {"title": Field.TITLE, "heading": Field.HEADINGS, "paragraph": Field.BODY}


class Unit(NamedTuple):
    kind: str
    words: tuple[str, ...]


Text = tuple[Unit, ...]


def units(kind: str, longest: int) -> st.SearchStrategy[Unit]:
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=longest).map(tuple)
    return st.builds(Unit, st.just(kind), words)


TEXTS = st.builds(
    lambda title, rest: (title, *rest),
    units("title", 3),
    st.lists(units("heading", 3) | units("paragraph", 12), min_size=1, max_size=3),
)
COLLECTIONS = st.lists(TEXTS, min_size=1, max_size=14)
QUERIES = st.lists(st.sampled_from([*PLURALS]), min_size=2, max_size=6).filter(
    lambda query: len(set(query)) > 1
)


def document(id: str, text: Text) -> Document:
    """A document with a block for each unit, and a line between each and the next."""
    blocks, written = [], ""
    for number, unit in enumerate(text, 1):
        start = len(written)
        written += " ".join(unit.words)
        blocks.append(Block(unit.kind, start, len(written), f"{unit.kind[0]}{number}"))
        written += "\n\n"
    return Document(
        id=id,
        source=id,
        bytes=len(written),
        text=written,
        kind=None,
        title=None,
        title_inferred=True,
        author=None,
        author_confidence=None,
        date=None,
        list=None,
        language="en",
        blocks=tuple(blocks),
        references=(),
    )


def corpus_of(texts: Sequence[Text], cuts: Sequence[int] = ()) -> Corpus:
    documents = [document(f"d{number:02}", text) for number, text in enumerate(texts)]
    edges = [0, *sorted(cuts), len(documents)]
    return Corpus(Shard(documents[a:b]) for a, b in pairwise(edges))


def ask(corpus: Corpus, query: str, **options: object) -> Answer:
    return search.run(corpus, Request(terms=(query,), **options))  # type: ignore[arg-type]


class Oracle:
    """BM25F, coverage, closeness and company, worked out document by document."""

    def __init__(self, texts: Sequence[Text], query: Sequence[str], *, exact: bool) -> None:
        self.texts = texts
        self.times = Counter(query)
        self.exact = exact
        self.words = list(self.times)
        told = [word for word in self.words if word not in FUNCTION_WORDS]
        self.told = told if len(told) > 1 else self.words
        lengths = [self.lengths(text) for text in texts]
        self.averages = {
            field: sum(each[field] for each in lengths)
            / (sum(each[field] > 0 for each in lengths) or 1)
            for field in KINDS.values()
        }
        self.worths = {
            word: (1.0 if word in self.told else scoring.FUNCTION) * self.rarity(self.forms(word))
            for word in self.words
        }

    def lengths(self, text: Text) -> Mapping[Field, int]:
        return {
            field: sum(len(unit.words) for unit in text if KINDS[unit.kind] == field)
            for field in KINDS.values()
        }

    def forms(self, word: str) -> Mapping[str, float]:
        """The forms of a word that some document holds."""
        forms = {word: 1.0}
        if not self.exact and PLURALS.get(word, word) != word:
            forms[PLURALS[word]] = scoring.INFLECTED
        return {form: weight for form, weight in forms.items() if self.holding([form])}

    def holding(self, forms: Sequence[str]) -> int:
        return sum(
            any(form in unit.words for form in forms for unit in text) for text in self.texts
        )

    def rarity(self, forms: Mapping[str, float]) -> float:
        if not forms:
            return 0.0
        holding = self.holding([*forms])
        odds = (len(self.texts) - holding + 0.5) / (holding + 0.5)
        return math.log(1 + odds * odds) / 2

    def saturated(self, text: Text, forms: Mapping[str, float]) -> float:
        frequency, lengths = 0.0, self.lengths(text)
        for form, weight in forms.items():
            for unit in text:
                field = KINDS[unit.kind]
                worth, b = scoring.DOCUMENT_WEIGHTS[field]
                norm = 1 - b + b * lengths[field] / self.averages[field]
                frequency += weight * unit.words.count(form) * worth / norm
        return frequency / (frequency + scoring.K1)

    def repeated(self, word: str) -> float:
        return (scoring.K3 + 1) * self.times[word] / (scoring.K3 + self.times[word])

    def closeness(self, text: Text) -> float:
        total = 0.0
        for first, second in pairwise(self.told):
            worth = min(self.worths[first], self.worths[second])
            if worth <= 0.01 * sum(self.worths.values()):
                continue
            near = sum(
                weight * self.nearest(unit, at, second)
                for form, weight in self.forms(first).items()
                for unit in text
                for at, word in enumerate(unit.words)
                if word == form
            )
            total += scoring.CLOSENESS * worth * near / (near + 1)
        return total

    def nearest(self, unit: Unit, at: int, second: str) -> float:
        """What the second word is worth where it is nearest to a place."""
        forms = self.forms(second)
        best = 0.0
        for other, word in enumerate(unit.words):
            distance = other - at if other > at else at - other + 1
            if word in forms and other != at and distance <= scoring.NEARBY + 1:
                best = max(best, forms[word] / distance**2)
        return best

    def plain(self, text: Text) -> float:
        found = [word for word in self.words if self.saturated(text, self.forms(word))]
        score = sum(
            self.repeated(word) * self.worths[word] * self.saturated(text, self.forms(word))
            for word in found
        )
        asked = sum(self.worths.values())
        share = sum(self.worths[word] for word in found) / asked
        score *= share ** (scoring.COVERAGE / (len(self.words) - 1))
        return score + self.closeness(text)

    def company(self, best: Sequence[tuple[Text, float]]) -> Mapping[str, float]:
        together = sum(score for _, score in best)
        worths = {}
        asked = {form for word in self.words for form in self.forms(word)}
        for word in {word for text, _ in best for unit in text for word in unit.words}:
            texts = [text for text, _ in best if any(word in unit.words for unit in text)]
            common = self.holding([word]) > search_company.COMMON * len(self.texts)
            if len(texts) > 1 and not common and word not in asked | FUNCTION_WORDS:
                share = sum(self.saturated(text, {word: 1.0}) * score for text, score in best)
                worths[word] = share / together * self.rarity({word: 1.0})
        most = sum(self.repeated(word) * self.worths[word] for word in self.words)
        return {
            word: scoring.COMPANY * most * worth / sum(worths.values())
            for word, worth in worths.items()
        }

    def scores(self) -> Mapping[str, float]:
        forms = {form for word in self.words for form in self.forms(word)}
        found = {
            f"d{number:02}": text
            for number, text in enumerate(self.texts)
            if any(forms & set(unit.words) for unit in text)
        }
        scores = {id: self.plain(text) for id, text in found.items()}
        alone = sum(self.worths[word] > 0 for word in self.told) < 2
        if self.exact or alone or len(found) < search_company.MODELS:
            return scores
        front = sorted(scores, key=lambda id: (-round(scores[id], 12), id))
        models = [(found[id], scores[id]) for id in front[: search_company.MODELS]]
        worths = self.company(models)
        return {
            id: scores[id]
            + sum(worth * self.saturated(text, {word: 1.0}) for word, worth in worths.items())
            for id, text in found.items()
        }


@settings(max_examples=120, deadline=None)
@given(COLLECTIONS, QUERIES, st.booleans())
def test_scores_are_those_of_a_plain_reading(
    texts: list[Text], query: list[str], exact: bool
) -> None:
    expected = Oracle(texts, query, exact=exact).scores()
    answer = ask(corpus_of(texts), " ".join(query), exact=exact, limit=0)
    assert {each.id: each.score for each in answer.results} == pytest.approx(expected, rel=1e-9)
    order = [(-each.score, each.id) for each in answer.results]
    assert order == sorted(order)


# Enough documents to learn from, and words of which few of them hold any.
MANY_WORDS = [f"{word}{ending}" for word in FILLING for ending in ("dale", "wick", "stow", "by")]
FRONTS = st.lists(
    st.lists(st.sampled_from([*PLURALS, *MANY_WORDS]), min_size=1, max_size=6).map(
        lambda words: (Unit("title", ("war",)), Unit("paragraph", tuple(words)))
    ),
    min_size=search_company.MODELS,
    max_size=16,
)


@settings(max_examples=60, deadline=None)
@given(FRONTS, st.data())
def test_company_is_that_of_a_plain_reading(texts: list[Text], data: st.DataObject) -> None:
    query = ["war", "oil", "of", "war"]
    expected = Oracle(texts, query, exact=False).scores()
    cuts = data.draw(st.lists(st.integers(0, len(texts)), max_size=3))
    whole, divided = (
        ask(corpus_of(texts, each), " ".join(query), limit=0, explain=True) for each in ((), cuts)
    )
    assert whole == divided
    assert {each.id: each.score for each in whole.results} == pytest.approx(expected, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS, QUERIES, st.data())
def test_a_division_into_shards_changes_no_bit(
    texts: list[Text], query: list[str], data: st.DataObject
) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(texts)), max_size=3))
    whole, divided = corpus_of(texts), corpus_of(texts, cuts)
    asked = " ".join(query)
    assert ask(whole, asked, explain=True) == ask(divided, asked, explain=True)


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS, QUERIES, st.integers(1, 16))
def test_a_limit_keeps_the_first(texts: list[Text], query: list[str], limit: int) -> None:
    corpus, asked = corpus_of(texts), " ".join(query)
    every, some = ask(corpus, asked, limit=0), ask(corpus, asked, limit=limit)
    assert some.results == every.results[:limit]
    assert some.total == every.total == len(every.results)


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS, QUERIES, st.sampled_from(["document", "passage"]))
def test_explanations_add_up_to_the_scores(texts: list[Text], query: list[str], by: str) -> None:
    answer = ask(corpus_of(texts), " ".join(query), explain=True, by=by, limit=0)
    for result, why in zip(answer.results, answer.explanations, strict=True):
        words = sum(word.score for word in why.words)
        company = sum(each.worth for each in why.company)
        assert result.score == pytest.approx(words * why.coverage + why.closeness + company)


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS, QUERIES)
def test_what_is_marked_in_a_snippet_is_a_word_of_the_query(
    texts: list[Text], query: list[str]
) -> None:
    asked = {form for word in query for form in (word, PLURALS[word])}
    for result in ask(corpus_of(texts), " ".join(query), limit=0).results:
        for passage in result.passages:
            assert passage.spans
            marked = {passage.snippet[start:end] for start, end in passage.spans}
            assert marked <= asked


def parsed(*texts: str) -> Corpus:
    return Corpus(
        [
            Shard(
                parse(RawDocument(f"d{number:03}", text, f"d{number:03}.txt", len(text)))
                for number, text in enumerate(texts)
            )
        ]
    )


SHARED = "the generals met the envoys at a {} table and spoke of peace for hours"


def test_what_the_best_documents_share_lifts_others_like_them() -> None:
    """Both name the treaty once; one also says what those say that are about it."""
    about = ["Treaty of Vienna. Treaty terms, Vienna: congress and ambassadors.\n"] * 11
    other = ["Weather was fine on most days of that long and quiet week.\n"] * 60
    alike = "A treaty, in the evening, with congress and ambassadors at hand.\n"
    unlike = "A treaty, in the evening, with barrels and fishermen near hand.\n"
    corpus = parsed(*about, *other, unlike, alike)
    answer = ask(corpus, "treaty Vienna", limit=0, explain=True)
    ids = [result.id for result in answer.results]
    assert ids[-2:] == ["d072", "d071"]
    assert {each.word for each in answer.explanations[-2].company} >= {"congress", "ambassadors"}
    assert answer.total == 13
    exact = ask(corpus, "treaty Vienna", limit=0, explain=True, exact=True)
    assert not any(why.company for why in exact.explanations)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        (
            "what is the cause of malaria",
            "Malaria has a cause, a parasite, that was long sought.\n",
        ),
        ("How do I sort lists?", "Sort lists by a key.\n"),
    ],
)
def test_how_a_question_is_put_tells_little(query: str, best: str) -> None:
    noise = [f"How do I know what is what? What do I do, {name}?\n" for name in "abcdefgh"]
    assert ask(parsed(*noise, best), query).results[0].id == "d008"


def test_function_words_alone_are_sought_as_they_are() -> None:
    corpus = parsed("To be or not to be.\n", "Nothing of the kind.\n")
    assert [each.id for each in ask(corpus, "to be or not to be").results] == ["d000"]


def test_capitals_may_be_names() -> None:
    corpus = parsed("The IT staff of this city are paid late.\n" * 2, "City staff.\n", "it was.\n")
    lower, upper = (ask(corpus, f"{word} staff city", explain=True) for word in ("it", "IT"))
    assert lower.explanations[0].words[0].score < upper.explanations[0].words[0].score


HOSTILE = {
    "long word": "a" * 100_000,
    "long words": " ".join("ab" * 500 + str(number) for number in range(100)),
    "ten thousand words": " ".join(f"word{number}" for number in range(10_000)),
    "the same word": "peace " * 10_000,
    "one letter": " ".join("abcdefghijklmnopqrstuvwxyz" * 100),
    "quotation marks": '"' * 10_001,
    "quoted words": '"peace" ' * 1000,
    "unbalanced": '"peace of "the "generals',
    "punctuation": "!?.,;:-–—…()[]{}<>/\\|@#$%^&*~`" * 100,
    "control characters": "".join(map(chr, range(32))) * 50 + "peace\x00generals\x1b[31m\x9b",
    "bidi": "\u202epeace\u2066\u200f generals\u2069",
    "combining": "e" + "\u0301" * 10_000,
    "surrogates": "peace\ud800generals",
    "astral": "𝕡𝕖𝕒𝕔𝕖 🕊️" * 500,
    "han": "和平" * 2000,
    "hyphens": "peace-" * 2000,
}
BATTLEFIELD = parsed(*(SHARED.format(word) + f" in {word}.\n" for word in FILLING * 3))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("fuzzy", [False, True], ids=["", "fuzzy"])
def test_hostile_queries_come_to_an_end(name: str, fuzzy: bool) -> None:
    try:
        answer = ask(BATTLEFIELD, HOSTILE[name], fuzzy=fuzzy, explain=True)
    except UsageError as error:
        assert "no words" in str(error)  # noqa: PT017
    else:
        assert len(answer.results) <= 10


def misspellings() -> Iterator[tuple[str, str]]:
    path = Path(__file__).parents[1] / "data" / "misspellings.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            wrong, right = line.split(maxsplit=1)
            yield wrong, right


PAIRS = list(misspellings())
DICTIONARY = parsed(*(f"Some text about {right}, and no other, is here.\n" for _, right in PAIRS))


@pytest.mark.parametrize(("wrong", "right"), PAIRS, ids=lambda word: word)
def test_a_misspelling_brings_what_was_meant_into_the_first_ten(wrong: str, right: str) -> None:
    wanted = {number for number, pair in enumerate(PAIRS) if pair[1] == right}
    found = {int(result.id[1:]) for result in ask(DICTIONARY, wrong).results}
    assert wanted & found, [PAIRS[number] for number in sorted(found)]


def test_folded_words_of_the_tests_are_the_words_of_the_corpus() -> None:
    assert [tokens.fold(word) for word in WORDS] == WORDS
