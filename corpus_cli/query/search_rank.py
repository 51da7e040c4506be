"""Scores of the documents or units of a shard under a plan.

A slot is what is ranked: the number of a document, or of a unit. May import what all query
modules may.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from corpus_cli.query import scoring
from corpus_cli.query.scoring import Occurrence
from corpus_cli.query.search_lookup import Lookup, runs
from corpus_cli.query.search_plan import Clause, Form, Plan
from corpus_cli.shard import Field

Scores = Mapping[int, float]
Among = Sequence[int] | None
Documents = Collection[int] | None


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

    def frequencies(
        self, positions: Sequence[int], among: Among = None, documents: Documents = None
    ) -> Scores:
        """Return how often each slot holds one of the positions, weighted by where.

        Only slots ``among`` these, which rise, and only these ``documents`` count; None are all.
        """

    def holding(self, lookup: Lookup, form: Form) -> set[int]:
        """Return the slots that hold a form."""

    def extent(self, slot: int) -> tuple[int, int]:
        """Return the range of a slot's positions."""


class DocumentSlots:
    """Documents, with their fields."""

    def __init__(self, lookup: Lookup, plan: Plan) -> None:
        self._columns = lookup.columns
        self._averages = plan.averages

    def frequencies(
        self, positions: Sequence[int], among: Among = None, documents: Documents = None
    ) -> Scores:
        columns, stretches = self._columns, self._columns.stretches
        found = {}
        for document, first, last in runs(positions, columns.document_starts, among):
            if documents is not None and document not in documents:
                continue
            counts = [0] * len(Field)
            stretch, end = stretches.first[document : document + 2]
            if last - first < end - stretch:
                for position in positions[first:last]:
                    stretch = bisect_right(stretches.starts, position, stretch, end) - 1
                    counts[stretches.fields[stretch]] += 1
            else:
                for number in range(stretch, end):
                    before = first
                    first = bisect_left(positions, stretches.starts[number + 1], first, last)
                    counts[stretches.fields[number]] += first - before
            found[document] = sum(
                count * self.weigh(document, field) for field, count in enumerate(counts) if count
            )
        return found

    def holding(self, lookup: Lookup, form: Form) -> set[int]:
        return lookup.documents(form.words, form.languages)

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

    def frequencies(
        self, positions: Sequence[int], among: Among = None, documents: Documents = None
    ) -> Scores:
        found = runs(positions, self._columns.unit_starts, among)
        return {
            unit: (last - first) * self._weigh(unit)
            for unit, first, last in found
            if documents is None or self._document(unit) in documents
        }

    def _document(self, unit: int) -> int:
        return bisect_right(self._columns.first_units, unit) - 1

    def holding(self, lookup: Lookup, form: Form) -> set[int]:
        return set(lookup.units(form.words, form.languages))

    def _weigh(self, unit: int) -> float:
        start, end = self.extent(unit)
        weight = scoring.PASSAGE_WEIGHTS[self._columns.unit_fields[unit]]
        length = max(end - start, round(self._average))
        return scoring.normalised(weight, length, self._average)

    def extent(self, slot: int) -> tuple[int, int]:
        start, end = self._columns.unit_starts[slot : slot + 2]
        return start, end


def rank(lookup: Lookup, plan: Plan, slots: Slots, floor: float = 0.0) -> Ranking:
    """Score what a shard holds, leaving out what cannot be among the best.

    What scores less than ``floor`` is not among them.
    """
    if plan.in_turn:
        return _in_turn(lookup, plan.clauses[0], slots)
    scores = _Scores(lookup, plan, slots, depth=plan.depth, floor=floor, required=plan.required)
    best = scores.best(plan.depth)
    return Ranking(scores.total, 0.0, [Ranked(0, slot, score) for slot, score in best])


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


def clause_scores(lookup: Lookup, clause: Clause, slots: Slots, among: Among = None) -> Scores:
    """Return what a clause adds to the score of each slot: of its forms only the best counts.

    Only slots ``among`` these, which rise, are looked at; None are all.
    """
    scores = dict(_base_scores(lookup, clause, slots, among))
    for form in clause.rivals:
        for slot, score in _form_scores(lookup, form, slots, among).items():
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


def _base_scores(lookup: Lookup, clause: Clause, slots: Slots, among: Among = None) -> Scores:
    frequencies: defaultdict[int, float] = defaultdict(float)
    for form in clause.base:
        for slot, frequency in _frequencies(lookup, form, slots, among).items():
            frequencies[slot] += form.weight * frequency
    return {
        slot: clause.rarity * scoring.saturated(frequency)
        for slot, frequency in frequencies.items()
    }


