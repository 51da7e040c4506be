"""The reader of EPUB books: the chapters of the spine, one after another, as one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from corpus_cli.model import BlockKind, RawDocument
from corpus_cli.readers import package
from corpus_cli.readers.flow import Flow
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.languages import language_code
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.package import Element, Package, attribute, child, found, name_of
from corpus_cli.readers.timestamps import iso_date

_LEFT_OUT = frozenset("head script style template svg math audio video object rp rt".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot "
    "thead tr ul".split()
)
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "blockquote": "quote",
    "li": "list_item",
    "figcaption": "caption",
    "caption": "caption",
}
_NOTES = ("footnote", "endnote", "rearnote")


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a book."""
    with package.opened(item, tell, options) as parts:
        opf = _rootfile(parts)
        root = parts.xml(opf) if opf else None
        if root is None:
            tell(Note(item.source, "an EPUB file without a book, left out", is_error=True))
            return
        known = package.texts_of(child(root, "metadata"))

        def first(name: str) -> str | None:
            return next(iter(known.get(name, ())), None)

        flow = Flow(first("title"))
        _write_chapters(parts, opf, root, flow)
        yield flow.document(
            item,
            tell,
            author=", ".join(known.get("creator", ())),
            date=iso_date(first("date")),
            language=language_code(first("language") or ""),
            meta={
                "published": first("date") if iso_date(first("date")) is None else None,
                "publisher": first("publisher"),
                "identifier": first("identifier"),
                "subject": ", ".join(known.get("subject", ())),
                "description": first("description"),
                "rights": first("rights"),
            },
        )


def _rootfile(parts: Package) -> str:
    for rootfile in found(parts.xml("META-INF/container.xml"), "rootfile"):
        path = attribute(rootfile, "full-path")
        if path:
            return path
    return ""


def _write_chapters(parts: Package, opf: str, root: Element, flow: Flow) -> None:
    paths = {
        each.get("id"): package.resolved(opf, each.get("href", ""))
        for each in found(child(root, "manifest"), "item")
    }
    encrypted = _encrypted(parts)
    missing = locked = 0
    for itemref in found(child(root, "spine"), "itemref"):
        path = paths.pop(itemref.get("idref"), None)
        if path in encrypted:
            locked += 1
        elif path is None or path not in parts:
            missing += 1
        else:
            data = parts.read(path)
            if data is not None:
                _write_chapter(parts, path, data, flow)
    if locked:
        parts.say(f"{locked:,} encrypted chapters, left out", is_error=True)
    if missing:
        parts.say(f"{missing:,} chapters are not in the file", is_error=True)


def _encrypted(parts: Package) -> set[str]:
    if "META-INF/encryption.xml" not in parts:
        return set()
    references = found(parts.xml("META-INF/encryption.xml"), "CipherReference")
    return {package.resolved("", each.get("URI", "")) for each in references}


_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))


def _character(match: re.Match[bytes]) -> bytes:
    """Write a character that HTML has a name for as XML does, which has none without a DTD."""
    name = match[1]
    if name in _OF_XML:
        return match[0]
    characters = html5.get(f"{name.decode()};")
    return match[0] if characters is None else "".join(f"&#{ord(c)};" for c in characters).encode()


def _write_chapter(parts: Package, path: str, data: bytes, flow: Flow) -> None:
    root, is_damaged = package.parsed(_ENTITY.sub(_character, data))
    if root is None or is_damaged:
        root = _as_html(data)
        if root is None:
            parts.say(f"{path} is no page, left out", is_error=True)
            return
    body = next((each for each in found(root, "body")), root)
    _Page(flow).write(body)


def _as_html(data: bytes) -> Element | None:
    """Parse a page that is no XML as browsers do."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


class _Page:
    """Writes a page of XHTML to a `Flow`."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._pieces: list[str] = []
        self._kinds: list[BlockKind] = []
        self._lists = self._quotes = self._rows = self._pre = 0

    def write(self, body: Element) -> None:
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            name = name_of(element).lower()
            if event == "end":
                self._end(element, name)
                if element is not body:
                    self._put(element.tail)
            elif name in _LEFT_OUT or not name or element.get("role") == "doc-backlink":
                walk.skip_subtree()
            else:
                self._start(element, name)
                self._put(element.text)
        self._flush()

    def _put(self, text: str | None) -> None:
        if text:
            self._pieces.append(text if self._pre else re.sub(r"[ \t\r\n\f]+", " ", text))

    def _start(self, element: Element, name: str) -> None:
        if name == "br":
            self._pieces.append("\n")
        elif name == "a" and attribute(element, "type") == "noteref":
            self._pieces.append("[")
        elif name in ("td", "th"):
            if self._rows and self._pieces:
                self._pieces.append(" | ")
        elif name in _BLOCKS:
            self._flush()
            self._count(element, name, 1)
            if kind := _kind_of(element, name):
                self._kinds.append(kind)

    def _end(self, element: Element, name: str) -> None:
        if name == "a" and attribute(element, "type") == "noteref":
            self._pieces.append("]")
        elif name in _BLOCKS:
            if name == "tr" and _is_row(element):
                self._rows -= 1
                self._flush()
                self._rows += 1
            else:
                self._flush()
            self._count(element, name, -1)
            if _kind_of(element, name):
                self._kinds.pop()

    def _count(self, element: Element, name: str, step: int) -> None:
        self._lists += step * (name in ("ul", "ol"))
        self._quotes += step * (name == "blockquote")
        self._pre += step * (name == "pre")
        self._rows += step * (name == "tr" and _is_row(element))

    def _flush(self) -> None:
        """End a block; within a row of a table only a line."""
        if self._rows:
            if self._pieces and not self._pieces[-1].isspace():
                self._pieces.append(" ")
            return
        text = "".join(self._pieces)
        self._pieces = []
        if not self._pre:
            text = "\n".join(" ".join(line.split(" ")).strip() for line in text.split("\n"))
            text = re.sub(r" {2,}", " ", text)
        kind = self._kinds[-1] if self._kinds else "paragraph"
        depth = None
        if kind == "list_item":
            depth = max(0, self._lists - 1)
        elif kind == "quote":
            depth = self._quotes
        self._flow.add(kind, text.strip("| \n") if "|" in text else text, depth=depth)


def _kind_of(element: Element, name: str) -> BlockKind | None:
    if name in ("aside", "section", "li", "div", "p") and attribute(element, "type") in _NOTES:
        return "footnote"
    return _KINDS.get(name)


def _is_row(element: Element) -> bool:
    return sum(name_of(each).lower() in ("td", "th") for each in element) > 1
