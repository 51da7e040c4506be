"""`grep --lines` against the real ripgrep: the same lines, matches, counts and context."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import regex

from corpus_cli import open_corpus
from corpus_cli.query import grep

SEEDS = Path(__file__).parents[2] / "seeds"

TRICKY = {
    "crlf.txt": "foo bar\r\nFoo foo foo\r\n\r\nxx-foo_bar\r\nfoo\r\nabc xxb\r\nlast foo",
    "plain.txt": "no\nfoo\n\n\n  foo  \nfoofoo foo_foo foo-foo\n(foo) 'foo' foo.\n",
    "blank.txt": "\n\n\n",
    "empty.txt": "",
    "unicode.txt": (
        "Ünïcode ÜNÏCODE\nстрасть СТРАСТЬ и Страсть\nحلب تحترق\n中文字符 東京\n"
        "naïve cafe\u0301 café\nno\u00a0break thin\u2009space zero\u200bwidth\n"
        "line\u2028separator next\x85line\x0bvertical\x0cform\nStraße STRASSE ẞ ß\n"
        "K Kelvin k\nſ s S\n٣٤٥ 345 ⅷ ²\n‿underline_\n👩‍👩‍👧 emoji\ttab\n"
    ),
    "numbers.txt": "".join(f"line {number}: {'x' * (number % 7)}\n" for number in range(1, 60)),
}

# Patterns, then the options of a request. With the default context of none.
CASES: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (("Aleppo",), {}),
    (("aleppo",), {}),
    (("aleppo",), {"ignore_case": True}),
    (("aleppo",), {"smart_case": True}),
    (("Aleppo",), {"smart_case": True}),
    (("Aleppo",), {"word": True}),
    (("Aleppo",), {"invert": True}),
    (("Aleppo", "Mosul"), {}),
    (("Mosul", "Aleppo|Homs"), {"max_count": 3}),
    (("foo", "foo bar"), {}),
    (("foo bar", "foo"), {}),
    (("o", "oo", "foo"), {}),
    (("the",), {"word": True, "ignore_case": True}),
    (("the",), {"before": 1, "after": 2}),
    (("US",), {"before": 3}),
    (("regime",), {"after": 1, "max_count": 2}),
    (("war",), {"word": True, "before": 1, "after": 1, "max_count": 3}),
    (("foo",), {}),
    (("foo",), {"word": True}),
    (("foo",), {"word": True, "invert": True}),
    (("foo",), {"invert": True, "before": 1, "after": 1}),
    (("foo",), {"max_count": 1}),
    (("foo",), {"max_count": 0}),
    (("foo",), {"max_count": 2, "invert": True}),
    (("foo$",), {}),
    (("^foo",), {}),
    (("^foo$",), {}),
    (("^$",), {}),
    (("^",), {}),
    (("$",), {}),
    (("",), {}),
    (("",), {"invert": True}),
    (("x*",), {}),
    (("x*",), {"invert": True}),
    (("x+",), {}),
    (("x{2,3}",), {}),
    (("|foo",), {}),
    (("foo|",), {}),
    (("f(o|oo)b?",), {}),
    (("foo|foo_bar",), {"word": True}),
    (("-foo",), {"word": True}),
    (("foo.",), {"word": True, "fixed": True}),
    (("(foo)",), {"fixed": True}),
    (("(foo)",), {}),
    (("[(]foo[)]",), {}),
    ((".",), {}),
    ((".",), {"fixed": True}),
    ((r"\.$",), {}),
    ((r"\r$",), {}),
    ((r"\s$",), {}),
    ((r"[^a-z]\s*$",), {}),
    ((r"\d+",), {}),
    ((r"\d{4}",), {}),
    ((r"\w+ly\b",), {}),
    ((r"\bun\w+",), {"ignore_case": True}),
    ((r"\Bfoo",), {}),
    ((r"\W\W\W",), {}),
    ((r"[A-Z]{2,}",), {}),
    ((r"[A-Z]{2,}",), {"smart_case": True}),
    ((r"\Woo",), {"smart_case": True}),
    ((r"\p{Lu}oo",), {"smart_case": True}),
    ((r"\p{Lu}",), {"smart_case": True}),
    ((r"\x46oo",), {"smart_case": True}),
    ((r"[F]oo", "bar"), {"smart_case": True}),
    ((r"(?P<Name>f)oo",), {"smart_case": True}),
    ((r"(?i)FOO",), {}),
    ((r"\p{Arabic}+",), {}),
    ((r"\p{Cyrillic}{3,}",), {"word": True}),
    (("страсть",), {"ignore_case": True}),
    (("страсть",), {"smart_case": True}),
    (("ÜNÏ",), {"ignore_case": True}),
    (("straße",), {"ignore_case": True}),
    (("k",), {"ignore_case": True, "word": True}),
    (("S",), {"ignore_case": True, "word": True}),
    ((r"\w",), {"word": True}),
    ((r"\p{L}\p{M}",), {}),
    ((r"[“”]",), {}),
    ((r"“[^”]*$",), {}),
    ((r"^\s*•",), {"after": 1}),
    ((r"^\s{4,}\S",), {}),
    ((r"https?://\S+",), {}),
    ((r"(\w)(\w)",), {"max_count": 2}),
    ((r"line [1-3]?5:",), {"before": 2, "after": 2}),
    ((r"line \d*0:",), {"before": 5, "after": 5}),
]

FLAGS = {
    "ignore_case": "-i",
    "smart_case": "-S",
    "word": "-w",
    "fixed": "-F",
    "invert": "-v",
}
FLAGS_WITH_VALUE = {"max_count": "-m", "before": "-B", "after": "-A"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ripgrep")
    for seed in SEEDS.glob("*.txt"):
        shutil.copy(seed, folder)
    for name, text in TRICKY.items():
        (folder / name).write_bytes(text.encode())
    return folder


def rg(folder: Path, patterns: tuple[str, ...], options: dict[str, Any], *more: str) -> str:
    command = ["rg", "--no-config", "--no-ignore", "--with-filename", "--sort", "path", *more]
    for name, value in options.items():
        if name in FLAGS:
            command.append(FLAGS[name])
        else:
            command.append(f"{FLAGS_WITH_VALUE[name]}{value}")
    for pattern in patterns:
        command += ["-e", pattern]
    done = subprocess.run([*command, "."], cwd=folder, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


def name_of(case: tuple[tuple[str, ...], dict[str, Any]]) -> str:
    patterns, options = case
    return f"{' -e '.join(patterns)} {options or ''}"


pytestmark = pytest.mark.skipif(shutil.which("rg") is None, reason="ripgrep is not installed")
every_case = pytest.mark.parametrize(("patterns", "options"), CASES, ids=map(name_of, CASES))

# Ripgrep counts empty matches by the byte, within characters too, and ripgrep 13 cuts off what
# comes first on a line (`printf 'ab\nab cd' | rg -ow '[a-d]+'` prints b and d).
EXACT = [
    (patterns, options)
    for patterns, options in CASES
    if not options.get("word") and not any(regex.match(pattern, "") for pattern in patterns)
]
every_exact_case = pytest.mark.parametrize(("patterns", "options"), EXACT, ids=map(name_of, EXACT))


def results(
    folder: Path, patterns: tuple[str, ...], options: dict[str, Any]
) -> list[grep.DocumentHits]:
    request = grep.Request(patterns=patterns, lines=True, **options)
    return list(grep.finish(grep.run(open_corpus(folder), request), request))


def records(folder: Path, patterns: tuple[str, ...], options: dict[str, Any]) -> list[Any]:
    lines = rg(folder, patterns, options, "--json").split("\n")[:-1]
    found = [record for record in map(json.loads, lines) if record["type"] in ("match", "context")]
    return [record["data"] for record in found]


def counts(output: str) -> dict[str, int]:
    pairs = (line.rsplit(":", 1) for line in output.split("\n")[:-1])
    return {Path(name).stem: int(count) for name, count in pairs}


def characters(line: str, start: int, end: int) -> tuple[int, int]:
    """Character offsets for ripgrep's byte offsets."""
    raw = line.encode()
    return len(raw[:start].decode()), len(raw[:end].decode())


