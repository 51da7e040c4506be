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


def test_one_broken_byte_behind_a_long_text_does_not_change_its_charset() -> None:
    data = JAPANESE.encode("cp932") * 400 + b"\x81 "
    remark = "not UTF-8, read as cp932; what could not be decoded is shown as \ufffd"
    assert decode(data) == Decoded(JAPANESE * 400 + "\ufffd ", remark, "cp932")


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


@pytest.mark.parametrize(
    ("data", "text", "remark"),
    [
        # A single byte is shown, and no more is made of it.
        (b"Caf\xc3\xa9 and t\xe9 there", "Café and t\ufffd there", "not quite UTF-8"),
        (
            RUSSIAN.encode() + b"\nlast line \xe9\n",
            RUSSIAN + "\nlast line \ufffd\n",
            "not quite UTF-8",
        ),
        (
            f"{GERMAN}\n".encode() * 3 + f"{GERMAN}\n".encode("cp1252"),
            f"{GERMAN}\n" * 4,
            "not UTF-8 throughout, some lines read as cp1252",
        ),
        (
            f"{RUSSIAN}\n".encode("koi8-r") * 2 + f"{RUSSIAN}\n".encode(),
            f"{RUSSIAN}\n" * 3,
            "not UTF-8 throughout, some lines read as koi8_r",
        ),
        # CESU-8: what is beyond the first plane is written as two halves.
        (
            "é ".encode()
            + "👩 é".encode("utf-16-be").decode("utf-16-be").encode("utf-8")[4:]
            + b"\xed\xa0\xbd\xed\xb1\xa9",
            "é  é👩",
            "not quite UTF-8; halves of characters are joined",
        ),
        # What was encoded twice is left as it is.
        ("CafÃ© dÃ©jÃ ".encode(), "CafÃ© dÃ©jÃ ", None),
    ],
)
def test_utf8_that_is_not_all_of_it(data: bytes, text: str, remark: str | None) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == text
    assert decoded.encoding == "utf-8"
    assert (decoded.remark or "").startswith(remark or "")
    assert (decoded.remark is None) == (remark is None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-32-be"),
        (JAPANESE + "\n", "utf-16-be"),
        (JAPANESE, "utf-16-le"),
        (JAPANESE, "iso2022_jp"),
        ("그리고 오늘은 시장에 갔다. ", "iso2022_kr"),
    ],
)
def test_text_that_passes_for_ascii_or_binary_data_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(
        text, f"not UTF-8, read as {encoding}", encoding
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("한국어로 쓴 긴 글이다. 우리는 오늘 시장에 가서 사과와 배를 샀다. " * 1100, "cp949"),
        (JAPANESE * 900, "cp932"),
        (JAPANESE * 900, "euc_jp"),
        ("今天我们去城里买东西，因为那里有我们的朋友。" * 1700, "gb18030"),
        ("今天我們去城裡買東西，因為那裡有我們的朋友。" * 1700, "big5hkscs"),
    ],
)
@pytest.mark.parametrize("before", ["", "x", "xx"])
def test_a_sample_that_ends_within_a_character_rules_nothing_out(
    text: str, encoding: str, before: str
) -> None:
    decoded = decode((before + text).encode(encoding))
    assert decoded == Decoded(before + text, f"not UTF-8, read as {encoding}", encoding)


@pytest.mark.parametrize(
    ("data", "said", "text"),
    [
        ("žluť".encode("cp1250"), "cp1250", "žluť"),
        # What the user says is believed of UTF-8 too, but not against a mark.
        ("é".encode(), "cp1252", "Ã©"),
        (codecs.BOM_UTF8 + "é".encode(), "cp1252", "é"),
        ("a é".encode("utf-16-le"), "utf-16-le", "a é"),
        (b"caf\x81", "cp1252", "caf\ufffd"),
    ],
)
def test_what_the_user_says_comes_after_a_mark_alone(data: bytes, said: str, text: str) -> None:
    decoded = decode(data, said=said)
    assert decoded is not None
    assert decoded.text == text
    assert (decoded.remark is not None) == ("\ufffd" in text)


@pytest.mark.parametrize(
    ("usual", "encoding"),
    [({}, "cp1252"), ({"cp1250": 3}, "cp1250"), ({"cp1250": 1, "koi8_r": 1}, "cp1252")],
)
def test_the_files_beside_decide_between_near_guesses(usual: dict[str, int], encoding: str) -> None:
    decoded = decode("Ja\xf5".encode("latin-1"), beside=lambda: usual)
    assert decoded is not None
    assert decoded.encoding == encoding


def test_the_files_beside_do_not_outvote_what_is_clear() -> None:
    decoded = decode(RUSSIAN.encode("koi8-r"), beside=lambda: {"big5hkscs": 40})
    assert decoded is not None
    assert decoded.encoding == "koi8_r"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_binary(data: bytes) -> None:
    decoded = decode(data)
    if decoded is None:
        assert b"\0" in data
    else:
        assert decoded.text.encode().decode() == decoded.text
