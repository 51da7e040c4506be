"""What a query is taken to mean in a corpus: the forms of its words, and what each is worth.

Two rounds over the shards make a plan: `survey` counts the words as they were written, and
`spell` looks for other spellings where that found too little. Both give sums over documents, so a
plan does not depend on how a corpus is divided. May import what all query modules may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple

from corpus_cli.lexicon import Lexicon
from corpus_cli.query import scoring
from corpus_cli.query.function_words import FUNCTION_WORDS
from corpus_cli.query.scoring import INFLECTED, rarity
from corpus_cli.query.search_lookup import Languages, Lookup, Words
from corpus_cli.query.search_query import Element, Query
from corpus_cli.query.spelling import allowed_edits, edits, near, plausibility
from corpus_cli.shard import Shard, Sizes

# With so many exact hits nothing else is looked for.
ENOUGH = 10
# So many spellings of a word are taken, and so many words of a query are looked up.
MOST_SPELLINGS = 50
MOST_MISSPELT = 32
# A longer word is not two that were run together; trying each cut takes quadratic time.
LONGEST_PARTED = 64
# What the likeliest spelling counts beside a word that is found as it was written, and what the
# others have to count to be taken where other words of the query tell what is meant.
MISSPELT = 0.8
LEAST = 0.05
# The share of a query that two words have to be worth for their closeness to be looked at.
NEGLIGIBLE = 0.01
# So many of the best documents are put in order anew by the company of their words.
FRONT = 200


class Inflection(NamedTuple):
    """A word with the stem of another, in how many documents of which languages."""

    word: str
    documents: int
    languages: frozenset[str]


class Count(NamedTuple):
    """How many documents hold an element as it was written, and how many that or an inflection."""

    exact: int = 0
    near: int = 0
    inflections: tuple[Inflection, ...] = ()


class Survey(NamedTuple):
    """What a corpus holds of a query.

    ``counts`` has one for each element. ``joined`` tells for each element and the next how many
    documents hold them written as one word.
    """

    totals: Sizes
    counts: tuple[Count, ...]
    joined: tuple[int, ...]


class Doubts(NamedTuple):
    """The elements that may be misspelt, and those that may have been parted from their next."""

    elements: frozenset[int] = frozenset()
    pairs: frozenset[int] = frozenset()


class Respelt(NamedTuple):
    """Words that an element may have meant, how many edits away, and whether easily confused."""

    words: Words
    edits: int
    confusable: bool


class Candidate(NamedTuple):
    """Words that an element may have meant, and how many documents hold them."""

    words: Words
    edits: int
    confusable: bool
    documents: int
    languages: Languages = None


class Spellings(NamedTuple):
    """For each element its candidates; for each pair the documents with the two side by side.

    Of the latter a shard counts no more than `ENOUGH`.
    """

    candidates: tuple[tuple[Candidate, ...], ...]
    adjacent: tuple[int, ...]


class Form(NamedTuple):
    """Words that are taken for an element, what they are worth, and where they count.

    ``weight`` is 1 for the words as they were written, ``rarity`` their inverse document
    frequency, ``documents`` how many hold them.
    """

    words: Words
    edits: int
    weight: float
    rarity: float
    documents: int
    languages: Languages = None

    @property
    def text(self) -> str:
        """The words, with blanks between them."""
        return " ".join(self.words)

    @property
    def worth(self) -> float:
        """The most that the form can add to a score."""
        return self.weight * self.rarity


class Clause(NamedTuple):
    """An element of the query and its forms.

    ``exact`` documents hold it as it was written. ``base`` forms are one word to the ranking:
    their frequencies add up, and ``rarity`` is that of them together. ``rivals`` are other words
    that may have been meant, likeliest first: of them and the base only what counts most does.
    ``emphasis`` is 1, less where other words tell better what the query is about.
    """

    element: Element
    times: int
    exact: int
    rarity: float
    base: tuple[Form, ...]
    rivals: tuple[Form, ...]
    emphasis: float = 1.0

    @property
    def forms(self) -> tuple[Form, ...]:
        """All forms."""
        return self.base + self.rivals

    @property
    def worth(self) -> float:
        """The most that the clause can add to a score, but for repetition in the query."""
        base = self.rarity if self.base else 0.0
        return self.emphasis * max((base, *(form.worth for form in self.rivals)))


class Plan(NamedTuple):
    """A query ready to be ranked by: no shard needs to know of another.

    ``worths`` are those of the clauses. ``pairs`` are the numbers of clauses that follow one
    another, function words aside, and what it is worth at most to find them close together.
    ``averages`` are the mean lengths of the fields over the documents that have them,
    ``unit_average`` that of a unit. ``in_turn`` says that what holds no form of the base is ranked
    in lanes, one for each rival of the only clause; see `search_order`.
    """

    query: Query
    clauses: tuple[Clause, ...]
    worths: tuple[float, ...]
    pairs: tuple[tuple[int, int, float], ...]
    averages: tuple[float, ...]
    unit_average: float
    in_turn: bool

    @property
    def asked(self) -> float:
        """The most that the words of the query can add to a score."""
        return sum(
            scoring.repeated(clause.times) * worth
            for clause, worth in zip(self.clauses, self.worths, strict=True)
        )

    @property
    def accompanied(self) -> bool:
        """Whether what the best documents share says more of what is sought; see `company`.

        One word alone is what is sought.
        """
        request = self.query.request
        told = sum(clause.emphasis == 1 and clause.worth > 0 for clause in self.clauses)
        return told > 1 and request.by == "document" and not request.exact

    @property
    def depth(self) -> int:
        """How many of the best are to be put in order, 0 for all."""
        limit = self.query.request.limit
        return max(limit, FRONT) if self.accompanied and limit else limit

    @property
    def lane_weights(self) -> tuple[float, ...]:
        """The weights of the lanes from 1 on."""
        return tuple(form.weight for form in self.clauses[0].rivals) if self.in_turn else ()

    @property
    def required(self) -> tuple[int, ...]:
        """The numbers of the clauses that must be found."""
        return tuple(number for number, clause in enumerate(self.clauses) if clause.element.quoted)


Inflections = Mapping[str, frozenset[str]]


def survey(shard: Shard, query: Query, inflections: Sequence[Inflections]) -> Survey:
    """Count what a shard holds of a query; ``inflections`` are those of each element."""
    lookup = Lookup(shard, query.request.ids, query.request.within)
    columns = lookup.columns
    return Survey(
        columns.sizes if lookup.is_whole else columns.sizes_of(lookup.chosen),
        tuple(map(partial(_count, lookup), query.elements, inflections)),
        tuple(
            0 if joined is None else lookup.count((joined,)) for joined in _joined(query.elements)
        ),
    )


def inflections(lexicon: Lexicon, query: Query) -> list[Inflections]:
    """Return for each element of a query the forms that count as nearly as good."""
    return [
        lexicon.inflections(each.words[0]) if each.is_word and not query.request.exact else {}
        for each in query.elements
    ]


def merge_surveys(surveys: Iterable[Survey]) -> Survey:
    """Add up what shards hold."""
    totals, counts, joined = zip(*surveys, strict=True)
    return Survey(
        _add_sizes(totals),
        tuple(map(_add_counts, zip(*counts, strict=True))),
        tuple(map(sum, zip(*joined, strict=True))),
    )


def doubts(query: Query, survey: Survey) -> Doubts:
    """Return what of a query should be looked for in other spellings."""
    request = query.request
    if request.exact:
        return Doubts()
    wanted = [
        number
        for number, (element, count) in enumerate(zip(query.elements, survey.counts, strict=True))
        if not element.quoted and (request.fuzzy or count.exact < ENOUGH)
    ]
    pairs = (number for number, documents in enumerate(survey.joined) if documents)
    return Doubts(frozenset(wanted[:MOST_MISSPELT]), frozenset(pairs))


def respelt(lexicon: Lexicon, query: Query, doubts: Doubts) -> list[Sequence[Respelt]]:
    """Return for each element what it may have meant, as far as the words are in the corpus."""
    return [
        list(_respelt(lexicon, element)) if number in doubts.elements else ()
        for number, element in enumerate(query.elements)
    ]


def spell(
    shard: Shard, query: Query, doubts: Doubts, others: Sequence[Sequence[Respelt]]
) -> Spellings:
    """Count in a shard the other spellings that `respelt` found."""
    lookup = Lookup(shard, query.request.ids, query.request.within)
    elements = query.elements
    return Spellings(
        tuple(tuple(_candidates(lookup, each)) for each in others),
        tuple(
            lookup.count_up_to(elements[number].words + elements[number + 1].words, ENOUGH)
            if number in doubts.pairs
            else 0
            for number in range(len(elements) - 1)
        ),
    )


def merge_spellings(spellings: Iterable[Spellings]) -> Spellings:
    """Add up the spellings that shards hold."""
    candidates, adjacent = zip(*spellings, strict=True)
    return Spellings(
        tuple(map(_add_candidates, zip(*candidates, strict=True))),
        tuple(map(sum, zip(*adjacent, strict=True))),
    )


def make_plan(query: Query, survey: Survey, spellings: Spellings | None = None) -> Plan:
    """Decide what a query is taken to mean; ``spellings`` are None if none were looked for."""
    totals, elements = survey.totals, query.elements
    others = spellings.candidates if spellings else ((),) * len(elements)
    alone = len(elements) == 1
    clauses = [
        _clause(element, times, count, candidates, totals.documents, alone=alone)._replace(
            emphasis=emphasis
        )
        for element, times, emphasis, count, candidates in zip(
            elements, query.times, _emphases(query), survey.counts, others, strict=True
        )
    ]
    if spellings:
        _join(clauses, survey.joined, spellings.adjacent, totals.documents, query.request.fuzzy)
    worths = tuple(clause.worth for clause in clauses)
    return Plan(
        query,
        tuple(clauses),
        worths,
        tuple(_pairs(clauses)),
        tuple(length / max(n, 1) for length, n in zip(totals.lengths, totals.holders, strict=True)),
        totals.words / max(totals.units, 1),
        alone and bool(clauses[0].rivals),
    )


def _emphases(query: Query) -> list[float]:
    """Return what each element counts beside the others: function words little, if others tell.

    In capitals they may be names (IT), unless all of the query is.
    """
    shouted = query.request.text.isupper()
    functional = [
        each.is_word
        and each.words[0] in FUNCTION_WORDS
        and (shouted or len(each.shown) == 1 or not each.shown.isupper())
        for each in query.elements
    ]
    if functional.count(False) < 2:
        return [1.0] * len(functional)
    return [scoring.FUNCTION if each else 1.0 for each in functional]


def _pairs(clauses: Sequence[Clause]) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of clauses that are worth a look."""
    asked = sum(clause.worth for clause in clauses)
    telling = (number for number, clause in enumerate(clauses) if clause.emphasis == 1)
    for one, other in pairwise(telling):
        worth = min(clauses[one].worth, clauses[other].worth)
        if worth > NEGLIGIBLE * asked:
            yield one, other, scoring.CLOSENESS * worth


