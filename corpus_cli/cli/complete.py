"""What a shell completes: ids, found by walking names so that no document is read, and values."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

import typer

from corpus_cli.errors import CorpusError

# Shells take what is completed as it is, so that an id that would need quoting is not offered.
_PLAIN = re.compile(r"[\w./+,%~-]+")


def complete_id(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids that begin with ``incomplete``."""
    from corpus_cli.build import known_ids
    from corpus_cli.config import locate

    paths = _paths(ctx)
    try:
        ids = known_ids(locate(paths).sources)
    except (CorpusError, OSError):
        return []
    return [id for id in ids if id.startswith(incomplete) and _PLAIN.fullmatch(id)]


def values_of(module: str, name: str, *more: str) -> Callable[[str], list[str]]:
    """Return what completes an option with those values that a module names, and ``more``.

    The module is imported when a shell asks.
    """

    def complete(incomplete: str) -> list[str]:
        values = (*getattr(import_module(module), name), *more)
        return [value for value in values if value.startswith(incomplete)]

    return complete


def _paths(ctx: typer.Context) -> tuple[str, ...]:
    """Return the paths given with ``-C`` so far, before the command and after it."""
    paths: tuple[str, ...] = ()
    context: typer.Context | None = ctx
    while context is not None:
        paths = (*(context.params.get("corpus") or ()), *paths)
        context = context.parent  # type: ignore[assignment]
    return paths
