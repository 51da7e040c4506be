"""A column of strings as sections: their bytes, a line each, and where each begins.

Where no string holds a line end of its own, all are read at once several times as fast.

May import nothing of the package.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, Protocol, overload

NULL = 0xFF  # a byte that UTF-8 never holds


class Source(Protocol):
    """Where sections are found."""

    def bytes(self, name: str) -> memoryview: ...

    def numbers(self, name: str, typecode: str) -> Sequence[Any]: ...


def sections(name: str, values: Iterable[str | None]) -> dict[str, Any]:
    """Return the two sections of a column; those `names` gives."""
    lines = [
        b"\xff\n" if value is None else f"{value}\n".encode("utf-8", "surrogatepass")
        for value in values
    ]
    ends = array("I", accumulate(map(len, lines), initial=0))
    return dict(zip(names(name), (b"".join(lines), ends), strict=True))


def names(name: str) -> tuple[str, str]:
    """Return the names of a column's sections."""
    return name, f"{name}.ends"


class Strings(Sequence[str]):
    """A column of strings that are never null, read when asked for."""

    def __init__(self, source: Source, name: str) -> None:
        blob, ends = names(name)
        self._blob = source.bytes(blob)
        self._ends = source.numbers(ends, "I")

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            first, last, _ = index.indices(len(self))
            return self._between(first, last)
        if index < 0:
            index += len(self)
        start, end = self._ends[index], self._ends[index + 1] - 1
        return str(self._blob[start:end], "utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return iter(self._between(0, len(self)))

    def optional(self, index: int) -> str | None:
        """Return a string of a column that has nulls."""
        start, end = self._ends[index], self._ends[index + 1] - 1
        if end == start + 1 and self._blob[start] == NULL:
            return None
        return str(self._blob[start:end], "utf-8", "surrogatepass")

    def optionals(self) -> list[str | None]:
        """Return all strings of a column that has nulls."""
        blob = bytes(self._blob)
        parts = blob.split(b"\n")[:-1]
        if len(parts) != len(self):
            parts = [blob[start : end - 1] for start, end in pairwise(self._ends)]
        return [
            None if part == b"\xff" else part.decode("utf-8", "surrogatepass") for part in parts
        ]

    def containing(self, piece: str) -> Iterator[int]:
        """Yield the numbers of the strings that contain a piece, ascending."""
        blob, ends = bytes(self._blob), self._ends
        wanted = piece.encode("utf-8", "surrogatepass")
        at = blob.find(wanted)
        number = 0
        while at >= 0:
            number = bisect_right(ends, at, number) - 1
            if at + len(wanted) < ends[number + 1]:
                yield number
                at = blob.find(wanted, ends[number + 1])
            else:
                at = blob.find(wanted, at + 1)

    def _between(self, first: int, last: int) -> list[str]:
        if first >= last:
            return []
        ends = self._ends[first : last + 1]
        blob = bytes(self._blob[ends[0] : ends[-1]])
        parts = str(blob, "utf-8", "surrogatepass").split("\n")
        if len(parts) == last - first + 1:
            return parts[:-1]
        offset = ends[0]
        return [
            str(blob[start - offset : end - 1 - offset], "utf-8", "surrogatepass")
            for start, end in pairwise(ends)
        ]
