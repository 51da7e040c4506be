"""The reader of Word documents, from their XML: text boxes, tracked changes and comments included.

Elements are known by their names without namespace, since there are two sets of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus_cli.model import BlockKind, RawDocument
from corpus_cli.readers import package
from corpus_cli.readers.flow import Flow
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.languages import language_code
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.package import Element, Package, attribute, child, children, found, name_of
from corpus_cli.readers.timestamps import iso_date

# What was deleted or moved away, what is shown instead by older programs, and what is no text.
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "sectPr", "pPr", "rPr", "tblPr", "tcPr"))
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

_KINDS: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"title$", re.IGNORECASE), "title"),
    (re.compile(r"subtitle$", re.IGNORECASE), "standfirst"),
    (re.compile(r"heading \d", re.IGNORECASE), "heading"),
    (re.compile(r"(?:intense )?quote|block text", re.IGNORECASE), "quote"),
    (re.compile(r"(?:image |table )?caption", re.IGNORECASE), "caption"),
    (re.compile(r"list (?:bullet|number|continue)", re.IGNORECASE), "list_item"),
)


class _Style(NamedTuple):
    kind: BlockKind | None
    depth: int | None = None


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a Word file."""
    with package.opened(item, tell, options) as parts:
        main = _main_part(parts)
        root = parts.xml(main) if main in parts else None
        if root is None:
            tell(Note(item.source, "a Word file without a document, left out", is_error=True))
            return
        known = package.texts_of(_optional(parts, "docProps/core.xml"))
        flow = Flow(_first(known, "title"))
        _Reader(parts, main, flow).write(root)
        yield flow.document(
            item,
            tell,
            author=_first(known, "creator"),
            date=iso_date(_first(known, "created") or _first(known, "modified")),
            language=language_code(_first(known, "language") or ""),
            meta={
                "modified": iso_date(_first(known, "modified")),
                "subject": _first(known, "subject"),
                "keywords": _first(known, "keywords"),
                "description": _first(known, "description"),
            },
        )


def _first(known: dict[str, list[str]], name: str) -> str | None:
    return next(iter(known.get(name, ())), None)


def _optional(parts: Package, path: str) -> Element | None:
    return parts.xml(path) if path in parts else None


