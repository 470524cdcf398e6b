"""Numbers written out in running text, in one form for all languages."""

import re
from collections.abc import Iterator

# Groups of three (1 000, 1,000) are one number; so are 8:30, 08.30 and 2,5.
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*")
_DIGIT = re.compile(r"\d")


def numbers(words: str) -> Iterator[str]:
    """The numbers in some words, whatever signs a language writes them with."""
    if _DIGIT.search(words):
        for match in _NUMBER.finditer(words):
            yield from _in_one_form(match[0])


def _in_one_form(written: str) -> list[str]:
    """A number without its language's signs; of a date or a time with seconds, each number by itself."""
    groups = re.split(r"\D", written)
    if all(len(group) == 3 for group in groups[1:]):
        return [str(int("".join(groups)))]
    if len(groups) > 2:
        return [str(int(group)) for group in groups]
    return [".".join([str(int(groups[0])), *groups[1:]])]
