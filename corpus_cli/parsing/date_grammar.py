"""What a date looks like in text, whatever stands around it: patterns, and what they mean.

`scan` finds every date of a short text, with the time and the zone that belong to it. Names of
months and weekdays are looked up in ``date_words``, so that one pattern serves all languages. May
import nothing else of the package; ``datetime`` only where a weekday has to be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpus_cli.parsing import date_words as words

FIRST_YEAR, LAST_YEAR = 1500, 2100

# Two-digit years from here on are of the last century, as POSIX has it.
_PIVOT = 69

# Offsets of minutes that no zone has are the end of a span of time: 10:00-11:45.
_WEST, _EAST = -12 * 60, 14 * 60

_US_ZONES = frozenset("EST EDT CST CDT MST MDT PST PDT ET CT MT PT AKST AKDT HST".split())


class Date(NamedTuple):
    """A date in a text: its range, its ISO 8601 form, and whether that says the time of day."""

    start: int
    end: int
    iso: str
    timed: bool


class _Day(NamedTuple):
    """A day of the calendar at a range of the text; ``rest`` is the time already read with it."""

    start: int
    end: int
    year: int
    month: int
    day: int
    rest: str = ""


# --- patterns; every repetition is bounded, so that no text is slow ------------------------------

# A letter may carry its accent as a character of its own. Some Arabic months are two words.
_MARK = r"[\u0300-\u036f\u0654\u05f3\u0900-\u0903\u093a-\u094f]"
_NAME = rf"(?:(?:كانون|تشرين)\s[^\W\d_]{{4,7}}|(?:[^\W\d_]{_MARK}{{0,2}}){{2,14}})"
_BEFORE_NUMBER = r"(?<![A-Za-z\d_./+-])"
_BEFORE_NAME = r"(?<![^\W\d_])"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?"

# The rest of a date whose year comes last, as ctime writes it.
_TIME_YEAR = rf"""\s{{1,2}}(?P<rest>{_CLOCK}(?:\s(?:[A-Z]{{1,5}}|(?:GMT|UTC)?[+-]\d{{2,4}}))?)
    \s{{1,2}}(?P<y>\d{{4}})(?!\d)"""

# All begin with a number, or with a month's name, for which `NAME` stands. A year of two digits
# says so by an apostrophe, or is checked.
_FORMS = {
    "iso": rf"""{_BEFORE_NUMBER}(?P<y>\d{{4}})\s?(?P<sep>[-./])\s?(?P<m>\d{{1,2}})
        \s?(?P=sep)\s?(?P<d>\d{{1,2}})(?![-./]?\d)""",
    "han": r"""(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})(?!\d)
        (?:\s?[日号號일])?""",
    "tháng": r"""(?<!\d)(?P<d>\d{1,2})\s(?:tháng|thg)\s(?P<m>\d{1,2})(?:,|\snăm)?
        \s(?P<y>\d{4})(?!\d)""",
    "numeric": rf"""{_BEFORE_NUMBER}(?P<a>\d{{1,2}})\s?(?P<sep>[-./])\s?(?P<b>\d{{1,2}})
        \s?(?P=sep)\s?(?P<y>\d{{4}})(?!\d|[-./:]\d)(?:\s?[гр]\.)?""",
    "short": rf"""{_BEFORE_NUMBER}(?P<a>\d{{1,2}})(?P<sep>[./])(?P<b>\d{{1,2}})
        (?P=sep)(?P<y>['’]?\d\d)(?!\d|[-./:,]\d)""",
    "day_month": r"""(?<!\d)(?<!\d[.,:])(?P<d>\d{1,2})
        (?P<ordinal>(?:st|nd|rd|th|er|ère|[ºª°.]|-?(?:го|е))(?![^\W\d_]))?[\s./-]{0,3}
        (?:d['’]|(?:de|of|di|du|den|ngày)\s{1,2})?(?P<name>NAME)\.?
        (?:\s?[/(]\s?(?P<second>NAME)\)?)?
        [\s.,/-]{0,3}(?:(?:de|del|do|of)\s{1,2})?
        (?P<y>\d{4}(?!\d)|['’‘]?\d\d(?!\d|[.:]\d))(?:\s?(?:года?|г|року|р|r)\b\.?)?""",
    "month_day": rf"""{_BEFORE_NAME}(?P<name>NAME)\.?[\s/-]{{0,3}}(?:the\s)?(?P<d>\d{{1,2}})
        (?:st|nd|rd|th|er|\.)?[\s,./-]{{1,3}}(?:(?:of|de|del)\s)?
        (?P<y>\d{{4}}|['’‘]\d\d)(?!\d)""",
    "year_month_day": rf"""{_BEFORE_NUMBER}(?P<y>\d{{4}})[.,]?\s?(?:m\.\s?)?[\s/-]{{0,2}}
        (?P<name>NAME)\.?[\s/-]{{0,2}}(?P<d>\d{{1,2}})(?!\d|[.:]\d)(?:\.|-[^\W\d_]{{1,3}}\b|\sd\.)?""",
    "gada": rf"""{_BEFORE_NUMBER}(?P<y>\d{{4}})\.\sgada\s(?P<d>\d{{1,2}})\.\s(?P<name>NAME)\.?""",
    "mail": rf"""{_BEFORE_NAME}(?P<name>NAME)\.?\s{{1,2}}(?P<d>\d{{1,2}}),?{_TIME_YEAR}""",
    "day_mail": rf"""(?<!\d)(?P<d>\d{{1,2}})\.?\s(?P<name>NAME)\.?{_TIME_YEAR}""",
}
_NAME_FIRST = frozenset({"month_day", "mail"})


class _Forms(NamedTuple):
    """The compiled forms, by what they need: numbers alone, a number and a name, a name first."""

    numbers: tuple[re.Pattern[str], ...]
    number_first: tuple[re.Pattern[str], ...]
    name_first: tuple[re.Pattern[str], ...]


@cache
def _forms() -> _Forms:
    garbled = "|".join(map(re.escape, words.garbled_months()))
    name = f"(?:{garbled}|{_NAME})"
    kinds: tuple[list[re.Pattern[str]], ...] = ([], [], [])
    for key, form in _FORMS.items():
        pattern = re.compile(form.replace("NAME", name), re.VERBOSE | re.IGNORECASE)
        kinds[2 if key in _NAME_FIRST else "NAME" in form].append(pattern)
    return _Forms(*map(tuple, kinds))


@cache
def _month_words() -> frozenset[str]:
    return frozenset(word for name in words.months() for word in name.split())


# What keeps a word from being looked up as it stands: accents of their own, mojibake.
_ODD_LETTERS = re.compile(f"{_MARK}|[ÃÅÄ]")
_NUMBER = re.compile(r"\d+")


def _name_starts(text: str) -> list[int]:
    """Return where a month's name may begin; looking words up is faster than trying patterns."""
    found = words.WORD.finditer(text)
    if _ODD_LETTERS.search(text):
        return [word.start() for word in found]
    months = _month_words()
    return [word.start() for word in found if words.fold(word.group()) in months]


_ZONE = r"""(?P<zone>
    (?P<offset>[+−-]\d\d:?\d\d|[+−-]\d\d(?![:.,/-]))(?!\d)
  | \s(?P<spaced>[+−-]\d{4}|\+\d\d:\d\d)(?!\d)
  | \s{0,2}[,(]?\s?(?-i:UTC|GMT)\s?(?P<from_utc>[+−-]\d{1,2}(?::?\d\d)?)(?!\d)\)?
  | \s{0,2}[(\[]\s?(?-i:(?P<bracketed>[A-ZА-Я]{2,5}))\s?[)\]]
  | \s{0,2},?(?-i:(?P<bare>Z|[A-ZА-Я]{2,5}))(?![^\W_])
  )(?P<comment>\s?\([A-Za-z][A-Za-z\s]{1,40}\))?
"""

_TIME = rf"""
    (?:(?:(?P<early>午前|上午|오전|am\s)|(?P<late>午後|下午|晚上|오후|pm\s))\s?)?
    (?P<h>\d{{1,2}})(?:
        [:：](?P<m1>\d\d)(?:[:：](?P<s1>\d\d)(?P<fraction>[.,]\d{{1,9}})?)?
      | \.(?P<m2>\d\d)(?:\.(?P<s2>\d\d))?(?!\s?(?:[€$£%]|eur|usd|kr\b|zł|mio|mrd))
      | \s?[h時时點点시]\s?(?P<m3>\d\d|\d(?=\s?[分분]))(?![.:])\s?(?:min\b|[分분])?
        (?:\s?(?P<s3>\d\d?)\s?(?:[秒초]|s\b))?
      | \s?(?:h(?![^\W\d_])|[時时點点시])
      | (?=\s?(?:uhr|uur|[ap]\.?\s?m|hs|o['’]clock)\b)
    )(?!\d)
    (?:\s?(?:(?P<am>a\.?\s?m\b\.?|vorm\.|π\.?μ\.?|صباحا|ص(?!\w)|öö\b)
            |(?P<pm>p\.?\s?m\b\.?|nachm\.|μ\.?μ\.?|مساء|م(?!\w)|ös\b)))?
    (?:\s?(?:uhr|uur|hs|hrs|hours|h|ч|часов|hod|godz|o['’]clock)\b\.?)?
    (?:{_ZONE})?
"""

_CONNECTORS = r"""(?:at|um|à|a\slas?|às|as|alle|ore|klo|kl|klockan|om|o|godz|ob|u|la|ora|v|ve|в|во|о
    |saat|στις|time|uhrzeit|hora|heure|ساعت|around|about|gegen|il|the|الساعة)\b[.:]?"""

_GAP = rf"(?:T(?=\d)|[\s,،;.:|·•@–—−/()（）-]{{0,6}}(?:{_CONNECTORS}\s{{0,2}}){{0,2}})"


@cache
def _time_after() -> re.Pattern[str]:
    return re.compile(_GAP + _TIME, re.VERBOSE | re.IGNORECASE)


@cache
def _time_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.,:/-]){_TIME}[\s,;.|·•–—−-]{{1,5}}(?:(?:on|am|le|el)\s)?\Z",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _weekday_before() -> re.Pattern[str]:
    return re.compile(
        rf"{_BEFORE_NAME}({_NAME}(?:-feira)?)\)?[.,،，]{{0,2}}\s{{0,2}}"
        r"(?:(?:the|den|der|dem|le|el|il|dnia|on)\s|,\s)?\Z",
        re.IGNORECASE,
    )


