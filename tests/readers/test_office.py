"""Office documents: what they say of themselves, their structure, and what is hostile in them."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("lxml")
pytest.importorskip("pypdfium2")
pytest.importorskip("striprtf")
from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.readers import Note, SourceFile, read
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.registry import read_item

SAMPLES = Path(__file__).parents[1] / "data/formats"


class Result:
    """The document of a file, its blocks as pairs of kind and text, and what was said."""

    def __init__(self, name: str, data: bytes, options: Options | None = None) -> None:
        self.notes: list[Note] = []
        item = Item("it", name, "shown", len(data), lambda: io.BytesIO(data))
        self.documents = list(read_item(item, self.notes.append, options or Options()))

    @property
    def document(self) -> RawDocument:
        (document,) = self.documents
        return document

    @property
    def blocks(self) -> list[tuple[str, str]]:
        assert self.document.layout is not None
        return [(block.kind, self.document.text[block.start : block.end])
                for block in self.document.layout.blocks]  # fmt: skip

    @property
    def said(self) -> list[tuple[str, bool]]:
        return [(note.message, note.is_error) for note in self.notes]


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in parts.items():
            # Told by the first bytes, as written by the programs.
            stored = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(path, data, stored)
    return out.getvalue()


# Word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Eigene"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
<w:style w:styleId="Listenabsatz"><w:name w:val="List Paragraph"/></w:style></w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">
<dc:title>The  Siege</dc:title><dc:creator>Jane Doe</dc:creator>
<dcterms:created>2016-02-19T06:11:39Z</dcterms:created>
<dc:language>de-CH</dc:language></cp:coreProperties>"""


def p(inner: str, style: str = "", more: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{more}</w:pPr>{inner}</w:p>"


def t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, **parts: str) -> bytes:
    return packed({
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE,
        **{f"word/{name}.xml": part for name, part in parts.items()},
    })  # fmt: skip


LIST = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'


def test_a_word_file_says_who_wrote_it_and_when() -> None:
    document = Result("a.docx", docx(p(t("Text.")))).document
    assert document.title == "The Siege"
    assert document.text == "The Siege\n\nText."
    assert (document.author, document.date) == ("Jane Doe", "2016-02-19T06:11:39+00:00")
    assert (document.language, document.meta["format"]) == ("de", "docx")


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (p(t("A "), "berschrift1") + p(t("B"), "Eigene"), [("heading", "A"), ("heading", "B")]),
        (p(t("A"), "", '<w:outlineLvl w:val="2"/>'), [("heading", "A")]),
        (p(t("A"), "Zitat") + p(t("B"), "A"), [("quote", "A"), ("paragraph", "B")]),
        (p(t("A"), "Listenabsatz", LIST), [("list_item", "A")]),
        (p(t("The Siege"), "berschrift1") + p(t("A")), [("paragraph", "A")]),
        (p("") + p(t("  ")), []),
        # Runs, tabs, line breaks, and hyphens that do not break.
        (p(t("a") + t(" b") + "<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r>" + t("c")),
         [("paragraph", "a b\t\n-c")]),
        # Tracked changes: what was inserted is there, what was deleted is not.
        (p(f"<w:ins>{t('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"),
         [("paragraph", "new")]),
        (p("<w:hyperlink>" + t("link") + "</w:hyperlink><w:fldSimple>" + t("4") + "</w:fldSimple>"),
         [("paragraph", "link4")]),
        # Contents in controls, and text boxes, which are there twice.
        (f"<w:sdt><w:sdtContent>{p(t('in'))}</w:sdtContent></w:sdt>", [("paragraph", "in")]),
        (p(t("out") + '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>' + p(t("box"))
           + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + p(t("box"))
           + "</w:txbxContent></mc:Fallback></mc:AlternateContent>"),
         [("paragraph", "out"), ("paragraph", "box")]),
        # Tables row by row; those of one cell are frames.
        ("<w:tbl><w:tr><w:tc>" + p(t("a")) + p(t("b")) + "</w:tc><w:tc>" + p(t("c"))
         + "</w:tc></w:tr><w:tr><w:tc>" + p(t("d"), "berschrift1") + p(t("e"))
         + "</w:tc></w:tr></w:tbl>",
         [("paragraph", "a b | c"), ("heading", "d"), ("paragraph", "e")]),
    ],
)  # fmt: skip
def test_structure_of_word_files(body: str, blocks: list[tuple[str, str]]) -> None:
    assert Result("a.docx", docx(body)).blocks == [("title", "The Siege"), *blocks]


