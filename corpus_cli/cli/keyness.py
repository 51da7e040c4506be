"""``corpus keyness``: the words that set one part of the corpus apart from another."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    Columns,
    Limit,
    Minimum,
    Stopwords,
    choose,
    chosen,
    not_negative,
    stopwords_of,
    with_analysis_options,
)
from corpus_cli.cli.complete import values_of
from corpus_cli.cli.options import Common

EXAMPLES = """
corpus keyness --in in:comment # comments against the rest
corpus keyness --in date:2016 --against date:2015 --by log-ratio # one year and another
corpus keyness --in @press --sign more --documents 5 # in five documents at least
"""

_FORMATS = {"p": "p", "dp_norm": ".3f", "difference": ".3f"}
_COUNTS = ("word", "sign", "count", "reference_count", "per_million", "reference_per_million")
_SPREAD = ("documents", "reference_documents", "dp_norm")
_HEADINGS = {
    "reference_count": "ref",
    "reference_per_million": "ref per million",
    "documents": "docs",
    "reference_documents": "ref docs",
    "log_likelihood": "G²",
}
_OPTIONAL = ("reference_per_million", "per_million", "p", "dp_norm")


class Sign(StrEnum):
    """Which keywords: those that are more frequent, less frequent, or both."""

    MORE = "more"
    LESS = "less"
    BOTH = "both"


@with_analysis_options
def command(
    *,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="EXPR", help="Compare with that part; else with the rest."),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            metavar="MEASURE",
            help="log-likelihood, log-likelihood-four-cell, log-ratio, percent-diff, bic, "
            "simple-maths, odds-ratio or difference.",
            autocompletion=values_of("corpus_cli.query.measures.keyness", "MEASURES"),
        ),
    ] = "log-likelihood",
    sign: Annotated[
        Sign, typer.Option(metavar="WHICH", help="Words that are more, less frequent, or both.")
    ] = Sign.BOTH,
    minimum: Minimum = 3,
    documents: Annotated[
        int,
        typer.Option(
            metavar="N", help="In so many documents of the part at least.", callback=not_negative
        ),
    ] = 1,
    stopwords: Stopwords = "none",
    limit: Limit = 20,
    asked: Asked,
    common: Common,
) -> int:
    """List the words that are more frequent in a part of the corpus, or less, than elsewhere.

    SIGN 1 is more, -1 less. DOCUMENTS and DP NORM tell whether it is one document that makes it.
    """

    measure = by.replace("-", "_")
    with chosen(common, asked) as part:
        from corpus_cli.query.analysis.keyness import Request, run, sign_of

        request = Request(
            choice=part.choice,
            against=choose(part.corpus, asked, against) if against else None,
            by=measure.replace("_", "-"),
            sign=sign_of(sign.value),
            minimum=minimum,
            documents=documents,
            stopwords=stopwords_of(stopwords),
            limit=limit,
        )
        result = run(part.corpus, request)
        shown = dict.fromkeys((*_COUNTS, "log_ratio", "log_likelihood", "p", measure, *_SPREAD))
        optional = [name for name in _OPTIONAL if name != measure]
        columns = Columns(tuple(shown), _FORMATS, _HEADINGS, optional, ("word", measure))
        return part.deliver(result, columns, against=request.against, stopwords=request.stopwords)
