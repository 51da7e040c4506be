"""However a corpus is divided and wherever it lies, the answers are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpora import divided, parsed, seeds
from analysis.hits import terms
from analysis.naive import choices
from corpus_cli.build.files import FileCorpus
from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusError
from corpus_cli.query.analysis import (
    collocates,
    dispersion,
    diversity,
    freq,
    keyness,
    kwic,
    names,
    ngrams,
    timeline,
)
from corpus_cli.query.analysis.groups import BY
from corpus_cli.query.scope.parser import parse
from corpus_cli.query.scope.scope import Choice
from corpus_cli.query.scope.syntax import Field, Text
from corpus_cli.shard import Shard
from tests.snapshot.conftest import stored, write_texts


def _asked(choice: Choice, term: str, *, fuzzy: bool) -> list[Callable[[Corpus], Any]]:
    """Return every analysis, each in several ways."""
    one = (term,)
    part = choice if choice.expression else replace(choice, expression=Field("kind", Text("mail")))
    requests: list[tuple[Any, Any]] = [
        (kwic, kwic.Request(terms=one, choice=choice, fuzzy=fuzzy)),
        (kwic, kwic.Request(terms=(term, "the"), choice=choice, sort=("L1", "date"), window=2)),
        (kwic, kwic.Request(terms=one, choice=choice, sample=3, seed=5, sort=("author", "N"))),
        *((freq, freq.Request(choice=choice, by=by, limit=9)) for by in (None, *BY)),
        (freq, freq.Request(choice=choice, stems=True, match="a", minimum=2)),
        *((ngrams, ngrams.Request(choice=choice, size=n, minimum=1, limit=50)) for n in (1, 2, 4)),
        (ngrams, ngrams.Request(choice=choice, size=3, holding="wa*", minimum=1)),
        (collocates, collocates.Request(terms=one, choice=choice, fuzzy=fuzzy, minimum=2)),
        (collocates, collocates.Request(terms=one, choice=choice, left=1, right=0, by="mi")),
        (keyness, keyness.Request(choice=part, minimum=1, limit=20)),
        (keyness, keyness.Request(choice=part, against=choice, by="log-ratio", limit=20)),
        (dispersion, dispersion.Request(terms=(term, "the"), choice=choice, strips=3)),
        (dispersion, dispersion.Request(terms=one, choice=choice, fuzzy=fuzzy)),
        (timeline, timeline.Request(choice=choice)),
        (timeline, timeline.Request(terms=one, choice=choice, unit="month", fuzzy=fuzzy)),
        (timeline, timeline.Request(terms=one, choice=choice, unit="day", dates="mentioned")),
        *(
            (diversity, diversity.Request(choice=choice, by=by, window=9))
            for by in ("author", None)
        ),
        (diversity, diversity.Request(choice=choice, sort="ttr", reverse=True, limit=2)),
        (names, names.Request(choice=choice, minimum=1)),
        (names, names.Request(choice=choice, minimum=1, kind="person")),
    ]
    return [lambda corpus, m=module, r=request: m.run(corpus, r) for module, request in requests]


def answer(ask: Callable[[Corpus], Any], corpus: Corpus) -> Any:
    """Return a result, or the error that there is in its place."""
    try:
        return ask(corpus)
    except CorpusError as error:
        return type(error), str(error)


@settings(max_examples=35, deadline=None)
@given(pair=divided(), choice=choices, term=terms, fuzzy=st.booleans())
def test_any_division_into_shards_gives_the_same(
    pair: tuple[Corpus, Corpus], choice: Choice, term: str, fuzzy: bool
) -> None:
    whole, parts = pair
    for ask in _asked(choice, term, fuzzy=fuzzy):
        assert answer(ask, parts) == answer(ask, whole)


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Corpus]]:
    """The same files in memory as one shard, in memory as many, and in a snapshot of many."""
    folder = tmp_path_factory.mktemp("everywhere") / "texts"
    write_texts(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORPUS_CACHE", str(folder.parent / "cache"))
        patch.setattr("corpus_cli.build.plan.TARGET", 20_000)
        snapshot = stored(folder)
        assert len(snapshot.shards) > 2
        memory = FileCorpus([str(folder)])
        yield [memory, Corpus(Shard([document]) for document in memory), snapshot]


CHOICES = [
    None,
    "kind:mail",
    "in:comment OR in:quote",
    "NOT in:comment",
    "author:jane OR author:none",
    "date:2016.. AND words:>20",
    "title:/Re:/ OR comments:>0",
    "war -in:title",
    "/Al.ppo/i",
    "the NEAR/3 (war OR regime OR word*)",
    "source:deep OR depth:2..",
    "commenter:* -commenter:anna",
    "words:0",
    "list:none",
]


@pytest.mark.parametrize(
    ("expression", "leave_out"),
    [(None, False), *((each, at % 2 == 0) for at, each in enumerate(CHOICES))],
)
def test_a_snapshot_answers_as_memory_does(
    everywhere: list[Corpus], expression: str | None, leave_out: bool
) -> None:
    node = None if expression is None else parse(expression)
    choice = Choice(expression=node, no_quotes=leave_out, no_duplicates=leave_out)
    term = "Aleppo" if leave_out else "/[Tt]he (war|\\w+s)/"
    for ask in _asked(choice, term, fuzzy=leave_out):
        memory, many, snapshot = (answer(ask, corpus) for corpus in everywhere)
        assert many == memory
        assert snapshot == memory


@pytest.mark.parametrize("term", ["recieve", "don't", "the * of", "*", "阿勒颇"])
def test_a_snapshot_finds_words_as_memory_does(everywhere: list[Corpus], term: str) -> None:
    for ask in _asked(Choice(), term, fuzzy=True):
        memory, many, snapshot = (answer(ask, corpus) for corpus in everywhere)
        assert many == memory
        assert snapshot == memory


def test_a_corpus_without_documents_has_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORPUS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "binary.txt").write_bytes(b"\0\1\2")
    for corpus in (Corpus([]), FileCorpus([str(tmp_path / "texts")]), stored(tmp_path / "texts")):
        for ask in _asked(Choice(no_duplicates=True), "war", fuzzy=True):
            found = answer(ask, corpus)
            if not isinstance(found, tuple):
                assert not found.rows


def test_seeds_divide() -> None:
    own = parsed(seeds())
    whole, parts = Corpus([Shard(own)]), Corpus([Shard([each]) for each in own])
    for ask in _asked(Choice(no_duplicates=True), "Assad", fuzzy=True):
        assert answer(ask, parts) == answer(ask, whole)
