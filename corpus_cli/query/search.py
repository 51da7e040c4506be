"""`search`: the documents or passages that fit a query best, misspelt words forgiven.

It takes up to four rounds over the shards, as search servers do it: one counts the words, one
looks for spellings of those that are hardly found, one ranks, and one puts the best in order anew
by the words that they share, where the query has several. Each gives a partial result that
merges, and statistics are of the whole corpus, so that the answer is the same however a corpus is
divided, to the last bit of a score.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.results import SearchResult, Term
from corpus_cli.query.scope.syntax import And
from corpus_cli.query.search_company import MODELS, Companion, Model, company, kept, model
from corpus_cli.query.search_hits import Contestant, Explanation, Finder, Hit, Place, WordScore
from corpus_cli.query.search_lookup import Lookup
from corpus_cli.query.search_order import frontrunners, in_order
from corpus_cli.query.search_plan import (
    FRONT,
    Clause,
    Plan,
    doubts,
    inflections,
    make_plan,
    merge_spellings,
    merge_surveys,
    respelt,
    spell,
    survey,
)
from corpus_cli.query.search_query import Request, parse
from corpus_cli.query.search_rank import DocumentSlots, rank
from corpus_cli.query.search_suggest import alike_words, count_words, merge_suggestions
from corpus_cli.shard import Shard

__all__ = [
    "Answer",
    "Explanation",
    "Request",
    "Spelling",
    "WordScore",
    "finish",
    "merge",
    "partial",
    "prepare",
    "run",
]


class Spelling(NamedTuple):
    """How a word of the query was taken that is hardly found as it was written.

    ``exact`` is the number of documents that do hold it so. ``taken`` are the other forms, all of
    them in the corpus, likeliest first.
    """

    query: str
    exact: int
    taken: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Results, best first, and what there is to say of them.

    ``total`` counts the results without the limit. ``suggestions`` are words of the corpus near
    those of the query, given where nothing was found. ``explanations`` are as many as ``results``
    where the request asked for them.
    """

    results: tuple[SearchResult, ...]
    total: int
    spellings: tuple[Spelling, ...] = ()
    suggestions: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()


class Partial(NamedTuple):
    """What a shard holds: how many results, the lowest score of lane 0, and the best of them."""

    total: int
    floor: float
    contestants: Sequence[Contestant]


class Ranked(NamedTuple):
    """The results of all shards: how many, the lowest score of lane 0, and the best in order.

    ``companions`` are the words by which the front was put in order anew.
    """

    total: int
    floor: float
    places: Sequence[Place]
    companions: tuple[Companion, ...] = ()


def run(corpus: Corpus, request: Request) -> Answer:
    """Search a corpus; raises UsageError, UnknownIdError, AmbiguousIdError, ExpressionError."""
    request = replace(request, ids=tuple(corpus.resolve(id) for id in request.ids))
    request = _within(corpus, request)
    if request.within is not None and not request.within:
        return Answer((), 0)
    plan = prepare(corpus, request)
    ranked = merge(_partials(corpus.shards, plan), plan)
    ranked = reconsider(corpus, ranked, plan)
    answer = finish(corpus.shards, ranked, plan)
    if answer.results:
        return answer
    near = alike_words(corpus.lexicon, plan.query)
    counts = (count_words(shard, plan.query, near) for shard in corpus.shards)
    return replace(answer, suggestions=merge_suggestions(near, counts))


def _within(corpus: Corpus, request: Request) -> Request:
    """Return a request that knows what its expressions, those in its terms too, choose."""
    if request.expression is None and not _may_choose(request.text):
        return request
    from corpus_cli.query.scope.filters import split_query
    from corpus_cli.query.scope.parser import named_expanded

    text, own = split_query(request.text)
    parts = tuple(named_expanded(part) for part in (request.expression, own) if part is not None)
    if not parts:
        return request
    if not text:
        raise UsageError("no words to rank by; corpus list --in lists what an expression chooses")
    from corpus_cli.query.scope.places import places

    expression = parts[0] if len(parts) == 1 else And(parts)
    return replace(request, terms=(text,), within=places(corpus, expression))


def _may_choose(text: str) -> bool:
    """Say False only where nothing in a query chooses documents: the parser takes 4 ms to load."""
    return not (_SIGNS.isdisjoint(text) and _OPERATORS.isdisjoint(text.split()))


_SIGNS = frozenset(":-@*/")
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})


def prepare(corpus: Corpus, request: Request) -> Plan:
    """Find out what a request means in a corpus; its ids are exact here. Raises UsageError."""
    query = parse(request)
    forms = inflections(corpus.lexicon, query)
    found = merge_surveys(survey(shard, query, forms) for shard in corpus.shards)
    unsure = doubts(query, found)
    if not any(unsure):
        return make_plan(query, found)
    others = respelt(corpus.lexicon, query, unsure)
    spellings = merge_spellings(spell(shard, query, unsure, others) for shard in corpus.shards)
    return make_plan(query, found, spellings)


