"""Sources that are not on this machine: URLs of any file system that fsspec knows.

A source is listed once by each command, which gives the sizes and fingerprints of its files; those
are opened when they are read. May import ``errors``, ``item`` and ``notes``.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, BinaryIO, NamedTuple

from corpus_cli.errors import CorpusNotFoundError

REMEDY = "pip install 'corpus-cli[remote]'"

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# Fetched whole with one request; of what is larger, blocks of this size, as they are read.
_BLOCK = 4_000_000
# What tells one version of a file from another, the surest first, by whatever a server calls it.
_FINGERPRINTS = (
    *("ETag", "etag", "e_tag", "md5Hash", "checksum", "Content-MD5", "VersionId"),
    *("LastModified", "Last-Modified", "last_modified", "mtime", "updated", "created"),
)


class RemoteFile(NamedTuple):
    """A file of a source: its parts below that, its size, and a number for its fingerprint."""

    parts: tuple[str, ...]
    path: str
    size: int
    version: int


def is_remote(source: str) -> bool:
    """Tell whether a source is a URL."""
    return _URL.match(source) is not None


def shown(url: str) -> str:
    """Return a URL as it may be printed and stored: without password and without query."""
    if not is_remote(url):
        return url
    # Starting is part of the product, and most sources are folders.
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


@cache
def listing(url: str) -> tuple[RemoteFile, ...]:
    """Return the files of a source, in the order of their parts; asked for once.

    Raises CorpusNotFoundError, which says what went wrong.
    """
    system, path = _system(url, os.getpid())
    try:
        found = _found(system, path, is_page=url.lower().startswith("http"))
    except Exception as error:
        raise CorpusNotFoundError(f"{shown(url)} cannot be read: {_said(error)}") from None
    files = []
    for name, info in found.items():
        below = name.removeprefix(path.rstrip("/")).strip("/")
        parts = tuple(below.split("/")) if below else (path.rstrip("/").rpartition("/")[2],)
        own = f"{url.rstrip('/')}/{below}" if below else url
        files.append(RemoteFile(parts, own, int(info.get("size") or 0), _version(info)))
    if not files:
        raise CorpusNotFoundError(f"{shown(url)} does not exist, or holds no file")
    _of_system.update({each.path: (url, each) for each in files})
    return tuple(sorted(files))


# The source of each file that was listed, and what is known of it; inherited by worker processes.
_of_system: dict[str, tuple[str, RemoteFile]] = {}


def _found(system: Any, path: str, *, is_page: bool) -> dict[str, Any]:
    """Return what is known of each file by its path in a file system."""
    if is_page and not path.endswith("/"):
        return {path: system.info(path)}
    try:
        info = system.info(path)
    except FileNotFoundError:
        info = {"type": "directory"}
    if info["type"] == "file":
        return {path: info}
    return dict(system.find(path, detail=True))


def _version(info: dict[str, Any]) -> int:
    from hashlib import blake2b

    said = next((str(info[name]) for name in _FINGERPRINTS if info.get(name)), "")
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big") >> 1


def opener(path: str) -> Callable[[], BinaryIO]:
    """Return what opens a file that was listed; small ones are fetched once."""
    source, file = _of_system[path]
    system, root = _system(source, os.getpid())
    inner = root if path == source else f"{root.rstrip('/')}/{'/'.join(file.parts)}"
    fetched: list[bytes] = []

    def opened() -> BinaryIO:
        if 0 < file.size <= _BLOCK:
            if not fetched:
                fetched.append(_fetched(system.cat_file, inner))
            return io.BytesIO(fetched[0])
        stream: BinaryIO = _fetched(system.open, inner, "rb", block_size=_BLOCK)
        return stream

    return opened


def _fetched(call: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Call a file system; raises OSError for whatever it raises."""
    try:
        return call(*arguments, **options)
    except OSError:
        raise
    except Exception as error:
        raise OSError(None, _said(error)) from None


def state(path: str) -> RemoteFile:
    """Return what is known of a file that was listed."""
    return _of_system[path][1]


@lru_cache(maxsize=16)
def _system(url: str, process: int) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it; each process has its own.

    Its threads do not live on in a process that was forked.
    """
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(url)
    except ImportError as error:
        needed = re.search(r"(?i)install ([\w-]+)", str(error))
        name = needed[1] if needed else "fsspec"
        raise CorpusNotFoundError(f"{shown(url)} cannot be read without {name}: {REMEDY}") from None
    except Exception as error:
        raise CorpusNotFoundError(f"{shown(url)} cannot be read: {_said(error)}") from None
    return system, path


def _said(error: BaseException) -> str:
    """Return what an error says on one line, without the URL that it may repeat."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    text = re.sub(r"\S+://\S+", "", " ".join(str(error).split())).strip(" :'\"")
    return text[:150] or type(error).__name__
