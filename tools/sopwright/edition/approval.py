"""Projecting a document's approval: who signed, as far as this audience sees people."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sopwright.edition.reader import Reader
from sopwright.edition.standing import ApprovalView, SignatureView
from sopwright.model.handbook import Document
from sopwright.model.issue import Signed


def approval_view(reader: Reader, document: Document, language: str) -> ApprovalView | None:
    """What a reader sees of the approval of a document's text in a language."""
    approvals = document.issue.approvals if document.issue else {}
    original = document.metadata.languages.source
    source, own = approvals.get(original), approvals.get(language)
    if document.issue is None or source is None or own is None:
        return None
    return ApprovalView(
        standing=source.standing,
        digest=own.digest,
        signatures=tuple(_signature(reader, signed) for signed in source.signed),
        revising=document.issue.revising,
        emergency_until=_at_home(reader, source.emergency_until),
        reviewers=tuple(_signature(reader, signed) for signed in own.signed) if language != original else (),
        unreviewed=own.standing == "unreviewed",
    )


def _signature(reader: Reader, signed: Signed) -> SignatureView:
    name = signed.name if reader.names else ""
    return SignatureView(reader.post(signed.post).name, name, signed.day, signed.consulted)


def _at_home(reader: Reader, moment: datetime | None) -> datetime | None:
    return moment.astimezone(ZoneInfo(reader.handbook.registers.organisation.time_zone)) if moment else None
