"""The state of each section of each translation, computed from what the files hold and never from their dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from sopwright.model.form import Words
from sopwright.model.handbook import Document, Handbook
from sopwright.model.pin import digest
from sopwright.translation.changes import Change, changes, count_words
from sopwright.translation.sections import Section, sections
from sopwright.translation.suspicion import differing


class State(Enum):
    """How a section stands in a language, the worst first."""

    MISSING = "missing"
    """The translation does not have it."""
    STALE = "stale"
    """The source has changed since the translation was accepted."""
    SUSPECT = "suspect"
    """Numbers, links, references or answers are not those of the source."""
    DRAFT = "draft"
    """It was never accepted, or was changed afterwards."""
    TRANSLATED = "translated"
    """Accepted as it stands, for the source as it stands."""
    REVIEWED = "reviewed"
    """Approved by somebody else than the translator."""


_ORDER = list(State)


@dataclass(frozen=True)
class SectionState:
    """A section in one language."""

    id: str
    title: str
    """In the source language."""
    state: State
    words: int
    """Words of the source."""
    changes: tuple[Change, ...] = ()
    """What has changed in the source, where it is stale."""
    differs: tuple[str, ...] = ()
    """What is not as in the source, in words."""
    since: date | None = None
    """The date of the revision that made it stale; nothing where no revision has been recorded since."""


@dataclass(frozen=True)
class TranslationState:
    """A document in one language."""

    document: str
    language: str
    sections: tuple[SectionState, ...]
    source: str = ""
    """The digest of the source text that it was compared with."""

    @property
    def state(self) -> State:
        """The worst state of its sections."""
        return min((section.state for section in self.sections), key=_ORDER.index, default=State.MISSING)

    def of(self, *states: State) -> tuple[SectionState, ...]:
        """The sections in some states."""
        return tuple(section for section in self.sections if section.state in states)

    def reviewed(self) -> "TranslationState":
        """The same after somebody else has approved it for its source; that ends staleness, but no suspicion."""
        return replace(self, sections=tuple(_reviewed(section) for section in self.sections))


def translation_state(document: Document, language: str, shared: Mapping[str, Words]) -> TranslationState:
    """The state of a document in a language other than its source's.

    Args:
        document: The document; without a source text nothing can be said, and it has no sections.
        language: The language.
        shared: The answers that the handbook's documents share.
    """
    source, text = document.source_text, document.texts.get(language)
    there = sections(document, source, shared) if source is not None else {}
    here = sections(document, text, shared) if text is not None else {}
    return state_of(document, language, there, here)


def state_of(
    document: Document, language: str, there: Mapping[str, Section], here: Mapping[str, Section]
) -> TranslationState:
    """The state of a document in a language, by the sections of its source and of its translation."""
    found = tuple(_section(document, language, section, here.get(key)) for key, section in there.items())
    state = TranslationState(document.id, language, found, source_digest(there))
    return state.reviewed() if _is_approved(document, language) else state


def _is_approved(document: Document, language: str) -> bool:
    """Whether this translation was approved for exactly this source, as far as approvals have been looked at."""
    approval = document.issue.approvals.get(language) if document.issue is not None else None
    return approval is not None and approval.standing == "approved"


def all_states(handbook: Handbook) -> Mapping[tuple[str, str], TranslationState]:
    """The state of every translation of a handbook, by document and language."""
    shared = handbook.registers.answers.rows
    return {
        (document.id, language): translation_state(document, language, shared)
        for document in handbook.documents.values()
        for language in translated_into(document, handbook.language_keys)
    }


def translated_into(document: Document, languages: Iterable[str]) -> tuple[str, ...]:
    """The languages, of those given, that a document must exist in or does exist in, without its source's."""
    chosen = {*document.metadata.languages.required, *document.texts} - {document.metadata.languages.source}
    return tuple(language for language in languages if language in chosen)


def source_digest(source: Mapping[str, Section]) -> str:
    """The digest of a source text: of its sections' digests, in order."""
    return digest("\n".join(f"{key} {section.digest}" for key, section in source.items()))


def _reviewed(section: SectionState) -> SectionState:
    if section.state is State.MISSING:
        return section
    return replace(section, state=State.SUSPECT if section.differs else State.REVIEWED, changes=(), since=None)


def _section(document: Document, language: str, source: Section, own: Section | None) -> SectionState:
    words = count_words(source.words)
    if own is None:
        return SectionState(source.id, source.title, State.MISSING, words)
    pin = document.pins[language].sections.get(source.id) if language in document.pins else None
    differs = differing(source, own)
    if pin is not None and pin.source != source.digest:
        changed = changes(pin.words, source.words)
        since = _since(document, pin.revision)
        return SectionState(source.id, source.title, State.STALE, words, changed, differs, since)
    if differs:
        return SectionState(source.id, source.title, State.SUSPECT, words, (), differs)
    state = State.TRANSLATED if pin is not None and pin.own == own.digest else State.DRAFT
    return SectionState(source.id, source.title, state, words)


def _since(document: Document, revision: int) -> date | None:
    later = (entry.date for entry in document.metadata.revisions if entry.number > revision)
    return min(later, default=None)
