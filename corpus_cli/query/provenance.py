"""`Provenance`: where a result came from, and what it was, so that it can be cited and run again.

It is written as JSON beside the file that holds the result. Rows are known by their digests, which
do not depend on the form that they were written in. May import what all query modules may.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import file_digest, sha256
from typing import Any, Literal, NamedTuple

from corpus_cli import version
from corpus_cli.query.analysis.result import Counted
from corpus_cli.readers.item import FIELDS
from corpus_cli.readers.sources import below, shown

# Hexadecimal digits that stand for a row: enough to find it, while ``result`` has the last word.
DIGITS = 8

# Significant digits in which floats are compared: mathematical libraries differ in the last ones.
PRECISION = 10


class SourcePath(NamedTuple):
    """A source of a corpus: as it was named, and its absolute path."""

    given: str
    path: str


class CorpusState(NamedTuple):
    """A corpus at a moment; see `corpus_cli.query.fingerprint.fingerprint`."""

    sources: tuple[SourcePath, ...]
    fingerprint: str
    documents: int
    words: int


class Versions(NamedTuple):
    """Those of the program, of its rules for words and for structure, and of Python."""

    corpus: str
    words: int
    structure: int
    python: str


class Provenance(NamedTuple):
    """What was asked of which texts, by which program, and what came out.

    ``command`` is the command line, ``cwd`` the folder it was given in, ``expression`` what was
    looked for, if anything. ``rows`` is the number of rows written of ``total``. ``result`` is
    the SHA-256 of fields and rows, ``row_digests`` the first `DIGITS` of that of each row, one
    behind the other. ``file`` is the name of the file, ``written`` when (ISO 8601).
    ``against`` is what a part was compared with, ``stopwords`` the digest of the words that were
    not listed, ``file_digest`` the SHA-256 of the file, ``notes`` what it does not show of the
    rows, ``reading`` the values of `corpus_cli.readers.item.Options` by name, if anyone said how to
    read: None and nothing in what versions wrote that did not know of them.
    """

    command: tuple[str, ...]
    cwd: str
    expression: str | None
    corpus: CorpusState
    versions: Versions
    counted: Counted
    remarks: tuple[str, ...]
    fields: tuple[str, ...]
    rows: int
    total: int
    result: str
    file: str
    written: str
    row_digests: str
    against: str | None = None
    stopwords: str | None = None
    file_digest: str | None = None
    notes: tuple[str, ...] = ()
    reading: Mapping[str, Any] | None = None


class Digests(NamedTuple):
    """The SHA-256 of fields and rows, and the first `DIGITS` of each row's."""

    result: str
    rows: str


def this_version() -> Versions:
    """Return the versions that run."""
    python = ".".join(map(str, sys.version_info[:3]))
    return Versions(version.__version__, version.WORDS, version.STRUCTURE, python)


def digests(
    fields: Sequence[str], rows: Iterable[Sequence[Any]], sources: Sequence[str] = ()
) -> Digests:
    """Return the digests of rows of values, each taken as a line of JSON.

    Floats count to `PRECISION` significant digits. Paths in a field ``source`` count from the one
    of ``sources`` that they begin with, so that it does not matter where a corpus lies.
    """
    at = fields.index("source") if "source" in fields else None
    roots = sorted(map(shown, sources), key=len, reverse=True)
    whole, each = sha256(_canonical(fields)), []
    for row in rows:
        values = list(row)
        if at is not None and isinstance(values[at], str):
            values[at] = _below(values[at], roots)
        line = _canonical(values)
        whole.update(line)
        each.append(sha256(line).hexdigest()[:DIGITS])
    return Digests(whole.hexdigest(), "".join(each))


def digest_of_words(words: Iterable[str]) -> str:
    """Return the SHA-256 of a set of words, whatever their order."""
    return sha256("\n".join(sorted(words)).encode("utf-8", "surrogatepass")).hexdigest()


def digest_of_file(path: str) -> str | None:
    """Return the SHA-256 of a file, None for what is no regular one; raises OSError."""
    if not os.path.isfile(path):
        return None
    with open(path, "rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _canonical(values: Sequence[Any]) -> bytes:
    data = [_rounded(value) for value in values]
    return json.dumps(data, separators=(",", ":"), sort_keys=True, default=str).encode() + b"\n"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{PRECISION}g}") + 0.0  # no zero below zero
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return value


def _below(path: str, roots: Iterable[str]) -> str:
    """Return what of a path follows the first root that it begins with."""
    for root in roots:
        found = below(path, root)
        if found is not None:
            return found or os.path.basename(path)
    return path


class Change(NamedTuple):
    """What is no longer what it was."""

    what: str
    before: Any
    now: Any


FileState = Literal["same", "changed", "missing"]


class Comparison(NamedTuple):
    """A result and the one that its command has now.

    ``same`` is said of the result, ``file_is`` of the file that holds it, None where that is not
    known. ``sources`` are those that were read now.

    ``gone`` and ``new`` count the rows that only one of them has; ``first`` is the number, from
    1 on, of the first row that is not where it was, and ``row`` what stands there now. Rows may
    stand in another order only: then nothing is gone or new. ``changes`` are those of the corpus,
    of versions, of what expressions and stop words mean, and of fields and total.
    """

    file: str
    same: bool
    rows_before: int
    rows_now: int
    gone: int
    new: int
    first: int | None
    row: Any
    changes: tuple[Change, ...]
    file_is: FileState | None = None
    sources: tuple[str, ...] = ()

    @property
    def all_same(self) -> bool:
        """Whether both the result and the file that holds it are what they were."""
        return self.same and self.file_is in ("same", None)


