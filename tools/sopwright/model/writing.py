"""How a language is written: ``templates/writing/<language>.yml``."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from sopwright.model.form import Form
from sopwright.stemming.stemmers import names


def _known(name: str) -> str:
    if name not in names():
        raise ValueError(f"`{name}` is no stemmer; there are {', '.join(names())}")
    return name


StemmerName = Annotated[str, AfterValidator(_known)]
Pair = Annotated[str, StringConstraints(min_length=2, max_length=2)]
"""An opening and a closing sign."""


class Writing(Form):
    """What rules know of a language; all of it may be left out, and is not looked at then."""

    stemmers: tuple[StemmerName, ...] = ()
    """What takes words to their stems, by name; words are forms of one if any of these says so. Without a name, the
    first letters are compared."""
    quotes: tuple[Pair, ...] = ()
    """Pairs of quotation marks; any other sign of quotation is a fault."""
    full_width: bool = False
    """Whether punctuation between the language's own characters is full width, as in Chinese."""
    traditional: bool = False
    """Whether characters that exist only in Simplified Chinese are a fault."""
    shortest: float = Field(default=0, ge=0)
    """The shortest length of a translated passage that is usual, as a part of the source's in characters."""
    longest: float = Field(default=0, ge=0)
    """The longest; 0 means that length is not looked at."""
