"""``corpus diversity``: how varied the vocabulary of documents or groups is."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    In,
    Limit,
    NoDuplicates,
    NoQuotes,
    chosen,
    deliver,
    grouped_columns,
    grouping,
)
from corpus_cli.cli.exporting import OutputFile
from corpus_cli.cli.options import Common, with_common_options

EXAMPLES = """
corpus diversity # a row a document
corpus diversity --by author --sort mtld --reverse # the most varied authors first
corpus diversity --by none --in in:comment # all comments as one text
"""

_FORMATS = {"ttr": ".4f", "mattr": ".4f"}


@with_common_options
def command(
    *,
    by: Annotated[
        str,
        typer.Option(
            metavar="FIELD",
            help="document, kind, list, language, author, year, month, day; none: all as one.",
        ),
    ] = "document",
    window: Annotated[int, typer.Option(metavar="N", help="The words of MATTR's window.")] = 500,
    sort: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help="group, words, types, ttr, mattr, mtld, yules_k."),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="Sort downwards.")] = False,
    limit: Limit = 20,
    within: In = None,
    no_quotes: NoQuotes = False,
    no_duplicates: NoDuplicates = False,
    output: OutputFile = None,
    common: Common,
) -> int:
    """Measure how varied texts are: TTR, MATTR, MTLD and Yule's K.

    TTR falls with length and compares only texts of one length; the others depend on it little.
    A high K means that words are repeated.
    """
    from corpus_cli.query.analysis.diversity import Request, run

    field = grouping(by)
    with chosen(common, Asked(within, no_quotes, no_duplicates)) as (corpus, choice):
        request = Request(
            choice=choice.choice,
            by=field,
            window=window,
            sort=sort.replace("-", "_") if sort else None,
            reverse=reverse,
            limit=limit,
        )
        result = run(corpus, request)
        if field is None:
            result = replace(result, fields=result.fields[1:])
        columns = grouped_columns(corpus, result, field, _FORMATS)
        return deliver(corpus, common, result, choice, columns, output=output)
