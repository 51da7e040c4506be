"""Mail: mailboxes beside the standard library's count, fields and bodies as they really are."""

from __future__ import annotations

import base64
import email.message
import io
import mailbox
import quopri
from collections.abc import Iterator
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus_cli.model import RawDocument
from corpus_cli.parsing import parse
from corpus_cli.readers import Note, SourceFile, mail, mail_fields, read
from corpus_cli.readers.html_text import text_of

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
FROM = b"From jane@example.org Fri Feb 19 06:11:39 2016\n"
HEAD = b"From: Jane Doe <jane@example.org>\nDate: Fri, 19 Feb 2016 06:11:39 -0700\n"


def read_bytes(
    folder: Path, data: bytes, name: str = "a.mbox"
) -> tuple[list[RawDocument], list[Note]]:
    path = folder / name
    path.write_bytes(data)
    notes: list[Note] = []
    return list(read(SourceFile("a", str(path), "shown"), notes.append)), notes


def message(data: bytes, folder: Path) -> RawDocument:
    documents, _ = read_bytes(folder, data, "a.eml")
    assert len(documents) == 1
    return documents[0]


# --- mailboxes -----------------------------------------------------------------------------------


def messages(*bodies: bytes) -> bytes:
    return b"".join(
        FROM + HEAD + b"Subject: number %d\n\n" % number + body + b"\n\n"
        for number, body in enumerate(bodies, 1)
    )


