"""Books and leaflets as PDF, set by Typst."""