def test_footnotes_and_comments_of_word_files() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2">{p(t("Two witnesses."))}</w:footnote></w:footnotes>'
    )
    comments = (f'<w:comments {W}><w:comment w:id="0" w:author="Ann" w:date="2016-02-20T10:00:00Z">'
                f"{p(t('Really?'))}{p(t('Ask.'))}</w:comment></w:comments>")  # fmt: skip
    body = p(t("Hit") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + t(" twice."))
    result = Result("a.docx", docx(body, footnotes=notes, comments=comments))
    assert result.blocks[1:] == [
        ("paragraph", "Hit[1] twice."),
        ("footnote", "[1] Two witnesses."),
        ("paragraph", "Really?"),
        ("paragraph", "Ask."),
    ]
    (comment,) = parse(result.document).comments
    assert (comment.author, comment.date) == ("Ann", "2016-02-20T10:00:00+00:00")


# OpenDocument

ODT = """<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s"
 xmlns:draw="d" xmlns:dc="c"><office:automatic-styles>
<style:style style:name="P1" style:parent-style-name="Quotations"/></office:automatic-styles>
<office:body><office:text>{}</office:text></office:body></office:document-content>"""


def odt(body: str, **parts: str) -> bytes:
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": ODT.format(body),
        "meta.xml": '<m xmlns:d="d"><d:title>The Siege</d:title><d:creator>Jane Doe</d:creator>'
        "<d:creation-date>2016-02-19T06:11:39.5</d:creation-date></m>",
        **{name.replace("_", "/") + ".xml": part for name, part in parts.items()},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<text:h>A</text:h><text:p>b<text:s text:c='3'/>c <text:span>d</text:span>  e</text:p>",
         [("heading", "A"), ("paragraph", "b   c d e")]),
        ("<text:p text:style-name='P1'>A</text:p>", [("quote", "A")]),
        ("<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p>"
         "</text:list-item></text:list></text:list-item></text:list>",
         [("list_item", "a"), ("list_item", "b")]),
        ("<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n"
         "</text:p></text:note-body></text:note>b</text:p>",
         [("paragraph", "a[1]b"), ("footnote", "[1] n")]),
        ("<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
         "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
         [("paragraph", "a | b")]),
        ("<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:p>new</text:p>",
         [("paragraph", "new")]),
        ("<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
         "<text:line-break/>b</text:p>", [("paragraph", "a\nb"), ("paragraph", "box")]),
        ("<text:p>a<text:s text:c='999999999'/>b</text:p>", [("paragraph", f"a{' ' * 100}b")]),
    ],
)  # fmt: skip
def test_structure_of_opendocument_texts(body: str, blocks: list[tuple[str, str]]) -> None:
    result = Result("a.odt", odt(body))
    assert result.blocks == [("title", "The Siege"), *blocks]
    assert result.document.author == "Jane Doe"
    assert result.document.date == "2016-02-19T06:11:39.500000"


def test_comments_of_opendocument_texts() -> None:
    body = ("<text:p>a<office:annotation><dc:creator>Ann</dc:creator><dc:date>2016-02-20</dc:date>"
            "<text:p>Really?</text:p></office:annotation>b</text:p>")  # fmt: skip
    result = Result("a.odt", odt(body))
    assert result.blocks[1:] == [("paragraph", "ab"), ("paragraph", "Really?")]
    assert parse(result.document).comments[0].author == "Ann"


def test_encrypted_opendocument_texts_are_named() -> None:
    manifest = ('<m:manifest xmlns:m="m"><m:file-entry m:full-path="content.xml">'
                "<m:encryption-data/></m:file-entry></m:manifest>")  # fmt: skip
    data = packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": manifest,
        "content.xml": b"\x93\xff",
    })  # fmt: skip
    assert Result("a", data).said == [("an encrypted OpenDocument text, left out", True)]


# EPUB

OPF = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>The Siege</dc:title>
<dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>
<dc:date>2016</dc:date><dc:language>en-GB</dc:language></metadata>
<manifest><item id="b" href="text/b%20b.xhtml"/><item id="a" href="text/a.xhtml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/>{}</spine></package>"""


