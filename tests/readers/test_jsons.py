"""JSON Lines and JSON: every record is read, or said to be left out."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.readers import json_values, lines
from tests.readers.tables import FORMATS, Read, read_bytes, read_item, sample

NO_COLUMN = "no column is plainly the text, nothing read; name it with --fields text=NAME, of "


def texts(read: Read) -> list[str]:
    return [document.text for document in read[0]]


def test_posts_are_documents() -> None:
    documents, notes = sample("posts.jsonl")
    assert not notes
    first = documents[0]
    assert first.id == "id/t1_c0a1"
    assert first.author == "olive_tree"
    assert first.date == "2016-02-19T06:11:39+00:00"
    assert first.meta == {
        "format": "jsonl",
        "score": "12",
        "subreddit": "history",
        "url": "/r/history/comments/46x/",
        "edited": "false",
        "parent_id": "t3_46x",
    }
    assert documents[2].text.endswith("☃.")
    assert documents[2].meta["gildings.gid_1"] == "1"
    size = (FORMATS / "posts.jsonl").stat().st_size
    assert sum(document.bytes for document in documents) == size


def test_an_object_around_a_list_is_looked_into() -> None:
    documents, notes = sample("articles.json")
    assert notes == [
        "the records are those of its list 'articles'; what stands beside it is left out"
    ]
    first, second = documents
    assert first.title == "The bridge reopens"
    assert first.text.startswith("The bridge reopens\n\nThe bridge over the river")
    assert first.meta["source.name"] == "The Evening Post"
    assert first.meta["tags"] == "city, river"
    assert first.meta["description"] == "After two years."
    assert second.text.count("Der Markt zieht um") == 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('[{"text":"a"},{"text":"b"}]', {"id/1": "a", "id/2": "b"}),
        ('[{"text":"a"},]', {"id/1": "a"}),
        ('{"text":"a"}', {"id": "a"}),
        ('{"text":"a","comments":[{"text":""}]}', {"id": "a"}),
        ('{"text":"a","id":"x"}\n{"text":"b","id":"x"}\n', {"id/x": "a", "id/x~2": "b"}),
        ('{"text":\n"a"}\n{"text":"b"}', {"id/1": "a", "id/2": "b"}),
        ('{"message":"ok","data":[{"text":"longer"}]}', {"id/1": "longer"}),
        ('{"r":{"docs":[{"text":"a"}],"facets":[{}]}}', {"id/1": "a"}),
        ('{"hits":{"hits":[{"_source":{"text":"a","id":7}}]}}', {"id/7": "a"}),
        ('{"x":{"text":"a"},"y":{"text":"b"}}', {"id/x": "a", "id/y": "b"}),
        ('[{"text":"a","id":" b #1\\n"}]', {"id/b_1": "a"}),
        ('[{"text":"a","id":"' + "x" * 500 + '"}]', {"id/1": "a"}),
        ('[{"text":["a","b"]}]', {"id/1": "a\n\nb"}),
        ('[{"title":" A \\n b","text":"c"}]', {"id/1": "A b\n\nc"}),
        ('[{"title":"A b","text":"A  b\\nc"}]', {"id/1": "A  b\nc"}),
        ('[{"title":"A","text":"A b"}]', {"id/1": "A\n\nA b"}),
        ('[{"title":"A","text":null}]', {"id/1": "A"}),
        ('[{"text":"","body":"b"}]', {"id/1": "b"}),
        ('[{"a":1,"text":"t"},{"text":"u"}]', {"id/1": "t", "id/2": "u"}),
        ('\ufeff[{"text":"a"}]', {"id/1": "a"}),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_layouts_of_json(data: str, expected: dict[str, str], encoding: str) -> None:
    documents, _ = read_bytes(
        "a.json", data.removeprefix("\ufeff" * (encoding != "utf-8")).encode(encoding)
    )
    assert {document.id: document.text for document in documents} == expected


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (b"{bad", "line 2: broken JSON, left out"),
        (b'{"text":"x"} {"text":"y"}', "line 2: broken JSON, left out"),
        (b"[1]", "line 2: no object, left out"),
        (b'"text"', "line 2: no object, left out"),
        (b'{"a":' * 20_000, "line 2: nested too deeply, left out"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, None),
        (b'{"a":' + b"9" * 5000 + b"}", "line 2: broken JSON, left out"),
        (b"\0\0\0", "line 2: broken JSON, left out"),
        (b'{"text":"x\\ud83d"}', "line 2: half a surrogate pair, shown as \ufffd"),
        (b'{"text":"\\ud83d\\ude00"}', None),
        (b'{"text":"x","n":NaN}', "line 2: NaN, which is no JSON, read as null"),
        (b'{"text":NaN}', "line 2: NaN, which is no JSON, read as null"),
        (b'{"text":"x","text":"y"}', "line 2: a key twice in an object, the last one taken"),
        (b'{"text":"na\xefve caf\xe9"}', "line 2: not UTF-8, read as cp1252"),
        (b'{"text":"a\tb"}', None),
        (b'{"other":1}', "line 2: no text in it, left out"),
        (b"", None),
    ],
)
def test_a_bad_line_is_told_and_the_rest_read(line: bytes, note: str | None) -> None:
    read = read_bytes("a.jsonl", b'{"text":"first"}\n' + line + b'\n{"text":"last"}\n')
    assert texts(read)[0] == "first"
    assert texts(read)[-1] == "last"
    told = [each for each in read[1] if "no text in it" not in each or note in read[1]]
    assert told == ([] if note is None else [note])


@pytest.mark.parametrize(
    "data", ['[{"text":"a"},\n{"text":"b"}]', '{\n"text":"a"}\n{\n"text":"b"}']
)
def test_what_is_no_lines_of_json_is_read_all_the_same(data: str) -> None:
    assert texts(read_bytes("a.jsonl", data.encode())) == ["a", "b"]


def test_problems_of_a_sort_are_told_once() -> None:
    read = read_bytes("a.jsonl", b'{"text":"first"}\n' + b"{\n" * 5000)
    assert read[1] == ["lines 2, 3, 4 and 4,997 more: broken JSON, left out"]


def test_a_line_in_another_encoding_says_so() -> None:
    documents, _ = read_bytes("a.jsonl", b'{"text":"a"}\n{"text":"na\xefve caf\xe9"}\n')
    assert "encoding" not in documents[0].meta
    assert documents[1].meta["encoding"] == "cp1252"
    assert documents[1].text == "naïve café"


@pytest.mark.parametrize(
    ("data", "found", "note"),
    [
        (b'[{"text":"a"},{"text":"b', ["a"], "record 2: cut off, left out"),
        (b'[{"text":"a"},{"text":"b"}', ["a", "b"], "cut off: a list without its end"),
        (
            b'[{"text":"a"},{"text":"b "c" d"},{"text":"e"}]',
            ["a", "e"],
            "record 2: broken JSON, left out",
        ),
        (
            b'[{"text":"a"},{"text":"b"c},{"text":"e"}]',
            ["a", "e"],
            "record 2: broken JSON, left out",
        ),
        (b'[{"text":"a"},5,"x",{"text":"b"}]', ["a", "b"], "records 2, 3: no object, left out"),
        (b"[]", [], "holds no record"),
        (b"{}", [], NO_COLUMN),
        (b"", [], "holds no record"),
        (b"5", [], "record 1: no object, left out"),
        (b'{"name":"x","version":"1"}', [], NO_COLUMN + "name, version"),
        (b"[" * 50_000, [], "record 1: cut off, left out"),
    ],
)
def test_broken_and_empty_json(data: bytes, found: list[str], note: str) -> None:
    read = read_bytes("a.json", data)
    assert texts(read) == found
    assert note in read[1]


def test_a_named_column_that_is_missing_is_told() -> None:
    read = read_bytes("a.jsonl", b'{"text":"a","b":1}', fields={"text": "b", "date": "when"})
    assert texts(read) == ["1"]
    assert read[1] == ["no column 'when', which is named for date"]


def test_every_column_is_kept() -> None:
    record = {
        "text": "t",
        "date": "01/02/2019",
        "Score": 1.5,
        "score": 2,
        "user": {"id": 5, "name": "Jane <jane@example.org>", "deep": {"er": [1, 2]}},
        "list": [{"a": 1}],
        "language": "Klingon",
        "format": "mp3",
        "url": "u",
        "link": "v",
        "empty": "",
        "none": None,
        "yes": True,
    }
    documents, _ = read_bytes("a.jsonl", json.dumps(record).encode())
    assert documents[0].author == "Jane"
    assert documents[0].meta == {
        "format": "jsonl",
        "date": "01/02/2019",
        "score": "1.5",
        "score~2": "2",
        "user.id": "5",
        "user.name": "Jane <jane@example.org>",
        "user.deep.er": "1, 2",
        "list": '[{"a": 1}]',
        "language": "Klingon",
        "format~2": "mp3",
        "url": "u",
        "link": "v",
        "yes": "true",
    }


# --- hostile -------------------------------------------------------------------------------------


class Endless(io.RawIOBase):
    """A stream of so many bytes that are not all there at once."""

    def __init__(self, begin: bytes, middle: bytes, times: int, end: bytes) -> None:
        self._parts = [begin, *[middle] * times, end]

    def read(self, size: int = -1) -> bytes:
        if not self._parts:
            return b""
        part = self._parts.pop(0)
        if len(part) > size:
            self._parts.insert(0, part[size:])
        return part[:size]


@pytest.mark.parametrize(
    ("name", "begin", "end", "note"),
    [
        ("a.jsonl", b'{"text":"a"}\n{"text":"', b'"}\n{"text":"b"}\n', "line 2: larger than"),
        ("a.json", b'[{"text":"a"},{"text":"', b'"},{"text":"b"}]', "record 2: larger than"),
        ("a.json", b'[{"text":"a"},{"text":["', b'"]},{"text":"b"}]', "record 2: larger than"),
        ("a.csv", b"text,n\na,1\n", b"\nb,2\n", "line 3: larger than"),
    ],
)
def test_a_huge_line_takes_no_memory(
    monkeypatch: pytest.MonkeyPatch, name: str, begin: bytes, end: bytes, note: str
) -> None:
    monkeypatch.setattr(lines, "LARGEST", 300_000)
    monkeypatch.setattr(json_values, "LARGEST", 300_000)
    monkeypatch.setattr(lines, "CHUNK", 1 << 16)
    middle = b"x" * (1 << 16)
    tracemalloc.start()
    documents, notes = read_item(name, lambda: Endless(begin, middle, 500, end))  # type: ignore[arg-type, return-value]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [document.text for document in documents] == ["a", "b"]
    assert [each.message[: len(note)] for each in notes] == [note]
    assert all(each.is_error for each in notes)
    assert peak < 4_000_000


def test_records_larger_than_a_window_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "CHUNK", 7)
    words = ["ü" * number for number in range(60)]
    data = json.dumps({"n": 1, "list": [{"text": word, "x": {"y": [1, "]"]}} for word in words]})
    for text in (data, data.replace("\\u00fc", "ü")):
        assert texts(read_bytes("a.json", text.encode())) == words


def test_many_broken_records_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"[" + b'{"text":"he said "hi},\n' * 20_000 + b'{"text":"a"}]'
    documents, notes = read_bytes("a.json", data)
    assert len(documents) <= 1
    assert notes


# --- properties ----------------------------------------------------------------------------------

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
records = st.lists(
    st.fixed_dictionaries({"text": st.text(min_size=1)}, optional={"id": scalars, "x y": values}),
    min_size=1,
    max_size=5,
)


def encodable(value: Any) -> Any:
    return json.loads(json.dumps(value).encode().decode("utf-8", "replace"))


@settings(deadline=None)
@given(records, st.booleans(), st.sampled_from(["lines", "array", "inner", "pretty"]))
def test_what_json_reads_is_read(rows: list[dict[str, Any]], ascii: bool, layout: str) -> None:
    if layout == "lines":
        data = "\n".join(json.dumps(row, ensure_ascii=ascii) for row in rows)
    elif layout == "inner":
        data = json.dumps({"next": None, "rows": rows}, ensure_ascii=ascii)
    else:
        data = json.dumps(rows, ensure_ascii=ascii, indent=2 if layout == "pretty" else None)
    name = "a.jsonl" if layout == "lines" else "a.json"
    documents, _ = read_bytes(name, data.encode("utf-8", "surrogatepass"))
    read = [document.text for document in documents]
    assert read == [row["text"] for row in rows]


TOLD = re.compile(r"(?:lines?|records?) ([\d, ]+?)(?: and ([\d,]+) more)?: .*left out")


def told(notes: list[str]) -> int:
    """How many records are said to be left out."""
    count = 0
    for note in notes:
        found = TOLD.match(note)
        if found:
            count += len(found[1].split(", ")) + int((found[2] or "0").replace(",", ""))
    return count


LINES = (FORMATS / "posts.jsonl").read_bytes()


@settings(deadline=None)
@given(st.data())
def test_no_line_is_lost_in_silence(data: st.DataObject) -> None:
    mutated = bytearray(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        mutated[at] = data.draw(st.integers(0, 255))
    documents, notes = read_bytes("a.jsonl", b'{"body":"x"}\n' + bytes(mutated))
    filled = [line for line in bytes(mutated).split(b"\n") if line.strip(b" \t\r\x1e")]
    if not any("nothing read" in note for note in notes):
        assert len(documents) + told(notes) == len(filled) + 1


@settings(deadline=None)
@given(st.integers(0, len(LINES)))
def test_a_cut_file_is_read_up_to_there(end: int) -> None:
    documents, notes = read_bytes("a.jsonl", LINES[:end])
    whole = LINES[:end].count(b"\n") + LINES[:end].endswith(b"}") - LINES[:end].endswith(b":{}")
    assert len(documents) >= LINES[:end].count(b"\n")
    assert len(documents) >= whole - 1
    assert documents or notes


ARTICLES = (FORMATS / "articles.json").read_bytes()


@settings(deadline=None)
@given(st.data())
def test_mutated_json_raises_nothing(data: st.DataObject) -> None:
    mutated = bytearray(ARTICLES[: data.draw(st.integers(0, len(ARTICLES)))] or b"{")
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        mutated[at] = data.draw(st.sampled_from(b'{}[]",:\\\x00\xff5 '))
    documents, notes = read_bytes("a.json", bytes(mutated))
    assert documents or notes


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text('{}[]",:\\ truefals0123\n').map(str.encode))
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_any_bytes_raise_nothing(name: str, data: bytes) -> None:
    documents, notes = read_bytes(name, data)
    assert documents or notes


@pytest.mark.parametrize("colon", [b":", b": ", b" :", b"\t:", b" \r:"])
@pytest.mark.parametrize("more", [b"", b',"b":{}', b',"b":{"c":1}', b',"b":"x\\":y"'])
def test_a_key_that_comes_twice_is_told_however_it_is_written(colon: bytes, more: bytes) -> None:
    line = b'{"text"' + colon + b'"one of it","text"' + colon + b'"the other"' + more + b"}"
    read = read_bytes("a.jsonl", b'{"text":"some words here"}\n' + line + b"\n")
    assert texts(read) == ["some words here", "the other"]
    assert read[1] == ["line 2: a key twice in an object, the last one taken"]


def test_what_is_no_json_is_told_once() -> None:
    data = b'{"text":"some words here","n":NaN}\n{"text":"more","n":{"m":NaN}}\n'
    assert read_bytes("a.jsonl", data)[1] == ["lines 1, 2: NaN, which is no JSON, read as null"]
