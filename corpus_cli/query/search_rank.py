"""Scores of the documents or units of a shard under a plan.

A slot is what is ranked: the number of a document, or of a unit. May import what all query
modules may.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from corpus_cli.query import scoring
from corpus_cli.query.scoring import Occurrence
from corpus_cli.query.search_lookup import Lookup, runs
from corpus_cli.query.search_plan import Clause, Form, Plan
from corpus_cli.shard import Field

Scores = Mapping[int, float]


class Ranked(NamedTuple):
    """A slot and its score; ``lane`` is 0, or the number of the rival that it was found by."""

    lane: int
    slot: int
    score: float


class Ranking(NamedTuple):
    """What a shard holds: how many slots, the lowest score of lane 0, and those worth showing."""

    total: int
    floor: float
    ranked: Sequence[Ranked]


class Slots(Protocol):
    """What is ranked: where each slot lies, and how much it holds of what."""

    def frequencies(self, positions: Sequence[int]) -> Scores:
        """Return how often each slot holds one of the positions, weighted by where."""

    def extent(self, slot: int) -> tuple[int, int]:
        """Return the range of a slot's positions."""


class DocumentSlots:
    """Documents, with their fields."""

    def __init__(self, lookup: Lookup, plan: Plan) -> None:
        self._columns = lookup.columns
        self._averages = plan.averages

    def frequencies(self, positions: Sequence[int]) -> Scores:
        columns, first_units = self._columns, self._columns.first_units
        found = {}
        for document, first, last in runs(positions, columns.document_starts):
            unit, end = first_units[document : document + 2]
            counts = [0] * len(Field)
            for position in positions[first:last]:
                unit = bisect_right(columns.unit_starts, position, unit, end) - 1
                counts[columns.unit_fields[unit]] += 1
            found[document] = sum(
                count * self.weigh(document, field) for field, count in enumerate(counts) if count
            )
        return found

    def weigh(self, document: int, field: int) -> float:
        """Return what an occurrence in a field of a document counts."""
        length = self._columns.field_lengths[field][document]
        return scoring.normalised(scoring.DOCUMENT_WEIGHTS[field], length, self._averages[field])

    def extent(self, slot: int) -> tuple[int, int]:
        start, end = self._columns.document_starts[slot : slot + 2]
        return start, end


class UnitSlots:
    """Units, as documents of one field, but that to be short is no merit."""

    def __init__(self, lookup: Lookup, plan: Plan) -> None:
        self._columns = lookup.columns
        self._average = plan.unit_average

    def frequencies(self, positions: Sequence[int]) -> Scores:
        found = runs(positions, self._columns.unit_starts)
        return {unit: (last - first) * self._weigh(unit) for unit, first, last in found}

    def _weigh(self, unit: int) -> float:
        start, end = self.extent(unit)
        weight = scoring.PASSAGE_WEIGHTS[self._columns.unit_fields[unit]]
        length = max(end - start, round(self._average))
        return scoring.normalised(weight, length, self._average)

    def extent(self, slot: int) -> tuple[int, int]:
        start, end = self._columns.unit_starts[slot : slot + 2]
        return start, end


def rank(lookup: Lookup, plan: Plan, slots: Slots) -> Ranking:
    """Score what a shard holds, leaving out what cannot be among the best."""
    if plan.in_turn:
        return _in_turn(lookup, plan.clauses[0], slots)
    scores = _Scores(lookup, plan, slots, required=plan.required)
    best = scores.best(plan.depth)
    return Ranking(len(scores.sums), 0.0, [Ranked(0, slot, score) for slot, score in best])


def passages(lookup: Lookup, plan: Plan, start: int, end: int) -> list[tuple[int, float]]:
    """Return the units between two positions that hold anything of the query, best first."""
    window = lookup.within(start, end)
    found = _Scores(window, plan, UnitSlots(lookup, plan)).best(0)
    return sorted(found, key=lambda item: (-item[1], item[0]))


def occurrences(lookup: Lookup, clause: Clause) -> list[Occurrence]:
    """Return where the forms of a clause stand, in order."""
    return sorted(
        Occurrence(start, start + len(form.words), form.weight)
        for form in clause.forms
        for start in lookup.positions(form.words, form.languages)
    )


def closeness(lookup: Lookup, plan: Plan) -> float:
    """Return what it adds to a score that words of the query stand close together."""
    total = 0.0
    for one, other, worth in plan.pairs:
        first, second = (_by_unit(lookup, plan.clauses[number]) for number in (one, other))
        near = sum(scoring.closeness(first[unit], second[unit]) for unit in first if unit in second)
        total += worth * near / (near + 1)
    return total


