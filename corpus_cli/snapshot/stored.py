"""`StoredCorpus`: a corpus read from a snapshot, of which nothing is opened before it is needed.

May import ``corpus`` and all modules of this package.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import overload

from corpus_cli.config import Refresh
from corpus_cli.corpus import Corpus
from corpus_cli.lexicon import Forms, Lexicon
from corpus_cli.readers import Note, Options, is_any_installed
from corpus_cli.readers.sources import is_url, shown
from corpus_cli.shard import Shard
from corpus_cli.snapshot.comparing import are_same, are_sources_same
from corpus_cli.snapshot.freshness import are_unchanged
from corpus_cli.snapshot.index import Remark, StoredIndex, notes
from corpus_cli.snapshot.shards import StoredShard
from corpus_cli.snapshot.store import Generation, Manifest

# Of more files the times of their folders are compared, unless asked otherwise.
MOST_COMPARED = 20_000


class StoredCorpus(Corpus):
    """The corpus of a generation; ``roots`` are the sources as the user names them.

    Raises SnapshotError where the length or the header of any file is wrong.
    """

    is_stored = True

    def __init__(self, generation: Generation, roots: Sequence[str]) -> None:
        super().__init__(())
        self.generation = generation
        self._roots = roots
        self._shown = [shown(root) for root in roots]
        self._index = StoredIndex(
            generation.path(generation.manifest.index), generation.manifest.index.length
        )
        self.opened = StoredShards(generation, self._shown)
        self._is_read = False  # as a whole, rather than a document at a time

    @property
    def manifest(self) -> Manifest:
        """What the snapshot consists of."""
        return self.generation.manifest

    @property
    def folder(self) -> str:
        """The folder of the generation."""
        return self.generation.folder

    @property
    def index(self) -> StoredIndex:
        """What the snapshot says of the whole corpus."""
        return self._index

    def was_read_as(self, options: Options | None) -> bool:
        """Tell whether files would be read as they were: with these options, if there are any."""
        manifest = self.manifest
        if options is not None and options != manifest.options:
            return False
        return not is_any_installed(manifest.missing)

    def is_right(self, refresh: Refresh, meanwhile: Callable[[], object] | None = None) -> bool:
        """Tell whether the files are those that were read, as closely as is asked for.

        ``always`` compares each file, ``never`` none; ``auto`` compares each file where they are
        few, else the times of the folders. Sources that are files are compared by ``auto``, too,
        and URLs are listed. ``meanwhile`` is something else to be done, where that helps; see
        `are_same`. Raises CorpusNotFoundError where a URL cannot be listed.
        """
        if refresh == "never":
            return True
        if not are_unchanged(self._index.folders(), self._roots):
            return False
        if refresh == "always" or self._index.file_count <= MOST_COMPARED:
            return are_same(self._index.files, self._roots, meanwhile)
        if all(is_url(root) or os.path.isdir(root) for root in self._roots):
            return True
        return are_sources_same(self._index.files, self._roots)

    @property
    def shards(self) -> Sequence[Shard]:
        """The slices that queries work on, each opened when it is asked for."""
        return self.read()

    def read(self) -> StoredShards:
        """Return the shards, of which all will be read."""
        self._is_read = True
        return self.opened

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all documents."""
        return self._index.lexicon

    @cached_property
    def forms(self) -> Forms:
        """The distinct forms of all words, and their numbers in each shard."""
        return self._index.forms

    @property
    def notes(self) -> tuple[Note, ...]:
        """What reading had to say, as far as documents have been asked for."""
        shown = [remark for remark in self._remarks if self._is_read or not remark.of_document]
        return tuple(dict.fromkeys((*notes(shown, self._shown), *self._notes)))

    @property
    def ids(self) -> tuple[str, ...]:
        """Every document's id, in corpus order."""
        return tuple(id for shard in self.opened for id in shard.field("id"))

    @property
    def words(self) -> int:
        """How many words all documents have."""
        return self.manifest.words

    def __len__(self) -> int:
        return self.manifest.documents

    def _place(self, id: str) -> tuple[Shard, int] | None:
        place = self._numbers(id)
        if place is None:
            return None
        shard, number = place
        return self.opened.shard(shard), number

    def _numbers(self, id: str) -> tuple[int, int] | None:
        """Return the number of the shard that holds a document, and its number in it."""
        ids = self._index.ids
        at = bisect_left(ids, id)
        if at == len(ids) or ids[at] != id:
            return None
        shard, number = self.opened.place(self._index.order[at])
        self._tell(self.opened.shard(shard), number)
        return shard, number

    def places(self, ids: Iterable[str]) -> dict[int, set[int]]:
        """Return for each shard that holds any of these documents their numbers in it."""
        places: dict[int, set[int]] = {}
        for shard, number in filter(None, map(self._numbers, ids)):
            places.setdefault(shard, set()).add(number)
        return places

    def _known_ids(self) -> Sequence[str]:
        return self._index.ids

    @cached_property
    def _sorted_ids(self) -> Sequence[str]:
        return self._index.ids

    def _in_corpus_order(self, first: int, last: int) -> Sequence[str]:
        ids, order = self._index.ids[first:last], self._index.order[first:last]
        return [id for _, id in sorted(zip(order, ids, strict=True))]

    @cached_property
    def _remarks(self) -> Sequence[Remark]:
        return self._index.remarks()

    def _tell(self, shard: Shard, number: int) -> None:
        """Add what reading a document had to say."""
        if self._is_read or not any(remark.of_document for remark in self._remarks):
            return
        source = shard.row(number).source
        for note in notes((each for each in self._remarks if each.of_document), self._shown):
            if note.source == source:
                self._note(note)


class StoredShards(Sequence[Shard]):
    """The shards of a generation; those gone through in order are let go of one by one."""

    def __init__(self, generation: Generation, roots: Sequence[str]) -> None:
        self._entries = generation.manifest.shards
        self._first = [0, *accumulate(entry.documents for entry in self._entries)]
        self._shards = [
            StoredShard(generation.path(entry.file), entry.file.length, roots)
            for entry in self._entries
        ]

    def place(self, document: int) -> tuple[int, int]:
        """Return the number of the shard of a document of the corpus, and its number in it."""
        shard = bisect_right(self._first, document) - 1
        return shard, document - self._first[shard]

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Shard: ...

    @overload
    def __getitem__(self, index: slice) -> list[Shard]: ...

    def __getitem__(self, index: int | slice) -> Shard | list[Shard]:
        if isinstance(index, slice):
            return [self.shard(number) for number in range(len(self))[index]]
        return self.shard(range(len(self))[index])

    def __iter__(self) -> Iterator[Shard]:
        for number in range(len(self)):
            shard = self.shard(number)
            yield shard
            shard.release()

    def shard(self, number: int) -> StoredShard:
        """Return a shard by its number."""
        return self._shards[number]
