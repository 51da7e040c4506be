"""Print how long the commands take to start, as ratios to importing what they cannot do without.

Run by hand: ``python tests/bench/bench_startup.py [RUNS]`` from the project's folder. The commands
and the imports take turns, so that a busy machine slows both; medians are compared.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time

PYTHON = sys.executable
CORPUS = [
    shutil.which("corpus", path=sysconfig.get_path("scripts")) or sys.exit("install it first")
]

# What is timed, what it is compared with, and the ratio to stay under.
CASES = [
    (["--version"], "import typer", 1.15),
    (["list"], "import typer, rich.table", 1.6),
    (["list", "--format", "table"], "import typer, rich.table", 1.6),
    (["grep", "Aleppo"], "import typer, regex", 1.5),
    (["search", "Allepo"], "import typer, rapidfuzz", 2.2),
]


def environment(cache: str) -> dict[str, str]:
    """Return the environment of an installed program: compiled modules are kept, in ``cache``."""
    unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "CORPUS_PATH")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONPYCACHEPREFIX": cache}


def main(runs: int) -> int:
    """Print a line a case and return 1 where a ratio is over its limit."""
    with tempfile.TemporaryDirectory() as cache:
        return measure(runs, environment(cache))


def measure(runs: int, env: dict[str, str]) -> int:
    """Time every case ``runs`` times, the two of it in turns, and print what came out."""

    def seconds(command: list[str]) -> float:
        """Return the wall time of one run, its output going into a pipe."""
        began = time.perf_counter()
        subprocess.run(command, env=env, capture_output=True, check=True)
        return time.perf_counter() - began

    over = 0
    for arguments, statement, limit in CASES:
        # The first run compiles.
        seconds([PYTHON, "-c", statement])
        seconds([*CORPUS, *arguments])
        times: dict[str, list[float]] = {"command": [], "import": []}
        for _ in range(runs):
            times["import"].append(seconds([PYTHON, "-c", statement]))
            times["command"].append(seconds([*CORPUS, *arguments]))
        ours, theirs = (statistics.median(times[name]) for name in ("command", "import"))
        ratio = ours / theirs
        over += ratio > limit
        mark = "OVER" if ratio > limit else "ok"
        print(
            f"corpus {' '.join(arguments):22} {ours * 1000:6.1f} ms   "
            f"{statement:26} {theirs * 1000:6.1f} ms   ratio {ratio:4.2f}  limit {limit}  {mark}"
        )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
