"""The rules a handbook is checked against, one file each."""