def _main_part(parts: Package) -> str:
    for relation in found(_optional(parts, "_rels/.rels"), "Relationship"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return package.resolved("", relation.get("Target", ""))
    return "word/document.xml"


class _Reader:
    """Writes the paragraphs of a document to a `Flow`."""

    def __init__(self, parts: Package, main: str, flow: Flow) -> None:
        self._flow = flow
        self._parts = parts
        self._folder = main.rpartition("/")[0]
        self._styles = _styles(_optional(parts, self._path("styles.xml")))
        # Footnotes and endnotes in the order in which they are referred to.
        self._notes: list[tuple[str, str]] = []

    def write(self, root: Element) -> None:
        for element in _flow_of(child(root, "body")):
            if name_of(element) == "tbl":
                self._table(element)
            else:
                self._paragraph(element)
        self._footnotes()
        self._comments()

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name}" if self._folder else name

    def _paragraph(self, element: Element) -> None:
        style = self._style(element)
        boxes: list[Element] = []
        self._flow.add(style.kind or "paragraph", self._text(element, boxes), depth=style.depth)
        for box in boxes:
            for each in _flow_of(box):
                if name_of(each) == "p":
                    self._flow.add("paragraph", self._text(each, []))

    def _table(self, element: Element) -> None:
        for row in _below(element, "tr"):
            cells = list(_below(row, "tc"))
            if len(cells) == 1:
                # A table of one column is there for its frame.
                for each in _flow_of(cells[0]):
                    if name_of(each) == "p":
                        self._paragraph(each)
                    else:
                        self._flow.add("paragraph", self._cell(each))
            else:
                self._flow.add("paragraph", " | ".join(map(self._cell, cells)).strip(" |"))

    def _cell(self, element: Element) -> str:
        paragraphs = (self._text(each, []) for each in found(element, "p"))
        return " ".join(" ".join(paragraphs).split())

    def _text(self, paragraph: Element, boxes: list[Element]) -> str:
        """Return the text of a paragraph; text boxes in it are added to ``boxes``."""
        from lxml import etree

        pieces: list[str] = []
        walk = etree.iterwalk(paragraph, events=("start",))
        for _, element in walk:
            name = name_of(element)
            if name in _LEFT_OUT or name == "txbxContent":
                walk.skip_subtree()
                if name == "txbxContent":
                    boxes.append(element)
            elif name == "t":
                pieces.append(element.text or "")
            elif name in _MARKS:
                pieces.append(_MARKS[name])
            elif name in ("footnoteReference", "endnoteReference"):
                self._notes.append((name[:-9], attribute(element, "id") or ""))
                pieces.append(f"[{len(self._notes)}]")
        return "".join(pieces)

    def _style(self, paragraph: Element) -> _Style:
        properties = child(paragraph, "pPr")
        style = self._styles.get(_value(child(properties, "pStyle")) or "", _Style(None))
        if style.kind == "heading":
            return style
        if (_value(child(properties, "outlineLvl")) or "9") < "9":
            return _Style("heading")
        numbering = child(properties, "numPr")
        if numbering is not None and _value(child(numbering, "numId")) != "0":
            level = _value(child(numbering, "ilvl")) or "0"
            return _Style("list_item", int(level) if level in set("012345678") else 0)
        return style

    def _footnotes(self) -> None:
        notes: dict[tuple[str, str], Element] = {}
        for kind in ("footnote", "endnote"):
            if self._notes:
                for note in found(_optional(self._parts, self._path(f"{kind}s.xml")), kind):
                    notes[kind, attribute(note, "id") or ""] = note
        # A note may refer to another, so the list may grow.
        for number, key in enumerate(self._notes, 1):
            note = notes.pop(key, None)
            if note is not None:
                self._flow.add("footnote", f"[{number}] {self._cell(note)}")

    def _comments(self) -> None:
        for comment in found(_optional(self._parts, self._path("comments.xml")), "comment"):
            text = "\n".join(self._text(each, []) for each in found(comment, "p"))
            date = iso_date(attribute(comment, "date"))
            self._flow.comment(text, author=attribute(comment, "author"), date=date)


def _flow_of(container: Element | None) -> Iterator[Element]:
    """Yield the paragraphs and tables in a container, in order, those in controls included."""
    waiting = [] if container is None else list(reversed(container))
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name in ("p", "tbl"):
            yield element
        elif name not in _LEFT_OUT:
            waiting.extend(reversed(element))


def _below(container: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, not those of tables in them."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if name_of(element) == name:
            yield element
        elif name_of(element) in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            waiting.extend(reversed(element))


def _value(element: Element | None) -> str | None:
    return None if element is None else attribute(element, "val")


def _styles(root: Element | None) -> dict[str, _Style]:
    """Return what the styles of a document mean by their ids: by name, outline level, or list."""
    styles: dict[str, _Style] = {}
    parents: dict[str, str] = {}
    for element in found(root, "style"):
        id = attribute(element, "styleId") or ""
        parents[id] = _value(child(element, "basedOn")) or ""
        styles[id] = _style_of(element)
    for id in styles:
        seen = {id}
        parent = parents[id]
        while styles[id].kind is None and parent in styles and parent not in seen:
            seen.add(parent)
            styles[id] = styles[parent]
            parent = parents[parent]
    return styles


def _style_of(element: Element) -> _Style:
    name = _value(child(element, "name")) or ""
    for pattern, kind in _KINDS:
        if pattern.match(name):
            return _Style(kind, 0 if kind == "list_item" else None)
    properties = child(element, "pPr")
    if (_value(child(properties, "outlineLvl")) or "9") < "9":
        return _Style("heading")
    return _Style("list_item", 0) if any(children(properties, "numPr")) else _Style(None)
