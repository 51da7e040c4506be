"""Ids: short, all different, printable, and still leading to the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.build import open_corpus
from corpus_cli.readers import original_path, walk
from corpus_cli.readers.ids import FoundFile, name_files
from corpus_cli.readers.paths import printable, visible
from corpus_cli.render.text import inline


def ids_of(*paths: str) -> list[str]:
    """The ids of files given as ``source:path/below``; sources are /1, /2 and so on."""
    files = []
    for path in paths:
        number, _, below = path.partition(":")
        files.append(FoundFile(int(number) - 1, tuple(below.split("/")), below))
    roots = [f"/{number + 1}" for number in range(max(file.root for file in files) + 1)]
    return name_files(files, roots)


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["1:a.txt", "1:b/c.md", "1:d"], ["a", "b/c", "d"]),
        # Files of one source that would collide keep their suffixes, others lose them.
        (["1:a.txt", "1:a.md", "1:b.txt"], ["a.txt", "a.md", "b"]),
        (["1:a", "1:a.txt"], ["a", "a.txt"]),
        (["1:x/a.txt", "1:y/a.txt"], ["x/a", "y/a"]),
        # What kept its suffix may collide in its turn.
        (["1:a.txt", "1:a.md", "1:a.txt.md"], ["a.txt", "a.md", "a.txt.md"]),
        # Between sources, the folder's name comes in front of those that collide.
        (["1:a.txt", "2:a.txt", "2:b.txt"], ["1/a", "2/a", "b"]),
        (["1:a.txt", "1:a.md", "2:a.txt"], ["a.txt", "a.md", "a"]),
        (["1:a.txt", "2:a.txt", "3:1/a.txt"], ["1/a", "2/a", "3/1/a"]),
        # Only the last suffix goes, and only what looks like one.
        (["1:www.example.org.html", "1:v1.2", "1:Letter to Dr. Smith", "1:notes 2.5.txt"],
         ["www.example.org", "v1.2", "Letter to Dr. Smith", "notes 2.5"]),
        (["1:.hidden", "1:a.", "1:..b"], [".hidden", "a.", "."]),
        # A compression adds a suffix.
        (["1:a.mbox.gz", "1:b.gz", "1:c.warc.ZST", "1:d.tgz", "1:2016-May.txt.gz"],
         ["a", "b", "c", "d", "2016-May"]),
        (["1:a.txt.gz", "1:a.txt", "1:b.txt.gz", "1:b.html.gz", "1:v1.2.gz"],
         ["a.txt.gz", "a.txt", "b.txt.gz", "b.html.gz", "v1.2"]),
        # Messages of a Maildir: flags change, and their host's domain is no suffix.
        (["1:cur/12.M3P4.mx.example.org:2,RS", "1:cur/13.M3P4.mx:2,"],
         ["cur/12.M3P4.mx.example.org", "cur/13.M3P4.mx"]),
    ],
)  # fmt: skip
def test_ids(paths: list[str], ids: list[str]) -> None:
    assert ids_of(*paths) == ids


@pytest.mark.parametrize(
    ("folders", "labels"),
    [
        (["/x/news", "/x/mail"], ["news", "mail"]),
        (["/2019/data", "/2020/data"], ["2019/data", "2020/data"]),
        (["/a/2019/data", "/b/2019/data", "/c/mail"], ["a/2019/data", "b/2019/data", "mail"]),
    ],
)
def test_sources_are_told_apart_by_as_much_of_their_path_as_it_takes(
    tmp_path: Path, folders: list[str], labels: list[str]
) -> None:
    roots = [tmp_path / folder[1:] for folder in folders]
    for root in roots:
        root.mkdir(parents=True)
        (root / "same.txt").touch()
    assert [file.id for file in walk(roots).files] == [f"{label}/same" for label in labels]


def test_a_source_that_is_a_file_is_named_without_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert [file.id for file in walk([tmp_path / "a.txt"]).files] == ["a"]


names = st.text(st.sampled_from("ab.~\\x\udcff"), min_size=1, max_size=6)
paths = st.tuples(st.integers(0, 2), st.lists(names, min_size=1, max_size=3).map(tuple))


@given(st.lists(paths, unique=True))
def test_ids_are_all_different_and_can_be_printed(files: list[tuple[int, tuple[str, ...]]]) -> None:
    ids = name_files([FoundFile(*file, "") for file in files], ["/a", "/b", "/c/a"])
    assert len(set(ids)) == len(files)
    assert all(id.encode() for id in ids)


@given(st.lists(paths, unique=True))
def test_an_id_is_the_path_the_path_without_suffix_or_either_in_a_folder(
    files: list[tuple[int, tuple[str, ...]]],
) -> None:
    ids = name_files([FoundFile(*file, "") for file in files], ["/a", "/b", "/c/a"])
    for id, (_, parts) in zip(ids, files, strict=True):
        full = "/".join(printable(visible(part)) for part in parts)
        assert full.rpartition(".")[0] in id or full in id


def test_names_that_are_no_utf8_are_shown_and_can_still_be_opened(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n\x1b[31m.txt")
    (tmp_path / name).write_text("found")
    (file,) = walk([tmp_path]).files
    assert file.id == "caf\\xe9␊␛[31m"
    assert file.source == f"{tmp_path}/caf\\xe9\n\x1b[31m.txt"
    assert Path(file.path).read_text() == Path(original_path(file.source)).read_text() == "found"


def test_names_that_look_alike_when_shown_get_ids_of_their_own(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff.txt")).write_text("raw")
    (tmp_path / "a\\xff.txt").write_text("literal")
    files = walk([tmp_path]).files
    assert [file.id for file in files] == ["a\\xff.txt", "a\\xff.txt~2"]
    assert [Path(file.path).read_text() for file in files] == ["literal", "raw"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("new\nline.txt", "new␊line"),
        ("esc\x1b[31mred.txt", "esc␛[31mred"),
        ("bidi\u202etxt.exe.txt", "bidi⟨U+202E⟩txt.exe"),
        ("c1\x9b.txt", "c1⟨U+009B⟩"),
        ("zwnj\u200cname é.txt", "zwnj\u200cname é"),
    ],
)
def test_what_is_printed_of_an_id_is_accepted(tmp_path: Path, name: str, id: str) -> None:
    (tmp_path / name).write_text("some text\n")
    corpus = open_corpus(tmp_path)
    assert corpus.ids == (id,)
    assert inline(id) == id
    assert corpus[id].text == "some text\n"
