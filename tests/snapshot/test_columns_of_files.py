"""What snapshots are written of: strings, vectors, containers, slices; each against a plain one."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli import tokens, version
from corpus_cli.build.files import FileCorpus
from corpus_cli.build.plan import plan
from corpus_cli.errors import SnapshotError
from corpus_cli.model import Unit
from corpus_cli.shard import Collector, Columns
from corpus_cli.snapshot import container, strings
from corpus_cli.snapshot.container import Container
from corpus_cli.snapshot.freshness import FileState, Place
from corpus_cli.snapshot.strings import Strings
from corpus_cli.snapshot.vectors import FREQUENT, VectorCollector, frequent_words
from tests.snapshot.conftest import SEEDS

TEXT = st.text(st.sampled_from("ab é\n\0漢\ud800\U0001f600"), max_size=4)


def written(sections: dict[str, Any]) -> Container:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "file"))
        length = container.write(path, "test", sections).length
        return Container(path, "test", list(sections), length)


@given(st.lists(TEXT | st.none(), max_size=8))
def test_optional_strings_come_back(values: list[str | None]) -> None:
    column = Strings(written(strings.sections("x", values)), "x")
    assert len(column) == len(values)
    assert column.optionals() == values
    assert [column.optional(at) for at in range(len(values))] == values


@given(st.lists(TEXT, max_size=8), st.integers(0, 8), st.integers(0, 8))
def test_strings_come_back(values: list[str], first: int, last: int) -> None:
    column = Strings(written(strings.sections("x", values)), "x")
    assert list(column) == values
    assert column[first:last] == values[first:last]
    assert [column[at] for at in range(-len(values), len(values))] == values * 2


@given(st.lists(TEXT, max_size=8), TEXT.filter(bool))
def test_strings_that_contain_a_piece(values: list[str], piece: str) -> None:
    column = Strings(written(strings.sections("x", values)), "x")
    assert list(column.containing(piece)) == [
        at for at, value in enumerate(values) if piece in value
    ]


SOME = "the of war peace War 3.14 don’t 漢字 x-y café #war Über".split()
WORDS = st.lists(st.sampled_from(SOME), max_size=12)
DOCUMENT = st.tuples(
    st.sampled_from(["en", "de", "ar", None]),
    st.lists(st.tuples(st.sampled_from(["t1", "p1", "h1", "c1.p1"]), WORDS), max_size=4),
)


@given(st.lists(DOCUMENT, max_size=6))
def test_vectors_are_what_plain_columns_are(documents: list[Any]) -> None:
    plain, fast = Collector(), VectorCollector()
    for language, parts in documents:
        units = [Unit(address, 0, 0, " ".join(words)) for address, words in parts]
        plain.add(language, units)
        fast.add(language, units)
    one, other = plain.columns(), fast.columns()
    assert list(other.unit_starts) == list(one.unit_starts)
    assert list(other.stream) == list(one.stream)
    assert list(other.postings.starts) == list(one.postings.starts)
    assert list(other.postings.positions) == list(one.postings.positions)
    assert list(other.document_frequencies) == list(one.document_frequencies)
    assert {key: list(ids) for key, ids in other.words_of_language.items()} == {
        key: list(ids) for key, ids in one.words_of_language.items()
    }
    assert [list(each) for each in other.variants] == [list(each) for each in one.variants]
    texts = (word for _, parts in documents for _, words in parts for word in words)
    assert forms_of(one) == [tokens.form(word) for text in texts for word in tokens.words(text)]
    ids, starts, held = (each.tolist() for each in frequent_words(other))
    assert {id: held[starts[at] : starts[at + 1]] for at, id in enumerate(ids)} == {
        id: [number for number in range(len(one)) if id in one.words_of(number)]
        for id, frequency in enumerate(one.document_frequencies)
        if frequency > FREQUENT * len(one)
    }


def forms_of(columns: Columns) -> list[str]:
    """The form of the word at each position."""
    forms = [columns.vocabulary.word(id) for id in columns.stream]
    variants = columns.variants
    for position, number in zip(variants.positions, variants.numbers, strict=True):
        assert variants.ids[number] == columns.stream[position]
        forms[position] = variants.forms[number]
    return forms


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "file")
    length = container.write(path, "one", {"a": b"xy"}).length
    assert bytes(Container(path, "one", ["a"], length).bytes("a")) == b"xy"
    for kind, names, expected in (("two", ["a"], length), ("one", ["a", "b"], length),
                                  ("one", ["a"], length + 1)):  # fmt: skip
        with pytest.raises(SnapshotError):
            Container(path, kind, names, expected)


FILES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12_000_000)), max_size=25)


def states(files: list[tuple[int, int]]) -> list[FileState]:
    """File states in corpus order; a number is a name, a size is also a time."""
    return [
        FileState(Place(0, f"{name:02}"), f"{name:02}", size, (size, 0), name)
        for name, size in sorted(dict(files).items())
    ]


@given(FILES, FILES, st.integers(1, 8))
def test_slices_hold_all_files_and_keep_only_what_is_unchanged(
    before: list[tuple[int, int]], after: list[tuple[int, int]], jobs: int
) -> None:
    old, new = states(before), states(after)
    first = plan(old, jobs)
    assert [at for each in first for at in range(each.first, each.last)] == list(range(len(old)))
    shards = [shard for shard, each in enumerate(first) for _ in range(each.first, each.last)]
    second = plan(new, jobs, old, shards)
    assert [at for each in second for at in range(each.first, each.last)] == list(range(len(new)))
    for each in second:
        if each.old is not None:
            kept = first[each.old]
            assert new[each.first : each.last] == old[kept.first : kept.last]
    if old == new and old:
        assert all(each.old is not None for each in second)


def test_what_is_found_in_texts_changes_only_with_its_version() -> None:
    """Where this fails by intention, count ``WORDS`` or ``STRUCTURE`` up and put in the digest."""
    digest = hashlib.sha256()
    for document in FileCorpus([str(SEEDS)]):
        found = (document.row._replace(source=""), document.blocks)
        units = [tuple(map(tokens.fold, tokens.words(unit.text))) for unit in document.units()]
        digest.update(repr((found, units)).encode())
    assert (version.WORDS, version.STRUCTURE, digest.hexdigest()[:16]) == (1, 2, "f7463fec302e6984")
