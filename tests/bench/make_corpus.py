"""Make a corpus of any size that behaves as real text does.

    python tests/bench/make_corpus.py --size 10MB|100MB|1GB [--seed N] FOLDER [TEXT...]

Articles, mailing-list posts and blog posts with comments, about 6,000 bytes a file and 1,000 files
a folder. Sentences are a Markov chain of phrases cut from the seeds and from the text that the
machine carries (documentation, manual pages in many languages, docstrings), or from the folders
given as TEXT. Of the words, a few in a hundred are coined, of ranks drawn from a power law without
an end: so new words never stop coming, as many as Heaps' law says. A file depends on the seed, its
number and the text found, not on the size asked for; only the planted words (`PLANTED`), which
stand in a known number of files, are spread over the whole.
"""

from __future__ import annotations

import argparse
import gzip
import html
import math
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).parents[2] / "seeds"
TEXTS = (
    "/usr/share/doc",
    "/usr/share/common-licenses",
    "/usr/share/perl",
    "/usr/share/man",
    os.path.dirname(os.__file__),
)
FILE_BYTES = 6000
FILES_A_FOLDER = 1000
UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "B": 1}

# In how many files each stands, at every size that has as many. The typo in the seeds is left out
# of the chains, so that a search for it finds too few and has to look for spellings.
PLANTED = {"quenchibor": 5, "zarquavel": 50, "drovelisk": 500, "Allepo": 5}
TYPO = "Allepo"
SEED_TOPIC = "Aleppo"
SEED_TOPIC_SHARE = 0.004

# Characters of text kept: of the main chain, and of each other language's.
MAIN_POOL = 7_000_000
OTHER_POOL = 700_000
OTHER_SHARE = 0.1

# Coined words: the share of phrases with one, and the power law of their ranks. A law of exponent
# 1/beta gives Heaps' law with beta, as the sum of what has been met (van Leijenhorst, 2005).
COINED = 0.11
HEAPS_BETA = 0.65
HEAPS_OFFSET = 9500
# Phrases that gain a year or another number, beside those the text has; and paragraphs that gain
# words somebody said.
YEARS = 0.008
NUMBERS = 0.012
SAID = 0.006

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zа-я])")
SENTENCE = re.compile(r"[^\W\d_a-zа-я][\w ,;:’'()“”\"-]{20,400}[^\W_][.!?]")
UNLIKELY = re.compile(r"_|--|::|\d{5}|[a-z][A-Z]|[A-Z]{4}|  |\(\d|\w\(")
WORD = re.compile(r"[^\W\d_]+")
TAG = re.compile(r"<(script|style).*?</\1>|<[^>]*>", re.DOTALL)
DOCSTRING = re.compile(r'"""(.*?)"""', re.DOTALL)
TROFF_LINE = re.compile(r"^[.'](?:PP|P|TP|IP|SH|SS).*$", re.MULTILINE)
TROFF_COMMAND = re.compile(r"^[.'].*\n?", re.MULTILINE)
TROFF_ESCAPE = re.compile(r"\\f(?:\(..|\[[^]]*\]|.)|\\[&|/,^]|\\\*?\(..|\\[*s]\[[^]]*\]")
WRAP = re.compile(r"(.{1,71})(?: |$)")

