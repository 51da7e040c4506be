"""The commands of analyses on the seeds: whole outputs, fields, statuses and messages."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from corpus_cli.cli import analysis
from corpus_cli.cli.app import call
from corpus_cli.cli.options import Called
from corpus_cli.render.progress import Pulse
from tests.cli.harness import Result, command, corpus, environment, on_terminal

ROOT = Path(__file__).parents[2]
ALL = "11,068 words of 5 documents\n"
MEASURED = (
    "mattr: windows of 500 words (Covington & McFall 2010)\n"
    "mtld: factors at 0.72, both directions (McCarthy & Jarvis 2010)\n"
)

# What a terminal of 80 columns shows, and what is said beside it.
SHOWN = {
    "kwic aleppo --sort R1 --limit 4": (
        """\
001#h1                           A letter from under Russian bombs in  Aleppo
001#c6.2.p6    …opposition territory and not IS. That is the point of  Aleppo .
001#c6.2.2.p2  …opposition territory and not IS. That is the point of  Aleppo .”
002#p12        …well and to prevent an escalation of the situation in  Aleppo .
""",
        f"{ALL}showing 4 of 50 (--limit 0 for all)\n",
    ),
    "freq --stopwords en --limit 4": (
        """\
WORD    COUNT  PER MILLION  DOCUMENTS
us         84     7,589.45          5
syria      52     4,698.23          5
aleppo     50     4,517.53          4
russia     48     4,336.83          4
""",
        f"{ALL}2,674 distinct words\nshowing 4 of 2,580 (--limit 0 for all)\n",
    ),
    "freq --by document --stopwords en --limit 1": (
        """\
DOCUMENT  WORD    COUNT  PER MILLION  DOCUMENTS
000       us         14    18,592.30          1
001       russia     37     5,346.05          1
002       aleppo     18     9,473.68          1
003       us         21    19,426.46          1
004       assad       5    12,106.54          1
""",
        f"{ALL}2,674 distinct words\nshowing 5 of 3,370 (--limit 0 for all)\n",
    ),
    "ngrams 3 --limit 3": (
        """\
NGRAM            COUNT  PER MILLION  DOCUMENTS
the middle east      8       759.73          2
the us and           8       759.73          2
it is the            7       664.77          2
""",
        f"{ALL}10,530 sequences of 3 words within paragraphs, 9,926 distinct\n"
        "showing 3 of 488 (--limit 0 for all)\n",
    ),
    "collocates aleppo --limit 4": (
        """\
WORD     COUNT  LEFT  RIGHT  FREQUENCY  EXPECTED  LOG DICE    MI     G²        P
in          22    16      6        234      9.22     11.31  1.26  13.18   0.0003
eastern      4     4      0          7      0.30     11.17  3.75  13.63   0.0002
mosul        4     1      3          9      0.31     11.12  3.67  13.21   0.0003
native       3     2      1          2      0.08     10.88  5.14  16.03  <0.0001
""",
        f"{ALL}50 nodes; 5 words to the left and 5 to the right of each, within its paragraph: "
        "436 of 102,830 pairs\n"
        "expected: pairs of the node times pairs of the word, by all pairs (E times the window, "
        "as CWB and UCS have it)\n"
        "log_dice and dice take the frequencies of node and word in the text (Rychlý 2008)\n"
        "showing 4 of 24 (--limit 0 for all)\n",
    ),
    "keyness --in in:comment --limit 4": (
        """\
WORD    SIGN  COUNT  REF  LOG RATIO     G²        P  DOCS  REF DOCS  DP NORM
city      -1      0   23      -5.45  30.75  <0.0001     0         4    0.237
raqqa     -1      0   17      -5.02  22.73  <0.0001     0         2    0.512
aleppo    -1      9   41      -2.12  20.61  <0.0001     1         4    0.269
time      -1      0   14      -4.74  18.72  <0.0001     0         4    0.260
""",
        "no room for reference_per_million, per_million (--json has them)\n"
        "5,396 words of 1 document\n"
        "compared: 5,396 words with 5,672; documents: 1 with 5\n"
        "log_likelihood: two cells (Rayson & Garside 2000)\n"
        "log_ratio: half an occurrence stands for none (Hardie 2014)\n"
        "dp_norm: 0 is spread evenly over documents, 1 all in one (Lijffijt & Gries 2012)\n"
        "showing 4 of 665 (--limit 0 for all)\n",
    ),
    "dispersion aleppo mosul --strips 2": (
        """\
