"""Labels of charsets: what the web's standard lists, what mail writes, and what is none."""

from __future__ import annotations

import pytest

from corpus_cli.readers.charset_labels import codec_of, near_labels

# A label or several of each encoding of the WHATWG's standard, and Python's codec for it.
OF_THE_WEB = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2:1987 l2 latin2",
    "iso8859-3": "csisolatin3 iso88593 iso-ir-109 l3",
    "iso8859-4": "csisolatin4 iso88594 iso-ir-110 l4",
    "iso8859-5": "csisolatincyrillic cyrillic iso88595 iso-ir-144 iso_8859-5:1988",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i ecma-114 iso-8859-6-e iso-8859-6-i",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso88597 sun_eu_greek",
    "iso8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-8859-8-i logical visual",
    "iso8859-10": "csisolatin6 iso-ir-157 iso885910 l6 latin6",
    "iso8859-13": "iso-8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso885914",
    "iso8859-15": "csisolatin9 iso-8859-15 iso885915 iso_8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso88591 l1 latin1 "
    "us-ascii windows-1252 x-cp1252 iso_8859-1:1987",
    "cp1254": "csisolatin5 iso-8859-9 iso-ir-148 iso88599 l5 latin5 windows-1254 x-cp1254",
    "cp1258": "windows-1258 x-cp1258",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk x-gbk gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
    "ksc5601 ksc_5601 windows-949 x-windows-949",
    "utf-16-be": "unicodefffe utf-16be",
    "utf-16-le": "unicodefeff utf-16le",
}


@pytest.mark.parametrize(
    ("label", "codec"),
    [(label, codec) for codec, all in OF_THE_WEB.items() for label in all.split()],
)
def test_labels_of_the_web_are_known_and_mean_the_larger_charset(label: str, codec: str) -> None:
    assert codec_of(label) == codec
    assert codec_of(f" {label.upper()}\n") == codec


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("hz-gb-2312", "hz"), ("iso-2022-kr", "iso2022_kr"), ("unicode-1-1-utf-7", "utf-7"),
        ("cp-850", "cp850"), ("ibm-437", "cp437"), ("win-1251", "cp1251"), ("utf8mb4", "utf-8"),
        ("'iso-8859-2';", "iso8859-2"), ("windows_1253", "cp1253"), ("ISO_8859-8-I", "iso8859-8"),
    ],
)  # fmt: skip
def test_labels_that_mail_writes_are_known(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    "label",
    ["", "x", "rot13", "zip", "idna", "punycode", "unicode_escape", "a" * 500, "x-user-defined"],
)
def test_what_is_no_charset_of_text_means_none(label: str) -> None:
    assert codec_of(label) is None


@pytest.mark.parametrize(
    ("label", "near"),
    [
        ("windows-12525", "windows-1252"),
        ("koi8r", "koi8-r"),
        ("big-5", "big5"),
        ("utf_88", "utf-8"),
    ],
)
def test_labels_that_are_spelt_alike_are_named(label: str, near: str) -> None:
    assert codec_of(label) is None
    assert near in near_labels(label)