GIVEN = """Ada Amir Anna Bashar Boris Carla Chen Clara Daniel Dave Diego Elif Emma Farid Felix
Fatima George Grace Hana Hassan Ines Ivan Jane John Karim Laila Leo Lucia Maria Marcus Michael Nadia
Nina Omar Paul Peter Rosa Sami Sarah Tariq Thomas Vera Victor Yusuf Zoe""".split()
SURNAMES = """Adler Bauer Brown Costa Doe Evans Fischer Garcia Hill Ivanov Jones Karimi Khan Klein
Lopez Martin Miller Moreau Nguyen Novak Okafor Olsen Petrov Quinn Rossi Santos Schmidt Silva Smith
Taylor Weber White Wilson Young Zimmer""".split()
LISTS = ["Marxism", "Python-ideas", "R-help", "Histology", "Tutor", "debian-user", "Greenleft"]
SYLLABLES = """ba be bo bra da de dor el fa fer ga gra hal hin ja jor ka kel kir la lem lin lo ma
mar mi mon na nel no or pa per qua ra rin ro sa sen shi so ta tel tor u va vel vin wa wen xi ya yor
za zen""".split()
PREFIXES = """anti bio counter cyber de dis down eco euro ex extra fore hyper inter macro mega meta
micro mid mini mis multi neo non out over para poly post pre pro proto pseudo quasi re self semi
sub super techno trans ultra un under up""".split()
SUFFIXES = """able age ation ative dom ed en er ers esque est ful hood ian ic ification ing ings ise
ised ish ism isms ist istic ists ite ity ization ize less like ling ly ment ness ology ous s ship
some ster wards wise""".split()
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LONG_MONTHS = """January February March April May June July August September October November
December""".split()
ZONES = ["MST", "EDT", "GMT", "PST", "CET", "UTC"]


class Phrase(NamedTuple):
    """Some words, their length with a blank, the place of the longest, and what may follow."""

    text: str
    length: int
    slot: tuple[int, int]
    last: bool
    followers: list[Phrase]


@dataclass(slots=True)
class Chain:
    """Phrases of a language, each with the phrases that may follow it."""

    starts: list[Phrase] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # the most frequent first
    latin: bool = True
    bytes_a_character: float = 1.0


