"""Analyses: each a pure function of one shard, a merge of its partial results, and a finish.

A query module defines a frozen ``Request``, ``partial(shard, request)``, ``merge(partials)`` and
``finish(merged, request)``, so that one shard or many, here or elsewhere, give the same answer.
May import everything up to ``build``; never Rich or Typer.
"""
