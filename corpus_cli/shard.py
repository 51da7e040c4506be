"""A slice of the corpus: its documents, and the columns in which ranked search looks words up.

The columns are made when first asked for, so that listing, showing and grep never pay for them.
Queries see sequences of numbers and a few methods, which may as well lie in a file; see
`corpus_cli.snapshot`. May import ``model`` and ``tokens``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from itertools import accumulate, chain, count, pairwise
from typing import Any, NamedTuple

from corpus_cli import tokens
from corpus_cli.model import ADDRESS_LETTERS, META, Block, Document, Row, Unit

# What a document counts as whose language could not be told: it then is short, and English
# endings hardly ever fit other languages by chance.
DEFAULT_LANGUAGE = "en"


class Field(IntEnum):
    """The part of a document that a unit belongs to; ranking weighs each in its own way."""

    TITLE = 0
    HEADINGS = 1
    BODY = 2
    COMMENTS = 3


class Sizes(NamedTuple):
    """Documents; for each `Field` its words and the documents that have it; units, words."""

    documents: int = 0
    lengths: tuple[int, ...] = (0,) * len(Field)
    holders: tuple[int, ...] = (0,) * len(Field)
    units: int = 0
    words: int = 0


# The comment of a unit that belongs to none.
NO_COMMENT = -1


class Parts(NamedTuple):
    """What the units of a shard are: blocks, of which those alike are told of once, as shapes.

    ``units`` gives the shape of each unit's block, ``comments`` that of the comment which it
    belongs to, `NO_COMMENT` where there is none. ``column`` returns a field of `Block`, but for
    its range, shape by shape.
    """

    units: Sequence[int]
    comments: Sequence[int]
    column: Callable[[str], Sequence[Any]]


class Shard:
    """Documents in corpus order, and what is made of them when asked for.

    This one keeps its documents; one that reads them from a file is a subclass.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = tuple(documents)

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, in corpus order."""
        return self._documents

    @cached_property
    def columns(self) -> Columns:
        """The words of the documents."""
        collector = Collector()
        for document in self._documents:
            collector.add(document.language, document.units())
        return collector.columns()

    @cached_property
    def parts(self) -> Parts:
        """The blocks that the units are, and the comments that they belong to."""
        shapes: dict[Block, int] = {}
        units, comments = array("I"), array("i")
        for document in self._documents:
            comment = NO_COMMENT
            for block in document.blocks:
                shape = shapes.setdefault(block._replace(start=0, end=0), len(shapes))
                if block.kind == "comment":
                    comment = shape
                elif block.is_unit:
                    units.append(shape)
                    comments.append(NO_COMMENT if block.parent is None else comment)
        return Parts(units, comments, lambda name: [getattr(each, name) for each in shapes])

    def field(self, name: str) -> Sequence[Any]:
        """Return the values of a field of `Row`, or of ``meta.NAME``, document by document."""
        if name.startswith(META):
            return [each.meta.get(name.removeprefix(META)) for each in self._documents]
        return [getattr(row, name) for row in self._rows]

    def value(self, name: str, document: int) -> Any:
        """Return the value of a field of `Row`, or ``meta``, of a document."""
        return getattr(self._documents[document], name)

    def row(self, document: int) -> Row:
        """Return what ``list`` shows of a document."""
        return self._rows[document]

    def shown_title(self, document: int) -> str:
        """Return what people are shown as the title of a document."""
        return self._documents[document].shown_title

    def unit_text(self, unit: int) -> str:
        """Return the text of a unit of the shard."""
        return self._units[unit].text

    def address(self, unit: int) -> str:
        """Return the address of a unit of the shard."""
        return self._units[unit].address

    def unit(self, unit: int) -> Unit:
        """Return a unit of the shard."""
        return self._units[unit]

    def release(self) -> None:
        """Let go of what can be read again."""

    @cached_property
    def _units(self) -> Sequence[Unit]:
        return [unit for document in self._documents for unit in document.units()]

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return [document.row for document in self._documents]

    def __repr__(self) -> str:
        number = len(self.documents)
        return f"Shard({number:,} document{'' if number == 1 else 's'})"


class Vocabulary:
    """Distinct folded words, sorted by length, then by code point; a word's id is its place.

    ``first_of_length`` tells for each length, up to one more than the longest word's, how many
    words are shorter.
    """

    def __init__(self, words: Sequence[str], first_of_length: Sequence[int]) -> None:
        self.words = words
        self.first_of_length = first_of_length

    @classmethod
    def of(cls, words: Iterable[str]) -> Vocabulary:
        """Make one of distinct words in any order."""
        of_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in words:
            of_length[len(word)].append(word)
        ordered = [sorted(of_length[length]) for length in range(max(of_length, default=-1) + 1)]
        counts = [0, *map(len, ordered)]
        return cls(list(chain.from_iterable(ordered)), array("I", accumulate(counts)))

    def __len__(self) -> int:
        return len(self.words)

    def id_of(self, word: str) -> int | None:
        """Return the id of a word, None where there is none."""
        first, last = self._extent(len(word))
        at = bisect_left(self.words, word, first, last)
        return at if at < last and self.words[at] == word else None

    def word(self, id: int) -> str:
        """Return the word that has an id."""
        return self.words[id]

    def of_length(self, length: int, first_letter: str = "") -> Sequence[str]:
        """Return the words of so many characters, sorted; those with that first one if given."""
        first, last = self._extent(length)
        if first_letter:
            last = bisect_left(self.words, chr(ord(first_letter) + 1), first, last)
            first = bisect_left(self.words, first_letter, first, last)
        return self.words[first:last]

    def first_letters(self, length: int) -> Iterator[str]:
        """Yield the characters with which words of so many characters begin, sorted."""
        at, last = self._extent(length)
        while at < last:
            letter = self.words[at][0]
            yield letter
            at = bisect_left(self.words, chr(ord(letter) + 1), at, last)

    def _extent(self, length: int) -> tuple[int, int]:
        if not 0 <= length < len(self.first_of_length) - 1:
            return 0, 0
        return self.first_of_length[length], self.first_of_length[length + 1]


class Columns:
    """The folded words of a shard: vocabulary, stream, postings, as in CWB (Evert & Hardie, 2011).

    A position counts the words of the shard, unit after unit in the order of the text; units and
    documents are counted through the shard. All count from 0.

    ``stream`` holds the id of the word at each position. ``unit_starts`` gives the position at
    which each unit begins, and one more at the end. ``unit_fields`` gives its `Field`,
    ``first_units`` the unit with which each document begins, and one more. ``languages`` are
    those of the documents, `DEFAULT_LANGUAGE` where it is not known.
    """

    vocabulary: Vocabulary
    stream: Sequence[int]
    unit_starts: Sequence[int]
    unit_fields: Sequence[int]
    first_units: Sequence[int]
    languages: Sequence[str]

    # Forms as they were numbered, the id of the folded word of each, and the stream of numbers.
    _raw: tuple[Sequence[str], Sequence[int], Sequence[int]]

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self.first_units) - 1

    @cached_property
    def variants(self) -> Variants:
        """The words whose form is not the folded one."""
        forms, ids, _ = self._raw
        words = self.vocabulary.words
        order = sorted(
            (number for number, id in enumerate(ids) if forms[number] != words[id]),
            key=forms.__getitem__,
        )
        positions, numbers = self._standing(order)
        return Variants(
            [forms[number] for number in order],
            array("I", [ids[number] for number in order]),
            positions,
            numbers,
        )

    def _standing(self, order: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
        """Return where forms that were numbered so stand, and the place in ``order`` of each."""
        place = dict(zip(order, range(len(order)), strict=True))
        found = [(at, place[number]) for at, number in enumerate(self._raw[2]) if number in place]
        return array("I", [at for at, _ in found]), array("I", [number for _, number in found])

    @cached_property
    def document_starts(self) -> Sequence[int]:
        """The position at which each document begins, and one more at the end."""
        return array("I", map(self.unit_starts.__getitem__, self.first_units))

    @cached_property
    def postings(self) -> Postings:
        """The positions of each word."""
        return invert(self.stream, len(self.vocabulary))

    @cached_property
    def document_frequencies(self) -> Sequence[int]:
        """How many documents hold each word, by its id."""
        counts: Counter[int] = Counter()
        for document in range(len(self)):
            counts.update(self.words_of(document))
        return array("I", map(counts.__getitem__, range(len(self.vocabulary))))

    @cached_property
    def field_lengths(self) -> Sequence[Sequence[int]]:
        """How many words each `Field` has, document by document."""
        lengths = [array("I", bytes(4 * len(self))) for _ in Field]
        starts, fields, first = self.unit_starts, self.unit_fields, self.first_units
        for document in range(len(self)):
            for unit in range(first[document], first[document + 1]):
                lengths[fields[unit]][document] += starts[unit + 1] - starts[unit]
        return lengths

    @cached_property
    def stretches(self) -> Stretches:
        """The stretches of each document that are of one `Field`."""
        first, starts, fields = array("I", [0]), array("I"), bytearray()
        for document in range(len(self)):
            last = None
            for unit in range(self.first_units[document], self.first_units[document + 1]):
                if self.unit_fields[unit] != last:
                    last = self.unit_fields[unit]
                    starts.append(self.unit_starts[unit])
                    fields.append(last)
            first.append(len(starts))
        starts.append(self.unit_starts[-1])
        return Stretches(first, starts, fields)

    @cached_property
    def sizes(self) -> Sizes:
        """What all documents add up to."""
        return self.sizes_of(range(len(self)))

    def sizes_of(self, documents: Sequence[int]) -> Sizes:
        """Return what some documents add up to."""
        lengths = [[each[document] for document in documents] for each in self.field_lengths]
        first = self.first_units
        return Sizes(
            len(documents),
            tuple(map(sum, lengths)),
            tuple(sum(map(bool, each)) for each in lengths),
            sum(first[document + 1] - first[document] for document in documents),
            sum(map(sum, lengths)),
        )

    def documents_of(self, id: int) -> Sequence[int] | None:
        """Return the documents that hold a word, None where its positions have to tell."""
        return None

    @cached_property
    def documents_of_language(self) -> Mapping[str, set[int]]:
        """The documents of each language."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for document, language in enumerate(self.languages):
            found[language].add(document)
        return found

    @cached_property
    def words_of_language(self) -> Mapping[str, Sequence[int]]:
        """The ids of the words in the documents of each language, ascending."""
        by_language = self.documents_of_language
        if len(by_language) == 1:
            return {language: range(len(self.vocabulary)) for language in by_language}
        return {
            language: array("I", sorted(set().union(*map(self.words_of, by_language[language]))))
            for language in sorted(by_language)
        }

    def words_of(self, document: int) -> set[int]:
        """Return the ids of the words that a document holds."""
        start, end = self.document_starts[document : document + 2]
        return set(self.stream[start:end])


