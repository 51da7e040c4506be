"""``-o FILE`` for every analysis: the file, and beside it ``FILE.meta.json``, which says how it
was made.

A command declares ``output: OutputFile = None``, and calls `export` with its `Result` where that
is given. ``corpus rerun`` takes what would be written instead of writing it.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from corpus_cli.cli.options import OUTPUT, Called, Common
from corpus_cli.cli.session import say
from corpus_cli.config import Settings
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis.result import Result
from corpus_cli.readers.paths import visible
from corpus_cli.readers.sources import is_path, is_url, shown
from corpus_cli.render.messages import counted
from corpus_cli.render.output import Format
from corpus_cli.render.text import inline

if TYPE_CHECKING:
    from corpus_cli.query.provenance import Provenance, SourcePath
    from corpus_cli.query.scope.syntax import Node
    from corpus_cli.render.export import Chart

META = ".meta.json"


def _checked(ctx: typer.Context, value: str | None) -> str | None:
    """Return the file to write, None for standard output; say early what cannot be written."""
    if value is None or value == "-" or ctx.resilient_parsing:
        return None
    called = ctx.obj or Called()
    if called.again is None:
        from corpus_cli.render.export import form_suffix

        form_suffix(value)
        if not os.path.isdir(os.path.dirname(value) or os.curdir):
            raise UsageError(f"{visible(value)} cannot be written: there is no such folder")
    return value


_TABLES = "Write .csv .tsv .jsonl .json .md .html .xlsx .parquet"


def _output_file(help: str) -> Any:
    return typer.Option(
        "--output", "-o", metavar="FILE", help=help, rich_help_panel=OUTPUT, callback=_checked
    )


OutputFile = Annotated[str | None, _output_file(f"{_TABLES}, for corpus rerun.")]
ChartFile = Annotated[
    str | None, _output_file(f"{_TABLES}, or a chart .svg .png .pdf, for corpus rerun.")
]

# The suffixes of files that hold what a format prints.
_SUFFIXES = {
    Format.CSV: (".csv",),
    Format.TSV: (".tsv",),
    Format.MD: (".md",),
    Format.JSON: (".jsonl", ".json"),
}


def check_format(path: str, option: str, format: Format) -> None:
    """Raise UsageError where the suffix of a file says another form than an option does."""
    suffixes = _SUFFIXES.get(format, ())
    if not path.lower().endswith(suffixes):
        remedy = f", or name a {suffixes[0]}" if suffixes else ""
        raise UsageError(
            f"{option} and -o {visible(path)} name two forms, and the suffix decides; leave "
            f"{option} out{remedy}"
        )


class Export(NamedTuple):
    """What is written: a result, where it comes from, and what draws it, if anything does."""

    result: Result[Any]
    provenance: Provenance
    chart: Chart | None = None


class Meant(NamedTuple):
    """What of a command depends on more than its line: without names, and words for their file.

    ``stopwords`` are the words that are not listed, None where none are asked for.
    """

    expression: Node | None = None
    against: Node | None = None
    stopwords: Collection[str] | None = None


AS_SAID = Meant()


def export(
    path: str,
    result: Result[Any],
    corpus: Corpus,
    common: Common,
    *,
    meant: Meant = AS_SAID,
    chart: Chart | None = None,
) -> None:
    """Write a result to a file, and what is to be known of it beside that; or hand it to ``rerun``.

    ``result.rows`` may have more fields than ``result.fields``, which alone are written.
    ``chart`` is a `corpus_cli.render.export.Chart`, where
    the command has something to draw. Raises UsageError where the file cannot be written, or
    would be read as a document of the corpus.
    """
    settings = common.settings()
    sources = settings.sources
    again = common.called.again
    if again is None:
        refuse_source(path, sources)
    made = Export(result, _provenance(result, corpus, common, settings, meant), chart)
    if again is not None:
        again.keep(made)
        return
    write(path, made)


def write(path: str, made: Export) -> None:
    """Write a file and its meta file, and say so on standard error; raises UsageError."""
    from corpus_cli.query.provenance import digest_of_file
    from corpus_cli.render.export import replacing, write_file
    from corpus_cli.render.records import plain_data
    from corpus_cli.render.text import json_text

    provenance = made.provenance._replace(file=visible(os.path.basename(path)))
    notes = write_file(
        path,
        made.result.rows,
        made.result.fields,
        caption=_caption(provenance),
        facts=_facts(provenance),
        chart=made.chart,
    )
    provenance = provenance._replace(file_digest=digest_of_file(path), notes=notes)
    # A line a key: to be read, and compared with diff.
    lines = (f'  "{name}": {json_text(value)}' for name, value in plain_data(provenance).items())
    with replacing(path + META) as stream:
        stream.write(("{\n" + ",\n".join(lines) + "\n}\n").encode())
    rows = counted(provenance.rows, "row")
    of = f" of {provenance.total:,}" if provenance.rows < provenance.total else ""
    origin = f"{inline(os.path.basename(path))}{META}"
    say([f"{rows}{of} in {inline(path)}, their origin in {origin}", *map(inline, notes)])


def refuse_source(path: str, sources: tuple[str, ...]) -> None:
    """Raise UsageError where a file at ``path``, or its meta file, would be read as a document."""
    for target in map(os.path.realpath, (path, path + META)):
        for source in filter(is_path, sources):
            root = os.path.realpath(source)
            if target == root or (os.path.isdir(root) and _is_read(os.path.relpath(target, root))):
                raise UsageError(
                    f"{visible(path)} would lie in {visible(source)} and be read as part of the "
                    "corpus; write it to another folder"
                )


def _is_read(below: str) -> bool:
    """Tell whether a path relative to a source leads to what is read: not outside, not hidden."""
    # Outside it begins with "..".
    return not os.path.isabs(below) and not any(
        part.startswith(".") for part in below.split(os.sep)
    )


def _provenance(
    result: Result[Any],
    corpus: Corpus,
    common: Common,
    settings: Settings,
    meant: Meant,
) -> Provenance:
    from corpus_cli.query import provenance
    from corpus_cli.query.fingerprint import fingerprint

    words, sources = meant.stopwords, settings.sources
    rows = ([getattr(row, name) for name in result.fields] for row in result.rows)
    found = provenance.digests(result.fields, rows, sources)
    arguments = common.called.arguments
    return provenance.Provenance(
        command=("corpus", *(_without_credentials(each, sources) for each in arguments)),
        cwd=os.getcwd(),
        expression=_unparsed(meant.expression),
        corpus=provenance.CorpusState(
            tuple(_source_path(each) for each in sources),
            fingerprint(corpus),
            len(corpus),
            corpus.words,
        ),
        versions=provenance.this_version(),
        counted=result.counted,
        remarks=result.remarks,
        fields=tuple(result.fields),
        rows=len(result.rows),
        total=result.total,
        result=found.result,
        file="",
        written=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        row_digests=found.rows,
        against=_unparsed(meant.against),
        stopwords=None if words is None else provenance.digest_of_words(words),
        reading=None if settings.options is None else asdict(settings.options),
    )


def _unparsed(node: Node | None) -> str | None:
    if node is None:
        return None
    from corpus_cli.query.scope.parser import unparse

    return unparse(node)


def _source_path(source: str) -> SourcePath:
    from corpus_cli.query.provenance import SourcePath

    if is_path(source):
        return SourcePath(source, os.path.abspath(source))
    return SourcePath(shown(source), shown(source))


def _without_credentials(argument: str, sources: Iterable[str]) -> str:
    for source in filter(is_url, sources):
        argument = argument.replace(source, shown(source))
    return argument


def _caption(provenance: Provenance) -> str:
    return shlex.join(provenance.command)


def _facts(provenance: Provenance) -> list[tuple[str, str]]:
    """Return what a file says of itself, for people."""
    corpus, versions = provenance.corpus, provenance.versions
    rows = f"{provenance.rows:,} of {provenance.total:,}"
    facts = [
        ("command", shlex.join(provenance.command)),
        *(
            (name, value)
            for name in ("expression", "against")
            if (value := getattr(provenance, name)) is not None
        ),
        *(("source", visible(each.given)) for each in corpus.sources),
        ("corpus", f"{counted(corpus.documents, 'document')}, {counted(corpus.words, 'word')}"),
        ("fingerprint", corpus.fingerprint),
        ("program", f"corpus {versions.corpus}, Python {versions.python}"),
        ("rules", f"words {versions.words}, structure {versions.structure}"),
        ("rows", rows),
        ("result", provenance.result),
        ("written", provenance.written),
    ]
    return facts + [("remark", remark) for remark in provenance.remarks]
