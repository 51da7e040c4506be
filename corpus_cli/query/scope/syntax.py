"""The tree of an expression that chooses parts of a corpus, made by the ``parser`` beside it.

Fields and words choose documents, parts choose units of them. May import nothing of the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias


class Text(NamedTuple):
    """A value that is equal to, or part of, what the field has; case and accents apart."""

    value: str


class Pattern(NamedTuple):
    """A value with wildcards that is the whole of what the field has."""

    wildcard: str


class Matches(NamedTuple):
    """A regular expression that is found in what the field has."""

    pattern: str
    ignore_case: bool = False


class Numbers(NamedTuple):
    """A number from ``first`` to ``last``; None for no end.

    ``above`` and ``below`` exclude the ends. The fields of documents are whole numbers, of which
    the ends are always included; metadata may be any.
    """

    first: float | None
    last: float | None
    above: bool = False
    below: bool = False


class Dates(NamedTuple):
    """A date from ``first`` to ``last``, ISO 8601 of any precision; None for no end.

    A month or year stands for all its days. ``before`` and ``after`` exclude the ends.
    """

    first: str | None
    last: str | None
    after: bool = False
    before: bool = False


class Absent(NamedTuple):
    """That the field is not known."""


Test: TypeAlias = Text | Pattern | Matches | Numbers | Dates | Absent


class Words(NamedTuple):
    """A word, wildcard or phrase, as it is written; documents that hold it."""

    text: str
    is_phrase: bool = False


class Regex(NamedTuple):
    """A regular expression; documents with a match."""

    pattern: str
    ignore_case: bool = False


class Near(NamedTuple):
    """Words with so many others between each and the next at most, in any order, in one unit."""

    operands: tuple[tuple[Words, ...], ...]
    distance: int


class Field(NamedTuple):
    """A field of documents, or of comments, and what it has to be."""

    name: str
    test: Test


class Part(NamedTuple):
    """Units of a kind: ``comment``, ``body``, or a kind of block."""

    name: str


class Named(NamedTuple):
    """A subcorpus of the configuration."""

    name: str


class And(NamedTuple):
    """What all of these choose."""

    parts: tuple[Node, ...]


class Or(NamedTuple):
    """What any of these chooses."""

    parts: tuple[Node, ...]


class Not(NamedTuple):
    """What this does not choose."""

    part: Node


Node: TypeAlias = Words | Regex | Near | Field | Part | Named | And | Or | Not


def fields(node: Node) -> Iterator[Field]:
    """Yield what an expression asks of fields."""
    if isinstance(node, Field):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from fields(part)
    elif isinstance(node, Not):
        yield from fields(node.part)
