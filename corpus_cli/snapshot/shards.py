"""A shard as a file: what is written of its documents, and the shard that reads it back.

Nothing is read before it is asked for. May import ``shard``, ``parsing`` and what they may.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import count, pairwise
from typing import Any, overload

from corpus_cli import tokens
from corpus_cli.model import (
    META,
    Block,
    Deferred,
    Document,
    Reference,
    Row,
    Unit,
    first_words,
    unfold_block,
)
from corpus_cli.shard import (
    DEFAULT_LANGUAGE,
    NO_COMMENT,
    Columns,
    Field,
    Parts,
    Postings,
    Shard,
    Sizes,
    Stretches,
    Variants,
    Vocabulary,
)
from corpus_cli.snapshot import container, strings
from corpus_cli.snapshot.container import Container, Written
from corpus_cli.snapshot.freshness import Place
from corpus_cli.snapshot.strings import Strings
from corpus_cli.snapshot.vectors import VectorCollector, frequent_words

KIND = "shard"

_REQUIRED = ("id", "place")
_OPTIONAL = ("title", "author", "date", "kind", "list", "language")
_SHAPE = ("kind", "address", "parent", "depth", "number", "author", "date", "confidence")
_READ: Mapping[str, Callable[[str], Any]] = {"depth": int, "number": int, "confidence": float}
_DOCUMENT = (*_REQUIRED, *_OPTIONAL, "meta")
_COLUMNS = (*_DOCUMENT, *(f"shape.{name}" for name in _SHAPE))
_NUMBERS = ("words", "paragraphs", "comments", "bytes", "root", "inferred")
SECTIONS = (
    *("text", "text.starts", "lines", "lines.starts", "author_confidence"),
    *(section for name in _COLUMNS for section in strings.names(name)),
    *_NUMBERS,
    *("blocks.first", "blocks.shape", "blocks.start", "blocks.end"),
    *("units.first", "units.block", "units.start", "units.words", "units.field"),
    *("stream", "postings", "postings.starts", "frequencies", "field_lengths", "sizes"),
    *("stretches.first", "stretches.starts", "stretches.fields"),
    *("documents.words", "frequent", "frequent.starts", "frequent.documents"),
    *(*strings.names("vocabulary"), "vocabulary.lengths"),
    *(*strings.names("variants"), "variants.ids", "variants.positions", "variants.numbers"),
    *(*strings.names("languages"), "languages.starts", "languages.words"),
)

# What a confidence that is not known is written as; no confidence is negative.
_UNKNOWN = -1.0


class ShardWriter:
    """Takes documents one after the other, and writes them as a shard."""

    def __init__(self) -> None:
        self._collector = VectorCollector()
        self._columns: dict[str, list[str | None]] = {name: [] for name in _DOCUMENT}
        self._numbers = {name: array("Q") for name in _NUMBERS if name != "words"}
        self._words_outside = array("q")
        self._confidences = array("d")
        # What begins a line follows a line end, the first one too.
        self._text, self._text_starts = bytearray(b"\n"), array("Q", [1])
        self._lines, self._line_starts = bytearray(b"\n"), array("I", [1])
        self._first_blocks, self._first_units = array("I", [0]), array("I", [0])
        self._shapes: defaultdict[tuple[Any, ...], int] = defaultdict(count().__next__)
        self._block_shapes, self._block_starts = array("I"), array("I")
        self._block_ends = array("I")
        self._unit_blocks, self._unit_starts = array("I"), array("I")

    def __len__(self) -> int:
        """How many documents were taken."""
        return len(self._confidences)

    @property
    def size(self) -> int:
        """How many bytes their texts have."""
        return len(self._text)

    def add(self, document: Document, place: Place) -> None:
        """Take a document; raises OverflowError for a shard of 4 GB."""
        values = {
            **{name: getattr(document, name) for name in ("id", "bytes", *_OPTIONAL)},
            "meta": json.dumps(dict(document.meta)) if document.meta else None,
            "place": place.path,
            "root": place.root,
            "inferred": document.title_inferred,
            "paragraphs": document.paragraphs,
            "comments": len(document.comments),
        }
        for name, column in self._columns.items():
            column.append(values[name])
        for name, numbers in self._numbers.items():
            numbers.append(values[name])
        confidence = document.author_confidence
        self._confidences.append(_UNKNOWN if confidence is None else confidence)
        self._text += document.text.encode("utf-8", "surrogatepass")
        self._text += b"\n"
        self._text_starts.append(len(self._text))
        self._add_units(document)
        self._add_blocks(document.blocks)

    def _add_units(self, document: Document) -> None:
        units = list(document.units())
        self._collector.add(document.language, units)
        self._words_outside.append(words_outside(document.text, units))
        first = len(self._block_shapes)
        at = {block.address: first + at for at, block in enumerate(document.blocks)}
        self._unit_blocks.extend([at[unit.address] for unit in units])
        self._unit_starts.extend([unit.start for unit in units])
        for unit in units:
            self._lines += unit.text.encode("utf-8", "surrogatepass")
            self._lines += b"\n"
            self._line_starts.append(len(self._lines))
        self._first_units.append(len(self._unit_blocks))

    def _add_blocks(self, blocks: Sequence[Block]) -> None:
        if blocks:
            kinds, starts, ends, *rest = zip(*blocks, strict=True)
            self._block_shapes.extend(map(self._shapes.__getitem__, zip(kinds, *rest, strict=True)))
            self._block_starts.extend(starts)
            self._block_ends.extend(ends)
        self._first_blocks.append(len(self._block_shapes))

    def save(self, path: str) -> tuple[Written, int]:
        """Write everything, and return how many words it has, too; raises OSError."""
        columns = self._collector.columns()
        ranges = pairwise(columns.document_starts)
        words = [
            end - start + outside
            for (start, end), outside in zip(ranges, self._words_outside, strict=True)
        ]
        sections = {
            "text": self._text,
            "text.starts": self._text_starts,
            "lines": self._lines,
            "lines.starts": self._line_starts,
            "author_confidence": self._confidences,
            "blocks.first": self._first_blocks,
            "blocks.shape": self._block_shapes,
            "blocks.start": self._block_starts,
            "blocks.end": self._block_ends,
            "units.first": self._first_units,
            "units.block": self._unit_blocks,
            "units.start": self._unit_starts,
            **self._numbers,
            "words": array("Q", words),
            **_column_sections(columns),
        }
        for name, column in self._columns.items():
            sections |= strings.sections(name, column)
        for at, name in enumerate(_SHAPE):
            values = (shape[at] for shape in self._shapes)
            texts = (None if value is None else str(value) for value in values)
            sections |= strings.sections(f"shape.{name}", texts)
        written = container.write(path, KIND, {name: sections[name] for name in SECTIONS})
        return written, sum(words)


def words_outside(text: str, units: Sequence[Unit]) -> int:
    """Return how many more words a text has than its units, which follow one another in it."""
    number = at = 0
    for unit in units:
        between = text[at : unit.start]
        if not between.isspace():
            if _is_cut(text, at) or _is_cut(text, unit.start):
                return tokens.count(text) - sum(tokens.count(unit.text) for unit in units)
            number += tokens.count(between)
        at = unit.end
    if _is_cut(text, at):
        return tokens.count(text) - sum(tokens.count(unit.text) for unit in units)
    return number + tokens.count(text[at:])


def _is_cut(text: str, at: int) -> bool:
    """Whether what may be a word stands on both sides of a place."""
    return 0 < at < len(text) and not (text[at - 1].isspace() or text[at].isspace())


def _column_sections(columns: Columns) -> dict[str, Any]:
    by_language = columns.words_of_language
    starts, ids = array("I", [0]), array("I")
    for words in by_language.values():
        ids.frombytes(bytes(array("I", words) if isinstance(words, range) else words))
        starts.append(len(ids))
    sizes = columns.sizes
    frequent, frequent_starts, documents = frequent_words(columns)
    stretches, variants = columns.stretches, columns.variants
    return {
        "stretches.first": stretches.first,
        "stretches.starts": stretches.starts,
        "stretches.fields": stretches.fields,
        "documents.words": columns.document_starts,
        "frequent": frequent,
        "frequent.starts": frequent_starts,
        "frequent.documents": documents,
        "units.words": columns.unit_starts,
        "units.field": columns.unit_fields,
        "stream": columns.stream,
        "postings": columns.postings.positions,
        "postings.starts": columns.postings.starts,
        "frequencies": columns.document_frequencies,
        "field_lengths": b"".join(map(bytes, columns.field_lengths)),
        "sizes": array(
            "Q", [sizes.documents, *sizes.lengths, *sizes.holders, sizes.units, sizes.words]
        ),
        **strings.sections("vocabulary", columns.vocabulary.words),
        "vocabulary.lengths": columns.vocabulary.first_of_length,
        **strings.sections("variants", variants.forms),
        "variants.ids": variants.ids,
        "variants.positions": variants.positions,
        "variants.numbers": variants.numbers,
        **strings.sections("languages", by_language),
        "languages.starts": starts,
        "languages.words": ids,
    }


def _references(text: str, blocks: tuple[Block, ...]) -> tuple[Reference, ...]:
    # Longer to import than a document takes to be shown.
    from corpus_cli.parsing import references_of

    return tuple(references_of(text, blocks))


def _mapping(written: str | None) -> Mapping[str, str]:
    return {} if written is None else json.loads(written)


class Lines:
    """A section of texts, each ended by a line feed; ``starts`` tells where each begins.

    ``start`` and ``end`` are where in ``map`` the first begins and the last ends.
    """

    def __init__(self, file: Container, name: str, starts: Sequence[int]) -> None:
        self.map = file.map
        self._offset, self.end = file.place(name)
        self._starts = starts
        self.start = self.place(0)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def text(self, number: int) -> str:
        """Return a text without the line feed at its end."""
        start, end = self._starts[number : number + 2]
        return str(
            self.map[self._offset + start : self._offset + end - 1], "utf-8", "surrogatepass"
        )

    def place(self, number: int) -> int:
        """Return the offset in ``map`` at which a text begins."""
        start: int = self._starts[number]
        return self._offset + start

    def number_at(self, offset: int) -> int:
        """Return the number of the text that holds an offset of ``map``."""
        return bisect_right(self._starts, offset - self._offset) - 1


class StoredShard(Shard):
    """A shard that lies in a file; ``roots`` are the sources as the user names them."""

    def __init__(self, path: str, length: int, roots: Sequence[str]) -> None:
        self._file = Container(path, KIND, SECTIONS, length)
        self._roots = roots

    @cached_property
    def documents(self) -> Sequence[Document]:
        return _StoredDocuments(self)

    @cached_property
    def columns(self) -> Columns:
        return _StoredColumns(self._file, self._strings("language"))

    @cached_property
    def parts(self) -> Parts:
        import numpy

        shapes = numpy.asarray(self._block_shapes)
        units = numpy.asarray(self._unit_blocks)
        is_comment = numpy.array([kind == "comment" for kind in self._strings("shape.kind")])
        has_parent = numpy.array([each is not None for each in self._shape_column("parent")])
        if not len(units):
            return Parts((), (), self._shape_column)
        # The leaves of a comment follow it, before its replies.
        blocks = numpy.arange(len(shapes))
        last = numpy.maximum.accumulate(numpy.where(is_comment[shapes], blocks, 0))
        own = shapes[units]
        comments = numpy.where(has_parent[own], shapes[last[units]].astype(int), NO_COMMENT)
        return Parts(own, comments, self._shape_column)  # type: ignore[arg-type]

    def _shape_column(self, name: str) -> Sequence[Any]:
        values = self._strings(f"shape.{name}").optionals()
        read = _READ.get(name)
        return values if read is None else [None if each is None else read(each) for each in values]

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self._file.numbers("text.starts", "Q")) - 1

    def field(self, name: str) -> Sequence[Any]:
        if name == "id":
            return list(self._strings("id"))
        if name in _OPTIONAL:
            return self._strings(name).optionals()
        if name.startswith(META):
            key = name.removeprefix(META)
            return [_mapping(each).get(key) for each in self._strings("meta").optionals()]
        if name == "source":
            return [self._place(document).under(self._roots) for document in range(len(self))]
        if name == "title_inferred":
            return [bool(flag) for flag in self._numbers("inferred")]
        return self._numbers(name)

    def row(self, document: int) -> Row:
        read = {name: self._strings(name).optional(document) for name in _OPTIONAL}
        return Row(
            id=self._strings("id")[document],
            title=read["title"],
            title_inferred=bool(self._numbers("inferred")[document]),
            author=read["author"],
            date=read["date"],
            kind=read["kind"],
            list=read["list"],
            language=read["language"],
            source=self._place(document).under(self._roots),
            words=self._numbers("words")[document],
            paragraphs=self._numbers("paragraphs")[document],
            comments=self._numbers("comments")[document],
            bytes=self._numbers("bytes")[document],
        )

    def value(self, name: str, document: int) -> Any:
        if name in _OPTIONAL:
            return self._strings(name).optional(document)
        if name == "meta":
            return _mapping(self._strings("meta").optional(document))
        return getattr(self.row(document), name) if name != "id" else self.id(document)

    def shown_title(self, document: int) -> str:
        title = self._strings("title").optional(document)
        return first_words(self.text(document)) if title is None else title

    def text(self, document: int) -> str:
        """Return the text of a document."""
        start, end = self._file.numbers("text.starts", "Q")[document : document + 2]
        return str(self._file.bytes("text")[start : end - 1], "utf-8", "surrogatepass")

    def blocks(self, document: int) -> tuple[Block, ...]:
        """Return the blocks of a document."""
        first, last = self._file.numbers("blocks.first", "I")[document : document + 2]
        shapes, starts, ends = (
            self._file.numbers(f"blocks.{name}", "I")[first:last]
            for name in ("shape", "start", "end")
        )
        return tuple(
            self._shape(shape)._replace(start=start, end=end)
            for shape, start, end in zip(shapes, starts, ends, strict=True)
        )

    def document(self, number: int) -> Document:
        """Return a document."""
        row, text, blocks = self.row(number), self.text(number), self.blocks(number)
        confidence = self._file.numbers("author_confidence", "d")[number]
        return Document(
            id=row.id,
            source=row.source,
            bytes=row.bytes,
            text=text,
            kind=row.kind,
            title=row.title,
            title_inferred=row.title_inferred,
            author=row.author,
            author_confidence=None if confidence == _UNKNOWN else confidence,
            date=row.date,
            list=row.list,
            language=row.language,
            blocks=blocks,
            references=Deferred(partial(_references, text, blocks)),
            meta=self.value("meta", number),
        )

    @cached_property
    def unit_lines(self) -> Lines:
        """The texts of the units."""
        return Lines(self._file, "lines", self._file.numbers("lines.starts", "I"))

    @cached_property
    def text_lines(self) -> Lines:
        """The texts of the documents, whose own line ends part them further."""
        return Lines(self._file, "text", self._file.numbers("text.starts", "Q"))

    def id(self, document: int) -> str:
        """Return the id of a document."""
        return self._strings("id")[document]

    def unit_text(self, unit: int) -> str:
        return self.unit_lines.text(unit)

    def address(self, unit: int) -> str:
        return self._shape(self._block_shapes[self._unit_blocks[unit]]).address or ""

    def unit(self, unit: int, text: str | None = None) -> Unit:
        """Return a unit of the shard; ``text`` is its document's, if that is known already."""
        if text is None:
            text = self.text(bisect_right(self._file.numbers("units.first", "I"), unit) - 1)
        block = self._unit_blocks[unit]
        shape = self._shape(self._block_shapes[block])
        start = self._file.numbers("units.start", "I")[unit]
        end = self._file.numbers("blocks.end", "I")[block]
        return unfold_block(text, start, end, shape)

    @cached_property
    def _unit_blocks(self) -> Sequence[int]:
        return self._file.numbers("units.block", "I")

    @cached_property
    def _block_shapes(self) -> Sequence[int]:
        return self._file.numbers("blocks.shape", "I")

    def release(self) -> None:
        """Let go of the memory of what was read."""
        self._file.release()

    def _strings(self, name: str) -> Strings:
        return self._all_strings[name]

    @cached_property
    def _all_strings(self) -> Mapping[str, Strings]:
        return _Lazy(lambda name: Strings(self._file, name))

    def _numbers(self, name: str) -> Sequence[int]:
        return self._file.numbers(name, "Q")

    def _place(self, document: int) -> Place:
        return Place(self._numbers("root")[document], self._strings("place")[document])

    @cached_property
    def _shapes(self) -> dict[int, Block]:
        return {}

    def _shape(self, number: int) -> Block:
        """Return a block of this shape, with no range yet."""
        if number not in self._shapes:
            values: dict[str, Any] = {}
            for name in _SHAPE:
                value = self._strings(f"shape.{name}").optional(number)
                read = _READ.get(name)
                values[name] = read(value) if read and value is not None else value
            self._shapes[number] = Block(start=0, end=0, **values)
        return self._shapes[number]


