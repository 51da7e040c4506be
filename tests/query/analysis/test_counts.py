"""Counts of words, sequences, pairs and periods, against loops over units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest
import Stemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpora import TERMS, Place, Reading, corpora, divide, parsed
from analysis.hits import hits_in, nodes_in, terms
from analysis.naive import Chosen, choices
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.parsing.mentions import mentioned_dates
from corpus_cli.query.analysis import (
    collocates,
    dispersion,
    diversity,
    freq,
    keyness,
    names,
    ngrams,
    tally,
    timeline,
)
from corpus_cli.query.analysis.groups import BY
from corpus_cli.query.analysis.result import number_of
from corpus_cli.query.measures import dispersion as measures
from corpus_cli.query.measures import diversity as varied
from corpus_cli.query.scope.scope import Choice
from corpus_cli.query.scope.syntax import Not

some = settings(max_examples=60, deadline=None)


def group_of(place: Place, by: str | None) -> str | None:
    """Return the group that a unit belongs to."""
    period = {"year": 4, "month": 7, "day": 10}
    if by is None:
        return None
    if by in period:
        date = place.date
        return date[: period[by]] if date is not None and len(date) >= period[by] else None
    if by == "author":
        return place.author
    value: str | None = getattr(place.document, "id" if by == "document" else by)
    return value


def stem(form: str, language: str | None) -> str:
    """Return the stem of a word in the language of its document."""
    language = language or "en"
    if language not in Stemmer.algorithms() and language not in ("en", "de", "fr", "es", "ar"):
        return form
    if language in ("fr", "it", "ca"):
        form = form.rpartition("'")[2]
    stemmed: str = Stemmer.Stemmer(language).stemWord(form)
    return stemmed


def by_count(row: Any) -> tuple[int, str]:
    """Return what rows of words are sorted by."""
    return -row.count, row[1] if hasattr(row, "group") else row[0]


@some
@given(
    corpus=corpora,
    choice=choices,
    by=st.sampled_from([None, *BY]),
    stems=st.booleans(),
    minimum=st.integers(1, 3),
    limit=st.integers(0, 4),
    stopwords=st.sampled_from([frozenset[str](), frozenset({"the", "WAR", "DON’T"})]),
    few=st.sampled_from([tally._FEW, 0]),
)
def test_frequencies(
    corpus: Corpus,
    choice: Choice,
    by: str | None,
    stems: bool,
    minimum: int,
    limit: int,
    stopwords: frozenset[str],
    few: int,
) -> None:
    counts: Counter[tuple[str | None, str]] = Counter()
    held: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    sizes: Counter[str | None] = Counter()
    chosen = Chosen(Reading(corpus), choice)
    for place in chosen.units:
        group = group_of(place, by)
        for form in place.forms:
            word = stem(form, place.document.language) if stems else form
            counts[group, word] += 1
            sizes[group] += 1
            held[group, word].add(place.document.id)
    expected = [
        freq.GroupFrequency(group, word, count, count * 1e6 / sizes[group], len(held[group, word]))
        for (group, word), count in counts.items()
        if count >= minimum
        and word not in {"the", "war", "don't"} & {w.lower().replace("’", "'") for w in stopwords}
    ]
    expected.sort(key=lambda row: (row.group is None, row.group or "", -row.count, row.word))
    total = len(expected)
    if limit:
        expected = [
            row
            for at, row in enumerate(expected)
            if sum(1 for before in expected[:at] if before.group == row.group) < limit
        ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "_FEW", few)
        result = freq.run(
            corpus,
            freq.Request(
                choice=choice, by=by, stems=stems, minimum=minimum, limit=limit, stopwords=stopwords
            ),
        )
    assert result.total == total
    assert result.rows == tuple(expected if by else (freq.Frequency(*row[1:]) for row in expected))
    distinct = len({word for _, word in counts})
    assert result.remarks == (f"{distinct:,} distinct {'stems' if stems else 'words'}",)
    assert result.counted.words == sum(sizes.values()) == len(chosen.forms)


@some
@given(
    corpus=corpora,
    choice=choices,
    size=st.integers(1, 20),
    minimum=st.integers(1, 2),
    limit=st.integers(0, 5),
    holding=st.sampled_from([None, None, "war", "the", "WAR", "caf*", "mars", "don’t"]),
    at_once=st.sampled_from([ngrams._AT_ONCE, 500]),
)
def test_sequences_do_not_go_beyond_a_paragraph(
    corpus: Corpus,
    choice: Choice,
    size: int,
    minimum: int,
    limit: int,
    holding: str | None,
    at_once: int,
) -> None:
    size = size if size > 15 else size % 5 + 1
    counts: Counter[str] = Counter()
    held: defaultdict[str, set[str]] = defaultdict(set)
    every = 0
    for place in Chosen(Reading(corpus), choice).units:
        forms = place.forms
        wanted = {hit.start for hit in hits_in(place, holding)} if holding else set()
        for at in range(len(forms) - size + 1):
            every += 1
            if holding is None or not wanted.isdisjoint(range(at, at + size)):
                counts[" ".join(forms[at : at + size])] += 1
                held[" ".join(forms[at : at + size])].add(place.document.id)
    expected = [
        ngrams.Ngram(ngram, count, count * 1e6 / every, len(held[ngram]))
        for ngram, count in counts.items()
        if count >= minimum
    ]
    expected.sort(key=lambda row: (-row.count, row.ngram))
    request = ngrams.Request(
        size=size, choice=choice, minimum=minimum, limit=limit, holding=holding
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ngrams, "_AT_ONCE", at_once)
        result = ngrams.run(corpus, request)
    assert result.rows == tuple(expected[: limit or None])
    assert result.total == len(expected)
    assert result.remarks[0].startswith(
        f"{number_of(every, 'sequence')} of {number_of(size, 'word')} within paragraphs, "
        f"{len(counts):,} distinct"
    )


@some
@given(
    corpus=corpora,
    choice=choices,
    several=st.lists(terms, min_size=1, max_size=2, unique=True),
    left=st.integers(0, 4) | st.integers(0, 10**30),
    right=st.integers(0, 4) | st.integers(0, 10**30),
    wide=st.integers(0, 10),
    minimum=st.integers(1, 2),
)
def test_pairs(
    corpus: Corpus,
    choice: Choice,
    several: list[str],
    left: int,
    right: int,
    wide: int,
    minimum: int,
) -> None:
    if not left + right:
        return
    lefts: Counter[str] = Counter()
    rights: Counter[str] = Counter()
    frequencies: Counter[str] = Counter()
    nodes = []
    units = Chosen(Reading(corpus), choice).units
    for place in units:
        forms = place.forms
        frequencies.update(forms)
        for hit in nodes_in(place, *several):
            nodes.append(hit)
            lefts.update(forms[max(hit.start - left, 0) : hit.start])
            rights.update(forms[hit.end : hit.end + right])
    length = max([1, *(hit.end - hit.start for hit in nodes)])
    # All pairs of a place where a node could stand, and a word that it would have in its window.
    pairs: Counter[str] = Counter()
    for place in units:
        forms = place.forms
        for start in range(len(forms) - length + 1):
            pairs.update(forms[max(start - left, 0) : start])
            pairs.update(forms[start + length : start + length + right])
    request = collocates.Request(
        terms=tuple(several), choice=choice, left=left, right=right, minimum=minimum, by="count"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collocates, "_WIDE", wide)
        result = collocates.run(corpus, request)
    joint = lefts + rights
    expected = [word for word in joint if joint[word] >= minimum]
    expected.sort(key=lambda word: (-joint[word], word))
    assert [row.word for row in result.rows] == expected
    for row in result.rows:
        assert (row.left, row.right) == (lefts[row.word], rights[row.word])
        assert (row.count, row.frequency) == (joint[row.word], frequencies[row.word])
        if all(hit.end - hit.start == length for hit in nodes):
            assert row.count <= pairs[row.word]
            chance = joint.total() * pairs[row.word] / pairs.total()
            assert row.expected == pytest.approx(chance)
    if result.rows or not joint:
        assert result.remarks[0].startswith(f"{number_of(len(nodes), 'node')}; ")
        assert result.remarks[0].endswith(f"{joint.total():,} of {pairs.total():,} pairs")


@some
@given(corpus=corpora, choice=choices, against=st.none() | choices, minimum=st.integers(1, 3))
def test_keywords(corpus: Corpus, choice: Choice, against: Choice | None, minimum: int) -> None:
    if choice.expression is None:
        return
    other = against or Choice(
        expression=Not(choice.expression),
        no_quotes=choice.no_quotes,
        no_duplicates=choice.no_duplicates,
    )
    request = keyness.Request(choice=choice, against=against, minimum=minimum)
    parts = [Chosen(Reading(corpus), each) for each in (choice, other)]
    here, there = (Counter(part.forms) for part in parts)
    c, d = here.total(), there.total()
    if not c or not d:
        with pytest.raises(UsageError, match="has no words"):
            keyness.run(corpus, request)
        return
    result = keyness.run(corpus, request)
    assert {row.word for row in result.rows} == {
        word
        for word in here | there
        if here[word] + there[word] >= minimum and here[word] * d != there[word] * c
    }
    for row in result.rows:
        assert (row.count, row.reference_count) == (here[row.word], there[row.word])
        assert row.sign == (1 if row.count / c > row.reference_count / d else -1)
        assert row.per_million == row.count * 1e6 / c
        assert row.reference_per_million == row.reference_count * 1e6 / d
        spread = [documents_with(part, row.word) for part in parts]
        assert [len(each) for each in spread] == [row.documents, row.reference_documents]
        sizes = sizes_of(parts[row.sign < 0])
        if len(sizes) > 1:
            own = spread[row.sign < 0]
            counts = [own[id] for id in sizes]
            expected = measures.dp_norm(counts, list(sizes.values()))
            assert row.dp_norm == pytest.approx(expected, abs=1e-9)
        else:
            assert row.dp_norm is None


def documents_with(part: Chosen, word: str) -> Counter[str]:
    """Return how often a word stands in each document that has it."""
    return +Counter(
        place.document.id for place in part.units for form in place.forms if form == word
    )


def sizes_of(part: Chosen) -> Counter[str]:
    """Return how many words count in each document that has any."""
    return Counter(place.document.id for place in part.units for _ in place.forms)


@some
@given(
    corpus=corpora,
    choice=choices,
    several=st.lists(terms, min_size=1, max_size=3, unique_by=lambda term: term.strip('"')),
    strips=st.integers(0, 3),
)
def test_dispersion(corpus: Corpus, choice: Choice, several: list[str], strips: int) -> None:
    chosen = Chosen(Reading(corpus), choice)
    sizes = sizes_of(chosen)
    request = dispersion.Request(terms=tuple(several), choice=choice, strips=strips)
    answer = dispersion.run(corpus, request)
    rest = list(answer.strips)
    if not any(hits_in(place, term) for place in chosen.units for term in several):
        assert not answer.rows
        return
    for row, term in zip(answer.rows, several, strict=True):
        hits = [hit for place in chosen.units for hit in hits_in(place, term)]
        counts = Counter(hit.place.document.id for hit in hits)
        each, totals = [counts[id] for id in sizes], list(sizes.values())
        assert (row.count, row.documents, row.parts) == (len(hits), len(+counts), len(sizes))
        assert row.per_million == (len(hits) * 1e6 / sum(totals) if totals else 0)
        for name in ("dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s"):
            assert getattr(row, name) == pytest.approx(getattr(measures, name)(each, totals))
        kl = measures.kl_divergence(each, totals) if sum(each) else None
        assert row.kl == (kl if kl is None else pytest.approx(kl))
        order = [id for id, _ in sorted(counts.items(), key=lambda pair: -pair[1])][:strips]
        own, rest = rest[: len(order)], rest[len(order) :]
        assert [strip.id for strip in own] == order
        for strip in own:
            before: dict[str, int] = {}
            words = 0
            for place in Reading(corpus).places:
                if place.document.id == strip.id:
                    before[place.unit.address] = words
                    words += len(place.forms)
            assert strip.words == words
            assert list(strip.positions) == [
                before[hit.place.unit.address] + hit.start
                for hit in hits
                if hit.place.document.id == strip.id
            ]
    assert not rest


@some
@given(
    corpus=corpora,
    choice=choices,
    several=st.lists(terms, max_size=2),
    unit=st.sampled_from(["year", "month", "day"]),
    mentioned=st.booleans(),
)
def test_a_timeline_adds_up(
    corpus: Corpus, choice: Choice, several: list[str], unit: str, mentioned: bool
) -> None:
    words: Counter[str | None] = Counter()
    mentions: Counter[str | None] = Counter()
    held: defaultdict[str | None, set[str]] = defaultdict(set)
    hits: list[Counter[str | None]] = [Counter() for _ in several]
    size = {"year": 4, "month": 7, "day": 10}[unit]
    for place in Chosen(Reading(corpus), choice).units:
        dates = mentioned_dates(place.unit.text) if mentioned else [place.date or ""]
        periods = [date[:size] if len(date) >= size else None for date in dates]
        mentions.update(periods)
        for period in set(periods) if place.forms else ():
            words[period] += len(place.forms)
            held[period].add(place.document.id)
            for counter, term in zip(hits, several, strict=True):
                counter[period] += len(hits_in(place, term))
    request = timeline.Request(
        terms=tuple(several), choice=choice, unit=unit,
        dates="mentioned" if mentioned else "written",
    )  # fmt: skip
    result = timeline.run(corpus, request)
    known = {period for period in words if period is not None}
    if several and not any(hit.total() for hit in hits):
        assert not result.rows
        return
    assert {row.period for row in result.rows} >= known
    assert [row.period for row in result.rows] == sorted(row.period for row in result.rows)
    for row in result.rows:
        assert (row.words, row.documents) == (words[row.period], len(held[row.period]))
        if several:
            assert row.term is not None
            found = [hit[row.period] for hit, term in zip(hits, several, strict=True)
                     if row.term in (term, term.strip('"'))]  # fmt: skip
            assert row.count in found
            assert row.per_million == (row.count * 1e6 / row.words if row.words else 0)
        else:
            assert row.count == (mentions if mentioned else words)[row.period]
    undated = [remark for remark in result.remarks if remark.startswith("in no row, for want of")]
    if mentioned or not words[None]:
        assert not undated
        return
    lost = sum(hit[None] for hit in hits)
    hits_too = f" and {number_of(lost, 'hit')}" if lost else ""
    assert undated == [
        f"in no row, for want of a date with its {unit}: {number_of(words[None], 'word')}{hits_too}"
        f" of {number_of(len(held[None]), 'document')}"
    ]
    every = freq.run(corpus, freq.Request(choice=choice))
    counted = {row.period: row.words for row in result.rows}
    assert sum(counted.values()) + words[None] == sum(row.count for row in every.rows)


@some
@given(
    corpus=corpora,
    choice=choices,
    by=st.sampled_from([None, "document", "document", "author", "author", *BY]),
    window=st.integers(1, 30),
    sort=st.sampled_from([*[None] * 9, *diversity.SORTS]),
    reverse=st.booleans(),
    limit=st.integers(0, 3),
)
def test_diversity(
    corpus: Corpus,
    choice: Choice,
    by: str | None,
    window: int,
    sort: str | None,
    reverse: bool,
    limit: int,
) -> None:
    texts: dict[str | None, list[str]] = {}
    for place in Chosen(Reading(corpus), choice).units:
        if place.forms:
            texts.setdefault(group_of(place, by), []).extend(place.forms)
    expected = [
        diversity.Diversity(
            group,
            len(words),
            len(set(words)),
            varied.ttr(words),
            varied.mattr(words, window) if len(words) >= window else None,
            varied.mtld(words),
            varied.yules_k(words),
        )
        for group, words in texts.items()
    ]
    if sort is not None:
        known = [row for row in expected if getattr(row, sort) is not None]
        known.sort(key=lambda row: getattr(row, sort), reverse=reverse)
        expected = known + [row for row in expected if getattr(row, sort) is None]
    elif reverse:
        expected.reverse()
    request = diversity.Request(
        choice=choice, by=by, window=window, sort=sort, reverse=reverse, limit=limit
    )
    result = diversity.run(corpus, request)
    assert result.total == len(expected)
    assert result.rows == tuple(expected[: limit or None])


@some
@given(corpus=corpora, choice=choices)
def test_names_stand_in_the_text_as_often_as_they_are_counted(
    corpus: Corpus, choice: Choice
) -> None:
    units = Chosen(Reading(corpus), choice).units
    result = names.run(corpus, names.Request(choice=choice, minimum=1))
    assert list(result.rows) == sorted(result.rows, key=lambda row: (-row.count, row.name))
    for row in result.rows:
        texts = [(place.document.id, place.unit.text) for place in units]
        assert 0 < row.count <= sum(text.count(row.name) for _, text in texts)
        assert 0 < row.documents <= len({id for id, text in texts if row.name in text})
    for kind in names.KINDS:
        own = names.run(corpus, names.Request(choice=choice, minimum=1, kind=kind))
        assert own.rows == tuple(row for row in result.rows if row.kind == kind)


LEFT_OUT: dict[str, Callable[[Corpus, Choice, str], Any]] = {
    "dispersion": lambda corpus, choice, term: dispersion.run(
        corpus, dispersion.Request(terms=(term,), choice=choice)
    ),
    "timeline": lambda corpus, choice, term: timeline.run(
        corpus, timeline.Request(terms=(term,), choice=choice)
    ),
    "collocates": lambda corpus, choice, term: collocates.run(
        corpus, collocates.Request(terms=(term,), choice=choice)
    ),
}


@pytest.mark.parametrize("name", LEFT_OUT)
@settings(max_examples=25, deadline=None)
@given(corpus=corpora, term=st.sampled_from(TERMS))
def test_hits_that_are_left_out_are_told(name: str, corpus: Corpus, term: str) -> None:
    choice = Choice(no_quotes=True, no_duplicates=True)
    chosen = Chosen(Reading(corpus), choice)
    found = nodes_in if name == "collocates" else hits_in
    kept, quoted, repeated = (
        sum(len(found(place, term)) for place in places)
        for places in (chosen.units, chosen.quoted, chosen.repeated)
    )
    remarks = LEFT_OUT[name](corpus, choice, term).remarks
    where = {"in quotations and signatures": quoted, "in repeated paragraphs": repeated}
    for place, number in where.items():
        told = [remark for remark in remarks if remark.endswith(place)]
        expected = f"{number_of(kept, 'hit')}, {kept + number:,} with those {place}"
        assert told == ([expected] if number else [])


TWO = parsed(
    [
        "The title is one\n\nBy Jane Doe\n\nthe war was long",
        "Title two is here\n\nBy John Roe\n\nA war.\n\n1 Responses to Title two is here\n\n"
        "  1. Zoë Ägren says:\n     text of it all",
    ]
)


@pytest.mark.parametrize("cuts", [[], [1]])
def test_groups_come_as_they_do_in_the_text(cuts: list[int]) -> None:
    result = diversity.run(divide(TWO, cuts), diversity.Request(by="author"))
    assert [row.group for row in result.rows] == ["Jane Doe", "John Roe", "Zoë Ägren"]


def test_the_limit_is_of_the_rows_as_they_are_ordered() -> None:
    result = diversity.run(divide(TWO, []), diversity.Request(reverse=True, limit=1))
    assert [row.group for row in result.rows] == ["d01"]


def test_a_term_that_is_asked_for_twice_has_its_strips_once() -> None:
    result = dispersion.run(divide(TWO, []), dispersion.Request(terms=("war", "war"), strips=2))
    assert len(result.rows) == 2
    assert [strip.id for strip in result.strips] == ["d00", "d01"]
