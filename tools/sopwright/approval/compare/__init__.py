"""What differs between two contents of a document: facts, steps, words, values."""
