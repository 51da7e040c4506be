"""How evenly a word is spread over the parts of a corpus.

Every function takes ``counts``, the word's frequency in each part, and ``sizes``, the parts' own
in the same order (words, mostly). Parts of size 0 are left out, whatever their count. Over one
part any word is even. A word that does not occur is as uneven as can be: 0, or 1 for `dp` and
`dp_norm`, or infinity for `kl_divergence`. ValueError is raised for lists of different lengths.
May import ``measure``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from corpus_cli.query.measures.measure import Measure

Numbers = Sequence[float]


def juilland_d(counts: Numbers, sizes: Numbers) -> float:
    """Return 1 − (σ/μ)/√(n−1) of the relative frequencies (Juilland & Chang-Rodríguez 1964).

    0 in one part only, 1 even; σ is that of the population.
    """
    shares = _relative(counts, sizes)
    total = math.fsum(shares)
    if not total:
        return 0.0
    if len(shares) == 1:
        return 1.0
    mean = total / len(shares)
    # The mean is divided by first: the square of a tiny frequency would be 0.
    variance = math.fsum((each / mean - 1) ** 2 for each in shares) / len(shares)
    return _unit(1 - math.sqrt(variance / (len(shares) - 1)))


def dp(counts: Numbers, sizes: Numbers) -> float:
    """Return ½ · Σ|v/f − s| of the counts' and the parts' shares (Gries 2008).

    0 even; uneven up to 1 less the smallest part's share.
    """
    observed, expected = _shares(counts, sizes)
    if not observed:
        return 1.0
    return _unit(math.fsum(abs(v - s) for v, s in zip(observed, expected, strict=True)) / 2)


def dp_norm(counts: Numbers, sizes: Numbers) -> float:
    """Return DP divided by its maximum, 1 − min s (Lijffijt & Gries 2012): 0 even, 1 uneven."""
    observed, expected = _shares(counts, sizes)
    if not observed:
        return 1.0
    most = 1 - min(expected)
    return _unit(dp(counts, sizes) / most) if most > 0 else 0.0


def rosengren_s(counts: Numbers, sizes: Numbers) -> float:
    """Return (Σ√(s·v))²/f (Rosengren 1971): 1 even, in one part only its share of the corpus."""
    observed, expected = _shares(counts, sizes)
    roots = (math.sqrt(s) * math.sqrt(v) for v, s in zip(observed, expected, strict=True))
    return _unit(math.fsum(roots) ** 2)


def carroll_d2(counts: Numbers, sizes: Numbers) -> float:
    """Return the entropy of the relative frequencies by its maximum, log n (Carroll 1970).

    0 in one part only, 1 even.
    """
    frequencies = _relative(counts, sizes)
    total = math.fsum(frequencies)
    if not total:
        return 0.0
    if len(frequencies) == 1:
        return 1.0
    shares = [each / total for each in frequencies]
    entropy = -math.fsum(share * math.log2(share) for share in shares if share > 0)
    return _unit(entropy / math.log2(len(shares)))


def kl_divergence(counts: Numbers, sizes: Numbers) -> float:
    """Return Σ(v/f) · log2((v/f)/s), in bits (Kullback & Leibler 1951; Gries 2021).

    0 even; uneven up to −log2 of the smallest part's share.
    """
    observed, expected = _shares(counts, sizes)
    if not observed:
        return math.inf
    bits = (
        v * (math.log2(v) - math.log2(s))
        for v, s in zip(observed, expected, strict=True)
        if v > 0 and s > 0
    )
    return max(0.0, math.fsum(bits))


def _parts(counts: Numbers, sizes: Numbers) -> list[tuple[float, float]]:
    return [(v, size) for v, size in zip(counts, sizes, strict=True) if size]


def _relative(counts: Numbers, sizes: Numbers) -> list[float]:
    return [v / size for v, size in _parts(counts, sizes)]


def _shares(counts: Numbers, sizes: Numbers) -> tuple[list[float], list[float]]:
    """Return each part's share of the word and of the corpus; nothing for a word that is not."""
    parts = _parts(counts, sizes)
    frequency = math.fsum(v for v, _ in parts)
    if not frequency:
        return [], []
    whole = math.fsum(size for _, size in parts)
    return [v / frequency for v, _ in parts], [size / whole for _, size in parts]


def _unit(value: float) -> float:
    """Return ``value`` between 0 and 1, which rounding may have left."""
    return max(0.0, min(value, 1.0))


DispersionMeasure = Measure[Callable[[Numbers, Numbers], float]]

_ALL: tuple[DispersionMeasure, ...] = (
    DispersionMeasure("dp", "DP", "Gries 2008", "0 even, near 1 uneven", "effect", dp),
    DispersionMeasure(
        "dp-norm", "DPnorm", "Lijffijt & Gries 2012", "0 even, 1 uneven", "effect", dp_norm
    ),
    DispersionMeasure(
        "juilland-d",
        "D",
        "Juilland & Chang-Rodríguez 1964",
        "1 even, 0 in one part only",
        "effect",
        juilland_d,
    ),
    DispersionMeasure(
        "carroll-d2", "D2", "Carroll 1970", "1 even, 0 in one part only", "effect", carroll_d2
    ),
    DispersionMeasure(
        "rosengren-s", "S", "Rosengren 1971", "1 even, near 0 uneven", "effect", rosengren_s
    ),
    DispersionMeasure(
        "kl-divergence",
        "KL",
        "Kullback & Leibler 1951; Gries 2021",
        "0 even, large uneven, in bits",
        "effect",
        kl_divergence,
    ),
)

MEASURES: Mapping[str, DispersionMeasure] = MappingProxyType({each.name: each for each in _ALL})
