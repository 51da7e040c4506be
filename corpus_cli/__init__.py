"""Explore a folder of text: list, read, grep and search documents and their comment threads."""
