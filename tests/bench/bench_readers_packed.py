"""How fast compressed files, archives, web archives and office documents are read, on one core.

Run as a script. Only reading is timed, not parsing; MB are those of what a file unpacks to.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

import zstandard

from corpus_cli.readers import SourceFile, read

MB = 40


def words(size: int) -> bytes:
    """About ``size`` bytes of lines that compress as prose does."""
    draw = random.Random(1)
    known = ["".join(draw.choices("etaoinshrdlu", k=draw.randint(2, 9))) for _ in range(5000)]
    lines = []
    while size > 0:
        lines.append(" ".join(draw.choices(known, weights=range(5000, 0, -1), k=12)))
        size -= len(lines[-1]) + 1
    return "\n".join(lines).encode()


def wet(text: bytes) -> list[bytes]:
    """Records as Common Crawl writes them, of 6 kB each."""
    records = []
    for at in range(0, len(text), 6000):
        block = text[at : at + 6000]
        records.append(
            b"WARC/1.0\r\nWARC-Type: conversion\r\n"
            b"WARC-Target-URI: https://www.example.org/articles/%d/some-title.html\r\n"
            b"WARC-Date: 2023-03-20T08:12:11Z\r\n"
            b"WARC-Record-ID: <urn:uuid:5d1d1a5e-3f3c-4c38-a7ad-%012d>\r\n"
            b"WARC-Refers-To: <urn:uuid:07d3fd5a-33c9-4a56-a0a4-dbc1f8fb9fb9>\r\n"
            b"WARC-Block-Digest: sha1:SWRCBDKTBB3PQSSOTLTN4GNEXNOZBJQE\r\n"
            b"WARC-Identified-Content-Language: eng\r\n"
            b"Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (at, at, len(block), block)
        )
    return records


def tar(text: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for at in range(0, len(text), 6000):
            info = tarfile.TarInfo(f"folder/{at}.txt")
            info.size = len(text[at : at + 6000])
            archive.addfile(info, io.BytesIO(text[at : at + 6000]))
    return out.getvalue()


def zipped(text: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(0, len(text), 6000):
            archive.writestr(f"folder/{at}.txt", text[at : at + 6000])
    return out.getvalue()


def docx(text: bytes) -> bytes:
    return _of_paragraphs(
        text,
        "word/document.xml",
        '<w:document xmlns:w="w"><w:body>{}</w:body></w:document>',
        "<w:p><w:pPr/><w:r><w:rPr/><w:t>{}</w:t></w:r></w:p>",
    )


def odt(text: bytes) -> bytes:
    document = (
        '<o:document-content xmlns:o="o" xmlns:text="t"><o:body><o:text>{}</o:text></o:body>'
        "</o:document-content>"
    )
    return _of_paragraphs(text, "content.xml", document, "<text:p>{}</text:p>")


def _of_paragraphs(text: bytes, path: str, document: str, paragraph: str) -> bytes:
    paragraphs = "".join(map(paragraph.format, text.decode().split("\n")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path, document.format(paragraphs))
    return out.getvalue()


def rtf(text: bytes) -> bytes:
    return b"{\\rtf1\\ansi " + text.replace(b"\n", b"\\par\n") + b"}"


def timed(path: Path, size: int, target: str) -> None:
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        documents = sum(1 for _ in read(SourceFile("id", str(path), str(path)), lambda note: None))
        best = max(best, size / 1e6 / (time.process_time() - start))
    print(f"{path.name:24} {documents:7,} documents {best:8.1f} MB/s   {target}")


def main() -> None:
    text = words(MB * 1_000_000)
    records = wet(text)
    files = {
        "text.txt": (text, "what there is to lose"),
        "text.txt.gz": (gzip.compress(text), ""),
        "text.txt.bz2": (bz2.compress(text), ""),
        "text.txt.xz": (lzma.compress(text, preset=1), ""),
        "text.txt.zst": (zstandard.ZstdCompressor().compress(text), ""),
        "archive.tar": (tar(text), ""),
        "archive.tar.gz": (gzip.compress(tar(text)), ""),
        "archive.zip": (zipped(text), ""),
        "archive.warc.wet": (b"".join(records), "target: 40 MB/s"),
        "archive.warc.wet.gz": (b"".join(map(gzip.compress, records)), "target: 40 MB/s"),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, (data, target) in files.items():
            path = Path(folder) / name
            path.write_bytes(data)
            timed(path, len(text), target)
        some = text[:4_000_000]
        for name, make in (("book.docx", docx), ("book.odt", odt), ("book.rtf", rtf)):
            path = Path(folder) / name
            path.write_bytes(make(some))
            timed(path, len(some), "")


if __name__ == "__main__":
    main()
