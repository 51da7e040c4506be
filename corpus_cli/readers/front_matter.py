"""Front matter: the YAML or TOML at the head of a Markdown or text file, as metadata.

Only plain data is taken: no anchors, which can unfold to more than fits into memory, no tags, and
nothing large.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corpus_cli.readers import timestamps
from corpus_cli.readers.languages import language_code
from corpus_cli.readers.records import flattened

_LARGEST = 64_000
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_ENDS = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
# Each level is looked into with a call of its own, by the parser too.
_DEEPEST = 30
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "author": ("author", "authors", "by", "byline"),
    "date": ("date", "published", "pubdate", "publishdate", "created"),
    "language": ("lang", "language", "locale"),
}


@dataclass(slots=True)
class Metadata:
    """What a file says of itself; fields as in `RawDocument`."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    meta: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class FrontMatter:
    """Front matter that ends at offset ``end``; ``problem`` says why it is not understood."""

    end: int
    metadata: Metadata
    problem: str | None = None


def find_front_matter(text: str) -> FrontMatter | None:
    """Return the front matter that a text begins with, None where it begins otherwise."""
    opening = _FENCE.match(text)
    if opening is None:
        return None
    closing = _ENDS[opening[1]].search(text, opening.end())
    if closing is None:
        # A line across the page, then.
        return None
    source = text[opening.end() : closing.start()]
    if opening[1] == "---" and not _LIKELY.search(source[:_LARGEST]):
        return None
    try:
        found = _parsed(source, opening[1])
    except (ValueError, RecursionError) as error:
        return FrontMatter(0, Metadata(), f"front matter is left as text: {_said(error)}")
    return FrontMatter(closing.end(), metadata_of(found))


# A name and a colon: what lies between two lines across a page is seldom that.
_LIKELY = re.compile(r"^[\w\"'][^\n:]{0,60}:(?:\s|$)", re.MULTILINE)


def _parsed(source: str, fence: str) -> Mapping[str, Any]:
    if len(source) > _LARGEST:
        raise ValueError(f"larger than {_LARGEST // 1000} kB")
    if fence == "+++":
        import tomllib

        return tomllib.loads(source)
    return _yaml(source)


def _yaml(source: str) -> Mapping[str, Any]:
    import yaml

    try:
        depth = 0
        for event in yaml.parse(source, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("it has aliases")
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise ValueError("it is nested too deeply")
        found = yaml.safe_load(source)
    except yaml.YAMLError as error:
        raise ValueError(getattr(error, "problem", None) or "it is no YAML") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError("it names no fields")
    return {str(name): value for name, value in found.items()}


def metadata_of(found: Mapping[str, Any]) -> Metadata:
    """Return what named values say; what is no field of a document goes into ``meta``."""
    said = Metadata()
    flat = {
        " ".join(name.split()).lower(): value
        for name, value in flattened(_with_names(found)).items()
    }
    for name, value in flat.items():
        shown = _shown(value)
        if not shown:
            continue
        field = next((field for field, names in _NAMES.items() if name in names), None)
        if field is None or getattr(said, field) is not None or not _take(said, field, value):
            said.meta[name] = shown
    return said


def _with_names(value: Any) -> Any:
    """Return a value whose objects have strings for names; depth has been checked."""
    if isinstance(value, dict):
        return {str(name): _with_names(each) for name, each in value.items()}
    return value


def _take(said: Metadata, field: str, value: Any) -> bool:
    """Take a value as a field; False where it is not of its kind."""
    text = " ".join(_shown(value).split())
    if field == "date":
        said.date = timestamps.iso_date(value if isinstance(value, date) else text)
        return said.date is not None
    if field == "language":
        said.language = language_code(text)
        return said.language is not None
    setattr(said, field, text)
    return True


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | set):
        return ", ".join(shown for each in value if (shown := _shown(each)))
    if isinstance(value, dict):
        name = value.get("name")
        if isinstance(name, str):
            return name.strip()
        return ", ".join(
            f"{key}: {shown}" for key, each in value.items() if (shown := _shown(each))
        )
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or "it cannot be read"
