"""Which units of a snapshot a pattern may match in: by the words that it needs, else by RE2.

What is let through is looked at again by the pattern itself. May import ``snapshot`` and what all
query modules may.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby, repeat
from typing import NamedTuple, cast

from corpus_cli.model import Unit
from corpus_cli.query.pattern import Matcher
from corpus_cli.query.prefilter import Pieces, required_pieces
from corpus_cli.query.scanner import Scanner
from corpus_cli.query.search_lookup import runs
from corpus_cli.query.superset import superset
from corpus_cli.shard import Columns
from corpus_cli.snapshot.shards import Lines, StoredShard
from corpus_cli.snapshot.strings import Strings

# Reading a megabyte of units takes as long as looking at so many one by one.
_WORTH_A_MEGABYTE = 100
# Words with so few postings need not be narrowed down any more.
_FEW = 32


# Places among the units of a document, None for all.
Candidates = Iterable[int] | None


class Nothing(NamedTuple):
    """So many documents in which nothing can match."""

    documents: int


class Sifted:
    """A document of a snapshot; ``candidates`` are those of its ``total`` units that may match.

    ``is_sure`` says that those do which are all ASCII.
    """

    def __init__(
        self, shard: StoredShard, document: int, candidates: Candidates, *, is_sure: bool
    ) -> None:
        self._shard = shard
        self._document = document
        self._first, last = shard.columns.first_units[document : document + 2]
        self.total = last - self._first
        self.candidates = range(self.total) if candidates is None else candidates
        self.is_sure = is_sure

    @cached_property
    def id(self) -> str:
        return self._shard.id(self._document)

    @cached_property
    def text(self) -> str:
        return self._shard.text(self._document)

    def units(self) -> Iterator[Unit]:
        return map(self.unit, range(self.total))

    def unit(self, at: int) -> Unit:
        """Return a unit."""
        return self._shard.unit(self._first + at, self.text)

    def unit_text(self, at: int) -> str:
        """Return the text of a unit."""
        return self._shard.unit_lines.text(self._first + at)

    def address(self, at: int) -> str:
        """Return the address of a unit."""
        return self._shard.address(self._first + at)


class SiftedLines(Sifted):
    """A document whose units are its physical lines."""

    def __init__(
        self, shard: StoredShard, document: int, candidates: Candidates, *, is_sure: bool
    ) -> None:
        super().__init__(shard, document, (), is_sure=is_sure)
        self._lines = physical_lines(self.text)
        self.total = len(self._lines)
        # Behind the last line end there is no line, though an empty string can match there.
        self.candidates = [at for at in candidates or () if at < self.total]
        if candidates is None:
            self.candidates = range(self.total)

    def unit(self, at: int) -> Unit:
        return self._lines[at]

    def unit_text(self, at: int) -> str:
        return self._lines[at].text

    def address(self, at: int) -> str:
        return self._lines[at].address


class Sieve:
    """Lets those units of stored shards through in which a pattern may match.

    ``everything`` lets all through; ``lines`` makes units of the physical lines.
    """

    def __init__(self, matcher: Matcher, *, everything: bool, lines: bool) -> None:
        self._matcher = matcher
        self._everything = everything
        self._lines = lines

    def sift(
        self, shard: StoredShard, chosen: Collection[int] | None = None
    ) -> Iterator[Sifted | Nothing]:
        """Yield the documents of a shard in which something may match, of those ``chosen``."""
        kind = SiftedLines if self._lines else Sifted
        left = len(shard) if chosen is None else len(chosen)
        found, is_sure = self._documents(shard)
        for document, candidates in found:
            if chosen is None or document in chosen:
                left -= 1
                yield kind(shard, document, candidates, is_sure=is_sure)
        if left:
            yield Nothing(left)

    def _documents(self, shard: StoredShard) -> tuple[Iterable[tuple[int, Candidates]], bool]:
        """Return the documents with their candidates, and whether those match for sure."""
        first = shard.columns.first_units
        if self._everything or (self._lines and self._scanner is None):
            return zip(range(len(shard)), repeat(None), strict=False), False
        if self._lines:
            return self._scanned_lines(shard.text_lines), self._is_sure
        units = self._by_words(shard)
        if units is not None:
            return _by_document(units, first), False
        if self._scanner is None:
            return _by_document(range(first[-1]), first), False
        lines = shard.unit_lines
        scanned = self._scanner.lines(lines.map, lines.start, lines.end)
        numbers = (lines.number_at(start) for start, _ in scanned)
        return _by_document(numbers, first), self._is_sure

    def _scanned_lines(self, lines: Lines) -> Iterator[tuple[int, list[int]]]:
        """Yield the documents with the numbers, from 0, of the physical lines that may match."""
        if self._scanner is None:
            return
        scanned = self._scanner.lines(lines.map, lines.start, lines.end)
        starts = ((lines.number_at(start), start) for start, _ in scanned)
        for document, group in groupby(starts, key=lambda pair: pair[0]):
            at, number = lines.place(document), 0
            numbers = []
            for _, start in group:
                number += lines.map[at:start].count(b"\n")
                at = start
                numbers.append(number)
            yield document, numbers

    @property
    def _is_sure(self) -> bool:
        return self._scanner is not None and self._scanner.exact_on_ascii

    @cached_property
    def _scanner(self) -> Scanner | None:
        sources = [
            superset(text, plain=is_plain, fold=self._matcher.fold, word=self._matcher.word)
            for text, is_plain in self._matcher.patterns
        ]
        known = [source for source in sources if source is not None]
        return Scanner(known) if len(known) == len(sources) else None

    @cached_property
    def _pieces(self) -> Sequence[Pieces]:
        """What the words of a unit must hold: all of one set. None at all if that is not known."""
        sets = [
            required_pieces(text, plain=is_plain, fold=self._matcher.fold)
            for text, is_plain in self._matcher.patterns
        ]
        return [pieces for each in sets for pieces in each] if all(sets) else []

    def _by_words(self, shard: StoredShard) -> list[int] | None:
        """Return the units that hold the words needed; None where reading all is faster."""
        if not self._pieces:
            return None
        size = shard.unit_lines.end - shard.unit_lines.start
        most = round(size / 1e6 * _WORTH_A_MEGABYTE) if self._scanner_is_cheap else size
        units: set[int] = set()
        for pieces in self._pieces:
            own: set[int] | None = None
            for piece in sorted(pieces, key=len, reverse=True):
                if own is None or len(own) > _FEW:
                    found = _units_with(piece, shard.columns, most)
                    if found is not None:
                        own = found if own is None else own & found
            if own is None:
                return None
            units |= own
        return sorted(units)

    @property
    def _scanner_is_cheap(self) -> bool:
        # Known only by making it, which takes longer than looking at a few units.
        return "_scanner" not in self.__dict__ or self._scanner is not None


def _units_with(piece: str, columns: Columns, most: int) -> set[int] | None:
    """Return the units with a word that holds a piece, None where its words occur more often."""
    postings = []
    words = cast(Strings, columns.vocabulary.words)
    for id in words.containing(piece):
        postings.append(columns.postings[id])
        most -= len(postings[-1])
        if most < 0:
            return None
    return {unit for each in postings for unit, _, _ in runs(each, columns.unit_starts)}


def _by_document(
    units: Iterable[int], first_units: Sequence[int]
) -> Iterator[tuple[int, list[int]]]:
    """Group rising numbers of units by document, and count them from its first."""
    document, end = -1, 0
    own: list[int] = []
    for unit in units:
        if unit >= end:
            if own:
                yield document, own
            document = bisect_right(first_units, unit) - 1
            start, end = first_units[document : document + 2]
            own = []
        own.append(unit - start)
    if own:
        yield document, own


def physical_lines(text: str) -> list[Unit]:
    """Return the physical lines of a text; what follows its last line end is one unless empty."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [
        Unit(f"L{number}", start, start + len(line), line)
        for number, (start, line) in enumerate(zip(starts, lines, strict=False), 1)
    ]