class Variants(NamedTuple):
    """Words whose form (see `corpus_cli.tokens.form`) is not the folded one that has an id.

    ``forms`` are such forms, sorted by code point, and ``ids`` the folded word of each.
    ``positions`` are where one stands, ascending, and ``numbers`` the place in ``forms`` of each.
    """

    forms: Sequence[str]
    ids: Sequence[int]
    positions: Sequence[int]
    numbers: Sequence[int]


class Stretches(NamedTuple):
    """Positions of one `Field`: ``first`` gives the number of each document's first stretch.

    ``starts`` gives the position at which each begins, and the end of the last.
    """

    first: Sequence[int]
    starts: Sequence[int]
    fields: Sequence[int]


class Postings:
    """Positions by word: those of word ``id`` lie from ``starts[id]`` on, ascending."""

    def __init__(self, starts: Sequence[int], positions: Sequence[int]) -> None:
        self.starts = starts
        self.positions = positions

    def __getitem__(self, id: int) -> Sequence[int]:
        return self.positions[self.starts[id] : self.starts[id + 1]]


def invert(stream: Sequence[int], size: int) -> Postings:
    """Return the postings of a stream of ids below ``size``."""
    by_word = [array("I") for _ in range(size)]
    appends = [each.append for each in by_word]
    for position, id in enumerate(stream):
        appends[id](position)
    positions = array("I")
    for each in by_word:
        positions += each
    return Postings(array("I", accumulate(map(len, by_word), initial=0)), positions)


