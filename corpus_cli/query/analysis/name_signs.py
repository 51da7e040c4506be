"""Words with capitals that may be names, and what around them speaks for each kind of name.

May import lists of words, those of ``parsing`` too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from corpus_cli import tokens
from corpus_cli.parsing.language import function_words
from corpus_cli.query.analysis import name_words as lists
from corpus_cli.query.function_words import FUNCTION_WORDS

# What is seen at one occurrence of a name.
TITLE, ROLE, AGE, WHO, SPEAKS = "title", "role", "age", "who", "speaks"
WITHIN, BESIDE, DISTRICT, PLACE = "within", "beside", "district", "place"
BODY, OWNED = "body", "owned"
ARTICLE, PLURAL, DESCRIBES, SHORTENED = "article", "plural", "describes", "shortened"

# Those that a word gets for being a name, and no other noun.
TELLING = frozenset({TITLE, ROLE, AGE, WHO, SPEAKS, WITHIN, BESIDE, DISTRICT, BODY})

_JOINING = frozenset((", ", " and ", " or ", ", and ", " und ", " et ", " y ", " e ", " en "))
_AROUND = 60  # characters that are looked at before and behind a name
_OPENS = frozenset('.!?:;…"“”‘’»)]*•>–—-')


class Candidate(NamedTuple):
    """Words with capitals side by side; ``opens`` says that they open a sentence.

    ``signs`` are what is seen around them. ``joined`` says that a comma or an ``and`` alone
    parts them from the candidate before.
    """

    words: tuple[str, ...]
    opens: bool
    signs: tuple[str, ...]
    joined: bool


class _Part(NamedTuple):
    """Words of a sequence that make a name, the title before them, and whether an ’s is behind."""

    title: str
    words: Sequence[str]
    owns: bool = False


class Writing(NamedTuple):
    """How a language sets capitals.

    ``openers`` are words that have one from the beginning of a sentence alone. ``adjectives``
    says that there are adjectives with capitals, ``nouns`` that all nouns have them.
    """

    openers: frozenset[str]
    adjectives: bool
    nouns: bool


@cache
def writing_of(language: str | None) -> Writing:
    """Return how a language sets capitals, given its ISO 639-1 code; English for None."""
    if language in (None, "en"):
        return Writing(FUNCTION_WORDS, adjectives=True, nouns=False)
    return Writing(function_words(language), adjectives=False, nouns=language in ("de", "lb"))


def candidates(text: str, writing: Writing) -> Iterator[Candidate]:
    """Yield the words with capitals of a text that may be names."""
    end = -1
    for match in _sequence().finditer(text):
        is_joined = text[end : match.start()] in _JOINING if end >= 0 else False
        end = match.end()
        before = text[max(match.start() - _AROUND, 0) : match.start()].rstrip()
        behind = text[match.end() : match.end() + _AROUND]
        opens = not before or before[-1] in _OPENS
        last, words = _last_words(before), match[0].split()
        if opens and tokens.fold(words[0]) in writing.openers:
            last, words, opens = ("", tokens.fold(words[0])), words[1:], False
        parts = _parted(words)
        for number, (title, words, owns) in enumerate(parts):
            if title:
                last, opens = ("", title), False
            elif opens and len(words) > 1 and words[0].lower() in lists.ROLES:
                last, words, opens = ("", words[0].lower()), words[1:], False
            follows = behind if number == len(parts) - 1 else ""
            signs = tuple(_signs(last, follows, owns=owns, adjectives=writing.adjectives))
            yield Candidate(tuple(words), opens, signs, is_joined)
            last, opens, is_joined = ("", words[-1].lower()), False, False


def bare(word: str) -> str:
    """Return a word as the lists have it: folded, without the full stop of an abbreviation."""
    return tokens.fold(word).rstrip(".")


def _last_words(before: str) -> tuple[str, str]:
    """Return the two words before a name, in small letters as far as they stand so."""
    words = [word.strip("(\"“‘'.") for word in before.rsplit(maxsplit=2)[-2:]]
    second, last = ["", "", *words][-2:]
    return second, last


def _signs(before: tuple[str, str], behind: str, *, owns: bool, adjectives: bool) -> Iterator[str]:
    """Yield what the words around a name say of it.

    ``owns`` says that an ’s is behind it, ``adjectives`` that it may describe what follows.
    """
    second, word = before[0].lower(), before[1].lower()
    next_word = _next_word(behind)
    describes = adjectives and not owns and next_word and not _is_verb(next_word)
    if word in lists.TITLES:
        yield TITLE
    elif word in lists.ROLES or (len(word) > 5 and word.endswith(("man", "woman", "ist"))):
        yield ROLE
    elif word in lists.DIRECTIONS or (word == "of" and second in lists.DISTRICTS):
        yield DISTRICT
    elif word in lists.BODIES or (word == "of" and second in lists.OWNED):
        yield BODY
    elif word in lists.ARTICLES:
        if not describes:
            yield ARTICLE
    elif not owns and not describes:
        if word in lists.WITHIN:
            yield WITHIN
        elif word in lists.BESIDE:
            yield BESIDE
    if next_word in lists.PLURALS:
        yield PLURAL
    elif next_word in lists.SPEAKS:
        yield WHO if next_word.startswith("who") else SPEAKS
    elif describes and next_word in lists.OWNED:
        yield OWNED
    elif describes and next_word in lists.DISTRICTS:
        yield PLACE
    elif describes:
        yield DESCRIBES
    elif _of_a_life().match(behind):
        yield AGE
    elif behind.startswith((", who ", ", whose ")):
        yield WHO
    elif _goes_on().match(behind):
        yield SHORTENED


def _next_word(behind: str) -> str:
    """Return the word in small letters that follows at once, or nothing."""
    word = behind[1:].partition(" ")[0].rstrip(",.;:!?)\"”’'") if behind.startswith(" ") else ""
    return word if word.isalpha() and word.islower() else ""


def _is_verb(word: str) -> bool:
    """Tell whether a word behind a name is none that the name describes."""
    return (
        word in FUNCTION_WORDS
        or word in lists.SPEAKS
        or word.endswith(("ed", "ly"))
        or word in lists.VERBS
    )


def _parted(words: Sequence[str]) -> list[_Part]:
    """Return the names in words side by side.

    Function words, days, titles and possessives part them; none begins or ends with a particle.
    """
    parts = [_Part("", [])]
    for at, word in enumerate(words):
        owner = word.removesuffix("’s").removesuffix("'s")
        fold = tokens.fold(owner)
        is_inside = parts[-1].words and not word[0].isupper()
        if fold in lists.DAYS or (fold in FUNCTION_WORDS and not is_inside):
            parts.append(_Part("", []))
        elif _is_title(words, at):
            parts.append(_Part(bare(word), []))
        else:
            parts[-1] = parts[-1]._replace(words=[*parts[-1].words, owner], owns=owner != word)
            if owner != word:
                parts.append(_Part("", []))
    found = []
    for part, next_part in pairwise([*parts, _Part("", [])]):
        name = _trimmed(part.words, has_rank=bool(next_part.title))
        if len(" ".join(name)) > 1 and not (len(name) == 1 and bare(name[0]) in lists.NO_NAMES):
            found.append(part._replace(words=name))
    return found


def _trimmed(words: Sequence[str], *, has_rank: bool) -> list[str]:
    """Return the words of a name without particles at its ends, nor the rank before a title."""
    name = list(words)
    while name and (not _has_capital(name[-1]) or (has_rank and bare(name[-1]) in lists.RANKS)):
        name.pop()
    while name and not _has_capital(name[0]):
        name.pop(0)
    if name and name[-1].endswith(".") and name[-1].count(".") == 1:
        name[-1] = name[-1].rstrip(".")
    return name


def _is_title(words: Sequence[str], at: int) -> bool:
    """Tell whether a word of several is the title of a person that the next ones name."""
    if bare(words[at]) not in lists.TITLES or not all(map(_has_capital, words[at : at + 2])):
        return False
    rest = {bare(word) for word in words[at + 1 :]}
    return bool(rest) and rest.isdisjoint(lists.ORGANISATIONS) and rest.isdisjoint(lists.PLACES)


def _has_capital(word: str) -> bool:
    return word.removeprefix("al-")[:1].isupper()


@cache
def _sequence() -> Any:
    """Return the pattern of words with capitals, joined by particles or not."""
    import regex

    letters = r"[\p{L}\p{M}\d]*"
    initials = r"(?:\p{Lu}\.){2,}|[\p{Lu}--[IVX]]\.(?= (?:\p{Lu}\. )?\p{Lu}\p{Ll})"
    word = rf"(?:al-)?(?:{initials}|\p{{Lu}}{letters}(?:['’-]\p{{L}}{letters})*+)"
    particles = "of|of the|de|de la|de los|del|della|di|da|dos|du|van|van der|von|bin|ibn|al|el|&"
    title = rf"(?:{'|'.join(lists.ABBREVIATED)})\. "
    return regex.compile(
        rf"(?V1)(?<![\p{{L}}\d#@])(?:{title})?{word}(?: (?:(?:{particles}) )?{word})*+"
    )


@cache
def _of_a_life() -> Any:
    """Return the pattern of an age or of the years of a life behind a name."""
    import regex

    return regex.compile(
        r", (?:aged )?\d{1,2}[,.]| \((?:aged )?\d{1,2}\)| \((?:born|b\.|d\.|1[5-9]\d\d[-–])"
    )


@cache
def _goes_on() -> Any:
    """Return the pattern of a full stop behind which the sentence goes on, as of ``Op. cit.``"""
    import regex

    return regex.compile(r"\.(?:[,;:)\]]| (?:\p{Ll}|\d|\p{Lu}\p{Ll}{0,3}\.[,;:)\]]))")
