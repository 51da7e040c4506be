"""``corpus verify``: the statistics' formulas against the values that papers print for them."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import say
from corpus_cli.query.measures.published import Checked, run_checks
from corpus_cli.render.checks import draw_checks, write_plain_checks
from corpus_cli.render.output import Format
from corpus_cli.render.records import write_records
from corpus_cli.render.text import inline

EXAMPLES = """
corpus verify # every formula, its source, the value published and ours
corpus verify --match dunning # of one author, or of one measure
corpus verify --format md # as a table to paste, what went in included
"""


@with_common_options
def command(
    *,
    match: Annotated[
        str,
        typer.Option(
            "--match",
            "-m",
            metavar="TEXT",
            help="Only where TEXT is in the name, formula or source.",
            show_default=False,
        ),
    ] = "",
    common: Common,
) -> int:
    """Compute the values that papers print for their formulas, and compare every decimal.

    Needs no corpus. Ends with status 1 if a value disagrees, or nothing matches.
    """
    found = [row for row in run_checks() if _has(row, match)]
    if not found:
        say([f"no check has {inline(match)!r} in its name, formula or source"])
        return 1
    output = common.output
    if output.format is Format.TABLE:
        draw_checks(output, found)
    elif output.format is Format.PLAIN:
        with output.opened() as stream:
            write_plain_checks(stream, found)
    else:
        with output.opened() as stream:
            write_records(found, Checked._fields, output.format, stream)
    agreeing = sum(row.agrees for row in found)
    say([f"{agreeing} of {len(found)} values agree"])
    return 0 if agreeing == len(found) else 1


def _has(row: Checked, text: str) -> bool:
    return text.casefold() in f"{row.check}\n{row.formula}\n{row.source}".casefold()
