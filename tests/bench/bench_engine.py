"""The snapshot's speed and memory against the best tools of each kind, in one table.

    python tests/bench/bench_engine.py [--sizes 10MB,100MB,1GB] [--folder FOLDER] [--only ROW...]

Whole processes, ours and the peer's in turns, medians; what they print is read through a pipe and
thrown away. Corpora are made in the folder where they are not there yet, and kept; snapshots go to
a cache folder of the bench's own. A peer that is not installed is named in its row. Memory of
queries is the kernel's peak of the process, or the largest sum seen over its tree; that of
building the largest sum of proportional set sizes (Pss, which counts a shared page once) over the
tree, looked at ten times a second. Exits with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import functools
import os
import select
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from make_corpus import FILE_BYTES, bytes_of, path_of

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
PLANTED = "zarquavel"
CONC = "conc==0.1.13"
CONC_SIZE = "10MB"

# Conc wants a model; a blank one is a tokeniser alone, and has no parts to turn off.
BUILD_CONC = """
import sys, spacy
from conc.corpus import Corpus
english = spacy.blank("en")
english.disable_pipes = lambda names: None
spacy.load = lambda name: english
Corpus(name="bench", description="").build_from_files(
    sys.argv[1], sys.argv[2], file_mask="*/*.txt", model="blank"
)
"""
BUILD_FTS5 = """
import os, sqlite3, sys
base = sqlite3.connect(sys.argv[2] + "/fts5.db", isolation_level=None)
base.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, text, tokenize='unicode61')")
def rows():
    for folder, _, names in os.walk(sys.argv[1]):
        for name in names:
            path = folder + "/" + name
            with open(path, encoding="utf-8") as file:
                yield path, file.read()
base.execute("BEGIN")
base.executemany("INSERT INTO texts VALUES (?, ?)", rows())
base.execute("COMMIT")
"""


class Failed(Exception):
    """A program ended with a status that is neither found nor nothing found."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a program took: seconds, bytes of memory at most, bytes printed."""

    seconds: float
    peak: int
    printed: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, its cells ready to print."""

    name: str
    what: str
    ours: str = ""
    peer: str = ""
    ratio: str = ""
    target: str = ""
    met: str = ""


def run(command: Sequence[str], env: dict[str, str], *, look_every: float | None = None) -> Run:
    """Run a program to its end, reading what it prints; look at its tree's memory on the way."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    streams = {process.stdout.fileno(): 0, process.stderr.fileno(): 0}
    open_streams, said, peak, next_look = list(streams), b"", 0, began
    while open_streams:
        ready, _, _ = select.select(open_streams, [], [], look_every)
        for stream in ready:
            data = os.read(stream, 1 << 20)
            streams[stream] += len(data)
            if stream == process.stderr.fileno():
                said = (said + data)[-2000:]
            if not data:
                open_streams.remove(stream)
        if look_every and time.perf_counter() >= next_look:
            peak = max(peak, tree_memory(process.pid))
            next_look = time.perf_counter() + look_every
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    printed = streams[process.stdout.fileno()]
    process.stdout.close()
    process.stderr.close()
    if process.returncode not in (0, 1):
        last = said.decode(errors="replace").strip().rpartition("\n")[2]
        raise Failed(f"status {process.returncode}: {last[:90]}")
    return Run(seconds, max(peak, usage.ru_maxrss * 1024), printed)


def tree_memory(pid: int) -> int:
    """Bytes of memory of a process and all below it; a page shared by some is counted once."""
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_bytes()
            for task in os.listdir(f"/proc/{one}/task"):
                children = Path(f"/proc/{one}/task/{task}/children").read_text()
                waiting += map(int, children.split())
        except OSError:
            continue
        total += int(rollup.partition(b"\nPss:")[2].split(None, 1)[0] or 0) * 1024
    return total


def in_turns(times: int, *calls: Callable[[], Run]) -> list[list[Run]]:
    """Run each call in turn, so many times; return the runs of each."""
    runs: list[list[Run]] = [[] for _ in calls]
    for _ in range(times):
        for call, done in zip(calls, runs, strict=True):
            done.append(call())
    return runs


