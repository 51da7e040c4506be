"""`Result`: what every analysis returns, and what is printed, exported and run again.

May import what all query modules may.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, overload

from corpus_cli.errors import UsageError


class Record(Protocol):
    """A named tuple."""

    @property
    def _fields(self) -> tuple[str, ...]: ...


RowT = TypeVar("RowT", bound=Record)


def number_of(number: int, noun: str) -> str:
    """Return ``1 word`` or ``1,234 words``, for a remark."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Counted(NamedTuple):
    """What was looked at: documents, words; and what of it was left out.

    ``quoted`` counts the words of quotations and signatures, ``repeated`` those of paragraphs
    that repeat an earlier one; None where nobody asked to leave them out. ``repeated_comments``
    are those of which nothing was left.
    """

    documents: int = 0
    words: int = 0
    quoted: int | None = None
    repeated: int | None = None
    repeated_paragraphs: int = 0
    repeated_comments: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Result(Generic[RowT]):
    """The rows of an analysis, in order, and what there is to say of them.

    It is as long as the rows that it has, is iterated over them, and ``result[0]`` is the first.
    ``analysis`` is the command's name, ``fields`` the names of the rows' fields, ``total`` the
    number of rows there are without the limit. ``remarks`` name formulas, conventions and what
    was taken or left out, a sentence each.
    """

    analysis: str
    fields: tuple[str, ...]
    rows: tuple[RowT, ...]
    total: int
    counted: Counted
    remarks: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[RowT]:
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> RowT: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[RowT, ...]: ...

    def __getitem__(self, index: int | slice) -> RowT | tuple[RowT, ...]:
        return self.rows[index]

    def __repr__(self) -> str:
        rows = number_of(len(self.rows), "row")
        return f"{type(self).__name__}({self.analysis}, {rows} of {self.total:,})"

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a dictionary a row, by the names of the fields."""
        return [dict(zip(self.fields, tuple(row), strict=True)) for row in self.rows]  # type: ignore[arg-type]

    def to_frame(self) -> Any:
        """Return a data frame: pandas', else polars'; raises UsageError where neither is there."""
        try:
            import pandas
        except ImportError:
            return self._polars_frame()
        return pandas.DataFrame(self.to_rows(), columns=list(self.fields))

    def _polars_frame(self) -> Any:
        try:
            import polars
        except ImportError:
            raise UsageError("to_frame needs pandas or polars: pip install pandas") from None
        return polars.DataFrame(self.to_rows(), schema=list(self.fields))
