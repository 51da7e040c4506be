"""The readers of tables of separated values, streamed: one row, one document.

What separates the columns, how they are quoted and whether the first row names them is judged by
the first rows. May import ``records``, ``lines``, ``fields``.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from corpus_cli.model import RawDocument
from corpus_cli.readers.fields import field_of
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.lines import Decoder, byte_lines
from corpus_cli.readers.notes import Tell
from corpus_cli.readers.records import Record, Table
from corpus_cli.readers.tally import Tally
from corpus_cli.readers.timestamps import iso_date

# What is looked at to judge a table.
_SAMPLE_LINES, _SAMPLE_SIZE = 200, 500_000

_UNCLOSED = "a quote that nothing closes, read as a plain character"
_TOO_LARGE = f"larger than {LARGEST // 1_000_000} MB, left out"
_NUL = "holds NUL characters, shown as \ufffd"
_LONG = "more columns than the first row, kept by their numbers"
_SHORT = "fewer columns than the first row"

# So many unclosed quotes are looked into; then none is taken for a quote any more.
_PATIENCE = 8


def read_csv(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield a document a row of a table whose columns commas, or the like, separate."""
    yield from _read(item, tell, options, "csv", ",;\t|")


def read_tsv(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield a document a row of a table whose columns tabs separate."""
    yield from _read(item, tell, options, "tsv", "\t,;|")


def _read(
    item: Item, tell: Tell, options: Options, format: str, delimiters: str
) -> Iterator[RawDocument]:
    table = Table(item, tell, options, format, "row")
    with item.open() as stream:
        tally = Tally(item.source, tell, "line")
        lines = _Lines(byte_lines(stream), tally)
        head = lines.head()
        if _is_binary(head):
            table.tally.note("a binary file, skipped")
            return
        dialect = _named_delimiter(head, lines) or _dialect(head, delimiters)
        rows = _Rows(lines, dialect, table.tally)
        yield from table.documents(_records(rows, options, table.tally))
        tally.finish()


class Dialect(NamedTuple):
    """How a table is written: what separates columns, whether they are quoted, what escapes."""

    delimiter: str
    quoted: bool = True
    escape: str | None = None

    @property
    def options(self) -> dict[str, Any]:
        """What ``csv.reader`` takes."""
        if not self.quoted:
            return {"delimiter": self.delimiter, "quoting": csv.QUOTE_NONE}
        return {
            "delimiter": self.delimiter,
            "escapechar": self.escape,
            "doublequote": True,
        }


class _Lines(Iterator[str]):
    """The lines of a table as text, with their ends; some may be looked at first, or read again.

    ``size`` counts the bytes that were given out, ``encoding`` is what the last line that is no
    UTF-8 was read as.
    """

    def __init__(self, lines: Iterator[bytes | None], tally: Tally) -> None:
        self._lines = lines
        self._tally = tally
        self._decoder = Decoder()
        self._waiting: deque[tuple[str, int, str | None]] = deque()
        self._parts: deque[tuple[str, int, str | None]] = deque()
        self._number = 0
        self.size = 0
        self.encoding: str | None = None
        self.given: list[tuple[str, int, str | None]] = []
        self.is_spent = False

    def head(self) -> list[str]:
        """Return the first lines, which will be given out all the same."""
        size = 0
        while len(self._waiting) < _SAMPLE_LINES and size < _SAMPLE_SIZE:
            line = self._next()
            if line is None:
                break
            self._waiting.append(line)
            size += line[1]
        return [text for text, _, _ in self._waiting]

    def give_back(self, lines: Sequence[tuple[str, int, str | None]]) -> None:
        """Let lines be given out again."""
        self._waiting.extendleft(reversed(lines))
        self.size -= sum(size for _, size, _ in lines)
        self.is_spent = False

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._next()
        if line is None:
            self.is_spent = True
            raise StopIteration
        self.given.append(line)
        self.size += line[1]
        if line[2] is not None:
            self.encoding = line[2]
        return line[0]

    def _next(self) -> tuple[str, int, str | None] | None:
        if self._parts:
            return self._parts.popleft()
        for line in self._lines:
            self._number += 1
            if line is None:
                self._tally.add(_TOO_LARGE, self._number, is_error=True)
                continue
            text = self._decoder(line)
            encoding = self._decoder.encoding
            if self._decoder.is_remarkable:
                self._tally.add(self._decoder.remark, self._number)
            if "\0" in text:
                self._tally.add(_NUL, self._number)
                text = text.replace("\0", "\ufffd")
            if "\r" not in text[:-1]:
                return text + "\n", len(line) + 1, encoding
            # A carriage return alone ends a line too, on old Macintoshes.
            parts = _LONE_RETURN.split(text + "\n")
            self._parts.extend((part, len(part.encode()), encoding) for part in parts if part)
            return self._parts.popleft()
        return None


_LONE_RETURN = re.compile(r"(?<=\r)(?!\n)")


class _Rows(Iterator[list[str]]):
    """The rows of a table; a quote that is not closed swallows no more than its own line."""

    def __init__(self, lines: _Lines, dialect: Dialect, tally: Tally) -> None:
        # The limit is the whole process's.
        csv.field_size_limit(max(csv.field_size_limit(), LARGEST))
        self._lines = lines
        self._dialect = dialect
        self._tally = tally
        self._patience = _PATIENCE
        self._reader = csv.reader(lines, **dialect.options)
        self.number = 0
        self.size = 0
        self.encoding: str | None = None

    def __next__(self) -> list[str]:
        lines = self._lines
        lines.given.clear()
        lines.encoding = None
        before = lines.size
        try:
            row = next(self._reader)
            is_whole = not lines.is_spent and lines.size - before <= LARGEST
        except csv.Error:
            row, is_whole = [], False
        if not is_whole and lines.given:
            row = self._mended(row)
        self.number += 1
        self.size = lines.size - before
        self.encoding = lines.encoding
        return row

    def joined(self, row: Sequence[str]) -> str:
        """Return a row's cells as they stood in one."""
        return self._dialect.delimiter.join(row)

    def _mended(self, row: list[str]) -> list[str]:
        """Read the first line of a row that does not end, and give the others back."""
        lines = self._lines
        if len(lines.given) > 1:
            lines.give_back(lines.given[1:])
            del lines.given[1:]
            self._patience -= 1
        self._tally.add(_UNCLOSED, self.number + 1)
        plain = self._dialect._replace(quoted=False, escape=None)
        dialect = self._dialect if self._patience > 0 else plain
        self._reader = csv.reader(lines, **dialect.options)
        return next(csv.reader([lines.given[0][0]], **plain.options), row)


def _records(rows: _Rows, options: Options, tally: Tally) -> Iterator[Record]:
    first = next(rows, None)
    while first is not None and not any(first):
        first = next(rows, None)
    if first is None:
        return
    named = {name.casefold() for name in options.fields.values()}
    if _is_header(first, named):
        names = _column_names(first)
        rows.number = 0
    else:
        names = [f"col{number}" for number in range(1, len(first) + 1)]
        tally.note(f"the first row names no columns, which are called {names[0]} to {names[-1]}")
        yield Record(1, dict(zip(names, first, strict=True)), rows.size, rows.encoding)
        rows.number = 1
    width = len(names)
    for row in rows:
        if len(row) == width:
            columns: dict[str, object] = dict(zip(names, row, strict=True))
        elif not row:
            rows.number -= 1
            continue
        elif width == 1:
            # Commas of a text that is not quoted, as it stands alone.
            columns = {names[0]: rows.joined(row)}
        else:
            tally.add(_SHORT if len(row) < width else _LONG, rows.number)
            columns = dict(zip(names, row, strict=False))
            for number in range(width, len(row)):
                columns[f"col{number + 1}"] = row[number]
        yield Record(rows.number, columns, rows.size, rows.encoding)


# --- what a table is like ------------------------------------------------------------------------


def _is_binary(head: Sequence[str]) -> bool:
    sample = "".join(head)[:65536]
    return sample.count("\ufffd") > 0.1 * len(sample)


_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def _named_delimiter(head: Sequence[str], lines: _Lines) -> Dialect | None:
    """Return the dialect that a first line ``sep=;`` names, as Excel writes it; pass over it."""
    found = _SEPARATOR.fullmatch(head[0]) if head else None
    if found is None:
        return None
    next(lines)
    return _dialect(head[1:], found[1])


def _dialect(head: Sequence[str], delimiters: str) -> Dialect:
    """Return the dialect in which most of the first rows have as many columns as each other."""
    has_quotes = any('"' in line for line in head)
    has_escapes = any('\\"' in line for line in head)
    best, best_score = Dialect(delimiters[0]), 0.0
    for delimiter in delimiters:
        if not any(delimiter in line for line in head):
            continue
        ways = [Dialect(delimiter)]
        if has_escapes:
            ways.append(Dialect(delimiter, escape="\\"))
        if has_quotes:
            ways.append(Dialect(delimiter, quoted=False))
        for dialect in ways:
            score = _consistency(head, dialect)
            # Near a tie, what is asked first is the more usual.
            if score > best_score + 0.05:
                best, best_score = dialect, score
    return best


def _consistency(head: Sequence[str], dialect: Dialect) -> float:
    """Return the share of the rows that have the most frequent number of columns, if several.

    What is doubtful counts less: two rows in many lines, which are more likely a quote that nothing
    closes; a first row, of names, that is of another length; text behind a closing quote.
    """
    try:
        widths = [len(row) for row in csv.reader(head, **dialect.options) if row]
    except csv.Error:
        return 0.0
    width, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
    if width < 2:
        return 0.0
    score = count / len(widths)
    if len(widths) < 3 and len(head) > 20:
        score *= 0.5
    if widths[0] != width:
        score *= 0.8
    return score if _is_strict(head, dialect) else 0.9 * score


def _is_strict(head: Sequence[str], dialect: Dialect) -> bool:
    try:
        for _ in csv.reader(head, strict=True, **dialect.options):
            pass
    except csv.Error as error:
        # The sample may end within a row.
        return "unexpected end" in str(error)
    return True


def _is_header(row: Sequence[str], named: set[str]) -> bool:
    """Whether a first row names the columns: no number, date or sentence is among its cells."""
    cells = [cell.strip() for cell in row]
    if any(cell.casefold() in named for cell in cells):
        return True
    known = sum(field_of(cell) is not None for cell in cells if len(cell) <= 40)
    if any(len(cell) > 100 or "\n" in cell or "://" in cell for cell in cells):
        return False
    values = sum(bool(_VALUE.fullmatch(cell)) or iso_date(cell) is not None for cell in cells)
    if known:
        return values * 2 < len(cells)
    filled = [cell for cell in cells if cell]
    is_distinct = len(set(filled)) == len(filled)
    return (
        bool(filled)
        and not values
        and is_distinct
        and all(len(cell.split()) <= 5 for cell in filled)
    )


_VALUE = re.compile(r"[-+]?[\d.,]*\d[\d.,]*%?")


def _column_names(row: Sequence[str]) -> list[str]:
    """Return the names of the columns, all different; a column without one goes by its number."""
    names: dict[str, None] = {}
    for number, cell in enumerate(row, 1):
        name = " ".join(cell.split()) or f"col{number}"
        free = name
        again = 2
        while free in names:
            free = f"{name}~{again}"
            again += 1
        names[free] = None
    return list(names)
