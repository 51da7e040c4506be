"""How strongly two words attract each other, from a 2×2 table of how often they meet.

Observed cells are O11 (both), O12 (first only), O21 (second only) and O22 (neither); what chance
alone would give is Eij = row total · column total / N. For a window of some words on each side,
count the words in the windows as the first row, or scale E: the caller says which it did.

Every function takes a `Table` of integers or floats and returns a float; the zeros are those of
`measure`. May import ``measure``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from corpus_cli.query.measures.measure import Measure, log2, ratio, weighted_log


class Table(NamedTuple):
    """Observed frequencies of a pair: with both, the first, the second, and neither."""

    o11: float
    o12: float
    o21: float
    o22: float

    @classmethod
    def of(cls, joint: float, f1: float, f2: float, n: float) -> Table:
        """Return the table of two words that occur ``f1`` and ``f2`` times in ``n``.

        Frequencies that contradict each other, such as a joint one above ``f1``, would make
        cells negative; these are 0.
        """
        return cls(joint, max(f1 - joint, 0), max(f2 - joint, 0), max(n - f1 - f2 + joint, 0))

    @property
    def row1(self) -> float:
        """Frequency of the first word."""
        return self.o11 + self.o12

    @property
    def row2(self) -> float:
        """All that is not the first word."""
        return self.o21 + self.o22

    @property
    def column1(self) -> float:
        """Frequency of the second word."""
        return self.o11 + self.o21

    @property
    def column2(self) -> float:
        """All that is not the second word."""
        return self.o12 + self.o22

    @property
    def n(self) -> float:
        """The sum of the four cells."""
        return self.o11 + self.o12 + self.o21 + self.o22

    @property
    def e11(self) -> float:
        """Joint frequency that chance would give; 0 in an empty table."""
        return ratio(self.row1 * self.column1, self.n)

    @property
    def expected(self) -> tuple[float, float, float, float]:
        """The frequencies that chance would give, in the order of the cells."""
        row1, row2, column1, column2 = self.row1, self.row2, self.column1, self.column2
        n = row1 + row2
        return (
            ratio(row1 * column1, n),
            ratio(row1 * column2, n),
            ratio(row2 * column1, n),
            ratio(row2 * column2, n),
        )

    @property
    def excess(self) -> float:
        """O11 − E11, which is that of O22 too, and of O12 and O21 with the other sign.

        Of the cells' products, so that integers lose nothing to rounding before the division.
        """
        return ratio(self.o11 * self.o22 - self.o12 * self.o21, self.n)

    @property
    def attracted(self) -> bool:
        """Whether they meet more often than by chance; G² and χ² do not tell."""
        return self.excess > 0


def log_likelihood(table: Table) -> float:
    """Return G² of all four cells, 2 · ΣO · ln(O/E) (Dunning 1993), in nats.

    Large is sure to be no chance, of attraction or repulsion alike: see `Table.attracted`.
    From 0; 0 where a row or a column is empty.
    """
    excess = table.excess
    terms = map(weighted_log, table, table.expected, (excess, -excess, -excess, excess))
    return max(2 * math.fsum(terms), 0.0)


def mutual_information(table: Table) -> float:
    """Return log2(O11/E11) (Church & Hanks 1990), in bits; large for exclusive, also rare, pairs.

    0 as by chance; −∞ for words that never meet, 0 where one never occurs.
    """
    return _above_chance(log2(table.o11), table)


def mi3(table: Table) -> float:
    """Return log2(O11³/E11) (Daille 1994), in bits; large for exclusive and frequent pairs.

    −∞ for words that never meet, 0 where one never occurs.
    """
    return _above_chance(3 * log2(table.o11), table)


def _above_chance(bits: float, table: Table) -> float:
    expected = table.e11
    return bits - log2(expected) if expected > 0 else 0.0


def t_score(table: Table) -> float:
    """Return (O11 − E11)/√O11 (Church et al. 1991), in standard deviations.

    Large for frequent pairs met more often than by chance, negative for repelled ones; −∞ for
    words that never meet though chance would have it, 0 where one never occurs.
    """
    return ratio(table.excess, math.sqrt(table.o11))


def z_score(table: Table) -> float:
    """Return (O11 − E11)/√E11 (Berry-Rogghe 1973), in standard deviations.

    Large for pairs met more often than by chance, rare ones above all; negative for repelled
    ones; 0 where one never occurs.
    """
    return ratio(table.excess, math.sqrt(table.e11))


def dice(table: Table) -> float:
    """Return 2 · O11/(R1 + C1) (Dice 1945; Smadja et al. 1996): 0 never together, 1 always.

    0 where neither word occurs.
    """
    return ratio(2 * table.o11, table.row1 + table.column1)


def log_dice(fxy: float, fx: float, fy: float) -> float:
    """Return 14 + log2(2·fxy/(fx + fy)) (Rychlý 2008), in bits, whatever the corpus's size.

    At most 14, for words that always meet; a point more is twice as often; below 0 is less than
    once in 16,000; −∞ for words that never meet.
    """
    return 14 + log2(ratio(2 * fxy, fx + fy))


def delta_p(table: Table) -> float:
    """Return ΔP(2|1) = O11/R1 − O21/R2 (Gries 2013): how well the first word foretells the second.

    From −1, never, over 0, no better than chance, to 1, always; a share of an empty row is 0.
    """
    return ratio(table.o11, table.row1) - ratio(table.o21, table.row2)


def delta_p_back(table: Table) -> float:
    """Return ΔP(1|2) = O11/C1 − O12/C2 (Gries 2013): how well the second foretells the first.

    From −1 to 1, as `delta_p`; a share of an empty column is 0.
    """
    return ratio(table.o11, table.column1) - ratio(table.o12, table.column2)


def chi_squared(table: Table) -> float:
    """Return Pearson's Σ(O − E)²/E (1900), without Yates' correction, of one degree of freedom.

    Large is sure to be no chance, of attraction or repulsion alike; too large where E11 is below
    about 5. From 0 to N; 0 where a row or a column is empty.
    """
    square = table.excess * table.excess
    return math.fsum(ratio(square, expected) for expected in table.expected)


def npmi(table: Table) -> float:
    """Return mutual information divided by −log2(O11/N) (Bouma 2009).

    From −1, never together, over 0, by chance, to 1, only together. −1 is the limit for words
    that never meet; 0 where one never occurs, or where both occur everywhere.
    """
    if not table.e11:
        return 0.0
    if not table.o11:
        return -1.0
    shared = log2(table.n) - log2(table.o11)
    return max(min(ratio(mutual_information(table), shared), 1.0), -1.0) if shared > 0 else 0.0


def odds_ratio(table: Table) -> float:
    """Return (O11·O22)/(O12·O21): how many times the odds rise; 1 is chance, below it repulsion.

    Where a cell is 0, half is added to all four (Haldane 1956; Anscombe 1956), so that it is
    finite and above 0 for all; 1 in an empty table.
    """
    o11, o12, o21, o22 = table if all(table) else (cell + 0.5 for cell in table)
    return (o11 / o12) * (o22 / o21)


AssociationMeasure = Measure[Callable[[Table], float]]

_ALL: tuple[AssociationMeasure, ...] = (
    AssociationMeasure(
        "log-dice",
        "logDice",
        "Rychlý 2008",
        "14 always together; a point more is twice as often; comparable across corpora",
        "effect",
        lambda table: log_dice(table.o11, table.row1, table.column1),
    ),
    AssociationMeasure(
        "log-likelihood",
        "G²",
        "Dunning 1993, four cells",
        "large is sure to be no chance, attracted or repelled",
        "significance",
        log_likelihood,
    ),
    AssociationMeasure(
        "mi",
        "MI",
        "Church & Hanks 1990",
        "bits above chance; large for exclusive pairs, also rare ones",
        "effect",
        mutual_information,
    ),
    AssociationMeasure(
        "mi3",
        "MI3",
        "Daille 1994",
        "large for exclusive and frequent pairs",
        "effect",
        mi3,
    ),
    AssociationMeasure(
        "t",
        "t",
        "Church et al. 1991",
        "large is sure to be attracted, frequent pairs first; negative is repelled",
        "significance",
        t_score,
    ),
    AssociationMeasure(
        "z",
        "z",
        "Berry-Rogghe 1973",
        "large is sure to be attracted, rare pairs first; negative is repelled",
        "significance",
        z_score,
    ),
    AssociationMeasure(
        "dice",
        "Dice",
        "Dice 1945; Smadja et al. 1996",
        "0 never together, 1 always",
        "effect",
        dice,
    ),
    AssociationMeasure(
        "delta-p",
        "ΔP(2|1)",
        "Gries 2013",
        "how well the first word foretells the second: 0 by chance, 1 always, -1 never",
        "effect",
        delta_p,
    ),
    AssociationMeasure(
        "delta-p-back",
        "ΔP(1|2)",
        "Gries 2013",
        "how well the second word foretells the first: 0 by chance, 1 always, -1 never",
        "effect",
        delta_p_back,
    ),
    AssociationMeasure(
        "chi-squared",
        "χ²",
        "Pearson 1900",
        "large is sure to be no chance, attracted or repelled",
        "significance",
        chi_squared,
    ),
    AssociationMeasure(
        "npmi",
        "NPMI",
        "Bouma 2009",
        "-1 never together, 0 by chance, 1 only together",
        "effect",
        npmi,
    ),
    AssociationMeasure(
        "odds-ratio",
        "odds ratio",
        "Haldane 1956; Anscombe 1956",
        "1 by chance, above it attracted, below it repelled",
        "effect",
        odds_ratio,
    ),
)

MEASURES: Mapping[str, AssociationMeasure] = MappingProxyType({each.name: each for each in _ALL})
