"""A tar archive as a stream: its members in order, read once, in bounded memory.

The standard library's module keeps every member, reads headers of any size into memory, and takes
a damaged header for the end. May import nothing of the package.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Literal, NamedTuple

_BLOCK = 512

# Bytes of a header for a long name or for further fields; what is longer is passed over.
_LARGEST_HEADER = 1 << 20

Kind = Literal["file", "folder", "link", "device", "sparse"]

_KINDS: dict[bytes, Kind] = {
    tarfile.DIRTYPE: "folder",
    b"D": "folder",  # with the names of what it held
    tarfile.LNKTYPE: "link",
    tarfile.SYMTYPE: "link",
    tarfile.CHRTYPE: "device",
    tarfile.BLKTYPE: "device",
    tarfile.FIFOTYPE: "device",
    tarfile.GNUTYPE_SPARSE: "sparse",
}
# These have no contents, whatever size they are given.
_EMPTY = frozenset(
    (tarfile.DIRTYPE, tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE,
     tarfile.FIFOTYPE)
)  # fmt: skip


class Member(NamedTuple):
    """A member: its path (undecodable bytes as surrogates), what it is, its size in bytes."""

    path: str
    kind: Kind
    size: int


class TarStream:
    """The members of an archive, each to be read, as far as one likes, before the next.

    ``problem`` says, after the last, what is wrong; ``is_damaged`` whether members are lost.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.problem: str | None = None
        self.is_damaged = False
        self._stream = stream
        self._left = 0  # of the present member
        self._filling = 0  # up to a whole block

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes more of the present member; fewer only at its end."""
        data = self._stream.read(min(size, self._left))
        if len(data) < min(size, self._left):
            self._broken("truncated")
            self._left = 0
        else:
            self._left -= len(data)
        return data

    def members(self) -> Iterator[Member]:
        """Yield the members, those of archives that were put one behind another included."""
        known: dict[bytes, bytes] = {}
        is_ended = False
        while not self.is_damaged:
            block = self._stream.read(_BLOCK)
            if not block:
                if not is_ended:
                    self.problem = "ends without an end mark; it may be truncated"
                return
            if not block.strip(b"\0"):
                is_ended = True
                continue
            info = self._header(block, is_ended=is_ended)
            if info is None:
                return
            self._left, self._filling = info.size, -info.size % _BLOCK
            if info.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
                known.update(_fields(self._whole()))
            elif info.type == tarfile.GNUTYPE_LONGNAME:
                known[b"path"] = self._whole().rstrip(b"\0")
            elif info.type not in (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK):
                is_ended = False
                yield self._member(info, known)
                known = {}
            self._pass_over()

    def _header(self, block: bytes, *, is_ended: bool) -> tarfile.TarInfo | None:
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
            if info.size < 0:
                raise ValueError
        except (tarfile.HeaderError, ValueError):
            if is_ended:
                self.problem = "what follows its end is not part of it, and ignored"
            else:
                self._broken("truncated" if len(block) < _BLOCK else "damaged, the rest is lost")
            return None
        if info.type == tarfile.GNUTYPE_SPARSE and block[482]:
            while len(block := self._stream.read(_BLOCK)) == _BLOCK and block[504]:
                pass
        return info

    def _member(self, info: tarfile.TarInfo, known: dict[bytes, bytes]) -> Member:
        kind = _KINDS.get(info.type, "file")
        if b"size" in known and known[b"size"].isdigit() and len(known[b"size"]) < 20:
            self._left = int(known[b"size"])
            self._filling = -self._left % _BLOCK
        if any(key.startswith(b"GNU.sparse.") for key in known):
            kind = "sparse"
        if info.type in _EMPTY:
            self._left = self._filling = 0
        path = known.get(b"GNU.sparse.name") or known.get(b"path")
        name = path.decode("utf-8", "surrogateescape") if path else info.name
        if name.endswith("/") and not self._left:
            kind = "folder"
        return Member(name, kind, self._left)

    def _whole(self) -> bytes:
        """Return the contents of a header; nothing where they are too long to be one."""
        return b"" if self._left > _LARGEST_HEADER else self.read(self._left)

    def _pass_over(self) -> None:
        self._left += self._filling
        while self._left and self.read(1 << 16):
            pass

    def _broken(self, problem: str) -> None:
        self.problem, self.is_damaged = problem, True


def _fields(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the fields of an extended header: ``length key=value\\n`` each."""
    at = 0
    while (space := data.find(b" ", at, at + 12)) > at and data[at:space].isdigit():
        end = at + int(data[at:space])
        if end <= space:
            return
        key, _, value = data[space + 1 : end - 1].partition(b"=")
        yield key, value
        at = end
