"""What documents have beyond the fields of a row: ``meta.NAME``, as far as their formats know it.

May import what all query modules may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus_cli.corpus import Corpus
from corpus_cli.model import META
from corpus_cli.tokens import fold

_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")


def number_in(value: int | str) -> float | None:
    """Return the number that a value is or spells in decimal digits, None where it is none."""
    if isinstance(value, int):
        return value
    return float(value) if _NUMBER.fullmatch(value) else None


def sort_key(value: str) -> tuple[int, float, str]:
    """Return what metadata are sorted by: numbers as such, and before all else."""
    number = number_in(value)
    return (1, 0.0, fold(value)) if number is None else (0, number, value)


def unknown(corpus: Corpus, names: Iterable[str]) -> list[str]:
    """Return those of some names, ``meta.`` before each, that no document has."""
    return [name for name in dict.fromkeys(names) if not _is_known(corpus, name)]


def _is_known(corpus: Corpus, name: str) -> bool:
    return any(value is not None for shard in corpus.shards for value in shard.field(name))


def known(corpus: Corpus) -> list[str]:
    """Return the names of all metadata, sorted, ``meta.`` before each."""
    names = {
        name
        for shard in corpus.shards
        for document in range(len(shard.documents))
        for name in shard.value("meta", document)
    }
    return [f"{META}{name}" for name in sorted(names)]