@cache
def _weekday_after() -> re.Pattern[str]:
    asian = r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[월화수목금토일]요일|[月火水木金土日]曜日?"
    name = rf"(?:{asian}|[^\W\d_]{{1,14}}(?:-feira)?)"
    return re.compile(
        rf"""[\s,]{{0,2}}(?:
            [(（\[]\s?(?P<held>{name})\.?\s?[)）\]]
          | (?P<bare>{name})\b\.?(?=\s{{0,3}}(?:[^\w\s]|\d|\Z)) | (?P<glued>{asian})
        )""",
        re.VERBOSE,
    )


# An address holds dates that are not the text's own, and goes unread.
_OPAQUE = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.\w", re.IGNORECASE)

# Marks of direction stand between the numbers of Arabic dates.
_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2068\u2069"), " ")

# The first of two days (10.–12. Mai 2022): the span is what is dated, not the text.
_SPAN_BEFORE = re.compile(
    r"(?:(?<![:.h\d])\d{1,2}(?:st|nd|rd|th|er)?\.?|\d\.)\s?"
    r"(?:[-–—&/+]|\b(?:bis|und|to|and|till?|until|et|au|y|e|al|a|i|do|и|до|og|och|tot|en|ja))\s?\Z",
    re.IGNORECASE,
)


