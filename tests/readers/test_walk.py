"""The walk: which files a corpus is made of, in which order, and what is said about the others."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from corpus_cli.errors import CorpusNotFoundError
from corpus_cli.readers import Note, walk


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def sources(*roots: Path) -> list[str]:
    """The files of a walk, relative to the first root."""
    return [os.path.relpath(file.path, roots[0]) for file in walk(roots).files]


def notes(root: Path) -> list[Note]:
    """The notes of a walk, with sources relative to the root."""
    return [note._replace(source=os.path.relpath(note.source, root)) for note in walk([root]).notes]


def test_files_come_in_the_order_of_their_paths_parts(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a-b.txt", "a/z.txt", "a/b/c.txt", "a.txt", "C.txt", "10", "9")
    assert sources(tmp_path) == [
        "10", "9", "C.txt", "a/b/c.txt", "a/z.txt", "a-b.txt", "a.txt", "b.txt",
    ]  # fmt: skip


def test_the_order_does_not_depend_on_the_folders_own(tmp_path: Path) -> None:
    names = [f"{number:03}.txt" for number in range(200)]
    write(tmp_path, *reversed(names[::2]), *names[1::2])
    assert sources(tmp_path) == names


def test_any_suffix_is_read_but_those_of_binary_formats(tmp_path: Path) -> None:
    write(tmp_path, "a", "b.html", "c.log", "d.PNG", "e.text", "f.jpg", "g.md")
    assert sources(tmp_path) == ["a", "b.html", "c.log", "e.text", "g.md"]
    assert notes(tmp_path) == [
        Note("d.PNG", "a binary file, skipped"),
        Note("f.jpg", "a binary file, skipped"),
    ]


def test_messages_of_a_maildir_are_taken_whatever_their_names(tmp_path: Path) -> None:
    write(tmp_path, "box/cur/1.M2.host.so:2,S", "box/new/1.M3.host.so", "box/tmp/1.M4.host.org")
    write(tmp_path, "other/tmp/a.txt", "lib/new/b.so")
    assert sources(tmp_path) == [
        "box/cur/1.M2.host.so:2,S",
        "box/new/1.M3.host.so",
        "other/tmp/a.txt",
    ]


def test_hidden_files_and_folders_and_settings_are_left_out_in_silence(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/config", "seen/.no/a.txt", "seen/b.txt", "corpus.toml")
    assert sources(tmp_path) == ["seen/b.txt"]
    assert not notes(tmp_path)


def test_a_hidden_source_that_is_named_is_read(tmp_path: Path) -> None:
    write(tmp_path, ".hidden/a.txt", ".b.txt")
    assert sources(tmp_path / ".hidden", tmp_path / ".b.txt") == ["a.txt", "../.b.txt"]


def test_links_within_a_source_count_once_and_links_out_of_it_are_named(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "real/a.txt", ".store/hidden.txt")
    write(tmp_path, "outside/b.txt")
    (root / "again.txt").symlink_to("real/a.txt")
    (root / "dangling.txt").symlink_to("nothing")
    (root / "escape").symlink_to(tmp_path / "outside")
    (root / "loop").symlink_to(root)
    (root / "self").symlink_to("self")
    (root / "stored.txt").symlink_to(".store/hidden.txt")
    (root / "real/up").symlink_to("..")
    assert sources(root) == ["real/a.txt"]
    assert notes(root) == [
        Note(name, "a symbolic link, not followed")
        for name in ("dangling.txt", "escape", "self", "stored.txt")
    ]


def test_a_source_may_be_a_link_itself(tmp_path: Path) -> None:
    write(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")
    assert [file.id for file in walk([tmp_path / "link"]).files] == ["a"]


def test_special_files_are_named_and_never_opened(tmp_path: Path) -> None:
    """Opening a pipe that nobody writes to would wait for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "socket.txt"))
        write(tmp_path, "a.txt")
        assert sources(tmp_path) == ["a.txt"]
        assert notes(tmp_path) == [
            Note("pipe.txt", "not a regular file, skipped"),
            Note("socket.txt", "not a regular file, skipped"),
        ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every folder")
def test_a_folder_that_may_not_be_opened_is_an_error_and_the_rest_is_done(tmp_path: Path) -> None:
    write(tmp_path, "closed/a.txt", "open/b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert sources(tmp_path) == ["open/b.txt"]
        assert notes(tmp_path) == [
            Note("closed", "cannot be opened: permission denied", is_error=True)
        ]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_folder_nested_beyond_what_the_system_opens_is_an_error_note(tmp_path: Path) -> None:
    """A path may be longer than PATH_MAX; the walk goes on with what lies beside it."""
    write(tmp_path, "z.txt")
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    found = walk([tmp_path])
    assert [file.id for file in found.files] == ["z"]
    assert [note.is_error for note in found.notes] == [True]


@pytest.mark.parametrize("name", ["missing", "missing/deeper", "file.txt/below"])
def test_a_missing_source_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path, "file.txt")
    with pytest.raises(CorpusNotFoundError, match=f"{name} does not exist"):
        walk([tmp_path / name])


def test_a_source_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CorpusNotFoundError, match="neither a folder nor a file"):
        walk([tmp_path / "pipe"])


def test_a_file_that_two_sources_hold_is_taken_once(tmp_path: Path) -> None:
    write(tmp_path, "a/b/c.txt", "a/d.txt")
    a, b = tmp_path / "a", tmp_path / "a/b"
    assert sources(a, b) == ["b/c.txt", "d.txt"]
    assert sources(b, a) == ["c.txt", "../d.txt"]
    assert sources(a, a, a / "d.txt") == ["b/c.txt", "d.txt"]
    (tmp_path / "link").symlink_to("a")
    assert sources(a, tmp_path / "link") == ["b/c.txt", "d.txt"]


def test_sources_keep_their_order(tmp_path: Path) -> None:
    write(tmp_path, "z/a.txt", "b/c.txt")
    assert sources(tmp_path / "z", tmp_path / "b") == ["a.txt", "../b/c.txt"]


def test_an_empty_folder_is_a_corpus_of_nothing(tmp_path: Path) -> None:
    found = walk([tmp_path])
    assert (found.files, found.notes) == ((), ())
