"""How rich a text's vocabulary is, from its words in order.

Every function takes a sequence of hashables, words folded as the caller counts them, or numbers
of a vocabulary, and returns a float: 0 for no words. All take time linear in their number.
May import ``measure``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType

from corpus_cli.query.measures.measure import Measure

WINDOW = 500
FACTOR = 0.72

Words = Sequence[Hashable]


def ttr(words: Words) -> float:
    """Return types by tokens (Johnson 1944): 1 no word twice; falls as texts grow longer."""
    return len(set(words)) / len(words) if words else 0.0


def mattr(words: Words, window: int = WINDOW) -> float:
    """Return the mean `ttr` of every ``window`` words in a row (Covington & McFall 2010).

    Near 1 is diverse, and comparable between texts of any length at the same window. A text no
    longer than the window is one window; a window below 1 is 1.
    """
    window = max(window, 1)
    if len(words) <= window:
        return ttr(words)
    inside = Counter(words[:window])
    types = total = len(inside)
    for at in range(window, len(words)):
        entering, leaving = words[at], words[at - window]
        inside[entering] += 1
        types += inside[entering] == 1
        inside[leaving] -= 1
        types -= inside[leaving] == 0
        total += types
    return total / (window * (len(words) - window + 1))


def mtld(words: Words, factor: float = FACTOR) -> float:
    """Return the mean number of words in a row that keep a `ttr` of ``factor``.

    Read forwards and backwards and averaged; the rest after the last full factor counts as
    (1 − TTR)/(1 − factor) of one (McCarthy & Jarvis 2010). Large is diverse. A text without a
    repetition has no factor at all; its own length is returned, which it has kept it for.
    """
    return (_mtld(words, factor) + _mtld(words[::-1], factor)) / 2


def _mtld(words: Words, factor: float) -> float:
    factors = 0.0
    seen: set[Hashable] = set()
    length = 0
    for word in words:
        seen.add(word)
        length += 1
        if len(seen) < factor * length:
            factors += 1
            seen, length = set(), 0
    if length and factor < 1:
        factors += (1 - len(seen) / length) / (1 - factor)
    return len(words) / factors if factors else float(len(words))


def yules_k(words: Words) -> float:
    """Return K of the words' frequencies, see `yules_k_of`."""
    return yules_k_of(Counter(words).values())


def yules_k_of(frequencies: Iterable[int]) -> float:
    """Return 10⁴ · (ΣV(i)·i² − N)/N² (Yule 1944), from how often each type occurs.

    Large is repetitive: 0 no word twice, towards 10,000 one word only; hardly dependent on
    length.
    """
    total = squares = 0
    for frequency in frequencies:
        total += frequency
        squares += frequency * frequency
    return 10_000 * (squares - total) / (total * total) if total else 0.0


DiversityMeasure = Measure[Callable[[Words], float]]

_ALL: tuple[DiversityMeasure, ...] = (
    DiversityMeasure(
        "ttr", "TTR", "Johnson 1944", "1 no word twice; falls with length", "effect", ttr
    ),
    DiversityMeasure(
        "mattr", "MATTR", "Covington & McFall 2010", "near 1 is diverse", "effect", mattr
    ),
    DiversityMeasure(
        "mtld", "MTLD", "McCarthy & Jarvis 2010", "large is diverse, in words", "effect", mtld
    ),
    DiversityMeasure(
        "yules-k", "K", "Yule 1944", "0 no word twice, large is repetitive", "effect", yules_k
    ),
)

MEASURES: Mapping[str, DiversityMeasure] = MappingProxyType({each.name: each for each in _ALL})
