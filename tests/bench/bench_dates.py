"""What dates and references cost: nanoseconds a line, megabytes a second, and hostile texts.

Run as ``python tests/bench/bench_dates.py [FOLDER]``; the folder's ``.txt`` files (the seeds, if
none is given) are the plain text. For hostile texts the ratio of the time for twice the length to
that for once is printed: about 2 where the time is linear.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from corpus_cli.parsing import dates
from corpus_cli.parsing.references import find_references

SEEDS = Path(__file__).parent.parent.parent / "seeds"
LINES = {
    "prose": "The Syrian revolution began as part of the Arab Spring, which was the",
    "prose with a year": "mid-2012 when massive airpower became the main form of regime",
    "a long line": "x" * 500,
    "a date": "12.01.2022",
    "a long date": "Thursday, November 9, 2023 4:41AM",
    "a mail date": "Fri Feb 19 06:11:39 MST 2016",
    "furniture": "Pubblicato il 19 Febbraio 2020 Ultima modifica 19 Febbraio 2020 12:02",
}
HOSTILE = [
    *(
        "9",
        "(",
        ")",
        "#",
        "@",
        "http://",
        ": . ",
        "www.",
        "a@",
        "1)",
        "(1)",
        " at ",
        "(at)",
        "#a",
        "@a",
    ),
    *(
        ")]",
        "http://a)",
        "(One two three, RT, 3 May 2016)",
        "A.",
        "a b at c.d ",
        ": .\n",
        "(,2016)",
    ),
]


def seconds(call: Callable[[], object], *, repeat: int = 5) -> float:
    """Return the shortest of several runs."""
    times = []
    for _ in range(repeat):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times)


def lines() -> None:
    many = range(20_000)
    for name, line in LINES.items():
        for function in (dates.date_line, dates.find):
            took = seconds(lambda f=function, t=line: [f(t) for _ in many])  # type: ignore[misc]
            print(f"{function.__name__:10} {name:20} {took / len(many) * 1e9:8.0f} ns a line")


def plain(folder: Path) -> None:
    text = "\n".join(p.read_text("utf-8", "replace") for p in sorted(folder.glob("*.txt")))
    text *= max(1, 5_000_000 // max(1, len(text)))
    size = len(text.encode()) / 1e6
    references = seconds(lambda: find_references(text), repeat=3)
    every_line = text.split("\n")
    lines_took = seconds(lambda: [dates.date_line(line) for line in every_line], repeat=3)
    print(f"references {size:.1f} MB: {size / references:.0f} MB/s")
    print(f"date_line  {size:.1f} MB: {size / lines_took:.0f} MB/s", end=", ")
    print(f"{lines_took / len(every_line) * 1e9:.0f} ns a line")


def hostile() -> None:
    for piece in HOSTILE:
        one, two = (piece * (size // len(piece)) for size in (2_500_000, 5_000_000))
        once, twice = (seconds(lambda t=t: find_references(t), repeat=1) for t in (one, two))
        dated = seconds(lambda line=two: dates.date_line(line), repeat=1)  # type: ignore[misc]
        print(f"{piece!r:40} 5 MB in {twice:6.2f} s, ratio {twice / once:4.1f};", end=" ")
        print(f"as one line {dated * 1e6:.0f} µs")


if __name__ == "__main__":
    lines()
    plain(Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS)
    hostile()
