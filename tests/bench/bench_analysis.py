"""Print how long analyses take beside Conc's on the same text, as one table of ratios.

Run by hand, from the project's folder, on a corpus that ``make_corpus.py`` made:

    python tests/bench/bench_analysis.py FOLDER --conc-python PYTHON --conc-corpus FOLDER

Ours is the whole process, Python's start included; Conc's is the time to load its corpus and the
time of one call, its imports left out, the first call of a process as ours is. The two take turns,
and medians are compared. Conc's corpus is built, with a blank spaCy tokeniser, where it is not
there yet.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any, NamedTuple

CORPUS = shutil.which("corpus", path=sysconfig.get_path("scripts")) or "corpus"

# Conc wants a model; a blank one is a tokeniser alone, and has no parts to turn off.
BLANK = """
import sys, time, json, logging, spacy
logging.disable(logging.CRITICAL)
english = spacy.blank("en")
english.disable_pipes = lambda names: None
spacy.load = lambda name: english
from conc.corpus import Corpus
"""
BUILD = (
    BLANK
    + """
Corpus(name="bench", description="").build_from_files(
    sys.argv[1], sys.argv[2], file_mask="*/*.txt", model="blank"
)
"""
)
CALL = (
    BLANK
    + """
from conc.conc import Conc
began = time.perf_counter()
corpus = Corpus().load(sys.argv[1])
frame = eval(sys.argv[2], {"conc": Conc(corpus)}).to_frame()
took = time.perf_counter() - began
rows = frame.head(40).to_dicts()
print(json.dumps([took, rows], default=str))
"""
)


class Case(NamedTuple):
    """A command of ours, and Conc's call that does the same."""

    name: str
    ours: tuple[str, ...]
    conc: str


CASES = (
    Case("kwic aleppo", ("kwic", "aleppo", "--sort", "R1,R2,R3", "--limit", "20"),
         "conc.concordance('aleppo', page_size=20)"),
    Case("kwic war", ("kwic", "war", "--sort", "R1,R2,R3", "--limit", "20"),
         "conc.concordance('war', page_size=20)"),
    Case("kwic the", ("kwic", "the", "--sort", "R1,R2,R3", "--limit", "20"),
         "conc.concordance('the', page_size=20)"),
    Case("collocates war", ("collocates", "war", "--min", "5", "--limit", "20"),
         "conc.collocates('war', page_size=20)"),
    Case("collocates the", ("collocates", "the", "--min", "5", "--limit", "20"),
         "conc.collocates('the', page_size=20)"),
    Case("freq", ("freq", "--limit", "20"),
         "conc.frequencies(page_size=20, show_document_frequency=True)"),
    Case("ngrams 2", ("ngrams", "2", "--limit", "20"),
         "conc.ngram_frequencies(ngram_length=2, page_size=20)"),
)  # fmt: skip
TARGET = 3.0


class Ours(NamedTuple):
    """A run of ours: its seconds, the greatest memory that it held in MB, and its records."""

    seconds: float
    memory: float
    rows: list[dict[str, Any]]


def ours(arguments: tuple[str, ...], folder: str) -> Ours:
    command = [CORPUS, "-C", folder, *arguments, "--json", "--refresh", "never"]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        sys.exit(f"{' '.join(command)} failed")
    rows = [json.loads(line) for line in text.splitlines()]
    return Ours(seconds, usage.ru_maxrss / 1024, rows)


def conc(python: str, corpus: str, call: str) -> tuple[float, list[dict[str, Any]]]:
    done = subprocess.run(
        [python, "-c", CALL, corpus, call], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"Conc: {call}: {done.stderr.strip().splitlines()[-1]}")
    seconds, rows = json.loads(done.stdout.splitlines()[-1])
    return seconds, rows


def differences(case: Case, own: list[dict[str, Any]], other: list[dict[str, Any]]) -> str:
    """Say how the counts compare of what both list."""
    if case.name.startswith("kwic"):
        return ""
    name, count = {
        "freq": ("word", "count"),
        "ngrams": ("ngram", "count"),
        "collocates": ("word", "count"),
    }[case.name.split()[0]]
    theirs = {}
    for row in other:
        label = row.get("token") or row.get("ngram")
        theirs[label] = row.get("collocate_frequency") or row.get("frequency")
    shared = [(row[count], theirs[row[name]]) for row in own if row[name] in theirs]
    if not shared:
        return "nothing in common"
    worst = max(abs(a - b) / max(a, b) for a, b in shared)
    return f"{len(shared)} of {len(own)} in common, counts within {worst:.1%}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", help="the corpus that make_corpus.py made, indexed already")
    parser.add_argument("--conc-python", required=True, help="a Python with conc==0.1.13")
    parser.add_argument("--conc-corpus", required=True, help="where its corpus lies or shall lie")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="names of rows that begin so")
    options = parser.parse_args()
    built = Path(options.conc_corpus, "bench.corpus")
    if not built.is_dir():
        script = [options.conc_python, "-c", BUILD, options.folder, options.conc_corpus]
        subprocess.run(script, check=True, stdout=subprocess.DEVNULL)
    print("| row | ours | Conc | ratio | target | peak memory | answers |")
    print("|---|---|---|---|---|---|---|")
    for case in CASES:
        if options.only and not any(case.name.startswith(name) for name in options.only):
            continue
        own, other = [], []
        for _ in range(options.runs):
            own.append(ours(case.ours, options.folder))
            other.append(conc(options.conc_python, str(built), case.conc))
        mine = statistics.median(run.seconds for run in own)
        peer = statistics.median(seconds for seconds, _ in other)
        memory = max(run.memory for run in own)
        ratio = peer / mine
        met = "yes" if ratio >= TARGET else "NO"
        said = differences(case, own[0].rows, other[0][1])
        print(
            f"| {case.name} | {mine:.2f} s | {peer:.2f} s | {ratio:.1f} x faster | {TARGET:g} x "
            f"({met}) | {memory:.0f} MB | {said} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
