"""Records of tables to documents: the columns that are the text, the title, the author, the date.

What a file's records look like is judged by the first of them; every column that is none of a
document's fields is kept in ``meta``. Where the text is HTML it is read as what that shows. May
import ``fields``, ``timestamps``, ``tally``, ``item``, ``html_text``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import unescape
from itertools import chain
from typing import NamedTuple

from corpus_cli.model import RawDocument
from corpus_cli.readers import html_text, timestamps
from corpus_cli.readers.fields import (
    find_columns,
    guess_text,
    is_of_short_text,
    named_column,
)
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.languages import language_code
from corpus_cli.readers.notes import Tell
from corpus_cli.readers.paths import printable
from corpus_cli.readers.tally import Tally

# How many records, and characters of them, are looked at to judge what the columns are.
_SAMPLE, _SAMPLE_SIZE = 200, 4_000_000

# Shapes of records whose columns are remembered.
_SHAPES = 256

# Objects in objects are columns of their own down to here, then JSON.
_DEEPEST = 8

_LONGEST_KEY = 120
# Lists of more numbers than this are vectors and the like, not to be read.
_LONGEST_NUMBERS = 64
_VECTOR = "holds long lists of numbers, left out"
_BINARY = "holds binary data, left out"


# What readers themselves put into ``meta``.
_OWN_NAMES = ("format", "encoding")


class Record(NamedTuple):
    """A record of a file, ``columns`` by their names, objects within them dotted.

    ``place`` is what problems name it by, ``size`` counts its bytes, ``encoding`` is what it was
    decoded from unless that is UTF-8. ``key`` stands for it where it has no id of its own.
    """

    place: int
    columns: Mapping[str, object]
    size: int
    encoding: str | None = None
    key: str | None = None


class _Shape(NamedTuple):
    """Which columns of some records are which field, best first; and the others' names in meta."""

    fields: Mapping[str, tuple[str, ...]]
    text: str | None
    others: tuple[tuple[str, str], ...]

    @property
    def is_of_posts(self) -> bool:
        """Whether it knows who wrote or when, but has no place for a title."""
        return "title" not in self.fields and not self.fields.keys().isdisjoint(_OF_POSTS)


_OF_POSTS = ("author", "date")


