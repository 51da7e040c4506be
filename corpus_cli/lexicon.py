"""The words of a whole corpus: in how many documents each is, and which are forms of one another.

`Lexicon` is of folded words, which a query asks what a word may mean before it looks at any shard;
`Forms` is of words as they are counted. May import ``shard``.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Any, Protocol, overload

from corpus_cli import tokens
from corpus_cli.shard import Columns, Vocabulary


class Stems(Protocol):
    """The words of a language by their stem."""

    def get(self, stem: str, default: Sequence[int] = ..., /) -> Sequence[int]:
        """Return the ids of the words with a stem, ascending."""


class Lexicon:
    """A vocabulary, how many documents hold each word, and the stems by language."""

    def __init__(
        self, vocabulary: Vocabulary, documents: Sequence[int], stems: Mapping[str, Stems]
    ) -> None:
        self.vocabulary = vocabulary
        self.documents = documents
        self._stems = stems

    def documents_with(self, word: str) -> int:
        """Return how many documents hold a folded word."""
        id = self.vocabulary.id_of(word)
        return 0 if id is None else self.documents[id]

    def inflections(self, word: str) -> dict[str, frozenset[str]]:
        """Return the other words with the stem of ``word``, and the languages in which they have.

        The languages are those of documents that hold the other word; stems are Snowball's
        (Porter, 2001). ``word`` itself need not be in the vocabulary.
        """
        found: defaultdict[int, set[str]] = defaultdict(set)
        for language, words in self._stems.items():
            for stem in stems_of([word], language):
                for id in words.get(stem, ()):
                    found[id].add(language)
        own = self.vocabulary.id_of(word)
        return {self.vocabulary.word(id): frozenset(found[id]) for id in sorted(found) if id != own}


class Forms(Sequence[str]):
    """The distinct forms of a corpus by number: those of folded words by their ids, then variants.

    ``of_shards`` gives for each shard the numbers that its own forms have here: those of its
    vocabulary, then those of its variants. ``frequencies`` counts how often each form stands in the
    corpus. ``edges`` counts forms by their distance from the beginning of a unit, then by that from
    the end: numbers, and how often each. Both are None where the shards have to tell.
    """

    def __init__(
        self,
        words: Sequence[str],
        variants: Sequence[str],
        of_shards: Sequence[Sequence[int]],
        ranks: Sequence[int] | None = None,
        frequencies: Sequence[int] | None = None,
        edges: Sequence[tuple[Sequence[int], Sequence[int]]] | None = None,
    ) -> None:
        self._words = words
        self._variants = variants
        self.of_shards = of_shards
        self.frequencies = frequencies
        self.edges = edges
        self._ranks = ranks

    @cached_property
    def ranks(self) -> Sequence[int]:
        """The place of each form when they are sorted; see `ranks_of`."""
        return ranks_of(self._words, self._variants) if self._ranks is None else self._ranks

    def __len__(self) -> int:
        return len(self._words) + len(self._variants)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [*self][index]
        folded = len(self._words)
        return self._words[index] if index < folded else self._variants[index - folded]

    def __iter__(self) -> Iterator[str]:
        return chain(self._words, self._variants)

    def at(self, numbers: Sequence[int]) -> list[str]:
        """Return the forms that have these numbers."""
        every = self if len(numbers) < len(self) // _MANY else [*self]
        return list(map(every.__getitem__, numbers))


def ranks_of(words: Sequence[str], variants: Sequence[str]) -> array[int]:
    """Return the place of each form of a corpus when they are sorted by their folded words.

    A variant comes behind its folded word; variants are given, and stay, in their own order.
    """
    folded = [*words, *map(tokens.fold, variants)]
    ranks = array("I", bytes(4 * len(folded)))
    for rank, number in enumerate(sorted(range(len(folded)), key=folded.__getitem__)):
        ranks[number] = rank
    return ranks


# Reading all forms is faster than reading one in so many of them.
_MANY = 8


def merge_forms(vocabulary: Vocabulary, columns: Sequence[Columns]) -> Forms:
    """Return the forms of the shards that have these columns; ``vocabulary`` is that of all."""
    words = vocabulary.words
    variants = sorted(set().union(*(each.variants.forms for each in columns)))
    ids = dict(zip(words, range(len(words)), strict=True))
    places = {form: place for place, form in enumerate(variants, len(words))}
    of_shards = [
        array(
            "I",
            [
                *map(ids.__getitem__, each.vocabulary.words),
                *map(places.__getitem__, each.variants.forms),
            ],
        )
        for each in columns
    ]
    return Forms(words, variants, of_shards)


def merge(columns: Sequence[Columns]) -> Lexicon:
    """Return the lexicon of the shards that have these columns."""
    if len(columns) == 1:
        vocabulary, documents = columns[0].vocabulary, columns[0].document_frequencies
    else:
        vocabulary = Vocabulary.of(set().union(*(each.vocabulary.words for each in columns)))
        documents = _added_up(vocabulary, columns)
    languages = sorted(set().union(*(each.languages for each in columns)))
    stems = {language: _MergedStems(vocabulary, columns, language) for language in languages}
    return Lexicon(vocabulary, documents, stems)


def _words_of_language(
    vocabulary: Vocabulary, columns: Iterable[Columns], language: str
) -> Sequence[int]:
    """Return the ids in ``vocabulary`` of the words that documents of a language hold."""
    found: set[str] = set()
    for each in columns:
        words = each.vocabulary.words
        ids = each.words_of_language.get(language, ())
        if len(ids) == len(words):
            if words is vocabulary.words:
                return range(len(words))
            found.update(words)
        else:
            found.update(map(words.__getitem__, ids))
    own = (vocabulary.id_of(word) for word in found)
    return sorted(id for id in own if id is not None)


def _added_up(vocabulary: Vocabulary, columns: Iterable[Columns]) -> Sequence[int]:
    ids = {word: id for id, word in enumerate(vocabulary.words)}
    totals = array("I", bytes(4 * len(vocabulary)))
    for each in columns:
        frequencies = each.document_frequencies
        for id, frequency in zip(
            map(ids.__getitem__, each.vocabulary.words), frequencies, strict=True
        ):
            totals[id] += frequency
    return totals


class _MergedStems:
    """The stems of a language, found when first asked for."""

    def __init__(self, vocabulary: Vocabulary, columns: Sequence[Columns], language: str) -> None:
        self._vocabulary = vocabulary
        self._columns = columns
        self._language = language

    def get(self, stem: str, default: Sequence[int] = ()) -> Sequence[int]:
        return self._groups.get(stem, default)

    @cached_property
    def _groups(self) -> Mapping[str, Sequence[int]]:
        ids = _words_of_language(self._vocabulary, self._columns, self._language)
        words = [self._vocabulary.word(id) for id in ids]
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for id, stem in zip(ids, stems_of(words, self._language), strict=False):
            groups[stem].append(id)
        return groups


# Where an article or preposition loses its vowel it is written together with what follows.
_ELIDING = frozenset({"ca", "fr", "it"})


def stems_of(words: Sequence[str], language: str) -> Sequence[str]:
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
