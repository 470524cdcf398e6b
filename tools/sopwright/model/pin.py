"""``<language>.pin.yml``: which source each section of a translation was made from. Machines write it.

A section is what stands under a heading of level 2 or 3, named by the heading's id; ``_title`` is the title with what
stands before the first section.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from sopwright.model.form import Form
from sopwright.source.yaml import YamlFile

TITLE = "_title"
"""The section that holds the document's title."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SectionId = Annotated[str, StringConstraints(pattern=r"^(_title|[a-z0-9][a-z0-9-]{0,62})$")]
Wording = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


def digest(words: str) -> str:
    """SHA-256 of a section's words in their one form, in hexadecimal."""
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


class PinnedSection(Form):
    """A section as it was when its translation was accepted."""

    source: Digest
    """Of the source's words then."""
    own: Digest
    """Of the translation's words then."""
    revision: int = Field(ge=1)
    """The document's revision then."""
    words: Wording
    """The source's words then: they tell which words have changed since, without Git and without a network."""

    @model_validator(mode="after")
    def _untouched(self) -> Self:
        if digest(self.words) != self.source:
            raise ValueError(
                "`words` are not those of the digest `source`: the file was edited by hand; "
                "restore it, or delete the section and run `sopwright translations accept`"
            )
        return self


class PinForm(Form):
    """The whole file."""

    form: Literal[1]
    sections: Mapping[SectionId, PinnedSection]


@dataclass(frozen=True)
class Pin:
    """The pins of one translation and the file they stand in."""

    sections: Mapping[str, PinnedSection]
    file: YamlFile