def _add_sizes(sizes: Sequence[Sizes]) -> Sizes:
    documents, lengths, holders, units, words = zip(*sizes, strict=True)
    return Sizes(
        sum(documents),
        tuple(map(sum, zip(*lengths, strict=True))),
        tuple(map(sum, zip(*holders, strict=True))),
        sum(units),
        sum(words),
    )


def _count(lookup: Lookup, element: Element, inflections: Inflections) -> Count:
    exact = lookup.count(element.words)
    holding: set[int] = set()
    found = []
    for word, languages in inflections.items():
        documents = lookup.documents((word,), languages)
        if documents:
            found.append(Inflection(word, len(documents), languages))
            holding |= documents
    if not found:
        return Count(exact, exact)
    return Count(exact, len(holding | lookup.documents(element.words)), tuple(found))


def _add_counts(counts: Iterable[Count]) -> Count:
    exact = near = 0
    found: dict[str, Inflection] = {}
    for count in counts:
        exact += count.exact
        near += count.near
        for new in count.inflections:
            old = found.get(new.word, Inflection(new.word, 0, frozenset()))
            found[new.word] = Inflection(
                new.word, old.documents + new.documents, old.languages | new.languages
            )
    return Count(exact, near, tuple(found[word] for word in sorted(found)))


def _joined(elements: Sequence[Element]) -> Iterator[str | None]:
    """Yield for each element and the next what they make as one word, None where they do not."""
    for element, following in pairwise(elements):
        word = "".join(element.words + following.words)
        both = element.is_word and following.is_word
        yield word if both and allowed_edits(word) else None


