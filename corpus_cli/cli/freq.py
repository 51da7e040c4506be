"""``corpus freq``: the words of a part of the corpus by count."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    By,
    In,
    Limit,
    Minimum,
    NoDuplicates,
    NoQuotes,
    Stopwords,
    chosen,
    deliver,
    grouped_columns,
    grouping,
    stopwords_of,
)
from corpus_cli.cli.exporting import OutputFile
from corpus_cli.cli.options import Common, with_common_options

EXAMPLES = """
corpus freq --stopwords en # without the most frequent words of English
corpus freq --match '^imperial' --stems # words that begin so, by their stem
corpus freq --by document --limit 5 # the five of each document
corpus freq --in in:comment --no-duplicates -o words.csv # to a file
"""


@with_common_options
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
    within: In = None,
    no_quotes: NoQuotes = False,
    no_duplicates: NoDuplicates = False,
    output: OutputFile = None,
    common: Common,
) -> int:
    """Count the words: occurrences, those in a million words, and documents that hold them.

    Words are counted by their form: case is set aside, accents and # are not. With --by the limit
    is of each group.
    """
    from corpus_cli.query.analysis.freq import Request, run

    by = grouping(by)
    with chosen(common, Asked(within, no_quotes, no_duplicates)) as (corpus, choice):
        request = Request(
            choice=choice.choice,
            by=by,
            match=match,
            stopwords=stopwords_of(stopwords),
            stems=stems,
            minimum=minimum,
            limit=limit,
        )
        result = run(corpus, request)
        columns = grouped_columns(corpus, result, by)
        return deliver(corpus, common, result, choice, columns, output=output)
