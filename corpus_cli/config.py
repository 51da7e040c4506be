"""Where the corpus is: the options, the environment, the nearest configuration file, ``./seeds``.

Configuration is TOML: ``sources = ["folder", "file"]`` and ``refresh = "auto"`` at the top of
``corpus.toml``, or under ``[tool.corpus]`` in ``pyproject.toml``, and under ``subcorpora``
expressions by their names, ``press = "kind:article -in:comment"``. How files are read is said by
``fields = {text = "body"}``, ``include`` and ``exclude``, and ``max_bytes``. May import ``errors``,
and how readers show paths and are told how to read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from corpus_cli.errors import ConfigError, CorpusNotFoundError
from corpus_cli.readers.item import FIELDS, Options
from corpus_cli.readers.paths import visible
from corpus_cli.readers.sources import STDIN, is_path, is_url, split

VARIABLE = "CORPUS_PATH"
DEFAULT = "seeds"
OWN = "corpus.toml"
SHARED = "pyproject.toml"
READING = ("fields", "include", "exclude", "max_bytes")
KEYS = ("sources", "refresh", "subcorpora", *READING)

Refresh = Literal["always", "auto", "never"]
REFRESH: tuple[Refresh, ...] = get_args(Refresh)


@dataclass(frozen=True, slots=True)
class Settings:
    """What was settled: the sources to read, and what named them (for messages).

    Sources are paths, URLs, and ``-`` for standard input.

    ``refresh`` says how closely to look for changes: ``always`` compares every file, ``never``
    none, ``auto`` goes by their number. ``options`` is None where nobody says how to read: then
    a snapshot is as good as another.
    """

    sources: tuple[str, ...]
    named_by: str
    refresh: Refresh = "auto"
    options: Options | None = None


def locate(
    paths: Iterable[str | os.PathLike[str]] = (),
    *,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Return where the corpus is, asking in turn those that may say.

    ``paths`` are those of ``--corpus``; ``environ`` is the process's own unless given. Raises
    CorpusNotFoundError where nothing is named or a named path does not exist, and ConfigError for
    a configuration file that cannot be used.
    """
    named = [os.fspath(path) for path in paths]
    if named:
        return _settled(named, "--corpus")
    variable = (os.environ if environ is None else environ).get(VARIABLE, "")
    named = [_beside(os.path.expanduser(path)) for path in split(variable)]
    if named:
        return _settled(named, f"${VARIABLE}")
    configured = _configured()
    if configured is not None:
        return configured
    if os.path.isdir(DEFAULT):
        return Settings((DEFAULT,), f"./{DEFAULT}")
    raise CorpusNotFoundError(
        f"no corpus found: name a folder or file with --corpus, set ${VARIABLE}, "
        'or write a corpus.toml that says sources = ["folder"]'
    )


def subcorpora() -> Mapping[str, str]:
    """Return the named expressions of the nearest configuration file; raises ConfigError."""
    found = _nearest()
    return _named_expressions(*found) if found is not None else {}


def _named_expressions(table: Mapping[str, Any], path: str) -> Mapping[str, str]:
    named = table.get("subcorpora", {})
    if not isinstance(named, dict):
        raise ConfigError(f"{path}: subcorpora must be a table, not {named!r}")
    for name, expression in named.items():
        if not name or not all(char.isalnum() or char in "-_" for char in name):
            raise ConfigError(
                f"{path}: subcorpora: a name has letters, digits, - and _, not {name!r}"
            )
        if not isinstance(expression, str):
            raise ConfigError(f"{path}: subcorpora: {name} must be a text, not {expression!r}")
    return named


def _settled(sources: Iterable[str], named_by: str) -> Settings:
    sources = tuple(map(_from_file_url, sources))
    for source in sources:
        if is_path(source) and not os.path.exists(source):
            name = visible(source) or "an empty path"
            raise CorpusNotFoundError(f"{name} does not exist (named by {named_by})")
    return Settings(sources, named_by)


