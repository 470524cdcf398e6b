"""A document as it stood at one time, with the registers of that time."""

from dataclasses import dataclass

from sopwright.model.handbook import Document, Handbook, Registers
from sopwright.model.text import Text


@dataclass(frozen=True)
class Side:
    """One of two contents that are compared."""

    handbook: Handbook
    """It may hold no other document than this one."""
    document: Document

    @property
    def source(self) -> str:
        """The source language."""
        return self.document.metadata.languages.source

    @property
    def registers(self) -> Registers:
        """The registers of its time."""
        return self.document.registers or self.handbook.registers

    def text(self, language: str) -> Text | None:
        """The words in a language."""
        return self.document.texts.get(language)


def side_of(handbook: Handbook, document: str) -> Side | None:
    """A document of a handbook; nothing where it has none of that number."""
    found = handbook.documents.get(document)
    return Side(handbook, found) if found is not None else None
