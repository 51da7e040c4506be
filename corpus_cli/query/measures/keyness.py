"""How much more frequent a word is in one corpus than in another.

Every function takes ``a`` and ``b``, the word's frequencies in the study and the reference
corpus, and ``c`` and ``d``, the sizes of these in the same unit (words, mostly). It returns a
float: 0 where a corpus is empty, or the word is in neither, for there is nothing to compare,
unless its own documentation says otherwise. May import ``measure`` and ``association``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from corpus_cli.query.measures import association
from corpus_cli.query.measures.association import Table
from corpus_cli.query.measures.measure import Measure, ratio, weighted_log

HALF = 0.5  # of a hit, in place of none (Hardie 2014)
PER_MILLION = 1_000_000


def log_likelihood(a: float, b: float, c: float, d: float) -> float:
    """Return G² of the two cells a and b (Rayson & Garside 2000), in nats.

    It leaves out the words that are not this word, so it is below `four_cell_log_likelihood`,
    and by much for very frequent words. Large is sure to be no chance, for either corpus: see
    the sign of `log_ratio`. From 0.
    """
    if not _comparable(a, b, c, d):
        return 0.0
    excess = (a * d - b * c) / (c + d)
    here, there = c * (a + b) / (c + d), d * (a + b) / (c + d)
    return max(2 * (weighted_log(a, here, excess) + weighted_log(b, there, -excess)), 0.0)


def four_cell_log_likelihood(a: float, b: float, c: float, d: float) -> float:
    """Return G² of all four cells (Dunning 1993), in nats; large as in `log_likelihood`."""
    return association.log_likelihood(table(a, b, c, d))


def table(a: float, b: float, c: float, d: float) -> Table:
    """Return the word and all other words (rows) in the two corpora (columns).

    A frequency above its corpus's size would make a cell negative; it is 0.
    """
    return Table(a, b, max(c - a, 0), max(d - b, 0))


def log_ratio(a: float, b: float, c: float, d: float) -> float:
    """Return log2((a/c)/(b/d)) (Hardie 2014): a point more is twice as frequent, 0 equal.

    Negative for words of the reference corpus. A frequency of 0 counts as half a hit, as there.
    """
    if not _comparable(a, b, c, d):
        return 0.0
    return math.log2((a or HALF) / (b or HALF)) + math.log2(d / c)


def percent_difference(a: float, b: float, c: float, d: float) -> float:
    """Return %DIFF = 100 · (a/c − b/d)/(b/d) (Gabrielatos & Marchi 2011), in per cent.

    From −100, absent from the study corpus, over 0, equal; 100 is twice as frequent. A ``b`` of 0
    counts as half a hit, as in `log_ratio` (the authors take a quintillionth).
    """
    if not _comparable(a, b, c, d):
        return 0.0
    return 100 * ((a / (b or HALF)) * (d / c) - 1)


def bic(a: float, b: float, c: float, d: float) -> float:
    """Return G² of two cells − ln(c + d) (Wilson 2013), in nats.

    Above 10 is very strong evidence of a difference, 6 strong, 2 positive; below 0 speaks for
    none. So also where there is nothing to compare; 0 where both corpora are empty.
    """
    return log_likelihood(a, b, c, d) - (math.log(c + d) if c + d else 0.0)


def simple_maths(a: float, b: float, c: float, d: float, *, k: float = 1) -> float:
    """Return (f1 + k)/(f2 + k) of frequencies per million (Kilgarriff 2009).

    1 equal, above it more frequent in the study corpus. A large ``k`` favours common words; it
    also keeps zeros from dividing, but for a ``k`` of 0, where they give infinity or, both, 0.
    A frequency in an empty corpus is 0.
    """
    study = a / c * PER_MILLION if c else 0.0
    reference = b / d * PER_MILLION if d else 0.0
    return ratio(study + k, reference + k)


def odds_ratio(a: float, b: float, c: float, d: float) -> float:
    """Return (a/(c − a))/(b/(d − b)) (Pojanapunya & Todd 2018): 1 equal, above it of the study.

    Where a cell is 0, half is added to all four, as in `association.odds_ratio`; 1 where there is
    nothing to compare.
    """
    return association.odds_ratio(table(a, b, c, d)) if _comparable(a, b, c, d) else 1.0


def difference_coefficient(a: float, b: float, c: float, d: float) -> float:
    """Return (a/c − b/d)/(a/c + b/d) (Hofland & Johansson 1982).

    From −1, in the reference only, over 0, equal, to 1, in the study corpus only.
    """
    if not _comparable(a, b, c, d):
        return 0.0
    return ratio(a / c - b / d, a / c + b / d)


def p_value(statistic: float) -> float:
    """Return the chance of a G² or χ² as large, of one degree of freedom: small is sure.

    That of one test; who ranks a whole vocabulary makes thousands (see `bic`).
    """
    return math.erfc(math.sqrt(max(statistic, 0.0) / 2))


def _comparable(a: float, b: float, c: float, d: float) -> bool:
    return c > 0 and d > 0 and a + b > 0


KeynessMeasure = Measure[Callable[[float, float, float, float], float]]

_ALL: tuple[KeynessMeasure, ...] = (
    KeynessMeasure(
        "log-ratio",
        "log ratio",
        "Hardie 2014",
        "a point more is twice as frequent here, 0 equal, negative rarer",
        "effect",
        log_ratio,
    ),
    KeynessMeasure(
        "log-likelihood",
        "G²",
        "Rayson & Garside 2000, two cells",
        "large is sure to be no chance, more frequent or rarer",
        "significance",
        log_likelihood,
    ),
    KeynessMeasure(
        "log-likelihood-four-cell",
        "G² (4 cells)",
        "Dunning 1993, four cells",
        "large is sure to be no chance, more frequent or rarer",
        "significance",
        four_cell_log_likelihood,
    ),
    KeynessMeasure(
        "percent-diff",
        "%DIFF",
        "Gabrielatos & Marchi 2011",
        "100 is twice as frequent here, 0 equal, -100 absent",
        "effect",
        percent_difference,
    ),
    KeynessMeasure(
        "bic",
        "BIC",
        "Wilson 2013",
        "above 10 very strong evidence of a difference, 2 positive, below 0 none",
        "significance",
        bic,
    ),
    KeynessMeasure(
        "simple-maths",
        "simple maths",
        "Kilgarriff 2009, k = 1",
        "1 equal, above it more frequent here",
        "effect",
        simple_maths,
    ),
    KeynessMeasure(
        "odds-ratio",
        "odds ratio",
        "Pojanapunya & Todd 2018",
        "1 equal, above it more frequent here",
        "effect",
        odds_ratio,
    ),
    KeynessMeasure(
        "difference",
        "difference",
        "Hofland & Johansson 1982",
        "1 only here, 0 equal, -1 only there",
        "effect",
        difference_coefficient,
    ),
)

MEASURES: Mapping[str, KeynessMeasure] = MappingProxyType({each.name: each for each in _ALL})
