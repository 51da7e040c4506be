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
from corpus_cli.query.analysis.result import Counted, Result, number_of
from corpus_cli.query.analysis.tally import added
from corpus_cli.query.measures import association
from corpus_cli.query.measures.association import MEASURES, Table
from corpus_cli.query.measures.keyness import p_value
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total
from corpus_cli.query.scope.terms import Term, Words
from corpus_cli.query.scope.types import Vector, vector


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
        if min(self.left, self.right) < 0 or not self.left + self.right:
            raise UsageError("the window needs a word on one side at least")
        if self.limit < 0:
            raise UsageError(f"limit must be 0 (for all) or more, not {self.limit}")


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
    """How often forms stand in a scope, in how many pairs, and how many pairs there are at all.

    ``numbers`` are the forms that stand there at all.
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
    of_all = _reach_of_all(corpus, request) if expected == 1 else None
    for scope in scopes(corpus, request.choice):
        windows.append(partial(scope, terms, request))
        if of_all is None:
            reaches.append(reach(scope, expected, request))
    near = merge(windows)
    if near.length != expected:
        again = scopes(corpus, request.choice)
        reaches = [reach(scope, near.length, request) for scope in again]
        of_all = None
    return finish(near, of_all or merge_reaches(reaches, len(near.forms)), request)


def _longest(terms: Sequence[Term]) -> int:
    """Return how many words the longest node will have, so far as the terms tell."""
    return max(len(term.words) if isinstance(term, Words) else 1 for term in terms)


def partial(scope: Scope, terms: Sequence[Term], request: Request) -> Window:
    """Count the words around the nodes of a scope."""
    slice, nodes = scope.slice, find_nodes(scope, terms, by_words=True)
    hits = nodes.hits
    sides: list[Vector] = []
    for positions in (
        hits.starts[:, None] - numpy.arange(1, request.left + 1),
        hits.ends[:, None] + numpy.arange(request.right),
    ):
        first, last = slice.unit_starts[hits.units], slice.unit_starts[hits.units + 1]
        inside = (positions >= first[:, None]) & (positions < last[:, None])
        found = slice.types.at(positions[inside])
        sides.append(numpy.bincount(found, minlength=len(slice.types)))
    length = int((hits.ends - hits.starts).max(initial=1))
    left, right = sides
    near = numpy.flatnonzero(left + right)
    own = slice.form_numbers[near], left[near], right[near]
    rest = nodes.quoted, nodes.repeated, nodes.spellings
    return Window(slice.forms, *own, len(hits), length, scope.counted, *rest)


def merge(windows: Iterable[Window]) -> Window:
    """Add up the pairs of all shards."""
    forms, numbers, left, right, nodes, lengths, counted, quoted, repeated, spellings = zip(
        *windows, strict=True
    )
    size = len(forms[0])
    left_of, right_of = added(numbers, left, size), added(numbers, right, size)
    near = numpy.flatnonzero(left_of + right_of)
    return Window(
        forms[0],
        near,
        left_of[near],
        right_of[near],
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
    stream = slice.types.stream
    frequencies = scope.frequencies
    span = request.left + request.right
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
    pairs = span * frequencies - missing.astype(numpy.int64)
    there = numpy.flatnonzero(frequencies)
    return Reach(slice.form_numbers[there], frequencies[there], pairs[there], int(pairs.sum()))


_NONE = numpy.zeros(0, dtype=numpy.int64)


def _reach_of_all(corpus: Corpus, request: Request) -> Reach | None:
    """Return what `reach` makes of all shards for nodes of a word, if the index can tell."""
    if request.choice != EVERYTHING:
        return None
    frequencies, edges = corpus.forms.frequencies, corpus.forms.edges
    if frequencies is None or edges is None or 2 * max(request.left, request.right) > len(edges):
        return None
    counts = vector(frequencies).astype(numpy.int64)
    pairs = (request.left + request.right) * counts
    middle = len(edges) // 2
    for side, near in ((request.right, edges[:middle]), (request.left, edges[middle:])):
        for distance, (numbers, times) in enumerate(near[:side]):
            pairs[vector(numbers)] -= (side - distance) * vector(times).astype(numpy.int64)
    return Reach(numpy.arange(len(counts)), counts, pairs, int(pairs.sum()))


def merge_reaches(reaches: Iterable[Reach], size: int) -> Reach:
    """Add up what all shards hold of so many forms."""
    numbers, frequencies, pairs, all_pairs = zip(*reaches, strict=True)
    return Reach(
        numpy.arange(size),
        added(numbers, frequencies, size),
        added(numbers, pairs, size),
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
        p_value(log_likelihood),
    )


def _candidates(near: Window, reach: Reach, request: Request) -> list[Candidate]:
    """Return the words that are listed."""
    stopwords = frozenset(map(tokens.form, request.stopwords))
    often = near.left + near.right >= max(request.minimum, 1)
    numbers = near.numbers[often]
    counts = (
        near.left[often],
        near.right[often],
        reach.frequencies[numbers],
        reach.pairs[numbers],
    )
    words = near.forms.at(numbers.tolist())
    candidates = map(Candidate, words, *(column.tolist() for column in counts))
    return [each for each in candidates if each.word not in stopwords]
