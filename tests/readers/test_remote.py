"""Sources behind URLs give the answers of the same files in a folder, and nothing is fetched
twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from corpus_cli import build
from corpus_cli.build import known_ids, open_corpus, plan
from corpus_cli.config import locate
from corpus_cli.corpus import Corpus
from corpus_cli.errors import CorpusNotFoundError
from corpus_cli.query.show import raw_bytes
from corpus_cli.readers import read, walk
from corpus_cli.readers.item import Options
from corpus_cli.readers.remote import files as remote_files
from corpus_cli.readers.remote import listed_once, listing, systems
from corpus_cli.readers.remote.failures import reason
from corpus_cli.readers.sources import base_name, below, is_url, key, shown, split, under
from corpus_cli.readers.stdin import Stdin
from corpus_cli.snapshot.store import Store
from tests.cli.conftest import BLOG, MAIL
from tests.cli.harness import corpus as command
from tests.readers.servers import S3Server, WebServer, s3_server, web_server, zipped

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("s3fs")
pytest.importorskip("aiohttp")

SAMPLES = Path(__file__).parent.parent / "data" / "formats"

FILES = {
    "walk.txt": BLOG.encode(),
    "mail/2016/talks.txt": MAIL.encode(),
    "mail/2016/naïve café.txt": "Ein naïver Text über die Ziege.\n".encode(),
    "mail/latin.txt": "Caf\u00e9 and goat, again and again, in old letters.\n".encode("latin-1"),
    "mail.txt": b"A file beside a folder of its name.\n",
    "empty.txt": b"",
    "picture.png": b"\x89PNG",
    "sound/data.bin": bytes(range(256)),
    "corpus.toml": b"sources = []",
    ".hidden/x.txt": b"Hidden.",
    ".hidden.txt": b"Hidden.",
    "rows.jsonl": b'{"id": "a", "text": "The goat of a row."}\n{"id": "b", "text": "None."}\n',
}


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    pytest.importorskip("moto")
    pytest.importorskip("flask_cors")
    with s3_server() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", server.endpoint)
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        yield server


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the tester's own is read or written, and no test knows what another fetched."""
    monkeypatch.setenv("CORPUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("NO_PROXY", "*")
    remote_files._processes.clear()


_numbers = count()


@pytest.fixture
def bucket(s3: S3Server) -> Iterator[Callable[..., str]]:
    """Make buckets, each of another name."""

    def made(files: dict[str, bytes]) -> str:
        url = s3.put(f"bucket-{next(_numbers)}", files)
        s3.log.clear()
        return url

    return made


@pytest.fixture
def in_snapshots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let even a small corpus have a snapshot, of several shards."""
    monkeypatch.setattr(build, "SMALL", 100)
    monkeypatch.setattr(plan, "LEAST", 50)


def folder_of(files: dict[str, bytes], at: Path) -> str:
    for name, data in files.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_bytes(data)
    return str(at)


def answers(corpus: Corpus, root: str) -> Any:
    """What the main commands have to say, places below the source only."""
    rows = [
        row._replace(source=unquote(below(row.source, shown(root)) or "")) for row in corpus.list()
    ]
    hits = list(corpus.grep("[Gg]oat|caf."))
    found = corpus.search("gaot")
    lines = corpus.kwic("goat", "the").rows
    notes = sorted((below(note.source, shown(root)), *note[1:]) for note in corpus.notes)
    return rows, hits, found, lines, notes


def places(files: dict[str, bytes], s3_url: str, web: WebServer) -> Iterator[str]:
    memory = f"memory://place{next(_numbers)}"
    fsspec.filesystem("memory").pipe({f"{memory[9:]}/{name}": files[name] for name in files})
    yield memory
    yield f"{s3_url}/"
    yield f"{web.url}/"


@pytest.mark.parametrize("is_stored", [False, True])
def test_answers_are_those_of_a_folder(
    bucket: Callable[..., str],
    tmp_path: Path,
    is_stored: bool,
    request: pytest.FixtureRequest,
) -> None:
    if is_stored:
        request.getfixturevalue("in_snapshots")
    local = folder_of(FILES, tmp_path / "local")
    expected = answers(open_corpus(local), local)
    assert len(expected[0]) == 8
    assert len(expected[1]) == 6
    with web_server(FILES) as web:
        for url in places(FILES, bucket(FILES), web):
            opened = open_corpus(url)
            assert opened.is_stored == is_stored
            assert answers(opened, url) == expected, url
            # From the snapshot, where there is one.
            assert answers(open_corpus(url), url) == expected, url


def test_files_of_every_format_are_read_from_afar(
    bucket: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, in blocks, and as streams that cannot be sought."""
    samples = {path.name: path.read_bytes() for path in SAMPLES.iterdir() if path.is_file()}
    expected = answers(open_corpus(SAMPLES), str(SAMPLES))
    assert len(expected[0]) > len(samples)
    url = bucket(samples)
    assert answers(open_corpus(url), url) == expected
    monkeypatch.setattr(systems, "BLOCK", 1000)
    monkeypatch.setattr(remote_files, "WHOLE", 1000)
    assert answers(open_corpus(url), url) == expected
    for ranges in (True, False):
        with web_server(samples, ranges=ranges) as web:
            assert answers(open_corpus(f"{web.url}/"), f"{web.url}/") == expected


def test_an_archive_that_changed_is_opened_anew(in_snapshots: None) -> None:
    path = f"/place{next(_numbers)}.zip"
    url = f"zip://::memory:/{path}"
    for text in (b"One goat. " * 30, b"Two cows. " * 30):
        fsspec.filesystem("memory").pipe(path, zipped({"a.txt": text}))
        assert open_corpus(url)["a"].text.encode() == text


def test_a_member_of_an_archive_far_away_is_a_file(
    bucket: Callable[..., str], tmp_path: Path
) -> None:
    local = folder_of(FILES, tmp_path / "local")
    expected = answers(open_corpus(local), local)
    url = f"zip://::{bucket({'texts.zip': zipped(FILES)})}/texts.zip"
    assert answers(open_corpus(url), url) == expected
    (row,) = open_corpus(url.replace("zip://", "zip://mail/2016/talks.txt")).list()
    assert (row.id, row.source) == ("talks", url.replace("zip://", "zip://mail/2016/talks.txt"))
    source = open_corpus(url)["walk"].source
    assert source == url.replace("zip://", "zip://walk.txt")


def test_patterns_leave_out_what_they_do_in_a_folder(
    bucket: Callable[..., str], tmp_path: Path
) -> None:
    files = {
        **FILES,
        ".corpusignore": b"*.jsonl\n/mail/2016\n",
        "sound/.corpusignore": b"!*\n",
        "mail/.corpusignore": b"!latin.txt\n",
    }
    for options in (Options(), Options(exclude=("empty*",)), Options(include=("*.txt",))):
        local = walk([folder_of(files, tmp_path / "local")], options)
        url = bucket(files)
        far = walk([url], options)
        assert [file.id for file in far.files] == [file.id for file in local.files]
        assert [below(path, url) for path in far.ignored] == [
            below(path, str(tmp_path / "local")) for path in local.ignored
        ]


@pytest.mark.parametrize(
    ("path", "id"), [("walk.txt", "walk"), ("mail/2016/na%C3%AFve%20caf%C3%A9.txt", "naïve café")]
)
def test_a_url_may_be_that_of_a_file(path: str, id: str, tmp_path: Path) -> None:
    with web_server(FILES) as web:
        opened = open_corpus(f"{web.url}/{path}")
        assert [(row.id, row.source) for row in opened.list()] == [(id, f"{web.url}/{path}")]


def test_sources_of_all_kinds_stand_beside_each_other(
    bucket: Callable[..., str], tmp_path: Path, in_snapshots: None
) -> None:
    local = folder_of(FILES, tmp_path / "local")
    url = bucket(FILES)
    with web_server(FILES) as web:
        sources = (local, url, f"{url}/mail", f"{web.url}/walk.txt")
        for _ in range(2):
            opened = open_corpus(*sources)
            assert opened.is_stored
            ids = opened.ids
            assert len(ids) == len(set(ids)) == 17  # what lies below two sources is taken once
            assert opened["local/walk"].text == opened[f"{url[5:]}/walk"].text
        web.answers = {"walk.txt": 503}
        with pytest.raises(CorpusNotFoundError, match=r"answers 503 .*--refresh never answers"):
            open_corpus(*sources)
        assert open_corpus(*sources, refresh="never").ids == ids


def test_the_bytes_of_a_file_are_shown_as_they_are(bucket: Callable[..., str]) -> None:
    url = bucket(FILES)
    opened = open_corpus(url)
    assert raw_bytes(opened["mail/latin"], [url]) == FILES["mail/latin.txt"]
    with web_server(FILES, password="secret") as web:
        url = f"{web.url}/".replace("//", "//user:secret@")
        opened = open_corpus(url)
        assert (
            raw_bytes(opened["mail/2016/naïve"], ["seeds", url])
            == (FILES["mail/2016/naïve café.txt"])
        )


# --- what is fetched -----------------------------------------------------------------------------


def test_a_warm_query_lists_once_and_reads_no_object(
    bucket: Callable[..., str], s3: S3Server, in_snapshots: None
) -> None:
    url = bucket({**FILES, ".corpusignore": b"*.jsonl"})
    expected = list(open_corpus(url).grep("goat"))
    assert s3.listings() == 1
    for refresh in ("auto", "always"):
        s3.log.clear()
        assert list(open_corpus(url, refresh=refresh).grep("goat")) == expected
        assert (s3.listings(), s3.objects()) == (1, [])
    s3.log.clear()
    assert list(open_corpus(url, refresh="never").grep("goat")) == expected
    assert s3.log == []


def test_whether_a_corpus_is_small_is_known_by_its_listing(
    bucket: Callable[..., str], s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = bucket({"a.txt": b"word " * 100})
    assert build.is_small([url])
    monkeypatch.setattr(build, "SMALL", 499)
    assert not build.is_small([url])
    assert s3.objects() == []


def test_a_changed_object_rebuilds_its_shard_alone(
    bucket: Callable[..., str], s3: S3Server, in_snapshots: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus_cli.build.workers.cores", lambda: 4)
    files = {f"{number:02}.txt": f"Report {number} of the goat.\n".encode() for number in range(16)}
    url = bucket(files)
    assert len(open_corpus(url).shards) == 8
    s3.client.put_object(Bucket=url[5:], Key="05.txt", Body=b"Report 5 of the cow.\n     ")
    s3.log.clear()
    said: list[str] = []
    opened = open_corpus(url, say=said.append)
    assert "indexing 2 of 16 files" in said[0]
    assert len(s3.objects()) == 2
    assert f"/{url[5:]}/05.txt" in s3.objects()
    assert [hit.id for hit in opened.grep("cow")] == ["05"]
    assert s3.listings() == 1


@pytest.mark.parametrize("change", ["add", "remove", "ignore", "same size"])
def test_any_change_is_seen(
    change: str, bucket: Callable[..., str], s3: S3Server, in_snapshots: None
) -> None:
    url = bucket(FILES)
    before = open_corpus(url).ids
    match change:
        case "add":
            s3.client.put_object(Bucket=url[5:], Key="a/new.txt", Body=b"New.")
            expected = ["a/new", *before]
        case "remove":
            s3.client.delete_object(Bucket=url[5:], Key="walk.txt")
            expected = [id for id in before if id != "walk"]
        case "ignore":
            s3.client.put_object(Bucket=url[5:], Key=".corpusignore", Body=b"walk.txt")
            expected = [id for id in before if id != "walk"]
        case _:
            s3.client.put_object(Bucket=url[5:], Key="mail.txt", Body=b"X" * 36)
            expected = list(before)
    after = open_corpus(url)
    assert list(after.ids) == expected
    if change == "same size":
        assert after["mail.txt" if "mail.txt" in after.ids else "mail"].text == "X" * 36


@pytest.mark.parametrize(
    ("habits", "is_seen"),
    [
        ({}, True),
        ({"etags": False, "dates": True}, False),  # it lies about its date
        ({"etags": False, "dates": False}, True),  # what says nothing may have changed always
    ],
)
def test_what_a_web_server_says_tells_of_changes(
    habits: dict[str, bool], is_seen: bool, in_snapshots: None
) -> None:
    with web_server({"a.txt": b"One goat. " * 20}, **habits) as web:
        assert open_corpus(f"{web.url}/")["a"].text.startswith("One")
        web.log.clear()
        assert open_corpus(f"{web.url}/")["a"].text.startswith("One")
        fetched = list(filter(None, web.asked()))
        says_nothing = not any(habits.get(name, True) for name in ("etags", "dates"))
        assert fetched == (["a.txt"] if habits and says_nothing else [])
        web.files["a.txt"] = b"Two cows. " * 20
        assert open_corpus(f"{web.url}/")["a"].text.startswith("Two") == is_seen


def test_each_small_file_is_fetched_once_and_several_at_a_time(
    bucket: Callable[..., str], s3: S3Server
) -> None:
    url = bucket({f"{number}.txt": b"A goat." for number in range(40)})
    opened = open_corpus(url)
    assert len(opened.list()) == 40
    assert len(s3.objects()) == len(set(s3.objects())) == 40
    # A document by its id is fetched alone, from where only plain files are.
    s3.log.clear()
    remote_files._processes.clear()
    assert open_corpus(url).document("7").text == "A goat."
    assert s3.objects() == [f"/{url[5:]}/7.txt"]


def test_loads_are_cut_by_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_files, "_AHEAD_BYTES", 250)
    monkeypatch.setattr(remote_files, "_KEPT", 300)
    name = f"place{next(_numbers)}"
    fsspec.filesystem("memory").pipe({f"/{name}/{at:02}.txt": b"x" * 100 for at in range(10)})
    opened = open_corpus(f"memory://{name}")
    assert len(opened.list()) == 10
    (here,) = remote_files._processes.values()
    assert 0 < here.size <= 300


def large_text(size: int) -> bytes:
    return b"".join(b"Line %09d of a long text.\n" % number for number in range(size // 32))


@pytest.mark.parametrize("ranges", [True, False])
def test_of_a_large_file_comes_what_is_read(
    ranges: bool, monkeypatch: pytest.MonkeyPatch, bucket: Callable[..., str]
) -> None:
    monkeypatch.setattr(systems, "BLOCK", 200_000)
    monkeypatch.setattr(remote_files, "WHOLE", 400_000)
    data = large_text(3_000_000)
    with web_server({"a.txt": data}, ranges=ranges) as web:
        (file,) = walk([f"{web.url}/a.txt"]).files
        assert file.away is not None
        with file.away.open() as stream:
            assert stream.read(4096) == data[:4096]
            assert stream.seekable() == ranges
        # Without ranges all may be on its way before anyone hangs up.
        assert not ranges or web.sent <= 200_001
        with file.away.open() as stream:
            assert stream.read() == data
        if ranges:
            assert web.sent == len(data) + 1
            with file.away.open() as stream:
                assert stream.seek(-10, os.SEEK_END) == len(data) - 10
                assert stream.read() == data[-10:]
                stream.seek(1_234_567)
                assert stream.read(300_000) == data[1_234_567:1_534_567]
                with file.away.open() as other:
                    assert other.read(10) == data[:10]
                assert stream.read(10) == data[1_534_567:1_534_577]
    (file,) = walk([f"{bucket({'a.txt': data})}/a.txt"]).files
    assert file.away is not None
    with file.away.open() as stream:
        stream.seek(2_000_000)
        assert stream.read(100) == data[2_000_000:2_000_100]
        assert stream.read() == data[2_000_100:]


def test_what_has_no_size_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_files, "WHOLE", 100_000)
    data = large_text(500_000)
    with web_server({"a.txt": data, "b.txt": b"A goat."}, sizes=False) as web:
        opened = open_corpus(f"{web.url}/")
        assert opened["a"].text.encode() == data
        assert opened["b"].text == "A goat."
        assert web.asked().count("b.txt") <= 2  # to find no size, and to read


def test_workers_open_filesystems_of_their_own(
    bucket: Callable[..., str], in_snapshots: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is forked does not have the thread in which its parent's work."""
    monkeypatch.setattr("corpus_cli.build.workers.cores", lambda: 3)
    files = {f"{at}.txt": f"The goat {at}. ".encode() * 20 for at in range(30)}
    url = bucket(files)
    with web_server(files) as web:
        for place in (url, f"{web.url}/"):
            assert len(list(walk([place]).files)) == 30
            (file, *_) = walk([place]).files
            assert next(iter(read(file, lambda note: None))).text
            opened = open_corpus(place)
            assert opened.is_stored
            assert len(opened.shards) > 1
            assert len(list(opened.grep("goat"))) == 30


# --- web servers ---------------------------------------------------------------------------------

PIPERMAIL = b"""<!DOCTYPE html><TITLE>The Peace Archives</title><table>
<td><A href="2016-February/thread.html">[ Thread ]</a><a href="2016-February/date.html">Date</a>
<td><A href="2016-February.txt">Text 3 KB</a><A HREF='2016-March.txt'>Text</A> <a href=x.php>x</a>
<a href="/elsewhere/list.txt">other</a><a href="mailto:jane@example.org">J</a><a href="//[">"""
POST = b"""<html><title>A walk &amp; a talk</title><p>Up the hill. <a href="/post/feed/">Feed</a>
<a href="#comments">3</a> <a href="/about/">About</a> <a href="other">o</a></p>"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (PIPERMAIL, ["2016-February", "2016-March"]),
        (POST, ["post"]),
        (b"No HTML at all \xff", ["post"]),
        (b"<a href=" * 50_000, ["post"]),
        (b'<a href="a.txt' + b"x" * 100_000, ["post"]),
        (b"<title>Index of /post</title>", []),
        (b"<title>Index of /post</title><a href=./a.txt><a href='b/../c.txt'>", ["a", "c"]),
    ],
)
def test_a_page_is_what_it_lists_or_itself(page: bytes, expected: list[str]) -> None:
    files = {f"post/{name}.txt": b"Text." for name in ("2016-February", "2016-March", "a", "c")}
    with web_server(files, pages={"post/": page}) as web:
        assert [file.id for file in walk([f"{web.url}/post/"]).files] == expected


def test_folders_that_lead_back_are_looked_at_once() -> None:
    pages = {
        "": b'<title>Index of /</title><a href="a/"><a href="a/b/../../a/"><a href="./">',
        "a/": b'<title>Index of /a</title><a href="/"><a href="../a/"><a href="x.txt"><a href=b/>',
        "a/b/": b"<title>A page</title>",
    }
    with web_server({"a/x.txt": b"X."}, pages=pages) as web:
        assert [file.id for file in walk([f"{web.url}/"]).files] == ["a/b", "a/x"]


def test_a_server_that_knows_no_head_is_asked_otherwise() -> None:
    with web_server(FILES, heads=False) as web:
        assert open_corpus(f"{web.url}/walk.txt")["walk"].text == BLOG


# --- what goes wrong -----------------------------------------------------------------------------


def test_an_object_that_fails_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    with web_server(FILES) as web:
        web.answers = {"walk.txt": 500, "mail.txt": 403}
        web.breaks_off = {"mail/2016/talks.txt"}
        opened = open_corpus(f"{web.url}/")
        assert [row.id for row in opened.list()][:1] == ["empty"]
        assert len(opened) == 5
        errors = {
            below(note.source, f"{web.url}/"): note.message for note in opened.notes if note[2]
        }
        assert errors == {
            "walk.txt": "cannot be read: the server answers 500 internal server error",
            "mail.txt": "cannot be read: the server answers 403 forbidden",
            "mail/2016/talks.txt": "cannot be read: the connection broke off",
        }


def test_a_large_file_that_breaks_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_files, "WHOLE", 1000)
    for ranges in (True, False):
        with web_server({"a.txt": large_text(500_000)}, ranges=ranges) as web:
            opened = open_corpus(f"{web.url}/a.txt")
            web.breaks_off = {"a.txt"}
            assert opened.list() == ()
            (note,) = opened.notes
            assert (note.is_error, note.message) == (
                True,
                "cannot be read: the connection broke off",
            )


def test_a_server_may_not_send_more_than_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_files, "WHOLE", 1000)
    with web_server({"a.txt": b"x" * 500}) as web:
        opened = open_corpus(f"{web.url}/a.txt")
        web.files["a.txt"] = b"x" * 1_000_000
        assert opened.list() == ()
        assert [note.message for note in opened.notes] == [
            "cannot be read: larger than the server said"
        ]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("s3://no-such-bucket/a", r"s3://no-such-bucket/a: .*does not exist"),
        ("s3://no-such-bucket", r"s3://no-such-bucket: .*does not exist"),
        ("memory://nowhere/at/all", "memory://nowhere/at/all: does not exist"),
        ("s3://", "s3://: "),
        ("nothing://x", "nothing://x: .*nothing"),
        ("http://127.0.0.1:1/x", "http://127.0.0.1:1/x: no connection: "),
        ("http://user:secret@127.0.0.1:1/?token=secret", r"http://127\.0\.0\.1:1/\?…: no conn"),
        ("http://user:se/cret@127.0.0.1:1/", r"http://127\.0\.0\.1:1/: "),
        ("zip://::memory://nowhere.zip", "zip://::memory://nowhere.zip: does not exist"),
    ],
)
def test_what_cannot_be_listed_is_one_clear_line(s3: S3Server, url: str, message: str) -> None:
    with pytest.raises(CorpusNotFoundError, match=message) as caught:
        open_corpus(url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "cret@" not in str(caught.value)


def test_statuses_of_a_web_server_are_told() -> None:
    with web_server(FILES, password="secret") as web:
        with pytest.raises(CorpusNotFoundError, match="the server answers 401 Unauthorized"):
            open_corpus(f"{web.url}/")
        with pytest.raises(CorpusNotFoundError, match="the server answers 401 Unauthorized") as e:
            open_corpus(f"{web.url}/walk.txt".replace("//", "//user:wrong@"))
        assert "wrong" not in str(e.value)
        allowed = web.url.replace("//", "//user:secret@")
        with pytest.raises(CorpusNotFoundError, match=r"nothing\.txt: the server answers 404"):
            open_corpus(f"{allowed}/nothing.txt")


def test_no_credentials_are_told_with_the_remedy(
    bucket: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = bucket(FILES)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    fsspec.filesystem("s3").clear_instance_cache()
    systems._systems.clear()
    with pytest.raises(CorpusNotFoundError, match=r"no credentials found; .* FSSPEC_S3_ANON=true"):
        open_corpus(url)
    fsspec.filesystem("s3").clear_instance_cache()


def test_silence_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(systems, "_SILENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        with pytest.raises(CorpusNotFoundError, match="no answer in time"):
            open_corpus(url)


@pytest.mark.parametrize("module", ["fsspec", "aiohttp", "s3fs"])
def test_a_missing_extra_is_named_with_the_line_that_installs_it(
    module: str, tmp_path: Path
) -> None:
    url = "s3://bucket/x" if module == "s3fs" else "https://host.invalid/x"
    program = (
        f"import sys; sys.modules[{module!r}] = None; from corpus_cli.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "-C", url, "list"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr == (
        f"corpus: {url}: what opens it is not installed: pip install 'corpus-cli[remote]'\n"
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ImportError("Please install gcsfs"),
            "what opens it is not installed: Please install gcsfs",
        ),
        (ValueError("see https://a:b@c/d?e=f now"), "see https://c/d?… now"),
        (OSError(5, "Bad\n thing"), "Bad thing"),
        (KeyError(), "KeyError"),
        (TimeoutError(), "no answer in time"),
        (PermissionError("x"), "access denied"),
    ],
)
def test_errors_are_short_and_name_no_credentials(error: Exception, said: str) -> None:
    assert reason(error) == said


# --- credentials, names --------------------------------------------------------------------------


def test_no_credentials_are_stored_or_shown(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with web_server({"a.txt": (b"x" * 99 + b"\n") * 31_000}, password="s3cret") as web:
        url = f"{web.url}/a.txt?X-Amz-Signature=s1gned&token=t0ken".replace("//", "//user:s3cret@")
        env = {"CORPUS_CACHE": str(tmp_path / "cache"), "NO_PROXY": "*"}
        out = []
        for arguments in (
            ("-C", url, "list", "--json"),
            ("-C", url, "freq", "-o", "words.csv"),
            (f"--corpus={url}", "list", "-o", "rows.html"),
            ("-C", url, "show", "b"),
        ):
            result = command(*arguments, at=home, env=env)
            out.append(result.out + result.err)
        web.password = "other"
        out.append(command("-C", url, "list", "--json", at=home, env=env).err)
    assert "indexing 1 file" in out[0]
    assert "401" in out[-1]
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("manifest" in path.name for path in written)
    for text in (*out, *map(str, written)):
        assert not any(word in text for word in ("s3cret", "s1gned", "t0ken"))
    for path in written:
        data = path.read_bytes()
        assert not any(word in data for word in (b"s3cret", b"s1gned", b"t0ken")), path


def test_a_snapshot_serves_whoever_signs_for_it() -> None:
    signed = [
        "https://a:b@host/x.txt?id=1&X-Amz-Signature=1&X-Amz-Date=2",
        "https://host/x.txt?X-Amz-Signature=3&id=1",
    ]
    assert Store([signed[0]]).folder == Store([signed[1]]).folder
    assert Store([signed[0]]).folder != Store(["https://host/x.txt?id=2"]).folder


@pytest.mark.parametrize(
    ("url", "expected", "name"),
    [
        ("s3://bucket/a/b.txt", "s3://bucket/a/b.txt", "b.txt"),
        ("s3://bucket", "s3://bucket", "bucket"),
        ("https://u:p@h:80/d/a.gz?x=1#f", "https://h:80/d/a.gz?…", "a.gz"),
        ("HTTPS://u@h/", "HTTPS://h/", "h"),
        ("https://h/a%20b/", "https://h/a%20b/", "a b"),
        ("https://medium.com/@a/post", "https://medium.com/@a/post", "post"),
        ("https://u:p/q@h/x", "https://h/x", "x"),
        ("zip://in/a.txt::https://u:p@h/z.zip?s", "zip://in/a.txt::https://h/z.zip?…", "a.txt"),
        ("ftp://u:p@h/x y", "ftp://h/x y", "x y"),
        ("folder/a", "folder/a", "a"),
    ],
)
def test_urls_are_shown_without_credentials(url: str, expected: str, name: str) -> None:
    assert shown(url) == shown(expected) == expected
    assert base_name(url) == name or not is_url(url)
    assert "p@" not in key(url)


@pytest.mark.parametrize("name", ["Foo::Bar.txt", "C://x", "a/b", "-", "://x", "a:b"])
def test_what_is_no_url(name: str) -> None:
    assert not is_url(name)


@pytest.mark.parametrize(
    "root",
    ["/texts", "texts", "texts/", "s3://b", "s3://b/c/", "zip://::s3://b/f.zip", "zip://a::s3://b"],
)
def test_paths_below_a_source_lead_back(root: str) -> None:
    for path in ("a.txt", "a/b c.txt", ""):
        assert below(under(path, root), root) == path
    assert below("elsewhere", root) is None


@pytest.mark.parametrize(
    ("variable", "parts"),
    [
        ("a:b::c", ["a", "b", "c"]),
        ("s3://b/x:/data:~/c", ["s3://b/x", "/data", "~/c"]),
        ("/a:https://h:8080/x:s3://q/r:.", ["/a", "https://h:8080/x", "s3://q/r", "."]),
        ("zip://a::s3://b/f.zip:/c", ["zip://a::s3://b/f.zip", "/c"]),
        ("https://u:p@h/x", ["https://u:p@h/x"]),
    ],
)
def test_the_environment_may_name_urls(
    variable: str, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert split(variable) == parts


def test_configurations_may_name_urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "-").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    (tmp_path / "corpus.toml").write_text('sources = ["s3://bucket/x", "-"]')
    assert locate(environ={}).sources == ("s3://bucket/x", "../-")
    monkeypatch.chdir(tmp_path)
    assert locate(environ={}).sources == ("s3://bucket/x", "./-")
    assert locate([f"file://{tmp_path}/s%75b"]).sources == (str(tmp_path / "sub"),)


def test_completion_asks_nobody(
    bucket: Callable[..., str], s3: S3Server, in_snapshots: None
) -> None:
    url = bucket(FILES)
    assert known_ids([url, "-"]) == ()
    open_corpus(url)
    s3.log.clear()
    assert "mail/latin" in known_ids([url])
    assert s3.log == []


def test_a_result_is_made_again_where_the_url_is_named_again(tmp_path: Path) -> None:
    with web_server(FILES) as web:
        url = f"{web.url}/"
        made = command("-C", url, "freq", "-o", "words.csv", at=tmp_path, env={"NO_PROXY": "*"})
        assert made.status == 0
        web.log.clear()
        refused = command("rerun", "words.csv", at=tmp_path)
        assert refused.status == 2
        assert f"is not fetched because a file says so; name it with -C {url}" in refused.err
        assert web.log == []
        again = command("rerun", "words.csv", "-C", url, at=tmp_path, env={"NO_PROXY": "*"})
        assert again.lines[0] == "result: the same (20 rows)"


def test_a_url_is_listed_once_within_a_command(bucket: Callable[..., str], s3: S3Server) -> None:
    url = bucket({"a.txt": b"A."})
    with listed_once():
        first = listing(url, ".corpusignore")
        with listed_once():
            assert listing(url, ".corpusignore") is first
    assert s3.listings() == 1
    assert listing(url, ".corpusignore") == first
    assert s3.listings() == 2


def test_keys_of_any_shape_are_files(bucket: Callable[..., str], tmp_path: Path) -> None:
    keys = ["a//b.txt", "[2019] x*.txt", "what?.txt", "a b#c.txt", "d/", "ü/ß.txt", "%41.txt"]
    opened = open_corpus(bucket(dict.fromkeys(keys, b"A goat.")))
    assert len(opened.list()) == len(keys) - 1
    assert len(list(opened.grep("goat"))) == len(keys) - 1
    assert opened.notes == ()


def test_folders_in_folders_end_somewhere() -> None:
    name = f"place{next(_numbers)}"
    deep = "/".join(["d"] * 300)
    data = zipped({f"{deep}/x.txt": b"Deep.", "y.txt": b"Flat.", ".corpusignore": b"*.no"})
    fsspec.filesystem("memory").pipe(f"/{name}.zip", data)
    found = walk([f"zip://::memory://{name}.zip"])
    assert [file.id for file in found.files] == ["y"]
    assert [note.message for note in found.notes] == ["below 256 folders, left out"]
    deeper = "/".join(["d"] * 3000)
    fsspec.filesystem("memory").pipe(f"/{name}.zip", zipped({f"{deeper}/x.txt": b"Deep."}))
    with pytest.raises(CorpusNotFoundError, match="folders nested too deep"):
        walk([f"zip://::memory://{name}.zip"])


def test_nothing_of_it_is_imported_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A goat.")
    program = (
        "import sys\n"
        "from corpus_cli import open_corpus\n"
        "assert list(open_corpus('.').grep('goat'))\n"
        "print([name for name in ('fsspec', 'aiohttp', 'asyncio', 'corpus_cli.readers.remote',"
        " 'corpus_cli.readers.stdin') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_standard_input_has_a_name() -> None:
    assert (Stdin.name, json.dumps(Stdin.version)) == ("stdin", "0")
