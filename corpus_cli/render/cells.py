"""Text measured and cut in cells of a terminal, the mark ``…`` at the end that was cut off.

What is cut is safe already. No letter is parted from its marks, no emoji from what it is joined
with, no flag into halves. May import only the standard library, and Rich when called.
"""

from __future__ import annotations

from collections.abc import Iterable

CUT = "…"


def head(text: str, width: int) -> str:
    """Return ``text``, or as much of its beginning as fits in ``width`` cells before ``…``."""
    from rich.cells import cell_len, split_graphemes

    near = _prefix(text, width)
    if cell_len(near) <= width:
        return text
    spans, _ = split_graphemes(near)
    at = _reach(((end, cells) for _, end, cells in spans), width - 1, 0)
    while not _is_whole(text, at):
        at -= 1
    return text[:at].rstrip(" ") + CUT if width > 0 else ""


def tail(text: str, width: int) -> str:
    """Return ``text``, or as much of its end as fits in ``width`` cells behind ``…``."""
    from rich.cells import cell_len, split_graphemes

    near = _suffix(text, width)
    if cell_len(near) <= width:
        return text
    spans, _ = split_graphemes(near)
    offset = len(text) - len(near)
    ends = ((offset + start, cells) for start, _, cells in reversed(spans))
    at = _reach(ends, width - 1, len(text))
    while not _is_whole(text, at):
        at += 1
    return CUT + text[at:].lstrip(" ") if width > 0 else ""


def width_within(text: str, most: int) -> int:
    """Return how many cells ``text`` takes, or ``most`` where it takes more."""
    from rich.cells import cell_len

    return min(cell_len(_prefix(text, most)), most)


def _prefix(text: str, width: int) -> str:
    """Return the beginning of ``text`` that is wider than ``width``, or all of it.

    Paragraphs are long and the screen is not: measuring all of each is most of the work.
    """
    from rich.cells import cell_len

    reach = _first_reach(width)
    while reach < len(text) and cell_len(text[:reach]) <= width:
        reach *= 2
    return text[:reach]


def _suffix(text: str, width: int) -> str:
    from rich.cells import cell_len

    reach = _first_reach(width)
    while reach < len(text) and cell_len(text[-reach:]) <= width:
        reach *= 2
    return text[-reach:]


def _first_reach(width: int) -> int:
    return 2 * max(width, 0) + 8


def _reach(ends: Iterable[tuple[int, int]], width: int, nothing: int) -> int:
    """Return the last of the ends that ``width`` cells reach; ``nothing`` where none is."""
    reached = nothing
    for end, cells in ends:
        width -= cells
        if width < 0:
            break
        reached = end
    return reached


def _is_whole(text: str, at: int) -> bool:
    """Say whether a cut before the character ``at`` leaves flags whole: pairs of letters to Rich.

    Marks and joined emoji Rich keeps together itself.
    """
    if not _is_regional(text[at : at + 1]):
        return True
    start = at
    while start and _is_regional(text[start - 1]):
        start -= 1
    return (at - start) % 2 == 0


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