class Table:
    """The documents of the records of a file of this ``format``; `Tally` explains ``unit``."""

    def __init__(self, item: Item, tell: Tell, options: Options, format: str, unit: str) -> None:
        self.tally = Tally(item.source, tell, unit)
        self._item = item
        self._format = format
        self._named = options.fields
        self._guessed: str | None = None
        self._is_html = False
        self._day_first: dict[str, bool | None] = {}
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self._last: tuple[tuple[str, ...], _Shape] = ((), _Shape({}, None, ()))
        self._keys: dict[str, int] = {}
        self._missing: set[str] = set(options.fields)
        self._left_out: dict[str, str] = {}

    def documents(
        self, records: Iterator[Record], *, single: bool = False
    ) -> Iterator[RawDocument]:
        """Yield a document a record; ``single`` says that the file is one, and gives its id."""
        first = _sample(records)
        if not first:
            self._finish()
            if not self.tally.has_error:
                self.tally.note("holds no record")
            return
        if not self._judge(first):
            return
        self._is_html = self._is_of_html(first)
        for record in chain(first, records):
            document = self._document(record, single=single)
            if document is not None:
                yield document
        self._finish()

    def _finish(self) -> None:
        for column, why in self._left_out.items():
            self.tally.note(f"column {column!r} {why}")
        for field in sorted(self._missing):
            self.tally.note(f"no column {self._named[field]!r}, which is named for {field}")
        self.tally.finish()

    def left_out_of(self, values: Sequence[object]) -> str | None:
        """Return why a column that holds these values would be left out; None if it would not."""
        outs: dict[str, str] = {}
        before, self._left_out = self._left_out, outs
        for value in values:
            self._shown("", value)
        self._left_out = before
        return outs.get("")

    # --- what the columns are --------------------------------------------------------------------

    def _judge(self, first: Sequence[Record]) -> bool:
        """Decide by the first records on the column of the text; False where there is none."""
        rows = [record.columns for record in first]
        columns = list(dict.fromkeys(column for row in rows for column in row))
        chosen = find_columns(columns, self._named)
        texts = chosen.get("text", ())
        for column in chosen.get("date", ()):
            self._day_first[column] = timestamps.order_of([row.get(column) for row in rows])
        if texts and (self._is_named(texts[0]) or not is_of_short_text(texts[0])):
            return True
        self._guessed = guess_text(rows)
        if self._guessed is not None:
            if self._guessed not in texts:
                self.tally.note(f"no column is called text or the like, took {self._guessed!r}")
            return True
        if texts:
            return True
        self._finish()
        self.tally.note(
            f"no column is plainly the text, nothing read; name it with --fields text=NAME, "
            f"of {_listed(columns)}"
        )
        return False

    def _is_of_html(self, first: Sequence[Record]) -> bool:
        texts = []
        for record in first:
            value = self._raw_text(self._shape(tuple(record.columns)).fields, record.columns)[1]
            texts += [value] if value.strip() else []
        return html_text.are_html(texts)

    def _is_named(self, column: str) -> bool:
        return "text" in self._named and named_column([column], self._named["text"]) is not None

    def _shape(self, columns: tuple[str, ...]) -> _Shape:
        if columns == self._last[0]:
            return self._last[1]
        shape = self._shapes.get(columns)
        if shape is None:
            if len(self._shapes) == _SHAPES:
                self._shapes.clear()
            shape = self._shapes[columns] = self._new_shape(columns)
        self._last = columns, shape
        return shape

    def _new_shape(self, columns: tuple[str, ...]) -> _Shape:
        fields = find_columns(columns, self._named)
        texts = fields.get("text", ())
        if self._guessed is not None and self._guessed in columns:
            texts = (self._guessed, *(each for each in texts if each != self._guessed))
        if texts:
            fields["text"] = texts
        for field in list(self._missing):
            if named_column(columns, self._named[field]) is not None:
                self._missing.discard(field)
        best = {names[0] for names in fields.values()}
        names: dict[str, str] = dict.fromkeys(_OWN_NAMES, "")
        if "url" in fields:
            names["url"] = ""
        for column in columns:
            if column not in best:
                names[_free(_meta_name(column), names)] = column
        others = tuple((column, name) for name, column in names.items() if column)
        return _Shape(fields, texts[0] if texts else None, others)

    # --- a record --------------------------------------------------------------------------------

    def _document(self, record: Record, *, single: bool) -> RawDocument | None:
        row = record.columns
        shape = self._shape(tuple(row))
        meta = {"format": self._format}
        for column, name in shape.others:
            value = row[column]
            if value is None:
                continue
            kind = type(value)
            if kind is str:
                if value:
                    meta[name] = value  # type: ignore[assignment]
            elif kind is int:
                meta[name] = str(value)
            elif kind is bool:
                meta[name] = "true" if value else "false"
            elif (kind is not dict or value) and (shown := self._shown(column, value)):
                meta[name] = shown
        fields = shape.fields
        title = self._folded("title", fields, row, meta) if "title" in fields else None
        if title is not None and self._is_html and "&" in title:
            title = unescape(title)
        text = self._text(fields, row, meta)
        if shape.text is None and title is None:
            self.tally.add("no text in it, left out", record.place)
            return None
        if title is not None and not _begins_with(text, title):
            text = f"{title}\n\n{text}" if text else title
        url = self._folded("url", fields, row, meta) if "url" in fields else None
        if url is not None:
            meta["url"] = url
        if record.encoding is not None:
            meta["encoding"] = record.encoding
        key = "" if single else f"/{self._key(record, fields, row, meta)}"
        return RawDocument(
            self._item.id + key,
            text,
            self._item.source,
            record.size,
            title=title,
            author=self._author(fields, row, meta) if "author" in fields else None,
            date=self._date(fields, row, meta) if "date" in fields else None,
            language=self._language(fields, row, meta) if "language" in fields else None,
            meta=meta,
            is_post=shape.is_of_posts,
        )

    def _text(
        self, fields: Mapping[str, tuple[str, ...]], row: Mapping[str, object], meta: dict[str, str]
    ) -> str:
        column, text = self._raw_text(fields, row)
        if column != fields.get("text", ("",))[0]:
            _drop(meta, column, text)
        return html_text.text_of(text) if self._is_html and html_text.has_markup(text) else text

    def _raw_text(
        self, fields: Mapping[str, tuple[str, ...]], row: Mapping[str, object]
    ) -> tuple[str, str]:
        """Return the first column of the text that is not empty, and what it holds."""
        for column in fields.get("text", ()):
            value = row[column]
            if type(value) is str and value:
                return column, value
            if isinstance(value, list) and all(isinstance(each, str) for each in value):
                text = "\n\n".join(value)
            else:
                text = "" if value is None else self._shown(column, value)
            if text:
                return column, text
        return "", ""

    def _folded(
        self,
        field: str,
        fields: Mapping[str, tuple[str, ...]],
        row: Mapping[str, object],
        meta: dict[str, str],
    ) -> str | None:
        """Return a field's first value that is not empty as one line."""
        columns = fields.get(field, ())
        first = row[columns[0]] if columns else None
        if type(first) is str and first and first.isprintable() and " " not in first:
            return first
        for place, column in enumerate(columns):
            value = row[column]
            shown = value if type(value) is str else self._shown(column, value)
            text = " ".join(shown.split())
            if text:
                if place:
                    _drop(meta, column, shown)
                return text
        return None

    def _author(
        self, fields: Mapping[str, tuple[str, ...]], row: Mapping[str, object], meta: dict[str, str]
    ) -> str | None:
        author = self._folded("author", fields, row, meta)
        found = _ADDRESS.fullmatch(author) if author is not None and "@" in author else None
        if found is None:
            return author
        meta.setdefault(_meta_name(fields["author"][0]), found[0])
        return found[1].strip("\"' ") or author

    def _date(
        self, fields: Mapping[str, tuple[str, ...]], row: Mapping[str, object], meta: dict[str, str]
    ) -> str | None:
        for place, column in enumerate(fields.get("date", ())):
            value = row[column]
            if value is None or value == "":
                continue
            iso = timestamps.iso_date(value, day_first=self._day_first.get(column))
            if iso is not None:
                if place:
                    _drop(meta, column, self._shown(column, value))
                return iso
            if not place:
                self._keep(meta, column, value)
        return None

    def _language(
        self, fields: Mapping[str, tuple[str, ...]], row: Mapping[str, object], meta: dict[str, str]
    ) -> str | None:
        for place, column in enumerate(fields.get("language", ())):
            value = row[column]
            code = language_code(value) if isinstance(value, str) else None
            if code is not None:
                if place:
                    _drop(meta, column, str(value))
                return code
            if not place:
                self._keep(meta, column, value)
        return None

    def _key(
        self,
        record: Record,
        fields: Mapping[str, tuple[str, ...]],
        row: Mapping[str, object],
        meta: dict[str, str],
    ) -> str:
        """Return what tells a record from the others of its file."""
        own = record.key or str(record.place)
        key = ""
        if "id" in fields:
            value = row[fields["id"][0]]
            said = value if type(value) is str else self._shown("id", value)
            key = _key(said)
            if len(key) > _LONGEST_KEY:
                key = ""
            if key != said:
                self._keep(meta, fields["id"][0], value)
        elif record.key is not None:
            own = _key(own)[:_LONGEST_KEY]
        elif not self._keys:
            return own
        return self._unused(key or own)

    def _unused(self, key: str) -> str:
        if key not in self._keys:
            self._keys[key] = 1
            return key
        seen = self._keys[key] + 1
        self._keys[key] = seen
        while f"{key}~{seen}" in self._keys:
            seen += 1
        self._keys[key] = seen
        self._keys[f"{key}~{seen}"] = 1
        return f"{key}~{seen}"

    def _keep(self, meta: dict[str, str], column: str, value: object) -> None:
        """Keep in ``meta`` what a field could not take."""
        shown = value if type(value) is str else self._shown(column, value)
        if shown:
            meta[_free(_meta_name(column), meta)] = shown

    def _shown(self, column: str, value: object) -> str:
        """Return a value as text, empty for none."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float) and value != value:
            return ""
        if isinstance(value, list):
            return self._shown_list(column, value)
        if isinstance(value, datetime | date):
            return value.isoformat()
        if isinstance(value, bytes):
            return self._shown_bytes(column, value)
        if isinstance(value, dict):
            return _as_json(value)
        return str(value)

    def _shown_list(self, column: str, values: list[object]) -> str:
        if len(values) > _LONGEST_NUMBERS and all(
            isinstance(value, int | float) for value in values
        ):
            self._left_out[column] = _VECTOR
            return ""
        if any(isinstance(value, list | dict | tuple) for value in values):
            return _names_of(values) or _as_json(values)
        return ", ".join(shown for value in values if (shown := self._shown(column, value)))

    def _shown_bytes(self, column: str, value: bytes) -> str:
        try:
            text = value.decode()
        except UnicodeDecodeError:
            self._left_out[column] = _BINARY
            return ""
        if "\0" in text:
            self._left_out[column] = _BINARY
            return ""
        return text


_ADDRESS = re.compile(r"([^<>]+?)\s*<[^<>\s]+@[^<>\s]+>")


def _sample(records: Iterator[Record]) -> list[Record]:
    first = []
    size = 0
    for record in records:
        first.append(record)
        size += record.size
        if len(first) == _SAMPLE or size > _SAMPLE_SIZE:
            break
    return first


def flattened(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return a record whose objects' members are columns of it: ``user.name``."""
    for value in record.values():
        if type(value) is dict and value:
            break
    else:
        return record
    flat: dict[str, object] = {}
    _flatten(record, "", flat, 0)
    return flat


