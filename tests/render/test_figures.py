"""Figures are the same bytes for the same values, and text in them is no markup."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_cli.errors import UsageError
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
