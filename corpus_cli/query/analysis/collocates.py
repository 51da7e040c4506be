"""`collocates`: the words that stand near a word more often than chance would have it.

What is counted are pairs: a node, and a word within its window and its unit. Of all pairs that
any word could be the node of, a table of four cells is made; its expected frequency is, but for
the ends of units, E times the size of the window, as in CWB and UCS (Evert, 2008). May import
what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.lexicon import Forms
from corpus_cli.query.analysis.nodes import (
    find_nodes,
    left_out_remarks,
    spelling_remarks,
    terms_of,
)
from corpus_cli.query.analysis.options import check_limit, check_whole
from corpus_cli.query.analysis.result import Counted, Result, number_of
from corpus_cli.query.analysis.tally import added, distinct_numbers, summed
from corpus_cli.query.measures import association
from corpus_cli.query.measures.association import MEASURES, Table
from corpus_cli.query.measures.keyness import p_value
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total
from corpus_cli.query.scope.slices import Hits, Slice
from corpus_cli.query.scope.terms import Term, Words
from corpus_cli.query.scope.types import Vector, in_common, vector


class Collocate(NamedTuple):
    """A word near the node; ``count`` is on both sides, ``frequency`` in the whole scope.

    ``expected`` is what chance would give. For the measures see `corpus_cli.query.measures`;
    ``p`` is that of the log-likelihood.
    """

    word: str
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    left: int
    right: int
    frequency: int
    expected: float
    log_dice: float
    mi: float
    mi3: float
    dice: float
    npmi: float
    delta_p: float
    delta_p_back: float
    log_likelihood: float
    chi_squared: float
    t: float
    z: float
    odds_ratio: float
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to look for: ``left`` and ``right`` words on each side of the node, within its unit.

    ``by`` is the measure to sort by, downwards. ``minimum`` is the least count of a word that is
    listed. ``limit`` 0 means all.
    """

    terms: tuple[str, ...]
    choice: Choice = EVERYTHING
    fuzzy: bool = False
    left: int = 5
    right: int = 5
    by: str = "log-dice"
    minimum: int = 3
    stopwords: frozenset[str] = frozenset()
    limit: int = 0

    def __post_init__(self) -> None:
        if self.by not in (*MEASURES, "count"):
            raise UsageError(f"no measure {self.by!r}; there are {', '.join(MEASURES)}, count")
        check_whole("left", self.left)
        check_whole("right", self.right)
        if not self.left + self.right:
            raise UsageError("the window needs a word on one side at least")
        check_whole("min", self.minimum)
        check_limit(self.limit)


class Window(NamedTuple):
    """The pairs of the nodes of a scope.

    ``numbers`` are the ``forms`` that there are pairs of, which ``left`` and ``right`` count, a
    side each. ``nodes`` counts the hits, ``length`` is the number of words that the longest of
    them has; the rest is as in `Nodes`.
    """

    forms: Forms
    numbers: Vector
    left: Vector
    right: Vector
    nodes: int
    length: int
    counted: Counted
    quoted: int
    repeated: int
    spellings: Counter[str]

    @property
    def pairs(self) -> int:
        """How many pairs the nodes make."""
        return int(self.left.sum() + self.right.sum())


class Reach(NamedTuple):
    """How often some forms stand in a scope, in how many pairs, and how many pairs all forms make.

    ``numbers`` are those forms, ascending.
    """

    numbers: Vector
    frequencies: Vector
    pairs: Vector
    all_pairs: int


class Candidate(NamedTuple):
    """A word that is listed: its pairs with nodes, its occurrences, its pairs with all words."""

    word: str
    left: int
    right: int
    frequency: int
    pairs: int

    @property
    def joint(self) -> int:
        """How many pairs it makes with nodes."""
        return self.left + self.right


def run(corpus: Corpus, request: Request) -> Result[Collocate]:
    """Return the collocates of some terms; raises UsageError and PatternError."""
    terms = terms_of(corpus, request.terms, fuzzy=request.fuzzy)
    windows, reaches = [], []
    expected = _longest(terms)
    is_told = expected == 1 and _knows_reach(corpus, request)
    for scope in scopes(corpus, request.choice):
        windows.append(partial(scope, terms, request))
        if not is_told:
            reaches.append(reach(scope, expected, request))
    near = merge(windows)
    if near.length != expected:
        again = scopes(corpus, request.choice)
        reaches = [reach(scope, near.length, request) for scope in again]
    if reaches:
        return finish(near, merge_reaches(reaches, near), request)
    return finish(near, _known_reach(near, request), request)


def _longest(terms: Sequence[Term]) -> int:
    """Return how many words the longest node will have, so far as the terms tell."""
    return max(len(term.words) if isinstance(term, Words) else 1 for term in terms)


