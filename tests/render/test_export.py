"""Records come back out of every form of file, and a file is written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import stat
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.errors import UsageError
from corpus_cli.render import workbook
from corpus_cli.render.export import FORMS, Table, write_file
from corpus_cli.render.figures import KINDS
from corpus_cli.render.records import field_text
from corpus_cli.render.text import inline, safe


class Span(NamedTuple):
    start: int
    end: int


class Sample(NamedTuple):
    text: str | None
    number: int
    score: float
    flag: bool | None
    spans: tuple[Span, ...]
    any: Any


HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(
        [
            *("=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "=cmd|' /C calc'!A0", "TRUE", "1e5", " x "),
            *('"', "a,b", "a\tb", "two\nlines", "\r\n", "\0", "\x1b[31mred", "\x7f\x9b", "\ud800"),
            *("<script>alert(1)</script>", "</td>", "&amp;", "]]>", "'", "\u202eabc", "\ufffe"),
        ]
    ),
)
ANYTHING = st.one_of(
    st.none(),
    HOSTILE,
    st.booleans(),
    st.integers(),
    st.floats(),
    st.just((Span(1, 2), (3.5, None))),
)
SAMPLES = st.lists(
    st.builds(
        Sample,
        text=st.none() | HOSTILE,
        number=st.integers(),
        score=st.floats(),
        flag=st.none() | st.booleans(),
        spans=st.lists(st.builds(Span, st.integers(0, 9), st.integers(0, 9)), max_size=2).map(
            tuple
        ),
        any=ANYTHING,
    ),
    max_size=4,
)
SAMPLE = Sample("a", 1, 0.1, True, (Span(1, 2),), None)
FACTS = [("command", "corpus <list>"), ("result", "abc")]


def written(suffix: str, records: list[Sample]) -> bytes:
    stream = io.BytesIO()
    FORMS[suffix].write(Table(records, Sample._fields, "A & B", FACTS), stream)
    return stream.getvalue()


def same_number(text: str, number: float) -> bool:
    return math.isnan(number) if math.isnan(float(text)) else float(text) == number


def as_json(value: Any) -> Any:
    """What JSON makes of a value: no tuples, and null for what is no number."""
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        each = [as_json(part) for part in value]
        return each if names is None else dict(zip(names, each, strict=True))
    return None if isinstance(value, float) and not math.isfinite(value) else value


@given(SAMPLES)
def test_csv_gives_back_all_digits_and_what_is_safe(records: list[Sample]) -> None:
    text = written(".csv", records).decode()
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert header == list(Sample._fields)
    for row, record in zip(rows, records, strict=True):
        assert row[0] == safe(record.text or "")
        assert int(row[1]) == record.number
        assert same_number(row[2], record.score)
        assert row == [safe(field_text(value)) for value in record]


@given(SAMPLES)
def test_tsv_has_a_line_a_record(records: list[Sample]) -> None:
    lines = written(".tsv", records).decode().split("\n")
    rows = [line.split("\t") for line in lines[1:-1]]
    assert rows == [[inline(field_text(value)) for value in record] for record in records]


@given(SAMPLES)
def test_json_is_what_the_standard_allows_and_gives_everything_back(records: list[Sample]) -> None:
    expected = [{name: as_json(getattr(each, name)) for name in Sample._fields} for each in records]
    lines = written(".jsonl", records).decode().split("\n")
    assert [json.loads(line, parse_constant=pytest.fail) for line in lines[:-1]] == expected
    assert json.loads(written(".json", records), parse_constant=pytest.fail) == expected


class Page(HTMLParser):
    """The cells of the rows of a page, every tag it has, and the text of its facts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self.facts: list[str] = []
        self._into: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "dd"):
            self._into = self.rows[-1] if tag == "td" else self.facts
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "dd"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