lines = st.sampled_from(
    [
        b"a line",
        b"",
        b">From the war",
        b"> quoted",
        b"From: nobody",
        b"\xe9\xff",
        b"- -- -",
        b"x" * 99,
    ]
)
bodies = st.lists(st.lists(lines, max_size=6).map(b"\n".join), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(bodies=bodies, chunk=st.sampled_from([1, 7, 64, 1 << 20]))
def test_a_mailbox_has_the_messages_that_the_standard_library_counts(
    bodies: list[bytes], chunk: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = messages(*bodies)
    path = tmp_path_factory.mktemp("mail") / "a.mbox"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mail, "_CHUNK", chunk)
        found = list(mail.split(io.BytesIO(data)))
    expected = [each.get_payload() for each in mailbox.mbox(path)]
    assert len(found) == len(expected) == len(bodies)
    for own, body in zip(found, bodies, strict=True):
        _, text = mail_fields.split_head(own.data)
        assert text.rstrip(b"\n") == body.replace(b">From", b"From").rstrip(b"\n")


@pytest.mark.parametrize(
    "line",
    [
        b"From the beginning of the war until Friday",
        b"From: Jane\nto John on Fri Feb 19 06:11:39 2016",
        b"From here on Fri Feb 19 06:11:39 2016\nit goes on without a field",
        b"From jane@example.org\nno field",
    ],
)
def test_a_line_of_a_text_that_begins_with_from_parts_nothing(tmp_path: Path, line: bytes) -> None:
    documents, notes = read_bytes(tmp_path, messages(b"before\n\n" + line + b"\n\nafter", b"two"))
    assert [document.id for document in documents] == ["a/1", "a/2"]
    assert line.decode() in documents[0].text
    assert documents[0].text.endswith("after\n")
    assert not notes


@pytest.mark.parametrize(
    "separator",
    [
        b"From jane at example.org  Fri Feb 19 06:11:39 2016",
        b"From MAILER-DAEMON Fri Feb  9 06:11:39 2016",
        b"From jane@example.org Fri Feb 19 06:11:39 MST 2016",
        b"From - Fri Feb 19 06:11:39 2016",
        b"From jane@example.org Fri, 19 Feb 2016 06:11:39 +0100",
        b"From jane@example.org",
        b'From "Jane Doe"@example.org Fri Feb 19 06:11 2016',
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_lines_that_part_messages(tmp_path: Path, separator: bytes, end: bytes) -> None:
    own = separator + b"\nReceived: x\nSubject: two\n\nbody two\n"
    data = (messages(b"one") + own).replace(b"\n", end)
    documents, _ = read_bytes(tmp_path, data)
    assert [document.title for document in documents] == ["number 1", "two"]
    assert documents[1].text == "two\n\nbody two\n"


def test_a_pipermail_month_is_told_by_its_content(tmp_path: Path) -> None:
    data = (SAMPLES / "2016-February.txt").read_bytes()
    documents, notes = read_bytes(tmp_path, data, "2016-February.txt")
    assert [document.id for document in documents] == ["a/1", "a/2", "a/3"]
    assert [document.author for document in documents] == ["Jane Doe", "Zoë Ägren", "Jane Doe"]
    assert documents[1].date == "2016-02-19T18:02:11+01:00"
    assert documents[1].meta["in-reply-to"] == "CA+1@mail.example.org"
    assert not notes
    parsed = parse(documents[1])
    assert (parsed.kind, parsed.list, parsed.title) == ("mail", "talk", "Re: The siege of Aleppo")
    assert [block.kind for block in parsed.leaves if block.address] == [
        "title", "byline", "quote", "paragraph", "signature", "boilerplate",
    ]  # fmt: skip
    [quote] = [block for block in parsed.leaves if block.kind == "quote"]
    assert (quote.author, quote.depth) == ("Jane Doe", 1)


PATCH = (
    b"From 0123456789abcdef Mon Sep 17 00:00:00 2001\nFrom: a@b\nSubject: [PATCH] %d\n\ndiff\n\n"
)


def test_a_patch_in_a_message_parts_nothing(tmp_path: Path) -> None:
    documents, _ = read_bytes(tmp_path, messages(b"see\n\n" + PATCH % 1, b"two"))
    assert [document.title for document in documents] == ["number 1", "number 2"]
    assert "[PATCH] 1" in documents[0].text
    documents, _ = read_bytes(tmp_path, PATCH % 1 + PATCH % 2)
    assert [document.title for document in documents] == ["[PATCH] 1", "[PATCH] 2"]


def test_separators_need_no_date_where_the_first_has_none(tmp_path: Path) -> None:
    data = messages(b"one\n\nFrom here on\n", b"two").replace(FROM, b"From jane\n")
    documents, _ = read_bytes(tmp_path, data)
    assert [document.title for document in documents] == ["number 1", "number 2"]
    assert "From here on" in documents[0].text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (b">From the war\n", "From the war\n"),
        (b">>From the war\n", ">From the war\n"),
        (b"> From the war\n", "> From the war\n"),
        (b"> quoted\n>From me\n", "> quoted\nFrom me\n"),
        # Quoted by a program that puts no blank behind the mark.
        (b">quoted\n>From the war\n", ">quoted\n>From the war\n"),
        (b">From the war\n>goes on\n", ">From the war\n>goes on\n"),
        (b">quoted\n>>From the war\n", ">quoted\n>From the war\n"),
    ],
)
def test_escaped_lines_are_as_they_were(tmp_path: Path, written: bytes, text: str) -> None:
    [document], _ = read_bytes(tmp_path, messages(written.rstrip(b"\n")))
    assert document.text == f"number 1\n\n{text}"


def test_what_stands_before_the_first_separator_is_read_and_told(tmp_path: Path) -> None:
    documents, notes = read_bytes(tmp_path, b"some words\n\n" + messages(b"one"), "a.mbox")
    assert [document.text for document in documents] == ["some words\n\n", "number 1\n\none\n"]
    assert notes == [Note("shown", "message 1: no fields of a message, read as text")]


def test_what_is_too_large_is_cut_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LARGEST", 1000)
    monkeypatch.setattr(mail, "_CHUNK", 64)
    documents, notes = read_bytes(tmp_path, messages(b"one", b"x" * 5000 + b"\nend", b"three"))
    assert [document.title for document in documents] == ["number 1", "number 2", "number 3"]
    assert documents[2].text == "number 3\n\nthree\n"
    assert len(documents[1].text) < 1000
    assert sum(document.bytes for document in documents) == (tmp_path / "a.mbox").stat().st_size
    [note] = notes
    assert note.is_error
    assert "message 2" in note.message
    assert "only its beginning" in note.message


# --- fields --------------------------------------------------------------------------------------

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
)


