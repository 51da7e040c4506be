"""Patterns: what ripgrep's flags make of them, and matching within a time budget.

The syntax is that of the ``regex`` module, which is imported only for a pattern that needs it: a
plain string is found by ``str.find``.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from corpus_cli.errors import PatternError, PatternTimeoutError, UsageError
from corpus_cli.query.literals import has_no_capital, literals, required

Span = tuple[int, int]

# Finds the leftmost match at or after an offset; raises TimeoutError after that many seconds.
Finder = Callable[[str, int, float | None], Span | None]

# Seconds that matching may take in one text.
BUDGET = 10.0
_SHOWN = 40

_META = frozenset("\\.^$*+?{}[]|()")


class Matcher:
    """Patterns matched as alternatives: the leftmost match wins, of those the earlier pattern's.

    Every match contains one of the strings ``required``, if there are any (see `literals`); with
    ``fold`` it does so once it is casefolded. ``patterns`` are the patterns as they were given,
    each with whether it is plain text; ``fold`` sets case aside, ``word`` asks for whole words.
    """

    def __init__(
        self,
        finders: Sequence[Finder],
        required: Sequence[str],
        patterns: Sequence[tuple[str, bool]],
        *,
        fold: bool,
        word: bool,
    ) -> None:
        self._finders = tuple(finders)
        self._required = tuple(required)
        self.patterns = tuple(patterns)
        self.fold = fold
        self.word = word

    def may_match(self, text: str) -> bool:
        """Say False only where nothing in ``text`` can match, its wraps unfolded or not."""
        if not self._required:
            return True
        text = text.casefold() if self.fold else text
        return any(piece in text for piece in self._required)

    def matches(self, text: str, deadline: float | None = None) -> bool:
        """Tell whether anything in ``text`` matches; raises TimeoutError as `spans` does."""
        if not self.may_match(text):
            return False
        left = _left(deadline)
        return any(find(text, 0, left) is not None for find in self._finders)

    def has_found(self, text: str) -> bool:
        """Tell whether anything in a word or a field matches.

        Raises PatternTimeoutError once that takes as long as `grep` gives a document.
        """
        try:
            return self.matches(text, time.monotonic() + BUDGET)
        except (TimeoutError, MemoryError) as error:
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            raise unfinished(repr(shown), BUDGET, error) from None

    def spans(self, text: str, deadline: float | None = None) -> tuple[Span, ...]:
        """Return all matches in ``text``, leftmost first and apart, counted as ripgrep does.

        So an empty match right after another match is none. Raises TimeoutError once
        ``time.monotonic()`` has passed ``deadline``.
        """
        if not self.may_match(text):
            return ()
        only_one = len(self._finders) == 1
        find = self._finders[0] if only_one else _leftmost(self._finders)
        return tuple(_matches(find, text, deadline))


def _matches(find: Finder, text: str, deadline: float | None) -> Iterator[Span]:
    at, last = 0, -1
    while at <= len(text):
        span = find(text, at, _left(deadline))
        if span is None:
            return
        start, end = span
        at = end
        if start == end:
            at += 1
            if end == last:
                continue
        last = end
        yield span


def _left(deadline: float | None) -> float | None:
    """Return the seconds left; below 0 the regex module would take it for no limit."""
    return None if deadline is None else max(deadline - time.monotonic(), 0.0)


def _leftmost(finders: Sequence[Finder]) -> Finder:
    """Return a finder of the leftmost match of several, to be used on one text from left to right.

    Each pattern's next match is kept until the search has passed it: a rare pattern beside a
    frequent one is not searched for again after each match.
    """
    ahead: list[Span | None] = [(-1, -1)] * len(finders)

    def find(text: str, at: int, seconds: float | None) -> Span | None:
        for number, finder in enumerate(finders):
            span = ahead[number]
            if span is not None and span[0] < at:
                ahead[number] = finder(text, at, seconds)
        found = [span for span in ahead if span is not None]
        return min(found, key=lambda span: span[0], default=None)

    return find


def unfinished(what: str, seconds: float, error: Exception) -> PatternTimeoutError:
    """Return the error that says what a pattern used up on something: its time or its memory."""
    limit = "its memory" if isinstance(error, MemoryError) else f"{seconds:g} s"
    return PatternTimeoutError(f"{what}: the pattern did not finish within {limit}")


def compile_patterns(
    patterns: Iterable[str],
    *,
    fixed: bool = False,
    ignore_case: bool = False,
    smart_case: bool = False,
    word: bool = False,
) -> Matcher:
    """Return a matcher for patterns that are regular expressions, or plain text if ``fixed``.

    ``word`` asks for no word character on either side of a match. Raises PatternError for a
    pattern that does not compile.
    """
    texts = tuple(patterns)
    if not texts:
        raise UsageError("no pattern given")
    plain = [fixed or _META.isdisjoint(text) for text in texts]
    pairs = list(zip(texts, plain, strict=True))
    fold = ignore_case or (
        smart_case
        and has_no_capital(char for text, is_plain in pairs for char in _named(text, is_plain))
    )
    finders = [_finder(text, is_plain, fold, word) for text, is_plain in pairs]
    pieces = [required(text, plain=is_plain, fold=fold) for text, is_plain in pairs]
    return Matcher(finders, [*chain(*pieces)] if all(pieces) else [], pairs, fold=fold, word=word)


def _named(text: str, is_plain: bool) -> Iterable[str]:
    return text if is_plain else literals(text)


def _finder(text: str, is_plain: bool, fold: bool, word: bool) -> Finder:
    if is_plain and not (fold or word):
        return _string(text)
    return _expression(text, is_plain, fold, word)


def _string(wanted: str) -> Finder:
    def find(text: str, at: int, seconds: float | None) -> Span | None:
        start = text.find(wanted, at)
        return None if start < 0 else (start, start + len(wanted))

    return find


def _expression(pattern: str, is_plain: bool, fold: bool, word: bool) -> Finder:
    import regex

    flags = regex.IGNORECASE if fold else 0
    source = regex.escape(pattern) if is_plain else pattern
    # Compiled alone first: "a)(b" would be valid between the parentheses of the whole word.
    expression = _compiled(source, flags)
    if word:
        expression = _compiled_word(source, flags)

    def find(text: str, at: int, seconds: float | None) -> Span | None:
        match = expression.search(text, at, timeout=seconds)
        return None if match is None else match.span()

    return find


def _compiled(source: str, flags: int) -> Any:
    import regex

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return regex.compile(source, flags)
    except regex.error as error:
        raise PatternError(error.msg, source, error.pos) from None
    except RecursionError:
        raise PatternError("nested too deeply", source) from None


def _compiled_word(source: str, flags: int) -> Any:
    try:
        return _compiled(rf"(?<!\w)(?:{source})(?!\w)", flags)
    except PatternError:
        # A verbose pattern may end in a comment, which would hide what follows.
        return _compiled(f"(?<!\\w)(?:{source}\n)(?!\\w)", flags)
