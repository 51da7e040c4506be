"""Reading speed of tables and markup, in MB/s of one core, before parsing.

    python tests/bench/bench_readers_records.py [SEEDS]

Records are made of the seeds' paragraphs: posts of a few hundred bytes with many columns, pages of
a few thousand with few, the same with every character beyond ASCII escaped. Target: JSON Lines at
60 MB/s.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from corpus_cli.readers import SourceFile, read

SIZE = 40_000_000


def records(texts: list[str], length: int, *, many: bool) -> Iterator[dict[str, Any]]:
    """Yield records of texts of about so many characters until there are `SIZE` of them."""
    text = "\n\n".join(texts)
    at = made = number = 0
    while made < SIZE:
        number += 1
        if at + length > len(text):
            at = 0
        body = text[at : at + length]
        at += length
        made += length + (250 if many else 80)
        record: dict[str, Any] = {"id": f"t1_{number:x}", "text": body, "url": f"https://x.org/{number}"}
        if many:
            record |= {
                "author": f"user{number % 977}",
                "created_utc": 1455862299 + number,
                "score": number % 50,
                "subreddit": "syria",
                "edited": False,
                "parent_id": f"t3_{number // 7:x}",
                "permalink": f"/r/syria/comments/{number:x}/",
                "gildings": {},
                "distinguished": None,
            }
        else:
            record["timestamp"] = "2019-04-26T07:12:39Z"
        yield record


def write_jsonl(path: Path, rows: Iterator[dict[str, Any]], *, ascii: bool = False) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=ascii) + "\n")


def write_csv(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = None
        for row in rows:
            if writer is None:
                writer = csv.DictWriter(stream, list(row))
                writer.writeheader()
            writer.writerow(row)


def write_parquet(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(
        pyarrow.Table.from_pylist([{k: v for k, v in row.items() if v != {}} for row in rows]), path
    )


def speed(path: Path, size: int | None = None) -> float:
    """Return megabytes a second, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        began = process_time()
        for _ in read(SourceFile("a", str(path), "a"), print):
            pass
        best = min(best, process_time() - began)
    return (size or path.stat().st_size) / best / 1e6


def main() -> None:
    seeds = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "seeds")
    texts = [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]
    ways: list[tuple[str, str, Callable[[Path], None]]] = [
        ("JSON Lines, pages of 3 kB", "jsonl", lambda p: write_jsonl(p, records(texts, 3000, many=False))),
        ("JSON Lines, posts of 500 B", "jsonl", lambda p: write_jsonl(p, records(texts, 500, many=True))),
        ("JSON Lines, posts of 100 B", "jsonl", lambda p: write_jsonl(p, records(texts, 100, many=True))),
        ("JSON Lines, escaped", "jsonl", lambda p: write_jsonl(p, records(texts, 3000, many=False), ascii=True)),
        ("JSON array, pages", "json", lambda p: p.write_text(json.dumps(list(records(texts, 3000, many=False)), ensure_ascii=False), "utf-8")),
        ("CSV, pages", "csv", lambda p: write_csv(p, records(texts, 3000, many=False))),
        ("CSV, posts of 500 B", "csv", lambda p: write_csv(p, records(texts, 500, many=True))),
        ("Parquet, posts of 500 B", "parquet", lambda p: write_parquet(p, records(texts, 500, many=True))),
        ("Markdown", "md", lambda p: p.write_text("\n\n# Part\n\n".join(texts * 40), "utf-8")),
        ("reStructuredText", "rst", lambda p: p.write_text("\n\nPart\n====\n\n".join(texts * 40), "utf-8")),
    ]  # fmt: skip
    with TemporaryDirectory() as folder:
        for name, suffix, write in ways:
            path = Path(folder, f"bench.{suffix}")
            write(path)
            size = SIZE if suffix == "parquet" else None
            print(f"{name:28} {speed(path, size):6.0f} MB/s")


if __name__ == "__main__":
    main()
