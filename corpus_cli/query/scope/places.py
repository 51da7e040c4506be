"""What an expression chooses, as ids and places of units: for queries that count no words.

May import what all query modules may, and NumPy.
"""

from __future__ import annotations

import numpy

from corpus_cli.corpus import Corpus
from corpus_cli.query.grep import Within
from corpus_cli.query.scope.scope import Choice, scopes
from corpus_cli.query.scope.syntax import Node


def places(corpus: Corpus, expression: Node) -> Within:
    """Return the documents of which anything is chosen, with the places of the units chosen."""
    found: dict[str, frozenset[int] | None] = {}
    for scope in scopes(corpus, Choice(expression=expression)):
        first, ids = scope.slice.first_units, scope.slice.shard.field("id")
        for document in numpy.flatnonzero(scope.documents).tolist():
            own = scope.units[first[document] : first[document + 1]]
            found[ids[document]] = None if own.all() else frozenset(numpy.flatnonzero(own).tolist())
    return found
