"""The company that the words of a query keep: words that its best documents share.

This is relevance feedback without a user's judgement (Rocchio, 1971; Lavrenko & Croft, 2001): the
best documents are taken to be relevant, and what their words say of others counts a little. It
changes the order of the front only, and never finds what holds no word of the query. May import
what all query modules may.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus_cli.lexicon import Lexicon
from corpus_cli.query import scoring
from corpus_cli.query.function_words import FUNCTION_WORDS
from corpus_cli.query.search_lookup import Lookup
from corpus_cli.query.search_plan import Plan
from corpus_cli.query.search_rank import DocumentSlots

# So many of the best documents are read, each no further than so many words.
MODELS = 10
LONGEST_READ = 5000
# So many words are taken, each shared by two documents at least and by no larger part of all.
MOST = 20
SHARED = 2
COMMON = 0.2
# Shorter words are letters and numerals.
SHORTEST = 3


class Companion(NamedTuple):
    """A word, and what it adds at most to the score of a document that holds it."""

    word: str
    worth: float


class Model(NamedTuple):
    """A document that is taken to be relevant: its score, and how much it holds of each word."""

    score: float
    words: Mapping[str, float]


def model(lookup: Lookup, slots: DocumentSlots, document: int, score: float) -> Model:
    """Read a document; what its words count is saturated as in ranking."""
    columns = lookup.columns
    first, end = slots.extent(document)
    end = min(end, first + LONGEST_READ)
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for unit in range(*columns.first_units[document : document + 2]):
        start, stop = columns.unit_starts[unit : unit + 2]
        counts[columns.unit_fields[unit]].update(columns.stream[start : min(stop, end)])
    frequencies: defaultdict[int, float] = defaultdict(float)
    for field in sorted(counts):
        weight = slots.weigh(document, field)
        for id, count in counts[field].items():
            frequencies[id] += count * weight
    return Model(
        score,
        {columns.vocabulary.word(id): scoring.saturated(f) for id, f in frequencies.items()},
    )


def company(
    models: Sequence[Model], plan: Plan, lexicon: Lexicon, documents: int
) -> tuple[Companion, ...]:
    """Return the words that models share, most telling first; ``documents`` is how many there are.

    Models are in the order of their scores. Each counts by its own, and a word by its rarity.
    """
    together = sum(each.score for each in models)
    shares: defaultdict[str, float] = defaultdict(float)
    holders: Counter[str] = Counter()
    for each in models:
        holders.update(each.words.keys())
        for word, share in each.words.items():
            shares[word] += share * each.score / together
    asked = {word for clause in plan.clauses for form in clause.forms for word in form.words}
    found = []
    for word, share in shares.items():
        holding = lexicon.documents_with(word)
        if holders[word] >= SHARED and holding <= COMMON * documents and _tells(word, asked):
            found.append(Companion(word, share * scoring.rarity(documents, holding)))
    found.sort(key=lambda each: (-each.worth, each.word))
    scale = scoring.COMPANY * plan.asked / (sum(each.worth for each in found[:MOST]) or 1.0)
    return tuple(Companion(word, worth * scale) for word, worth in found[:MOST])


def kept(
    lookup: Lookup, slots: DocumentSlots, document: int, companions: Sequence[Companion]
) -> Iterator[Companion]:
    """Yield the companions that a document holds, each with what it adds to the score."""
    window = lookup.within(*slots.extent(document))
    for word, worth in companions:
        positions = window.positions((word,))
        if positions:
            frequency = slots.frequencies(positions)[document]
            yield Companion(word, worth * scoring.saturated(frequency))


def _tells(word: str, asked: set[str]) -> bool:
    return (
        len(word) >= SHORTEST
        and word not in asked
        and word not in FUNCTION_WORDS
        and not any(map(str.isdigit, word))
    )
