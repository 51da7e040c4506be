"""``corpus collocates``: the words that stand near a word more often than by chance."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    Columns,
    Fuzzy,
    Limit,
    Minimum,
    Stopwords,
    Terms,
    chosen,
    sides_of,
    stopwords_of,
    with_analysis_options,
)
from corpus_cli.cli.complete import values_of
from corpus_cli.cli.options import Common

EXAMPLES = """
corpus collocates aleppo # by logDice, G² and p beside
corpus collocates aleppo --window 2,0 --by mi # the two words before it
corpus collocates war --stopwords en --min 5 --json # every measure
"""

# Measures that are shown beside the one that is sorted by: an effect size, and how sure it is.
_EFFECTS = ("log_dice", "mi")
_SURE = ("log_likelihood", "p")
_HEADINGS = {"log_likelihood": "G²", "chi_squared": "χ²", "odds_ratio": "ODDS"}
_OPTIONAL = ("expected", "left", "right", "mi", "p")
_FORMATS = {"p": "p", "delta_p": ".4f", "delta_p_back": ".4f", "npmi": ".4f", "dice": ".4f"}


@with_analysis_options
def command(
    *,
    terms: Terms,
    window: Annotated[
        str, typer.Option(metavar="N", help="Words on each side, or LEFT,RIGHT.")
    ] = "5",
    by: Annotated[
        str,
        typer.Option(
            metavar="MEASURE",
            help="log-dice, log-likelihood, mi, mi3, t, z, dice, delta-p, delta-p-back, "
            "chi-squared, npmi, odds-ratio or count.",
            autocompletion=values_of("corpus_cli.query.measures.association", "MEASURES", "count"),
        ),
    ] = "log-dice",
    minimum: Minimum = 3,
    stopwords: Stopwords = "none",
    fuzzy: Fuzzy = False,
    limit: Limit = 20,
    asked: Asked,
    common: Common,
) -> int:
    """List the words near a word, the most closely tied first, with effect and significance.

    Each pair of a node and a word in its window counts. --json and -o give every measure.
    """

    left, right = sides_of(window)
    measure = by.replace("-", "_")
    with chosen(common, asked) as part:
        from corpus_cli.query.analysis.collocates import Request, run

        request = Request(
            terms=tuple(terms),
            choice=part.choice,
            fuzzy=fuzzy,
            left=left,
            right=right,
            by=measure.replace("_", "-"),
            minimum=minimum,
            stopwords=stopwords_of(stopwords),
            limit=limit,
        )
        result = run(part.corpus, request)
        fields = ("word", "count", "left", "right", "frequency", "expected")
        shown = dict.fromkeys((*fields, measure, *_EFFECTS, *_SURE))
        optional = [name for name in _OPTIONAL if name != measure]
        columns = Columns(tuple(shown), _FORMATS, _HEADINGS, optional, ("word", measure))
        return part.deliver(result, columns, stopwords=request.stopwords)
