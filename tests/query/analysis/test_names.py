"""What a text says of its names, a case a line, and what is no name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpora import parsed
from corpus_cli.corpus import Corpus
from corpus_cli.query.analysis import names
from corpus_cli.query.analysis.name_signs import candidates, writing_of
from corpus_cli.shard import Shard


def kinds_in(*texts: str) -> dict[str, str | None]:
    """Return all names of some texts with their kinds."""
    documents = parsed(f"Notes\n\n{text}\n" for text in texts)
    result = names.run(Corpus([Shard(documents)]), names.Request(minimum=1))
    return {row.name: row.kind for row in result.rows}


KINDS = {
    # Titles, what people are, what they do, how old they are.
    "Then we saw Mr Quillfeather again and left.": ("Quillfeather", "person"),
    "Then the striker Yaxley scored and they all went home.": ("Yaxley", "person"),
    "It was then that Orla Quillfeather said that nothing had been found.": (
        "Orla Quillfeather",
        "person",
    ),
    "In those days Yaxley, 34, was still living with his mother at home.": ("Yaxley", "person"),
    "It was seen by Yaxley, who had come home early that day.": ("Yaxley", "person"),
    "We met the late J. R. Quillfeather at home that day.": ("J. R. Quillfeather", "person"),
    "It was there that they met Russian President Orlan Quillfeather that day.": (
        "Orlan Quillfeather",
        "person",
    ),
    # Where something is.
    "It was cold in Yaxley, and they all went home.": ("Yaxley", "place"),
    "They came from the village of Yaxley and went home.": ("Yaxley", "place"),
    "In the end it was northern Yaxley that was flooded.": ("Yaxley", "place"),
    "It was all about the Quillfeather River and its fish.": ("Quillfeather River", "place"),
    "It had been sold in the U.S. before that day.": ("U.S.", "place"),
    # What bodies are called, and what they have.
    "It was bought by Quillfeather Holdings for a song.": ("Quillfeather Holdings", "organisation"),
    "It was bought by the company Yaxley for a song.": ("Yaxley", "organisation"),
    "He had the shares of Yaxley for a long time.": ("Yaxley", "organisation"),
    "It was bought by Yaxley & Quillfeather for a song.": (
        "Yaxley & Quillfeather",
        "organisation",
    ),
    "It was seen by the QFX and by nobody else that day.": ("QFX", "organisation"),
    # What describes, is of several, or is an idea, is of no kind.
    "It was a Yaxlian ship with a Yaxlian crew and nothing else.": ("Yaxlian", None),
    "They were called the Yaxlites by a Yaxlite who was there.": ("Yaxlites", None),
    "It was all lost in the Yaxlian Revolution that had begun so well.": (
        "Yaxlian Revolution",
        None,
    ),
    "It was all about Yaxlism and nothing else that day.": ("Yaxlism", None),
}


@pytest.mark.parametrize(("text", "expected"), KINDS.items())
def test_the_kind_of_a_name(text: str, expected: tuple[str, str | None]) -> None:
    name, kind = expected
    found = kinds_in(text)
    assert name in found
    assert found[name] == kind


def test_names_speak_for_each_other() -> None:
    found = kinds_in(
        "Then Orla Quillfeather said so. It was denied by Quillfeather that day.",
        "We saw Zorba Abelson, 23, and his friend Zorba Benson, 24, and then Zorba Cottle too.",
    )
    assert found["Quillfeather"] == "person"
    assert found["Zorba Cottle"] == "person"
    found = kinds_in(
        "It was cold in Yaxley. They had seen the ruins of Quenby and Yaxley that day."
    )
    assert found["Quenby"] == "place"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was on a Monday in September that it began.", "Monday"),
        ("It was on a Monday in September that it began.", "September"),
        ("By then it was Wednesday's paper that they read.", "Wednesday"),
        ("As we said that I'm late and I’ve been late before.", "I'm"),
        ("It has been said before (see Op. cit., p. 3) and will be again.", "Op"),
        ("What they call a Ship is a ship, and each ship is like that ship.", "Ship"),
    ],
)
def test_what_is_no_name(text: str, name: str) -> None:
    assert name not in kinds_in(text)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The Quillfeather River is long.", None, ["Quillfeather River"]),
        ("On Monday Foreign Minister Ann Lee left.", "en", ["Ann Lee"]),
        ("Israeli Foreign Minister David Levy's house", "en", ["Israeli", "David Levy"]),
        ("We saw Secretary General Motors fail.", "en", ["Secretary General Motors"]),
        ("The Bank of England and J. K. Rowling met.", "en", ["Bank of England", "J. K. Rowling"]),
        ("It was in the U.S. and in St. Petersburg.", "en", ["U.S.", "St. Petersburg"]),
        ("El Gobierno de Chile habló.", "es", ["Gobierno de Chile"]),
        ("Die Kanzlerin kam aus Berlin.", "de", ["Kanzlerin", "Berlin"]),
    ],
)
def test_candidates(text: str, language: str | None, expected: list[str]) -> None:
    found = candidates(text, writing_of(language))
    assert [" ".join(each.words) for each in found] == expected


def test_german_nouns_are_no_names_for_their_capital() -> None:
    text = (
        "Die Frau kam mit dem Hund aus Yaxley, wo das Haus von der Schwester noch immer stand. "
        "Der Hund und die Frau waren seit dem Morgen mit der Bahn in Yaxley gewesen, und der "
        "Mann hatte das Haus auch nicht mehr gesehen, weil er mit dem Auto gekommen ist."
    )
    found = kinds_in(text)
    assert found.get("Yaxley") == "place"
    assert not {"Hund", "Frau", "Haus", "Schwester", "Morgen"} & found.keys()


@given(
    st.text(alphabet="AbC d.'’s&-ßİ of the\u0301", max_size=60),
    st.sampled_from(["en", "de", "fr", None]),
)
def test_candidates_stand_in_the_text(text: str, language: str | None) -> None:
    for each in candidates(text, writing_of(language)):
        assert each.words
        assert " ".join(each.words) in " ".join(text.split(" "))
