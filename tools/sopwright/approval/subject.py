"""What is approved: one document in one language, with exactly this content."""

from dataclasses import dataclass
from datetime import date

from sopwright.model.approval import Change


@dataclass(frozen=True)
class Subject:
    """One language of a document, as it stands."""

    document: str
    language: str
    digest: str
    """Of its content, in hexadecimal."""
    source: str = ""
    """The digest of the source language's content; empty for the source itself."""
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
        return bool(self.source)
