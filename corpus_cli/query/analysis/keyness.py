"""`keyness`: the words of one part of a corpus that are more frequent, or rarer, than in another.

Beside each stands how evenly it is spread over the documents of the part that it is key in, since
one long document can make a keyword. May import what all query modules may, and NumPy.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis import tally
from corpus_cli.query.analysis.freq import per_million
from corpus_cli.query.analysis.options import check_limit, check_whole
from corpus_cli.query.analysis.result import Counted, Result, number_of
from corpus_cli.query.analysis.spread import Spread, spreads
from corpus_cli.query.analysis.tally import Tally
from corpus_cli.query.measures import keyness
from corpus_cli.query.measures.keyness import MEASURES
from corpus_cli.query.scope.scope import Choice, Scope, scopes, total
from corpus_cli.query.scope.syntax import Not
from corpus_cli.query.scope.types import Vector


class Keyword(NamedTuple):
    """A word that is more frequent in one part (``sign`` 1), or rarer there (-1), than in another.

    ``count``, ``per_million`` and ``documents`` are of the part, those with ``reference_`` of what
    it is compared with. ``dp_norm`` is the deviation of proportions (Lijffijt & Gries, 2012) over
    the documents of the part that it is key in: 0 even, 1 all in one, None where that has but one.
    For the other measures see `corpus_cli.query.measures.keyness`; ``p`` is that of the
    log-likelihood.
    """

    word: str
    sign: int
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    per_million: float
    documents: int
    reference_count: int
    reference_per_million: float
    reference_documents: int
    log_ratio: float
    log_likelihood: float
    log_likelihood_four_cell: float
    p: float
    bic: float
    percent_diff: float
    odds_ratio: float
    simple_maths: float
    difference: float
    dp_norm: float | None


_SIGNS: Mapping[str, int | None] = {"more": 1, "less": -1, "both": None}


def sign_of(which: str | int | None) -> int | None:
    """Return the sign that ``more``, ``less`` or ``both`` means; raises UsageError."""
    if not isinstance(which, str):
        return which
    if which not in _SIGNS:
        raise UsageError(f"sign is {', '.join(_SIGNS)}, not {which!r}")
    return _SIGNS[which]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to compare: ``choice`` with ``against``, the rest of the corpus where that is None.

    ``by`` is the measure to sort by; the greatest in either direction come first. ``minimum`` is
    the least count in both parts together, ``documents`` the least number of documents of the part
    that a word is key in. ``sign`` admits only words that are more frequent (1) or rarer (-1).
    ``limit`` 0 means all.
    """

    choice: Choice
    against: Choice | None = None
    by: str = "log-likelihood"
    sign: int | None = None
    minimum: int = 3
    documents: int = 1
    stopwords: frozenset[str] = frozenset()
    limit: int = 0

    def __post_init__(self) -> None:
        if self.sign not in (None, 1, -1):
            raise UsageError(f"sign is 1 (more), -1 (less) or None (both), not {self.sign!r}")
        if self.by not in MEASURES:
            raise UsageError(f"no measure {self.by!r}; there are {', '.join(MEASURES)}")
        if self.choice.expression is None:
            raise UsageError(
                "keyness compares a part of the corpus with another: name it with --in"
            )
        check_whole("min", self.minimum)
        check_whole("documents", self.documents)
        check_limit(self.limit)


class Part(NamedTuple):
    """The words of one of the two parts."""

    tally: Tally
    counted: Counted


class Contrast(NamedTuple):
    """A word in both parts: in which it is more frequent, its counts, and its documents."""

    word: str
    sign: int
    counts: tuple[int, int]
    documents: tuple[int, int]


def run(corpus: Corpus, request: Request) -> Result[Keyword]:
    """Return the keywords of a part of a corpus; raises UsageError and PatternError."""
    against = request.against or _rest(request.choice)
    parts: list[tuple[Part, Part]] = []
    shared = 0
    for pair in zip(scopes(corpus, request.choice), scopes(corpus, against), strict=True):
        parts.append((partial(pair[0]), partial(pair[1])))
        shared += int(pair[0].slice.unit_lengths[pair[0].units & pair[1].units].sum())
    own, other = map(merge, zip(*parts, strict=True))
    contrasts = finish(own, other, request)
    shown = contrasts[: request.limit or None]
    spread: dict[int, dict[str, Spread]] = {}
    for sign, choice in ((1, request.choice), (-1, against)):
        words = [each.word for each in shown if each.sign == sign]
        spread[sign] = spreads(scopes(corpus, choice), words) if words else {}
    sizes = own.counted.words, other.counted.words
    rows = tuple(_keyword(each, sizes, spread[each.sign][each.word]) for each in shown)
    remarks = (
        f"compared: {own.counted.words:,} words with {other.counted.words:,}; documents: "
        f"{own.counted.documents:,} with {other.counted.documents:,}",
        *([f"in both parts: {number_of(shared, 'word')}"] if shared else ()),
        *(_CONVENTIONS if rows else ()),
    )
    return Result("keyness", Keyword._fields, rows, len(contrasts), own.counted, remarks)


