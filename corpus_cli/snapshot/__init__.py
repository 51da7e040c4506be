"""Shards on disk: written once, mapped into memory, and never answered from when outdated.

See `corpus_cli.snapshot.store` for where they lie and how they are put in place.
"""
