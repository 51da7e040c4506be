"""Words are those of UAX #29 with the house's exceptions, whatever the script and however long."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus_cli import tokens
from corpus_cli.tokens import count, fold, spans, words

# The reference: UAX #29 rule by rule over the property tables of `regex`, and each exception as a
# plain scan. Slow, and shares nothing with the module under test.

PROPERTIES = (
    "ALetter Hebrew_Letter Numeric Katakana ExtendNumLet MidLetter MidNum MidNumLet Single_Quote "
    "Double_Quote Extend Format ZWJ"
).split()
LETTERS = {"ALetter", "Hebrew_Letter"}
RUN = {*LETTERS, "Numeric", "ExtendNumLet"}
IGNORED = {"Extend", "Format", "ZWJ"}
FULL_STOPS = ".․﹒．"
COLONS = ":︓﹕："
UNSPACED = regex.compile(r"[\p{Ideographic}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{LB=SA}]")


@cache
def word_break(char: str) -> str:
    """The Word_Break property, with the exceptions that are a matter of one character."""
    if char.isspace() or char in COLONS:
        return "Other"
    if char in FULL_STOPS:
        return "Stop"
    found = next((p for p in PROPERTIES if regex.match(rf"\p{{WB={p}}}", char)), "Other")
    kind = unicodedata.category(char)
    if found == "Katakana":
        return "Alone" if kind in ("Lo", "Lm", "So") else "Other"
    return "Alone" if UNSPACED.match(char) and kind in ("Lo", "Lm", "Nl") else found


class Reference:
    """The words of a text; positions are of characters that are not ignored (WB4)."""

    def __init__(self, text: str) -> None:
        self.text = text
        kinds = [word_break(char) for char in text]
        self.at = [i for i, kind in enumerate(kinds) if kind not in IGNORED]
        self.kinds = [kinds[i] for i in self.at]
        self.chars = [text[i] for i in self.at]
        self.at.append(len(text))

    def kind(self, i: int) -> str:
        return self.kinds[i] if 0 <= i < len(self.kinds) else "Other"

    def words(self) -> Iterator[str]:
        i = 0
        while i < len(self.kinds):
            end = self.url(i) or self.email(i) or self.hashtag(i) or self.word(i)
            if end:
                # The end of a cluster is the beginning of the next, white space left out.
                yield self.text[self.at[i] : self.at[end - 1] + 1] + self.marks(end)
            i = end or self.skipped(i)

    def marks(self, end: int) -> str:
        return self.text[self.at[end - 1] + 1 : self.at[end]]

    def skipped(self, i: int) -> int:
        end = i + 1
        while self.kind(i) == "ExtendNumLet" and self.kind(end) == "ExtendNumLet":
            end += 1
        return end

    def word(self, i: int) -> int | None:
        if self.kind(i) == "Alone":
            return i + 1
        if self.kind(i) not in RUN:
            return None
        end = i + 1
        while end < len(self.kinds) and self.joined(i, end):
            end += 1
        return end if any(kind != "ExtendNumLet" for kind in self.kinds[i:end]) else None

    def joined(self, first: int, i: int) -> bool:
        """Whether character ``i`` goes on the word that began at ``first``."""
        before, here = self.kind(i - 1), self.kind(i)
        if before in RUN and here in RUN:
            return True
        if before == "Hebrew_Letter" and here == "Single_Quote":
            return True
        return self.is_joiner(first, i) or self.is_joiner(first, i - 1)

    def is_joiner(self, first: int, i: int) -> bool:
        """Whether ``i`` is punctuation that joins its neighbours."""
        if not first < i:
            return False
        before, here, after = (self.kind(j) for j in (i - 1, i, i + 1))
        if here == "Stop":
            return self.joins_initials(first, i) or before == after == "Numeric"
        if before in LETTERS and after in LETTERS:
            both = before == after == "Hebrew_Letter"
            middle = here in ("MidLetter", "MidNumLet", "Single_Quote")
            return middle or (here == "Double_Quote" and both)
        return before == after == "Numeric" and here in ("MidNum", "MidNumLet", "Single_Quote")

    def joins_initials(self, first: int, i: int) -> bool:
        if self.kind(i - 1) not in LETTERS or self.kind(i + 1) not in LETTERS:
            return False
        starts = i - 1 == first or (self.kind(i - 2) == "Stop" and self.is_joiner(first, i - 2))
        return starts and self.kind(i + 2) not in RUN

    def hashtag(self, i: int) -> int | None:
        if self.chars[i] not in "#＃" or self.kind(i - 1) in {*RUN, "Alone"}:
            return None
        if i and self.chars[i - 1] == "&":
            return None
        end = i + 1
        while self.kind(end) in {*RUN, "Alone"}:
            end += 1
        return end if {*LETTERS, "Alone"} & {*self.kinds[i + 1 : end]} else None

    def latin(self, i: int, length: int) -> str:
        """Characters with forms of ASCII letters left out, as none is a scheme."""
        chars = [c if c.isascii() else "." if c in FULL_STOPS else "?" for c in self.chars]
        return "".join(chars[i : i + length]).lower()

    def url(self, i: int) -> int | None:
        schemes = ("http://", "https://", "ftp://", "file://", "www.")
        scheme = next((s for s in schemes if self.latin(i, len(s)) == s), None)
        if scheme is None:
            return None
        at = i + len(scheme)
        end = None
        while at < len(self.kinds):
            if self.chars[at] == "(":
                close = at + 1
                while self.inner(close) or self.outer(close):
                    close += 1
                if close >= len(self.kinds) or self.chars[close] != ")":
                    break
                at = end = close + 1
            elif self.outer(at):
                at = end = at + 1
            elif self.inner(at):
                at += 1
            else:
                break
        return end

    def outer(self, i: int) -> bool:
        if self.kind(i) in {*LETTERS, "Numeric"}:
            return True
        return i < len(self.kinds) and self.chars[i] in "/#＃%&=+$@~-"

    def inner(self, i: int) -> bool:
        kinds = ("Stop", "MidNum", "MidNumLet", "MidLetter", "Single_Quote", "ExtendNumLet")
        return self.kind(i) in kinds or (i < len(self.kinds) and self.chars[i] in ":!?*")

    def email(self, i: int) -> int | None:
        at = self.run(i, RUN)
        if at == i:
            return None
        for _ in range(8):
            if at >= len(self.kinds) or not (self.kind(at) == "Stop" or self.chars[at] in "+%-"):
                break
            after = self.run(at + 1, RUN)
            if after == at + 1:
                return None
            at = after
        if at >= len(self.kinds) or self.chars[at] != "@":
            return None
        end = self.label(at + 1)
        first = end
        while end is not None and self.kind(end) == "Stop":
            after = self.label(end + 1)
            if after is None:
                break
            end = after
        return None if end == first else end

    def label(self, i: int) -> int | None:
        end = self.run(i, RUN - {"ExtendNumLet"})
        if end == i:
            return None
        while True:
            hyphens = end
            while hyphens < len(self.kinds) and self.chars[hyphens] == "-":
                hyphens += 1
            after = self.run(hyphens, RUN - {"ExtendNumLet"})
            if hyphens == end or after == hyphens:
                return end
            end = after

    def run(self, i: int, kinds: set[str]) -> int:
        while self.kind(i) in kinds:
            i += 1
        return i


def reference(text: str) -> list[str]:
    return [word for piece in text.split() for word in Reference(piece).words()]


FRAGMENTS = [
    *"aZéßяΣıأحऄक한語かカｶไกאב٣७5.,;:'’‘\"״׳·_-#@/&!?()*+%“” \n\t\xa0",
    *"\u0301\u064b\u093f\u094d\u0e34\u3099\uff9e\u05b8\u200b\u200c\u200d\u00ad\ufe0f\ufeff\u2060",
    *"ー々〇㌔①½²ª©™👍🏽🇩❤︎＃．，：＿１Ａ\u202f\u2028\x1c\x00\x85\x81\u3000\U00020000\U0001d7d8",
    *("http://", "HTTPS://", "www.", "ftp://", ".com", "a@b", "U.S.A", "don’t", "3.14", "#tag"),
    *("aa", "12", "..", "ab.c", "--", "__", "&#", "a.b."),
]
# The word breaks of these differ between the versions of Unicode that Python and `regex` may have.
CHANGED = "\xb8\u19da\ufe10\ufe14"
KNOWN = st.characters(exclude_categories=("Cs", "Cn", "Co"), exclude_characters=CHANGED)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)


@settings(max_examples=1500, deadline=None)
@given(TEXTS | st.text(KNOWN, max_size=30))
@example("a.b'c.d")
@example("http://a_.b(c)d)e")
@example("#1a #_ #_1 #_a ##a a#b")
@example("א'ב א\"ב א' א\" 'א'")
@example("_.a.b_ a_.b")
def test_words_are_those_of_the_reference(text: str) -> None:
    assert words(text) == reference(text)


def standing() -> list[str]:
    """Characters that this Python knows, without blocks of thousands that are all alike."""
    ranges = (range(0x3400), range(0x9FFD, 0xAC10), range(0xD7A0, 0xD800), range(0xE000, 0x20010))
    chars = (chr(i) for r in ranges for i in r)
    return [c for c in chars if c not in CHANGED and unicodedata.category(c) not in ("Cn", "Co")]


def test_every_character_has_its_class() -> None:
    wrong = [
        (f"U+{ord(char):04X}", probe)
        for char in standing()
        for probe in (f"a{char}b", f"1{char}2", f"{char}")
        if words(probe) != reference(probe)
    ]
    assert wrong == []


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from("aéяحक한אב5٣,;·_-!&()“” 漢"), max_size=20))
def test_where_no_exception_applies_words_are_those_of_the_regex_module(chars: list[str]) -> None:
    # Apostrophes and marks are left out: there that module departs from UAX #29.
    text = "x " + "".join(chars)
    segments = regex.split(r"\b", text, flags=regex.WORD | regex.VERSION1)
    assert words(text) == [s for s in segments if any(c.isalnum() for c in s)]


@given(TEXTS)
def test_spans_slice_to_the_words_in_order(text: str) -> None:
    ranges = spans(text)
    assert [text[start:end] for start, end in ranges] == words(text)
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    assert count(text) == len(ranges)


@given(TEXTS, st.sampled_from(" \n\t\xa0\u2003"), TEXTS)
def test_white_space_ends_every_word(first: str, space: str, second: str) -> None:
    assert words(first + space + second) == words(first) + words(second)


@given(st.text("ab.@#'’_-1é\u0301漢", min_size=33, max_size=90))
def test_pieces_too_long_to_be_remembered_are_split_alike(text: str) -> None:
    assert words(text) == reference(text)


def test_more_pieces_than_are_remembered_are_split_alike() -> None:
    expected = [f"w{number}" for number in range(70_000)]
    text = ", ".join(expected)
    assert words(text) == words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n", ""),
        ("propaganda.Sounds good", "propaganda|Sounds|good"),
        ("U.S.A. and the U.K.'s e.g. z.B. i.e.", "U.S.A|and|the|U.K|s|e.g|z.B|i.e"),
        ("the U.K's J.R.R.Tolkien can't.I", "the|U.K's|J.R.R|Tolkien|can't|I"),
        ("3.14 1,000.50 10’000 v2.0 12:30 1/2 3.", "3.14|1,000.50|10’000|v2.0|12|30|1|2|3"),
        ("don’t don't rock'n'roll 'tis dogs' l’homme", "don’t|don't|rock'n'roll|tis|dogs|l’homme"),
        ("‘quoted’ “don’t”", "quoted|don’t"),
        ("US-backed well-known—dash–dash…end", "US|backed|well|known|dash|dash|end"),
        ("snake_case __init__ ___ _", "snake_case|__init__"),
        ("Note:this foo:bar", "Note|this|foo|bar"),
        ("AT&T C++ C# R&B", "AT|T|C|C|R|B"),
        ("naïve nai\u0308ve co\u00adop zero\u200bwidth", "naïve|nai\u0308ve|co\u00adop|zero|width"),
        ("one\xa0two three\u202ffour 10\u202f000", "one|two|three|four|10|000"),
        ("col·lecció x²y CO₂ ½ № ™", "col·lecció|x|y|CO"),
        ("Привет, мир! ёлка", "Привет|мир|ёлка"),
        ("مُحَمَّد، العربيّة. ١٬٢٣٤٫٥", "مُحَمَّد|العربيّة|١٬٢٣٤٫٥"),
        ("می‌خواهم کتاب‌ها", "می‌خواهم|کتاب‌ها"),
        ("צה\"ל צה״ל ג'ורג' \"שלום\"", "צה\"ל|צה״ל|ג'ורג'|שלום"),
        ("हिन्दी में क्‍या।", "हिन्दी|में|क्‍या"),
        ("서울은 한국의 수도다.", "서울은|한국의|수도다"),
        ("東京タワーへ行く。", "東|京|タ|ワ|ー|へ|行|く"),
        ("ｶﾞｷﾞ がか\u3099 人々", "ｶﾞ|ｷﾞ|が|か\u3099|人|々"),
        ("中文English混排2016年", "中|文|English|混|排|2016|年"),
        ("ที่นี่ ไทย", "ที่|นี่|ไ|ท|ย"),
        ("👍 👍🏽 👩‍👩‍👧 🇩🇪 ❤️ :-) 1️⃣", "1️⃣"),
    ],
)  # fmt: skip
def test_words_of_prose(text: str, expected: str) -> None:
    assert words(text) == (expected.split("|") if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#AleppoIsBurning #حلب_تحترق #日本語", "#AleppoIsBurning|#حلب_تحترق|#日本語"),
        ("(#tag), #tag’s ＃全角", "#tag|#tag|s|＃全角"),
        ("#1 #2016 &#8217; &#x2019; a#b", "1|2016|8217|x2019|a|b"),
        ("#รัฐประหาร #सीरिया", "#รัฐประหาร|#सीरिया"),
        ("see https://example.org/a?b=c#d.", "see|https://example.org/a?b=c#d"),
        ("(http://en.wikipedia.org/wiki/A_(b)).", "http://en.wikipedia.org/wiki/A_(b)"),
        ("(see http://example.org/a), “www.example.com”!", "see|http://example.org/a|www.example.com"),
        ("<http://a.b/c> [ftp://x.y/z] WWW.FOO.DE", "http://a.b/c|ftp://x.y/z|WWW.FOO.DE"),
        ("https://de.wikipedia.org/wiki/Straße", "https://de.wikipedia.org/wiki/Straße"),
        ("请看http://a.cn/b。谢谢", "请|看|http://a.cn/b|谢|谢"),
        ("http:// https://. www.", "http|https|www"),
        ("example.org/page", "example|org|page"),
        ("jane.doe+x@example.co.uk, <a_b@c-d.org>", "jane.doe+x@example.co.uk|a_b@c-d.org"),
        ("jane@localhost @jane a@b.c...", "jane|localhost|jane|a@b.c"),
        ("end...foo@bar.org mailto:a@b.de", "end|foo@bar.org|mailto|a@b.de"),
        ("jane at example.org", "jane|at|example|org"),
    ],
)  # fmt: skip
def test_addresses_and_hashtags_are_one_word(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


@pytest.mark.parametrize(
    "unit",
    [
        *""". a. a.a.a. ab. ' a' ’ _ _a _. 1, @ a@ a.a@ a@a- a@a-a. http http:// http://. http://(
        www. # #1 #a - ( א' א" 漢 ไ · &# a+ a%""".split(),
        *(" ", "\xa0", "\u0301", "a\u0301", "\u200b"),
    ],
)
def test_long_runs_are_split_in_linear_time(unit: str) -> None:
    # Quadratic time would take an hour here.
    text = unit * (500_000 // len(unit))
    for whole in (text, "http://" + text, "a@" + text + "@", "#1" + text):
        assert count(whole) <= len(whole)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Aleppo", "aleppo"),
        ("don’t", "don't"),
        ("DON'T", "don't"),
        ("U.S.A", "u.s.a"),
        ("Ｆｕｌｌ１２", "full12"),
        ("naïve", "naive"),
        ("nai\u0308ve", "naive"),
        ("Straße", "strasse"),
        ("GROẞ", "gross"),
        ("Łódź", "lodz"),
        ("Øresund", "oresund"),
        ("Đặng", "dang"),
        ("Þór", "thor"),
        ("Æther", "aether"),
        ("cœur", "coeur"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "istanbul"),
        ("ılık", "ilik"),
        ("ﬁn", "fin"),
        ("𝐁𝐨𝐥𝐝", "bold"),
        ("Ⓐ", "a"),
        ("col·lecció", "colleccio"),
        ("co\u00adop\u200der\ufeffate", "cooperate"),
        ("#Aleppo", "aleppo"),
        ("＃Ａ", "a"),
        ("_emphasis_", "emphasis"),
        ("snake_case", "snake_case"),
        ("ʻOkina", "okina"),
        ("Qurʾān", "qur'an"),
        ("ёлка", "елка"),
        ("ЁЖ", "еж"),
        ("Йод", "йод"),
        ("и\u0306од", "йод"),
        ("за\u0301мок", "замок"),
        ("Їжак", "їжак"),
        ("Ўсё", "ўсе"),
        ("ќе", "ќе"),
        ("ΆΓΙΟΣ", "αγιοσ"),
        ("άγιος", "αγιοσ"),
        ("ᾳ", "α"),
        ("مُحَمَّد", "محمد"),
        ("أإآٱا", "ااااا"),
        ("مدرسة", "مدرسه"),
        ("على", "علي"),
        ("علی", "علي"),
        ("کتاب", "كتاب"),
        ("مسؤول", "مسوول"),
        ("شيئا", "شييا"),
        ("شيء", "شيء"),
        ("حلـــب", "حلب"),
        ("می‌خواهم", "ميخواهم"),
        ("ﻻ", "لا"),
        ("٢٠١٦", "2016"),
        ("۲۰۱۶", "2016"),
        ("שָׁלוֹם", "שלום"),
        ("צה״ל", 'צה"ל'),
        ("ג'", "ג"),
        ("हिन्दी", "हिन्दी"),
        ("कि", "कि"),
        ("২০১৬", "2016"),
        ("தமிழ்", "தமிழ்"),
        ("ที่", "ที่"),
        ("น้ำ", "น้ำ"),
        ("がか\u3099", "がが"),
        ("ｶﾞ", "ガ"),
        ("한국", "한국"),
        (unicodedata.normalize("NFD", "한국"), "한국"),
        ("ㅋㅋ", "ㅋㅋ"),
        ("語", "語"),
        ("ـ", "ـ"),
        ("_", "_"),
        ("", ""),
    ],
)
def test_fold(word: str, expected: str) -> None:
    assert fold(word) == expected
    assert fold(expected) == expected