def _configured() -> Settings | None:
    """Return the settings of the nearest configuration file."""
    found = _nearest()
    return None if found is None else _from_table(*found)


def _nearest() -> tuple[Mapping[str, Any], str] | None:
    """Return the nearest configuration, from the working folder upwards, and the path of it."""
    folder = os.getcwd()
    while True:
        for name, table in ((OWN, _own_table), (SHARED, _shared_table)):
            path = os.path.join(folder, name)
            found = table(path)
            if found is not None:
                return found, path
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)


def _own_table(path: str) -> dict[str, Any] | None:
    """Return what ``corpus.toml`` says, None where there is none."""
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from None
    return _parsed(data, path)


def _shared_table(path: str) -> dict[str, Any] | None:
    """Return ``[tool.corpus]`` of a ``pyproject.toml``, None where there is none."""
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError:
        return None
    # Of the files of other projects on the way up, broken ones too, none is our concern.
    if b"corpus" not in data:
        return None
    tool = _parsed(data, path).get("tool")
    table = tool.get("corpus") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.corpus must be a table, not {table!r}")
    return table


def _parsed(data: bytes, path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{path} is no valid TOML: {error}") from None


def _from_table(table: Mapping[str, Any], path: str) -> Settings:
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{path}: unknown key {key!r}; known: {', '.join(KEYS)}")
    _named_expressions(table, path)
    sources = table.get("sources")
    if not isinstance(sources, list) or not sources:
        raise ConfigError(f'{path}: sources must be a list of paths, as ["texts"], not {sources!r}')
    for source in sources:
        if not isinstance(source, str) or not source or "\0" in source:
            raise ConfigError(f"{path}: sources: {source!r} is not a path")
    refresh = table.get("refresh", "auto")
    if refresh not in REFRESH:
        raise ConfigError(f"{path}: refresh must be one of {', '.join(REFRESH)}, not {refresh!r}")
    here = (_from_here(source, os.path.dirname(path)) for source in sources)
    return replace(_settled(here, path), refresh=refresh, options=_options(table, path))


def _options(table: Mapping[str, Any], path: str) -> Options | None:
    said = {name: table[name] for name in READING if name in table}
    fields = said.get("fields", {})
    if not isinstance(fields, dict) or not all(isinstance(each, str) for each in fields.values()):
        raise ConfigError(f'{path}: fields must be a table, as {{text = "body"}}, not {fields!r}')
    unknown = next((name for name in fields if name not in FIELDS), None)
    if unknown is not None:
        raise ConfigError(f"{path}: fields: no field {unknown!r}; there are {', '.join(FIELDS)}")
    for name in ("include", "exclude"):
        patterns = said.get(name, [])
        if not isinstance(patterns, list) or not all(isinstance(each, str) for each in patterns):
            raise ConfigError(f'{path}: {name} must be a list of patterns, as ["*.txt"]')
        if name in said:
            said[name] = tuple(patterns)
    most = said.get("max_bytes", 1)
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        raise ConfigError(f"{path}: max_bytes must be a number of bytes, not {most!r}")
    return Options(**said) if said else None


def _from_here(source: str, folder: str) -> str:
    """Return a configured path as the user would name it: ``seeds``, ``../seeds``."""
    if is_url(source):
        return source
    base = os.path.relpath(folder)
    source = os.path.expanduser(source)
    if source == os.curdir:
        return base
    return _beside(source) if base == os.curdir else os.path.join(base, source)


def _beside(path: str) -> str:
    """Return a path that means no standard input, which only a command line can name."""
    return os.path.join(os.curdir, path) if path == STDIN else path


def _from_file_url(source: str) -> str:
    """Return the path of a file on this machine, where a source is a URL of one."""
    if not source.lower().startswith("file:///"):
        return source
    from urllib.request import url2pathname

    return url2pathname(source[len("file://") :])