def partial(scope: Scope, terms: Sequence[Term], request: Request) -> Window:
    """Count the words around the nodes of a scope."""
    slice, nodes = scope.slice, find_nodes(scope, terms, by_words=True)
    hits = nodes.hits
    first, last = slice.bounds_of(hits.units)
    # Nothing is farther away than the longest unit is long.
    longest = int((last - first).max(initial=0))
    sides = min(request.left, longest), min(request.right, longest)
    count = _near if len(hits) * sum(sides) <= len(slice.columns.stream) else _near_many
    near, left, right = count(slice, hits, sides)
    length = int((hits.ends - hits.starts).max(initial=1))
    own = slice.form_numbers[near], left, right
    rest = nodes.quoted, nodes.repeated, nodes.spellings
    return Window(slice.forms, *own, len(hits), length, scope.counted, *rest)


def _near(slice: Slice, hits: Hits, sides: tuple[int, int]) -> tuple[Vector, Vector, Vector]:
    """Return the types near some hits, and how often each stands on the left and on the right."""
    first, last = slice.bounds_of(hits.units)
    types: list[Vector] = []
    for positions in (
        hits.starts[:, None] - numpy.arange(1, sides[0] + 1),
        hits.ends[:, None] + numpy.arange(sides[1]),
    ):
        inside = (positions >= first[:, None]) & (positions < last[:, None])
        types.append(slice.types.at(positions[inside]))
    near, place = distinct_numbers(numpy.concatenate(types))
    left, right = (
        numpy.bincount(places, minlength=len(near))
        for places in numpy.split(place, [len(types[0])])
    )
    return near, left, right


def _near_many(slice: Slice, hits: Hits, sides: tuple[int, int]) -> tuple[Vector, Vector, Vector]:
    """Return the same as `_near` where windows hold more words than the shard."""
    first, last = slice.bounds_of(hits.units)
    left = _covered(slice, numpy.maximum(first, hits.starts - sides[0]), hits.starts)
    right = _covered(slice, hits.ends, numpy.minimum(last, hits.ends + sides[1]))
    near = numpy.flatnonzero(left + right)
    return near, left[near], right[near]


def _covered(slice: Slice, starts: Vector, ends: Vector) -> Vector:
    """Return for each type in how many ranges of positions it stands, as often as in each."""
    stream = slice.types.stream
    size = len(stream) + 1
    changes = numpy.bincount(starts, minlength=size) - numpy.bincount(ends, minlength=size)
    return summed(stream, numpy.cumsum(changes)[:-1], len(slice.types))


def merge(windows: Iterable[Window]) -> Window:
    """Add up the pairs of all shards."""
    forms, numbers, left, right, nodes, lengths, counted, quoted, repeated, spellings = zip(
        *windows, strict=True
    )
    near, place = distinct_numbers(numpy.concatenate(numbers))
    return Window(
        forms[0],
        near,
        summed(place, numpy.concatenate(left), len(near)),
        summed(place, numpy.concatenate(right), len(near)),
        sum(nodes),
        max(lengths),
        total(counted),
        sum(quoted),
        sum(repeated),
        sum(spellings, Counter()),
    )


def reach(scope: Scope, length: int, request: Request) -> Reach:
    """Count how often words stand in a scope, and in how many pairs of nodes of ``length`` words.

    A word makes a pair with each place of its unit where a node could stand that has it in its
    window: as many as the window is wide, but for what is missing at the ends of the unit.
    """
    slice = scope.slice
    frequencies = scope.frequencies
    count = _pairs if request.left + request.right <= _WIDE else _pairs_of_wide
    pairs = count(scope, length, request)
    there = numpy.flatnonzero(frequencies)
    return Reach(slice.form_numbers[there], frequencies[there], pairs[there], int(pairs.sum()))


# Of so many words each costs as much time as going through all the words at once.
_WIDE = 100


def _pairs(scope: Scope, length: int, request: Request) -> Vector:
    """Return for each type the pairs that it makes, by what it lacks at the ends of units."""
    slice = scope.slice
    stream = slice.types.stream
    words, lost = [_NONE], [_NONE]
    starts, lengths = slice.unit_starts[:-1][scope.units], slice.unit_lengths[scope.units]
    for side, ends in ((request.right, False), (request.left, True)):
        for offset in range(side + length - 1):
            long = lengths > offset
            at = (starts + lengths - 1 - offset if ends else starts + offset)[long]
            words.append(stream[at])
            lost.append(numpy.full(len(at), side - min(max(offset - length + 1, 0), side)))
    missing = numpy.bincount(
        numpy.concatenate(words), weights=numpy.concatenate(lost), minlength=len(slice.types)
    )
    pairs: Vector = (request.left + request.right) * scope.frequencies
    return pairs - missing.astype(numpy.int64)


def _pairs_of_wide(scope: Scope, length: int, request: Request) -> Vector:
    """Return the same as `_pairs`, by what each word has before it and behind it in its unit."""
    slice = scope.slice
    stream = slice.types.stream
    before = numpy.arange(len(stream)) - slice.per_position(slice.unit_starts[:-1])
    behind = slice.per_position(slice.unit_lengths) - 1 - before
    pairs = numpy.zeros(len(stream), dtype=numpy.int64)
    for side, words in ((request.right, before), (request.left, behind)):
        # A number that a vector can hold.
        most = min(side, len(stream))
        pairs += numpy.clip(words - (length - 1), 0, most)
    return summed(stream, numpy.where(scope.positions, pairs, 0), len(slice.types))