@settings(max_examples=1000, deadline=None)
@given(TEXTS | st.text())
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text())
def test_canonically_equal_words_fold_alike(word: str) -> None:
    forms = {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}
    assert len({fold(form) for form in forms}) == 1


@given(TEXTS)
def test_no_word_folds_to_nothing(text: str) -> None:
    assert all(fold(word) for word in words(text))


@given(st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=1))
def test_case_never_matters(word: str) -> None:
    assert fold(word.upper()) == fold(word.lower())


def test_every_character_folds_once() -> None:
    assert [c for c in standing() if fold(fold(c)) != fold(c)] == []


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Aleppo", "aleppo"),
        ("DON’T", "don't"),
        ("Café", "café"),
        ("Cafe\u0301", "café"),
        ("#Aleppo", "#aleppo"),
        ("co\u00adoperate", "cooperate"),
        ("daß", "daß"),
        ("İstanbul", "i̇stanbul"),
        ("Ёлка", "ёлка"),
    ],
)
def test_what_is_counted_keeps_its_letters(word: str, form: str) -> None:
    assert tokens.form(word) == form


@given(st.text(max_size=30))
def test_a_form_is_its_own_form_and_folds_as_the_word_does(text: str) -> None:
    for word in tokens.words(text):
        form = tokens.form(word)
        assert form
        assert tokens.form(form) == form
        assert tokens.fold(form) == tokens.fold(word)