class _Lazy(dict[str, Strings]):
    """Columns by name, opened when first asked for."""

    def __init__(self, make: Callable[[str], Strings]) -> None:
        self._make = make

    def __missing__(self, name: str) -> Strings:
        self[name] = made = self._make(name)
        return made


class _StoredDocuments(Sequence[Document]):
    """The documents of a shard, each read when it is asked for."""

    def __init__(self, shard: StoredShard) -> None:
        self._shard = shard

    def __len__(self) -> int:
        return len(self._shard)

    @overload
    def __getitem__(self, index: int) -> Document: ...

    @overload
    def __getitem__(self, index: slice) -> list[Document]: ...

    def __getitem__(self, index: int | slice) -> Document | list[Document]:
        numbers = range(len(self))[index]
        if isinstance(numbers, range):
            return list(map(self._shard.document, numbers))
        return self._shard.document(numbers)

    def __iter__(self) -> Iterator[Document]:
        return map(self._shard.document, range(len(self)))


class _Languages(Sequence[str]):
    """A column of languages, the default where there is none."""

    def __init__(self, column: Strings) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return list(self)[index]
        return self._column.optional(index) or DEFAULT_LANGUAGE

    def __iter__(self) -> Iterator[str]:
        return (language or DEFAULT_LANGUAGE for language in self._column.optionals())


