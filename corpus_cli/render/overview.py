"""`Info` as people read it: a line a fact.

May import ``query`` for what it draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from corpus_cli.query.overview import Info
from corpus_cli.render.output import Output
from corpus_cli.render.text import inline

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def write_plain_info(stream: TextIO, info: Info) -> None:
    """Write a fact a line, its name and value apart by a tab."""
    for name, value in zip(Info._fields, info, strict=True):
        values = value if isinstance(value, tuple) else (value,)
        for each in values:
            stream.write(f"{name}\t{'' if each is None else inline(str(each))}\n")


def draw_info(output: Output, info: Info) -> None:
    """Draw the facts in two columns."""
    from rich.text import Text

    from corpus_cli.render.terminal import console

    facts = list(_facts(info))
    width = max(len(name) for name, _ in facts)
    with console(output) as screen:
        for name, value in facts:
            line = Text.assemble((name.ljust(width), "bold"), "  ", inline(value))
            screen.print(line, soft_wrap=True)


def _facts(info: Info) -> Iterator[tuple[str, str]]:
    for source in info.sources:
        yield "source", source
    yield "documents", f"{info.documents:,}"
    yield "words", f"{info.words:,}"
    yield "vocabulary", f"{info.vocabulary:,}"
    if info.first_date is not None and info.last_date is not None:
        yield "dates", f"{info.first_date[:10]} to {info.last_date[:10]}"
    yield "size", _size(info.bytes)
    if info.snapshot is None or info.snapshot_bytes is None:
        yield "snapshot", "none; read into memory by each command"
        return
    yield "snapshot", info.snapshot
    shards = f"{info.shards:,} shard{'' if info.shards == 1 else 's'}"
    yield "", f"{_size(info.snapshot_bytes)} in {shards}"
    yield "built", f"{info.built}"
    yield "files compared", info.compared or "by every command"


def _size(number: int) -> str:
    """Return a number of bytes in the largest unit of which there is at least one."""
    size, unit = float(number), _UNITS[0]
    for unit in _UNITS:
        if size < 1000 or unit == _UNITS[-1]:
            break
        size /= 1000
    return f"{size:,.0f} {unit}" if unit == _UNITS[0] else f"{size:,.1f} {unit}"
