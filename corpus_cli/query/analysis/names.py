"""`names`: people, places and organisations, told by capital letters and the words around them.

A plain heuristic, for languages that write names and little else with capitals, in lists of
English and some other words. May import what all query modules may, and NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis.result import Counted, Result
from corpus_cli.query.function_words import FUNCTION_WORDS
from corpus_cli.query.scope.scope import EVERYTHING, Choice, Scope, scopes, total

KINDS = ("person", "place", "organisation")

# Before a name.
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president chancellor premier minister "
    "senator congressman congresswoman representative governor mayor ambassador secretary general "
    "colonel major captain lieutenant sergeant admiral king queen prince princess emperor sultan "
    "sheikh imam ayatollah rabbi pope bishop archbishop cardinal father sister comrade judge "
    "justice herr frau monsieur madame mme señor señora signor signora don doña".split()
)
_ABBREVIATED = ("Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Col", "St")
_PREPOSITIONS = frozenset("in near from at around outside inside across throughout into".split())
_VERBS = frozenset(
    "said says told wrote writes argued argues claimed claims added asked replied tweeted "
    "explained announced insisted was is has who".split()
)
# Within a name.
_PLACES = frozenset(
    "city river street road avenue square province region district county valley mountain "
    "mountains island islands sea ocean strait bay gulf desert peninsula border airport".split()
)
_ORGANISATIONS = frozenset(
    "party front army ministry department university college school council union committee corp "
    "corporation inc ltd llc company agency bank times post news herald tribune guardian press "
    "association federation foundation institute brigade brigades guard guards force forces "
    "movement league organisation organization congress parliament senate court church group "
    "coalition alliance authority commission bureau office society club network service police "
    "international nations".split()
)

_LONGEST_ACRONYM = 6


class Name(NamedTuple):
    """A name, what it seems to be a name of (one of `KINDS`, or None), and how often it stands."""

    name: str
    kind: str | None
    count: int  # type: ignore[assignment]  # of a tuple it would be a method
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to look for: all names, or those of a kind of `KINDS`."""

    choice: Choice = EVERYTHING
    kind: str | None = None
    minimum: int = 2
    limit: int = 0

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in KINDS:
            raise UsageError(f"no kind of name {self.kind!r}; there are {', '.join(KINDS)}")
        if self.limit < 0:
            raise UsageError(f"limit must be 0 (for all) or more, not {self.limit}")


class Candidate(NamedTuple):
    """Words with capitals side by side; ``opens`` says that they open a sentence."""

    words: tuple[str, ...]
    opens: bool
    before: str
    behind: str


class Partial(NamedTuple):
    """Of a scope: names by how often they stand within sentences, and at their openings.

    ``documents`` counts those that hold a name, ``signs`` what speaks for each kind, ``common``
    how often words stand without a capital.
    """

    within: Counter[str]
    opening: Counter[str]
    documents: Counter[str]
    signs: Counter[tuple[str, str]]
    common: Counter[str]
    counted: Counted


def run(corpus: Corpus, request: Request) -> Result[Name]:
    """Return the names of a corpus, the most frequent first."""
    return finish(merge(partial(scope) for scope in scopes(corpus, request.choice)), request)


def partial(scope: Scope) -> Partial:
    """Collect what may be names in a scope."""
    slice = scope.slice
    within: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    signs: Counter[tuple[str, str]] = Counter()
    common: Counter[str] = Counter()
    held: set[tuple[str, int]] = set()
    documents = slice.unit_documents.tolist()
    for unit in numpy.flatnonzero(scope.units).tolist():
        text = slice.shard.unit_text(unit)
        if _is_headline(text):
            continue
        common.update(_lower().findall(text))
        for candidate in candidates(text):
            name = " ".join(candidate.words)
            (opening if candidate.opens else within)[name] += 1
            held.add((name, documents[unit]))
            for kind in _kinds(candidate):
                signs[name, kind] += 1
    names = Counter(name for name, _ in held)
    return Partial(within, opening, names, signs, common, scope.counted)


def merge(partials: Iterable[Partial]) -> Partial:
    """Add up what all shards hold."""
    within, opening, documents, signs, common, counted = zip(*partials, strict=True)
    return Partial(
        _added(within),
        _added(opening),
        _added(documents),
        _added(signs),
        _added(common),
        total(counted),
    )


def finish(merged: Partial, request: Request) -> Result[Name]:
    """Return the rows: what also stands within sentences, and is rarely written otherwise."""
    rows = []
    for name in merged.documents:
        count = merged.within[name] + merged.opening[name]
        if count < request.minimum or not _is_name(name, merged):
            continue
        kind = _kind(name, merged.signs)
        if request.kind in (None, kind):
            rows.append(Name(name, kind, count, merged.documents[name]))
    rows.sort(key=lambda row: (-row.count, row.name))
    remarks = (_HEURISTIC,) if rows else ()
    shown = tuple(rows[: request.limit or None])
    return Result("names", Name._fields, shown, len(rows), merged.counted, remarks)


