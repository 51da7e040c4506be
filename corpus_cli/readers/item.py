"""What a reader reads: a file, or a member of one, unpacked; and how it is to be read.

May import ``notes``, ``unpacking`` and ``model``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus_cli.model import RawDocument
from corpus_cli.readers.notes import Tell

if TYPE_CHECKING:
    # It brings decompressors, which starting does without.
    from corpus_cli.readers.unpacking import Layer

# Bytes of a single document beyond which a reader cuts it, or leaves it out, and says so: it is
# what memory is bounded by.
LARGEST = 32_000_000


# What columns of tables can be named for.
FIELDS = ("text", "title", "author", "date", "url", "id", "language")


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be read.

    ``fields`` names the columns of tables that hold any of `FIELDS`, where those cannot be found
    by their names.
    ``max_bytes`` bounds what a compressed file or an archive may unpack to. ``include`` and
    ``exclude`` are patterns, in the syntax of gitignore, of paths below a source: where any is to
    be included all others are left out.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 4_000_000_000
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


DEFAULTS = Options()


def options_of(values: Mapping[str, Any]) -> Options:
    """Return the options with these values, of which lists stand for tuples."""
    made: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in values.items()
    }
    return Options(**made)


@dataclass(frozen=True, slots=True)
class Item:
    """A file, or a member of an archive.

    ``id`` is that of its document; a reader of many adds ``/`` and a key of each. ``name`` is the
    file's own, that of what it unpacks to where it is compressed; ``source`` is what notes and
    documents name it by; ``size`` counts bytes, as they are stored. ``path`` is None unless the
    file lies on the disk as it is to be read. ``layer`` says what it was unpacked from.
    """

    id: str
    name: str
    source: str
    size: int
    open: Callable[[], BinaryIO]
    path: str | None = None
    layer: Layer | None = None


Reader = Callable[[Item, Tell, Options], Iterator[RawDocument]]
