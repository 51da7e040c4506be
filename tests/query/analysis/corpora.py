"""Hypothesis strategies of small corpora, and what every test tells of them by plain loops.

The texts are made to repeat themselves: few words, spelt in several ways, paragraphs used again,
mail that quotes, comments that answer. All go through the real parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from hypothesis import strategies as st

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.model import Block, Document, RawDocument, Unit
from corpus_cli.parsing import parse
from corpus_cli.shard import Shard

PIECES = [
    *("the", "The", "of", "war", "War", "war,", "war.", "“war”", "(war)", "Aleppo", "aleppo"),
    *("café", "cafe", "Café", "CAFÉ", "cafe\u0301", "cafés", "don't", "don’t", "dont", "l’état"),
    *("#war", "#حلب", "حلب", "حَلَب", "阿勒颇", "阿勒", "ไทย", "straße", "STRASSE", "İstanbul"),
    *("1984", "in 2016", "3.14", "1,000", "May 2011", "3 March 2012", "-", "—", "…", "!", "👍"),
    *("x-ray", "U.S.A.", "a_b", "dis\u00adagree", "no\u00a0break", "http://a.org/b?c=1", "a@b.org"),
    *("was", "wars", "warring", "said", "John Smith said", "Dr. Jane Roe", "in Mosul City"),
]  # fmt: skip
WORDS = [
    *("the", "war", "Aleppo", "cafe", "café", "CAFÉ", "don't", "don’t", "dont", "#war", "حلب"),
    *("阿", "勒", "straße", "1984", "3.14", "x", "ray", "disagree", "wars", "said", "john", "mars"),
]  # fmt: skip
TERMS = [
    *WORDS,
    *("the war", "war the", "x-ray", "阿勒颇", "of the war", "war war", "john smith", '"the war"'),
    *("war*", "*ar", "caf?", "the *", "the * of", "* war", "of ? war", "w?r the", "d*t"),
    *("/war/", "/[Ww]ar/", "/WAR/i", "/a/", "/the war/", "/e$/", "/^./", "/[,.]/", r"/\d+/"),
]  # fmt: skip
REPEATED = [
    "The war in Aleppo is a war of the cafés.",
    "the war in Aleppo is a war of the cafés.",
    "Don’t say\nthat the war was over.",
    "Don’t say that the war was over.",
    "—",
    "Nobody said so: the war, the war, the war.",
]
AUTHORS = ["Jane Doe", "John Roe", "Zoë Ägren"]
DATES = ["2016-02-19", "2016-02-20", "2014-12-31", "2011-01-01"]
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

lines = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map(" ".join)
paragraphs = st.one_of(
    st.sampled_from(REPEATED),
    lines,
    st.lists(lines, min_size=2, max_size=3).map("\n".join),
    lines.map("See the following: {}, as the papers have it.".format),
)
bodies = st.lists(paragraphs, max_size=4)


def _mail_date(date: str) -> str:
    year, month, day = date.split("-")
    return f"Fri {_MONTHS[int(month) - 1]} {day} 06:11:39 MST {year}"


@st.composite
def mails(draw: st.DrawFn) -> str:
    """A mail of a list, with what it quotes and how it is signed."""
    author, other = draw(st.sampled_from(AUTHORS)), draw(st.sampled_from(AUTHORS))
    parts = [f"[Crypto] Re: {draw(lines)}"]
    head = [f"{author} jane at example.org"] if draw(st.booleans()) else []
    if draw(st.booleans()):
        head.append(_mail_date(draw(st.sampled_from(DATES))))
    parts += ["\n".join(head)] if head else []
    if draw(st.booleans()):
        quoted = "\n".join(f"> {line}" for line in draw(paragraphs).split("\n"))
        parts.append(f"On Tue, Jan 5, 2016, {other} wrote:\n{quoted}")
        if draw(st.booleans()):
            parts[-1] += f"\n> > {draw(lines)}"
    parts += draw(bodies)
    if draw(st.booleans()):
        parts.append(f"-- \n{author}\nThe war {draw(st.sampled_from(WORDS))}")
    return "\n\n".join(parts) + "\n"


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article, and the thread of comments behind it."""
    parts = [f"A post about the {draw(st.sampled_from(WORDS))}"]
    if draw(st.booleans()):
        parts.append(f"By {draw(st.sampled_from(AUTHORS))}")
        if draw(st.booleans()):
            parts[-1] += f"\n{draw(st.sampled_from(['3 March 2012', '20 February 2016']))}"
    parts += draw(bodies)
    comments = draw(st.lists(st.tuples(st.sampled_from(AUTHORS), paragraphs), max_size=3))
    if comments:
        parts.append(f"{len(comments)} Responses to {parts[0]}")
    for number, (author, text) in enumerate(comments, 1):
        date = draw(st.sampled_from(["", "     August 3, 2019 at 3:12 pm\n"]))
        said = text.replace("\n", "\n     ")
        parts.append(f"  {number}. {author} says:\n{date}     {said}")
        if draw(st.booleans()):
            said = draw(paragraphs).replace("\n", "\n        ")
            parts.append(f"      • {draw(st.sampled_from(AUTHORS))} says:\n        {said}")
    return "\n\n".join(parts) + "\n"


