"""The reader of Parquet: rows to records, a batch at a time.

Columns of binary data (pictures, sound) and of vectors are told by the first rows, and not read.
May import ``records``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from corpus_cli.model import RawDocument
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.notes import Tell
from corpus_cli.readers.records import Record, Table, flattened

# Bytes of a batch, about; and rows of one at most.
_BATCH, _MOST_ROWS = 8_000_000, 4096
_BUFFER = 1 << 20
_SAMPLE = 8

_TOO_LARGE = f"larger than {LARGEST // 1_000_000} MB, left out"


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield a document a row."""
    table = Table(item, tell, options, "parquet", "row")
    with item.open() as stream, _seekable(stream) as file:
        yield from table.documents(_records(file, table, options))


def _seekable(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can be read anywhere: a copy without a name if this one cannot."""
    if stream.seekable():
        return stream
    copy = TemporaryFile()  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _records(file: BinaryIO, table: Table, options: Options) -> Iterator[Record]:
    from pyarrow import parquet

    try:
        source = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        strings = [field.name for field in source.schema_arrow if _is_string(field.type)]
        # A value that is stored once and repeated a thousand times is to be held once too.
        source = parquet.ParquetFile(
            file, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=strings
        )
        facts = source.metadata
    except Exception as error:
        table.tally.note(f"cannot be read as Parquet: {_said(error)}", is_error=True)
        return
    columns = _readable(source, table)
    stop = unpacked = 0
    for group in range(facts.num_row_groups):
        number, stop = stop, stop + facts.row_group(group).num_rows
        try:
            for row in _rows(source, group, columns):
                number += 1
                size = _size(row)
                unpacked += size
                if unpacked > options.max_bytes:
                    table.tally.note(
                        f"unpacks to more than {options.max_bytes:,} bytes, "
                        f"left out from row {number:,} on",
                        is_error=True,
                    )
                    return
                if size > LARGEST:
                    table.tally.add(_TOO_LARGE, number, is_error=True)
                    continue
                yield Record(number, flattened(row), size)
        except Exception as error:
            # A damaged page; another group may be whole.
            table.tally.note(
                f"rows {number + 1:,} to {stop:,} cannot be read: {_said(error)}", is_error=True
            )


def _rows(source: Any, group: int, columns: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    facts = source.metadata.row_group(group)
    average = facts.total_byte_size // max(facts.num_rows, 1) + 1
    size = max(1, min(_MOST_ROWS, _BATCH // average))
    for batch in source.iter_batches(batch_size=size, row_groups=[group], columns=columns):
        names = batch.schema.names
        values = [_values(column) for column in batch.columns]
        for row in zip(*values, strict=True):
            yield dict(zip(names, row, strict=True))


def _size(row: Mapping[str, Any]) -> int:
    return sum(len(value) if isinstance(value, str | bytes) else 8 for value in row.values())


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


# --- columns -------------------------------------------------------------------------------------


def _is_string(type: Any) -> bool:
    from pyarrow import types

    return any(
        is_one(type)
        for is_one in (
            types.is_string,
            types.is_large_string,
            types.is_binary,
            types.is_large_binary,
        )
    )


def _readable(source: Any, table: Table) -> list[str] | None:
    """Return the columns to read, None for all: those of pictures and the like are told."""
    sample: list[Mapping[str, object]] = []
    try:
        for batch in source.iter_batches(batch_size=_SAMPLE):
            values = [_values(column) for column in batch.columns]
            names = batch.schema.names
            sample = [
                flattened(dict(zip(names, row, strict=True))) for row in zip(*values, strict=True)
            ]
            break
    except Exception:
        # What is wrong is told where the rows are read.
        return None
    left_out = {
        column: why
        for column in dict.fromkeys(column for row in sample for column in row)
        if (why := table.left_out_of([row.get(column) for row in sample]))
    }
    for column, why in left_out.items():
        table.tally.note(f"column {column!r} {why}")
    if not left_out:
        return None
    schema = source.metadata.schema
    paths = [schema.column(number).path for number in range(len(schema))]
    return [
        path
        for path in paths
        if not any(path == column or path.startswith(column + ".") for column in left_out)
    ]


def _values(column: Any) -> list[Any]:
    """Return a column's values as Python's own."""
    from pyarrow import types

    if types.is_dictionary(column.type):
        return _shared(column)
    wanted = _plain(column.type)
    try:
        cast = column if wanted is column.type else column.cast(wanted, safe=False)
        values: list[Any] = cast.to_pylist()
    except Exception:
        return [_value(each) for each in column]
    return values


def _shared(column: Any) -> list[Any]:
    """Return the values of a column of repeated ones, each made once."""
    places = column.indices.to_pylist()
    dictionary = column.dictionary
    if len(dictionary) <= len(places):
        made = _values(dictionary)
        return [None if place is None else made[place] for place in places]
    few = {place: _value(dictionary[place]) for place in set(places) if place is not None}
    return [few.get(place) for place in places]


def _plain(type: Any) -> Any:
    """Return a type whose values Python has: times in millionths of a second at most."""
    import pyarrow
    from pyarrow import types

    if types.is_timestamp(type) and type.unit == "ns":
        return pyarrow.timestamp("us", type.tz)
    if types.is_struct(type):
        fields = [type.field(number) for number in range(type.num_fields)]
        plain = [field.with_type(_plain(field.type)) for field in fields]
        return type if plain == fields else pyarrow.struct(plain)
    if types.is_list(type) and _plain(type.value_type) is not type.value_type:
        return pyarrow.list_(_plain(type.value_type))
    return type


def _value(scalar: Any) -> Any:
    """Return a value that its column as a whole could not give: no UTF-8, a time out of range."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return scalar.as_buffer().to_pybytes().decode("utf-8", "replace")
    except Exception:
        return _spelt(scalar)


def _spelt(scalar: Any) -> str | None:
    import pyarrow

    try:
        return str(scalar.cast(pyarrow.string()).as_py())
    except Exception:
        return None
