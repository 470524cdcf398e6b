"""What Git knows of a document's earlier contents: the change class, and who changed it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sopwright.approval.change import change_between
from sopwright.approval.digest import digest as digest_of
from sopwright.approval.side import Side
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError, NoHistory
from sopwright.history.repository import Repository
from sopwright.model.approval import Change
from sopwright.model.handbook import Document, Handbook
from sopwright.model.registers import Person

_GITHUB = re.compile(r"([0-9]+)\+[^@]*@users\.noreply\.github\.com")
"""The address that GitHub gives to people who hide theirs; it holds the account's number."""


@dataclass(frozen=True)
class Past:
    """Answers from the history of the repository that a handbook stands in; see ``approval.standing.History``."""

    contents: Contents
    handbook: Handbook
    """The handbook as it stands."""
    base: str = ""
    """The commit since which contributors are counted where no content was approved before."""

    def change(self, document: Document, language: str, old: str, new: str) -> tuple[Change, tuple[str, ...]] | None:
        """The change class between two contents and the kinds of the differences that make it so."""
        before, after = self._side(document, language, old), self._side(document, language, new)
        if before is None or after is None:
            return None
        report = change_between(before, after, language)
        return report.klass, tuple(dict.fromkeys(difference.kind for difference in report.reasons))

    def contributors(self, document: Document, language: str, since: str) -> frozenset[str]:
        """The people whose addresses stand in the commits that changed a language's words since a content.

        Addresses prove nothing; they may keep somebody from approving, never let them.
        """
        begin = self.contents.commit_with_digest(document, language, since) if since else self.base
        if not begin:
            return frozenset()
        addresses = self.contents.repository.contributors(_files(document, language), begin)
        return people_of(addresses, self.handbook.registers.people.rows.items())

    def _side(self, document: Document, language: str, digest: str) -> Side | None:
        if digest_of(self.handbook, document, language) == digest:
            return Side(self.handbook, document)
        return self.contents.with_digest(document, language, digest)


def past_of(root: Path, handbook: Handbook, base: str = "") -> Past | None:
    """The history of a handbook's folder; nothing where that stands in no repository, or has no commit yet."""
    try:
        repository = Repository.find(root)
        repository.resolve("HEAD")
    except (NoHistory, HistoryError):
        return None
    return Past(Contents(repository), handbook, base)


def people_of(addresses: Iterable[str], people: Iterable[tuple[str, Person]]) -> frozenset[str]:
    """The people who have one of some addresses, or the GitHub account whose number is in it."""
    mails = {address.lower() for address in addresses}
    accounts = {int(match[1]) for mail in mails if (match := _GITHUB.fullmatch(mail))}
    return frozenset(
        key for key, person in people if person.email.lower() in mails or person.accounts.github in accounts
    )


def _files(document: Document, language: str) -> list[str]:
    """The files that a language's content comes from: its text, and for the source the metadata."""
    text = f"{document.folder}/{language}.md"
    return [text, document.file.path] if language == document.metadata.languages.source else [text]
