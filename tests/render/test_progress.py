"""Progress shows on a terminal only, and leaves nothing behind."""

from __future__ import annotations

import io

from corpus_cli.render.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_is_drawn_and_taken_away_at_the_end() -> None:
    stream = Terminal()
    progress = Progress(stream, "reading", patience=0)
    progress(1, 4_000)
    progress(4_000, 4_000)
    assert stream.getvalue() == "\r\x1b[Kreading 1 of 4,000\r\x1b[K"


def test_an_error_takes_the_line_away_too() -> None:
    stream = Terminal()
    with Progress(stream, "reading", patience=0) as progress:
        progress(1, 2)
    assert stream.getvalue().endswith("\r\x1b[K")


def test_what_is_done_soon_shows_nothing() -> None:
    stream = Terminal()
    progress = Progress(stream, "reading", patience=3600)
    progress(1, 2)
    progress(2, 2)
    assert stream.getvalue() == ""


def test_a_pipe_gets_nothing() -> None:
    stream = io.StringIO()
    Progress(stream, "reading", patience=0)(1, 2)
    assert stream.getvalue() == ""
