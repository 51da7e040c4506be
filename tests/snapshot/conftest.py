"""A folder of all sorts of texts, as a corpus in memory and as one read from a snapshot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus_cli.build.files import FileCorpus
from corpus_cli.build.indexing import index
from corpus_cli.snapshot.stored import StoredCorpus

SEEDS = Path(__file__).parents[2] / "seeds"

MAIL = """\
[Crypto] Re: keys and {word}

Jane Doe jane at example.org
Fri Feb {day} 06:11:39 MST 2016

On Tue, Jan 5, 2016, John Roe wrote:
> The café in Aleppo was closed; see http://example.org/{word}?q=1 for the
> reasons that were recieved in 1984.

I do not think that any way out of {word} is straße enough, don\u2019t you?
Call me: +1 555 0{day} (or mail jane@example.org).

--\x20
Jane
"""

POST = """\
A post about {word}

By Jo Bloggs
3 March 20{day}

It said nothing of Aleppo\u00a0City, nor of the ISTANBUL İstanbul ıstanbul {word}s.

A heading here

The quick brown {word} jumps over 12{day} lazy dogs. John Smith said so.

2 Responses to A post about {word}

  1. Anna says:
     August 3, 2019 at 3:12 pm
     Lovely {word}! كتابٌ عن حلب

      • Ben says:
        I dis\u00adagree, of course. 阿勒颇

  2. Cara says:
     Nothing \x1b[31mred\x1b[0m here.
"""


def write_texts(folder: Path) -> None:
    """Write the seeds, some mails and posts, and what is odd: empty, binary, not UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in sorted(SEEDS.iterdir()):
        shutil.copy(seed, folder)
    for number, word in enumerate(["guerrilla", "recieve", "barrel bombs", "Allepo", "x-ray"]):
        (folder / "mail").mkdir(exist_ok=True)
        (folder / "posts" / "deep").mkdir(parents=True, exist_ok=True)
        mail = MAIL.format(word=word, day=10 + number)
        (folder / "mail" / f"{number}.txt").write_text(mail)
        post = POST.format(word=word, day=10 + number)
        (folder / "posts" / "deep" / f"{number}.txt").write_text(post)
    (folder / "posts" / "0.md").write_bytes(b"caf\xe9 in Aleppo\r\n\r\nsecond line\r\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\n")
    (folder / "binary.txt").write_bytes(b"\0\1\2")
    (folder / "picture.png").write_bytes(b"\0")
    (folder / "utf16.txt").write_bytes("Aleppo\ncity".encode("utf-16"))


def stored(*sources: Path, jobs: int = 2) -> StoredCorpus:
    """Index sources and open the snapshot."""
    names = [str(source) for source in sources]
    return StoredCorpus(index(names, jobs=jobs), names)


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("CORPUS_CACHE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_cli.build.plan.TARGET", 20_000)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    write_texts(tmp_path / "texts")
    return tmp_path / "texts"


@pytest.fixture
def in_memory(texts: Path) -> FileCorpus:
    return FileCorpus([str(texts)])