_NONE = numpy.zeros(0, dtype=numpy.int64)


def _knows_reach(corpus: Corpus, request: Request) -> bool:
    """Tell whether the index knows what `reach` counts, for nodes of a word."""
    known = corpus.forms.edges
    if request.choice != EVERYTHING or known is None or corpus.forms.frequencies is None:
        return False
    return 2 * max(request.left, request.right) <= len(known)


def _known_reach(near: Window, request: Request) -> Reach:
    """Return what `reach` makes of all shards for nodes of a word, as the index tells it."""
    frequencies, edges = vector(near.forms.frequencies), near.forms.edges or ()
    span, middle = request.left + request.right, len(edges) // 2
    own = frequencies[near.numbers].astype(numpy.int64)
    pairs, all_pairs = span * own, span * int(frequencies.sum(dtype=numpy.int64))
    for side, of_side in ((request.right, edges[:middle]), (request.left, edges[middle:])):
        for distance, (numbers, times) in enumerate(of_side[:side]):
            counts = vector(times)
            pairs -= (side - distance) * _looked_up(near.numbers, vector(numbers), counts)
            all_pairs -= (side - distance) * int(counts.sum(dtype=numpy.int64))
    return Reach(near.numbers, own, pairs, all_pairs)


def _looked_up(wanted: Vector, numbers: Vector, values: Vector) -> Vector:
    """Return the values of the wanted numbers, 0 for those that have none; all ascending."""
    # Of the same kind as what they are looked up in, which then need not be copied.
    places, found = in_common(numbers, wanted.astype(numbers.dtype))
    looked_up = numpy.zeros(len(wanted), dtype=numpy.int64)
    looked_up[found] = values[places]
    return looked_up


def merge_reaches(reaches: Iterable[Reach], near: Window) -> Reach:
    """Add up what all shards hold of the forms near the nodes."""
    numbers, frequencies, pairs, all_pairs = zip(*reaches, strict=True)
    size = len(near.forms)
    return Reach(
        near.numbers,
        added(numbers, frequencies, size)[near.numbers],
        added(numbers, pairs, size)[near.numbers],
        sum(all_pairs),
    )


def finish(near: Window, reach: Reach, request: Request) -> Result[Collocate]:
    """Return the collocates, the strongest first; ties by word."""
    candidates = _candidates(near, reach, request)
    strength = {each.word: _strength(each, near, reach, request.by) for each in candidates}
    candidates.sort(key=lambda each: (-strength[each.word], each.word))
    shown = tuple(_row(each, near, reach) for each in candidates[: request.limit or None])
    remarks = [
        f"{number_of(near.nodes, 'node')}; {number_of(request.left, 'word')} to the left and "
        f"{request.right:,} to the right of each, within its paragraph: {near.pairs:,} of "
        f"{number_of(reach.all_pairs, 'pair')}",
        *(_CONVENTION if shown else ()),
        *spelling_remarks(near.spellings, fuzzy=request.fuzzy),
        *left_out_remarks(near.nodes, near.quoted, near.repeated),
    ]
    return Result(
        "collocates", Collocate._fields, shown, len(candidates), near.counted, tuple(remarks)
    )


_CONVENTION = (
    "expected: pairs of the node times pairs of the word, by all pairs"
    " (E times the window, as CWB and UCS have it)",
    "log_dice and dice take the frequencies of node and word in the text (Rychlý 2008)",
)


def _table(each: Candidate, near: Window, reach: Reach) -> Table:
    return Table.of(each.joint, near.pairs, each.pairs, reach.all_pairs)


def _strength(each: Candidate, near: Window, reach: Reach, by: str) -> float:
    """Return the measure that a word is sorted by."""
    if by == "count":
        return each.joint
    # Dice rises with logDice.
    if by in ("log-dice", "dice"):
        return association.log_dice(each.joint, near.nodes, each.frequency)
    return MEASURES[by].function(_table(each, near, reach))


def _row(each: Candidate, near: Window, reach: Reach) -> Collocate:
    joint, frequency = each.joint, each.frequency
    table = _table(each, near, reach)
    log_likelihood = association.log_likelihood(table)
    return Collocate(
        each.word,
        joint,
        each.left,
        each.right,
        frequency,
        table.e11,
        association.log_dice(joint, near.nodes, frequency),
        association.mutual_information(table),
        association.mi3(table),
        2 * joint / (near.nodes + frequency),
        association.npmi(table),
        association.delta_p(table),
        association.delta_p_back(table),
        log_likelihood,
        association.chi_squared(table),
        association.t_score(table),
        association.z_score(table),
        association.odds_ratio(table),
        p_value(log_likelihood),
    )


def _candidates(near: Window, reach: Reach, request: Request) -> list[Candidate]:
    """Return the words that are listed."""
    stopwords = frozenset(map(tokens.form, request.stopwords))
    often = near.left + near.right >= max(request.minimum, 1)
    counts = near.left, near.right, reach.frequencies, reach.pairs
    words = near.forms.at(near.numbers[often].tolist())
    candidates = map(Candidate, words, *(column[often].tolist() for column in counts))
    return [each for each in candidates if each.word not in stopwords]
