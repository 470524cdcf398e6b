"""The redline: what changed in a document, in words, on one page that is read and signed."""
