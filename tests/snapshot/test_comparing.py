"""Files are compared alike by one process and by two, whatever becomes of the other one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus_cli.readers import walk
from corpus_cli.snapshot import comparing
from corpus_cli.snapshot.comparing import are_same, are_sources_same
from corpus_cli.snapshot.freshness import FileStates, file_state

FILES = 700


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "FEW", 100)
    monkeypatch.setattr(comparing, "_BLOCK", 16)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(FILES):
        path = tmp_path / f"{number % 7}" / f"{number:04}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"text {number}\n")
    return tmp_path


def states(*sources: Path) -> tuple[FileStates, list[str]]:
    roots = list(map(str, sources))
    each = [file_state(file, roots) for file in walk(roots).files]
    return (
        FileStates(
            [state.place.root for state in each],
            [state.place.path for state in each],
            [state.id for state in each],
            [state.size for state in each],
            [time for state in each for time in state.changed],
            [state.inode for state in each],
        ),
        roots,
    )


def nothing() -> None:
    """What may as well be done meanwhile."""


def grow(path: Path) -> None:
    path.write_text(path.read_text() + "more\n")


def edit(path: Path) -> None:
    text, times = path.read_text(), path.stat()
    path.write_text(text.swapcase())
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def touch(path: Path) -> None:
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))


def replace(path: Path) -> None:
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes())
    times = path.stat()
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(path)


def delete(path: Path) -> None:
    path.unlink()


CHANGES = [grow, edit, touch, replace, delete]


@pytest.mark.parametrize("meanwhile", [None, nothing])
def test_what_is_as_it_was_is_the_same(
    folder: Path, meanwhile: Callable[[], object] | None
) -> None:
    files, roots = states(folder)
    assert len(files.paths) == FILES
    assert are_same(files, roots, meanwhile)


@pytest.mark.parametrize("meanwhile", [None, nothing])
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("number", [0, 15, 16, FILES // 2, FILES - 1])
def test_one_change_is_seen_wherever_it_is(
    folder: Path,
    number: int,
    change: Callable[[Path], None],
    meanwhile: Callable[[], object] | None,
) -> None:
    files, roots = states(folder)
    change(folder / files.paths[number])
    assert not are_same(files, roots, meanwhile)


def test_what_was_gone_and_still_is_has_not_changed(folder: Path) -> None:
    files, roots = states(folder)
    gone = files._replace(
        paths=[*files.paths[:-1], "gone.txt"], changed=[*files.changed[:-2], 0, 0]
    )
    assert are_same(gone, roots, nothing)
    (folder / "gone.txt").write_text("")
    assert not are_same(gone, roots, nothing)


def test_something_else_is_done_meanwhile(folder: Path) -> None:
    files, roots = states(folder)
    done: list[int] = []
    assert are_same(files, roots, lambda: done.append(os.getpid()))
    assert done == [os.getpid()]


def test_what_goes_wrong_meanwhile_is_raised_and_leaves_no_process(folder: Path) -> None:
    files, roots = states(folder)

    def fail() -> None:
        raise ImportError("no such module")

    with pytest.raises(ImportError, match="no such module"):
        are_same(files, roots, fail)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_one_folder_and_several_are_compared_alike(folder: Path) -> None:
    for sources in ([folder], [folder / "0", folder / "1"]):
        files, roots = states(*sources)
        assert are_same(files, roots, nothing)
        last = Path(roots[-1]) / files.paths[-1]
        grow(last)
        assert not are_same(files, roots, nothing)


def test_a_folder_that_is_gone_is_not_as_it_was(folder: Path) -> None:
    files, roots = states(folder)
    folder.rename(folder.with_name("elsewhere"))
    assert not are_same(files, roots, nothing)


@pytest.mark.parametrize("number", [None, 0, FILES - 1])
def test_a_helper_that_is_killed_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int | None
) -> None:
    files, roots = states(folder)
    parent, stat = os.getpid(), os.stat

    def fatal(path: str, **options: Any) -> os.stat_result:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return stat(path, **options)

    monkeypatch.setattr(comparing.os, "stat", fatal)
    if number is not None:
        grow(folder / files.paths[number])
    assert are_same(files, roots, nothing) is (number is None)


def test_without_another_process_all_is_compared_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fork() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", fork)
    files, roots = states(folder)
    assert are_same(files, roots, nothing)
    delete(folder / files.paths[3])
    assert not are_same(files, roots, nothing)


def test_sources_that_are_files_are_compared_alone(folder: Path) -> None:
    first, second = folder / "0" / "0000.txt", folder / "1"
    files, roots = states(first, second)
    grow(second / "0001.txt")
    assert are_sources_same(files, roots)
    grow(first)
    assert not are_sources_same(files, roots)
