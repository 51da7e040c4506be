"""Parsing speed in MB/s on one core, and whether time grows with length alone.

    python tests/bench/bench_parser.py [SEEDS]

Hard-wrapped mail and articles with threads, many documents and single ones from 10 kB to 10 MB;
then texts made to be slow. Ratios are to the first size: linear time keeps them near one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


def seconds(texts: Sequence[str], repeat: int = 3) -> float:
    """The best of ``repeat`` runs over all texts."""
    documents = [RawDocument(str(n), text, "bench", len(text)) for n, text in enumerate(texts)]
    best = float("inf")
    for _ in range(repeat):
        began = time.perf_counter()
        for document in documents:
            parse(document)
        best = min(best, time.perf_counter() - began)
    return best


def megabytes(texts: Sequence[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def filled(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def main() -> None:
    seeds = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "seeds")
    texts = {path.name[:3]: path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))}
    mail, thread = texts["000"], texts["001"]
    quoted = "\n".join("> " + line for line in mail.split("\n"))
    reply = f"{mail}\n\nOn Fri, Feb 19, 2016 at 6:11 AM, Jane Doe wrote:\n{quoted}\n\n-- \nJane\n"
    many = {
        "mail": [mail] * 400,
        "mail with quoting": [reply] * 200,
        "article with thread": [thread] * 50,
        "articles": [texts["002"], texts["003"], texts["004"]] * 60,
    }
    print("many documents")
    for name, documents in many.items():
        print(f"  {name:22} {megabytes(documents) / seconds(documents):6.1f} MB/s")
    print("one document, by size; the ratio is time per MB against that of 10 kB")
    for name, text in (("mail", mail), ("article with thread", thread)):
        rates = []
        for size in SIZES:
            one = filled(text, size)
            rates.append(seconds([one]) / megabytes([one]))
        print(f"  {name:22} " + "  ".join(f"{rate / rates[0]:5.2f}" for rate in rates))
    print("hostile texts, time at 1x and 4x their size; linear is 4")
    hostile = {
        "markers": "  1. x\n",
        "levels": "".join(" " * n + "• reply\n\n" for n in range(0, 400, 2)),
        "quote marks": ">",
        "blank lines": "\n",
        "opened quotations": "“x\n\n",
        "brackets": "(",
        "names": "Jane Doe says:\n\n",
    }
    for name, unit in hostile.items():
        small, large = filled(unit, 200_000), filled(unit, 800_000)
        print(f"  {name:22} {seconds([large]) / seconds([small]):5.2f}")


if __name__ == "__main__":
    main()
