"""Print what search costs and how well it ranks, on text made from what every Python carries.

Run by hand: ``python tests/bench/bench_search.py [MEGABYTES]`` from the project's folder. Three
tables: reading the words of texts of growing size; queries over the largest; and known-item
searches, a paragraph by its first sentence, each also with a word misspelt, beside bm25s with the
Snowball stemmer where that is installed.
"""

from __future__ import annotations

import math
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from pydoc_data.topics import topics

from corpus_cli.corpus import Corpus
from corpus_cli.model import Block, Document
from corpus_cli.query import search
from corpus_cli.query.search import Request
from corpus_cli.shard import Shard

SEEDS = Path(__file__).parents[2] / "seeds"
QUERIES = ["exception", "excpetion", "the", "with statement", "how are class attributes looked up"]
SENTENCE = re.compile(r"(?<=[a-z]{2}\.)\s+")


def document(id: str, text: str) -> Document:
    """A document with a paragraph for each stretch of text between empty lines."""
    blocks, start = [], 0
    for number, part in enumerate(text.split("\n\n"), 1):
        blocks.append(Block("paragraph", start, start + len(part), f"p{number}"))
        start += len(part) + 2
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
        language="en",
        blocks=tuple(blocks),
        references=(),
    )


def paragraphs() -> list[str]:
    texts = [*topics.values(), *(path.read_text() for path in sorted(SEEDS.glob("*.txt")))]
    return [part for text in texts for part in text.split("\n\n") if len(part) > 80]


def made(megabytes: float) -> Corpus:
    """Documents of ten paragraphs drawn at random; one word in fifty is new, as in real text."""
    draw = random.Random(2)
    pool, documents, size = paragraphs(), [], 0
    while size < megabytes * 1e6:
        parts = [_varied(part, draw) for part in draw.sample(pool, 10)]
        documents.append(document(f"{len(documents):06}", "\n\n".join(parts)))
        size += len(documents[-1].text)
    return Corpus([Shard(documents)])


def _varied(text: str, draw: random.Random) -> str:
    words = text.split(" ")
    for _ in range(len(words) // 50 + 1):
        at = draw.randrange(len(words))
        words[at] = "".join(draw.sample(words[at], len(words[at])))
    return " ".join(words)


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Return the median time of a call."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def ask(corpus: Corpus, query: str, limit: int = 10) -> list[int]:
    answer = search.run(corpus, Request(terms=(query,), limit=limit))
    return [int(result.id) for result in answer.results]


def known_items() -> Iterator[tuple[str, str]]:
    """Yield first sentences of paragraphs, and the rest of what they stand before."""
    for part in dict.fromkeys(paragraphs()):
        first, *rest = SENTENCE.split(" ".join(part.split()), maxsplit=1)
        if rest and len(rest[0]) > 100 and 40 < len(first) < 300:
            yield first.replace('"', " "), rest[0]


def misspelt(query: str, draw: random.Random) -> str:
    """Swap two neighbouring letters in the longest word."""
    word = max(query.split(), key=len)
    at = draw.randrange(1, len(word) - 2)
    return query.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def quality(find: Callable[[str], list[int]], queries: list[str]) -> str:
    """Return nDCG@10 and recall@100 where the query of a number has that number's document."""
    ranks = [
        found.index(number) if number in (found := find(query)) else 100
        for number, query in enumerate(queries)
    ]
    gain = sum(1 / math.log2(rank + 2) for rank in ranks if rank < 10) / len(ranks)
    recall = sum(rank < 100 for rank in ranks) / len(ranks)
    return f"nDCG@10 {gain:.3f}   recall@100 {recall:.3f}"


def bm25s_over(texts: list[str]) -> Callable[[str], list[int]]:
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")

    def tokenized(parts: list[str]) -> object:
        return bm25s.tokenize(parts, stopwords="en", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25()
    index.index(tokenized(texts), show_progress=False)

    def find(query: str) -> list[int]:
        found, _ = index.retrieve(tokenized([query]), k=min(100, len(texts)), show_progress=False)
        return [int(number) for number in found[0]]

    return find


def main(megabytes: float) -> None:
    for size in (megabytes / 100, megabytes / 10, megabytes):
        corpus = made(size)
        [shard] = corpus.shards
        words = seconds(partial(getattr, shard, "columns"))
        places = seconds(partial(getattr, shard.columns, "postings"))
        rate = size / (words + places)
        print(f"{size:6.1f} MB   words {words:6.3f} s   postings {places:6.3f} s   {rate:.1f} MB/s")
    for query in QUERIES:
        first = seconds(partial(ask, corpus, query))
        again = seconds(partial(ask, corpus, query), 5)
        print(f"{query!r:40} first {first * 1000:7.1f} ms   again {again * 1000:7.1f} ms")
    draw = random.Random(3)
    pairs = list(known_items())
    texts = [text for _, text in pairs]
    sections = Corpus([Shard(document(str(number), text) for number, text in enumerate(texts))])
    right = [query for query, _ in pairs]
    wrong = [misspelt(query, draw) for query in right]
    systems = {"corpus": partial(ask, sections, limit=100)}
    if find_spec("bm25s"):
        systems["bm25s"] = bm25s_over(texts)
    for name, find in systems.items():
        print(f"{len(pairs)} known items, {name:7} as written   {quality(find, right)}")
        print(f"{len(pairs)} known items, {name:7} misspelt     {quality(find, wrong)}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
