"""What to offer where a search finds nothing: words of the corpus that look like those asked for.

May import what all query modules may.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from corpus_cli.lexicon import Lexicon
from corpus_cli.query.search_lookup import Lookup
from corpus_cli.query.search_query import Query
from corpus_cli.query.spelling import Near, alike
from corpus_cli.shard import Shard

SUGGESTIONS = 5


def alike_words(lexicon: Lexicon, query: Query) -> Sequence[Near]:
    """Return the words of a corpus that look like those of a query.

    Words of the query itself are among them: they may be there, but not as they were asked for.
    """
    words = dict.fromkeys(chain.from_iterable(element.words for element in query.elements))
    found: dict[Near, None] = {}
    for word in words:
        if lexicon.documents_with(word):
            found[Near(word, 0, True)] = None
        found.update(dict.fromkeys(alike(word, lexicon.vocabulary)))
    return list(found)


def count_words(shard: Shard, query: Query, near: Iterable[Near]) -> list[int]:
    """Return how many of the documents searched in a shard hold each word."""
    lookup = Lookup(shard, query.request.ids, query.request.within)
    return [lookup.count((each.word,)) for each in near]


def merge_suggestions(near: Sequence[Near], shards: Iterable[Sequence[int]]) -> tuple[str, ...]:
    """Return the nearest words that are held; of equally near ones the easily confused first."""
    counts = map(sum, zip(*shards, strict=True))
    documents = {each: count for each, count in zip(near, counts, strict=False) if count}
    order = sorted(
        documents,
        key=lambda near: (near.edits, not near.confusable, -documents[near], near.word),
    )
    return tuple(dict.fromkeys(near.word for near in order))[:SUGGESTIONS]
