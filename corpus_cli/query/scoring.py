"""The formulas of ranking: BM25F, and what words that stand close together add.

All are pure functions of numbers. Constants that were chosen by measuring name what was measured.
May import ``shard`` for its fields.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from corpus_cli.shard import Field

# Saturation of a word's frequency, and how much a field's length counts. On short and long texts
# alike these do better than the textbook's 1.2 and 0.75 (Trotman, Puurula & Burgess, 2014).
K1 = 0.9


class FieldWeight(NamedTuple):
    """What an occurrence in a field counts, and how much the field's length matters (0 to 1)."""

    weight: float
    normalisation: float


FIELD_WEIGHTS = {
    Field.TITLE: FieldWeight(2.0, 0.4),
    Field.HEADINGS: FieldWeight(1.5, 0.4),
    Field.BODY: FieldWeight(1.0, 0.4),
    Field.COMMENTS: FieldWeight(0.6, 0.4),
}

# A form of a word other than that asked for counts a little less.
INFLECTED = 0.9


def rarity(documents: int, holding: int) -> float:
    """Return the inverse document frequency of what ``holding`` of ``documents`` hold.

    It is never negative (Robertson & Spärck Jones, 1976, with Lucene's added one).
    """
    return math.log1p((documents - holding + 0.5) / (holding + 0.5))


def saturated(frequency: float) -> float:
    """Return what a frequency counts, from 0 to 1: each occurrence adds less than that before."""
    return frequency / (frequency + K1)


def field_weights(lengths: Sequence[int], averages: Sequence[float]) -> tuple[float, ...]:
    """Return what one occurrence in each field of a document counts (BM25F: Zaragoza et al., 2004).

    ``averages`` are over the documents that have the field at all: a document is not long for
    having a heading where few have one.
    """
    return tuple(
        weight / (1 - b + b * length / average) if length else 0.0
        for (weight, b), length, average in zip(
            FIELD_WEIGHTS.values(), lengths, averages, strict=True
        )
    )