class _StoredColumns(Columns):
    """Columns that are read when they are asked for."""

    def __init__(self, file: Container, languages: Strings) -> None:
        self._file = file
        self.vocabulary = Vocabulary(
            Strings(file, "vocabulary"), self._numbers("vocabulary.lengths")
        )
        self.stream = self._numbers("stream")
        self.unit_starts = self._numbers("units.words")
        self.unit_fields = file.numbers("units.field", "B")
        self.first_units = self._numbers("units.first")
        self.languages = _Languages(languages)

    def _numbers(self, name: str) -> Sequence[int]:
        return self._file.numbers(name, "I")

    @cached_property
    def variants(self) -> Variants:
        ids, positions, numbers = (
            self._numbers(f"variants.{name}") for name in ("ids", "positions", "numbers")
        )
        return Variants(Strings(self._file, "variants"), ids, positions, numbers)

    @cached_property
    def postings(self) -> Postings:
        return Postings(self._numbers("postings.starts"), self._numbers("postings"))

    @cached_property
    def document_starts(self) -> Sequence[int]:
        return self._numbers("documents.words")

    @cached_property
    def stretches(self) -> Stretches:
        return Stretches(
            self._numbers("stretches.first"),
            self._numbers("stretches.starts"),
            self._file.numbers("stretches.fields", "B"),
        )

    @cached_property
    def document_frequencies(self) -> Sequence[int]:
        return self._numbers("frequencies")

    def documents_of(self, id: int) -> Sequence[int] | None:
        ids = self._numbers("frequent")
        at = bisect_left(ids, id)
        if at == len(ids) or ids[at] != id:
            return None
        start, end = self._numbers("frequent.starts")[at : at + 2]
        return self._numbers("frequent.documents")[start:end]

    @cached_property
    def field_lengths(self) -> Sequence[Sequence[int]]:
        lengths, number = self._numbers("field_lengths"), len(self)
        return [lengths[field * number : (field + 1) * number] for field in Field]

    @cached_property
    def sizes(self) -> Sizes:
        documents, *rest = self._file.numbers("sizes", "Q")
        fields = len(Field)
        lengths, holders = tuple(rest[:fields]), tuple(rest[fields : 2 * fields])
        return Sizes(documents, lengths, holders, *rest[2 * fields :])

    @cached_property
    def words_of_language(self) -> Mapping[str, Sequence[int]]:
        starts, ids = self._numbers("languages.starts"), self._numbers("languages.words")
        return {
            language: ids[starts[number] : starts[number + 1]]
            for number, language in enumerate(Strings(self._file, "languages"))
        }