def _candidates(lookup: Lookup, others: Iterable[Respelt]) -> Iterator[Candidate]:
    """Yield those spellings that the shard holds."""
    for words, count, likely in others:
        documents = lookup.count(words)
        if documents:
            yield Candidate(words, count, likely, documents)


def _respelt(lexicon: Lexicon, element: Element) -> Iterator[Respelt]:
    """Yield an element with one of its words in another spelling, in two parts, or as one."""
    known = lexicon.vocabulary.id_of
    words = element.words
    for number, word in enumerate(words):
        rest = (*words[:number], *words[number + 1 :])
        if any(known(each) is None for each in rest):
            continue
        for other in near(word, lexicon.vocabulary):
            spelt = (*words[:number], other.word, *words[number + 1 :])
            yield Respelt(spelt, other.edits, other.confusable)
    for parts in _parted_or_joined(element):
        if all(known(part) is not None for part in parts):
            yield Respelt(parts, 1, True)


def _parted_or_joined(element: Element) -> Iterator[Words]:
    """Yield a word in two parts, or words that belong together as one: one edit either way."""
    word = "".join(element.words)
    if not allowed_edits(word) or len(word) > LONGEST_PARTED:
        return
    if element.is_word:
        for cut in range(1, len(word)):
            yield word[:cut], word[cut:]
    else:
        yield (word,)


