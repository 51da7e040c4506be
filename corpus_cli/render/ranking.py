"""`search` for people: ranked documents with their best passages, plain lines, explanations.

May import ``query.search`` and the shared parts of ``render``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from corpus_cli.query.results import Passage, SearchResult, Term
from corpus_cli.query.search import Answer, Explanation, WordScore
from corpus_cli.render.messages import counted
from corpus_cli.render.text import inline

if TYPE_CHECKING:
    from rich.console import Console

WIDEST_ADDRESS = 9
RANK = 4  # cells for a rank and the gap behind it
MANY = 6  # spellings that are named before the rest is only counted


class ExplainedResult(NamedTuple):
    """A `SearchResult` and what made its score, for ``--explain``."""

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
    author: str | None
    explanation: Explanation


LONGEST = 60  # characters of a query that a message repeats


def spelling_lines(answer: Answer) -> Iterator[str]:
    """Yield what was made of the words that are not found as they were written."""
    for spelling in answer.spellings:
        query, taken = inline(spelling.query), _taken(spelling.taken)
        if not spelling.exact:
            yield f'no exact "{query}": ' + (f"showing {taken}" if taken else "left out")
        elif taken:
            yield f'"{query}" is in {counted(spelling.exact, "document")}: also showing {taken}'


def nothing_found(answer: Answer, text: str) -> str:
    """Return what to say where nothing was found: the nearest words there are."""
    if not answer.suggestions:
        return f'nothing found for "{_cut(text)}", nor any word like it'
    words = ", ".join(map(inline, answer.suggestions))
    return f'nothing found for "{_cut(text)}"; the nearest words are {words}'


def _cut(text: str) -> str:
    """Return what the user typed, no longer than a message can bear."""
    return inline(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def _taken(terms: Sequence[Term]) -> str:
    named = ", ".join(_named(term) for term in terms[:MANY])
    return named + (f" and {len(terms) - MANY:,} more" if len(terms) > MANY else "")


def _named(term: Term) -> str:
    return inline(term.matched) + (f" ({counted(term.edits, 'edit')})" if term.edits else "")


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """Yield what made a score, a line a word of the query."""
    for word in explanation.words:
        yield _word_line(word)
    parts = []
    if explanation.coverage != 1:
        parts.append(f"× {explanation.coverage:.3f} for words that are missing")
    if explanation.closeness:
        parts.append(f"+ {explanation.closeness:.3f} for words side by side")
    if explanation.company:
        words = ", ".join(inline(each.word) for each in explanation.company[:MANY])
        more = ", …" if len(explanation.company) > MANY else ""
        worth = sum(each.worth for each in explanation.company)
        parts.append(f"+ {worth:.3f} for words that the best results share: {words}{more}")
    if explanation.seat is not None:
        parts.append(f"number {explanation.seat:,} of its spelling")
    if parts:
        yield ", ".join(parts)


def _word_line(word: WordScore) -> str:
    matched = ", ".join(_named(term) for term in word.terms)
    counts = ", ".join(f"{number:,} in {field}" for field, number in word.frequencies if number)
    return (
        f"{word.score:.3f} for {inline(word.query)}: {matched or 'not found'}"
        f"{f', {counts}' if counts else ''} (rarity {word.rarity:.3f})"
    )


def write_plain_result(
    out: TextIO, result: SearchResult, *, title: str, explanation: Explanation | None
) -> None:
    """Print a result on a line: what ``show`` takes, score, date, title, best passage."""
    target = f"{result.id}#{result.address}" if result.address else result.id
    fields = [target, f"{result.score:.3f}", result.date or "", title, result.snippet]
    if explanation is not None:
        fields.append("; ".join(explanation_lines(explanation)))
    out.write("\t".join(map(inline, fields)) + "\n")


def draw_result(
    screen: Console,
    result: SearchResult,
    *,
    id: str,
    title: str,
    explanation: Explanation | None,
) -> None:
    """Draw a result: rank, id, title and date, and below them its best passages."""
    from corpus_cli.render.terminal import HEADING, ID, QUIET, draw_hanging, styled

    line = styled(f"{result.rank:>{RANK - 2}}  ", QUIET) + styled(id, ID) + styled("  ")
    line += styled(title, HEADING if result.title is not None else "bold italic")
    date = styled(f"  {result.date[:10]}" if result.date else "", QUIET)
    line.truncate(screen.width - date.cell_len, overflow="ellipsis")
    screen.print(line + date, soft_wrap=True)
    width = min(max((len(each.address) for each in result.passages), default=0), WIDEST_ADDRESS)
    for passage in result.passages:
        _draw_passage(screen, passage, width)
    if explanation is not None:
        label = styled(" " * RANK)
        draw_hanging(screen, label, styled(f"score {result.score:.3f}", QUIET), screen.width)
        for text in explanation_lines(explanation):
            draw_hanging(screen, label, styled(text, QUIET), screen.width)


def _draw_passage(screen: Console, passage: Passage, width: int) -> None:
    from corpus_cli.render.terminal import ADDRESS, draw_hanging, highlighted, styled

    label = styled(" " * RANK) + styled(passage.address.ljust(width), ADDRESS) + styled("  ")
    draw_hanging(screen, label, highlighted(passage.snippet, passage.spans), screen.width)
