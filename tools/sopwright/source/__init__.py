"""Bytes become text, YAML and Markdown with places: the only reader of content files."""
