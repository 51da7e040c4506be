"""Which kind a name is of: a person, a place or an organisation.

What was seen around a name and within it is weighed; then names speak for each other: that Bob
Dole is a person says that Dole is one, and that Bob is what people are called. May import the
lists of words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from corpus_cli.query.analysis import name_signs as signs_of
from corpus_cli.query.analysis import name_words as lists
from corpus_cli.query.analysis.name_signs import bare

PERSON, PLACE, ORGANISATION = KINDS = ("person", "place", "organisation")

Signs = Mapping[tuple[str, str], int]

# What a sign says for each kind, each time that it is seen.
_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    signs_of.TITLE: {PERSON: 4},
    signs_of.ROLE: {PERSON: 3},
    signs_of.AGE: {PERSON: 4},
    signs_of.WHO: {PERSON: 2},
    signs_of.SPEAKS: {PERSON: 1, ORGANISATION: 0.4},
    signs_of.WITHIN: {PLACE: 2},
    signs_of.BESIDE: {PLACE: 0.7},
    signs_of.DISTRICT: {PLACE: 3},
    signs_of.PLACE: {PLACE: 2},
    signs_of.BODY: {ORGANISATION: 3},
    signs_of.OWNED: {ORGANISATION: 2},
    signs_of.ARTICLE: {ORGANISATION: 0.5, PERSON: -1},
    signs_of.PLURAL: {PERSON: -1},
}
# What a word of a name says for each time that it stands, and once more.
_OWN = 3.0
_FIRST_NAME = 2.0
_JOINED = 1.0
# The least weight for each time that a name stands.
_LEAST = 0.05
# What outweighs that a word mostly describes the next one.
_CLEARLY = 0.25
_LONGEST_ACRONYM = 6
_LONGEST_PERSON = 4
# So many different people of a corpus make a first name of what they are called.
_CALLED_SO = 2
# A word of a name stands without its capital so many times less often than the name.
_RARELY = 20


def kinds_of(
    counts: Mapping[str, int],
    signs: Signs,
    common: Mapping[str, int],
    pairs: Mapping[tuple[str, str], int],
) -> dict[str, str | None]:
    """Return the kinds of names, each of which stands so often; None where nothing tells.

    ``signs`` counts what is seen around them, ``common`` words that are no names, ``pairs`` names
    that a comma or an ``and`` joins.
    """
    scores = {name: _seen(name, signs) for name in counts}
    for name, count in counts.items():
        _add_own(scores[name], name.split(), count)
    called = _called({name: _best(score, 1) for name, score in scores.items() if " " in name})
    for name, count in counts.items():
        words, score = name.split(), scores[name]
        if len(words) > 1 and bare(words[0]) in called:
            score[PERSON] += _FIRST_NAME * count
        elif not _best(score, count) and _may_be_person(words, count, common):
            articles = signs.get((name, signs_of.ARTICLE), 0)
            score[PERSON] += count if articles * 4 < count else 0
    _add_surnames(scores, counts)
    _add_joined(scores, counts, pairs)
    return {
        name: _best(scores[name], count)
        if _is_of_one(name, counts, called) and not _describes(name, count, scores[name], signs)
        else None
        for name, count in counts.items()
    }


def _seen(name: str, signs: Signs) -> defaultdict[str, float]:
    """Weigh what is seen around a name."""
    score: defaultdict[str, float] = defaultdict(float)
    for sign, weights in _WEIGHTS.items():
        times = signs.get((name, sign), 0)
        if times:
            for kind, weight in weights.items():
                score[kind] += weight * times
    return score


def _add_own(score: defaultdict[str, float], words: list[str], count: int) -> None:
    """Weigh the words of a name."""
    name, small = " ".join(words), [bare(word) for word in words]
    weight = _OWN * (count + 1)
    if name in lists.KNOWN_PLACES or name.replace(".", "") in lists.ACRONYMS_OF_PLACES:
        score[PLACE] += weight
    elif _is_acronym(name):
        score[ORGANISATION] += weight
    elif len(words) > 1:
        if small[-1] in lists.PLACES:
            score[PLACE] += weight
        elif "&" in words or not lists.ORGANISATIONS.isdisjoint(small):
            score[ORGANISATION] += weight
        elif small[0] in lists.FIRST_NAMES or any(map(_is_initial, words)):
            score[PERSON] += weight
        elif any(map(_is_acronym, words)):
            score[ORGANISATION] += weight


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return letters.isalpha() and letters.isupper() and 2 <= len(letters) <= _LONGEST_ACRONYM


def _called(kinds: Mapping[str, str | None]) -> frozenset[str]:
    """Return what people are called, in small letters: what most names are of that begin so."""
    every, people = Counter[str](), Counter[str]()
    for name, kind in kinds.items():
        first = bare(name.split()[0])
        every[first] += 1
        people[first] += kind == PERSON
    often = {word for word, times in people.items() if times >= _CALLED_SO}
    return lists.FIRST_NAMES | {word for word in often if people[word] * 2 > every[word]}


def _may_be_person(words: list[str], count: int, common: Mapping[str, int]) -> bool:
    """Tell whether a name has the shape of one of a person, of words that are nothing else."""
    return 2 <= len(words) <= _LONGEST_PERSON and not any(
        common.get(word.lower(), 0) * _RARELY > count for word in words if word[0].isupper()
    )


def _add_surnames(scores: Mapping[str, defaultdict[str, float]], counts: Mapping[str, int]) -> None:
    """Let what people are called speak for the last of their names alone."""
    for name, count in counts.items():
        words = name.split()
        if len(words) > 1 and words[-1] in counts and _best(scores[name], count) == PERSON:
            scores[words[-1]][PERSON] += _FIRST_NAME * count


def _add_joined(
    scores: Mapping[str, defaultdict[str, float]],
    counts: Mapping[str, int],
    pairs: Mapping[tuple[str, str], int],
) -> None:
    """Let names speak for those that they are joined with: these are mostly of one kind."""
    known = {name: _best(score, counts[name]) for name, score in scores.items()}
    for pair, times in sorted(pairs.items()):
        for name, other in (pair, pair[::-1]):
            kind = known.get(other)
            if name in known and known[name] is None and kind is not None:
                scores[name][kind] += _JOINED * times


def _best(score: Mapping[str, float], count: int) -> str | None:
    """Return the kind that most speaks for, None where it is little or not most by far."""
    best = max(KINDS, key=lambda kind: score.get(kind, 0))
    most = score.get(best, 0)
    rest = sum(max(score.get(kind, 0), 0) for kind in KINDS) - most
    return best if most > rest and most >= _LEAST * count else None


def _is_of_one(name: str, counts: Mapping[str, int], called: Collection[str]) -> bool:
    """Tell whether a name is of one, not of an idea (Marxism), an event, or several (Marxists)."""
    one = name.removesuffix("s")
    if one.endswith("ism") or bare(name.rpartition(" ")[2]) in lists.EVENTS:
        return False
    return " " in name or one == name or one not in counts or bare(one) in called


def _describes(name: str, count: int, score: Mapping[str, float], signs: Signs) -> bool:
    """Tell whether a word mostly describes the next one, as ``British`` does."""
    if " " in name or name in lists.KNOWN_PLACES or _is_acronym(name):
        return False
    weight = max(score.values(), default=0)
    return signs.get((name, signs_of.DESCRIBES), 0) * 2 > count and weight < _CLEARLY * count
