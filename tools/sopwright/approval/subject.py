"""What is approved: one document in one language, with exactly this content."""

from dataclasses import dataclass
from datetime import date

from sopwright.model.approval import Change
from sopwright.model.handbook import Document


@dataclass(frozen=True)
class Subject:
    """One language of a document, as it stands."""

    document: str
    language: str
    digest: str
    """Of its content, in hexadecimal."""
    source: str = ""
    """The digest of the source language's content; empty for the source itself."""
    source_language: str = ""
    """The language of the source; empty for the source itself."""
    previous: str = ""
    """The digest of the content that was approved before; empty for a first issue."""
    revision: int = 1
    revised: date = date.min
    """The date of the newest revision."""
    change: Change = "material"
    """The change class since the last approved content."""
    reasons: tuple[str, ...] = ()
    """Why it has that class."""
    book: str = ""
    visibility: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    owner: str = ""
    executors: tuple[str, ...] = ()
    contributors: frozenset[str] = frozenset()
    """The people who wrote or changed it since the last approved content; none of them approves it."""

    @property
    def name(self) -> str:
        """``SVC-004#bg``."""
        return f"{self.document}#{self.language}"

    @property
    def is_translation(self) -> bool:
        """Whether it was translated from a source language."""
        return bool(self.source or self.source_language)


def subject_of(document: Document, language: str, digest: str = "", source: str = "") -> Subject:
    """What the rules ask about a language of a document, taken for a first issue.

    Args:
        document: The document.
        language: One of its languages.
        digest: Of that language's content.
        source: For a translation, the digest of the source's content.
    """
    metadata = document.metadata
    original = metadata.languages.source
    return Subject(
        document=document.id,
        language=language,
        digest=digest,
        source=source,
        source_language="" if language == original else original,
        revision=metadata.revision.number,
        revised=metadata.revision.date,
        book=metadata.book,
        visibility=metadata.visibility,
        laws=metadata.all_laws,
        owner=metadata.owner,
        executors=metadata.executors,
        contributors=frozenset(metadata.authors),
    )