TERM    COUNT  PER MILLION  DOCS  PARTS     DP  DP NORM      D     D2      S
aleppo     50     4,517.53     4      5  0.220    0.229  0.576  0.727  0.894
mosul       9       813.16     2      5  0.731    0.759  0.334  0.396  0.263

DOCUMENT           0% ─────────────────────────────────────── 100%   HITS  WORDS
001       aleppo  │█▄ ▂▆▆ ▄▄  ▂▂   ▂              ▂  ▆▄           │    26  6,921
002       aleppo  │▄▂▂  ▂▂      ▆▂▄ ▂             ▂ ▄   ▄         │    18  1,900
002       mosul   │▄    ▂▂     ▂ ▂▂                               │     7  1,900
003       mosul   │                                    ▂▂         │     2  1,081
▂ 1  █ 4 hits in 1/47 of a document
""",
        "no room for kl (--json has them)\nshowing 4 of 6 strips (--strips 4 for all)\n"
        f"{ALL}parts: 5 documents with words\n"
        "even: dp, dp_norm, kl near 0; juilland_d, carroll_d2, rosengren_s near 1\n",
    ),
    "timeline aleppo --by month": (
        """\
MONTH    PER MILLION  WORDS  0 ───────────────────────────────────────── 6,640.1
2016-02      6,640.1    753  ███████████████████████████████████████████████████
""",
        f"{ALL}in no row, for want of a date with its month: "
        "10,315 words and 45 hits of 4 documents\n",
    ),
    "diversity --limit 2": (
        """\
DOCUMENT  WORDS  TYPES     TTR   MATTR    MTLD  YULES K
000         753    365  0.4847  0.5284  107.57    95.06
001       6,921  1,927  0.2784  0.5515  102.38   101.66
""",
        f"{ALL}{MEASURED}showing 2 of 5 (--limit 0 for all)\n",
    ),
    "diversity --by none --no-quotes": (
        """\
 WORDS  TYPES     TTR   MATTR    MTLD  YULES K
10,534  2,585  0.2454  0.5451  103.28   105.70
""",
        "10,534 words of 5 documents; 11,068 with those left out: 534 in quotations and "
        f"signatures\n{MEASURED}",
    ),
    "names --kind place --limit 3": (
        """\