def _form_scores(lookup: Lookup, form: Form, slots: Slots, among: Among = None) -> Scores:
    frequencies = _frequencies(lookup, form, slots, among).items()
    return {slot: form.rarity * scoring.saturated(frequency) for slot, frequency in frequencies}


def _frequencies(lookup: Lookup, form: Form, slots: Slots, among: Among) -> Scores:
    positions = lookup.everywhere(form.words)
    return slots.frequencies(positions, among, lookup.admitted(form.languages))


class _Scores:
    """What the clauses of a plan add up to in each slot, and how much closeness may add.

    With a ``depth`` other than 0, slots may be left out that cannot be among so many of the best,
    nor reach ``floor``; ``total`` counts them all.
    """

    def __init__(
        self,
        lookup: Lookup,
        plan: Plan,
        slots: Slots,
        *,
        depth: int = 0,
        floor: float = 0.0,
        required: Iterable[int] = (),
    ) -> None:
        self._lookup = lookup
        self._plan = plan
        self._slots = slots
        self._floor = floor
        self._held: set[int] = set()
        self._by_clause = self._each_clause(0 if plan.required else depth)
        self.sums = self._add_up(required)
        self.total = len(self._held) or len(self.sums)

    def _each_clause(self, depth: int) -> Sequence[Scores]:
        """Return the scores by clause, and note all slots if some are not among them.

        The clauses that may add most come first. Once so many slots are sure of more than the
        others could add together, those alone are looked at that were seen (Turtle & Flood, 1995).
        """
        plan, slots = self._plan, self._slots
        tops = [
            worth * scoring.repeated(clause.times)
            for clause, worth in zip(plan.clauses, plan.worths, strict=True)
        ]
        order = sorted(range(len(tops)), key=lambda number: (-tops[number], number))
        found: dict[int, Scores] = {}
        seen: Among = None
        for place, number in enumerate(order):
            if depth and place and seen is None:
                left = sum(tops[each] for each in order[place:])
                left += sum(worth for *pair, worth in plan.pairs if found.keys().isdisjoint(pair))
                sure = self._sure(found)
                if self._lowest(sure, depth) > left:
                    seen = sorted(sure)
                    skipped = (form for each in order[place:] for form in plan.clauses[each].forms)
                    held = (slots.holding(self._lookup, form) for form in skipped)
                    self._held = set(seen).union(*held)
            found[number] = clause_scores(self._lookup, plan.clauses[number], slots, seen)
        return [found[number] for number in range(len(tops))]

    def _lowest(self, sure: Scores, depth: int) -> float:
        """Return what one of the best has to score at least."""
        if len(sure) < depth:
            return self._floor
        return max(self._floor, heapq.nlargest(depth, sure.values())[-1])

    def _sure(self, found: Mapping[int, Scores]) -> Scores:
        """Return the sums of some clauses, less what `scoring.coverage` takes for the others.

        Whatever those add, a slot scores no less.
        """
        sums: defaultdict[int, float] = defaultdict(float)
        worth: defaultdict[int, float] = defaultdict(float)
        for number in sorted(found):
            for slot, score in found[number].items():
                sums[slot] += score
                worth[slot] += self._plan.worths[number]
        clauses, asked = len(self._plan.clauses), sum(self._plan.worths)
        return {
            slot: score * scoring.coverage(worth[slot], asked, clauses)
            for slot, score in sums.items()
        }

    def _add_up(self, required: Iterable[int]) -> Scores:
        """Return the sums of all clauses; a slot that lacks a ``required`` one is left out."""
        sums = self._sure(dict(enumerate(self._by_clause)))
        needed = [self._by_clause[number] for number in required]
        return {
            slot: score for slot, score in sums.items() if all(slot in scores for scores in needed)
        }

    def best(self, limit: int) -> Iterator[tuple[int, float]]:
        """Yield the slots that may be among the best ``limit`` (0 for all), closeness added.

        What closeness can add has a bound, so most slots need no look.
        """
        bounds = self._bounds()
        ceilings = {slot: score + bounds.get(slot, 0.0) for slot, score in self.sums.items()}
        best: list[float] = []
        for slot, ceiling in sorted(ceilings.items(), key=lambda item: (-item[1], item[0])):
            if limit and (ceiling < self._floor or (len(best) == limit and ceiling < best[0])):
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
