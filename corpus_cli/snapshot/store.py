"""Where snapshots lie: a folder a corpus, in it one generation, and what points at it.

A generation is a folder of files that never change: shards, an index over all of them, and a
manifest with the length and checksum of each. It is written under another name, seen onto the
disk, and put in place by replacing ``CURRENT``, which names it. One process writes at a time;
those who read take no lock, and keep what they opened. May import ``errors`` and
``version``.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from corpus_cli import version
from corpus_cli.errors import SnapshotError
from corpus_cli.readers import sources as names
from corpus_cli.readers.item import Options, options_of
from corpus_cli.snapshot import container
from corpus_cli.snapshot.container import Written

try:
    # Through hashlib all of OpenSSL is loaded, a fiftieth of the time of a short command.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

VARIABLE = "CORPUS_CACHE"

# A snapshot made under other rules is of no use.
RULES = {"format": container.FORMAT, "words": version.WORDS, "structure": version.STRUCTURE}

INDEX = "index"
_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_COMPARED = "COMPARED"
_LOCK = "LOCK"
_BUILDING = "building-"


class StoredFile(NamedTuple):
    """A file of a generation, its length in bytes, and its CRC-32."""

    name: str
    length: int
    checksum: int


class ShardEntry(NamedTuple):
    """A shard of a generation: its file, and what it adds up to."""

    file: StoredFile
    documents: int
    words: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation consists of. ``built`` is a time in ISO 8601, ``bytes`` are of text.

    ``groups`` are the numbers of shards that hold the same files. ``missing`` names the formats of
    files that were left out, since what reads them was not installed.
    """

    built: str
    sources: Sequence[str]
    files: int
    bytes: int
    words: int
    documents: int
    vocabulary: int
    shards: Sequence[ShardEntry]
    groups: Sequence[int]
    options: Options
    missing: Sequence[str]
    index: StoredFile

    @property
    def parts(self) -> list[StoredFile]:
        """All files but the manifest."""
        return [*(shard.file for shard in self.shards), self.index]

    @property
    def size(self) -> int:
        """The bytes that the files take on the disk."""
        return sum(file.length for file in self.parts)


class Generation(NamedTuple):
    """A complete snapshot: its folder, and its manifest."""

    folder: str
    manifest: Manifest

    def path(self, file: StoredFile) -> str:
        """Return the path of one of its files."""
        return os.path.join(self.folder, file.name)


def cache_folder() -> str:
    """Return the folder under which all snapshots lie: ``$CORPUS_CACHE``, or the user's cache."""
    named = os.environ.get(VARIABLE)
    if named:
        return os.path.expanduser(named)
    import platformdirs

    return platformdirs.user_cache_dir("corpus", appauthor=False)


