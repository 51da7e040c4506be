"""The analyses' speed, memory and answers beside Conc's on the same text, in one table.

    python tests/bench/bench_analysis.py [--size 100MB] [--folder FOLDER] [--only ROW...]

Ours is a whole process, Python's start included; Conc's is the time to load its corpus and that of
one call, the first of a process as ours is, its imports left out. The two take turns, and medians
are compared. The corpus is made in the folder where it is not there yet, Conc's is built of it
with a blank spaCy tokeniser, and both are kept. Exits with 1 where a target is missed.

The last rows compare answers. Both count words case apart, Conc without punctuation. But spaCy
divides words in its own way ("don't" is two, a file's name one), punctuation takes up room in its
windows, and windows and n-grams go on over the ends of paragraphs and over line breaks, which
separate where it does not. So the counts of the two differ by some percent; on a text where there
is nothing to disagree on, of letters a to z, a paragraph a document, they have to be the same.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import bench_engine
from bench_engine import CONC, Failed, Row, Run, cells, duration, run, table

TARGET = 3
MEMORY = 600

# Conc wants a model; a blank one is a tokeniser alone, and has no parts to turn off.
BLANK = """
import json, logging, sys, time, spacy
logging.disable(logging.CRITICAL)
english = spacy.blank("en")
english.disable_pipes = lambda names: None
spacy.load = lambda name: english
from conc.conc import Conc
from conc.corpus import Corpus
"""
BUILD = """
if plain:
    english.tokenizer.rules = {}
Corpus(name="bench", description="").build_from_files(
    sys.argv[1], sys.argv[2], file_mask="*/*.txt", model="blank"
)
"""
CALL = """
began = time.perf_counter()
conc = Conc(Corpus().load(sys.argv[1]))
frame = eval(sys.argv[2]).to_frame()
print(json.dumps([time.perf_counter() - began, frame.to_dicts()], default=str))
"""


class Case(NamedTuple):
    """A command of ours, and Conc's call that does the same."""

    ours: str
    conc: str


CASES = {
    "kwic-rare": Case(
        "kwic aleppo --sort R1,R2,R3 --limit 20", "conc.concordance('aleppo', page_size=20)"
    ),
    "kwic": Case(
        "kwic machine --sort R1,R2,R3 --limit 20", "conc.concordance('machine', page_size=20)"
    ),
    "kwic-frequent": Case(
        "kwic the --sort R1,R2,R3 --limit 20", "conc.concordance('the', page_size=20)"
    ),
    "collocates": Case(
        "collocates machine --min 5 --limit 20", "conc.collocates('machine', page_size=20)"
    ),
    "collocates-frequent": Case(
        "collocates the --min 5 --limit 20", "conc.collocates('the', page_size=20)"
    ),
    "freq": Case("freq --limit 20", "conc.frequencies(page_size=20, show_document_frequency=True)"),
    "ngrams-2": Case("ngrams 2 --limit 20", "conc.ngram_frequencies(ngram_length=2, page_size=20)"),
    "ngrams-3": Case("ngrams 3 --limit 20", "conc.ngram_frequencies(ngram_length=3, page_size=20)"),
}
# What is run for its memory alone: what Conc has no equal of.
MORE = (
    "kwic the --limit 20",
    "freq --by year --limit 20",
    "keyness --in kind:mail --limit 20",
    "ngrams 5 --limit 20",
)
# What is counted is compared of so many rows, and on a plain text of all.
MOST = 1000
ALL = 10_000_000


class Answer(NamedTuple):
    """A command and a call that ask for so many rows, and the columns to compare; none for rows."""

    ours: str
    conc: str
    own: str = ""
    other: str = ""


ANSWERS = {
    "hits": Answer("kwic the --limit {}", "conc.concordance('the', page_size={})"),
    "words": Answer("freq --limit {}", "conc.frequencies(page_size={})", "count", "frequency"),
    "bigrams": Answer(
        "ngrams 2 --min 1 --limit {}",
        "conc.ngram_frequencies(ngram_length=2, page_size={})",
        "count",
        "frequency",
    ),
    "trigrams": Answer(
        "ngrams 3 --min 1 --limit {}",
        "conc.ngram_frequencies(ngram_length=3, page_size={})",
        "count",
        "frequency",
    ),
    "collocates": Answer(
        "collocates the --min 5 --by count --limit {}",
        "conc.collocates('the', order='collocate_frequency', page_size={})",
        "count",
        "collocate_frequency",
    ),
    "log-dice": Answer(
        "collocates the --min 5 --limit {}",
        "conc.collocates('the', page_size={})",
        "log_dice",
        "logdice",
    ),
}
PLAIN_DOCUMENTS = 300


