"""The nodes of an analysis: where the words that it was asked for stand in a scope.

A form is taken as it is asked for, case apart. Whoever asks for ``fuzzy`` gets the forms that
search takes for the same word too, and those that typing errors make of it. May import what all
query modules may, and NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy

from corpus_cli import tokens
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.analysis.result import number_of
from corpus_cli.query.scope.scope import Scope
from corpus_cli.query.scope.slices import Hits, Slice
from corpus_cli.query.scope.terms import Alike, Form, Term, Words, parse_term


class Nodes(NamedTuple):
    """What is found in a scope.

    ``quoted`` and ``repeated`` are the hits left out with what the scope leaves out.
    ``spellings`` counts the other forms of the words: those taken, where they are asked for, else
    those that might have been.
    """

    hits: Hits
    quoted: int
    repeated: int
    spellings: Counter[str]


def terms_of(corpus: Corpus, texts: Sequence[str], *, fuzzy: bool = False) -> tuple[Term, ...]:
    """Read arguments as terms; ``fuzzy`` widens each word. Raises UsageError for none."""
    if not texts:
        raise UsageError("no word to look for")
    terms = tuple(map(parse_term, texts))
    return tuple(_widened(corpus, term) for term in terms) if fuzzy else terms


def _widened(corpus: Corpus, term: Term) -> Term:
    if not isinstance(term, Words) or not any(isinstance(word, Form) for word in term.words):
        raise UsageError(f"--fuzzy takes other spellings of words; {term.shown} is a pattern")
    return term._replace(
        words=tuple(_alike(corpus, word) if isinstance(word, Form) else word for word in term.words)
    )


def _alike(corpus: Corpus, word: Form) -> Alike:
    from corpus_cli.query.spelling import near

    folded = tokens.fold(word.form)
    others = sorted(each.word for each in near(folded, corpus.lexicon.vocabulary))
    return Alike(word.form, (folded, *others))


def find_nodes(scope: Scope, terms: Iterable[Term], *, by_words: bool = False) -> Nodes:
    """Return where terms stand in a scope.

    What a regular expression matches several times within a word is one hit if ``by_words``.
    """
    terms = list(terms)
    hits = scope.slice.find(terms)
    if by_words:
        hits = hits.where(hits.is_other)
    counts = scope.units[hits.units]
    quoted, repeated = (
        0 if left_out is None else int(left_out[hits.units].sum())
        for left_out in (scope.quoted, scope.repeated)
    )
    return Nodes(hits.where(counts), quoted, repeated, _spellings(scope, terms))


def _spellings(scope: Scope, terms: Iterable[Term]) -> Counter[str]:
    """Count the forms that single words have or may have beside the one that was asked for."""
    found: Counter[str] = Counter()
    for term in terms:
        if not isinstance(term, Words):
            continue
        if len(term.words) > 1:
            found.update(_other_phrases(scope.slice, scope, term))
        elif isinstance(term.words[0], Form | Alike):
            found.update(_other_forms(scope.slice, scope, term.words[0]))
    return found


def _other_phrases(slice: Slice, scope: Scope, term: Words) -> dict[str, int]:
    """Count the phrases that are taken for another spelling of one of their words."""
    if not any(isinstance(word, Alike) for word in term.words):
        return {}
    hits = slice.find([term])
    hits = hits.where(scope.units[hits.units])
    at = hits.starts[:, None] + numpy.arange(len(term.words))
    rows, counts = numpy.unique(
        slice.types.at(at.ravel()).reshape(at.shape), axis=0, return_counts=True
    )
    found = {}
    for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
        forms = slice.types.forms(row)
        pairs = zip(term.words, forms, strict=True)
        if any(isinstance(word, Alike) and word.form != form for word, form in pairs):
            found[" ".join(forms)] = count
    return found


def _other_forms(slice: Slice, scope: Scope, word: Form | Alike) -> dict[str, int]:
    types = slice.types
    folded = word.folded if isinstance(word, Alike) else (tokens.fold(word.form),)
    found = {}
    for number in dict.fromkeys(number for each in folded for number in types.alike(each)):
        form = types.form(number)
        if form == word.form:
            continue
        count = int(scope.units[slice.units_at(types.positions(number))].sum())
        if count:
            found[form] = count
    return found


def spelling_remarks(spellings: Counter[str], *, fuzzy: bool) -> tuple[str, ...]:
    """Return what there is to say of the other forms of words."""
    if not spellings:
        return ()
    order = sorted(spellings, key=lambda form: (-spellings[form], form))
    named = [f"{form} ({spellings[form]:,})" for form in order[:_NAMED]]
    if len(order) > _NAMED:
        named.append(f"and {len(order) - _NAMED:,} more forms")
    if fuzzy:
        return (f"taken too: {', '.join(named)}",)
    return (f"not taken: {', '.join(named)}; --fuzzy takes them",)


# How many forms a remark names.
_NAMED = 8


def left_out_remarks(hits: int, quoted: int, repeated: int) -> tuple[str, ...]:
    """Return how many hits were left out, both numbers."""
    reasons = (("in quotations and signatures", quoted), ("in repeated paragraphs", repeated))
    return tuple(
        f"{number_of(hits, 'hit')}, {hits + number:,} with those {where}"
        for where, number in reasons
        if number
    )
