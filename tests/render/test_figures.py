"""Figures are the same bytes for the same values, and text in them is no markup."""

from __future__ import annotations

import sys
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_cli.errors import UsageError
from corpus_cli.render import figures
from corpus_cli.render.charts import Point, Strip
from corpus_cli.render.figures import save_bars, save_dispersion, save_timeline

POINTS = [
    Point("2016-01", (4.0, 1.0)),
    Point("$x_1$ \x1b[31m", (None, 2.0)),
    Point("حلب", (8.0, None)),
]
NAMES = ["$Aleppo$", "_山"]
STRIPS = [Strip("mail/talks", [0, 5, 999], 1000, "$Aleppo$"), Strip("empty", [], 0)]


def timeline(path: Path) -> None:
    save_timeline(path, POINTS, value="per million", series=NAMES, title="$5 and $6 \ud800")


def dispersion(path: Path) -> None:
    save_dispersion(path, STRIPS, ids={"mail/talks": "mai"}, title="$5 and $6 \ud800")


def bars(path: Path) -> None:
    save_bars(path, POINTS, value="keyness", series=NAMES, title="$5 and $6 \ud800")


FIGURES = [timeline, dispersion, bars]
Save = Callable[[Path], None]


def texts(path: Path) -> set[str]:
    root = ElementTree.parse(path).getroot()
    return {"".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")}


@pytest.mark.parametrize("save", FIGURES)
@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_the_same_values_give_the_same_bytes(tmp_path: Path, save: Save, kind: str) -> None:
    pytest.importorskip("matplotlib")
    first, second = tmp_path / f"a.{kind}", tmp_path / f"b.{kind}"
    save(first)
    save(second)
    assert first.read_bytes() == second.read_bytes() != b""


@pytest.mark.parametrize(
    ("save", "shown"),
    [
        (timeline, {"2016-01", "$x_1$ ␛[31m", "حلب", "per million", *NAMES}),
        (dispersion, {"mai  $Aleppo$", "empty", "0%", "100%"}),
        (bars, {"2016-01", "$x_1$ ␛[31m", "حلب", "keyness", *NAMES}),
    ],
)
def test_text_is_shown_as_it_is(tmp_path: Path, save: Save, shown: set[str]) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "figure.svg"
    save(path)
    assert texts(path) >= {*shown, "$5 and $6 ⟨U+D800⟩"}


@pytest.mark.parametrize(
    ("save", "note"),
    [
        (lambda path: save_bars(path, POINTS[:1] * 500, value=""), "the first 100 of 500 rows"),
        (lambda path: save_dispersion(path, STRIPS * 150), "the first 200 of 300 strips"),
    ],
)
def test_no_more_rows_are_drawn_than_can_be_read(
    tmp_path: Path, save: Callable[[Path], tuple[str, ...]], note: str
) -> None:
    pytest.importorskip("matplotlib")
    assert save(tmp_path / "figure.svg") == (f"drawn: {note}",)


def test_strokes_that_would_lie_on_each_other_are_drawn_once(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    save_dispersion(tmp_path / "a.svg", [Strip("dense", range(100_000), 100_000)])
    save_dispersion(tmp_path / "b.svg", [Strip("dense", range(0, 100_000, 100), 100_000)])
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("東京", "2 characters drawn as boxes, for want of a font: 東京; install Noto Sans CJK "),
        ("ไ", "1 character drawn as boxes, for want of a font: ไ; install Noto Sans Thai and "),
        ("🦊", "1 character drawn as boxes, for want of a font: 🦊; write .svg"),
    ],
)
def test_what_no_font_has_is_told_once_but_of_svg(
    tmp_path: Path, label: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setattr(figures, "_fonts", lambda: ["DejaVu Sans"])
    points = [Point(label, (1.0,)), Point(label, (2.0,))]
    (note,) = save_bars(tmp_path / "a.png", points, value="", title=label)
    assert note.startswith(said)
    assert save_bars(tmp_path / "a.svg", points, value="", title=label) == ()
    assert save_bars(tmp_path / "b.png", [Point("Aleppo حلب", (1.0,))], value="") == ()


def test_other_warnings_are_not_swallowed() -> None:
    with pytest.warns(UserWarning, match="something else"), figures._missing_glyphs() as missing:
        warnings.warn("something else", stacklevel=1)
    assert missing == {}


def test_the_users_own_settings_change_nothing_and_stay(tmp_path: Path) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    timeline(first)
    with matplotlib.rc_context({"font.size": 33.0, "svg.hashsalt": "other"}):
        timeline(second)
        assert matplotlib.rcParams["font.size"] == 33.0
    assert first.read_bytes() == second.read_bytes()


def test_nothing_makes_an_empty_figure(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    save_timeline(tmp_path / "a.svg", [], value="hits", series=NAMES)
    save_dispersion(tmp_path / "b.svg", [])
    save_bars(tmp_path / "c.svg", [], value="hits")
    assert all((tmp_path / f"{name}.svg").stat().st_size for name in "abc")


@pytest.mark.parametrize("save", FIGURES)
def test_other_endings_are_an_error_that_names_those_there_are(tmp_path: Path, save: Save) -> None:
    with pytest.raises(UsageError, match=r"figure\.txt: .*\.svg, \.png, \.pdf"):
        save(tmp_path / "figure.txt")


@pytest.mark.parametrize("save", FIGURES)
def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path, save: Save) -> None:
    pytest.importorskip("matplotlib")
    with pytest.raises(UsageError, match=r"cannot write .*No such file"):
        save(tmp_path / "no" / "figure.svg")


@pytest.mark.parametrize("save", FIGURES)
def test_without_matplotlib_the_error_says_how_to_get_it(
    tmp_path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'corpus-cli\[plot\]'$"):
        save(tmp_path / "figure.svg")
