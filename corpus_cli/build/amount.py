"""How far a build or a reading has come; may import nothing of the package."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

Sources = Iterable[str | os.PathLike[str]]


class Amount(NamedTuple):
    """How much is done, and of how much; bytes are 0 where they are not counted."""

    files: int
    all_files: int
    bytes: int = 0
    all_bytes: int = 0


Progress = Callable[[Amount], None]
