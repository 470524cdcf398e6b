"""What a print says of a document's approval."""

from collections.abc import Iterator

from sopwright.edition.records import DocumentView, Edition
from sopwright.edition.standing import ApprovalView, SignatureView


def facts_of(edition: Edition, approval: ApprovalView | None) -> Iterator[tuple[str, str]]:
    """Pairs for the document's head: a key of the words, and what stands there."""
    if approval is None or not approval.signatures:
        return
    for key, consulted in (("issue.approved_by", False), ("issue.consulted", True)):
        yield key, "; ".join(_signed(edition, one) for one in approval.signatures if one.consulted is consulted)
    yield "issue.reviewed_by", "; ".join(_signed(edition, one) for one in approval.reviewers)
    yield "issue.check", approval.mark


def _signed(edition: Edition, signed: SignatureView) -> str:
    who = f"{signed.post} ({signed.name})" if signed.name else signed.post
    return f"{who}, {edition.words.date(signed.date)}"


def notices(edition: Edition, document: DocumentView) -> Iterator[str]:
    """What a reader must know before reading."""
    t, approval = edition.words, document.approval
    if approval is None:
        return
    if approval.emergency_until is not None:
        yield t("issue.emergency", moment=t.moment(approval.emergency_until))
    if approval.revising:
        yield t("issue.revising")
    if approval.unreviewed:
        yield t("issue.unreviewed", language=edition.language_name(document.source_language))
