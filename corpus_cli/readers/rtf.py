"""The reader of Rich Text documents: their text by striprtf, what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_cli.model import RawDocument
from corpus_cli.readers.flow import Flow
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.timestamps import iso_date

_INFO = re.compile(r"\{\\info\b(?:[^{}]|\{[^{}]*\}){0,200}\}")
_FIELD = re.compile(r"\{(?:\\\*)?\\(title|author|subject|keywords|creatim|revtim)\b([^{}]*)\}")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a Rich Text file; each of its paragraphs is a block."""
    from striprtf.striprtf import rtf_to_text

    with item.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        size = f"{LARGEST // 1_000_000} MB"
        tell(Note(item.source, f"larger than {size}, the rest is left out", is_error=True))
        data = data[:LARGEST]
    if data.rstrip()[-1:] != b"}":
        tell(Note(item.source, "truncated, read as far as it goes", is_error=True))
    page = _code_page(data)
    # Bytes beyond ASCII are not of the format, but programs write them.
    source = data.decode(page, "replace")
    known = _known(source, page)
    flow = Flow(known.get("title"))
    for paragraph in rtf_to_text(source, encoding=page, errors="replace").split("\n"):
        # A row of a table ends with what stands between its cells.
        is_row = paragraph.endswith("|")
        flow.add("paragraph", paragraph[:-1].replace("|", " | ") if is_row else paragraph)
    yield flow.document(
        item,
        tell,
        author=known.get("author"),
        date=known.get("creatim") or known.get("revtim"),
        meta={name: known.get(name) for name in ("subject", "keywords")},
    )


def _code_page(data: bytes) -> str:
    found = _CODE_PAGE.search(data, 0, 4096)
    if found is not None:
        name = f"cp{int(found[1])}"
        try:
            "".encode(name)
        except LookupError:
            return "utf-8" if found[1] == b"65001" else "cp1252"
        return name
    return "cp1252"


def _known(source: str, page: str) -> dict[str, str]:
    from striprtf.striprtf import rtf_to_text

    info = _INFO.search(source, 0, 1 << 20)
    known: dict[str, str] = {}
    for name, value in _FIELD.findall(info[0]) if info else ():
        if name.endswith("tim"):
            numbers = dict(re.findall(r"\\(yr|mo|dy|hr|min)(\d{1,4})", value))
            date = _date(*(int(numbers.get(part, 0)) for part in ("yr", "mo", "dy", "hr", "min")))
            if date is not None:
                known[name] = date
        else:
            text = rtf_to_text(f"{{\\rtf1{value}}}", encoding=page, errors="replace")
            known[name] = " ".join(text.split())
    return known


def _date(year: int, month: int, day: int, hour: int, minute: int) -> str | None:
    date = f"{year:04}-{month:02}-{day:02}"
    return iso_date(f"{date}T{hour:02}:{minute:02}:00") if hour or minute else iso_date(date)
