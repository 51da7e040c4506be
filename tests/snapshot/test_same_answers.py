"""Every command answers from a snapshot as it does from files read into memory."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.build.files import FileCorpus
from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusError
from corpus_cli.query import grep, listing, search, show
from corpus_cli.query.results import Row
from corpus_cli.query.scope.parser import parse
from corpus_cli.query.scope.places import places
from corpus_cli.query.scope.slices import slices
from corpus_cli.shard import NO_COMMENT
from tests.query.patterns import patterns
from tests.snapshot.conftest import stored, write_texts


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FileCorpus, Corpus]]:
    folder = tmp_path_factory.mktemp("same") / "texts"
    write_texts(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORPUS_CACHE", str(folder.parent / "cache"))
        patch.setattr("corpus_cli.build.plan.TARGET", 20_000)
        snapshot = stored(folder)
        assert len(snapshot.opened) > 2
        yield FileCorpus([str(folder)]), snapshot


def answer(function: Any, *arguments: Any, **options: Any) -> Any:
    """What a call returns, or the error that it raises."""
    try:
        return function(*arguments, **options)
    except CorpusError as error:
        return type(error), str(error), vars(error)


def test_the_documents_are_the_same(both: tuple[FileCorpus, Corpus]) -> None:
    memory, snapshot = both
    assert len(snapshot) == len(memory)
    assert list(snapshot) == list(memory)
    assert snapshot.ids == memory.ids
    assert repr(snapshot) == repr(memory)
    assert snapshot.words == memory.words
    assert snapshot.notes == memory.notes
    for one, other in zip(snapshot, memory, strict=True):
        assert list(one.units()) == list(other.units())
        assert tuple(one.references) == tuple(other.references)
        assert snapshot.shown_title(one.id) == memory.shown_title(one.id)
        assert snapshot.short_id(one.id) == memory.short_id(one.id)


def test_forms_have_the_same_numbers(both: tuple[FileCorpus, Corpus]) -> None:
    memory, snapshot = both
    assert list(snapshot.forms) == list(memory.forms)
    assert len(snapshot.forms) == len(set(snapshot.forms))
    for corpus in both:
        for slice in slices(corpus):
            forms = [corpus.forms[number] for number in slice.form_numbers.tolist()]
            assert forms == slice.types.all_forms() == corpus.forms.at(slice.form_numbers.tolist())


@pytest.mark.parametrize("id", ["000", "0", "mail", "mail/", "mail/0", "posts/0", "zz", "", "café"])
def test_ids_resolve_alike(both: tuple[FileCorpus, Corpus], id: str) -> None:
    memory, snapshot = both
    assert answer(snapshot.resolve, id) == answer(memory.resolve, id)
    assert (id in snapshot) == (id in memory)


@pytest.mark.parametrize(
    "options",
    [
        {},
        *({"sort": field} for field in Row._fields),
        *({"sort": field, "reverse": True, "limit": 3} for field in Row._fields),
        {"reverse": True},
        {"reverse": True, "limit": 4},
        {"limit": 5},
        {"kind": "mail"},
        {"kind": "MAIL", "since": "2016-02-11", "sort": "date"},
        {"until": "2016"},
        {"author": "jane"},
        {"list": "crypto"},
        {"language": "en", "limit": 2},
        {"ids": ("000", "mail/1")},
    ],
    ids=str,
)
def test_list(both: tuple[FileCorpus, Corpus], options: dict[str, Any]) -> None:
    memory, snapshot = both
    request = listing.Request(**options)
    assert listing.run(snapshot, request) == listing.run(memory, request)


@pytest.mark.parametrize(
    "target",
    [
        "000",
        "001#c2",
        "001#c2.1",
        "002#p3",
        "003#h1",
        "000#L3-5",
        "mail/0",
        "posts/deep/1#c1.1",
        "posts/0",
        "empty",
        "blank",
        "utf16#p1",
        "000#p999",
        "000#nonsense",
        "nothing",
    ],
)
def test_show(both: tuple[FileCorpus, Corpus], target: str) -> None:
    memory, snapshot = both
    for options in ({}, {"context": 1}, {"comments": True}, {"comments": False}):
        one, other = (answer(each.show, target, **options) for each in (snapshot, memory))
        assert one == other
        if isinstance(other, show.Part):
            assert show.record(one) == show.record(other)
            assert show.outline(one.document) == show.outline(other.document)


QUERIES = [
    "Aleppo", "Allepo", "recieve", "any way", "anyway", '"barrel bombs"', "barrel bombs Idlib",
    "the war in syria", "xylophones zzz", "zzzzqqqq", "حلب", "阿勒颇", "x-ray", "ISTANBUL", "don't",
    "1984", "the", "of the", "guerrilas", "straße",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(
    "options",
    [
        {"explain": True},
        {"limit": 0},
        {"limit": 2, "by": "passage"},
        {"exact": True},
        {"fuzzy": True},
        {"ids": ("000", "mail/1", "posts/deep")},
        {"ids": ("001", "posts/deep/3"), "by": "passage", "limit": 0},
    ],
    ids=str,
)
def test_search(both: tuple[FileCorpus, Corpus], query: str, options: dict[str, Any]) -> None:
    memory, snapshot = both
    request = search.Request(terms=(query,), **options)
    assert answer(search.run, snapshot, request) == answer(search.run, memory, request)


def hits(corpus: Corpus, request: grep.Request) -> Any:
    """What grep finds, and how many documents it says it searched."""
    tally = grep.Tally()
    found = []
    try:
        for result in tally.over(grep.run(corpus, request)):
            if result.units:
                found.append(result)
    except CorpusError as error:
        return found, str(error)
    return found, tally.documents, tally.units, tally.matches


def bare(corpus: Corpus, request: grep.Request) -> Any:
    """What grep finds where neither matches nor places are asked for."""
    request = replace(request, spans=False, places=False)
    found = [result for result in grep.run(corpus, request) if result.units]
    counted = [
        (result.id, result.units)
        for result in grep.run(corpus, replace(request, rows=False))
        if result.units
    ]
    assert counted == [(result.id, result.units) for result in found]
    return [
        (result.id, [(row.hit.address, row.hit.text, row.position) for row in result.rows])
        for result in found
    ]


PATTERNS = [
    "Aleppo", "aleppo", "lepp", "US", "barrel bombs", r"\d{4}", "[A-Z]\\w+ [A-Z]\\w+ said", "^A",
    "here$", r"\bway\b", "(Aleppo|Mosul)", "a|zzz", "zzz", "", ".", "x*", "caf.", "(?i)istanbul",
    r"(\w)\1", "(?<=the )war", "(?!the)w", "http", "@", "'", "don’t", "حلب", "阿勒", "3 March",
    "L1", "^$", r"\s", "Aleppo City", "recieved in", "(", "wrote:$", "[^a-z ]{3}", "\x1b",
    "e\u0301",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"ignore_case": True},
        {"smart_case": True, "word": True},
        {"lines": True},
        {"lines": True, "before": 1, "after": 2, "max_count": 1},
        {"invert": True, "max_count": 2},
        {"before": 2, "after": 1, "max_count": 2},
        {"fixed": True},
        {"ids": ("000", "posts/deep/2", "mail/1")},
        {"ids": ("mail/2",), "lines": True, "invert": True},
        {"max_count": 0},
        {"rows": False},
    ],
    ids=str,
)
def test_grep(both: tuple[FileCorpus, Corpus], pattern: str, options: dict[str, Any]) -> None:
    memory, snapshot = both
    request = grep.Request(patterns=(pattern,), **options)
    assert answer(hits, snapshot, request) == answer(hits, memory, request)
    if request.rows:
        assert answer(bare, snapshot, request) == answer(bare, memory, request)


def test_grep_of_several_patterns(both: tuple[FileCorpus, Corpus]) -> None:
    memory, snapshot = both
    for several in (("Aleppo", "Mosul"), ("Aleppo", r"\d+"), ("zzz", "^T"), ("a(?=b)", "(x)\\1")):
        request = grep.Request(patterns=several)
        assert hits(snapshot, request) == hits(memory, request)


@settings(max_examples=300, deadline=None)
@given(patterns, st.booleans(), st.booleans(), st.booleans())
def test_grep_of_any_pattern(
    both: tuple[FileCorpus, Corpus], pattern: str, fold: bool, word: bool, lines: bool
) -> None:
    memory, snapshot = both
    request = grep.Request(patterns=(pattern,), ignore_case=fold, word=word, lines=lines)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert answer(hits, snapshot, request) == answer(hits, memory, request)
        assert answer(bare, snapshot, request) == answer(bare, memory, request)


def test_notes_are_those_of_what_was_read(tmp_path: Path) -> None:
    write_texts(tmp_path / "texts")
    memory, snapshot = FileCorpus([str(tmp_path / "texts")]), stored(tmp_path / "texts")
    for corpus in (memory, snapshot):
        corpus["posts/0"]
    assert snapshot.notes == memory.notes
    for corpus in (memory, snapshot):
        list(corpus)
    assert set(snapshot.notes) == set(memory.notes)


def described(corpus: Corpus) -> list[Any]:
    """What each unit is, and the comment it belongs to."""
    names = ("kind", "address", "parent", "depth", "number", "author", "date", "confidence")
    found = []
    for shard in corpus.shards:
        parts = shard.parts
        shapes = list(zip(*map(parts.column, names), strict=True))
        for unit, comment in zip(parts.units, parts.comments, strict=True):
            found.append((shapes[unit], None if comment == NO_COMMENT else shapes[comment]))
    return found


def test_units_are_the_same_blocks_of_the_same_comments(both: tuple[FileCorpus, Corpus]) -> None:
    plain, stored = map(described, both)
    assert plain == stored
    assert [unit[1] for unit, _ in plain] == [
        unit.address for document in both[0] for unit in document.units()
    ]
    for unit, comment in plain:
        assert unit[2] == (None if comment is None else comment[1])
    assert any(comment is not None for _, comment in plain)


EXPRESSIONS = [
    "kind:mail", "in:comment", "in:quote OR in:heading", "aleppo -in:comment", "date:2016..",
    "author:jo", "depth:1..", "words:>40 in:body", '"lazy dogs" NEAR/9 brown', "/J\\w+ Doe/",
    "x NEAR y", "zzzz", "imper*", "NOT in:signature",
]  # fmt: skip


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expressions_choose_the_same(both: tuple[FileCorpus, Corpus], expression: str) -> None:
    memory, snapshot = both
    chosen = places(memory, parse(expression))
    assert places(snapshot, parse(expression)) == chosen
    for pattern, options in (("o", {}), ("Aleppo|fox", {"invert": True}), ("(?i)the", {})):
        request = grep.Request(patterns=(pattern,), within=chosen, **options)
        assert hits(snapshot, request)[0] == hits(memory, request)[0]
    for query in ("aleppo", "the fox", "recieve"):
        request = search.Request(terms=(query,), expression=parse(expression), limit=0)
        assert search.run(snapshot, request) == search.run(memory, request)


def test_grep_within_finds_what_it_finds_there_of_all(both: tuple[FileCorpus, Corpus]) -> None:
    memory, _ = both
    chosen = places(memory, parse("in:comment OR kind:mail"))
    every = list(memory.grep("[aeiou]"))
    addresses = {
        (document.id, unit.address): (document.id in chosen)
        and (chosen[document.id] is None or at in (chosen[document.id] or ()))
        for document in memory
        for at, unit in enumerate(document.units())
    }
    expected = [hit for hit in every if addresses[hit.id, hit.address]]
    assert list(memory.grep("[aeiou]", within=chosen)) == expected
    assert 0 < len(expected) < len(every)


@pytest.mark.parametrize("window", [(5, 5), (1, 0), (0, 4), (2, 3), (6, 5)])
@pytest.mark.parametrize("term", ["the", "aleppo", "cafe", "/c.f./", '"the reasons"', "zzz"])
def test_counts_of_the_index_are_those_of_the_shards(
    both: tuple[FileCorpus, Corpus], term: str, window: tuple[int, int]
) -> None:
    memory, snapshot = both
    left, right = window
    options: dict[str, Any] = {"left": left, "right": right, "minimum": 1}
    assert snapshot.collocates(term, **options) == memory.collocates(term, **options)
    # What is said of all documents is counted by the shards.
    part = {"within": "words:0..", **options}
    assert snapshot.collocates(term, **part) == memory.collocates(term, **part)
    assert snapshot.collocates(term, **part).rows == snapshot.collocates(term, **options).rows
    assert snapshot.freq() == memory.freq()
