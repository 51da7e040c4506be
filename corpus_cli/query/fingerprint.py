"""`fingerprint`: a number that says which texts a corpus holds, and nothing else.

Two corpora have the same one if their documents have the same ids and texts: wherever the folder
lies, whenever the files were written, read into memory or from a snapshot of any number of
shards. May import what all query modules may.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from corpus_cli.corpus import Corpus
from corpus_cli.shard import Shard
from corpus_cli.snapshot.shards import StoredShard

# Closes each id; UTF-8 has no such byte.
_END = b"\xff"


def fingerprint(corpus: Corpus) -> str:
    """Return the SHA-256, in hexadecimal, over the documents in the order of their ids.

    Each adds its id in UTF-8, a byte 0xFF, and the SHA-256 of its text in UTF-8.
    """
    found = sorted(pair for shard in corpus.shards for pair in _digests(shard))
    total = sha256()
    for id, digest in found:
        total.update(id + _END + digest)
    return total.hexdigest()


def _digests(shard: Shard) -> Iterator[tuple[bytes, bytes]]:
    """Yield the id and the digest of the text of each document, both as bytes."""
    if isinstance(shard, StoredShard):
        yield from _stored_digests(shard)
        return
    for document in shard.documents:
        yield _encoded(document.id), sha256(_encoded(document.text)).digest()


def _stored_digests(shard: StoredShard) -> Iterator[tuple[bytes, bytes]]:
    """Yield the same from the bytes of a snapshot as they lie there, which takes a third."""
    lines = shard.text_lines
    view = memoryview(lines.map)
    start = lines.start
    for number, id in enumerate(shard.field("id"), 1):
        end = lines.place(number)
        yield _encoded(id), sha256(view[start : end - 1]).digest()
        start = end


def _encoded(text: str) -> bytes:
    # As snapshots write it: file names and texts may hold lone surrogates.
    return text.encode("utf-8", "surrogatepass")
