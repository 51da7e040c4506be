"""The entry point of ``corpus`` and of ``python -m corpus_cli``."""

from corpus_cli.cli import main

if __name__ == "__main__":
    main()
