"""Text from documents cannot drive a terminal, whatever it holds, and stays readable."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.render.text import inline, json_text, pieces, safe

# What a terminal obeys or a reader cannot see; told by Unicode's own categories, not by ours.
OVERRIDES = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def is_forbidden(char: str) -> bool:
    code = ord(char)
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or code in OVERRIDES
        or 0xE0000 <= code <= 0xE007F
        or noncharacter
    )


# All of Unicode, surrogates and controls included, and often what is dangerous.
CHARACTERS = st.characters(codec=None, categories=None) | st.sampled_from(
    "\x00\x07\b\t\n\v\f\r\x1b\x7f\x85\x90\x9b\x9d\u200d\u200f\u202e\u2066\u2069\u2028\ud800\U000e0041"
)
TEXTS = st.text(CHARACTERS)


@given(TEXTS)
def test_no_forbidden_character_is_left(text: str) -> None:
    assert not [char for char in safe(text) if is_forbidden(char) and char not in "\t\n"]
    assert not [char for char in inline(text) if is_forbidden(char)]


@given(TEXTS)
def test_making_safe_twice_changes_nothing(text: str) -> None:
    assert safe(safe(text)) == safe(text)
    assert inline(inline(text)) == inline(text)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_writing_of_every_script_stays_as_it_is(text: str) -> None:
    assert safe(text) == text
    assert inline(text) == text


def test_no_character_that_python_prints_is_forbidden() -> None:
    """The short cut of `safe`."""
    every = map(chr, range(sys.maxunicode + 1))
    assert not [char for char in every if char.isprintable() and is_forbidden(char)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("over\rwritten", "over␍written"),
        ("dos\r\nlines\r\n", "dos\nlines\n"),
        ("two\r\r\n", "two␍\n"),
        ("nul\x00del\x7f", "nul␀del␡"),
        ("exe\u202etxt.doc", "exe⟨U+202E⟩txt.doc"),
        ("\u2066isolated\u2069", "⟨U+2066⟩isolated⟨U+2069⟩"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("lone \ud800", "lone ⟨U+D800⟩"),
        ("hidden \U000e0041", "hidden ⟨U+E0041⟩"),
        ("no character \ufffe\ufdd0", "no character ⟨U+FFFE⟩⟨U+FDD0⟩"),
        ("tab\tstays\n", "tab\tstays\n"),
        # What scripts need: joiners in Persian and emoji, marks, soft hyphens, variation.
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("\u200fحلب\u200e", "\u200fحلب\u200e"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_inline_makes_one_line_without_tabs() -> None:
    assert inline("a\tb\r\nc\nd") == "a b c d"


@given(TEXTS)
def test_json_gives_every_character_back_and_prints_none_that_is_forbidden(text: str) -> None:
    line = json_text({"text": text})
    assert json.loads(line) == {"text": text}
    assert not [char for char in line if is_forbidden(char)]


def test_json_leaves_letters_of_all_scripts_readable() -> None:
    assert json_text(["حلب", "Алеппо", "阿勒颇"]) == '["حلب", "Алеппо", "阿勒颇"]'


@given(st.text(), st.lists(st.integers(0, 20), max_size=8))
def test_pieces_are_the_text_in_order(text: str, cuts: list[int]) -> None:
    ends = sorted(min(cut, len(text)) for cut in cuts)
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    found = list(pieces(text, spans))
    matched = [text[start:end] for start, end in spans if start < end]
    assert [piece for piece, is_match in found if is_match] == [inline(each) for each in matched]
    if text.isprintable():
        assert "".join(piece for piece, _ in found) == text
