"""Parquet: types of columns, row groups, damage."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.tables import FORMATS, read_bytes, read_item, sample

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def written(columns: dict[str, Any], **options: object) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


def test_pages_are_documents() -> None:
    documents, notes = sample("pages.parquet")
    assert notes == ["column 'thumbnail' holds binary data, left out"]
    assert [document.id for document in documents] == ["id/7", "id/8", "id/9"]
    assert [document.date for document in documents] == [
        "2016-02-19T06:11:39+00:00",
        None,
        "2017-01-01T00:00:00+00:00",
    ]
    assert [document.language for document in documents] == ["en", "en", "fr"]
    assert documents[0].meta == {
        "format": "parquet",
        "url": "https://example.org/7",
        "dump": "CC-1",
    }


def test_types_of_columns() -> None:
    data = written(
        {
            "text": [b"bytes that are text", None],
            "when": pa.array([1, 2**62], pa.timestamp("ns")),
            "far": pa.array([10**15, None], pa.timestamp("ms")),
            "tags": [["a", "b"], []],
            "who": [{"name": "Jane", "since": datetime(2016, 2, 19, tzinfo=UTC)}, None],
            "pairs": pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int64())),
            "share": [float("nan"), 0.5],
            "vector": [[0.5] * 100, [0.5] * 100],
            "nothing": pa.nulls(2),
        }
    )
    documents, notes = read_bytes("a.parquet", data)
    assert notes == ["column 'vector' holds long lists of numbers, left out"]
    assert documents[0].text == "bytes that are text"
    first, second = (dict(document.meta) for document in documents)
    assert "1000000000000000" in first.pop("far")
    assert first == {
        "format": "parquet",
        "when": "1970-01-01T00:00:00",
        "tags": "a, b",
        "who.name": "Jane",
        "who.since": "2016-02-19T00:00:00+00:00",
        "pairs": '[["k", 1]]',
    }
    assert second["share"] == "0.5"


def test_a_repeated_value_takes_no_memory() -> None:
    column = pa.DictionaryArray.from_arrays([0] * 3000, ["x" * 1_000_000])
    data = written({"text": column})
    assert len(data) < 2_000_000
    before = pa.total_allocated_bytes()
    documents, _ = read_item("a.parquet", lambda: io.BytesIO(data), len(data))
    assert len(documents) == 3000
    assert len({id(document.text) for document in documents}) < 10
    assert pa.total_allocated_bytes() - before < 50_000_000


def test_what_it_unpacks_to_is_bounded() -> None:
    data = written({"text": ["x" * 1000] * 100})
    documents, notes = read_bytes("a.parquet", data, max_bytes=10_500)
    assert len(documents) == 10
    assert notes == ["unpacks to more than 10,500 bytes, left out from row 11 on"]


def test_a_damaged_group_leaves_the_others() -> None:
    words = [f"word {number} of a longer text" for number in range(40)]
    data = written({"text": words}, row_group_size=10, compression="zstd")
    facts = pq.ParquetFile(io.BytesIO(data)).metadata
    start = facts.row_group(1).column(0).dictionary_page_offset
    damaged = data[:start] + b"\xaa" * 60 + data[start + 60 :]
    documents, notes = read_bytes("a.parquet", damaged)
    assert [document.text for document in documents] == words[:10] + words[20:]
    assert documents[10].id == "id/21"
    assert notes[0].startswith("rows 11 to 20 cannot be read: ")


def test_members_of_archives_cannot_seek() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = (FORMATS / "pages.parquet").read_bytes()
    documents, _ = read_item("a.parquet", lambda: Pipe(data), len(data))
    assert len(documents) == 3


PAGES = (FORMATS / "pages.parquet").read_bytes()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_raise_nothing(data: st.DataObject) -> None:
    damaged = bytearray(PAGES[: data.draw(st.integers(5, len(PAGES)))])
    for _ in range(data.draw(st.integers(0, 6))):
        damaged[data.draw(st.integers(4, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    documents, notes = read_bytes("a.parquet", bytes(damaged))
    assert documents or notes
