"""Results to something a person or a program reads: terminal, plain text, JSON, CSV, TSV, Markdown.

Rich is imported inside the functions that draw on a terminal, so that piped output never pays for
it. May import everything but ``cli``; never Typer.
"""
