"""Encodings that show by their form: UTF-16 and UTF-32 without a mark, escapes, and neither."""

from __future__ import annotations

import pytest

from corpus_cli.readers.charset_forms import escaped, wide

TEXTS = [
    "Aleppo is a city.\r\n",
    "Größe, café, naïve – “so”",
    "Привет, мир, это текст.",
    "שלום, עולם",
    "汉语的文本没有标记。我们来试一试看\n它说的是什么",
    "日本語　のテキストです。一つ、二つ 三つ",
    "오늘 시장에 가서 사과를 샀다.",
    "ไทย ภาษา",
    "𐐀𐐁 plane one 👩‍👧",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_told(text: str, encoding: str) -> None:
    assert wide(text.encode(encoding)) == encoding


@pytest.mark.parametrize(
    "data",
    [
        b"\0", b"a\0", b"text\0text", b"name\0other\0", b"one\0two\0three\0four\0",
        b"\x7fELF\2\1\1\0\0\0", b"caf\xe9\0\0\0\0\0\0", b"GIF89a\1\0\1\0",
        bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    ],
)  # fmt: skip
def test_binary_data_is_no_wide_text(data: bytes) -> None:
    assert wide(data) is None


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        ("日本語のテキスト (ESC)", "iso2022_jp", "iso2022_jp"),
        ("丂という補助漢字", "iso2022_jp_1", "iso2022_jp_1"),
        ("오늘 시장에 갔다", "iso2022_kr", "iso2022_kr"),
        ("那个 text 在这里", "hz", "hz"),
        ("café déjà vu", "utf-7", "utf-7"),
        ("Привет, мир", "utf-7", "utf-7"),
    ],
)
def test_text_whose_escapes_shift_between_charsets_is_told(
    text: str, codec: str, named: str
) -> None:
    assert escaped(text.encode(codec)) == (text, named)


def test_tildes_outside_of_brackets_of_hz_need_be_no_escapes() -> None:
    data = b"see ~/notes " + "那个".encode("hz")
    assert escaped(data) == ("see ~/notes 那个", "hz")


@pytest.mark.parametrize(
    "text",
    [
        "plain", "\x1b[31mred\x1b[0m", "1+1=2, a+b, C++", "+foo-bar +49-30 +420-123-456 +120-555",
        "~{", "~{x~}", "git+ssh://host", "\x1b$", "${HOME}~{}",
    ],
)  # fmt: skip
def test_ascii_with_marks_that_look_like_escapes_stays(text: str) -> None:
    assert escaped(text.encode()) is None
