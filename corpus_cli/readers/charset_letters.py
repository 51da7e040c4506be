"""How much a language would wonder at a text: bits that its letters and characters take.

The tables are of the letters that follow one another in each language, and of the most frequent
characters of Chinese, Japanese and Korean. A text that is decoded by the wrong charset has pairs
of letters, and characters, that no language has. May import nothing of the package.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import category

# Bits of a pair of letters that a language does not have.
UNKNOWN = 15

_ALPHABETIC = frozenset(
    "en de nl fr es pt ca it ro pl cs sk sl hr hu sv da nb is fi et lv lt sq tr eu ga cy eo vi af "
    "az".split()
)


class Pairs(NamedTuple):
    """What each pair of letters saves over one that is unknown, in bits, in all languages at once.

    A number holds a lane of 32 bits for each language, so that adding numbers adds lanes.
    ``is_latin`` says of each language whether it is written in letters that ASCII has.
    """

    savings: Mapping[str, int]
    is_latin: tuple[bool, ...]

    def lanes(self, total: int) -> array[int]:
        """Return the sum of each language that a sum of numbers holds."""
        lanes = array("I")
        lanes.frombytes(total.to_bytes(lanes.itemsize * len(self.is_latin), "little"))
        return lanes


@cache
def pairs() -> Pairs:
    """Return the table of pairs of letters, read once."""
    savings: dict[str, int] = {}
    languages: list[str] = []
    for language, bits, letters in _lines("letter_pairs.txt"):
        if language not in languages:
            languages.append(language)
        saved = (UNKNOWN - bits) << (32 * languages.index(language))
        for at in range(0, len(letters), 2):
            pair = letters[at : at + 2]
            savings[pair] = savings.get(pair, 0) + saved
    return Pairs(savings, tuple(language in _ALPHABETIC for language in languages))


def _lines(name: str) -> Iterator[tuple[str, int, str]]:
    text = files("corpus_cli").joinpath("data", name).read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            language, bits, letters = line.split("\t")
            yield language, int(bits), letters


# --- characters of East Asia ----------------------------------------------------------------------

_PUNCTUATION = frozenset("、。，「」！？：；（）《》“”‘’…—·　．・〜")
# Of a language: a codec of the characters that it mostly uses, and the first byte of its rare ones.
_USED = {
    "zh-Hans": ("gb2312", 0xD8),
    "zh-Hant": ("big5", 0xC9),
    "ja": ("euc_jp", 0xD0),
    "ko": ("euc_kr", 0xC9),
}
_FREQUENT, _RARE, _FOREIGN, _NEVER = 12, 16, 18, 24


@cache
def characters(language: str) -> dict[str, int]:
    """Return the bits of characters in a language: first the frequent ones, then what is met."""
    return {
        char: bits
        for name, bits, chars in _lines("characters.txt")
        if name == language
        for char in chars
    }


def bits_of(char: str, language: str) -> int:
    """Return the bits of a character that is not ASCII in a language of East Asia."""
    known = characters(language)
    if char not in known:
        known[char] = _bits_of_rare(char, language)
    return known[char]


def _bits_of_rare(char: str, language: str) -> int:
    if char in _PUNCTUATION:
        return 6
    if "\u3041" <= char <= "\u30ff":
        return 10 if language == "ja" else 15
    if "\u4e00" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3":
        return _bits_of_ideograph(char, language)
    if "\uff01" <= char <= "\uff5e":
        return 9
    if "\uff61" <= char <= "\uff9f":
        return 11
    return _NEVER if char == "\ufffd" or category(char) in ("Co", "Cn") or char > "\uffff" else 14


def _bits_of_ideograph(char: str, language: str) -> int:
    codec, rare = _USED[language]
    try:
        first = char.encode(codec)[0]
    except UnicodeEncodeError:
        return _FOREIGN
    if language != "ko" and char >= "\uac00":
        return _FOREIGN + 2
    if language == "ko" and char < "\uac00":
        return _RARE
    return _FREQUENT if first < rare else _RARE
