"""The project's own errors, one tree; the command line turns each into one line and a status.

::

    CorpusError                 status 2, unless a subclass says otherwise
    ├── UsageError              an option or argument that makes no sense
    ├── CorpusNotFoundError     no folder or file to read
    ├── ConfigError             a configuration file that cannot be used
    ├── UnknownIdError          an id or address that names nothing; offers near ones
    ├── AmbiguousIdError        a prefix that several ids share; lists them
    ├── PatternError            a regular expression that does not compile; knows where
    ├── ExpressionError         an expression for --in that is wrong; knows where
    ├── PatternTimeoutError     a regular expression that ran out of its time budget
    └── SnapshotError           a snapshot that is damaged, or cannot be written

May import nothing of this package.
"""

from __future__ import annotations

from collections.abc import Sequence


class CorpusError(Exception):
    """Base of all errors raised on purpose; ``str()`` names the thing and the remedy."""


class UsageError(CorpusError):
    """An option or argument that makes no sense."""


class CorpusNotFoundError(CorpusError):
    """No folder or file to read was named or found."""


class ConfigError(CorpusError):
    """A configuration file exists but cannot be used."""


class UnknownIdError(CorpusError):
    """An id, or the address in it, names nothing.

    ``suggestions`` are the nearest ids, best first, each with its title where known.
    """

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.suggestions = tuple(suggestions)


class AmbiguousIdError(CorpusError):
    """A prefix of more than one id; ``candidates`` are those ids in corpus order."""

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class PatternError(CorpusError):
    """A regular expression that does not compile; ``position`` counts its characters from 0."""

    def __init__(self, message: str, pattern: str, position: int | None = None) -> None:
        super().__init__(message)
        self.pattern = pattern
        self.position = position


class ExpressionError(CorpusError):
    """An expression that is wrong; ``position`` counts its characters from 0."""

    def __init__(self, message: str, expression: str, position: int) -> None:
        super().__init__(message)
        self.expression = expression
        self.position = position


class PatternTimeoutError(CorpusError):
    """A regular expression ran out of its time budget on the named document."""


class SnapshotError(CorpusError):
    """A snapshot is damaged, of another format, or cannot be written."""
