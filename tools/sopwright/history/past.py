"""What the rules of approval ask of the past: how much was changed, and by whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sopwright.approval.change import change_between
from sopwright.approval.digest import digest
from sopwright.approval.side import Side
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError
from sopwright.history.repository import HEAD, Repository
from sopwright.model.approval import Change
from sopwright.model.handbook import Document, Handbook

_GITHUB = re.compile(r"([0-9]{1,18})\+[^@]*@users\.noreply\.github\.com")


@dataclass
class Past:
    """The past of a handbook's documents."""

    handbook: Handbook
    """As it stands."""
    contents: Contents
    _emails: Mapping[str, str] = field(init=False)
    _accounts: Mapping[int | None, str] = field(init=False)

    def __post_init__(self) -> None:
        people = self.handbook.registers.people.rows
        self._emails = {person.email.lower(): key for key, person in people.items()}
        self._accounts = {person.accounts.github: key for key, person in people.items() if person.accounts.github}

    def change(self, document: Document, language: str, old: str, new: str) -> tuple[Change, tuple[str, ...]] | None:
        """The change class between two contents of a document, and the reasons.

        Args:
            document: The document as it stands.
            language: The language of the subject.
            old: The digest of the content before.
            new: The digest of the content after.

        Returns:
            Nothing where the history does not hold one of them.
        """
        before, after = self._side(document, language, old), self._side(document, language, new)
        if before is None or after is None:
            return None
        report = change_between(before, after, language)
        return report.klass, tuple(map(str, report.reasons))

    def contributors(self, document: Document, language: str, since: str) -> frozenset[str]:
        """The people who changed a document's words since it had a content, or ever where that is empty or unknown.

        Authors of commits are found in the register of people by their e-mail address, or by the number of their
        GitHub account, which stands in the address that GitHub gives to people who hide theirs.

        Args:
            document: The document as it stands.
            language: The language of the subject.
            since: The digest of the content before.
        """
        repository, files = self.contents.repository, _files(document, language)
        commit = self.contents.commit_with(document, language, since) if since else ""
        if commit:
            emails = repository.contributors(files, commit)
        else:
            emails = frozenset().union(*(repository.writers.get(file, frozenset()) for file in files))
        return frozenset(filter(None, map(self._person, emails)))

    def _person(self, email: str) -> str | None:
        hidden = _GITHUB.fullmatch(email)
        return self._accounts.get(int(hidden[1])) if hidden else self._emails.get(email)

    def _side(self, document: Document, language: str, wanted: str) -> Side | None:
        if digest(self.handbook, document, language) == wanted:
            return Side(self.handbook, document)
        return self.contents.with_digest(document, language, wanted)


def past_of(root: Path, handbook: Handbook) -> Past | None:
    """The past of a handbook that stands in a folder; nothing where that is in no repository, or has no commit yet."""
    try:
        repository = Repository.find(root)
        repository.resolve(HEAD)
    except HistoryError:
        return None
    return Past(handbook, Contents(repository))


def _files(document: Document, language: str) -> list[str]:
    """The files that make up a document in a language; for the source its metadata and common pictures too."""
    is_source = language == document.metadata.languages.source
    languages = (language, "") if is_source else (language,)
    names = [
        f"{document.folder}/{picture.name}" for picture in document.pictures.values() if picture.language in languages
    ]
    return [f"{document.folder}/{language}.md", *names, *([document.file.path] if is_source else [])]
