"""The reader of OpenDocument texts, from their XML."""

from __future__ import annotations

from collections.abc import Iterator

from corpus_cli.model import BlockKind, RawDocument
from corpus_cli.readers import package
from corpus_cli.readers.flow import Flow
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.languages import language_code
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.package import Element, Package, attribute, child, found, name_of
from corpus_cli.readers.timestamps import iso_date

_LEFT_OUT = frozenset(("tracked-changes", "sequence-decls", "variable-decls", "forms", "note-body",
                       "annotation", "ruby-text"))  # fmt: skip

# The names of styles that come with the format; those of users are derived from them.
_KINDS: dict[str, BlockKind] = {
    "Title": "title",
    "Subtitle": "standfirst",
    "Quotations": "quote",
    "Caption": "caption",
    "Illustration": "caption",
}
_MOST_SPACES = 100


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of an OpenDocument text."""
    with package.opened(item, tell, options) as parts:
        if _is_encrypted(parts):
            tell(Note(item.source, "an encrypted OpenDocument text, left out", is_error=True))
            return
        root = parts.xml("content.xml")
        text = next(found(root, "text"), None)
        if text is None:
            message = "an OpenDocument file without a text, left out"
            tell(Note(item.source, message, is_error=True))
            return
        known = package.texts_of(parts.xml("meta.xml"))

        def first(*names: str) -> str | None:
            return next((known[name][0] for name in names if name in known), None)

        flow = Flow(first("title"))
        _Reader(flow, _parents(root, parts)).write(text)
        yield flow.document(
            item,
            tell,
            author=first("initial-creator", "creator"),
            date=iso_date(first("creation-date") or first("date")),
            language=language_code(first("language") or ""),
            meta={
                "modified": iso_date(first("date")),
                "subject": first("subject"),
                "keywords": ", ".join(known.get("keyword", ())),
                "description": first("description"),
            },
        )


def _is_encrypted(parts: Package) -> bool:
    manifest = parts.xml("META-INF/manifest.xml")
    for entry in found(manifest, "file-entry"):
        if attribute(entry, "full-path") == "content.xml":
            return child(entry, "encryption-data") is not None
    return False


def _parents(root: Element, parts: Package) -> dict[str, str]:
    """Return what each style is derived from."""
    parents = {}
    for document in (parts.xml("styles.xml"), root):
        for style in found(document, "style"):
            parents[attribute(style, "name") or ""] = attribute(style, "parent-style-name") or ""
    return parents


class _Reader:
    """Writes the paragraphs of a text to a `Flow`."""

    def __init__(self, flow: Flow, parents: dict[str, str]) -> None:
        self._flow = flow
        self._parents = parents
        self._notes: list[str] = []
        self._remarks: list[Element] = []

    def write(self, text: Element) -> None:
        waiting = [(each, 0) for each in reversed(text)]
        while waiting:
            element, depth = waiting.pop()
            name = name_of(element)
            if name in ("p", "h"):
                waiting.extend((box, depth) for box in reversed(self._paragraph(element, depth)))
            elif name == "table-row" and sum(1 for _ in _cells(element)) > 1:
                cells = (self._joined(cell) for cell in _cells(element))
                self._flow.add("paragraph", " | ".join(cells).strip(" |"))
            elif name not in _LEFT_OUT:
                inner = depth + (name == "list")
                waiting.extend((each, inner) for each in reversed(element))
        for number, note in enumerate(self._notes, 1):
            self._flow.add("footnote", f"[{number}] {note}")
        for remark in self._remarks:
            self._remark(remark)

    def _paragraph(self, element: Element, depth: int) -> list[Element]:
        """Write a paragraph, and return the text boxes in it."""
        boxes: list[Element] = []
        text = self._text(element, boxes)
        kind = self._kind(element)
        if kind in (None, "caption") and depth:
            self._flow.add("list_item", text, depth=depth - 1)
        else:
            self._flow.add(kind or "paragraph", text)
        return boxes

    def _kind(self, element: Element) -> BlockKind | None:
        if name_of(element) == "h":
            return "heading"
        style = attribute(element, "style-name") or ""
        for _ in range(20):
            if style in _KINDS:
                return _KINDS[style]
            style = self._parents.get(style, "")
        return None

    def _text(self, paragraph: Element, boxes: list[Element]) -> str:
        from lxml import etree

        pieces: list[str] = []
        walk = etree.iterwalk(paragraph, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                if element is not paragraph:
                    pieces.append(_folded(element.tail))
                continue
            if not self._special(element, pieces, boxes):
                pieces.append(_folded(element.text))
            else:
                walk.skip_subtree()
        return "".join(pieces)

    def _special(self, element: Element, pieces: list[str], boxes: list[Element]) -> bool:
        """Handle what is not simply text in a paragraph; tell whether that is done."""
        name = name_of(element)
        if name == "s":
            count = attribute(element, "c") or "1"
            pieces.append(" " * min(int(count), _MOST_SPACES) if count.isdecimal() else " ")
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name == "note":
            self._notes.append(self._joined(child(element, "note-body")))
            pieces.append(f"[{len(self._notes)}]")
        elif name == "annotation":
            self._remarks.append(element)
        elif name == "text-box":
            boxes.append(element)
        else:
            return name in _LEFT_OUT or not name
        return True

    def _joined(self, element: Element | None) -> str:
        """Return all paragraphs of a cell or a note as one line."""
        if element is None:
            return ""
        paragraphs = (
            self._text(each, []) for each in element.iter("{*}p", "{*}h") if each is not element
        )
        return " ".join(" ".join(paragraphs).split())

    def _remark(self, element: Element) -> None:
        known = package.texts_of(element)
        text = "\n".join(self._text(each, []) for each in found(element, "p"))
        author = next(iter(known.get("creator", ())), None)
        date = iso_date(next(iter(known.get("date", ())), None))
        self._flow.comment(text, author=author, date=date)


def _cells(row: Element) -> Iterator[Element]:
    return (each for each in row if name_of(each) == "table-cell")


def _folded(text: str | None) -> str:
    """Fold white space as the format does: more than one blank is an element."""
    if not text:
        return ""
    words = " ".join(text.split())
    before = " " if text[0].isspace() else ""
    return f"{before}{words}{' ' if text[-1].isspace() and words else ''}"
