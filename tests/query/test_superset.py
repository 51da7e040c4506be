"""RE2 patterns match wherever the originals do, and the scanner finds every such line."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest
import regex
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from corpus_cli.errors import PatternError
from corpus_cli.query import charsets
from corpus_cli.query.pattern import compile_patterns
from corpus_cli.query.scanner import Scanner
from corpus_cli.query.superset import Superset, compiled, superset
from tests.query.patterns import cases, matches, patterns, texts


def translate(
    pattern: str, *, plain: bool = False, fold: bool = False, word: bool = False
) -> Superset | None:
    return superset(pattern, plain=plain, fold=fold, word=word)


@pytest.mark.parametrize(
    ("pattern", "source", "exact"),
    [
        ("Aleppo", "Aleppo", True),
        ("Aleppo|Mosul", "(?:Aleppo|Mosul)", True),
        (r"a\.b", r"a\x{2E}b", True),
        ("(?:a|(b))+?c", "(?:(?:(?:a|(?:b))))+c", True),
        ("^a.b$", "^a.b$", True),
        (r"\Aab*\Z", "^a(?:b)*$", True),
        ("(?i)ab", "[Aa][Bb]", True),
        ("a(?i:k)", "a(?:[Kk\\x{212A}])", True),
        ("[a-c]", "[a-c]", True),
        (r"\bab\b", r"\b[a][b]\b", True),
        (r"\b(?:ab|c)", r"(?:(?:\b[a]b|\b[c]))", True),
        # What RE2 lacks is left out.
        ("(?<!x)a(?=b)", "a", False),
        ("(?>a)b++", "(?:a)(?:b)+", False),
        (r"(a|b)\1", "(?:(?:a|b))(?:(?:(?:a|b)))", False),
        (r"\B-\b-", r"\x{2D}\x{2D}", False),
        ("a{1001,1002}", "(?:a){1000,}", False),
        ("(?:a{40}){40}", "(?:(?:(?:a){20,})){20,}", False),
        # No line holds a line end.
        (r"a\n", r"a[^\x00-\x{10FFFF}]", True),
    ],
)
def test_what_a_pattern_becomes(pattern: str, source: str, exact: bool) -> None:
    assert translate(pattern) == Superset("(?m)" + source, exact)


@pytest.mark.parametrize(
    "pattern",
    [
        "a{e<=1}",
        "(?R)?a",
        "(?(1)a|b)",
        "(?|a)",
        r"a\Kb",
        r"\X",
        "(?r)a",
        "(?V1)a",
        "(?x)a",
        "a(?i)b",
    ],
)
def test_what_is_not_certain_is_not_translated(pattern: str) -> None:
    assert translate(pattern) is None


def test_nested_groups_and_references_do_not_blow_up() -> None:
    doubling = "(a)" + "".join(rf"(\{number}\{number})" for number in range(1, 9)) * 3
    for pattern in (doubling, "(" * 40 + "a" + ")+" * 40, r"\b(" * 40 + "a" + r")+\b" * 40):
        found = translate(pattern)
        assert found is None or len(found.source) < 1_000_000


@settings(max_examples=700, deadline=None)
@given(cases(), st.booleans(), st.booleans())
@example((r"\bé", "é"), False, False)
@example((r"\be", "éxe e"), False, False)
@example((r"\Be", "ée"), False, False)
@example((r"\bK", " \u212a"), True, False)
@example((r"(?i:(a))\1", "AA"), False, False)
@example((r"(a)(?i:\1)", "aA"), False, False)
@example((r"(i)\1", "Iı"), True, False)
@example((r"([^i])\1", "ıI"), True, False)
@example(("^*a", "ba"), False, False)
@example(("-x", "a -x"), False, True)
@example(("é", "aé é"), False, True)
@example(("", "-"), False, True)
def test_it_matches_wherever_the_original_does(
    case: tuple[str, str], fold: bool, word: bool
) -> None:
    pattern, text = case
    expected = matches(pattern, text, fold=fold, word=word)
    found = translate(pattern, fold=fold, word=word) if expected is not None else None
    assume(found is not None)
    assert found is not None
    matched = compiled(found.source).search(text.encode()) is not None
    assert matched or not expected
    if found.exact_on_ascii and text.isascii():
        assert matched == expected


@settings(max_examples=200, deadline=None)
@given(texts, texts, texts, st.booleans(), st.booleans())
def test_plain_text_is_found(before: str, wanted: str, after: str, fold: bool, word: bool) -> None:
    text = before + wanted + after
    found = translate(wanted, plain=True, fold=fold, word=word)
    assert found is not None
    if matches(wanted, text, plain=True, fold=fold, word=word):
        assert compiled(found.source).search(text.encode())


@pytest.mark.parametrize("fold", [False, True])
@pytest.mark.parametrize(
    "source",
    [
        *(r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", r"\p{L}", r"\P{Lu}", "[^a]", "[a-z]", "[^i]"),
        *(
            "[[:punct:]]",
            "[à-þ]",
            r"[\p{Greek}x]",
            "[\U00010400-\U0001044f]",
            "ß",
            "\U00010400",
            "ı",
        ),
    ],
)
def test_a_class_leaves_out_no_character(source: str, fold: bool) -> None:
    chosen = charsets.ranges(source, fold=fold)
    found = {code for first, last in chosen for code in range(first, min(last, 0x1FFFF) + 1)}
    everything = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x20000)]))
    matched = regex.findall(source, everything, regex.IGNORECASE if fold else 0)
    expected = {*map(ord, matched)} - {ord("\n")}
    assert found >= expected
    assert {code for code in found if code < 0x10000} <= expected
    assert compiled(charsets.as_class(chosen)).search(b"\n") is None


def test_beyond_ascii_no_letter_without_case_is_left_out() -> None:
    for letter in regex.findall(r"[\p{CWCM}\p{CWCF}]", "".join(map(chr, range(0xD800)))):
        same = {letter, letter.lower(), letter.upper(), letter.title(), letter.casefold()}
        pattern = translate(letter, fold=True)
        assert pattern is not None
        compiled_pattern = compiled(pattern.source)
        for other in same:
            if regex.fullmatch(regex.escape(letter), other, regex.IGNORECASE):
                assert compiled_pattern.search(other.encode()), (letter, other)


def scanned(patterns: list[str], data: bytes, *bounds: int) -> list[bytes]:
    supersets = [found for pattern in patterns if (found := translate(pattern))]
    return [data[start:end] for start, end in Scanner(supersets).lines(data, *bounds)]


@pytest.mark.parametrize(
    ("pattern", "data", "expected"),
    [
        ("b", b"abc\nb\n\nxb", [b"abc", b"b", b"xb"]),
        ("b", b"", []),
        ("", b"", []),
        ("", b"a\n\nb\n", [b"a", b"", b"b"]),
        ("", b"a\n\nb", [b"a", b"", b"b"]),
        ("^$", b"\n\na\n", [b"", b""]),
        ("$", b"ab", [b"ab"]),
        ("^b|c$", b"ab\nb\nca\nc", [b"b", b"c"]),
        ("a[^x]b", b"a\nb\na-b", [b"a-b"]),
        (r"a\sb", b"a\nb\na b", [b"a b"]),
        ("a.*b", b"a\nb\nab ab\n", [b"ab ab"]),
        ("\\x00", b"a\x00b\nc", [b"a\x00b"]),
        ("é", "é\ne\n".encode(), ["é".encode()]),
    ],
)
def test_lines_are_found_in_order_and_once(
    pattern: str, data: bytes, expected: list[bytes]
) -> None:
    assert scanned([pattern], data) == expected


def test_a_part_of_a_buffer_is_searched_alone() -> None:
    assert scanned(["^b$", "c"], b"b\nb\nc\nb\nc\n", 2, 8) == [b"b", b"c", b"b"]


@pytest.mark.parametrize("wrap", [bytes, bytearray, memoryview])
def test_every_kind_of_buffer_is_searched_alike(wrap: type) -> None:
    data = b"\n".join(b"-" * (number % 3000) + b"%d" % number for number in range(0, 9000, 97))
    found = translate("7$|99")
    assert found is not None
    expected = list(Scanner([found]).lines(data))
    assert expected
    assert list(Scanner([found]).lines(wrap(data))) == expected


def test_a_memory_map_is_searched(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"one\ntwo\nthree")
    found = translate("t")
    assert found is not None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert list(Scanner([found]).lines(mapped)) == [(4, 7), (8, 13)]


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, max_size=6), st.lists(cases(), min_size=1, max_size=2))
def test_a_scan_finds_every_line_that_matches(
    lines: list[str], several: list[tuple[str, str]]
) -> None:
    lines += [text for _, text in several]
    results = [[matches(pattern, line) for line in lines] for pattern, _ in several]
    supersets = [translate(pattern) if None not in found else None
                 for (pattern, _), found in zip(several, results, strict=True)]  # fmt: skip
    assume(None not in supersets)
    scanner = Scanner(found for found in supersets if found)
    data = "".join(line + "\n" for line in lines).encode()
    found = [data[start:end].decode() for start, end in scanner.lines(data)]
    expected = [line for line, *hits in zip(lines, *results, strict=True) if any(hits)]
    left = iter(found)
    assert all(line in left for line in expected)
    if scanner.exact_on_ascii:
        assert [x for x in found if x.isascii()] == [x for x in expected if x.isascii()]


def test_without_the_fast_way_to_search_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Public:
        """What another release of google-re2 is sure to have."""

        def __init__(self, source: str) -> None:
            self.search = compiled(source).search

    monkeypatch.setattr("corpus_cli.query.scanner.compiled", Public)
    assert scanned(["b"], b"ab\nc\nb\nc") == [b"ab", b"b"]


@given(patterns, st.lists(texts, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_what_is_found_for_sure_does_match(
    pattern: str, several: list[str], fold: bool, word: bool
) -> None:
    translated = superset(pattern, plain=False, fold=fold, word=word)
    lines = [text.replace("\n", " ") for text in several]
    assume(translated is not None)
    try:
        matcher = compile_patterns([pattern], ignore_case=fold, word=word)
    except PatternError:
        assume(False)
    buffer = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
    for first, last, is_sure in Scanner([translated]).found(buffer):
        if is_sure:
            assert matcher.matches(buffer[first:last].decode("utf-8", "surrogatepass"))
