"""JSON that is larger than memory: what it holds in outline, and its objects one at a time.

The outline is told by brackets and quotes alone. Values are parsed where they stand; one that is
broken is passed over by its brackets, or else up to where the next one seems to begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from json import JSONDecodeError
from typing import Any, NamedTuple

from corpus_cli.readers.item import LARGEST
from corpus_cli.readers.tally import Tally

BROKEN = "broken JSON, left out"
CUT_OFF = "cut off, left out"
TOO_LARGE = f"larger than {LARGEST // 1_000_000} MB, left out"
TOO_DEEP = "nested too deeply, left out"
NO_OBJECT = "no object, left out"

_MARK = re.compile(r'[\[\]{}"]')
_REST_OF_STRING = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_BETWEEN = re.compile(r"[\s,\x1e]*+")
_BLANK = re.compile(r"\s*+")
_SCALAR = re.compile(r"[^\s,\]}]*+")
# Where a record ends and another begins.
_NEXT = re.compile(r"\}\s*+,?\s*+(?=\{)")

# A fault farther than this from the end of what was read is none of its being cut off there.
_NEAR = 64
# What is read again to find ends of broken records, all in all.
_PATIENCE = 8 * LARGEST


# --- the outline ---------------------------------------------------------------------------------

# Lists in objects in objects are looked for down to here.
_DEEPEST = 6
_MOST_LISTS = 100
_LONGEST_NAME = 100


class ObjectList(NamedTuple):
    """A list of objects: the keys that lead to it, and its range in the text."""

    path: tuple[str, ...]
    start: int
    end: int


class Outline(NamedTuple):
    """What a JSON text holds.

    ``is_one_object`` says that it is an object and nothing else; the rest is about that:
    ``lists`` of objects in it, whether ``members`` are all objects, and how many strings stand
    outside of lists, keys and values.
    """

    is_one_object: bool
    lists: tuple[ObjectList, ...] = ()
    members: int = 0
    are_objects: bool = False
    strings: int = 0


class _Open(NamedTuple):
    """An object or a list that is open, in objects only; of a list, whether it is of objects."""

    mark: str
    start: int
    path: tuple[str, ...]


def outline(pieces: Iterator[str]) -> Outline:
    """Return what the text that ``pieces`` make holds; reads no farther than tells it."""
    return _Outliner().read(pieces)


class _Outliner:
    def __init__(self) -> None:
        self._opened: list[_Open] = []
        # How many are open within a list, or too deeply to be looked at.
        self._inner = 0
        self._key = ""
        self._lists: list[ObjectList] = []
        self._of_objects: set[int] = set()
        self._is_empty = False
        self._strings = self._top_strings = self._top_objects = self._top_lists = 0

    def read(self, pieces: Iterator[str]) -> Outline:
        base = 0
        rest = ""
        in_string = False
        begun = ended = False
        for piece in pieces:
            text = rest + piece
            at = 0
            rest = ""
            if not begun:
                at = _BLANK.match(text).end()  # type: ignore[union-attr]
                if at == len(text):
                    base += at
                    continue
                if text[at] != "{":
                    return Outline(False)
                begun = True
            while not ended:
                if in_string:
                    end = _REST_OF_STRING.match(text, at).end()  # type: ignore[union-attr]
                    if not self._inner:
                        self._key = (self._key + text[at:end])[:_LONGEST_NAME]
                    if end == len(text) or text[end] == "\\":
                        rest = text[end:]
                        break
                    in_string = False
                    at = end + 1
                    continue
                found = _MARK.search(text, at)
                if found is None:
                    break
                at = found.end()
                if found[0] == '"':
                    in_string = True
                    self._string()
                elif found[0] in "{[":
                    self._open(found[0], base + found.start())
                else:
                    self._close(base + at)
                    ended = not self._opened
            if ended and _BETWEEN.fullmatch(text, at) is None:
                return Outline(False)
            base += len(text) - len(rest)
        return self._outline(base)

    def _outline(self, end: int) -> Outline:
        while self._opened:
            self._inner = 0
            self._close(end)
        objects = self._top_objects
        are_objects = 2 <= objects == self._top_strings and not self._top_lists
        return Outline(True, tuple(self._lists), objects, are_objects, self._strings)

    def _string(self) -> None:
        if self._inner:
            return
        self._is_empty = False
        if self._opened and self._opened[-1].mark == "{":
            self._key = ""
            self._strings += 1
            self._top_strings += len(self._opened) == 1

    def _open(self, mark: str, start: int) -> None:
        if self._inner:
            self._inner += 1
            return
        above = self._opened[-1] if self._opened else None
        if above is not None and above.mark == "[":
            if self._is_empty and mark == "{":
                self._of_objects.add(above.start)
            self._is_empty = False
            self._inner = 1
        elif len(self._opened) > _DEEPEST:
            self._inner = 1
        else:
            if len(self._opened) == 1:
                self._top_objects += mark == "{"
                self._top_lists += mark == "["
            path = () if above is None else (*above.path, self._key)
            self._opened.append(_Open(mark, start, path))
            self._is_empty = True

    def _close(self, end: int) -> None:
        if self._inner:
            self._inner -= 1
            return
        closed = self._opened.pop()
        if closed.start in self._of_objects:
            self._of_objects.discard(closed.start)
            self._lists.append(ObjectList(closed.path, closed.start, end))
            if len(self._lists) > 2 * _MOST_LISTS:
                self._lists.sort(key=lambda each: each.start - each.end)
                del self._lists[_MOST_LISTS:]


# --- values --------------------------------------------------------------------------------------


class Brackets:
    """Finds the end of a value by its brackets, over as many pieces of text as it takes."""

    def __init__(self) -> None:
        self._depth = 0
        self._in_string = False
        self._is_escaped = False

    def end(self, text: str, at: int) -> int | None:
        """Return where the value ends that begins, or goes on, at ``at``; None if beyond."""
        if self._is_escaped:
            at += 1
            self._is_escaped = False
        elif not self._depth and not self._in_string and text[at : at + 1] not in ("{", "[", '"'):
            end = _SCALAR.match(text, at).end()  # type: ignore[union-attr]
            return max(end, at + 1) if end < len(text) else None
        while at < len(text):
            if self._in_string:
                at = _REST_OF_STRING.match(text, at).end()  # type: ignore[union-attr]
                if at == len(text):
                    return None
                if text[at] == "\\":
                    self._is_escaped = True
                    return None
                self._in_string = False
                at += 1
            else:
                found = _MARK.search(text, at)
                if found is None:
                    return None
                at = found.end()
                if found[0] == '"':
                    self._in_string = True
                    continue
                self._depth += 1 if found[0] in "{[" else -1
            if self._depth <= 0:
                return at
        return None


class Value(NamedTuple):
    """A value of a JSON text: its number, its key in an object of them, its size in bytes.

    ``has_surrogates`` says that there may be halves of surrogate pairs in its strings.
    """

    number: int
    value: Any
    size: int
    has_surrogates: bool
    key: str | None = None


class _Window:
    """The part of a text that is held, and where in it reading stands."""

    def __init__(self, pieces: Iterator[str], start: int) -> None:
        self._pieces = pieces
        self.text = ""
        self.at = 0
        self.is_last = False
        while start > len(self.text) and not self.is_last:
            start -= len(self.text)
            self.next_piece()
        self.at = min(start, len(self.text))

    def next_piece(self) -> None:
        """Let go of what is held, and hold the next piece."""
        piece = next(self._pieces, None)
        self.is_last = piece is None
        self.text = piece or ""
        self.at = 0

    def more(self) -> None:
        """Hold at least twice as much, so that reading a value again costs no more than it did."""
        parts = [self.text[self.at :]]
        wanted = len(parts[0]) + 1
        while wanted > 0:
            piece = next(self._pieces, None)
            if piece is None:
                self.is_last = True
                break
            parts.append(piece)
            wanted -= len(piece)
        self.text = "".join(parts)
        self.at = 0

    def peek(self, between: re.Pattern[str] = _BETWEEN) -> str:
        """Pass over what stands between values; return the next character, empty at the end."""
        while True:
            self.at = between.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                return self.text[self.at]
            if self.is_last:
                return ""
            self.next_piece()


_LOST = object()


class Values:
    """The values of a JSON text from offset ``start`` on, those of its lists one by one.

    ``scan`` parses the value that stands at an offset of a text. From an offset other than 0,
    reading stops where the list ends that begins there; ``keyed`` reads the members of an object.
    """

    def __init__(
        self,
        pieces: Iterator[str],
        scan: Callable[[str, int], tuple[Any, int]],
        tally: Tally,
        *,
        start: int = 0,
        keyed: bool = False,
    ) -> None:
        self._window = _Window(pieces, start)
        self._scan = scan
        self._tally = tally
        self._is_inner = start > 0 or keyed
        self._is_keyed = keyed
        self._patience = _PATIENCE
        self._start = 0
        self._is_cut_off = False
        self.number = 0

    def __iter__(self) -> Iterator[Value]:
        window = self._window
        is_in_list = False
        if self._is_keyed and window.peek() == "{":
            window.at += 1
        while mark := window.peek():
            if mark == "[" and not is_in_list and not self._is_keyed:
                is_in_list = True
                window.at += 1
                continue
            if mark in "]}":
                is_in_list = False
                window.at += 1
                if self._is_inner:
                    return
                continue
            self.number += 1
            key = self._key() if self._is_keyed else None
            value = self._value()
            if self._patience < 0:
                self._tally.note(
                    f"too much broken JSON, left out from record {self.number:,} on", is_error=True
                )
                return
            if value is _LOST:
                continue
            text, start, end = window.text, self._start, window.at
            size = end - start
            if not text.isascii():
                size = len(text[start:end].encode("utf-8", "replace"))
            if size > LARGEST:
                self._tally.add(TOO_LARGE, self.number, is_error=True)
                continue
            escaped = text.find("\\ud", start, end) >= 0 or text.find("\\uD", start, end) >= 0
            yield Value(self.number, value, size, escaped, key)
        if is_in_list and not self._is_cut_off:
            self._tally.note("cut off: a list without its end", is_error=True)

    def _key(self) -> str:
        value = self._value()
        if self._window.peek(_BLANK) == ":":
            self._window.at += 1
            self._window.peek(_BLANK)
        return value if isinstance(value, str) else str(self.number)

    def _value(self) -> Any:
        """Return the value that stands here and pass over it; `_LOST` where it is none."""
        window = self._window
        while True:
            fault: Exception
            try:
                value, end = self._scan(window.text, window.at)
            except (ValueError, StopIteration, RecursionError) as error:
                fault = error
            else:
                if end < len(window.text) or window.is_last or window.text[end - 1] in '}]"':
                    self._start = window.at
                    window.at = end
                    return value
                window.more()
                continue
            if self._pass_over(fault):
                return _LOST
            window.more()

    def _pass_over(self, fault: Exception) -> bool:
        """Pass over a value that cannot be parsed; False where it may only go on unread."""
        window = self._window
        text = window.text
        at = _place_of(fault, window.at)
        is_broken = at < len(text) - _NEAR and "Unterminated" not in str(fault)
        end = Brackets().end(text, window.at)
        self._patience -= (len(text) if end is None else end) - window.at
        what = TOO_DEEP if isinstance(fault, RecursionError) else BROKEN
        if end is not None and text[end : end + _NEAR].lstrip()[:1] in ("", ",", "]", "}", "{"):
            self._lose(what, end)
            return True
        if is_broken or window.is_last:
            found = _NEXT.search(text, max(at, window.at + 1))
            if found is not None:
                self._lose(what, found.end())
                return True
        if window.is_last:
            self._lose(CUT_OFF if end is None else what, len(text))
            return True
        if len(text) - window.at <= LARGEST:
            return False
        self._pass_over_large()
        return True

    def _lose(self, what: str, end: int) -> None:
        self._is_cut_off = what == CUT_OFF
        self._tally.add(what, self.number, is_error=True)
        self._window.at = end

    def _pass_over_large(self) -> None:
        window = self._window
        brackets = Brackets()
        end = brackets.end(window.text, window.at)
        while end is None and not window.is_last:
            window.next_piece()
            end = brackets.end(window.text, 0)
        self._lose(TOO_LARGE, len(window.text) if end is None else end)


def _place_of(fault: Exception, start: int) -> int:
    """Return where in the text a parser stopped."""
    if isinstance(fault, JSONDecodeError):
        return fault.pos
    place = fault.value if isinstance(fault, StopIteration) else None
    return place if isinstance(place, int) else start
