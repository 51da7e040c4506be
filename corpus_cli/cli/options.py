"""Options that commands share, each declared once, and the value that they make: `Common`.

A command asks for them with a parameter ``common: Common`` and the decorator
`with_common_options`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any, NamedTuple

import typer

from corpus_cli.cli.complete import values_of
from corpus_cli.config import REFRESH, Refresh, Settings, locate
from corpus_cli.errors import UsageError
from corpus_cli.readers.item import DEFAULTS, Options
from corpus_cli.render.output import Color, Format, Output, choose_output

OUTPUT = "Output"
_PATH_HELP = "Path, URL or -, else $CORPUS_PATH, corpus.toml, seeds."

CorpusPaths = Annotated[
    list[str] | None, typer.Option("--corpus", "-C", metavar="PATH", help=_PATH_HELP)
]
LongCorpusPaths = Annotated[list[str] | None, typer.Option(metavar="PATH", help=_PATH_HELP)]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        metavar="FORM", help="table, plain, json, csv, tsv or md.", rich_help_panel=OUTPUT
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="JSON Lines, a record a line.", rich_help_panel=OUTPUT)
]
ColorOption = Annotated[
    Color,
    typer.Option(
        metavar="WHEN", help="auto, always or never.", show_default=False, rich_help_panel=OUTPUT
    ),
]
RefreshOption = Annotated[
    str | None,
    typer.Option(
        metavar="WHEN",
        help="Look for changed files: always each, auto, never.",
        rich_help_panel=OUTPUT,
        autocompletion=values_of("corpus_cli.config", "REFRESH"),
    ),
]
READING = "Reading"
FieldsOption = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=COLUMN,…",
        help="Columns of tables: text=body,date=posted.",
        rich_help_panel=READING,
    ),
]
MaxBytesOption = Annotated[
    int | None,
    typer.Option(
        metavar="N", help="Bytes an archive may unpack to (4 GB).", rich_help_panel=READING
    ),
]
NoPagerOption = Annotated[
    bool, typer.Option("--no-pager", help="Print long output at once.", rich_help_panel=OUTPUT)
]


class Again(NamedTuple):
    """What ``rerun`` puts in place of a command's own corpus and of the file that it writes.

    ``keep`` takes the `corpus_cli.cli.exporting.Export` that would be written. ``reading`` is how
    the files were read, None where nobody said.
    """

    paths: tuple[str, ...]
    refresh: Refresh | None
    keep: Callable[[Any], None]
    reading: Options | None = None


class Called(NamedTuple):
    """How the program was called: its arguments, and the paths before the command's name."""

    arguments: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    again: Again | None = None


class Common(NamedTuple):
    """What the shared options say: where the corpus is, how fresh it must be, how to print."""

    paths: tuple[str, ...]
    output: Output
    refresh: Refresh | None = None
    called: Called = Called()
    fields: Mapping[str, str] | None = None
    max_bytes: int | None = None

    def settings(self) -> Settings:
        """Return where the corpus is and how it is read; raises what `locate` raises."""
        settings = locate(self.paths)
        if self.called.again is not None:
            settings = replace(settings, options=self.called.again.reading)
        given = {"fields": self.fields, "max_bytes": self.max_bytes}
        given = {name: value for name, value in given.items() if value is not None}
        if not given:
            return settings
        return replace(settings, options=replace(settings.options or DEFAULTS, **given))  # type: ignore[arg-type]


def with_common_options(function: Callable[..., int], *, short: bool = True) -> Callable[..., int]:
    """Give a command the shared options; ``short`` says whether ``-C`` means ``--corpus``.

    ``-C PATH`` before the command's name works for all, also where ``-C`` means something else.
    """

    @wraps(function)
    def command(
        *,
        ctx: typer.Context,
        corpus: list[str] | None,
        format: Format | None,
        json: bool,
        color: Color,
        no_pager: bool,
        refresh: str | None,
        fields: str | None,
        max_bytes: int | None,
        **values: Any,
    ) -> int:
        called = ctx.obj or Called()
        output = choose_output(format=format, json=json, color=color, paged=not no_pager)
        if called.again is None:
            _check_format(values.get("output"), format, json=json)
            common = Common((*called.paths, *(corpus or ())), output, _refresh(refresh), called)
        else:
            common = Common(called.again.paths, output, called.again.refresh, called)
        if max_bytes is not None and max_bytes < 1:
            raise UsageError(f"--max-bytes must be 1 or more, not {max_bytes}")
        if fields is not None:
            from corpus_cli.readers.fields import parse_fields

            common = common._replace(fields=parse_fields(fields))
        return function(**values, common=common._replace(max_bytes=max_bytes))

    own = inspect.signature(function, eval_str=True).parameters
    shared = _parameters(CorpusPaths if short else LongCorpusPaths)
    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in own.items()
        if name != "common"
    ]
    command.__signature__ = inspect.Signature([*parameters, *shared])  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in (*parameters, *shared)}
    return command


def _check_format(path: str | None, format: Format | None, *, json: bool) -> None:
    """Raise UsageError where a file is to be written in another form than an option says."""
    if path is None or not (format or json):
        return
    from corpus_cli.cli.exporting import check_format

    option = f"--format {format}" if format else "--json"
    check_format(path, option, format or Format.JSON)


def _refresh(value: str | None) -> Refresh | None:
    if value is None or value in REFRESH:
        return value
    raise UsageError(f"--refresh is one of {', '.join(REFRESH)}, not {value!r}")


def _parameters(corpus: Any) -> list[inspect.Parameter]:
    shared = {
        "ctx": (typer.Context, inspect.Parameter.empty),
        "corpus": (corpus, None),
        "format": (FormatOption, None),
        "json": (JsonOption, False),
        "color": (ColorOption, Color.AUTO),
        "no_pager": (NoPagerOption, False),
        "refresh": (RefreshOption, None),
        "fields": (FieldsOption, None),
        "max_bytes": (MaxBytesOption, None),
    }
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, (kind, default) in shared.items()
    ]
