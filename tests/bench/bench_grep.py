"""How long grep takes beside ripgrep and beside a plain scan, over a folder given as argument.

    python tests/bench/bench_grep.py [FOLDER] [--runs N]

Medians in milliseconds. Ours are measured within one process, from walking the folder to the last
hit; ripgrep's include starting it. ``scan`` matches every paragraph of documents that are parsed
already, which is what grep would do without looking for what a match must contain.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import regex

from corpus_cli import Corpus, open_corpus
from corpus_cli.query import grep

SEEDS = Path(__file__).parents[2] / "seeds"

CASES: list[tuple[str, dict[str, bool]]] = [
    ("Aleppo", {}),
    ("aleppo", {"ignore_case": True}),
    ("Aleppo", {"word": True}),
    ("nosuchword", {}),
    ("nosuchword", {"ignore_case": True}),
    (r"\w+ing of Aleppo", {}),
    ("Aleppo|Mosul", {}),
    (r"\d{4}", {}),
    (r"[A-Z]\w+ [A-Z]\w+", {}),
]
FLAGS = {"ignore_case": "-i", "word": "-w"}


def median(runs: int, call: Callable[[], object]) -> float:
    """The median time of a call in milliseconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def ours(folder: Path, pattern: str, options: dict[str, bool], *, lines: bool) -> int:
    """Open, search, and count the units found."""
    request = grep.Request(patterns=(pattern,), lines=lines, **options)  # type: ignore[arg-type]
    return sum(result.units for result in grep.run(open_corpus(folder), request))


def ripgrep(folder: Path, pattern: str, options: dict[str, bool]) -> int:
    """The same with ripgrep, on one thread as ours."""
    flags = [FLAGS[name] for name in options]
    command = ["rg", "--no-config", "--no-ignore", "-j1", "-I", "-c", *flags, "-e", pattern]
    output = subprocess.run([*command, folder], capture_output=True, text=True, check=False).stdout
    return sum(map(int, output.split()))


def scan(corpus: Corpus, pattern: str, options: dict[str, bool]) -> int:
    """Match every unit of every document."""
    source = rf"(?<!\w)(?:{pattern})(?!\w)" if options.get("word") else pattern
    compiled = regex.compile(source, regex.IGNORECASE if options.get("ignore_case") else 0)
    return sum(1 for document in corpus for unit in document.units() if compiled.search(unit.text))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SEEDS)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    folder, runs = arguments.folder, arguments.runs
    corpus = open_corpus(folder)
    size = sum(document.bytes for document in corpus)
    print(f"{folder}: {len(corpus):,} documents, {size / 1e6:.1f} MB")
    print(f"{'pattern':28}{'units':>9}{'grep':>10}{'scan':>10}{'--lines':>10}{'rg':>10}")
    has_rg = shutil.which("rg") is not None
    for pattern, options in CASES:
        found = ours(folder, pattern, options, lines=False)
        if found != scan(corpus, pattern, options):
            raise SystemExit(f"{pattern}: grep and the scan differ")
        if has_rg and ours(folder, pattern, options, lines=True) != ripgrep(
            folder, pattern, options
        ):
            print(f"{pattern}: ripgrep finds other lines")
        columns = [
            median(runs, lambda: ours(folder, pattern, options, lines=False)),  # noqa: B023
            median(runs, lambda: scan(corpus, pattern, options)),  # noqa: B023
            median(runs, lambda: ours(folder, pattern, options, lines=True)),  # noqa: B023
            median(runs, lambda: ripgrep(folder, pattern, options)) if has_rg else float("nan"),  # noqa: B023
        ]
        name = " ".join([*(FLAGS[name] for name in options), pattern])
        print(f"{name:28}{found:>9,}" + "".join(f"{each:>10.1f}" for each in columns), flush=True)


if __name__ == "__main__":
    main()
