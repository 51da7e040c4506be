"""Text to `Document`: header, blocks, comment threads, references, language."""

from __future__ import annotations

from corpus_cli.model import Block, Document, RawDocument


def parse(raw: RawDocument) -> Document:
    """Return the document that ``raw`` holds; never raises, whatever the text."""
    blocks: list[Block] = []
    at = number = 0
    for line in raw.text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body)
            if start > (blocks[-1].end if blocks else 0):
                blocks.append(Block("blank", blocks[-1].end if blocks else 0, start))
            number += 1
            blocks.append(Block("paragraph", start, start + len(body), f"p{number}"))
        at += len(line) + 1
    end = blocks[-1].end if blocks else 0
    if end < len(raw.text):
        blocks.append(Block("blank", end, len(raw.text)))
    return Document(
        id=raw.id,
        source=raw.source,
        bytes=raw.bytes,
        text=raw.text,
        kind="article" if number else None,
        title=None,
        title_inferred=number > 0,
        author=None,
        author_confidence=None,
        date=None,
        list=None,
        language=None,
        blocks=tuple(blocks),
        references=(),
    )