def clause_scores(lookup: Lookup, clause: Clause, slots: Slots) -> Scores:
    """Return what a clause adds to the score of each slot: of its forms only the best counts."""
    scores = dict(_base_scores(lookup, clause, slots))
    for form in clause.rivals:
        for slot, score in _form_scores(lookup, form, slots).items():
            scores[slot] = max(form.weight * score, scores.get(slot, 0.0))
    times = clause.emphasis * scoring.repeated(clause.times)
    return {slot: times * score for slot, score in scores.items()}


def _in_turn(lookup: Lookup, clause: Clause, slots: Slots) -> Ranking:
    """Put each slot into the lane of the likeliest form that it holds."""
    base = _base_scores(lookup, clause, slots)
    lanes = {slot: Ranked(0, slot, score) for slot, score in base.items()}
    for lane, form in enumerate(clause.rivals, 1):
        for slot, score in _form_scores(lookup, form, slots).items():
            lanes.setdefault(slot, Ranked(lane, slot, score))
    return Ranking(len(lanes), min(base.values(), default=math.inf), [*lanes.values()])


def _base_scores(lookup: Lookup, clause: Clause, slots: Slots) -> Scores:
    frequencies: defaultdict[int, float] = defaultdict(float)
    for form in clause.base:
        for slot, frequency in _frequencies(lookup, form, slots).items():
            frequencies[slot] += form.weight * frequency
    return {
        slot: clause.rarity * scoring.saturated(frequency)
        for slot, frequency in frequencies.items()
    }


def _form_scores(lookup: Lookup, form: Form, slots: Slots) -> Scores:
    frequencies = _frequencies(lookup, form, slots).items()
    return {slot: form.rarity * scoring.saturated(frequency) for slot, frequency in frequencies}


def _frequencies(lookup: Lookup, form: Form, slots: Slots) -> Scores:
    return slots.frequencies(lookup.positions(form.words, form.languages))


class _Scores:
    """What the clauses of a plan add up to in each slot, and how much closeness may add."""

    def __init__(
        self, lookup: Lookup, plan: Plan, slots: Slots, *, required: Iterable[int] = ()
    ) -> None:
        self._lookup = lookup
        self._plan = plan
        self._slots = slots
        self._by_clause = [clause_scores(lookup, clause, slots) for clause in plan.clauses]
        self.sums = self._add_up(required)

    def _add_up(self, required: Iterable[int]) -> Scores:
        """Return the sums, less what `scoring.coverage` takes from a slot that lacks some.

        A slot that lacks one of the ``required`` clauses is left out.
        """
        sums: defaultdict[int, float] = defaultdict(float)
        found: defaultdict[int, float] = defaultdict(float)
        for worth, scores in zip(self._plan.worths, self._by_clause, strict=True):
            for slot, score in scores.items():
                sums[slot] += score
                found[slot] += worth
        kept = set(sums).intersection(*(self._by_clause[number] for number in required))
        number, asked = len(self._by_clause), sum(self._plan.worths)
        return {
            slot: score * scoring.coverage(found[slot], asked, number)
            for slot, score in sums.items()
            if slot in kept
        }

    def best(self, limit: int) -> Iterator[tuple[int, float]]:
        """Yield the slots that may be among the best ``limit`` (0 for all), closeness added.

        What closeness can add has a bound, so most slots need no look.
        """
        bounds = self._bounds()
        ceilings = {slot: score + bounds.get(slot, 0.0) for slot, score in self.sums.items()}
        best: list[float] = []
        for slot, ceiling in sorted(ceilings.items(), key=lambda item: (-item[1], item[0])):
            if limit and len(best) == limit and ceiling < best[0]:
                return
            score = self.sums[slot]
            if slot in bounds:
                score += closeness(self._lookup.within(*self._slots.extent(slot)), self._plan)
            yield slot, score
            heapq.heappush(best, score)
            if len(best) > limit:
                heapq.heappop(best)

    def _bounds(self) -> Scores:
        """Return what closeness adds at most to the slots that hold both words of a pair."""
        bounds: defaultdict[int, float] = defaultdict(float)
        for one, other, worth in self._plan.pairs:
            first, second = self._by_clause[one], self._by_clause[other]
            for slot in first:
                if slot in second:
                    bounds[slot] += worth
        return bounds


def _by_unit(lookup: Lookup, clause: Clause) -> dict[int, list[Occurrence]]:
    found = occurrences(lookup, clause)
    grouped = groupby(found, key=lambda each: lookup.unit_of(each.start))
    return {unit: list(group) for unit, group in grouped}
