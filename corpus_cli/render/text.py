"""Text from documents made safe to print: what could drive a terminal is shown, not obeyed.

Every string that comes from a document, a file name or the command line passes through here on
its way to a person. May import only the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

# What must not reach a terminal as it is: C0 but tab and line feed, DEL, C1, line and paragraph
# separator, bidi embeddings, overrides and isolates, deprecated format characters, surrogates,
# noncharacters, interlinear annotation, tags. Bidi marks (U+200E, U+200F, U+061C), joiners and
# variation selectors stay: scripts need them, and they change nothing beyond their neighbours.
_PLANE_ENDS = "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(17))
UNSAFE_CLASS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    f"\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e007f{_PLANE_ENDS}"
)


@cache
def _unsafe() -> re.Pattern[str]:
    """Return the pattern of what is unsafe: most texts are done without it, so that it waits."""
    return re.compile(f"[{UNSAFE_CLASS}]")


def _shown(match: re.Match[str]) -> str:
    """Return the control picture of a C0 character or DEL, and ``⟨U+XXXX⟩`` for the rest."""
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def safe(text: str) -> str:
    """Return ``text`` with every character that could drive a terminal shown as a substitute.

    Tabs and line feeds stay; a carriage return that belongs to a line end is dropped.
    """
    # Nothing unsafe is printable to Python, and asking is ten times as fast as the pattern.
    if text.replace("\n", "").isprintable():
        return text
    return _unsafe().sub(_shown, text.replace("\r\n", "\n"))


def inline(text: str) -> str:
    """Return ``text`` safe and on one line: tabs and line ends become spaces."""
    if text.isprintable():
        return text
    return safe(text).replace("\t", " ").replace("\n", " ")


@cache
def _rtl() -> re.Pattern[str]:
    """Return the pattern of the blocks that Unicode keeps for scripts from right to left."""
    return re.compile(
        "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
    )


def has_rtl(text: str) -> bool:
    """Say whether any of ``text`` runs from right to left."""
    return not text.isascii() and _rtl().search(text) is not None


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield ``text`` in order as safe one-line pieces, each with whether a span covers it.

    The spans are in order and do not overlap; empty ones yield nothing.
    """
    at = 0
    for start, end in spans:
        if at < start:
            yield inline(text[at:start]), False
        if start < end:
            yield inline(text[start:end]), True
        at = max(at, end)
    if at < len(text):
        yield inline(text[at:]), False


def _escaped(match: re.Match[str]) -> str:
    import json

    return json.dumps(match[0])[1:-1]


def _finite(value: object) -> object:
    import math

    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def json_text(value: object) -> str:
    """Return ``value`` as JSON on one line, unsafe characters escaped and all others readable.

    Infinity and what is no number become null: JSON has neither, and few programs read them.
    """
    import json

    try:
        line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        line = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)
    return line if line.isprintable() else _unsafe().sub(_escaped, line)
