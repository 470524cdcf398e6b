"""Exit codes, the same for every command."""

CLEAN = 0
FAULTS = 1
USAGE = 2
UNEXPECTED = 3
INTERRUPTED = 130
