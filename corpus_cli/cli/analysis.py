"""What the commands of analyses share: the options that choose what is counted, and the printing.

A command makes a request, calls its query, and gives the result to `deliver`.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TextIO

import typer

from corpus_cli.cli.complete import values_of
from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import no_value, opened, say, say_total, say_unknown, status
from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusError, UsageError
from corpus_cli.query.analysis.result import Counted, Result
from corpus_cli.render.messages import counted as counted_text
from corpus_cli.render.output import Format, Output
from corpus_cli.render.progress import Pulse
from corpus_cli.render.text import inline

if TYPE_CHECKING:
    from pathlib import Path

    from corpus_cli.query.grep import Within
    from corpus_cli.query.scope.scope import Choice
    from corpus_cli.query.scope.syntax import Node
    from corpus_cli.render.export import Chart, Notes

CHOICE = "What is counted"

Terms = Annotated[
    list[str],
    typer.Argument(metavar="TERM...", help='A word, "a phrase", a wildcard imperial*, a /regex/.'),
]
In = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar="EXPR",
        help="Only there: kind:mail, in:comment, @name; repeatable: any of them.",
        rich_help_panel=CHOICE,
    ),
]
NoQuotes = Annotated[
    bool,
    typer.Option("--no-quotes", help="Without quotations and signatures.", rich_help_panel=CHOICE),
]
NoDuplicates = Annotated[
    bool,
    typer.Option(
        "--no-duplicates",
        help="Without paragraphs that repeat an earlier one.",
        rich_help_panel=CHOICE,
    ),
]
Fuzzy = Annotated[bool, typer.Option("--fuzzy", help="Other spellings too; says which.")]


def not_negative(param: typer.CallbackParam, value: int | None) -> int | None:
    """Check the number of an option; raises UsageError."""
    if value is not None and value < 0:
        raise UsageError(f"{param.opts[0]} must be 0 or more, not {value}")
    return value


def positive(param: typer.CallbackParam, value: int | None) -> int | None:
    """Check the number of an option of which 0 makes no sense; raises UsageError."""
    if value is not None and value < 1:
        raise UsageError(f"{param.opts[0]} must be 1 or more, not {value}")
    return value


Limit = Annotated[
    int,
    typer.Option(
        "--limit", "-n", metavar="N", help="At most N rows; 0 for all.", callback=not_negative
    ),
]
Minimum = Annotated[
    int,
    typer.Option("--min", metavar="N", help="At least so often.", callback=not_negative),
]
Stopwords = Annotated[
    str,
    typer.Option(metavar="WHAT", help="Words not to list: of a language (en), of a FILE, or none."),
]
complete_grouping = values_of("corpus_cli.query.analysis.groups", "BY", "none")
By = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD",
        help="document, kind, list, language, author, year, month, day, meta.NAME; or none.",
        autocompletion=complete_grouping,
    ),
]


class Columns(NamedTuple):
    """How a table of rows is drawn: which fields, the formats and headings of some of them.

    ``optional`` are left out where the terminal is too narrow, the first ones first. ``bars`` are
    the fields of label and value that a picture in a file shows, if any. ``ids`` maps ids to
    short ones.
    """

    fields: Sequence[str]
    formats: Mapping[str, str] = {}
    headings: Mapping[str, str] = {}
    optional: Sequence[str] = ()
    bars: tuple[str, str] | None = None
    ids: Mapping[str, str] = {}


class Asked(NamedTuple):
    """What the options of analyses say: what to count, and the file to write it to."""

    expressions: Sequence[str]
    no_quotes: bool
    no_duplicates: bool
    output: str | None


def with_analysis_options(
    function: Callable[..., int], *, charts: bool = True
) -> Callable[..., int]:
    """Give a command the options of analyses, as ``asked``, and those that all commands share.

    ``charts`` says whether there is anything to draw in a file.
    """
    from corpus_cli.cli.exporting import ChartFile, OutputFile

    @wraps(function)
    def command(
        *,
        within: list[str] | None,
        no_quotes: bool,
        no_duplicates: bool,
        output: str | None,
        **values: Any,
    ) -> int:
        return function(**values, asked=Asked(within or (), no_quotes, no_duplicates, output))

    shared = {
        "within": (In, None),
        "no_quotes": (NoQuotes, False),
        "no_duplicates": (NoDuplicates, False),
        "output": (ChartFile if charts else OutputFile, None),
    }
    own = inspect.signature(function, eval_str=True).parameters
    parameters = [
        *(parameter for name, parameter in own.items() if name != "asked"),
        *(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=value)
            for name, (kind, value) in shared.items()
        ),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return with_common_options(command)


class Chosen(NamedTuple):
    """A part of a corpus that an analysis is asked for; ``stop`` ends the display of progress."""

    corpus: Corpus
    choice: Choice
    asked: Asked
    common: Common
    stop: Callable[[], None]

    def deliver(
        self,
        result: Result[Any],
        columns: Columns,
        *,
        draw: Callable[[Output], None] | None = None,
        plain: Callable[[TextIO], None] | None = None,
        chart: Chart | None = None,
        against: Choice | None = None,
        stopwords: Collection[str] | None = None,
    ) -> int:
        """Print a result or write it to a file, say what there is to say, return the status.

        ``draw`` draws it for people where a table is not enough, ``plain`` prints it where plain
        fields are not, ``chart`` makes a picture in a file. ``against`` and ``stopwords`` are
        what was compared with and not listed, to be kept beside a file.
        """
        self.stop()
        output = self.common.output
        if self.asked.output is not None:
            from corpus_cli.cli.exporting import Meant, export

            other = None if against is None else against.expression
            export(
                self.asked.output,
                result,
                self.corpus,
                self.common,
                meant=Meant(self.choice.expression, other, stopwords or None),
                chart=chart or _bars(result, columns),
            )
        elif output.is_table and result.rows:
            draw(output) if draw else draw_result(output, result, columns)
        elif output.format is Format.PLAIN and plain:
            with output.opened() as stream:
                plain(stream)
        elif not output.is_table:
            _write(output, result, columns)
        if self.common.called.again is None:
            say(remarks(result))
        if self.asked.output is None:
            say_total(len(result.rows), result.total)
        if not result.total:
            say([_nothing(result, self)])
        return status(self.corpus, found=result.total > 0)


@contextmanager
def chosen(common: Common, asked: Asked) -> Iterator[Chosen]:
    """Give the corpus, and what of it is asked for; raises ExpressionError.

    Queries are to be imported within, as this prepares what they have in common.
    """
    with opened(common, _prepare) as corpus:
        choice = choose(corpus, asked, asked.expressions)
        with Pulse(sys.stderr, "counting") as pulse:
            corpus.watch = pulse
            yield Chosen(corpus, choice, asked, common, pulse.stop)


def _prepare() -> None:
    """Import what all analyses use, which takes long."""
    import corpus_cli.query.analysis.nodes  # noqa: F401


def choose(corpus: Corpus, asked: Asked, expressions: Iterable[str]) -> Choice:
    """Return what any of some expressions chooses, less what is not asked for; all for none.

    Raises ExpressionError. An id, or the beginning of one, alone is taken for that document, and
    that is said.
    """
    from corpus_cli.query.scope.scope import Choice

    return Choice(
        expression=any_of(corpus, expressions),
        no_quotes=asked.no_quotes,
        no_duplicates=asked.no_duplicates,
    )


def expression_of(corpus: Corpus, text: str) -> Node:
    """Return the tree of an expression, in which nothing is a name any more."""
    from corpus_cli.query.scope.parser import named_expanded, parse
    from corpus_cli.query.scope.syntax import Field, Text, Words, fields

    node = parse(text)
    if isinstance(node, Words) and not node.is_phrase and (id := _id(corpus, node.text)):
        say([f"--in {inline(text)}: the document {inline(id)}; to look for the word, quote it"])
        return Field("id", Text(id))
    node = named_expanded(node)
    asked = list(fields(node))
    say_unknown(corpus, (field.name for field in asked))
    for field in asked:
        if field.name in _FEW_VALUES and isinstance(field.test, Text):
            say(no_value(corpus, field.name, field.test.value))
    return node


# Fields that have one of few values, of which a wrong one is a slip.
_FEW_VALUES = ("kind", "language", "list")


def any_of(corpus: Corpus, expressions: Iterable[str]) -> Node | None:
    """Return what any of some expressions chooses, None where there is none."""
    parts = tuple(expression_of(corpus, each) for each in expressions)
    if len(parts) < 2:
        return next(iter(parts), None)
    from corpus_cli.query.scope.syntax import Or

    return Or(parts)


def places_of(corpus: Corpus, node: Node | None) -> Within | None:
    """Return what an expression chooses by id and place, None where there is none."""
    if node is None:
        return None
    from corpus_cli.query.scope.places import places

    return places(corpus, node)


def _id(corpus: Corpus, text: str) -> str | None:
    try:
        return corpus.resolve(text)
    except CorpusError:
        return None


def _nothing(result: Result[Any], part: Chosen) -> str:
    if part.choice.expression is None or result.counted.documents:
        return "nothing found"
    words = " ".join(part.asked.expressions).split()
    small = next((word for word in words if word in ("and", "or", "not", "near")), None)
    hint = f"; to join or exclude, write {small.upper()}" if small else ""
    return f"nothing found: no document fits --in{hint}"


def remarks(result: Result[Any]) -> list[str]:
    """Return what there is to say of a result: what was counted, what was left out, how."""
    return [_counted_line(result.counted), *map(inline, result.remarks)]


def _counted_line(counted: Counted) -> str:
    words = counted_text(counted.words, "word")
    line = f"{words} of {counted_text(counted.documents, 'document')}"
    everything = counted.words + (counted.quoted or 0) + (counted.repeated or 0)
    left_out = []
    if counted.quoted:
        left_out.append(f"{counted.quoted:,} in quotations and signatures")
    if counted.repeated:
        paragraphs = counted_text(counted.repeated_paragraphs, "repeated paragraph")
        comments = counted_text(counted.repeated_comments, "whole comment")
        among = f", {comments} among them" if counted.repeated_comments else ""
        left_out.append(f"{counted.repeated:,} in {paragraphs}{among}")
    if left_out:
        return f"{line}; {everything:,} with those left out: {', '.join(left_out)}"
    asked = (counted.quoted, counted.repeated) != (None, None)
    return f"{line}; there was nothing to leave out" if asked else line


def grouping(by: str | None) -> str | None:
    """Return what ``--by`` groups by, None for nothing; raises UsageError."""
    from corpus_cli.query.analysis.groups import check_grouping

    if by in (None, "none"):
        return None
    try:
        check_grouping(by)
    except UsageError as error:
        raise UsageError(f"--by: {error}, none") from None
    return by


def grouped_columns(
    corpus: Corpus,
    result: Result[Any],
    by: str | None,
    formats: Mapping[str, str] = {},
    bars: tuple[str, str] | None = None,
) -> Columns:
    """Return columns for rows of groups: headed by what the groups are, with short ids."""
    ids = {}
    say_unknown(corpus, [by or ""])
    if by == "document":
        ids = {row.group: corpus.short_id(row.group) for row in result.rows}
    headings = {"group": by} if by else {}
    return Columns(result.fields, formats, headings, bars=bars, ids=ids)


def draw_result(output: Output, result: Result[Any], columns: Columns) -> None:
    """Draw the rows as a table, and say which columns have no room in it."""
    from corpus_cli.render.table import draw_table

    left_out = draw_table(
        output,
        result.rows,
        columns.fields,
        formats=columns.formats,
        headings=columns.headings,
        optional=columns.optional,
        ids=columns.ids,
    )
    if left_out:
        say([f"no room for {', '.join(left_out)} (--json has them)"])


def _bars(result: Result[Any], columns: Columns) -> Chart | None:
    """Return what draws the rows as bars into a file."""
    if columns.bars is None:
        return None
    label, value = columns.bars

    def chart(path: Path) -> Notes:
        from corpus_cli.render.charts import Point
        from corpus_cli.render.figures import save_bars

        points = [Point(str(getattr(row, label)), (getattr(row, value),)) for row in result.rows]
        return save_bars(path, points, value=value.replace("_", " "), title=result.analysis)

    return chart


def _write(output: Output, result: Result[Any], columns: Columns) -> None:
    from corpus_cli.render.records import write_records

    fields = columns.fields if output.format is Format.PLAIN else result.fields
    with output.opened() as stream:
        write_records(result.rows, fields, output.format, stream)


@contextmanager
def _as_option() -> Iterator[None]:
    """Name a value that is refused as an option's."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"--{error}") from None


def stopwords_of(what: str) -> frozenset[str]:
    """Return the words of ``--stopwords``; raises UsageError."""
    from corpus_cli.query.analysis import options

    with _as_option():
        return options.stopwords_of(what)


def sides_of(text: str) -> tuple[int, int]:
    """Return the two numbers of a ``--window``, ``5`` or ``2,4``; raises UsageError."""
    from corpus_cli.query.analysis import options

    with _as_option():
        return options.sides_of(text)