@settings(max_examples=100, deadline=None)
@given(subject=words, charset=st.sampled_from(["utf-8", "utf-16-be", "koi8-r"]))
@example("a" * 100, "utf-8")
def test_encoded_words_are_decoded(subject: str, charset: str) -> None:
    try:
        subject.encode(charset)
    except UnicodeEncodeError:
        return
    encoded = Header(subject, charset if charset != "utf-16-be" else "utf-8").encode()
    head = mail_fields.Fields([("subject", encoded.encode("ascii", "surrogateescape"))])
    decoded = head.text("subject")
    assert mail_fields.folded(decoded) == mail_fields.folded(subject)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?q?caf=C3=A9?=", "café"),
        ("=?UTF-8?B?Y2Fm?= =?UTF-8?B?w6k=?=", "café"),
        ("=?utf-8?B?ww==?= =?utf-8?B?qQ==?=", "é"),
        ("a =?iso-8859-1?q?=E9t=E9?= b", "a été b"),
        ("=?iso-8859-1*fr?q?=E9?=", "é"),
        ("=?unknown?q?caf=C3=A9?=", "café"),
        ("=?utf-8?q?not closed", "=?utf-8?q?not closed"),
        ("=?gb2312?B?1tDOxA==?=", "中文"),
        ("=?utf-8?q?a b?=", "a b"),
        ("=?us-ascii?q?caf=C3=A9?=", "café"),
        ("=?utf-8?B?!!!?=", ""),
    ],
)
def test_words_as_they_are_found(raw: str, text: str) -> None:
    assert mail_fields.decoded_words(raw) == text


@pytest.mark.parametrize(
    ("field", "author", "address"),
    [
        ("Jane Doe <jane@example.org>", "Jane Doe", "jane@example.org"),
        ('"Doe, Jane" <jane@example.org>', "Doe, Jane", "jane@example.org"),
        ("Doe, Jane <jane@example.org>", "Doe, Jane", "jane@example.org"),
        ("jane@example.org (Jane Doe)", "Jane Doe", "jane@example.org"),
        ("jane at example.org (Jane Doe)", "Jane Doe", "jane@example.org"),
        ("jane at example.org", "jane@example.org", "jane@example.org"),
        ("jane@example.org", "jane@example.org", "jane@example.org"),
        ("=?utf-8?q?Zo=C3=AB?= <z@example.org>", "Zoë", "z@example.org"),
        ("<jane@example.org>", "jane@example.org", "jane@example.org"),
        ("Jane", "Jane", "Jane"),
        ("", None, ""),
        ("'Jane' via List <list@example.org>", "'Jane' via List", "list@example.org"),
    ],
)
def test_who_wrote_a_message(field: str, author: str | None, address: str) -> None:
    head = mail_fields.Fields([("from", field.encode())])
    assert mail_fields.author(head) == author
    assert mail_fields.address(head.raw("from")) == address


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Fri, 19 Feb 2016 06:11:39 -0700", "2016-02-19T06:11:39-07:00"),
        ("Fri, 19 Feb 2016 06:11:39 -0700 (MST)", "2016-02-19T06:11:39-07:00"),
        ("19 Feb 16 06:11 GMT", "2016-02-19T06:11:00+00:00"),
        ("Fri Feb 19 06:11:39 2016", "2016-02-19T06:11:39"),
        ("Fri, 19 Feb 2016 06:11:60 +0000", "2016-02-19T06:11:59+00:00"),
        ("Fri, 31 Feb 2016 06:11:39 +0000", None),
        ("yesterday", None),
        ("", None),
        ("Fri, 19 Feb 20160 06:11:39 +0000", None),
        ("Fri, 19 Feb 2016 06:11:39 +9999", "2016-02-19T06:11:39"),
        ("Fri, 19 Feb 2016 06:11:39 CEST", "2016-02-19T06:11:39+02:00"),
        ("Fri, 19 Feb 2016 06:11:39 IST", "2016-02-19T06:11:39"),
        ("Fri, 19 Feb 2016 06:11:39 GMT+0100", "2016-02-19T06:11:39+01:00"),
        ("Fr, 19 Feb 2016 06.11.39 +01:00", "2016-02-19T06:11:39+01:00"),
        ("Fri, 19 Feb 2016 06:11:39 -0000", "2016-02-19T06:11:39+00:00"),
        ("Fri, 19-Feb-99 06:11:39 EST", "1999-02-19T06:11:39-05:00"),
        ("19 Feb 116 06:11:39", "2016-02-19T06:11:39"),
        ("Fri Feb 19 06:11:39 MST 2016", "2016-02-19T06:11:39-07:00"),
        ("Fri Feb 19 06:11:39 2016 +0100", "2016-02-19T06:11:39+01:00"),
        ("2016-02-19 06:11:39 +0100", "2016-02-19T06:11:39+01:00"),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert mail_fields.date(text) == date


