"""What queries return: small frozen values whose fields are those of ``--json``.

A field that is not known is None. Offsets count characters. See README, "JSON".
"""

from __future__ import annotations

from typing import NamedTuple

from corpus_cli.model import Row

__all__ = ["Hit", "Passage", "Row", "SearchResult", "Term"]


class Hit(NamedTuple):
    """A unit (paragraph or line) that ``grep`` found.

    ``line`` is the 1-based line of the first match, ``start`` and ``end`` the unit's range in the
    document's text, ``text`` the unit, ``spans`` the ranges of the matches within ``text``.
    ``author`` and ``date`` are those of the comment or quotation in which it stands, else the
    document's.
    """

    id: str
    address: str
    line: int
    start: int
    end: int
    text: str
    spans: tuple[tuple[int, int], ...]
    author: str | None = None
    date: str | None = None


class Term(NamedTuple):
    """How a word of the query was taken: the word of the corpus it matched, and its edits."""

    query: str
    matched: str
    edits: int


class Passage(NamedTuple):
    """A unit that made a document score, with the ranges of the matched words in ``snippet``.

    ``author`` and ``date`` are as in `Hit`.
    """

    address: str
    score: float
    snippet: str
    spans: tuple[tuple[int, int], ...]
    author: str | None = None
    date: str | None = None


class SearchResult(NamedTuple):
    """A document that ``search`` found. ``edits`` is the least its words needed.

    ``address``, ``snippet`` and ``spans`` are those of the best passage.
    """

    rank: int
    score: float
    id: str
    title: str | None
    date: str | None
    address: str | None
    snippet: str
    spans: tuple[tuple[int, int], ...]
    edits: int
    terms: tuple[Term, ...]
    passages: tuple[Passage, ...]
    author: str | None = None
