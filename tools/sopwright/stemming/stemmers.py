"""Stemmers by name: those of Snowball, and ours for Bulgarian, which Snowball lacks."""

from collections.abc import Callable, Mapping
from functools import cache

import snowballstemmer

from sopwright.stemming import bulgarian

Stemmer = Callable[[str], str]
"""Takes a word in lower case to its stem."""

_OURS: Mapping[str, Stemmer] = {"bulgarian": bulgarian.stem, "bulgarian-verbs": bulgarian.verb_stem}


def names() -> tuple[str, ...]:
    """The names of all stemmers."""
    return (*_OURS, *snowballstemmer.algorithms())


@cache
def stemmer(name: str) -> Stemmer:
    """The stemmer of that name.

    Raises:
        KeyError: There is none.
    """
    if name in _OURS:
        return _OURS[name]
    inner: Stemmer = snowballstemmer.stemmer(name).stemWord
    return inner
