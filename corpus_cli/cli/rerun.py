"""``corpus rerun``: runs the command that made a file again, and says what has changed since.

A meta file may come from anyone: its command is run only if it is an analysis, on the sources that
the file names, and writes nothing.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Collection, Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stdout, suppress
from typing import Annotated

import typer

from corpus_cli.cli import app
from corpus_cli.cli.exporting import META, Export, refuse_source, write
from corpus_cli.cli.options import Again, Called, Common, with_common_options
from corpus_cli.config import locate
from corpus_cli.errors import CorpusNotFoundError, ExpressionError, UsageError
from corpus_cli.query.provenance import (
    Comparison,
    FileState,
    Provenance,
    compare,
    file_state,
    parsed,
)
from corpus_cli.readers import stdin
from corpus_cli.readers.item import options_of
from corpus_cli.readers.paths import reason, visible
from corpus_cli.readers.sources import STDIN, is_path, is_url, shown
from corpus_cli.render.comparison import comparison_lines
from corpus_cli.render.output import Format
from corpus_cli.render.records import plain_data, write_records

EXAMPLES = """
corpus rerun rows.csv # does the same come out? status 0 for yes, 1 for no
corpus rerun rows.csv.meta.json -C ~/copy # on a copy of the corpus
corpus rerun rows.csv --write # and write what comes out now
"""

# The commands that are run again: those that read the corpus, and write nothing but ``-o FILE``.
ANALYSES = (
    *("list", "kwic", "collocates", "freq", "ngrams", "keyness"),
    *("dispersion", "timeline", "diversity", "names"),
)


@with_common_options
def command(
    *,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A file that -o wrote, or its .meta.json.")
    ],
    rewrite: Annotated[
        bool, typer.Option("--write", help="Write FILE and its .meta.json anew.")
    ] = False,
    common: Common,
) -> int:
    """Run the command again that made a file, and say what has changed since.

    The result may have changed because the corpus has, or the version of this program: all are
    compared. Exit status 0 says that result and FILE are what they were, 1 that one is not.
    """
    path = file.removesuffix(META)
    before = _read(path + META)
    file_is = _file_state(before, path)
    made, status = _again(before, common, path + META)
    records = made.result.rows
    rows = [
        {name: plain_data(getattr(row, name)) for name in made.result.fields} for row in records
    ]
    comparison = compare(before, made.provenance, rows, file_is)
    _print(common, comparison, before)
    if rewrite:
        refuse_source(path, tuple(each.path for each in made.provenance.corpus.sources))
        write(path, made)
    return 2 if status == 2 else int(not comparison.all_same)


def _read(path: str) -> Provenance:
    """Read a meta file; raises UsageError."""
    try:
        with open(path, "rb") as stream:
            return parsed(stream.read())
    except OSError as error:
        raise UsageError(f"{visible(path)} cannot be read: {reason(error)}") from None
    except ValueError as error:
        raise UsageError(f"{visible(path)} does not say how a file was made: {error}") from None


def _file_state(before: Provenance, path: str) -> FileState | None:
    """Compare a file with what was written; raises UsageError where it cannot be read."""
    try:
        return file_state(before, path)
    except OSError as error:
        raise UsageError(f"{visible(path)} cannot be read: {reason(error)}") from None


def _again(before: Provenance, common: Common, path: str) -> tuple[Export, int]:
    """Run a command again; return what it would write, and its exit status."""
    kept: list[Export] = []
    status = 0
    folder, sources = _where(before, common)
    reading = None if before.reading is None else options_of(before.reading)
    again = Again(sources, common.refresh, kept.append, reading)
    with ExitStack() as stack:
        stack.enter_context(chdir(folder))
        # It has no business there without a file to write, as when it is asked for its help.
        nothing = stack.enter_context(open(os.devnull, "w", encoding="utf-8"))
        stack.enter_context(redirect_stdout(nothing))
        stack.enter_context(suppress(typer.Exit))
        with _old_meaning(before):
            status = app.call(Called(before.command[1:], again=again), ANALYSES)
    if len(kept) != 1:
        raise UsageError(f"{visible(path)}: its command writes no file")
    return kept[0], status


@contextmanager
def _old_meaning(before: Provenance) -> Iterator[None]:
    """Add what an expression meant to the error of one that cannot be understood any more."""
    try:
        yield
    except ExpressionError as error:
        meant = [
            f"{option} meant {old}"
            for option, old in (("--in", before.expression), ("--against", before.against))
            if old is not None
        ]
        if not meant:
            raise
        message = f"{error} When {before.file} was written, {' and '.join(meant)}"
        raise ExpressionError(message, error.expression, error.position) from None


def _where(before: Provenance, common: Common) -> tuple[str, tuple[str, ...]]:
    """Return the folder to run in, and the sources as they are to be named there.

    It is the folder of old where that still exists, so that other paths mean what they did.
    """
    there = os.path.isdir(before.cwd)
    folder = before.cwd if there else os.getcwd()
    if common.paths:
        named = locate(common.paths).sources
        _refuse_nothing(before, named)
        return folder, tuple(os.path.abspath(each) if is_path(each) else each for each in named)
    for each in before.corpus.sources:
        _refuse_away(each.path)
        if is_path(each.path) and not os.path.exists(each.path):
            raise CorpusNotFoundError(
                f"{visible(each.path)} does not exist any more; name its place with --corpus"
            )
    _refuse_nothing(before, [each.path for each in before.corpus.sources])
    return folder, tuple(
        each.given if there and _leads_to(folder, *each) else each.path
        for each in before.corpus.sources
    )


def _refuse_nothing(before: Provenance, sources: Collection[str]) -> None:
    """Raise CorpusNotFoundError where standard input, which held something, is empty now."""
    if STDIN not in sources or not before.corpus.words:
        return
    stdin.check()
    if not stdin.take():
        raise CorpusNotFoundError(
            f"{visible(before.file)} was made from standard input, and nothing came from there "
            "now; pipe the same text into this command"
        )


def _refuse_away(source: str) -> None:
    """Raise CorpusNotFoundError for what cannot be read again, or not because a file says so."""
    if source == STDIN and (sys.stdin is None or sys.stdin.closed or sys.stdin.isatty()):
        raise CorpusNotFoundError(
            "its corpus came from standard input, which cannot be read again; pipe the same text "
            "into this command"
        )
    if is_url(source):
        raise CorpusNotFoundError(
            f"its corpus is {shown(source)}, which is not fetched because a file says so; name it "
            f"with -C {shlex.quote(shown(source))}"
        )


def _leads_to(folder: str, given: str, path: str) -> bool:
    return os.path.abspath(os.path.join(folder, given)) == path


def _print(common: Common, comparison: Comparison, before: Provenance) -> None:
    output = common.output
    with output.opened() as stream:
        if output.format in (Format.TABLE, Format.PLAIN):
            stream.writelines(f"{line}\n" for line in comparison_lines(comparison, before))
        else:
            write_records([comparison], Comparison._fields, output.format, stream)
