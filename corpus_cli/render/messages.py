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
# More files than these of which the same is to be said are not named each.
ALIKE = 3
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
    """Yield the notes, what many files have in common as one line: all errors, some remarks."""
    sources: dict[tuple[str, bool], list[str]] = {}
    for note in notes:
        sources.setdefault((note.message, note.is_error), []).append(note.source)
    remarks = left_out = 0
    for (message, is_error), each in sources.items():
        if not is_error and remarks >= MANY:
            left_out += len(each)
            continue
        if len(each) > ALIKE:
            others = counted(len(each) - 1, "other file")
            each = [f"{each[0]} and {others}"]
        for source in each:
            remarks += not is_error
            yield f"corpus: {inline(f'{source}: {message}')}"
    if left_out:
        yield (
            f"corpus: … and {left_out:,} more files skipped or decoded by guess; "
            "corpus index --report names all"
        )


def total_line(shown: int, total: int) -> str:
    """Return what says that not everything was shown."""
    return f"showing {shown:,} of {total:,} (--limit 0 for all)"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return ``1 document`` or ``1,234 documents``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
