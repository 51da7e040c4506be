"""``corpus freq``: the words of a part of the corpus by count."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    By,
    Limit,
    Minimum,
    Stopwords,
    chosen,
    grouped_columns,
    grouping,
    stopwords_of,
    with_analysis_options,
)
from corpus_cli.cli.options import Common

EXAMPLES = """
corpus freq --stopwords en # without the most frequent words of English
corpus freq --match '^imperial' --stems # words that begin so, by their stem
corpus freq --by document --limit 5 # the five of each document
corpus freq --in in:comment --no-duplicates -o words.csv # to a file
"""


@with_analysis_options
def command(
    *,
    by: By = None,
    match: Annotated[
        str | None, typer.Option(metavar="REGEX", help="Only words in which this is found.")
    ] = None,
    stopwords: Stopwords = "none",
    stems: Annotated[bool, typer.Option("--stems", help="Stems in place of words.")] = False,
    minimum: Minimum = 1,
    limit: Limit = 20,
    asked: Asked,
    common: Common,
) -> int:
    """Count the words: occurrences, those in a million words, and documents that hold them.

    Words are counted by their form: case is set aside, accents and # are not. With --by the limit
    is of each group.
    """

    by = grouping(by)
    with chosen(common, asked) as part:
        from corpus_cli.query.analysis.freq import Request, run

        request = Request(
            choice=part.choice,
            by=by,
            match=match,
            stopwords=stopwords_of(stopwords),
            stems=stems,
            minimum=minimum,
            limit=limit,
        )
        result = run(part.corpus, request)
        return part.deliver(
            result,
            grouped_columns(part.corpus, result, by, bars=("word", "count")),
            stopwords=request.stopwords,
        )
