"""What analyses are asked with: numbers that make sense, and no others."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy
import pytest

from analysis.corpora import parsed
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis import (
    collocates,
    dispersion,
    diversity,
    freq,
    keyness,
    kwic,
    names,
    ngrams,
)
from corpus_cli.query.scope.scope import choice_of
from corpus_cli.shard import Shard

REQUESTS: dict[str, Any] = {
    "kwic": kwic.Request(terms=("war",)),
    "freq": freq.Request(),
    "ngrams": ngrams.Request(),
    "collocates": collocates.Request(terms=("war",)),
    "keyness": keyness.Request(choice=choice_of("id:d00")),
    "dispersion": dispersion.Request(terms=("war",)),
    "diversity": diversity.Request(),
    "names": names.Request(),
}
RUNS = {name: globals()[name].run for name in REQUESTS}
# The least that each may be.
NUMBERS = {
    "kwic": {"window": 0, "sample": 1, "limit": 0},
    "freq": {"minimum": 0, "limit": 0},
    "ngrams": {"size": 1, "minimum": 0, "limit": 0},
    "collocates": {"left": 0, "right": 0, "minimum": 0, "limit": 0},
    "keyness": {"minimum": 0, "documents": 0, "limit": 0},
    "dispersion": {"strips": 0},
    "diversity": {"window": 1, "limit": 0},
    "names": {"minimum": 0, "limit": 0},
}
EACH = [(name, field, least) for name, own in NUMBERS.items() for field, least in own.items()]

TEXT = "A war of words\n\nthe war was a war of many words about the war in Aleppo.\n\nNo war.\n"
CORPUS = Corpus([Shard(parsed([TEXT, "Peace and words\n\nNo war, but peace.\n"]))])


@pytest.mark.parametrize(("name", "field", "least"), EACH)
def test_a_number_is_whole_and_not_too_small(name: str, field: str, least: int) -> None:
    for wrong in (1e9, 2.5, float("nan"), float("inf"), "5", Fraction(5), [5]):
        said = re.escape(f"must be a whole number, not {wrong!r}")
        with pytest.raises(UsageError, match=said):
            replace(REQUESTS[name], **{field: wrong})
    for wrong in (least - 1, -(10**30)):
        with pytest.raises(UsageError, match=f"not {wrong}"):
            replace(REQUESTS[name], **{field: wrong})
    for right in (least, least + 1, numpy.int64(3)):
        RUNS[name](CORPUS, replace(REQUESTS[name], **{field: right}))


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, field, _ in EACH if field != "size"]
)
def test_a_huge_number_is_as_good_as_any_that_is_large_enough(name: str, field: str) -> None:
    large, huge = (
        RUNS[name](CORPUS, replace(REQUESTS[name], **{field: number}))
        for number in (10_000, 10**30)
    )
    assert huge.rows == large.rows
    assert huge.total == large.total


def test_a_sign_is_one_of_two() -> None:
    with pytest.raises(UsageError, match=r"^sign is 1 \(more\), .* not 2$"):
        replace(REQUESTS["keyness"], sign=2)


def test_a_seed_is_a_whole_number() -> None:
    with pytest.raises(UsageError, match=r"seed must be a whole number, not 0\.5"):
        replace(REQUESTS["kwic"], seed=0.5)
