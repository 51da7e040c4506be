"""`Comparison` as people read it: what came out, and what has changed around it.

May import ``query`` for what it shows, how ``readers`` name standard input, ``messages`` and
``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus_cli.query.provenance import MEANT, Comparison, Provenance
from corpus_cli.readers.sources import STDIN
from corpus_cli.render.messages import counted
from corpus_cli.render.text import inline, json_text

# Digits of a fingerprint that tell two apart for people.
_SHORT = 12
_DIGEST = re.compile("[0-9a-f]{64}")

_FILE = {
    "same": "as it was written",
    "changed": "not what was written",
    "missing": "missing",
}


def comparison_lines(comparison: Comparison, before: Provenance) -> Iterator[str]:
    """Yield what to tell of a result that was made again, ``before`` being the old one."""
    verdict = "the same" if comparison.same else "changed"
    yield f"result: {verdict} ({_rows(comparison)})"
    if comparison.first is not None:
        now = "none" if comparison.row is None else json_text(comparison.row)
        yield f"  first at row {comparison.first:,}, which now is: {now}"
    if comparison.file_is is not None:
        yield f"file: {_FILE[comparison.file_is]}"
    read = ", ".join(
        "standard input" if each == STDIN else inline(each) for each in comparison.sources
    )
    for part, of in (("corpus", f" ({read})"), ("versions", "")):
        changes = [each for each in comparison.changes if each.what.startswith(f"{part}.")]
        verdict = "changed" if changes else "the same"
        yield f"{part}: {verdict} since {inline(before.written)}{of}"
        for name, old, new in changes:
            yield f"  {name.partition('.')[2]}: {_value(old)} -> {_value(new)}"
    for name, old, new in comparison.changes:
        if name in MEANT:
            yield f"{name}: changed"
            yield f"  was: {_value(old)}"
            yield f"  now: {_value(new)}"
        elif "." not in name:
            yield f"{name}: {_value(old)} -> {_value(new)}"


def _rows(comparison: Comparison) -> str:
    rows = counted(comparison.rows_now, "row")
    if comparison.same:
        return rows
    if comparison.gone or comparison.new:
        was = f"{comparison.rows_before:,} -> {rows}"
        return f"{was}: {comparison.gone:,} gone, {comparison.new:,} new"
    order = ", in another order" if comparison.first is not None else ""
    return f"the same {rows}{order}"


def _value(value: Any) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return ",".join(map(inline, value))
    text = "none" if value is None else str(value)
    return inline(text[:_SHORT] + "…" if _DIGEST.fullmatch(text) else text)
