"""Pictures out of block characters: bars over time, and strips of where in documents hits lie.

Colour only repeats what length, height and names say. A terminal that is not of UTF-8 gets
characters of ASCII. May import the shared parts of ``render``.
"""

from __future__ import annotations

import codecs
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from corpus_cli.render.output import Output
from corpus_cli.render.table import DECIMALS, number_text
from corpus_cli.render.terminal import (
    HEADING,
    ID,
    MATCH,
    QUIET,
    cell,
    console,
    draw_lines,
    gap_behind,
)
from corpus_cli.render.text import inline

if TYPE_CHECKING:
    from rich.text import Text

NARROWEST = 12  # cells for bars; what they are shares of gives way to them
SERIES_STYLES = ("cyan", "yellow", "green", "magenta", "blue", "red")


class Point(NamedTuple):
    """A label and a value a series, None where there is nothing to measure in.

    ``base`` is what the values are shares of, such as the words of that month.
    """

    label: str
    values: tuple[float | None, ...]
    base: int | None = None


class Strip(NamedTuple):
    """Where in a document hits lie: word numbers from 0, of ``length`` words.

    ``series`` is the word that was looked for, where there are several.
    """

    label: str
    positions: Sequence[int]
    length: int
    series: str = ""


def draw_bars(
    output: Output,
    points: Sequence[Point],
    *,
    value: str,
    label: str = "",
    series: Sequence[str] = (),
    base: str = "",
    format: str = DECIMALS,
) -> None:
    """Draw a bar a point and series, in proportion to the greatest value, beside the value.

    ``value``, ``label`` and ``base`` head the columns, ``series`` names the values of each point
    where there are several. What has no value has a dash for it, and no bar.
    """
    glyphs = _glyphs(output)
    heads = _bar_heads(label, value, base, named=bool(series))
    rows = list(_bar_rows(points, series, bool(base), format, glyphs))
    grid = _Grid(heads, rows, output.width, len(heads))
    if base and grid.room < NARROWEST:
        grid = _Grid(heads[:-1], [row[:-1] for row in rows], output.width, len(heads) - 1)
    values = [each for point in points for each in point.values]
    most = max(map(_length, values), default=0.0)
    scale = _scale("0", number_text(most, format), grid.room, glyphs)
    bars = (
        _styled(_bar(each, most, grid.room, glyphs), style)
        for each, style in zip(values, _series_styles(points), strict=True)
    )
    with console(output) as screen:
        draw_lines(screen, grid.lines(scale, bars))


def draw_strips(
    output: Output,
    strips: Sequence[Strip],
    *,
    ids: Mapping[str, str] | None = None,
    label: str = "document",
    hits: str = "hits",
    words: str = "words",
) -> None:
    """Draw a line a strip, all of one width, and below them what their marks mean.

    A mark is the higher the more hits lie there. ``ids`` maps labels to short ones; ``label``,
    ``hits`` and ``words`` head the columns.
    """
    glyphs = _glyphs(output)
    named = any(strip.series for strip in strips)
    heads = [_Cell(label), *[_Cell("")] * named, _Cell(hits, "", True), _Cell(words, "", True)]
    rows = [_strip_row(strip, ids or {}, named) for strip in strips]
    grid = _Grid(heads, rows, output.width, 1 + named)
    room = max(grid.room - 2, 1)
    counts = [_counts(strip, room) for strip in strips]
    most = max(map(max, counts), default=0)
    pictures = (_strip(count, most, glyphs) for count in counts)
    with console(output) as screen:
        draw_lines(screen, grid.lines(f" {_scale('0%', '100%', room, glyphs)} ", pictures))
        if most:
            draw_lines(screen, [_cut(_legend(most, room, glyphs), output.width)])


class _Glyphs(NamedTuple):
    """What is drawn with; ``bars`` and ``heights`` grow from the least to a full cell."""

    bars: str
    heights: str
    edge: str
    rule: str
    dash: str


_BLOCKS = _Glyphs("▏▎▍▌▋▊▉█", "▁▂▃▄▅▆▇█", "│", "─", "–")
_ASCII = _Glyphs(".:#", ".:-=+*#@", "|", "-", "-")


def _glyphs(output: Output) -> _Glyphs:
    encoding = getattr(output.stream, "encoding", None) or "utf-8"
    try:
        return _BLOCKS if codecs.lookup(encoding).name.startswith("utf") else _ASCII
    except LookupError:
        return _ASCII


class _Cell(NamedTuple):
    """What is written beside a picture."""

    text: str
    style: str = ""
    right: bool = False


