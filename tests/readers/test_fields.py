"""Columns are found by the names that data sets give them."""

from __future__ import annotations

import pytest

from corpus_cli.errors import UsageError
from corpus_cli.readers.fields import _NAMES, FIELDS, find_columns, guess_text, parse_fields
from corpus_cli.readers.languages import language_code


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ("text", {"text": "text"}),
        ("Body Title", {"text": "Body", "title": "Title"}),
        ("raw_content date_download", {"text": "raw_content"}),
        ("fullText createdAt userName", {"text": "fullText", "date": "createdAt"}),
        ("WARC-Target-URI WARC-Date content", {"url": "WARC-Target-URI", "date": "WARC-Date"}),
        ("text full_text", {"text": "full_text"}),
        ("text metadata.url meta.lang", {"url": "metadata.url", "language": "meta.lang"}),
        ("created_at user.created_at user.name", {"date": "created_at", "author": "user.name"}),
        ("_source.text _source.id source.id", {"text": "_source.text", "id": "_source.id"}),
        ("text post.title post.id", {"text": "text"}),
        ("data.selftext data.title", {"text": "data.selftext", "title": "data.title"}),
        ("dc:title dc:creator text", {"title": "dc:title", "author": "dc:creator"}),
        ("_id.$oid created.$date text", {"id": "_id.$oid", "date": "created.$date"}),
        ("title subject text", {"title": "title"}),
        (
            "title.rendered content.rendered",
            {"title": "title.rendered", "text": "content.rendered"},
        ),
        ("headline.#text body.#text", {"title": "headline.#text", "text": "body.#text"}),
        ("Titel Inhalt Datum", {"title": "Titel", "text": "Inhalt", "date": "Datum"}),
        ("a b c", {}),
    ],
)
def test_columns_are_found_by_name(columns: str, found: dict[str, str]) -> None:
    chosen = {field: names[0] for field, names in find_columns(columns.split(), {}).items()}
    assert found.items() <= chosen.items()
    assert bool(found) == bool(chosen)


def test_a_name_is_of_one_field() -> None:
    names = [name for line in _NAMES.values() for name in line.split()]
    assert len(set(names)) == len(names)


def test_named_columns_outrank_names() -> None:
    chosen = find_columns(["text", "note", "Posted"], {"text": "note", "date": "posted"})
    assert chosen["text"] == ("note", "text")
    assert chosen["date"] == ("Posted",)


def test_a_column_is_not_two_fields() -> None:
    assert find_columns(["text", "title"], {"text": "title"}) == {"text": ("title", "text")}


def test_fields_are_parsed() -> None:
    assert parse_fields("text=body, date = posted,") == {"text": "body", "date": "posted"}
    assert parse_fields("text=a=b") == {"text": "a=b"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("body", "'body' names no column"),
        ("text=", "names no column"),
        ("txt=body", "there is no field 'txt'; fields are text, title, author, date, url"),
        ("text=a,text=b", "text is named twice: 'a' and 'b'"),
        ("", "no field is named"),
        (" , ", "no field is named"),
    ],
)
def test_what_makes_no_sense_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_fields(text)


def test_every_field_can_be_named() -> None:
    text = ",".join(f"{field}=x" for field in FIELDS)
    assert tuple(parse_fields(text)) == FIELDS


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([{"a": "x1", "b": "It was a long day at the mill."}], "b"),
        ([{"a": "https://example.org/a/b/c/d/e/f/g/h/i/j", "b": "Come to the mill at noon."}], "b"),
        ([{"a": "桥在两年后重新开放了, 人们都很高兴", "b": "x"}], "a"),
        ([{"a": "x1", "b": "Jane Doe"}], None),
        ([{"a": 5, "b": None}], None),
        ([], None),
    ],
)
def test_the_longest_prose_is_the_text(rows: list[dict[str, object]], column: str | None) -> None:
    assert guess_text(rows) == column


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("pt_BR", "pt"),
        ("eng_Latn", "en"),
        ("German", "de"),
        ("zh-Hans-CN", "zh"),
        ("und", None),
        ("Python", None),
        ("", None),
    ],
)
def test_languages(name: str, code: str | None) -> None:
    assert language_code(name) == code
