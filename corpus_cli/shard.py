"""A slice of the corpus: its documents, and the columns in which ranked search looks words up.

The columns are made when first asked for, so that listing, showing and grep never pay for them.
Queries see only sequences of numbers and a few methods, so that the same can lie in a file.
May import ``model`` and ``tokens``.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

from corpus_cli import tokens
from corpus_cli.model import ADDRESS_LETTERS, Document

# What a document counts as whose language could not be told: it then is short, and English
# endings hardly ever fit other languages by chance.
DEFAULT_LANGUAGE = "en"


class Field(IntEnum):
    """The part of a document that a unit belongs to; ranking weighs each in its own way."""

    TITLE = 0
    HEADINGS = 1
    BODY = 2
    COMMENTS = 3


class Shard:
    """Documents in corpus order, and the columns made from them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = tuple(documents)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, in corpus order."""
        return self._documents

    @cached_property
    def columns(self) -> Columns:
        """The words of the documents, read at the first call."""
        return Columns(self._documents)

    def __repr__(self) -> str:
        number = len(self._documents)
        return f"Shard({number:,} document{'' if number == 1 else 's'})"


class Columns:
    """The folded words of a shard: vocabulary, stream, postings, as in CWB (Evert & Hardie, 2011).

    A word's id is its place in the vocabulary, which is sorted by length, then by code point. A
    position counts the words of the shard, unit after unit in the order of the text; units and
    documents are counted through the shard. All count from 0.

    ``unit_starts`` and ``document_starts`` give the position at which each begins, and one more at
    the end. ``unit_documents`` and ``unit_fields`` give the document and the `Field` of each unit,
    ``first_units`` the unit with which each document begins, and one more.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        numbers = _Numbers()
        stream, unit_starts = array("I"), array("I")
        self.unit_documents, self.unit_fields, self.first_units = (
            array("I"),
            bytearray(),
            array("I"),
        )
        self._languages: list[str] = []
        for ordinal, document in enumerate(documents):
            self.first_units.append(len(unit_starts))
            self._languages.append(document.language or DEFAULT_LANGUAGE)
            for unit in document.units():
                unit_starts.append(len(stream))
                self.unit_documents.append(ordinal)
                self.unit_fields.append(_field(unit.address))
                stream.extend(map(numbers.__getitem__, tokens.words(unit.text)))
        self.first_units.append(len(unit_starts))
        unit_starts.append(len(stream))
        self.unit_starts = unit_starts
        self.document_starts = array("I", map(unit_starts.__getitem__, self.first_units))
        self._vocabulary = sorted(numbers.folded, key=_by_length)
        self._ids = {word: id for id, word in enumerate(self._vocabulary)}
        # The words were numbered as they came; dictionaries keep that order.
        renumbered = array("I", map(self._ids.__getitem__, numbers.folded))
        self._stream = array("I", map(renumbered.__getitem__, stream))
        self._stems: dict[str, Mapping[str, Sequence[int]]] = {}

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self._languages)

    def id_of(self, word: str) -> int | None:
        """Return the id of a folded word, None where the shard does not hold it."""
        return self._ids.get(word)

    def word(self, id: int) -> str:
        """Return the folded word that has an id."""
        return self._vocabulary[id]

    def words_of_length(self, length: int) -> Sequence[str]:
        """Return the vocabulary's words of so many characters, sorted."""
        first = self._first_of_length
        if not 0 <= length < len(first) - 1:
            return ()
        return self._vocabulary[first[length] : first[length + 1]]

    def postings(self, id: int) -> Sequence[int]:
        """Return the positions of a word, ascending."""
        return self._postings[id]

    def documents_with(self, id: int) -> int:
        """Return how many documents hold a word."""
        return self._document_frequencies[id]

    def language(self, document: int) -> str:
        """Return the language of a document, `DEFAULT_LANGUAGE` where it is not known."""
        return self._languages[document]

    @cached_property
    def field_lengths(self) -> Sequence[Sequence[int]]:
        """How many words each `Field` has, document by document."""
        lengths = [array("I", bytes(4 * len(self))) for _ in Field]
        starts = self.unit_starts
        for unit, (document, field) in enumerate(
            zip(self.unit_documents, self.unit_fields, strict=True)
        ):
            lengths[field][document] += starts[unit + 1] - starts[unit]
        return lengths

    def inflections(self, word: str) -> Mapping[int, frozenset[str]]:
        """Return the other words with the stem of ``word``, and the languages in which they have.

        The languages are those of documents that hold the other word; stems are Snowball's
        (Porter, 2001). ``word`` itself need not be in the vocabulary.
        """
        found: defaultdict[int, set[str]] = defaultdict(set)
        for language in set(self._languages):
            if language not in self._stems:
                self._stems[language] = self._group_by_stem(language)
            for stem in _stems([word], language):
                for id in self._stems[language].get(stem, ()):
                    found[id].add(language)
        found.pop(self._ids.get(word, -1), None)
        return {id: frozenset(found[id]) for id in sorted(found)}

    @cached_property
    def _first_of_length(self) -> Sequence[int]:
        longest = len(self._vocabulary[-1]) if self._vocabulary else 0
        counts = array("I", bytes(4 * (longest + 2)))
        for word in self._vocabulary:
            counts[len(word) + 1] += 1
        return array("I", accumulate(counts))

    @cached_property
    def _postings(self) -> Sequence[array[int]]:
        postings = [array("I") for _ in self._vocabulary]
        for position, id in enumerate(self._stream):
            postings[id].append(position)
        return postings

    @cached_property
    def _document_frequencies(self) -> Sequence[int]:
        counts = array("I", bytes(4 * len(self._vocabulary)))
        for document in range(len(self)):
            for id in self._words_of(document):
                counts[id] += 1
        return counts

    def _words_of(self, document: int) -> set[int]:
        start, end = self.document_starts[document : document + 2]
        return set(self._stream[start:end])

    def _group_by_stem(self, language: str) -> Mapping[str, Sequence[int]]:
        ids: Sequence[int] = range(len(self._vocabulary))
        if any(each != language for each in self._languages):
            own = (document for document, each in enumerate(self._languages) if each == language)
            ids = sorted(set().union(*map(self._words_of, own)))
        words = [self._vocabulary[id] for id in ids]
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for id, stem in zip(ids, _stems(words, language), strict=False):
            groups[stem].append(id)
        return groups