plain = bodies.map("\n\n".join)
texts = st.one_of(mails(), mails(), articles(), articles(), plain, st.sampled_from(["", " \n\n"]))


def parsed(sources: Iterable[str]) -> tuple[Document, ...]:
    """Return the documents that texts make, with ids by their place."""
    return tuple(
        parse(RawDocument(f"d{number:02}", text, f"d{number:02}.txt", len(text.encode())))
        for number, text in enumerate(sources)
    )


documents = st.lists(texts, max_size=6).map(parsed)


@st.composite
def divided(draw: st.DrawFn) -> tuple[Corpus, Corpus]:
    """The same documents as one shard, and as any number of shards, some of them empty."""
    own = draw(documents)
    cuts = sorted(draw(st.lists(st.integers(0, len(own)), max_size=5)))
    return Corpus([Shard(own)]), divide(own, cuts)


def divide(own: Sequence[Document], cuts: Sequence[int]) -> Corpus:
    """Return a corpus of documents that is cut into shards at these places."""
    edges = [0, *cuts, len(own)]
    return Corpus([Shard(own[a:b]) for a, b in pairwise(edges)])


corpora = divided().map(lambda pair: pair[1])


class Place(NamedTuple):
    """A unit, and all that a test has to know of where it stands."""

    document: Document
    unit: Unit
    block: Block
    comment: Block | None
    number: int

    @property
    def words(self) -> list[str]:
        """The words, as they are written."""
        return tokens.words(self.unit.text)

    @property
    def forms(self) -> list[str]:
        """The words, as they are counted."""
        return [tokens.form(word) for word in self.words]

    @property
    def author(self) -> str | None:
        """Who wrote it: named by itself, else by its comment, else by the document."""
        if self.block.author is not None:
            return self.block.author
        return self.document.author if self.comment is None else self.comment.author

    @property
    def date(self) -> str | None:
        """When it was written; a comment without a date is as old as its document."""
        own = None if self.comment is None else self.comment.date
        return self.block.date or own or self.document.date


class Reading:
    """A corpus read unit by unit; what follows of it is counted in loops."""

    def __init__(self, corpus: Corpus) -> None:
        self.documents = list(corpus)

    @cached_property
    def places(self) -> list[Place]:
        """All units, in order."""
        found: list[Place] = []
        for document in self.documents:
            blocks = {
                block.address: block for block in document.blocks if block.address is not None
            }
            for unit in document.units():
                block = blocks[unit.address]
                comment = None if block.parent is None else blocks[block.parent]
                found.append(Place(document, unit, block, comment, len(found)))
        return found


def seeds() -> list[str]:
    """Return the texts of the seeds."""
    from pathlib import Path

    folder = Path(__file__).parents[3] / "seeds"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
