"""Files behind a URL, opened by fsspec: object stores, web servers, members of archives far away.

A place is listed once a command; what its files are is known by their ETags, or by their times.
Small files are fetched whole, many at a time; of large ones come blocks as they are read, where
the server can. Passwords and signatures stay in memory. Only ``systems`` imports fsspec, which is
imported for nothing else. May import ``sources``, ``streams`` and ``errors``.
"""

from __future__ import annotations

from corpus_cli.readers.remote.files import RemoteFile, ahead, open_below
from corpus_cli.readers.remote.listing import Listed, Listing, listed_once, listing

__all__ = ["Listed", "Listing", "RemoteFile", "ahead", "listed_once", "listing", "open_below"]