class Bench:
    """The rows, and what they share: the corpora, ours and Conc's."""

    def __init__(self, arguments: argparse.Namespace, folder: Path, scratch: Path) -> None:
        self.size: str = arguments.size
        self.runs: int = arguments.runs
        self.folder = folder
        self.scratch = scratch
        arguments.sizes, arguments.build_runs = [self.size], None
        self.engine = bench_engine.Bench(arguments, folder, scratch)

    @functools.cached_property
    def text(self) -> str:
        """The corpus, which has a snapshot; read once, so that it is warm."""
        self.engine.megabytes(self.size)
        return self.engine.indexed(self.size)

    @functools.cached_property
    def conc(self) -> str:
        """Conc's corpus of the same text."""
        return self.built(self.text, self.folder / f"conc-{self.size}", plain=False)

    def built(self, text: str, target: Path, *, plain: bool) -> str:
        """Build Conc's corpus of a text where it is not there; a plain text has no exceptions."""
        if not target.exists():
            part = target.with_name(f"{target.name}.part")
            part.mkdir()
            self.python(f"{BLANK}plain = {plain}{BUILD}", text, str(part))
            part.rename(target)
        return str(target / "bench.corpus")

    def python(self, script: str, *arguments: str) -> str:
        """Return what a script prints that may use Conc."""
        command = [self.engine.conc(), "-c", script, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(done.stderr.strip().rpartition("\n")[2][:90])
        return done.stdout

    def called(self, call: str, corpus: str) -> tuple[float, list[dict[str, Any]]]:
        """Return how long a call of Conc's took, loading included, and its rows."""
        seconds, rows = json.loads(self.python(BLANK + CALL, corpus, call).splitlines()[-1])
        return seconds, rows

    def ours(self, command: str, text: str) -> list[str]:
        arguments = [*shlex.split(command), "--json", "--refresh", "never"]
        return self.engine.ours(text, *arguments)

    def measured(self, command: str) -> Run:
        return run(self.ours(command, self.text), self.engine.env)

    def answered(self, command: str, text: str) -> list[dict[str, Any]]:
        """Return our rows."""
        line = self.ours(command, text)
        done = subprocess.run(line, env=self.engine.env, capture_output=True, check=True)
        return list(map(json.loads, done.stdout.splitlines()))

    def timed(self, case: Case) -> Row:
        """Compare the times of a command and a call."""
        self.measured(case.ours)
        self.called(case.conc, self.conc)
        own, other = [], []
        for _ in range(self.runs):
            own.append(self.measured(case.ours))
            other.append(self.called(case.conc, self.conc)[0])
        ours = statistics.median(each.seconds for each in own)
        conc = statistics.median(other)
        peak = max(each.peak for each in own)
        return Row(
            "",
            f"{case.ours}, {self.size} | {case.conc}",
            f"{duration(ours)}, {peak / 1e6:,.0f} MB",
            duration(conc),
            f"{conc / ours:.2f} x faster",
            f"{TARGET} x faster",
            "yes" if conc / ours >= TARGET else "NO",
        )

    def memory(self) -> Row:
        """The most that any of the analyses takes."""
        commands = (*(case.ours for case in CASES.values()), *MORE)
        peaks = {command: self.measured(command).peak for command in commands}
        worst = max(peaks, key=lambda command: peaks[command])
        row = Row("", f"{worst}, {self.size}: peak of the process")
        return self.engine.limited(row, peaks[worst] / 1e6, MEMORY)

    def answers(self) -> Row:
        """How far what both say of a word lies apart."""
        said = []
        for name, answer in ANSWERS.items():
            if answer.own:
                own, other = self.values(answer, MOST, self.text, self.conc)
                apart = sorted(abs(own[word] / other[word] - 1) for word in own.keys() & other)
                middle = statistics.median(apart)
                said.append(f"{name} {middle:.1%}")
        found, named = self.hits
        what = f"rows of both among the first {MOST:,}: half are within so much; hits of 'the'"
        return Row("", what, f"{', '.join(said)}; {found:,}", f"{named:,}", met="-")

    @property
    def hits(self) -> tuple[int, int]:
        """How often each finds one word in the corpus."""
        [count] = self.answered("freq --match ^the$ --limit 1", self.text)
        summary = "conc.concordance('the', page_size=1).summary_data"
        script = BLANK + f"conc = Conc(Corpus().load(sys.argv[1])); print({summary}['total_count'])"
        return count["count"], int(self.python(script, self.conc).splitlines()[-1])

    def same_answers(self) -> Row:
        """Whether all that is said is the same where there is nothing to disagree on."""
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            text = Path(folder, "text")
            words = make_plain(Path(self.text), text)
            conc = self.built(str(text), Path(folder, "conc"), plain=True)
            run([*self.engine.corpus, "index", "-C", str(text)], self.engine.env)
            compared, wrong = 0, []
            for name, answer in ANSWERS.items():
                own, other = self.values(answer, ALL, str(text), conc)
                compared += len(own)
                wrong += [] if same(own, other) else [name]
        verdict = f"other {', '.join(wrong)}" if wrong else f"{compared:,} values the same"
        what = f"{', '.join(ANSWERS)}; {words:,} words of letters a to z"
        return Row("", what, verdict, target="all the same", met="NO" if wrong else "yes")

    def values(
        self, answer: Answer, limit: int, text: str, conc: str
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Return what we and Conc say of each word."""
        own = self.answered(answer.ours.format(limit), text)
        _, other = self.called(answer.conc.format(limit), conc)
        return by_word(own, answer.own), by_word(other, answer.other)


def by_word(rows: Sequence[dict[str, Any]], column: str) -> dict[str, float]:
    """Return a column by word, or the number of rows."""
    if not column:
        return {"": len(rows)}
    return {row.get("word") or row.get("ngram") or row["token"]: row[column] for row in rows}


def same(own: dict[str, float], other: dict[str, float]) -> bool:
    return own.keys() == other.keys() and all(
        math.isclose(own[word], other[word], rel_tol=1e-9, abs_tol=1e-9) for word in own
    )


def make_plain(source: Path, target: Path) -> int:
    """Write some documents' lower-case words of letters a to z, a line each; return how many."""
    (target / "0").mkdir(parents=True)
    count = 0
    for path in sorted(source.glob("*/*.txt"))[:PLAIN_DOCUMENTS]:
        words = re.findall("[a-z]+", path.read_text("utf-8"))
        (target / "0" / path.name).write_text(" ".join(words), "utf-8")
        count += len(words)
    return count


ROWS: dict[str, Callable[[Bench], Row]] = {
    **{name: functools.partial(Bench.timed, case=case) for name, case in CASES.items()},
    "memory": Bench.memory,
    "answers": Bench.answers,
    "same-answers": Bench.same_answers,
}


def rows(bench: Bench, names: Iterable[str]) -> Iterator[Row]:
    """Measure rows one after another, saying each as it is done; one that fails says why."""
    for name in names:
        try:
            row = replace(ROWS[name](bench), name=name)
        except (Failed, OSError, subprocess.CalledProcessError) as error:
            row = Row(name, str(error).replace("\n", " "), met="failed")
        print(" ".join(filter(None, cells(row))), file=sys.stderr, flush=True)
        yield row


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--size", default="100MB")
    parser.add_argument("--folder", type=Path, help="where corpora are made and kept")
    parser.add_argument("--cache", type=Path, help="keep snapshots here (default: remove them)")
    parser.add_argument("--corpus", default="corpus", help="the command to measure")
    parser.add_argument("--conc-python", help=f"a Python with {CONC} (default: one is made)")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=ROWS, metavar="ROW", help=", ".join(ROWS))
    return parser.parse_args()


def main() -> int:
    """Measure, print the table, and return 1 where a target is missed."""
    given = arguments()
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        bench = Bench(given, given.folder or Path(scratch), Path(scratch))
        # Answers come last: the kernel counts this process's memory as its children's too.
        done = list(rows(bench, [name for name in ROWS if name in (given.only or ROWS)]))
    print(f"{given.corpus}: medians of {given.runs} runs in turns with Conc's\n")
    print(table(done))
    return 0 if all(row.met in ("yes", "-") for row in done) else 1


if __name__ == "__main__":
    sys.exit(main())