class _Numbers(dict[str, int]):
    """A word as it is written to the number of its folded form, in order of appearance."""

    def __init__(self) -> None:
        self.folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        self[word] = number = self.folded.setdefault(tokens.fold(word), len(self.folded))
        return number


def _by_length(word: str) -> tuple[int, str]:
    return len(word), word


_FIELDS = {
    ADDRESS_LETTERS["title"]: Field.TITLE,
    ADDRESS_LETTERS["heading"]: Field.HEADINGS,
    "c": Field.COMMENTS,
}


def _field(address: str) -> Field:
    """Return the field of a unit, which the first letter of its address tells."""
    return _FIELDS.get(address[0], Field.BODY)


# Where an article or preposition loses its vowel it is written together with what follows.
_ELIDING = frozenset({"ca", "fr", "it"})


def _stems(words: Sequence[str], language: str) -> Sequence[str]:
    """Return the stems of words, none at all where the language has no stemmer."""
    stemmer = _stemmer(language)
    if stemmer is None:
        return ()
    if language in _ELIDING:
        words = [word.rpartition("'")[2] for word in words]
    stems: Sequence[str] = stemmer.stemWords(words)
    return stems


@cache
def _stemmer(language: str) -> Any:
    """Return the Snowball stemmer of a language, None where there is none."""
    import Stemmer

    try:
        return Stemmer.Stemmer(language)
    except KeyError:
        return None
