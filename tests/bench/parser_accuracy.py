"""How often the parser is right on real pages: comments, titles, dates.

    python tests/bench/parser_accuracy.py PAGES [GOLD]

PAGES is a folder of ``.txt`` pages, GOLD one with ``threads.json`` (a list of ``{depth, probe}``
a page) and ``pages.json`` (``{title, date}`` a page), beside PAGES and named ``gold`` when left
out. Probes and titles are folded: case and punctuation gone. Prints F1, shares, and every miss.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

from corpus_cli.model import Block, Document, RawDocument
from corpus_cli.parsing import parse

PROBE = 60
# Shorter comments are not in the gold list, so they count neither for nor against.
SHORTEST_PROBE = 20


def fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


def read(path: Path) -> Document:
    return parse(RawDocument(path.stem, path.read_text("utf-8"), str(path), path.stat().st_size))


def own_leaves(document: Document, comment: Block) -> list[Block]:
    return [leaf for leaf in document.leaves if leaf.parent == comment.address]


def measure_threads(pages: Path, gold: dict[str, list[dict[str, object]]]) -> float:
    found = wanted = claimed = 0
    for name, probes in gold.items():
        document = read(pages / f"{name}.txt")
        texts = []
        for comment in document.comments:
            leaves = [fold(document.slice(leaf)) for leaf in own_leaves(document, comment)]
            longest = max(leaves, key=len, default="")
            texts.append((comment.depth, " ".join(leaves), longest))
        every = [str(probe["probe"]) for probe in probes]
        hits = 0
        for probe in probes:
            text = str(probe["probe"])
            holders = [t for t in texts if text in t[1]]
            clean = [t for t in holders if sum(other in t[1] for other in every) == 1]
            if any(t[0] == probe["depth"] for t in clean):
                hits += 1
            else:
                print(
                    f"  missed in {name}: {probe}, held by {[(t[0], t[1][:40]) for t in holders]}"
                )
        long = sum(1 for t in texts if len(t[2]) >= SHORTEST_PROBE)
        print(f"{name}: {hits} of {len(probes)}, {len(texts)} comments claimed, {long} long enough")
        found, wanted, claimed = found + hits, wanted + len(probes), claimed + long
    recall, precision = found / wanted, found / max(1, claimed)
    f1 = 2 * recall * precision / max(1e-9, recall + precision)
    print(f"comments: recall {recall:.3f}, precision {precision:.3f}, F1 {f1:.3f}")
    return f1


def measure_heads(pages: Path, gold: dict[str, dict[str, str | None]]) -> tuple[float, float]:
    right = {"title": 0, "date": 0, "first": 0}
    wanted = {"title": 0, "date": 0}
    for name, expected in gold.items():
        document = read(pages / f"{name}.txt")
        first = next((line for line in document.text.split("\n") if line.strip()), "")
        if expected["title"]:
            wanted["title"] += 1
            right["first"] += fold(first) == expected["title"]
            if document.title and fold(document.title) == expected["title"]:
                right["title"] += 1
            else:
                print(f"  title of {name}: {document.title!r}\n      is not {expected['title']!r}")
        if expected["date"]:
            wanted["date"] += 1
            if document.date and document.date[:10] == expected["date"]:
                right["date"] += 1
            else:
                print(f"  date of {name}: {document.date} is not {expected['date']}")
    title, date = right["title"] / wanted["title"], right["date"] / wanted["date"]
    print(
        f"titles: {title:.3f} of {wanted['title']} (the first line alone:"
        f" {right['first'] / wanted['title']:.3f}), dates: {date:.3f} of {wanted['date']}"
    )
    return title, date


def main() -> None:
    pages = Path(sys.argv[1])
    gold = Path(sys.argv[2]) if len(sys.argv) > 2 else pages.parent / "gold"
    measure_threads(pages, json.loads((gold / "threads.json").read_text("utf-8")))
    measure_heads(pages, json.loads((gold / "pages.json").read_text("utf-8")))


if __name__ == "__main__":
    main()
