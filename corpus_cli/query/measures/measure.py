"""What a statistic is called and how to read it, and what all statistics make of zeros.

One policy, so that no ranking ever stops at a zero: log 0 is −∞, x/0 is ±∞, and 0/0 is 0, since
nothing was seen and nothing follows. No function here raises or returns NaN for counts: integers
below 10^100 without loss, and floats from 10^−75 to 10^75.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Generic, Literal, NamedTuple, TypeVar

Kind = Literal["effect", "significance"]
FunctionT = TypeVar("FunctionT", bound=Callable[..., float])


class Measure(NamedTuple, Generic[FunctionT]):
    """A statistic by its name on the command line.

    ``label`` heads a column, ``source`` is the paper and year, ``direction`` says what large
    means. An "effect" tells how strong, a "significance" how sure.
    """

    name: str
    label: str
    source: str
    direction: str
    kind: Kind
    function: FunctionT


def ratio(above: float, below: float) -> float:
    """Return ``above / below``; by zero, 0 for 0 and infinity with the sign of ``above``."""
    if below:
        return above / below
    return math.copysign(math.inf, above) if above else 0.0


def log2(value: float) -> float:
    """Return the logarithm to base 2, −∞ for 0."""
    return math.log2(value) if value > 0 else -math.inf


def weighted_log(observed: float, expected: float, excess: float) -> float:
    """Return observed · ln(observed / expected), a term of G² in nats; 0 · ln 0 is 0.

    ``excess`` is observed − expected, from the caller, who knows it exactly: the terms of large
    corpora cancel each other but for that, and of 10^15 words the rounding of quotients near 1
    alone would make a G² of 0.3.
    """
    if observed <= 0 or expected <= 0:
        return 0.0
    if abs(excess) < expected / 2:
        return observed * math.log1p(excess / expected)
    return observed * (math.log(observed) - math.log(expected))