# --- days ----------------------------------------------------------------------------------------


def scan(text: str, *, day_first: bool | None = None) -> list[Date]:
    """Return the dates of a short text in order; those that overlap an earlier one are left out.

    ``day_first`` says how to read ``01/02/2019`` where the text itself does not tell; without it
    such a date is left out.
    """
    plain = _plain(text)
    if plain is not None:
        return [plain]
    if day_first is None and "\u200f" in text:
        day_first = True
    text = _readable(text)
    dates: list[Date] = []
    floor = 0
    for day in sorted(_days(text, day_first), key=lambda day: (day.start, -day.end)):
        if day.start >= floor and not _SPAN_BEFORE.search(text, floor, day.start):
            dates.append(_whole(text, floor, day))
            floor = dates[-1].end
    return dates


_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_PLAIN = re.compile(
    r"(?:(?P<d>\d{1,2}) (?P<name>[A-Z][a-z]{2,8}) (?P<y>\d{4})"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<short>[A-Z][a-z]{2}) {1,2}(?P<day>\d{1,2})"
    r" (?P<time>(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d) (?P<zone>[A-Z]{2,5}) (?P<year>\d{4}))"
)


def _plain(text: str) -> Date | None:
    """Read ``2 November 2016`` or ``Fri Feb 19 06:11:39 MST 2016`` where that is the whole text.

    Citations and mail archives hold little else, and the large patterns take ten milliseconds to
    make: this reads the same as they do, only sooner.
    """
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    name, year = found["name"] or found["short"], int(found["y"] or found["year"])
    number = next((n for n, month in enumerate(_MONTHS, 1) if _names_month(name, month)), None)
    day = int(found["d"] or found["day"])
    if number is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if not 1 <= day <= days_in_month(year, number):
        return None
    iso = f"{year:04}-{number:02}-{day:02}"
    if found["d"]:
        return Date(0, len(text), iso, False)
    minutes = words.zones().get(found["zone"])
    if minutes is None:
        return None
    return Date(0, len(text), f"{iso}T{found['time']}{_shown_offset(minutes)}", True)


