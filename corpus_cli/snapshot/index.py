"""What a snapshot says of the whole corpus, as a file: words, ids, files, and remarks on them.

May import ``lexicon`` and ``freshness``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import Any, NamedTuple

from corpus_cli.lexicon import Forms, Lexicon, Stems, ranks_of, stems_of
from corpus_cli.readers import Note
from corpus_cli.shard import Columns, Vocabulary
from corpus_cli.snapshot import container, strings
from corpus_cli.snapshot.container import Container, Written
from corpus_cli.snapshot.freshness import FileState, FileStates, FolderState, Place
from corpus_cli.snapshot.strings import Strings
from corpus_cli.snapshot.vectors import EDGE, edge_counts, form_frequencies

KIND = "index"
_STRINGS = (
    *("words", "variants", "languages", "stems", "ids"),
    *("file", "file.id", "folder", "note", "note.place"),
)
SECTIONS = (
    *(section for name in _STRINGS for section in strings.names(name)),
    *("words.lengths", "words.documents"),
    *("forms", "forms.starts", "forms.ranks", "forms.frequencies"),
    *("edges.starts", "edges.forms", "edges.counts"),
    *("stems.first", "stems.starts", "stems.words", "ids.documents"),
    *("file.root", "file.size", "file.changed", "file.inode", "file.shard"),
    *("folder.root", "folder.changed"),
    *("note.root", "note.error", "note.document"),
)


class Remark(NamedTuple):
    """A `Note` on a file or folder, and whether it belongs to a document or to the walk."""

    place: Place
    message: str
    is_error: bool
    of_document: bool


def save(
    path: str,
    columns: Sequence[Columns],
    ids: Sequence[str],
    files: Sequence[FileState],
    shards: Sequence[int],
    folders: Sequence[FolderState],
    remarks: Sequence[Remark],
) -> tuple[Written, int]:
    """Write what there is to say of shards with these columns and ids, in corpus order.

    ``shards`` gives for each file the shard that holds it. Returns the size of the vocabulary,
    too. Raises OSError.
    """
    lexicon = _lexicon_sections(columns)
    order = array("I", sorted(range(len(ids)), key=ids.__getitem__))
    sections = {
        **lexicon,
        **strings.sections("ids", map(ids.__getitem__, order)),
        "ids.documents": order,
        **strings.sections("file", (each.place.path for each in files)),
        **strings.sections("file.id", (each.id for each in files)),
        "file.root": array("I", (each.place.root for each in files)),
        "file.size": array("Q", (each.size for each in files)),
        "file.changed": array("q", (time for each in files for time in each.changed)),
        "file.inode": array("Q", (each.inode for each in files)),
        "file.shard": array("I", shards),
        **strings.sections("folder", (each.place.path for each in folders)),
        "folder.root": array("I", (each.place.root for each in folders)),
        "folder.changed": array("q", (time for each in folders for time in each.changed)),
        **strings.sections("note", (each.message for each in remarks)),
        **strings.sections("note.place", (each.place.path for each in remarks)),
        "note.root": array("I", (each.place.root for each in remarks)),
        "note.error": bytes(each.is_error for each in remarks),
        "note.document": bytes(each.of_document for each in remarks),
    }
    written = container.write(path, KIND, {name: sections[name] for name in SECTIONS})
    return written, len(lexicon["words.documents"])


def _lexicon_sections(columns: Sequence[Columns]) -> dict[str, Any]:
    """Return the sections of what `corpus_cli.lexicon` makes of the same columns.

    Of the words of all shards, only those of one are in memory twice.
    """
    import numpy

    distinct: set[str] = set()
    for each in columns:
        distinct.update(each.vocabulary.words)
    vocabulary = Vocabulary.of(distinct)
    words = vocabulary.words
    ids = dict(zip(words, range(len(words)), strict=True))
    documents = numpy.zeros(len(words), dtype=numpy.uint32)
    variants = sorted(set().union(*(each.variants.forms for each in columns)))
    places = dict(zip(variants, range(len(words), len(words) + len(variants)), strict=True))
    forms: list[Any] = [numpy.zeros(0, dtype=numpy.uint32)]
    frequencies = numpy.zeros(len(words) + len(variants), dtype=numpy.uint64)
    edges = numpy.zeros((2 * EDGE, len(frequencies)), dtype=numpy.uint32)
    by_language: dict[str, Any] = {}
    for each in columns:
        own = numpy.fromiter(map(ids.__getitem__, each.vocabulary.words), numpy.uint32)
        documents[own] += numpy.asarray(each.document_frequencies)
        others = numpy.fromiter(map(places.__getitem__, each.variants.forms), numpy.uint32)
        forms.append(numpy.concatenate((own, others)))
        frequencies[forms[-1]] += form_frequencies(each).astype(numpy.uint64)
        for edge, counts in zip(edges, edge_counts(each), strict=True):
            edge[forms[-1]] += counts.astype(numpy.uint32)
        for language, held in each.words_of_language.items():
            is_held = by_language.setdefault(language, numpy.zeros(len(words), dtype=bool))
            is_held[own[numpy.asarray(held)]] = True
    languages = sorted(by_language)
    first, starts, holders = array("I", [0]), array("I", [0]), array("I")
    distinct_stems: list[str] = []
    for language in languages:
        held = numpy.flatnonzero(by_language[language]).tolist()
        stems = stems_of(list(map(words.__getitem__, held)), language)
        order = sorted(range(len(stems)), key=stems.__getitem__)
        holders.extend(map(held.__getitem__, order))
        for stem, group in groupby(map(stems.__getitem__, order)):
            distinct_stems.append(stem)
            starts.append(starts[-1] + len(list(group)))
        first.append(len(distinct_stems))
    return {
        **strings.sections("words", words),
        "words.lengths": vocabulary.first_of_length,
        "words.documents": documents,
        **strings.sections("variants", variants),
        "forms": numpy.concatenate(forms),
        "forms.starts": array("I", accumulate(map(len, forms))),
        "forms.ranks": ranks_of(words, variants),
        "forms.frequencies": frequencies,
        "edges.starts": array("I", [0, *numpy.cumsum(numpy.count_nonzero(edges, axis=1))]),
        "edges.forms": numpy.nonzero(edges)[1].astype(numpy.uint32),
        "edges.counts": edges[edges > 0],
        **strings.sections("languages", languages),
        **strings.sections("stems", distinct_stems),
        "stems.first": first,
        "stems.starts": starts,
        "stems.words": holders,
    }


class StoredIndex:
    """What a snapshot says of the whole corpus, read when it is asked for."""

    def __init__(self, path: str, length: int) -> None:
        self._file = Container(path, KIND, SECTIONS, length)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all documents."""
        vocabulary = Vocabulary(self._strings("words"), self._numbers("words.lengths"))
        return Lexicon(vocabulary, self._numbers("words.documents"), self._stems)

    @cached_property
    def forms(self) -> Forms:
        """The distinct forms of all words."""
        numbers, starts = self._numbers("forms"), self._numbers("forms.starts")
        of_shards = [numbers[first:last] for first, last in pairwise(starts)]
        words, variants = self.lexicon.vocabulary.words, self._strings("variants")
        edges = self._numbers("edges.forms"), self._numbers("edges.counts")
        return Forms(
            words,
            variants,
            of_shards,
            self._numbers("forms.ranks"),
            self._file.numbers("forms.frequencies", "Q"),
            [
                (edges[0][first:last], edges[1][first:last])
                for first, last in pairwise(self._numbers("edges.starts"))
            ],
        )

    @cached_property
    def ids(self) -> Strings:
        """The ids of all documents, sorted."""
        return self._strings("ids")

    @cached_property
    def order(self) -> Sequence[int]:
        """The number in the corpus of each document in the order of `ids`."""
        return self._numbers("ids.documents")

    @property
    def file_count(self) -> int:
        """How many files were read."""
        return len(self._strings("file"))

    @cached_property
    def files(self) -> FileStates:
        """What is known of the files, in corpus order."""
        return FileStates(
            self._numbers("file.root"),
            list(self._strings("file")),
            self._strings("file.id"),
            self._file.numbers("file.size", "Q"),
            self._file.numbers("file.changed", "q"),
            self._file.numbers("file.inode", "Q"),
        )

    @property
    def shard_of_file(self) -> Sequence[int]:
        """The number of the shard that holds each file."""
        return self._numbers("file.shard")

    def folders(self) -> Iterator[FolderState]:
        """Yield what is known of each folder."""
        changed = self._file.numbers("folder.changed", "q")
        return (
            FolderState(Place(root, path), (changed[2 * at], changed[2 * at + 1]))
            for at, (root, path) in enumerate(
                zip(self._numbers("folder.root"), self._strings("folder"), strict=True)
            )
        )

    def remarks(self) -> list[Remark]:
        """Return what reading had to say."""
        return [
            Remark(Place(root, path), message, bool(error), bool(document))
            for root, path, message, error, document in zip(
                self._numbers("note.root"),
                self._strings("note.place"),
                self._strings("note"),
                self._file.bytes("note.error"),
                self._file.bytes("note.document"),
                strict=True,
            )
        ]

    def _strings(self, name: str) -> Strings:
        return Strings(self._file, name)

    def _numbers(self, name: str) -> Sequence[int]:
        return self._file.numbers(name, "I")

    @cached_property
    def _stems(self) -> Mapping[str, Stems]:
        first = self._numbers("stems.first")
        return {
            language: _StoredStems(self._file, first[number], first[number + 1])
            for number, language in enumerate(self._strings("languages"))
        }


class _StoredStems:
    """The stems of a language, a range of the sorted stems of all."""

    def __init__(self, file: Container, first: int, last: int) -> None:
        self._stems = Strings(file, "stems")
        self._starts = file.numbers("stems.starts", "I")
        self._ids = file.numbers("stems.words", "I")
        self._first = first
        self._last = last

    def get(self, stem: str, default: Sequence[int] = ()) -> Sequence[int]:
        at = bisect_left(self._stems, stem, self._first, self._last)
        if at == self._last or self._stems[at] != stem:
            return default
        return self._ids[self._starts[at] : self._starts[at + 1]]


def notes(remarks: Iterable[Remark], roots: Sequence[str]) -> list[Note]:
    """Return remarks as they are shown to a user who named the sources ``roots``."""
    return [Note(each.place.under(roots), each.message, each.is_error) for each in remarks]