def test_a_date_that_is_none_is_that_of_the_line_before(tmp_path: Path) -> None:
    [document], _ = read_bytes(tmp_path, FROM + b"Date: long ago\nSubject: x\n\ntext\n")
    assert document.date == "2016-02-19T06:11:39"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (b"List-Id: The talk list <talk.lists.example.org>", "talk"),
        (b"List-Id: talk.lists.example.org", "talk"),
        (b"List-Post: <mailto:talk@example.org>", "talk"),
        (b"X-BeenThere: talk@example.org", "talk"),
        (b"Delivered-To: mailing list talk@example.org", "talk"),
        (b"Delivered-To: jane@example.org", None),
        (b"X-Other: 1", None),
    ],
)
def test_lists(fields: bytes, name: str | None) -> None:
    head, _ = mail_fields.split_head(fields + b"\n\n")
    assert mail_fields.mailing_list(head) == name


@pytest.mark.parametrize(
    ("field", "ids"),
    [
        ("<a@b>", ["a@b"]),
        ("<a@b>\t<c@d>", ["a@b", "c@d"]),
        ("<a@\n b>", ["a@b"]),
        ("a@b, c@d", ["a@b", "c@d"]),
        ("<>", []),
        ("of Friday", []),
        ("<no at all>", ["noatall"]),
    ],
)
def test_message_ids(field: str, ids: list[str]) -> None:
    assert mail_fields.message_ids(field) == ids


@pytest.mark.parametrize(
    ("field", "id"),
    [
        ("<a@b> <c@d>", "a@b"),
        ('Message from Jane <jane@x.org> of "Fri, 19 Feb" <a@b>', "a@b"),
        ('Your message of "Fri, 19 Feb 2016" <a@b>', "a@b"),
        ("", ""),
        ("your message", ""),
    ],
)
def test_which_message_is_answered(field: str, id: str) -> None:
    assert mail_fields.answered(field) == id


def test_everything_that_is_known(tmp_path: Path) -> None:
    document = message(
        b"Return-Path: <x>\nFrom: Jane <jane@example.org>\nTo: a@example.org,\n\tb@example.org\n"
        b"Subject: [Talk] The\n siege\nMessage-ID: <1@example.org>\nIn-Reply-To: <0@example.org>\n"
        b"References: <a@b>\n <0@example.org>\nDate: Fri, 19 Feb 2016 06:11:39 -0700\n"
        b"List-Id: <talk.example.org>\n\nText.\r\nMore.\r\n",
        tmp_path,
    )
    assert document.text == "[Talk] The siege\n\nText.\nMore.\n"
    assert (document.title, document.author, document.kind) == ("[Talk] The siege", "Jane", "mail")
    assert document.list == "talk"
    assert dict(document.meta) == {
        "format": "mail",
        "message-id": "1@example.org",
        "in-reply-to": "0@example.org",
        "references": "a@b 0@example.org",
        "from": "jane@example.org",
        "to": "a@example.org, b@example.org",
        "list-id": "<talk.example.org>",
    }
    parsed = parse(document)
    assert (parsed.title, parsed.list) == ("The siege", "talk")
    assert "".join(map(parsed.slice, parsed.leaves)) == document.text


# --- bodies --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "koi8-r", "windows-1252"])
def test_bodies_are_decoded(tmp_path: Path, how: str, charset: str) -> None:
    text = {"koi8-r": "Привет, мир!\n"}.get(charset, "Ein schöner Gruß aus Köln\n")
    body = text.encode(charset)
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(how, bytes)(
        body
    )
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {how}\n\n"
    document = message(HEAD + b"MIME-Version: 1.0\n" + head.encode() + body, tmp_path)
    assert document.text == text
    assert ("encoding" in document.meta) == (charset != "utf-8")


