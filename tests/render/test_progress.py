"""Progress shows on a terminal only, and leaves nothing behind."""

from __future__ import annotations

import io
import re
import time
from threading import Event

from corpus_cli.build import Amount
from corpus_cli.render.progress import Progress, Pulse


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_is_drawn_and_taken_away_at_the_end() -> None:
    stream = Terminal()
    progress = Progress(stream, "reading", patience=0)
    progress(Amount(1, 4_000))
    progress(Amount(4_000, 4_000))
    assert stream.getvalue() == f"\r\x1b[Kreading {'╌' * 30} 1 of 4,000 files\r\x1b[K"


def test_a_build_tells_megabytes_speed_and_the_time_left() -> None:
    stream = Terminal()
    progress = Progress(stream, "indexing", patience=0)
    time.sleep(0.01)
    progress(Amount(250, 1_000, 25_000_000, 100_000_000))
    line = stream.getvalue().removeprefix("\r\x1b[K")
    assert len(line) < 80
    assert re.fullmatch(
        r"indexing ━+╌+ 250 of 1,000 files, 25 of 100 MB, [\d.]+ MB/s, \d+:\d\d left", line
    )
    assert line.count("━") == round((line.count("╌") + line.count("━")) / 4)


def test_an_error_takes_the_line_away_too() -> None:
    stream = Terminal()
    with Progress(stream, "reading", patience=0) as progress:
        progress(Amount(1, 2))
    assert stream.getvalue().endswith("\r\x1b[K")


def test_what_is_done_soon_shows_nothing() -> None:
    stream = Terminal()
    progress = Progress(stream, "reading", patience=3600)
    progress(Amount(1, 2))
    progress(Amount(2, 2))
    assert stream.getvalue() == ""


def test_a_pipe_gets_nothing() -> None:
    stream = io.StringIO()
    Progress(stream, "reading", patience=0)(Amount(1, 2))
    assert stream.getvalue() == ""


class Watched(Terminal):
    """A terminal that says when something is drawn on it."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = Event()

    def flush(self) -> None:
        self.drawn.set()


def drawn(done: int, all: int) -> str:
    """Return what a pulse draws, and how it takes it away."""
    stream = Watched()
    with Pulse(stream, "counting", patience=0) as pulse:
        pulse(done, all)
        # What the first line says depends on which thread was first.
        for _ in range(2):
            stream.drawn.clear()
            assert stream.drawn.wait(10)
        last = stream.getvalue().rpartition("\r\x1b[K")[2]
    assert stream.getvalue().endswith("\r\x1b[K")
    return last


def test_a_pulse_draws_while_nothing_is_told() -> None:
    assert re.fullmatch(r"counting ━{15}╌{15} 2 of 4 shards, \d s", drawn(2, 4))


def test_a_pulse_of_one_shard_tells_the_seconds() -> None:
    assert re.fullmatch(r"counting \d s", drawn(0, 1))


def test_a_pulse_draws_nothing_in_pipes_and_where_it_is_soon_over() -> None:
    for stream, patience in ((io.StringIO(), 0.0), (Terminal(), 3600.0)):
        with Pulse(stream, "counting", patience=patience) as pulse:
            pulse(1, 2)
            pulse.stop()
        assert stream.getvalue() == ""
