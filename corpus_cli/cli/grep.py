"""``corpus grep``: every match of a regular expression, in corpus order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Annotated, NamedTuple, TextIO

import typer

from corpus_cli.cli.analysis import In, any_of, places_of
from corpus_cli.cli.complete import complete_id
from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import each_found, opened, say, status
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.grep import DocumentHits, Request, Tally, is_long, run
from corpus_cli.render.hits import COLUMNS, HitDrawer, HitWriter, Mode, hit_records, write_joined
from corpus_cli.render.messages import counted
from corpus_cli.render.output import Format, Output
from corpus_cli.render.records import write_records

EXAMPLES = """
corpus grep -i 'barrel bombs?' # case set aside
corpus grep 'years of very active' # found though a line breaks within it
corpus grep -wc US # how many paragraphs of each document
corpus grep -o '#\\w+' | cut -d: -f3 | sort | uniq -c # count the hashtags
corpus grep -C 1 Aleppo 001 # with a paragraph before and after
"""

looks = partial(typer.Option, rich_help_panel="What matches")
shows = partial(typer.Option, rich_help_panel="What is shown")

Arguments = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATTERN [ID]...",
        help="What to look for, and the documents to look in: all, if none is named.",
        autocompletion=complete_id,
    ),
]
Regexps = Annotated[
    list[str] | None, looks("--regexp", "-e", metavar="PATTERN", help="A pattern; repeatable.")
]
IgnoreCase = Annotated[bool, looks("--ignore-case", "-i", help="Set case aside.")]
SmartCase = Annotated[bool, looks("--smart-case", "-S", help="-i where PATTERN has no capital.")]
WordRegexp = Annotated[bool, looks("--word-regexp", "-w", help="Whole words only.")]
FixedStrings = Annotated[bool, looks("--fixed-strings", "-F", help="PATTERN is no regex.")]
InvertMatch = Annotated[bool, looks("--invert-match", "-v", help="What does not match.")]
Lines = Annotated[bool, looks("--lines", help="Look at lines instead of paragraphs.")]
MaxCount = Annotated[
    int | None, looks("--max-count", "-m", metavar="N", help="At most N a document.")
]
Timeout = Annotated[
    float, looks("--timeout", metavar="SECONDS", help="Give up on a document; 0: never.")
]
Count = Annotated[bool, shows("--count", "-c", help="How many, as ID:N.")]
OnlyIds = Annotated[bool, shows("--files-with-matches", "-l", help="Ids alone.")]
OnlyMatching = Annotated[bool, shows("--only-matching", "-o", help="Each match on its own line.")]
LineNumber = Annotated[bool, shows("--line-number", "-n", help="Also the number of the line.")]
Before = Annotated[int | None, shows("--before-context", "-B", metavar="N", help="Also N before.")]
After = Annotated[int | None, shows("--after-context", "-A", metavar="N", help="Also N after.")]
Around = Annotated[
    int, shows("--context", "-C", metavar="N", show_default=False, help="Also N before and after.")
]
Stats = Annotated[bool, shows("--stats", help="Totals, on standard error.")]


@partial(with_common_options, short=False)
def command(
    *,
    arguments: Arguments = None,
    regexps: Regexps = None,
    ignore_case: IgnoreCase = False,
    smart_case: SmartCase = False,
    word: WordRegexp = False,
    fixed: FixedStrings = False,
    invert: InvertMatch = False,
    lines: Lines = False,
    max_count: MaxCount = None,
    timeout: Timeout = 10.0,
    count: Count = False,
    only_ids: OnlyIds = False,
    only_matching: OnlyMatching = False,
    line_number: LineNumber = False,
    before: Before = None,
    after: After = None,
    around: Around = 0,
    stats: Stats = False,
    within: In = None,
    common: Common,
) -> int:
    """Print every paragraph that PATTERN matches; the flags mean what ripgrep's mean.

    The syntax is that of Python's regex module. A paragraph is one line here, however it is
    wrapped. Piped, a hit is ID:ADDRESS:text; corpus show takes ID#ADDRESS.
    """
    patterns, targets = _split(arguments or [], regexps or [])
    mode = _mode(count, only_ids, only_matching)
    show = _Show(common.output, mode, only_matching, line_number, stats)
    tally = Tally()
    with opened(common, _prepare) as corpus:
        known, errors = each_found(corpus.resolve, targets)
        request = Request(
            patterns=patterns,
            ids=tuple(known),
            within=places_of(corpus, any_of(corpus, within or ())),
            ignore_case=ignore_case,
            smart_case=smart_case,
            word=word,
            fixed=fixed,
            invert=invert,
            lines=lines,
            max_count=max_count,
            timeout=timeout,
            before=around if before is None else before,
            after=around if after is None else after,
        )
        show.print(corpus, request, tally)
        if stats:
            say(_stats(tally, "line" if lines else "paragraph"))
        return status(corpus, found=tally.matching_documents > 0, errors=errors)


def _prepare() -> None:
    """Import what a search of a snapshot uses."""
    import corpus_cli.cli.sharing
    import corpus_cli.query.grep_stored  # noqa: F401


def _split(arguments: list[str], regexps: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the patterns and the ids: the first argument is the pattern unless -e gave one."""
    if regexps:
        return tuple(regexps), arguments
    if not arguments:
        raise UsageError("no PATTERN given: what is to be found? See corpus grep --help")
    return (arguments[0],), arguments[1:]