def _partials(shards: Iterable[Shard], plan: Plan) -> Iterator[Partial]:
    """Rank one shard after the other; what others hold already need not be beaten in vain."""
    best: list[float] = []
    for shard in shards:
        floor = best[0] if plan.depth and len(best) == plan.depth and not plan.in_turn else 0.0
        found = partial(shard, plan, floor)
        yield found
        best = sorted(
            heapq.nlargest(plan.depth, (*best, *(each.score for each in found.contestants)))
        )


def partial(shard: Shard, plan: Plan, floor: float = 0.0) -> Partial:
    """Rank what a shard holds, and return its best; less than ``floor`` is not among the best."""
    request = plan.query.request
    lookup = Lookup(shard, request.ids, request.within)
    finder = Finder(shard, lookup, plan)
    total, floor, ranked = rank(lookup, plan, finder.slots, floor)
    contestants = map(finder.contestant, frontrunners(ranked, plan.depth))
    best = in_order(contestants, plan.lane_weights, plan.depth)
    return Partial(total, floor, [contestant for contestant, _ in best])


def merge(partials: Iterable[Partial], plan: Plan) -> Ranked:
    """Put the best of all shards in order."""
    totals, floors, contestants = zip(*partials, strict=True)
    every = (each._replace(shard=shard) for shard, own in enumerate(contestants) for each in own)
    best = in_order(every, plan.lane_weights, plan.depth)
    places = [Place(contestant, seat) for contestant, seat in best]
    return Ranked(sum(totals), min(floors), places)


def reconsider(corpus: Corpus, ranked: Ranked, plan: Plan) -> Ranked:
    """Put the front in order anew by the words that the best documents share.

    Fewer documents than are read for that are left as they are.
    """
    limit = plan.query.request.limit or None
    front = [place.contestant for place in ranked.places[:FRONT]]
    if not plan.accompanied or len(front) < MODELS:
        return ranked._replace(places=ranked.places[:limit])
    models: dict[int, Model] = {}
    for shard, numbers in _by_shard(front[:MODELS]):
        lookup = Lookup(corpus.shards[shard])
        slots = DocumentSlots(lookup, plan)
        for place in numbers:
            found = front[place]
            models[place] = model(lookup, slots, found.slot, found.score)
        corpus.shards[shard].release()
    companions = company(
        [models[place] for place in range(MODELS)], plan, corpus.lexicon, len(corpus)
    )
    anew = list(front)
    for shard, numbers in _by_shard(front):
        lookup = Lookup(corpus.shards[shard])
        slots = DocumentSlots(lookup, plan)
        for place in numbers:
            found = front[place]
            added = sum(worth for _, worth in kept(lookup, slots, found.slot, companions))
            anew[place] = found._replace(score=found.score + added)
        corpus.shards[shard].release()
    anew.sort(key=lambda each: (-each.score, each.tie))
    places = [*(Place(each, None) for each in anew), *ranked.places[FRONT:]]
    return ranked._replace(places=places[:limit], companions=companions)


def _by_shard(found: Sequence[Contestant]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the shards of what was found, each with the places in ``found`` of its own."""
    order = sorted(range(len(found)), key=lambda place: (found[place].shard, place))
    for shard, places in groupby(order, key=lambda place: found[place].shard):
        yield shard, list(places)


def finish(shards: Sequence[Shard], ranked: Ranked, plan: Plan) -> Answer:
    """Read what there is to show of the best, each from its shard, and give the final scores."""
    finders: dict[int, Finder] = {}
    results, explanations = [], []
    for number, (contestant, seat) in enumerate(ranked.places, 1):
        if contestant.shard not in finders:
            shard = shards[contestant.shard]
            lookup = Lookup(shard, plan.query.request.ids, plan.query.request.within)
            finders[contestant.shard] = Finder(shard, lookup, plan, ranked.companions)
        hit = finders[contestant.shard].hit(contestant)
        results.append(_result(number, hit, _final_score(contestant, seat, plan, ranked.floor)))
        if hit.explanation:
            explanations.append(hit.explanation._replace(seat=seat))
    return Answer(
        tuple(results),
        ranked.total,
        spellings=tuple(filter(None, map(_spelling, plan.clauses))),
        explanations=tuple(explanations),
    )


def _final_score(found: Contestant, seat: int | None, plan: Plan, floor: float) -> float:
    """Return the score that is shown: it falls from place to place.

    A seat's is its share of the lowest score in lane 0, or of what the likeliest spelling is worth
    where that is less.
    """
    if seat is None:
        return found.score
    rivals = plan.clauses[0].rivals
    return min(floor, rivals[0].rarity) * rivals[found.lane - 1].weight / seat


def _result(rank: int, hit: Hit, score: float) -> SearchResult:
    best = hit.passages[0]
    return SearchResult(
        rank,
        score,
        hit.id,
        hit.title,
        hit.date,
        best.address,
        best.snippet,
        best.spans,
        hit.edits,
        hit.terms,
        hit.passages,
        hit.author,
    )


def _spelling(clause: Clause) -> Spelling | None:
    """Return how a word was taken, None where it was taken as it is or not at all."""
    taken = [form for form in clause.forms if form.edits]
    if not taken:
        return None
    taken.sort(key=lambda form: (-form.weight, form.words))
    shown = clause.element.shown
    terms = tuple(Term(shown, form.text, form.edits) for form in taken)
    return Spelling(shown, clause.exact, terms)
