"""Pages of a web server that list files, told from other pages, and the links of such a page.

A page is an index if its title says so, as those do that servers write for a folder. Of any other
page that links to files below it, as an archive of mails, those are taken that are no pages
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

_LINK = re.compile(
    r"""(?is)<a\s[^>]{0,1000}?\bhref\s*=\s*(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'>]{1,4000}))"""
)
_TITLE = re.compile(r"(?is)<title[^>]{0,200}>\s*([^<]{0,200})")
_INDEX = re.compile(r"(?i)(?:index of|directory (?:listing|index)|listing of|contents of) ?")
_PAGE = re.compile(r"(?i)(?:\.(?:html?|xhtml|shtml|php\d?|aspx?|jsp|cgi)|/|/[^./]*)\Z")


class Index(NamedTuple):
    """The addresses that a page links to, of files and of folders, all below it."""

    files: tuple[str, ...]
    folders: tuple[str, ...]


def index_of(url: str, page: str) -> Index | None:
    """Return what the page at ``url``, which ends with a slash, lists; None if it is no index."""
    title = _TITLE.search(page)
    links = dict.fromkeys(_below(url, page))
    if title is not None and _INDEX.match(unescape(title[1])):
        return Index(
            tuple(link for link in links if not link.endswith("/")),
            tuple(link for link in links if link.endswith("/")),
        )
    files = tuple(link for link in links if not _PAGE.search(urlsplit(link).path))
    return Index(files, ()) if files else None


def _below(url: str, page: str) -> Iterator[str]:
    """Yield the links that lead below a page, without queries: those sort an index."""
    for groups in _LINK.findall(page):
        link = unescape(next(filter(None, groups), "")).strip()
        try:
            address = urldefrag(urljoin(url, link)).url
            is_sorting = bool(urlsplit(address).query)
        except ValueError:
            continue
        if address.startswith(url) and address != url and not is_sorting:
            yield address
