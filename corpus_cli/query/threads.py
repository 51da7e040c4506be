"""The conversations of a corpus: messages by who answers whom, across files.

May import ``corpus``, ``model`` and ``conversations``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from corpus_cli.corpus import Corpus
from corpus_cli.errors import UsageError
from corpus_cli.model import META
from corpus_cli.query.conversations import Conversation, Message, conversations
from corpus_cli.query.listing import instant


class Thread(NamedTuple):
    """A conversation: the id and title of its first message, and what all add up to.

    ``authors`` counts those that are known; ``first`` and ``last`` are dates.
    """

    id: str
    messages: int
    authors: int
    first: str | None
    last: str | None
    title: str | None


class Member(NamedTuple):
    """A message of a conversation, in reading order; ``id`` is None for one that is missing.

    ``depth`` counts the messages that it stands below.
    """

    depth: int
    id: str | None
    author: str | None
    date: str | None
    title: str | None


FIELDS = Thread._fields


def threads(corpus: Corpus) -> list[Conversation]:
    """Return the conversations of all messages, in corpus order of the first of each."""
    return conversations(_messages(corpus))


def thread_of(corpus: Corpus, id: str) -> Conversation:
    """Return the conversation that a document is in; raises UsageError for no message."""
    for conversation in threads(corpus):
        if any(message.id == id for message in conversation.messages):
            return conversation
    raise UsageError(f"{id} is no message: only mail and posts with message ids have threads")


def _messages(corpus: Corpus) -> Iterator[Message]:
    names = (
        *("id", "kind", "title", "date"),
        *(f"{META}{name}" for name in ("message-id", "references", "in-reply-to", "subject")),
    )
    for shard in corpus.shards:
        columns = (shard.field(name) for name in names)
        for id, kind, title, date, own, references, answered, subject in zip(*columns, strict=True):
            if kind != "mail" and own is None:
                continue
            before = tuple((references or "").split())
            # What is answered is the last that is referred to, if it is not among them already.
            before += tuple(each for each in (answered or "").split()[:1] if each not in before)
            yield Message(id, own, before, subject or title, date)


def listed(
    corpus: Corpus,
    ids: Collection[str] | None = None,
    *,
    sort: str | None = None,
    reverse: bool = False,
) -> list[Thread]:
    """Return a row a conversation, of those with any of these documents if they are given.

    ``sort`` is one of `FIELDS`; without it rows are in corpus order. Raises UsageError.
    """
    if sort is not None and sort not in FIELDS:
        raise UsageError(f"threads have no field {sort!r}; there are {', '.join(FIELDS)}")
    rows = []
    for conversation in threads(corpus):
        messages = conversation.messages
        if ids is None or any(message.id in ids for message in messages):
            rows.append(_row(corpus, conversation))
    if sort is not None:
        rows.sort(key=lambda row: _key(sort, getattr(row, sort)), reverse=reverse)
    elif reverse:
        rows.reverse()
    return rows


def _key(field: str, value: Any) -> tuple[bool, Any]:
    if value is None:
        return False, 0
    if field in ("first", "last"):
        value = instant(value)
    return True, value.casefold() if isinstance(value, str) else value


def _row(corpus: Corpus, conversation: Conversation) -> Thread:
    messages = conversation.messages
    dates = sorted((each.date for each in messages if each.date is not None), key=instant)
    authors = {corpus.value("author", each.id) for each in messages} - {None}
    return Thread(
        messages[0].id,
        len(messages),
        len(authors),
        dates[0] if dates else None,
        dates[-1] if dates else None,
        conversation.subject or None,
    )


def members(corpus: Corpus, conversation: Conversation) -> list[Member]:
    """Return the messages of a conversation, with the places of those that are missing."""
    found = []
    for message, depth in conversation.entries:
        if message is None:
            found.append(Member(depth, None, None, None, None))
        else:
            author = corpus.value("author", message.id)
            found.append(Member(depth, message.id, author, message.date, message.subject))
    return found
