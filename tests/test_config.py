"""Where the corpus is: who is asked, in which order, and what is said of a wrong answer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus_cli.config import Settings, locate, subcorpora
from corpus_cli.errors import ConfigError, CorpusNotFoundError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder two below one that may be configured."""
    folder = tmp_path / "project" / "sub"
    folder.mkdir(parents=True)
    for name in ("a", "b", "project/texts", "project/sub/texts", "project/sub/seeds"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("CORPUS_PATH", raising=False)
    return folder


def test_the_option_is_asked_first(folder: Path, tmp_path: Path) -> None:
    (folder / "corpus.toml").write_text('sources = ["texts"]')
    environ = {"CORPUS_PATH": str(tmp_path / "b")}
    assert locate([tmp_path / "a", "texts"], environ=environ) == Settings(
        (str(tmp_path / "a"), "texts"), "--corpus"
    )


def test_then_the_environment_that_may_name_several(folder: Path, tmp_path: Path) -> None:
    (folder / "corpus.toml").write_text('sources = ["texts"]')
    paths = (str(tmp_path / "a"), str(tmp_path / "b"))
    environ = {"CORPUS_PATH": os.pathsep.join(["", *paths])}
    assert locate(environ=environ) == Settings(paths, "$CORPUS_PATH")


@pytest.mark.parametrize(
    ("files", "sources"),
    [
        ({"sub/corpus.toml": 'sources = ["texts"]'}, ("texts",)),
        ({"corpus.toml": 'sources = ["texts", "/"]'}, ("../texts", "/")),
        ({"corpus.toml": '\ufeffsources = ["."]'}, ("..",)),
        ({"sub/pyproject.toml": '[tool.corpus]\nsources = ["texts"]'}, ("texts",)),
        ({"pyproject.toml": '[tool]\ncorpus = {sources = ["texts"]}'}, ("../texts",)),
        # The nearest wins, and of two in one folder the corpus's own.
        (
            {"corpus.toml": "broken", "sub/pyproject.toml": '[tool.corpus]\nsources=["texts"]'},
            ("texts",),
        ),
        (
            {
                "sub/corpus.toml": 'sources = ["texts"]',
                "sub/pyproject.toml": '[tool.corpus]\nsources = ["seeds"]',
            },
            ("texts",),
        ),
        # Those of other projects say nothing, broken ones too.
        (
            {"corpus.toml": 'sources = ["texts"]', "sub/pyproject.toml": "[project]"},
            ("../texts",),
        ),
        ({"corpus.toml": 'sources = ["texts"]', "sub/pyproject.toml": "[["}, ("../texts",)),
        ({"sub/pyproject.toml": "[project]\nname = 'corpus'"}, ("seeds",)),
        ({}, ("seeds",)),
    ],
)
def test_then_the_nearest_configuration_and_then_seeds(
    folder: Path, files: dict[str, str], sources: tuple[str, ...]
) -> None:
    for name, text in files.items():
        (folder.parent / name).write_text(text)
    assert locate(environ={}).sources == sources


def test_an_empty_variable_says_nothing(folder: Path) -> None:
    assert locate(environ={"CORPUS_PATH": ""}).sources == ("seeds",)


def test_a_home_folder_is_expanded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert locate(environ={"CORPUS_PATH": "~/texts"}).sources == (f"{folder}/texts",)
    (folder / "corpus.toml").write_text('sources = ["~/texts"]')
    assert locate(environ={}).sources == (f"{folder}/texts",)


def test_where_nothing_is_named_the_remedies_are(folder: Path) -> None:
    (folder / "seeds").rmdir()
    with pytest.raises(CorpusNotFoundError) as caught:
        locate(environ={})
    for remedy in ("--corpus", "$CORPUS_PATH", "corpus.toml"):
        assert remedy in str(caught.value)


def test_a_path_that_does_not_exist_is_named_with_who_named_it(folder: Path) -> None:
    with pytest.raises(CorpusNotFoundError, match=r"nowhere does not exist \(named by --corpus\)"):
        locate(["nowhere"])
    with pytest.raises(CorpusNotFoundError, match="an empty path does not exist"):
        locate([""])
    with pytest.raises(CorpusNotFoundError, match=r"caf\\xe9 does not exist"):
        locate([os.fsdecode(b"caf\xe9")])
    with pytest.raises(CorpusNotFoundError, match=r"nowhere .* by \$CORPUS_PATH"):
        locate(environ={"CORPUS_PATH": "nowhere"})
    (folder.parent / "corpus.toml").write_text('sources = ["nowhere"]')
    with pytest.raises(CorpusNotFoundError, match=r"\.\./nowhere .* by .*project/corpus\.toml"):
        locate(environ={})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sources = [", "no valid TOML"),
        ("\udcff", "no valid TOML"),
        ("a = " + "[" * 5000, "no valid TOML"),
        ("", "sources must be a list of paths"),
        ('sources = "texts"', "sources must be a list of paths"),
        ("sources = []", "sources must be a list of paths"),
        ("sources = [1]", "sources: 1 is not a path"),
        ('sources = [""]', "sources: '' is not a path"),
        ('sources = ["a\\u0000b"]', "is not a path"),
        ('source = ["texts"]', "unknown key 'source'; known: sources"),
        ('sources = ["texts"]\nsubcorpora = "x"', "subcorpora must be a table, not 'x'"),
        ('sources = ["texts"]\n[subcorpora]\npress = 1', "press must be a text, not 1"),
        ('sources = ["texts"]\n[subcorpora]\n"a b" = "x"', "a name has letters, digits, - and _"),
        ('sources = ["texts"]\n[subcorpora]\n"" = "x"', "a name has letters, digits, - and _"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_named_with_the_key(
    folder: Path, text: str, message: str
) -> None:
    (folder / "corpus.toml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(ConfigError, match=message) as caught:
        locate(environ={})
    assert str(folder / "corpus.toml") in str(caught.value)


def test_a_table_of_the_wrong_type_is_named(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool]\ncorpus = 1")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: tool\.corpus must be a table"):
        locate(environ={})


def test_a_configuration_that_is_a_folder_is_an_error(folder: Path) -> None:
    (folder / "corpus.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        locate(environ={})


def test_parts_of_the_corpus_are_named_by_the_nearest_configuration(folder: Path) -> None:
    assert subcorpora() == {}
    (folder.parent / "corpus.toml").write_text(
        'sources = ["texts"]\n[subcorpora]\npress = "kind:article"\nold_2-x = "date:..2015"'
    )
    expected = {"press": "kind:article", "old_2-x": "date:..2015"}
    assert subcorpora() == expected
    (folder / "pyproject.toml").write_text(
        '[tool.corpus]\nsources = ["texts"]\n[tool.corpus.subcorpora]\nmails = "kind:mail"'
    )
    assert subcorpora() == {"mails": "kind:mail"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("subcorpora = 1", "subcorpora must be a table, not 1"),
        ("[subcorpora]\npress = 1", "press must be a text, not 1"),
        ("[subcorpora]\n'a b' = 'x'", "a name has letters, digits, - and _, not 'a b'"),
        ("[subcorpora]\n'' = 'x'", "a name has letters"),
    ],
)
def test_names_that_cannot_be_used_are_told(folder: Path, text: str, message: str) -> None:
    (folder / "corpus.toml").write_text('sources = ["texts"]\n' + text)
    for ask in (subcorpora, lambda: locate(environ={})):
        with pytest.raises(ConfigError, match=message):
            ask()
