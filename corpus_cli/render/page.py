"""Records as a web page that stands alone: no script, nothing fetched, everything escaped.

May import ``export`` for what it writes, ``records`` and ``text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from corpus_cli.render.records import field_text
from corpus_cli.render.text import safe

if TYPE_CHECKING:
    from corpus_cli.render.export import Table

_STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: bold; padding: .4rem 0 }
th, td { padding: .2rem .7rem; border-bottom: 1px solid #ddd; text-align: start;
  vertical-align: top; white-space: pre-wrap }
th { position: sticky; top: 0; background: #f4f4f4 }
.n { text-align: right; white-space: nowrap }
dl { display: grid; grid-template-columns: max-content auto; gap: .1rem 1rem; color: #555 }
dd { margin: 0; overflow-wrap: anywhere }
"""


def page(table: Table) -> Iterator[str]:
    """Yield the pieces of a page: a table with its caption, and the facts below it."""
    title = _cell(table.caption)
    yield (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"<table>\n<caption>{title}</caption>\n"
    )
    kinds = _numeric(table)
    yield "<thead><tr>"
    for name, number in zip(table.fields, kinds, strict=True):
        yield f'<th scope="col"{" class=n" if number else ""}>{_cell(name)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows():
        cells = zip(row, kinds, strict=True)
        yield f"<tr>{''.join(_data(value, number) for value, number in cells)}</tr>\n"
    yield "</tbody>\n</table>\n<dl>\n"
    for name, fact in table.facts:
        yield f'<dt>{_cell(name)}</dt><dd dir="auto">{_cell(fact)}</dd>\n'
    yield "</dl>\n</body>\n</html>\n"


def _numeric(table: Table) -> list[bool]:
    """Tell of each field whether it holds numbers, and nothing else but what is not known."""
    kinds: list[set[type]] = [set() for _ in table.fields]
    for row in table.rows():
        for kind, value in zip(kinds, row, strict=True):
            kind.add(type(value))
    return [bool(kind & {int, float}) and kind <= {int, float, type(None)} for kind in kinds]


def _data(value: Any, is_number: bool) -> str:
    return f"<td{' class=n' if is_number else ' dir=auto'}>{_cell(field_text(value))}</td>"


def _cell(text: str) -> str:
    return escape(safe(text))
