"""Projecting a document's approval: who signed, as far as this audience sees people."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sopwright.edition.reader import Reader
from sopwright.edition.records import ApprovalView, SignatureView
from sopwright.model.handbook import Document
from sopwright.model.issue import Signed


def approval_view(reader: Reader, document: Document, language: str) -> ApprovalView | None:
    """What a reader sees of the approval of a document's text in a language."""
    approval = document.issue.approvals.get(language) if document.issue else None
    if document.issue is None or approval is None:
        return None
    return ApprovalView(
        standing=approval.standing,
        digest=approval.digest,
        signatures=tuple(_signature(reader, signed) for signed in approval.signed),
        revising=document.issue.revising,
        emergency_until=_at_home(reader, approval.emergency_until),
    )


def _signature(reader: Reader, signed: Signed) -> SignatureView:
    name = signed.name if reader.audience.people == "names" else ""
    return SignatureView(reader.post(signed.post).name, name, signed.day, signed.consulted)


def _at_home(reader: Reader, moment: datetime | None) -> datetime | None:
    return moment.astimezone(ZoneInfo(reader.handbook.registers.organisation.time_zone)) if moment else None
