"""How a command's records leave the program: their format, colour, and a pager on a terminal.

One `Output` is made from the options that all commands share; commands ask it, never the
environment. May import ``errors``.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple, TextIO, cast

from corpus_cli.errors import UsageError
from corpus_cli.render.pager import Pager, pager_command


class Format(StrEnum):
    """The forms in which records are printed."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Output(NamedTuple):
    """Where and how to print.

    ``width`` and ``height`` are those of the terminal in cells, ``pager`` the command that long
    output goes through, None for no pager.
    """

    stream: TextIO
    format: Format
    color: bool
    width: int
    height: int
    pager: tuple[str, ...] | None = None

    @property
    def is_table(self) -> bool:
        """Whether a person reads it, so that it is laid out for the width of the terminal."""
        return self.format is Format.TABLE

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """Give the stream to write to: a pager that starts where the output outgrows the screen."""
        if self.pager is None:
            yield self.stream
        else:
            with Pager(self.stream, self.pager, self.width, self.height) as pager:
                yield cast(TextIO, pager)


def choose_output(
    *,
    format: Format | None = None,
    json: bool = False,
    color: Color = Color.AUTO,
    paged: bool = True,
    stream: TextIO | None = None,
    environ: Mapping[str, str] | None = None,
) -> Output:
    """Return the output that the options, the stream and the environment ask for.

    ``stream`` and ``environ`` are standard output and the process's own unless given. Raises
    UsageError for ``json`` beside another format.
    """
    stream = sys.stdout if stream is None else stream
    environ = os.environ if environ is None else environ
    if json and format not in (None, Format.JSON):
        raise UsageError(f"--json and --format {format} exclude each other; give one of them")
    on_terminal = stream.isatty()
    size = shutil.get_terminal_size()
    command = pager_command(environ) if paged and on_terminal else None
    return Output(
        stream=stream,
        format=Format.JSON if json else format or (Format.TABLE if on_terminal else Format.PLAIN),
        color=wants_color(stream, color, environ),
        width=max(size.columns, 20),
        height=size.lines,
        pager=command,
    )


def wants_color(stream: TextIO, color: Color, environ: Mapping[str, str]) -> bool:
    """Say whether ``stream`` is to be coloured (no-color.org, force-color.org)."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"
