"""Messages to conversations: who answers whom, by the algorithm of Jamie Zawinski.

https://www.jwz.org/doc/threading.html (1997 to 2002), with one change: messages of the same subject
are put together only where one of them is an answer, since what has the same title every week is
no conversation. May import ``query.listing``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus_cli.query.listing import instant


class Message(NamedTuple):
    """A message: the document's id, its own id, and those of the messages before it.

    ``references`` are message ids, the oldest first, what it answers last. ``date`` is ISO 8601.
    """

    id: str
    message_id: str | None = None
    references: tuple[str, ...] = ()
    subject: str | None = None
    date: str | None = None


class Entry(NamedTuple):
    """A message of a conversation, None for one that is missing, and how deep it stands."""

    message: Message | None
    depth: int


class Conversation(NamedTuple):
    """Messages in reading order, answers behind what they answer; the subject without prefixes."""

    subject: str
    entries: tuple[Entry, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages that are there."""
        return tuple(each.message for each in self.entries if each.message is not None)


class _Container:
    """A message, or the place of one that is only referred to."""

    __slots__ = ("children", "message", "order", "parent")

    def __init__(self, order: int) -> None:
        self.message: Message | None = None
        self.order = order
        self.parent: _Container | None = None
        self.children: dict[_Container, None] = {}

    def has_ancestor(self, other: _Container) -> bool:
        """Tell whether it is another, or lies below it."""
        if not other.children:
            return self is other
        here: _Container | None = self
        while here is not None:
            if here is other:
                return True
            here = here.parent
        return False

    def hang(self, parent: _Container | None) -> None:
        """Make it a child of another, and no more of the one before."""
        if self.parent is not None:
            del self.parent.children[self]
        self.parent = parent
        if parent is not None:
            parent.children[self] = None


def conversations(messages: Iterable[Message]) -> list[Conversation]:
    """Return the conversations of messages, in the order of the first of each.

    Every message is in exactly one. Of those with the same message id the first has it.
    """
    roots = _grouped([_pruned(root) for root in _linked(messages)])
    found = [_conversation(root) for root in roots]
    found.sort(key=lambda each: each[0])
    return [conversation for _, conversation in found]


def _linked(messages: Iterable[Message]) -> list[_Container]:
    """Hang each message below the last of those it refers to; return those that hang nowhere."""
    containers: dict[str, _Container] = {}
    every: list[_Container] = []

    def container(message_id: str) -> _Container:
        if message_id not in containers:
            containers[message_id] = _Container(len(every))
            every.append(containers[message_id])
        return containers[message_id]

    for number, message in enumerate(messages):
        own = container(message.message_id) if message.message_id else None
        if own is None or own.message is not None:
            own = _Container(len(every))
            every.append(own)
        own.message, own.order = message, number
        before: _Container | None = None
        for message_id in message.references:
            here = container(message_id)
            if (
                before is not None
                and here.parent is None
                and here is not own
                and not before.has_ancestor(here)
            ):
                here.hang(before)
            before = here
        if before is not None and not before.has_ancestor(own):
            own.hang(before)
    return [each for each in every if each.parent is None]


def _pruned(root: _Container) -> _Container:
    """Take away the places of missing messages: those without answers, and those in between.

    One at the top stays where several answers hang on it.
    """
    for here in reversed(list(_below(root))):
        if here.message is None and here is not root:
            parent = here.parent
            for child in list(here.children):
                child.hang(parent)
            here.hang(None)
    if root.message is None and len(root.children) == 1:
        [only] = root.children
        only.hang(None)
        return only
    return root


def _below(root: _Container) -> Iterator[_Container]:
    """Yield a container and all below it, each before its children."""
    waiting = [root]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += reversed(here.children)


_PREFIX = re.compile(
    r"""(?ix) \s* (?:
        \[ [^\[\]]{1,60} \] (?= \s* \S )
      | (?: re | aw | antw | antwort | sv | vs | r | rif | res | ref | odp | ynt | bls | vá | hl
          | fwd? | wg | tr | enc | rv | doorst | i | pd | ilt | vb | 回复 | 答复 | 回覆 | 转发 )
        (?: \[ \d+ \] | \( \d+ \) | \^ \d+ )? \s* [:：]
    ) \s*"""
)
_TAG = re.compile(r"\s*\[")


def base_subject(subject: str) -> tuple[str, bool]:
    """Return a subject without list tags and prefixes such as ``Re:``, and whether it had any."""
    is_answer = False
    at = 0
    while (found := _PREFIX.match(subject, at)) is not None and found.end() < len(subject):
        is_answer |= _TAG.match(found[0]) is None
        at = found.end()
    return " ".join(subject[at:].split()), is_answer


def _subject(root: _Container) -> tuple[str, bool]:
    for here in _below(root):
        if here.message is not None and here.message.subject:
            base, is_answer = base_subject(here.message.subject)
            return base, is_answer or root.message is None
    return "", False


def _grouped(roots: Sequence[_Container]) -> list[_Container]:
    """Put together what has one subject, where one of it is an answer to what is not known."""
    told = [(root, *_subject(root)) for root in roots if root.message or root.children]
    first: dict[str, tuple[_Container, bool]] = {}
    for root, base, is_answer in told:
        key = base.casefold()
        if not key:
            continue
        # What is no answer is what the others answer.
        known = first.get(key)
        if known is None or (known[1] and not is_answer):
            first[key] = (root, is_answer)
    left: list[_Container] = []
    for root, base, is_answer in told:
        head, head_is_answer = first.get(base.casefold(), (root, False))
        if head is root or not is_answer:
            left.append(root)
            continue
        if root.message is None:
            for child in list(root.children):
                child.hang(_joint(head, head_is_answer, left, first, base))
            continue
        root.hang(_joint(head, head_is_answer, left, first, base))
    return [root for root in left if root.parent is None]


def _joint(
    head: _Container,
    is_answer: bool,
    left: list[_Container],
    first: dict[str, tuple[_Container, bool]],
    base: str,
) -> _Container:
    """Return what another of the same subject is to hang on.

    That is the message that is answered, or where that is missing a place for it.
    """
    head = first[base.casefold()][0]
    if head.message is None or not is_answer:
        return head
    place = _Container(head.order)
    head.hang(place)
    first[base.casefold()] = (place, True)
    left.append(place)
    return place


def _conversation(root: _Container) -> tuple[int, Conversation]:
    """Return a conversation and the place of its first message among all."""
    latest = list(_below(root))
    # When each began: by its own date, or by that of the first answer.
    began: dict[_Container, tuple[bool, float, int]] = {}
    for here in reversed(latest):
        own = [began[child] for child in here.children]
        if here.message is not None:
            own = [(*_moment(here.message.date), here.order)]
        began[here] = min(own, default=(True, 0.0, here.order))
    entries = []
    waiting = [(root, 0)]
    while waiting:
        here, depth = waiting.pop()
        entries.append(Entry(here.message, depth))
        children = sorted(here.children, key=began.__getitem__, reverse=True)
        waiting += [(child, depth + 1) for child in children]
    order = min(here.order for here in latest if here.message is not None)
    return order, Conversation(_subject(root)[0], tuple(entries))


def _moment(date: str | None) -> tuple[bool, float]:
    """Return what dates are sorted by; what has none comes last."""
    if date is None:
        return True, 0.0
    try:
        return False, instant(date).timestamp()
    except (ValueError, OverflowError):
        return True, 0.0
