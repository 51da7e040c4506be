"""Patterns: literals, smart case, what a match must contain, and matching by several at once."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.errors import PatternError, PatternTimeoutError, UsageError
from corpus_cli.query import pattern
from corpus_cli.query.literals import required
from corpus_cli.query.pattern import Matcher, compile_patterns


def plain_spans(pattern: str, text: str, flags: int = 0) -> tuple[tuple[int, int], ...]:
    """All matches, found the slow and simple way: no literals, no empty match after another."""
    compiled = regex.compile(pattern, flags)
    spans: list[tuple[int, int]] = []
    at = 0
    while at <= len(text) and (match := compiled.search(text, at)):
        start, end = match.span()
        if start < end or not spans or spans[-1][1] != start:
            spans.append((start, end))
        at = end + (start == end)
    return tuple(spans)


def ignores_case(*patterns: str, fixed: bool = False) -> bool:
    matcher = compile_patterns(patterns, smart_case=True, fixed=fixed)
    return any(matcher.spans(text) != compile_patterns(patterns, fixed=fixed).spans(text)
               for text in ("FOO", "É", "Ж", "A", "a", " FOO", "AFOO", "\\W"))  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("Aleppo", ["Aleppo"]),
        # A blank may be a line end in the text.
        ("many years", ["years"]),
        (r"\bAleppo\b", ["Aleppo"]),
        (r"a\.b", ["a.b"]),
        ("abc+d", ["abc"]),
        ("abc*d", ["abd", "abc"]),
        ("abc?d", ["abd", "abcd"]),
        ("abc{2}d", ["abccd"]),
        ("abc+?d", ["abc"]),
        ("ab(c|d)e", ["abce", "abde"]),
        ("a(?:bb(c)[)])de", ["abbc"]),
        ("a(?=bbb)cd", ["acd"]),
        ("(?P<n>ab)c", ["abc"]),
        ("a[bc]dd[^]]e", ["abdd", "acdd"]),
        (r"a[\]b]cc", ["cc"]),
        ("a[[:alpha:]b]cc", ["cc"]),
        (r"\x41\u0042C", ["ABC"]),
        (r"a\p{Lu}bb\d\W", ["bb"]),
        ("^a.bb$", ["bb"]),
        ("ab|cde", ["ab", "cde"]),
        ("ab|(c|d)e|f+", ["ab", "ce", "de", "f"]),
        ("ab|abc|xab", ["ab"]),
        ("(ab)", ["ab"]),
        (r"(a)b\1", ["ab"]),
        (r"(a)b\g<1>", ["ab"]),
        # Not certain, so nothing.
        ("abc{e<=1}d", []),
        ("ab|c*", []),
        ("ab|", []),
        ("", []),
        (" ", []),
        ("(?i)ab", []),
        ("(?x: a # )\n b)c", []),
        ("(?(1)ab|c)d", []),
        ("ab(*SKIP)c", []),
        ("ab(?#c)d", []),
        (r"ab\Kcd", []),
        (r"\Qab", []),
        ("(?|ab)c", []),
        ("ab{", []),
    ],
)
def test_what_every_match_contains(pattern: str, pieces: list[str]) -> None:
    assert required(pattern, plain=False, fold=False) == pieces


def test_what_a_match_contains_without_case_leaves_out_the_letter_i() -> None:
    """İ and ı match it, and do not fold to it; nor does what matches ß."""
    assert required("FinISH", plain=True, fold=True) == ["sh"]
    assert required("Straße|Iıiİ x", plain=False, fold=True) == ["stra", "x"]


pieces = st.sampled_from(
    [
        "a", "b", "ab", "ba", " ", "i", "ſ", "K", "B", ".", "a*", "b+", "a?", "b{2}", "a{0,1}",
        "b*?", "a++", "{e<=1}", "[ab]", "[^a]", "(a)", "(?:ab|b)", "(a|)", "(?P<n>a)", "(", ")",
        r"\b", r"\w", r"\W", r"\.", r"\x61", r"\p{L}", "|", "^", "$", "(?=a)", "(?<!b)",
        "(?i:a)", "(?i)", "(?x:a #\n b)", "(?#x)",
    ]
)  # fmt: skip
patterns = st.lists(pieces, max_size=5).map("".join)
texts = st.text(st.sampled_from("abABiIİı sſkK\u212a.\u00a0"), max_size=12)


def try_compile(*patterns: str, **options: bool) -> Matcher | None:
    try:
        return compile_patterns(patterns, **options)
    except PatternError:
        return None


@given(patterns, texts, st.booleans(), st.booleans())
def test_matches_are_those_of_a_plain_scan(
    pattern: str, text: str, ignore_case: bool, word: bool
) -> None:
    matcher = try_compile(pattern, ignore_case=ignore_case, word=word)
    if matcher is None:
        return
    flags = regex.IGNORECASE if ignore_case else 0
    source = rf"(?<!\w)(?:{pattern})(?!\w)" if word else pattern
    assert matcher.spans(text) == plain_spans(source, text, flags)


@given(st.text(st.sampled_from("ab.*[(\\ İſ"), min_size=1, max_size=3), texts, st.booleans())
def test_a_fixed_pattern_matches_itself(pattern: str, text: str, ignore_case: bool) -> None:
    matcher = compile_patterns([pattern], fixed=True, ignore_case=ignore_case)
    flags = regex.IGNORECASE if ignore_case else 0
    assert matcher.spans(text) == plain_spans(regex.escape(pattern), text, flags)


@given(st.lists(st.sampled_from(["a", "ab", "b+", "ba?", "", "a*", r"\bb"]), min_size=1), texts)
def test_several_patterns_match_as_alternatives(several: list[str], text: str) -> None:
    joined = "|".join(f"(?:{pattern})" for pattern in several)
    assert compile_patterns(several).spans(text) == plain_spans(joined, text)


def test_groups_and_flags_of_one_pattern_do_not_reach_into_another() -> None:
    matcher = compile_patterns([r"(a)\1", r"(b)\1", "(?i)c", "d"])
    assert matcher.spans("aa bb ab C D") == ((0, 2), (3, 5), (9, 10))


def test_letters_that_match_without_case_are_found_by_what_a_match_must_contain() -> None:
    """For every letter with a case, and every letter that the regex module takes for it."""
    cased = [chr(code) for code in range(0x110000) if is_cased(chr(code))]
    everything = " ".join(cased)
    for letter in cased:
        matcher = compile_patterns([letter], ignore_case=True)
        same = {match[0] for match in regex.finditer(regex.escape(letter), everything, regex.I)}
        assert all(matcher.may_match(f"x{other}x") for other in same), letter


def is_cased(char: str) -> bool:
    return len({char, char.lower(), char.upper(), char.title(), char.casefold()}) > 1


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (("foo",), True),
        (("Foo",), False),
        (("foo", "Bar"), False),
        (("é",), True),
        (("É",), False),
        (("ж",), True),
        ((r"\Wfoo",), True),
        ((r"\pLfoo",), True),
        ((r"\p{Lu}foo",), True),
        # No letter of its own: a class would lose its meaning.
        ((r"\p{Lu}",), False),
        ((r"[^\p{Lu}]",), False),
        (("[a-z]oo",), True),
        (("[A-Z]oo",), False),
        ((r"[\W\x41]oo",), False),
        (("[[:upper:]]foo",), True),
        ((r"\x46oo",), False),
        ((r"(?P<Name>f)oo",), True),
        (("(?:f)oo",), True),
    ],
)
def test_smart_case_follows_ripgrep(patterns: tuple[str, ...], expected: bool) -> None:
    assert ignores_case(*patterns) is expected


def test_smart_case_of_a_fixed_pattern_looks_at_every_letter() -> None:
    assert ignores_case(r"\w", fixed=True) is True
    assert ignores_case(r"\Wfoo", fixed=True) is False
    assert compile_patterns(["foo"], smart_case=True, fixed=True).spans("FOO") == ((0, 3),)


@pytest.mark.parametrize(
    ("pattern", "text", "spans"),
    [
        ("foo", "foo foo_bar barfoo foo1 (foo) fooé foo\u0301", ((0, 3), (25, 28))),
        ("foo|foobar", "foobar", ((0, 6),)),
        ("-foo", "a-foo -foo", ((6, 10),)),
        (r"\d+", "a1 22 3b", ((3, 5),)),
        ("(?x) foo # comment", "foo xfoo", ((0, 3),)),
        ("", "a", ()),
        ("", "a -", ((2, 2), (3, 3))),
    ],
)
def test_whole_words(pattern: str, text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert compile_patterns([pattern], word=True).spans(text) == spans


@pytest.mark.parametrize(
    ("pattern", "position"),
    [
        ("(foo", 4),
        ("a)(b", 1),
        ("foo[", 4),
        ("*a", 0),
        (r"a\p{Nothing}", 12),
        ("a{99999999999}", 2),
        ("(?P<1>a)", 5),
        ("(" * 5000, None),
    ],
)
@pytest.mark.parametrize("word", [False, True])
def test_a_pattern_that_does_not_compile_is_shown_where(
    pattern: str, position: int | None, word: bool
) -> None:
    with pytest.raises(PatternError) as caught:
        compile_patterns(["fine", pattern], word=word)
    assert (caught.value.pattern, caught.value.position) == (pattern, position)


def test_patterns_that_the_module_warns_of_compile_in_silence(
    recwarn: pytest.WarningsRecorder,
) -> None:
    assert compile_patterns(["[[a]"]).spans("[") == ((0, 1),)
    assert not recwarn.list


@given(st.text(max_size=20))
def test_any_string_compiles_or_is_a_pattern_error(pattern: str) -> None:
    matcher = try_compile(pattern)
    assert matcher is None or isinstance(matcher.spans("some text", time.monotonic() + 1), tuple)


def test_no_pattern_is_an_error() -> None:
    with pytest.raises(UsageError):
        compile_patterns([])


def test_time_out_is_raised_whether_one_pattern_blows_up_or_several() -> None:
    for patterns in (["(a|a)+$"], ["b", "(a|a)+$"]):
        with pytest.raises(TimeoutError):
            compile_patterns(patterns).spans("a" * 50 + "b", time.monotonic() + 0.05)


def test_a_word_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "BUDGET", 0.05)
    found = compile_patterns(["^(a|a)+$"])
    assert found.has_found("aaa")
    assert not found.has_found("b")
    with pytest.raises(PatternTimeoutError, match=r"^'a{40}…': the pattern did not finish"):
        found.has_found("a" * 50 + "b")
