"""Beginnings: a new document from a skeleton, a company's own handbook from the example."""
