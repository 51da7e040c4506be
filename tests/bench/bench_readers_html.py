"""Reading speed of HTML pages: pages a second of one core, beside trafilatura's own.

Run as a script: ``python tests/bench/bench_readers_html.py [FOLDER]``, where the folder holds
pages; without one, pages are made. The target is 0.8 of what ``trafilatura.extract`` with metadata
takes for the same pages in the same run.
"""

from __future__ import annotations

import logging
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus_cli.readers.html import page as read_page
from tests.readers.html_markups import ARTICLE, MARKUPS, Post, flat, page

TARGET = 0.8
ROUNDS = 3


def made(count: int) -> list[bytes]:
    """Return pages of a thread each, in every markup by turns."""
    dice = random.Random(7)
    words = " ".join(ARTICLE).split()

    def posts(most: int, depth: int, number: int) -> tuple[Post, ...]:
        found = []
        for _ in range(dice.randint(1, most)):
            number += 1
            below = posts(2, depth - 1, number) if depth and dice.random() < 0.5 else ()
            texts = tuple(
                " ".join(dice.choices(words, k=dice.randint(5, 60)))
                for _ in range(dice.randint(1, 4))
            )
            date = datetime(2019, 8, 1) + timedelta(hours=number)
            found.append(Post(number, f"{dice.choice(words)}_{number}", date, texts, below))
            number += len(list(flat(below)))
        return tuple(found)

    return [
        page(MARKUPS[number % len(MARKUPS)].render(posts(25, 4, 0))).encode()
        for number in range(count)
    ]


def seconds(read: Callable[[bytes], object], pages: list[bytes]) -> float:
    """Return the processor time that reading all pages takes."""
    began = time.process_time()
    for data in pages:
        read(data)
    return time.process_time() - began


def main(folder: str | None) -> None:
    import trafilatura

    logging.disable(logging.CRITICAL)
    if folder is None:
        pages = made(200)
    else:
        pages = [path.read_bytes() for path in sorted(Path(folder).rglob("*.htm*"))]

    def ours(data: bytes) -> object:
        return read_page(data, "id", "source", len(data), lambda note: None)

    def theirs(data: bytes) -> object:
        return trafilatura.extract(data, with_metadata=True)

    seconds(ours, pages[:3])
    seconds(theirs, pages[:3])
    # By turns, since caches and other work on the machine favour one or the other.
    taken = [(seconds(theirs, pages), seconds(ours, pages)) for _ in range(ROUNDS)]
    theirs_best, ours_best = (min(each) for each in zip(*taken, strict=True))
    size = sum(map(len, pages)) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB")
    print(f"trafilatura  {len(pages) / theirs_best:7.1f} pages/s  {size / theirs_best:5.1f} MB/s")
    print(f"corpus       {len(pages) / ours_best:7.1f} pages/s  {size / ours_best:5.1f} MB/s")
    ratio = theirs_best / ours_best
    print(f"ratio {ratio:.2f}, target {TARGET}: {'reached' if ratio >= TARGET else 'MISSED'}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
