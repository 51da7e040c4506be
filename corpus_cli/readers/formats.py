"""The formats that are understood: how each is told, what reads it, and what that needs.

A file's contents decide where they are plain to see, else its suffix does, else it is text. May
import ``item``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from corpus_cli.readers.item import Reader

# What is looked at to tell a format.
HEAD = 4096


class Format(NamedTuple):
    """A format: its name, what it is, its suffixes, and the function that reads it.

    ``reader`` names a function of a module of this package as ``module.function``. ``extra`` is
    the extra of this project that installs what it needs, ``needs`` are the modules of that.
    ``is_manifold`` says that a file may hold several documents. ``weight`` is about how many bytes
    of text take as long as a byte of it: what is compressed holds more, what has to be rendered
    takes longer. ``tells`` says whether the first bytes of a file are of this format.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    reader: str
    extra: str | None = None
    needs: tuple[str, ...] = ()
    is_manifold: bool = False
    weight: int = 1
    tells: Callable[[bytes], bool] | None = None

    @property
    def is_installed(self) -> bool:
        """Whether what the format needs is there."""
        return all(_is_there(module) for module in self.needs)

    @property
    def is_packed(self) -> bool:
        """Whether it holds files, which have formats of their own."""
        return self.reader.startswith("packed.")

    @property
    def remedy(self) -> str:
        """The command that installs what the format needs."""
        return f"pip install 'corpus-cli[{self.extra}]'" if self.extra else "pip install corpus-cli"

    def load(self) -> Reader:
        """Return the function that reads the format."""
        module, function = self.reader.split(".")
        reader: Reader = getattr(import_module(f"corpus_cli.readers.{module}"), function)
        return reader


@cache
def _is_there(module: str) -> bool:
    return find_spec(module) is not None


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


def _zipped(*marks: bytes) -> Callable[[bytes], bool]:
    """Tell a ZIP file by what one of its first members is called or says."""
    return lambda head: head.startswith(b"PK\3\4") and any(mark in head for mark in marks)


def _is_html(head: bytes) -> bool:
    begin = re.sub(
        rb"^(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*", b"", head, flags=re.DOTALL
    )
    return re.match(rb"(?i)<!doctype\s+html|<html[\s>]", begin) is not None


# A line that an mbox puts before each message; it ends with a date as C prints it.
_FROM = re.compile(
    rb"From \S.*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+[A-Z][a-z]{2}\s+\d{1,2}\s+"
    rb"\d\d:\d\d(?::\d\d)?\s.*\d{4}.*\r?\n"
    rb"(?:>From .*\r?\n)?[!-9;-~]+:[ \t]"
)
_FIELD = re.compile(rb"([!-9;-~]+):(?:[ \t].*)?\r?\n(?:[ \t].*\r?\n)*")
# Fields that only programs write; a page that someone saved names none.
_OF_MACHINES = frozenset((b"received", b"return-path", b"message-id", b"mime-version"))


def _is_message(head: bytes) -> bool:
    names = set()
    at = 0
    while found := _FIELD.match(head, at):
        names.add(found[1].lower())
        at = found.end()
    return len(names) >= 3 and not _OF_MACHINES.isdisjoint(names)


def _is_tar(head: bytes) -> bool:
    """Tell a tar archive by the sum of its first header: the oldest have no mark."""
    written = re.match(rb"[ \0]*([0-7]{1,7})[ \0]", head[148:156])
    if written is None or len(head) < 512:
        return False
    return int(written[1], 8) == sum(head[:148]) + 8 * ord(" ") + sum(head[156:512])


