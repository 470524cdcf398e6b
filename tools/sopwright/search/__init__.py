"""Search: editions to an index for each audience and language, and queries over it."""
