"""What a pattern needs of a text's words is there in every text that it matches."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus_cli.query.prefilter import required_pieces
from corpus_cli.tokens import fold, words
from tests.query.patterns import cases, matches, texts


def hold(pattern: str, text: str, *, plain: bool = False, fold_case: bool = False) -> bool:
    """Whether the words of a text have what a pattern needs; where nothing is certain they do."""
    sets = required_pieces(pattern, plain=plain, fold=fold_case)
    folded = [fold(word) for word in words(text)]
    return not sets or any(
        all(any(piece in word for word in folded) for piece in pieces) for pieces in sets
    )


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("Aleppo", "aleppo"),
        ("many years", "many years"),
        (r"\bAleppo\b", "aleppo"),
        ("^Aleppo.*Mosul$", "aleppo mosul"),
        ("Aleppo|Mosul", "aleppo|mosul"),
        ("(foo|bar) baz", "foo baz|bar baz"),
        ("(?P<town>Alepp(?:os)?)", "alepp"),
        ("colou?r", "color|colour"),
        ("abc*d", "abd|abc cd"),
        ("abc+d", "abc cd"),
        ("ab{3}c", "abbbc"),
        ("(?:ab){2,}", "ab"),
        ("[Aa]leppo", "aleppo"),
        ("[Aa][Ll][Ee][Pp][Pp][Oo]", "aleppo"),
        ("[bc]at", "bat|cat"),
        ("[a-z]+ing", "ing"),
        (r"x(?=y)z(?!ab)(?<=cd)", "xz"),
        (r"(\w+)ab\1", "ab"),
        ("(?i)ALEPPO", "aleppo"),
        ("don't_stop", "don stop"),
        ("3.14", "3 14"),
        ("https?://example.org", "http example org"),
        ("Straße", "strasse"),
        ("(?i:Straße)", "stra e"),
        ("cafe\u0301s", "cafes"),
        ("Йод", "йод"),
        ("дети", "дет"),
        ("дети ", "дети"),
        ("حَلَب", "حلب"),
        ("हिन्दी", "हिन्द"),
        ("हिन्दी ", "हिन्दी"),
        ("日本語", "日 本 語"),
        ("かな ", "か な"),
        ("ไทย", "ไ ท ย"),
        ("한국", "한국"),
        ("가나", "가"),
        ("(?:(?:(?:a+)+)+)+b", "ab"),
        # Nothing is certain.
        ("", ""),
        ("foo|", ""),
        ("(?:foo)?", ""),
        (r"\d{4}", ""),
        ("...", ""),
        ("foo{e<=1}", ""),
        ("(?x) foo # bar", ""),
        (r"foo\Kbar", ""),
        ("(?|foo)bar", ""),
        ("(?P<a>x)foo(?&a)", ""),
        ("(?(1)foo|bar)", ""),
        ("(?f)foo", ""),
        ("(?V1)[foo--o]bar", ""),
        ("[[:alpha=foo:]]bar", ""),
        ("|".join(chr(0x4E00 + i) for i in range(33)), ""),
    ],
)
def test_what_the_words_must_contain(pattern: str, expected: str) -> None:
    sets = {frozenset(each.split()) for each in expected.split("|")} if expected else set()
    assert set(required_pieces(pattern, plain=False, fold=False)) == {*sets}


def test_plain_text_has_no_syntax() -> None:
    assert required_pieces("(foo|bar)?", plain=True, fold=False) == (frozenset({"foo", "bar"}),)


@settings(max_examples=1200, deadline=None)
@given(cases(), st.booleans())
@example(("дети", "детй"), False)
@example(("дети", "дети\u0306"), False)
@example(("가", "각"), False)
@example(("가", "가\u11a8"), False)
@example(("가·", "가·\u11a8"), False)
@example(("가ـ", "가ـ\u11a8"), False)
@example(("か", "か\u3099"), False)
@example(("カ", "カﾞ"), False)
@example(("αι", "α\u0345"), True)
@example(("ß", "\U0001df95"), True)
@example(("ɤ", "\ua7cb"), True)
@example(("_a@b.c_d", "_a@b.c_d"), False)
def test_every_text_that_matches_has_it(case: tuple[str, str], fold_case: bool) -> None:
    pattern, text = case
    if matches(pattern, text, fold=fold_case):
        assert hold(pattern, text, fold_case=fold_case)


@settings(max_examples=300, deadline=None)
@given(texts, texts, texts, st.booleans())
def test_plain_text_is_found_whatever_stands_around_it(
    before: str, wanted: str, after: str, fold_case: bool
) -> None:
    assert hold(wanted, before + wanted + after, plain=True, fold_case=fold_case)


def test_letters_that_match_without_case_give_the_same_pieces() -> None:
    for letter, same in equivalents().items():
        for other in same:
            assert hold(f"x{letter}y", f"x{other}y", fold_case=True), (letter, other)
            assert hold(letter, other, fold_case=True), (letter, other)


def test_no_mark_takes_away_the_piece_of_the_letter_before_it() -> None:
    for code in range(0x110000):
        parts = unicodedata.normalize("NFD", chr(code))
        for end in range(1, len(parts)):
            letter = unicodedata.normalize("NFC", parts[:end])
            if not "가" <= letter <= "힣" or code % 28 == 0:
                assert hold(letter, "x" + letter + parts[end:] + "x", plain=True), letter


def equivalents() -> dict[str, set[str]]:
    """What the regex module matches without case, for every letter with more than one form."""
    everything = "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, 0x20000)))
    cased = "".join(regex.findall(r"[\p{Cased}\p{CWCM}\p{CWCF}]", everything))
    return {
        letter: {*regex.findall(regex.escape(letter), cased, regex.IGNORECASE)} for letter in cased
    }
