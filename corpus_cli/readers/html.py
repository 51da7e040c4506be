"""The reader of HTML pages: main text and metadata by trafilatura, the comments by a walk of ours.

A page is parsed once. Its comments are found and taken out of the tree before trafilatura looks
for the main text, so that neither holds the other. May import ``decode``, ``item``, ``notes``, the
other modules called ``html_``; trafilatura and lxml where they are needed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from corpus_cli.model import Layout, RawComment, RawDocument
from corpus_cli.readers.charset_forms import escaped, marked, wide
from corpus_cli.readers.charset_labels import codec_of, own_name
from corpus_cli.readers.decode import decode, is_utf8, lenient
from corpus_cli.readers.html_blocks import HIDDEN, Composer, Piece, pieces, visible_pieces
from corpus_cli.readers.html_main import main_text
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.notes import Note, Tell

if TYPE_CHECKING:
    from lxml.etree import _Element

    from corpus_cli.readers.html_comments import Comments

# Tags beyond which a page is not made a tree, whose elements take a hundred times their bytes, and
# beyond which trafilatura, which makes copies of it and compares, is not asked for its main text.
_MOST_TAGS = 600_000
_MOST_COMPARED = 100_000
_LONGEST_COMPARED = 8_000_000


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a page, or none where it holds no text.

    Of a page of more than `LARGEST` bytes the rest is left out.
    """
    with item.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        tell(Note(item.source, f"larger than {LARGEST // 1_000_000} MB, what follows is left out"))
        data = data[:LARGEST]
    found = page(data, item.id, item.source, item.size, tell)
    if found is not None:
        yield found


