"""The text of HTML in mail, as a mail program shows it without pictures: quotations with ``>``.

May import nothing of the package.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div ul ol table tr h1 h2 h3 h4 h5 h6 pre blockquote hr section article header footer "
    "address dl dt dd form center figure tbody thead".split()
)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 pre blockquote ul ol table hr".split())
_SILENT = frozenset(("script", "style", "head", "title", "template"))


def text_of(html: str) -> str:
    """Return the text of a page of HTML, a paragraph a line; never raises."""
    parser = _Parser()
    try:
        parser.feed(html)
        parser.close()
    except (AssertionError, ValueError):
        # Declarations that are none.
        return re.sub(r"<[^<>]*>", " ", html)
    return parser.text()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._depth = 0
        self._silent: list[str] = []
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "br":
            self._end(keep=True)
        elif tag in _BLOCKS:
            self._end()
            if tag in _PARAGRAPHS:
                self._blank()
            self._pre += tag == "pre"
            if tag == "blockquote":
                self._depth += 1
        elif tag == "li":
            self._end()
            self._line.append("* ")
        elif tag in ("td", "th") and self._line:
            self._line.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            if tag in self._silent:
                del self._silent[self._silent.index(tag) :]
            elif tag == "head":
                self._silent.clear()
        elif tag in _BLOCKS or tag == "li":
            self._end()
            if tag == "blockquote":
                self._depth = max(self._depth - 1, 0)
            self._pre = max(self._pre - (tag == "pre"), 0)
            if tag in _PARAGRAPHS:
                self._blank()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not self._pre:
            self._line.append(data)
            return
        first, *rest = data.split("\n")
        self._line.append(first)
        for line in rest:
            self._end(keep=True)
            self._line.append(line)

    def _end(self, *, keep: bool = False) -> None:
        text = "".join(self._line)
        if not self._pre:
            text = re.sub(r"[ \t\n\r\f]+", " ", text).strip()
        self._line.clear()
        if text or keep:
            self._lines.append("> " * self._depth + text if self._depth else text)

    def _blank(self) -> None:
        if not self._lines:
            return
        # Between a quotation and what follows, a blank line is of neither.
        if not self._lines[-1].strip("> "):
            self._lines.pop()
        self._lines.append(("> " * self._depth).rstrip())

    def text(self) -> str:
        """Return all lines."""
        self._end()
        return "\n".join(line.rstrip() for line in self._lines).strip("\n")
