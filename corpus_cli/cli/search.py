"""``corpus search``: ranked, typo-tolerant, and open about what it took."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from corpus_cli.cli.analysis import any_of
from corpus_cli.cli.complete import complete_id
from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import opened, say, say_total, status
from corpus_cli.corpus import Corpus
from corpus_cli.query.results import SearchResult
from corpus_cli.query.search import Answer, Explanation, Request, run
from corpus_cli.render.output import Format, Output
from corpus_cli.render.ranking import (
    ExplainedResult,
    draw_result,
    nothing_found,
    spelling_lines,
    write_plain_result,
)
from corpus_cli.render.records import write_records

EXAMPLES = """
corpus search Allepo # finds Aleppo, and says so
corpus search '"barrel bombs" Idlib' # a phrase exactly as it is, and a word
corpus search 'barrel bombs kind:mail -in:quote' # only there; as --in says it
corpus search ceasefire --by passage # paragraphs and comments instead of documents
corpus search recieve --exact # no other spellings
corpus search Raqqa --explain # what made each score
"""


class By(StrEnum):
    """What a result is."""

    DOCUMENT = "document"
    PASSAGE = "passage"


@with_common_options
def command(
    *,
    terms: Annotated[
        list[str],
        typer.Argument(metavar="TERM...", help='Words, and "phrases" to be found as they are.'),
    ],
    exact: Annotated[bool, typer.Option("--exact", help="Only words as they are written.")] = False,
    fuzzy: Annotated[
        bool, typer.Option("--fuzzy", help="Other spellings even of words that are found.")
    ] = False,
    by: Annotated[
        By, typer.Option(metavar="WHAT", help="Rank each document, or each passage.")
    ] = By.DOCUMENT,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", help="At most N results; 0 for all.")
    ] = 10,
    within: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="EXPR",
            help="Only there: an id, kind:mail, in:comment, @name; repeatable: any of them.",
            autocompletion=complete_id,
        ),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what made each score.")] = False,
    common: Common,
) -> int:
    """Find the documents that fit the words best, their best passages first.

    Where a word is hardly found, spellings near it are taken, and named on standard error.
    """
    request = Request(
        terms=tuple(terms),
        exact=exact,
        fuzzy=fuzzy,
        limit=limit,
        by=by.value,
        explain=explain,
    )
    with opened(common) as corpus:
        answer = run(corpus, replace(request, expression=any_of(corpus, within or ())))
        say(spelling_lines(answer))
        if not answer.results:
            say([nothing_found(answer, request.text)])
        _print(common.output, corpus, answer)
        say_total(len(answer.results), answer.total)
        return status(corpus, found=bool(answer.results))


def _print(output: Output, corpus: Corpus, answer: Answer) -> None:
    if output.format is Format.TABLE:
        _draw(output, corpus, answer)
        return
    with output.opened() as stream:
        if output.format is Format.PLAIN:
            for result, explanation in zip(answer.results, _explanations(answer), strict=True):
                title = _title(corpus, result)
                write_plain_result(stream, result, title=title, explanation=explanation)
        elif answer.explanations:
            explained = zip(answer.results, answer.explanations, strict=True)
            records = [ExplainedResult(*result, explanation) for result, explanation in explained]
            write_records(records, ExplainedResult._fields, output.format, stream)
        else:
            write_records(answer.results, SearchResult._fields, output.format, stream)


def _draw(output: Output, corpus: Corpus, answer: Answer) -> None:
    from corpus_cli.render.terminal import console

    with console(output) as screen:
        for result, explanation in zip(answer.results, _explanations(answer), strict=True):
            if result.rank > 1:
                screen.print()
            title = _title(corpus, result)
            draw_result(
                screen, result, id=corpus.short_id(result.id), title=title, explanation=explanation
            )


def _explanations(answer: Answer) -> list[Explanation | None]:
    return [*answer.explanations] or [None] * len(answer.results)


def _title(corpus: Corpus, result: SearchResult) -> str:
    return result.title if result.title is not None else corpus.shown_title(result.id)
