"""What lies behind a URL: its files in order, and a state that changes when any of them does."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from corpus_cli.errors import CorpusNotFoundError
from corpus_cli.readers.remote import systems
from corpus_cli.readers.remote.failures import reason
from corpus_cli.readers.remote.files import RemoteFile
from corpus_cli.readers.remote.web_index import Index, index_of
from corpus_cli.readers.sources import base_name, shown

# Folders of a web server that are looked at, and bytes of a page or of a file of patterns.
_MOST_FOLDERS = 10_000
_LARGEST = 32_000_000

# What listings call that which changes with a file's contents, and, where there is none, its times.
_TAGS = (
    *("etag", "e_tag", "md5hash", "md5", "content-md5", "content_md5", "contenthash", "digest"),
    *("checksum", "crc", "crc32", "crc32c", "sha", "hex", "generation", "versionid"),
)
_TIMES = (
    *("lastmodified", "last_modified", "last-modified", "mtime", "modified", "modify", "updated"),
    *("modification_time", "modificationtime", "created", "timecreated", "date_time"),
)


class Listed(NamedTuple):
    """A file of a listing, its path below the source, empty where it is that, and its parts."""

    path: str
    parts: tuple[str, ...]
    file: RemoteFile

    @property
    def identity(self) -> str:
        """What tells it from all files, listed below another URL or not."""
        first, _, rest = self.file.url.partition("::")
        return "\0".join((first.partition("://")[0], self.file.address, rest))

    def lines(self) -> list[str]:
        """Return the lines of a short file of text; raises OSError."""
        with self.file.open() as stream:
            data = stream.read(_LARGEST)
        return data.decode("utf-8", "surrogateescape").splitlines()


class Listing(NamedTuple):
    """The files below a URL, in the order of their paths, and those that say what to leave out.

    ``state`` changes when any of them does. ``is_cut`` says that there is more.
    """

    files: tuple[Listed, ...]
    rules: tuple[Listed, ...]
    state: tuple[int, int]
    is_cut: bool = False


_listed: ContextVar[dict[str, Listing] | None] = ContextVar("listed", default=None)


@contextmanager
def listed_once() -> Iterator[None]:
    """Let each URL be listed no more than once within."""
    if _listed.get() is not None:
        yield
        return
    token = _listed.set({})
    try:
        yield
    finally:
        _listed.reset(token)


def listing(url: str, rules_name: str) -> Listing:
    """Return what lies below a URL, hidden files left out but for those of ``rules_name``.

    Raises CorpusNotFoundError.
    """
    known = _listed.get()
    if known is not None and url in known:
        return known[url]
    try:
        found = _list(url, rules_name)
    except Exception as error:
        raise CorpusNotFoundError(f"{shown(url)}: {reason(error)}") from None
    if known is not None:
        known[url] = found
    return found


def file_below(url: str, path: str) -> RemoteFile:
    """Return the file at a path below a URL, as it is now."""
    system, root = systems.system_of(url)
    address = root
    if path:
        folder = root if systems.is_web(system) or root in ("", "/") else f"{root}/"
        address = f"{folder}{path}"
    parts = _parts(path, is_web=systems.is_web(system))
    return _file(url, address, parts, system.info(address))


def _list(url: str, rules_name: str) -> Listing:
    system, root = systems.reopen(url)
    is_web = systems.is_web(system)
    infos, is_cut = _web_files(system, root) if is_web else (system.find(root, detail=True), False)
    if not infos and not is_web and not system.exists(root):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    listed = []
    for address, info in infos.items():
        # Object stores have objects that stand for folders.
        if info.get("type") == "directory" or (address.endswith("/") and not is_web):
            continue
        path = _path_below(address, root)
        parts = _parts(path, is_web=is_web)
        file = _file(url, address, parts, info)
        if not path or not _is_hidden(parts, rules_name):
            listed.append(Listed(path, parts or (file.name,), file))
    listed.sort(key=lambda each: each.parts)
    states = [(each.path, each.file.size, each.file.version) for each in listed]
    rules = tuple(each for each in listed if each.path and each.parts[-1] == rules_name)
    return Listing(
        tuple(each for each in listed if not each.path or each.parts[-1] != rules_name),
        rules,
        # Less than any time: nobody waits for a clock to pass it.
        (-1 - _digest(states), len(listed)),
        is_cut,
    )


def _path_below(address: str, root: str) -> str:
    if address == root:
        return ""
    folder = root if root.endswith("/") or not root else f"{root}/"
    return address.removeprefix(folder).lstrip("/")


def _parts(path: str, *, is_web: bool) -> tuple[str, ...]:
    parts = tuple(part for part in path.split("/") if part)
    return tuple(map(unquote, parts)) if is_web else parts


def _is_hidden(parts: Sequence[str], rules_name: str = "") -> bool:
    *folders, name = parts
    return any(part.startswith(".") for part in folders) or (
        name.startswith(".") and name != rules_name
    )


def _file(url: str, address: str, parts: Sequence[str], info: Mapping[str, Any]) -> RemoteFile:
    said = {str(name).lower(): value for name, value in info.items()}
    marks = _marks(said, _TAGS) or _marks(said, _TIMES)
    # What nothing is known of may have changed whenever one looks.
    version = _digest(marks) if marks else int.from_bytes(os.urandom(7))
    name = parts[-1] if parts else base_name(url) or "index"
    size = info.get("size")
    return RemoteFile(url, address, name, size or 0, version, size is not None, bool(marks))


def _marks(said: Mapping[str, Any], names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, str(said[name])) for name in names if said.get(name) not in (None, "")]


def _digest(values: object) -> int:
    data = json.dumps(values).encode()
    return int.from_bytes(blake2b(data, digest_size=8).digest()) >> 1


# --- web servers ---------------------------------------------------------------------------------


def _web_files(system: Any, root: str) -> tuple[dict[str, Any], bool]:
    """Return the files that the page at a URL lists, or that page alone; and whether it lists more.

    Those of which the server says nothing are found out when they are read.
    """
    index = _index_at(system, root) if urlsplit(root).path.endswith("/") else None
    if index is None:
        return {root: system.info(root)}, False
    files = dict.fromkeys(index.files)
    waiting = [*reversed(index.folders)]
    seen = set(waiting)
    while waiting and len(seen) <= _MOST_FOLDERS:
        folder = waiting.pop()
        if _is_hidden(_parts(_path_below(folder, root), is_web=True)):
            continue
        found = _index_at(system, folder) or Index((folder,), ())
        files |= dict.fromkeys(found.files)
        waiting += (each for each in reversed(found.folders) if each not in seen)
        seen.update(found.folders)
    infos = systems.headers(system, list(files))
    return {
        url: {"size": None} if isinstance(info, Exception) else info
        for url, info in zip(files, infos, strict=True)
    }, bool(waiting)


def _index_at(system: Any, url: str) -> Index | None:
    page = systems.page_at(system, url, _LARGEST)
    return index_of(url.partition("?")[0], page.decode("utf-8", "replace"))
