"""Parts of a corpus: the expressions that choose them, and where words stand in them."""
