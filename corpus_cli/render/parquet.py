"""Records as Parquet: numbers, texts and nested values as they are, a type a column.

A column whose values have no type in common is text, as in CSV. May import ``export`` for what it
writes, ``records`` and ``text``; needs pyarrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus_cli.render.records import field_text, plain_data
from corpus_cli.render.text import json_text, safe

if TYPE_CHECKING:
    from corpus_cli.render.export import Table


def write_parquet(table: Table, stream: BinaryIO) -> None:
    """Write a file whose schema holds the facts, as JSON under the key ``corpus``."""
    import pyarrow
    from pyarrow import parquet

    rows = list(table.rows())
    columns = [_column([row[at] for row in rows]) for at in range(len(table.fields))]
    written = pyarrow.Table.from_arrays(columns, names=list(table.fields))
    facts = json_text([["caption", table.caption], *map(list, table.facts)])
    parquet.write_table(written.replace_schema_metadata({"corpus": facts}), stream)


def _column(values: Sequence[Any]) -> Any:
    import pyarrow

    try:
        column = pyarrow.array([_encodable(plain_data(value)) for value in values])
    except (pyarrow.ArrowException, OverflowError):
        texts = (None if value is None else safe(field_text(value)) for value in values)
        return pyarrow.array(list(texts), pyarrow.string())
    is_unknown = pyarrow.types.is_null(column.type)
    return column.cast(pyarrow.string()) if is_unknown else column


def _encodable(value: Any) -> Any:
    """Return ``value`` with the texts that are no UTF-8 made so."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return safe(value)
        return value
    if isinstance(value, list):
        return [_encodable(each) for each in value]
    if isinstance(value, dict):
        return {name: _encodable(each) for name, each in value.items()}
    return value
