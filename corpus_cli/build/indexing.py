"""Sources to snapshot: walk, divide into shards, build those that changed, put all in place.

May import ``snapshot``, ``readers`` and the other modules of this package.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from corpus_cli.build import workers
from corpus_cli.build.amount import Amount, Progress
from corpus_cli.build.files import parsed
from corpus_cli.build.plan import MOST, Slice, plan, shards_of
from corpus_cli.errors import SnapshotError
from corpus_cli.readers import (
    DEFAULTS,
    Note,
    Options,
    SourceFile,
    Walk,
    ahead,
    is_quick,
    listed_once,
    needed,
    read,
    walk,
    weight,
)
from corpus_cli.readers.paths import visible
from corpus_cli.readers.sources import below, is_path, shown
from corpus_cli.snapshot import index as index_file
from corpus_cli.snapshot import shards as shard_file
from corpus_cli.snapshot.freshness import (
    FileState,
    FolderState,
    Place,
    file_state,
    place_of,
    wait_for_clock,
)
from corpus_cli.snapshot.index import Remark
from corpus_cli.snapshot.shards import ShardWriter, StoredShard
from corpus_cli.snapshot.store import (
    INDEX,
    Generation,
    Manifest,
    ShardEntry,
    Store,
    StoredFile,
)
from corpus_cli.snapshot.stored import StoredCorpus

Say = Callable[[str], None]

# How often a worker says how far it is, in seconds.
_EVERY = 0.05


class Built(NamedTuple):
    """What has been written of a slice: one shard, or several where files are large.

    ``remarks`` are what reading its files had to say.
    """

    entries: tuple[ShardEntry, ...]
    remarks: tuple[Remark, ...]


class _Task(NamedTuple):
    """A slice to build: its parts, a shard each, from ``first`` on in steps of ``step``.

    ``size`` counts the bytes of the files, ``texts`` about those of the text of each. No part is
    much longer than ``longest`` bytes of text.
    """

    path: str
    files: Sequence[SourceFile]
    sources: Sequence[str]
    options: Options
    size: int
    texts: Sequence[int]
    longest: int = MOST
    first: int = 0
    step: int = 1

    def shared(self, jobs: int) -> list[_Task]:
        """Divide it among processes where one file is most of it, and quick to read for each."""
        text = sum(self.texts)
        count = shards_of(text, jobs)
        step = min(jobs, count)
        if step < 2 or 2 * max(self.texts) < text or not all(map(is_quick, self.files)):
            return [self]
        longest = text // count
        return [self._replace(longest=longest, first=first, step=step) for first in range(step)]


class _Parts(NamedTuple):
    """What a worker has written of a slice, by the numbers of the parts."""

    entries: dict[int, ShardEntry]
    remarks: tuple[Remark, ...]


class Found(NamedTuple):
    """The files and folders of a corpus as they are now."""

    walk: Walk
    files: Sequence[FileState]
    folders: Sequence[FolderState]


def look(sources: Sequence[str], options: Options) -> Found:
    """Walk the sources, and look at each file and folder."""
    while True:
        walked = walk(sources, options)
        files = [file_state(file, sources) for file in walked.files]
        folders = [
            FolderState(place_of(path, root, sources), changed)
            for path, root, changed in walked.folders
        ]
        if not wait_for_clock([*files, *folders]):
            return Found(walked, files, folders)


def index(
    sources: Sequence[str],
    *,
    options: Options | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    say: Say | None = None,
    thorough: bool = False,
) -> Generation:
    """Build the snapshot of the sources, or what of it has changed, and return it.

    ``options`` are those of the present snapshot unless given. ``jobs`` is the number of
    processes, all cores unless given. ``say`` is told what users should
    know. ``thorough`` reads the files of the snapshot again that are to be kept. Raises
    SnapshotError where it cannot be done, and CorpusNotFoundError.
    """
    say = say or _nothing
    store = Store(sources)
    try:
        waiting = store.locked(lambda: say("another process is indexing; waiting for it"))
        with listed_once(sources), waiting:
            old = _usable(store, sources, say, thorough=thorough)
            if old is not None and not old.was_read_as(options):
                old = None
            if old is not None and old.is_right("always"):
                store.compared()
                return old.generation
            options = options or (old.manifest.options if old else DEFAULTS)
            jobs = jobs or workers.cores()
            return _build(store, sources, options, old, jobs, progress, say)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        reason = (error.strerror or type(error).__name__).lower()
        raise SnapshotError(f"no snapshot can be written: {where}{reason}") from None


def _usable(
    store: Store, sources: Sequence[str], say: Say, *, thorough: bool
) -> StoredCorpus | None:
    """Return the corpus of the present snapshot as far as it can be built on."""
    try:
        damaged = store.verify() if thorough else []
        if damaged:
            raise SnapshotError(f"{damaged[0]} is damaged")
        current = store.current()
        return None if current is None else StoredCorpus(current, sources)
    except SnapshotError as error:
        say(f"{error}; indexing everything anew")
        return None


def _build(
    store: Store,
    sources: Sequence[str],
    options: Options,
    old: StoredCorpus | None,
    jobs: int,
    progress: Progress | None,
    say: Say,
) -> Generation:
    found = look(sources, options)
    old_files = list(old.index.files.each()) if old else []
    slices = plan(found.files, jobs, old_files, old.index.shard_of_file if old else ())
    with store.generation() as folder:
        built = _kept(slices, old, old_files, folder)
        tasks = {
            number: _task(folder, number, each, found, sources, options)
            for number, each in enumerate(slices)
            if number not in built
        }
        if tasks:
            files = sum(len(task.files) for task in tasks.values())
            what = f"{files:,} of {len(found.files):,} files" if built else f"{files:,} files"
            say(f"indexing {what} into {store.folder}; commands after this start at once")
        built |= _run(tasks, jobs, progress, say)
        parts = [built[number] for number in range(len(slices))]
        manifest = _finish(folder, found, slices, parts, sources, options)
        return store.put_in_place(folder, manifest)


def _task(
    folder: str,
    number: int,
    part: Slice,
    found: Found,
    sources: Sequence[str],
    options: Options,
) -> _Task:
    """Return what there is to do for a slice of this number."""
    files = found.walk.files[part.first : part.last]
    sizes = [state.size for state in found.files[part.first : part.last]]
    texts = [size * weight(file.path) for size, file in zip(sizes, files, strict=True)]
    path = os.path.join(folder, _shard_name(number))
    return _Task(path, files, sources, options, sum(sizes), texts)


def _kept(
    slices: Sequence[Slice], old: StoredCorpus | None, old_files: Sequence[FileState], folder: str
) -> dict[int, Built]:
    """Take over the shards that are still right, without copying where the disk can."""
    kept: dict[int, Built] = {}
    if old is None:
        return kept
    # Remarks name files as they are shown.
    places = (Place(file.place.root, visible(file.place.path)) for file in old_files)
    shard_of = dict(zip(places, old.index.shard_of_file, strict=True))
    remarks: dict[int | None, list[Remark]] = {}
    for remark in old.index.remarks():
        if remark.of_document:
            remarks.setdefault(shard_of.get(remark.place), []).append(remark)
    shards = iter(old.manifest.shards)
    groups = [list(islice(shards, size)) for size in old.manifest.groups]
    for number, each in enumerate(slices):
        if each.old is None:
            continue
        entries = []
        for part, entry in enumerate(groups[each.old]):
            name = _part_name(_shard_name(number), part)
            _link(old.generation.path(entry.file), os.path.join(folder, name))
            entries.append(entry._replace(file=entry.file._replace(name=name)))
        kept[number] = Built(tuple(entries), tuple(remarks.get(each.old, ())))
    return kept


def _run(
    slices: dict[int, _Task], jobs: int, progress: Progress | None, say: Say
) -> dict[int, Built]:
    """Let workers build the slices that have these numbers."""
    # Where there is enough to do for every process, a file is better read by one.
    are_few = len(slices) < 2 * jobs
    pairs = [
        (number, task)
        for number, whole in slices.items()
        for task in (whole.shared(jobs) if are_few or sum(whole.texts) > MOST else [whole])
    ]
    tasks = [task for _, task in pairs]
    # Of a slice that several build, one counts the files, and each its share of the bytes.
    totals = [(0 if task.first else len(task.files), task.size // task.step) for task in tasks]
    done = [(0, 0)] * len(tasks)
    parts: dict[int, list[_Parts]] = {number: [] for number in slices}
    for event in workers.run(_build_parts, tasks, jobs):
        number, task = pairs[event.task]
        match event:
            case workers.Reported(_, (files, size)):
                done[event.task] = (0 if task.first else files, size)
            case workers.Done(_, result):
                parts[number].append(result)
                done[event.task] = totals[event.task]
            case workers.Lost(_, cause):
                done[event.task] = (0, 0)
                say(
                    f"a worker process died ({cause}) on {len(task.files):,} files from "
                    f"{task.files[0].source} on; trying them once more"
                )
        if progress is not None:
            files_done, bytes_done = map(sum, zip(*done, strict=True))
            files, size = map(sum, zip(*totals, strict=True))
            progress(Amount(files_done, files, bytes_done, size))
    return {number: _together(each) for number, each in parts.items()}


def _together(parts: Sequence[_Parts]) -> Built:
    """Return what several workers, or one, have written of a slice."""
    entries = {number: entry for each in parts for number, entry in each.entries.items()}
    return Built(
        tuple(entries[number] for number in sorted(entries)),
        tuple(remark for each in parts for remark in each.remarks),
    )


def _build_parts(task: _Task, report: workers.Report) -> _Parts:
    """Read the files of a slice, and parse and write the parts of it that are asked for.

    A part ends where its text has become so long, whoever reads it.
    """
    entries: dict[int, ShardEntry] = {}
    writer = ShardWriter()
    part = length = 0

    def save() -> None:
        nonlocal writer
        path = _part_name(task.path, part)
        written, words = writer.save(path)
        stored = StoredFile(os.path.basename(path), *written)
        entries[part] = ShardEntry(stored, len(writer), words)
        writer = ShardWriter()

    roots = [shown(source) for source in task.sources]
    remarks: list[Remark] = []
    size = 0
    due = time.monotonic() + _EVERY
    for number, file in enumerate(ahead(task.files), 1):
        said: list[Note] = []
        notes: list[Note] = []
        place = place_of(file.source, file.root, roots)
        for raw in read(file, said.append, task.options):
            if length > task.longest:
                if len(writer):
                    save()
                part, length = part + 1, 0
            length += _size(raw.text)
            if part % task.step != task.first:
                continue
            writer.add(parsed(raw, notes.append), place)
            size += raw.bytes
            if time.monotonic() >= due:
                report((number, size))
                due = time.monotonic() + _EVERY
        # What reading has to say is said to each who reads.
        notes += said if task.first == 0 else []
        remarks += (Remark(place, note.message, note.is_error, True) for note in notes)
        if time.monotonic() >= due:
            report((number, size))
            due = time.monotonic() + _EVERY
    if len(writer) or (not entries and task.first == 0):
        save()
    return _Parts(entries, tuple(remarks))


def _size(text: str) -> int:
    """Return how many bytes a text has as UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _finish(
    folder: str,
    found: Found,
    slices: Sequence[Slice],
    parts: Sequence[Built],
    sources: Sequence[str],
    options: Options,
) -> Manifest:
    """Write the index over all shards, and say what there is."""
    entries = [entry for part in parts for entry in part.entries]
    opened = [
        StoredShard(os.path.join(folder, entry.file.name), entry.file.length, sources)
        for entry in entries
    ]
    roots = [shown(source) for source in sources]
    walked = (
        Remark(_place_among(note.source, roots), note.message, note.is_error, False)
        for note in found.walk.notes
    )
    written, vocabulary = index_file.save(
        os.path.join(folder, INDEX),
        [shard.columns for shard in opened],
        [id for shard in opened for id in shard.field("id")],
        found.files,
        [shard for shard, each in enumerate(slices) for _ in range(each.first, each.last)],
        found.folders,
        [*walked, *(remark for part in parts for remark in part.remarks)],
    )
    return Manifest(
        built=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        sources=[
            os.path.realpath(source) if is_path(source) else root
            for source, root in zip(sources, roots, strict=True)
        ],
        files=len(found.files),
        bytes=sum(file.size for file in found.files),
        words=sum(entry.words for entry in entries),
        documents=sum(entry.documents for entry in entries),
        vocabulary=vocabulary,
        shards=entries,
        groups=[len(part.entries) for part in parts],
        options=options,
        missing=needed(remark.message for part in parts for remark in part.remarks),
        index=StoredFile(INDEX, *written),
    )


def _place_among(source: str, roots: Sequence[str]) -> Place:
    """Return the place of a path as it is shown, below the first source that it begins with."""
    for number, root in enumerate(roots):
        path = below(source, root)
        if path is not None:
            return Place(number, path)
    return Place(0, source)


def _shard_name(number: int) -> str:
    return f"{shard_file.KIND}-{number:05}"


def _part_name(name: str, part: int) -> str:
    return f"{name}.{part}" if part else name


def _link(path: str, other: str) -> None:
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)


def _nothing(text: str) -> None:
    pass