def test_a_wrong_charset_is_told_and_the_text_survives(tmp_path: Path) -> None:
    data = (
        HEAD
        + b"Content-Type: text/plain; charset=no-such\nMIME-Version: 1.0\n\nStra\xdfe caf\xe9\n"
    )
    [document], notes = read_bytes(tmp_path, data, "a.eml")
    assert document.text == "Straße café\n"
    assert notes == [Note("shown", "not UTF-8, read as cp1252")]


WEST = "Bonjour à tous, je suis très étonné de voir que le problème persiste après la mise à jour."


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1252", "Le président a été réélu à Paris après une très longue journée de fête."),
        ("cp1252", "Il a été là."),
        ("cp1252", "Não há razão à vista para as eleições."),
        ("cp1252", "Wir müssen über die Größe reden – „bald“."),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
        ("cp1251", "Привет всем, я и он"),
        ("gb18030", "这是 a 中文 b 社"),
    ],
)
def test_short_texts_that_name_no_charset(tmp_path: Path, charset: str, text: str) -> None:
    data = HEAD + b"Subject: S\n\n" + text.encode(charset)
    assert message(data, tmp_path).text == f"S\n\n{text}"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1252", "Ich würde gerne wissen, ob die Straße wieder geöffnet ist. Schöne Grüße!"),
        ("cp1252", WEST),
        (
            "iso-8859-2",
            "Cześć, czy ktoś może mi powiedzieć, jak rozwiązać ten problem? Próbowałem.",
        ),
        ("koi8-r", "Привет всем, кто-нибудь знает, как решить эту проблему? Ничего не помогает."),
        ("cp1251", "Привет всем, кто-нибудь знает, как решить эту проблему? Ничего не помогает."),
        ("gb18030", "大家好，请问有人知道怎么解决这个问题吗？我已经试过很多方法了，但是都没有用。"),
        ("euc-jp", "こんにちは、この問題の解決方法をご存知の方はいらっしゃいますか。"),
        ("utf-8", WEST),
    ],
)
def test_what_names_no_charset_is_guessed(tmp_path: Path, charset: str, text: str) -> None:
    document = message(HEAD + b"\n" + f"{text}\n".encode(charset) + b"ascii\n" * 50, tmp_path)
    assert document.text.startswith(f"{text}\n")
    assert ("encoding" in document.meta) == (charset != "utf-8")


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("utf-7", b"+AD4 quoted\n" + b"x" * 99 + b"+AAA/w==", "> quoted\n"),
        ("utf-7", b"+2AA-", "\ufffd"),
        ("gb2312", "\u4e2d\u6587 caf\u00e9\u20ac".encode(), "中文 café€"),
        ("iso-2022-jp", "日本".encode("iso-2022-jp"), "日本"),
        ("rot13", b"caf\xc3\xa9", "café"),
        ("punycode", b"caf\xc3\xa9", "café"),
        ("unicode-escape", b"\\u0041\xc3\xa9", "\\u0041é"),
        ("iso-8859-1", b"\x93quoted\x94 \x81", "\x93quoted\x94 \x81"),
        ("iso-8859-1", b"\x93quoted\x94", "“quoted”"),
        ("utf-16", b"\xff\xfea\0b\0", "ab"),
        ("us-ascii", b"a\0b", "ab"),
    ],
)
def test_charsets_as_they_are_named(tmp_path: Path, charset: str, data: bytes, text: str) -> None:
    head = f"Content-Type: text/plain; charset={charset}\n\n".encode()
    assert message(HEAD + head + data, tmp_path).text.startswith(text)


def test_fields_in_raw_bytes_are_in_what_the_body_is(tmp_path: Path) -> None:
    head = "From: Вася <v@example.org>\nSubject: Привет\n".encode("koi8-r")
    head += b"Message-ID: <1@b>\nContent-Type: text/plain; charset=koi8-r\n\n"
    document = message(head + "мир".encode("koi8-r"), tmp_path)
    assert (document.author, document.text) == ("Вася", "Привет\n\nмир")


