"""The reader of PDF documents: lines as PDFium finds them, joined to paragraphs by their places.

A PDF knows where characters stand and nothing else: what is a heading is told by its height or by
the document's outline, what is a running head by its being there on many pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple
from unicodedata import normalize

from corpus_cli.model import BlockKind, RawDocument
from corpus_cli.readers.flow import Flow
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.languages import language_code
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.packed import seekable
from corpus_cli.readers.timestamps import iso_date

# What PDFium writes for a hyphen at the end of a line in a word.
_HYPHENS = "\x02\ufffe"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")

_MARKER = re.compile(r"(?:[•‣◦▪■●○∙·–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_NUMBERED = re.compile(r"\(?(\d{1,3})[.)]\s")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:\d{1,4}|[ivxlc]{1,7})[-–—\s]*", re.IGNORECASE)
_ENDS = tuple('.!?:;…。！？”"»)]')
# Accents that TeX's older fonts set as characters of their own, before the letter.
_COMBINING = {"¨": "\u0308", "´": "\u0301", "ˆ": "\u0302", "ˇ": "\u030c", "˚": "\u030a"}
_ACCENTS = frozenset(_COMBINING)
_ACCENTED = re.compile(r"([¨´ˆˇ˚])([A-Za-z])")
# A line of a table of contents.
_LEADER = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]+\Z")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")

# A line is a running head where as many pages have one like it.
_OFTEN = 3


class _Line(NamedTuple):
    """A line of a page; places in points from the page's lower left, ``height`` of its letters."""

    text: str
    left: float
    right: float
    base: float
    height: float


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a PDF file; none where it holds no text, which is told."""
    import pypdfium2

    with seekable(item) as stream:
        source: Any = item.path or stream
        try:
            document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            tell(Note(item.source, _refusal(error), is_error=True))
            return
        try:
            yield from _documents(document, item, tell)
        finally:
            document.close()


def _refusal(error: Exception) -> str:
    if "password" in str(error).lower():
        return "an encrypted PDF document, left out"
    return "a damaged PDF document, left out"


def _documents(document: Any, item: Item, tell: Tell) -> Iterator[RawDocument]:
    count = len(document)
    pages = _Pages(document)
    lines = pages.lines()
    if not any(lines):
        scanned = ", perhaps scanned" if pages.pictured else ""
        message = f"a PDF document of {count:,} {_pages(count)} without text{scanned}, left out"
        tell(Note(item.source, message))
        return
    if pages.damaged:
        message = f"{pages.damaged:,} of {count:,} pages cannot be read"
        tell(Note(item.source, message, is_error=True))
    if pages.pictured:
        tell(Note(item.source, f"{pages.pictured:,} of {count:,} pages hold pictures, but no text"))
    known = document.get_metadata_dict()
    flow = Flow(known.get("Title"))
    flow.is_cut = pages.is_cut
    _write(lines, _outline(document), flow)
    yield flow.document(
        item,
        tell,
        author=known.get("Author"),
        date=_date(known.get("CreationDate", "")),
        language=language_code(_language(document)),
        meta={
            "pages": str(count),
            "subject": known.get("Subject"),
            "keywords": known.get("Keywords"),
        },
    )


def _pages(count: int) -> str:
    return "page" if count == 1 else "pages"


_PDF_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([+-])(\d\d)'?(\d\d)?|(Z))?"
)


def _date(written: str) -> str | None:
    found = _PDF_DATE.match(written)
    if found is None:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes, zulu = found.groups()
    date = f"{year}-{month}-{day}"
    if hour is None:
        return iso_date(date)
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else "Z" if zulu else ""
    return iso_date(f"{date}T{hour}:{minute}:{second or '00'}{zone}")


def _language(document: Any) -> str:
    import ctypes

    from pypdfium2 import raw

    ask = getattr(raw, "FPDFCatalog_GetLanguage", None)
    if ask is None:
        return ""
    size = ask(document, None, 0)
    if not 2 < size < 100:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _outline(document: Any) -> dict[int, set[str]]:
    """Return the headings that a document's outline names, by page."""
    titles: dict[int, set[str]] = {}
    try:
        for entry in document.get_toc(max_depth=6):
            dest = entry.get_dest() if hasattr(entry, "get_dest") else None
            page = dest.get_index() if dest is not None else getattr(entry, "page_index", None)
            title = entry.get_title() if hasattr(entry, "get_title") else entry.title
            if page is not None:
                titles.setdefault(page, set()).add(_bare(title))
    except Exception:
        # Outlines of damaged documents loop or lead nowhere.
        return titles
    return titles


