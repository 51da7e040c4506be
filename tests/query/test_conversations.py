"""Conversations: JWZ's cases, and what holds of any messages."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.query.conversations import Message, base_subject, conversations


def tree(*messages: Message) -> list[list[tuple[str | None, int]]]:
    """Return for each conversation the ids of its messages with their depth."""
    return [
        [(each.message and each.message.id, each.depth) for each in conversation.entries]
        for conversation in conversations(messages)
    ]


def said(id: str, *references: str, subject: str = "S", date: str | None = None) -> Message:
    return Message(id, f"{id}@x", tuple(f"{each}@x" for each in references), subject, date)


def test_answers_stand_below_what_they_answer() -> None:
    assert tree(said("a"), said("b", "a"), said("c", "a", "b"), said("d", "a")) == [
        [("a", 0), ("b", 1), ("c", 2), ("d", 1)]
    ]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_the_order_of_the_messages_does_not_matter(order: list[int]) -> None:
    messages = [said("a"), said("b", "a"), said("c", "b")]
    assert tree(*(messages[at] for at in order)) == [[("a", 0), ("b", 1), ("c", 2)]]


def test_a_message_that_is_missing_has_a_place_where_it_holds_answers_together() -> None:
    assert tree(said("b", "a"), said("c", "a")) == [[(None, 0), ("b", 1), ("c", 1)]]


def test_a_message_that_is_missing_has_no_place_elsewhere() -> None:
    assert tree(said("b", "a")) == [[("b", 0)]]
    assert tree(said("a"), said("c", "a", "b"), said("d", "a", "b")) == [
        [("a", 0), ("c", 1), ("d", 1)]
    ]


def test_messages_that_answer_each_other_make_no_circle() -> None:
    [found] = tree(said("a", "b"), said("b", "a"))
    assert sorted(found) == [("a", 1), ("b", 0)]
    assert tree(said("a", "a")) == [[("a", 0)]]


def test_of_the_same_message_id_the_first_is_answered() -> None:
    messages = Message("1", "a@x", (), "S"), Message("2", "a@x", (), "T"), said("3", "a")
    assert tree(*messages) == [[("1", 0), ("3", 1)], [("2", 0)]]


def test_answers_come_by_date_and_those_without_one_last() -> None:
    messages = [
        said("a", date="2016-01-01"),
        said("b", "a"),
        said("c", "a", date="2016-01-03T00:00:00+05:00"),
        said("d", "a", date="2016-01-02T20:00:00+00:00"),
    ]
    assert tree(*messages) == [[("a", 0), ("c", 1), ("d", 1), ("b", 1)]]


def test_subjects_tell_where_nothing_else_does() -> None:
    first = Message("1", None, (), "[List] The siege")
    answer = Message("2", None, (), "AW: [List] the  siege")
    assert tree(first, answer) == tree(answer, first)[::-1] == [[("1", 0), ("2", 1)]]
    others = Message("3", None, (), "Re: other"), Message("4", None, (), "RE: Other")
    assert tree(*others) == [[(None, 0), ("3", 1), ("4", 1)]]


def test_what_has_the_same_title_each_week_is_no_conversation() -> None:
    weekly = [Message(str(number), f"{number}@x", (), "Digest") for number in range(3)]
    assert tree(*weekly) == [[("0", 0)], [("1", 0)], [("2", 0)]]


@pytest.mark.parametrize(
    ("subject", "base", "is_answer"),
    [
        ("Re: x", "x", True),
        ("RE[2]: Re(3): x", "x", True),
        ("[List] x", "x", False),
        ("Re: [List] AW: Fwd: x  y", "x y", True),
        ("Réponse: x", "Réponse: x", False),
        ("SV: VS: x", "x", True),
        ("回复：x", "x", True),
        ("Re:", "Re:", False),
        ("[only a tag]", "[only a tag]", False),
        ("", "", False),
    ],
)
def test_prefixes_of_subjects(subject: str, base: str, is_answer: bool) -> None:
    assert base_subject(subject) == (base, is_answer)


ids = st.integers(0, 8).map("m{}@x".format)
some = st.lists(
    st.builds(
        dict,
        message_id=st.none() | ids,
        references=st.lists(ids, max_size=4).map(tuple),
        subject=st.sampled_from([None, "", "S", "Re: S", "Re: T", "T", "[L] Re: T"]),
        date=st.sampled_from([None, "2016", "2016-02-19T06:11:39-07:00", "2017-01-01"]),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(values=some)
def test_every_message_is_in_one_conversation_below_nothing_deeper(
    values: list[dict[str, Any]],
) -> None:
    messages = [Message(str(number), **each) for number, each in enumerate(values)]
    found = conversations(messages)
    assert sorted((each for one in found for each in one.messages), key=messages.index) == messages
    for conversation in found:
        depths = [each.depth for each in conversation.entries]
        assert depths[0] == 0
        assert all(0 < deep <= before + 1 for before, deep in pairwise(depths))
    places = [min(messages.index(each) for each in one.messages) for one in found]
    assert places == sorted(places)


def test_a_chain_of_any_length_is_drawn() -> None:
    chain = [said("0"), *(said(str(number), str(number - 1)) for number in range(1, 20_000))]
    for messages in (chain, chain[::-1]):
        [found] = conversations(messages)
        assert [each.depth for each in found.entries] == list(range(20_000))
