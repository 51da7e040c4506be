"""The version, in its one place: the build, ``--version`` and the package read it here."""

__version__ = "0.1.0"

# Counted up with every change of what words or structure are found in a text, so that snapshots
# which were made before are made anew.
WORDS = 1
STRUCTURE = 2
