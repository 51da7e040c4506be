"""The guess of a charset: a sentence in each of many languages and charsets, and longer texts."""

from __future__ import annotations

import pytest

from corpus_cli.readers.charset_guess import guesses

# Sentences written for this test, and the charsets that they come in.
SENTENCES = [
    ("Der Zug nach Köln fährt heute später, weil die Brücke zu ist.", "cp1252 cp850 mac_roman"),
    ("L'été dernier, nous étions à la mer et nous avons mangé des crêpes.", "cp1252 mac_roman"),
    ("El niño pidió más azúcar y la señora le contestó que mañana.", "cp1252 mac_roman"),
    ("A criança não quis comer o pão e a mãe pôs tudo no armário.", "cp1252 cp850"),
    ("La città è più bella di sera, perché c'è poca gente.", "cp1252 mac_roman"),
    ("På söndag åker vi till ön och äter räkor på bryggan.", "cp1252 cp850 mac_roman"),
    ("Pigen købte æbler og rødgrød på torvet i går.", "cp1252 cp850"),
    ("Þetta er gömul saga um mann sem fór á sjó á hverjum degi.", "cp1252"),
    ("Tämä päivä on ollut pitkä, ja nyt lähdemme kävelylle.", "cp1252 cp850"),
    ("Az erdőben hűvös volt, és a fűben ülve hallgattuk a tücsköket.", "cp1250 iso8859_2 cp852"),
    ("Příští týden přijede můj bratr a půjdeme spolu na ryby.", "cp1250 iso8859_2 cp852"),
    ("Wczoraj kupiliśmy świeże jabłka i gęś na niedzielny obiad.", "cp1250 iso8859_2 cp852"),
    ("Budúci týždeň príde môj brat a pôjdeme spolu na ryby.", "cp1250 iso8859_2"),
    ("Jučer smo išli na tržnicu i kupili svježe šljive i češnjak.", "cp1250 iso8859_2"),
    ("Jutri bomo šli na sprehod čez most in žuboreč potok.", "cp1250 iso8859_2"),
    ("Yarın akşam ağabeyim gelecek, çünkü işi erken bitiyor.", "cp1254 iso8859_9 cp857"),
    ("Rytoj važiuosime į miestą, nes ten gyvena mūsų draugė.", "cp1257 iso8859_13"),
    ("Rīt mēs brauksim uz pilsētu, jo tur dzīvo mūsu draugs.", "cp1257 iso8859_13 iso8859_4"),
    ("Homme sõidame linna, sest seal elab meie sõber Jüri.", "cp1257 cp1252"),
    ("Mâine vom merge în oraş şi vom cumpăra pâine pentru toţi.", "cp1250 iso8859_2"),
    ("Завтра мы поедем в город, потому что там живёт наш друг.",
     "cp1251 koi8_r iso8859_5 cp866 mac_cyrillic cp855"),
    ("Завтра ми поїдемо до міста, бо там живе наш друг.", "cp1251 koi8_u iso8859_5 mac_cyrillic"),
    ("Утре ще отидем в града, защото там живее нашият приятел.", "cp1251 iso8859_5"),
    ("Сутра идемо у град, јер тамо живи наш пријатељ Ђорђе.", "cp1251 iso8859_5"),
    ("Αύριο θα πάμε στην πόλη, γιατί εκεί μένει ο φίλος μας.", "cp1253 iso8859_7 cp737"),
    ("מחר ניסע לעיר כי שם גר החבר שלנו.", "cp1255 iso8859_8 cp862"),
    ("غدا سنذهب إلى المدينة لأن صديقنا يسكن هناك.", "cp1256 iso8859_6"),
    ("فردا به شهر می رویم چون دوست ما آنجا زندگی می کند.", "cp1256"),
    ("พรุ่งนี้เราจะไปในเมืองเพราะเพื่อนของเราอยู่ที่นั่น", "cp874"),
    ("明天我们要去城里,因为我们的朋友住在那里。", "gb18030 hz"),
    ("明天我們要去城裡,因為我們的朋友住在那裡。", "big5hkscs gb18030"),
    ("明日は町へ行きます。友だちがそこに住んでいるからです。", "cp932 euc_jp"),
    ("내일 우리는 시내에 갑니다. 친구가 거기에 살기 때문입니다.", "cp949 euc_kr johab"),
]  # fmt: skip
CASES = [
    (text, codec)
    for text, codecs in SENTENCES
    for codec in codecs.split()
    if codec != "hz" and "ی" not in text
]


def read(data: bytes) -> str:
    return data.decode(guesses(data)[0].encoding)


@pytest.mark.parametrize(("text", "codec"), CASES)
def test_a_sentence_is_read_as_it_was_written(text: str, codec: str) -> None:
    assert read(text.encode(codec)) == text


@pytest.mark.parametrize(("text", "codec"), CASES)
def test_a_paragraph_in_markup_is_read_as_it_was_written(text: str, codec: str) -> None:
    page = f"<html><body class='main'><p id=\"first\">{text}</p>\n<p>{text * 3}</p></body></html>"
    assert read(page.encode(codec)) == page


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"])
@pytest.mark.parametrize("shift", [0, 1, 2])
def test_no_sample_splits_a_character(codec: str, shift: int) -> None:
    text = next(text for text, codecs in SENTENCES if codec in codecs.split())
    data = b"x" * shift + (text.encode(codec) * 3000)[:150_000]
    assert guesses(data)[0].encoding == codec


def test_utf16_of_east_asia_without_a_blank_is_told_although_it_has_no_nul() -> None:
    text = "明天我们要去城里，因为我们的朋友住在那里。" * 4
    for codec in ("utf-16-le", "utf-16-be"):
        assert b"\0" not in text.encode(codec)
        assert read(text.encode(codec)) == text


@pytest.mark.parametrize(
    "text",
    ["café", "naïve résumé", "Straße", "“Quoted” — it’s 5 €…", "£8, © 2004", "Mañana", "20° C"],
)
def test_a_word_or_a_mark_of_the_west_is_in_windows_1252(text: str) -> None:
    assert guesses(text.encode("cp1252"))[0].encoding == "cp1252"
