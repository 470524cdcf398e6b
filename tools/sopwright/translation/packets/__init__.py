"""Packets for translators: what is left to translate as XLIFF 2.0, PO or CSV, and what comes back."""
