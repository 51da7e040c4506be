"""The charts as files, SVG, PNG or PDF, by matplotlib, which is optional and imported when called.

The same values give the same bytes. Text from documents is no markup here either: ``$`` starts no
formula. May import ``errors`` and the shared parts of ``render``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus_cli.errors import UsageError
from corpus_cli.render.charts import Point, Strip
from corpus_cli.render.messages import counted
from corpus_cli.render.text import inline

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INSTALL = "pip install 'corpus-cli[plot]'"
KINDS = (".svg", ".png", ".pdf")

_WIDTH = 8.0  # inches; text is set for this width
_ROW = 0.28
MOST_ROWS = 200  # bars or strips: nobody reads more, and thousands take minutes
_PLACES = 1000  # of a strip, half a point each; strokes are wider and would lie on each other
_TICKS = 14
_LONGEST = 40  # characters of a label

_STYLE = {
    "font.size": 10,
    "font.sans-serif": ["DejaVu Sans"],
    "savefig.dpi": 160,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "text.parse_math": False,
    "text.usetex": False,
    # Text stays text, which browsers set in fonts that have its letters.
    "svg.fonttype": "none",
    "svg.hashsalt": "corpus",
}
# After DejaVu Sans, for the letters that it lacks; only those that are installed are asked for.
_FONTS = (
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Hiragino Sans",
    "Apple SD Gothic Neo",
    "Microsoft YaHei",
    "SimHei",
    "Yu Gothic",
    "Malgun Gothic",
    "Arial Unicode MS",
)
_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")
# Colours that the colour-blind tell apart, and strokes for print without colour (Okabe, Ito 2008).
_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#000000")
_STROKES = ("-", "--", ":", "-.")


def save_timeline(
    path: Path, points: Sequence[Point], *, value: str, series: Sequence[str] = (), title: str = ""
) -> tuple[str, ...]:
    """Save a line a series over the points' labels, with a gap where there is no value.

    ``value`` names what is measured. Returns what could not be drawn, a sentence each. Raises
    UsageError where matplotlib is missing, the ending of ``path`` is none of `KINDS`, or the file
    cannot be written.
    """
    with _drawing(path, title, 4.0) as (figure, notes):
        axes = figure.subplots()
        count = max((len(point.values) for point in points), default=0)
        for at in range(count):
            numbers = [_number(point.values, at) for point in points]
            axes.plot(
                range(len(points)),
                numbers,
                color=_COLORS[at % len(_COLORS)],
                linestyle=_STROKES[at % len(_STROKES)],
                marker="o" if len(points) <= 60 else "",
                markersize=3.5,
            )
        shown = range(0, len(points), -(-len(points) // _TICKS) or 1)
        axes.set_xticks(list(shown), [_label(points[at].label) for at in shown])
        figure.autofmt_xdate(rotation=45 if len(points) > 6 else 0, ha="center")
        axes.set_ylabel(inline(value))
        axes.set_ylim(bottom=0)
        _name(axes, series[:count])
    return tuple(notes)


def save_dispersion(
    path: Path,
    strips: Sequence[Strip],
    *,
    ids: Mapping[str, str] | None = None,
    title: str = "",
    words: str = "share of the document's words",
) -> tuple[str, ...]:
    """Save a row a strip with a stroke a hit, of the first `MOST_ROWS`.

    Returns and raises what `save_timeline` does.
    """
    every, strips = len(strips), strips[:MOST_ROWS]
    with _drawing(path, title, _height(len(strips))) as (figure, notes):
        notes += _left_out(len(strips), every, "strips")
        axes = figure.subplots()
        names = list(dict.fromkeys(strip.series for strip in strips))
        for at, strip in enumerate(strips):
            length = max(strip.length, 1)
            places = sorted({position * _PLACES // length for position in strip.positions})
            color = _COLORS[names.index(strip.series) % len(_COLORS)]
            shares = [place / _PLACES for place in places]
            axes.eventplot([shares], lineoffsets=at, linelengths=0.8, linewidths=0.8, colors=color)
        axes.set_yticks(range(len(strips)), [_strip_label(strip, ids or {}) for strip in strips])
        axes.set_ylim(len(strips) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
        axes.set_xlabel(inline(words))
    return tuple(notes)


def save_bars(
    path: Path,
    points: Sequence[Point],
    *,
    value: str,
    series: Sequence[str] = (),
    title: str = "",
) -> tuple[str, ...]:
    """Save horizontal bars, a group a point, of the first points: at most `MOST_ROWS` bars.

    Returns and raises what `save_timeline` does.
    """
    count = max((len(point.values) for point in points), default=1) or 1
    every, points = len(points), points[: max(MOST_ROWS // count, 1)]
    with _drawing(path, title, _height(len(points) * count)) as (figure, notes):
        notes += _left_out(len(points), every, "rows")
        axes = figure.subplots()
        thickness = 0.8 / count
        for at in range(count):
            numbers = [_number(point.values, at) for point in points]
            places = [place + (at - (count - 1) / 2) * thickness for place in range(len(points))]
            axes.barh(places, numbers, thickness, color=_COLORS[at % len(_COLORS)])
        axes.set_yticks(range(len(points)), [_label(point.label) for point in points])
        axes.set_ylim(max(len(points), 1) - 0.4, -0.6)
        axes.set_xlabel(inline(value))
        _name(axes, series[:count], axes.containers)
    return tuple(notes)


def _left_out(drawn: int, every: int, what: str) -> list[str]:
    return [f"drawn: the first {drawn:,} of {every:,} {what}"] if drawn < every else []


@contextmanager
def _drawing(path: Path, title: str, height: float) -> Iterator[tuple[Figure, list[str]]]:
    """Give an empty figure, which is saved at the end whatever the user's own settings are.

    What could not be drawn is added to the list beside it.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UsageError(f"{path}: no kind of picture; give a name ending in {', '.join(KINDS)}")
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError(f"figures need matplotlib: {INSTALL}") from None
    notes: list[str] = []
    with matplotlib.rc_context(), _missing_glyphs() as missing:
        matplotlib.rcdefaults()
        settings: Any = {**_STYLE, "font.family": _fonts()}
        matplotlib.rcParams.update(settings)
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        FigureCanvasAgg(figure)
        yield figure, notes
        if title:
            figure.axes[0].set_title(inline(title))
        try:
            # A date would make each file another; PNG has none.
            figure.savefig(path, metadata=_DATES.get(kind))
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror or error}") from None
    # Who shows an SVG sets its text in fonts of his own.
    if missing and kind != ".svg":
        notes.append(_boxes(list(missing)))


