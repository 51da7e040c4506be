"""What goes to standard error: errors, notes on files, totals.

Everything in them that comes from outside is made safe here. May import ``errors`` and
``readers``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus_cli.errors import (
    AmbiguousIdError,
    CorpusError,
    ExpressionError,
    PatternError,
    UnknownIdError,
)
from corpus_cli.readers import Note
from corpus_cli.render.text import inline

MANY = 10  # candidates and notes that are printed before the rest is only counted
AROUND = 30  # characters of a long pattern on both sides of the spot


_KINDS: Mapping[type[CorpusError], str] = {
    PatternError: "bad pattern: ",
    ExpressionError: "bad expression: ",
}


def error_lines(error: CorpusError) -> Iterator[str]:
    """Yield the lines that say what went wrong: one, and below it what helps to mend it."""
    yield f"corpus: {_KINDS.get(type(error), '')}{inline(str(error))}"
    if isinstance(error, ExpressionError):
        yield from _caret(error.expression, error.position)
    elif isinstance(error, PatternError) and error.position is not None:
        yield from _caret(error.pattern, error.position)
    elif isinstance(error, UnknownIdError) and error.suggestions:
        yield from _choices("did you mean", error.suggestions)
    elif isinstance(error, AmbiguousIdError):
        yield from _choices("could be", error.candidates)


def _choices(head: str, choices: Sequence[str]) -> Iterator[str]:
    yield f"  {head}:"
    yield from (f"    {inline(choice)}" for choice in choices[:MANY])
    if len(choices) > MANY:
        yield f"    … and {len(choices) - MANY:,} more"


def _caret(pattern: str, position: int) -> Iterator[str]:
    """Yield a pattern or expression around a spot and a caret under the spot."""
    from rich.cells import cell_len

    start, end = max(position - AROUND, 0), position + AROUND
    left = ("…" if start else "") + inline(pattern[start:position])
    right = inline(pattern[position:end]) + ("…" if end < len(pattern) else "")
    yield f"  {left}{right}"
    yield f"  {' ' * cell_len(left)}^"


def note_lines(notes: Sequence[Note]) -> Iterator[str]:
    """Yield a line a note: all errors, and of the remarks the first few."""
    remarks = [note for note in notes if not note.is_error]
    shown = {id(note) for note in remarks[:MANY]}
    for note in notes:
        if note.is_error or id(note) in shown:
            yield f"corpus: {inline(str(note))}"
    if len(remarks) > MANY:
        yield f"corpus: … and {len(remarks) - MANY:,} more files skipped or decoded by guess"


def total_line(shown: int, total: int) -> str:
    """Return what says that not everything was shown."""
    return f"showing {shown:,} of {total:,} (--limit 0 for all)"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return ``1 document`` or ``1,234 documents``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
