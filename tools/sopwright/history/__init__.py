"""A handbook's past: what a Git repository says about earlier contents. Nothing here writes to the repository."""
