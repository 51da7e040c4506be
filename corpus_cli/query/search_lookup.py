"""Where the words of a query stand in a shard.

May import what all query modules may.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from corpus_cli.query.grep import Within
from corpus_cli.shard import Shard

Words = tuple[str, ...]
Languages = frozenset[str] | None


class Lookup:
    """Positions, units and documents of words in a shard, or in the documents chosen from it.

    Words that come together as a tuple must stand side by side in one unit, and count where the
    first stands. ``languages`` admits only documents in those; None admits all.
    """

    def __init__(
        self, shard: Shard, ids: Collection[str] = (), within: Within | None = None
    ) -> None:
        self.columns = shard.columns
        self._known: dict[Words, Sequence[int]] = {}
        self._admitted: dict[frozenset[str], Collection[int]] = {}
        self._chosen: frozenset[int] | None = None
        self._units: frozenset[int] | None = None
        if ids or within is not None:
            known = enumerate(shard.field("id"))
            wanted = {
                number: None if within is None else within[id]
                for number, id in known
                if (not ids or id in ids) and (within is None or id in within)
            }
            self._chosen = frozenset(wanted)
            if any(places is not None for places in wanted.values()):
                self._units = frozenset(self._units_of(wanted))

    def _units_of(self, places: Mapping[int, Collection[int] | None]) -> Iterator[int]:
        """Yield the units of documents that stand at these places, None for all of one."""
        for document, own in places.items():
            first, last = self.columns.first_units[document : document + 2]
            yield from range(first, last) if own is None else (first + at for at in own)

    @cached_property
    def chosen(self) -> Sequence[int]:
        """The documents that are searched, in order."""
        return range(len(self.columns)) if self._chosen is None else sorted(self._chosen)

    @property
    def is_whole(self) -> bool:
        """Whether all documents of the shard are searched."""
        return self._chosen is None

    def unit_of(self, position: int) -> int:
        """Return the unit in which a position lies."""
        return bisect_right(self.columns.unit_starts, position) - 1

    def document_of(self, position: int) -> int:
        """Return the document in which a position lies."""
        return bisect_right(self.columns.document_starts, position) - 1

    def everywhere(self, words: Words) -> Sequence[int]:
        """Return where words stand, ascending, in documents that are not admitted too."""
        if words not in self._known:
            self._known[words] = self._within_units(self._side_by_side(words))
        return self._known[words]

    def admitted(self, languages: Languages) -> Collection[int] | None:
        """Return the documents that are chosen and of one of the languages, None for all."""
        columns = self.columns
        if languages is None or languages.issuperset(columns.documents_of_language):
            return self._chosen
        if languages not in self._admitted:
            own = (columns.documents_of_language.get(each, ()) for each in languages)
            spoken: set[int] = set().union(*own)
            self._admitted[languages] = spoken if self._chosen is None else spoken & self._chosen
        return self._admitted[languages]

    def positions(self, words: Words, languages: Languages = None) -> Sequence[int]:
        """Return where words stand, ascending."""
        positions, admitted = self.everywhere(words), self.admitted(languages)
        if admitted is None:
            return positions
        found: list[int] = []
        for document, first, last in runs(positions, self.columns.document_starts):
            if document in admitted:
                found += positions[first:last]
        return found

    def units(self, words: Words, languages: Languages = None) -> Mapping[int, int]:
        """Return the units that hold words, ascending, each with how often."""
        found = runs(self.positions(words, languages), self.columns.unit_starts)
        return {unit: last - first for unit, first, last in found}

    def documents(self, words: Words, languages: Languages = None) -> set[int]:
        """Return the documents that hold words."""
        id = self.columns.vocabulary.id_of(words[0]) if len(words) == 1 else None
        known = None if id is None else self.columns.documents_of(id)
        if known is not None and self._units is None:
            found = set(known)
        else:
            positions = self.everywhere(words)
            found = {number for number, _, _ in runs(positions, self.columns.document_starts)}
        admitted = self.admitted(languages)
        return found if admitted is None else found.intersection(admitted)

    def count(self, words: Words) -> int:
        """Return how many documents hold words."""
        if len(words) > 1 or self._chosen is not None:
            return len(self.documents(words))
        id = self.columns.vocabulary.id_of(words[0])
        return 0 if id is None else self.columns.document_frequencies[id]

    def within(self, start: int, end: int) -> Lookup:
        """Return a lookup of the positions of one document from ``start`` to before ``end``."""
        return _Window(self, start, end)

    def count_up_to(self, words: Words, most: int) -> int:
        """Return how many documents hold words, or ``most`` where they are more."""
        found: set[int] = set()
        admitted = self.admitted(None)
        for start in self._each_place(words):
            document = self.document_of(start)
            if self._units is not None and self.unit_of(start) not in self._units:
                continue
            if admitted is None or document in admitted:
                found.add(document)
                if len(found) == most:
                    break
        return len(found)

    def _within_units(self, positions: Sequence[int]) -> Sequence[int]:
        if self._units is None:
            return positions
        found: list[int] = []
        for unit, first, last in runs(positions, self.columns.unit_starts):
            if unit in self._units:
                found += positions[first:last]
        return found

    def _side_by_side(self, words: Words) -> Sequence[int]:
        if len(words) > 1:
            return list(self._each_place(words))
        id = self.columns.vocabulary.id_of(words[0])
        return () if id is None else self.columns.postings[id]

    def _each_place(self, words: Words) -> Iterator[int]:
        """Yield where words stand side by side in one unit."""
        ids = [id for word in words if (id := self.columns.vocabulary.id_of(word)) is not None]
        if len(ids) < len(words):
            return
        postings = [self.columns.postings[id] for id in ids]
        # The rarest word leads: the others only say which of its places stay.
        lead = min(range(len(words)), key=lambda number: len(postings[number]))
        others = [(offset, places) for offset, places in enumerate(postings) if offset != lead]
        last = len(words) - 1
        for position in postings[lead]:
            start = position - lead
            if (
                start >= 0
                and all(_holds(places, start + offset) for offset, places in others)
                and self.unit_of(start) == self.unit_of(start + last)
            ):
                yield start


def runs(
    positions: Sequence[int], starts: Sequence[int], among: Iterable[int] | None = None
) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches in which positions lie, ascending, with the range of those in each.

    ``starts`` gives the position at which each stretch begins, and the end of the last. Of
    stretches ``among`` others, which rise, only those are looked at.
    """
    at = 0
    if among is not None:
        for number in among:
            first = bisect_left(positions, starts[number], at)
            at = bisect_left(positions, starts[number + 1], first)
            if first < at:
                yield number, first, at
        return
    number = 0
    while at < len(positions):
        number = bisect_right(starts, positions[at], number) - 1
        first, at = at, bisect_left(positions, starts[number + 1], at + 1)
        yield number, first, at


class _Window(Lookup):
    """A stretch of another lookup, which it asks for everything."""

    def __init__(self, whole: Lookup, start: int, end: int) -> None:
        self.columns = whole.columns
        self._whole = whole
        self._start = start
        self._end = end

    def everywhere(self, words: Words) -> Sequence[int]:
        positions = self._whole.everywhere(words)
        first = bisect_left(positions, self._start)
        return positions[first : bisect_left(positions, self._end, first)]

    def admitted(self, languages: Languages) -> Collection[int] | None:
        return self._whole.admitted(languages)


def _holds(positions: Sequence[int], position: int) -> bool:
    at = bisect_left(positions, position)
    return at < len(positions) and positions[at] == position
