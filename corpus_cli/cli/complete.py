"""Ids for a shell to complete, found by walking names: no document is read."""

from __future__ import annotations

import re

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


def _paths(ctx: typer.Context) -> tuple[str, ...]:
    """Return the paths given with ``-C`` so far, before the command and after it."""
    paths: tuple[str, ...] = ()
    context: typer.Context | None = ctx
    while context is not None:
        paths = (*(context.params.get("corpus") or ()), *paths)
        context = context.parent  # type: ignore[assignment]
    return paths
