"""Dates as data sets write them, to ISO 8601: ISO itself, mail's, numbers of seconds since 1970.

What is ambiguous or no date is None, so that the reader keeps it as it is.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.DOTALL)
_NUMBER = re.compile(r"\d{8,19}(?:\.\d*)?")

# Seconds between 1973 and 2099; what is smaller or larger is thousandths of these, or no time.
_EARLIEST, _LATEST = 100_000_000, 4_100_000_000
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_YEAR = re.compile(r"[12]\d{3}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso_date(value: object, *, day_first: bool | None = None) -> str | None:
    """Return the ISO 8601 form of a value that is a date, else None.

    ``day_first`` says how to read numeric dates whose order nothing tells (``01/02/2019``).
    """
    if type(value) is int:
        return _of_number(value)
    if isinstance(value, str):
        return _of_text(value, day_first)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value)
    if isinstance(value, date):
        return _within_years(value)
    return None


def _of_text(text: str, day_first: bool | None) -> str | None:
    text = text.strip()
    if _ISO.fullmatch(text):
        if not _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR:
            return None
        found = _of_iso(text)
        if found is not None:
            return found
    elif _YEAR.fullmatch(text):
        return _of_number(int(text))
    elif _NUMBER.fullmatch(text):
        return _of_number(float(text) if "." in text else int(text))
    return _of_words(text, day_first)


def _of_iso(text: str) -> str | None:
    try:
        if len(text) == 10:
            return _within_years(date.fromisoformat(text))
        return _within_years(datetime.fromisoformat(text))
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _of_words(text: str, day_first: bool | None) -> str | None:
    from corpus_cli.parsing import dates

    return dates.parse(text, day_first=day_first)


def _of_number(number: float) -> str | None:
    """Read seconds since 1970, or thousandths, millionths of them; or ``20160219``, or a year."""
    if _FIRST_YEAR <= number <= _LAST_YEAR and isinstance(number, int):
        return str(number)
    if _EARLIEST <= number <= _LATEST and isinstance(number, int):
        day, second = divmod(number, 86_400)
        minute, second = divmod(second, 60)
        return f"{_day(day)}T{minute // 60:02}:{minute % 60:02}:{second:02}+00:00"
    if not _EARLIEST // 10 <= number <= 10**19:
        return None
    if number < _EARLIEST:
        return _of_iso_basic(int(number)) if number == int(number) else None
    for scale in (1, 1000, 10**6, 10**9):
        if _EARLIEST * scale <= number <= _LATEST * scale:
            seconds, rest = divmod(number, scale)
            micros = round(rest * 10**6 / scale)
            moment = _EPOCH + timedelta(seconds=int(seconds), microseconds=micros)
            return moment.isoformat()
    return None


@lru_cache(maxsize=4096)
def _day(number: int) -> str:
    return date.fromordinal(_EPOCH.toordinal() + number).isoformat()


def _of_iso_basic(number: int) -> str | None:
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    try:
        return _within_years(date(year, month, day))
    except ValueError:
        return None


def _within_years(moment: date) -> str | None:
    return moment.isoformat() if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b")


def order_of(values: list[object]) -> bool | None:
    """Say whether numeric dates of a column put the day first, None where none of them tells."""
    orders = set()
    for value in values:
        found = _NUMERIC.match(value.strip()) if isinstance(value, str) else None
        if found:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                orders.add(True)
            elif second > 12 >= first:
                orders.add(False)
    return orders.pop() if len(orders) == 1 else None
