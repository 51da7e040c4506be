"""Errors as lines: what is wrong, and a caret under the spot of it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from corpus_cli.errors import CorpusError, ExpressionError, PatternError
from corpus_cli.render.messages import error_lines


@pytest.mark.parametrize(
    ("error", "lines"),
    [
        (
            ExpressionError("no such field", "a kid:mail", 2),
            ["corpus: bad expression: no such field", "  a kid:mail", "    ^"],
        ),
        (
            PatternError("missing )", "a(", 2),
            ["corpus: bad pattern: missing )", "  a(", "    ^"],
        ),
        (PatternError("nested too deeply", "(("), ["corpus: bad pattern: nested too deeply"]),
        # A Han character is two columns wide.
        (
            ExpressionError("wrong", "阿勒颇 )", 4),
            ["corpus: bad expression: wrong", "  阿勒颇 )", "         ^"],
        ),
        (ExpressionError("needed", "", 0), ["corpus: bad expression: needed", "  ", "  ^"]),
        (
            ExpressionError("wrong", "a" * 100 + ")" + "b" * 100, 100),
            [
                "corpus: bad expression: wrong",
                "  …" + "a" * 30 + ")" + "b" * 29 + "…",
                "  " + " " * 31 + "^",
            ],
        ),
    ],
)
def test_a_caret_stands_under_the_spot(error: CorpusError, lines: list[str]) -> None:
    assert list(error_lines(error)) == lines


@pytest.mark.parametrize("before", ["e\u0301 ", "\x1b[2J", "a\nb", "\u202e", "👍🏽 ", "\ud800"])
def test_the_caret_is_right_behind_what_no_terminal_shows_as_it_is(before: str) -> None:
    error = ExpressionError("wrong", f"{before}kid:mail", len(before))
    _, shown, caret = error_lines(error)
    assert "\x1b" not in shown
    assert "\n" not in shown
    assert len(caret) - 1 == cell_len(shown[: shown.index("kid:mail")])
