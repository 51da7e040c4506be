"""Text to the tree of an expression, with the place of whatever is wrong in it.

::

    expression  = conjunction { "OR" conjunction }
    conjunction = factor { [ "AND" ] factor }
    factor      = { "NOT" | "-" } ( "(" expression ")" | term )
    term        = field ":" value | "@" name | "/" regex "/" [ "i" ] | words { near words }
    near        = "NEAR" [ "/" number ]
    words       = word | wildcard | phrase | "(" words { "OR" words } ")"

A NEAR binds tighter than NOT, that tighter than AND, that tighter than OR. May import ``config``,
``errors``, ``model``, ``tokens``, ``query.pattern`` and ``syntax``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, NoReturn, get_args

from corpus_cli import tokens
from corpus_cli.config import subcorpora
from corpus_cli.errors import ExpressionError, PatternError
from corpus_cli.model import META, BlockKind
from corpus_cli.query.pattern import compile_patterns
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
_ALIASES = {"lang": "language", "url": f"{META}url"}
FIELDS = (*TEXT_FIELDS, *NUMBER_FIELDS, "date", "in")
PARTS = (
    "body",
    *(kind for kind in get_args(BlockKind) if kind not in ("blank", "list_tag", "other")),
)
# As they may be written; so may ``meta.`` and the name of what else a file's format knows.
FIELD_NAMES = (*FIELDS, *_ALIASES)
META_NAME = r"meta\.[\w.-]+"
_PART_ALIASES = {"list": "list_item"}

# Deeper brackets are no expression that anybody wrote, and would exhaust Python's stack.
DEEPEST = 100
# Names that double each other would need no more than thirty lines to fill the memory.
_MOST_NAMES = 1000
# The words between those of a NEAR that names no number.
DISTANCE = 10


class Token(NamedTuple):
    """A piece of an expression and where it begins; ``kind`` is the first letter of its class."""

    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    rf"""
    (?P<space> \s+ )
  | (?P<open> \( ) | (?P<close> \) )
  | (?P<named> @ [\w-]* )
  | (?P<field> (?: {META_NAME} | [A-Za-z][\w-]* ) : (?= [^\s()] ) (?! // ) )
  | (?P<phrase> " (?: [^"\\] | \\. )*+ "? | [“„] (?: [^“”„\\] | \\. )*+ [“”]? )
  | (?P<regex> / (?: [^/\\] | \\. )*+ (?: / (?: i (?! [^\s()] ) )?+ )? )
  | (?P<minus> - (?= [^\s)-] ) )
  | (?P<word> [^\s()"“„”]+ )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"|[“„]((?:[^“”„\\]|\\.)*+)[“”]', re.DOTALL)
_ESCAPED = re.compile(r'\\(["“”„\\])')
_SLASHED = re.compile(r"/((?:[^/\\]|\\.)*+)/(i?)", re.DOTALL)
_NEAR = re.compile(r"NEAR(?:/(.*))?", re.DOTALL)
# The greatest number that can be written.
_GREATEST = 10**15 - 1
# Of what is text as well as numbers, a single number is text, and so is a range of other things.
_ANY_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
_RANGE = re.compile(rf"([<>]=?).*|({_ANY_NUMBER})?\.\.({_ANY_NUMBER})?", re.DOTALL)
_OPERATORS = frozenset({"AND", "OR", "NOT"})


def parse(text: str) -> Node:
    """Return the tree of an expression; raises ExpressionError."""
    return _Parser(text).whole()


def named_expanded(node: Node) -> Node:
    """Return a tree with the expressions of the configuration in place of their names."""
    return expand(node, subcorpora()) if "@" in unparse(node) else node


def expand(node: Node, named: Mapping[str, str]) -> Node:
    """Return a tree with the expressions in place of their names; raises ExpressionError.

    What is wrong in a named expression is shown there, and told with its name.
    """
    return _Expansion(named).of(node, None, (), 0)


class _Expansion:
    """Puts the trees of named expressions in the place of their names; parses each once."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = named
        self._trees: dict[str, Node] = {}
        self._done = 0

    def of(self, node: Node, parent: Node | None, within: tuple[str, ...], depth: int) -> Node:
        """Return a tree without names; it lies so deep in brackets and names, and these names."""
        depth += isinstance(node, Named) or _needs_brackets(node, parent)
        if depth > DEEPEST:
            raise self._error("names and brackets lie too deep in each other", within)
        if isinstance(node, And | Or):
            parts = [self.of(part, node, within, depth) for part in node.parts]
            return type(node)(tuple(parts))
        if isinstance(node, Not):
            return Not(self.of(node.part, node, within, depth))
        if not isinstance(node, Named):
            return node
        return self.of(self._tree(node.name, within), None, (*within, node.name), depth)

    def _tree(self, name: str, within: tuple[str, ...]) -> Node:
        if name not in self._named:
            raise self._error(
                f"no subcorpus @{name}; {_there_are(name, self._named)}", within, name
            )
        if name in within:
            circle = " in ".join(f"@{each}" for each in (name, *reversed(within)))
            raise self._error(f"a subcorpus is part of itself: {circle}", within, name)
        self._done += 1
        if self._done > _MOST_NAMES:
            raise self._error(f"more than {_MOST_NAMES:,} names to put in", within, name)
        if name not in self._trees:
            try:
                self._trees[name] = parse(self._named[name])
            except ExpressionError as error:
                message = f"in @{name}: {error}"
                raise ExpressionError(message, error.expression, error.position) from None
        return self._trees[name]

    def _error(self, message: str, within: tuple[str, ...], name: str = "") -> ExpressionError:
        """Return an error at a name, in the expression that holds it."""
        if not within:
            return ExpressionError(message, f"@{name}", 0)
        text = self._named[within[-1]]
        spots = (
            match.start()
            for match in _TOKEN.finditer(text)
            # After a colon it is the value of a field.
            if match[0] == f"@{name}" and not text[: match.start()].endswith(":")
        )
        return ExpressionError(f"in @{within[-1]}: {message}", text, next(spots, 0))


def _there_are(name: str, known: Iterable[str], shown: Iterable[str] | None = None) -> str:
    """Return the sentence that offers a near name, else all that are to be shown."""
    known = sorted(known)
    near = difflib.get_close_matches(name, known, 1)
    if near:
        return f"did you mean {near[0]}?"
    return f"there are {', '.join(shown or known)}." if known else "the configuration names none."


_NOT_CLOSED = "this bracket is not closed"
_NEAR_WHAT = "NEAR stands between words, phrases or (a OR b) of them"


def _is_binary(token: Token) -> bool:
    return token.kind == "word" and (
        token.text in ("AND", "OR") or _NEAR.fullmatch(token.text) is not None
    )


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

    def _ends(self) -> bool:
        token = self._peek()
        return token is None or token.kind == "close"

    def _dangling(self, operator: Token) -> NoReturn:
        where = "before a term" if operator.text == "NOT" else "between two terms"
        raise self._error(
            f"{operator.text} has to stand {where}; quote it to look for the word", operator.start
        )

    def _expression(self) -> Node:
        parts = [self._conjunction(None)]
        while self._is_operator("OR"):
            parts.append(self._conjunction(self._take()))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self, operator: Token | None) -> Node:
        """Return the tree of what stands behind an OR, or at the beginning."""
        parts = [self._factor(operator)]
        while not self._ends() and not self._is_operator("OR"):
            operator = self._take() if self._is_operator("AND") else None
            parts.append(self._factor(operator))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _factor(self, operator: Token | None) -> Node:
        """Return the tree of the term that an operator, if there is one, asks for."""
        negations = 0
        while (token := self._peek()) and (token.kind == "minus" or self._is_operator("NOT")):
            operator = self._take()
            negations += 1
        if operator is not None and self._ends():
            self._dangling(operator)
        if token is not None and _is_binary(token):
            self._dangling(token)
        node = self._near(self._primary(), token)
        return Not(node) if negations % 2 else node

    def _primary(self) -> Node:
        token = self._take()
        if token.kind == "open":
            return self._bracketed(token)
        if token.kind == "close":
            raise self._error("there is no bracket that this one closes", token.start)
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
        if self._ends():
            empty = self._peek() is not None
            message = "there is nothing between the brackets" if empty else _NOT_CLOSED
            raise self._error(message, opening.start)
        node = self._expression()
        if self._peek() is None:
            raise self._error(_NOT_CLOSED, opening.start)
        self._take()
        self._depth -= 1
        return node

    def _near(self, first: Node, start: Token | None) -> Node:
        """Return what a term and all NEAR behind it make; ``start`` is where the term begins."""
        operands: list[tuple[Words, ...]] = []
        distance = 0
        while (token := self._peek()) is not None and token.kind == "word":
            found = _NEAR.fullmatch(token.text)
            if found is None:
                break
            own = self._distance(found[1], token)
            if not operands:
                operands.append(self._alternatives(first, start))
                distance = own
            if own != distance:
                raise self._error(
                    f"{token.text} follows NEAR/{distance}: in a chain all have one number",
                    token.start,
                )
            operands.append(self._near_operand(self._take()))
        return Near(tuple(operands), distance) if operands else first

    def _near_operand(self, operator: Token) -> tuple[Words, ...]:
        if self._ends():
            self._dangling(operator)
        token = self._peek()
        if token is not None and (token.kind == "minus" or _is_binary(token)):
            raise self._error(_NEAR_WHAT, token.start)
        if self._is_operator("NOT") and token is not None:
            raise self._error(_NEAR_WHAT, token.start)
        return self._alternatives(self._primary(), token)

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
        raise self._error(_NEAR_WHAT, token.start if token is not None else 0)

    def _words(self, text: str, token: Token, *, is_phrase: bool = False) -> Words:
        if not is_phrase and text.endswith(":") and text[:-1].lower() in FIELD_NAMES:
            raise self._error(f"{text} needs a value right behind the colon", token.end)
        if not tokens.words(text):
            raise self._error("there is no word in this", token.start)
        return Words(text, is_phrase)

    def _quoted(self, token: Token) -> str:
        quoted = _QUOTED.fullmatch(token.text)
        if quoted is None:
            raise self._error("this quotation is not closed", token.start)
        return _ESCAPED.sub(r"\1", quoted[1] if quoted[2] is None else quoted[2])

    def _regex(self, token: Token) -> tuple[str, bool]:
        body = _SLASHED.fullmatch(token.text)
        if body is None:
            raise self._error(
                "this regular expression is not closed with /; a text with / has to be quoted",
                token.start,
            )
        following = self._peek()
        if following is not None and following.start == token.end and following.kind != "close":
            raise self._error(
                f"behind {token.text} only the flag i may stand; a text with / has to be quoted",
                following.start,
            )
        if not body[1]:
            raise self._error("there is nothing between the slashes", token.start)
        pattern, ignore_case = body[1].replace("\\/", "/"), bool(body[2])
        try:
            compile_patterns((pattern,), ignore_case=ignore_case)
        except PatternError as error:
            at = error.position or 0
            # Each slash of the pattern was written with a backslash.
            at += token.start + 1 + pattern.count("/", 0, at)
            raise self._error(f"this regular expression is wrong: {error}", at) from None
        return pattern, ignore_case

    def _field(self, token: Token) -> Node:
        written = token.text[:-1]
        name = _ALIASES.get(written.lower(), written.lower())
        if name not in FIELDS and not name.startswith(META):
            hint = _there_are(name, FIELD_NAMES, (*FIELDS, "url", f"{META}NAME"))
            raise self._error(
                f"no field {written!r}; {hint} To look for the word itself, quote it", token.start
            )
        value = self._take()
        text = self._value(value)
        if not text.strip():
            raise self._error("there is nothing between the quotation marks", value.start)
        if name == "in":
            return Part(self._part(text, value))
        return Field(name, self._test(name, text, value))

    def _value(self, value: Token) -> str:
        """Return the text of a value, which without quotes goes to the next blank or bracket."""
        if value.kind == "phrase":
            return self._quoted(value)
        if value.kind == "regex":
            return value.text
        end = value.end
        while (more := self._peek()) and more.start == end and more.kind not in ("open", "close"):
            if more.kind == "phrase":
                raise self._error(
                    "a quotation mark inside a value: quote the whole value", more.start
                )
            end = self._take().end
        return self._text[value.start : end]

    def _part(self, text: str, value: Token) -> str:
        name = text.lower().replace("-", "_")
        name = _PART_ALIASES.get(name, name)
        if name not in PARTS:
            raise self._error(
                f"no part {text!r} of documents; {_there_are(name, PARTS)}", value.start
            )
        return name

    def _test(self, name: str, text: str, value: Token) -> Test:
        is_quoted = value.kind == "phrase"
        if not is_quoted and text.lower() == "none" and name not in NUMBER_FIELDS:
            return Absent()
        if name in NUMBER_FIELDS:
            return self._numbers(text, value)
        if name.startswith(META) and not is_quoted and _RANGE.fullmatch(text):
            return self._any_numbers(text, value)
        if name == "date":
            return self._dates(text, value.start + is_quoted)
        if value.kind == "regex":
            return Matches(*self._regex(value))
        if not is_quoted and re.search(r"[*?]", text):
            return Pattern(text)
        return Text(text)

    def _numbers(self, text: str, value: Token) -> Numbers:
        ends = re.fullmatch(r"(?:(>=?|<=?)?([0-9]{1,15})|([0-9]{0,16})\.\.([0-9]{0,16}))", text)
        if ends is None:
            raise self._error("a number is needed: 100, >100, 100..500 or ..500", value.start)
        sign, number, first, last = ends.groups()
        if number is not None:
            at = int(number)
            if sign in (">", ">="):
                return Numbers(at + (sign == ">"), None)
            if sign in ("<", "<="):
                if sign == "<" and at == 0:
                    raise self._error("no number is below 0", value.start)
                return Numbers(None, at - (sign == "<"))
            return Numbers(at, at)
        found = Numbers(int(first) if first else None, int(last) if last else None)
        if found.first is not None and found.last is not None and found.first > found.last:
            raise self._error(f"{text} is empty: its end lies before its beginning", value.start)
        return found

    def _any_numbers(self, text: str, value: Token) -> Numbers:
        """Return a range of numbers that need not be whole, nor above 0."""
        if sign := re.match(r"[<>]=?", text):
            end = self._any_number(text[sign.end() :], value.start + sign.end())
            if sign[0][0] == ">":
                return Numbers(end, None, above=sign[0] == ">")
            return Numbers(None, end, below=sign[0] == "<")
        first, last = (
            self._any_number(end, value.start) if end else None for end in text.split("..")
        )
        if first is not None and last is not None and first > last:
            raise self._error(f"{text} is empty: its end lies before its beginning", value.start)
        return Numbers(first, last)

    def _any_number(self, text: str, at: int) -> float:
        if not re.fullmatch(_ANY_NUMBER, text):
            raise self._error("a number is needed: 10, -5 or 3.25", at)
        return float(text) if "." in text else int(text)

    def _dates(self, text: str, at: int) -> Dates:
        if sign := re.match(r"[<>]=?", text):
            date = self._date(text[sign.end() :], at + sign.end())
            if sign[0][0] == "<":
                return Dates(None, date, before=sign[0] == "<")
            return Dates(date, None, after=sign[0] == ">")
        first, dots, last = text.partition("..")
        start = self._date(first, at) if first or not dots else None
        end = self._date(last, at + len(first) + 2) if last else None
        if not dots:
            return Dates(start, start)
        if start and end and end < start[: len(end)]:
            raise self._error(f"{text} is empty: its end lies before its beginning", at)
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
        return " OR ".join([_inside(part, node) for part in node.parts])
    if isinstance(node, And):
        return " ".join([_inside(part, node) for part in node.parts])
    if isinstance(node, Not):
        return f"NOT {_inside(node.part, node)}"
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
    return f"{node.name}:{_test_text(node.test, is_meta=node.name.startswith(META))}"


def _inside(node: Node, parent: Node) -> str:
    if _needs_brackets(node, parent):
        return f"({unparse(node)})"
    # Beside an OR a blank would not say that it binds tighter.
    if isinstance(node, And):
        return " AND ".join([_inside(part, node) for part in node.parts])
    return unparse(node)


def _needs_brackets(node: Node, parent: Node | None) -> bool:
    if parent is None:
        return False
    if isinstance(node, Not):
        return isinstance(parent, Not)
    return isinstance(node, Or) or (isinstance(node, And) and not isinstance(parent, Or))


def _words_text(words: Words) -> str:
    return _quote(words.text) if words.is_phrase or not _is_plain(words.text) else words.text


def _is_plain(text: str) -> bool:
    """Tell whether a text needs no quotation marks to be read as a word."""
    token = _TOKEN.fullmatch(text)
    if token is None or token.lastgroup != "word":
        return False
    is_field = text.endswith(":") and text[:-1].lower() in FIELD_NAMES
    return text not in _OPERATORS and _NEAR.fullmatch(text) is None and not is_field


def _quote(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _slashed(pattern: str, ignore_case: bool) -> str:
    return f"/{pattern.replace('/', chr(92) + '/')}/{'i' if ignore_case else ''}"


def _test_text(test: Test, *, is_meta: bool) -> str:
    if isinstance(test, Absent):
        return "none"
    if isinstance(test, Matches):
        return _slashed(*test)
    if isinstance(test, Pattern):
        return test.wildcard
    if isinstance(test, Text):
        is_plain = _PLAIN_VALUE.fullmatch(test.value) and test.value.lower() != "none"
        return test.value if is_plain else _quote(test.value)
    first, last = map(_end_text, test[:2])
    _, _, is_above, is_below = test
    if is_above or is_below:
        return f">{first}" if is_above else f"<{last}"
    if first and first == last and not (is_meta and isinstance(test, Numbers)):
        return first
    if test.first == _GREATEST + 1:
        return f">{_GREATEST}"
    return f"{first}..{last}"


def _end_text(end: float | str | None) -> str:
    if isinstance(end, float):
        return format(Decimal(repr(end)), "f")
    return "" if end is None else str(end)


# A value that needs no quotation marks; others may, though not all of them do.
_PLAIN_VALUE = re.compile(r"\w[\w.-]*")
