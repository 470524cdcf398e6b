"""Words as Typst code."""

import re

from sopwright.outputs.book.code import Code, call, string

LONGEST_WORD = 30
"""Letters without a place to break at; a longer word may be broken anywhere, or it would leave the page."""

_OVERLONG = re.compile(rf"([!-~\u00a1-\u2fff]{{{LONGEST_WORD + 1},}})")


def words(text: str) -> Code:
    """Words; one that is too long for a line may be broken anywhere."""
    if not _OVERLONG.search(text):
        return string(text)
    return call("breakable", *map(string, _OVERLONG.split(text)))
