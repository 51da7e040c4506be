"""The lines of a buffer in which patterns may match, found by RE2 without copying the buffer.

RE2 lets go of the interpreter's lock, so scanners of parts of a buffer run side by side in threads.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from corpus_cli.query.superset import Superset, compiled

Buffer = bytes | bytearray | mmap.mmap | memoryview

# Returns the range of the first match between two offsets, (-1, -1) if there is none.
_Search = Callable[[Buffer, int, int], tuple[int, int]]

_Bound = Callable[[int, int], int]


class Scanner:
    """Finds the lines in which any of several patterns may match.

    ``exact_on_ascii`` promises that one does match in every line found that is all ASCII.
    """

    def __init__(self, patterns: Iterable[Superset]) -> None:
        alternatives = list(patterns)
        self.exact_on_ascii = all(each.exact_on_ascii for each in alternatives)
        sources = [each.source for each in alternatives]
        joined = sources[0] if len(sources) == 1 else "|".join(f"(?:{each})" for each in sources)
        self._search = _search(compiled(joined))

    def lines(
        self, buffer: Buffer, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """Yield the byte range of each line that may match, in order, without its line end.

        ``buffer`` is UTF-8 and may be a memory map; ``start`` and ``end`` are where lines begin.
        """
        return ((first, last) for first, last, _ in self.found(buffer, start, end))

    def found(
        self, buffer: Buffer, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, bool]]:
        """Yield the lines as `lines` does, each with whether it does match for sure.

        That is where what was found, and what stands beside it, is all ASCII.
        """
        search, is_exact = self._search, self.exact_on_ascii
        line_end, line_start = _line_ends(buffer)
        end = len(buffer) if end is None else end
        while start < end:
            at, stop = search(buffer, start, end)
            if at < 0:
                return
            first = line_start(start, at)
            # Behind the last line end there is no line, though an empty string can match there.
            if first == end:
                return
            last = line_end(at, end)
            near = bytes(buffer[max(at - 1, first) : min(stop + 1, last)]) if is_exact else b""
            yield first, last, is_exact and near.isascii()
            start = last + 1


def _line_ends(buffer: Buffer) -> tuple[_Bound, _Bound]:
    """Return what finds the end of the line at an offset, and its start not before another one."""
    if isinstance(buffer, memoryview):
        return _line_ends_of_view(buffer)
    find, rfind = buffer.find, buffer.rfind

    def end_of(at: int, end: int) -> int:
        found = find(b"\n", at, end)
        return end if found < 0 else found

    def start_of(start: int, at: int) -> int:
        found = rfind(b"\n", start, at)
        return start if found < 0 else found + 1

    return end_of, start_of


def _line_ends_of_view(view: memoryview) -> tuple[_Bound, _Bound]:
    """Do as for other buffers, though a view has no ``find``: it is copied a little at a time."""
    line_end = re.compile(rb"\n")

    def end_of(at: int, end: int) -> int:
        found = line_end.search(view, at, end)
        return end if found is None else found.start()

    def start_of(start: int, at: int) -> int:
        while at > start:
            low = max(start, at - 1024)
            found = view[low:at].tobytes().rfind(b"\n")
            if found >= 0:
                return low + found + 1
            at = low
        return start

    return end_of, start_of


def _search(expression: Any) -> _Search:
    """Return the fastest way to search that this release of google-re2 has.

    Where most lines match, making its match objects takes longer than matching.
    """
    import re2

    try:
        match = expression._regexp.Match
        unanchored = re2._re2.RE2.Anchor.UNANCHORED
        match(unanchored, b"", 0, 0)
    except (AttributeError, TypeError):
        return lambda buffer, start, end: _span(expression.search(buffer, start, end))

    def search(buffer: Buffer, start: int, end: int) -> tuple[int, int]:
        span: tuple[int, int] = match(unanchored, buffer, start, end)[0]
        return span

    return search


def _span(found: Any) -> tuple[int, int]:
    return (-1, -1) if found is None else found.span()