@every_case
def test_rows_are_those_of_ripgrep(
    folder: Path, patterns: tuple[str, ...], options: dict[str, Any]
) -> None:
    ours = [
        (result.id, row.hit.line, row.hit.address, row.hit.text)
        for result in results(folder, patterns, options)
        for row in result.rows
    ]
    theirs = [
        (
            Path(record["path"]["text"]).stem,
            record["line_number"],
            f"L{record['line_number']}",
            record["lines"]["text"].removesuffix("\n"),
        )
        for record in records(folder, patterns, options)
    ]
    assert ours == theirs


@every_exact_case
def test_spans_are_those_of_ripgrep(
    folder: Path, patterns: tuple[str, ...], options: dict[str, Any]
) -> None:
    ours = [row.hit.spans for result in results(folder, patterns, options) for row in result.rows]
    theirs = [
        tuple(
            characters(record["lines"]["text"], each["start"], each["end"])
            for each in record["submatches"]
        )
        for record in records(folder, patterns, options)
    ]
    assert ours == theirs


@every_case
def test_counts_are_those_of_ripgrep(
    folder: Path, patterns: tuple[str, ...], options: dict[str, Any]
) -> None:
    ours = results(folder, patterns, options)
    assert {each.id: each.units for each in ours} == counts(rg(folder, patterns, options, "-c"))


@every_exact_case
def test_counts_of_matches_are_those_of_ripgrep(
    folder: Path, patterns: tuple[str, ...], options: dict[str, Any]
) -> None:
    options = {name: value for name, value in options.items() if name != "invert"}
    theirs = counts(rg(folder, patterns, options, "--count-matches"))
    assert {each.id: each.matches for each in results(folder, patterns, options)} == theirs


@every_case
def test_selected_rows_are_those_of_ripgrep(
    folder: Path, patterns: tuple[str, ...], options: dict[str, Any]
) -> None:
    # Versions of ripgrep differ on what a match in the context after the limit is.
    options = {name: value for name, value in options.items() if name != "max_count"}
    output = rg(folder, patterns, options, "-n", "--no-heading").split("\n")
    found = [re.match(r"\./(.*)\.txt:(\d+):", line) for line in output]
    theirs = [(match[1], int(match[2])) for match in found if match]
    ours = [
        (result.id, row.hit.line)
        for result in results(folder, patterns, options)
        for row in result.rows
        if row.selected
    ]
    assert ours == theirs
