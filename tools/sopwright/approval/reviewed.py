"""Telling a document which of its translations are approved as they stand, for its source as it stands."""

from collections.abc import Mapping
from dataclasses import replace

from sopwright.approval.signing import Verdict
from sopwright.approval.standing import Judges, Standing, standing_of
from sopwright.model.handbook import Document, Handbook
from sopwright.model.issue import Approval, Issue

Standings = Mapping[tuple[str, str], Standing]
"""Where documents stand, by document and language."""


def with_reviews(document: Document, standings: Standings) -> Document:
    """A document that knows which of its translations are approved.

    Args:
        document: A document as it stands in its folder.
        standings: Where it stands; languages that are not there count as not approved.
    """
    found = {language: standings.get((document.id, language)) for language in document.texts}
    approvals = {
        language: Approval(one.subject.digest, "approved")
        for language, one in found.items()
        if one is not None and one.subject.is_translation and one.result.approved
    }
    return replace(document, issue=Issue(approvals)) if approvals else document


def reviewed(handbook: Handbook, verdicts: Mapping[str, Verdict], judges: Judges) -> Handbook:
    """A handbook whose documents know which of their translations are approved; see :func:`with_reviews`."""
    standings = {
        (number, language): standing_of(handbook, document, language, verdicts, judges)
        for number, document in handbook.documents.items()
        for language in document.texts
        if language != document.metadata.languages.source and handbook.approvals.of(number, language)
    }
    documents = {number: with_reviews(document, standings) for number, document in handbook.documents.items()}
    return replace(handbook, documents=documents)
