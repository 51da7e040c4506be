"""What ranking leaves out early is never among the best, and is counted all the same."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from corpus_cli.corpus import Corpus
from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.query import search
from corpus_cli.query.search import Request
from corpus_cli.shard import Shard

WORDS = [*("the of and to in a that is was for" * 3).split(), *"war peace city river".split()]


def corpus_of(number: int, shards: int) -> Corpus:
    """Documents whose words are the more frequent the further to the front they stand above."""
    chance = random.Random(7)
    documents = []
    for at in range(number):
        words = [WORDS[min(int(chance.expovariate(0.12)), len(WORDS) - 1)] for _ in range(60)]
        text = f"Title {at}\n\n{' '.join(words[:30])}.\n\n{' '.join(words[30:])}.\n"
        documents.append(parse(RawDocument(f"{at:04}", text, f"{at:04}", len(text))))
    size = -(-number // shards)
    return Corpus(Shard(documents[at : at + size]) for at in range(0, number, size))


@pytest.mark.parametrize("shards", [1, 3])
@pytest.mark.parametrize("by", ["document", "passage"])
@pytest.mark.parametrize(
    "terms",
    [
        ("the war",),
        ("the war in the city of peace",),
        ("peace and war",),
        ("the of and",),
        ('"in the" war',),
        ("river river the",),
    ],
)
def test_the_first_results_are_those_of_all(terms: tuple[str, ...], by: str, shards: int) -> None:
    corpus = corpus_of(700, shards)
    for exact in (True, False):
        request = Request(terms=terms, by=by, limit=0, exact=exact)  # type: ignore[arg-type]
        everything = search.run(corpus, request)
        few = search.run(corpus, replace(request, limit=3))
        assert few.results == everything.results[:3]
        assert few.total == everything.total == len(everything.results)
