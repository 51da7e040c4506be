"""The house rules that a machine can hold: imports flow one way, heavy ones stay in their room."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import corpus_cli

PACKAGE = Path(corpus_cli.__file__).parent

# Each room may import from those before it and from itself.
ROOMS = [
    {"version", "errors"},
    {"tokens"},
    {"model"},
    {"readers", "parsing"},
    {"shard"},
    {"lexicon"},
    {"corpus", "methods", "snapshot", "config"},
    {"build"},
    {"query"},
    {"render"},
    {"cli"},
    {"__main__", "__init__"},
]
LEVEL = {name: level for level, room in enumerate(ROOMS) for name in room}

# The methods of Corpus that are twins of the queries import them when called.
UPWARD = {("methods", "query")}

# Foreign packages and the only rooms that may import them.
FOREIGN = {
    "typer": {"cli"},
    "click": {"cli"},
    "rich": {"render"},
    "rapidfuzz": {"query"},
    "Stemmer": {"lexicon", "query"},
    "re2": {"query"},
    "aiohttp": {"readers"},
    "fastwarc": {"readers"},
    "fsspec": {"readers"},
    "lxml": {"readers"},
    "pathspec": {"readers"},
    "pypdfium2": {"readers"},
    "striprtf": {"readers"},
    "trafilatura": {"readers"},
    "yaml": {"readers"},
    "zstandard": {"readers"},
    "dateutil": {"parsing"},
    "filelock": {"snapshot"},
    "matplotlib": {"render"},
    "numpy": {"snapshot", "query"},
    "openpyxl": {"render"},
    "pyarrow": {"readers", "render"},
    "platformdirs": {"snapshot"},
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    """Every imported module's dotted name with the line, those inside functions included."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            found.append((node.module or "", node.lineno))
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_flow_one_way(path: Path) -> None:
    own = LEVEL[room_of(path)]
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "corpus_cli" and len(parts) > 1 and parts[1] in LEVEL:
            if (room_of(path), parts[1]) in UPWARD:
                continue
            assert LEVEL[parts[1]] <= own, f"{path}:{line} imports {name}, a later room"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_foreign_packages_stay_in_their_room(path: Path) -> None:
    for name, line in imports(path):
        allowed = FOREIGN.get(name.split(".")[0])
        if allowed is not None:
            assert room_of(path) in allowed, f"{path}:{line} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