def epub(a: str, b: str = "", more: str = "", **parts: str) -> bytes:
    page = ('<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="e"><head><title>x</title>'
            "</head><body>{}</body></html>")  # fmt: skip
    return packed({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<c><rootfile full-path="OEBPS/p.opf"/></c>',
        "OEBPS/p.opf": OPF.format(more),
        "OEBPS/text/a.xhtml": page.format(a),
        "OEBPS/text/b b.xhtml": page.format(b),
        **{name.replace("_", "-", 1).replace("_", "/") + ".xml": part
           for name, part in parts.items()},
    })  # fmt: skip


def test_a_book_is_a_document_of_its_chapters_in_order() -> None:
    result = Result("a.epub", epub("<h1>One</h1><p>First.</p>", "<h1>Two</h1><p>Second.</p>"))
    assert result.blocks == [("title", "The Siege"), ("heading", "One"), ("paragraph", "First."),
                             ("heading", "Two"), ("paragraph", "Second.")]  # fmt: skip
    document = result.document
    assert (document.author, document.language) == ("Jane Doe, John Roe", "en")
    assert (document.date, document.meta.get("published")) == ("2016", None)
    assert not result.said


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<div>a <b>b</b>\n c</div>d", [("paragraph", "a b c"), ("paragraph", "d")]),
        ("<p>caf&eacute;&nbsp;&amp; &ldquo;x&rdquo;</p>", [("paragraph", "café\xa0& “x”")]),
        ("<p>a<br/>b</p><pre>c\n  d</pre>", [("paragraph", "a\nb"), ("paragraph", "c\n  d")]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", [("list_item", "a"), ("list_item", "b")]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", [("quote", "a"), ("quote", "b")]),
        ("<table><tr><th>a</th><td><p>b</p><p>c</p></td></tr><tr><td><p>d</p></td></tr></table>",
         [("paragraph", "a | b c"), ("paragraph", "d")]),
        ('<p>a<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote">n</aside>',
         [("paragraph", "a[1]"), ("footnote", "n")]),
        ("<script>no</script><p>a<p>b<br></p>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<figure><img/><figcaption>c</figcaption></figure>", [("caption", "c")]),
    ],
)  # fmt: skip
def test_structure_of_books(page: str, blocks: list[tuple[str, str]]) -> None:
    assert Result("a.epub", epub(page)).blocks == [("title", "The Siege"), *blocks]


def test_chapters_that_are_locked_or_not_there_are_named() -> None:
    encryption = '<e><CipherReference URI="OEBPS/text/b%20b.xhtml"/></e>'
    data = epub("<p>a</p>", "b", '<itemref idref="c"/>', META_INF_encryption=encryption)
    result = Result("a.epub", data)
    assert result.blocks == [("title", "The Siege"), ("paragraph", "a")]
    assert result.said == [
        ("1 encrypted chapters, left out", True),
        ("1 chapters are not in the file", True),
    ]


# PDF


