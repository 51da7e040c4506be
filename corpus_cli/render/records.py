"""Records, which are named tuples, as JSON Lines, CSV, TSV, Markdown or plain fields.

One mechanism for every command: a record's fields are its columns. May import ``output`` and
``text``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TextIO

from corpus_cli.render.output import Format
from corpus_cli.render.text import inline, json_text, safe


class Record(Protocol):
    """A named tuple."""

    @property
    def _fields(self) -> tuple[str, ...]: ...


def plain_data(value: Any) -> Any:
    """Return ``value`` with named tuples turned into dictionaries, for JSON."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return [plain_data(each) for each in value]
        return {name: plain_data(each) for name, each in zip(fields, value, strict=True)}
    return value


def field_text(value: Any) -> str:
    """Return a field of a record as text: nothing for null, JSON for nested values."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    # JSON has no infinity; whoever reads numbers from text has.
    return repr(value) if isinstance(value, float) else json_text(plain_data(value))


def write_records(
    records: Iterable[Record], columns: Sequence[str], format: Format, out: TextIO
) -> None:
    """Print the fields ``columns`` of each record in any format but ``table``.

    CSV, TSV and Markdown have a line of column names first; plain has none.
    """
    _WRITERS[format](([getattr(each, name) for name in columns] for each in records), columns, out)


def _write_json(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: TextIO) -> None:
    out.writelines(json_line(row, columns) + "\n" for row in rows)


def json_line(row: Sequence[Any], columns: Sequence[str]) -> str:
    """Return a record as a JSON object on one line."""
    return json_text({name: plain_data(value) for name, value in zip(columns, row, strict=True)})


def _write_csv(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: TextIO) -> None:
    import csv

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(field_text(value)) for value in row])


def _write_plain(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: TextIO) -> None:
    for row in rows:
        out.write("\t".join([inline(_short_text(value)) for value in row]) + "\n")


def _short_text(value: Any) -> str:
    """Return a field as text, of other than whole numbers six digits or all that are whole."""
    if not isinstance(value, float):
        return field_text(value)
    return f"{value:.0f}" if 1e6 <= abs(value) < 1e15 else f"{value:.6g}"


def _write_tsv(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: TextIO) -> None:
    out.write("\t".join(columns) + "\n")
    for row in rows:
        out.write("\t".join([inline(field_text(value)) for value in row]) + "\n")


def _write_markdown(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: TextIO) -> None:
    out.write(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n")
    for row in rows:
        cells = [inline(field_text(value)).translate(_MARKDOWN) for value in row]
        out.write(f"| {' | '.join(cells)} |\n")


# What would be markup in a table's cell.
_MARKDOWN = str.maketrans({char: "\\" + char for char in "\\`*_[]<>|&~"})

_WRITERS: dict[Format, Callable[[Iterable[Sequence[Any]], Sequence[str], TextIO], None]] = {
    Format.PLAIN: _write_plain,
    Format.JSON: _write_json,
    Format.CSV: _write_csv,
    Format.TSV: _write_tsv,
    Format.MD: _write_markdown,
}
