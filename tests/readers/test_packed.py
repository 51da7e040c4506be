"""Compressed files and archives: read as the files in them are, within bounds, undamaged parts."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.model import RawDocument
from corpus_cli.readers import Note, SourceFile, read
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.notes import Tell
from corpus_cli.readers.packed import seekable
from corpus_cli.readers.registry import read_item

TEXT = "The hospital was hit twice.\nNobody was surprised.\n\n" * 40
SAMPLES = Path(__file__).parents[1] / "data/formats"


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": lambda data: bz2.compress(data, 1),
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "zst": zst,
}


class Result:
    """What reading a file gave, and what was said about it."""

    def __init__(self, name: str, data: bytes, options: Options | None = None) -> None:
        self.notes: list[Note] = []
        item = Item("it", name, "shown", len(data), lambda: io.BytesIO(data))
        self.documents = list(read_item(item, self.notes.append, options or Options()))

    @property
    def texts(self) -> dict[str, str]:
        return {document.id.removeprefix("it").lstrip("/"): document.text
                for document in self.documents}  # fmt: skip

    @property
    def said(self) -> list[tuple[str, bool]]:
        assert all(note.source == "shown" for note in self.notes)
        return [(note.message, note.is_error) for note in self.notes]


def tar_of(*members: tuple[str, bytes], format: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("suffix", COMPRESSORS)
def test_a_compressed_text_is_the_text(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.txt.{suffix}"
    path.write_bytes(COMPRESSORS[suffix](TEXT.encode()))
    notes: list[Note] = []
    (document,) = read(SourceFile("a", str(path), "shown"), notes.append)
    assert document == RawDocument("a", TEXT, "shown", len(TEXT))
    assert not notes


@pytest.mark.parametrize("suffix", COMPRESSORS)
@pytest.mark.parametrize("name", ["a", "a.txt", "a.gz"])
def test_contents_tell_what_is_compressed(suffix: str, name: str) -> None:
    assert Result(name, COMPRESSORS[suffix](TEXT.encode())).texts == {"": TEXT}


@pytest.mark.parametrize("suffix", COMPRESSORS)
def test_an_empty_file_stays_one(suffix: str) -> None:
    result = Result(f"a.{suffix}", COMPRESSORS[suffix](b""))
    assert (result.texts, result.said) == ({"": ""}, [])


@pytest.mark.parametrize("suffix", ["gz", "bz2", "xz", "zst"])
def test_several_members_are_one_text(suffix: str) -> None:
    compress = COMPRESSORS[suffix]
    data = b"".join(compress(part) for part in (b"one ", b"", b"two ", TEXT.encode()))
    result = Result("a", data + b"\0" * 700)
    assert (result.texts, result.said) == ({"": "one two " + TEXT}, [])


def test_skippable_frames_of_zstandard_are_skipped() -> None:
    extra = b"\x50\x2a\x4d\x18" + struct.pack("<I", 5) + b"extra"
    assert Result("a.zst", zst(b"one ") + extra + zst(b"two")).texts == {"": "one two"}


@pytest.mark.parametrize("name", ["BZhang wrote to us.txt", "a.gz", "a.tar", "a.zip", "a.xz"])
def test_a_text_that_is_called_or_begins_like_something_else_is_read(name: str) -> None:
    text = f"BZhang wrote to us about {name}."
    assert Result(name, text.encode()).texts == {"": text}


def test_what_follows_is_ignored_and_said() -> None:
    result = Result("a.gz", gzip.compress(b"text") + b"garbage" * 5)
    assert result.texts == {"": "text"}
    assert result.said == [("35 bytes after the gzip data, ignored", False)]


@pytest.mark.parametrize("suffix", COMPRESSORS)
def test_a_truncated_file_is_read_as_far_as_it_goes(suffix: str) -> None:
    text = "".join(f"{number} was counted.\n" for number in range(60_000))
    data = COMPRESSORS[suffix](text.encode())
    result = Result("a.txt", data[: len(data) * 3 // 4])
    (read_text,) = result.texts.values()
    assert text.startswith(read_text)
    assert len(read_text) > len(text) // 3
    ((message, is_error),) = result.said
    assert is_error
    assert message.endswith("data truncated, read as far as it goes")


@pytest.mark.parametrize("suffix", ["gz", "bz2", "xz"])
def test_a_wrong_checksum_loses_a_character_at_most(suffix: str) -> None:
    data = bytearray(COMPRESSORS[suffix](TEXT.encode()))
    data[{"gz": -6, "bz2": 10, "xz": -30}[suffix]] ^= 0xFF
    result = Result("a", bytes(data))
    assert result.texts[""] in (TEXT, TEXT[:-1])
    ((message, is_error),) = result.said
    assert is_error
    assert "damaged" in message


@pytest.mark.parametrize("suffix", COMPRESSORS)
def test_damage_keeps_what_comes_before_it(suffix: str) -> None:
    text = "".join(f"{number} was counted.\n" for number in range(120_000))
    data = bytearray(COMPRESSORS[suffix](text.encode()))
    middle = len(data) * 9 // 10
    data[middle : middle + 40] = b"\xaa" * 40
    result = Result("a", bytes(data))
    (read_text,) = result.texts.values()
    pairs = enumerate(zip(read_text, text, strict=False))
    common = next((at for at, (one, other) in pairs if one != other), len(read_text))
    assert common > len(text) // 2
    assert [is_error for _, is_error in result.said if "data " in _] == [True]


def test_a_file_that_holds_nothing_readable_is_no_document() -> None:
    result = Result("a.gz", gzip.compress(TEXT.encode())[:10])
    assert not result.documents
    assert result.said == [("gzip data truncated, nothing of it can be read", True)]


def test_the_name_that_gzip_keeps_is_not_trusted() -> None:
    out = io.BytesIO()
    with gzip.GzipFile("../../evil.tar", "wb", fileobj=out) as stream:
        stream.write(TEXT.encode())
    assert Result("a.txt.gz", out.getvalue()).texts == {"": TEXT}


def test_a_binary_file_stays_one() -> None:
    result = Result("a.png.gz", gzip.compress(TEXT.encode()))
    assert (result.texts, result.said) == ({}, [("a binary file, skipped", False)])


MEMBERS = (("b/one.txt", b"one"), ("two.txt", b"two"), ("c.txt.gz", gzip.compress(b"three")))
THREE = {"b/one": "one", "two": "two", "c": "three"}


@pytest.mark.parametrize("format", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
@pytest.mark.parametrize("suffix", ["", "gz", "bz2", "xz", "zst"])
def test_members_of_a_tar_are_documents(suffix: str, format: int) -> None:
    data = tar_of(*MEMBERS, format=format)
    result = Result("a.bin", COMPRESSORS[suffix](data) if suffix else data)
    assert (result.texts, result.said) == (THREE, [])


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
@pytest.mark.parametrize("suffix", ["", "gz", "zst"])
def test_members_of_a_zip_are_documents(suffix: str, method: int) -> None:
    data = zip_of(*MEMBERS, method=method)
    result = Result("a.bin", COMPRESSORS[suffix](data) if suffix else data)
    assert (result.texts, result.said) == (THREE, [])


ARCHIVES = {"tar": tar_of, "zip": zip_of}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_ids_are_typed_as_they_stand_and_differ(kind: str) -> None:
    names = [
        "a b#c\n.txt",
        "../../etc/passwd",
        "/abs/x.txt",
        "C:\\w\\y.txt",
        "é\x1b.log",
        "n.tar.x",
    ]
    result = Result("a", ARCHIVES[kind](*((name, b"text") for name in names)))
    assert list(result.texts) == ["a_b_c_", "etc/passwd", "abs/x", "C:/w/y", "é␛", "n.tar"]


def test_colliding_members_keep_their_suffixes() -> None:
    members = [(name, name.encode()) for name in ("a.txt", "a.log", "b.txt")]
    assert list(Result("a", zip_of(*members)).texts) == ["a.txt", "a.log", "b"]
    # A stream does not know what will come.
    assert list(Result("a", tar_of(*members)).texts) == ["a", "a.log", "b"]


@pytest.mark.parametrize(
    ("kind", "ids"), [("tar", ["a", "a.txt", "a.txt~2"]), ("zip", ["a.txt", "a.txt~2", "a.txt~3"])]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_all_read(kind: str, ids: list[str]) -> None:
    result = Result("a", ARCHIVES[kind](*(("a.txt", text) for text in (b"1", b"2", b"3"))))
    assert result.texts == dict(zip(ids, "123", strict=True))


@pytest.mark.parametrize("kind", ARCHIVES)
def test_hidden_and_binary_members_are_left_out_as_files_are(kind: str) -> None:
    names = [".git/config", "__MACOSX/a.txt", "x/.hidden", "corpus.toml", "x/", "a.png", "b.PNG"]
    result = Result("a", ARCHIVES[kind](*((name, b"") for name in names), ("c.txt", b"see")))
    assert result.texts == {"c": "see"}
    assert result.said == [("a.png, b.PNG: a binary file, skipped", False)]


@pytest.mark.parametrize("kind", ARCHIVES)
def test_what_is_said_of_members_is_said_once(kind: str) -> None:
    result = Result("a", ARCHIVES[kind](*((f"{n}.txt", b"caf\xe9") for n in range(9))))
    assert set(result.texts.values()) == {"café"}
    assert result.said == [("0.txt, 1.txt, 2.txt and 6 more: not UTF-8, read as cp1252", False)]


def test_links_and_devices_of_a_tar_are_not_followed() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, type in (("l", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("p", tarfile.FIFOTYPE),
                           ("d", tarfile.CHRTYPE), ("f", tarfile.DIRTYPE)):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = type, "/etc/passwd"
            archive.addfile(info)
    result = Result("a", out.getvalue())
    assert not result.documents
    assert result.said == [("l, h: a link, skipped", False), ("p, d: a device, skipped", False)]


def test_links_of_a_zip_are_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert Result("a", out.getvalue()).said == [("link.txt: a link, skipped", False)]


def test_encrypted_members_are_named_and_the_rest_is_read() -> None:
    data = bytearray(zip_of(("secret.txt", b"x"), ("open.txt", b"open")))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    result = Result("a.zip", bytes(data))
    assert result.texts == {"open": "open"}
    assert result.said == [("secret.txt: encrypted, left out", True)]


def test_names_of_undeclared_encoding() -> None:
    for raw, id in ((b"caf\xc3\xa9.txt", "café"), (b"caf\x82.txt", "café")):
        data = zip_of(("caf__.txt"[: len(raw)].ljust(len(raw), "_"), b"x"))
        plain = ("caf__.txt"[: len(raw)].ljust(len(raw), "_")).encode()
        assert list(Result("a", data.replace(plain, raw)).texts) == [id]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", encoding="latin-1", format=tarfile.GNU_FORMAT) as tar:
        tar.addfile(tarfile.TarInfo("café.txt"))
    assert list(Result("a", out.getvalue()).texts) == ["caf\\xe9"]


def test_a_zip_with_64_bit_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 2)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    assert Result("a.zip", zip_of(*MEMBERS)).texts == THREE


def test_long_names_of_a_tar() -> None:
    name = "folder/" * 40 + "é.txt"
    for format in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        assert list(Result("a", tar_of((name, b"x"), format=format)).texts) == [name[:-4]]


def test_tars_put_one_behind_another_are_read_whole() -> None:
    data = tar_of(("a.txt", b"one")) + tar_of(("b.txt", b"two"))
    result = Result("a.tar", data)
    assert (result.texts, result.said) == ({"a": "one", "b": "two"}, [])


def test_a_large_member_of_a_tar_is_streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_cli.readers.packed.LARGEST", 1000)
    inner = TEXT * 2000
    data = tar_of(("a.txt", inner.encode()), ("b.txt.gz", gzip.compress(inner.encode(), 1)),
                  ("c.zip", zip_of(("d.txt", inner.encode()))), ("e.txt", b"end"))  # fmt: skip
    result = Result("a.tar.gz", gzip.compress(data))
    assert result.texts == {"a": inner, "b": inner, "c/d": inner, "e": "end"}
    assert not result.said


# Bombs.


def bomb(depth: int) -> bytes:
    data = bytes(100_000_000)
    for _ in range(depth):
        data = gzip.compress(data)
    return data


def test_the_bound_holds_over_all_layers() -> None:
    options = Options(max_bytes=10_000)
    result = Result("a.gz", gzip.compress(gzip.compress(b"a" * 1_000_000)), options)
    assert sum(map(len, result.texts.values())) <= 10_000
    assert result.said == [
        ("unpacks to more than 10 kB, the rest is left out; --max-bytes sets the limit", True)
    ]


@pytest.mark.parametrize("kind", ARCHIVES)
def test_the_bound_holds_over_all_members(kind: str) -> None:
    data = ARCHIVES[kind](*((f"{n}.txt", b"a" * 4_000) for n in range(100)))
    result = Result("a", gzip.compress(data), Options(max_bytes=60_000))
    assert 0 < sum(map(len, result.texts.values())) <= 60_000
    assert [message for message, _ in result.said] == [
        "unpacks to more than 60 kB, the rest is left out; --max-bytes sets the limit"
    ]


@pytest.mark.parametrize("suffix", COMPRESSORS)
def test_what_unpacks_to_a_thousand_times_its_size_is_stopped(suffix: str) -> None:
    data = bytes(1) * 101_000_000 if suffix == "bz2" else b"all work and no play\n" * 5_000_000
    data = bz2.compress(data) if suffix == "bz2" else COMPRESSORS[suffix](data)
    if suffix == "gz":
        data = gzip.compress(data)
    result = Result("a.txt", data)
    assert sum(map(len, result.texts.values())) <= 100_000_000
    assert result.said[-1] == (
        "unpacks to more than 100 MB, the rest is left out; --max-bytes sets the limit", True
    )  # fmt: skip


def test_one_who_sets_the_bound_gets_what_it_allows() -> None:
    data = bz2.compress(b"a" * 130_000_000)
    result = Result("a.txt.bz2", data, Options(max_bytes=10**9))
    assert sum(map(len, result.texts.values())) == 130_000_000


def test_archives_in_archives_are_read_to_a_depth() -> None:
    data = b"text"
    for level in range(5):
        data = zip_of((f"{level}.zip" if level else "a.txt", data), ("b.txt", b"beside"))
    result = Result("a.zip", data)
    assert list(result.texts) == ["4/3/b", "4/b", "b"]
    assert result.said == [("4.zip: 3.zip: 2.zip: lies 3 archives deep, left out", True)]


def test_compression_is_undone_to_a_depth() -> None:
    data = b"text"
    for _ in range(4):
        data = gzip.compress(data)
    assert Result("a", data).said == [("compressed more than 3 times, left out", True)]


def test_members_that_overlap_count_each() -> None:
    """A ZIP bomb of one kernel: every entry of the directory points at it."""
    one = zip_of(("a.txt", bytes(1_000_000)))
    start = one.index(b"PK\1\2")
    end = one.index(b"PK\5\6")
    directory = one[start:end] * 500
    tail = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 500, 500, len(directory), start, 0)
    result = Result("a.zip", one[:start] + directory + tail)
    assert result.said[-1][0].startswith("unpacks to more than 100 MB")


def test_a_huge_header_of_a_tar_is_not_kept() -> None:
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 50_000_000
    data = info.tobuf(tarfile.GNU_FORMAT) + bytes(50_000_384) + tar_of(("a.txt", b"x"))
    assert Result("a.tar", data).texts == {"a": "x"}


def test_a_zip_with_a_huge_directory_is_left_out() -> None:
    tail = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 9, 9, 200_000_000, 0, 0)
    result = Result("a.zip", zip_of(("a.txt", b"x"))[:-22] + tail)
    assert result.said == [("a ZIP archive with a directory of 200 MB, left out", True)]


# Damage.


def test_a_truncated_zip_is_read_as_far_as_it_goes() -> None:
    data = zip_of(*((f"{n}.txt", f"{n} ".encode() * 500) for n in range(20)))
    result = Result("a.zip", data[: data.index(b"12.txt") + 20])
    assert [id for id in result.texts if id != "12"] == [str(n) for n in range(12)]
    assert result.texts["11"] == "11 " * 500
    assert any(is_error for _, is_error in result.said)


def test_a_zip_that_was_streamed_and_truncated() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.data += bytes(data)
            return len(data)

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for n in range(5):
            archive.writestr(f"{n}.txt", f"{n} " * 300)
    result = Result("a.zip", out.data[: out.data.index(b"PK\1\2")])
    assert result.texts == {str(n): f"{n} " * 300 for n in range(5)}
    assert [is_error for _, is_error in result.said] == [True]


def test_a_member_with_a_wrong_checksum_is_kept_and_named() -> None:
    data = bytearray(zip_of(("a.txt", TEXT.encode()), ("b.txt", b"fine")))
    data[data.index(b"PK\1\2") + 16] ^= 1
    result = Result("a.zip", bytes(data))
    assert result.texts == {"a": TEXT, "b": "fine"}
    assert result.said == [("a.txt: damaged (incorrect checksum), read as far as it goes", True)]


def test_a_damaged_header_of_a_tar_is_an_error() -> None:
    data = bytearray(tar_of(("a.txt", b"one"), ("b.txt", b"two"), ("c.txt", b"three")))
    data[1024 + 5] ^= 1
    result = Result("a.tar", bytes(data))
    assert result.texts == {"a": "one"}
    assert result.said == [("a tar archive, damaged, the rest is lost", True)]


@pytest.mark.parametrize("kind", ["tar", "zip", "tar.gz", "tar.zst", "tar.xz"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_truncation_anywhere_is_told(kind: str, data: st.DataObject) -> None:
    kind, _, suffix = kind.partition(".")
    members = [(f"{n}.txt", f"{n} counted ".encode() * (n * 60 % 400)) for n in range(12)]
    whole = ARCHIVES[kind](*members)
    if suffix:
        whole = COMPRESSORS[suffix](whole)
    # Behind the members, a tar is filled up.
    end = len(whole) if suffix or kind == "zip" else 512 * 12 * 2
    cut = data.draw(st.integers(100 if suffix else 600, end - 1))
    result = Result(f"a.{kind}", whole[:cut])
    for id, text in result.texts.items():
        assert dict(members)[f"{id}.txt"].decode().startswith(text)
    if len(result.texts) < len(members):
        assert result.said


@pytest.mark.parametrize("kind", ["tar", "zip", "gz", "bz2", "xz", "zst", "tar.gz"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_mutated_files_raise_nothing(kind: str, data: st.DataObject) -> None:
    outer, _, suffix = kind.partition(".")
    whole = ARCHIVES[outer](*MEMBERS) if outer in ARCHIVES else TEXT.encode()
    if suffix or outer in COMPRESSORS:
        whole = COMPRESSORS[suffix or outer](whole)
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    result = Result("a.txt", bytes(changed))
    if changed != whole and list(result.texts.values()) != list(Result("a", whole).texts.values()):
        assert result.said or len(result.documents) >= 1


@given(st.binary(max_size=200), st.sampled_from([b"\x1f\x8b\x08", b"BZh91AY&SY", b"PK\3\4",
                                                 b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"]))  # fmt: skip
def test_random_bytes_raise_nothing(data: bytes, mark: bytes) -> None:
    result = Result("a", mark + data)
    assert result.documents or result.said


@pytest.mark.parametrize("suffix", ["gz", "bz2", "xz", "zst"])
def test_samples_of_compressed_text(suffix: str) -> None:
    result = Result(f"sample.txt.{suffix}", (SAMPLES / f"sample.txt.{suffix}").read_bytes())
    assert result.texts[""].startswith("Notes from a notebook\n")
    assert not result.said


@pytest.mark.parametrize("suffix", ["tar.gz", "zip"])
def test_samples_of_archives(suffix: str) -> None:
    result = Result(f"sample.{suffix}", (SAMPLES / f"sample.{suffix}").read_bytes())
    assert list(result.texts) == ["notebook/one", "notebook/two", "notebook/three"]
    assert result.texts["notebook/three"] == "The third page.\n"
    assert not result.said


# Against the standard library.


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("abé/ü.日", min_size=1, max_size=130), st.binary(max_size=1500)),
        max_size=8,
    ),
    st.sampled_from([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT]),
)
def test_a_tar_is_read_as_the_standard_library_reads_it(
    members: list[tuple[str, bytes]], format: int
) -> None:
    from corpus_cli.readers.tar import TarStream

    members = [(name.rstrip("/") + "x", contents) for name, contents in members]
    data = tar_of(*members, format=format)
    tar = TarStream(io.BytesIO(data))
    found = [(each.path, tar.read(each.size)) for each in tar.members() if each.kind == "file"]
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        expected = [(info.name, archive.extractfile(info).read())  # type: ignore[union-attr]
                    for info in archive if info.isfile()]  # fmt: skip
    assert found == expected
    assert tar.problem is None


def test_a_stream_is_copied_to_seek_in_it() -> None:
    data = TEXT.encode()
    notes: list[Note] = []
    tell: Tell = notes.append
    seen = []

    def reader(item: Item, tell: Tell, options: Options):  # type: ignore[no-untyped-def]
        with seekable(item) as stream:
            stream.seek(-10, io.SEEK_END)
            seen.append(stream.read())
        return iter(())

    from corpus_cli.readers import formats

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats.Format, "load", lambda self: reader)
        item = Item("a", "a.zip", "shown", 1, lambda: io.BytesIO(data))
        list(read_item(item, tell, Options()))
    assert seen == [data[-10:]]


def test_checksums_of_members_are_those_of_zlib() -> None:
    assert (
        zlib.crc32(b"two") == zipfile.ZipFile(io.BytesIO(zip_of(*MEMBERS))).getinfo("two.txt").CRC
    )
