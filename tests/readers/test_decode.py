"""Decoding: marks, UTF-8, a guess, Windows-1252; what was guessed is said."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus_cli.readers.decode import Decoded, decode

FRENCH = "Il a mangé au café près de la forêt, où l'été fut très bref. Ça alors, le garçon ! " * 3
GERMAN = "Die Straße führt über die Brücke; größere Änderungen wären möglich, sagte er. " * 3
ENGLISH = "It’s a “quoted” piece of text — with dashes… and don’t forget the naïve café. " * 3
RUSSIAN = "Российская авиация нанесла удары по городу, сообщили жители. Это было утром. " * 3
POLISH = "Zażółć gęślą jaźń. Książka leży na stole, a żółw pije wodę. Dziękuję bardzo. " * 3
JAPANESE = "これは日本語の文章です。文字コードの判定を試しています。東京は今日も晴れです。" * 3
ARABIC = "هذا نص باللغة العربية لاختبار الترميز وقد كتب في حلب اليوم." * 3


@given(st.text())
@example("")
@example("\r\n\t\x1b[31m")
def test_utf8_without_nul_is_taken_as_it_is(text: str) -> None:
    text = text.replace("\0", "").lstrip("\ufeff")
    assert decode(text.encode()) == Decoded(text)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", ["", "Aleppo\r\n", RUSSIAN, "👩‍👩‍👧 \ufeff inside"])
def test_a_byte_order_mark_names_the_encoding_and_is_left_out(
    mark: bytes, encoding: str, text: str
) -> None:
    assert decode(mark + text.encode(encoding)) == Decoded(text, None, encoding)


@pytest.mark.parametrize(
    "data", [b"\0", b"text\0text", b"\x7fELF\0", b"\xe9\0", "a".encode("utf-16-le")]
)
def test_data_with_nul_and_no_mark_is_binary(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (POLISH, "cp1250"),
        (JAPANESE, "cp932"),
        (ARABIC, "cp1256"),
        ("café", "cp1252"),
        ("naïve résumé", "cp1252"),
        ("Straße", "cp1252"),
    ],
)
def test_other_encodings_are_guessed_and_named(text: str, encoding: str) -> None:
    remark = f"not UTF-8, read as {encoding}"
    assert decode(text.encode(encoding)) == Decoded(text, remark, encoding)


def test_a_guess_from_the_beginning_that_fails_later_ends_in_windows_1252() -> None:
    data = JAPANESE.encode("cp932") * 400 + b"\x81\x00".replace(b"\0", b"\xff")
    decoded = decode(data)
    assert decoded is not None
    assert decoded.remark is not None
    assert "read as cp1252" in decoded.remark


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (RUSSIAN.encode() + b"\xff", RUSSIAN + "\ufffd"),
        (RUSSIAN.encode() + "е".encode()[:1], RUSSIAN + "\ufffd"),
        (b"\xa0" + GERMAN.encode(), "\ufffd" + GERMAN),
        (codecs.BOM_UTF16_LE + b"a\0\x00\xd8", "a\ufffd"),
        (codecs.BOM_UTF8 + b"caf\xe9", "caf\ufffd"),
    ],
)
def test_a_text_with_a_few_broken_bytes_keeps_its_encoding(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == text
    assert decoded.remark is not None
    assert decoded.remark.startswith("not quite UTF-")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_binary(data: bytes) -> None:
    decoded = decode(data)
    if decoded is None:
        assert b"\0" in data
    else:
        assert decoded.text.encode().decode() == decoded.text
