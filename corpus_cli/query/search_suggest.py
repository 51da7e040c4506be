"""What to offer where a search finds nothing: words of the corpus that look like those asked for.

May import what all query modules may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from corpus_cli.query.search_lookup import Lookup
from corpus_cli.query.search_query import Query
from corpus_cli.query.spelling import Near, alike
from corpus_cli.shard import Shard

SUGGESTIONS = 5


class Suggestion(NamedTuple):
    """A word near one that was asked for, and how many documents hold it."""

    near: Near
    documents: int


def suggest(shard: Shard, query: Query) -> list[Suggestion]:
    """Return the words of a shard that may be among the nearest of a corpus.

    Words of the query itself are among them: they may be there, but not as they were asked for.
    """
    lookup = Lookup(shard, query.request.ids)
    words = dict.fromkeys(chain.from_iterable(element.words for element in query.elements))
    near = chain.from_iterable(_near(word, lookup) for word in words)
    found = [Suggestion(each, lookup.count((each.word,))) for each in near]
    found = [each for each in found if each.documents]
    counts = sorted(each.near.edits for each in found)
    farthest = counts[SUGGESTIONS - 1] if len(counts) >= SUGGESTIONS else max(counts, default=0)
    return [each for each in found if each.near.edits <= farthest]


def merge_suggestions(shards: Iterable[Sequence[Suggestion]]) -> tuple[str, ...]:
    """Return the nearest words of all shards; of equally near ones the easily confused first."""
    documents: dict[Near, int] = {}
    for near, count in chain.from_iterable(shards):
        documents[near] = documents.get(near, 0) + count
    order = sorted(
        documents,
        key=lambda near: (near.edits, not near.confusable, -documents[near], near.word),
    )
    return tuple(dict.fromkeys(near.word for near in order))[:SUGGESTIONS]


def _near(word: str, lookup: Lookup) -> Iterator[Near]:
    yield Near(word, 0, True)
    yield from alike(word, lookup.columns)
