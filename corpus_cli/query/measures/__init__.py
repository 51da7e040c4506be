"""The statistics of corpus linguistics as pure functions of counts: a module a family.

Numbers go in and a number comes out; no corpus, no I/O and no NumPy. `published` holds the values
in the literature that they reproduce, and ``corpus verify`` shows that they do.
"""