class _Grid:
    """Columns of text round one of pictures, which has the ``room`` that they leave."""

    def __init__(
        self, heads: Sequence[_Cell], rows: Sequence[Sequence[_Cell]], width: int, at: int
    ) -> None:
        from rich.cells import cell_len

        self.heads = [_Cell(inline(each.text).upper(), HEADING, each.right) for each in heads]
        self.rows = rows
        self.width = width
        self.at = at  # the number of columns before the pictures
        self.widths = [
            min(max(cell_len(each.text) for each in column), width // (3 if column[0].right else 4))
            for column in zip(self.heads, *rows, strict=True)
        ]
        self.room = max(width - sum(each + 2 for each in self.widths), 1)

    def lines(self, head: str, pictures: Iterable[Text]) -> Iterator[Text]:
        """Yield a line of headings with ``head`` over the pictures, and one a row."""
        yield self._line(self.heads, _styled(head, QUIET))
        for row, picture in zip(self.rows, pictures, strict=True):
            yield self._line(row, picture)

    def _line(self, cells: Sequence[_Cell], picture: Text) -> Text:
        from rich.text import Text

        line = Text()
        for at, (each, width) in enumerate(zip(cells, self.widths, strict=True)):
            if at == self.at:
                line.append_text(picture).append(" " * (self.room - picture.cell_len + 2))
            line.append(cell(each.text, width, right=each.right), each.style)
            line.append(gap_behind(each.text))
        if self.at == len(cells):
            line.append_text(picture)
        return _cut(line, self.width)


def _cut(line: Text, width: int) -> Text:
    """Return a line without blanks at its end, and cut where a terminal is too narrow for it."""
    line.truncate(width, overflow="crop")
    line.rstrip()
    return line


def _styled(text: str, style: str) -> Text:
    from rich.text import Text

    return Text.assemble((text, style))


def _scale(first: str, last: str, room: int, glyphs: _Glyphs) -> str:
    """Return what the ends of the pictures stand for, with a rule between."""
    rule = glyphs.rule * (room - len(first) - len(last) - 2)
    return f"{first} {rule} {last}" if rule else " " * room


def _bar_heads(label: str, value: str, base: str, *, named: bool) -> list[_Cell]:
    heads = [_Cell(label), *[_Cell("")] * named, _Cell(value, "", True)]
    return [*heads, _Cell(base, "", True)] if base else heads


def _bar_rows(
    points: Sequence[Point], series: Sequence[str], with_base: bool, format: str, glyphs: _Glyphs
) -> Iterator[list[_Cell]]:
    """Yield the cells of each value; only the first of a point has its label and base."""
    for point in points:
        for at, value in enumerate(point.values):
            row = [_Cell("" if at else inline(point.label))]
            if series:
                row.append(_Cell(inline(series[at]), SERIES_STYLES[at % len(SERIES_STYLES)]))
            row.append(_number(value, format, glyphs))
            if with_base:
                is_shown = at == 0 and point.base is not None
                row.append(_Cell(f"{point.base:,}" if is_shown else "", QUIET, True))
            yield row


def _number(value: float | None, format: str, glyphs: _Glyphs) -> _Cell:
    if value is None:
        return _Cell(glyphs.dash, QUIET, True)
    return _Cell(number_text(value, format), "", True)


def _series_styles(points: Sequence[Point]) -> Iterator[str]:
    for point in points:
        for at in range(len(point.values)):
            yield SERIES_STYLES[at % len(SERIES_STYLES)]


def _length(value: float | None) -> float:
    """Return what a bar stands for: nothing where there is no value, or none that has an end."""
    return value if value is not None and math.isfinite(value) and value > 0 else 0.0


def _bar(value: float | None, most: float, room: int, glyphs: _Glyphs) -> str:
    """Return a bar of at most ``room`` cells; one that is not nothing can be seen."""
    length = _length(value)
    if not length:
        return ""
    steps = len(glyphs.bars)
    full, part = divmod(max(round(length / most * room * steps), 1), steps)
    return glyphs.bars[-1] * full + (glyphs.bars[part - 1] if part else "")


def _strip_row(strip: Strip, ids: Mapping[str, str], named: bool) -> list[_Cell]:
    row = [_Cell(inline(ids.get(strip.label, strip.label)), ID)]
    if named:
        row.append(_Cell(inline(strip.series)))
    counts = (len(strip.positions), strip.length)
    return row + [_Cell(f"{count:,}", "", True) for count in counts]


def _counts(strip: Strip, room: int) -> list[int]:
    """Return how many hits lie in each of ``room`` equal parts of a document."""
    counts = [0] * room
    for position in strip.positions:
        at = position * room // max(strip.length, 1)
        counts[min(max(at, 0), room - 1)] += 1
    return counts


def _strip(counts: Sequence[int], most: int, glyphs: _Glyphs) -> Text:
    marks = "".join(_mark(count, most, glyphs) for count in counts)
    return _styled(glyphs.edge, QUIET) + _styled(marks, MATCH) + _styled(glyphs.edge, QUIET)


def _mark(count: int, most: int, glyphs: _Glyphs) -> str:
    return glyphs.heights[math.ceil(count * len(glyphs.heights) / most) - 1] if count else " "


def _legend(most: int, room: int, glyphs: _Glyphs) -> Text:
    """Say what the lowest and the highest mark mean."""
    least = max(most // len(glyphs.heights), 1)
    low = "1" if least == 1 else f"1{glyphs.dash}{least:,}"
    parts = [_styled(_mark(1, most, glyphs), MATCH), _styled(f" {low}", QUIET)]
    if most > 1:
        parts += [_styled("  " + _mark(most, most, glyphs), MATCH), _styled(f" {most:,}", QUIET)]
    noun = "hit" if most == 1 else "hits"
    rest = _styled(f" {noun} in 1/{room} of a document", QUIET)
    return _styled("", "").join([*parts, rest])
