"""What a source is, by its name: a path, ``-`` for standard input, or a URL that fsspec opens.

URLs may hold passwords and signatures: `shown` is what may be printed and stored of one. May
import ``paths``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from corpus_cli.readers.paths import visible

STDIN = "-"

# A letter alone would be a drive; chains say in what a file lies: zip://a.txt::s3://bucket/b.zip.
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]+"
_URL = re.compile(rf"{_SCHEME}(?:::{_SCHEME})*://")
_LINK = re.compile(rf"(?P<scheme>{_SCHEME})://(?P<rest>.*)", re.DOTALL)

# Parameters that allow to read, and say nothing of what is read.
_SIGNATURE = re.compile(
    r"(?i)(?:x-(?:amz|goog|oss|ms|cos)-.*|awsaccesskeyid|googleaccessid|key-pair-id|signature|"
    r"expires|policy|sig|s[eprtv]|spr|sk[a-z]{1,3}|.*token|.*key|auth.*|.*secret|password|passwd)"
)


def is_url(source: str) -> bool:
    """Tell whether a source is a URL."""
    return "://" in source and _URL.match(source) is not None


def is_path(source: str) -> bool:
    """Tell whether a source is a file or a folder on the disk."""
    return source != STDIN and not is_url(source)


def shown(source: str) -> str:
    """Return a source as it is shown and stored: a URL without credentials, ``?…`` for a query."""
    if not is_url(source):
        return visible(source)
    return visible("::".join(map(_shown_link, source.split("::"))))


def key(source: str) -> str:
    """Return what tells a source from others, whoever reads it; it is not to be stored as it is."""
    if source == STDIN:
        return source
    if not is_url(source):
        return os.path.realpath(source)
    return "::".join(map(_key_of_link, source.split("::")))


def without_credentials(text: str) -> str:
    """Return a text with every URL in it as it is shown."""
    return re.sub(rf"{_SCHEME}://[^\s'\"<>]+", lambda match: shown(match[0]), text)


def below(path: str, root: str) -> str | None:
    """Return what of a path follows the source that it begins with; None if it does not."""
    if path == root:
        return ""
    folder, rest = _folder(root)
    if path.startswith(folder) and path.endswith(rest):
        return path[len(folder) : len(path) - len(rest)]
    return None


def under(path: str, root: str) -> str:
    """Return the whole path of what `below` names."""
    if "://" not in root:
        return os.path.join(root, path) if path else root
    folder, rest = _folder(root)
    return f"{folder}{path}{rest}" if path else root


def base_name(url: str) -> str:
    """Return the name of the file that a URL names: its last part, or the host."""
    from urllib.parse import unquote

    link = _shown_link(url.partition("::")[0])
    parts = [part for part in re.split(r"/+", link.removesuffix("?…")) if part]
    return unquote(parts[-1], errors="surrogateescape") if len(parts) > 1 else ""


def split(variable: str) -> list[str]:
    """Return the sources that an environment variable names, parted as paths are in ``$PATH``."""
    if "://" not in variable or os.pathsep != ":":
        return [each for each in variable.split(os.pathsep) if each]
    # A URL holds colons itself: before its slashes and a port, and two between its links.
    parting = rf"(?<!:):(?=/(?!/)|[.~]|{_SCHEME}(?:::{_SCHEME})*://|:|$)(?!:{_SCHEME}://)"
    return [part for part in re.split(parting, variable) if part]


def is_any_away(sources: Iterable[str]) -> bool:
    """Tell whether any source is a URL."""
    return any(map(is_url, sources))


def _folder(root: str) -> tuple[str, str]:
    """Return what paths below a source begin with, and what they end with."""
    if not is_url(root):
        return os.path.join(root, ""), ""
    first, chained, rest = root.partition("::")
    return first if first.endswith("/") else f"{first}/", chained + rest


def _parted(link: str) -> tuple[str, str, str] | None:
    """Return the scheme of a link, what follows without the user's name, and its query."""
    found = _LINK.fullmatch(link)
    if found is None:
        return None
    rest = found["rest"]
    if found["scheme"].lower().startswith("http"):
        rest = rest.partition("#")[0]
    rest, mark, query = rest.partition("?")
    host, slash, path = rest.partition("/")
    if re.search(r":(?!\d*$)", host.rpartition("@")[2]) and "@" in path:
        # A slash in a password, which no URL allows.
        host, slash, path = rest.rpartition("@")[2].partition("/")
    return found["scheme"], host.rpartition("@")[2] + slash + path, mark + query


def _shown_link(link: str) -> str:
    parted = _parted(link)
    if parted is None:
        return link
    scheme, rest, query = parted
    return f"{scheme}://{rest}{'?…' if query else ''}"


def _key_of_link(link: str) -> str:
    parted = _parted(link)
    if parted is None:
        return link
    scheme, rest, query = parted
    kept = [
        part for part in query[1:].split("&") if not _SIGNATURE.fullmatch(part.partition("=")[0])
    ]
    return f"{scheme}://{rest}?{'&'.join(kept)}"
