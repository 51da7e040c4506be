"""`info`: what a corpus consists of, and the snapshot that it is read from.

May import what all query modules may.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from corpus_cli.corpus import Corpus
from corpus_cli.query.listing import instant
from corpus_cli.readers.sources import is_url, shown
from corpus_cli.snapshot.store import Store
from corpus_cli.snapshot.stored import MOST_COMPARED, StoredCorpus


class Info(NamedTuple):
    """A corpus at a glance; what is not known is None, as is the snapshot's of one in memory.

    ``first_date`` and ``last_date`` are ISO 8601. ``bytes`` are those of the files,
    ``vocabulary`` counts distinct folded words. ``compared`` says when all files were last
    compared one by one, None where every command does so.
    """

    sources: tuple[str, ...]
    documents: int
    words: int
    vocabulary: int
    first_date: str | None
    last_date: str | None
    bytes: int
    snapshot: str | None
    snapshot_bytes: int | None
    shards: int | None
    built: str | None
    compared: str | None


def info(corpus: Corpus, sources: tuple[str, ...]) -> Info:
    """Return what there is to say of a corpus and the sources it is read from."""
    dates = {date for shard in corpus.shards for date in shard.field("date") if date is not None}
    stored = corpus if isinstance(corpus, StoredCorpus) else None
    manifest = stored.manifest if stored else None
    return Info(
        sources=tuple(shown(each) if is_url(each) else each for each in sources),
        documents=len(corpus),
        words=corpus.words,
        vocabulary=len(corpus.lexicon.vocabulary),
        first_date=min(dates, key=instant, default=None),
        last_date=max(dates, key=instant, default=None),
        bytes=sum(sum(shard.field("bytes")) for shard in corpus.shards),
        snapshot=stored.folder if stored else None,
        snapshot_bytes=manifest.size if manifest else None,
        shards=len(manifest.shards) if manifest else None,
        built=manifest.built if manifest else None,
        compared=_compared(stored, sources) if stored else None,
    )


def _compared(corpus: StoredCorpus, sources: tuple[str, ...]) -> str | None:
    if corpus.manifest.files <= MOST_COMPARED:
        return None
    seconds = Store(sources).last_compared()
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
