"""Reading speed of mailboxes, in MB/s of one core, before parsing.

    python tests/bench/bench_readers_mail.py [SEEDS]

Messages are made of the seeds' paragraphs: a month of pipermail, the same in Latin-1 that nothing
names, posts with the fields that mail servers add, quoted-printable, plain text beside HTML, HTML
alone, and attachments. Target: 15 MB/s. What is hostile is read last: the ratio of the time for
twice the length to that for once is about 2 where the time is linear.
"""

from __future__ import annotations

import base64
import quopri
import sys
from collections.abc import Callable, Iterator
from html import escape
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from time import process_time

from corpus_cli.readers import SourceFile, read

SIZE = 20_000_000
SERVERS = "".join(
    f"Received: from mx{number}.example.org (mx{number}.example.org [192.0.2.{number}])\n"
    f"\tby mail{number}.example.net (Postfix) with ESMTPS id 4F{number}C1A2B\n"
    "\tfor <talk@lists.example.org>; Fri, 19 Feb 2016 06:11:41 -0700 (MST)\n"
    for number in range(1, 6)
) + (
    "X-Spam-Status: No, score=-2.6 required=5.0 tests=BAYES_00,DKIM_SIGNED,\n"
    "\tDKIM_VALID,RCVD_IN_DNSWL_LOW autolearn=ham version=3.3.2\n"
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=20120113;\n"
    "\th=mime-version:in-reply-to:references:date:message-id:subject:from:to;\n"
    "\tb=" + "N0yFQWmFvbVhXZ3JkZkFWb0t6aXJmTW1nM2ZQ" * 6 + "\n"
    "X-BeenThere: talk@lists.example.org\nX-Mailman-Version: 2.1.20\nPrecedence: list\n"
    "List-Id: Talk about everything <talk.lists.example.org>\n"
    "List-Post: <mailto:talk@lists.example.org>\n"
)
HEAD = (
    "From jane at example.org  Fri Feb 19 06:11:39 2016\n"
    "From: jane at example.org (=?utf-8?q?J=C3=A4ne_Doe?=)\n"
    "Date: Fri, 19 Feb 2016 06:11:39 -0700\n"
    "Subject: [Talk] Re: The siege of Aleppo, day %d\n"
    "In-Reply-To: <CA+%d@mail.example.org>\n"
    "References: <CA+1@mail.example.org> <CA+%d@mail.example.org>\n"
    "Message-ID: <CA+%d@mail.example.org>\n"
)
BOTH = (
    "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=edge\n\n--edge\n"
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n%s\n"
    "--edge\nContent-Type: text/html; charset=utf-8\n"
    "Content-Transfer-Encoding: quoted-printable\n\n%s\n--edge--\n"
)
PLAIN = (
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: quoted-printable\n\n"
)
HTML = PLAIN.replace("plain", "html")
ATTACHED = (
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=edge\n\n--edge\n"
    "Content-Type: text/plain; charset=utf-8\n\n%s\n--edge\n"
    'Content-Type: application/pdf; name="report.pdf"\nContent-Transfer-Encoding: base64\n'
    'Content-Disposition: attachment; filename="report.pdf"\n\n%s\n--edge--\n'
)


