"""``corpus show``: a document, or the part of one that an address names."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from corpus_cli.cli.complete import complete_id
from corpus_cli.cli.options import Common, with_common_options
from corpus_cli.cli.session import each_found, opened, say, status
from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.query.show import OutlineEntry, Part, outline, raw_bytes, record, show
from corpus_cli.render.output import Format, Output
from corpus_cli.render.records import write_records
from corpus_cli.render.text import safe

EXAMPLES = """
corpus show 001 # a document, by id or the beginning of one
corpus show 001#c2.1 # a comment, with the replies to it
corpus show 001#p12 --context 2 # a paragraph, with two on both sides
corpus show 001 --outline # headings and comments, with their addresses
corpus show 2016-02/17 --thread # the conversation that a message is in
corpus show --raw 000 # the file, byte for byte
"""


@with_common_options
def command(
    *,
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="ID[#ADDRESS]...",
            help="Document, and part of it: p12, h2, c2.1, c2.1.p3, L57, L57-60.",
            autocompletion=complete_id,
        ),
    ],
    raw: Annotated[bool, typer.Option("--raw", help="Exact text, no byte changed.")] = False,
    as_outline: Annotated[
        bool, typer.Option("--outline", help="Headings and comments only, with their addresses.")
    ] = False,
    comments: Annotated[
        bool | None,
        typer.Option("--comments/--no-comments", help="Nothing but comments; or none of them."),
    ] = None,
    thread: Annotated[
        bool, typer.Option("--thread", help="The whole conversation that a message is in.")
    ] = False,
    context: Annotated[
        int, typer.Option(metavar="N", help="Also N neighbours of the part on both sides.")
    ] = 0,
    common: Common,
) -> int:
    """Read documents: title, text at a readable width, comments as a tree.

    An id may be shortened to any beginning that no other id has.
    """
    plain = common.output.format in (Format.TABLE, Format.PLAIN)
    if raw and (as_outline or comments is not None or context or not plain):
        raise UsageError("--raw prints the text as it is; leave out the other options")
    if thread and (raw or comments is not None or context):
        raise UsageError("--thread shows messages as they are, or with --outline their tree")
    with opened(common, build=False) as corpus:
        if thread:
            return _show_threads(common.output, corpus, targets, as_outline=as_outline)
        parts, errors = each_found(
            lambda target: show(corpus, target, context=context, comments=comments), targets
        )
        if raw:
            _write_raw(parts, common.settings().sources)
        elif as_outline:
            _print_outlines(common.output, parts)
        else:
            _print(common.output, parts)
        found = not comments or any(part.document.comments for part in parts)
        if not found:
            say(["no comments"])
        return status(corpus, found=found, errors=errors)


def _show_threads(
    output: Output, corpus: Corpus, targets: Sequence[str], *, as_outline: bool
) -> int:
    """Print the conversations of some messages: their trees, and texts if not ``as_outline``."""
    from corpus_cli.query.threads import Member, members, thread_of

    found, errors = each_found(
        lambda target: members(corpus, thread_of(corpus, corpus.resolve(target))), targets
    )
    for each in found:
        ids = [member.id for member in each if member.id is not None]
        if output.format is Format.TABLE:
            from corpus_cli.render.conversation import draw_conversation
            from corpus_cli.render.document import draw_part
            from corpus_cli.render.terminal import console

            with console(output) as screen:
                draw_conversation(screen, each, ids={id: corpus.short_id(id) for id in ids})
                for id in () if as_outline else ids:
                    screen.print()
                    draw_part(screen, show(corpus, id))
        elif as_outline:
            with output.opened() as stream:
                write_records(each, Member._fields, output.format, stream)
        else:
            _print(output, [show(corpus, id) for id in ids])
    return status(corpus, found=bool(found), errors=errors)


def _write_raw(parts: Sequence[Part], sources: Sequence[str]) -> None:
    sys.stdout.flush()
    for part in parts:
        if part.address is None:
            sys.stdout.buffer.write(raw_bytes(part.document, sources))
        else:
            sys.stdout.buffer.write(part.text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


def _print(output: Output, parts: Sequence[Part]) -> None:
    if output.format is Format.TABLE:
        _draw(output, parts)
        return
    with output.opened() as stream:
        if output.format is Format.PLAIN:
            texts = (safe(part.text) for part in parts)
            stream.write("\n".join(text if text.endswith("\n") else f"{text}\n" for text in texts))
            return
        records = (record(part) for part in parts)
        write_records(records, _columns(output.format), output.format, stream)


def _draw(output: Output, parts: Sequence[Part]) -> None:
    from corpus_cli.render.document import draw_part
    from corpus_cli.render.terminal import console

    with console(output) as screen:
        for at, part in enumerate(parts):
            if at:
                screen.print()
            draw_part(screen, part)


def _columns(format: Format) -> tuple[str, ...]:
    """Return the fields to print: in a table of text, the text has no room for its blocks."""
    from corpus_cli.query.show import Shown

    nested = ("blocks", "references")
    if format is Format.JSON:
        return Shown._fields
    return tuple(name for name in Shown._fields if name not in nested)


def _print_outlines(output: Output, parts: Sequence[Part]) -> None:
    from corpus_cli.render.outline import OutlineRecord, draw_outline, outline_records

    if output.format is Format.TABLE:
        from corpus_cli.render.terminal import console

        with console(output) as screen:
            for part in parts:
                draw_outline(screen, part.document, _entries(part))
        return
    records = [each for part in parts for each in outline_records(part.document, _entries(part))]
    with output.opened() as stream:
        write_records(records, OutlineRecord._fields, output.format, stream)


def _entries(part: Part) -> list[OutlineEntry]:
    """Return the outline of what is shown."""
    shown = {block.address for block in part.blocks}
    return [entry for entry in outline(part.document) if entry.address in shown]
