"""Help pages: options in sections, examples below; plain text, so that ``--help`` starts at once.

Typer's own pages need Rich, which costs more than the rest of the program.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from typer.core import TyperCommand, TyperGroup

from corpus_cli.errors import UsageError
from corpus_cli.render.output import Color, wants_color

_HEADING = re.compile(r"^(?:Usage|[A-Z][\w ]*):", re.MULTILINE)


def _dressed(page: str) -> str:
    """Return a help page with bold headings where colours are wanted."""
    import os

    if not wants_color(sys.stdout, Color.AUTO, os.environ):
        return page
    return _HEADING.sub(lambda match: f"\x1b[1m{match[0]}\x1b[0m", page)


def _write_examples(epilog: str | None, formatter: Any) -> None:
    """Write the lines ``command # what it does`` of an epilog as a section."""
    if not epilog:
        return
    lines = [line.partition(" # ") for line in epilog.strip().split("\n")]
    rows = [(command.strip(), about.strip()) for command, _, about in lines]
    with formatter.section("Examples"):
        formatter.write_dl(rows, col_max=40)


class Command(TyperCommand):
    """A command whose options are listed in the sections named by ``rich_help_panel``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        # Only what may name two files is parsed once more, to know how often each option stands.
        if sum(arg.startswith(("-o", "--output")) for arg in args) > 1:
            _, _, given = self.make_parser(ctx).parse_args(list(args))
            if [param.name for param in given].count("output") > 1:
                raise UsageError("--output is given twice; a result goes into one file")
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def get_help(self, ctx: Any) -> str:
        return _dressed(super().get_help(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                sections.setdefault(_section(param), []).append(record)
        for name, records in sections.items():
            with formatter.section(name):
                formatter.write_dl(records)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        _write_examples(self.epilog, formatter)


def _section(param: Any) -> str:
    default = "Arguments" if param.param_type_name == "argument" else "Options"
    return getattr(param, "rich_help_panel", None) or default


class Group(TyperGroup):
    """A group of commands whose page shows commands and examples before options."""

    def summaries(self) -> list[tuple[str, str]]:
        """Return each command's name and summary."""
        raise NotImplementedError

    def get_help(self, ctx: Any) -> str:
        return _dressed(super().get_help(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(self.summaries())
        _write_examples(self.epilog, formatter)
        records = [param.get_help_record(ctx) for param in self.get_params(ctx)]
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record is not None])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The examples stand before the options already."""