def _bare(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()


class _Pages:
    """The pages of a document; what could not be read of them is counted."""

    def __init__(self, document: Any) -> None:
        self.damaged = 0
        self.pictured = 0
        self.is_cut = False
        self._document = document

    def lines(self) -> list[list[_Line]]:
        """Return the lines of each page, as far as memory is bounded."""
        import pypdfium2

        pages: list[list[_Line]] = []
        size = 0
        for number in range(len(self._document)):
            try:
                page = self._document[number]
                lines = _lines_of(page)
                if not lines and next(iter(page.get_objects(max_depth=1)), None) is not None:
                    self.pictured += 1
                page.close()
            except pypdfium2.PdfiumError:
                self.damaged += 1
                lines = []
            size += sum(len(line.text) for line in lines)
            if size > LARGEST:
                self.is_cut = True
                break
            pages.append(lines)
        return pages


def _lines_of(page: Any) -> list[_Line]:
    """Return the lines of a page in the order in which PDFium reads them."""
    import ctypes

    from pypdfium2 import raw

    text = page.get_textpage()
    code = raw.FPDFText_GetUnicode
    count = raw.FPDFText_CountChars(text)
    codes = [code(text, at) for at in range(count)]
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    lines = []
    for start, end in _runs(codes):
        # Blanks have no place of their own.
        first = next((at for at in range(start, end) if codes[at] > 32), None)
        if first is None:
            continue
        last = next(at for at in range(end - 1, start - 1, -1) if codes[at] > 32)
        if not raw.FPDFText_GetLooseCharBox(text, first, reference):
            continue
        left, base, heights = box.left, box.bottom, [box.top - box.bottom]
        for at in ((first + last) // 2, last):
            raw.FPDFText_GetLooseCharBox(text, at, reference)
            heights.append(box.top - box.bottom)
        # Not that of a bullet or an exponent.
        height = round(median(heights), 1)
        lines.append(_Line(_text(codes[start:end]), left, box.right, base, height))
    text.close()
    return lines


def _runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end: at line ends, and behind hyphens that divide a word."""
    start = 0
    for at, code in enumerate(codes):
        if code in (10, 13) or code in (2, 0xFFFE):
            end = at + (code in (2, 0xFFFE))
            if end > start:
                yield start, end
            start = at + 1
    if start < len(codes):
        yield start, len(codes)


def _text(codes: list[int]) -> str:
    if max(codes) > 0xFFFF or any(0xD800 <= code < 0xE000 for code in codes):
        units = b"".join(
            chr(code).encode("utf-16-le", "surrogatepass") for code in codes if code < 0x110000
        )
        text = units.decode("utf-16-le", "replace")
    else:
        text = "".join(map(chr, codes))
    if text[-1:] in _HYPHENS:
        text = text[:-1] + "-"
    text = " ".join(_CONTROL.sub(" ", text).split())
    return _ACCENTED.sub(_composed, text) if _ACCENTS.intersection(text) else text


def _composed(match: re.Match[str]) -> str:
    return normalize("NFC", match[2] + _COMBINING[match[1]])


class _Paragraph:
    """Lines that belong together."""

    def __init__(self, kind: BlockKind, line: _Line, number: int | None = None) -> None:
        self.kind = kind
        self.number = number
        self.lines = [line]

    @property
    def text(self) -> str:
        """The lines joined; a hyphen at the end of one stays."""
        text = self.lines[0].text
        pieces = [text]
        for line in self.lines[1:]:
            is_word = len(text) > 1 and text[-1] in "-\u2010" and text[-2].isalnum()
            is_dense = _CJK.match(text[-1:]) and _CJK.match(line.text)
            pieces.append(line.text if is_word or is_dense else f" {line.text}")
            text = line.text
        return "".join(pieces)


def _write(pages: list[list[_Line]], outline: dict[int, set[str]], flow: Flow) -> None:
    body = _usual_height(pages)
    repeated = _running(pages)
    open_: _Paragraph | None = None
    for number, lines in enumerate(pages):
        margins = _margins(lines, repeated)
        kept = [line for line in lines if line not in margins]
        titles = outline.get(number, set())
        paragraphs = list(_paragraphs(kept, body, titles))
        if open_ is not None and paragraphs and _goes_on(open_, paragraphs[0]):
            open_.lines += paragraphs.pop(0).lines
        if open_ is not None and (paragraphs or not kept):
            flow.add(open_.kind, open_.text, number=open_.number)
            open_ = None
        if flow.title is None and paragraphs and paragraphs[0].kind == "heading":
            flow.add("title", paragraphs.pop(0).text)
        for line in margins:
            flow.add("boilerplate", line.text)
        for paragraph in paragraphs[:-1]:
            flow.add(paragraph.kind, paragraph.text, number=paragraph.number)
        if paragraphs:
            open_ = paragraphs[-1]
    if open_ is not None:
        flow.add(open_.kind, open_.text, number=open_.number)


def _usual_height(pages: list[list[_Line]]) -> float:
    heights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            heights[line.height] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _edges(lines: list[_Line]) -> list[_Line]:
    """Return the two highest and the two lowest lines of a page."""
    ordered = sorted(lines, key=lambda line: line.base)
    return ordered if len(ordered) < 4 else ordered[:2] + ordered[-2:]


def _running(pages: list[list[_Line]]) -> set[str]:
    """Return the lines that are at the edges of many pages, digits left out."""
    counts = Counter(
        form for lines in pages for form in {_form(line.text) for line in _edges(lines)} if form
    )
    # Left and right pages often differ, and so do chapters.
    often = max(_OFTEN, len(pages) // 50)
    return {form for form, count in counts.items() if count >= often}


def _form(text: str) -> str:
    return re.sub(r"[\d\s]+|\b[ivxlc]+\b", "", text.casefold())


def _margins(lines: list[_Line], repeated: set[str]) -> list[_Line]:
    """Return the running heads and page numbers of a page, unless it holds hardly more."""
    if len(lines) < 3:
        return []
    return [
        line
        for line in _edges(lines)
        if _form(line.text) in repeated or _PAGE_NUMBER.fullmatch(line.text)
    ]


def _paragraphs(lines: list[_Line], body: float, titles: set[str]) -> Iterator[_Paragraph]:
    if not lines:
        return
    steps = [above.base - below.base for above, below in pairwise(lines)]
    usual = [step for step in steps if 0 < step < 4 * body]
    leading = median(usual) if usual else body
    left = median(line.left for line in lines)
    right = max(line.right for line in lines)
    paragraph: _Paragraph | None = None
    for line in lines:
        kind = _kind(line, body, titles)
        if paragraph is not None and not _breaks(paragraph, line, kind, leading, left, right):
            paragraph.lines.append(line)
            continue
        if paragraph is not None:
            yield paragraph
        number = _NUMBERED.match(line.text) if kind == "list_item" else None
        paragraph = _Paragraph(kind, line, int(number[1]) if number else None)
    if paragraph is not None:
        yield paragraph


def _kind(line: _Line, body: float, titles: set[str]) -> BlockKind:
    bare = _bare(line.text)
    if len(line.text) <= 200 and bare and not _LEADER.search(line.text):
        if bare in titles or (line.height > 1.15 * body and len(bare) > 2):
            return "heading"
        if _MARKER.match(line.text):
            return "list_item"
    return "paragraph"


def _breaks(
    paragraph: _Paragraph, line: _Line, kind: BlockKind, leading: float, left: float, right: float
) -> bool:
    """Tell whether a line begins a new paragraph."""
    above = paragraph.lines[-1]
    if kind == "list_item" or "heading" in (kind, paragraph.kind):
        return not (kind == paragraph.kind == "heading" and _is_same_heading(above, line))
    if _LEADER.search(above.text):
        return True
    step = above.base - line.base
    is_done = above.text.endswith(_ENDS)
    if step < -0.5 * line.height:
        # The next column, or a box.
        return is_done
    if step > max(1.4 * leading, 1.05 * leading + 0.3 * line.height):
        return True
    if abs(line.height - above.height) > 0.15 * above.height and step > 0.5 * leading:
        return True
    if paragraph.kind == "paragraph" and is_done:
        indented = line.left - above.left > 0.7 * line.height and above.left <= left + line.height
        short = above.right < right - 0.15 * (right - left)
        return indented or short
    return False


def _is_same_heading(above: _Line, line: _Line) -> bool:
    step = above.base - line.base
    return abs(above.height - line.height) < 0.5 and 0 < step < 1.8 * line.height


def _goes_on(paragraph: _Paragraph, following: _Paragraph) -> bool:
    """Tell whether a paragraph of a page goes on at the top of the next."""
    text = paragraph.lines[-1].text
    return (
        paragraph.kind in ("paragraph", "list_item")
        and following.kind == "paragraph"
        and not text.endswith(_ENDS)
        and following.lines[0].text[:1].islower()
    )
