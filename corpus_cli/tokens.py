"""Text to words: where words begin and end, and the forms that are searched and counted.

A word is a word of Unicode's UAX #29, made fit for text from the web; `words` has the rules.
White space always ends a word, so text is split there first. Most pieces are nothing but letters
and digits; the words of the others are remembered, since text repeats itself. Both are several
times faster than a pattern over all of it, and than looking every piece up in a large memory.
May import nothing of the package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from unicodedata import category, decimal, normalize

# A piece is matched by its shape: the same text with each character beyond ASCII replaced by one
# of its class, which is an ASCII character where there is one that behaves alike, else one of
# these controls, which no shape holds in their own right.
_HEBREW = "\x81"  # a Hebrew letter: may take ' and " as geresh and gershayim
_LONE = "\x82"  # a word by itself: Han, kana, a letter of a script written without spaces
_MIDDLE = "\x83"  # joins letters
_QUOTE = "\x84"  # joins letters and digits as ' does, but is no geresh
_MARK = "\x86"  # belongs to what it follows: accents, vowel signs, joiners, soft hyphens

# Classes that the general category does not tell: those of Unicode's Word_Break property, but for
# colons, which split (as in CLDR for all languages but two), and U+FF03, which is a hash sign.
_CLASSES = {
    "a": "B8 2C2-2C5 2D2-2D7 2DE-2DF 2E5-2EB 2ED 2EF-2FF 55A-55C 55E 58A 5F3 70F 24B6-24E9 "
    "A708-A716 A720-A721 A789-A78A AB5B 1F130-1F149 1F150-1F169 1F170-1F189",
    "0": "600-605 66B 6DD 890-891 8E2 19DA 110BD 110CD",
    ".": "2024 FE52 FF0E",
    ",": "37E 589 60C-60D 66C 7F8 2044 FE50 FE54 FF0C FF1B",
    "_": "203F-2040 2054 FE33-FE34 FE4D-FE4F FF3F",
    "#": "FF03",
    " ": "200B",
    _HEBREW: "5D0-5EA 5EF-5F2 FB1D FB1F-FB28 FB2A-FB4F",
    _LONE: "32D0-32FE 3300-3357",
    _MIDDLE: "B7 387 55F 5F4 2027",
    _QUOTE: "2018-2019 FF07",
    _MARK: "FF9E-FF9F 1F3FB-1F3FF",
}

# Where letters stand alone: Thai, Lao, Myanmar, Khmer and their kin, then kana and Han.
_LONE_LETTERS = (
    "E00-EFF 1000-109F 1780-17FF 1950-19DF 1A20-1AAF A9E0-A9FF AA60-AADF 11700-1174F "
    "3005-3007 3021-3029 3031-303B 3041-30FF 31F0-31FF 3400-4DBF 4E00-9FFF F900-FAFF FF66-FF9D "
    "16FE3 17000-18DFF 1AFF0-1B2FF 20000-3FFFF"
)

# Repetitions are possessive and a word is tried at the first of its underscores only, so matching
# takes linear time; of an e-mail address the beginning is read again, which is why it is bounded.
_L = rf"A-Za-z{_HEBREW}"
_W = rf"{_L}0-9_"
_WORD = rf"""
    (?: [{_L}] (?: \. [{_L}] (?![{_W}]) )++       # U.S.A: a full stop joins single letters
      | (?<!_) _*+ [{_L}0-9] [{_W}]*+
    )
    (?: (?: (?<=[{_L}]) ['{_QUOTE}{_MIDDLE}] (?=[{_L}])
          | (?<=[0-9]) [.,;'{_QUOTE}] (?=[0-9])
          | (?<={_HEBREW}) " (?={_HEBREW})
        ) [{_W}]++
    )*+
    (?: (?<={_HEBREW}) ' )?
"""
_HASHTAG = rf"\# (?<![{_W}{_LONE}&]\#) (?=[0-9_]*+[{_L}{_LONE}]) [{_W}{_LONE}]++"
_INNER = rf".,;:!?'*_{_QUOTE}{_MIDDLE}"  # in an address, but not at its end
_OUTER = rf"{_L}0-9/\#%&=+$@~-"
_URL = rf"""
    (?i: (?:https?|ftp|file):// | www\. )
    (?: [{_INNER}]*+ (?: [{_OUTER}]++ | \( [{_INNER}{_OUTER}]*+ \) ) )++
"""
_LABEL = rf"[{_L}0-9]++ (?: -++ [{_L}0-9]++ )*+"
_EMAIL = rf"[{_W}]{{1,64}}+ (?: [.+%-] [{_W}]{{1,64}}+ ){{0,8}}+ @ {_LABEL} (?: \. {_LABEL} )++"


@cache
def _pattern(*, emails: bool) -> re.Pattern[str]:
    """Return the pattern of a word of a shape; looking for addresses costs where there are none."""
    parts = [_LONE, _URL, *([_EMAIL] if emails else []), _HASHTAG, _WORD]
    return re.compile("|".join(parts), re.VERBOSE)


class _Characters(dict[int, str]):
    """A table for ``str.translate`` that is filled as characters are met."""

    def __init__(self, replacement: Callable[[str], str]) -> None:
        self._replacement = replacement

    def __missing__(self, code: int) -> str:
        self[code] = replaced = self._replacement(chr(code))
        return replaced


_Ranges = list[tuple[int, int]]


@cache
def _ranges(text: str) -> _Ranges:
    ends = (part.partition("-") for part in text.split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in ends]


def _within(char: str, ranges: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _ranges(ranges))


def _class_of(char: str) -> str:
    """Return what stands for a character in a shape."""
    if char.isascii():
        return char
    for shape, ranges in _CLASSES.items():
        if _within(char, ranges):
            return shape
    kind = category(char)
    if kind[0] == "L" or kind == "Nl":
        return _LONE if _within(char, _LONE_LETTERS) else "a"
    if kind == "Nd":
        return "0"
    return _MARK if kind[0] == "M" or kind == "Cf" else " "


_SHAPES = _Characters(_class_of)


def _shape(text: str) -> str:
    return text if text.isascii() else text.translate(_SHAPES)


def _ranges_of_words(piece: str) -> list[tuple[int, int]]:
    """Return where the words of a text without white space are."""
    shape = _shape(piece)
    if _MARK not in shape:
        return [match.span() for match in _pattern(emails="@" in shape).finditer(shape)]
    # UAX #29, WB4: rules ignore marks, and a mark stays with the character before it.
    kept = [at for at, character in enumerate(shape) if character != _MARK]
    bare = shape.replace(_MARK, "")
    spans = (match.span() for match in _pattern(emails="@" in shape).finditer(bare))
    kept.append(len(shape))
    return [(kept[start], kept[end]) for start, end in spans]


# At the ends of plain letters, digits and hyphens these are never part of a word.
_AROUND = ".,;:!?()'\"‘’“”„«»…"


# Text without white space that is longer is not worth remembering.
LONGEST_PIECE = 32


class _Pieces(dict[str, tuple[str, ...]]):
    """Text without white space to its words; remembers what is worth remembering."""

    # More are not worth their memory (8 MB).
    most = 1 << 15

    def __missing__(self, piece: str) -> tuple[str, ...]:
        inner = piece.strip(_AROUND)
        shape = inner if inner.isascii() else inner.translate(_SHAPES)
        if shape.isalnum() and shape.isascii():
            found: tuple[str, ...] = (inner,)
        elif shape.isascii() and shape.replace("-", "").isalnum():
            found = tuple(filter(None, inner.split("-")))
        else:
            found = tuple([piece[start:end] for start, end in _ranges_of_words(piece)])
        if len(piece) <= LONGEST_PIECE:
            if len(self) >= self.most:
                self.clear()
            self[piece] = found
        return found


_PIECES = _Pieces()


def words(text: str) -> list[str]:
    """Return the words of ``text`` in order, as they are written.

    UAX #29 decides, which joins letters, digits and ``_``, an apostrophe between letters (don’t),
    and ``,`` ``.`` ``;`` between digits (3.14); marks, joiners and soft hyphens stay with the
    letter before them. Unlike there, a full stop joins no words, only single letters (U.S.A.);
    a colon splits; a no-break space is a space; each Han or kana character is a word, with its
    marks, and so is each letter of the scripts that need a dictionary to be split (Thai, Lao,
    Khmer, Myanmar); a hashtag, a URL with its scheme or ``www.``, and an e-mail address are one
    word each. Nothing without a letter or digit is a word, an emoji neither.
    """
    found: list[str] = []
    for piece in text.split():
        if piece.isalnum() and piece.isascii():
            found.append(piece)
        else:
            found += _PIECES[piece]
    return found


def count(text: str) -> int:
    """Return how many words ``text`` has."""
    pieces = text.split()
    others = [piece for piece in pieces if not (piece.isalnum() and piece.isascii())]
    return len(pieces) - len(others) + sum(map(len, map(_PIECES.__getitem__, others)))


def spans(text: str) -> list[tuple[int, int]]:
    """Return the range of each word of ``text``, in order; they never overlap."""
    ranges = []
    end = 0
    for word in words(text):
        # The next occurrence is the word itself: what is skipped holds no letter and no digit,
        # and what of a word stands before its first one (# or _) is of one length.
        start = text.index(word, end)
        end = start + len(word)
        ranges.append((start, end))
    return ranges


# Marks that search ignores: general diacritics, and those of Cyrillic, Hebrew and Arabic. The
# vowel signs and tones of other scripts are part of their spelling.
_DIACRITICS = (
    "300-36F 483-489 591-5BD 5BF 5C1-5C2 5C4-5C5 5C7 610-61A 64B-65F 670 6D6-6DC 6DF-6E4 6E7-6E8 "
    "6EA-6ED 898-89F 8CA-8E1 8E3-8FF 1AB0-1ACE 1DC0-1DFF 20D0-20F0 2DE0-2DFF A66F-A672 A674-A67D "
    "A69E-A69F FE00-FE0F FE20-FE2F E0100-E01EF"
)
# Letters of their own to those who write them, though Unicode sees a letter with a mark.
_WHOLE = frozenset("йїўѓќ")
# Compatibility forms of these are spelling, not typography: Thai and Lao AM, Korean letters.
_AS_THEY_ARE = "E00-FFF 3130-318F FFA0-FFDC"
# What is folded though Unicode does not decompose it.
_ALIKE = str.maketrans(
    {
        **dict(zip("łøđħŧıðŋƒɓɗɖƙƴɲɛɔ", "lodhtidnfbddkyneo", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **dict(zip("ٱىیکةہۃە", "اييكهههه", strict=True)),
        **dict.fromkeys("‘’ʻʼʽʾʿ′׳", "'"),
        "״": '"',
        **dict.fromkeys("·‧ـ", ""),
    }
)


def _bare(text: str) -> str:
    return "".join(char for char in normalize("NFD", text) if not _within(char, _DIACRITICS))


def _fold_of(char: str) -> str:
    """Return the search form of a composed character."""
    if category(char) in ("Cf", "Nd"):
        return str(decimal(char, ""))
    if char.casefold() in _WHOLE:
        return char.casefold()
    plain = char if _within(char, _AS_THEY_ARE) else normalize("NFKC", char)
    # Marks go first, as case folding spells out the iota below a vowel, and again for İ.
    return _bare(_bare(plain).casefold()).translate(_ALIKE)


_FOLDS = _Characters(_fold_of)


def folded(text: str) -> str:
    """Return a text with each of its characters as `fold` has it, at its ends as well."""
    if text.isascii():
        return text.lower()
    return normalize("NFC", normalize("NFC", text).translate(_FOLDS))


def fold(word: str) -> str:
    """Return the form of ``word`` that search compares; folding it again changes nothing.

    Case, diacritics, typography (full-width and styled letters, ligatures, apostrophes, invisible
    characters) and the digits of other scripts are folded, and so are ``#``, ``_`` and ``'`` at
    the ends. Arabic loses harakat and tatweel, and alef, hamza, ya, kaf and ta marbuta take one
    form each; Hebrew loses its points. Cyrillic ё becomes е while й, ї, ў, ѓ and ќ stay, as those
    who write them expect; the signs of other scripts stay too. A word of which nothing would be
    left is returned as it is.
    """
    if word.isascii():
        return word.strip("#_'").lower() or word
    return folded(word).strip("#_'") or word


def _typed(char: str) -> str:
    """Return a character as a typewriter has it: one apostrophe, and no soft hyphen."""
    if char in "‘’＇":
        return "'"
    return "" if char == "\u00ad" else char


_TYPOGRAPHY = _Characters(_typed)


def form(word: str) -> str:
    """Return the form of ``word`` that is counted: case and typography folded, letters kept.

    Words of one form are of one `fold`, but not the other way round: café, cafe and #cafe are
    three forms. The form of a form is itself.
    """
    if word.isascii():
        return word.lower()
    return normalize("NFC", normalize("NFC", word).translate(_TYPOGRAPHY).lower())


class _Forms(dict[str, tuple[str, ...]]):
    """Text without white space to the forms of its words."""

    # More are not worth their memory (100 MB).
    most = 1 << 19

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if piece.isalnum() and piece.isascii():
            found: tuple[str, ...] = (piece.lower(),)
        else:
            found = tuple(map(form, _PIECES[piece]))
        if len(piece) <= LONGEST_PIECE:
            if len(self) >= self.most:
                self.clear()
            self[piece] = found
        return found


_FORMS = _Forms()


def forms(pieces: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the forms of the words of texts without white space, remembering many."""
    return list(map(_FORMS.__getitem__, pieces))
