"""A corpus in memory, of files that are read when first asked for.

A document by its id reads its own file, ``grep`` parses only what can match, everything else
reads all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus_cli.build.amount import Amount, Progress, Sources
from corpus_cli.corpus import Corpus, Text
from corpus_cli.model import Block, Document, RawDocument, Unit, units_of
from corpus_cli.parsing import parse, parse_blocks
from corpus_cli.readers import DEFAULTS, Note, Options, SourceFile, ahead, is_manifold, read, walk
from corpus_cli.readers.notes import Tell
from corpus_cli.shard import Shard


class FileCorpus(Corpus):
    """A corpus over files, which are read and parsed when first asked for."""

    def __init__(
        self, sources: Sources, options: Options = DEFAULTS, *, progress: Progress | None = None
    ) -> None:
        found = walk(sources, options)
        super().__init__((), notes=found.notes)
        self._files = {file.id: file for file in found.files}
        self._alone: dict[str, Document] = {}  # those that were asked for by id
        self._options = options
        self._progress = progress

    @property
    def shards(self) -> tuple[Shard, ...]:
        """All documents, as one shard in memory."""
        if not self._shards:
            raws = self._read(self._files.values())
            self._shards = (Shard([self._alone.get(raw.id) or self._parse(raw) for raw in raws]),)
            self._alone.clear()
            self.__dict__.pop("_sorted_ids", None)  # some files turn out to hold no text
        return self._shards

    def shown_title(self, id: str) -> str:
        """Return what people are shown as a document's title; reads its file alone."""
        return super().shown_title(id) if self._shards else self.document(id).shown_title

    def texts(self, ids: Collection[str] = ()) -> Iterator[Text]:
        """Yield the documents with these exact ids, or all, as they are read."""
        if self._shards:
            return super().texts(ids)
        files = self._files_of(ids) if ids else self._files.values()
        raws = (raw for raw in self._read(files) if not ids or raw.id in ids)
        return (_Unparsed(raw, self._parse) for raw in raws)

    def _files_of(self, ids: Iterable[str]) -> Collection[SourceFile]:
        """Return the files that may hold these documents, in corpus order."""
        wanted = set()
        for id in ids:
            # The id of a file, or that and the key of a document in it.
            wanted |= {id, *(id[: slash.start()] for slash in re.finditer("/", id))}
        return [file for id, file in self._files.items() if id in wanted]

    def _read(self, files: Collection[SourceFile]) -> Iterator[RawDocument]:
        """Read files, which are in corpus order."""
        for done, file in enumerate(ahead(files), 1):
            yield from read(file, self._note, self._options)
            if self._progress is not None:
                self._progress(Amount(done, len(files)))

    def _parse(self, raw: RawDocument) -> Document:
        return parsed(raw, self._note)

    def _find(self, id: str) -> Document | None:
        """Read the files that may hold ``id``; they may turn out to hold no text."""
        if self._shards:
            return super()._find(id)
        if id not in self._alone:
            self._read_alone(self._files_of([id]))
        return self._alone.get(id)

    def _read_alone(self, files: Iterable[SourceFile]) -> list[str]:
        """Read documents to keep, and return their ids."""
        found = {}
        for file in files:
            for raw in read(file, self._note, self._options):
                found[raw.id] = self._alone.get(raw.id) or self._parse(raw)
        self._alone |= found
        return list(found)

    def _known_ids(self) -> Collection[str]:
        return super()._known_ids() if self._shards else self._ids_of_files

    @cached_property
    def _ids_of_files(self) -> Collection[str]:
        """The ids of all documents; only files that may hold several are read for them."""
        ids: dict[str, None] = {}
        for file in ahead(self._files.values()):
            ids |= dict.fromkeys(self._read_alone([file]) if is_manifold(file) else [file.id])
        return ids


def parsed(raw: RawDocument, tell: Tell) -> Document:
    """Parse, and keep the text of a document that breaks the parser."""
    try:
        return parse(raw)
    except Exception as error:
        remark = f"could not be parsed ({type(error).__name__}), taken as one paragraph"
        tell(Note(raw.source, remark))
        return _unstructured(raw)


@dataclass(frozen=True, slots=True)
class _Unparsed:
    raw: RawDocument
    parse: Callable[[RawDocument], Document]

    @property
    def id(self) -> str:
        return self.raw.id

    @property
    def text(self) -> str:
        return self.raw.text

    def units(self) -> Iterator[Unit]:
        try:
            return units_of(self.raw.text, parse_blocks(self.raw))
        except Exception:
            # The whole document is parsed only to say what is wrong with it.
            return self.parse(self.raw).units()


def _unstructured(raw: RawDocument) -> Document:
    """Return a document of one paragraph, or of none where there is no text."""
    blocks = (Block("paragraph", 0, len(raw.text), "p1"),) if raw.text else ()
    return Document(
        id=raw.id,
        source=raw.source,
        bytes=raw.bytes,
        text=raw.text,
        kind=raw.kind,
        title=raw.title,
        title_inferred=bool(raw.text) and raw.title is None,
        author=raw.author,
        author_confidence=1.0 if raw.author else None,
        date=raw.date,
        list=raw.list,
        language=raw.language,
        blocks=blocks,
        references=(),
        meta=raw.meta,
    )
