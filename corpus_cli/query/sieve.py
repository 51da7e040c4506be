"""Which units of a snapshot a pattern may match in: by the words that it needs, else by RE2.

What is let through is looked at again by the pattern itself. May import ``snapshot`` and what all
query modules may.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, repeat
from typing import NamedTuple, cast

from corpus_cli.model import Unit, physical_lines
from corpus_cli.query.pattern import Matcher
from corpus_cli.query.prefilter import required_pieces
from corpus_cli.query.scanner import Scanner
from corpus_cli.query.search_lookup import runs
from corpus_cli.query.superset import superset
from corpus_cli.shard import Columns
from corpus_cli.snapshot.shards import Lines, StoredShard
from corpus_cli.snapshot.stored import StoredCorpus
from corpus_cli.snapshot.strings import Strings

# Reading a megabyte of units takes about as long as looking words up in so many documents.
_WORTH_A_MEGABYTE = 20
# So few units or documents need not be narrowed down any more.
_FEW = 32


# Places among the units of a document, None for all.
Candidates = Iterable[int] | None


class Nothing(NamedTuple):
    """So many documents in which nothing can match."""

    documents: int


class Sifted:
    """A document of a snapshot; ``candidates`` are those of its ``total`` units that may match.

    Those that are ``sure`` do match.
    """

    def __init__(
        self,
        shard: StoredShard,
        document: int,
        candidates: Candidates,
        sure: Collection[int] = (),
    ) -> None:
        self._shard = shard
        self._document = document
        self._first, last = shard.columns.first_units[document : document + 2]
        self.total = last - self._first
        self.candidates = range(self.total) if candidates is None else candidates
        self.sure = sure

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
        self,
        shard: StoredShard,
        document: int,
        candidates: Candidates,
        sure: Collection[int] = (),
    ) -> None:
        super().__init__(shard, document, (), sure)
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
    """Lets those units of a snapshot through in which a pattern may match.

    ``everything`` lets all through; ``lines`` makes units of the physical lines.
    """

    def __init__(
        self, matcher: Matcher, corpus: StoredCorpus, *, everything: bool, lines: bool
    ) -> None:
        self._matcher = matcher
        self._corpus = corpus
        self._everything = everything
        self._lines = lines

    def sift(
        self, shard: StoredShard, chosen: Collection[int] | None = None
    ) -> Iterator[Sifted | Nothing]:
        """Yield the documents of a shard in which something may match, of those ``chosen``."""
        kind = SiftedLines if self._lines else Sifted
        left = len(shard) if chosen is None else len(chosen)
        for document, candidates, sure in self._documents(shard):
            if chosen is None or document in chosen:
                left -= 1
                yield kind(shard, document, candidates, sure)
        if left:
            yield Nothing(left)

    def _documents(self, shard: StoredShard) -> Iterable[tuple[int, Candidates, Collection[int]]]:
        """Return the documents with their candidates, and those of them that match for sure."""
        first = shard.columns.first_units
        if self._everything or (self._lines and self._scanner is None):
            return zip(range(len(shard)), repeat(None), repeat(()), strict=False)
        if self._lines:
            return self._scanned_lines(shard.text_lines)
        units = self._by_words(shard)
        if units is not None:
            return _by_document(((unit, False) for unit in units), first)
        if self._scanner is None:
            return _by_document(((unit, False) for unit in range(first[-1])), first)
        lines = shard.unit_lines
        scanned = self._scanner.found(lines.map, lines.start, lines.end)
        number_at = lines.number_at
        return _by_document(((number_at(start), sure) for start, _, sure in scanned), first)

    def _scanned_lines(self, lines: Lines) -> Iterator[tuple[int, list[int], set[int]]]:
        """Yield the documents with the numbers, from 0, of the physical lines that may match."""
        if self._scanner is None:
            return
        scanned = self._scanner.found(lines.map, lines.start, lines.end)
        starts = ((lines.number_at(start), start, sure) for start, _, sure in scanned)
        for document, group in groupby(starts, key=lambda found: found[0]):
            at, number = lines.place(document), 0
            numbers, sure = [], set()
            for _, start, is_sure in group:
                number += lines.map[at:start].count(b"\n")
                at = start
                numbers.append(number)
                if is_sure:
                    sure.add(number)
            yield document, numbers, sure

    @cached_property
    def _scanner(self) -> Scanner | None:
        sources = [
            superset(text, plain=is_plain, fold=self._matcher.fold, word=self._matcher.word)
            for text, is_plain in self._matcher.patterns
        ]
        known = [source for source in sources if source is not None]
        return Scanner(known) if len(known) == len(sources) else None

    @property
    def reads_all(self) -> bool:
        """Whether every unit has to be read."""
        return self._everything or self._lines or not self._words

    @cached_property
    def _words(self) -> Sequence[Sequence[frozenset[str]]]:
        """The words that units must hold: of one of these, a word of each of its sets.

        None at all where that is not known, or where reading everything is faster.
        """
        asked: list[Sequence[frozenset[str]]] = []
        for text, is_plain in self._matcher.patterns:
            branches = required_pieces(text, plain=is_plain, fold=self._matcher.fold)
            for pieces in branches:
                sets = [words for piece in pieces if (words := self._words_with(piece)) is not None]
                if not sets:
                    return []
                asked.append(sorted(sets, key=len))
            if not branches:
                return []
        return asked

    def _words_with(self, piece: str) -> frozenset[str] | None:
        """Return the words that contain a piece, None where too many documents hold one."""
        lexicon, manifest = self._corpus.lexicon, self._corpus.manifest
        left = max(manifest.bytes / 1e6 * _WORTH_A_MEGABYTE, _FEW)
        words = cast(Strings, lexicon.vocabulary.words)
        found = []
        for id in words.containing(piece):
            left -= lexicon.documents[id]
            if left < 0:
                return None
            found.append(words[id])
        return frozenset(found)

    def _by_words(self, shard: StoredShard) -> list[int] | None:
        """Return the units that hold the words needed; None where all have to be read."""
        if not self._words:
            return None
        units: set[int] = set()
        for sets in self._words:
            own: set[int] | None = None
            for words in sets:
                if own is None or len(own) > _FEW:
                    found = _units_with(words, shard.columns)
                    own = found if own is None else own & found
            units |= own or set()
        return sorted(units)


def _units_with(words: Iterable[str], columns: Columns) -> set[int]:
    """Return the units of a shard that hold any of these words."""
    ids = map(columns.vocabulary.id_of, words)
    postings = (columns.postings[id] for id in ids if id is not None)
    return {unit for each in postings for unit, _, _ in runs(each, columns.unit_starts)}


def _by_document(
    units: Iterable[tuple[int, bool]], first_units: Sequence[int]
) -> Iterator[tuple[int, list[int], set[int]]]:
    """Group rising numbers of units by document, counted from its first; some match for sure."""
    document, start, end = -1, 0, 0
    own: list[int] = []
    sure: set[int] = set()
    for unit, is_sure in units:
        if unit >= end:
            if own:
                yield document, own, sure
            document = bisect_right(first_units, unit) - 1
            start, end = first_units[document : document + 2]
            own, sure = [], set()
        own.append(unit - start)
        if is_sure:
            sure.add(unit - start)
    if own:
        yield document, own, sure
