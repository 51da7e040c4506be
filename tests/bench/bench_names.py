"""Print how well `names` finds names and tells their kinds, on a file in the format of CoNLL-2003.

Run by hand: ``python tests/bench/bench_names.py FILE`` from the project's folder. The sentences of
the file are put together again, an article a document. What is compared are names with how often
each stands: those of the list with those that the file marks (nationalities and the like are names
there as well, but of no kind), those of the file with the list, and the kinds of what is in both.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus_cli.corpus import Corpus
from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.query.analysis import names
from corpus_cli.shard import Shard

KINDS = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": None}
Sentence = list[tuple[str, str]]


def articles(path: Path) -> Iterator[list[Sentence]]:
    """Yield the sentences of each article: words, each with its mark."""
    for article in path.read_text(encoding="utf-8").split("-DOCSTART-")[1:]:
        lines = article.partition("\n")[2].split("\n\n")
        sentences = [[line.split() for line in lines.splitlines()] for lines in lines]
        yield [[(line[0], line[-1]) for line in each if line] for each in sentences if each]


def joined(words: list[str]) -> str:
    """Return words as they are written."""
    text = re.sub(r" ([.,;:!?%)\]])", r"\1", " ".join(words))
    text = re.sub(r"([(\[$]) ", r"\1", text)
    text = re.sub(r" ('s|n't|'re|'ve|'ll|'d|'m|')(?= |$|[.,])", r"\1", text)
    return re.sub(r'" (.*?) "', r'"\1"', text)


def marked(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Yield the names of a sentence, each with its mark."""
    words: list[str] = []
    before = "O"
    for word, mark in [*sentence, ("", "O")]:
        if words and (mark[2:] != before[2:] or mark.startswith("B")):
            yield joined(words), before[2:]
            words = []
        if mark != "O":
            words.append(word)
        before = mark


def share(of: Counter[str], where: Callable[[str], bool]) -> float:
    """Return the share of occurrences whose name fulfils a condition."""
    return sum(count for name, count in of.items() if where(name)) / max(of.total(), 1)


def main(path: Path, minimum: int = 2) -> None:
    """Print the figures."""
    gold: defaultdict[str, Counter[str]] = defaultdict(Counter)
    documents = []
    for number, sentences in enumerate(articles(path)):
        for sentence in sentences:
            for name, mark in marked(sentence):
                gold[name][mark] += 1
        text = "\n\n".join(joined([word for word, _ in sentence]) for sentence in sentences)
        documents.append(parse(RawDocument(f"{number:04}", text, f"{number:04}.txt", len(text))))
    result = names.run(Corpus([Shard(documents)]), names.Request(minimum=minimum))
    kinds = {name: KINDS[marks.most_common(1)[0][0]] for name, marks in gold.items()}
    told = {row.name: row.kind for row in result.rows}
    listed = Counter({row.name: row.count for row in result.rows})
    wanted = Counter(
        {
            name: marks.total()
            for name, marks in gold.items()
            if kinds[name] and marks.total() >= minimum
        }
    )
    both = Counter({name: count for name, count in listed.items() if kinds.get(name)})
    print(f"{len(documents)} articles, {len(listed)} names listed that stand {minimum} times")
    print(f"listed, and names          {share(listed, kinds.__contains__):.3f}")
    print(f"names, and listed          {share(wanted, told.__contains__):.3f}")
    print(f"of the right kind          {share(both, lambda name: told[name] == kinds[name]):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
