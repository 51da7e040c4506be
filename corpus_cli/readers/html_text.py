"""The text of HTML in mail and in the columns of tables, as a mail program shows it.

Quotations have ``>`` before their lines, links what they lead to behind them in angle brackets.
The standard library's parser takes time in the square of what is not closed; this reads each
character a bounded number of times. May import nothing of the package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

_BLOCKS = frozenset(
    "p div ul ol table tr h1 h2 h3 h4 h5 h6 pre blockquote hr section article header footer "
    "address dl dt dd form center figure tbody thead body html li".split()
)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 pre blockquote ul ol table hr".split())
_SILENT = {
    name: re.compile(rf"(?i)</{name}\b[^<>]*>?")
    for name in ("script", "style", "title", "template")
}

# A tag, the beginning of a comment, or a declaration; none goes beyond the next "<".
_MARK = re.compile(
    r"""<(?:
      (?P<end>/?)(?P<tag>[A-Za-z][^\s<>/]{0,40})
      (?:[^<>"']|"[^"<]{0,2000}"|'[^'<]{0,2000}'|["'])*+>
    | (?P<comment>!--)
    | [!?][^<>]*+> )""",
    re.VERBOSE,
)
# Quotations and lists in each other beyond this are of no message that anybody wrote.
_DEEPEST = 30


def text_of(html: str) -> str:
    """Return the text of a page of HTML, a paragraph a line; never raises."""
    page = _Page()
    at = 0
    are_closed = True
    while (mark := _MARK.search(html, at)) is not None:
        page.say(html[at : mark.start()])
        at = mark.end()
        if mark["comment"]:
            # Where one is not closed, none behind it is.
            end = html.find("-->", at) if are_closed else -1
            are_closed = end >= 0
            at = end + 3 if are_closed else at
            continue
        tag = (mark["tag"] or "").lower()
        if tag in _SILENT and not mark["end"]:
            closed = _SILENT[tag].search(html, at)
            at = len(html) if closed is None else closed.end()
        elif mark["end"]:
            page.close(tag)
        elif tag:
            page.open(tag, mark[0])
    page.say(html[at:])
    return page.text()


_HREF = re.compile(r"""(?i)\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""")
_LEADS_SOMEWHERE = re.compile(r"(?i)(?:https?|ftp|mailto|news|nntp|gopher):[^\s<>]+")
# What a link's text and its target may differ in and be the same.
_SCHEME = re.compile(r"(?i)^(?:(?:https?|ftp)://(?:www\.)?|mailto:|www\.)")
_LONGEST_LINK = 2000
# White space that is more than one blank.
_BLANKS = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
# A line at the left is how Outlook marks what is quoted; one without is how Gmail indents.
_LINE_AT_LEFT = re.compile(r"(?i)border-left\s*:\s*(?!none|0|medium\s+none)[^;\"']*(?:solid|\d)")
_NO_BORDER = re.compile(r"(?i)border\s*:\s*(?:none|0|medium none)")
_CITED = re.compile(
    r"(?i)\btype\s*=\s*[\"']?cite|\bclass\s*=[^>]{0,200}quote|\bcite\s*=|border-left"
)
_SIGNED = re.compile(r"(?i)\bclass\s*=\s*[\"']?(?:gmail_signature|moz-signature)[\"'\s>]")


# What hardly anybody writes in plain text.
_TAG = re.compile(
    r"(?i)</?(?:p|div|br|hr|li|[ou]l|blockquote|pre|code|span|a|em|strong|i|b|h[1-6]|t[rdh]|table)"
    r"(?:\s++[a-z:-]++(?:=(?:\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'|[^\s\"'<>]{1,200}))?){0,20}+\s*+/?>"
)
_REFERENCE = re.compile(r"(?i)&(?:#x?[0-9a-f]{2,6}|quot|amp|gt|lt|nbsp|apos);")


def has_markup(text: str) -> bool:
    """Tell whether a text has a tag or a character reference of HTML."""
    return _TAG.search(text) is not None or _REFERENCE.search(text) is not None


def are_html(texts: Sequence[str]) -> bool:
    """Tell whether texts are pieces of HTML: half of them have markup, and a tenth have tags.

    A few words about HTML, or a copied page, do not make all others HTML.
    """
    tagged = sum(1 for text in texts if _TAG.search(text))
    return tagged * 10 >= len(texts) > 0 and sum(map(has_markup, texts)) * 2 >= len(texts)


class _Page:
    """Lines in the making."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._pre = 0
        # The numbers of the items of lists, the inner last; 0 where they have none.
        self._lists: list[int] = []
        # Of blocks that may be quotations, whether they are, the inner last.
        self._are_quotes: dict[str, list[bool]] = {"blockquote": [], "div": []}
        # What the link leads to that is open, and how much of the line was there before it.
        self._link = ""
        self._link_at = 0

    def open(self, tag: str, whole: str) -> None:
        """Begin an element; ``whole`` is its tag as it is written."""
        if tag == "br":
            self._end(keep=True)
        elif tag == "a":
            self._end_link()
            self._link, self._link_at = _target(whole), len(self._line)
        elif tag in _BLOCKS:
            self._end()
            if tag in _PARAGRAPHS and not (self._lists and tag in ("ul", "ol")):
                self._blank()
            if tag == "pre":
                self._pre += 1
            elif tag in self._are_quotes:
                self._open_quote(tag, whole)
            elif tag in ("ul", "ol"):
                self._lists.append(1 if tag == "ol" else 0)
            elif tag == "li":
                self._item()
        elif tag in ("td", "th") and self._line:
            self._line.append(" ")

    def close(self, tag: str) -> None:
        """End an element."""
        if tag == "a":
            self._end_link()
        if tag not in _BLOCKS:
            return
        self._end()
        if tag in self._are_quotes:
            are_quotes = self._are_quotes[tag]
            was_quote = are_quotes.pop() if are_quotes else False
            self._quotes -= was_quote
            if was_quote and tag == "div":
                self._blank()
        elif tag == "pre":
            self._pre = max(self._pre - 1, 0)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _PARAGRAPHS and not self._lists:
            self._blank()

    def _open_quote(self, tag: str, whole: str) -> None:
        if tag == "div":
            is_quote = len(whole) > 20 and _LINE_AT_LEFT.search(whole) is not None
        else:
            is_quote = _NO_BORDER.search(whole) is None or _CITED.search(whole) is not None
        self._are_quotes[tag].append(is_quote)
        if is_quote and tag == "div":
            self._blank()
        self._quotes += is_quote
        if tag == "div" and "ignature" in whole and _SIGNED.search(whole):
            last = self._lines[-1].strip("> ") if self._lines else ""
            if last != "--":
                self._lines.append(self._marks() + "--")

    def _end_link(self) -> None:
        """Put what a link leads to behind its text, if that does not say so."""
        target, self._link = self._link, ""
        if not target:
            return
        text = " ".join("".join(self._line[self._link_at :]).split())
        if _bare(text) != _bare(target) and not (text and text in target and "@" in text):
            self._line.append(f" <{target}>" if text else f"<{target}>")

    def say(self, text: str) -> None:
        if not text:
            return
        if "&" in text:
            text = _unescaped(text)
        if not self._pre:
            self._line.append(text)
            return
        first, *rest = text.split("\n")
        self._line.append(first)
        for line in rest:
            self._end(keep=True)
            self._line.append(line)

    def text(self) -> str:
        """Return all lines."""
        self._end()
        return "\n".join(line.rstrip() for line in self._lines).strip("\n")

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else 0
        indent = "  " * min(len(self._lists) - 1, _DEEPEST)
        self._line.append(indent + (f"{number}. " if number else "* "))
        if number:
            self._lists[-1] += 1

    def _end(self, *, keep: bool = False) -> None:
        if self._link and self._line:
            self._end_link()
        text = "".join(self._line)
        self._line.clear()
        if not self._pre:
            indent = text[: len(text) - len(text.lstrip(" "))] if self._lists else ""
            text = _BLANKS.sub(" ", text).strip()
            text = indent + text if text and indent else text
        if text or keep:
            self._lines.append(self._marks() + text)

    def _blank(self) -> None:
        if not self._lines:
            return
        # Between a quotation and what is beside it, a blank line is of neither.
        marks = self._marks()
        if not self._lines[-1].strip("> "):
            if len(self._lines[-1]) <= len(marks):
                return
            self._lines.pop()
        self._lines.append(marks)

    def _marks(self) -> str:
        return "> " * min(self._quotes, _DEEPEST)


def _target(whole: str) -> str:
    """Return what the tag of a link leads to; nothing where that is not beyond the message."""
    found = _HREF.search(whole)
    if found is None:
        return ""
    said = _unescaped(found[1] or found[2] or found[3] or "")[:_LONGEST_LINK]
    said = "".join(said.split())
    return said.removeprefix("mailto:") if _LEADS_SOMEWHERE.fullmatch(said) else ""


def _bare(link: str) -> str:
    return _SCHEME.sub("", link.casefold()).rstrip("/.")


def _unescaped(text: str) -> str:
    try:
        return unescape(text).replace("\r", "\n")
    except ValueError:
        # A number of more digits than Python reads.
        return text
