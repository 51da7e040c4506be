"""Documents that are ZIP archives of XML: their parts, parsed with nothing expanded or fetched.

May import the modules that read archives; lxml is imported where a part is parsed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from urllib.parse import unquote

from corpus_cli.readers import zipped
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.packed import layer_of, seekable, tell_if_over
from corpus_cli.readers.unpacking import Extent

# An element of lxml, which has no types.
Element = Any


class Package:
    """The parts of a document by their paths."""

    def __init__(self, stream: BinaryIO, item: Item, tell: Tell, options: Options) -> None:
        self._stream = stream
        self._item = item
        self._tell = tell
        self._budget = layer_of(item, options).budget
        entries, problem = zipped.entries(stream)
        self._entries = {entry.path: entry for entry in entries}
        if problem is not None:
            self.say(problem, is_error=True)

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def say(self, message: str, *, is_error: bool = False) -> None:
        """Tell something about the document."""
        self._tell(Note(self._item.source, message, is_error))

    def read(self, path: str) -> bytes | None:
        """Return a part; None where there is none, or where it is too large, which is told."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        if entry.is_encrypted or entry.codec is None:
            why = "encrypted" if entry.is_encrypted else f"compressed by method {entry.method}"
            self.say(f"{path} is {why}, left out", is_error=True)
            return None
        extent = Extent(self._budget, entry.crc)
        with zipped.opened(self._stream, entry, extent) as stream:
            data = stream.read(LARGEST + 1)
        if extent.damage is not None:
            self.say(f"{path} is {extent.damage}, read as far as it goes", is_error=True)
        tell_if_over(self._item, self._budget, self._tell)
        if len(data) > LARGEST:
            size = f"{LARGEST // 1_000_000} MB"
            self.say(f"{path} unpacks to more than {size}, left out", is_error=True)
            return None
        return data

    def xml(self, path: str) -> Element | None:
        """Return the root of a part; None where there is none or it is no XML, which is told."""
        data = self.read(path)
        if data is None:
            return None
        root, is_damaged = parsed(data)
        if root is None:
            self.say(f"{path} is no XML, left out", is_error=True)
        elif is_damaged:
            self.say(f"{path} is damaged XML, read as far as it goes", is_error=True)
        return root


@contextmanager
def opened(item: Item, tell: Tell, options: Options) -> Iterator[Package]:
    """Open a document that is an archive."""
    with seekable(item) as stream:
        yield Package(stream, item, tell, options)


def parsed(data: bytes) -> tuple[Element | None, bool]:
    """Return the root of what ``data`` holds as XML, and whether something is wrong with it."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, True
    fatal = etree.ErrorLevels.FATAL
    return root, any(entry.level == fatal for entry in parser.error_log)


def name_of(element: Element) -> str:
    """Return an element's name without its namespace; nothing for an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of these names."""
    if element is not None:
        for child in element:
            if name_of(child) in names:
                yield child


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child with this name."""
    return next(children(element, name), None)


def found(root: Element | None, name: str) -> Iterator[Element]:
    """Yield the elements below a root that have this name."""
    return iter(()) if root is None else root.iter("{*}" + name)


def texts_of(root: Element | None) -> dict[str, list[str]]:
    """Return the texts of the elements without children, by their names: a document's metadata."""
    texts: dict[str, list[str]] = {}
    if root is not None:
        for element in root.iter("*"):
            if len(element) == 0 and element.text and element.text.strip():
                texts.setdefault(name_of(element), []).append(" ".join(element.text.split()))
    return texts


def resolved(base: str, reference: str) -> str:
    """Return the path of a part that another, at ``base``, refers to."""
    path = unquote(reference.partition("#")[0])
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return joined.lstrip("/")