NAME    KIND   COUNT  DOCUMENTS
US      place     73          5
Russia  place     54          4
Syria   place     54          5
""",
        f"{ALL}a heuristic: words with capitals that are rarely written without, their kinds by "
        "the words around them\nshowing 3 of 41 (--limit 0 for all)\n",
    ),
}


def seeds(text: str, **more: Any) -> Result:
    return corpus(*text.split(), at=ROOT, **more)


@pytest.mark.parametrize("text", SHOWN)
def test_a_terminal_of_80_columns_shows_all_of_a_table(text: str) -> None:
    result = on_terminal(*text.split(), "--color", "never", at=ROOT)
    assert (result.out, result.err, result.status) == (*SHOWN[text], 0)
    assert max(map(len, result.lines)) <= 80


PLAIN = {
    "kwic letter --limit 1": (
        "001_9c28b6a25ccebb84#h1\tA \tletter\t from under Russian bombs in Aleppo\n"
    ),
    "freq --limit 2": "the\t801\t72370.8\t5\nof\t352\t31803.4\t5\n",
    "freq --by kind --limit 1": "article\tthe\t750\t72709.6\t4\nmail\tthe\t51\t67729.1\t1\n",
    "ngrams 3 --limit 1": "the middle east\t8\t759.734\t2\n",
    "collocates aleppo --limit 1": (
        "in\t22\t16\t6\t234\t9.21778\t11.3097\t1.25501\t13.1755\t0.000283634\n"
    ),
    "keyness --in in:comment --limit 1": (
        "city\t-1\t0\t23\t0\t4055.01\t-5.45159\t30.7517\t2.93239e-08\t0\t4\t0.237192\n"
    ),
    "dispersion mosul": (
        "mosul\t9\t813.155\t2\t5\t0.730665\t0.758986\t0.333937\t0.395904\t0.262887\t1.95893\n"
    ),
    "timeline": "2016\t\t753\t\t753\t1\n",
    "diversity --by none": "11068\t2674\t0.241597\t0.545309\t102.011\t104.48\n",
    "names --limit 1": "US\tplace\t73\t5\n",
}


@pytest.mark.parametrize("text", PLAIN)
def test_a_pipe_gets_plain_fields(text: str) -> None:
    result = seeds(text)
    assert (result.out, result.status) == (PLAIN[text], 0)


@pytest.mark.parametrize(
    ("options", "left_out"),
    [("", ""), (" --strips 1", "showing 2 of 6 strips (--strips 4 for all)\n")],
)
def test_a_picture_says_which_documents_it_leaves_out(
    tmp_path: Path, options: str, left_out: str
) -> None:
    pytest.importorskip("matplotlib")
    result = seeds(f"dispersion aleppo mosul -o {tmp_path / 'd.svg'}{options}")
    assert (result.status, result.out) == (0, "")
    written = f"2 rows in {tmp_path / 'd.svg'}, their origin in d.svg.meta.json\n"
    assert result.err.startswith(f"{written}{left_out}11,068 words ")


MEASURES = (
    "log_dice mi mi3 dice npmi delta_p delta_p_back log_likelihood chi_squared t z odds_ratio p"
).split()
FIELDS = {
    "kwic aleppo": "id address date author left node right start end".split(),
    "freq": "word count per_million documents".split(),
    "freq --by kind": "group word count per_million documents".split(),
    "freq --by none": "word count per_million documents".split(),
    "ngrams": "ngram count per_million documents".split(),
    "collocates aleppo": [*"word count left right frequency expected".split(), *MEASURES],
    "keyness --in 001_": (
        "word sign count per_million documents reference_count reference_per_million "
        "reference_documents log_ratio log_likelihood log_likelihood_four_cell p bic percent_diff "
        "odds_ratio simple_maths difference dp_norm"
    ).split(),
    "dispersion aleppo": (
        "term count per_million documents parts dp dp_norm juilland_d carroll_d2 rosengren_s kl"
    ).split(),
    "timeline": "period term count per_million words documents".split(),
    "diversity": "group words types ttr mattr mtld yules_k".split(),
    "diversity --by none": "words types ttr mattr mtld yules_k".split(),
    "names": "name kind count documents".split(),
}


@pytest.mark.parametrize("text", FIELDS)
def test_json_has_the_fields_of_the_contract_and_all_digits(text: str) -> None:
    result = seeds(f"{text} --json")
    assert {tuple(json.loads(line)) for line in result.lines} == {tuple(FIELDS[text])}
    header = seeds(f"{text} --format csv --limit 1" if "kwic" in text else f"{text} --format csv")
    assert header.lines[0].split(",") == FIELDS[text]


def test_only_plain_output_rounds() -> None:
    for format, value in (
        ("plain", "72370.8"),
        ("tsv", "72370.79869895193"),
        ("csv", "72370.79869895193"),
        ("json", "72370.79869895193"),
    ):
        assert value in seeds(f"freq --limit 1 --format {format}").out.replace("\t", " ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kwic zzz", "nothing found\n"),
        ("freq --in kind:diary", "nothing found: no document fits --in\n"),
        ("freq --min 99999", "nothing found\n"),
        ("ngrams 20 --min 9", "nothing found\n"),
        ("collocates zzz", "nothing found\n"),
        ("keyness --in 001_ --documents 2 --sign more", "nothing found\n"),
        ("dispersion zzz", "nothing found\n"),
        ("timeline zzz", "nothing found\n"),
        ("diversity --in kind:diary", "nothing found: no document fits --in\n"),
        ("names --min 999", "nothing found\n"),
    ],
)
def test_nothing_found_is_status_1_and_said_without_formulas(text: str, says: str) -> None:
    result = seeds(text)
    assert (result.status, result.out) == (1, "")
    assert result.err.endswith(says)
    assert "(" not in result.err


WRONG = {
    "kwic": "missing argument 'TERM...'; see corpus kwic --help\n",
    "kwic *": "'*' has no word to look for\n",
    "kwic /": "'/' has no word to look for\n",
    "kwic ...": "'...' has no word to look for\n",
    "kwic /a(/": "bad pattern: missing )\n  a(\n    ^\n",
    "kwic a --limit -1": "--limit must be 0 or more, not -1\n",
    "kwic a --limit x": (
        "invalid value for '--limit' / '-n': 'x' is not a whole number; see corpus kwic --help\n"
    ),
    "kwic a --window -1": "--window must be 0 or more, not -1\n",
    "kwic a --sample 0": "--sample must be 1 or more, not 0\n",
    "kwic a --sort ZZ": (
        "no sort key 'ZZ'; there are L1, R1 and so on, N, date, id, author, title, kind, list, "
        "language\n"
    ),
    "kwic a --sort R99999999999999999999": "no sort key 'R99999999999999999999'; there are L1, ",
    "kwic a --in kind:": (
        "bad expression: kind: needs a value right behind the colon\n  kind:\n       ^\n"
    ),
    "freq --match (": "bad pattern: missing )\n  (\n   ^\n",
    "freq --by size": (
        "--by: no grouping 'size'; there are kind, list, language, document, author"
    ),
    "freq --min -1": "--min must be 0 or more, not -1\n",
    "freq --stopwords xx": "--stopwords xx: no such language or file; languages are af, ar, as, ",
    "freq --stopwords /": "--stopwords / cannot be read: is a directory\n",
    "freq --stopwords /dev/zero": (
        "--stopwords /dev/zero cannot be read: it is no list of words in UTF-8\n"
    ),
    "ngrams 0": "an n-gram has 1 to 20 words, not 0\n",
    "ngrams x": "invalid value for 'N': 'x' is not a whole number; see corpus ngrams --help\n",
    "ngrams 2 --with ...": "'...' has no word to look for\n",
    "collocates a --by luck": (
        "no measure 'luck'; there are log-dice, log-likelihood, mi, mi3, t, z, dice, delta-p, "
        "delta-p-back, chi-squared, npmi, odds-ratio, count\n"
    ),
    "collocates a --window 0": "the window needs a word on one side at least\n",
    "collocates a --window -1": "--window takes a number of words, or two as 2,4, not '-1'\n",
    "collocates a --window 2,4,6": (
        "--window takes a number of words, or two as 2,4, not '2,4,6'\n"
    ),
    "collocates a --window x": "--window takes a number of words, or two as 2,4, not 'x'\n",
    "keyness": "keyness compares a part of the corpus with another: name it with --in\n",
    "keyness --in date:1816": "nothing to compare: the part has no words\n",
    "keyness --in 001_ --documents -1": "--documents must be 0 or more, not -1\n",
    "dispersion a --strips -1": "--strips must be 0 or more, not -1\n",
    "dispersion a --strips 0 -o d.png": (
        "--strips 0 draws nothing; give a number of documents, as --strips 10\n"
    ),
    "timeline a --by week": (
        "invalid value for '--by': 'week' is not one of 'year', 'month', 'day'; "
        "see corpus timeline --help\n"
    ),
    "diversity --window 0": "a window has 1 word at least, not 0\n",
    "diversity --sort size": (
        "no sort key 'size'; there are group, words, types, ttr, mattr, mtld, yules_k\n"
    ),
    "kwic /aleppo": "'/aleppo' begins like a /regex/ and does not end like one; or quote it\n",
    "keyness --in kind:mail --against=": "bad expression: an expression is needed",
    "freq -o a.csv -o b.csv": "--output is given twice; a result goes into one file\n",
    "names --kind thing": "no kind of name 'thing'; there are person, place, organisation\n",
    "freq -o rows.doc": "rows.doc: '.doc' is no form; there are .csv, .tsv, ",
    "freq -C nowhere": "nowhere does not exist (named by --corpus)\n",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_status_2_and_named(text: str) -> None:
    result = seeds(text)
    assert (result.status, result.out) == (2, "")
    said = "".join(line for line in result.err.splitlines(True) if not line.startswith("--in"))
    assert said.startswith(f"corpus: {WRONG[text]}")


def test_repeated_parts_are_any_of_them() -> None:
    both = "--in kind:mail --in id:001*"
    either = corpus("freq", "--limit", "0", "--in", "kind:mail OR id:001*", at=ROOT)
    assert seeds(f"freq --limit 0 {both}").out == either.out
    listed = {line.partition("\t")[0] for line in seeds(f"list {both}").out.splitlines()}
    assert {id[:3] for id in listed} == {"000", "001"}


def test_what_both_parts_have_is_told() -> None:
    said = seeds("keyness --in mosul --against aleppo --limit 1").err
    assert "documents: 2 with 4\nin both parts: 2,981 words\n" in said
    assert "in both" not in seeds("keyness --in kind:mail --limit 1").err


def test_a_slip_in_an_expression_is_told() -> None:
    said = seeds("kwic aleppo --in kind:mial").err
    assert said.startswith("no document has the kind 'mial'; there are: article, mail\n")
    said = corpus("kwic", "aleppo", "--in", "syria or iraqq", at=ROOT).err
    assert said.endswith("no document fits --in; to join or exclude, write OR\n")


def test_stopwords_come_from_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("\ufeffThe of\nTO", "utf-8")
    assert seeds(f"freq --limit 1 --stopwords {tmp_path}/words").out.startswith("and\t305\t")


def test_a_window_may_be_wider_than_any_paragraph() -> None:
    wide, wider = (seeds(f"collocates aleppo --window {n} --json") for n in (9999, 1000000000))
    assert wide.out == wider.out != ""
    assert "1,000,000,000 words to the left and 1,000,000,000 to the right" in wider.err


def test_measures_may_be_spelt_as_their_columns_are() -> None:
    assert seeds("collocates aleppo --by log_dice").out == seeds("collocates aleppo").out
    one, other = (seeds(f"keyness --in 001_ --by {name}") for name in ("log_ratio", "log-ratio"))
    assert one.out == other.out != ""


def test_what_is_one_is_not_said_as_many() -> None:
    assert "1 node; 1 word to the left and 0 to the right" in (
        seeds("collocates letter --window 1,0 --in in:heading").err
    )
    assert "of 1 word within paragraphs" in seeds("ngrams 1").err


def test_nothing_left_out_is_said_so() -> None:
    result = seeds("freq --limit 0 --no-duplicates --in 004_")
    assert "words of 1 document; there was nothing to leave out\n" in result.err


@pytest.mark.parametrize("texts", [[], [""], ["... --- !!!\n\n***\n"]])
@pytest.mark.parametrize(
    "text", [*(each for each in FIELDS if "keyness" not in each), "timeline a --by day"]
)
def test_a_corpus_without_words_holds_nothing(tmp_path: Path, texts: list[str], text: str) -> None:
    (tmp_path / "seeds").mkdir()
    for number, each in enumerate(texts):
        (tmp_path / "seeds" / f"{number}.txt").write_text(each)
    for result in (
        corpus(*text.split(), "--no-duplicates", "--no-quotes", at=tmp_path),
        on_terminal(*text.split(), at=tmp_path),
    ):
        assert (result.status, result.out) == (1, "")
        assert result.err.endswith("nothing found\n")


@pytest.mark.parametrize("text", FIELDS)
def test_whoever_reads_may_stop_at_any_time(text: str) -> None:
    with subprocess.Popen(
        command(*f"{text} --json".split()),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"corpus:" not in process.stderr.read()
    assert process.returncode == 0


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("at_root")
@pytest.mark.parametrize("text", ["names", "collocates aleppo --no-duplicates", "keyness --in 001"])
def test_analyses_tell_each_shard_and_stop_before_they_print(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []

    class Told(Pulse):
        def __call__(self, done: int, all: int) -> None:
            told.append((done, all))

        def stop(self) -> None:
            told.append("over")

    monkeypatch.setattr(analysis, "Pulse", Told)
    monkeypatch.setattr(analysis, "remarks", lambda result: told.append("printed") or [])
    assert call(Called(tuple(text.split()))) == 0
    counted = told.index("over")
    assert set(told[:counted]) == {(0, 1)}
    assert told[counted:] == ["over", "printed", "over"]
