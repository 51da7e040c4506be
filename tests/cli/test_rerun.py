"""``-o FILE`` says how a file was made, and ``corpus rerun`` makes it again and compares."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpus_cli.build import open_corpus
from corpus_cli.cli.app import COMMANDS, call, load
from corpus_cli.cli.exporting import Export, Meant, export
from corpus_cli.cli.options import Again, Called, Common
from corpus_cli.cli.rerun import ANALYSES
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis.result import Counted, Result
from corpus_cli.query.fingerprint import fingerprint
from corpus_cli.query.provenance import compare, digests, parsed
from corpus_cli.query.scope.parser import parse
from corpus_cli.render.output import choose_output
from corpus_cli.version import __version__
from tests.cli.harness import corpus


@pytest.fixture
def place(home: Path, tmp_path: Path) -> Path:
    """A folder whose ``seeds`` can be changed."""
    shutil.copytree(home, tmp_path / "place")
    return tmp_path / "place"


@pytest.fixture(scope="session")
def made_once(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "once"
    shutil.copytree(home, folder)
    assert corpus("list", "--sort", "words", "-o", "rows.csv", at=folder).status == 0
    return folder


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Path:
    """A folder whose ``seeds`` can be changed, with ``rows.csv`` and its meta file."""
    folder = tmp_path / "made"
    shutil.copytree(made_once, folder)
    data = (folder / "rows.csv.meta.json").read_text()
    (folder / "rows.csv.meta.json").write_text(data.replace(str(made_once), str(folder)))
    return folder


def meta(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "rows.csv.meta.json").read_text())
    return data


def tamper(folder: Path, **changes: Any) -> None:
    (folder / "rows.csv.meta.json").write_text(json.dumps({**meta(folder), **changes}))


def test_a_file_holds_the_rows_and_its_meta_file_their_origin(place: Path) -> None:
    result = corpus("list", "--limit", "1", "-o", "rows.csv", at=place)
    assert (result.status, result.out) == (0, "")
    assert result.err == "1 row of 2 in rows.csv, their origin in rows.csv.meta.json\n"
    assert (place / "rows.csv").read_text() == (
        corpus("list", "--limit", "1", "--format", "csv", at=place).out
    )
    found = meta(place)
    assert found["command"] == ["corpus", "list", "--limit", "1", "-o", "rows.csv"]
    assert found["cwd"] == str(place)
    assert found["corpus"] == {
        "sources": [{"given": "seeds", "path": str(place / "seeds")}],
        "fingerprint": fingerprint(open_corpus(place / "seeds")),
        "documents": 2,
        "words": 170,
    }
    assert found["versions"]["corpus"] == __version__
    assert (found["rows"], found["total"], found["file"]) == (1, 2, "rows.csv")
    assert found["expression"] is None


def test_the_digest_of_a_result_does_not_depend_on_the_form(place: Path) -> None:
    results = set()
    for suffix in ("csv", "tsv", "jsonl", "json", "md", "html"):
        assert corpus("list", "-o", f"rows.{suffix}", at=place).status == 0
        results.add(json.loads((place / f"rows.{suffix}.meta.json").read_text())["result"])
    assert len(results) == 1


def test_a_page_says_how_it_was_made(place: Path) -> None:
    assert corpus("list", "-o", "rows.html", at=place).status == 0
    page = (place / "rows.html").read_text()
    assert "corpus list -o rows.html" in page
    assert json.loads((place / "rows.html.meta.json").read_text())["result"] in page


def test_a_dash_is_standard_output(place: Path) -> None:
    assert corpus("list", "-o", "-", at=place) == corpus("list", at=place)
    assert sorted(path.name for path in place.iterdir()) == ["seeds"]


def test_nothing_found_is_a_file_without_rows(place: Path) -> None:
    result = corpus("list", "--since", "2100", "-o", "rows.csv", at=place)
    assert result.status == 1
    assert (place / "rows.csv").read_text().startswith("id,title,")
    assert (meta(place)["rows"], corpus("rerun", "rows.csv", at=place).status) == (0, 0)


@pytest.mark.parametrize("target", ["rows.csv", "rows.csv.meta.json"])
def test_the_same_result_is_status_0(made: Path, target: str) -> None:
    result = corpus("rerun", target, at=made)
    assert (result.status, result.err) == (0, "")
    written = meta(made)["written"]
    assert result.lines == [
        "result: the same (2 rows)",
        "file: as it was written",
        f"corpus: the same since {written} ({made / 'seeds'})",
        f"versions: the same since {written}",
    ]


def test_it_runs_where_it_ran_first(made: Path, tmp_path: Path) -> None:
    result = corpus("rerun", str(made / "rows.csv"), at=tmp_path)
    assert (result.status, result.lines[0]) == (0, "result: the same (2 rows)")


def test_nothing_is_written_unless_asked_for(made: Path) -> None:
    (made / "seeds" / "new.txt").write_text("New.")
    before = {path: path.read_bytes() for path in made.iterdir() if path.is_file()}
    assert corpus("rerun", "rows.csv", at=made).status == 1
    assert {path: path.read_bytes() for path in made.iterdir() if path.is_file()} == before


def test_a_changed_corpus_and_result_are_told_in_full(made: Path) -> None:
    (made / "seeds" / "new.txt").write_text("A new one.\n\nIt has eight words in all, or so.\n")
    result = corpus("rerun", "rows.csv", at=made)
    assert result.status == 1
    assert result.lines[0] == "result: changed (2 -> 3 rows: 0 gone, 1 new)"
    assert result.lines[1].startswith('  first at row 1, which now is: {"id": "new", ')
    assert "  documents: 2 -> 3" in result.lines
    assert "  words: 170 -> 181" in result.lines
    assert any(line.startswith("  fingerprint: ") for line in result.lines)
    assert "total: 2 -> 3" in result.lines


def test_a_changed_corpus_may_leave_a_result_as_it_was(place: Path) -> None:
    options = ["--kind", "mail", "--columns", "id,date"]
    assert corpus("list", *options, "-o", "rows.csv", at=place).status == 0
    with (place / "seeds" / "walk.txt").open("a") as stream:
        stream.write("\nOne more line.\n")
    result = corpus("rerun", "rows.csv", at=place)
    assert (result.status, result.lines[0]) == (0, "result: the same (1 row)")
    assert result.lines[2].startswith("corpus: changed since ")


def test_as_a_record(made: Path) -> None:
    (made / "seeds" / "walk.txt").unlink()
    result = corpus("rerun", "rows.csv", "--json", at=made)
    (record,) = map(json.loads, result.lines)
    assert (record["same"], record["rows_before"], record["rows_now"]) == (False, 2, 1)
    assert (record["gone"], record["new"], record["first"], record["row"]) == (1, 0, 2, None)
    changes = {change["what"]: (change["before"], change["now"]) for change in record["changes"]}
    assert changes["corpus.documents"] == (2, 1)
    assert changes["total"] == (2, 1)
    assert len(changes["corpus.fingerprint"][0]) == 64


def test_other_versions_are_told(made: Path) -> None:
    tamper(made, versions={**meta(made)["versions"], "corpus": "0.0.1", "words": 0})
    result = corpus("rerun", "rows.csv", at=made)
    assert result.status == 0
    assert f"  corpus: 0.0.1 -> {__version__}" in result.lines
    assert "  words: 0 -> 1" in result.lines


@pytest.mark.parametrize("target", ["rows.csv", "rows.csv.meta.json"])
@pytest.mark.parametrize(
    ("change", "state", "verdict"),
    [
        (lambda path: path.write_text(path.read_text() + "x"), "changed", "not what was written"),
        (Path.unlink, "missing", "missing"),
        (lambda path: path.unlink() or path.mkdir(), "changed", "not what was written"),
    ],
)
def test_a_file_that_is_not_what_was_written_is_told(
    made: Path, target: str, change: Callable[[Path], None], state: str, verdict: str
) -> None:
    change(made / "rows.csv")
    result = corpus("rerun", target, at=made)
    assert (result.status, result.err) == (1, "")
    assert result.lines[:2] == ["result: the same (2 rows)", f"file: {verdict}"]
    record = json.loads(corpus("rerun", target, "--json", at=made).out)
    assert (record["same"], record["file_is"]) == (True, state)


def test_of_what_an_older_version_did_not_keep_nothing_is_said(made: Path) -> None:
    older = {name: value for name, value in meta(made).items() if name not in LATER}
    (made / "rows.csv.meta.json").write_text(json.dumps(older))
    (made / "rows.csv").unlink()
    result = corpus("rerun", "rows.csv", at=made)
    assert (result.status, len(result.lines)) == (0, 3)
    assert not any(line.startswith("file:") for line in result.lines)


SUBCORPORA = 'sources = ["seeds"]\n[subcorpora]\npart = "{}"\nrest = "{}"\n'


def subcorpora(place: Path, part: str, rest: str = "words:>1") -> None:
    (place / "corpus.toml").write_text(SUBCORPORA.format(part, rest))


@pytest.mark.parametrize(
    ("arguments", "changed", "was", "now"),
    [
        (["freq", "--in", "@part"], "expression", "kind:mail", "kind:article"),
        (["list", "--in", "@part"], "expression", "kind:mail", "kind:article"),
        (
            ["keyness", "--in", "in:body goat", "--against", "@part"],
            "against",
            "kind:mail",
            "kind:article",
        ),
    ],
)
def test_a_subcorpus_that_means_something_else_is_told(
    place: Path, arguments: list[str], changed: str, was: str, now: str
) -> None:
    subcorpora(place, was)
    assert corpus(*arguments, "-o", "rows.csv", at=place).status in (0, 1)
    subcorpora(place, now)
    lines = corpus("rerun", "rows.csv", at=place).lines
    at = lines.index(f"{changed}: changed")
    assert lines[at + 1 : at + 3] == [f"  was: {was}", f"  now: {now}"]
    assert any(line.startswith("corpus: the same since ") for line in lines)


def test_a_subcorpus_that_is_gone_is_told_with_what_it_meant(place: Path) -> None:
    subcorpora(place, "kind:mail")
    assert corpus("freq", "--in", "@part", "-o", "rows.csv", at=place).status == 0
    (place / "corpus.toml").unlink()
    result = corpus("rerun", "rows.csv", at=place)
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "corpus: bad expression: no subcorpus @part; the configuration names none. "
        "When rows.csv was written, --in meant kind:mail\n  @part\n  ^\n"
    )


def test_a_list_of_stop_words_that_has_changed_is_told(place: Path) -> None:
    (place / "stop.txt").write_text("the and")
    assert corpus("freq", "--stopwords", "stop.txt", "-o", "rows.csv", at=place).status == 0
    (place / "stop.txt").write_text("and\nthe\n")
    assert "stopwords: changed" not in corpus("rerun", "rows.csv", at=place).lines
    (place / "stop.txt").write_text("the and goat")
    result = corpus("rerun", "rows.csv", at=place)
    assert result.status == 1
    at = result.lines.index("stopwords: changed")
    assert [line[:7] for line in result.lines[at + 1 : at + 3]] == ["  was: ", "  now: "]


def test_a_copy_says_that_it_reads_what_the_original_read(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "copy")
    (tmp_path / "copy" / "seeds" / "walk.txt").unlink()
    result = corpus("rerun", "rows.csv", at=tmp_path / "copy")
    assert result.lines[2].endswith(f" ({made / 'seeds'})")
    there = corpus("rerun", "rows.csv", "-C", "seeds", at=tmp_path / "copy")
    assert any(line.endswith(f" ({tmp_path / 'copy' / 'seeds'})") for line in there.lines)


def test_writing_brings_file_and_meta_file_up_to_date(made: Path) -> None:
    (made / "seeds" / "new.txt").write_text("New.")
    assert corpus("rerun", "rows.csv", "--write", at=made).status == 1
    assert len(list(csv.reader((made / "rows.csv").open()))) == 4
    assert corpus("rerun", "rows.csv", at=made).status == 0
    assert meta(made)["command"] == ["corpus", "list", "--sort", "words", "-o", "rows.csv"]


def test_another_place_is_named_with_the_corpus_option(made: Path, tmp_path: Path) -> None:
    """Where a corpus lies is no part of a result, though ``source`` is one of its fields."""
    shutil.move(made / "seeds", tmp_path / "moved")
    gone = corpus("rerun", "rows.csv", at=made)
    assert (gone.status, gone.out) == (2, "")
    assert gone.err == (
        f"corpus: {made / 'seeds'} does not exist any more; name its place with --corpus\n"
    )
    for arguments in (
        ["rerun", "rows.csv", "-C", "../moved"],
        ["-C", "../moved", "rerun", "rows.csv"],
    ):
        there = corpus(*arguments, at=made)
        assert (there.status, there.lines[0]) == (0, "result: the same (2 rows)")


def test_files_are_read_as_they_were(place: Path, tmp_path: Path) -> None:
    """Which are left out is said by the configuration, which names no sources for ``rerun``."""
    (place / "corpus.toml").write_text('sources = ["seeds"]\nexclude = ["walk.txt"]\n')
    (place / "seeds" / "table.csv").write_text("said,text\nOne two three,four\n")
    assert corpus("list", "--fields", "text=said", "-o", "rows.csv", at=place).status == 0
    assert meta(place)["reading"] == {
        "fields": {"text": "said"},
        "max_bytes": 4_000_000_000,
        "include": [],
        "exclude": ["walk.txt"],
    }
    shutil.copytree(place / "seeds", tmp_path / "copy")
    for options in ([], ["-C", str(tmp_path / "copy")]):
        again = corpus("rerun", "rows.csv", *options, at=place)
        assert (again.status, again.lines[0]) == (0, "result: the same (2 rows)")


def test_a_working_folder_that_is_gone_is_done_without(made: Path, tmp_path: Path) -> None:
    tamper(made, cwd=str(tmp_path / "gone"))
    assert corpus("rerun", "rows.csv", at=made).status == 0


def test_the_corpus_of_the_meta_file_wins_over_that_of_the_environment(made: Path) -> None:
    result = corpus("rerun", "rows.csv", at=made, env={"CORPUS_PATH": "seeds/mail"})
    assert (result.status, result.lines[0]) == (0, "result: the same (2 rows)")


def test_what_is_no_file_to_run_again_is_one_line(made: Path) -> None:
    result = corpus("rerun", "none.csv", at=made)
    assert (result.status, result.out) == (2, "")
    assert result.err == "corpus: none.csv.meta.json cannot be read: no such file or directory\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is no JSON"),
        ("{", "it is no JSON"),
        ("\xff", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "it is no JSON object"),
        ("{}", "it has no 'corpus'"),
        ('{"corpus": 1}', "its corpus is int, not dict"),
    ],
)
def test_a_meta_file_that_is_none_says_why(made: Path, text: str, why: str) -> None:
    (made / "rows.csv.meta.json").write_bytes(text.encode("latin-1"))
    result = corpus("rerun", "rows.csv", at=made)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert f"rows.csv.meta.json does not say how a file was made: {why}" in result.err


# What the first versions did not write.
LATER = ("against", "stopwords", "file_digest", "notes", "reading")


def test_every_key_is_needed_and_has_its_type(made: Path) -> None:
    whole = meta(made)
    parsed(json.dumps(whole))
    for name in whole:
        with pytest.raises(ValueError, match=f"{name}"):
            parsed(json.dumps({**whole, name: True}))
    for name in whole.keys() - {"expression", *LATER}:
        with pytest.raises(ValueError, match=f"{name}"):
            parsed(json.dumps({key: whole[key] for key in whole if key != name}))


@pytest.mark.parametrize(
    "changes",
    [
        {"command": []},
        {"command": ["sh", "-c", "true"]},
        {"command": ["corpus", "list\0"]},
        {"cwd": "\0"},
        {"rows": -1},
        {"rows": 3},
        {"row_digests": ""},
        {"reading": {"fields": {"text": 1}, "max_bytes": 1, "include": [], "exclude": []}},
        {"reading": {"fields": {}, "max_bytes": -1, "include": [], "exclude": []}},
        {"reading": {"fields": {}, "max_bytes": 1, "include": [1], "exclude": []}},
        {"corpus": {"sources": [], "fingerprint": "", "documents": 0, "words": 0}},
        {"corpus": {"sources": ["seeds"], "fingerprint": "", "documents": 0, "words": 0}},
    ],
)
def test_values_that_make_no_sense_are_one_line(made: Path, changes: dict[str, Any]) -> None:
    tamper(made, **changes)
    result = corpus("rerun", "rows.csv", at=made)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "does not say how a file was made" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["index", "--clear"], "'index' is not run here; only list"),
        (["-C", "seeds", "index"], "'index' is not run here"),
        (["rerun", "rows.csv"], "'rerun' is not run here"),
        (["show", "walk"], "'show' is not run here"),
        (["lsit"], "no command 'lsit'; did you mean 'list'?"),
        (["list", "--install-completion"], "no such option"),
        (["list"], "its command writes no file"),
        (["list", "-o", "-"], "its command writes no file"),
        (["list", "--help"], "its command writes no file"),
        (["--version"], "its command writes no file"),
        ([], "its command writes no file"),
        (["list", "--sort", "\x1b[31mred"], "there is no field"),
    ],
)
def test_only_analyses_are_run_and_only_those_that_write(
    made: Path, arguments: list[str], message: str
) -> None:
    tamper(made, command=["corpus", *arguments])
    result = corpus("rerun", "rows.csv", at=made)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err
    assert "\x1b" not in result.err


@pytest.mark.parametrize("flags", [[], ["--write"]])
@pytest.mark.parametrize(
    "output", [["-o", "other.csv"], ["--output=other.csv"], ["-oother.csv"], ["-ro", "other.csv"]]
)
def test_no_other_file_is_written_than_the_one_named(
    made: Path, flags: list[str], output: list[str]
) -> None:
    tamper(made, command=["corpus", "list", *output], file="third.csv")
    assert corpus("rerun", "rows.csv", *flags, at=made).status in (0, 1)
    assert sorted(path.name for path in made.iterdir()) == [
        "rows.csv",
        "rows.csv.meta.json",
        "seeds",
    ]


def test_what_a_meta_file_says_cannot_drive_a_terminal(made: Path) -> None:
    tamper(made, written="\x1b[31m\nred", versions={**meta(made)["versions"], "corpus": "\x1b[0m"})
    result = corpus("rerun", "rows.csv", at=made)
    assert "\x1b" not in result.out
    assert result.lines[2] == f"corpus: the same since ␛[31m red ({made / 'seeds'})"


@pytest.mark.parametrize(
    ("options", "target"),
    [
        ([], "seeds/rows.csv"),
        ([], "seeds/rows.xlsx"),
        ([], "seeds/mail/../walk.csv"),
        (["-C", "."], "rows.csv"),
        (["-C", "rows.csv.meta.json"], "rows.csv"),
        (["-C", "seeds/walk.txt", "-C", "old.csv"], "old.csv"),
        ([], "link.csv"),
    ],
)
def test_no_file_of_the_corpus_is_written(place: Path, options: list[str], target: str) -> None:
    if target.endswith("xlsx"):
        pytest.importorskip("openpyxl")
    (place / "old.csv").write_text("old")
    (place / "rows.csv.meta.json").write_text("old")
    (place / "link.csv").symlink_to("seeds/walk.txt")
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    result = corpus("list", *options, "-o", target, at=place)
    assert (result.status, result.out) == (2, "")
    assert f"corpus: {target} would lie in " in result.err
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("target", ["rows.csv", "seeds/.hidden/rows.csv", "seeds2/rows.csv"])
def test_beside_the_corpus_and_where_it_is_not_read_files_are_written(
    place: Path, target: str
) -> None:
    (place / "seeds" / ".hidden").mkdir()
    (place / "seeds2").mkdir()
    assert corpus("list", "-o", target, at=place).status == 0
    assert corpus("rerun", target, at=place).status == 0


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("rows.txt", "corpus: rows.txt: '.txt' is no form; there are .csv, .tsv, "),
        ("rows", "corpus: rows: no suffix says which form; there are .csv, "),
        ("none/rows.csv", "corpus: none/rows.csv cannot be written: there is no such folder\n"),
        ("rows.svg", "corpus: rows.svg: there is nothing to draw; there are .csv, "),
    ],
)
def test_what_cannot_be_written_is_one_line(place: Path, target: str, message: str) -> None:
    result = corpus("list", "-o", target, at=place)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(message)
    assert [path.name for path in place.iterdir()] == ["seeds"]


@pytest.mark.parametrize(
    ("options", "target", "remedy"),
    [
        (["--format", "md"], "rows.csv", "leave --format md out, or name a .md"),
        (["--json"], "rows.csv", "leave --json out, or name a .jsonl"),
        (["--format", "json"], "rows.svg", "leave --format json out, or name a .jsonl"),
        (["--format", "table"], "rows.csv", "leave --format table out"),
        (["--format", "plain"], "rows.tsv", "leave --format plain out"),
    ],
)
def test_an_option_that_names_another_form_than_the_suffix_is_refused(
    place: Path, options: list[str], target: str, remedy: str
) -> None:
    result = corpus("freq", *options, "-o", target, at=place)
    option = " ".join(options)
    assert (result.status, result.out, result.err) == (
        2,
        "",
        f"corpus: {option} and -o {target} name two forms, and the suffix decides; {remedy}\n",
    )
    assert [path.name for path in place.iterdir()] == ["seeds"]


@pytest.mark.parametrize(
    ("options", "target"),
    [
        (["--json"], "rows.jsonl"),
        (["--json"], "rows.json"),
        (["--format", "csv"], "rows.CSV"),
        (["--format", "md"], "rows.md"),
    ],
)
def test_an_option_that_names_the_same_form_changes_nothing(
    place: Path, options: list[str], target: str
) -> None:
    assert corpus("list", *options, "-o", target, at=place).status == 0
    assert corpus("rerun", target, at=place).status == 0


def test_what_an_older_version_wrote_in_two_forms_is_made_again(made: Path) -> None:
    tamper(made, command=["corpus", "list", "--sort", "words", "--json", "-o", "rows.csv"])
    assert corpus("rerun", "rows.csv", at=made).status == 0


def test_the_help_of_what_draws_names_pictures(place: Path) -> None:
    for name in ANALYSES:
        help = " ".join(corpus(name, "--help", at=place).out.split())
        assert (".svg .png .pdf" in help) is (name not in ("list", "kwic")), name


def outputs(name: str) -> list[Any]:
    return [param for param in load(name).params if "--output" in param.opts]


def test_the_commands_that_write_files_are_those_that_are_run_again() -> None:
    assert [name for name in COMMANDS if outputs(name)] == list(ANALYSES)


class Found(NamedTuple):
    word: str
    score: float
    pairs: tuple[tuple[str, int], ...]
    left_out: str = "is no field of the result"


FOUND = (Found("=war", 0.1, (("a", 1),)), Found("peace\x1b", float("inf"), ()))


def result(rows: tuple[Found, ...] = FOUND) -> Result[Found]:
    fields = ("word", "score", "pairs")
    return Result("freq", fields, rows, 7, Counted(2, 170, quoted=3), ("Dunning (1993).",))


@pytest.fixture
def common(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Common]:
    monkeypatch.chdir(place)
    return Common((), choose_output(), called=Called(("freq", "war", "-o", "rows.csv")))


def test_any_result_is_written_with_what_there_is_to_say(place: Path, common: Common) -> None:
    meant = Meant(parse("war OR peace"), parse("kind:mail"), {"b", "a"})
    export("rows.csv", result(), open_corpus("seeds"), common, meant=meant)
    assert list(csv.reader((place / "rows.csv").open())) == [
        ["word", "score", "pairs"],
        ["=war", "0.1", '[["a", 1]]'],
        ["peace␛", "inf", "[]"],
    ]
    found = parsed((place / "rows.csv.meta.json").read_bytes())
    assert found.command == ("corpus", "freq", "war", "-o", "rows.csv")
    assert (found.expression, found.against) == ("war OR peace", "kind:mail")
    assert found.stopwords == sha256(b"a\nb").hexdigest()
    assert found.file_digest == sha256((place / "rows.csv").read_bytes()).hexdigest()
    assert found.counted == Counted(2, 170, quoted=3)
    assert found.remarks == ("Dunning (1993).",)
    assert (found.rows, found.total) == (2, 7)


def test_a_chart_is_written_beside_the_same_meta_file(
    place: Path, common: Common, capsys: pytest.CaptureFixture[str]
) -> None:
    export(
        "plot.svg",
        result(),
        open_corpus("seeds"),
        common,
        chart=lambda path: (f"{path.write_text(f'<{path.suffix}>')} characters",),
    )
    assert (place / "plot.svg").read_text() == "<.svg>"
    found = parsed((place / "plot.svg.meta.json").read_bytes())
    assert (found.rows, found.notes) == (2, ("6 characters",))
    assert capsys.readouterr().err == (
        "2 rows of 7 in plot.svg, their origin in plot.svg.meta.json\n6 characters\n"
    )


def test_who_runs_again_is_handed_the_result_and_no_file_is_written(place: Path) -> None:
    kept: list[Export] = []
    again = Again((str(place / "seeds"),), None, kept.append)
    status = call(Called(("-C", "/nowhere", "list", "-o", "/x.csv"), again=again), ["list"])
    assert status == 0
    assert [each.result.total for each in kept] == [2]
    with pytest.raises(UsageError, match="'list' is not run here; only freq"):
        call(Called(("list",), again=again), ["freq"])


ROWS = [("a", 1, 0.5), ("b", 2, None), ("c", 3, -0.0)]
FIELDS = ("word", "count", "score")


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        (lambda rows: rows, True),
        (lambda rows: [list(row) for row in rows], True),
        (lambda rows: [("a", 1, 0.5 + 1e-13), *rows[1:]], True),
        (lambda rows: [*rows[:2], ("c", 3, 0.0)], True),
        (lambda rows: [("a", 1, 0.500001), *rows[1:]], False),
        (lambda rows: [("a", "1", 0.5), *rows[1:]], False),
        (lambda rows: rows[::-1], False),
        (lambda rows: rows[:2], False),
        (lambda rows: [*rows, ("c", 3, -0.0)], False),
        (lambda rows: [rows[0], ("b", 2, 0), rows[2]], False),
    ],
)
def test_digests_tell_results_apart(
    change: Callable[[list[tuple[Any, ...]]], Any], is_same: bool
) -> None:
    before, now = digests(FIELDS, ROWS), digests(FIELDS, change(ROWS))
    assert (before == now) is is_same
    assert (before.result == now.result) is is_same
    assert digests(("word", "count", "rank"), ROWS).result != before.result


@pytest.mark.parametrize(
    ("sources", "path", "same_as"),
    [
        (["seeds"], "seeds/a/b.txt", "a/b.txt"),
        (["seeds/"], "seeds/a/b.txt", "a/b.txt"),
        (["."], "./a/b.txt", "a/b.txt"),
        (["x/b.txt"], "x/b.txt", "b.txt"),
        (["seeds"], "seeds2/a.txt", "seeds2/a.txt"),
        (["a", "a/b"], "a/b/c.txt", "c.txt"),
    ],
)
def test_paths_count_from_their_source(sources: list[str], path: str, same_as: str) -> None:
    assert digests(["source"], [[path]], sources) == digests(["source"], [[same_as]])


@pytest.mark.parametrize(
    ("old", "new", "gone", "added", "first"),
    [
        ("abc", "abc", 0, 0, None),
        ("abc", "abd", 1, 1, 3),
        ("abc", "xabc", 0, 1, 1),
        ("abc", "ab", 1, 0, 3),
        ("abc", "acb", 0, 0, 2),
        ("aab", "abb", 1, 1, 2),
        ("", "a", 0, 1, 1),
    ],
)
def test_rows_are_compared_as_a_whole_and_by_place(
    made: Path, old: str, new: str, gone: int, added: int, first: int | None
) -> None:
    base = parsed((made / "rows.csv.meta.json").read_bytes())
    before, now = (
        base._replace(rows=len(rows), result=found.result, row_digests=found.rows)
        for rows, found in (
            (rows, digests(["word"], [[row] for row in rows])) for rows in (old, new)
        )
    )
    found = compare(before, now, list(new))
    assert (found.gone, found.new, found.first) == (gone, added, first)
    assert found.same is (old == new)
    assert found.row == (new[first - 1] if first and first <= len(new) else None)
