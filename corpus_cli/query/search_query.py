"""What a search asks for: the request, and what its words and quotation marks mean.

May import what all query modules may.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from corpus_cli import tokens
from corpus_cli.errors import UsageError
from corpus_cli.query.grep import Within
from corpus_cli.query.scope.syntax import Node

# What may stand between words that are one to the user and several to the corpus.
_JOINING = frozenset("-‐‑‒–.:@_'’·&+=~#*\u00ad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to search for, and how.

    ``terms`` are joined by blanks; words in quotation marks must stand as they are, side by side.
    ``exact`` takes words only as they are written, ``fuzzy`` looks for other spellings of every
    word. ``limit`` 0 means all. ``by`` says what a result is: a document, or each of its passages.
    ``ids`` are ids or prefixes of them, none for all documents; ``expression`` chooses among
    their units, and so may the terms themselves. ``explain`` asks for what made each score.
    ``within`` is what expressions mean in a corpus, once that is known.
    """

    terms: tuple[str, ...]
    exact: bool = False
    fuzzy: bool = False
    limit: int = 10
    by: Literal["document", "passage"] = "document"
    ids: tuple[str, ...] = ()
    explain: bool = False
    expression: Node | None = None
    within: Within | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.limit < 0:
            raise UsageError(f"limit must be 0 (for all) or more, not {self.limit}")
        if self.by not in ("document", "passage"):
            raise UsageError(f"by must be document or passage, not {self.by!r}")
        if self.exact and self.fuzzy:
            raise UsageError("exact and fuzzy exclude each other")

    @property
    def text(self) -> str:
        """The query as one text."""
        return " ".join(self.terms)


class Element(NamedTuple):
    """A part of a query: a word, words that belong together (阿勒颇), a phrase.

    ``shown`` is as the user wrote it, ``words`` are folded; where there are several they must
    stand side by side. ``quoted`` elements must be found, and exactly as they are.
    """

    shown: str
    words: tuple[str, ...]
    quoted: bool = False

    @property
    def is_word(self) -> bool:
        """Whether this is a single word that may be spelt or inflected in other ways."""
        return len(self.words) == 1 and not self.quoted


class Query(NamedTuple):
    """A request that has been read: its distinct elements in order, and how often each occurs."""

    request: Request
    elements: tuple[Element, ...]
    times: tuple[int, ...]


def parse(request: Request) -> Query:
    """Read the text of a request.

    The spelling of an element's first occurrence is the one shown. An unbalanced quotation mark
    is ignored. Raises UsageError for a query without words.
    """
    first: dict[tuple[tuple[str, ...], bool], Element] = {}
    times: Counter[Element] = Counter()
    for element in _elements(request.text):
        times[first.setdefault((element.words, element.quoted), element)] += 1
    if not times:
        raise UsageError(f"nothing to search for: {_cut(request.text)!r} has no words")
    return Query(request, tuple(times), tuple(times.values()))


def _elements(text: str) -> Iterator[Element]:
    # Typographic quotation marks come with text that is pasted, and ask for nothing.
    parts = text.split('"')
    if len(parts) % 2 == 0:
        parts[-2:] = [" ".join(parts[-2:])]
    alone = sum(len(tokens.words(part)) > 0 for part in parts) == 1
    for number, part in enumerate(parts):
        if number % 2 == 0:
            yield from _unquoted(part, alone=alone)
        elif words := tokens.words(part):
            yield Element(part.strip(), tuple(map(tokens.fold, words)), quoted=True)


def _unquoted(text: str, *, alone: bool) -> Iterator[Element]:
    """Yield the elements of text that is not quoted; ``alone`` says that there is no other.

    Words with nothing between them (Han) belong together. Those that a hyphen or the like joins
    do so if they are all of the query; else they are words that had better stand close, since few
    texts have just the compound that a longer query makes up (``plant-based diet``).
    """
    spans = tokens.spans(text)
    together = alone and _joined_up(text, spans)
    runs: list[list[tuple[int, int]]] = []
    for span in spans:
        if runs and (together or runs[-1][-1][1] == span[0]):
            runs[-1].append(span)
        else:
            runs.append([span])
    for run in runs:
        words = tuple(tokens.fold(text[start:end]) for start, end in run)
        yield Element(text[run[0][0] : run[-1][1]], words)


def _joined_up(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether nothing but joining characters stands between the words of a text."""
    return all(_JOINING.issuperset(text[a[1] : b[0]]) for a, b in pairwise(spans))


def _cut(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
