"""What analyses count and find, held against plain loops over the units of documents."""
