"""The seeds as NLTK reads them: the same counts from somebody else's code."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import nltk
import pytest
from nltk.collocations import BigramCollocationFinder

from analysis.corpora import Reading, divide, parsed, seeds
from corpus_cli.query.analysis import collocates, dispersion, freq, kwic, ngrams

CORPUS = divide(parsed(seeds()), [1, 3])
UNITS = [place.forms for place in Reading(CORPUS).places]
WORDS = list(chain.from_iterable(UNITS))


def test_frequencies_are_those_of_freqdist() -> None:
    counts = nltk.FreqDist(WORDS)
    result = freq.run(CORPUS, freq.Request())
    assert {row.word: row.count for row in result.rows} == dict(counts)
    assert result.counted.words == counts.N()
    assert result.total == counts.B()


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_sequences_are_those_of_ngrams(size: int) -> None:
    counts = Counter(chain.from_iterable(nltk.ngrams(forms, size) for forms in UNITS))
    result = ngrams.run(CORPUS, ngrams.Request(size=size, minimum=1))
    assert {tuple(row.ngram.split()): row.count for row in result.rows} == counts


@pytest.mark.parametrize("word", ["aleppo", "the", "assad", "us"])
def test_the_places_of_a_word_are_those_of_a_concordance_index(word: str) -> None:
    offsets = nltk.text.ConcordanceIndex(WORDS).offsets(word)
    lines = kwic.run(CORPUS, kwic.Request(terms=(word,), window=0)).rows
    assert len(lines) == len(offsets)
    strips = dispersion.run(CORPUS, dispersion.Request(terms=(word,), strips=99)).strips
    before, starts = 0, {}
    for document in CORPUS:
        starts[document.id] = before
        before += sum(len(place.forms) for place in Reading(CORPUS).places
                      if place.document.id == document.id)  # fmt: skip
    found = sorted(starts[strip.id] + at for strip in strips for at in strip.positions)
    assert found == offsets


@pytest.mark.parametrize("word", ["aleppo", "russian"])
def test_the_words_around_are_those_of_a_concordance(word: str) -> None:
    found = []
    for forms in UNITS:
        lines = nltk.Text(forms).concordance_list(word, width=10_000, lines=10_000)
        found += [(line.left[-3:], line.right[:3]) for line in lines]
    lines = kwic.run(CORPUS, kwic.Request(terms=(word,), window=3)).rows
    shown = [tuple(words(side) for side in (line.left, line.right)) for line in lines]
    assert shown == found


def words(text: str) -> list[str]:
    """Return the forms of the words of a text."""
    from corpus_cli import tokens

    return [tokens.form(word) for word in tokens.words(text)]


@pytest.mark.parametrize("window", [1, 2, 4])
@pytest.mark.parametrize("word", ["aleppo", "of"])
def test_pairs_are_those_of_a_collocation_finder(word: str, window: int) -> None:
    # A finder of all units at once would pair words of two paragraphs.
    pairs: Counter[tuple[str, str]] = Counter()
    for forms in UNITS:
        if len(forms) > 1:
            pairs.update(BigramCollocationFinder.from_words(forms, window_size=window + 1).ngram_fd)
    request = collocates.Request(terms=(word,), left=window, right=window, minimum=1)
    rows = collocates.run(CORPUS, request).rows
    assert {row.word: row.right for row in rows if row.right} == {
        b: count for (a, b), count in pairs.items() if a == word
    }
    assert {row.word: row.left for row in rows if row.left} == {
        a: count for (a, b), count in pairs.items() if b == word
    }
