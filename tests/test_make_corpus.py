"""The generator of the benches' corpora."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
SCRIPT = Path(__file__).parent / "bench" / "make_corpus.py"
SIZE = 200_000


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_corpus", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_seed_makes_the_same_files_each_time(generator: ModuleType, tmp_path: Path) -> None:
    generator.make(tmp_path / "one", SIZE, texts=[SEEDS])
    generator.make(tmp_path / "two", SIZE, texts=[SEEDS], processes=2)
    generator.make(tmp_path / "other", SIZE, texts=[SEEDS], seed=2)
    one = contents(tmp_path / "one")
    assert one == contents(tmp_path / "two")
    assert one != contents(tmp_path / "other")


def test_a_corpus_has_about_the_size_asked_for(generator: ModuleType, tmp_path: Path) -> None:
    generator.make(tmp_path / "made", SIZE, texts=[SEEDS])
    made = contents(tmp_path / "made")
    assert sum(map(len, made.values())) == pytest.approx(SIZE, rel=0.3)
    assert len(made) == pytest.approx(SIZE / generator.FILE_BYTES, abs=1)


def test_planted_words_stand_in_as_many_files_at_every_size(generator: ModuleType) -> None:
    for files in (600, 6000, 170_000):
        places = generator.planted(files)
        for word, count in generator.PLANTED.items():
            assert sum(word in words for words in places.values()) == count
