"""Web archives: a document a record, with what its header knows; damage costs what it hits."""

from __future__ import annotations

import gzip
import io
import sys
import types
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("fastwarc")
from corpus_cli.model import RawDocument
from corpus_cli.readers import Note, SourceFile, read
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.registry import read_item

SAMPLES = Path(__file__).parents[1] / "data/formats"
PAGE = b"<!DOCTYPE html><html><title>Aleppo</title><p>The hospital was hit.</html>"


def record(
    kind: str, block: bytes, *fields: str, type: str = "text/plain", length: int | None = None
) -> bytes:
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Target-URI: https://example.org/a",
        "WARC-Date: 2016-02-19T13:11:39Z",
        "WARC-Record-ID: <urn:uuid:1234>",
        f"Content-Type: {type}",
        f"Content-Length: {len(block) if length is None else length}",
        *fields,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(body: bytes, *headers: str, status: str = "200 OK", type: str = "text/html") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {type}", *headers]).encode()
    return record("response", head + b"\r\n\r\n" + body, type="application/http; msgtype=response")


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what stands in for the reader of pages show what it is given."""

    def page(data, id, source, size, tell, *, url=None, charset=None):  # type: ignore[no-untyped-def]
        tell(Note(source, "seen"))
        return RawDocument(id, data.decode(charset or "utf-8", "replace"), source, size,
                           date="2016-02-18", meta={"format": "html"})  # fmt: skip

    module = types.ModuleType("corpus_cli.readers.html")
    module.page = page  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "corpus_cli.readers.html", module)


class Result:
    def __init__(self, data: bytes, name: str = "a.warc") -> None:
        self.notes: list[Note] = []
        item = Item("it", name, "shown", len(data), lambda: io.BytesIO(data))
        self.documents = list(read_item(item, self.notes.append, Options()))
        self.texts = {each.id.removeprefix("it/"): each.text for each in self.documents}

    @property
    def said(self) -> list[tuple[str, bool]]:
        return [(note.message, note.is_error) for note in self.notes]


INFO = record("warcinfo", b"software: x\r\n", type="application/warc-fields")


def test_a_record_of_text_is_a_document_with_what_its_header_knows() -> None:
    wet = INFO + record(
        "conversion", "Die Brücke\n".encode(), "WARC-Identified-Content-Language: deu,eng"
    )
    assert Result(wet).documents == [
        RawDocument("it/2", "Die Brücke\n", "shown", 12, language="de", meta={
            "format": "warc",
            "url": "https://example.org/a",
            "fetched": "2016-02-19T13:11:39Z",
            "content-type": "text/plain",
            "record-id": "urn:uuid:1234",
            "languages": "deu,eng",
        })
    ]  # fmt: skip


@pytest.mark.usefixtures("pages")
def test_a_page_keeps_its_own_date_and_format() -> None:
    (document,) = Result(INFO + response(PAGE)).documents
    assert (document.id, document.text, document.date) == ("it/2", PAGE.decode(), "2016-02-18")
    assert document.meta["format"] == "html"
    assert document.meta["fetched"] == "2016-02-19T13:11:39Z"


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, []),
        (gzip.compress(PAGE), ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), ["Transfer-Encoding: chunked"]),
        # Decoded by who wrote the archive, the header left as it was.
        (PAGE, ["Content-Encoding: gzip"]),
        (PAGE, ["Transfer-Encoding: chunked", "Content-Encoding: br"]),
    ],
)
def test_messages_are_decoded_as_far_as_they_are_encoded(body: bytes, headers: list[str]) -> None:
    assert Result(response(body, *headers)).texts == {"1": PAGE.decode()}


@pytest.mark.usefixtures("pages")
def test_the_charset_of_a_message_is_handed_on() -> None:
    data = response(PAGE + b"caf\xe9", type="text/html; charset=iso-8859-1")
    assert Result(data).texts == {"1": PAGE.decode() + "café"}


def test_a_page_that_breaks_its_reader_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "corpus_cli.readers.html", types.ModuleType("html"))
    monkeypatch.setattr("corpus_cli.readers.formats._is_there", lambda name: True)
    result = Result(response(PAGE) + response(b"plain", type="text/plain"))
    assert result.texts == {"2": "plain"}
    assert result.said == [("record 1: cannot be read (AttributeError), left out", True)]


def test_without_the_extra_for_pages_it_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_cli.readers.formats._is_there", lambda name: name == "fastwarc")
    result = Result(response(PAGE) * 2 + response(b"plain", type="text/plain"))
    assert result.texts == {"3": "plain"}
    message = "an HTML page, skipped; to read it: pip install 'corpus-cli[html]'"
    assert result.said == [(f"records 1, 2: {message}", False)]


def test_other_records_and_types_are_counted() -> None:
    image = response(b"\x89PNG", type="image/png")
    result = Result(INFO + image * 2 + response(b"a {}", type="text/css"))
    assert result.said == [("3 records without text skipped (image/png, text/css)", False)]
    result = Result(INFO + record("request", b"GET /", type="application/http") * 2)
    assert result.said == [("holds no pages: its records are 2 request, 1 warcinfo", False)]
    assert not Result(INFO + record("conversion", b"text")).said


TEXTS = [f"record {number} " * 50 for number in range(6)]
RECORDS = [record("conversion", text.encode()) for text in TEXTS]


def test_a_compressed_archive_is_told_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.wet.gz"
    path.write_bytes(b"".join(map(gzip.compress, RECORDS)))
    notes: list[Note] = []
    documents = read(SourceFile("a", str(path), "shown"), notes.append)
    assert [document.text for document in documents] == TEXTS
    assert not notes


DAMAGED = {
    "garbage between": (b"".join([*RECORDS[:2], b"garbage\r\n" * 9, *RECORDS[2:]]), 0),
    "a broken first line": (b"".join([*RECORDS[:2], RECORDS[2][5:], *RECORDS[3:]]), 1),
    "too short a length": (
        b"".join([*RECORDS[:2], record("conversion", b"x" * 900, length=400), *RECORDS[3:]]), 1),
    "too long a length": (
        b"".join([*RECORDS[:2], record("conversion", b"x", length=999), *RECORDS[3:]]), 1),
    "a length beyond the end": (
        b"".join([*RECORDS[:2], record("conversion", b"x", length=10**6), *RECORDS[3:]]), 1),
    "no length": (b"".join([*RECORDS[:2], RECORDS[2].replace(b"Content-Length: 4", b"Con: "),
                            *RECORDS[3:]]), 1),
    "a truncated record within": (b"".join([*RECORDS[:2], RECORDS[2][:-300], *RECORDS[3:]]), 1),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGED)
def test_after_a_damaged_record_the_next_is_found(case: str) -> None:
    data, lost = DAMAGED[case]
    result = Result(data)
    found = [text for text in TEXTS if text in result.texts.values()]
    assert len(found) >= len(TEXTS) - lost
    assert {is_error for _, is_error in result.said} == {True}


def test_after_a_damaged_member_of_gzip_data_the_next_is_found() -> None:
    members = [bytearray(gzip.compress(each)) for each in RECORDS]
    for at in range(len(members[2]) // 2, len(members[2]) // 2 + 6):
        members[2][at] ^= 0xFF
    result = Result(b"".join(members), "a.warc.gz")
    texts = list(result.texts.values())
    assert [text for text in TEXTS if text in texts] == TEXTS[:2] + TEXTS[3:]
    assert any(is_error for _, is_error in result.said)


def test_a_huge_record_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_cli.readers.warc.LARGEST", 2_000_000)
    large = record("conversion", b"a" * 2_000_001)
    result = Result(RECORDS[0] + large + RECORDS[1])
    assert list(result.texts) == ["1", "3"]
    assert result.said == [("record 2: larger than 2 MB, left out", True)]


def test_a_message_that_unpacks_to_more_is_left_out() -> None:
    bomb = response(gzip.compress(bytes(33_000_000)), "Content-Encoding: gzip")
    result = Result(bomb + RECORDS[0])
    assert list(result.texts) == ["2"]
    assert result.said == [("record 1: unpacks to more than 32 MB, left out", True)]


@pytest.mark.parametrize("packed", [False, True])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_truncation_anywhere_is_told_unless_it_falls_between_records(
    packed: bool, data: st.DataObject
) -> None:
    members = [gzip.compress(each) for each in RECORDS] if packed else RECORDS
    whole = b"".join(members)
    ends = {0}
    for member in members:
        ends.add(max(ends) + len(member))
    cut = data.draw(st.integers(60, len(whole)))
    result = Result(whole[:cut])
    complete = sum(end <= cut for end in ends) - 1
    assert list(result.texts.values())[:complete] == TEXTS[:complete]
    if cut not in ends and not any(end - 4 <= cut <= end for end in ends):
        assert result.said


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mutated_archives_raise_nothing_and_lose_what_was_hit(data: st.DataObject) -> None:
    whole = bytearray(b"".join(RECORDS) + response(b"plain", type="text/plain"))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(10, len(whole) - 1))] = data.draw(st.integers(0, 255))
    result = Result(bytes(whole))
    assert len(result.documents) >= 4 or result.said


@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing(data: bytes) -> None:
    for mark in (b"WARC/1.0\r\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\n"):
        result = Result(mark + data)
        assert not [note for note in result.notes if "Error" in note.message]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["warcinfo", "conversion", "resource", "metadata"]),
            st.text("ab\n\r WARC/1.0:é", max_size=60),
        ),
        min_size=1,
    )
)
def test_records_are_those_that_fastwarc_finds(records: list[tuple[str, str]]) -> None:
    from fastwarc.warc import ArchiveIterator

    data = b"".join(record(kind, text.encode()) for kind, text in records)
    expected = {
        str(number): found.reader.read().decode()
        for number, found in enumerate(ArchiveIterator(io.BytesIO(data)), 1)
        if found.headers["WARC-Type"] in ("conversion", "resource")
    }
    result = Result(data)
    assert result.texts == {key: text for key, text in expected.items() if text.strip()}
    assert not [note for note in result.notes if note.is_error]


def test_records_of_wrong_lengths_in_one_another_take_no_time() -> None:
    data = record("conversion", b"x", length=30_000_000) * 40_000
    assert Result(data).notes


def test_samples() -> None:
    result = Result((SAMPLES / "sample.warc.wet").read_bytes())
    assert [document.language for document in result.documents] == ["en", "de"]
    assert not result.said
    result = Result((SAMPLES / "sample.warc.gz").read_bytes())
    assert result.texts["4"].startswith("Notes from a notebook")
    pages = [each for each in result.documents if each.meta["format"] == "html"]
    assert pages or result.said
