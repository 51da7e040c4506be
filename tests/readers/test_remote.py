"""Remote sources: a real S3 server and a real web server, and the same in a folder beside them."""

from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus_cli.readers import remote
from tests.cli.harness import command, environment

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
SEEDS = Path(__file__).parent.parent.parent / "seeds"


def run(*arguments: str, at: Path, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        command(*arguments), cwd=at, env=environment(env), capture_output=True, timeout=120
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


# --- S3 ------------------------------------------------------------------------------------------


class Bucket:
    """A bucket of a server on this machine; counts what is asked of it."""

    def __init__(self, url: str, asked: list[str]) -> None:
        import s3fs

        self.env = {
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "a-secret",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        os.environ.update(self.env)
        self.asked = asked
        self.system = s3fs.S3FileSystem(endpoint_url=url, skip_instance_cache=True)

    def fetched(self) -> list[str]:
        """Return the objects that were read since the last call."""
        found = [
            line.split()[1] for line in self.asked if line.startswith("GET") and "?" not in line
        ]
        self.asked.clear()
        return found


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    server_module = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    import werkzeug.serving

    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            werkzeug.serving.WSGIRequestHandler,
            "log_request",
            lambda self, *_: asked.append(f"{self.command} {self.path}"),
        )
        for name in list(os.environ):
            if name.startswith("AWS_"):
                patch.delenv(name)
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        server = server_module.ThreadedMotoServer(port=0)
        server.start()
        host, port = server.get_host_and_port()
        made = Bucket(f"http://{host}:{port}", asked)
        made.system.mkdir("texts")
        yield made
        server.stop()
        for name in made.env:
            os.environ.pop(name, None)


@pytest.fixture
def folder(tmp_path: Path, bucket: Bucket) -> Path:
    """A folder, and the same under ``s3://texts/in``."""
    local = tmp_path / "in"
    (local / "mail").mkdir(parents=True)
    for seed in SEEDS.iterdir():
        (local / seed.name).write_bytes(seed.read_bytes())
    (local / "mail" / "month.txt").write_bytes((SAMPLES / "2016-February.txt").read_bytes())
    (local / ".hidden.txt").write_text("hidden")
    (local / "picture.png").write_bytes(b"\0")
    if bucket.system.exists("texts/in"):
        bucket.system.rm("texts/in", recursive=True)
    bucket.system.put(f"{local}/", "texts/in/", recursive=True)
    bucket.fetched()
    return local


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--columns", "id,date,kind,words,comments,title"],
        ["grep", "-n", "Aleppo"],
        ["search", "allepo", "--json"],
        ["kwic", "siege"],
        ["show", "mail/month/2"],
    ],
)
def test_a_bucket_answers_as_a_folder_does(
    folder: Path, bucket: Bucket, arguments: list[str]
) -> None:
    far = run("-C", "s3://texts/in", *arguments, at=folder, env=bucket.env)
    near = run("-C", str(folder), *arguments, at=folder)
    assert far[:2] == near[:2]
    assert far[0] == 0


def test_a_single_object_is_a_source(folder: Path, bucket: Bucket) -> None:
    status, out, _ = run(
        "-C", "s3://texts/in/mail/month.txt", "list", "--json", at=folder, env=bucket.env
    )
    assert status == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows] == ["month/1", "month/2", "month/3"]
    assert {row["source"] for row in rows} == {"s3://texts/in/mail/month.txt"}


def test_a_large_bucket_is_read_once_and_then_what_changed(
    folder: Path, bucket: Bucket, tmp_path: Path
) -> None:
    text = "A paragraph about the siege of the city, and what came of it.\n\n"
    for name in "ab":
        bucket.system.pipe(f"texts/in/{name}.txt", (text * 40_000).encode())
    bucket.fetched()
    env = {**bucket.env, "CORPUS_CACHE": str(tmp_path / "cache")}
    ask = functools.partial(run, "-C", "s3://texts/in", "grep", "-c", "siege", at=folder, env=env)
    status, first, err = ask()
    assert status == 0
    assert "a:40000" in first.splitlines()
    assert "indexing 8 files" in err
    assert len(set(bucket.fetched())) == 8
    assert ask()[:2] == (0, first)
    assert bucket.fetched() == []
    bucket.system.pipe("texts/in/a.txt", text.encode())
    bucket.fetched()
    status, out, _ = ask()
    assert "a:1" in out.splitlines()
    assert "/texts/in/a.txt" in bucket.fetched()
    for written in (tmp_path / "cache").rglob("*"):
        assert written.is_dir() or b"a-secret" not in written.read_bytes()


@pytest.mark.parametrize("url", ["s3://texts/nothing", "s3://no-such-bucket/x", "nosuch://x/y"])
def test_what_is_not_there_is_named(folder: Path, bucket: Bucket, url: str) -> None:
    status, out, err = run("-C", url, "list", at=folder, env=bucket.env)
    assert (status, out) == (2, "")
    assert err.startswith(f"corpus: {url} ")
    assert len(err.splitlines()) == 1


# --- the web -------------------------------------------------------------------------------------


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "month.txt").write_bytes((SAMPLES / "2016-February.txt").read_bytes())

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    pytest.importorskip("aiohttp")
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_file_of_the_web_is_a_source(web: str, tmp_path: Path) -> None:
    far, near = (
        run("-C", each, "grep", "-n", "siege", at=tmp_path)
        for each in (f"{web}/month.txt", "month.txt")
    )
    assert far == near
    assert far[0] == 0
    status, out, err = run("-C", f"{web}/none.txt", "list", at=tmp_path)
    assert (status, out) == (2, "")
    assert "there is no such file" in err


def test_secrets_are_not_shown() -> None:
    url = "https://jane:pass@example.org/a/b.txt?signature=x#y"
    assert remote.shown(url) == "https://example.org/a/b.txt"
    assert remote.shown("/a/b?c") == "/a/b?c"


def test_what_is_no_url_is_local() -> None:
    assert not remote.is_remote("C:/x")
    assert not remote.is_remote("folder/s3:")
    assert remote.is_remote("s3://bucket")
