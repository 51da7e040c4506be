"""Files to documents: the format of each, and the reader of that."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from corpus_cli.model import RawDocument
from corpus_cli.readers.formats import BY_SUFFIX, FORMATS, HEAD, MAIL, TEXT, Format, format_of
from corpus_cli.readers.ignore import NAME as IGNORE
from corpus_cli.readers.item import DEFAULTS, LARGEST, Item, Options
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.paths import original, reason
from corpus_cli.readers.sources import STDIN, below, is_url, shown
from corpus_cli.readers.walk import BINARY_SUFFIXES, SourceFile, is_in_maildir

# Bytes of a web page, about.
_PAGE = 50_000


def read(file: SourceFile, tell: Tell, options: Options = DEFAULTS) -> Iterator[RawDocument]:
    """Yield the documents of a file; ``tell`` is called with what there is to say about it.

    No file stops those after it: what goes wrong in one is told.
    """
    try:
        item = _item(file)
    except OSError as error:
        tell(Note(file.source, f"cannot be read: {reason(error)}", is_error=True))
    else:
        yield from read_item(item, tell, options)


def read_item(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the documents of a file or of a member of one; what goes wrong in it is told."""
    try:
        yield from _read(item, tell, options)
    except OSError as error:
        tell(Note(item.source, f"cannot be read: {reason(error)}", is_error=True))
    except Exception as error:
        # Libraries for formats raise what they like on files that are damaged.
        tell(Note(item.source, f"cannot be read: {_said(error)}", is_error=True))


def _read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    with item.open() as stream:
        format = format_of(suffix_of(item.name), stream.read(HEAD))
    if item.path is not None and not format.is_packed and is_in_maildir(item.path):
        format = MAIL
    if not format.is_installed:
        tell(Note(item.source, not_installed(format)))
        return
    for raw in format.load()(item, tell, options):
        if format is TEXT or format.is_packed or "format" in raw.meta:
            yield raw
        else:
            yield replace(raw, meta={"format": format.name, **raw.meta})


def needed(messages: Iterable[str]) -> list[str]:
    """Return the names of the formats that notes say cannot be read as things are."""
    # Notes on members of an archive name those first.
    said = tuple(messages)
    return [
        format.name
        for format in FORMATS
        if format.needs and any(message.endswith(not_installed(format)) for message in said)
    ]


def not_installed(format: Format) -> str:
    """Return the message about a file in a format that lacks what it needs."""
    return f"{_an(format.title)}, skipped; to read it: {format.remedy}"


def is_any_installed(names: Iterable[str]) -> bool:
    """Tell whether any of these formats can be read now."""
    return any(format.is_installed for format in FORMATS if format.name in names)


def is_manifold(file: SourceFile) -> bool:
    """Tell whether a file may hold several documents."""
    format = _format(file)
    return format is not None and format.is_manifold


# Formats of many documents whose text takes far longer to parse than they take to read.
_QUICK = frozenset(("mbox", "jsonl", "json", "csv", "tsv", "parquet", "text"))


_COMPRESSED = frozenset((".gz", ".bz2", ".xz", ".lzma", ".zst"))


def is_quick(file: SourceFile) -> bool:
    """Tell whether a file on the disk is read in little of the time that its text is parsed in."""
    format = None if file.away is not None else _format(file)
    if format is None:
        return False
    name = os.path.basename(file.path)
    if suffix_of(name) in _COMPRESSED:
        name = os.path.splitext(name)[0]
        format = BY_SUFFIX.get(suffix_of(name), TEXT)
    return format.name in _QUICK or suffix_of(name) == ".wet"


def format_name(file: SourceFile) -> str:
    """Return the name of a file's format, nothing for one that cannot be opened."""
    format = _format(file)
    return "" if format is None else format.name


def _format(file: SourceFile) -> Format | None:
    try:
        item = _item(file)
        with item.open() as stream:
            return format_of(suffix_of(item.name), stream.read(HEAD))
    except OSError:
        return None


def open_source(source: str, sources: Sequence[str]) -> BinaryIO:
    """Return a stream over the file that a document is shown to come from.

    ``sources`` are those of the corpus. Raises OSError.
    """
    for root in sources:
        if root == source == STDIN:
            from corpus_cli.readers.stdin import Stdin

            return Stdin().open()
        path = below(source, shown(root)) if is_url(root) else None
        if path is not None:
            from corpus_cli.readers.remote import open_below

            return open_below(root, path)
    return open(original(source), "rb")


def listed_sizes(url: str) -> Iterator[int]:
    """Yield about how many bytes of text the files behind a URL take; raises CorpusNotFoundError.

    Of one whose size is not told a page is thought, unless its name says that it is more.
    """
    from corpus_cli.readers.remote import listing

    for found in listing(url, IGNORE).files:
        suffix = suffix_of(found.parts[-1])
        if suffix in BINARY_SUFFIXES:
            continue
        if found.file.is_sized:
            yield found.file.size * weight(found.parts[-1])
        else:
            is_large = found.file.is_versioned and BY_SUFFIX.get(suffix, TEXT).is_manifold
            yield LARGEST if is_large else _PAGE


def weight(name: str) -> int:
    """Return about how many bytes of text take as long as a byte of a file called so."""
    return BY_SUFFIX.get(suffix_of(name), TEXT).weight


def suffix_of(name: str) -> str:
    """Return the suffix of a file's name, in lower case."""
    return os.path.splitext(name)[1].lower()


def ahead(files: Collection[SourceFile]) -> Iterable[SourceFile]:
    """Return files to be read in this order; of those far away some are fetched beforehand."""
    if all(file.away is None for file in files):
        return files
    from corpus_cli.readers.remote import ahead

    return ahead(files)


def _item(file: SourceFile) -> Item:
    if file.away is not None:
        return Item(file.id, file.away.name, file.source, file.away.size, file.away.open)
    name = os.path.basename(file.path)

    def opened() -> BinaryIO:
        return open(file.path, "rb")

    return Item(file.id, name, file.source, os.stat(file.path).st_size, opened, file.path)


def _said(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{text[:120]} ({type(error).__name__})" if text else type(error).__name__


def _an(title: str) -> str:
    return f"{'an' if title[0] in 'AEHIOaeio' and title[:2] != 'ZI' else 'a'} {title}"
