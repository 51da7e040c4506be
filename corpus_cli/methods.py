"""`Methods`: the methods of `Corpus` that do what the commands do.

Options have the names of the command line. A method turns them into the request of its query,
which is imported when it is called, and gives back what that finds. May import ``corpus``, and
``query`` within methods.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from os import PathLike
    from types import FunctionType

    from corpus_cli.corpus import Corpus
    from corpus_cli.model import Row
    from corpus_cli.query.analysis.collocates import Collocate
    from corpus_cli.query.analysis.dispersion import Dispersed
    from corpus_cli.query.analysis.diversity import Diversity
    from corpus_cli.query.analysis.keyness import Keyword
    from corpus_cli.query.analysis.kwic import Line
    from corpus_cli.query.analysis.names import Name
    from corpus_cli.query.analysis.ngrams import Ngram
    from corpus_cli.query.analysis.result import Result
    from corpus_cli.query.analysis.timeline import Moment
    from corpus_cli.query.grep import Within
    from corpus_cli.query.results import Hit, SearchResult
    from corpus_cli.query.scope.syntax import Node
    from corpus_cli.query.show import Part

P = ParamSpec("P")
R = TypeVar("R")


def _with_other_names(others: Mapping[str, str]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a method take options by ``others``, too, and name those there are for one there isn't.

    ``others`` are earlier names, and those of the command line that Python keeps for itself, each
    with the name in the signature.
    """

    def decorated(method: Callable[P, R]) -> Callable[P, R]:
        code = cast("FunctionType", method).__code__
        known = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]

        @wraps(method)
        def called(*arguments: P.args, **options: P.kwargs) -> R:
            unknown = [name for name in options if name not in known]
            for name in unknown:
                own = others.get(name)
                if own is None:
                    raise TypeError(
                        f"Corpus.{method.__name__}() has no option {name!r}; "
                        f"there are {', '.join(known)}"
                    )
                if own in options:
                    raise TypeError(
                        f"Corpus.{method.__name__}() takes {own!r} or {name!r}, which are the "
                        "same, not both"
                    )
                options[own] = options.pop(name)
            return method(*arguments, **options)

        return called

    return decorated


_IN = {"in": "within"}
_LEAST = {**_IN, "minimum": "min"}


