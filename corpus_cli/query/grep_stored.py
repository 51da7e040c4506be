"""`grep` over a snapshot: only the units are looked at that a `Sieve` lets through.

May import ``snapshot`` and what all query modules may.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import cast

from corpus_cli.corpus import Corpus
from corpus_cli.query.grep import (
    DocumentHits,
    Found,
    Request,
    deadline_of,
    found_in,
)
from corpus_cli.query.pattern import Matcher, unfinished
from corpus_cli.query.results import Hit
from corpus_cli.query.sieve import Nothing, Sieve, Sifted
from corpus_cli.snapshot.stored import StoredCorpus


def search_stored(
    corpus: Corpus,
    request: Request,
    matcher: Matcher,
    ids: Collection[str],
    shards: Sequence[int] | None,
) -> Iterator[Iterable[DocumentHits]]:
    """Yield a search for each document in which something may match.

    ``ids`` are exact, none for all; ``shards`` are the numbers of those to search, None for all.
    """
    stored = cast(StoredCorpus, corpus)
    return map(
        partial(_search, request=request, matcher=matcher),
        _sifted(stored, request, matcher, ids, shards),
    )


def reads_all(corpus: Corpus, request: Request, matcher: Matcher) -> bool:
    """Tell whether every unit has to be read."""
    return _sieve(cast(StoredCorpus, corpus), request, matcher).reads_all


@lru_cache(maxsize=4)
def _sieve(corpus: StoredCorpus, request: Request, matcher: Matcher) -> Sieve:
    """Return what sifts the units of a corpus for a request."""
    return Sieve(matcher, corpus, everything=request.invert, lines=request.lines)


def _sifted(
    corpus: StoredCorpus,
    request: Request,
    matcher: Matcher,
    ids: Collection[str],
    shards: Sequence[int] | None,
) -> Iterator[Sifted | Nothing]:
    """Yield the documents of a snapshot in which something may match."""
    sieve = _sieve(corpus, request, matcher)
    chosen = corpus.places(ids) if ids else {}
    opened = corpus.opened if ids else corpus.read()
    for number in range(len(opened)) if shards is None else shards:
        if not ids or number in chosen:
            shard = opened.shard(number)
            yield from sieve.sift(shard, chosen.get(number))
            shard.release()


def _search(text: Sifted | Nothing, request: Request, matcher: Matcher) -> Iterable[DocumentHits]:
    if isinstance(text, Nothing):
        return [DocumentHits("", searched=text.documents)]
    places = request.within_document(text.id)
    if places is not None:
        text.candidates = [at for at in text.candidates if at in places]
    return _search_sifted(text, request, matcher)


def _search_sifted(text: Sifted, request: Request, matcher: Matcher) -> Iterator[DocumentHits]:
    """Do as `_search`, looking only at the units in which something may match."""
    if request.max_count == 0:
        yield DocumentHits(text.id)
    elif request.spans or request.places or request.invert or request.before or request.after:
        texts = ((at, text.unit_text(at)) for at in text.candidates)
        yield from found_in(text, texts, text.unit, text.total, request, matcher)
    else:
        yield from _bare(text, request, matcher)


def _bare(text: Sifted, request: Request, matcher: Matcher) -> Iterator[DocumentHits]:
    """Yield which units of a document match, and no more."""
    deadline = deadline_of(request)
    id, sure = text.id, text.sure
    rows: list[Found] = []
    number = 0
    failed: Exception | None = None
    try:
        for at in text.candidates:
            is_sure = at in sure
            content = text.unit_text(at) if request.rows or not is_sure else ""
            if not (is_sure or matcher.matches(content, deadline)):
                continue
            number += 1
            if request.rows:
                hit = Hit(id, text.address(at), 0, 0, 0, content, ())
                rows.append(Found(hit, True, at))
            if number == request.max_count:
                break
    except (TimeoutError, MemoryError) as error:
        failed = error
    yield DocumentHits(id, tuple(rows), number)
    if failed is not None:
        raise unfinished(id, request.timeout, failed) from None
