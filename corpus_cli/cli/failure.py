"""Errors as lines for standard error: what is wrong, with which thing, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from corpus_cli.errors import CorpusError
from corpus_cli.render.messages import error_lines
from corpus_cli.render.text import inline


def explain(error: Exception) -> Iterator[str]:
    """Yield the lines that explain an error."""
    if isinstance(error, CorpusError):
        yield from error_lines(error)
    elif isinstance(error, typer.TyperException):
        yield f"corpus: {_usage(error)}"
    elif isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        yield f"corpus: {inline(where)}{(error.strerror or str(error)).lower()}"
    else:
        yield f"corpus: a fault of this program: {type(error).__name__}: {inline(str(error))}"
        yield "  CORPUS_DEBUG=1 shows where; please report it"


def _usage(error: typer.TyperException) -> str:
    """Return what is wrong with the command line, and which page explains it."""
    message = inline(error.format_message()).rstrip(".")
    message = message.replace("is not a valid int", "is not a whole number")
    near = getattr(error, "possibilities", None)
    if near:
        message = f"{inline(error.message)}; did you mean {' or '.join(sorted(near))}?"
    context = getattr(error, "ctx", None)
    page = context.command_path if context is not None else "corpus"
    advice = f" See {page} --help" if near else f"; see {page} --help"
    return f"{message[:1].lower()}{message[1:]}{advice}"
