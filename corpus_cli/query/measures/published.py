"""Values that papers and reference programs print for their formulas, computed anew.

``corpus verify`` shows them, so that nobody need believe a number of this program unseen. A value
agrees if it is the same at every decimal published, rounded and not cut off. May import the other
modules here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from corpus_cli.query.measures import association, dispersion, diversity, keyness
from corpus_cli.query.measures.association import Table


class Check(NamedTuple):
    """A published value: the formula, what it was computed from, and how to compute it.

    ``source`` is the paper of the formula and, in brackets, where the value stands if elsewhere.
    """

    name: str
    formula: str
    source: str
    input: str
    published: str
    compute: Callable[[], float]

    @property
    def decimals(self) -> int:
        """How many decimals were published."""
        return len(self.published.partition(".")[2])


class Checked(NamedTuple):
    """A published value beside the one computed here."""

    check: str
    formula: str
    source: str
    input: str
    published: str
    computed: float
    agrees: bool


def run_checks(checks: Iterable[Check] | None = None) -> list[Checked]:
    """Compute every value, those of `CHECKS` unless others are given."""
    return [_checked(check) for check in (CHECKS if checks is None else checks)]


def _checked(check: Check) -> Checked:
    computed = check.compute()
    agrees = float(f"{computed:.{check.decimals}f}") == float(check.published)
    return Checked(*check[:5], computed, agrees)


class _Case(NamedTuple):
    input: str
    published: str
    arguments: tuple[object, ...]


def _family(
    name: str, formula: str, source: str, function: Callable[..., float], cases: Sequence[_Case]
) -> Iterator[Check]:
    """Give the checks of one formula, numbered where there are several."""
    for number, case in enumerate(cases, 1):
        own = f"{name} {number}" if len(cases) > 1 else name
        compute = partial(function, *case.arguments)
        yield Check(own, formula, source, case.input, case.published, compute)


def _cells(published: str, *cells: int) -> _Case:
    return _Case(f"cells {_listed(cells)}", published, (Table(*cells),))


def _pair(published: str, joint: int, f1: int, f2: int, n: int) -> _Case:
    shown = f"f = {joint}, f1 = {f1}, f2 = {f2}, N = {n}"
    return _Case(shown, published, (Table.of(joint, f1, f2, n),))


def _two(published: str, a: float, b: float, c: float, d: float) -> _Case:
    return _Case(f"{a} in {c}, {b} in {d}", published, (a, b, c, d))


def _parts(published: str, counts: Sequence[int], sizes: Sequence[int]) -> _Case:
    over = "equal parts" if len(set(sizes)) == 1 else _listed(sizes)
    return _Case(f"{_listed(counts)} over {over}", published, (counts, sizes))


def _text(published: str, text: str, *more: int) -> _Case:
    shown = f"{text}, window {more[0]}" if more else text
    return _Case(shown, published, (text.split(), *more))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _log10_mutual_information(table: Table) -> float:
    return association.mutual_information(table) * math.log10(2)


_MS = 14_307_668  # words of the New York Times corpus of Manning & Schütze
_UCS = (15_334, 191_998)  # f1 and N


def _ucs(published: str, joint: int, f2: int) -> _Case:
    f1, n = _UCS
    return _pair(published, joint, f1, f2, n)


def _association() -> Iterator[Check]:
    yield from _family(
        "log-likelihood",
        "G² = 2·ΣO·ln(O/E), four cells",
        "Dunning 1993",
        association.log_likelihood,
        [
            _cells("270.72", 110, 2442, 111, 29114),
            _cells("95.29", 8, 5, 24, 31740),
            _cells("167.23", 10, 0, 3, 31764),
        ],
    )
    yield from _family(
        "log-likelihood UCS",
        "G² = 2·ΣO·ln(O/E), four cells",
        "Dunning 1993 (UCS toolkit)",
        association.log_likelihood,
        [_ucs("2.448757", 1, 2), _ucs("0.829802", 7, 120), _ucs("3.879126", 2, 5)],
    )
    yield from _family(
        "t",
        "t = (O11−E11)/√O11",
        "Church et al. 1991 (Manning & Schütze 1999)",
        association.t_score,
        [_pair("0.999932", 8, 15828, 4675, _MS), _pair("4.4721", 20, 42, 20, _MS)],
    )
    yield from _family(
        "t UCS",
        "t = (O11−E11)/√O11",
        "Church et al. 1991 (UCS toolkit)",
        association.t_score,
        [_ucs("0.840269", 1, 2), _ucs("-0.976603", 7, 120), _ucs("1.131847", 2, 5)],
    )
    yield from _family(
        "z UCS",
        "z = (O11−E11)/√E11",
        "Berry-Rogghe 1973 (UCS toolkit)",
        association.z_score,
        [_ucs("2.102442", 1, 2), _ucs("-0.834636", 7, 120), _ucs("2.533018", 2, 5)],
    )
    yield from _family(
        "mi",
        "MI = log2(O11/E11)",
        "Church & Hanks 1990 (Manning & Schütze 1999)",
        association.mutual_information,
        [_pair("18.38", 20, 42, 20, _MS), _pair("0.29", 20, 15019, 15629, _MS)],
    )
    yield from _family(
        "mi Church",
        "MI = log2(O11/E11)",
        "Church & Hanks 1990",
        association.mutual_information,
        [_pair("11.3", 8, 1105, 44, 15_000_000)],
    )
    yield from _family(
        "mi UCS",
        "MI = log2(O11/E11)",
        "Church & Hanks 1990 (UCS toolkit)",
        association.mutual_information,
        [_ucs("2.646285", 1, 2)],
    )
    yield from _family(
        "mi UCS log10",
        "MI = log10(O11/E11), as UCS prints it",
        "Church & Hanks 1990 (UCS toolkit)",
        _log10_mutual_information,
        [_ucs("0.796611", 1, 2)],
    )
    yield from _family(
        "chi-squared",
        "χ² = Σ(O−E)²/E, no correction",
        "Pearson 1900 (Manning & Schütze 1999)",
        association.chi_squared,
        [_cells("1.55", 8, 15820, 4667, 14287173)],
    )
    yield from _family(
        "log-dice",
        "logDice = 14 + log2(2·fxy/(fx+fy))",
        "Rychlý 2008",
        association.log_dice,
        [
            _Case(f"fxy, fx, fy = {_listed(given)}", published, given)
            for published, given in (
                ("8.726204", (8, 389, 230)),
                ("14", (300, 300, 300)),
                ("4.034216", (3, 3000, 3000)),
                ("5.034216", (6, 3000, 3000)),
                ("10.67807", (300, 3000, 3000)),
            )
        ],
    )
    gries = (5610, 168_938, 2257, 10_233_063)
    yield from _family(
        "delta-p",
        "ΔP(2|1) = O11/R1 − O21/R2",
        "Gries 2013, p. 144",
        association.delta_p,
        [_cells("0.032", *gries)],
    )
    yield from _family(
        "delta-p-back",
        "ΔP(1|2) = O11/C1 − O12/C2",
        "Gries 2013, p. 144",
        association.delta_p_back,
        [_cells("0.697", *gries)],
    )
    yield from _family(
        "dice",
        "Dice = 2·O11/(f1+f2)",
        "Smadja et al. 1996",
        lambda joint, f1, f2: association.dice(Table(joint, f1 - joint, f2 - joint, 0)),
        [_Case("f = 130, f1 = 3121, f2 = 143", "0.08", (130, 3121, 143))],
    )
    yield from _family(
        "npmi",
        "NPMI = MI/−log2(O11/N)",
        "Bouma 2009",
        association.npmi,
        [_cells("1", 10, 0, 0, 90), _cells("0", 1, 9, 9, 81), _cells("-1", 0, 10, 10, 80)],
    )


def _keyness() -> Iterator[Check]:
    counts = (206_523, 178_174, 959_641, 1_562_358)
    yield from _family(
        "keyness two cells",
        "G² = 2(a·ln(a/E1) + b·ln(b/E2))",
        "Rayson & Garside 2000",
        keyness.log_likelihood,
        [_two("38531.76", *counts)],
    )
    yield from _family(
        "keyness four cells",
        "G² = 2·ΣO·ln(O/E), four cells",
        "Dunning 1993",
        keyness.four_cell_log_likelihood,
        [_two("45784.79", *counts)],
    )
    yield from _family(
        "percent-diff",
        "%DIFF = 100(a/c − b/d)/(b/d)",
        "Gabrielatos & Marchi 2011",
        keyness.percent_difference,
        [_two("88.7", *counts)],
    )
    yield from _family(
        "odds-ratio",
        "(a/(c−a))/(b/(d−b))",
        "Pojanapunya & Todd 2018",
        keyness.odds_ratio,
        [_two("16.6", 16_217, 735, 2_796_938, 2_087_946)],
    )
    yield from _family(
        "simple-maths",
        "(fpm1+k)/(fpm2+k), k = 1",
        "Kilgarriff 2009",
        keyness.simple_maths,
        [_two("1.1224", 35, 263, 112_289_811, 1_559_717_242)],
    )
    yield from _family(
        "log-ratio",
        "log2((a/c)/(b/d))",
        "Hardie 2014",
        keyness.log_ratio,
        [_two("1.585", 0.0006, 0.0002, 1, 1)],
    )
    yield from _family(
        "difference",
        "(a/c − b/d)/(a/c + b/d)",
        "Hofland & Johansson 1982",
        keyness.difference_coefficient,
        [_two("-0.32", 18, 35, 1_000_000, 1_000_000)],
    )


_RISING = ((1, 2, 3, 4, 5), (9, 10, 10, 10, 11))
_EVEN = ((2, 2, 2, 2, 2), (9, 10, 10, 10, 11))
_TENTHS = (
    (2, 0, 1, 1, 3, 0, 3, 0, 0, 0),
    (8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930),
)


def _dispersion() -> Iterator[Check]:
    yield from _family(
        "juilland-d",
        "D = 1 − (σ(p)/μ(p))/√(n−1)",
        "Juilland & Chang-Rodríguez 1964",
        dispersion.juilland_d,
        [
            _parts(".78515", *_RISING),
            _parts(".968", *_EVEN),
            _parts(".6464", (0, 4, 3, 2, 1), (1,) * 5),
            _parts(".6038797", *_TENTHS),
        ],
    )
    yield from _family(
        "rosengren-s",
        "S = (Σ√(s·v))²/f",
        "Rosengren 1971",
        dispersion.rosengren_s,
        [
            _parts(".94982", *_RISING),
            _parts(".999", *_EVEN),
            _parts(".4763652", *_TENTHS),
        ],
    )
    yield from _family(
        "carroll-d2",
        "D2 = H(p)/log2 n",
        "Carroll 1970",
        dispersion.carroll_d2,
        [
            _parts(".93792", *_RISING),
            _parts(".8277", (2, 1, 1, 1, 0), (1,) * 5),
            _parts(".6521444", *_TENTHS),
        ],
    )
    yield from _family(
        "dp",
        "DP = ½·Σ|v/f − s|",
        "Gries 2008",
        dispersion.dp,
        [_parts(".18", *_RISING), _parts(".02", *_EVEN), _parts(".4990705", *_TENTHS)],
    )
    yield from _family(
        "dp-norm",
        "DPnorm = DP/(1 − min s)",
        "Lijffijt & Gries 2012",
        dispersion.dp_norm,
        [
            _parts(".21951", *_RISING),
            _parts(".024", *_EVEN),
            _parts(".5", (2, 1, 0), (1,) * 3),
        ],
    )
    yield from _family(
        "kl-divergence",
        "KL = Σ(v/f)·log2((v/f)/s)",
        "Kullback & Leibler 1951",
        dispersion.kl_divergence,
        [_parts(".13697", *_RISING), _parts(".003", *_EVEN), _parts("1.143587", *_TENTHS)],
    )


def _diversity() -> Iterator[Check]:
    ones = "one one two one one two one"
    letters = "a b c d d e e f f f"
    yield from _family(
        "mattr",
        "mean of TTR over each window",
        "Covington & McFall 2010",
        diversity.mattr,
        [_text(".83333", ones, 2), _text(".66667", ones, 3), _text(".5", ones, 4)],
    )
    yield from _family(
        "mtld",
        "N/factors at TTR .72, both ways averaged",
        "McCarthy & Jarvis 2010",
        diversity.mtld,
        [_Case("This is a sentence . × 20", "7.142857", ("This is a sentence .".split() * 20,))],
    )
    yield from _family(
        "yules-k",
        "K = 10⁴·(ΣV(i)·i² − N)/N²",
        "Yule 1944",
        diversity.yules_k,
        [_text("1000", letters), _text("1122.449", f"{letters} g g g g")],
    )


CHECKS: tuple[Check, ...] = (*_association(), *_keyness(), *_dispersion(), *_diversity())
