"""How fast text becomes words, beside ``re.findall(r"\\w+")``; and what a language costs.

Run: ``python tests/bench/bench_tokens.py [FOLDER]`` (default: ``seeds``).
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpus_cli import tokens
from corpus_cli.parsing.language import detect

RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    """The least time of a few runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def forget() -> None:
    tokens._PIECES.clear()


def zipf(letters: str, words: int, *, vocabulary: int = 60_000) -> str:
    """Text whose words are as unevenly frequent as those of a language (weights 1 / rank)."""
    chance = random.Random(1)
    known = ["".join(chance.choices(letters, k=chance.randint(2, 11))) for _ in range(vocabulary)]
    weights = [1 / rank for rank in range(1, vocabulary + 1)]
    chosen = chance.choices(known, weights, k=words)
    return " ".join(word + chance.choice(("", "", "", "", "", ",", ".", "’s")) for word in chosen)


def texts(folder: Path) -> dict[str, str]:
    found = "".join(path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.txt")))
    chance = random.Random(2)
    han = "".join(chance.choices([chr(code) for code in range(0x4E00, 0x5200)], k=300_000))
    return {
        folder.name: found,
        "Latin": zipf("etaoinshrdlucmfwypvbgkqjxz", 300_000),
        "Cyrillic": zipf("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф", 150_000),
        "Arabic": zipf("ايلمونرتبةعدسفهكقحجشصطخ", 150_000),
        "Devanagari": zipf("करनसतमहपयलवजदबगिेाोीु्ं", 100_000),
        "Han": re.sub(r"(.{20})", r"\1，", han),
        "Thai": zipf("กขคงจชดตทนบปพมยรลวสหอะาิีุเแ่้", 60_000),
    }


def throughput(folder: Path) -> None:
    print(f"{'MB/s':12} {'MB':>6} {'first':>8} {'again':>8} {'count':>8} {'spans':>8} {'re':>8}")
    for name, text in texts(folder).items():
        size = len(text.encode()) / 1e6
        works: tuple[Callable[[], object], ...] = (
            lambda text=text: (forget(), tokens.words(text)),
            lambda text=text: tokens.words(text),
            lambda text=text: tokens.count(text),
            lambda text=text: tokens.spans(text),
            lambda text=text: re.findall(r"\w+", text),
        )
        speeds = "".join(f" {size / seconds(work):8.1f}" for work in works)
        print(f"{name:12} {size:6.2f}{speeds}")


def folding(folder: Path) -> None:
    for name, text in texts(folder).items():
        distinct = list(set(tokens.words(text)))
        taken = seconds(lambda words=distinct: [tokens.fold(word) for word in words])
        print(f"fold {name:12} {taken / len(distinct) * 1e6:6.2f} µs a word")


def worst_cases() -> None:
    units = [".", "a.", "a.a@", "a@", "a@a-", "'", "http://", "#", "#1", "_", "(", "a\u0301", "א'"]
    for size in (1_000_000, 4_000_000):
        times = {}
        for unit in units:
            text = unit * (size // len(unit))
            times[unit] = seconds(lambda text=text: tokens.count(text))
        slowest = max(times, key=lambda unit: times[unit])
        print(f"{size:,} characters in one line: at worst {times[slowest]:.2f} s, of {slowest!r}")


def languages(folder: Path) -> None:
    documents = [path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.txt"))]
    taken = seconds(lambda: [detect(text) for text in documents])
    print(f"language: {taken / len(documents) * 1e3:.2f} ms a document")


if __name__ == "__main__":
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "seeds")
    throughput(source)
    folding(source)
    worst_cases()
    languages(source)