def median(runs: Iterable[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def duration(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds < 10 else f"{seconds:,.1f} s"


def speed(megabytes: float) -> str:
    return f"{megabytes:.1f} MB/s"


class Bench:
    """The rows, each a method; and what they share: corpora, snapshots, runs of a build."""

    def __init__(self, arguments: argparse.Namespace, folder: Path, scratch: Path) -> None:
        self.sizes: list[str] = arguments.sizes
        self.runs: int = arguments.runs
        self.build_runs: int = arguments.build_runs or arguments.runs
        self.corpus = shlex.split(arguments.corpus)
        self.conc_python: str | None = arguments.conc_python
        self.folder = folder
        self.scratch = scratch
        unwanted = ("CORPUS_PATH", "RIPGREP_CONFIG_PATH", "PYTHONDONTWRITEBYTECODE")
        self.env = {name: value for name, value in os.environ.items() if name not in unwanted}
        self.env["CORPUS_CACHE"] = str(arguments.cache or scratch / "cache")
        self.builds: list[Run] = []

    @property
    def largest(self) -> str:
        return self.sizes[-1]

    @functools.cache  # noqa: B019
    def made(self, size: str) -> str:
        """The folder of a corpus, made where it is not there."""
        folder = self.folder / size
        if not folder.exists():
            part = self.folder / f"{size}.part"
            command = [sys.executable, str(HERE / "make_corpus.py"), "--size", size, str(part)]
            subprocess.run(command, check=True, stdout=sys.stderr)
            part.rename(folder)
        return str(folder)

    @functools.cache  # noqa: B019
    def megabytes(self, size: str) -> float:
        """What the corpus's files hold together; reading them warms them too."""
        files = (path for path in Path(self.made(size)).rglob("*") if path.is_file())
        return sum(len(path.read_bytes()) for path in files) / 1e6

    @functools.cache  # noqa: B019
    def indexed(self, size: str) -> str:
        """The folder of a corpus that has a snapshot."""
        folder = self.made(size)
        run([*self.corpus, "index", "-C", folder], self.env)
        return folder

    def ours(self, folder: str, *arguments: str) -> list[str]:
        return [*self.corpus, "-C", folder, *arguments]

    def timed(self, *commands: list[str]) -> list[list[Run]]:
        """Runs of commands in turns, after one of each that does not count."""
        calls = [functools.partial(run, command, self.env) for command in commands]
        in_turns(1, *calls)
        return in_turns(self.runs, *calls)

    def build(self) -> Run:
        """Build the snapshot of the largest corpus anew."""
        folder = self.made(self.largest)
        self.megabytes(self.largest)
        self.indexed.cache_clear()
        run([*self.corpus, "index", "--clear", "-C", folder], self.env)
        built = run([*self.corpus, "index", "-C", folder], self.env, look_every=0.1)
        self.builds.append(built)
        return built

    def built_beside(self, peer: Callable[[], Run]) -> list[Run]:
        """Runs of a peer's build, in turns with ours where those are still to be done."""
        if self.builds:
            return in_turns(self.build_runs, peer)[0]
        return in_turns(self.build_runs, self.build, peer)[1]

    def build_script(self, python: str, script: str, size: str) -> Run:
        """Run a peer's build into a folder that is removed again."""
        self.megabytes(size)
        with tempfile.TemporaryDirectory(dir=self.scratch) as target:
            return run([python, "-c", script, self.made(size), target], self.env)

    def build_fts5(self) -> Row:
        size = self.largest
        row = Row("build-fts5", f"index {size} | SQLite FTS5", target="at least as fast")
        peer = self.built_beside(lambda: self.build_script(sys.executable, BUILD_FTS5, size))
        return self.compared_builds(row, median(peer), size, at_least=1)

    def build_conc(self) -> Row:
        row = Row("build-conc", f"index {self.largest} | Conc, {CONC_SIZE}", target="10 x faster")
        python = self.conc()
        peer = self.built_beside(lambda: self.build_script(python, BUILD_CONC, CONC_SIZE))
        return self.compared_builds(row, median(peer), CONC_SIZE, at_least=10)

    def conc(self) -> str:
        """A Python that has Conc: the one given, or that of a new virtual environment."""
        if self.conc_python:
            return self.conc_python
        home = self.scratch / "conc"
        python = str(home / "bin" / "python")
        try:
            subprocess.run([sys.executable, "-m", "venv", home], check=True, capture_output=True)
            install = [python, "-m", "pip", "install", "-q", CONC]
            subprocess.run(install, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise Failed(f"{CONC} not installed") from error
        self.conc_python = python
        return python

    def compared_builds(self, row: Row, peer: float, size: str, *, at_least: float) -> Row:
        ours = self.megabytes(self.largest) / median(self.builds)
        theirs = self.megabytes(size) / peer
        ratio = ours / theirs
        return replace(
            row,
            ours=speed(ours),
            peer=speed(theirs),
            ratio=f"{ratio:.2f} x faster",
            met="yes" if ratio >= at_least else "NO",
        )

    def beside(self, name: str, arguments: list[str], peer: list[str], **target: float) -> Row:
        """A warm query on the largest corpus beside a program that scans it."""
        shown = f"{shlex.join(arguments)} | {shlex.join(peer)}, {self.largest}"
        return self.compared(
            Row(name, shown),
            self.ours(self.indexed(self.largest), *arguments),
            [*peer, self.made(self.largest)],
            **target,
        )

    def compared(
        self,
        row: Row,
        ours: list[str],
        peer: list[str],
        *,
        faster: float | None = None,
        at_most: float | None = None,
    ) -> Row:
        row = replace(row, target=f"{faster} x faster" if faster else f"at most {at_most} x")
        if not shutil.which(peer[0]):
            runs = self.timed(ours)[0]
            return replace(row, ours=duration(median(runs)), peer="not installed", met="?")
        mine, theirs = self.timed(ours, peer)
        ratio = median(mine) / median(theirs)
        met = 1 / ratio >= faster if faster else ratio <= (at_most or 0)
        silent = theirs[0].printed and not mine[0].printed
        return replace(
            row,
            ours=duration(median(mine)),
            peer=duration(median(theirs)),
            ratio=f"{1 / ratio:.2f} x faster" if faster else f"{ratio:.2f} x",
            met="NO, prints nothing" if silent else "yes" if met else "NO",
        )

    def grep_literal(self) -> Row:
        return self.beside("grep-literal", ["grep", "Aleppo"], ["rg", "Aleppo"], faster=2.5)

    def grep_digits(self) -> Row:
        return self.beside("grep-digits", ["grep", r"\d{4}"], ["rg", r"\d{4}"], at_most=2)

    def grep_names(self) -> Row:
        pattern = r"[A-Z]\w+ [A-Z]\w+ said"
        return self.beside("grep-names", ["grep", pattern], ["rg", pattern], at_most=2)

    def search_typo(self) -> Row:
        peer = ["ugrep", "-Z2", "-r", "Allepo"]
        return self.beside("search-typo", ["search", "Allepo"], peer, faster=3)

    def list_first(self) -> Row:
        return self.beside_seeds("list", ["list", "--limit", "20"], ["list", "--limit", "20"])

    def show(self) -> Row:
        middle = path_of(bytes_of(self.largest) // FILE_BYTES // 2).removesuffix(".txt")
        seed = min(SEEDS.glob("*.txt")).stem
        return self.beside_seeds("show", ["show", middle], ["show", seed])

    def beside_seeds(self, name: str, large: list[str], small: list[str]) -> Row:
        return self.compared(
            Row(name, f"{shlex.join(large)}, {self.largest} | seeds"),
            self.ours(self.indexed(self.largest), *large),
            self.ours(str(SEEDS), *small),
            at_most=1.5,
        )

    def frequency_search(self) -> Row:
        return self.beside_smaller("frequency-search", "search")

    def frequency_grep(self) -> Row:
        return self.beside_smaller("frequency-grep", "grep")

    def beside_smaller(self, name: str, command: str) -> Row:
        """A word that stands in as many documents of a corpus as of one ten times larger."""
        if len(self.sizes) < 2:
            raise Failed("wants two sizes")
        smaller = self.sizes[-2]
        return self.compared(
            Row(name, f"{command} {PLANTED}, {self.largest} | {smaller}"),
            self.ours(self.indexed(self.largest), command, PLANTED),
            self.ours(self.indexed(smaller), command, PLANTED),
            at_most=2,
        )

    def memory_query(self) -> Row:
        """The most that any of the queries above takes."""
        folder = self.indexed(self.largest)
        queries = (
            ["grep", "Aleppo"],
            ["grep", r"\d{4}"],
            ["grep", r"[A-Z]\w+ [A-Z]\w+ said"],
            ["search", "Allepo"],
            ["search", PLANTED],
            ["list", "--limit", "20"],
        )
        peaks = {
            shlex.join(query): run(self.ours(folder, *query), self.env, look_every=0.02).peak
            for query in queries
        }
        worst = max(peaks, key=lambda query: peaks[query])
        row = Row("memory-query", f"{worst}, {self.largest}: peak of the process or its tree")
        return self.limited(row, peaks[worst] / 1e6, 250)

    def memory_build(self) -> Row:
        peak = max(build.peak for build in self.builds or [self.build()])
        row = Row("memory-build", f"index {self.largest}: peak of the tree, Pss")
        return self.limited(row, peak / 1e6, 1500)

    def limited(self, row: Row, megabytes: float, limit: float) -> Row:
        return replace(
            row,
            ours=f"{megabytes:,.0f} MB",
            ratio=f"{megabytes / limit:.2f} x",
            target=f"at most {limit:,} MB",
            met="yes" if megabytes <= limit else "NO",
        )


ROWS: dict[str, Callable[[Bench], Row]] = {
    "build-fts5": Bench.build_fts5,
    "build-conc": Bench.build_conc,
    "grep-literal": Bench.grep_literal,
    "grep-digits": Bench.grep_digits,
    "grep-names": Bench.grep_names,
    "search-typo": Bench.search_typo,
    "list": Bench.list_first,
    "show": Bench.show,
    "frequency-search": Bench.frequency_search,
    "frequency-grep": Bench.frequency_grep,
    "memory-query": Bench.memory_query,
    "memory-build": Bench.memory_build,
}


def measured(bench: Bench, names: Iterable[str]) -> list[Row]:
    """Measure rows one after another, saying each as it is done; one that fails says why."""
    rows = []
    for name in names:
        try:
            row = ROWS[name](bench)
        except (Failed, OSError, subprocess.CalledProcessError) as error:
            row = Row(name, str(error).replace("\n", " "), met="failed")
        print(" ".join(filter(None, cells(row))), file=sys.stderr, flush=True)
        rows.append(row)
    return rows


def cells(row: Row) -> list[str]:
    return [row.name, row.what, row.ours, row.peer, row.ratio, row.target, row.met]


def table(rows: Iterable[Row]) -> str:
    """A Markdown table whose columns line up."""
    lines = [["row", "ours, peer", "ours", "peer", "ratio", "target", "met"]]
    lines += [[cell.replace(" | ", " / ") for cell in cells(row)] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "| " + " | ".join(map(str.ljust, line, widths)).replace("\n", " ") + " |" for line in lines
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sizes", type=lambda text: text.split(","), default="10MB,100MB,1GB")
    parser.add_argument("--folder", type=Path, help="where corpora are made and kept")
    parser.add_argument("--cache", type=Path, help="keep snapshots here (default: remove them)")
    parser.add_argument("--corpus", default="corpus", help="the command to measure")
    parser.add_argument("--conc-python", help=f"a Python with {CONC} (default: one is made)")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--build-runs", type=int, help="runs of builds (default: as the others)")
    parser.add_argument("--only", nargs="+", choices=ROWS, metavar="ROW", help=", ".join(ROWS))
    given = parser.parse_args()
    given.sizes.sort(key=bytes_of)
    return given


def main() -> int:
    """Measure, print the table, and return 1 where a target is missed."""
    given = arguments()
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        bench = Bench(given, given.folder or Path(scratch), Path(scratch))
        rows = measured(bench, given.only or ROWS)
    print(f"{given.corpus}: medians of {given.runs} runs in turns with the peer's\n")
    print(table(rows))
    return 0 if all(row.met == "yes" for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
