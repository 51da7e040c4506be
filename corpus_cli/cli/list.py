"""``corpus list``: a row a document."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import replace
from typing import Annotated

import typer

from corpus_cli.cli.analysis import In, any_of, places_of
from corpus_cli.cli.complete import values_of
from corpus_cli.cli.exporting import Meant, OutputFile, export
from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import no_value, opened, say, say_total, say_unknown, status
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.model import META
from corpus_cli.query.analysis.result import Counted, Result
from corpus_cli.query.listing import Listing, Request, run
from corpus_cli.query.results import Row
from corpus_cli.render.listing import COLUMNS, Listed, Metas, draw_rows, listed, write_plain_rows
from corpus_cli.render.output import Format
from corpus_cli.render.records import write_records
from corpus_cli.render.table import draw_table

EXAMPLES = """
corpus list --sort words --reverse # the longest first
corpus list --kind mail --since 2016-02 --until 2016-03 # both ends included
corpus list --columns id,author,date # choose what is shown
corpus list --in 'aleppo words:>1000' # long ones that hold a word
corpus list --json | jq -r .source # for other programs
corpus list --threads --sort messages -r # conversations, the longest first
corpus list -o rows.csv # a file that corpus rerun can make again
"""


Sort = Annotated[str | None, typer.Option(metavar="FIELD", help="Sort by a field, or meta.NAME.")]
Reverse = Annotated[bool, typer.Option("--reverse", "-r", help="Sort downwards.")]
Columns = Annotated[
    str | None, typer.Option(metavar="FIELD,…", help="The fields to show, in this order.")
]
# Those that the parser tells; a file may name another.
KINDS = ("mail", "article")
Kind = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        help="Only this kind: mail, article.",
        autocompletion=values_of(__name__, "KINDS"),
    ),
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only from 2016, 2016-02 or 2016-02-19 on.")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Only up to and with that date.")]
Author = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only authors with this in their name.")
]
MailingList = Annotated[
    str | None, typer.Option("--list", metavar="NAME", help="Only this mailing list.")
]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="Only this language: en, de, ar.")
]
Limit = Annotated[
    int,
    typer.Option("--limit", "-n", metavar="N", show_default=False, help="N rows; 0 for all."),
]


@with_common_options
def command(
    *,
    sort: Sort = None,
    reverse: Reverse = False,
    columns: Columns = None,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    author: Author = None,
    mailing_list: MailingList = None,
    language: Language = None,
    limit: Limit = 0,
    within: In = None,
    threads: Annotated[
        bool, typer.Option("--threads", help="A row a conversation of messages instead.")
    ] = False,
    output: OutputFile = None,
    common: Common,
) -> int:
    """List the documents: a row each, with id, date, kind, size and title.

    Fields are id, title, title_inferred, author, date, kind, list, language, source, words,
    paragraphs, comments, bytes; and meta.NAME for what else a format knows: meta.url.
    """
    if threads and (columns is not None or output is not None):
        raise UsageError("--threads has columns of its own, and is printed only")
    fields = _fields(columns)
    request = Request(
        sort=None if threads else sort,
        reverse=reverse,
        kind=kind,
        since=since,
        until=until,
        author=author,
        list=mailing_list,
        language=language,
        limit=limit,
    )
    with opened(common) as corpus:
        expression = any_of(corpus, within or ())
        chosen = places_of(corpus, expression)
        if threads:
            every = replace(request, limit=0, ids=tuple(chosen or ()))
            rows = run(corpus, every).rows if chosen is None or chosen else ()
            ids = {row.id for row in rows}
            return _list_threads(common, corpus, ids, sort, reverse=reverse, limit=limit)
        if chosen is None or chosen:
            listing = run(corpus, replace(request, ids=tuple(chosen or ())))
        else:
            listing = Listing((), 0)
        say_unknown(corpus, [*(fields or ()), sort or ""])
        if output is None:
            _print(common, corpus, listing.rows, fields)
            say_total(len(listing.rows), listing.total)
        else:
            metas = _metas(corpus, listing.rows, fields)
            result = _result(listing, fields or Row._fields, metas)
            export(output, result, corpus, common, meant=Meant(expression))
        if not listing.total:
            say(_why_nothing(corpus, request))
        return status(corpus, found=listing.total > 0)


def _result(listing: Listing, fields: tuple[str, ...], metas: Metas) -> Result[Listed]:
    words = sum(row.words for row in listing.rows)
    rows = tuple(listed(listing.rows, metas))
    return Result("list", fields, rows, listing.total, Counted(len(rows), words))


def _why_nothing(corpus: Corpus, request: Request) -> list[str]:
    """Say what there is in place of a kind, list or language that no document has."""
    for name in ("kind", "list", "language"):
        wanted = getattr(request, name)
        if wanted is not None and (missing := no_value(corpus, name, wanted)):
            return missing
    return ["no document passes these filters" if len(corpus) else "the corpus holds no document"]


def _fields(columns: str | None) -> tuple[str, ...] | None:
    """Return the names in ``--columns``; raises UsageError for one that is no field."""
    if columns is None:
        return None
    names = tuple(name.strip() for name in columns.split(",") if name.strip())
    for name in names:
        if name not in Row._fields and not name.startswith(META):
            near = difflib.get_close_matches(name, Row._fields, 1)
            advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(Row._fields)}"
            raise UsageError(f"--columns: no field {name!r}; {advice}")
    if not names:
        raise UsageError(f"--columns names no field; there are {', '.join(Row._fields)}")
    return names


def _print(
    common: Common, corpus: Corpus, rows: tuple[Row, ...], fields: tuple[str, ...] | None
) -> None:
    output, metas = common.output, _metas(corpus, rows, fields)
    if output.format is Format.TABLE:
        ids = {row.id: corpus.short_id(row.id) for row in rows}
        titles = _titles(corpus, rows)
        draw_rows(output, rows, fields or COLUMNS, ids=ids, titles=titles, metas=metas)
        return
    with output.opened() as stream:
        if output.format is Format.PLAIN:
            titles = _titles(corpus, rows)
            write_plain_rows(stream, rows, fields or COLUMNS, titles=titles, metas=metas)
        else:
            shown = listed(rows, metas)
            write_records(shown, fields or Row._fields, output.format, stream)


def _metas(corpus: Corpus, rows: tuple[Row, ...], fields: tuple[str, ...] | None) -> Metas:
    """Return what columns ``meta.NAME`` show, by id; nothing where there is none."""
    if not any(name.startswith(META) for name in fields or ()):
        return {}
    return {row.id: corpus.value("meta", row.id) for row in rows}


def _list_threads(
    common: Common,
    corpus: Corpus,
    ids: Collection[str],
    sort: str | None,
    *,
    reverse: bool,
    limit: int,
) -> int:
    """Print a row a conversation, of those with any of these documents."""
    from corpus_cli.query import threads

    rows = threads.listed(corpus, ids, sort=sort, reverse=reverse)
    shown = rows[: limit or None]
    output = common.output
    if output.format is Format.TABLE:
        short = {row.id: corpus.short_id(row.id) for row in shown}
        dated = [
            row._replace(first=row.first and row.first[:10], last=row.last and row.last[:10])
            for row in shown
        ]
        draw_table(output, dated, threads.Thread._fields, ids=short)
    else:
        with output.opened() as stream:
            write_records(shown, threads.Thread._fields, output.format, stream)
    say_total(len(shown), len(rows))
    if not rows:
        say(["there are no messages"])
    return status(corpus, found=bool(rows))


def _titles(corpus: Corpus, rows: tuple[Row, ...]) -> dict[str, str]:
    """Return what people are shown in place of the titles that were not found."""
    return {row.id: corpus.shown_title(row.id) for row in rows if row.title is None}
