"""The register's rows: what is on record of each document that an audience may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sopwright.edition.records import DocumentView, Edition
from sopwright.edition.standing import ApprovalView, SignatureView


@dataclass(frozen=True)
class Row:
    """A document's entry."""

    document: DocumentView
    owner: str
    approved_by: tuple[str, ...]
    """Posts, with names where the audience sees names, in the order of the chain."""
    approved: date | None
    """The day of the last signature that its approval needed."""
    languages: tuple[str, ...]
    """The languages' own names."""
    digest: str

    @property
    def mark(self) -> str:
        """The digest's first characters."""
        return self.digest[:8]


def rows(edition: Edition) -> tuple[Row, ...]:
    """The register of an edition, by number."""
    return tuple(_row(edition, edition.documents[number]) for number in sorted(edition.documents))


def decisions(approval: ApprovalView | None, *, consulted: bool = False) -> tuple[SignatureView, ...]:
    """The signatures that approve; or those of the posts that were asked."""
    return tuple(one for one in approval.signatures if one.consulted is consulted) if approval else ()


def _row(edition: Edition, document: DocumentView) -> Row:
    signed = decisions(document.approval)
    complete = document.approval is not None and document.approval.standing in ("approved", "emergency")
    return Row(
        document=document,
        owner=with_names(document.owner.name, document.owner.holders, edition),
        approved_by=tuple(with_names(one.post, (one.name,) if one.name else (), edition) for one in signed),
        approved=max((one.date for one in signed), default=None) if complete else None,
        languages=tuple(edition.language_name(language) for language in document.languages),
        digest=document.approval.digest if document.approval else "",
    )


def with_names(post: str, names: Sequence[str], edition: Edition) -> str:
    """``Project manager (Rachel Tan)``."""
    return f"{post} ({edition.words.listed(names)})" if names else post
