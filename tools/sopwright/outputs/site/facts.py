"""What the theme's templates may know of an edition: enough for a frame, and nothing of any document."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from sopwright.edition.records import Edition, LanguageView, OrganisationView
from sopwright.edition.words import Catalogue


@dataclass(frozen=True)
class Facts:
    """An edition without its documents; templates call it ``edition``."""

    audience: str
    audience_name: str
    language: str
    as_of: date
    site_name: str
    address: str
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
