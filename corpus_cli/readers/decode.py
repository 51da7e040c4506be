"""Bytes to text: by a mark, what the user says, the form, UTF-8, and else by a guess.

Whatever was guessed is said, so that a wrong guess does not go unnoticed. May import the modules
called ``charset_``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from corpus_cli.readers.charset_forms import escaped, marked, wide
from corpus_cli.readers.charset_guess import Guess, guesses

# A damaged UTF-8 text has at least this many good sequences for each bad one.
_GOOD_FOR_BAD = 4
# Of a short text a few are weighed against what they mean in another charset, in its bits.
_SHORT, _GOOD_BITS, _BAD_BITS = 1000, 12, 24
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xf4][\x80-\xbf]{2,3}")

# So much of a text may be broken, for the rest to be what it was guessed to be, and so many guesses
# are tried.
_BAD = 0.01
_TRIED = 3

# How many bits less likely than the best a guess may be, for files beside a file to decide for it.
_NEAR = 25


class Decoded(NamedTuple):
    """A text, a remark on its encoding where one is due, and that."""

    text: str
    remark: str | None = None
    encoding: str = "utf-8"


# The charsets of the files that lie beside one, and how many are in each.
Beside = Callable[[], Mapping[str, int]]


def decode(data: bytes, *, said: str | None = None, beside: Beside | None = None) -> Decoded | None:
    """Return the text that ``data`` holds, without byte-order mark; None for binary data.

    ``said`` is the codec that the user names, which only a mark outranks. ``beside`` is asked where
    several charsets are as likely.
    """
    mark = marked(data)
    if mark is not None:
        encoding, length = mark
        return lenient(data[length:], encoding)
    if said is not None:
        return lenient(data, said)
    if b"\0" in data:
        encoding_found = wide(data)
        return None if encoding_found is None else _guessed(data, encoding_found)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _without_utf8(data, beside)
    found = escaped(data)
    return Decoded(text) if found is None else Decoded(found[0], _remark(found[1]), found[1])


def lenient(data: bytes, encoding: str) -> Decoded:
    """Return text in an encoding; what cannot be decoded is replaced, which is remarked on."""
    try:
        return Decoded(data.decode(encoding), None, encoding)
    except UnicodeDecodeError:
        return _replacing(data, encoding, f"not quite {encoding.upper()}")


def _replacing(data: bytes, encoding: str, remark: str) -> Decoded:
    text = data.decode(encoding, "replace")
    if "\ufffd" in text:
        remark += "; what could not be decoded is shown as \ufffd"
    return Decoded(text, remark, encoding)


def _remark(encoding: str) -> str:
    return f"not UTF-8, read as {encoding}"


# --- UTF-8 with something wrong in it -------------------------------------------------------------

# Characters beyond the first plane that were written as two halves, as some databases do (CESU-8).
_HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
# So many sequences of UTF-8 in lines that are all of it are no chance, where those lines are so
# many of all that are not ASCII.
_FEWEST_GOOD, _SHARE_OF_LINES = 3, 0.2


def _without_utf8(data: bytes, beside: Beside | None) -> Decoded:
    joined = _HALVES.sub(_joined, data)
    if joined is not data:
        try:
            return Decoded(joined.decode(), "not quite UTF-8; halves of characters are joined")
        except UnicodeDecodeError:
            data = joined
    if len(_SEQUENCE.findall(data)) >= _FEWEST_GOOD:
        mixed = _mixed(data, beside)
        if mixed is not None:
            return mixed
    if is_damaged_utf8(data):
        return lenient(data, "utf-8")
    return _guess(data, beside)


def _joined(halves: re.Match[bytes]) -> bytes:
    pair = halves[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return pair.decode("utf-16-le").encode()


def is_damaged_utf8(data: bytes) -> bool:
    """Say whether this is UTF-8 with a few broken bytes: a guess would garble all the rest."""
    bad = data.decode("utf-8", "replace").count("\ufffd")
    good = len(_SEQUENCE.findall(data))
    if good >= _GOOD_FOR_BAD * bad:
        return True
    if good < bad or len(data) > _SHORT:
        return False
    return guesses(data)[0].bits > _GOOD_BITS * good + _BAD_BITS * bad


def _mixed(data: bytes, beside: Beside | None) -> Decoded | None:
    """Decode by lines what is UTF-8 in one part and something else in another, None for others."""
    lines = data.splitlines(keepends=True)
    good, bad, others = 0, 0, []
    for line in lines:
        if line.isascii():
            continue
        sequences = len(_SEQUENCE.findall(line))
        if is_utf8(line):
            good += 1
        elif sequences:
            bad += 1
        else:
            others.append(line)
    beyond = b"".join(others).translate(None, bytes(range(128)))
    if len(beyond) < _FEWEST_GOOD or good < _SHARE_OF_LINES * (good + bad + len(others)):
        return None
    encoding = _guess(b"".join(others), beside).encoding
    text = "".join(
        line.decode("utf-8" if is_utf8(line) or _SEQUENCE.search(line) else encoding, "replace")
        for line in lines
    )
    remark = f"not UTF-8 throughout, some lines read as {encoding}"
    if "\ufffd" in text:
        remark += "; what could not be decoded is shown as \ufffd"
    return Decoded(text, remark)


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8, ASCII among it."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


# --- guesses --------------------------------------------------------------------------------------


def guess(data: bytes, beside: Beside | None = None) -> str:
    """Return the codec that bytes beyond ASCII are most probably text in."""
    return _ranked(data, beside)[0].encoding


def _ranked(data: bytes, beside: Beside | None) -> list[Guess]:
    """Return guesses, the likeliest first; of near ones that first which is usual beside."""
    ranked = guesses(data)
    near = [guess for guess in ranked if guess.bits <= ranked[0].bits + _NEAR]
    if beside is None or len(near) == 1:
        return ranked
    usual = beside()
    chosen = max(near, key=lambda guess: usual.get(guess.encoding, 0))
    if 2 * usual.get(chosen.encoding, 0) <= sum(usual.values()):
        return ranked
    return [chosen, *(guess for guess in ranked if guess is not chosen)]


def _guess(data: bytes, beside: Beside | None) -> Decoded:
    for guess in _ranked(data, beside)[:_TRIED]:
        found = _guessed(data, guess.encoding)
        if found.text.count("\ufffd") <= 1 + _BAD * len(found.text):
            return found
    return _guessed(data, "cp1252")


def _guessed(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), _remark(encoding), encoding)
    except UnicodeDecodeError:
        return _replacing(data, encoding, _remark(encoding))
