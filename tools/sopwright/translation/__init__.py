"""What is missing, stale or unreviewed in each language, section by section; packets for translators."""
