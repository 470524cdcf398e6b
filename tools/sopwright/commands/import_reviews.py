"""``sopwright import-reviews``: reviews made on a forge become records of approval.

A review says which commit was read. It counts for a document only if the content at that commit is the very content
that stands now, and if the change that was reviewed touched it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from sopwright.approval.digest import digest
from sopwright.approval.side import Side
from sopwright.approval.ssh_keygen import SigningError
from sopwright.approval.standing import Standing
from sopwright.commands import exits
from sopwright.commands.decide import Decision, Signer, draft_of
from sopwright.commands.desk import Desk, Draft, RefusedError, open_desk, sign_all
from sopwright.forge.github import read_github
from sopwright.forge.gitlab import read_gitlab
from sopwright.forge.reviews import NotAnExport, Review, Reviews
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError
from sopwright.history.repository import Repository
from sopwright.model.handbook import Document

LARGEST = 10_000_000
"""Bytes of an export; a pull request has some hundred reviews at most."""

_FETCH = {"github": "git fetch origin pull/{change}/head", "gitlab": "git fetch origin merge-requests/{change}/head"}


@dataclass(frozen=True)
class Reviewed:
    """The contents that a review is about."""

    contents: Contents
    review: Review
    base: str

    def covers(self, document: Document, language: str, standing: Standing) -> bool:
        """Whether the reviewed commit holds a document as it stands now, and the reviewed change touched it."""
        seen = self._digest(self.review.commit, document, language)
        before = self._digest(self.base, document, language)
        if seen != standing.subject.digest or seen == before:
            return False
        source = standing.subject.source_language
        return not source or self._digest(self.review.commit, document, source) == standing.subject.source

    def _digest(self, commit: str, document: Document, language: str) -> str:
        side: Side | None = self.contents.at(document.id, commit)
        if side is None or side.text(language) is None:
            return ""
        return digest(side.handbook, side.document, language)


def import_reviews(root: Path, file: Path, signer: Signer, base: str, out: Console) -> int:
    """Turn exported reviews into records, and sign them as the one who brings them in.

    Args:
        root: The handbook's folder.
        file: The export.
        signer: Who brings it in.
        base: The commit that the reviewed change began from; empty where the export names it.
        out: Where messages go.
    """
    try:
        reviews = _read(file)
        contents = Contents(Repository.find(root))
        open_desk(root, signer.now).judge_person(signer.person)
        for unusable in reviews.refused:
            out.print(f"Left out: {unusable.what}: {unusable.why}.", soft_wrap=True)
        done = [_import(root, contents, review, signer, base, out) for review in sorted(reviews.usable, key=_time)]
    except (NotAnExport, HistoryError, RefusedError, SigningError) as error:
        out.print(f"The reviews cannot be imported: {error}", soft_wrap=True)
        return exits.FAULTS
    return exits.CLEAN if all(done) else exits.FAULTS


def _time(review: Review) -> Any:
    return review.time


def _read(file: Path) -> Reviews:
    if file.stat().st_size > LARGEST:
        raise NotAnExport(f"{file} is larger than {LARGEST} bytes")
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotAnExport(f"{file} is not JSON: {error}") from error
    reader: Callable[[Any], Reviews] = (
        read_gitlab if isinstance(data, dict) and "merge_request" in data else read_github
    )
    return reader(data)


def _import(root: Path, contents: Contents, review: Review, signer: Signer, base: str, out: Console) -> bool:
    """Import one review; say whether that, or an earlier run, led to a record."""
    name = f"review {review.id} by `{review.login}`"
    try:
        desk = open_desk(root, signer.now)
        person = _person(desk, review)
        drafts = list(_drafts(desk, contents, review, person, base or review.base))
        if not drafts and _is_known(desk, review):
            out.print(f"Imported before: {name}.", soft_wrap=True)
            return True
        if not drafts:
            raise RefusedError(f"nothing that it approves, as it stands now, waits for `{person}`")
        for path in sign_all(desk, drafts, signer.key, signer.environment, importer=signer.person):
            out.print(f"Signed and written: {path} for {name}", soft_wrap=True)
    except (RefusedError, HistoryError) as error:
        out.print(f"Not imported: {name}: {error}.", soft_wrap=True)
        return False
    return True


def _person(desk: Desk, review: Review) -> str:
    """Whose account it is.

    Raises:
        RefusedError: Nobody's, or that of several people.
    """
    people = desk.handbook.registers.people.rows
    found = [key for key, person in people.items() if getattr(person.accounts, review.forge) == review.account]
    if len(found) != 1:
        whose = f"that of {' and '.join(found)}" if found else "nobody's in registers/people.yml"
        raise RefusedError(f"the {review.forge} account {review.account} is {whose}")
    return found[0]


def _drafts(desk: Desk, contents: Contents, review: Review, person: str, base: str) -> Iterator[Draft]:
    """The records that a review comes to: one for each subject that waits for its author and that it covers."""
    reviewed = Reviewed(contents, review, _commit(contents, base, "the commit that the change began from"))
    fetch = _FETCH[review.forge].format(change=review.change)
    _commit(contents, review.commit, f"the reviewed commit, which `{fetch}` may bring")
    by = Signer(person, review.time)
    decision = Decision("approve", fields={"evidence": _evidence(review)})
    for document in desk.handbook.documents.values():
        for language in document.texts:
            standing = desk.standing(document, language)
            if person in standing.result.waiting_for and reviewed.covers(document, language, standing):
                yield draft_of(desk, by, decision, document, language)


def _commit(contents: Contents, name: str, what: str) -> str:
    """A commit's id.

    Raises:
        RefusedError: The clone does not have it.
    """
    if not name:
        raise RefusedError(f"the export does not name {what}; give it with --base")
    try:
        return contents.repository.resolve(name)
    except HistoryError as error:
        raise RefusedError(f"{name} is not in this clone: {what}") from error


def _is_known(desk: Desk, review: Review) -> bool:
    """Whether a record of this review is there already."""
    wanted = (review.forge, review.repository, review.change, review.id)
    known = (record.predicate.evidence for record in desk.handbook.approvals.all)
    return any(one and (one.forge, one.repository, one.change, one.review) == wanted for one in known)


def _evidence(review: Review) -> Mapping[str, Any]:
    return {
        "forge": review.forge,
        "repository": review.repository,
        "change": review.change,
        "review": review.id,
        "account": review.account,
        "commit": review.commit,
    }
