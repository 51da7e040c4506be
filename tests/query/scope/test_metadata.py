"""What is asked of metadata: numbers as numbers, and marks as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus_cli

RECORDS = """\
{"id": "a", "text": "aleppo was quiet", "score": 10.5, "k": -3, "tag": "#one"}
{"id": "b", "text": "aleppo was loud", "score": 10, "k": 5, "tag": "one"}
{"id": "c", "text": "aleppo aleppo", "score": 9.5, "k": 0, "tag": "it's"}
{"id": "d", "text": "other text", "score": "1_000", "k": "n/a", "tag": "#two"}
{"id": "e", "text": "more text", "score": "nan", "k": "inf", "tag": "_x_"}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    (folder / "r.jsonl").write_text(RECORDS)
    return folder


@pytest.mark.parametrize(
    ("expression", "ids"),
    [
        ("meta.score:>10", "a"),
        ("meta.score:>=10", "ab"),
        ("meta.score:<10", "c"),
        ("meta.score:<=10", "bc"),
        ("NOT meta.score:>10", "bcde"),
        ("meta.score:>10.2", "a"),
        ("meta.score:9.5..10.5", "abc"),
        ("meta.score:..9.75", "c"),
        ("meta.score:>-5", "abc"),
        ("meta.k:<-1", "a"),
        ("meta.k:-5..5", "abc"),
        ("meta.k:-5..-1", "a"),
        ("meta.score:10.5", "a"),
        ("meta.tag:#*", "ad"),
        ("meta.tag:#o*", "a"),
        ("meta.tag:*_", "e"),
        ("meta.tag:ONE", "ab"),
    ],
)
def test_what_documents_pass(folder: Path, expression: str, ids: str) -> None:
    corpus = corpus_cli.open_corpus(folder)
    rows = corpus.freq(within=expression, by="document").rows
    assert {row.group for row in rows} == {f"r/{id}" for id in ids}


@pytest.mark.parametrize("expression", ["meta.score:>ten", "meta.score:<", "meta.score:9..1"])
def test_what_is_no_range_is_an_error(folder: Path, expression: str) -> None:
    with pytest.raises(corpus_cli.ExpressionError):
        corpus_cli.open_corpus(folder).freq(within=expression)