def _mode(count: bool, only_ids: bool, only_matching: bool) -> Mode:
    """Return what is printed: as in ripgrep, ids go before numbers, and both before matches."""
    if only_ids:
        return Mode.IDS
    if count:
        return Mode.COUNTS
    return Mode.MATCHES if only_matching else Mode.HITS


class _Show(NamedTuple):
    """How hits are printed."""

    output: Output
    mode: Mode
    count_matches: bool
    numbers: bool
    stats: bool

    @property
    def is_drawn(self) -> bool:
        """Whether this is a picture for people, rather than a text of records."""
        return self.output.is_table and self.mode in (Mode.HITS, Mode.MATCHES)

    @property
    def is_plain(self) -> bool:
        """Whether this is plain text."""
        return self.output.format in (Format.TABLE, Format.PLAIN) and not self.is_drawn

    def asked(self, request: Request) -> Request:
        """Return the request without what is not printed."""
        is_counted = self.mode in (Mode.COUNTS, Mode.IDS)
        is_bare = self.is_plain and self.mode is Mode.HITS and not self.output.color
        return replace(
            request,
            rows=not is_counted,
            places=not self.is_plain or self.numbers,
            spans=self.stats or not (is_bare or (is_counted and not self.count_matches)),
            attributions=self.mode is Mode.HITS and not (self.is_plain or self.is_drawn),
        )

    def print(self, corpus: Corpus, request: Request, tally: Tally) -> None:
        """Print what is found as it is found."""
        request = self.asked(request)
        context = bool(request.before or request.after)
        if self.is_drawn:
            self._draw(corpus, tally.over(run(corpus, request)), context)
            return
        with self.output.opened() as stream:
            # Lines of records are printed alike, whatever was printed before them.
            by_line = self.is_plain or self.output.format is Format.JSON
            if by_line and not context and is_long(corpus, request):
                from corpus_cli.cli.sharing import share

                for text, part in share(corpus, request, self._write):
                    stream.write(text)
                    tally.add(part)
            else:
                self._write(tally.over(run(corpus, request)), stream, context=context)

    def _write(
        self, results: Iterable[DocumentHits], stream: TextIO, *, context: bool = False
    ) -> None:
        found = (result for result in results if result.units)
        if not self.is_plain:
            records = hit_records(found, self.mode, count_matches=self.count_matches)
            write_records(records, COLUMNS[self.mode], self.output.format, stream)
        elif self.mode is Mode.HITS:
            writer = HitWriter(
                stream, numbers=self.numbers, color=self.output.color, context=context
            )
            for result in found:
                writer.write(result)
        else:
            write_joined(hit_records(found, self.mode, count_matches=self.count_matches), stream)

    def _draw(self, corpus: Corpus, results: Iterable[DocumentHits], context: bool) -> None:
        from corpus_cli.render.terminal import console

        found = (result for result in results if result.units)
        with console(self.output) as screen:
            drawer = HitDrawer(screen, numbers=self.numbers, context=context)
            draw = drawer.draw if self.mode is Mode.HITS else drawer.draw_matches
            for result in found:
                draw(result, id=corpus.short_id(result.id), title=corpus.shown_title(result.id))


def _stats(tally: Tally, unit: str) -> Iterator[str]:
    """Yield the lines of ``--stats``."""
    yield counted(tally.matches, "match", "matches")
    yield f"{counted(tally.units, f'matched {unit}')}"
    yield f"{counted(tally.matching_documents, 'document')} contained matches"
    yield f"{counted(tally.documents, 'document')} searched"
    yield f"{tally.seconds:.6f} seconds spent searching"
