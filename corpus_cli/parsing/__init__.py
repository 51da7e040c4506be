"""Text to `Document`: header, body, comment threads, references, language.

Parsers work on the lines of a text and leave drafts of leaves; `assemble` puts them in order,
fills what lies between, and gives addresses. May import ``model`` and ``tokens``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus_cli.model import Block, Deferred, Document, RawDocument, Reference
from corpus_cli.parsing.assemble import assemble, comment_drafts, laid_out, with_addresses
from corpus_cli.parsing.body import body_drafts
from corpus_cli.parsing.closing import closing_kinds
from corpus_cli.parsing.header import Header, find_header
from corpus_cli.parsing.lines import Draft, Lines, is_wrapped
from corpus_cli.parsing.mail import MailHeader, find_mail, known_mail
from corpus_cli.parsing.quoting import NOTHING_QUOTED, find_quoting
from corpus_cli.parsing.threads import Comment, Thread, find_threads, heading_above

__all__ = ["parse", "parse_blocks", "references_of"]


def parse(raw: RawDocument) -> Document:
    """Return the document that ``raw`` holds; never raises, whatever the text."""
    # Not needed by those who ask for the blocks alone, and slow to make ready.
    from corpus_cli.parsing.language import detect

    found = _structure(raw)
    header, blocks = found.header, found.blocks
    return Document(
        id=raw.id,
        source=raw.source,
        bytes=raw.bytes,
        text=raw.text,
        kind=raw.kind or found.kind,
        title=header.title,
        title_inferred=found.kind is not None and header.title is None,
        author=raw.author or header.author,
        author_confidence=1.0 if raw.author else header.author_confidence,
        date=raw.date or header.date,
        list=raw.list or found.list,
        language=raw.language or detect(raw.text),
        blocks=blocks,
        references=references_of(raw.text, blocks),
        meta=raw.meta,
    )


def references_of(text: str, blocks: tuple[Block, ...]) -> Sequence[Reference]:
    """Return the references of a text, which are looked for when first asked for."""

    def find() -> tuple[Reference, ...]:
        from corpus_cli.parsing.references import find_references

        return with_addresses(find_references(text), blocks)

    return Deferred(find)


def parse_blocks(raw: RawDocument) -> tuple[Block, ...]:
    """Return the blocks of the document that ``raw`` holds; never raises, whatever the text."""
    return _structure(raw).blocks


class _Structure(NamedTuple):
    """What a text makes; its kind is None where all lines are blank."""

    kind: str | None
    list: str | None
    header: Header
    blocks: tuple[Block, ...]


def _structure(raw: RawDocument) -> _Structure:
    text = raw.text
    if raw.layout is not None:
        kind = None if not text or text.isspace() else "article"
        return _Structure(kind, None, Header(raw.title), laid_out(text, raw.layout))
    lines = Lines(text)
    if not any(lines.text):
        return _Structure(None, None, Header(raw.title), assemble(text, [], []))
    if raw.is_post:
        return _Structure("article", None, Header(raw.title), assemble(text, _post(lines), []))
    mail = known_mail(lines, raw.title) if raw.kind == "mail" else find_mail(lines)
    wrapped = is_wrapped(lines, mail.body if mail else 0, len(lines), mail=mail is not None)
    threads = [] if mail else find_threads(lines, typed=wrapped)
    header = _mail_header(mail) if mail else _article_header(lines, threads, raw.title)
    if threads:
        wrapped = is_wrapped(lines, 0, threads[0].start, mail=False)
    comments, drafts = _drafts(
        lines, mail, header, threads, wrapped=wrapped, of_page=raw.kind != "mail"
    )
    blocks = assemble(text, drafts, comments)
    return _Structure("mail" if mail else "article", mail.list if mail else None, header, blocks)


def _post(lines: Lines) -> list[Draft]:
    """Return the leaves of what somebody posted, which is read as the text of a comment is."""
    wrapped = is_wrapped(lines, 0, len(lines), mail=False)
    return body_drafts(lines, lines.filled(), {}, wrapped=wrapped, mail=True, of_page=False)


def _mail_header(mail: MailHeader) -> Header:
    return Header(mail.title, mail.date, mail.author, 1.0 if mail.author else None, mail.kinds)


def _article_header(lines: Lines, threads: list[Thread], title: str | None) -> Header:
    """Read the head of the article, which ends where the first thread begins."""
    if not threads:
        return find_header(lines, len(lines), title=title)
    heading = heading_above(lines, threads[0].start)
    text = "" if heading is None else lines.text[heading]
    return find_header(lines, threads[0].start, heading=text, title=title)


def _drafts(
    lines: Lines,
    mail: MailHeader | None,
    header: Header,
    threads: list[Thread],
    *,
    wrapped: bool,
    of_page: bool,
) -> tuple[list[Comment], list[Draft]]:
    """Return the comments of all threads, their parents counted through, and every leaf."""
    kinds = dict(header.kinds)
    filled: list[int] = []
    comments: list[Comment] = []
    start = 0
    for thread in threads:
        filled += lines.filled(start, thread.start)
        before = len(comments)
        for comment in thread.comments:
            if comment.parent is not None:
                comment.parent += before
        comments += thread.comments
        own = {line for comment in thread.comments for line in comment.lines}
        filled += (line for line in lines.filled(thread.start, thread.stop) if line not in own)
        start = thread.stop
    filled += lines.filled(start)
    quoting = NOTHING_QUOTED
    if mail:
        quoting = find_quoting(lines, mail.body)
        kinds.update(closing_kinds(lines, mail.body, len(lines), quoting))
    for thread in threads:
        heading = heading_above(lines, thread.start)
        if heading is not None:
            kinds.setdefault(heading, "heading")
    drafts = body_drafts(
        lines,
        filled,
        kinds,
        wrapped=wrapped,
        mail=mail is not None,
        quoting=quoting,
        of_page=of_page,
    )
    if mail and mail.tag:
        drafts[0].start = mail.tag.end
        drafts.insert(0, Draft("list_tag", mail.tag.start, mail.tag.end, addressed=False))
    for number, comment in enumerate(comments):
        drafts += comment_drafts(lines, comment, number, wrapped=wrapped)
    return comments, drafts