_DATES: dict[str, dict[str, Any]] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}


@contextmanager
def _missing_glyphs() -> Iterator[dict[str, None]]:
    """Collect the characters that no font has, of each of which matplotlib warns many times."""
    import warnings

    missing: dict[str, None] = {}
    with warnings.catch_warnings():
        show = warnings.showwarning

        def keep(message: Warning | str, *details: Any, **more: Any) -> None:
            found = _GLYPH.match(str(message))
            if found:
                missing[chr(int(found[1]))] = None
            else:
                show(message, *details, **more)

        warnings.filterwarnings("always", message=_GLYPH.pattern)
        warnings.filterwarnings("ignore", message="constrained_layout not applied")
        warnings.showwarning = keep
        yield missing


_GLYPH = re.compile(r"Glyph (\d+) .*missing from", re.DOTALL)
_NAMED = 10  # characters that a note shows


def _boxes(missing: Sequence[str]) -> str:
    """Say which characters are drawn as boxes, and what would help."""
    from matplotlib import font_manager, get_cachedir

    shown = "".join(missing[:_NAMED]) + "…" * (len(missing) > _NAMED)
    what = counted(len(missing), "character")
    fonts = [font for font in dict.fromkeys(map(_font_of, missing)) if font]
    # matplotlib keeps a list of the fonts there are, and does not look for new ones.
    known = f"{get_cachedir()}/fontlist-v{font_manager.FontManager.__version__}.json"
    install = f"install {', '.join(fonts)} and remove {known}, or " if fonts else ""
    return f"{what} drawn as boxes, for want of a font: {shown}; {install}write .svg"


def _font_of(char: str) -> str:
    """Return the font among `_FONTS` to install for a character, empty where none is known."""
    script = unicodedata.name(char, "unnamed").partition(" ")[0]
    if script in _CJK:
        return "Noto Sans CJK"
    font = f"Noto Sans {script.title()}"
    return font if font in _FONTS else ""


def _fonts() -> list[str]:
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    return ["DejaVu Sans", *(name for name in _FONTS if name in installed), "sans-serif"]


def _height(rows: int) -> float:
    return 1.2 + _ROW * max(rows, 3)


def _number(values: Sequence[float | None], at: int) -> float:
    value = values[at] if at < len(values) else None
    return float("nan") if value is None else value


def _label(text: str) -> str:
    text = inline(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _strip_label(strip: Strip, ids: Mapping[str, str]) -> str:
    name = _label(ids.get(strip.label, strip.label))
    return f"{name}  {_label(strip.series)}" if strip.series else name


def _name(axes: Any, series: Sequence[str], handles: Sequence[Any] | None = None) -> None:
    """Add a legend; the names are set afterwards, as one with ``_`` first would be left out."""
    if not series:
        return
    handles = list(axes.lines if handles is None else handles)[: len(series)]
    names = [str(at) for at in range(len(handles))]
    # Above the axes, where it hides no data.
    place = {"loc": "lower right", "bbox_to_anchor": (1, 1), "ncols": min(len(names), 4) or 1}
    legend = axes.legend(handles, names, **place)
    for text, name in zip(legend.get_texts(), series, strict=False):
        text.set_text(_label(name))