class Store:
    """The folder of the snapshot of these sources."""

    def __init__(self, sources: Sequence[str]) -> None:
        keys = [names.key(source) for source in sources]
        key = blake2b(os.fsencode("\0".join(keys)), digest_size=8).hexdigest()
        is_url = names.is_url(sources[0])
        base = names.base_name(sources[0]) if is_url else os.path.basename(keys[0])
        name = "".join(filter(str.isalnum, base))[:32]
        self.folder = os.path.join(cache_folder(), f"{name}-{key}" if name else key)

    def current(self) -> Generation | None:
        """Return the generation in use, None where there is none.

        Raises SnapshotError where it is damaged or was made under other rules.
        """
        for _ in range(3):
            pointer = self._read(_CURRENT)
            if pointer is None:
                return None
            name, checksum = _pointed(pointer)
            manifest = self._read(name, _MANIFEST)
            if manifest is not None:
                break
            # Another process has just put a newer one in place.
        else:
            raise SnapshotError(f"{self.folder} is damaged: it has no manifest")
        if zlib.crc32(manifest) != checksum:
            raise SnapshotError(f"{os.path.join(self.folder, name, _MANIFEST)} is damaged")
        return Generation(os.path.join(self.folder, name), _manifest(json.loads(manifest)))

    def verify(self) -> list[str]:
        """Return the paths of the files that are not what was written; raises SnapshotError."""
        generation = self.current()
        if generation is None:
            return []
        damaged = []
        for file in generation.manifest.parts:
            path = generation.path(file)
            try:
                found = container.checksum(path)
            except OSError:
                found = Written(0, 0)
            if found != (file.length, file.checksum):
                damaged.append(path)
        return damaged

    @contextmanager
    def locked(self, waiting: Any = None) -> Iterator[None]:
        """Be the only one who writes; ``waiting`` is called before waiting for another.

        Raises OSError where the folder cannot be written.
        """
        import filelock

        os.makedirs(self.folder, exist_ok=True)
        lock = filelock.FileLock(os.path.join(self.folder, _LOCK))
        try:
            lock.acquire(blocking=False)
        except filelock.Timeout:
            if waiting is not None:
                waiting()
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def generation(self) -> Iterator[str]:
        """Give a new folder to write a generation into; it goes again unless put in place.

        To be used by the one who holds the lock; what others left unfinished goes, too.
        """
        import tempfile

        for name in os.listdir(self.folder):
            if name.startswith(_BUILDING):
                shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)
        folder = tempfile.mkdtemp(prefix=_BUILDING, dir=self.folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put_in_place(self, folder: str, manifest: Manifest) -> Generation:
        """Make what was written into ``folder`` the generation in use; the others go."""
        data = json.dumps({"rules": RULES, **asdict(manifest)}).encode()
        _write(os.path.join(folder, _MANIFEST), data)
        _sync(folder)
        name = f"{manifest.built}-{os.path.basename(folder).removeprefix(_BUILDING)}"
        name = name.replace(":", "")
        os.rename(folder, os.path.join(self.folder, name))
        pointer = os.path.join(self.folder, f"{_CURRENT}.new")
        _write(pointer, _pointer(name, zlib.crc32(data)))
        os.replace(pointer, os.path.join(self.folder, _CURRENT))
        _sync(self.folder)
        self.compared()
        self._sweep(name)
        return Generation(os.path.join(self.folder, name), manifest)

    def clear(self) -> bool:
        """Remove everything; tell whether there was anything. Raises OSError."""
        if not os.path.isdir(self.folder):
            return False
        with self.locked():
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(self.folder, _CURRENT))
            self._sweep("")
        shutil.rmtree(self.folder, ignore_errors=True)
        return True

    def compared(self) -> None:
        """Note that all files were compared one by one just now, where that can be noted."""
        with suppress(OSError):
            _write(os.path.join(self.folder, _COMPARED), b"")

    def last_compared(self) -> float | None:
        """Return when all files were last compared one by one, in seconds since the epoch."""
        try:
            return os.stat(os.path.join(self.folder, _COMPARED)).st_mtime
        except OSError:
            return None

    def _sweep(self, kept: str) -> None:
        """Remove all generations but one; those who have them open keep what they opened."""
        for name in os.listdir(self.folder):
            path = os.path.join(self.folder, name)
            if name != kept and os.path.isdir(path):
                shutil.rmtree(path, ignore_errors=True)

    def _read(self, *names: str) -> bytes | None:
        path = os.path.join(self.folder, *names)
        try:
            with open(path, "rb") as stream:
                return stream.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise SnapshotError(f"{path} cannot be read: {error.strerror}") from None


def _pointer(name: str, checksum: int) -> bytes:
    """Return what ``CURRENT`` holds: a generation's name, and its manifest's CRC-32."""
    return f"{name} {checksum:08x}\n".encode()


def _pointed(pointer: bytes) -> tuple[str, int]:
    """Return the name and the checksum that ``CURRENT`` holds."""
    try:
        name, text = pointer.decode("ascii").split()
        checksum = int(text, 16)
        if os.path.basename(name) != name or pointer != _pointer(name, checksum):
            raise ValueError
        return name, checksum
    except ValueError:
        raise SnapshotError(f"{_CURRENT} is damaged: it names no snapshot") from None


def _manifest(data: Mapping[str, Any]) -> Manifest:
    if data.get("rules") != RULES:
        raise SnapshotError("the snapshot was made by another version of this program")
    values = {name: value for name, value in data.items() if name != "rules"}
    values["shards"] = [
        ShardEntry(StoredFile(*file), documents, words)
        for file, documents, words in values["shards"]
    ]
    values["index"] = StoredFile(*values["index"])
    values["options"] = options_of(values["options"])
    return Manifest(**values)


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: str) -> None:
    """See the names in a folder onto the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
