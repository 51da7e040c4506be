"""``corpus list``: a row a document, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.harness import corpus, on_terminal

FIELDS = (
    "id title title_inferred author date kind list language source words paragraphs comments bytes"
).split()


def test_piped_a_line_a_document_with_full_ids(home: Path) -> None:
    result = corpus("list", at=home)
    assert result.out == (
        "mail/talks\t2016-02-19T06:11:39-07:00\tmail\t64\t0\tTalks in Geneva\n"
        "walk\t2019-03-03\tarticle\t106\t3\tA walk in the hills\n"
    )
    assert (result.status, result.err) == (0, "")


def test_on_a_terminal_a_table_with_short_ids(home: Path) -> None:
    result = on_terminal("list", "--color", "never", at=home)
    assert result.out == (
        "ID   DATE        KIND     WORDS  COMMENTS  TITLE\n"
        "mai  2016-02-19  mail        64         0  Talks in Geneva\n"
        "wal  2019-03-03  article    106         3  A walk in the hills\n"
    )


def test_a_table_is_cut_to_the_width_of_the_terminal(home: Path) -> None:
    result = on_terminal("list", "--color", "never", at=home, width=54)
    assert result.lines[2] == "wal  2019-03-03  article    106         3  A walk in…"


def test_json_has_every_field_and_says_null(home: Path) -> None:
    first, second = (json.loads(line) for line in corpus("list", "--json", at=home).lines)
    assert list(first) == FIELDS
    assert first["list"] == "Peace"
    assert first["author"] is None
    assert second == {
        "id": "walk",
        "title": "A walk in the hills",
        "title_inferred": False,
        "author": "Jane Doe",
        "date": "2019-03-03",
        "kind": "article",
        "list": None,
        "language": "en",
        "source": "seeds/walk.txt",
        "words": 106,
        "paragraphs": 5,
        "comments": 3,
        "bytes": (home / "seeds" / "walk.txt").stat().st_size,
    }


@pytest.mark.parametrize(
    ("format", "printed"),
    [
        ("tsv", "id\twords\tauthor\nmail/talks\t64\t\nwalk\t106\tJane Doe\n"),
        ("csv", "id,words,author\nmail/talks,64,\nwalk,106,Jane Doe\n"),
        ("plain", "mail/talks\t64\t\nwalk\t106\tJane Doe\n"),
        (
            "md",
            "| id | words | author |\n| --- | --- | --- |\n"
            "| mail/talks | 64 |  |\n| walk | 106 | Jane Doe |\n",
        ),
        (
            "json",
            '{"id": "mail/talks", "words": 64, "author": null}\n'
            '{"id": "walk", "words": 106, "author": "Jane Doe"}\n',
        ),
        (
            "table",
            "ID   WORDS  AUTHOR\nmai     64\nwal    106  Jane Doe\n",
        ),
    ],
)
def test_formats_and_columns(home: Path, format: str, printed: str) -> None:
    result = corpus("list", "--columns", "id,words,author", "--format", format, at=home)
    assert result.out == printed


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--sort", "words", "--reverse"], ["walk", "mail/talks"]),
        (["--kind", "mail"], ["mail/talks"]),
        (["--author", "doe"], ["walk"]),
        (["--list", "peace"], ["mail/talks"]),
        (["--since", "2017"], ["walk"]),
        (["--until", "2016-02"], ["mail/talks"]),
    ],
)
def test_filters_and_order(home: Path, options: list[str], ids: list[str]) -> None:
    result = corpus("list", "--columns", "id", *options, at=home)
    assert result.lines == ids


def test_a_limit_says_what_it_left_out(home: Path) -> None:
    result = corpus("list", "--columns", "id", "--limit", "1", at=home)
    assert result.out == "mail/talks\n"
    assert result.err == "showing 1 of 2 (--limit 0 for all)\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--kind", "diary"], "no document has the kind 'diary'; there are: article, mail\n"),
        (["--since", "2100"], "no document passes these filters\n"),
    ],
)
def test_nothing_found_is_status_1_and_says_what_there_is(
    home: Path, options: list[str], said: str
) -> None:
    result = corpus("list", *options, at=home)
    assert (result.status, result.out, result.err) == (1, "", said)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--columns", "id,titel"], "corpus: --columns: no field 'titel'; did you mean title?\n"),
        (["--since", "yesterday"], "corpus: since: 'yesterday' is not a date;"),
        (["--format", "xml"], "corpus: invalid value for '--format': 'xml' is not one of"),
        (["--json", "--format", "csv"], "corpus: --json and --format csv exclude each other;"),
        (["--limit", "many"], "corpus: invalid value for '--limit' / '-n': 'many' is not a whole"),
        (["extra"], "corpus: got unexpected extra argument(s) (extra); see corpus list --help\n"),
        (
            ["--lmit", "3"],
            "corpus: no such option: --lmit; did you mean --in or --limit or --list? See corpus",
        ),
    ],
)
def test_usage_errors_are_one_line_that_names_the_remedy(
    home: Path, options: list[str], message: str
) -> None:
    result = corpus("list", *options, at=home)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(message)
    assert result.err.count("\n") == 1


def test_csv_can_be_read_back(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / 'a,"b.txt').write_text('A title with, "quotes"\n\nText here.\n')
    rows = list(csv.DictReader(io.StringIO(corpus("list", "--format", "csv", at=tmp_path).out)))
    assert [(row["id"], row["title"]) for row in rows] == [('a,"b', 'A title with, "quotes"')]
