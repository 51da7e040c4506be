"""Sources to `Corpus`: in memory where they are small, else from a snapshot that is kept fresh."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from corpus_cli.build.amount import Amount, Progress, Sources
from corpus_cli.config import Refresh, locate
from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusNotFoundError, SnapshotError
from corpus_cli.readers import DEFAULTS, Options, listed_once, listed_sizes, walk, weight
from corpus_cli.readers.sources import STDIN, is_any_away, is_url
from corpus_cli.readers.walk import BINARY_SUFFIXES

__all__ = [
    "SMALL",
    "Amount",
    "Progress",
    "is_small",
    "known_ids",
    "open_corpus",
    "open_sources",
]

# Bytes of text that are read in less time than people notice; no more of it goes to the disk.
SMALL = 3_000_000

Meanwhile = Callable[[], object]


def open_corpus(
    *paths: str | os.PathLike[str],
    refresh: Refresh | None = None,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
) -> Corpus:
    """Open the corpus at ``paths``, or where the command line would look when none is given.

    A corpus of more than a few MB is kept in a snapshot, which is built here where there is none
    or files have changed. ``refresh`` says how closely that is looked at, else the settings do.
    ``progress`` is called with the `Amount` that is done as files are read, ``say`` with what
    people should know. Raises CorpusNotFoundError and ConfigError.
    """
    settings = locate(paths)
    return open_sources(
        settings.sources, refresh or settings.refresh, settings.options, progress=progress, say=say
    )


def open_sources(
    sources: Sequence[str],
    refresh: Refresh,
    options: Options | None = None,
    *,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
    build: bool = True,
    meanwhile: Meanwhile | None = None,
) -> Corpus:
    """Open the corpus of these sources; without ``build`` it may be one that reads the files.

    ``options`` say how files are read, if anyone does. ``meanwhile`` makes ready what is needed
    next; it may be called while another process compares the files. See `open_corpus`.
    """
    tell = say or _ignored
    if STDIN in sources:
        return _with_stdin(sources, options, progress, tell)

    def opened(*, build: bool) -> Corpus:
        if is_small(sources):
            return _from_files(sources, options, progress)
        return stored(build=build)

    stored = partial(_stored, sources, refresh, options, progress, tell, meanwhile)
    if not is_any_away(sources):
        return opened(build=build)
    has_snapshot = _has_snapshot(sources)
    if has_snapshot and refresh == "never":
        # Not even listed.
        return stored(build=True)
    try:
        with listed_once(sources):
            # Far away, to find out what there is may take as long as to read it.
            return opened(build=True)
    except CorpusNotFoundError as error:
        if not has_snapshot:
            raise
        remedy = "--refresh never answers from the snapshot"
        raise CorpusNotFoundError(f"{error}; {remedy}") from None


def _stored(
    sources: Sequence[str],
    refresh: Refresh,
    options: Options | None,
    progress: Progress | None,
    tell: Callable[[str], None],
    meanwhile: Meanwhile | None,
    *,
    build: bool,
) -> Corpus:
    from corpus_cli.snapshot.store import Store
    from corpus_cli.snapshot.stored import StoredCorpus

    try:
        current = Store(sources).current()
        if current is not None:
            corpus = StoredCorpus(current, sources)
            if corpus.was_read_as(options) and corpus.is_right(refresh, meanwhile):
                return corpus
    except SnapshotError as error:
        if build:
            tell(str(error))
    if not build:
        return _from_files(sources, options, progress)
    from corpus_cli.build.indexing import index

    try:
        generation = index(sources, options=options, progress=progress, say=tell)
        return StoredCorpus(generation, sources)
    except SnapshotError as error:
        tell(f"{error}; reading everything into memory")
        return _from_files(sources, options, progress)


def _has_snapshot(sources: Sequence[str]) -> bool:
    from corpus_cli.snapshot.store import Store

    try:
        return Store(sources).current() is not None
    except SnapshotError:
        return False


def _with_stdin(
    sources: Sequence[str],
    options: Options | None,
    progress: Progress | None,
    tell: Callable[[str], None],
) -> Corpus:
    """Open a corpus of standard input, and of what stands beside it, in memory."""
    from corpus_cli.readers import stdin

    stdin.check()
    size = stdin.take()
    if size > SMALL:
        tell(
            f"standard input ({size / 1_000_000:,.0f} MB) is read into memory, nothing of it is "
            "kept; saved as a file, it would be indexed once"
        )
    others = [source for source in sources if source != STDIN]
    if not is_small(others):
        tell("beside standard input, all sources are read into memory")
    return _from_files(sources, options, progress)


def _from_files(
    sources: Sequence[str], options: Options | None, progress: Progress | None
) -> Corpus:
    # With it comes the parser, which a snapshot does without.
    from corpus_cli.build.files import FileCorpus

    return FileCorpus(sources, options or DEFAULTS, progress=progress)


def known_ids(sources: Sources) -> Sequence[str]:
    """Return the ids under ``sources`` without reading a file, for completion in a shell.

    What is far away is known by its snapshot alone, standard input not at all.
    """
    paths = [os.fspath(source) for source in sources if os.fspath(source) != STDIN]
    is_away = is_any_away(paths)
    if is_away or not is_small(paths):
        from corpus_cli.snapshot.store import Store
        from corpus_cli.snapshot.stored import StoredCorpus

        with suppress(SnapshotError):
            current = Store(paths).current()
            if current is not None:
                return StoredCorpus(current, paths).index.ids
    return () if is_away else tuple(file.id for file in walk(paths).files)


def is_small(sources: Sequence[str]) -> bool:
    """Tell whether sources hold so little that a snapshot is not worth it.

    Raises CorpusNotFoundError for a URL that cannot be listed.
    """
    left = SMALL
    for source in sources:
        for size in _sizes(source):
            left -= size
            if left < 0:
                return False
    return True


def _sizes(path: str) -> Iterator[int]:
    """Yield the sizes of the files that may be read, as they are met."""
    if is_url(path):
        yield from listed_sizes(path)
        return
    if not os.path.isdir(path):
        with suppress(OSError):
            yield os.stat(path).st_size * weight(path)
        return
    waiting = [path]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif os.path.splitext(entry.name)[1].lower() not in BINARY_SUFFIXES:
                    yield entry.stat(follow_symlinks=False).st_size * weight(entry.name)


def _ignored(text: str) -> None:
    pass
