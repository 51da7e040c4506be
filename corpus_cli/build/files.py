"""A corpus in memory, of files that are read when first asked for.

A document by its id reads its own file, ``grep`` parses only what can match, everything else
reads all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from corpus_cli.build.amount import Amount, Progress, Sources
from corpus_cli.corpus import Corpus, Text
from corpus_cli.model import Block, Document, RawDocument, Unit, units_of
from corpus_cli.parsing import parse, parse_blocks
from corpus_cli.readers import Note, read, walk
from corpus_cli.readers.notes import Tell
from corpus_cli.shard import Shard


class FileCorpus(Corpus):
    """A corpus over files, which are read and parsed when first asked for."""

    def __init__(self, sources: Sources, *, progress: Progress | None = None) -> None:
        found = walk(sources)
        super().__init__((), notes=found.notes)
        self._files = {file.id: file for file in found.files}
        self._alone: dict[str, Document] = {}  # those that were asked for by id
        self._progress = progress

    @property
    def shards(self) -> tuple[Shard, ...]:
        """All documents, as one shard in memory."""
        if not self._shards:
            raws = self._read(self._files)
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
        return (_Unparsed(raw, self._parse) for raw in self._read(ids or self._files))

    def _read(self, ids: Collection[str]) -> Iterator[RawDocument]:
        """Read the files of ``ids`` in corpus order."""
        files = [file for id, file in self._files.items() if id in ids]
        for done, file in enumerate(files, 1):
            yield from read(file, self._note)
            if self._progress is not None:
                self._progress(Amount(done, len(files)))

    def _parse(self, raw: RawDocument) -> Document:
        return parsed(raw, self._note)

    def _find(self, id: str) -> Document | None:
        """Read the one file that holds ``id``; it may turn out to hold no text."""
        if self._shards:
            return super()._find(id)
        if id in self._files and id not in self._alone:
            raws = read(self._files[id], self._note)
            self._alone.update((raw.id, self._parse(raw)) for raw in raws)
        return self._alone.get(id)

    def _known_ids(self) -> Collection[str]:
        return super()._known_ids() if self._shards else self._files.keys()


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
