"""One file a command: plain functions that return an exit code."""
