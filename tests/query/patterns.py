"""Hypothesis strategies: texts of many scripts, and patterns that have a chance to match them."""

from __future__ import annotations

import warnings
from typing import Any

import regex
from hypothesis import strategies as st

FRAGMENTS = [
    *("Aleppo", "aleppo", "foo", "bar", "Said", "don't", "don’t", "l'", "x", "I", "i", "s", "k"),
    *(" ", " ", ", ", ". ", "-", "_", "#", "@", "'", ":", "/", "(", ")", "3.14", "1,000", "2016"),
    *("http://a.b/c", "www.", "a@b.de", "a.b@c-d.org", "#tag", "snake_case", "&", "U.S.A"),
    *("Straße", "ß", "ẞ", "ss", "ſ", "\u212a", "İ", "ı", "ΣΑΣ", "σας"),
    *("ς", "ά", "ᾳ", "ι", "\u0345", "ŉ", "ǆ", "ʼ", "·"),
    *("é", "e\u0301", "n\u0303", "\u0301", "\u0323", "\u0308"),
    *("й", "и\u0306", "и", "К", "ќ", "Дети"),
    *("حلب", "حَلَب", "ـ", "\u064e", "ٱل", "٢٠١٦", "שָׁלוֹם", 'צה"ל', "हिन्दी", "न", "\u093c", "क\u094d"),
    *("漢字", "日", "か", "\u3099", "が", "カ", "ｶ", "ﾞ"),
    *("ไทย", "ที่", "가", "각", "\u1100\u1161", "\u11a8", "한국"),
    *("“", "”", "…", "—", "\xad", "\u200b", "\u200d", "\ufeff", "👍", "½", "²"),
    *("\x00", "\x85", "\t"),
    *("\ua7cb", "ɤ", "\U0001df95", "𝐁", "\U00010400", "\U00010428"),
]  # fmt: skip
fragments = st.sampled_from(FRAGMENTS)
texts = st.lists(fragments, max_size=10).map("".join)

_CLASSES = [
    *(r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", ".", r"\p{L}", r"\P{Lu}", r"\pN"),
    *("[a-z]", "[^a-z]"),
    *("[Aa]", "[xi]", "[^i]", "[Ии]", "[eé]", "[[:alpha:]]", "[[:^punct:]x]", r"[\w'-]"),
    r"[^\W\d]",
    *("[]x]", "[^]x]", "[ß-ẞ]", "[\u0370-\u03ff]", "[A-Z]", "[ΑΣ]", r"[\p{Greek}k]"),
]  # fmt: skip
_ANCHORS = ["^", "$", r"\A", r"\Z", r"\b", r"\b", r"\B", r"\m", r"\M"]
_QUANTIFIERS = [
    *("*", "+", "?", "{2}", "{1,2}", "{0,1}", "{,2}", "{0}", "*?", "+?", "++", "?+", "{2,}+"),
    *("{1}{2}", "{e<=1}"),
]
_GROUPS = [
    *("({})", "(?:{})", "(?P<n>{})", "(?i:{})", "(?>{})", "(?={})", "(?!{})", "(?<={})", "(?<!{})"),
    *("({}|x)", "(?:|{})", "({0}){0}", r"({})\1", r"(?i:({})\1)", r"({})(?i:\1)", "(?s:{})"),
    *(r"(?P<m>{})(?P=m)", r"\b(?:{})\b", "(?x: {} )", "(?r:{})", "(?|{})", "(?#{})", r"(?:\b{})+"),
]
_WHOLE = ["{}", "{}", "{}", "(?i){}", "(?si){}", "(?x){}", "(?f){}", "(?V1){}", "(?a){}", "{}(?i)x"]

_literals = fragments.map(regex.escape) | st.sampled_from(
    [r"\x61", r"\u00e9", r"\t", "]", "}", "{"]
)
_atoms = _literals | _literals | st.sampled_from(_CLASSES) | st.sampled_from(_ANCHORS)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join),
        st.tuples(st.sampled_from(_GROUPS), inner).map(lambda pair: pair[0].format(pair[1])),
        st.tuples(inner, st.sampled_from(_QUANTIFIERS)).map("".join),
    )


patterns = st.tuples(st.sampled_from(_WHOLE), st.recursive(_atoms, _larger, max_leaves=6)).map(
    lambda pair: pair[0].replace("{}", pair[1])
)


@st.composite
def found_patterns(draw: st.DrawFn, text: str) -> str:
    """A pattern made of a slice of ``text``, so that it mostly matches there."""
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 8)))
    parts = []
    for char in text[start:end]:
        literal = regex.escape(char, special_only=False, literal_spaces=True)
        wraps = ["{}"] * 8 + [
            "({})",
            "(?:{}|q)",
            "{}+",
            "{}?",
            "(?:{})?",
            "{}{{1,3}}",
            "(?:{}){{2}}?",
        ]
        wraps += [
            ".",
            r"\w",
            r"\b{}",
            r"{}\b",
            "(?={}){}",
            "(?<!q){}",
            "[{}q]",
            "[^{}]?{}",
            r"({})\1?",
        ]
        parts.append(draw(st.sampled_from(wraps)).replace("{}", literal))
    return "".join(parts).replace("{{", "{").replace("}}", "}")


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str]:
    """A pattern and a text."""
    text = draw(texts)
    return draw(st.one_of(patterns, found_patterns(text), found_patterns(text))), text


def matches(
    pattern: str, text: str, *, plain: bool = False, fold: bool = False, word: bool = False
) -> bool | None:
    """Whether the regex module itself finds a match; None where it does not compile or finish."""
    source = regex.escape(pattern) if plain else pattern
    found = _compiled(source, fold) and _compiled(
        rf"(?<!\w)(?:{source})(?!\w)" if word else source, fold
    )
    try:
        return found and found.search(text, timeout=0.2) is not None
    except (TimeoutError, MemoryError):
        return None


def _compiled(source: str, fold: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return regex.compile(source, regex.IGNORECASE if fold else 0)
        except (regex.error, RecursionError):
            return None
