"""The base of every record read from YAML, and the small types its fields share."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

DOCUMENT_ID = r"[A-Z][A-Z0-9]{1,7}-[0-9]{3,4}"


class Form(BaseModel):
    """A record whose fields are all known, of the right type without coercion, and never changed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$")]
"""The name of a row in a register."""

DocumentId = Annotated[str, StringConstraints(pattern=rf"^{DOCUMENT_ID}$")]
"""A book's prefix and a number: ``SVC-004``."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\r\n]*\S[^\r\n]*$")]
"""One line of words."""

Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=2000)]

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
"""A language tag: ``en``, ``zh-Hant``."""

Words = Mapping[Language, Paragraph]
"""A short label in every language."""

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day, ``08:30``."""


def label(words: Mapping[str, str], language: str, source: str = "en") -> str:
    """The label in a language, else in the source language, else any of them."""
    return words.get(language) or words.get(source) or next(iter(words.values()), "")