class Methods:
    """The commands as methods; see `Corpus`."""

    @_with_other_names({})
    def list(
        self,
        *,
        sort: str | None = None,
        reverse: bool = False,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
        author: str | None = None,
        list: str | None = None,
        language: str | None = None,
        limit: int = 0,
        ids: Iterable[str] = (),
    ) -> tuple[Row, ...]:
        """Return a row a document, a `Row`, whose fields are those of ``corpus list --json``.

        ``sort``: a field of `Row`, or ``meta.NAME``; None for corpus order.
        ``reverse``: sort downwards.
        ``since``, ``until``: a year, a month or a day (``2016-02-19``), both included.
        ``kind``, ``list``, ``language``: only those of that kind, mailing list, language code.
        ``author``: only authors with this in their name, case and accents apart.
        ``limit``: at most so many rows; 0 for all.
        ``ids``: only those, by their ids or beginnings of them; none for all documents.

        Raises UsageError, UnknownIdError and AmbiguousIdError; TypeError for an unknown option.
        """
        from corpus_cli.query import listing

        request = listing.Request(
            sort=sort,
            reverse=reverse,
            kind=kind,
            since=since,
            until=until,
            author=author,
            list=list,
            language=language,
            limit=limit,
            ids=_several(ids),
        )
        return listing.run(_corpus(self), request).rows

    @_with_other_names(
        {**_IN, "word_regexp": "word", "fixed_strings": "fixed", "invert_match": "invert"}
    )
    def grep(
        self,
        *patterns: str,
        ignore_case: bool = False,
        smart_case: bool = False,
        word: bool = False,
        fixed: bool = False,
        invert: bool = False,
        lines: bool = False,
        max_count: int | None = None,
        timeout: float = 10.0,
        ids: Iterable[str] = (),
        within: str | Within | None = None,
        places: bool = True,
        spans: bool = True,
        attributions: bool = True,
    ) -> Iterator[Hit]:
        """Yield a `Hit` for every paragraph that any pattern matches, in corpus order.

        Patterns are those of Python's ``regex``; options mean what those of ``corpus grep`` mean.

        ``ignore_case``: set case aside; ``smart_case``: where a pattern has no capital.
        ``word``: whole words only. ``fixed``: patterns are no regular expressions.
        ``invert``: what does not match. ``lines``: look at lines instead of paragraphs.
        ``max_count``: at most so many hits of a document; None for all.
        ``timeout``: give up on a document after so many seconds; 0 for never.
        ``ids``: only those documents, by their ids or beginnings of them; none for all.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``places``, ``spans``, ``attributions``: without what is not needed it is faster: where
        a hit stands, where in it the matches are, who wrote it and when.

        Raises PatternError, ExpressionError, UsageError, UnknownIdError and AmbiguousIdError at
        once, PatternTimeoutError after the hits found before; TypeError for an unknown option.
        """
        from corpus_cli.query import grep

        request = grep.Request(
            patterns=patterns,
            ignore_case=ignore_case,
            smart_case=smart_case,
            word=word,
            fixed=fixed,
            invert=invert,
            lines=lines,
            max_count=max_count,
            timeout=timeout,
            ids=_several(ids),
            within=_places(_corpus(self), within) if isinstance(within, str) else within,
            places=places,
            spans=spans,
            attributions=attributions,
        )
        results = grep.run(_corpus(self), request)
        return (row.hit for result in results for row in result.rows if row.selected)

    @_with_other_names({**_IN, "expression": "within"})
    def search(
        self,
        *terms: str,
        exact: bool = False,
        fuzzy: bool = False,
        by: Literal["document", "passage"] = "document",
        limit: int = 10,
        ids: Iterable[str] = (),
        within: str | Node | None = None,
    ) -> tuple[SearchResult, ...]:
        """Return the documents that fit the terms best, a `SearchResult` each, best first.

        Terms are words, and ``"phrases"`` in quotation marks, which are found as they are.

        ``exact``: only words as they are written. ``fuzzy``: other spellings even of words that
        are found; otherwise they are looked for where a word is hardly found.
        ``by``: rank each ``document``, or each ``passage``.
        ``limit``: at most so many results; 0 for all.
        ``ids``: only those documents, by their ids or beginnings of them; none for all.
        ``within``: only there, an expression as that of ``--in`` (``"kind:mail"``); None for all.

        Raises UsageError, ExpressionError, UnknownIdError and AmbiguousIdError; TypeError for an
        unknown option.
        """
        from corpus_cli.query import search

        request = search.Request(
            terms=terms,
            exact=exact,
            fuzzy=fuzzy,
            by=by,
            limit=limit,
            ids=_several(ids),
            expression=_expression(within) if isinstance(within, str) else within,
        )
        return tuple(search.run(_corpus(self), request).results)

    @_with_other_names({})
    def show(self, target: str, *, context: int = 0, comments: bool | None = None) -> Part:
        """Return the document or the part of one that ``ID`` or ``ID#ADDRESS`` names.

        ``context``: so many neighbours before and after an address, too.
        ``comments``: True for the comments of a document alone, False for all but them.

        Its ``text`` is that of its ``blocks``. Raises UnknownIdError, AmbiguousIdError and
        UsageError; TypeError for an unknown option.
        """
        from corpus_cli.query import show

        return show.show(_corpus(self), target, context=context, comments=comments)

    @_with_other_names(_IN)
    def kwic(
        self,
        *terms: str,
        sort: str | Iterable[str] = (),
        window: int = 20,
        sample: int | None = None,
        seed: int = 1,
        fuzzy: bool = False,
        limit: int = 0,
        within: str | None = None,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Result[Line]:
        """Return every use of some terms with what stands around it: a concordance.

        A term is a word, "a phrase", a wildcard ``imperial*`` or a ``/regex/``, case apart.

        ``sort``: keys, the first most important, as ``"L1,R1,date"`` or one by one: L1 is the
        first word to the left, R1 the first to the right, N the node; date, id, author, title,
        kind, list, language. None for corpus order.
        ``window``: words shown on each side, within the paragraph; 0 or more.
        ``sample``: so many lines by chance, 1 or more, the same for the same ``seed``; None for
        all.
        ``fuzzy``: other spellings too.
        ``limit``: at most so many lines; 0 for all.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows: ``id``, ``address`` (which `show` takes), ``date``, ``author`` (of the comment or
        quotation, where it names one, else of the document), ``left``, ``node``, ``right``;
        ``start`` and ``end`` of the node, in characters of the document's text.

        Raises UsageError for a value that makes no sense, ExpressionError and ConfigError for
        ``within``, PatternError and PatternTimeoutError for a ``/regex/``, TypeError for an
        unknown option.
        """
        from corpus_cli.query.analysis import kwic
        from corpus_cli.query.analysis.options import sort_keys
        from corpus_cli.query.scope.scope import choice_of

        request = kwic.Request(
            terms=terms,
            choice=choice_of(within, no_quotes=no_quotes, no_duplicates=no_duplicates),
            fuzzy=fuzzy,
            sort=sort_keys(sort),
            window=window,
            sample=sample,
            seed=seed,
            limit=limit,
        )
        return kwic.run(_corpus(self), request)

    @_with_other_names(_LEAST)
    def freq(
        self,
        *,
        by: str | None = None,
        match: str | None = None,
        stopwords: str | PathLike[str] | Iterable[str] = "none",
        stems: bool = False,
        min: int = 1,
        limit: int = 0,
        within: str | None = None,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Result[Any]:
        """Return the words by count, the most frequent first, case apart.

        ``by``: count each group on its own: document, kind, list, language, author, year, month,
        day or ``meta.NAME``; None for all as one.
        ``match``: only words in which this regular expression is found.
        ``stopwords``: words not to list: of a language (``"en"``), of a file by its path, any
        words one by one, or ``"none"``.
        ``stems``: count stems (Snowball) in place of words.
        ``min``: only words that stand at least so often.
        ``limit``: at most so many rows, of each group where there are groups; 0 for all.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows: ``group`` (only with ``by``), ``word``, ``count``, ``per_million`` (of the words
        counted), ``documents`` that hold it.

        Raises UsageError for a value that makes no sense, ExpressionError and ConfigError for
        ``within``, PatternError for ``match``, TypeError for an unknown option.
        """
        from corpus_cli.query.analysis import freq
        from corpus_cli.query.analysis.options import stopwords_of
        from corpus_cli.query.scope.scope import choice_of

        request = freq.Request(
            choice=choice_of(within, no_quotes=no_quotes, no_duplicates=no_duplicates),
            by=_grouping(by),
            match=match,
            stopwords=stopwords_of(stopwords),
            stems=stems,
            minimum=min,
            limit=limit,
        )
        return freq.run(_corpus(self), request)

    @_with_other_names({**_LEAST, "with": "holding"})
    def ngrams(
        self,
        size: int = 2,
        *,
        holding: str | None = None,
        min: int = 2,
        limit: int = 0,
        within: str | None = None,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Result[Ngram]:
        """Return sequences of words within paragraphs by count, the most frequent first.

        ``size``: how many words, 1 to 20.
        ``holding``: only those with this word or wildcard, as ``--with``; None for all.
        ``min``: only those that stand at least so often.
        ``limit``: at most so many rows; 0 for all.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows: ``ngram``, ``count``, ``per_million`` (of all sequences of that many words),
        ``documents`` that hold it.

        Raises UsageError for a value that makes no sense, ExpressionError and ConfigError for
        ``within``, TypeError for an unknown option.
        """
        from corpus_cli.query.analysis import ngrams
        from corpus_cli.query.scope.scope import choice_of

        request = ngrams.Request(
            size=size,
            choice=choice_of(within, no_quotes=no_quotes, no_duplicates=no_duplicates),
            holding=holding,
            minimum=min,
            limit=limit,
        )
        return ngrams.run(_corpus(self), request)

    @_with_other_names(_LEAST)
    def collocates(
        self,
        *terms: str,
        window: int | str | tuple[int, int] = 5,
        left: int | None = None,
        right: int | None = None,
        by: str = "log-dice",
        min: int = 3,
        stopwords: str | PathLike[str] | Iterable[str] = "none",
        fuzzy: bool = False,
        limit: int = 0,
        within: str | None = None,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Result[Collocate]:
        """Return the words that stand near some terms, the most closely tied first.

        A term is a word, "a phrase", a wildcard ``imperial*`` or a ``/regex/``, case apart. What
        counts are pairs of a node, where a term stands, and a word in its window.

        ``window``: words on each side, within the paragraph: 5, or left and right as ``(2, 0)``
        or ``"2,0"``; ``left`` and ``right`` say it of a side, None for what ``window`` says.
        ``by``: the measure to sort by: log-dice, log-likelihood, mi, mi3, t, z, dice, delta-p,
        delta-p-back, chi-squared, npmi, odds-ratio or count.
        ``min``: only words that stand there at least so often.
        ``stopwords``: words not to list: of a language (``"en"``), of a file by its path, any
        words one by one, or ``"none"``.
        ``fuzzy``: other spellings of the terms too.
        ``limit``: at most so many rows; 0 for all.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows: ``word``, ``count`` of its pairs, those on the ``left`` and on the ``right``, its
        ``frequency`` in the text, the ``expected`` count; the measures ``log_dice``, ``mi``,
        ``mi3``, ``dice``, ``npmi``, ``delta_p``, ``delta_p_back``, ``log_likelihood``,
        ``chi_squared``, ``t``, ``z``, ``odds_ratio``; and ``p`` of the log-likelihood.

        Raises UsageError for a value that makes no sense, ExpressionError and ConfigError for
        ``within``, PatternError and PatternTimeoutError for a ``/regex/``, TypeError for an
        unknown option.
        """
        from corpus_cli.query.analysis import collocates
        from corpus_cli.query.analysis.options import sides_of, stopwords_of
        from corpus_cli.query.scope.scope import choice_of

        sides = sides_of(window)
        request = collocates.Request(
            terms=terms,
            choice=choice_of(within, no_quotes=no_quotes, no_duplicates=no_duplicates),
            fuzzy=fuzzy,
            left=sides[0] if left is None else left,
            right=sides[1] if right is None else right,
            by=by.replace("_", "-"),
            minimum=min,
            stopwords=stopwords_of(stopwords),
            limit=limit,
        )
        return collocates.run(_corpus(self), request)

    @_with_other_names(_LEAST)
    def keyness(
        self,
        *,
        within: str | None = None,
        against: str | None = None,
        by: str = "log-likelihood",
        sign: Literal["more", "less", "both", 1, -1] | None = "both",
        min: int = 3,
        documents: int = 1,
        stopwords: str | PathLike[str] | Iterable[str] = "none",
        limit: int = 0,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Result[Keyword]:
        """Return the words that are more frequent in a part of the corpus, or less, than elsewhere.

        ``within``: that part, an expression as that of ``--in`` (``"in:comment"``); it must be
        given.
        ``against``: the part to compare with, such an expression too; None for the rest.
        ``by``: the measure to sort by, the greatest in either direction first: log-likelihood,
        log-likelihood-four-cell, log-ratio, percent-diff, bic, simple-maths, odds-ratio or
        difference.
        ``sign``: only words that are ``"more"`` frequent (or 1), ``"less"`` (or -1), or
        ``"both"`` (or None).
        ``min``: only words that stand at least so often in both parts together.
        ``documents``: only words in at least so many documents of the part they are key in.
        ``stopwords``: words not to list: of a language (``"en"``), of a file by its path, any
        words one by one, or ``"none"``.
        ``limit``: at most so many rows; 0 for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows: ``word``, ``sign`` (1 more, -1 less frequent); ``count``, ``per_million`` and
        ``documents`` of the part, ``reference_count``, ``reference_per_million`` and
        ``reference_documents`` of what it is compared with; the measures ``log_ratio``,
        ``log_likelihood``, ``log_likelihood_four_cell``, ``bic``, ``percent_diff``,
        ``odds_ratio``, ``simple_maths``, ``difference``; ``p`` of the log-likelihood; ``dp_norm``
        over documents, 0 even, 1 all in one, None where there is but one.

        Raises UsageError for a value that makes no sense and where a part has no words,
        ExpressionError and ConfigError for an expression, TypeError for an unknown option.
        """
        from corpus_cli.query.analysis import keyness
        from corpus_cli.query.analysis.options import stopwords_of
        from corpus_cli.query.scope.scope import choice_of

        part, other = (
            choice_of(text, no_quotes=no_quotes, no_duplicates=no_duplicates)
            for text in (within, against)
        )
        request = keyness.Request(
            choice=part,
            against=None if against is None else other,
            by=by.replace("_", "-"),
            sign=keyness.sign_of(sign),
            minimum=min,
            documents=documents,
            stopwords=stopwords_of(stopwords),
            limit=limit,
        )
        return keyness.run(_corpus(self), request)

    @_with_other_names(_IN)
    def dispersion(
        self,
        *terms: str,
        strips: int = 0,
        fuzzy: bool = False,
        within: str | None = None,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Dispersed:
        """Return how evenly terms are spread over documents, a row a term.

        A term is a word, "a phrase", a wildcard ``imperial*`` or a ``/regex/``, case apart.

        ``strips``: for so many documents of each term, those with most hits first, the result's
        ``strips`` tell at which words it stands; 0 for none.
        ``fuzzy``: other spellings too.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows: ``term``, ``count``, ``per_million`` (of the words counted), ``documents`` that hold
        it, of ``parts``, the documents with words; ``dp``, ``dp_norm`` and ``kl`` (bits), 0 where
        it is even; ``juilland_d``, ``carroll_d2`` and ``rosengren_s``, 1 there.

        Raises UsageError for a value that makes no sense, ExpressionError and ConfigError for
        ``within``, PatternError and PatternTimeoutError for a ``/regex/``, TypeError for an
        unknown option.
        """
        from corpus_cli.query.analysis import dispersion
        from corpus_cli.query.scope.scope import choice_of

        request = dispersion.Request(
            terms=terms,
            choice=choice_of(within, no_quotes=no_quotes, no_duplicates=no_duplicates),
            fuzzy=fuzzy,
            strips=strips,
        )
        return dispersion.run(_corpus(self), request)

    @_with_other_names({**_IN, "unit": "by"})
    def timeline(
        self,
        *terms: str,
        by: Literal["year", "month", "day"] = "year",
        dates: Literal["written", "mentioned"] = "written",
        fuzzy: bool = False,
        within: str | None = None,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Result[Moment]:
        """Return how often terms, or all words where there is none, were written over time.

        A term is a word, "a phrase", a wildcard ``imperial*`` or a ``/regex/``, case apart.

        ``by``: how long a period is: year, month or day.
        ``dates``: those when texts were ``written``, or those ``mentioned`` in paragraphs.
        ``fuzzy``: other spellings too.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows, by period and term: ``period`` (``2016-02``), ``term``, ``count``, ``per_million``
        (of the words of the period), ``words`` of the period, its ``documents``. Without a term
        ``term`` and ``per_million`` are None, and ``count`` is of words or mentions.

        Raises UsageError for a value that makes no sense, ExpressionError and ConfigError for
        ``within``, PatternError and PatternTimeoutError for a ``/regex/``, TypeError for an
        unknown option.
        """
        from corpus_cli.query.analysis import timeline
        from corpus_cli.query.scope.scope import choice_of

        request = timeline.Request(
            terms=terms,
            choice=choice_of(within, no_quotes=no_quotes, no_duplicates=no_duplicates),
            fuzzy=fuzzy,
            unit=by,
            dates=dates,
        )
        return timeline.run(_corpus(self), request)

    @_with_other_names(_IN)
    def diversity(
        self,
        *,
        by: str | None = "document",
        window: int = 500,
        sort: str | None = None,
        reverse: bool = False,
        limit: int = 0,
        within: str | None = None,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Result[Diversity]:
        """Return how varied the vocabulary of documents or groups is, a row each.

        ``by``: what a row is: document, kind, list, language, author, year, month, day or
        ``meta.NAME``; None for all as one.
        ``window``: that of MATTR, in words; 1 or more.
        ``sort``: group, words, types, ttr, mattr, mtld or yules_k, upwards; None for corpus order.
        ``reverse``: sort downwards.
        ``limit``: at most so many rows; 0 for all.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows: ``group``, ``words``, ``types`` (the distinct ones), ``ttr``, ``mattr`` (None where
        there are fewer words than ``window``), ``mtld`` (words), ``yules_k``.

        Raises UsageError for a value that makes no sense, ExpressionError and ConfigError for
        ``within``, TypeError for an unknown option.
        """
        from corpus_cli.query.analysis import diversity
        from corpus_cli.query.scope.scope import choice_of

        request = diversity.Request(
            choice=choice_of(within, no_quotes=no_quotes, no_duplicates=no_duplicates),
            by=_grouping(by),
            window=window,
            sort=None if sort is None else sort.replace("-", "_"),
            reverse=reverse,
            limit=limit,
        )
        return diversity.run(_corpus(self), request)

    @_with_other_names(_LEAST)
    def names(
        self,
        *,
        kind: Literal["person", "place", "organisation"] | None = None,
        min: int = 2,
        limit: int = 0,
        within: str | None = None,
        no_quotes: bool = False,
        no_duplicates: bool = False,
    ) -> Result[Name]:
        """Return what seem to be names, by a plain heuristic, the most frequent first.

        ``kind``: only person, place or organisation; None for all, those of no known kind too.
        ``min``: only those that stand at least so often.
        ``limit``: at most so many rows; 0 for all.
        ``within``: only there, an expression as that of ``--in`` (``"in:comment"``); None for all.
        ``no_quotes``: without quotations and signatures.
        ``no_duplicates``: without paragraphs that repeat an earlier one.

        Rows: ``name``, ``kind`` (None where it is not known), ``count``, ``documents`` that hold
        it.

        Raises UsageError for a value that makes no sense, ExpressionError and ConfigError for
        ``within``, TypeError for an unknown option.
        """
        from corpus_cli.query.analysis import names
        from corpus_cli.query.scope.scope import choice_of

        request = names.Request(
            choice=choice_of(within, no_quotes=no_quotes, no_duplicates=no_duplicates),
            kind=kind,
            minimum=min,
            limit=limit,
        )
        return names.run(_corpus(self), request)


def _corpus(methods: Methods) -> Corpus:
    return cast("Corpus", methods)


def _several(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts; one alone is no sequence of letters."""
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _grouping(by: str | None) -> str | None:
    """Return what to group by, None for ``none``, as the command line has it."""
    return None if by == "none" else by


def _expression(text: str) -> Node:
    from corpus_cli.query.scope.parser import named_expanded, parse

    return named_expanded(parse(text))


def _places(corpus: Corpus, text: str) -> Within:
    from corpus_cli.query.scope.places import places

    return places(corpus, _expression(text))
