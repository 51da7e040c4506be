"""Problems of the records of a file: each sort is told once, with how many there are and where."""

from __future__ import annotations

from corpus_cli.readers.notes import Note, Tell

# How many places are named.
_NAMED = 3


class Tally:
    """Counts problems by what they are; ``unit`` is what a file consists of: ``line``, ``row``.

    They are told by `finish`.
    """

    def __init__(self, source: str, tell: Tell, unit: str) -> None:
        self._source = source
        self._tell = tell
        self._unit = unit
        self._places: dict[tuple[str, bool], list[int]] = {}
        self._counts: dict[tuple[str, bool], int] = {}
        self.has_error = False

    def add(self, what: str, place: int, *, is_error: bool = False) -> None:
        """Count one more of a sort, at record or line number ``place``."""
        key = (what, is_error)
        self._counts[key] = self._counts.get(key, 0) + 1
        places = self._places.setdefault(key, [])
        if len(places) < _NAMED:
            places.append(place)

    def finish(self) -> None:
        """Tell what was counted, and begin anew."""
        for (what, is_error), count in self._counts.items():
            where = self._where(self._places[what, is_error], count)
            self.note(f"{where}: {what}", is_error=is_error)
        self._counts.clear()
        self._places.clear()

    def note(self, message: str, *, is_error: bool = False) -> None:
        """Tell at once what concerns the whole file."""
        self.has_error |= is_error
        self._tell(Note(self._source, message, is_error))

    def _where(self, places: list[int], count: int) -> str:
        if count == 1:
            return f"{self._unit} {places[0]:,}"
        named = ", ".join(f"{place:,}" for place in places)
        more = f" and {count - len(places):,} more" if count > len(places) else ""
        return f"{self._unit}s {named}{more}"
