"""Text that is hard to draw, and what may not be in a drawing; shared by the tests of drawings."""

from __future__ import annotations

import io
import unicodedata

from hypothesis import strategies as st
from rich.cells import cell_len

from corpus_cli.render.output import Format, Output

ALPHABET = (
    "a b, é e\u0301 क\u093f 山 語 ｗ 한 👩\u200d🌾 👍🏽 🇩🇪🇫🇷 ❤\ufe0f \u200d \ufe0f "
    "حلب عَ שלום \u200f \u202e \u2068 "
    "\t \n \r \x00 \x1b[31m \x7f \x9b \u2028 \ud800 [red] $x$ \u00ad \u0600"
)
PIECES = st.sampled_from(sorted({*ALPHABET, *ALPHABET.split(" ")}))
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def output(width: int, *, color: bool = False, encoding: str = "utf-8") -> Output:
    stream = io.TextIOWrapper(
        io.BytesIO(), encoding=encoding, errors="backslashreplace", newline="\n"
    )
    return Output(stream, Format.TABLE, color, width, 24)


def drawn(output: Output) -> str:
    """Return what was written to an output made by `output`."""
    stream = output.stream
    assert isinstance(stream, io.TextIOWrapper)
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode(stream.encoding)


def lines(output: Output) -> list[str]:
    """Return the lines of an output, none of which a terminal would obey or be outgrown by."""
    text = drawn(output)
    assert not text or text.endswith("\n")
    found = text.split("\n")[:-1]
    for line in found:
        assert cell_len(line) <= output.width, line
        assert not [char for char in line if is_unsafe(char)], ascii(line)
        assert line == line.rstrip(" ")
    return found


def is_unsafe(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in (
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
