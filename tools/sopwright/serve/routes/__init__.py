"""The server's own pages, one file a subject."""
