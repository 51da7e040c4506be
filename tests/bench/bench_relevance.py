"""Print how well search ranks a test collection with relevance judgements, beside bm25s.

Run by hand: ``python tests/bench/bench_relevance.py FOLDER…`` from the project's folder. A folder
has BEIR's layout (Thakur et al., 2021): ``corpus.jsonl`` and ``queries.jsonl`` with ``_id``,
``title`` and ``text``, and ``qrels.tsv`` (or ``qrels/test.tsv``) with a line of names and then
query, document and grade. bm25s is given the Snowball stemmer and its list of stop words.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.query import search
from corpus_cli.query.search import Request
from corpus_cli.shard import Shard

DEPTH = 100
Find = Callable[[str], list[str]]


class Collection(NamedTuple):
    """Texts and queries by their ids, and for each query the grades of documents."""

    texts: Mapping[str, str]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


class Quality(NamedTuple):
    """Means over the queries."""

    gain: float
    recall: float


def read(folder: Path) -> Collection:
    """Read a collection; queries without a relevant document are left out."""
    texts = {
        each["_id"]: "\n\n".join(filter(None, (each.get("title"), each["text"])))
        for each in _records(folder / "corpus.jsonl")
    }
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    judged = folder / "qrels.tsv"
    judged = judged if judged.exists() else folder / "qrels" / "test.tsv"
    for line in judged.read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            grades[query][document] = int(grade)
    queries = {each["_id"]: each["text"] for each in _records(folder / "queries.jsonl")}
    return Collection(texts, {id: queries[id] for id in queries if id in grades}, grades)


def _records(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def corpus_over(texts: Mapping[str, str]) -> Find:
    """Return a search over texts that are parsed as files of the same content would be."""
    raw = (RawDocument(id, text, f"{id}.txt", len(text.encode())) for id, text in texts.items())
    corpus = Corpus([Shard(map(parse, raw))])

    def find(query: str) -> list[str]:
        # A quotation mark makes a demand here, and is punctuation to others.
        request = Request(terms=(query.replace('"', " "),), limit=DEPTH)
        try:
            return [result.id for result in search.run(corpus, request).results]
        except UsageError:
            return []

    return find


def bm25s_over(texts: Mapping[str, str], *, method: str, k1: float, b: float) -> Find:
    """Return a search by bm25s."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    ids = list(texts)

    def tokenized(parts: list[str]) -> object:
        return bm25s.tokenize(parts, stopwords="en", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25(method=method, k1=k1, b=b)
    index.index(tokenized(list(texts.values())), show_progress=False)

    def find(query: str) -> list[str]:
        depth = min(DEPTH, len(ids))
        found, scores = index.retrieve(tokenized([query]), k=depth, show_progress=False)
        return [ids[n] for n, score in zip(found[0], scores[0], strict=True) if score > 0]

    return find


def quality(find: Find, collection: Collection) -> Quality:
    """Return nDCG@10 (gains as graded) and recall@100."""
    gain = recall = 0.0
    for id, query in collection.queries.items():
        grades = collection.grades[id]
        found = find(query)
        best = _gain(sorted(grades.values(), reverse=True))
        gain += _gain([grades.get(document, 0) for document in found]) / best
        recall += len(grades.keys() & set(found[:DEPTH])) / len(grades)
    return Quality(gain / len(collection.queries), recall / len(collection.queries))


def _gain(grades: list[int]) -> float:
    return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(grades[:10]))


def main(folders: list[str]) -> None:
    rivals: dict[str, Callable[[Mapping[str, str]], Find]] = {}
    if find_spec("bm25s"):
        for k1 in (1.2, 1.5):
            rivals[f"bm25s {k1}"] = partial(bm25s_over, method="lucene", k1=k1, b=0.75)
    for folder in folders:
        collection = read(Path(folder))
        print(f"{Path(folder).name}: {len(collection.texts)} documents, ", end="")
        print(f"{len(collection.queries)} queries")
        for name, make in {"corpus": corpus_over, **rivals}.items():
            find = make(collection.texts)
            find("warm up")
            began = time.perf_counter()
            gain, recall = quality(find, collection)
            each = (time.perf_counter() - began) / len(collection.queries)
            print(
                f"  {name:10} nDCG@10 {gain:.4f}   recall@100 {recall:.4f}   {each * 1000:.0f} ms"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
