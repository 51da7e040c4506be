"""Text to the tree of an expression, with the place of whatever is wrong in it.

::

    expression  = conjunction { "OR" conjunction }
    conjunction = factor { [ "AND" ] factor }
    factor      = { "NOT" | "-" } ( "(" expression ")" | term )
    term        = field ":" value | "@" name | "/" regex "/" [ "i" ] | words { near words }
    near        = "NEAR" [ "/" number ]
    words       = word | wildcard | phrase | "(" words { "OR" words } ")"

May import ``config``, ``errors``, ``tokens`` and ``syntax``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, get_args

from corpus_cli import tokens
from corpus_cli.config import subcorpora
from corpus_cli.errors import ExpressionError
from corpus_cli.model import BlockKind
from corpus_cli.query.scope.syntax import (
    Absent,
    And,
    Dates,
    Field,
    Matches,
    Named,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Part,
    Pattern,
    Regex,
    Test,
    Text,
    Words,
)

TEXT_FIELDS = ("kind", "title", "author", "commenter", "list", "language", "source", "id")
NUMBER_FIELDS = ("words", "paragraphs", "comments", "bytes", "depth")
_ALIASES = {"lang": "language", "list-item": "list_item"}
FIELDS = (*TEXT_FIELDS, *NUMBER_FIELDS, "date", "in", "lang")
PARTS = (
    "body",
    *(kind for kind in get_args(BlockKind) if kind not in ("blank", "list_tag", "other")),
)

# Deeper brackets are no expression that anybody wrote.
DEEPEST = 100
# The words between those of a NEAR that names no number.
DISTANCE = 10


class Token(NamedTuple):
    """A piece of an expression and where it begins; ``kind`` is the first letter of its class."""

    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""
    (?P<space> \s+ )
  | (?P<open> \( ) | (?P<close> \) )
  | (?P<named> @ [\w-]* )
  | (?P<field> [A-Za-z][\w-]* : (?= [^\s()] ) (?! // ) )
  | (?P<phrase> ["“„] (?: [^"”“\\] | \\. )*+ ["”“]? )
  | (?P<regex> / (?: [^/\\] | \\. )*+ (?: / (?: i (?! [^\s()] ) )?+ )? )
  | (?P<minus> - (?= [^\s)-] ) )
  | (?P<word> [^\s()"“„”]+ )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(r'["“„]((?:[^"”“\\]|\\.)*+)["”“]', re.DOTALL)
_SLASHED = re.compile(r"/((?:[^/\\]|\\.)*+)/(i?)", re.DOTALL)
_NEAR = re.compile(r"NEAR(?:/(.*))?", re.DOTALL)


def _is_near(token: Token) -> bool:
    return token.kind == "word" and _NEAR.fullmatch(token.text) is not None


def parse(text: str) -> Node:
    """Return the tree of an expression; raises ExpressionError."""
    return _Parser(text).whole()


def named_expanded(node: Node) -> Node:
    """Return a tree with the expressions of the configuration in place of their names."""
    return expand(node, subcorpora()) if "@" in unparse(node) else node


def expand(node: Node, named: Mapping[str, str]) -> Node:
    """Return a tree with the expressions in place of their names; raises ExpressionError."""
    return _expand(node, named, ())


def _expand(node: Node, named: Mapping[str, str], within: tuple[str, ...]) -> Node:
    if isinstance(node, And | Or):
        return type(node)(tuple(_expand(part, named, within) for part in node.parts))
    if isinstance(node, Not):
        return Not(_expand(node.part, named, within))
    if not isinstance(node, Named):
        return node
    name = node.name
    if name not in named:
        raise ExpressionError(f"no subcorpus @{name}; {_there_are(name, named)}", f"@{name}", 1)
    if name in within:
        circle = " in ".join(f"@{each}" for each in (name, *reversed(within)))
        raise ExpressionError(f"a subcorpus is part of itself: {circle}", f"@{name}", 1)
    try:
        tree = parse(named[name])
    except ExpressionError as error:
        raise ExpressionError(f"in @{name}: {error}", error.expression, error.position) from None
    return _expand(tree, named, (*within, name))


def _there_are(name: str, known: Iterable[str]) -> str:
    known = sorted(known)
    near = difflib.get_close_matches(name, known, 1)
    if near:
        return f"did you mean {near[0]}?"
    return f"there are {', '.join(known)}" if known else "the configuration names none"


class _Parser:
    """Reads the tokens of an expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [
            Token(match.lastgroup or "", match[0], *match.span())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "space"
        ]
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        """Return the tree of all tokens."""
        if not self._tokens:
            raise self._error("an expression is needed, such as kind:mail or title:aleppo", 0)
        node = self._expression()
        if (left := self._peek()) is not None:
            raise self._error("there is no bracket that this one closes", left.start)
        return node

    def _error(self, message: str, at: int) -> ExpressionError:
        return ExpressionError(message, self._text, at)

    def _peek(self, ahead: int = 0) -> Token | None:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else None

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _is_operator(self, *names: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "word" and token.text in names

    def _expression(self) -> Node:
        parts = [self._conjunction()]
        while self._is_operator("OR"):
            self._take()
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self) -> Node:
        parts = [self._factor()]
        while (token := self._peek()) is not None and token.kind != "close":
            if self._is_operator("OR"):
                break
            if self._is_operator("AND"):
                self._take()
            parts.append(self._factor())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _operand(self) -> Node:
        """Return a term that stands where an operator cannot."""
        token = self._peek()
        if token is not None and (self._is_operator("AND", "OR") or _is_near(token)):
            raise self._error(
                f"{token.text} has to stand between two terms; quote it to look for the word",
                token.start,
            )
        return self._primary()

    def _factor(self) -> Node:
        token = self._peek()
        if token is None:
            raise self._error("something has to follow", len(self._text.rstrip()))
        if token.kind == "minus" or self._is_operator("NOT"):
            negations = 0
            while (token := self._peek()) and (token.kind == "minus" or self._is_operator("NOT")):
                self._take()
                negations += 1
            node = self._factor()
            return Not(node) if negations % 2 else node
        return self._near(self._operand())

    def _primary(self) -> Node:
        token = self._take()
        if token.kind == "open":
            return self._bracketed(token)
        if token.kind == "close":
            empty = self._at > 1 and self._tokens[self._at - 2].kind == "open"
            raise self._error(
                "there is nothing between the brackets"
                if empty
                else "there is no bracket that this one closes",
                token.start,
            )
        if token.kind == "field":
            return self._field(token)
        if token.kind == "named":
            if token.text == "@":
                raise self._error("@ needs the name of a subcorpus, as @press", token.start)
            return Named(token.text[1:])
        if token.kind == "regex":
            return Regex(*self._regex(token))
        if token.kind == "phrase":
            return self._words(self._quoted(token), token, is_phrase=True)
        return self._words(token.text, token)

    def _bracketed(self, opening: Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(f"brackets lie more than {DEEPEST} deep", opening.start)
        if self._peek() is None:
            raise self._error("this bracket is not closed", opening.start)
        node = self._expression()
        closing = self._peek()
        if closing is None:
            raise self._error("this bracket is not closed", opening.start)
        self._take()
        self._depth -= 1
        return node

    def _near(self, first: Node) -> Node:
        operands, distance = [first], 0
        while (token := self._peek()) is not None and token.kind == "word":
            found = _NEAR.fullmatch(token.text)
            if found is None:
                break
            own = self._distance(found[1], token)
            if len(operands) > 1 and own != distance:
                raise self._error("every NEAR of a chain takes the same number", token.start)
            distance = own
            self._take()
            if len(operands) == 1:
                self._alternatives(first, token)
            following = self._peek()
            if following is None or following.kind == "close":
                raise self._error(f"{token.text} has to stand between two terms", token.start)
            if self._is_operator("NOT"):
                self._alternatives(Not(first), following)
            second = self._operand()
            self._alternatives(second, following)
            operands.append(second)
        if len(operands) == 1:
            return first
        return Near(tuple(self._alternatives(each, None) for each in operands), distance)

    def _distance(self, number: str | None, token: Token) -> int:
        if number is None:
            return DISTANCE
        if not (number.isascii() and number.isdigit() and int(number[:9]) > 0 and len(number) < 7):
            raise self._error(
                "NEAR/ takes the most words that may lie between, as NEAR/5", token.start + 5
            )
        return int(number)

    def _alternatives(self, node: Node, token: Token | None) -> tuple[Words, ...]:
        """Return the words that a node stands for; anything else cannot be near."""
        if isinstance(node, Words):
            return (node,)
        if isinstance(node, Or) and all(isinstance(part, Words) for part in node.parts):
            return tuple(part for part in node.parts if isinstance(part, Words))
        at = token.start if token is not None else 0
        raise self._error("NEAR stands between words, phrases or (a OR b) of them", at)

    def _words(self, text: str, token: Token, *, is_phrase: bool = False) -> Words:
        if not is_phrase and text.endswith(":") and text[:-1].lower() in FIELDS:
            raise self._error(f"{text} needs a value right behind the colon", token.end)
        if not tokens.words(text):
            raise self._error("there is no word in this", token.start)
        return Words(text, is_phrase)

    def _quoted(self, token: Token) -> str:
        quoted = _QUOTED.fullmatch(token.text)
        if quoted is None:
            raise self._error("this quotation is not closed", token.start)
        return re.sub(r"\\(.)", r"\1", quoted[1], flags=re.DOTALL)

    def _regex(self, token: Token) -> tuple[str, bool]:
        body = _SLASHED.fullmatch(token.text)
        if body is None:
            raise self._error("this regular expression is not closed with /", token.start)
        if not body[1]:
            raise self._error("there is nothing between the slashes", token.start)
        pattern = body[1].replace("\\/", "/")
        self._check(pattern, token.start + 1)
        return pattern, bool(body[2])

    def _check(self, pattern: str, start: int) -> None:
        import regex

        try:
            regex.compile(pattern)
        except (regex.error, RecursionError, OverflowError, ValueError) as error:
            at = getattr(error, "pos", None) or 0
            message = getattr(error, "msg", None) or str(error)
            spot = min(start + at, len(self._text))
            raise self._error(f"this regular expression is wrong: {message}", spot) from None

    def _field(self, token: Token) -> Node:
        written = token.text[:-1]
        name = _ALIASES.get(written.lower(), written.lower())
        if name not in (*FIELDS, "language"):
            near = difflib.get_close_matches(name, FIELDS, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(FIELDS)}"
            raise self._error(
                f"no field {written!r}; {hint} To look for the word itself, quote it", token.start
            )
        value = self._take()
        if value.start != token.end or value.kind in ("open", "close"):
            raise self._error(f"{written}: needs a value", token.end)
        text = self._quoted(value) if value.kind == "phrase" else self._raw(value)
        if name == "in":
            return Part(self._part(text, value))
        return Field(name, self._test(name, text, value))

    def _raw(self, value: Token) -> str:
        """Return a value that is not quoted, to the next blank or bracket."""
        end = value.end
        while (
            (more := self._peek()) is not None
            and more.start == end
            and more.kind
            not in (
                "open",
                "close",
            )
        ):
            end = self._take().end
        return self._text[value.start : end]

    def _part(self, text: str, value: Token) -> str:
        name = text.lower().replace("-", "_")
        if name not in PARTS:
            raise self._error(
                f"no part {text!r} of documents; {_there_are(name, PARTS)}", value.start
            )
        return name

    def _test(self, name: str, text: str, value: Token) -> Test:
        if value.kind != "phrase" and text.lower() == "none" and name not in NUMBER_FIELDS:
            return Absent()
        if name in NUMBER_FIELDS:
            return self._numbers(text, value)
        if name == "date":
            return self._dates(text, value)
        if value.kind == "regex":
            return Matches(*self._regex(value._replace(text=text)))
        if value.kind != "phrase" and re.search(r"[*?]", text):
            return Pattern(text)
        return Text(text)

    def _numbers(self, text: str, value: Token) -> Numbers:
        ends = re.fullmatch(r"(?:(>=?|<=?)?([0-9]{1,15})|([0-9]{0,15})\.\.([0-9]{0,15}))", text)
        if ends is None:
            raise self._error("a number is needed: 100, >100, 100..500 or ..500", value.start)
        sign, number, first, last = ends.groups()
        if number is not None:
            at = int(number)
            if sign in (">", ">="):
                return Numbers(at + (sign == ">"), None)
            if sign in ("<", "<="):
                return Numbers(None, at - (sign == "<"))
            return Numbers(at, at)
        found = Numbers(*(int(end) if end else None for end in (first, last)))
        if found.first is not None and found.last is not None and found.first > found.last:
            raise self._error(f"{text} is empty: its end lies before its beginning", value.start)
        return found

    def _dates(self, text: str, value: Token) -> Dates:
        if sign := re.match(r"[<>]=?", text):
            date = self._date(text[sign.end() :], value.start + sign.end())
            if sign[0][0] == "<":
                return Dates(None, date, before=sign[0] == "<")
            return Dates(date, None, after=sign[0] == ">")
        first, dots, last = text.partition("..")
        start = self._date(first, value.start) if first or not dots else None
        end = self._date(last, value.start + len(first) + 2) if last else None
        if not dots:
            return Dates(start, start)
        if start and end and end < start[: len(end)]:
            raise self._error(f"{text} is empty: its end lies before its beginning", value.start)
        return Dates(start, end)

    def _date(self, text: str, at: int) -> str:
        if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
            try:
                datetime.strptime(text + "0000-01-01"[len(text) :], "%Y-%m-%d")
            except ValueError:
                pass
            else:
                return text
        raise self._error(
            f"{text!r} is not a date; write 2016, 2016-02, 2016-02-19 or 2016..2017", at
        )


def unparse(node: Node) -> str:
    """Return an expression whose tree is ``node``."""
    if isinstance(node, Or):
        return " OR ".join(map(_joined, node.parts))
    if isinstance(node, And):
        return " ".join(map(_joined, node.parts))
    if isinstance(node, Not):
        inner = node.part
        return f"NOT ({unparse(inner)})" if isinstance(inner, Not) else f"NOT {_joined(inner)}"
    if isinstance(node, Near):
        operands = (
            _words_text(each[0]) if len(each) == 1 else f"({' OR '.join(map(_words_text, each))})"
            for each in node.operands
        )
        return f" NEAR/{node.distance} ".join(operands)
    if isinstance(node, Words):
        return _words_text(node)
    if isinstance(node, Regex):
        return _slashed(*node)
    if isinstance(node, Part):
        return f"in:{node.name}"
    if isinstance(node, Named):
        return f"@{node.name}"
    return f"{node.name}:{_test_text(node.test)}"


def _joined(node: Node) -> str:
    return f"({unparse(node)})" if isinstance(node, And | Or) else unparse(node)


def _words_text(words: Words) -> str:
    return _quote(words.text) if words.is_phrase or not _is_plain(words.text) else words.text


def _is_plain(text: str) -> bool:
    """Tell whether a text is read as one word where it is not quoted."""
    token = _TOKEN.match(text)
    if token is None or token.lastgroup != "word" or token.end() < len(text):
        return False
    return text not in ("AND", "OR", "NOT") and _NEAR.fullmatch(text) is None


def _quote(text: str) -> str:
    return '"' + re.sub(r'(["”“\\])', r"\\\1", text) + '"'


def _slashed(pattern: str, ignore_case: bool) -> str:
    return f"/{pattern.replace('/', chr(92) + '/')}/{'i' if ignore_case else ''}"


def _test_text(test: Test) -> str:
    if isinstance(test, Absent):
        return "none"
    if isinstance(test, Matches):
        return _slashed(*test)
    if isinstance(test, Pattern):
        return test.wildcard
    if isinstance(test, Text):
        return _quote(test.value)
    if isinstance(test, Dates) and (test.after or test.before):
        return f">{test.first}" if test.after else f"<{test.last}"
    if isinstance(test, Numbers):
        return _numbers_text(test.first, test.last)
    return f"{test.first or ''}..{test.last or ''}"


def _numbers_text(first: int | None, last: int | None) -> str:
    # What > and < make of the numbers that can be written may lie beyond them.
    if last == -1:
        return "<0"
    if first and last is None:
        return f">{first - 1}"
    return f"{'' if first is None else first}..{'' if last is None else last}"


class Query(NamedTuple):
    """A query of ``search``: the words to rank by, and the parts of the corpus to look at."""

    text: str
    filter: Node | None


def split_query(text: str) -> Query:
    """Part a query, as people type them, into words to rank by and what chooses documents.

    Fields with a value, ``@names`` and what a ``-`` stands before choose; where an operator, a
    wildcard or a regular expression is in it, the whole has to be an expression, which chooses,
    and the words that may be in what it chooses are ranked by. Raises ExpressionError.
    """
    if any(map(_is_formal, _TOKEN.finditer(text))):
        node = parse(text)
        return Query(" ".join(_positive(node)), node)
    if not any(map(_is_filter, _TOKEN.finditer(text))):
        return Query(text, None)
    node = parse(text)
    parts = node.parts if isinstance(node, And) else (node,)
    chosen = tuple(part for part in parts if not isinstance(part, Words))
    ranked = [
        word
        for part in parts
        for word in ([_words_text(part)] if isinstance(part, Words) else _positive(part))
    ]
    return Query(" ".join(ranked), chosen[0] if len(chosen) == 1 else And(chosen))


# A question mark asks a question there, as often as not.
_STARRED = re.compile(r"\w+\*\w*|\*\w+")


def _is_formal(token: re.Match[str]) -> bool:
    """Tell whether a piece of a query can only be meant as an expression."""
    if token.lastgroup == "regex":
        return _SLASHED.fullmatch(token[0]) is not None
    if token.lastgroup != "word":
        return False
    return (
        token[0] in ("AND", "OR", "NOT")
        or _NEAR.fullmatch(token[0]) is not None
        or _STARRED.fullmatch(token[0]) is not None
    )


def _is_filter(token: re.Match[str]) -> bool:
    """Tell whether a piece of a query chooses documents."""
    if token.lastgroup == "field":
        name = token[0][:-1].lower()
        return name in FIELDS
    begins = token.start() == 0 or token.string[token.start() - 1].isspace()
    if token.lastgroup == "minus":
        return begins and token.string[token.end() : token.end() + 1] not in (">", "-")
    return token.lastgroup == "named" and begins and len(token[0]) > 1


def _positive(node: Node) -> list[str]:
    """Return the words of a tree that may be in what it chooses."""
    if isinstance(node, And | Or):
        return [word for part in node.parts for word in _positive(part)]
    if isinstance(node, Near):
        return [_words_text(word) for operand in node.operands for word in operand]
    if isinstance(node, Words) and not re.search(r"[*?]", node.text):
        return [_words_text(node)]
    return []
