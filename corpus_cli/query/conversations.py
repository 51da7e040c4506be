"""Messages to conversations: who answers whom, by the algorithm of Jamie Zawinski.

https://www.jwz.org/doc/threading.html (1997 to 2002), with two changes. Messages of the
same subject are put together only where one of them is an answer, since what has the same title
every week is no conversation. And what every message says of itself is heard before what others say
of it, so that the order in which they come hardly matters. Time grows with the messages and their
references. May import ``query.listing``.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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

    __slots__ = ("message", "order", "own", "parent", "top")

    def __init__(self, order: int) -> None:
        self.message: Message | None = None
        self.order = order
        self.parent: _Container | None = None
        # One above, on the way to the uppermost.
        self.top = self
        # None while there are none: most have none, and a dictionary each takes time to keep.
        self.own: dict[_Container, None] | None = None

    @property
    def children(self) -> Iterable[_Container]:
        """What hangs on it, in the order in which it was hung."""
        return self.own or ()

    def uppermost(self) -> _Container:
        """Return what it lies below, at the top; itself if that is it."""
        here = self
        while here.top is not here:
            here.top = here.top.top
            here = here.top
        return here

    def answers(self, parent: _Container) -> None:
        """Put it below another, unless it is above that, or below one already."""
        above = parent.uppermost()
        if self.parent is None and above is not self:
            self.parent = parent
            self.top = above

    def hang(self, parent: _Container | None) -> None:
        """Make it a child of another, and no more of the one before."""
        if self.parent is not None and self.parent.own is not None:
            self.parent.own.pop(self, None)
        self.parent = parent
        if parent is None:
            return
        if parent.own is None:
            parent.own = {}
        parent.own[self] = None


def conversations(messages: Iterable[Message]) -> list[Conversation]:
    """Return the conversations of messages, in the order of the first of each.

    Every message is in exactly one. Of those with the same message id the first has it.
    """
    with _without_collection():
        roots = _grouped(_pruned(_linked(messages)))
        found = [_conversation(root) for root in roots]
    found.sort(key=lambda each: each[0])
    return [conversation for _, conversation in found]


@contextmanager
def _without_collection() -> Iterator[None]:
    """Look for no garbage: nearly all that is made is kept, and looking takes half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _linked(messages: Iterable[Message]) -> list[_Container]:
    """Return the places of messages, each with the one that it answers as its parent."""
    containers: dict[str, _Container] = {}
    every: list[_Container] = []
    owns: list[_Container] = []
    for number, message in enumerate(messages):
        own = containers.get(message.message_id) if message.message_id else None
        if own is None or own.message is not None:
            is_first = own is None and message.message_id is not None
            own = _Container(len(every))
            every.append(own)
            if is_first and message.message_id:
                containers[message.message_id] = own
        own.message, own.order = message, number
        owns.append(own)
        for each in message.references:
            if each not in containers and each != message.message_id:
                containers[each] = place = _Container(len(every))
                every.append(place)
    # Looked up anew for each, since to keep them in lists is slower than that.
    chains = [
        (own, [each for each in own.message.references if each != own.message.message_id])
        for own in owns
        if own.message is not None and own.message.references
    ]
    for own, before in chains:
        if before:
            own.answers(containers[before[-1]])
    for _, before in chains:
        if len(before) > 1:
            above = containers[before[0]]
            for each in before[1:]:
                here = containers[each]
                if here.parent is None:
                    here.answers(above)
                above = here
    return every


def _pruned(every: Sequence[_Container]) -> list[_Container]:
    """Hang messages below the next above that is there; return those at the top.

    A missing one has a place at the top, where several answers hang on it.
    """
    for here in every:
        # The place of each that is missing is that of what it answers.
        passed = []
        above = here.parent
        while above is not None and above.message is None and above.parent is not None:
            passed.append(above)
            above = above.parent
        for each in passed:
            each.parent = above
        if here.message is not None:
            here.hang(above)
    for here in every:
        if here.message is None and here.own is not None and len(here.own) == 1:
            [only] = here.own
            only.hang(None)
    return [each for each in every if each.parent is None and (each.message or each.own)]


def _below(root: _Container) -> Iterator[_Container]:
    """Yield a container and all below it, each before its children."""
    waiting = [root]
    while waiting:
        here = waiting.pop()
        yield here
        if here.own:
            waiting += reversed(here.own)


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
    told = [(root, *_subject(root)) for root in roots]
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
    if not root.own and root.message is not None:
        subject = base_subject(root.message.subject)[0] if root.message.subject else ""
        return root.order, Conversation(subject, (Entry(root.message, 0),))
    latest = list(_below(root))
    # When each began: by its own date, or by that of the first answer.
    began: dict[_Container, tuple[bool, float, int]] = {}
    for here in reversed(latest):
        if here.message is not None:
            began[here] = (*_moment(here.message.date), here.order)
        else:
            own = [began[child] for child in here.children]
            began[here] = min(own, default=(True, 0.0, here.order))
    entries = []
    waiting = [(root, 0)]
    while waiting:
        here, depth = waiting.pop()
        entries.append(Entry(here.message, depth))
        if here.own:
            children = sorted(here.own, key=began.__getitem__, reverse=True)
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