@given(SAMPLES)
def test_a_page_shows_every_cell_and_no_markup_of_a_text(records: list[Sample]) -> None:
    page = Page(written(".html", records).decode())
    assert page.rows[1:] == [[safe(field_text(value)) for value in record] for record in records]
    assert set(page.tags) <= set(Page(written(".html", [SAMPLE]).decode()).tags)
    assert page.facts == ["corpus <list>", "abc"]


def test_a_page_has_a_caption_and_numbers_on_the_right_and_fetches_nothing() -> None:
    page = written(".html", [SAMPLE]).decode()
    assert "<caption>A &amp; B</caption>" in page
    assert "<td class=n>1</td><td class=n>0.1</td><td dir=auto>true</td>" in page
    assert not any(word in page for word in ("http:", "https:", "src=", "href=", "<script"))


def test_markdown_is_a_table() -> None:
    lines = written(".md", [SAMPLE._replace(text="a|b")]).decode().split("\n")
    assert lines[0] == "| text | number | score | flag | spans | any |"
    assert lines[2].startswith("| a\\|b | 1 | 0.1 | true | ")


@settings(deadline=None)  # the first one imports
@given(SAMPLES)
def test_a_workbook_holds_numbers_and_texts_and_never_a_formula(records: list[Sample]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(written(".xlsx", records)))
    header, *rows = book["rows"].iter_rows()
    assert [cell.value for cell in header] == list(Sample._fields)
    for cells, record in zip(rows, records, strict=True):
        for cell, value in zip(cells, record, strict=True):
            assert cell.data_type in ("s", "n", "b", "inlineStr")
            assert workbook_value(cell.value) == workbook_value(in_workbook(value))
    assert [[cell.value for cell in row] for row in book["about"].iter_rows()][1:] == [
        ["command", "corpus <list>"],
        ["result", "abc"],
    ]