_CONVENTIONS = (
    "log_likelihood: two cells (Rayson & Garside 2000)",
    "log_ratio: half an occurrence stands for none (Hardie 2014)",
    "dp_norm: 0 is spread evenly over documents, 1 all in one (Lijffijt & Gries 2012)",
)


def _rest(choice: Choice) -> Choice:
    assert choice.expression is not None
    return replace(choice, expression=Not(choice.expression))


def partial(scope: Scope) -> Part:
    """Count the words of a scope of one of the parts."""
    return Part(tally.tally(scope), scope.counted)


def merge(partials: Iterable[Part]) -> Part:
    """Add up the words of all shards."""
    tallies, counted = zip(*partials, strict=True)
    return Part(tally.merge(tallies), total(counted))


def finish(own: Part, other: Part, request: Request) -> list[Contrast]:
    """Return the words that are key, the most telling first; ties by word. Raises UsageError."""
    c, d = own.counted.words, other.counted.words
    if not c or not d:
        empty = "the part" if not c else "what it is compared with"
        raise UsageError(f"nothing to compare: {empty} has no words")
    stopwords = frozenset(map(tokens.form, request.stopwords))
    counts = numpy.stack([_of_all_forms(part.tally, part.tally.counts) for part in (own, other)])
    documents = numpy.stack(
        [_of_all_forms(part.tally, part.tally.documents) for part in (own, other)]
    )
    often = numpy.flatnonzero(counts.sum(axis=0) >= max(request.minimum, 1))
    found: list[Contrast] = []
    forms = [*own.tally.forms]
    for word, (a, b), (held, reference) in zip(
        map(forms.__getitem__, often.tolist()),
        counts[:, often].T.tolist(),
        documents[:, often].T.tolist(),
        strict=True,
    ):
        if word in stopwords or a * d == b * c:
            continue
        sign = 1 if a * d > b * c else -1
        if request.sign in (None, sign) and (held, reference)[sign < 0] >= request.documents:
            found.append(Contrast(word, sign, (a, b), (held, reference)))
    measure = MEASURES[request.by].function
    strength = {
        each.word: _strength(each.sign, measure(*each.counts, c, d), request.by) for each in found
    }
    found.sort(key=lambda each: (-strength[each.word], each.word))
    return found


def _of_all_forms(tally: Tally, values: Vector) -> Vector:
    """Return the values of the entries of a tally without groups, 0 for all other forms."""
    every = numpy.zeros(len(tally.forms), dtype=numpy.int64)
    every[tally.form_of] = values
    return every


def _strength(sign: int, value: float, by: str) -> float:
    """Return how far a measure is from saying that there is no difference.

    The half that stands for none may be more of a small part than what stands in the other: a log
    ratio that says the contrary of the counts says nothing.
    """
    if by == "log-ratio" and value * sign < 0:
        return 0.0
    if by in ("odds-ratio", "simple-maths"):
        return max(value, 1 / value) if value else math.inf
    return value if by == "bic" else abs(value)


def _keyword(each: Contrast, sizes: tuple[int, int], spread: Spread) -> Keyword:
    (a, b), (c, d) = each.counts, sizes
    log_likelihood = keyness.log_likelihood(a, b, c, d)
    return Keyword(
        each.word,
        each.sign,
        a,
        per_million(a, c),
        each.documents[0],
        b,
        per_million(b, d),
        each.documents[1],
        keyness.log_ratio(a, b, c, d),
        log_likelihood,
        keyness.four_cell_log_likelihood(a, b, c, d),
        keyness.p_value(log_likelihood),
        keyness.bic(a, b, c, d),
        keyness.percent_difference(a, b, c, d),
        keyness.odds_ratio(a, b, c, d),
        keyness.simple_maths(a, b, c, d),
        keyness.difference_coefficient(a, b, c, d),
        spread.dp_norm if spread.documents > 1 else None,
    )
