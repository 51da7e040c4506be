"""``corpus ngrams``: sequences of words by count."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    Columns,
    Limit,
    Minimum,
    chosen,
    with_analysis_options,
)
from corpus_cli.cli.options import Common

EXAMPLES = """
corpus ngrams 2 # pairs of words
corpus ngrams 3 --with aleppo # three words, one of them this
corpus ngrams 4 --min 3 --in in:comment # four, three times at least, in comments
"""


@with_analysis_options
def command(
    *,
    size: Annotated[int, typer.Argument(metavar="N", help="How many words.")] = 2,
    holding: Annotated[
        str | None,
        typer.Option("--with", metavar="WORD", help="Only with this word or wildcard."),
    ] = None,
    minimum: Minimum = 2,
    limit: Limit = 20,
    asked: Asked,
    common: Common,
) -> int:
    """Count sequences of words within paragraphs, and the documents that hold them."""

    with chosen(common, asked) as part:
        from corpus_cli.query.analysis.ngrams import Request, run

        request = Request(
            size=size, choice=part.choice, holding=holding, minimum=minimum, limit=limit
        )
        result = run(part.corpus, request)
        return part.deliver(
            result,
            Columns(result.fields, bars=("ngram", "count")),
        )