def chain(sentences: list[str]) -> Chain:
    """Cut sentences into phrases that end with frequent words, and join them where those recur."""
    frequency = Counter(word for sentence in sentences for word in sentence.split(" "))
    often = max(20, len(sentences) // 1000)
    made = Chain()
    after: defaultdict[str, list[Phrase]] = defaultdict(list)
    for sentence in sentences:
        words, begin, left = sentence.split(" "), 0, ""
        for at, word in enumerate(words, 1):
            length = at - begin
            last = at == len(words)
            if not last and length < 6 and (length < 3 or frequency[word] < often):
                continue
            text = " ".join(words[begin:at])
            followers = made.starts if last else after[word]
            phrase = Phrase(text, len(text) + 1, _longest_word(text), last, followers)
            (after[left] if begin else made.starts).append(phrase)
            begin, left = at, word
    known = Counter(w for sentence in sentences for w in WORD.findall(sentence) if w.islower())
    made.words = [word for word, _ in known.most_common() if 3 < len(word) < 12]
    sample = "".join(sentences[:2000])
    made.latin = sum(map(str.isascii, sample)) > 0.7 * len(sample)
    made.bytes_a_character = len(sample.encode()) / len(sample)
    return made


def _longest_word(phrase: str) -> tuple[int, int]:
    return max((m.span() for m in WORD.finditer(phrase)), key=lambda s: s[1] - s[0], default=(0, 0))


@dataclass(slots=True)
class Pool:
    """The chains: of the seeds, of the main text, and of other languages."""

    seeds: Chain
    main: Chain
    others: list[Chain]


def pool(texts: Iterable[str | Path] = ()) -> Pool:
    """Read the seeds and the text of some folders (the machine's, if none is given)."""
    sources: dict[str, list[Path]] = defaultdict(list)
    for folder in texts or TEXTS:
        for path in sorted(Path(folder).rglob("*")):
            sources[_language(path)].append(path)
    about_the_topic = [s for path in sorted(SEEDS.glob("*.txt")) for s in _sentences(path)]
    about_the_topic = [s for s in about_the_topic if TYPO not in s]
    general = [s for s in about_the_topic if SEED_TOPIC not in s] * 3
    main = [*general, *_some(sources.pop("", []), MAIN_POOL)]
    others = [_some(paths, OTHER_POOL) for _, paths in sorted(sources.items())]
    return Pool(
        chain(about_the_topic * 2),
        chain(main),
        [chain(sentences) for sentences in others if len(sentences) > 500],
    )


def _language(path: Path) -> str:
    """The language of a manual page's folder (``man/de/man1``), empty for English and the rest."""
    parts = path.parts
    code = parts[parts.index("man") + 1] if "man" in parts[:-1] else ""
    return "" if code.startswith("man") else code


def _some(paths: list[Path], limit: int) -> list[str]:
    """Distinct sentences of files taken in an order that mixes folders, up to a size."""
    paths = random.Random(1).sample(paths, len(paths))
    found: dict[str, None] = {}
    size = 0
    for path in paths:
        for sentence in _sentences(path):
            if sentence not in found and SEED_TOPIC not in sentence and TYPO not in sentence:
                found[sentence] = None
                size += len(sentence)
        if size > limit:
            break
    return list(found)


def _sentences(path: Path) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", _prose(path)):
        for sentence in SENTENCE_END.split(" ".join(paragraph.split())):
            if SENTENCE.fullmatch(sentence) and not UNLIKELY.search(sentence):
                yield sentence


def _prose(path: Path) -> str:
    """What a file holds for readers, or nothing."""
    suffixes = path.suffixes
    read = READERS.get(next((s for s in reversed(suffixes) if s != ".gz"), ""))
    if "man" in path.parts:
        read = _manual
    if read is None or not path.is_file():
        return ""
    try:
        data = path.read_bytes() if path.stat().st_size < 2_000_000 else b""
        return read((gzip.decompress(data) if path.suffix == ".gz" else data).decode())
    except (OSError, EOFError, UnicodeDecodeError):
        return ""


def _manual(text: str) -> str:
    text = TROFF_COMMAND.sub("", TROFF_LINE.sub("\n", text))
    return TROFF_ESCAPE.sub("", text).replace("\\-", "-").replace("\\e", "\\")


def _docstrings(text: str) -> str:
    return "\n\n".join(DOCSTRING.findall(text))


def _page(text: str) -> str:
    return html.unescape(TAG.sub("", text.replace("<p>", "\n\n")))


READERS: dict[str, Callable[[str], str]] = {
    "": str,
    ".txt": str,
    ".md": str,
    ".rst": str,
    ".pod": str,
    ".pm": str,
    ".pl": str,
    ".Debian": str,
    ".html": _page,
    ".py": _docstrings,
}


def coined(rank: int, words: list[str], *, latin: bool = True) -> str:
    """The coined word of a rank: the same each time, made as people make words."""
    draw = rank * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    draw = (draw ^ draw >> 31) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    draw ^= draw >> 29
    draw, kind = divmod(draw, 16)
    draw, chosen = divmod(draw, 1 << 20)
    # Frequent words are misspelt, joined and given endings more often than rare ones.
    base = words[int((chosen / (1 << 20)) ** 2 * len(words))]
    if not latin:
        kind %= 8
    if kind < 5:
        draw, other = divmod(draw, len(words))
        return base + words[other]
    if kind < 8:
        return _misspelt(base, draw)
    draw, first = divmod(draw, len(SYLLABLES))
    draw, second = divmod(draw, len(SYLLABLES))
    draw, third = divmod(draw, len(SYLLABLES))
    if kind < 11:
        ending = SUFFIXES[draw % len(SUFFIXES)] if draw & 256 else SYLLABLES[draw % 50]
        return SYLLABLES[first] + SYLLABLES[second] + SYLLABLES[third] + ending
    suffix = SUFFIXES[first % len(SUFFIXES)]
    prefix = PREFIXES[(second + 7 * third) % len(PREFIXES)]
    stem = base.removesuffix("e")
    return stem + suffix if kind == 11 else prefix + base if kind == 12 else prefix + stem + suffix


def _misspelt(word: str, draw: int) -> str:
    draw, at = divmod(draw, len(word) - 2)
    at += 1
    draw, kind = divmod(draw, 4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[draw % len(word)] + word[at + 1 :]


class Writer:
    """Writes documents, each from a random stream of its own."""

    def __init__(self, source: Pool, seed: int) -> None:
        self.pool = source
        self.seed = seed

    def document(self, number: int) -> str:
        """The text of a document without its planted words."""
        self.draw = random.Random(self.seed << 40 | number)
        self.topic = self.draw.random() < SEED_TOPIC_SHARE
        self.chain = self.pool.main
        if self.pool.others and self.draw.random() < OTHER_SHARE:
            self.chain = self.draw.choice(self.pool.others)
        if self.topic:
            self.chain = self.pool.main
        characters = self.draw.lognormvariate(math.log(FILE_BYTES) - 0.245, 0.7)
        size = int(min(60_000, max(500, characters)) / self.chain.bytes_a_character * 0.92)
        kind = self.draw.random()
        genre = self.article if kind < 0.45 else self.post if kind < 0.75 else self.blog
        text = genre(size)
        if self.draw.random() < 0.5:
            text = text.replace("'", "’")
        return text

    def article(self, size: int) -> str:
        """A title, who and when, paragraphs of a line each, a heading now and then."""
        parts = [self.title()]
        if self.draw.random() < 0.3:
            parts.append(self.paragraph(80))
        byline = self.draw.choice(["By {}", "{}", "Posted by {}", "By {}, Correspondent"])
        parts.append(byline.format(self.name()) + "\n" + self.day())
        return "\n\n".join([*parts, *self.paragraphs(size)]) + "\n"

    def post(self, size: int) -> str:
        """A page of a mailing list's archive: wrapped lines, quoting, a signature."""
        draw, subject, sender = self.draw, self.title(), self.name()
        parts = [f"[{draw.choice(LISTS)}] {'Re: ' if draw.random() < 0.5 else ''}{subject}", ""]
        if draw.random() < 0.5:
            parts.append(f"{sender} {sender.split()[0].lower()} at example.org")
        parts += [self.mail_date(), "", subject, "", ""]
        left = size
        while left > 0:
            quoted = draw.random() < 0.25
            text = self.paragraph(min(left, draw.randint(150, 700)))
            left -= len(text)
            if quoted:
                if draw.random() < 0.4:
                    parts.append(f"On {self.reply_date()}, {self.name()} wrote:")
                text = WRAP.sub(r"> \1 \n", text).removesuffix("\n")
            else:
                text = WRAP.sub(r"\1 \n", text).removesuffix("\n")
            parts += [text, ""]
        if draw.random() < 0.6:
            parts += ["-- ", sender, ""]
        return "\n".join(parts)

    def blog(self, size: int) -> str:
        """An article with a thread under it, its replies indented."""
        draw, title = self.draw, self.title()
        share = draw.uniform(0.2, 0.7)
        parts = [title, self.day(), *self.paragraphs(int(size * share))]
        comments: list[str] = []
        left, number, depth = size * (1 - share), 0, 0
        says = draw.choice(["{} says:", "{}", ""])
        while left > 0:
            depth = draw.randint(1, min(4, depth + 1)) if number and draw.random() < 0.4 else 0
            number += not depth
            marker = f"{'  ' * (depth + 1)}• " if depth else f"  {number}. "
            count = draw.choice((1, 1, 1, 2))
            texts = [self.paragraph(draw.randint(30, 400)) for _ in range(count)]
            left -= sum(map(len, texts))
            if says:
                texts.insert(0, says.format(self.name()))
            comments.append(marker + f"\n\n{' ' * len(marker)}".join(texts))
        parts += [f"{len(comments)} Responses to “{title}”", *comments]
        return "\n\n".join(parts) + "\n"

    def paragraphs(self, size: int) -> Iterator[str]:
        """Paragraphs of so many characters together, with headings between some."""
        draw = self.draw
        while size > 0:
            if draw.random() < 0.12:
                yield self.title().rstrip(".?!")
            text = self.paragraph(min(size, draw.randint(150, 1000)))
            size -= len(text)
            yield text

    def paragraph(self, size: int) -> str:
        """Whole sentences, at least so many characters of them."""
        random, source = self.draw.random, self.chain
        if self.topic and random() < 0.3:
            source = self.pool.seeds
        made: list[str] = []
        add, varied, starts = made.append, COINED + YEARS + NUMBERS, source.starts
        text, length, slot, last, followers = starts[int(random() * len(starts))]
        if random() < SAID * size / 100:
            add(f"“{text},” {self.name()} said.")
            text, length, slot, last, followers = starts[int(random() * len(starts))]
        most = 3 * size
        while True:
            if (chance := random()) < varied:
                text = self.varied(text, source, slot, chance)
                length = len(text) + 1
            add(text)
            size -= length
            if size <= 0 and (last or size < -most):
                return " ".join(made)
            text, length, slot, last, followers = followers[int(random() * len(followers))]

    def varied(self, phrase: str, source: Chain, slot: tuple[int, int], chance: float) -> str:
        """A phrase with a coined word for its longest, or a number after it."""
        begin, end = slot
        if chance < COINED:
            word = self.coin(source)
            if begin == end or (end < len(phrase) and phrase[end] in "'’"):
                return phrase
            if phrase[begin].isupper():
                word = word.capitalize()
            return phrase[:begin] + word + phrase[end:]
        if chance < COINED + YEARS:
            return f"{phrase[:end]} in {self.year()}{phrase[end:]}"
        number = int(10 ** (4 * self.draw.random()))
        return f"{phrase[:begin]}{number:,} {phrase[begin:]}"

    def coin(self, source: Chain) -> str:
        """A coined word of a rank drawn from the power law."""
        chance = 1 - self.draw.random()
        rank = int(HEAPS_OFFSET * (chance ** (-HEAPS_BETA / (1 - HEAPS_BETA)) - 0.999))
        return coined(rank, source.words, latin=source.latin)

    def title(self) -> str:
        words = self.paragraph(20).split(" ")[: self.draw.randint(3, 10)]
        return " ".join(words).strip("“,.;:”")

    def name(self) -> str:
        draw = self.draw
        if draw.random() < 0.5:
            return f"{draw.choice(GIVEN)} {draw.choice(SURNAMES)}"
        rank = int(200 * draw.random() ** -1.5)
        return f"{draw.choice(GIVEN)} {coined(rank * 16 + 9, SURNAMES).capitalize()}"

    def year(self) -> int:
        return 2024 - int(self.draw.expovariate(0.08))

    def moment(self) -> datetime:
        """A time between 2001 and 2023."""
        seconds = self.draw.randrange(22 * 365 * 86_400)
        return datetime(2001, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)

    def day(self) -> str:
        time, draw = self.moment(), self.draw
        month = LONG_MONTHS[time.month - 1]
        return draw.choice(
            (
                f"{month} {time.day}, {time.year}",
                f"{time.day} {month} {time.year}",
                f"{time.year}-{time.month:02}-{time.day:02}",
                f"{time.day:02}.{time.month:02}.{time.year}",
                f"Posted on {month} {time.day}, {time.year}",
            )
        )

    def mail_date(self) -> str:
        time = self.moment()
        weekday, month = WEEKDAYS[time.weekday()], MONTHS[time.month - 1]
        zone = self.draw.choice(ZONES)
        return f"{weekday} {month} {time.day:2} {time:%H:%M:%S} {zone} {time.year}"

    def reply_date(self) -> str:
        time = self.moment()
        weekday, month = WEEKDAYS[time.weekday()], MONTHS[time.month - 1]
        return f"{weekday}, {month} {time.day}, {time.year} at {time.hour % 12 or 12}:{time:%M %p}"


def path_of(number: int) -> str:
    """Where a document stands in the corpus's folder."""
    return f"{number // FILES_A_FOLDER:04}/{number:07}.txt"


def planted(files: int) -> dict[int, list[str]]:
    """Which planted words stand in which documents of a corpus of so many files."""
    places: defaultdict[int, list[str]] = defaultdict(list)
    for nth, (word, count) in enumerate(PLANTED.items()):
        count = min(count, files)
        for copy in range(count):
            places[(copy * files // count + nth) % files].append(word)
    return places


def plant(text: str, words: list[str]) -> str:
    """The text with words put before its last blank: where a paragraph goes on, or a signature."""
    head, blank, tail = text.rstrip().rpartition(" ")
    return f"{head} {' '.join(words)}{blank}{tail}\n"


def write(folder: Path, source: Pool, seed: int, size: int, share: tuple[int, int] = (0, 1)) -> int:
    """Write the files of a corpus whose numbers are n modulo m; return the bytes written."""
    files = max(1, round(size / FILE_BYTES))
    writer, places, written = Writer(source, seed), planted(files), 0
    for number in range(share[0], files, share[1]):
        text = writer.document(number)
        if number in places:
            text = plant(text, places[number])
        path = f"{folder}/{path_of(number)}"
        data = text.encode()
        written += len(data)
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(file, data)
        os.close(file)
    return written


def make(
    folder: Path, size: int, *, seed: int = 1, texts: Iterable[str | Path] = (), processes: int = 1
) -> None:
    """Make a corpus of about so many bytes in an empty or new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    source = pool(texts)
    children = []
    for share in range(1, processes):
        child = os.fork()
        if not child:
            try:
                write(folder, source, seed, size, (share, processes))
            finally:
                os._exit(0)
        children.append(child)
    write(folder, source, seed, size, (0, processes))
    for child in children:
        os.waitpid(child, 0)


def vocabulary(folder: Path, *sizes: int) -> Iterator[tuple[int, int, int]]:
    """Yield bytes, words and distinct words of the first so many bytes of a corpus."""
    distinct: set[str] = set()
    size = words = number = 0
    for limit in sizes:
        while size < limit:
            try:
                text = (folder / path_of(number)).read_text()
            except FileNotFoundError:
                break
            found = re.findall(r"\w+", text.lower())
            distinct.update(found)
            words += len(found)
            size += len(text.encode())
            number += 1
        yield size, words, len(distinct)


def bytes_of(size: str) -> int:
    """Read ``10MB`` and the like."""
    match = re.fullmatch(r"([\d.]+)\s*([KMG]?B)", size.upper())
    if not match:
        raise argparse.ArgumentTypeError(f"{size!r} is not a size such as 10MB")
    return int(float(match[1]) * UNITS[match[2]])


def main() -> None:
    """Make a corpus and say how fast, and how its vocabulary grows."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--size", type=bytes_of, default="10MB")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("folder", type=Path)
    parser.add_argument("text", nargs="*", type=Path, help="folders (default: the machine's)")
    arguments = parser.parse_args()
    if arguments.folder.exists() and any(arguments.folder.iterdir()):
        sys.exit(f"{arguments.folder} is not empty")
    began = time.perf_counter()
    make(
        arguments.folder,
        arguments.size,
        seed=arguments.seed,
        texts=arguments.text,
        processes=arguments.processes,
    )
    took = time.perf_counter() - began
    print(f"{arguments.size / 1e6:,.0f} MB in {took:.1f} s, reading text included")
    limits = [limit for limit in (10**6, 10**7, 10**8) if limit <= arguments.size]
    before = None
    for size, words, distinct in vocabulary(arguments.folder, *limits):
        line = f"{size / 1e6:7,.1f} MB {words:12,} words {distinct:10,} distinct"
        if before:
            beta = math.log(distinct / before[1]) / math.log(words / before[0])
            line += f", beta {beta:.2f}"
        print(line, flush=True)
        before = words, distinct


if __name__ == "__main__":
    main()
