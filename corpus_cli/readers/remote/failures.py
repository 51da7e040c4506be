"""What goes wrong far away, in a few words that name neither address nor password."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import responses

from corpus_cli.readers.sources import without_credentials

_EXTRA = "pip install 'corpus-cli[remote]'"
_OURS = ("fsspec", "s3fs", "aiohttp", "aiobotocore", "botocore")

# Libraries' own errors, by their names: none is imported to be told of.
_NO_CREDENTIALS = {"NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError"}
_NO_CONNECTION = {"ClientConnectorError", "ClientConnectorDNSError", "EndpointConnectionError"}
_BROKEN_OFF = {"ClientPayloadError", "ServerDisconnectedError", "IncompleteReadError"}


@contextmanager
def told() -> Iterator[None]:
    """Turn whatever is raised within into an OSError."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno or errno.EIO, reason(error)) from None
    except Exception as error:
        raise OSError(errno.EIO, reason(error)) from None


def reason(error: BaseException) -> str:
    """Return what went wrong, and the remedy where there is one."""
    chain = list(_causes(error))
    names = {type(each).__name__ for each in chain}
    missing = next((each for each in chain if isinstance(each, ImportError)), None)
    if missing is not None:
        return _missing(missing)
    status = next((each for each in map(_status, chain) if each >= 400), 0)
    if status:
        return f"the server answers {status} {responses.get(status, '')}".rstrip()
    if names & _NO_CREDENTIALS:
        return "no credentials found; name a profile with AWS_PROFILE, or set FSSPEC_S3_ANON=true"
    if any("Timeout" in name for name in names):
        return "no answer in time"
    if names & _NO_CONNECTION or any("SSL" in name for name in names):
        return f"no connection: {_said(chain[-1])}"
    if names & _BROKEN_OFF:
        return "the connection broke off"
    if isinstance(error, RecursionError):
        return "folders nested too deep"
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "access denied"
    said = _said(error)
    if "range requests" in said:
        return "the server gives no parts of files"
    return said


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int:
    """Return the status that a web server answered with, 0 if it is not about that."""
    status = getattr(error, "status", 0)
    return status if isinstance(status, int) else 0


def _missing(error: ImportError) -> str:
    said = _said(error)
    name = (error.name or "").partition(".")[0]
    if name in _OURS or any(each in said for each in _OURS):
        return f"what opens it is not installed: {_EXTRA}"
    return f"what opens it is not installed: {said}"


def _said(error: BaseException) -> str:
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return " ".join(without_credentials(text).split())[:200] or type(error).__name__
