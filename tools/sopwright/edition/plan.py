"""The editions that a run is to make: they are planned at once, and projected language by language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sopwright.edition.facts import Facts
from sopwright.edition.project import facts_of, project
from sopwright.edition.reader import Reader, States
from sopwright.edition.records import Edition
from sopwright.edition.views import Views
from sopwright.model.handbook import Handbook


class Plan(Protocol):
    """Editions, projected where they are needed."""

    @property
    def audiences(self) -> Sequence[str]:
        """The audiences."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages; each audience has an edition in each."""

    def editions(self, language: str) -> Sequence[Edition]:
        """All audiences' editions in a language."""


@dataclass(frozen=True)
class Projection:
    """Editions of a handbook."""

    handbook: Handbook
    audiences: Sequence[str]
    languages: Sequence[str]
    as_of: date
    drafts: bool = False
    states: States = field(default_factory=dict)
    """The states of translations, where they are known already."""

    def facts(self, audience: str, language: str) -> Facts:
        """What may be known of an edition without projecting it."""
        row = self.handbook.registers.audiences[audience]
        return facts_of(Reader(self.handbook, row, language, self.as_of, self.drafts), audience)

    def editions(self, language: str) -> Sequence[Edition]:
        """All audiences' editions in a language; what several audiences see alike is projected once."""
        views = Views()
        return tuple(
            project(self.handbook, name, language, self.as_of, drafts=self.drafts, states=self.states, views=views)
            for name in self.audiences
        )


@dataclass(frozen=True)
class Given:
    """Editions that are there already."""

    all: Sequence[Edition]

    @property
    def audiences(self) -> Sequence[str]:
        """The audiences."""
        return tuple(dict.fromkeys(edition.audience for edition in self.all))

    @property
    def languages(self) -> Sequence[str]:
        """The languages."""
        return tuple(dict.fromkeys(edition.language for edition in self.all))

    def editions(self, language: str) -> Sequence[Edition]:
        """The editions in a language."""
        return tuple(edition for edition in self.all if edition.language == language)
