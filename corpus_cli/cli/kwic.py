"""``corpus kwic``: every use of a word with what stands around it."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from corpus_cli.cli.analysis import (
    Asked,
    Columns,
    Fuzzy,
    Limit,
    Terms,
    chosen,
    not_negative,
    positive,
    with_analysis_options,
)
from corpus_cli.cli.options import Common
from corpus_cli.render.concordance import draw_concordance, write_plain_concordance
from corpus_cli.render.output import Output

EXAMPLES = """
corpus kwic aleppo --sort R1 # by the word that follows
corpus kwic "/barrel \\w+/" --in in:comment # a regular expression, in comments only
corpus kwic 'imperial*' --sample 20 --seed 7 # twenty by chance, the same each time
corpus kwic allepo --fuzzy # the spellings that were meant, too
"""

COLUMNS = Columns(("id", "address", "left", "node", "right"))


@partial(with_analysis_options, charts=False)
def command(
    *,
    terms: Terms,
    sort: Annotated[
        str | None,
        typer.Option(metavar="KEYS", help="As L1,R1,date: words beside, N the node, fields."),
    ] = None,
    window: Annotated[
        int,
        typer.Option(
            metavar="N", help="Words on each side, within the paragraph.", callback=not_negative
        ),
    ] = 20,
    sample: Annotated[
        int | None, typer.Option(metavar="N", help="N lines by chance.", callback=positive)
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Which chance; the same again.")] = 1,
    fuzzy: Fuzzy = False,
    limit: Limit = 100,
    asked: Asked,
    common: Common,
) -> int:
    """Show every use of a word in its context, one below the other.

    Case is set aside; accents are not, unless --fuzzy asks. Several terms are shown together.
    """

    with chosen(common, asked) as part:
        from corpus_cli.query.analysis.kwic import Request, run
        from corpus_cli.query.analysis.options import sort_keys

        request = Request(
            terms=tuple(terms),
            choice=part.choice,
            fuzzy=fuzzy,
            sort=sort_keys(sort or ""),
            window=window,
            sample=sample,
            seed=seed,
            limit=limit,
        )
        result = run(part.corpus, request)

        def draw(target: Output) -> None:
            ids = {row.id: part.corpus.short_id(row.id) for row in result.rows}
            draw_concordance(target, result.rows, ids=ids)

        return part.deliver(
            result,
            COLUMNS,
            draw=draw,
            plain=lambda stream: write_plain_concordance(stream, result.rows),
        )
