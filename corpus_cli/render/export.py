"""Records as a file: the form by its suffix, and the file whole or not touched at all.

CSV, TSV and Markdown are what ``--format`` prints, JSON Lines what ``--json`` prints: characters
that could drive a terminal are shown as substitutes in the former and escaped in the latter, and
numbers have all their digits. Cells that a spreadsheet could take for formulas are left as they
are in CSV and TSV, which are data for programs; in ``.xlsx`` they are text. May import
``records``, ``figures`` and ``text``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EACCES
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from corpus_cli.errors import UsageError
from corpus_cli.readers.paths import reason, visible
from corpus_cli.render.figures import KINDS
from corpus_cli.render.output import Format
from corpus_cli.render.records import Record, json_line, write_records

# What a file does not show of what was to be in it, a sentence each.
Notes = tuple[str, ...]

# Draws what a command has to draw into a file, in the form of its suffix; see `figures`.
Chart = Callable[[Path], Notes]


class Table(NamedTuple):
    """What a file holds: records with fields, a caption, and facts on where they come from."""

    records: Sequence[Record]
    fields: Sequence[str]
    caption: str = ""
    facts: Sequence[tuple[str, str]] = ()

    def rows(self) -> Iterator[list[Any]]:
        """Yield the values of each record."""
        return ([getattr(each, name) for name in self.fields] for each in self.records)


class Form(NamedTuple):
    """A form of files: what writes it, and the package and the extra that it needs."""

    write: Callable[[Table, BinaryIO], Notes]
    package: str | None = None
    extra: str | None = None


def write_file(
    path: str,
    records: Sequence[Record],
    fields: Sequence[str],
    *,
    caption: str = "",
    facts: Sequence[tuple[str, str]] = (),
    chart: Chart | None = None,
) -> Notes:
    """Write the fields of each record to a file in the form of its suffix, in place of any there.

    Returns what the file does not show of them, such as the end of a cell that has no room.
    ``caption`` and ``facts`` are shown where the form has room for them: HTML, and ``.xlsx`` and
    Parquet beside the rows. ``chart`` draws the file if its suffix is that of a picture. Raises
    UsageError for a suffix that is not known, a package that is missing, and a file that cannot
    be written; what was there then stays.
    """
    suffix = form_suffix(path)
    if suffix not in KINDS:
        with replacing(path) as stream:
            return FORMS[suffix].write(Table(records, fields, caption, facts), stream)
    if chart is None:
        forms = ", ".join(FORMS)
        raise UsageError(f"{visible(path)}: there is nothing to draw; there are {forms}")
    with _beside(path) as drawn:
        return chart(Path(drawn))


def form_suffix(path: str) -> str:
    """Return the suffix of a path in lower case; raises UsageError as `write_file` does."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix in KINDS:
        return suffix
    if suffix not in FORMS:
        known = ", ".join((*FORMS, *KINDS))
        what = f"{suffix!r} is no form" if suffix else "no suffix says which form"
        raise UsageError(f"{visible(path)}: {what}; there are {known}")
    form = FORMS[suffix]
    if form.package is not None:
        try:
            import_module(form.package)
        except ImportError:
            advice = f"pip install 'corpus-cli[{form.extra}]'"
            raise UsageError(f"{suffix} needs {form.package}: {advice}") from None
    return suffix


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """Give a stream whose contents become those of the file at the end, unless that fails.

    A link stays one; pipes and devices are written to as they are. Raises UsageError where the
    file cannot be written.
    """
    with _beside(path) as name, open(name, "wb") as stream:
        yield stream


@contextmanager
def _beside(path: str) -> Iterator[str]:
    """Give the path of a hidden file with the same suffix that takes the place of one at the end.

    What is no regular file is given itself. Raises UsageError as `replacing` does.
    """
    target = os.path.realpath(path)
    try:
        if os.path.lexists(target) and not os.path.isfile(target):
            yield target
            return
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        name = f".corpus-{os.urandom(8).hex()}{os.path.splitext(target)[1]}"
        beside = os.path.join(os.path.dirname(target), name)
        try:
            with open(beside, "xb"):
                yield beside
            if os.path.exists(target):
                os.chmod(beside, os.stat(target).st_mode & 0o7777)
            os.replace(beside, target)
        finally:
            with suppress(OSError):
                os.unlink(beside)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{visible(path)} cannot be written: {reason(error)}") from None


def _records(format: Format) -> Callable[[Table, BinaryIO], Notes]:
    def write(table: Table, stream: BinaryIO) -> Notes:
        with _text(stream) as out:
            write_records(table.records, table.fields, format, out)
        return ()

    return write


def _write_array(table: Table, stream: BinaryIO) -> Notes:
    """Write one JSON array, a record a line."""
    with _text(stream) as out:
        before = "[\n"
        for row in table.rows():
            out.write(before + json_line(row, table.fields))
            before = ",\n"
        out.write("[]\n" if before == "[\n" else "\n]\n")
    return ()


def _write_page(table: Table, stream: BinaryIO) -> Notes:
    from corpus_cli.render.page import page

    with _text(stream) as out:
        out.writelines(page(table))
    return ()


def _write_workbook(table: Table, stream: BinaryIO) -> Notes:
    from corpus_cli.render.workbook import write_workbook

    return write_workbook(table, stream)


def _write_parquet(table: Table, stream: BinaryIO) -> Notes:
    from corpus_cli.render.parquet import write_parquet

    write_parquet(table, stream)
    return ()


@contextmanager
def _text(stream: BinaryIO) -> Iterator[io.TextIOWrapper]:
    out = io.TextIOWrapper(stream, "utf-8", errors="backslashreplace", newline="\n")
    yield out
    out.detach()


FORMS: dict[str, Form] = {
    ".csv": Form(_records(Format.CSV)),
    ".tsv": Form(_records(Format.TSV)),
    ".jsonl": Form(_records(Format.JSON)),
    ".json": Form(_write_array),
    ".md": Form(_records(Format.MD)),
    ".html": Form(_write_page),
    ".xlsx": Form(_write_workbook, "openpyxl", "xlsx"),
    ".parquet": Form(_write_parquet, "pyarrow", "parquet"),
}
