"""Progress shows on a terminal only, and leaves nothing behind."""

from __future__ import annotations

import io
import re
import time

from corpus_cli.build import Amount
from corpus_cli.render.progress import Progress


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
