"""The reader of Rich Text documents: their text by striprtf, what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from corpus_cli.model import RawDocument
from corpus_cli.readers.flow import Flow
from corpus_cli.readers.item import LARGEST, Item, Options
from corpus_cli.readers.notes import Note, Tell
from corpus_cli.readers.timestamps import iso_date

_INFO = re.compile(r"\{\\info\b(?:[^{}]|\{[^{}]*\}){0,200}\}")
_FIELD = re.compile(r"\{(?:\\\*)?\\(title|author|subject|keywords|creatim|revtim)\b([^{}]*)\}")
# A paragraph with a level in the outline is a heading; a character that no text holds marks it.
_HEADING = re.compile(r"\\outlinelevel[0-8](?!\d) ?")
_SIGN = "\ue0a7"
_MARKER = re.compile(r"(?:[•▪◦\uf0b7–-]|\(?\d{1,3}[.)])\t")
# No number that means something has more digits, and striprtf stumbles over some that have.
_LONG_NUMBER = re.compile(r"(\\[a-z]+-?\d{5})\d+")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a Rich Text file; each of its paragraphs is a block."""
    rtf_to_text = _striprtf()
    with item.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        size = f"{LARGEST // 1_000_000} MB"
        tell(Note(item.source, f"larger than {size}, the rest is left out", is_error=True))
        data = data[:LARGEST]
    if data.rstrip(b"\0 \t\r\n")[-1:] != b"}":
        tell(Note(item.source, "truncated, read as far as it goes", is_error=True))
    page = _code_page(data)
    # Bytes beyond ASCII are not of the format, but programs write them.
    source = _LONG_NUMBER.sub(r"\1", data.decode(page, "replace"))
    known = _known(source, page)
    flow = Flow(known.get("title"))
    source, notes = _without_notes(source)
    text = rtf_to_text(_HEADING.sub(_SIGN, source), encoding=page, errors="replace")
    for line in _rows(text):
        if _SIGN in line:
            flow.add("heading", line.replace(_SIGN, ""))
        elif _MARKER.match(line):
            flow.add("list_item", line.replace("\t", " "))
        else:
            flow.add("paragraph", line)
    for number, note in enumerate(notes, 1):
        text = rtf_to_text(f"{{\\rtf1 {note}}}", encoding=page, errors="replace")
        flow.add("footnote", f"[{number}] {' '.join(text.split())}")
    yield flow.document(
        item,
        tell,
        author=known.get("author"),
        date=known.get("creatim") or known.get("revtim"),
        meta={name: known.get(name) for name in ("subject", "keywords")},
    )


def _striprtf() -> Callable[..., str]:
    from striprtf.striprtf import rtf_to_text

    function: Callable[..., str] = rtf_to_text
    return function


def _rows(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text, and the rows of tables as one each."""
    row: list[str] = []
    for line in text.split("\n"):
        # Between cells stands a bar, and perhaps a line feed before that.
        if not line.startswith("|"):
            if row:
                yield _joined(row)
            row = []
        row += line.strip("|").split("|") if line.startswith("|") or line.endswith("|") else [line]
    yield _joined(row)


def _joined(row: list[str]) -> str:
    return " | ".join(cell.strip() for cell in row).removesuffix(" |")


_NOTE = re.compile(r"\{(?:\\\*)?\s*\\footnote\b")
_BRACE = re.compile(r"\\[{}\\]|[{}]")


def _without_notes(source: str) -> tuple[str, list[str]]:
    """Return the source with a number in place of each footnote, and the sources of those."""
    pieces: list[str] = []
    notes: list[str] = []
    at = 0
    while found := _NOTE.search(source, at):
        end = _end_of_group(source, found.end())
        notes.append(source[found.end() : end])
        pieces += (source[at : found.start()], f"[{len(notes)}]")
        at = end + 1
    return "".join(pieces) + source[at:], notes


def _end_of_group(source: str, at: int) -> int:
    depth = 1
    for brace in _BRACE.finditer(source, at):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if not depth:
            return brace.start()
    return len(source)


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
    rtf_to_text = _striprtf()
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
