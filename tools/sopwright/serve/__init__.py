"""The intranet server: who somebody is, what they may fetch, and the pages that only a server can have."""