def page(
    data: bytes,
    id: str,
    source: str,
    size: int,
    tell: Tell,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> RawDocument | None:
    """Return the document that the bytes of a page hold, None where they hold no text.

    ``charset`` is what the server said. ``tell`` is called with what there is to say about it.
    """
    source_text = _decoded(data, charset)
    if source_text is None:
        tell(Note(source, "a binary file, skipped"))
        return None
    if source_text.remark is not None:
        tell(Note(source, source_text.remark))
    try:
        found, remark = _content(source_text.text, url)
    except (ValueError, RecursionError):
        # Trees hold what their library does not take back.
        found, remark = _text_alone(source_text.text)
    if remark is not None:
        tell(Note(source, remark))
    if not found.main and not found.comments.comments:
        tell(Note(source, "a page without text, skipped"))
        return None
    meta = dict(found.meta)
    if source_text.encoding not in ("utf-8", "ascii"):
        meta["encoding"] = source_text.encoding
    return _document(found, meta, id, source, size)


# --- encoding ------------------------------------------------------------------------------------


class _Source(NamedTuple):
    text: str
    encoding: str
    remark: str | None = None


_SAID = re.compile(rb"""(?i)<meta[^>]{0,400}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""")
_SAID_IN_XML = re.compile(rb"""(?i)^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_:.-]{2,40})""")
# Where browsers look for the charset.
_HEAD = 4096
# A text whose bytes are all ASCII may be anything in these.
_SEVEN_BIT = re.compile(r"iso2022_\w+|hz")
# What cannot be read where the label could be: those who say so mean UTF-8.
_WIDE_LABEL = re.compile(r"utf-(?:16|32).*")


def _decoded(data: bytes, charset: str | None, said: str | None = None) -> _Source | None:
    """Return the text of a page: by its mark, as UTF-8, as the server or the page says, by guess.

    Bytes that are UTF-8 are taken as that, whatever the page says: no other text looks like it.
    ``said`` is the codec that the user names, and outranks all but a mark, and UTF-8 that is said.
    """
    if marked(data) is None:
        if said is None and b"\0" in data:
            return _with_nuls(data, charset)
        labels = _labels(data, charset)
        if said is not None and not ("utf-8" in labels and is_utf8(data)):
            text, remark, encoding = lenient(data, said)
            return _Source(text, encoding, remark)
        if not _SEVEN_BIT.fullmatch(next(iter(labels), "")):
            try:
                text = data.decode()
            except UnicodeDecodeError:
                pass
            else:
                shifted = escaped(data)
                return _Source(text, "utf-8") if shifted is None else _Source(*shifted)
        for codec, name in labels.items():
            if (found_text := _as_said(data, codec)) is not None:
                return found_text._replace(encoding=name)
    decoded = decode(data)
    return None if decoded is None else _Source(decoded.text, decoded.encoding, decoded.remark)


def _labels(data: bytes, charset: str | None) -> dict[str, str]:
    """Return the codecs that the server and the page name, and their names there."""
    head = data[:_HEAD]
    found = [pattern.search(head) for pattern in (_SAID, _SAID_IN_XML)]
    said = [charset or "", *(each[1].decode() for each in found if each is not None)]
    labels: dict[str, str] = {}
    for label in filter(None, said):
        codec = codec_of(label)
        if codec is not None and not _WIDE_LABEL.fullmatch(codec):
            labels.setdefault(codec, own_name(label, codec))
    return labels


def _as_said(data: bytes, codec: str) -> _Source | None:
    """Decode by a codec; None where that is not what the text is in."""
    if codec == "utf-8":
        return None
    try:
        return _Source(data.decode(codec), codec)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    if text.count("\ufffd") * 100 > len(text):
        return None
    return _Source(
        text, codec, f"not quite {codec.upper()}; what could not be decoded is shown as \ufffd"
    )


def _with_nuls(data: bytes, charset: str | None) -> _Source | None:
    """Decode a page with NULs: UTF-16 without a mark, or a few that do not belong there."""
    codec = wide(data)
    if codec is not None:
        return _Source(data.decode(codec, "replace"), codec)
    bare = data.replace(b"\0", b"")
    if len(data) - len(bare) > len(data) // 10 or not _seems_html(bare):
        return None
    found = _decoded(bare, charset)
    return None if found is None else found._replace(remark=found.remark or "NULs are left out")


def _seems_html(data: bytes) -> bool:
    head = data[:_HEAD].lower()
    return any(mark in head for mark in (b"<html", b"<!doctype", b"<body", b"<p>", b"<div"))


# --- from markup to pieces -----------------------------------------------------------------------


class _Content(NamedTuple):
    """What a page holds: its main text in pieces, its comments, and what is known of it."""

    main: list[Piece]
    comments: Comments
    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    meta: Mapping[str, str] = MappingProxyType({})


def _content(text: str, url: str | None) -> tuple[_Content, str | None]:
    """Return what a page holds, and a remark where its structure could not be read."""
    from corpus_cli.readers.html_comments import find_comments
    from corpus_cli.readers.html_dates import page_date

    root = _tree(text)
    if root is None:
        return _text_alone(text)
    language = _language(root)
    _clear_anchors(root)
    comments = find_comments(root, day_first=_day_first(root))
    for element in comments.elements:
        element.drop_tree()
    too_large = len(text) > _LONGEST_COMPARED or _is_larger(root, _MOST_COMPARED)
    known, body = (None, None) if too_large else _extracted(root, url)
    main = [] if body is None else list(_main(body))
    if main:
        shown = root.find("body")
        main = main_text(main, root if shown is None else shown)
    if not main:
        main = _all_visible(root, has_comments=bool(comments.comments))
    if not main and not comments.comments:
        main = list(visible_pieces(text))
    title = _line(known.title) if known is not None else None
    title = title or _line(next((each.text for each in root.iter("title")), None))
    author = known.author if known is not None else None
    if comments.is_forum:
        author, when = comments.comments[0].author, comments.comments[0].date
    elif known is not None:
        when = page_date(known.date, root, main, url)
    else:
        when = None
    meta = _meta(known, root, url)
    remark = "too large for its main text to be looked for: all of its text is taken"
    found = _Content(main, comments, title, _line(author), when, language, meta)
    return found, remark if too_large and main else None


def _text_alone(text: str) -> tuple[_Content, str | None]:
    from corpus_cli.readers.html_comments import NONE

    main = list(visible_pieces(text))
    remark = "too many tags, or too deep, for its structure to be read: its text alone is taken"
    return _Content(main, NONE, _title_of(text)), remark if main else None


# Characters that no tree may hold, those that only tell where a line may be broken, and references
# to either.
_CONTROLS = bytes(code for code in (*range(9), *range(14, 32)))
_FEEDS = bytes.maketrans(b"\x0b\x0c", b"  ")
_UNSEEN = [character.encode() for character in "\u00ad\u200b\u2060\ufeff\ufffe\uffff"]
_UNSEEN_REFERENCE = re.compile(
    rb"&(?:(?:shy|ZeroWidthSpace);"
    rb"|#(?:0*(?:[0-8]|1[1245-9]|2\d|3[01]|173|8203|8288|65279|6553[45])"
    rb"|[xX]0*(?:[0-8bBcCeE]|1[0-9a-fA-F]|[aA][dD]|200[bB]|2060|[fF][eE][fF]{2}|[fF]{3}[eEfF]))"
    rb"(?:;|(?![0-9a-fA-F;])))"
)
# A start tag that closes itself makes an empty page of all that follows.
_CLOSED_AT_ONCE = re.compile(rb"(?i)(<html[^>]{0,400}?)/\s*>")


def _tree(text: str) -> _Element | None:
    """Return the root of the tree that a page is, None where that would be too large or deep."""
    from lxml import etree
    from lxml.html import HTMLParser

    if text.count("<") > _MOST_TAGS:
        return None
    # trafilatura composes letters and their marks; so do the comments beside its text.
    data = normalize("NFC", text).encode("utf-8", "replace").translate(_FEEDS, _CONTROLS)
    for character in () if text.isascii() else _UNSEEN:
        data = data.replace(character, b"")
    data = _UNSEEN_REFERENCE.sub(b"", data)
    data = _CLOSED_AT_ONCE.sub(rb"\1>", data[:_HEAD]) + data[_HEAD:]
    parser = HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    error = parser.error_log.last_error
    if root is None or (error is not None and error.type_name == "ERR_RESOURCE_LIMIT"):
        return None
    return root


def _clear_anchors(root: _Element) -> None:
    """Take the signs away that headings end in, which lead to themselves: ``¶``, ``#``."""
    for link in root.iter("a"):
        if link.text in _ANCHORS and (link.get("href") or "").startswith("#") and not len(link):
            link.text = None


_ANCHORS = frozenset("¶ # § 🔗 ⚓".split())


def _is_larger(root: _Element, most: int) -> bool:
    """Tell whether a tree has more than so many elements."""
    return next(islice(root.iter(), most, None), None) is not None


@cache
def _bare_extraction() -> Any:
    """Return trafilatura's function, its loggers silenced: what they say is not about files."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return bare_extraction


def _extracted(root: _Element, url: str | None) -> tuple[Any, _Element | None]:
    """Return what trafilatura knows of a page, and the tree of its main text; None for either."""
    extraction = _bare_extraction()
    try:
        found = extraction(
            root, url=url, include_comments=False, output_format="txt", with_metadata=True
        )
    except Exception:
        # It raises what it likes on trees that nobody has seen, too deep ones among them.
        return None, None
    return found, None if found is None else found.body


def _main(body: _Element) -> Iterator[Piece]:
    """Yield the pieces of a main text as trafilatura leaves it."""
    for element in body.iter("code"):
        if element.getparent() is body or "\n" in "".join(element.itertext()).strip():
            element.tag = "code-block"
    return pieces(body, hidden=frozenset(("graphic",)))


_FRAME = frozenset("nav header footer aside form".split())


def _all_visible(root: _Element, *, has_comments: bool) -> list[Piece]:
    """Return all text of a page; what stands around a thread is left out where there is one."""
    body = root.find("body")
    hidden = HIDDEN | _FRAME if has_comments else HIDDEN
    return list(pieces(root if body is None else body, hidden=hidden))


# --- metadata ------------------------------------------------------------------------------------


def _line(text: object) -> str | None:
    """Return a text on one line, None where nothing is on it."""
    return (" ".join(text.split()) or None) if isinstance(text, str) else None


def _title_of(text: str) -> str | None:
    from html import unescape

    found = re.search(r"(?i)<title[^>]{0,200}>([^<]{1,1000})", text[:100_000])
    return _line(unescape(found[1])) if found else None


def _language(root: _Element) -> str | None:
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    said = said or root.get("xml:lang") or ""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", said)
    return found[1].lower() if found else None


def _day_first(root: _Element) -> bool | None:
    """Return how pages in this language write numeric dates; English ones do as they like."""
    said = (root.get("lang") or "").lower().replace("_", "-")
    if said.startswith("en"):
        return True if said[3:] in ("gb", "au", "nz", "ie", "za", "in") else None
    return True if said[:2] in _DAY_FIRST else None


_DAY_FIRST = frozenset(
    "de fr es it pt nl da nb nn no fi pl cs sk ru uk bg ro tr el id vi ca hr sl sr".split()
)


def _meta(known: Any, root: _Element, url: str | None) -> dict[str, str]:
    meta: dict[str, str] = {}
    if url:
        meta["url"] = url
    if known is None:
        return meta
    said = {
        "url": url or known.url,
        "site": known.sitename,
        "description": known.description,
        "categories": known.categories,
        "tags": known.tags,
        "license": known.license,
    }
    for name, value in said.items():
        text = "; ".join(filter(None, map(_line, value))) if isinstance(value, list) else value
        line = _line(text)
        if line:
            meta[name] = line
    return meta


# --- to a document -------------------------------------------------------------------------------


def _document(
    found: _Content, meta: dict[str, str], id: str, source: str, size: int
) -> RawDocument:
    composer = Composer()
    main = found.main
    if found.title is not None:
        composer.add(Piece("title", found.title))
        main = _without_title(main, found.title)
    for piece in main:
        composer.add(piece)
    comments = []
    for place, comment in enumerate(found.comments.comments):
        comments.append(RawComment(comment.parent, comment.depth, comment.author, comment.date))
        for piece in comment.pieces:
            composer.add(piece, place)
    for notice in found.comments.notices:
        composer.add(notice)
    return RawDocument(
        id,
        composer.text,
        source,
        size,
        title=found.title,
        author=found.author,
        date=found.date,
        language=found.language,
        meta=meta,
        layout=Layout(composer.blocks, comments),
    )


def _without_title(main: list[Piece], title: str) -> list[Piece]:
    """Leave out the title where it stands once more over the text."""
    for at, piece in enumerate(main[:3]):
        if piece.kind in ("heading", "paragraph") and piece.text.casefold() == title.casefold():
            return main[:at] + main[at + 1 :]
    return main
