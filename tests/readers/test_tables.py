"""Tables of separated values: dialects, headers, encodings, damage."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.tables import FORMATS, read_bytes, sample


def test_reviews_are_documents() -> None:
    documents, notes = sample("reviews.csv")
    assert not notes
    assert [document.date for document in documents] == ["2018-12-25", "2019-02-01", "2019-02-13"]
    first = documents[0]
    assert first.id == "id/1"
    assert first.title == "Good, but small"
    assert first.author == "M. Rossi"
    assert first.text.endswith(
        'The room was "cosy", as they say:\ntwo steps from the bed to the wall.'
    )
    assert first.meta == {"format": "csv", "col1": "0", "stars": "4"}


def test_quotes_in_tables_of_tabs_are_text() -> None:
    documents, notes = sample("letters.tsv")
    assert not notes
    assert documents[1].text == '"All mud" here too, and no news that is worth the ink.'
    assert documents[0].author == "Clara Hale"
    assert documents[0].meta["to"] == "Thomas Hale"
    assert documents[1].date == "1862-03-19"


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"id;text\n1;a, b\n2;c\n", ["a, b", "c"]),
        (b"sep=;\r\nid;text\r\n1;a\r\n", ["a"]),
        (b"id\ttext\n1\ta,b\n", ["a,b"]),
        (b"id|text\n1|a, b\n", ["a, b"]),
        (b"text\na, b\nc\n", ["a, b", "c"]),
        (b"id,text\r1,a\r2,b\r", ["a", "b"]),
        (b'id,text\n1,"a\r\nb"\n', ["a\r\nb"]),
        (b'id,text,n\n1,"a \\"b, c\\" d",5\n', ['a "b, c" d']),
        ("id,text\n1,ü\n".encode("utf-16"), ["ü"]),
        ("id,text\n1,u and more of it\n".encode("utf-16-le"), ["u and more of it"]),
        (b"\xef\xbb\xbftext,n\na,1\n", ["a"]),
        (b"\n\ntext,n\na,1\n\nb,2\n", ["a", "b"]),
        (b'text,n\n"' + b"x" * 200_000 + b'",1\n', ["x" * 200_000]),
    ],
)
def test_dialects(data: bytes, texts: list[str]) -> None:
    documents, notes = read_bytes("a.csv", data)
    assert [document.text for document in documents] == texts
    assert not notes


@pytest.mark.parametrize(
    ("data", "texts", "note"),
    [
        (b"text,n\na\n", ["a"], "row 1: fewer columns than the first row"),
        (b"text,n\na,1,2\n", ["a"], "row 1: more columns than the first row, kept by their number"),
        (b"text,n\na\0b,1\n", ["a\ufffdb"], "line 2: holds NUL characters, shown as \ufffd"),
        (b"text,n\ncaf\xe9 na\xefve,1\n", ["café naïve"], "line 2: not UTF-8, read as cp1252"),
        (
            b'0,"So that is what the old mill was for."\n1,"It had no wheel in my days."\n',
            ["So that is what the old mill was for.", "It had no wheel in my days."],
            "the first row names no columns, which are called col1 to col2",
        ),
        (b"name,age\nann,5\n", [], "no column is plainly the text, nothing read; name it with"),
        (b"text,n\n", [], "holds no record"),
        (b"", [], "holds no record"),
        (b"\x00\x01\xff" * 500, [], "a binary file, skipped"),
    ],
)
def test_what_is_odd_is_told(data: bytes, texts: list[str], note: str) -> None:
    documents, notes = read_bytes("a.csv", data)
    assert [document.text for document in documents] == texts
    assert any(each.startswith(note) for each in notes)


@pytest.mark.parametrize("at", [0, 500, 998, 999])
def test_an_unclosed_quote_swallows_nothing(at: int) -> None:
    rows = [f'{number},"text, of {number}"' for number in range(1000)]
    rows[at] = f'{at},"text of {at}'
    documents, _ = read_bytes("a.csv", ("id,text\n" + "\n".join(rows) + "\n").encode())
    texts = {document.id: document.text for document in documents}
    others = {f"id/{number}": f"text, of {number}" for number in range(at + 2, 1000)}
    assert others.items() <= texts.items()
    assert str(at) in "".join(texts.values())


def test_unclosed_quotes_take_no_time() -> None:
    data = b"id,text\n" + b"1,ok\n" * 300 + b'2,"x ""y\n' * 20_001
    documents, notes = read_bytes("a.csv", data)
    assert documents
    assert any("quote that nothing closes" in note for note in notes)


def test_fields_are_named() -> None:
    data = b"one,two,three\nbody of it,2016-02-19,x\n"
    documents, _ = read_bytes("a.csv", data, fields={"text": "one", "date": "two"})
    assert documents[0].text == "body of it"
    assert documents[0].date == "2016-02-19"
    assert documents[0].meta == {"format": "csv", "three": "x"}


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@settings(deadline=None)
@given(
    st.lists(st.tuples(cells.filter(bool), cells), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_csv_writes_is_read(rows: list[tuple[str, str]], delimiter: str, end: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["text", "note"])
    writer.writerows(rows)
    documents, _ = read_bytes("a.csv", stream.getvalue().encode())
    read = [(document.text, document.meta.get("note", "")) for document in documents]
    assert read == rows


@settings(deadline=None)
@given(st.data())
@pytest.mark.parametrize("name", ["reviews.csv", "letters.tsv"])
def test_mutated_tables_raise_nothing(name: str, data: st.DataObject) -> None:
    whole = (FORMATS / name).read_bytes()
    mutated = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        mutated[at] = data.draw(st.sampled_from(b'"",;\t\n\r\\\x00\xff5'))
    documents, notes = read_bytes(name, bytes(mutated))
    assert documents or notes


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text('",;\t\n\r\\ab1 ').map(str.encode))
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_any_bytes_raise_nothing(name: str, data: bytes) -> None:
    documents, notes = read_bytes(name, data)
    assert documents or notes


@pytest.mark.parametrize(
    ("columns", "is_post"),
    [
        ("text,author", True),
        ("body,created_at", True),
        ("text,title,author", False),
        ("text", False),
        ("text,id,url", False),
    ],
)
def test_what_has_an_author_but_no_place_for_a_title_is_a_post(columns: str, is_post: bool) -> None:
    values = {"author": "Jane", "created_at": "2016-02-19", "title": "T"}
    row = ",".join(values.get(name, "Great point") for name in columns.split(","))
    documents, _ = read_bytes("a.csv", f"{columns}\n{row}\n{row}\n".encode())
    assert [each.is_post for each in documents] == [is_post] * 2
