"""The readers of JSON Lines and JSON: objects to records, streamed.

A JSON file is read as what it holds: an array of objects, the largest list of objects in an
object, objects by their keys, objects one after the other, or a single one. May import
``records``, ``lines``, ``json_values``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from typing import Any, NamedTuple

from corpus_cli.model import RawDocument
from corpus_cli.readers.fields import find_columns
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.json_values import (
    BROKEN,
    NO_OBJECT,
    TOO_DEEP,
    TOO_LARGE,
    Outline,
    Values,
    outline,
)
from corpus_cli.readers.lines import Decoder, byte_lines, chunks
from corpus_cli.readers.notes import Tell
from corpus_cli.readers.records import Record, Table, flattened
from corpus_cli.readers.tally import Tally

_BLANK = b" \t\r\n\x1e"


def read_jsonl(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield a document an object, of which each line holds one."""
    if _layout(item) is _Layout.LINES:
        yield from _read_lines(item, tell, options)
    else:
        yield from _read_values(item, tell, options)


def read_json(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield a document an object of a JSON file, whatever it is an object of."""
    if _layout(item, needs_several=True) is _Layout.LINES:
        yield from _read_lines(item, tell, options)
    else:
        yield from _read_values(item, tell, options)


class _Layout(Enum):
    LINES = auto()
    VALUES = auto()


def _layout(item: Item, *, needs_several: bool = False) -> _Layout:
    """Say whether each line of a file is an object, by the first two that are not blank."""
    with item.open() as stream:
        begin = next(chunks(stream)).lstrip(_BLANK)[:1]
    if begin != b"{":
        return _Layout.VALUES if begin == b"[" or needs_several else _Layout.LINES
    with item.open() as stream:
        lines = (line for line in byte_lines(stream) if line is None or line.strip(_BLANK))
        first, second = next(lines, b""), next(lines, b"")
    is_several = second is None or second.startswith(b"{")
    if needs_several:
        is_lines = first is not None and is_several
    else:
        is_lines = first is None or is_several or _is_json(first)
    return _Layout.LINES if is_lines else _Layout.VALUES


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line.strip(_BLANK).decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return False
    return True


def _read_lines(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    table = Table(item, tell, options, "jsonl", "line")
    with item.open() as stream:
        yield from table.documents(_line_records(byte_lines(stream), table.tally))


# How many objects may hold others before they are no more expected to be flat.
_CREDIT = 100
_LONGEST_COUNTED = 1500


class Parser:
    """A JSON parser that repairs what can be, and counts it."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._place: Callable[[], int] = int
        # Neither raw control characters in strings, nor what is called NaN, make a record useless.
        decoder = json.JSONDecoder(
            strict=False, parse_constant=self._constant, object_pairs_hook=self._object
        )
        # Without looking for white space around a value, as ``decode`` does.
        self.scan: Callable[[str, int], tuple[Any, int]] = decoder.scan_once  # type: ignore[attr-defined]
        plain = json.JSONDecoder(strict=False, parse_constant=self._constant_seen)
        self._plain: Callable[[str, int], tuple[Any, int]] = plain.scan_once  # type: ignore[attr-defined]
        self._credit = _CREDIT
        self._has_constant = False

    def scan_flat(self, text: str) -> tuple[Any, int]:
        """Parse a text as ``scan`` does, faster where most are objects with no others in them.

        Looking at each pair takes half as long again as parsing them. Where there are as many
        marks that end keys as there are keys, none comes twice. To count in long texts is slower.
        """
        if self._credit < 0 or len(text) > _LONGEST_COUNTED:
            return self.scan(text, 0)
        value, end = self._plain(text, 0)
        if type(value) is dict and text.count('":') == len(value) and not _has_blanks(text):
            if not self._has_constant:
                return value, end
            self._has_constant = False
        self._credit -= 1
        return self.scan(text, 0)

    def _constant_seen(self, name: str) -> None:
        self._has_constant = True

    def place_of(self, place: Callable[[], int]) -> None:
        """Let ``place`` tell the number of the record that is parsed."""
        self._place = place

    def _constant(self, name: str) -> None:
        self._tally.add(f"{name}, which is no JSON, read as null", self._place())

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            self._tally.add("a key twice in an object, the last one taken", self._place())
        return found


def _has_blanks(text: str) -> bool:
    """Whether white space may stand between a key and its colon."""
    return '" :' in text or "\t" in text or "\r" in text


def _line_records(lines: Iterator[bytes | None], tally: Tally) -> Iterator[Record]:
    decoder = Decoder()
    parser = Parser(tally)
    scan = parser.scan_flat
    number = 0
    parser.place_of(lambda: number)
    for number, line in enumerate(lines, 1):
        if line is None:
            tally.add(TOO_LARGE, number, is_error=True)
            continue
        text = decoder(line.strip(_BLANK))
        if not text:
            continue
        if decoder.encoding is not None or decoder.is_damaged:
            tally.add(decoder.remark, number)
        try:
            value, end = scan(text)
        except (ValueError, StopIteration):
            tally.add(BROKEN, number, is_error=True)
            continue
        except RecursionError:
            tally.add(TOO_DEEP, number, is_error=True)
            continue
        if end != len(text):
            tally.add(BROKEN, number, is_error=True)
        elif type(value) is not dict:
            tally.add(NO_OBJECT, number)
        else:
            if "\\u" in text and ("\\ud" in text or "\\uD" in text):
                value = without_surrogates(value, tally, number)
            yield Record(number, flattened(value), len(line) + 1, decoder.encoding)


_SURROGATE = re.compile("[\ud800-\udfff]")


def without_surrogates(value: dict[str, Any], tally: Tally, place: int) -> dict[str, Any]:
    """Return an object whose strings can be encoded; halves of pairs become U+FFFD."""
    said = json.dumps(value, ensure_ascii=False)
    if _SURROGATE.search(said) is None:
        return value
    tally.add("half a surrogate pair, shown as \ufffd", place)
    mended: dict[str, Any] = json.loads(_SURROGATE.sub("\ufffd", said))
    return mended


# --- JSON of any other layout --------------------------------------------------------------------


def _read_values(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    table = Table(item, tell, options, "json", "record")
    found = outline(_pieces(item))
    place = _records_in(item, found, options) if found.is_one_object else _Place()
    if place.path and found.strings > len(place.path):
        table.tally.note(
            f"the records are those of its list {'.'.join(place.path)!r}; what stands beside it "
            "is left out"
        )
    records = _records(item, table.tally, place)
    yield from table.documents(records, single=place.is_single)


class _Place(NamedTuple):
    """Where the records of a JSON text are; ``path`` leads to the list of them."""

    start: int = 0
    path: tuple[str, ...] = ()
    is_keyed: bool = False
    is_single: bool = False


def _records_in(item: Item, found: Outline, options: Options) -> _Place:
    """Return where in a text that is one object its records are: it may be one itself.

    What has a text of its own that is longer than those of its list is a record with a list.
    """
    own = 0
    if not found.lists or item.size <= LARGEST:
        own = _length_of_text(_first(item, _Place()), options)
    if found.lists:
        best = max(found.lists, key=lambda each: each.end - each.start)
        place = _Place(best.start, best.path)
        inner = _length_of_text(_first(item, place), options)
        return place if inner > own or not own else _Place(is_single=True)
    if found.are_objects:
        place = _Place(is_keyed=True)
        if _length_of_text(_first(item, place), options) and not own:
            return place
    return _Place(is_single=True)


def _first(item: Item, place: _Place) -> Mapping[str, object]:
    tally = Tally(item.source, lambda note: None, "record")
    first = next(_records(item, tally, place), None)
    return {} if first is None else first.columns


def _length_of_text(row: Mapping[str, object], options: Options) -> int:
    """Return the length of what is a record's text by its name."""
    for column in find_columns(row, options.fields).get("text", ()):
        value = row[column]
        if isinstance(value, str):
            return len(value)
    return 0


def _records(item: Item, tally: Tally, place: _Place) -> Iterator[Record]:
    parser = Parser(tally)
    values = Values(
        _pieces(item, tally), parser.scan, tally, start=place.start, keyed=place.is_keyed
    )
    parser.place_of(lambda: values.number)
    for value in values:
        if type(value.value) is not dict:
            tally.add(NO_OBJECT, value.number)
            continue
        found = value.value
        if value.has_surrogates:
            found = without_surrogates(found, tally, value.number)
        yield Record(value.number, flattened(found), value.size, key=value.key)


def _pieces(item: Item, tally: Tally | None = None) -> Iterator[str]:
    """Yield the text of a file, cut between characters."""
    decoder = Decoder()
    rest = b""
    is_told = tally is None
    with item.open() as stream:
        for chunk in chunks(stream):
            data = rest + chunk
            end = len(data)
            # Bytes of a character that goes on in the next chunk.
            while end > 0 and len(data) - end < 3 and data[end - 1] & 0xC0 == 0x80:
                end -= 1
            if end > 0 and data[end - 1] >= 0xC0:
                end -= 1
            else:
                end = len(data)
            rest = data[end:]
            yield decoder(data[:end])
            if decoder.is_remarkable and not is_told and tally is not None:
                tally.note(decoder.remark)
                is_told = True
        if rest:
            yield decoder(rest)