def bodies(texts: list[str], length: int) -> Iterator[str]:
    """Yield bodies of about so many characters, wrapped, the answered message quoted."""
    text = "\n\n".join(texts)
    at = 0
    while True:
        if at + length > len(text):
            at = 0
        said = "\n\n".join(fill(each, 72) for each in text[at : at + length].split("\n\n"))
        at += length
        quoted = "\n".join(f"> {line}" for line in said[: length // 3].splitlines())
        yield f"On 2016-02-18 John Doe wrote:\n{quoted}\n\n{said}\n\n-- \nJane\n"


def qp(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


def html(text: str) -> str:
    inner = "".join(f"<p>{escape(each)}</p>\n" for each in text.split("\n\n"))
    return f"<html><head><style>p {{ margin: 0 }}</style></head><body>{inner}</body></html>"


PDF = base64.encodebytes(bytes(range(256)) * 250).decode()
# What a message is made of below its own fields, and how long its text is.
KINDS: dict[str, tuple[Callable[[str], bytes], int]] = {
    "a month of pipermail": (lambda text: f"\n{text}".encode(), 2000),
    "short messages": (lambda text: f"\n{text}".encode(), 200),
    "long messages": (lambda text: f"\n{text}".encode(), 20_000),
    "Latin-1 that nothing names": (lambda text: f"\né {text}".encode("latin-1", "replace"), 2000),
    "fields of mail servers": (lambda text: f"{SERVERS}\n{text}".encode(), 2000),
    "quoted-printable": (lambda text: (PLAIN + qp(text)).encode(), 2000),
    "plain text beside HTML": (
        lambda text: (SERVERS + BOTH % (qp(text), qp(html(text)))).encode(),
        2000,
    ),
    "HTML alone": (lambda text: (HTML + qp(html(text))).encode(), 2000),
    "attachments of 90 kB": (lambda text: (SERVERS + ATTACHED % (text, PDF)).encode(), 2000),
}  # fmt: skip


def mailbox(texts: list[str], made: Callable[[str], bytes], length: int) -> Iterator[bytes]:
    """Yield the messages of a mailbox of `SIZE` bytes."""
    some = [made(text) for text in islice(bodies(texts, length), 200)]
    size = number = 0
    while size < SIZE:
        number += 1
        data = (HEAD % (number, number // 7, number // 7, number)).encode() + some[number % 200]
        size += len(data)
        yield data + b"\n"


FIRST = b"From a@b Fri Feb 19 06:11:39 2016\nMessage-ID: <1@b>\nMIME-Version: 1.0\n"
# What is repeated, behind the first fields of a message.
HOSTILE = {
    "fields": (b"", b"X: y\n"),
    "a folded field": (b"Subject: x\n", b" y\n"),
    "an encoded field": (b"Subject: ", b"=?utf-8?q?=C3?="),
    "brackets of an address": (b"From: ", b"("),
    "blanks of an address": (b"From: a", b" "),
    "addresses": (b"To: ", b"a <b@c>, "),
    "references": (b"References: ", b"< "),
    "references without brackets": (b"References: ", b"a@b "),
    "blanks of a type": (b"Content-Type: text/plain; charset", b" "),
    "marks of a type": (b"Content-Type: multipart/mixed; boundary=", b'"\\'),
    "separators that are none": (b"\n", b"\nFrom Mon Fri x\n"),
    "escaped separators": (b"\n", b"\n>From x"),
    "one line": (b"\n", b"x"),
    "forwarded forwards": (b"", b"Content-Type: message/rfc822\n\n"),
    "many parts": (b"Content-Type: multipart/mixed; boundary=b\n", b"\n--b\n"),
    "boundaries that are none": (b"Content-Type: multipart/mixed; boundary=b\n", b"\n--bb"),
    "lines in nested parts": (
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
            for number in range(900)
        ),
        b"x\n",
    ),
    "Base64": (b"Content-Transfer-Encoding: base64\n\n", b"="),
    "text that nothing names": (b"\n", b"caf\xe9 "),
    **{
        f"HTML: {piece.decode()}": (b"Content-Type: text/html\n\n", piece)
        for piece in (b"<!--", b"<a ", b'<a b="', b"&", b"<![", b"<blockquote>x", b"<ul><li>x")
    },
}


def seconds(path: Path, repeat: int = 3) -> float:
    """Return the shortest of several runs."""
    best = float("inf")
    for _ in range(repeat):
        began = process_time()
        for _ in read(SourceFile("a", str(path), "a"), lambda note: None):
            pass
        best = min(best, process_time() - began)
    return best


def main() -> None:
    seeds = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "seeds")
    texts = [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]
    with TemporaryDirectory() as folder:
        path = Path(folder, "bench.mbox")
        for name, (made, length) in KINDS.items():
            with path.open("wb") as stream:
                stream.writelines(mailbox(texts, made, length))
            print(f"{name:28} {path.stat().st_size / seconds(path) / 1e6:6.1f} MB/s", flush=True)
        for name, (begin, piece) in HOSTILE.items():
            once, twice = (
                hostile(Path(folder), FIRST + begin + piece * (size // len(piece)))
                for size in (500_000, 1_000_000)
            )
            print(f"{name:28} {twice:6.2f} s, ratio {twice / once:4.1f}", flush=True)


def hostile(folder: Path, data: bytes) -> float:
    path = folder / "hostile.mbox"
    path.write_bytes(data)
    return seconds(path, 1)


if __name__ == "__main__":
    main()
