"""The reader of reStructuredText: the text as it stands, and its blocks.

Blocks are told by indentation and marks, line by line, as the specification of docutils has them
(https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html); what directives and roles
mean is left alone. May import ``front_matter``, ``markdown``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from corpus_cli.model import BlockKind, Layout, RawBlock, RawDocument
from corpus_cli.readers import text as plain
from corpus_cli.readers.front_matter import Metadata, metadata_of
from corpus_cli.readers.item import Item, Options
from corpus_cli.readers.notes import Tell


def read(item: Item, tell: Tell, options: Options) -> Iterator[RawDocument]:
    """Yield the one document of a reStructuredText file, with its blocks and its field list."""
    for raw in plain.read(item, tell, options):
        scanner = _Scanner(raw.text)
        blocks = scanner.blocks()
        said = scanner.metadata()
        title = _title(raw.text, blocks)
        yield replace(
            raw,
            title=title or said.title,
            author=said.author,
            date=said.date,
            language=said.language,
            meta={**said.meta, **raw.meta},
            layout=Layout(tuple(blocks)),
        )


def _title(text: str, blocks: list[RawBlock]) -> str | None:
    """Return the first heading, which becomes the title if nothing but marks stands before it."""
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            blocks[at] = block._replace(kind="title")
            return " ".join(text[block.start : block.end].split())
        if block.kind not in ("other", "boilerplate"):
            return None
    return None


# Directives whose contents are code and the like, and those that hold no text at all.
_LITERAL = frozenset(
    """code code-block sourcecode highlight-block math parsed-literal prompt doctest testcode
    testoutput testsetup ipython graphviz csv-table table list-table productionlist console
    literalinclude plot mermaid uml""".split()
)
_MUTE = frozenset(
    """toctree include image raw contents index meta default-role highlight module currentmodule
    automodule autoclass autofunction sectnum header footer role replace unicode date title target
    moduleauthor sectionauthor py:module py:currentmodule only tabularcolumns""".split()
)

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*$")
_BULLET = re.compile(r"[-*+•‣⁃][ \t]+(?=\S)|[-*+•‣⁃]$")
_NUMBER = re.compile(
    r"(?:\((?P<in>\d{1,9}|#|[A-Za-z]|[ivxlcdmIVXLCDM]{2,8})\)"
    r"|(?P<on>\d{1,9}|#|[A-Za-z]|[ivxlcdmIVXLCDM]{2,8})[.)])[ \t]+(?=\S)"
)
_FIELD = re.compile(r":((?:[^:\\`]|\\.){1,80}):(?:[ \t]+|$)")
_DIRECTIVE = re.compile(
    r"\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([A-Za-z][\w.:+-]*?)[ \t]?::(?:[ \t]+(.*))?$"
)
_FOOTNOTE = re.compile(r"\.\.[ \t]+\[[^\]]+\][ \t]")
_GRID = re.compile(r"\+(?:[-=]+\+)+$")
_SIMPLE_TABLE = re.compile(r"=+(?:[ \t]+=+)+$")
_SHORTEST_LINE = 4


class _Level(NamedTuple):
    """An indentation that is open, and what it is of: ``body``, ``item`` or ``quote``."""

    indent: int
    form: str


class _Scanner:
    """Finds the blocks of reStructuredText."""

    def __init__(self, text: str) -> None:
        raw = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in raw), initial=0))
        self._lines = [line.rstrip() for line in raw]
        bare = [line.lstrip() for line in self._lines]
        # Columns, a tab to the next multiple of eight.
        self._indents = [
            len(line[: len(line) - len(rest)].expandtabs(8))
            for line, rest in zip(self._lines, bare, strict=True)
        ]
        self._bare = bare
        self._levels = [_Level(0, "body")]
        self._blocks: list[RawBlock] = []
        self._fields: dict[str, str] = {}
        # Nothing but marks and the title has been met.
        self._is_head = True
        # A literal block is to follow that is indented deeper than this.
        self._literal: int | None = None

    def blocks(self) -> list[RawBlock]:
        """Return the blocks, in the order of the text."""
        at = 0
        while at < len(self._lines):
            at = self._block(at) if self._bare[at] else at + 1
        return self._blocks

    def metadata(self) -> Metadata:
        """Return what the field list at the head says."""
        return metadata_of(self._fields)

    def _block(self, at: int) -> int:
        """Read the block that begins at a line; return the line behind it."""
        indent, line = self._indents[at], self._bare[at]
        literal, self._literal = self._literal, None
        if literal is not None and indent > literal:
            return self._whole(at, literal, "paragraph", is_begun=True)
        self._enter(at, indent)
        end = self._section(at)
        if end is not None:
            return end
        if line == ".." or line.startswith((".. ", "..\t")):
            return self._explicit(at)
        if line.startswith("__ "):
            return self._add("other", at, at + 1)
        if _FIELD.match(line):
            return self._field(at)
        self._is_head = False
        if _GRID.match(line):
            return self._add(self._kind(), at, self._run_end(at))
        if _SIMPLE_TABLE.match(line):
            return self._simple_table(at)
        if line.startswith((">>> ", "| ")):
            return self._add(self._kind(), at, self._run_end(at))
        found = _BULLET.match(line) or self._numbered(at)
        if found is not None:
            return self._item(at, found)
        return self._paragraph(at)

    # --- indentation -----------------------------------------------------------------------------

    def _enter(self, at: int, indent: int) -> None:
        """Close the levels that are indented deeper than a line, and open one if none fits."""
        while self._levels[-1].indent > indent:
            self._levels.pop()
        if self._levels[-1].indent < indent:
            # Right below a line, it is what defines that; else it is quoted, unless it is a list.
            is_quote = at == 0 or not self._bare[at - 1] or self._levels[-1].form == "quote"
            line = self._bare[at]
            is_item = _BULLET.match(line) or _NUMBER.match(line) or line.startswith(">>> ")
            self._levels.append(_Level(indent, "quote" if is_quote and not is_item else "body"))

    def _kind(self) -> BlockKind:
        return "quote" if any(level.form == "quote" for level in self._levels) else "paragraph"

    def _run_end(self, at: int) -> int:
        """Return the first line from ``at`` on that is blank or indented less."""
        indent = self._indents[at]
        end = at + 1
        while end < len(self._lines) and self._bare[end] and self._indents[end] >= indent:
            end += 1
        return end

    def _whole(self, at: int, indent: int, kind: BlockKind, *, is_begun: bool = False) -> int:
        """Add the lines from ``at`` on that are indented deeper, blank ones between them too."""
        last = at
        end = at if is_begun else at + 1
        while end < len(self._lines) and (not self._bare[end] or self._indents[end] > indent):
            if self._bare[end]:
                last = end
            end += 1
        self._add(kind, at, last + 1)
        return last + 1

    def _add(
        self,
        kind: BlockKind,
        at: int,
        end: int,
        depth: int | None = None,
        number: int | None = None,
    ) -> int:
        """Add the lines from ``at`` to ``end`` as a block; return ``end``."""
        start = self._starts[at] + len(self._lines[at]) - len(self._bare[at])
        stop = self._starts[end - 1] + len(self._lines[end - 1])
        self._blocks.append(RawBlock(kind, start, stop, depth=depth, number=number))
        return end

    # --- blocks ----------------------------------------------------------------------------------

    def _section(self, at: int) -> int | None:
        """Read a section's title with its lines below and above, or a line across the page."""
        bare = self._bare
        line = bare[at]
        below = bare[at + 1] if at + 1 < len(bare) else ""
        mark = _ADORNMENT.match(line)
        if mark is not None and len(line) >= 2:
            third = bare[at + 2] if at + 2 < len(bare) else ""
            if below and third == line and _is_long_enough(line, below):
                self._add("other", at, at + 1)
                self._add("heading", at + 1, at + 2)
                return self._add("other", at + 2, at + 3)
            is_alone = not below and (at == 0 or not bare[at - 1])
            if is_alone and len(line) >= _SHORTEST_LINE:
                return self._add("other", at, at + 1)
        if (
            not self._indents[at]
            and below
            and not self._indents[at + 1]
            and _ADORNMENT.match(below)
            and (len(below) > 1 or len(line) == 1)
            and _is_long_enough(below, line)
            and (mark is None or len(line) < _SHORTEST_LINE)
        ):
            self._add("heading", at, at + 1)
            return self._add("other", at + 1, at + 2)
        return None

    def _explicit(self, at: int) -> int:
        """Read what two full stops begin: a directive, a footnote, a target, a comment."""
        line, indent = self._bare[at], self._indents[at]
        if _FOOTNOTE.match(line):
            self._is_head = False
            return self._whole(at, indent, "footnote")
        directive = _DIRECTIVE.match(line)
        if directive is None or line.startswith((".. |", ".. _")):
            return self._comment(at)
        name = directive[1].lower()
        if name in _MUTE or name.startswith("auto"):
            return self._whole(at, indent, "other")
        self._is_head = False
        if name in _LITERAL:
            return self._whole(at, indent, "paragraph")
        end = at + 1
        while end < len(self._lines) and self._indents[end] > indent and self._bare[end]:
            if not directive[2] and not _FIELD.match(self._bare[end]):
                break
            end += 1
        self._add("paragraph" if directive[2] else "other", at, end)
        # Its contents are a body of their own.
        inner = next((n for n in range(end, min(end + 3, len(self._bare))) if self._bare[n]), None)
        if inner is not None and self._indents[inner] > indent:
            self._levels.append(_Level(self._indents[inner], "body"))
        return end

    def _comment(self, at: int) -> int:
        following = self._bare[at + 1] if at + 1 < len(self._bare) else ""
        if self._bare[at] == ".." and not following:
            # An empty comment ends what is indented before it, and takes nothing.
            return self._add("other", at, at + 1)
        return self._whole(at, self._indents[at], "other")

    def _field(self, at: int) -> int:
        """Read a field and what is indented below it; of those at the head, take what they say."""
        found = _FIELD.match(self._bare[at])
        indent = self._indents[at]
        if found is None or not self._is_head or indent:
            return self._add(self._kind(), at, self._field_end(at))
        end = self._field_end(at)
        name = " ".join(found[1].split()).lower()
        said = [self._bare[at][found.end() :], *self._bare[at + 1 : end]]
        value = " ".join(line.strip() for line in said if line)
        if value:
            self._fields.setdefault(name, value)
        return self._add("boilerplate", at, end)

    def _field_end(self, at: int) -> int:
        end = at + 1
        while end < len(self._lines) and self._bare[end] and self._indents[end] > self._indents[at]:
            end += 1
        return end

    def _simple_table(self, at: int) -> int:
        """Add a table between rows of ``====``, which may hold blank lines."""
        rules = 1
        end = at + 1
        while end < len(self._lines):
            if self._bare[end].startswith("=") and _SIMPLE_TABLE.match(self._bare[end]):
                rules += 1
                following = self._bare[end + 1] if end + 1 < len(self._bare) else ""
                if rules > 1 and not following:
                    return self._add(self._kind(), at, end + 1)
            elif not self._bare[end] and rules > 2:
                break
            end += 1
        return self._add(self._kind(), at, self._run_end(at))

    def _numbered(self, at: int) -> re.Match[str] | None:
        """Tell an item of a numbered list; a line that goes on below it unindented is none."""
        found = _NUMBER.match(self._bare[at])
        if found is None or at + 1 >= len(self._lines) or not self._bare[at + 1]:
            return found
        below = self._indents[at + 1]
        is_next = _NUMBER.match(self._bare[at + 1]) is not None
        return found if below != self._indents[at] or is_next else None

    def _item(self, at: int, found: re.Match[str]) -> int:
        mark = found.groupdict().get("in") or found.groupdict().get("on") or ""
        number = int(mark) if mark.isdecimal() else None
        indent = self._indents[at]
        inner = indent + max(found.end(), 2)
        depth = sum(level.form == "item" for level in self._levels)
        end = at + 1
        while end < len(self._lines) and self._bare[end] and self._indents[end] > indent:
            if self._indents[end] != inner or _BULLET.match(self._bare[end]):
                break
            end += 1
        kind: BlockKind = "quote" if self._kind() == "quote" else "list_item"
        if kind == "quote":
            self._add(kind, at, end)
        else:
            self._add(kind, at, end, depth, number)
        self._levels.append(_Level(inner, "item"))
        self._expect_literal(end - 1, indent)
        return end

    def _paragraph(self, at: int) -> int:
        indent = self._indents[at]
        end = at + 1
        while end < len(self._lines) and self._bare[end] and self._indents[end] >= indent:
            if self._indents[end] > indent and end == at + 1:
                # A term, and its definition below.
                break
            end += 1
        self._expect_literal(end - 1, indent)
        return self._add(self._kind(), at, end)

    def _expect_literal(self, last: int, indent: int) -> None:
        if self._bare[last].endswith("::"):
            self._literal = indent


def _is_long_enough(adornment: str, title: str) -> bool:
    """Whether a row of marks is as long as the title it stands by; four will always do."""
    return bool(_ADORNMENT.match(adornment)) and len(adornment) >= min(len(title), _SHORTEST_LINE)