def _add_candidates(shards: Iterable[Sequence[Candidate]]) -> tuple[Candidate, ...]:
    """Add up the documents of candidates, and keep those that come first."""
    found: dict[Words, Candidate] = {}
    for candidate in chain.from_iterable(shards):
        old = found.get(candidate.words)
        documents = candidate.documents + (old.documents if old else 0)
        found[candidate.words] = candidate._replace(documents=documents)
    return tuple(sorted(found.values(), key=_in_order)[:MOST_SPELLINGS])


def _in_order(candidate: Candidate) -> tuple[int, bool, int, Words]:
    return candidate.edits, not candidate.confusable, -candidate.documents, candidate.words


def _clause(
    element: Element,
    times: int,
    count: Count,
    candidates: Sequence[Candidate],
    documents: int,
    *,
    alone: bool,
) -> Clause:
    """Weigh the forms of an element.

    The inflections of a well-attested word are as good as exact. Those of a rare word, which may
    be a misspelling with the stem of something else (definately, define), are counted by their
    edits; where the word is ``alone`` they compete with its other spellings.
    """
    attested = count.exact >= ENOUGH
    apart = alone and not attested
    own = rarity(documents, count.exact if apart else count.near)
    base = [Form(element.words, 0, 1.0, own, count.exact)] if count.exact else []
    others = {each.words: each for each in candidates}
    for word, holding, languages in count.inflections:
        distance = 0 if attested else edits(element.words[0], word, limit=len(word)) or 0
        others.pop((word,), None)
        if apart:
            others[(word,)] = Candidate((word,), distance, True, holding, languages)
        else:
            base.append(Form((word,), distance, INFLECTED, own, holding, languages))
    near = 0 if apart else count.near
    rivals = _rivals([*others.values()], near, own, documents, alone=alone)
    return Clause(element, times, count.exact, own, tuple(base), rivals)


def _rivals(
    candidates: Sequence[Candidate], near: int, own: float, documents: int, *, alone: bool
) -> tuple[Form, ...]:
    """Weigh candidates by how much likelier others are, the word as written (``near``) included.

    None is taken for rarer than the likeliest: that a word is rare is no reason to mean it.
    """
    likely = [
        plausibility(min(each.edits, 2), confusable=each.confusable, documents=each.documents)
        for each in candidates
    ]
    as_written = plausibility(0, confusable=True, documents=near)
    best = max((*likely, as_written))
    if best > as_written:
        own = rarity(documents, candidates[likely.index(best)].documents)
    forms = [
        Form(
            each.words,
            each.edits,
            MISSPELT * chance / best,
            min(own, rarity(documents, each.documents)),
            each.documents,
            each.languages,
        )
        for each, chance in zip(candidates, likely, strict=True)
    ]
    taken = [form for form in forms if alone or form.weight >= LEAST]
    return tuple(sorted(taken, key=lambda form: (-form.weight, form.words)))


def _join(
    clauses: list[Clause],
    joined: Sequence[int],
    adjacent: Sequence[int],
    documents: int,
    fuzzy: bool,
) -> None:
    """Give elements that seem to be one word parted (any way) that word, half of it to each.

    A document with the one word then counts nearly as much as one with both.
    """
    for number, word in enumerate(_joined([clause.element for clause in clauses])):
        if word is None or not joined[number] or (adjacent[number] >= ENOUGH and not fuzzy):
            continue
        pair = clauses[number : number + 2]
        both = min(rarity(documents, joined[number]), sum(clause.rarity for clause in pair))
        form = Form((word,), 1, MISSPELT, both / 2, joined[number])
        clauses[number : number + 2] = [
            clause._replace(rivals=(form, *clause.rivals)) for clause in pair
        ]
