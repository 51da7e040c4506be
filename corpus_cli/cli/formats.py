"""``corpus formats``: the kinds of files that are understood, and what each needs."""

from __future__ import annotations

from typing import NamedTuple

from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import say
from corpus_cli.readers.formats import FORMATS, Format
from corpus_cli.render.output import Format as OutputFormat
from corpus_cli.render.records import write_records
from corpus_cli.render.table import draw_table

EXAMPLES = """
corpus formats # what is read, and what still has to be installed for the rest
corpus formats --format md # as a table to paste
corpus formats --json | jq -r 'select(.installed | not).install'
"""


class Understood(NamedTuple):
    """A format as it is listed; ``install`` is the command that installs what it needs."""

    name: str
    description: str
    suffixes: tuple[str, ...]
    installed: bool
    install: str | None


@with_common_options
def command(*, common: Common) -> int:
    """List the formats that are understood, and whether what reads each is installed.

    A file's contents tell its format where they are plain to see, else its suffix does. Whatever
    is none of these is read as plain text, unless it is binary.
    """
    rows = [_row(format) for format in FORMATS]
    output = common.output
    if output.format in (OutputFormat.TABLE, OutputFormat.PLAIN):
        shown = [
            row._replace(
                suffixes=" ".join(row.suffixes),  # type: ignore[arg-type]
                installed="yes" if row.installed else "no",  # type: ignore[arg-type]
            )
            for row in rows
        ]
        columns = ("name", "description", "suffixes", "installed")
        if output.format is OutputFormat.TABLE:
            draw_table(output, shown, columns)
        else:
            with output.opened() as stream:
                write_records(shown, columns, output.format, stream)
    else:
        with output.opened() as stream:
            write_records(rows, Understood._fields, output.format, stream)
    missing = dict.fromkeys(row.install for row in rows if not row.installed)
    say(f"not installed yet: {remedy}" for remedy in missing if remedy is not None)
    return 0


def _row(format: Format) -> Understood:
    suffixes = tuple(filter(None, format.suffixes))
    remedy = format.remedy if format.extra else None
    return Understood(format.name, format.title, suffixes, format.is_installed, remedy)