def file_state(before: Provenance, path: str) -> FileState | None:
    """Compare a file with what was written, None where that is not known; raises OSError."""
    if before.file_digest is None:
        return None
    if not os.path.lexists(path):
        return "missing"
    return "same" if digest_of_file(path) == before.file_digest else "changed"


def compare(
    before: Provenance, now: Provenance, rows: Sequence[Any], file_is: FileState | None = None
) -> Comparison:
    """Compare a result with the one of now, whose rows are ``rows``."""
    old, new = _parted(before.row_digests), _parted(now.row_digests)
    both = zip(old, new, strict=False)
    first = next((at for at, (one, other) in enumerate(both) if one != other), None)
    if first is None and len(old) != len(new):
        first = min(len(old), len(new))
    return Comparison(
        file=before.file,
        same=before.result == now.result,
        rows_before=before.rows,
        rows_now=now.rows,
        gone=(Counter(old) - Counter(new)).total(),
        new=(Counter(new) - Counter(old)).total(),
        first=None if first is None else first + 1,
        row=rows[first] if first is not None and first < len(rows) else None,
        changes=tuple(_changes(before, now)),
        file_is=file_is,
        sources=tuple(each.path for each in now.corpus.sources),
    )


def _parted(row_digests: str) -> list[str]:
    return [row_digests[at : at + DIGITS] for at in range(0, len(row_digests), DIGITS)]


# What may mean something else though the command is the same: named subcorpora, files of words.
MEANT = ("expression", "against", "stopwords")


def _changes(before: Provenance, now: Provenance) -> Iterable[Change]:
    pairs = [
        *(
            (f"corpus.{name}", getattr(before.corpus, name), getattr(now.corpus, name))
            for name in ("documents", "words", "fingerprint")
        ),
        *(
            (f"versions.{name}", old, new)
            for name, old, new in zip(Versions._fields, before.versions, now.versions, strict=True)
        ),
        *(
            (name, old, getattr(now, name))
            for name in MEANT
            # Versions that kept no digest of the file did not always keep these either.
            if (old := getattr(before, name)) is not None or before.file_digest is not None
        ),
        ("fields", before.fields, now.fields),
        ("total", before.total, now.total),
    ]
    return (Change(*pair) for pair in pairs if pair[1] != pair[2])


def parsed(text: str | bytes) -> Provenance:
    """Return the provenance that JSON describes; raises ValueError, which says what is wrong."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    given = _Given(data)
    corpus, versions, counted = (given.part(name) for name in ("corpus", "versions", "counted"))
    found = Provenance(
        command=given.texts("command"),
        cwd=given.text("cwd"),
        expression=given.optional("expression", str),
        corpus=CorpusState(
            tuple(
                SourcePath(each.text("given"), each.text("path"))
                for each in corpus.parts("sources")
            ),
            corpus.text("fingerprint"),
            corpus.number("documents"),
            corpus.number("words"),
        ),
        versions=Versions(
            versions.text("corpus"),
            versions.number("words"),
            versions.number("structure"),
            versions.text("python"),
        ),
        counted=Counted(**{name: counted.optional(name, int) for name in Counted._fields}),
        remarks=given.texts("remarks"),
        fields=given.texts("fields"),
        rows=given.number("rows"),
        total=given.number("total"),
        result=given.text("result"),
        file=given.text("file"),
        written=given.text("written"),
        row_digests=given.text("row_digests"),
        against=given.optional("against", str),
        stopwords=given.optional("stopwords", str),
        file_digest=given.optional("file_digest", str),
        notes=given.texts("notes") if given.has("notes") else (),
        reading=_reading(given.part("reading")) if given.has("reading") else None,
    )
    if found.command[:1] != ("corpus",):
        raise ValueError("its command is none of corpus")
    if not found.corpus.sources:
        raise ValueError("it names no source")
    if len(found.row_digests) != found.rows * DIGITS:
        raise ValueError(f"row_digests do not fit {found.rows:,} rows")
    return found


def _reading(given: _Given) -> Mapping[str, Any]:
    fields = given.part("fields")
    return {
        "fields": {name: fields.text(name) for name in FIELDS if fields.has(name)},
        "max_bytes": given.number("max_bytes"),
        "include": given.texts("include"),
        "exclude": given.texts("exclude"),
    }


class _Given:
    """A JSON object of which nothing is believed before it is looked at."""

    def __init__(self, data: Any) -> None:
        if not isinstance(data, dict):
            raise ValueError("it is no JSON object, or one of its parts is none")
        self._data = data

    def text(self, name: str) -> str:
        value: str = self._of(name, str)
        if "\0" in value:
            raise ValueError(f"its {name} holds a NUL")
        return value

    def number(self, name: str) -> int:
        value: int = self._of(name, int)
        if value < 0:
            raise ValueError(f"its {name} is less than 0")
        return value

    def has(self, name: str) -> bool:
        return self._data.get(name) is not None

    def optional(self, name: str, kind: type) -> Any:
        return None if self._data.get(name) is None else self._of(name, kind)

    def texts(self, name: str) -> tuple[str, ...]:
        values = self._of(name, list)
        if not all(isinstance(value, str) and "\0" not in value for value in values):
            raise ValueError(f"its {name} is no list of texts")
        return tuple(values)

    def part(self, name: str) -> _Given:
        return _Given(self._of(name, dict))

    def parts(self, name: str) -> list[_Given]:
        return [_Given(each) for each in self._of(name, list)]

    def _of(self, name: str, kind: type) -> Any:
        if name not in self._data:
            raise ValueError(f"it has no {name!r}")
        value = self._data[name]
        if type(value) is not kind:
            raise ValueError(f"its {name} is {type(value).__name__}, not {kind.__name__}")
        return value