def _flatten(
    record: Mapping[str, object], before: str, flat: dict[str, object], depth: int
) -> None:
    for name, value in record.items():
        if type(value) is dict and value and depth < _DEEPEST:
            _flatten(value, f"{before}{name}.", flat, depth + 1)
        else:
            dotted = before + name
            flat[_free(dotted, flat) if dotted in flat else dotted] = value


def _free(name: str, taken: Mapping[str, object]) -> str:
    """Return a name that is not taken: this one, or numbered."""
    if name not in taken:
        return name
    number = 2
    while f"{name}~{number}" in taken:
        number += 1
    return f"{name}~{number}"


def _key(said: str) -> str:
    """Return a key that can be shown in a terminal, and typed in a shell."""
    if said.isprintable() and " " not in said and "#" not in said:
        return said
    return printable(re.sub(r"[\s#]+", "_", said.strip()))


def _meta_name(column: str) -> str:
    return " ".join(column.split()).lower() or "column"


def _drop(meta: dict[str, str], column: str, value: str) -> None:
    """Take out of ``meta`` what stands for a field whose better columns are empty."""
    name = _meta_name(column)
    if meta.get(name) == value:
        del meta[name]


def _begins_with(text: str, title: str) -> bool:
    """Whether the first line of a text is its title."""
    start = len(text) - len(text.lstrip())
    if text.startswith(title, start):
        end = text.find("\n", start)
        return not text[start + len(title) : end if end >= 0 else None].strip()
    line = text[start : start + 2 * len(title) + 20].partition("\n")[0]
    return " ".join(line.split()) == title


def _names_of(values: list[object]) -> str:
    """Return the names of a list of people: ``[{"name": "Jane Doe"}, …]``."""
    names = []
    for value in values:
        name = value.get("name") if isinstance(value, dict) and len(value) == 1 else None
        if not isinstance(name, str) or not name:
            return ""
        names.append(name)
    return ", ".join(names)


def _as_json(value: object) -> str:
    if not value:
        return ""
    return json.dumps(value, ensure_ascii=False, default=str)


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(printable(" ".join(column.split())[:40]) for column in columns[:20])
    more = f" and {len(columns) - 20} more" if len(columns) > 20 else ""
    return f"{shown}{more}"