def parts(kind: str, *inner: email.message.Message) -> bytes:
    whole = MIMEMultipart(kind)
    whole["From"], whole["Subject"] = "jane@example.org", "S"
    for each in inner:
        whole.attach(each)
    return whole.as_bytes()


def test_of_two_ways_to_say_it_the_plain_one_is_read(tmp_path: Path) -> None:
    both = MIMEText("plain words", "plain"), MIMEText("<p>rich words</p>", "html")
    assert message(parts("alternative", *both), tmp_path).text == "S\n\nplain words"
    empty = MIMEText(" ", "plain"), MIMEText("<p>rich words</p><p>more</p>", "html")
    assert message(parts("alternative", *empty), tmp_path).text == "S\n\nrich words\n\nmore"


def test_attachments_are_named_and_forwarded_messages_are_read(tmp_path: Path) -> None:
    inner = email.message.EmailMessage()
    inner["From"], inner["Subject"] = "Jöhn <john@example.org>", "Earlier"
    inner.set_content("said before")
    outer = email.message.EmailMessage()
    outer["From"], outer["Subject"] = "jane@example.org", "S"
    outer.set_content("see below")
    outer.add_attachment(b"\0\1", "image", "png", filename="map of Köln.png")
    outer.add_attachment(inner)
    outer.add_attachment("what follows it", disposition="inline")
    document = message(outer.as_bytes(), tmp_path)
    assert document.text == (
        "S\n\nsee below\n\n---------- Forwarded message ----------\n"
        "From: Jöhn <john@example.org>\nSubject: Earlier\n\nsaid before\n\n"
        "---------- End of forwarded message ----------\n\nwhat follows it"
    )
    leaves = [(each.kind, each.depth, each.author) for each in parse(document).leaves]
    assert [each for each in leaves if each[0] != "blank"] == [
        ("title", None, None),
        ("paragraph", None, None),
        ("byline", None, "Jöhn"),
        ("quote", 1, "Jöhn"),
        ("boilerplate", None, None),
        ("paragraph", None, None),
    ]
    assert document.meta["attachments"] == "map of Köln.png (image/png), Earlier (message/rfc822)"


def test_the_footer_of_a_list_is_read_beside_html(tmp_path: Path) -> None:
    both = MIMEMultipart("alternative")
    both.attach(MIMEText("<p>rich words</p>", "html"))
    data = parts("mixed", both, MIMEText("list footer", "plain"))
    assert message(data, tmp_path).text == "S\n\nrich words\n\nlist footer"


