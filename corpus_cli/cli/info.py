"""``corpus info``: what there is, and the snapshot that it is read from."""

from __future__ import annotations

from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import opened, status
from corpus_cli.config import locate
from corpus_cli.query.overview import Info, info
from corpus_cli.render.output import Format
from corpus_cli.render.overview import draw_info, write_plain_info
from corpus_cli.render.records import write_records

EXAMPLES = """
corpus info # documents, words, dates, sizes, and where the snapshot lies
corpus info --format md # as a table to paste
corpus info --json | jq .documents # for other programs
"""


@with_common_options
def command(*, common: Common) -> int:
    """Say what a corpus consists of: documents, words, vocabulary, dates, sizes, snapshot."""
    output = common.output
    with opened(common) as corpus:
        found = info(corpus, locate(common.paths).sources)
        if output.format is Format.TABLE:
            draw_info(output, found)
        else:
            with output.opened() as stream:
                if output.format is Format.PLAIN:
                    write_plain_info(stream, found)
                else:
                    write_records([found], Info._fields, output.format, stream)
        return status(corpus, found=True)