def in_workbook(value: Any) -> Any:
    """What a cell holds of a value: itself where a spreadsheet can count with it, else text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= 2**53:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return safe(field_text(value))


def workbook_value(value: Any) -> Any:
    # There is no empty text in a workbook; integers are doubles, written with 16 digits.
    if isinstance(value, str):
        return value or None
    return value if value is None or isinstance(value, bool) else float(f"{value:.16g}")


def test_a_workbook_says_where_it_has_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    stream = io.BytesIO()
    long = [SAMPLE._replace(text="🦊" * 20_000, any="x" * 32_767)] * 2
    notes = FORMS[".xlsx"].write(Table(long, Sample._fields), stream)
    book = openpyxl.load_workbook(stream)
    assert book["rows"]["A2"].value == "🦊" * 16_383 + "…"
    assert book["rows"]["F2"].value == "x" * 32_767
    assert notes == (
        "2 cells are cut at 32,767 characters, which .xlsx allows; .csv, .jsonl and .parquet have "
        "all",
    )
    assert [cell.value for cell in list(book["about"].rows)[-1]] == ["note", *notes]
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(UsageError, match=r"room for 1 rows, not 2; write \.csv or \.parquet"):
        written(".xlsx", [SAMPLE, SAMPLE])


@settings(deadline=None)  # the first one imports
@given(SAMPLES)
def test_parquet_gives_everything_back(records: list[Sample]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(written(".parquet", records)))
    assert table.column_names == list(Sample._fields)
    assert json.loads(table.schema.metadata[b"corpus"])[1:] == [list(fact) for fact in FACTS]
    columns = table.to_pydict()
    assert columns["text"] == [encodable(record.text) for record in records]
    assert columns["flag"] == [record.flag for record in records]
    assert columns["spans"] == [[each._asdict() for each in record.spans] for record in records]
    assert list(map(int, columns["number"])) == [record.number for record in records]
    for score, record in zip(columns["score"], records, strict=True):
        assert same_number(score, record.score)


def encodable(text: str | None) -> str | None:
    return safe(text) if text and any("\ud800" <= char <= "\udfff" for char in text) else text


def test_a_parquet_column_of_many_types_is_text() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    records = [SAMPLE._replace(any=value) for value in (1, "two", None, (3,), 2**80)]
    table = parquet.read_table(io.BytesIO(written(".parquet", records)))
    assert table["any"].to_pylist() == ["1", "two", None, "[3]", str(2**80)]


def write(path: Path, **options: Any) -> tuple[str, ...]:
    return write_file(str(path), [SAMPLE], Sample._fields, **options)


@pytest.mark.parametrize("name", ["rows.txt", "rows", ".csv", "rows.csv.gz"])
def test_an_unknown_suffix_says_what_there_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as raised:
        write(tmp_path / name)
    assert all(suffix in str(raised.value) for suffix in (*FORMS, *KINDS))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("suffix", "package", "advice"),
    [
        (".xlsx", "openpyxl", ".xlsx needs openpyxl: pip install 'corpus-cli[xlsx]'"),
        (".parquet", "pyarrow", ".parquet needs pyarrow: pip install 'corpus-cli[parquet]'"),
    ],
)
def test_a_missing_package_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, package: str, advice: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError) as raised:
        write(tmp_path / f"rows{suffix}")
    assert str(raised.value) == advice


def test_suffixes_may_be_capital_letters(tmp_path: Path) -> None:
    write(tmp_path / "ROWS.CSV")
    assert (tmp_path / "ROWS.CSV").read_text().startswith("text,number,")


def test_a_chart_is_drawn_by_whoever_gives_it(tmp_path: Path) -> None:
    def draw(path: Path) -> tuple[str, ...]:
        path.write_text(f"a picture as {path.suffix}")
        return ("half of it",)

    assert write(tmp_path / "rows.svg", chart=draw) == ("half of it",)
    assert (tmp_path / "rows.svg").read_text() == "a picture as .svg"
    with pytest.raises(UsageError, match=r"there is nothing to draw; there are \.csv, "):
        write(tmp_path / "rows.png")


def fail(path: Path) -> tuple[str, ...]:
    path.write_text("half of it")
    raise UsageError("cannot be drawn")


def interrupt(path: Path) -> tuple[str, ...]:
    path.write_text("half of it")
    raise KeyboardInterrupt


@pytest.mark.parametrize(("chart", "error"), [(fail, UsageError), (interrupt, KeyboardInterrupt)])
def test_what_fails_leaves_the_file_as_it_was_and_nothing_beside_it(
    tmp_path: Path, chart: Callable[[Path], tuple[str, ...]], error: type[BaseException]
) -> None:
    (tmp_path / "rows.svg").write_text("of old")
    with pytest.raises(error):
        write(tmp_path / "rows.svg", chart=chart)
    assert [path.name for path in tmp_path.iterdir()] == ["rows.svg"]
    assert (tmp_path / "rows.svg").read_text() == "of old"


def test_a_file_keeps_its_mode_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    path, usual = tmp_path / "rows.csv", tmp_path / "usual"
    usual.touch()
    write(path)
    assert path.stat().st_mode == usual.stat().st_mode
    path.chmod(0o600)
    write(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("of old")
    (tmp_path / "rows.csv").symlink_to("real.csv")
    write(tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("text,")


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rows.csv")
    reader = os.open(tmp_path / "rows.csv", os.O_RDONLY | os.O_NONBLOCK)
    write(tmp_path / "rows.csv")
    assert os.read(reader, 100).startswith(b"text,number,")
    os.close(reader)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none/rows.csv", "no such file or directory"),
        ("folder.csv", "is a directory"),
        ("file/rows.csv", "not a directory"),
    ],
)
def test_what_cannot_be_written_is_named_with_the_reason(
    tmp_path: Path, name: str, why: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(UsageError) as raised:
        write(tmp_path / name)
    assert str(raised.value) == f"{tmp_path / name} cannot be written: {why}"
