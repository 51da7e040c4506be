"""From what was ranked to what is shown: which words were found, the best passages, the reasons.

May import what all query modules may.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from corpus_cli.query import scoring
from corpus_cli.query.attribution import Attributions
from corpus_cli.query.results import Passage, Term
from corpus_cli.query.search_company import Companion, kept
from corpus_cli.query.search_lookup import Lookup
from corpus_cli.query.search_order import Tie, age
from corpus_cli.query.search_passages import passage
from corpus_cli.query.search_plan import Clause, Form, Plan
from corpus_cli.query.search_rank import (
    DocumentSlots,
    Ranked,
    Slots,
    UnitSlots,
    clause_scores,
    closeness,
    passages,
)
from corpus_cli.shard import Field, Shard

PASSAGES = 3  # of a document


class WordScore(NamedTuple):
    """What an element of the query adds to a score.

    ``terms`` are the forms found, ``frequencies`` tells how often they stand in each field that
    has any. ``rarity`` is the inverse document frequency.
    """

    query: str
    terms: tuple[Term, ...]
    frequencies: tuple[tuple[str, int], ...]
    rarity: float
    score: float


class Explanation(NamedTuple):
    """What made a score: the sum of the words', times ``coverage``, plus ``closeness``.

    To that is added the worth of each word of ``company``, which are words that the best results
    share.
    Where ``seat`` is not None, the result was found by another spelling of the only word. It is
    then the likelihood of the spelling, divided by the seat, that makes the score; the word's
    score decided which result of that spelling took which seat.
    """

    id: str
    words: tuple[WordScore, ...]
    coverage: float
    closeness: float
    company: tuple[Companion, ...] = ()
    seat: int | None = None


class Contestant(NamedTuple):
    """A slot of a shard that contends for a place; ``score`` is that within its lane."""

    lane: int
    score: float
    tie: Tie
    slot: int
    shard: int = 0


class Place(NamedTuple):
    """A place in the order of results, and the seat in its lane, which is None in lane 0."""

    contestant: Contestant
    seat: int | None


class Hit(NamedTuple):
    """What there is to show of a result."""

    id: str
    title: str | None
    author: str | None
    date: str | None
    edits: int
    terms: tuple[Term, ...]
    passages: tuple[Passage, ...]
    explanation: Explanation | None


class Finder:
    """Tells of the documents or units of a shard what results show."""

    def __init__(
        self, shard: Shard, lookup: Lookup, plan: Plan, companions: Sequence[Companion] = ()
    ) -> None:
        self._shard = shard
        self._companions = companions
        self._lookup = lookup
        self._plan = plan
        self._by_unit = plan.query.request.by == "passage"
        self.slots: Slots = (UnitSlots if self._by_unit else DocumentSlots)(lookup, plan)

    def contestant(self, ranked: Ranked) -> Contestant:
        """Return what is put in order."""
        document, unit = self._place(ranked.slot)
        date, id = (self._shard.value(name, document) for name in ("date", "id"))
        tie = Tie(age(date), id, unit)
        return Contestant(ranked.lane, ranked.score, tie, ranked.slot)

    def hit(self, contestant: Contestant) -> Hit:
        """Return all that there is to show of a contestant."""
        slot, score = contestant.slot, contestant.score
        document = self._shard.documents[self._place(slot)[0]]
        window = self._lookup.within(*self.slots.extent(slot))
        found = [_found(window, clause) for clause in self._plan.clauses]
        return Hit(
            document.id,
            document.title,
            document.author,
            document.date,
            sum(min(form.edits for form in forms) for forms in found if forms),
            tuple(
                Term(clause.element.shown, form.text, form.edits)
                for clause, forms in zip(self._plan.clauses, found, strict=True)
                for form in forms
            ),
            self._passages(slot, score),
            self._explain(document.id, window, slot) if self._plan.query.request.explain else None,
        )

    def _place(self, slot: int) -> tuple[int, int]:
        """Return the document of a slot, and the number of its unit in it, 0 for all of it."""
        columns = self._lookup.columns
        if not self._by_unit:
            return slot, 0
        document = bisect_right(columns.first_units, slot) - 1
        return document, slot - columns.first_units[document]

    def _passages(self, slot: int, score: float) -> tuple[Passage, ...]:
        best = [(slot, score)]
        if not self._by_unit:
            best = passages(self._lookup, self._plan, *self.slots.extent(slot))[:PASSAGES]
        number = self._place(slot)[0]
        document = self._shard.documents[number]
        first = self._lookup.columns.first_units[number]
        last = max(unit for unit, _ in best)
        units = list(islice(document.units(), last - first + 1))
        attributions = Attributions(document)
        found = []
        for unit, worth in best:
            own = units[unit - first]
            author, date = attributions.at(own.start)
            found.append(
                passage(self._lookup, self._plan, unit, own, worth)._replace(
                    author=author, date=date
                )
            )
        return tuple(found)

    def _explain(self, id: str, window: Lookup, slot: int) -> Explanation:
        clauses = self._plan.clauses
        words = [_word_score(window, clause, self.slots, slot) for clause in clauses]
        found = sum(clause.worth for clause, word in zip(clauses, words, strict=True) if word.terms)
        asked = sum(clause.worth for clause in clauses)
        return Explanation(
            id,
            tuple(words),
            scoring.coverage(found, asked, len(clauses)),
            closeness(window, self._plan),
            self._company(slot),
        )

    def _company(self, slot: int) -> tuple[Companion, ...]:
        if not isinstance(self.slots, DocumentSlots):
            return ()
        return tuple(kept(self._lookup, self.slots, slot, self._companions))


def _found(window: Lookup, clause: Clause) -> list[Form]:
    """Return the forms of a clause that stand in a window."""
    return [form for form in clause.forms if window.positions(form.words, form.languages)]


def _word_score(window: Lookup, clause: Clause, slots: Slots, slot: int) -> WordScore:
    forms = _found(window, clause)
    frequencies: Counter[int] = Counter()
    for form in forms:
        for unit, count in window.units(form.words, form.languages).items():
            frequencies[window.columns.unit_fields[unit]] += count
    return WordScore(
        clause.element.shown,
        tuple(Term(clause.element.shown, form.text, form.edits) for form in forms),
        tuple((field.name.lower(), frequencies[field]) for field in Field if frequencies[field]),
        max((form.rarity for form in forms), default=0.0),
        clause_scores(window, clause, slots).get(slot, 0.0),
    )
