"""What is to be read: the documents in force that somebody must confirm, with their versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sopwright.approval.signing import Verdict
from sopwright.model.handbook import Document, Handbook, Registers
from sopwright.model.metadata import Training
from sopwright.model.quiz import Question
from sopwright.records.material import Version, versions


@dataclass(frozen=True)
class Known:
    """A document that some posts must know."""

    document: Document
    training: Training
    versions: Mapping[str, Version]
    """By language."""
    changed: date
    """The day on which its last material change came into force."""

    @property
    def id(self) -> str:
        """The document's number."""
        return self.document.id

    @property
    def revision(self) -> int:
        """The number of the revision in force."""
        return self.document.metadata.revision.number

    @property
    def materials(self) -> frozenset[str]:
        """Whoever confirmed one of these, in whatever language, knows the document as it is."""
        return frozenset(version.material for version in self.versions.values())

    @property
    def questions(self) -> Mapping[str, Question]:
        """The quiz; none where there is none."""
        return self.document.quiz.questions if self.document.quiz else {}

    def language(self, wished: str) -> str:
        """The language in which a reader confirms: the wished one, else the source's."""
        return wished if wished in self.versions else self.document.metadata.languages.source


@dataclass(frozen=True)
class Library:
    """All that is to be read, as of one build."""

    registers: Registers
    known: Mapping[str, Known]
    """By number, in order."""
    build: str = ""
    """The build's name, for the records."""

    def path(self, post: str) -> tuple[str, ...]:
        """What a post reads, in order: its path for those who are new, then all else by number."""
        first = self.registers.training.onboarding.get(post, ())
        asked = {number for number, one in self.known.items() if post in one.training.acknowledge}
        ahead = [number for number in dict.fromkeys(first) if number in asked]
        return (*ahead, *(number for number in self.known if number in asked and number not in ahead))


def library_of(handbook: Handbook, verdicts: Mapping[str, Verdict], build: str = "") -> Library:
    """What is to be read of a handbook.

    Args:
        handbook: The handbook with each document in the content that is in force.
        verdicts: Whether the signature of each record of approval counts.
        build: The name of the build that readers are served.
    """
    known: dict[str, Known] = {}
    for number, document in handbook.documents.items():
        metadata = document.metadata
        if metadata.training is None or metadata.status != "effective" or document.source_text is None:
            continue
        known[number] = Known(document, metadata.training, versions(handbook, document, verdicts), _changed(document))
    return Library(handbook.registers, known, build)


def _changed(document: Document) -> date:
    """The date of the newest material revision, but not before the document was in force for the first time."""
    metadata = document.metadata
    material = [one.date for one in metadata.revisions if one.change == "material"] or [metadata.revisions[0].date]
    return max(material[-1], metadata.effective or date.min)
