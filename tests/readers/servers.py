"""Servers on the loopback: S3 as moto serves it, and a web server with whatever habits."""

from __future__ import annotations

import gzip
import re
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit


@dataclass
class WebServer:
    """What a web server has and how it answers; ``log`` is what it was asked and how much it gave.

    Files are known by their paths, without the first slash. ``answers`` are statuses for some
    paths in place of those.
    """

    files: dict[str, bytes]
    ranges: bool = True
    etags: bool = True
    dates: bool = False
    sizes: bool = True
    heads: bool = True
    password: str | None = None
    answers: dict[str, int] = field(default_factory=dict)
    breaks_off: set[str] = field(default_factory=set)
    pages: dict[str, bytes] = field(default_factory=dict)
    log: list[tuple[str, str, int]] = field(default_factory=list)
    url: str = ""

    def asked(self, method: str = "GET") -> list[str]:
        """The paths of files that were asked for."""
        return [path for each, path, _ in self.log if each == method and not path.endswith("/")]

    @property
    def sent(self) -> int:
        """The bytes of files that were sent."""
        return sum(size for _, path, size in self.log if not path.endswith("/"))

    def page(self, folder: str) -> bytes | None:
        """The page that lists a folder, as Apache and others write it."""
        if folder in self.pages:
            return self.pages[folder]
        below = [name.removeprefix(folder) for name in self.files if name.startswith(folder)]
        names = sorted({re.sub(r"/.*", "/", name, flags=re.DOTALL) for name in below})
        if not names:
            return None
        links = "".join(f'<li><a href="{quote(name)}">{name}</a></li>' for name in names)
        return (
            f"<html><head><title>Index of /{folder}</title></head><body><a href='?C=N;O=D'>Name</a>"
            f"<a href='../'>Parent Directory</a><a href='#top'>Top</a>"
            f"<a href='http://example.org/a.txt'>Elsewhere</a><ul>{links}</ul></body></html>"
        ).encode()


@contextmanager
def web_server(files: Mapping[str, bytes], **habits: Any) -> Iterator[WebServer]:
    """Serve files until the end of the block."""
    served = WebServer(dict(files), **habits)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            if not served.heads:
                self.answer_with(405, b"")
                return
            self.answer(is_head=True)

        def do_GET(self) -> None:
            self.answer(is_head=False)

        def answer_with(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def answer(self, *, is_head: bool) -> None:
            path = unquote(urlsplit(self.path).path)[1:]
            expected = b64encode(f"user:{served.password}".encode()).decode()
            if served.password and self.headers.get("Authorization") != f"Basic {expected}":
                self.answer_with(401, b"")
                return
            if path in served.answers:
                self.answer_with(served.answers[path], b"")
                return
            is_folder = path == "" or path.endswith("/")
            data = served.page(path) if is_folder else served.files.get(path)
            if data is None:
                self.answer_with(404, b"")
                return
            self.give(path, data, is_head=is_head, is_folder=is_folder)

        def give(self, path: str, data: bytes, *, is_head: bool, is_folder: bool) -> None:
            part, status = data, 200
            wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
            if wanted and served.ranges:
                part, status = data[int(wanted[1]) : int(wanted[2]) + 1], 206
            self.send_response(status)
            if status == 206 and wanted:
                end = int(wanted[1]) + len(part) - 1
                self.send_header("Content-Range", f"bytes {wanted[1]}-{end}/{len(data)}")
            self.send_header("Content-Type", "text/html" if is_folder else "text/plain")
            if served.etags:
                self.send_header("ETag", f'"{sha1(data).hexdigest()}"')
            if served.dates:
                self.send_header("Last-Modified", "Fri, 19 Feb 2016 06:11:39 GMT")
            if served.sizes:
                self.send_header("Content-Length", str(len(part)))
            else:
                self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            if is_head:
                served.log.append(("HEAD", path, 0))
                return
            if path in served.breaks_off:
                part = part[: len(part) // 2]
                self.close_connection = True
            sent = 0
            try:
                for start in range(0, len(part), 1 << 16):
                    piece = part[start : start + (1 << 16)]
                    if not served.sizes:
                        self.wfile.write(b"%x\r\n" % len(piece))
                    self.wfile.write(piece)
                    if not served.sizes:
                        self.wfile.write(b"\r\n")
                    sent += len(piece)
                if not served.sizes and path not in served.breaks_off:
                    self.wfile.write(b"0\r\n\r\n")
            except OSError:
                self.close_connection = True
            served.log.append(("GET", path, sent))

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class S3Server:
    """An S3 server, and what it was asked, as ``GET /bucket/key``."""

    endpoint: str
    client: Any
    log: list[str]

    def put(self, bucket: str, files: Mapping[str, bytes]) -> str:
        """Put files into a new bucket, and return its URL."""
        self.client.create_bucket(Bucket=bucket)
        for key, data in files.items():
            self.client.put_object(Bucket=bucket, Key=key, Body=data)
        return f"s3://{bucket}"

    def objects(self) -> list[str]:
        """The objects that were read; listings are left out."""
        return [
            line.partition(" ")[2]
            for line in self.log
            if line.startswith("GET ") and "?" not in line.split(" ")[1]
        ]

    def listings(self) -> int:
        """How often a bucket was listed."""
        return sum("list-type=2" in line for line in self.log)


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """Start moto's server; AWS_ENDPOINT_URL and credentials are the caller's to set."""
    import boto3
    from moto.server import ThreadedMotoServer
    from werkzeug.serving import WSGIRequestHandler

    log: list[str] = []

    def logged(self: WSGIRequestHandler, code: object = "-", size: object = "-") -> None:
        log.append(f"{self.command} {self.path}")

    before = WSGIRequestHandler.log_request
    WSGIRequestHandler.log_request = logged  # type: ignore[method-assign,assignment]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        region_name="us-east-1",
    )
    try:
        yield S3Server(endpoint, client, log)
    finally:
        server.stop()
        WSGIRequestHandler.log_request = before  # type: ignore[method-assign]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files."""
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def gzipped(data: bytes) -> bytes:
    """Return compressed bytes."""
    return gzip.compress(data)
