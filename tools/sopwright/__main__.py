"""Run the command line as ``python -m sopwright``."""

from sopwright.cli import main

if __name__ == "__main__":
    main()
