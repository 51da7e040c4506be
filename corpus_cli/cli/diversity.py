"""``corpus diversity``: how varied the vocabulary of documents or groups is."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    Limit,
    chosen,
    complete_grouping,
    grouped_columns,
    grouping,
    with_analysis_options,
)
from corpus_cli.cli.options import Common

EXAMPLES = """
corpus diversity # a row a document
corpus diversity --by author --sort mtld --reverse # the most varied authors first
corpus diversity --by none --in in:comment # all comments as one text
"""

_FORMATS = {"ttr": ".4f", "mattr": ".4f"}


@with_analysis_options
def command(
    *,
    by: Annotated[
        str,
        typer.Option(
            metavar="FIELD",
            help="document, kind, list, language, author, year, month, day, meta.NAME; none: all "
            "as one.",
            autocompletion=complete_grouping,
        ),
    ] = "document",
    window: Annotated[int, typer.Option(metavar="N", help="The words of MATTR's window.")] = 500,
    sort: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help="group, words, types, ttr, mattr, mtld, yules_k."),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="Sort downwards.")] = False,
    limit: Limit = 20,
    asked: Asked,
    common: Common,
) -> int:
    """Measure how varied texts are: TTR, MATTR, MTLD and Yule's K.

    TTR falls with length and compares only texts of one length; the others depend on it little.
    A high K means that words are repeated.
    """

    field = grouping(by)
    with chosen(common, asked) as part:
        from corpus_cli.query.analysis.diversity import Request, run

        request = Request(
            choice=part.choice,
            by=field,
            window=window,
            sort=sort.replace("-", "_") if sort else None,
            reverse=reverse,
            limit=limit,
        )
        result = run(part.corpus, request)
        measure = request.sort if request.sort in ("ttr", "mattr", "yules_k") else "mtld"
        if field is None:
            result = replace(result, fields=result.fields[1:])
        columns = grouped_columns(part.corpus, result, field, _FORMATS, ("group", measure))
        return part.deliver(result, columns)