def _names_month(name: str, month: str) -> bool:
    return name.lower() in (month, month[:3])


def _readable(text: str) -> str:
    """Return a text of the same length with blanks for what no date holds."""
    if "@" in text or "://" in text or "www." in text:
        text = _OPAQUE.sub(lambda found: "\0" * len(found.group()), text)
    return text if text.isascii() else text.translate(_UNSEEN)


def _days(text: str, day_first: bool | None) -> Iterator[_Day]:
    """Yield every day that some pattern reads, in no order, overlapping ones too."""
    names = _name_starts(text)
    forms = _forms()
    numeric = forms.numbers + (forms.number_first if names else ())
    tries = [(number.start(), numeric) for number in _NUMBER.finditer(text)]
    tries += [(name, forms.name_first) for name in names]
    for start, patterns in tries:
        for pattern in patterns:
            found = pattern.match(text, start)
            day = _read(found, text, day_first) if found else None
            if day is not None:
                yield day


def _read(found: re.Match[str], text: str, day_first: bool | None) -> _Day | None:
    """Return the day that a form's match means, None where there is no such day."""
    parts = found.groupdict()
    year = _year(parts["y"])
    if parts.get("sep") == "/" and text[found.end() : found.end() + 1] == "/":
        return None
    if "a" in parts:
        order = _order(text, found, year, day_first)
        day, month = (parts["a"], parts["b"]) if order else (parts["b"], parts["a"])
        return None if order is None else _day(found, year, int(month), int(day))
    name = parts.get("name")
    if name is None:
        return _day(found, year, int(parts["m"]), int(parts["d"]))
    month_number = _month(name, parts.get("ordinal"))
    second = parts.get("second")
    if month_number is None or (second and _month(second) != month_number):
        return None
    if "ordinal" in parts and len(parts["y"]) == 2 and not _is_short_year(found, text):
        return None
    return _day(found, year, month_number, int(parts["d"]))


