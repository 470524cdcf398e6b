/* Material restores linked tabs here; the handbook has none. */
