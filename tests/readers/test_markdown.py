"""Markdown: its blocks are CommonMark's, its text is the file's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus_cli.model import Document
from corpus_cli.parsing import parse
from corpus_cli.readers.markdown import plain_line
from tests.readers.tables import FORMATS, read_bytes, sample


def document_of(text: str) -> Document:
    documents, notes = read_bytes("a.md", text.encode())
    assert not notes
    return parse(documents[0])


def shown(document: Document) -> list[str]:
    """The blocks that are no blanks, as their kind and text."""
    return [
        f"{block.kind}{'' if block.depth is None else block.depth} {document.slice(block)}"
        for block in document.leaves
        if block.kind != "blank"
    ]


def test_an_essay_keeps_its_text_and_has_its_structure() -> None:
    documents, notes = sample("essay.md")
    assert not notes
    raw = documents[0]
    assert raw.text.encode() == (FORMATS / "essay.md").read_bytes()
    assert (raw.title, raw.author, raw.date, raw.language) == (
        "On keeping bees",
        "Jane Doe, John Roe",
        "2016-02-19",
        "en",
    )
    assert raw.meta == {"tags": "bees, garden", "draft": "false"}
    kinds = [line.split("\n")[0] for line in shown(parse(raw))]
    assert kinds == [
        "boilerplate ---",
        "title # On keeping bees",
        "paragraph The first hive came in *March*, in the back of a cousin's car. It hummed",
        "heading ## What you need",
        "list_item0 1. A hive",
        "list_item0 2. A veil",
        "list_item1 - and gloves,",
        "quote1 > A swarm in May is worth a load of hay.",
        "quote2 > > A swarm in June is worth a silver spoon.",
        "heading What it costs",
        "other -------------",
        "paragraph | thing | price |",
        "paragraph ```python",
        "other <!-- prices of 2016 -->",
        "paragraph Read [the law](https://example.org/law) first.[^1]",
        "footnote [^1]: It differs between counties.",
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# A #\nb", ["title # A #", "paragraph b"]),
        ("a\nb\n===\nc", ["title a\nb", "other ===", "paragraph c"]),
        ("#no\n\n####### no", ["paragraph #no", "paragraph ####### no"]),
        ("> a\nb\n\nc", ["quote1 > a\nb", "paragraph c"]),
        ("> a\n>\n> b", ["quote1 > a\n>", "quote1 > b"]),
        ("> a\n> > b", ["quote1 > a", "quote2 > > b"]),
        ("- a\n  b\n\n  c\n\nd", ["list_item0 - a\n  b", "paragraph c", "paragraph d"]),
        ("- a\n  - b\n    1. c", ["list_item0 - a", "list_item1 - b", "list_item2 1. c"]),
        ("It was in\n1986. A year.", ["paragraph It was in\n1986. A year."]),
        ("- a\n-\n- b", ["list_item0 - a", "list_item0 -", "list_item0 - b"]),
        ("```\n# a\n\n> b\n```\nc", ["paragraph ```\n# a\n\n> b\n```", "paragraph c"]),
        ("~~~\n```\na", ["paragraph ~~~\n```\na"]),
        ("a\n\n    b\n\n    c\nd", ["paragraph a", "paragraph b\n\n    c", "paragraph d"]),
        ("a\n    b", ["paragraph a\n    b"]),
        ("\tb", ["paragraph b"]),
        ("<!-- a\n\nb -->\nc", ["other <!-- a\n\nb -->", "paragraph c"]),
        ("<div>\na\n\nb", ["paragraph <div>\na", "paragraph b"]),
        ("<script>\n\nx\n</script>", ["other <script>\n\nx\n</script>"]),
        ("a\n***\nb", ["paragraph a", "other ***", "paragraph b"]),
        ('[a]: http://b "c"\nd', ['other [a]: http://b "c"', "paragraph d"]),
        ("a\r\n\r\n# b\r\n", ["paragraph a", "title # b"]),
        ("", []),
    ],
)
def test_blocks(text: str, blocks: list[str]) -> None:
    assert shown(document_of(text)) == blocks


def test_a_numbered_item_has_its_number() -> None:
    blocks = [block for block in document_of("3. a\n4. b").leaves if block.kind == "list_item"]
    assert [block.number for block in blocks] == [3, 4]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("## A *b* __c__ `d` ##", "A b c d"),
        ("# [A](http://b) ![c](d.png)", "A c"),
        (r"# 2 \* 3", "2 * 3"),
        ("# A {#anchor}", "A"),
        ("# a_b_c * d", "a_b_c * d"),
    ],
)
def test_titles_are_without_marks(line: str, plain: str) -> None:
    assert plain_line(line) == plain


@pytest.mark.parametrize(
    ("head", "title", "meta"),
    [
        ("---\ntitle: T\nx: 1\n---\n", "T", {"x": "1"}),
        ("---\ntitle: T\n...\n", "T", {}),
        ('+++\ntitle = "T"\n[x]\ny = [1, 2]\n+++\n', "T", {"x.y": "1, 2"}),
        ("---\r\ntitle: 'T'\r\n---\r\n", "T", {}),
        ("---\ntitle: T\ndate: soon\n---\n", "T", {"date": "soon"}),
        ("---\ntitle: T\nauthor:\n  name: J\n  mail: x\n---\n", "T", {"author.mail": "x"}),
    ],
)
def test_front_matter(head: str, title: str, meta: dict[str, str]) -> None:
    documents, notes = read_bytes("a.md", (head + "\ntext\n").encode())
    assert not notes
    document = documents[0]
    assert document.title == title
    assert meta.items() <= document.meta.items()
    assert shown(parse(document))[0] == "boilerplate " + head.rstrip().replace("\r\n", "\r\n")


BOMB = "a: &a [x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (f"---\n{BOMB}---\n", "it has aliases"),
        ("---\na: [1\n---\n", "expected ',' or ']'"),
        ("---\na: !!python/object:os.system x\n---\n", "could not determine a constructor"),
        ("+++\na = \n+++\n", "Invalid value"),
        (f"---\na: {'[' * 3000}\n---\n", "nested too deeply"),
        (f"---\na: {'x' * 70_000}\n---\n", "larger than 64 kB"),
        ("---\na: 2016-02-31\n---\n", "day is out of range"),
    ],
)
def test_broken_front_matter_is_told_and_stays_text(head: str, said: str) -> None:
    documents, notes = read_bytes("a.md", (head + "\n# T\n").encode())
    assert len(notes) == 1
    assert notes[0].startswith("front matter is left as text: ")
    assert said in notes[0]
    assert documents[0].title == "T"
    assert "boilerplate" not in {block.kind for block in parse(documents[0]).blocks}


@pytest.mark.parametrize("text", ["---\n\nA rule.\n\n---\n", "---\nno end", "--- \nWell.\n---\nx"])
def test_lines_across_the_page_are_no_front_matter(text: str) -> None:
    documents, notes = read_bytes("a.md", text.encode())
    assert not notes
    assert "boilerplate" not in {block.kind for block in parse(documents[0]).blocks}


# --- an independent reader -----------------------------------------------------------------------

LINES = """foo|bar baz|# h|## h2 ##|- a|  - b|    - c|* x|+ y|1. one|2) two|14. n|> q|>|```|~~~
   ```|    code|\tcode|---|===|***|  cont|   c3|     c5|||- - dd|1. - e|-\ttt|<!-- c -->|<div>
</div>|<b>|- # ih|-     code|#nohead| - a1|- ```""".replace("\n", "|").split("|")
COMMONMARK = MarkdownIt("commonmark")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=7))
def test_headings_and_items_are_those_of_commonmark(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    headings, items = [], set()
    depth = quotes = 0
    for token in COMMONMARK.parse(text):
        quotes += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        depth += token.nesting if token.type[:10] in ("blockquote", "list_item_") else 0
        assert token.map is not None or token.nesting == -1
        if token.type == "heading_open" and not depth and token.map:
            headings.append(token.map[0])
        if token.type == "list_item_open" and not quotes and token.map:
            items.add(token.map[0])
    found: dict[str, list[int]] = {"heading": [], "title": [], "list_item": []}
    document = document_of(text)
    for block in document.leaves:
        found.setdefault(block.kind, []).append(text.count("\n", 0, block.start))
    assert sorted(found["heading"] + found["title"]) == headings
    assert set(found["list_item"]) == items


NO_NUL = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@settings(deadline=None)
@given(st.text("#>-*+=`~|[]:<! \t\n\r1.ab") | st.text(NO_NUL))
def test_any_text_is_kept(text: str) -> None:
    documents, _ = read_bytes("a.md", text.encode())
    # A mark of byte order at the head is no text.
    assert documents[0].text == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    "piece",
    [">", "- ", "> - ", "    ", "\t", "`", "```\n", "#", "[", "[a]: b\n", "<", "<a b=", "*"],
)
def test_marks_in_masses_take_no_time(piece: str) -> None:
    assert document_of(piece * 30_000 + "\n" + (piece * 50 + "\n") * 1000).text