def _day(found: re.Match[str], year: int, month: int, day: int) -> _Day | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    if day > days_in_month(year, month):
        return None
    return _Day(*found.span(), year, month, day, found.groupdict().get("rest") or "")


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month of the Gregorian calendar has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (
        29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def _year(text: str) -> int:
    year = int(text.lstrip("'’‘"))
    return year if year >= 100 else year + (1900 if year >= _PIVOT else 2000)


def _month(name: str, ordinal: str | None = None) -> int | None:
    """Return the month that a name means."""
    folded = words.fold(name)
    if ordinal == "." and folded in CROATIAN:
        return CROATIAN[folded]
    return words.months().get(" ".join(folded.split())) or words.garbled_months().get(
        name.casefold()
    )


# Other months in Polish, which puts no full stop behind the day; Czech, which does, has its own.
CROATIAN = {"listopada": 10, "lip": 6, "lis": None}

_CLOCK_FOLLOWS = re.compile(r",?\s{1,2}\d{1,2}:\d\d|\s*\Z")


def _is_short_year(found: re.Match[str], text: str) -> bool:
    """Whether two digits behind a month are its year: 12-Mar-07, 12 Mar 07 16:22."""
    before = text[found.start("y") - 1]
    if before in "-/." and not text[found.end("d")].isspace():
        return True
    return before.isspace() and _CLOCK_FOLLOWS.match(text, found.end()) is not None


def _order(text: str, found: re.Match[str], year: int, day_first: bool | None) -> bool | None:
    """Whether the day stands before the month in a numeric date; None where nothing tells."""
    first, second = int(found["a"]), int(found["b"])
    if first > 12 or second > 12 or first == second:
        return second <= 12
    if found["sep"] == ".":
        return True
    weekday = _weekday_of_order(text, found, year, first, second)
    if weekday is not None:
        return weekday
    if day_first is not None:
        return day_first
    return _order_of_language(text, short=len(found["y"]) < 4)


def _weekday_of_order(
    text: str, found: re.Match[str], year: int, first: int, second: int
) -> bool | None:
    """Whether only one order falls on the weekday that is printed beside the date."""
    named = _named_weekday(text, 0, found.start(), found.end())[2]
    if not named or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    from datetime import date

    day_first = date(year, second, first).weekday() in named
    return day_first if day_first != (date(year, first, second).weekday() in named) else None


# Greek, Cyrillic, Hebrew, Arabic.
_DAY_FIRST_LETTERS = re.compile("[\u0370-\u06ff]")

_AM_PM = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_CLOCK_TIME = re.compile(r"\d:\d\d")
_ZONE_NAME = re.compile(r"\d\s?(?:[AaPp]\.?[Mm]\.?)?\s?\(?([A-Z]{2,5})\b")


def _order_of_language(text: str, *, short: bool) -> bool | None:
    """Whether the words of a text are of a language that writes the day first.

    English words, ``am`` or ``pm``, and American zones speak for the month first, but not for a
    year of two digits (``short``); other zones and, beside English words, 24 hours against it.
    """
    languages = [
        words.around().get(word) or words.weekday_languages().get(word)
        for word in words.folded(_AM_PM.sub(" ", text))
    ]
    tell = [found for found in languages if found and "xx" not in found]
    if any("en" not in found for found in tell) or _DAY_FIRST_LETTERS.search(text):
        return True
    if short:
        return None
    zones = [name for name in _ZONE_NAME.findall(text) if name in words.zones()]
    american = not _US_ZONES.isdisjoint(zones)
    european = not _US_ZONES.issuperset(zones)
    half_days = _AM_PM.search(text) is not None
    if not (american or half_days or european):
        return False if {"en"} in tell and not _CLOCK_TIME.search(text) else None
    month_first = american or half_days or {"en"} in tell
    return None if month_first and european else european


# --- what belongs to a day: weekday, time, zone --------------------------------------------------


def _whole(text: str, floor: int, day: _Day) -> Date:
    """Return the date that a day makes with the weekday and the time beside it."""
    start, end, _ = _named_weekday(text, floor, day.start, day.end)
    iso = f"{day.year:04}-{day.month:02}-{day.day:02}"
    if day.rest:
        found = _time_after().match(day.rest)
        time = _time(found, day.rest) if found else None
        return Date(start, end, iso + time[0], True) if time else Date(start, end, iso, False)
    after = _time_after().match(text, end)
    time = _time(after, text) if after else None
    if time:
        return Date(start, time[1], iso + time[0], True)
    before = _time_before().search(text, max(floor, start - 40), start)
    time = _time(before, text) if before else None
    if before and time:
        return Date(before.start(), end, iso + time[0], True)
    return Date(start, end, iso, False)


def _named_weekday(text: str, floor: int, start: int, end: int) -> tuple[int, int, frozenset[int]]:
    """Return the range of a day with the weekday beside it, and the days that one can mean."""
    names = words.weekdays()
    before = _weekday_before().search(text, max(floor, start - 30), start)
    days = names.get(words.fold(before.group(1)), frozenset()) if before else frozenset()
    if before and days:
        return before.start(), end, days
    after = _weekday_after().match(text, end)
    if after is None:
        return start, end, frozenset()
    name = words.fold(after["held"] or after["bare"] or after["glued"])
    days = names.get(name, frozenset())
    if not days or (len(name) == 1 and not after["held"]):
        return start, end, frozenset()
    return start, after.end(), days


def _time(found: re.Match[str], text: str) -> tuple[str, int] | None:
    """Return the ISO form of a time and where it ends, None for one that no clock shows."""
    hour = _hour(int(found["h"]), found["early"] or found["am"], found["late"] or found["pm"])
    minute = int(found["m1"] or found["m2"] or found["m3"] or 0)
    seconds = found["s1"] or found["s2"] or found["s3"]
    if hour is None or minute > 59 or int(seconds or 0) > 59:
        return None
    iso = f"T{hour:02}:{minute:02}"
    if seconds:
        iso += f":{int(seconds):02}" + (found["fraction"] or "").replace(",", ".")[:7]
    zone = _zone(found, sure=bool(seconds) or text[found.start("h") - 1 : found.start("h")] == "T")
    if zone is None:
        return iso, found.start("zone") if found["zone"] else found.end()
    return iso + zone, found.end()


def _hour(hour: int, early: str | None, late: str | None) -> int | None:
    if early:
        return hour % 12 if hour <= 12 else None
    if late and hour < 12:
        hour += 12
    return hour if hour < 24 else None


def _zone(found: re.Match[str], *, sure: bool) -> str | None:
    """Return the ISO form of a zone, empty for a name without one meaning, None for no zone.

    ``sure`` says that 10:30-11:00 is no span of time.
    """
    offset = found["offset"] or found["spaced"] or found["from_utc"]
    if offset is not None:
        if found["offset"] and offset[0] != "+" and ":" in offset and not sure:
            return None
        return _offset(offset)
    name = found["bracketed"] or found["bare"]
    if name not in words.zones():
        return None
    minutes = words.zones()[name]
    return "" if minutes is None else _shown_offset(minutes)


def _offset(text: str) -> str | None:
    """Return ``+0200``, ``-7`` or ``+05:30`` as ISO 8601 has it, None where no zone is so far."""
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    total = (1 if text[0] == "+" else -1) * (int(hours) * 60 + int(minutes))
    fits = _WEST <= total <= _EAST and int(minutes) % 15 == 0
    return _shown_offset(total) if fits else None


def _shown_offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
