"""The commands as methods: their options are the command line's, and say what they are."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import corpus_cli
from corpus_cli.corpus import Corpus
from corpus_cli.errors import ExpressionError, UsageError
from corpus_cli.query.measures import association, keyness

SEEDS = Path(__file__).parents[1] / "seeds"
ANALYSES = (
    *("kwic", "freq", "ngrams", "collocates", "keyness"),
    *("dispersion", "timeline", "diversity", "names"),
)
METHODS = ("list", "grep", "search", "show", *ANALYSES)
# Names that the requests have for the options.
FIELDS = {"min": "minimum"}
# What the command line chooses by what fits on a screen, or takes as text.
OWN = {"limit", "strips", "left", "right"}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_cli.open_corpus(SEEDS)


def options_of(name: str) -> dict[str, inspect.Parameter]:
    """Return the options of a method as its signature has them."""
    parameters = inspect.signature(getattr(Corpus, name)).parameters.values()
    return {
        each.name: each
        for each in parameters
        if each.name != "self" and each.kind is not each.VAR_POSITIONAL
    }


@pytest.mark.parametrize("name", METHODS)
def test_every_option_has_a_type_and_is_explained(name: str) -> None:
    method = getattr(Corpus, name)
    assert method.__doc__
    for option, parameter in options_of(name).items():
        assert parameter.kind is not parameter.VAR_KEYWORD
        assert parameter.annotation not in (parameter.empty, "Any")
        assert f"``{option}``" in method.__doc__ or option == "target"


@pytest.mark.parametrize("name", ANALYSES)
def test_every_field_of_the_rows_is_explained(name: str, corpus: Corpus) -> None:
    options = {"keyness": {"within": "in:comment"}, "freq": {"by": "kind"}}
    terms = ["aleppo"] if name in ("kwic", "collocates", "dispersion", "timeline") else []
    doc = getattr(Corpus, name).__doc__
    rows = doc[doc.index("Rows") : doc.index("Raises")]
    result = getattr(corpus, name)(*terms, **options.get(name, {}))
    for field in result.fields:
        assert f"``{field}``" in rows, field


def test_every_measure_is_named() -> None:
    for method, measures in ((Corpus.collocates, association), (Corpus.keyness, keyness)):
        words = (method.__doc__ or "").replace(",", " ").replace(".", " ").split()
        assert set(measures.MEASURES) <= set(words)


@pytest.mark.parametrize("name", ANALYSES)
def test_defaults_are_those_of_the_request(name: str) -> None:
    fields = import_module(f"corpus_cli.query.analysis.{name}").Request.__dataclass_fields__
    for option, parameter in options_of(name).items():
        field = fields.get(FIELDS.get(option, option))
        if field is not None and option not in ("stopwords", "sign", "left", "right"):
            assert parameter.default == field.default, option


@pytest.mark.parametrize("name", ANALYSES)
def test_defaults_are_those_of_the_command(name: str) -> None:
    command = import_module(f"corpus_cli.cli.{name}").command
    asked = inspect.signature(command).parameters
    names = {**FIELDS, "by": "unit"} if name == "timeline" else FIELDS
    for option, parameter in options_of(name).items():
        if option not in OWN:
            default = asked[names.get(option, option)].default
            assert str(parameter.default or None) == str(default or None), option


@pytest.mark.parametrize("name", METHODS)
def test_an_unknown_option_is_named_with_those_there_are(name: str, corpus: Corpus) -> None:
    with pytest.raises(TypeError) as error:
        getattr(corpus, name)(widow=5)
    assert str(error.value) == (
        f"Corpus.{name}() has no option 'widow'; there are {', '.join(options_of(name))}"
    )


SAME: dict[str, tuple[Callable[[Corpus], Any], Callable[[Corpus], Any]]] = {
    "a window by its sides": (
        lambda corpus: corpus.collocates("aleppo", window=(2, 0)),
        lambda corpus: corpus.collocates("aleppo", left=2, right=0),
    ),
    "a window as text": (
        lambda corpus: corpus.collocates("aleppo", window="2,0"),
        lambda corpus: corpus.collocates("aleppo", window=[2, 0]),
    ),
    "a window as a number": (
        lambda corpus: corpus.collocates("aleppo", window=3),
        lambda corpus: corpus.collocates("aleppo", left=3, right=3),
    ),
    "one side alone": (
        lambda corpus: corpus.collocates("aleppo", left=2),
        lambda corpus: corpus.collocates("aleppo", window=(2, 5)),
    ),
    "a measure": (
        lambda corpus: corpus.collocates("aleppo", by="log_likelihood"),
        lambda corpus: corpus.collocates("aleppo", by="log-likelihood"),
    ),
    "keys as text": (
        lambda corpus: corpus.kwic("aleppo", sort="R1,date"),
        lambda corpus: corpus.kwic("aleppo", sort=("R1", "date")),
    ),
    "no keys": (
        lambda corpus: corpus.kwic("aleppo", sort=""),
        lambda corpus: corpus.kwic("aleppo"),
    ),
    "words one by one": (
        lambda corpus: corpus.freq(stopwords=["THE", "and"], limit=3),
        lambda corpus: corpus.freq(match="^(?!(the|and)$)", limit=3),
    ),
    "no stopwords": (
        lambda corpus: corpus.freq(stopwords="none"),
        lambda corpus: corpus.freq(),
    ),
    "no groups": (lambda corpus: corpus.freq(by="none"), lambda corpus: corpus.freq()),
    "minimum": (
        lambda corpus: corpus.names(minimum=3),
        lambda corpus: corpus.names(min=3),
    ),
    "unit": (
        lambda corpus: corpus.timeline(unit="month"),
        lambda corpus: corpus.timeline(by="month"),
    ),
    "words that Python keeps": (
        lambda corpus: corpus.ngrams(3, **{"with": "aleppo", "in": "in:comment"}, min=1),
        lambda corpus: corpus.ngrams(3, holding="aleppo", within="in:comment", min=1),
    ),
    "a sign": (
        lambda corpus: corpus.keyness(within="in:comment", sign="less"),
        lambda corpus: corpus.keyness(within="in:comment", sign=-1),
    ),
    "an id": (
        lambda corpus: list(corpus.grep("Aleppo", ids="001")),
        lambda corpus: list(corpus.grep("Aleppo", within="id:001*", ids=("001", "002"))),
    ),
    "an expression": (
        lambda corpus: corpus.search("aleppo in:comment"),
        lambda corpus: corpus.search("aleppo", within="in:comment"),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_two_ways_to_say_the_same(name: str, corpus: Corpus) -> None:
    one, other = (ask(corpus) for ask in SAME[name])
    assert one
    assert one == other


def test_an_option_is_given_once(corpus: Corpus) -> None:
    with pytest.raises(TypeError, match=r"freq\(\) takes 'min' or 'minimum', .* not both"):
        corpus.freq(min=2, minimum=3)


def test_stopwords_mean_what_they_mean_on_the_command_line(corpus: Corpus, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("\ufeffThe of\nTO", "utf-8")
    every = {row.word for row in corpus.freq()}
    english = {row.word for row in corpus.freq(stopwords="en")}
    assert {"the", "of", "and"} <= every - english
    assert {"a", "aleppo", "e", "n"} & every > {"a", "aleppo", "e", "n"} & english >= {"aleppo"}
    for path in (words, str(words)):
        assert every - {row.word for row in corpus.freq(stopwords=path)} == {"the", "of", "to"}
    for ask in (
        lambda: corpus.freq(stopwords="/nonexist"),
        lambda: corpus.collocates("aleppo", stopwords="/nonexist"),
        lambda: corpus.keyness(within="in:comment", stopwords="/nonexist"),
    ):
        with pytest.raises(UsageError, match=r"^stopwords /nonexist: no such language or file; "):
            ask()


WRONG: dict[str, Callable[[Corpus], Any]] = {
    "sample must be 1 or more, not 0": lambda corpus: corpus.kwic("aleppo", sample=0),
    "no sort key 'ZZ'; ": lambda corpus: corpus.kwic("aleppo", sort="R1,ZZ"),
    "window takes a number of words, or two as 2,4, not 'x'": (
        lambda corpus: corpus.collocates("aleppo", window="x")
    ),
    "window takes a number of words, or two as 2,4, not (1, 2, 3)": (
        lambda corpus: corpus.collocates("aleppo", window=(1, 2, 3))
    ),
    "left must be a whole number, not 1000000000.0": (
        lambda corpus: corpus.collocates("aleppo", left=1e9)
    ),
    "right must be 0 or more, not -1": lambda corpus: corpus.collocates("aleppo", window=(0, -1)),
    "sign is more, less, both, not 'most'": (
        lambda corpus: corpus.keyness(within="in:comment", sign="most")
    ),
    "strips must be 0 or more, not -1": lambda corpus: corpus.dispersion("aleppo", strips=-1),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_makes_no_sense_is_refused(message: str, corpus: Corpus) -> None:
    with pytest.raises(UsageError) as error:
        WRONG[message](corpus)
    assert str(error.value).startswith(message)


def test_a_window_wider_than_any_paragraph_is_as_wide_as_the_widest(corpus: Corpus) -> None:
    wide, wider = (corpus.collocates("aleppo", window=number) for number in (99_999, 10**30))
    assert wide.rows == wider.rows


def test_an_expression_that_is_wrong_is_told_at_once(corpus: Corpus) -> None:
    with pytest.raises(ExpressionError):
        corpus.grep("Aleppo", within="kind:")
