"""What an expression chooses, and what is left out of it, unit by unit."""

from __future__ import annotations

import numpy
from hypothesis import given, settings

from analysis.corpora import Reading, corpora
from analysis.naive import Chosen, choices, nodes
from corpus_cli.corpus import Corpus
from corpus_cli.query.scope.scope import Choice, Scope, scopes, total
from corpus_cli.query.scope.syntax import Node


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
