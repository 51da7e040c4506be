"""`search`: the documents or passages that fit a query best, misspelt words forgiven.

It takes up to three rounds over the shards, as search servers do it: one counts the words, one
looks for spellings of those that are hardly found, one ranks. Each gives a partial result that
merges, and statistics are of the whole corpus, so that the answer is the same however a corpus is
divided, to the last bit of a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from corpus_cli.corpus import Corpus
from corpus_cli.query.results import SearchResult, Term
from corpus_cli.query.search_hits import Explanation, Finder, Hit, WordScore
from corpus_cli.query.search_lookup import Lookup
from corpus_cli.query.search_order import frontrunners, in_order
from corpus_cli.query.search_plan import (
    Clause,
    Plan,
    doubts,
    make_plan,
    merge_spellings,
    merge_surveys,
    spell,
    survey,
)
from corpus_cli.query.search_query import Request, parse
from corpus_cli.query.search_rank import rank
from corpus_cli.query.search_suggest import merge_suggestions, suggest
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
    """What a shard holds: how many results, the lowest score of lane 0, and the best hits."""

    total: int
    floor: float
    hits: tuple[Hit, ...]


def run(corpus: Corpus, request: Request) -> Answer:
    """Search a corpus; raises UsageError, UnknownIdError and AmbiguousIdError."""
    request = replace(request, ids=tuple(corpus.resolve(id) for id in request.ids))
    plan = prepare(corpus.shards, request)
    answer = finish(merge(partial(shard, plan) for shard in corpus.shards), plan)
    if answer.results:
        return answer
    near = (suggest(shard, plan.query) for shard in corpus.shards)
    return replace(answer, suggestions=merge_suggestions(near))


def prepare(shards: Sequence[Shard], request: Request) -> Plan:
    """Find out what a request means in a corpus; its ids are exact here. Raises UsageError."""
    query = parse(request)
    found = merge_surveys(survey(shard, query) for shard in shards)
    unsure = doubts(query, found)
    if not any(unsure):
        return make_plan(query, found)
    spellings = merge_spellings(spell(shard, query, unsure) for shard in shards)
    return make_plan(query, found, spellings)


def partial(shard: Shard, plan: Plan) -> Partial:
    """Return the best results of a shard."""
    request = plan.query.request
    lookup = Lookup(shard, request.ids)
    finder = Finder(shard, lookup, plan)
    total, floor, ranked = rank(lookup, plan, finder.slots)
    contestants = map(finder.contestant, frontrunners(ranked, request.limit))
    best = in_order(contestants, plan.lane_weights, request.limit)
    return Partial(total, floor, tuple(finder.hit(contestant) for contestant, _ in best))


def merge(partials: Iterable[Partial]) -> Partial:
    """Put the best results of all shards together."""
    totals, floors, hits = zip(*partials, strict=True)
    return Partial(sum(totals), min(floors), tuple(chain.from_iterable(hits)))


def finish(merged: Partial, plan: Plan) -> Answer:
    """Give the best hits their ranks and their final scores."""
    best = in_order(merged.hits, plan.lane_weights, plan.query.request.limit)
    return Answer(
        tuple(
            _result(rank, hit, _final_score(hit, seat, plan, merged.floor))
            for rank, (hit, seat) in enumerate(best, 1)
        ),
        merged.total,
        spellings=tuple(filter(None, map(_spelling, plan.clauses))),
        explanations=tuple(
            hit.explanation._replace(seat=seat) for hit, seat in best if hit.explanation
        ),
    )


def _final_score(hit: Hit, seat: int | None, plan: Plan, floor: float) -> float:
    """Return the score that is shown: it falls from place to place.

    A seat's is its share of the lowest score in lane 0, or of what the likeliest spelling is worth
    where that is less.
    """
    if seat is None:
        return hit.score
    rivals = plan.clauses[0].rivals
    return min(floor, rivals[0].rarity) * rivals[hit.lane - 1].weight / seat


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
