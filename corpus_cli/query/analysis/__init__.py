"""Analyses: what is counted, compared and shown in context over a corpus or a part of it.

A module an analysis, each a pure function of a shard, its partial result, `merge` and `finish`.
"""
