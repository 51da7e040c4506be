"""What of a search query, as people type them, chooses documents rather than ranks them.

Most queries are words and quotations, in which a colon, a bracket or a dash means nothing: they
come back as they are. May import ``config``, ``errors``, ``tokens``, ``parser`` and ``syntax``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus_cli import tokens
from corpus_cli.config import subcorpora
from corpus_cli.errors import ExpressionError
from corpus_cli.query.scope.parser import FIELD_NAMES, META_NAME, parse, unparse
from corpus_cli.query.scope.syntax import And, Near, Node, Not, Or, Words


class Query(NamedTuple):
    """A query of ``search``: the words to rank by, and the parts of the corpus to look at."""

    text: str
    filter: Node | None


# What is escaped is passed over as a pair: to try each of many escaped quotation marks as the
# beginning of a quotation would take quadratic time.
_QUOTATION = r'(?: " (?: [^"\\] | \\. )*+ " | [“„] (?: [^“”„\\] | \\. )*+ [“”] )'
_SLASHED = r"/ (?: [^/\\] | \\. )++ / i?"
_PIECE = re.compile(
    rf"""
    (?P<formal> (?<! [^\s(] ) -?
        (?: AND | OR | NOT | NEAR (?: /[0-9]+ )? | (?! /\s ) {_SLASHED}
          | \w+ (?: [*?]+ \w+ )* \* | \w* (?: \*+ \w+ )+
        ) (?! [^\s()] )
    )
  | (?P<filter> (?<! \S ) -?
        (?: (?i: {META_NAME} | {"|".join(FIELD_NAMES)} ) : (?! // )
            (?: {_QUOTATION} | {_SLASHED} | [^\s()]+ )
          | @ [\w-]+ (?! \S )
        )
    )
  | (?P<without> (?<! \S ) - (?: {_QUOTATION} | (?! [->] ) [^\s()"“”„]+ ) )
  | {_QUOTATION} | \\. | .
    """,
    re.VERBOSE | re.DOTALL,
)


def split_query(text: str) -> Query:
    """Part a query into words to rank by and what chooses documents.

    Known fields with a value, ``@names`` where the configuration has any, and what a ``-`` stands
    before choose. Where an operator, a wildcard or a regular expression is in it, the whole has to
    be an expression, which chooses, and the words that may be in what it chooses are ranked by.
    Raises ExpressionError only for what is written in one of these ways.
    """
    pieces = list(_PIECE.finditer(text))
    if any(piece.lastgroup == "formal" for piece in pieces):
        node = parse(text)
        return Query(" ".join(_positive(node)), node)
    ranked: list[str] = []
    chosen: list[Node] = []
    at = 0
    for piece in pieces:
        node_or_none = _chosen_by(piece)
        if node_or_none is not None:
            chosen.append(node_or_none)
            ranked.append(text[at : piece.start()].strip())
            at = piece.end()
    if not chosen:
        return Query(text, None)
    ranked.append(text[at:].strip())
    return Query(
        " ".join(filter(None, ranked)), chosen[0] if len(chosen) == 1 else And(tuple(chosen))
    )


def _chosen_by(piece: re.Match[str]) -> Node | None:
    """Return what a piece of a query chooses, None where it only ranks."""
    if piece.lastgroup == "without":
        word = piece[0][1:]
        if not tokens.words(word):
            return None
        # A word is taken as it is: that foo: is no field matters to expressions only.
        return Not(parse(word) if word[0] in '"“„' else Words(word))
    if piece.lastgroup != "filter":
        return None
    if piece[0].lstrip("-").startswith("@") and not subcorpora():
        # Where no part of the corpus has a name, it is somebody's.
        return Not(Words(piece[0][1:])) if piece[0].startswith("-") else None
    try:
        return parse(piece[0])
    except ExpressionError as error:
        # Shown in the whole query.
        position = piece.start() + error.position
        raise ExpressionError(str(error), piece.string, position) from None


def _positive(node: Node) -> Iterator[str]:
    """Yield the words and phrases of a tree that may be in what it chooses."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _positive(part)
    elif isinstance(node, Near):
        for operand in node.operands:
            yield from map(unparse, operand)
    elif isinstance(node, Words) and not re.search(r"[*?]", node.text):
        yield unparse(node)