# In the order in which contents are asked; of those told by suffix, the order has no meaning.
FORMATS: tuple[Format, ...] = (
    Format(
        "gzip",
        "gzip-compressed file",
        (".gz", ".tgz"),
        "packed.read_gzip",
        None,
        (),
        True,
        6,
        _begins(b"\x1f\x8b\x08"),
    ),
    Format(
        "bzip2",
        "bzip2-compressed file",
        (".bz2", ".tbz2"),
        "packed.read_bzip2",
        None,
        (),
        True,
        6,
        # What follows is the mark of a block, or of the end where there is none.
        lambda head: re.match(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", head) is not None,
    ),
    Format(
        "xz",
        "xz-compressed file",
        (".xz", ".txz", ".lzma"),
        "packed.read_xz",
        None,
        (),
        True,
        8,
        # The older format has no mark: settings that all programs write, and a round size.
        _begins(b"\xfd7zXZ\0", b"]\0\0"),
    ),
    Format(
        "zstd",
        "Zstandard-compressed file",
        (".zst", ".tzst"),
        "packed.read_zstd",
        None,
        ("zstandard",),
        True,
        8,
        _begins(b"\x28\xb5\x2f\xfd"),
    ),
    Format(
        "docx",
        "Word document",
        (".docx",),
        "docx.read",
        "office",
        ("lxml",),
        False,
        8,
        _zipped(b"word/"),
    ),
    Format(
        "epub",
        "EPUB book",
        (".epub",),
        "epub.read",
        "office",
        ("lxml",),
        False,
        8,
        _zipped(b"mimetypeapplication/epub+zip"),
    ),
    Format(
        "odt",
        "OpenDocument text",
        (".odt",),
        "odt.read",
        "office",
        ("lxml",),
        False,
        8,
        _zipped(b"mimetypeapplication/vnd.oasis.opendocument.text"),
    ),
    Format(
        "zip",
        "ZIP archive",
        (".zip",),
        "packed.read_zip",
        None,
        (),
        True,
        6,
        _begins(b"PK\3\4", b"PK\5\6"),
    ),
    Format("tar", "tar archive", (".tar",), "packed.read_tar", None, (), True, 1, _is_tar),
    Format(
        "pdf",
        "PDF document",
        (".pdf",),
        "pdf.read",
        "office",
        ("pypdfium2",),
        False,
        8,
        lambda head: b"%PDF-" in head[:1024],
    ),
    Format(
        "rtf",
        "Rich Text document",
        (".rtf",),
        "rtf.read",
        "office",
        ("striprtf",),
        False,
        2,
        _begins(b"{\\rtf"),
    ),
    Format(
        "parquet",
        "Parquet table",
        (".parquet", ".pq"),
        "parquet.read",
        "parquet",
        ("pyarrow",),
        True,
        4,
        _begins(b"PAR1"),
    ),
    Format(
        "warc",
        "WARC, WET web archive",
        (".warc", ".wet"),
        "warc.read",
        "warc",
        ("fastwarc",),
        True,
        1,
        _begins(b"WARC/1.", b"WARC/0."),
    ),
    Format(
        "html",
        "HTML page",
        (".html", ".htm", ".xhtml", ".shtml"),
        "html.read",
        "html",
        ("trafilatura", "lxml_html_clean"),
        False,
        2,
        _is_html,
    ),
    Format(
        "mbox",
        "mailbox, pipermail archive",
        (".mbox", ".mbx"),
        "mail.read_mbox",
        None,
        (),
        True,
        1,
        lambda head: _FROM.match(head) is not None,
    ),
    Format(
        "mail",
        "message; Maildir and MH folders",
        (".eml",),
        "mail.read_message",
        None,
        (),
        False,
        1,
        _is_message,
    ),
    Format("jsonl", "JSON Lines", (".jsonl", ".ndjson"), "jsons.read_jsonl", None, (), True),
    Format("json", "JSON array or object", (".json",), "jsons.read_json", None, (), True),
    Format("csv", "comma-separated table", (".csv",), "tables.read_csv", None, (), True),
    Format("tsv", "tab-separated table", (".tsv", ".tab"), "tables.read_tsv", None, (), True),
    Format("markdown", "Markdown", (".md", ".markdown", ".mdown"), "markdown.read"),
    Format("rst", "reStructuredText", (".rst",), "rst.read"),
    Format("text", "plain text", (".txt", ".text", ""), "text.read"),
)
TEXT = FORMATS[-1]
(MAIL,) = (format for format in FORMATS if format.name == "mail")

BY_SUFFIX: Mapping[str, Format] = {
    suffix: format for format in FORMATS for suffix in format.suffixes
}


def format_of(suffix: str, head: bytes) -> Format:
    """Return the format of a file with this suffix, in lower case, whose first bytes are these."""
    named = BY_SUFFIX.get(suffix, TEXT)
    for format in FORMATS:
        if format.tells is not None and format.tells(head):
            # What tells a document may stand behind the first bytes of the archive that it is.
            return named if format.name == "zip" and named.name in _ZIPPED else format
    # What has marks of its own, and not these, is something else than its name says.
    return TEXT if named.tells is not None and named.name not in _MAY_LACK else named


# Formats whose files need not begin with what tells them.
_MAY_LACK = frozenset(("html", "mail", "mbox"))
_ZIPPED = frozenset(("docx", "epub", "odt"))
