"""The forms of a shard, and where each stands, against a list of its words."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpora import PIECES, parsed
from corpus_cli import tokens
from corpus_cli.query.scope.types import Types
from corpus_cli.shard import Shard
from tests.query.patterns import texts

spelt = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
    st.lists(texts, max_size=4).map(" ".join),
    st.lists(st.sampled_from(["a", "A", "á", "Á", "a\u0301", "#a", "_a", "â", "'a"])).map(" ".join),
)
shards = st.lists(spelt, max_size=3).map(lambda sources: Shard(parsed(sources)))


def forms_of(shard: Shard) -> list[str]:
    """Return the forms of all words of a shard, in order."""
    units = (unit for document in shard.documents for unit in document.units())
    return [tokens.form(word) for unit in units for word in tokens.words(unit.text)]


@settings(max_examples=200, deadline=None)
@given(shard=shards)
def test_each_form_has_a_number_and_its_places(shard: Shard) -> None:
    forms, types = forms_of(shard), Types(shard.columns)
    assert [types.form(number) for number in types.stream.tolist()] == forms
    for form in set(forms):
        number = types.number(form)
        assert number is not None
        assert types.form(number) == form
        standing = [at for at, other in enumerate(forms) if other == form]
        assert types.positions(number).tolist() == standing
    for number, form in enumerate(types.all_forms()):
        # The folded word has a number though it stands nowhere as it is.
        places = [at for at, other in enumerate(forms) if other == form]
        assert types.positions(number).tolist() == places
    assert len(types.all_forms()) == len(types) == len(set(types.all_forms()))


@settings(max_examples=200, deadline=None)
@given(shard=shards, word=st.sampled_from(["war", "café", "cafe", "CAFÉ", "a", "á", "zz", "#war"]))
def test_forms_that_search_takes_for_one_another_are_found_together(
    shard: Shard, word: str
) -> None:
    forms, types = forms_of(shard), Types(shard.columns)
    alike = {form for form in forms if tokens.fold(form) == tokens.fold(word)}
    numbers = types.alike(word)
    assert len(numbers) == len(set(numbers))
    assert alike <= set(types.forms(numbers)) <= alike | {tokens.fold(word)}
    assert types.positions_of(numbers).tolist() == [
        at for at, form in enumerate(forms) if form in alike
    ]
    wanted = tokens.form(word)
    number = types.number(wanted)
    assert (number is not None and len(types.positions(number)) > 0) == (wanted in forms)


@settings(max_examples=100, deadline=None)
@given(shard=shards, pattern=st.sampled_from([".*", "a", "w.*", ".*á", "c.f.", "[^a-z]*", ".{3}"]))
def test_patterns_match_whole_forms(shard: Shard, pattern: str) -> None:
    forms, types = forms_of(shard), Types(shard.columns)
    numbers = types.matching(re.compile(pattern))
    assert types.positions_of(numbers).tolist() == [
        at for at, form in enumerate(forms) if re.fullmatch(pattern, form)
    ]


def test_many_types_stand_where_each_of_them_does() -> None:
    shard = Shard(parsed(["A title\n\n" + " ".join(f"w{n} Á{n} w{n}" for n in range(100))]))
    types = Types(shard.columns)
    for pattern in ("w.*", "á.*", ".*1.*"):
        numbers = types.matching(re.compile(pattern))
        each = sorted(at for number in numbers for at in types.positions(number).tolist())
        assert types.positions_of(numbers).tolist() == each
