"""What all drawing on a terminal shares: the Rich console, the palette, wrapped text, tables.

Text from documents goes through ``text`` first and reaches Rich only as `Text`, never as markup.
Rich is imported when something is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from corpus_cli.render.cells import head
from corpus_cli.render.output import Output
from corpus_cli.render.text import has_rtl, inline, pieces

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

MEASURE = 80  # cells; longer lines are hard to read

# Of the sixteen colours only, so that they are those of the reader's own terminal.
ID = "bold magenta"
ADDRESS = "green"
MATCH = "bold red"
HEADING = "bold"
QUIET = "dim"

# A terminal that reorders text from right to left takes neighbouring columns of such text for one
# run and swaps them, blanks and all; a number behind it goes to its left. What keeps the columns
# in place is a letter of the other direction between them, and this one looks like a bar: U+01C0,
# Latin letter dental click, one cell wide. Isolates (U+2068, U+2069) are made for this, but VTE,
# Konsole and mlterm drop them, PuTTY did, and Windows Terminal drew them as boxes until 2025
# (terminal-wg.pages.freedesktop.org/bidi, microsoft/terminal#16574, mintty/mintty#837).
BAR = "ǀ"


@contextmanager
def console(output: Output) -> Iterator[Console]:
    """Give a Rich console for ``output``, which draws through the pager where there is one."""
    from rich.console import Console

    class Drawing(Console):
        """A console that lets a closed pipe through, where Rich would end with status 1."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    with output.opened() as stream:
        yield Drawing(
            file=stream,
            width=output.width,
            height=output.height,
            force_terminal=output.color,
            color_system="standard" if output.color else None,
            no_color=not output.color,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )


def styled(text: str, style: str = "") -> Text:
    """Return untrusted text on one line, in a style."""
    from rich.text import Text

    return Text(inline(text), style)


def highlighted(text: str, spans: Iterable[tuple[int, int]], style: str = "") -> Text:
    """Return untrusted text on one line with the ranges ``spans`` as matches."""
    from rich.text import Text

    result = Text("", style)
    for piece, is_match in pieces(text, spans):
        result.append(piece, MATCH if is_match else None)
    return result


def wrapped(console: Console, text: Text, width: int) -> list[Text]:
    """Return ``text`` as lines of at most ``width`` cells; an empty text has one empty line."""
    lines = list(text.wrap(console, max(width, 8), overflow="fold")) or [text]
    for line in lines:
        line.rstrip()
    return lines


def draw_heading(screen: Console, id: str, title: str) -> None:
    """Print the line over what is shown of a document, cut to the width of the terminal."""
    heading = styled(id, ID) + styled("  ") + styled(title, HEADING)
    heading.truncate(screen.width, overflow="ellipsis")
    screen.print(heading, soft_wrap=True)


def draw_hanging(console: Console, label: Text, text: Text, width: int) -> None:
    """Print ``text`` wrapped to ``width`` cells, ``label`` before it and its width under it."""
    from rich.text import Text

    lines = wrapped(console, text, width - label.cell_len)
    # One call for all lines: a call costs more than a line.
    joint = Text("\n" + " " * label.cell_len)
    console.print(label + joint.join(lines), soft_wrap=True)


def fitted(natural: Sequence[int], flexible: Sequence[bool], room: int) -> list[int]:
    """Return column widths that fit in ``room`` cells, gaps of two included.

    Where the natural widths do not fit, the widest flexible columns give way first, to no fewer
    than eight cells.
    """
    widths = list(natural)
    excess = sum(widths) + 2 * (len(widths) - 1) - room
    while excess > 0:
        able = [at for at, flex in enumerate(flexible) if flex and widths[at] > 8]
        if not able:
            break
        widest = max(able, key=lambda at: widths[at])
        # Down to the next widest at once, so that a width of a million takes no million steps.
        others = [widths[at] for at in able if widths[at] < widths[widest]]
        step = min(excess, max(widths[widest] - max([8, *others]), 1))
        widths[widest] -= step
        excess -= step
    return widths


def cell(text: str, width: int, *, right: bool = False) -> str:
    """Return safe ``text`` as exactly ``width`` cells, cut with ``…`` where it is longer."""
    from rich.cells import cell_len

    text = head(text, width)
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


def gap_behind(text: str, gap: str = "  ") -> str:
    """Return what parts the column that holds ``text`` from the next: ``gap``, or as wide a bar.

    The bar is behind text that runs from right to left, see `BAR`.
    """
    return BAR + gap[1:] if has_rtl(text) else gap


def draw_lines(screen: Console, lines: Iterable[Text]) -> None:
    """Print lines that are laid out already, whatever their length."""
    from rich.text import Text

    newline, lines = Text("\n"), iter(lines)
    # A call costs more than a line; what a pager shows first must not wait for the last.
    while batch := list(islice(lines, 50)):
        screen.print(newline.join(batch), soft_wrap=True)
