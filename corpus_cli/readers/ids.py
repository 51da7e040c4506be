"""Document ids: the path relative to its source, without its suffix, as short as is unambiguous.

A compressed file's suffix is that of what it holds and that of the compression. Two files of a
source that would collide keep their suffixes; files of different sources get the source's folder
in front.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from corpus_cli.readers.paths import printable, visible
from corpus_cli.readers.sources import is_path, shown
from corpus_cli.readers.streams import Away

# What follows the full stop in "Letter to Dr. Smith" or "notes 2.5" is no suffix.
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,9}(?:\.(?i:gz|bz2|xz|lzma|zst))?\Z", re.DOTALL)

# What a Maildir puts behind the name of a message that was seen: its flags, which change.
_FLAGS = re.compile(r"(?<=.):2,[A-Za-z]*\Z", re.DOTALL)


class FoundFile(NamedTuple):
    """A file of source number ``root``: its parts below the source, and the path to open.

    What is not on the disk is opened by ``away``, and its path is the one that is shown.
    """

    root: int
    parts: tuple[str, ...]
    path: str
    away: Away | None = None


def name_files(files: Sequence[FoundFile], folders: Sequence[str]) -> list[str]:
    """Return an id for each file, all different; ``folders`` are the folders of the sources."""
    full = ["/".join(printable(visible(part)) for part in file.parts) for file in files]
    ids = [without_suffix(path) for path in full]
    _settle(ids, [file.root for file in files], full)
    if len(folders) > 1:
        labels = _labels(folders)
        longer = [f"{labels[file.root]}/{id}" for file, id in zip(files, ids, strict=True)]
        _settle(ids, [None] * len(ids), longer)
    _number(ids)
    return ids


def without_suffix(path: str) -> str:
    """Return a path without its suffix, and without the one that a compression has added.

    The name of a message in a Maildir ends with its host's, and that is no suffix.
    """
    unflagged = _FLAGS.sub("", path)
    return unflagged if unflagged != path else _SUFFIX.sub("", path)


def _settle(ids: list[str], groups: Sequence[Hashable], longer: Sequence[str]) -> None:
    """Replace, in place, the ids that collide within a group by their longer forms.

    A longer form may collide with another's short one (``a.txt``, ``a.md`` and ``a.txt.md``), so
    it goes on until nothing changes: once for each suffix that a name can hold, at most.
    """
    while True:
        count = Counter(zip(groups, ids, strict=True))
        colliding = [
            at
            for at, key in enumerate(zip(groups, ids, strict=True))
            if count[key] > 1 and ids[at] != longer[at]
        ]
        if not colliding:
            return
        for at in colliding:
            ids[at] = longer[at]


def _number(ids: list[str]) -> None:
    """Number, in place, ids that are still the same: names that differ in what cannot be shown."""
    taken = set(ids)
    if len(taken) == len(ids):
        return
    seen: Counter[str] = Counter()
    for at, id in enumerate(ids):
        seen[id] += 1
        if seen[id] == 1:
            continue
        while f"{id}~{seen[id]}" in taken:
            seen[id] += 1
        ids[at] = f"{id}~{seen[id]}"
        taken.add(ids[at])


def _labels(folders: Sequence[str]) -> list[str]:
    """Return a name for each source: its folder's, with as many parents as tell it from others."""
    parts = [
        [printable(visible(part)) for part in _place(folder).split(os.sep) if part]
        for folder in folders
    ]
    labels = ["/".join(each[-1:]) for each in parts]
    for length in range(2, max(map(len, parts)) + 1):
        count = Counter(labels)
        labels = [
            "/".join(each[-length:]) if count[label] > 1 else label
            for each, label in zip(parts, labels, strict=True)
        ]
    return labels


def _place(folder: str) -> str:
    return os.path.abspath(folder) if is_path(folder) else shown(folder)
