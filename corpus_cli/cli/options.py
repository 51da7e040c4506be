"""Options that commands share, each declared once, and the value that they make: `Common`.

A command asks for them with a parameter ``common: Common`` and the decorator
`with_common_options`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, NamedTuple

import typer

from corpus_cli.config import REFRESH, Refresh
from corpus_cli.errors import UsageError
from corpus_cli.render.output import Color, Format, Output, choose_output

OUTPUT = "Output"
_PATH_HELP = "Folder or file, else $CORPUS_PATH, corpus.toml, seeds."

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
    ),
]
NoPagerOption = Annotated[
    bool, typer.Option("--no-pager", help="Print long output at once.", rich_help_panel=OUTPUT)
]


class Again(NamedTuple):
    """What ``rerun`` puts in place of a command's own corpus and of the file that it writes.

    ``keep`` takes the `corpus_cli.cli.exporting.Export` that would be written.
    """

    paths: tuple[str, ...]
    refresh: Refresh | None
    keep: Callable[[Any], None]


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
        **values: Any,
    ) -> int:
        called = ctx.obj or Called()
        output = choose_output(format=format, json=json, color=color, paged=not no_pager)
        if called.again is None:
            common = Common((*called.paths, *(corpus or ())), output, _refresh(refresh), called)
        else:
            common = Common(called.again.paths, output, called.again.refresh, called)
        return function(**values, common=common)

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
    }
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, (kind, default) in shared.items()
    ]