RAW = b"Subject: S\nMessage-ID: <1@b>\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    ("data", "text", "attachments"),
    [
        # Below the last part, as some list software adds it.
        (b"boundary=b\n\n--b\n\none\n--b--\nfooter\n", "one\n\nfooter", None),
        # A mark of the end where there is none.
        (b"boundary=b\n\n--b\n\none\n--b--\n--b\n\ntwo\n--b--\n", "one\n\ntwo", None),
        (b"boundary=b\n\n--b\n\nnever closed\n", "never closed\n", None),
        (b"boundary=b\n\n--bc\n--b\n\none --b\n--b--", "one --b", None),
        (b"\n\n--b\nContent-Type: text/plain\n\none\n--b--", "one", None),
        (b"boundary=b\n\nno boundary", "no boundary", None),
        (b"boundary=c\n\n--b\nContent-Type: text/plain\n\none\n--b--", "one", None),
        (b'boundary="b c"\n\n--b c \n\none\r\n--b c--', "one", None),
        (b"boundary*=us-ascii''b%20c\n\n--b c\n\none\n--b c--", "one", None),
        (
            b"boundary=b\n\n--b\n\none\n--b\nContent-Type: image/png\n"
            b"Content-Disposition: attachment;\n filename*0*=UTF-8''K%C3%B6;\n filename*1=ln.png\n"
            b"\nx\n--b--",
            "one",
            "Köln.png (image/png)",
        ),
        (
            b"boundary=b\n\n--b\n\none\n--b\nContent-Type: text/x-patch; name=a.diff\n\n+x\n--b--",
            "one\n\n+x",
            "a.diff (text/x-patch)",
        ),
        (
            b"boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: in\n\ntwo\n--b--",
            "---------- Forwarded message ----------\nSubject: in\n\ntwo",
            "in (message/rfc822)",
        ),
        (
            b"boundary=b\n\n--b\nContent-Type: multipart/digest; boundary=c\n\n--c\n\nFrom: a@b\n"
            b"Subject: in\n\ntwo\n--c--\n--b--",
            "Message: in\n\ntwo",
            "in (message/rfc822)",
        ),
        (b"boundary=b\n\n", "", None),
    ],
)
def test_parts_as_they_are_found(
    tmp_path: Path, data: bytes, text: str, attachments: str | None
) -> None:
    document = message(RAW + b"Content-Type: multipart/mixed; " + data, tmp_path)
    assert document.text == f"S\n\n{text}"
    assert document.meta.get("attachments") == attachments


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"base64\n\nY2Fmw6k=\n", "café"),
        (b"base64\n\nY2Fmw6k=\n____\nmy list\n", "café\n____\nmy list\n"),
        (b"base64\n\nY2Fm\nw6k\n", "café"),
        (b"base64\n\nYQ==\nYg==\n", "ab"),
        (b"Quoted-Printable\n\na=\nb=C3=A9 =ZZ", "abé =ZZ"),
        (b"x-uuencode\n\nbegin 644 a\n#8V%T\n`\nend\n", "cat"),
        (b"x-unknown\n\nas it is", "as it is"),
    ],
)
def test_transfer_encodings_as_they_are_found(tmp_path: Path, data: bytes, text: str) -> None:
    head = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    assert message(RAW + head + data, tmp_path).text == f"S\n\n{text}"


