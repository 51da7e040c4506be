"""The charset of a text that does not say it: the one in which a language wonders least at it.

A sample is decoded by each charset that may be, and the bits are counted that its letters and
characters take in the language that they suit best. May import ``charset_letters``.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import log2
from operator import add
from typing import NamedTuple
from unicodedata import category

from corpus_cli.readers.charset_letters import UNKNOWN, bits_of, pairs

# Charsets of one byte a character, and the bits by which each must be better than the first.
_SINGLE = {
    "cp1252": 0, "cp1250": 1, "cp1251": 1, "cp1253": 1, "cp1255": 1, "cp1256": 1, "cp874": 1,
    "koi8_r": 1, "cp1254": 2, "cp1257": 2, "koi8_u": 2, "iso8859_2": 2, "iso8859_5": 2,
    "iso8859_7": 2, "iso8859_8": 2, "iso8859_6": 2, "iso8859_9": 3, "iso8859_15": 3,
    "cp866": 3, "cp1258": 4, "iso8859_4": 4, "iso8859_13": 4, "iso8859_16": 4, "iso8859_3": 5,
    "iso8859_14": 5, "iso8859_10": 5, "cp850": 5, "cp437": 5, "cp852": 5, "cp862": 5,
    "mac_roman": 5, "mac_cyrillic": 5, "cp1125": 5, "cp737": 6, "cp855": 6, "cp857": 6,
    "cp869": 6, "cp860": 6, "cp861": 6, "cp863": 6, "cp865": 6, "mac_latin2": 6, "cp775": 7,
    "mac_greek": 7, "mac_turkish": 7, "mac_iceland": 7, "cp864": 8, "kz1048": 8,
}  # fmt: skip

# Charsets of several bytes a character, their languages, and these bits.
_MULTIPLE = (
    ("gb18030", "zh-Hans", 3), ("gb18030", "zh-Hant", 6), ("big5hkscs", "zh-Hant", 3),
    ("cp932", "ja", 3), ("euc_jp", "ja", 3), ("cp949", "ko", 3), ("johab", "ko", 12),
)  # fmt: skip
_WIDE = ("utf-16-le", "utf-16-be")
_WIDE_BITS = 12

# Bits of where one script goes over to another within a word.
_ADJOINING = 6


class Guess(NamedTuple):
    """A charset, and the bits that a sample takes in it; whether it can be nothing else."""

    encoding: str
    bits: float
    is_sure: bool = False


def guesses(data: bytes) -> list[Guess]:
    """Return the charsets that data beyond ASCII, without NUL, may be in, the likeliest first."""
    pieces = _sample(data)
    ends = [data.endswith(piece) for piece in pieces]
    found = list(_multiple(pieces, ends))
    if len(data) % 2 == 0:
        found += _wide(data, sum(map(len, pieces)))
    if not any(guess.is_sure for guess in found):
        found += _single(pieces)
    return sorted(found, key=lambda guess: guess.bits)


# --- what is looked at ----------------------------------------------------------------------------

# Bytes that are taken at each of some places, and of a single line.
_PLACES = 3
_SIZE = 600
_LONGEST = 600
_AROUND = 200
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
# No character of several bytes ends in one of these, in any charset that is guessed.
_ASCII = bytes(range(0x80))
_BETWEEN = re.compile(rb"[\t\n\r -/]")
_MARKUP = re.compile(rb"<[^<>\x80-\xff]{1,300}>")


def _sample(data: bytes) -> list[bytes]:
    """Return lines that are not ASCII, from the beginning, the middle and behind that."""
    if len(data) <= _PLACES * _SIZE:
        return list(_pieces(data, 0, len(data)))
    pieces = list(_pieces(data, 0, _SIZE))
    for place in range(1, _PLACES):
        found = _BETWEEN.search(data, len(data) * place // _PLACES)
        if found is not None:
            pieces += _pieces(data, found.end(), _SIZE)
    return pieces


def _pieces(data: bytes, at: int, size: int) -> Iterator[bytes]:
    """Yield parts of a text from an offset on, which begin where a character does."""
    while size > 0 and (beyond := _BEYOND_ASCII.search(data, at)) is not None:
        # What stands before is ASCII, of which any byte is a character.
        begin = max(at, beyond.start() - _AROUND)
        begin = max(begin, data.rfind(b"\n", begin, beyond.start()) + 1)
        end = data.find(b"\n", beyond.start(), begin + _LONGEST) + 1
        if not end and len(data) <= begin + _LONGEST:
            end = len(data)
        if not end:
            between = _BETWEEN.search(data, begin + _LONGEST)
            if between is None or between.start() > begin + 2 * _LONGEST:
                yield data[begin : begin + 2 * _LONGEST]
                return
            end = between.end()
        yield data[begin:end]
        size -= end - begin
        at = end


# --- one byte a character -------------------------------------------------------------------------

# What a character is beside letters: blanks, digits and marks of ASCII are all one.
_BLANK, _LOWER, _UPPER, _QUOTE, _SIGN, _SYMBOL, _CONTROL, _BOX = range(8)
_LETTERS = (_LOWER, _UPPER)
_QUOTES = frozenset("“”„‘’‚«»‹›–—…¿¡´`")
_SIGNS = frozenset("·•©®°§€£™№×½")
# Marks that stand within words.
_INNER = frozenset("’·\xad")

# Bits of a mark, or of what is none, beside a letter and beside anything else; of a mark between
# two letters; of a capital behind a small letter; of where a word ends.
_BESIDE = {_QUOTE: (4, 6), _SIGN: (7, 4), _SYMBOL: (8, 5), _CONTROL: (10, 10), _BOX: (9, 8)}
_WITHIN, _CAPITAL, _END = 12, 6, 2
# What lines and shades save where the same stands twice: there is a long row of them, or none.
_ROW = 14

# How much the letters of ASCII may say of the language, and what they say at most.
_WEIGHT, _MOST = 0.5, 30
_SWITCH = 1.5


class _Charset(NamedTuple):
    """What each byte is: a character, a letter as the tables have it or a blank, and its kind.

    ``strange`` are the bytes of characters that hardly any text has.
    """

    chars: str
    keys: tuple[str, ...]
    kinds: tuple[int, ...]
    strange: bytes


@cache
def _charset(encoding: str) -> _Charset:
    chars = "".join(bytes((byte,)).decode(encoding, "replace") for byte in range(256))
    kinds = tuple(_kind(char, byte) for byte, char in enumerate(chars))
    keys = (
        _key(char) if kind in _LETTERS else " " for char, kind in zip(chars, kinds, strict=True)
    )
    strange = bytes(byte for byte, kind in enumerate(kinds) if kind in (_SYMBOL, _CONTROL))
    return _Charset(chars, tuple(keys), kinds, strange)


def _kind(char: str, byte: int) -> int:
    kind = category(char)
    if byte < 0x80:
        kind = kind if char.isalpha() else "Zs"
    if kind[0] in "LM" and char not in "ªºˆ":
        return _UPPER if kind == "Lu" else _LOWER
    if char == "\xa0":
        # Where it stands elsewhere, nobody ever typed it.
        return _QUOTE if byte in (0xA0, 0xCA) else _SYMBOL
    if char in _QUOTES:
        return _QUOTE
    if char in _SIGNS:
        return _SIGN
    if kind in ("Cc", "Co") or char == "\ufffd":
        return _BLANK if byte < 0x80 else _CONTROL
    if byte < 0x80:
        return _BLANK
    return _BOX if "\u2500" <= char < "\u25a0" else _SYMBOL


def _key(char: str) -> str:
    """Return a letter as the tables of pairs have it."""
    if "\u0e31" <= char <= "\u0e4e" and category(char) == "Mn":
        return "\u0e31"
    if "\u0591" <= char <= "\u05c7":
        return "\u05b0"
    if "\u064b" <= char <= "\u0652":
        return "\u064b"
    return {"ș": "ş", "ț": "ţ"}.get(char.lower(), char.lower()[0])


@cache
def _costs() -> tuple[tuple[int, ...], ...]:
    """Return the bits of two neighbours by their kinds, without what a language makes of them."""
    kinds = range(_BOX + 1)
    return tuple(tuple(_cost(first, second) for second in kinds) for first in kinds)


def _cost(first: int, second: int) -> int:
    bits = 0
    for kind, other in ((first, second), (second, first)):
        if kind in _BESIDE:
            bits += _BESIDE[kind][other not in _LETTERS]
    if second in _LETTERS:
        bits += UNKNOWN
        return bits + _CAPITAL if (first, second) == (_LOWER, _UPPER) else bits
    return bits + _END if first in _LETTERS else bits


class _Pairs:
    """Which bytes follow one another in a sample, and what its ASCII letters say."""

    def __init__(self, pieces: list[bytes]) -> None:
        text = b" %b " % _MARKUP.sub(b" ", b"\n".join(pieces))
        counts = Counter(pairwise(text))
        beyond = [(a, b, n) for (a, b), n in counts.items() if a > 0x7F or b > 0x7F]
        self.beyond = sorted(beyond, key=lambda pair: -pair[2])
        self.high = text.translate(None, _ASCII)
        self.bytes = bytes(set(self.high))
        self.rows = {a: n for a, b, n in self.beyond if a == b}
        found = re.findall(rb"(?<=[A-Za-z])[\x80-\xff](?=[A-Za-z])", text)
        self.within = {byte[0]: n for byte, n in Counter(found).items()}
        self.priors = self._priors(counts)

    def _priors(self, counts: Counter[tuple[int, int]]) -> list[float]:
        """Return the bits that each language saves by what is around the letters beyond ASCII."""
        table, keys = pairs(), _charset("cp1252").keys
        plain = [(a, b, n) for (a, b), n in counts.items() if a < 0x80 and b < 0x80]
        saved = table.lanes(sum(n * table.savings.get(keys[a] + keys[b], 0) for a, b, n in plain))
        best = max(saved)
        letters = sum(n for a, _, n in plain if keys[a] != " ")
        beyond = len(self.high)
        starts = sum(n for a, b, n in self.beyond if a < 0x80)
        foreign = _switching(letters, beyond) * starts
        return [
            max(-_MOST, _WEIGHT * (own - best)) if is_latin else -foreign
            for own, is_latin in zip(saved, table.is_latin, strict=True)
        ]

    def strangeness(self, charset: _Charset) -> int:
        """Return how many characters of a sample hardly any text has."""
        return len(self.high) - len(self.high.translate(None, charset.strange))

    def bits(self, charset: _Charset, most: int | None = None) -> float:
        """Return the bits that a sample takes in a charset, in the language that suits it best.

        Of its pairs only the ``most`` frequent are looked at, where that is given.
        """
        costs, (chars, keys, kinds, _) = _costs(), charset
        table = pairs()
        savings = table.savings
        bits = saved = 0
        for first, second, count in self.beyond[:most]:
            bits += count * costs[kinds[first]][kinds[second]]
            saving = savings.get(keys[first] + keys[second])
            if saving is not None:
                saved += count * saving
        for byte, count in self.within.items():
            if kinds[byte] in (_QUOTE, _SIGN, _SYMBOL) and chars[byte] not in _INNER:
                bits += count * _WITHIN
        bits -= sum(_ROW * count for byte, count in self.rows.items() if kinds[byte] == _BOX)
        best: float = max(map(add, self.priors, table.lanes(saved)))
        return bits - best


def _switching(letters: int, beyond: int) -> float:
    """Return the bits of where text in ASCII letters goes over to another script."""
    return _SWITCH * log2((letters + beyond) / max(beyond, 1))


# How many pairs show which charsets are worth a closer look, by how much those may be behind the
# best, and how many there are; how many more marks than in another, of all, speak against one.
_FIRST, _BEHIND, _CLOSER, _STRANGE = 48, 40, 8, 0.05


def _single(pieces: list[bytes]) -> Iterator[Guess]:
    found = _Pairs(pieces)
    alike: dict[str, list[str]] = {}
    for encoding in _SINGLE:
        alike.setdefault(found.bytes.decode(encoding, "replace"), []).append(encoding)
    strange = {same[0]: found.strangeness(_charset(same[0])) for same in alike.values()}
    limit = min(strange.values()) + 3 + _STRANGE * len(found.high)
    first = {
        encoding: found.bits(_charset(encoding), _FIRST) + _SINGLE[encoding]
        for encoding, count in strange.items()
        if count <= limit
    }
    best = min(first.values()) + _BEHIND
    closer = {
        each for each in sorted(first, key=first.__getitem__)[:_CLOSER] if first[each] <= best
    }
    for same in alike.values():
        if same[0] in closer:
            bits = found.bits(_charset(same[0]))
            yield from (Guess(encoding, bits + _SINGLE[encoding]) for encoding in same)


# --- several bytes a character --------------------------------------------------------------------

# Of what is said to be characters of several bytes, at most one in so many may be none.
_BROKEN = 30
# Bits a character of any text in these languages; of others, taken for them, it is 12 and more.
_ENOUGH, _SURELY = 20, 9.5
_RUN = re.compile("[^\0-\x7f]+")
_BEFORE = re.compile("[A-Za-z](?=[^\0-\x7f])")
_BEHIND_RUN = re.compile("[^\0-\x7f](?=[A-Za-z])")
_OF_ASIA = re.compile("[\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")


def _multiple(pieces: list[bytes], ends: list[bool]) -> Iterator[Guess]:
    for encoding, language, more in _MULTIPLE:
        decode = codecs.getincrementaldecoder(encoding)
        text = "".join(
            decode("replace").decode(piece, end) for piece, end in zip(pieces, ends, strict=True)
        )
        broken = text.count("\ufffd") * _BROKEN
        if broken > len(text):
            continue
        beyond = "".join(runs := _RUN.findall(text))
        if broken <= len(beyond):
            bits = _of_characters(beyond, language)
            is_sure = len(beyond) >= _ENOUGH and bits <= _SURELY * len(beyond)
            yield Guess(encoding, bits + more + _around(text, len(runs), len(beyond)), is_sure)


def _around(text: str, runs: int, beyond: int) -> float:
    """Return the bits of what stands around the characters of East Asia in a text."""
    letters = sum(map(str.isalpha, _RUN.sub("", _PLAIN_MARKUP.sub("", text))))
    adjoining = len(_BEFORE.findall(text)) + len(_BEHIND_RUN.findall(text))
    return _switching(letters, beyond) * runs + _ADJOINING * adjoining


_PLAIN_MARKUP = re.compile(r"<[^<>\x80-\uffff]{1,300}>")


def _of_characters(text: str, language: str) -> int:
    return sum(count * bits_of(char, language) for char, count in Counter(text).items())


def _wide(data: bytes, size: int) -> Iterator[Guess]:
    """Yield UTF-16 for text of East Asia without a blank of ASCII, so that it has no NUL."""
    sample = data[: _PLACES * _SIZE]
    for encoding in _WIDE:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
        if len(_OF_ASIA.findall(text)) * 20 >= len(text) * 19:
            languages = ("zh-Hans", "zh-Hant", "ja", "ko")
            bits = min(_of_characters(text, language) for language in languages)
            yield Guess(encoding, _WIDE_BITS + bits * size / len(sample))
