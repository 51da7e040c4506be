"""The filesystems of this process, by URL, and what is asked of web servers behind fsspec's back.

A filesystem's connections live in a thread that does not survive a fork, so that each process
opens its own.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

Value = TypeVar("Value")
Answer = TypeVar("Answer")

# A request takes some 50 ms wherever it goes, in which a good line brings as much as a block. Four
# blocks are kept: a reader goes forward, and looks at the end of an archive or table first.
BLOCK = 4_000_000
_BLOCKS = 4

_AT_A_TIME = 16

# Seconds: to connect, between two pieces of an answer, and for a file that comes whole.
_CONNECT, _SILENCE, _WHOLE = 15, 60, 300

# By process and URL. Those of a parent are kept, so that nothing in a child closes them: that
# would wait for the thread.
_systems: dict[tuple[int, str], tuple[Any, str]] = {}


def system_of(url: str) -> tuple[Any, str]:
    """Return the filesystem of a URL, and what that calls it."""
    key = (os.getpid(), url)
    if key not in _systems:
        from fsspec.core import url_to_fs

        _systems[key] = url_to_fs(url, **_settings(url))
    return _systems[key]


def reopen(url: str) -> tuple[Any, str]:
    """Return a filesystem that knows nothing of what was there before."""
    _systems.pop((os.getpid(), url), None)
    system, root = system_of(url)
    system.invalidate_cache()
    return system, root


def _settings(url: str) -> dict[str, Any]:
    """Return what filesystems of a URL's chain are opened with, by their protocols."""
    made: dict[str, Any] = {}
    first, *_ = schemes = [link.partition("://")[0].lower() for link in url.split("::")]
    for scheme in schemes:
        if scheme in ("http", "https"):
            made[scheme] = _web_settings(scheme)
        elif scheme in ("s3", "s3a"):
            made[scheme] = {"default_block_size": BLOCK}
    # Those of the first filesystem are given by their names alone. Where it is an archive, it
    # knows its members from the beginning on.
    fresh = {"skip_instance_cache": True} if len(schemes) > 1 else {}
    return {**made, **made.pop(first, {}), **fresh}


def _web_settings(scheme: str) -> dict[str, Any]:
    import aiohttp
    from fsspec.config import conf

    # No limit to the time of a whole answer: a large file comes in one where there are no ranges.
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT, sock_read=_SILENCE)
    client = {"timeout": timeout, "trust_env": True, "auto_decompress": False}
    own = conf.get(scheme, {})
    return {
        "block_size": BLOCK,
        "client_kwargs": {**client, **own.get("client_kwargs", {})},
        # What is counted, cut and compared are the bytes as they are stored.
        "headers": {"Accept-Encoding": "identity", **own.get("headers", {})},
    }


def is_web(system: Any) -> bool:
    """Tell whether a filesystem is that of web servers."""
    return "https" in _protocols(system)


def _protocols(system: Any) -> tuple[str, ...]:
    names = system.protocol
    return (names,) if isinstance(names, str) else tuple(names)


def opened(system: Any, address: str, size: int) -> Any:
    """Return a file of fsspec that fetches blocks as they are read."""
    # Others than these ask for the size themselves, or do not know the word.
    known = {"size": size} if {"s3", "https"} & set(_protocols(system)) else {}
    return system.open(
        address,
        "rb",
        block_size=BLOCK,
        cache_type="blockcache",
        cache_options={"maxblocks": _BLOCKS},
        **known,
    )


def streamed(system: Any, address: str, size: int) -> Any:
    """Return a file of a web server from its beginning on, in one answer."""
    # With a size it is not asked for again.
    return system.open(address, "rb", block_size=0, size=size or 1)


def fetch(system: Any, wanted: Sequence[tuple[str, int]], most: int) -> list[bytes | Exception]:
    """Return the contents of files of known sizes, or what went wrong with each.

    None may turn out to have more than ``most`` bytes.
    """

    async def one(address: str) -> bytes:
        answer = page(system, address, most) if is_web(system) else system._cat_file(address)
        data: bytes = await asyncio.wait_for(answer, _WHOLE)
        return data

    addresses = [address for address, _ in wanted]
    if getattr(system, "async_impl", False):
        return together(system, one, addresses)
    return [_fetch_one(system, address) for address in addresses]


def _fetch_one(system: Any, address: str) -> bytes | Exception:
    try:
        data: bytes = system.cat_file(address)
    except Exception as error:
        return error
    return data


def together(
    system: Any, ask: Callable[[Value], Awaitable[Answer]], values: Sequence[Value]
) -> list[Answer | Exception]:
    """Ask for several things at a time, and return each answer or what went wrong."""

    async def all_of_them() -> list[Answer | BaseException]:
        gate = asyncio.Semaphore(_AT_A_TIME)

        async def one(value: Value) -> Answer:
            async with gate:
                return await ask(value)

        return await asyncio.gather(*map(one, values), return_exceptions=True)

    return [_raised(each) for each in _wait(system, all_of_them)]


def _raised(answer: Answer | BaseException) -> Answer | Exception:
    if isinstance(answer, BaseException) and not isinstance(answer, Exception):
        raise answer
    return answer


def _wait(system: Any, ask: Callable[..., Awaitable[Answer]], *values: Any) -> Answer:
    """Return what ``ask`` gives in the thread of a filesystem's connections."""
    from fsspec.asyn import sync

    answer: Answer = sync(system.loop, ask, *values)
    return answer


def page_at(system: Any, address: str, most: int) -> bytes:
    """Return what a web server has at an address; raises OSError if that is more than ``most``."""
    return _wait(system, page, system, address, most)


async def page(system: Any, address: str, most: int) -> bytes:
    """Return what a web server has, which may be more than it said."""
    session = await system.set_session()
    async with session.get(system.encode_url(address), **system.kwargs) as answer:
        system._raise_not_found_for_status(answer, address)
        data = bytearray()
        while chunk := await answer.content.read(1 << 18):
            data += chunk
            if len(data) > most:
                raise OSError(errno.EFBIG, "larger than the server said")
        return bytes(data)


def has_ranges(system: Any, address: str) -> bool:
    """Ask a web server for a byte of a file, and tell whether it gives no more than that."""

    async def ask() -> bool:
        session = await system.set_session()
        headers = {**system.kwargs.get("headers", {}), "Range": "bytes=0-0"}
        async with session.get(system.encode_url(address), headers=headers) as answer:
            system._raise_not_found_for_status(answer, address)
            return bool(answer.status == 206)

    return _wait(system, ask)


def headers(system: Any, addresses: Sequence[str]) -> list[Any]:
    """Return what a web server says of files, or what went wrong with each."""
    return together(system, system._info, addresses)