leaves = st.builds(
    lambda kind, text: MIMEText(text, kind, "utf-8"),
    st.sampled_from(["plain", "x-patch"]),
    st.sampled_from(["one", "two\n\nwords", "--b", "é", "From me", "x" * 200]),
)
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda each: MIMEMultipart("mixed", _subparts=each)
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(tree=trees)
def test_parts_are_those_that_the_standard_library_finds(
    tree: email.message.Message, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tree["Message-ID"], tree["Subject"] = "<1@b>", "S"
    document = message(tree.as_bytes(), tmp_path_factory.getbasetemp())
    parsed = email.message_from_bytes(tree.as_bytes())
    texts = [
        part.get_payload(decode=True).decode()  # type: ignore[union-attr]
        for part in parsed.walk()
        if not part.is_multipart()
    ]
    assert document.text.rstrip("\n") == "\n\n".join(["S", *texts]).rstrip("\n")


def test_parts_nested_beyond_reason_are_read_as_text(tmp_path: Path) -> None:
    data = HEAD + b"MIME-Version: 1.0\n"
    for number in range(5000):
        data += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    [document], notes = read_bytes(tmp_path, data + b"\n\nthe text\n", "a.eml")
    assert "the text" in document.text
    assert [note.message for note in notes] == ["parts nested more than 50 deep, read as text"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two\n three</p>", "one\n\ntwo three"),
        ("a<br>b", "a\nb"),
        (
            "<blockquote>said<blockquote>before</blockquote></blockquote>now",
            "> said\n>\n> > before\n\nnow",
        ),
        ("<style>x</style><script>y</script>z &amp; &eacute;", "z & é"),
        ("<ul><li>a<li>b</ul>c", "* a\n* b\n\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<head><title>t</title></head><body>b", "b"),
        ("<script>never closed", ""),
        ("a<!-- b -->c<!-- d", "ac d"),
        ('<a title="x > y" href=z>a</a> 1 < 2', "a 1 < 2"),
        ("<ol><li>a<li>b<ul><li>c</ul></ol>", "1. a\n2. b\n  * c"),
        ("<div>a<div><br></div><div>b</div></div>", "a\n\nb"),
        ("<blockquote>" * 99 + "deep", "> " * 30 + "deep"),
        ("&#xD800;&#99999999999;&nope;&lt;b&gt;", "\ufffd\ufffd&nope;<b>"),
        ("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";"),
        ("", ""),
        ('see <a href="https://x.org/a?b&amp;c">it</a>.', "see it <https://x.org/a?b&c>."),
        ('<a href="http://www.x.org/">x.org</a>', "x.org"),
        (
            '<a href="mailto:j@x.org">j@x.org</a> <a href="mailto:j@x.org">J</a>',
            "j@x.org J <j@x.org>",
        ),
        ('<a href="#top">top</a> <a href="javascript:x()">y</a>', "top y"),
        ('<a href="https://x.org/i"><img src="cid:1"></a>', "<https://x.org/i>"),
        ("<a href=https://x.org/1>one<br>two</a>", "one <https://x.org/1>\ntwo"),
        ('<a href="https://x.org/1">never closed', "never closed <https://x.org/1>"),
        ("<blockquote type=cite><p>a<p>b</blockquote><p>c", "> a\n>\n> b\n\nc"),
        ('<blockquote style="margin: 0 0 0 40px; border: none">in</blockquote>', "in"),
        (
            '<blockquote class="gmail_quote" style="border:none">q</blockquote>',
            "> q",
        ),
        (
            '<div>a</div><div style="border:none;border-left:solid blue 1.5pt"><p>q</div><p>b',
            "a\n\n> q\n\nb",
        ),
        ('<div>a</div><div class="gmail_signature">Jane</div>', "a\n--\nJane"),
        ("</div></blockquote>" * 9 + "a", "a"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html",
    [
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
        "<p><b>From:</b> Jane Doe &lt;jane@example.org&gt;<br>"
        "<b>Sent:</b> Friday, February 19, 2016 6:11 AM<br>"
        "<b>To:</b> Karl<br><b>Subject:</b> RE: it</p></div><p>Monday?</p>",
        '<hr><div id="divRplyFwdMsg"><b>From:</b> Jane Doe<br>'
        "<b>Sent:</b> Friday, February 19, 2016 6:11 AM<br><b>To:</b> Karl<br>"
        "<b>Subject:</b> RE: it</div><div>Monday?</div>",
        "<p>From: Jane Doe</p><p>Sent: Friday, February 19, 2016 6:11 AM</p><p>To: Karl</p>"
        "<p>Subject: it</p><p>Monday?</p>",
        '<div class="gmail_quote"><div class="gmail_attr">On Fri, Feb 19, 2016 at 6:11 AM Jane Doe '
        '&lt;<a href="mailto:jane@example.org">jane@example.org</a>&gt; wrote:<br></div>'
        '<blockquote class="gmail_quote"><div>Monday?</div></blockquote></div>',
        "<div>Am 19.02.2016 um 06:11 schrieb Jane Doe:<br></div>"
        '<blockquote type="cite" cite="mid:1">Monday?</blockquote>',
    ],
)
def test_what_html_quotes_is_quoted(tmp_path: Path, html: str) -> None:
    raw = message(HEAD + b"Content-Type: text/html\n\n<p>Yes.</p>" + html.encode(), tmp_path)
    leaves = [each for each in parse(raw).leaves if each.address is not None]
    said = [(each.kind, each.depth, each.author, (each.date or "")[:10]) for each in leaves]
    assert said == [
        ("paragraph", None, None, ""),
        ("byline", None, "Jane Doe", "2016-02-19"),
        ("quote", 1, "Jane Doe", "2016-02-19"),
    ]


# --- whatever comes ------------------------------------------------------------------------------


def samples() -> Iterator[bytes]:
    yield (SAMPLES / "2016-February.txt").read_bytes()
    yield (SAMPLES / "letter.eml").read_bytes()


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damaged_mail_is_read_as_far_as_it_goes(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = bytearray(data.draw(st.sampled_from(list(samples()))))
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=20))
    whole = whole[: data.draw(st.integers(0, len(whole)))]
    folder = tmp_path_factory.getbasetemp()
    for name in ("a.mbox", "a.eml"):
        documents, notes = read_bytes(folder, bytes(whole), name)
        assert not [note for note in notes if "cannot be read" in note.message]
        for document in documents:
            assert "\0" not in document.text
            document.text.encode("utf-8", "surrogatepass")
            parsed = parse(document)
            assert "".join(map(parsed.slice, parsed.leaves)) == document.text
