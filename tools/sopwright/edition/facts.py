"""What may be known of an edition without any of its documents."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from sopwright.edition.records import Edition, LanguageView, OrganisationView
from sopwright.edition.words import Catalogue


@dataclass(frozen=True)
class Shared:
    """What all audiences' editions in one language have in common."""

    language: str
    as_of: date
    site_name: str
    organisation: OrganisationView
    languages: tuple[LanguageView, ...]
    words: Catalogue
    draft: bool
    advisory: bool

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """The facts of an edition."""
        return cls(**{name: getattr(edition, name) for name in cls.__dataclass_fields__})

    def language_name(self, key: str) -> str:
        """A language's own name for itself."""
        return next((language.name for language in self.languages if language.key == key), key)


@dataclass(frozen=True)
class Facts(Shared):
    """An edition without its documents: what a frame says."""

    audience: str
    audience_name: str
    address: str