class Collector:
    """Takes the units of documents one after the other, and makes columns of their words.

    Text repeats itself, so each text without white space is numbered when it is met, and divided
    into words but once, at the end.
    """

    def __init__(self) -> None:
        self._pieces: defaultdict[str, int] = defaultdict(count().__next__)
        self._stream = array("I")
        self._unit_starts = array("I")
        self._unit_fields = bytearray()
        self._first_units = array("I", [0])
        self._languages: list[str] = []

    def add(self, language: str | None, units: Iterable[Unit]) -> None:
        """Take a document."""
        stream, number_of = self._stream, self._pieces.__getitem__
        for unit in units:
            self._unit_starts.append(len(stream))
            self._unit_fields.append(_field(unit.address))
            stream.extend(map(number_of, unit.text.split()))
        self._first_units.append(len(self._unit_starts))
        self._languages.append(language or DEFAULT_LANGUAGE)

    def columns(self) -> Columns:
        """Return the columns of what was taken; nothing can be added any more."""
        made = self._empty()
        # Forms are numbered as they come; dictionaries keep that order.
        number_of: defaultdict[str, int] = defaultdict(count().__next__)
        of_pieces = tokens.forms(self._pieces)
        words = array("I", map(number_of.__getitem__, chain.from_iterable(of_pieces)))
        first_words = array("I", accumulate(map(len, of_pieces), initial=0))
        self._unit_starts.append(len(self._stream))
        stream, made.unit_starts = self._spelled_out(words, first_words)
        forms = list(number_of)
        folded = list(map(tokens.fold, forms))
        made.vocabulary = Vocabulary.of(dict.fromkeys(folded))
        ids = dict(zip(made.vocabulary.words, count()))
        renumbered = array("I", map(ids.__getitem__, folded))
        made._raw = forms, renumbered, stream
        made.stream = self._taken(renumbered, stream)
        made.unit_fields = self._unit_fields
        made.first_units = self._first_units
        made.languages = self._languages
        return made

    def _empty(self) -> Columns:
        return Columns()

    def _spelled_out(
        self, words: array[int], first_words: array[int]
    ) -> tuple[Sequence[int], Sequence[int]]:
        """Return the stream of words that the stream of pieces is, and where in it units begin.

        The words of piece ``n`` are ``words[first_words[n]:first_words[n + 1]]``.
        """
        of_piece = [words[start:end] for start, end in pairwise(first_words)]
        lengths = map(len, map(of_piece.__getitem__, self._stream))
        ends = array("I", accumulate(lengths, initial=0))
        stream = array("I", chain.from_iterable(map(of_piece.__getitem__, self._stream)))
        return stream, array("I", map(ends.__getitem__, self._unit_starts))

    def _taken(self, values: Sequence[int], numbers: Sequence[int]) -> Sequence[int]:
        return array("I", map(values.__getitem__, numbers))


_FIELDS = {
    ADDRESS_LETTERS["title"]: Field.TITLE,
    ADDRESS_LETTERS["heading"]: Field.HEADINGS,
    "c": Field.COMMENTS,
}


def _field(address: str) -> Field:
    """Return the field of a unit, which the first letter of its address tells."""
    return _FIELDS.get(address[0], Field.BODY)