def pdf(*pages: list[tuple[float, float, float, str]], info: str = "") -> bytes:
    """A PDF whose pages hold texts as ``(x, y, height, text)``."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Courier"
               "/Encoding/WinAnsiEncoding>>", f"<<{info}>>"]  # fmt: skip
    kids = []
    for page in pages:
        content = "".join(
            f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, size, text in page
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents "
                       f"{len(objects) + 2} 0 R/Resources<</Font<</F 3 0 R>>>>>>")  # fmt: skip
        objects.append(f"<</Length {len(content)}>>stream\n{content}endstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{text}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (f"{body}xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R"
            f"/Info 4 0 R>>\nstartxref\n{len(body)}\n%%EOF").encode("latin-1")  # fmt: skip


def lines(top: float, *texts: str, x: float = 50) -> list[tuple[float, float, float, str]]:
    return [(x, top - 14 * at, 11, text) for at, text in enumerate(texts)]


INFO = "/Title(The Siege)/Author(Jane Doe)/CreationDate(D:20160219061139-07'00')"
LONG = "The hospital was hit twice in one night, and nobody was surprised"


def test_a_pdf_says_who_wrote_it_and_when() -> None:
    document = Result("a.pdf", pdf(lines(700, "Text."), info=INFO)).document
    assert document.text == "The Siege\n\nText."
    assert (document.title, document.author) == ("The Siege", "Jane Doe")
    assert (document.date, document.meta["pages"]) == ("2016-02-19T06:11:39-07:00", "1")


def test_lines_of_a_pdf_are_joined_to_paragraphs() -> None:
    page = [
        *lines(700, LONG, "by it. We counted the shells, all of them, and went home to", "sleep."),
        *lines(640, LONG, "at all."),
        *lines(612, "A short line follows another paragraph."),
    ]
    assert [text for _, text in Result("a.pdf", pdf(page)).blocks] == [
        f"{LONG} by it. We counted the shells, all of them, and went home to sleep.",
        f"{LONG} at all.",
        "A short line follows another paragraph.",
    ]


def test_hyphens_at_line_ends_of_a_pdf_stay() -> None:
    page = lines(700, "Nobody in the whole of the town was sur-", "prised.")
    assert Result("a.pdf", pdf(page)).blocks[0][1].endswith("was sur-prised.")


def test_headings_and_lists_of_a_pdf() -> None:
    page = [(50, 700, 18, "What was seen"), *lines(670, LONG, "by it."),
            *lines(620, "1. bread", "2. water from the well"), (50, 560, 18, "What was counted"),
            *lines(530, "Shells.")]  # fmt: skip
    assert Result("a.pdf", pdf(page)).blocks == [
        ("title", "What was seen"),
        ("paragraph", f"{LONG} by it."),
        ("list_item", "1. bread"),
        ("list_item", "2. water from the well"),
        ("heading", "What was counted"),
        ("paragraph", "Shells."),
    ]


def test_paragraphs_go_on_over_pages_and_running_heads_are_no_part_of_them() -> None:
    words = ["Aleppo", "beyond", "carried", "down"]
    pages = [
        [
            (50.0, 780.0, 11.0, f"The Siege  {n}"),
            *lines(740, f"{word} {LONG}", f"of {word}, who went"),
        ]
        for n, word in enumerate(words, 1)
    ]
    pages[-1] += lines(712, "to sleep.")
    blocks = Result("a.pdf", pdf(*pages)).blocks
    assert [text for kind, text in blocks if kind == "boilerplate"] == [
        f"The Siege {n}" for n in range(1, 5)
    ]
    (text,) = (text for kind, text in blocks if kind == "paragraph")
    assert text == " ".join(f"{word} {LONG} of {word}, who went" for word in words) + " to sleep."


def test_a_pdf_without_text_is_named() -> None:
    scanned = pdf([]).replace(
        b"<</Length 0>>stream\n", b"<</Length 22>>stream\n0 0 9 9 re f 0 0 9 9 r"
    )
    result = Result("a.pdf", scanned)
    assert not result.documents
    assert result.said == [
        ("a PDF document of 1 page without text, perhaps scanned, left out", False)
    ]
    assert Result("a.pdf", pdf([], [])).said == [
        ("a PDF document of 2 pages without text, left out", False)
    ]


def test_an_encrypted_pdf_is_named() -> None:
    data = (SAMPLES / "encrypted.pdf").read_bytes()
    assert Result("a.pdf", data).said == [("an encrypted PDF document, left out", True)]


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_truncated_pdf_raises_nothing(data: st.DataObject) -> None:
    whole = pdf(lines(700, LONG, "by it."), lines(700, "Second page."))
    result = Result("a.pdf", whole[: data.draw(st.integers(10, len(whole)))])
    assert result.documents or result.said


# RTF


def rtf(text: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}" + text + "}").encode("cp1252")


def test_an_rtf_says_who_wrote_it_and_when() -> None:
    info = r"{\info{\title The Si\'e9ge}{\author Jane Doe}{\creatim\yr2016\mo2\dy19\hr6\min11}}"
    document = Result("a.rtf", rtf(info + r"Text.\par ")).document
    assert document.text == "The Siége\n\nText."
    assert (document.author, document.date) == ("Jane Doe", "2016-02-19T06:11:00")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (r"{\pard\outlinelevel0 A\par}{\pard b\par}", [("title", "A"), ("paragraph", "b")]),
        (r"caf\'e9 \u8220?x\u8221? ü\par", [("paragraph", "café “x” ü")]),
        (r"{\pard \bullet\tab a\par}", [("list_item", "• a")]),
        (r"a{\super\chftn}{\footnote\pard n{\b o}\par}b\par",
         [("paragraph", "a[1]b"), ("footnote", "[1] no")]),
        (r"{\trowd\cellx1\cellx2\pard\intbl a\cell\pard\intbl b\cell\row}\pard c\par",
         [("paragraph", "a | b"), ("paragraph", "c")]),
        (r"\fs99999999999999999999 a\par", [("paragraph", "a")]),
    ],
)  # fmt: skip
def test_structure_of_rtf(text: str, blocks: list[tuple[str, str]]) -> None:
    found = Result("a.rtf", rtf(text)).blocks
    assert found == blocks


def test_numbers_of_any_length_in_rtf_raise_nothing() -> None:
    for word in ("u", "uc", "bin", "'", "f", "ansicpg"):
        result = Result("a.rtf", rtf(rf"\{word}99999999999999999999 some text\par"))
        assert "text" in result.document.text or result.said


def test_a_truncated_rtf_is_read_as_far_as_it_goes() -> None:
    result = Result("a.rtf", rtf(r"First.\par Second.\par {\b Third")[:-8])
    assert result.document.text.startswith("First.\n\nSecond.")
    assert result.said == [("truncated, read as far as it goes", True)]


# What is hostile

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    + '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
)  # fmt: skip
BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>a&j;&f;b</w:t></w:r></w:p></w:body></w:document>"


def test_entities_are_neither_expanded_nor_fetched() -> None:
    data = packed({"word/document.xml": LAUGHS + BODY})
    assert len(Result("a.docx", data).document.text) < 10
    opf = epub("<p>a</p>")
    assert "root:" not in Result("a.epub", opf).document.text
    for name, path in (("a.odt", "content.xml"), ("a.epub", "META-INF/container.xml")):
        result = Result(name, packed({"mimetype": "x", path: LAUGHS + "<x>&j;&f;</x>"}))
        assert not result.documents
        assert result.said


def test_a_part_that_is_a_bomb_is_left_out() -> None:
    text = "<w:p><w:r><w:t>" + "a" * 40_000_000 + "</w:t></w:r></w:p>"
    result = Result("a.docx", docx(text))
    assert not result.documents
    assert result.said[0] == ("word/document.xml unpacks to more than 32 MB, left out", True)


def test_nesting_of_any_depth_ends() -> None:
    for open_, close in (
        ("<w:sdt>", "</w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    ):
        result = Result("a.docx", docx(open_ * 5000 + p(t("x")) + close * 5000))
        assert result.said
    Result("a.epub", epub("<div>" * 5000 + "x" + "</div>" * 5000))
    Result("a.rtf", rtf("{" * 100_000 + "x"))


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub", "a.pdf", "a.rtf"])
def test_a_file_that_is_called_so_but_is_text_is_read(name: str) -> None:
    assert Result(name, b"Just a text.").document.text == "Just a text."


@pytest.mark.parametrize("name", ["sample.docx", "sample.odt", "sample.epub", "sample.pdf",
                                  "sample.rtf"])  # fmt: skip
def test_samples(name: str) -> None:
    notes: list[Note] = []
    path = SAMPLES / name
    (document,) = read(SourceFile("sample", str(path), name), notes.append)
    assert not notes
    assert document.title == "The Siege of Aleppo: notes from a notebook"
    assert document.author == "Jane Doe"
    assert document.meta["format"] == name.partition(".")[2]
    parsed = parse(document)
    kinds = {block.kind for block in parsed.leaves}
    assert {"title", "heading", "paragraph", "list_item"} <= kinds
    assert "The hospital was hit twice" in document.text
    assert "Monday" in document.text
    assert "".join(parsed.slice(block) for block in parsed.leaves) == document.text


@pytest.mark.parametrize("name", ["sample.docx", "sample.odt", "sample.epub", "sample.pdf",
                                  "sample.rtf"])  # fmt: skip
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_mutated_samples_raise_nothing(name: str, data: st.DataObject) -> None:
    whole = bytearray((SAMPLES / name).read_bytes())
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(10, len(whole) - 1)) :]
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    result = Result(name, bytes(whole))
    assert result.documents or result.said
    for document in result.documents:
        parsed = parse(document)
        assert "".join(parsed.slice(block) for block in parsed.leaves) == document.text


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_mutated_parts_raise_nothing(data: st.DataObject) -> None:
    """Mutations of what is packed, which those of a file hardly ever reach."""
    name = data.draw(st.sampled_from(["sample.docx", "sample.odt", "sample.epub"]))
    with zipfile.ZipFile(SAMPLES / name) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    path = data.draw(
        st.sampled_from(sorted(each for each in parts if each != "mimetype" and parts[each]))
    )
    part = bytearray(parts[path])  # type: ignore[arg-type]
    for _ in range(data.draw(st.integers(1, 5))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.sampled_from(b'<>&/"x\0\xff'))
    parts[path] = bytes(part)
    result = Result(name, packed(parts))
    assert not [note for note in result.notes if "Error" in note.message]
    assert result.documents or result.said