_HEURISTIC = (
    "a heuristic: words with capitals that are rarely written without, their kinds by the words "
    "around them"
)


def candidates(text: str) -> Iterator[Candidate]:
    """Yield the words with capitals of a text that may be names."""
    for match in _sequence().finditer(text):
        before = text[max(match.start() - _AROUND, 0) : match.start()].rstrip()
        opens = not before or before[-1] in _OPENS
        last = before.rpartition(" ")[2].strip("(\"“‘'.").lower()
        behind = text[match.end() : match.end() + _AROUND].lstrip(" ,").partition(" ")[0]
        names = _parted(match[0].split())
        for number, words in enumerate(names):
            title = tokens.fold(words[0]).rstrip(".")
            if title in _TITLES and len(words) > 1:
                last, words, opens = title, words[1:], False
            yield Candidate(words, opens, last, behind if number == len(names) - 1 else "")
            last, opens = words[-1].lower(), False


_AROUND = 60  # characters that are looked at before and behind a name
_OPENS = frozenset('.!?:;…"“”‘’»)]*•>–—-')


def _parted(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the names in words side by side: function words and possessives part them."""
    names: list[list[str]] = [[]]
    for word in words:
        if tokens.fold(word) in FUNCTION_WORDS and (word[0].isupper() or not names[-1]):
            names.append([])
            continue
        bare = word.removesuffix("’s").removesuffix("'s")
        names[-1].append(bare)
        if bare != word:
            names.append([])
    found = []
    for name in names:
        while name and not _has_capital(name[-1]):
            name.pop()
        while name and not _has_capital(name[0]):
            name.pop(0)
        if name and not name[-1].endswith("."):
            found.append(tuple(name))
        elif name:
            found.append((*name[:-1], name[-1].rstrip(".")))
    return [name for name in found if len(" ".join(name)) > 1]


def _has_capital(word: str) -> bool:
    return word.removeprefix("al-")[:1].isupper()


def _kinds(candidate: Candidate) -> Iterator[str]:
    """Yield the kinds that something speaks for."""
    words = [word.lower() for word in candidate.words]
    if not _ORGANISATIONS.isdisjoint(words) or _is_acronym(candidate.words):
        yield "organisation"
    elif not _PLACES.isdisjoint(words[-1:]):
        yield "place"
    elif candidate.before in _TITLES:
        yield "person"
        yield "person"
    elif candidate.before in _PREPOSITIONS:
        yield "place"
    elif 2 <= len(words) <= 4 and candidate.behind.lower() in _VERBS:
        yield "person"


def _is_acronym(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= _LONGEST_ACRONYM


def _kind(name: str, signs: Counter[tuple[str, str]]) -> str | None:
    found = {kind: signs[name, kind] for kind in KINDS}
    best = max(KINDS, key=lambda kind: found[kind])
    return best if found[best] * 2 > sum(found.values()) else None


def _is_name(name: str, merged: Partial) -> bool:
    """Tell whether words are a name: seen within a sentence, and seldom without capitals."""
    if not merged.within[name]:
        return False
    if " " in name:
        return True
    return merged.common[name.lower()] < merged.within[name]


def _is_headline(text: str) -> bool:
    """Tell whether most words of a text have capitals, as in titles: they tell nothing then."""
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 2 > len(words)


@cache
def _sequence() -> Any:
    """Return the pattern of words with capitals, joined by particles or not."""
    import regex

    letters = r"[\p{L}\p{M}\d]*"
    word = rf"(?:al-)?(?:(?:\p{{Lu}}\.){{2,}}|\p{{Lu}}{letters}(?:['’-]\p{{L}}{letters})*+)"
    particles = "of|of the|de|de la|de los|del|della|di|da|dos|du|van|van der|von|bin|ibn|al|el"
    title = rf"(?:{'|'.join(_ABBREVIATED)})\. "
    return regex.compile(rf"(?<![\p{{L}}\d#@])(?:{title})?{word}(?: (?:(?:{particles}) )?{word})*+")


@cache
def _lower() -> Any:
    """Return the pattern of words without capitals."""
    import regex

    return regex.compile(r"(?<![\p{L}\d#@'’-])\p{Ll}[\p{L}\p{M}]*+(?:['’-]\p{L}+)*+")


def _added(counters: Iterable[Counter[Any]]) -> Counter[Any]:
    every: Counter[Any] = Counter()
    for counter in counters:
        every.update(counter)
    return every
