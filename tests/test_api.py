"""The Python API: what `import corpus_cli` gives, and that it does what the commands do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import corpus_cli
from corpus_cli.query.results import Hit, Row

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def corpus() -> corpus_cli.Corpus:
    return corpus_cli.open_corpus(SEEDS)


def test_all_is_sorted_and_every_name_in_it_is_there() -> None:
    assert list(corpus_cli.__all__) == sorted(corpus_cli.__all__)
    for name in corpus_cli.__all__:
        assert getattr(corpus_cli, name) is not None
    assert set(corpus_cli.__all__) <= set(dir(corpus_cli))


def test_every_error_is_public() -> None:
    from corpus_cli import errors

    tree = [errors.CorpusError, *errors.CorpusError.__subclasses__()]
    for error in tree:
        assert getattr(corpus_cli, error.__name__) is error


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        corpus_cli.nothing  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    """Starting is part of the product: names are imported when they are used."""
    script = "import sys, corpus_cli; print(*(name for name in sys.modules if 'corpus' in name))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) <= {"corpus_cli", "corpus_cli.version", "_corpus_cli"}


@pytest.mark.parametrize(
    ("call", "unwanted"),
    [
        ("corpus.list()", "regex rapidfuzz typer rich numpy"),
        ("list(corpus.grep('Aleppo'))", "regex rapidfuzz typer rich numpy"),
        ("list(corpus.grep('Al+eppo', word=True))", "rapidfuzz typer rich"),
        ("corpus.show('001')", "regex rapidfuzz typer rich numpy difflib"),
    ],
)
def test_a_query_imports_only_what_it_needs(call: str, unwanted: str) -> None:
    script = (
        f"import sys, corpus_cli; corpus = corpus_cli.open_corpus({str(SEEDS)!r}); {call}; "
        f"print([name for name in {unwanted.split()} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_corpus_is_opened_iterated_and_asked_for_documents(corpus: corpus_cli.Corpus) -> None:
    assert [document.id[:3] for document in corpus] == ["000", "001", "002", "003", "004"]
    assert corpus["004"].id == "004_60863bbbd8d8be1a"
    assert repr(corpus).startswith("Corpus(5 documents, 1")
    assert repr(corpus).endswith(" words)")


def test_without_a_path_the_corpus_is_where_the_command_line_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CORPUS_PATH", raising=False)
    monkeypatch.chdir(SEEDS.parent)
    assert len(corpus_cli.open_corpus()) == 5
    monkeypatch.setenv("CORPUS_PATH", str(SEEDS / "004_60863bbbd8d8be1a.txt"))
    assert corpus_cli.open_corpus().ids == ("004_60863bbbd8d8be1a",)


def test_list_gives_rows(corpus: corpus_cli.Corpus) -> None:
    rows = corpus.list(sort="words", reverse=True, limit=2)
    assert [type(row) for row in rows] == [Row, Row]
    assert [row.id[:3] for row in rows] == ["001", "002"]


def test_grep_gives_hits_one_after_the_other(corpus: corpus_cli.Corpus) -> None:
    hits = corpus.grep("aleppo", smart_case=True, ids=("002",))
    first = next(hits)
    assert isinstance(first, Hit)
    assert first.id == "002_bc7c1003c4a25654"
    assert [first.text[start:end].lower() for start, end in first.spans] == ["aleppo"] * len(
        first.spans
    )


def test_grep_takes_several_patterns(corpus: corpus_cli.Corpus) -> None:
    both = {hit[:2] for hit in corpus.grep("Aleppo", "Mosul")}
    either = {hit[:2] for pattern in ("Aleppo", "Mosul") for hit in corpus.grep(pattern)}
    assert both == either


def test_show_gives_a_part(corpus: corpus_cli.Corpus) -> None:
    part = corpus.show("001#c2.1", context=1)
    assert part.document is corpus["001"]
    assert part.address == "c2.1"
    assert "Where does my article absolve" in part.text


def test_errors_are_of_one_family(corpus: corpus_cli.Corpus) -> None:
    for call in (
        lambda: corpus["0"],
        lambda: corpus["nothing"],
        lambda: corpus.grep("("),
        lambda: corpus.list(sort="nothing"),
        lambda: corpus.show("001#c99"),
        lambda: corpus_cli.open_corpus("nowhere"),
    ):
        with pytest.raises(corpus_cli.CorpusError):
            call()


def test_a_result_is_a_sequence_of_its_rows(corpus: corpus_cli.Corpus) -> None:
    result = corpus.freq(limit=3)
    assert len(result) == len(result.rows) == 3 < result.total
    assert list(result) == [result[0], result[1], result[-1]] == list(result.rows)
    assert result[1:] == result.rows[1:]
    assert result[0] in result
    with pytest.raises(IndexError):
        result[3]
    assert not corpus.freq(within="kind:diary")


def test_a_result_is_shown_in_a_line(corpus: corpus_cli.Corpus) -> None:
    result = corpus.freq(limit=3)
    assert repr(result) == f"Result(freq, 3 rows of {result.total:,})"
    assert repr(corpus.dispersion("aleppo", strips=2)) == "Dispersed(dispersion, 1 row of 1)"
