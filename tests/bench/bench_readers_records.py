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
# What Markdown may be as one document.
LARGEST = 20_000_000
Rows = Iterator[dict[str, Any]]


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
        record: dict[str, Any] = {
            "id": f"t1_{number:x}",
            "text": body,
            "url": f"https://x.org/{number}",
        }
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


def write_jsonl(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_escaped(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)


def write_json(path: Path, rows: Rows) -> None:
    path.write_text(json.dumps(list(rows), ensure_ascii=False), "utf-8")


def write_markdown(path: Path, rows: Rows) -> None:
    texts = (f"# {row['id']}\n\n{row['text']}" for row in rows)
    path.write_text("\n\n".join(texts)[:LARGEST], "utf-8")


def write_rst(path: Path, rows: Rows) -> None:
    texts = (f"{row['id']}\n=======\n\n{row['text']}" for row in rows)
    path.write_text("\n\n".join(texts)[:LARGEST], "utf-8")


def write_csv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = None
        for row in rows:
            if writer is None:
                writer = csv.DictWriter(stream, list(row))
                writer.writeheader()
            writer.writerow(row)


def write_parquet(path: Path, rows: Rows) -> None:
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
    ways: list[tuple[str, str, Callable[[Path, Rows], None], int, bool]] = [
        ("JSON Lines, pages of 3 kB", "jsonl", write_jsonl, 3000, False),
        ("JSON Lines, posts of 500 B", "jsonl", write_jsonl, 500, True),
        ("JSON Lines, posts of 100 B", "jsonl", write_jsonl, 100, True),
        ("JSON Lines, escaped", "jsonl", write_escaped, 3000, False),
        ("JSON array, pages", "json", write_json, 3000, False),
        ("CSV, pages", "csv", write_csv, 3000, False),
        ("CSV, posts of 500 B", "csv", write_csv, 500, True),
        ("Parquet, posts of 500 B", "parquet", write_parquet, 500, True),
        ("Markdown", "md", write_markdown, 20_000, False),
        ("reStructuredText", "rst", write_rst, 20_000, False),
    ]
    with TemporaryDirectory() as folder:
        for name, suffix, write, length, many in ways:
            path = Path(folder, f"bench.{suffix}")
            write(path, records(texts, length, many=many))
            size = SIZE if suffix == "parquet" else None
            print(f"{name:28} {speed(path, size):6.0f} MB/s")


if __name__ == "__main__":
    main()
