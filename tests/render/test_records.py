"""Records come back out of every format as they went in."""

from __future__ import annotations

import csv
import io
import json
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.render.output import Format
from corpus_cli.render.records import write_records
from corpus_cli.render.text import safe


class Inner(NamedTuple):
    start: int
    end: int


class Sample(NamedTuple):
    text: str
    number: int
    nothing: None
    flag: bool
    inner: tuple[Inner, ...]
    spans: tuple[tuple[int, int], ...]


SAMPLE = Sample("a", 1, None, True, (Inner(1, 2),), ((3, 4),))


def printed(
    records: list[Sample], format: Format, columns: tuple[str, ...] = Sample._fields
) -> str:
    out = io.StringIO()
    write_records(records, columns, format, out)
    return out.getvalue()


def test_named_tuples_become_objects_and_others_lists() -> None:
    assert json.loads(printed([SAMPLE], Format.JSON)) == {
        "text": "a",
        "number": 1,
        "nothing": None,
        "flag": True,
        "inner": [{"start": 1, "end": 2}],
        "spans": [[3, 4]],
    }


@given(st.lists(st.text(), max_size=4))
def test_json_lines_give_any_text_back(texts: list[str]) -> None:
    records = [SAMPLE._replace(text=text) for text in texts]
    lines = printed(records, Format.JSON).split("\n")
    assert [json.loads(line)["text"] for line in lines[:-1]] == texts
    assert lines[-1] == ""


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_csv_gives_back_what_is_safe(texts: list[str]) -> None:
    records = [SAMPLE._replace(text=text) for text in texts]
    rows = list(csv.reader(io.StringIO(printed(records, Format.CSV), newline="")))
    assert rows == [list(Sample._fields)] + [
        [safe(text), "1", "", "true", '[{"start": 1, "end": 2}]', "[[3, 4]]"] for text in texts
    ]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_tsv_and_plain_have_a_line_a_record_and_a_tab_between_fields(texts: list[str]) -> None:
    records = [SAMPLE._replace(text=text) for text in texts]
    plain = printed(records, Format.PLAIN, ("text", "number"))
    assert printed(records, Format.TSV, ("text", "number")) == "text\tnumber\n" + plain
    assert [line.count("\t") for line in plain.split("\n")] == [1] * len(texts) + [0]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a|b", "a\\|b"),
        ("*bold* _it_", "\\*bold\\* \\_it\\_"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("two\nlines", "two lines"),
        ("[link](x)", "\\[link\\](x)"),
    ],
)
def test_markdown_cells_hold_no_markup(text: str, cell: str) -> None:
    table = printed([SAMPLE._replace(text=text)], Format.MD, ("text",))
    assert table == f"| text |\n| --- |\n| {cell} |\n"
