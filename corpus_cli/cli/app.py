"""The program: its commands by name, loaded when called, and the one place where errors end.

`run` turns every error into a line on standard error and an exit status.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from corpus_cli.cli.help import Command, Group
from corpus_cli.cli.options import Called, CorpusPaths
from corpus_cli.errors import UsageError

# A line of the help page each; commands of a kind share one.
SUMMARIES = {
    "list, show": "The documents, a row each; one document, or a part",
    "grep, search": "Every match of a pattern; ranked, forgiving typos",
    "kwic, collocates": "A word in its contexts; the words that stand near it",
    "freq, ngrams": "Words, and sequences of words, by count",
    "keyness": "The words that set one part of the corpus apart",
    "dispersion, timeline": "How evenly words are spread; when they were written",
    "diversity, names": "How varied texts are; people, places, organisations",
    "rerun, verify": "A result made again; the formulas, checked",
    "info, index, formats": "What there is; the snapshot; the files understood",
}
COMMANDS = tuple(name for names in SUMMARIES for name in names.split(", "))

EXAMPLES = """
corpus list --sort date --json # what there is, for programs
corpus -C ~/texts search "syrain amry" # finds the Syrian army
"""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class LazyGroup(Group):
    """Commands that are imported when they are called, or asked for their help.

    Only the ``allowed`` ones are called.
    """

    allowed: Collection[str] = COMMANDS

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return load(cmd_name) if cmd_name in COMMANDS else None

    def summaries(self) -> list[tuple[str, str]]:
        return list(SUMMARIES.items())

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            raise UsageError(_no_command(args[0]))
        if args[0] not in self.allowed:
            raise UsageError(f"{args[0]!r} is not run here; only {', '.join(self.allowed)}")
        return super().resolve_command(ctx, args)


def _no_command(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, 1)
    advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COMMANDS)}."
    return f"no command {name!r}; {advice} See corpus --help"


def load(name: str) -> Any:
    """Return the command ``name``, importing its module."""
    module = import_module(f"corpus_cli.cli.{name}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(
        name,
        cls=Command,
        epilog=module.EXAMPLES,
        context_settings=CONTEXT,
    )(module.command)
    return typer.main.get_command(app)


def program() -> Any:
    """Return the program as Typer builds it."""
    app = typer.Typer(
        cls=LazyGroup,
        name="corpus",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=CONTEXT,
        invoke_without_command=True,
        epilog=EXAMPLES,
    )
    app.callback()(_corpus)
    command = typer.main.get_command(app)
    for param in command.params:
        # Whoever needs them finds them in the README; a screen of help is better spent.
        param.hidden = param.name in ("show_completion", "install_completion")  # type: ignore[attr-defined]
    return command


def _corpus(
    ctx: typer.Context,
    corpus: CorpusPaths = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> int:
    """Explore a folder of text: list, read, search and count documents."""
    ctx.obj = (ctx.obj or Called())._replace(paths=tuple(corpus or ()))
    if version:
        from corpus_cli.version import __version__

        typer.echo(f"corpus {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
    return 0


def call(called: Called, allowed: Collection[str] = COMMANDS) -> int:
    """Run the command that the arguments name, if it is allowed, and return its exit status.

    Lets all errors through.
    """
    group: Any = program()
    group.allowed = allowed
    with group.make_context("corpus", list(called.arguments), obj=called) as context:
        return int(group.invoke(context) or 0)


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit status; errors are said on standard error.

    Lets KeyboardInterrupt through, and an OSError of standard output.
    """
    _prepare_streams()
    if "_CORPUS_COMPLETE" in os.environ:
        program().main(list(arguments), prog_name="corpus")
    try:
        return call(Called(tuple(arguments)))
    except typer.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        raise
    except Exception as error:
        if os.environ.get("CORPUS_DEBUG"):
            raise
        sys.stdout.flush()
        _explain(error)
        return 2


def _explain(error: Exception) -> None:
    from corpus_cli.cli.failure import explain

    for line in explain(error):
        print(line, file=sys.stderr)


def _prepare_streams() -> None:
    """Make standard output UTF-8 where no terminal says otherwise, and never fail to encode.

    Python has no stream at all where the caller closed it; what is written then goes nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (for good)
    stdout: Any = sys.stdout
    if hasattr(stdout, "reconfigure"):
        encoding = None if stdout.isatty() else "utf-8"
        stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
