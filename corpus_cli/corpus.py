"""`Corpus`: the documents of one or more shards, found by id, with the commands as methods.

A corpus knows its documents and what ids and prefixes of them mean.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from corpus_cli import lexicon
from corpus_cli.errors import AmbiguousIdError, UnknownIdError
from corpus_cli.lexicon import Forms, Lexicon
from corpus_cli.methods import Methods
from corpus_cli.model import Document, Unit
from corpus_cli.readers import Note
from corpus_cli.shard import Shard

# How many near ids an error offers, and how many it looks at closely.
SUGGESTIONS = 3
_SHORTLIST = 100

# Sorts behind all that an id may go on with.
_LAST = "\U0010ffff"


class Text(Protocol):
    """A document as far as ``grep`` needs it: its units are found only when asked for."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...

    def units(self) -> Iterator[Unit]: ...


class Corpus(Methods):
    """Documents in corpus order, and the commands as methods.

    ``corpus["001"]`` takes an id or any unambiguous prefix of one.
    """

    # Whether it is read from a snapshot, a `corpus_cli.snapshot.stored.StoredCorpus`.
    is_stored = False

    # Told the number of shards that are done, and of how many, by what goes through all of them.
    watch: Callable[[int, int], None] | None = None

    def __init__(self, shards: Iterable[Shard], *, notes: Iterable[Note] = ()) -> None:
        self._shards = tuple(shards)
        self._notes = dict.fromkeys(notes)

    @property
    def shards(self) -> Sequence[Shard]:
        """The slices that queries work on."""
        return self._shards

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all documents."""
        return lexicon.merge([shard.columns for shard in self.shards])

    @cached_property
    def forms(self) -> Forms:
        """The distinct forms of all words, and their numbers in each shard."""
        return lexicon.merge_forms(self.lexicon.vocabulary, [each.columns for each in self.shards])

    @property
    def notes(self) -> tuple[Note, ...]:
        """What reading had to say, as far as documents have been read."""
        return tuple(self._notes)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every document's id, in corpus order."""
        return tuple(self._places)

    def __len__(self) -> int:
        return sum(len(shard.documents) for shard in self.shards)

    def __iter__(self) -> Iterator[Document]:
        for shard in self.shards:
            yield from shard.documents

    def __contains__(self, id: object) -> bool:
        return self._place(id) is not None if isinstance(id, str) else False

    def __getitem__(self, id: str) -> Document:
        return self.document(self.resolve(id))

    def __repr__(self) -> str:
        number = len(self)
        words = self.words
        return f"Corpus({_counted(number, 'document')}, {_counted(words, 'word')})"

    @property
    def words(self) -> int:
        """How many words all documents have."""
        return sum(sum(shard.field("words")) for shard in self.shards)

    def document(self, id: str) -> Document:
        """Return the document with exactly this id; raises UnknownIdError."""
        document = self._find(id)
        if document is None:
            raise self._unknown(id)
        return document

    def shown_title(self, id: str) -> str:
        """Return what people are shown as a document's title; raises UnknownIdError."""
        place = self._place(id)
        if place is None:
            raise self._unknown(id)
        shard, number = place
        return shard.shown_title(number)

    def value(self, name: str, id: str) -> Any:
        """Return a field of the document with exactly this id; raises UnknownIdError.

        That is a field of `Row`, or ``meta`` for what else the format of its file knows.
        """
        place = self._place(id)
        if place is None:
            raise self._unknown(id)
        shard, number = place
        return shard.value(name, number)

    def texts(self, ids: Collection[str] = ()) -> Iterator[Text]:
        """Yield the documents with these exact ids, or all, in corpus order.

        Where they have not been parsed yet, each is parsed only if its units are asked for.
        """
        return (document for document in self if not ids or document.id in ids)

    def resolve(self, prefix: str) -> str:
        """Return the id that is ``prefix``, else the only one that begins with it.

        Raises AmbiguousIdError, and UnknownIdError with the nearest ids and their titles.
        """
        ids = self._sorted_ids
        first = bisect_left(ids, prefix)
        if first < len(ids) and ids[first] == prefix:
            return prefix
        last = bisect_left(ids, prefix + _LAST, first) if prefix else first
        if last == first + 1:
            return ids[first]
        if last > first:
            raise AmbiguousIdError(
                f"{prefix!r} is the beginning of {last - first:,} ids",
                self._in_corpus_order(first, last),
            )
        raise self._unknown(prefix)

    def short_id(self, id: str, length: int = 3) -> str:
        """Return the shortest prefix of at least ``length`` characters that means only ``id``.

        It never ends in a blank or slash, nor between a letter and the marks upon it.
        """
        ids = self._sorted_ids
        at = bisect_left(ids, id)
        neighbours = (ids[number] for number in (at - 1, at + 1) if 0 <= number < len(ids))
        need = max((_common(id, other) + 1 for other in neighbours), default=0)
        return id[: _whole(id, max(need, length))]

    def _note(self, note: Note) -> None:
        self._notes[note] = None

    def _find(self, id: str) -> Document | None:
        place = self._place(id)
        if place is None:
            return None
        shard, number = place
        return shard.documents[number]

    def _place(self, id: str) -> tuple[Shard, int] | None:
        """Return the shard that holds a document, and its number there."""
        return self._places.get(id)

    @cached_property
    def _places(self) -> Mapping[str, tuple[Shard, int]]:
        return {
            id: (shard, number)
            for shard in self.shards
            for number, id in enumerate(shard.field("id"))
        }

    def _known_ids(self) -> Collection[str]:
        """The ids that a prefix may mean; a subclass may know them before it reads anything."""
        return self._places.keys()

    @cached_property
    def _sorted_ids(self) -> Sequence[str]:
        return sorted(self._known_ids())

    def _in_corpus_order(self, first: int, last: int) -> Sequence[str]:
        """Return a range of the sorted ids in corpus order."""
        wanted = frozenset(self._sorted_ids[first:last])
        return [id for id in self._known_ids() if id in wanted]

    def _unknown(self, id: str) -> UnknownIdError:
        near = (self._find(each) for each in nearest_ids(id, self._known_ids()))
        return UnknownIdError(
            f"no document has the id {id!r}",
            [f"{each.id}  {each.shown_title}".rstrip() for each in near if each is not None],
        )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def nearest_ids(id: str, ids: Iterable[str], limit: int = SUGGESTIONS) -> list[str]:
    """Return the ids that someone who typed ``id`` may have meant, best first.

    Beginnings are compared, since that is what people type. Telling how alike two strings are
    costs 50 µs, so only those that share the most letter pairs are looked at closely.
    """
    import difflib
    import heapq

    wanted = id.casefold()
    pairs = _pairs(wanted)

    def shared(other: str) -> int:
        return len(pairs & _pairs(other[: len(id) + 1].casefold()))

    def likeness(other: str) -> float:
        beginning = other[: len(id) + 1].casefold()
        return difflib.SequenceMatcher(None, wanted, beginning, autojunk=False).ratio()

    scored = ((likeness(other), other) for other in heapq.nlargest(_SHORTLIST, ids, key=shared))
    near = [(-score, other) for score, other in scored if score > 0]
    return [other for _, other in sorted(near)[:limit]]


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(max(len(text) - 1, 1))}


def _common(a: str, b: str) -> int:
    """Return how many characters two strings begin with alike."""
    shorter = min(len(a), len(b))
    return next((at for at in range(shorter) if a[at] != b[at]), shorter)


def _whole(id: str, end: int) -> int:
    """Return the first offset from ``end`` on where an id can be cut."""
    while end < len(id) and not _can_cut(id, end):
        end += 1
    return end


def _can_cut(id: str, end: int) -> bool:
    if id[end - 1] in " /\u200d":
        return False
    # Inside a byte that is shown as \xff.
    if any(id.startswith("\\x", at) for at in range(max(end - 3, 0), end)):
        return False
    return unicodedata.category(id[end])[0] != "M" and id[end] != "\u200d"
