"""What an expression chooses, and what is left out of it, unit by unit."""

from __future__ import annotations

from dataclasses import replace

import numpy
import pytest
from hypothesis import given, settings

from analysis.corpora import Reading, corpora, parsed
from analysis.naive import Chosen, choices, nodes, passes
from corpus_cli.corpus import Corpus
from corpus_cli.query.scope.scope import Choice, Scope, scopes, total
from corpus_cli.query.scope.syntax import Dates, Field, Node
from corpus_cli.shard import Shard


def addresses(scope: Scope, units: numpy.typing.NDArray[numpy.bool_]) -> list[tuple[str, str]]:
    """Return the documents and addresses of units of a scope."""
    slice = scope.slice
    return [
        (slice.shard.value("id", int(slice.unit_documents[unit])), slice.shard.address(unit))
        for unit in numpy.flatnonzero(units).tolist()
    ]


@settings(max_examples=100, deadline=None)
@given(corpus=corpora, node=nodes)
def test_an_expression_chooses_what_it_says(corpus: Corpus, node: Node) -> None:
    expected = Chosen(Reading(corpus), Choice(expression=node))
    found = list(scopes(corpus, Choice(expression=node)))
    assert [each for scope in found for each in addresses(scope, scope.units)] == [
        (place.document.id, place.unit.address) for place in expected.units
    ]
    ids = [
        scope.slice.shard.value("id", document)
        for scope in found
        for document in numpy.flatnonzero(scope.documents).tolist()
    ]
    assert ids == [document.id for document in expected.documents]


@settings(max_examples=100, deadline=None)
@given(corpus=corpora, choice=choices)
def test_what_is_left_out_is_quotations_and_what_repeats_an_earlier_paragraph(
    corpus: Corpus, choice: Choice
) -> None:
    expected = Chosen(Reading(corpus), choice)
    found = list(scopes(corpus, choice))
    for name, units in (("quoted", expected.quoted), ("repeated", expected.repeated)):
        lost = [
            each
            for scope in found
            if getattr(scope, name) is not None
            for each in addresses(scope, getattr(scope, name))
        ]
        assert lost == [(place.document.id, place.unit.address) for place in units]
    counted = total(scope.counted for scope in found)
    assert counted.documents == len(expected.documents)
    assert counted.words == len(expected.forms)
    assert counted.quoted == (
        sum(len(place.forms) for place in expected.quoted) if choice.no_quotes else None
    )
    assert counted.repeated == (
        sum(len(place.forms) for place in expected.repeated) if choice.no_duplicates else None
    )
    assert counted.repeated_paragraphs == len(expected.repeated)
    kept = {(place.document.id, place.comment) for place in expected.units}
    lost_comments = {
        (place.document.id, place.comment)
        for place in expected.repeated
        if place.comment is not None
    }
    assert counted.repeated_comments == len(lost_comments - kept)


@pytest.mark.parametrize(
    "value", ["2016", "2016-02", "2016-02-29", "2016-12-31", "2016-01-01T09:00Z"]
)
def test_a_date_may_lie_in_a_range_if_one_of_its_days_does(value: str) -> None:
    periods = ["2015", "2015-12-31", "2016", "2016-01", "2016-01-01", "2016-02", "2016-02-28",
               "2016-02-29", "2016-03", "2016-12", "2016-12-31", "2017", "2017-01-01"]  # fmt: skip
    tests = [Dates(first, last) for first in periods for last in periods]
    tests += [Dates(None, None), *(Dates(first, None, after=True) for first in periods)]
    tests += [Dates(None, last, before=True) for last in periods]
    [document] = parsed(["A title of a post\n\nBy Jane Doe\n"])
    corpus = Corpus([Shard([replace(document, date=value)])])
    for test in tests:
        [scope] = scopes(corpus, Choice(expression=Field("date", test)))
        assert bool(scope.documents[0]) == passes("date", test, value), test
