"""``corpus ngrams``: sequences of words by count."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    Columns,
    In,
    Limit,
    Minimum,
    NoDuplicates,
    NoQuotes,
    chosen,
    deliver,
)
from corpus_cli.cli.exporting import OutputFile
from corpus_cli.cli.options import Common, with_common_options

EXAMPLES = """
corpus ngrams 2 # pairs of words
corpus ngrams 3 --with aleppo # three words, one of them this
corpus ngrams 4 --min 3 --in in:comment # four, three times at least, in comments
"""


@with_common_options
def command(
    *,
    size: Annotated[int, typer.Argument(metavar="N", help="How many words.")] = 2,
    holding: Annotated[
        str | None,
        typer.Option("--with", metavar="WORD", help="Only with this word or wildcard."),
    ] = None,
    minimum: Minimum = 2,
    limit: Limit = 20,
    within: In = None,
    no_quotes: NoQuotes = False,
    no_duplicates: NoDuplicates = False,
    output: OutputFile = None,
    common: Common,
) -> int:
    """Count sequences of words within paragraphs, and the documents that hold them."""
    from corpus_cli.query.analysis.ngrams import Request, run

    with chosen(common, Asked(within, no_quotes, no_duplicates)) as (corpus, choice):
        request = Request(
            size=size, choice=choice.choice, holding=holding, minimum=minimum, limit=limit
        )
        result = run(corpus, request)
        return deliver(
            corpus,
            common,
            result,
            choice,
            Columns(result.fields, bars=("ngram", "count")),
            output=output,
        )
