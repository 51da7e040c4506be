"""``corpus index``: build the snapshot of a large corpus, look after it, take it away."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from corpus_cli.build import SMALL, is_small
from corpus_cli.build.indexing import index
from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import opened, say, status
from corpus_cli.config import Settings
from corpus_cli.errors import UsageError
from corpus_cli.query.report import FileReport
from corpus_cli.query.report import report as report_on
from corpus_cli.readers import DEFAULTS, walk
from corpus_cli.readers.sources import STDIN
from corpus_cli.render.messages import counted
from corpus_cli.render.output import Format
from corpus_cli.render.progress import Progress
from corpus_cli.render.records import write_records
from corpus_cli.render.report import draw_report
from corpus_cli.render.text import inline
from corpus_cli.snapshot.store import Store

EXAMPLES = """
corpus index # build the snapshot, or bring it up to date
corpus index --jobs 1 # and leave the other cores alone
corpus index --report # a row a file: format, encoding, documents, warnings
corpus index --verify # read it all, and name what is damaged
corpus index --clear # remove it
"""

_MB = 1_000_000


@with_common_options
def command(
    *,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", help="Processes; one a core unless given."),
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check every byte of the snapshot; build nothing.")
    ] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Remove the snapshot.")] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Say of each file how it was read, a row each.")
    ] = False,
    common: Common,
) -> int:
    """Build the snapshot of a corpus, or what of it has changed.

    Other commands do so by themselves for a corpus of more than a few MB. The snapshot lies in
    the user's cache folder, or in $CORPUS_CACHE.
    """
    if verify + clear + report > 1:
        raise UsageError("--verify, --clear and --report exclude each other")
    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs must be 1 or more, not {jobs}")
    settings = common.settings()
    sources = settings.sources
    if STDIN in sources and not report:
        raise UsageError(
            "standard input cannot be indexed: it is read into memory, and only once; save it as a "
            "file, and index that"
        )
    store = Store(sources)
    if clear:
        removed = store.clear()
        say([f"removed {inline(store.folder)}" if removed else "there is no snapshot"])
        return 0 if removed else 1
    if verify:
        return _verify(store)
    if report:
        return _report(common, settings)
    if is_small(sources):
        say([f"less than {SMALL / _MB:.0f} MB: every command reads that anew, nothing is kept"])
        return 0
    began = time.monotonic()
    with Progress(sys.stderr, "indexing", patience=0) as progress:

        def tell(text: str) -> None:
            progress.clear()
            say([inline(text)])

        generation = index(
            sources,
            options=settings.options,
            jobs=jobs,
            progress=progress,
            say=tell,
            thorough=True,
        )
    found = generation.manifest
    seconds = time.monotonic() - began
    speed = f", {found.bytes / _MB:,.1f} MB in {seconds:.1f} s"
    say([f"{counted(found.documents, 'document')}, {counted(found.words, 'word')}{speed}"])
    return 0


def _report(common: Common, settings: Settings) -> int:
    """Print a row a file of the corpus, which is indexed where it is large."""
    output = common.output
    with opened(common, notes=False) as corpus:
        walked = walk(settings.sources, settings.options or DEFAULTS)
        rows = list(report_on(corpus, walked.files))
        if output.format is Format.JSON:
            with output.opened() as stream:
                write_records(rows, FileReport._fields, output.format, stream)
        else:
            shown = [row._replace(warnings="; ".join(row.warnings)) for row in rows]  # type: ignore[arg-type]
            if output.format is Format.TABLE:
                draw_report(output, rows)
                # They need more room than a column has.
                say(
                    f"{inline(row.source)}: {inline(each)}" for row in rows for each in row.warnings
                )
            else:
                with output.opened() as stream:
                    write_records(shown, FileReport._fields, output.format, stream)
        files = sum(1 for row in rows if row.documents)
        said = [f"{counted(len(corpus), 'document')} in {counted(files, 'file')}"]
        if walked.ignored:
            said.append(f"{counted(len(walked.ignored), 'path')} left out by patterns to ignore")
        say(["; ".join(said)])
        return status(corpus, found=len(corpus) > 0)


def _verify(store: Store) -> int:
    generation = store.current()
    if generation is None:
        say(["there is no snapshot"])
        return 1
    damaged = store.verify()
    for path in damaged:
        print(f"{inline(path)}: damaged")
    if damaged:
        say(["corpus: the snapshot is damaged; corpus index builds it anew"])
        return 2
    say([f"{counted(len(generation.manifest.parts), 'file')} verified, nothing is damaged"])
    return 0
