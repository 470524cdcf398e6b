"""The register as a table: heads, and cells as words, numbers and dates."""

from datetime import date

from sopwright.edition.records import Edition
from sopwright.outputs.register.rows import Row, rows

Cell = str | int | date | None

HEADS = (
    "document.number",
    "document.title",
    "document.revision",
    "table.change",
    "document.status",
    "document.owner",
    "issue.approved_by",
    "register.approved_on",
    "document.effective",
    "document.review",
    "register.languages",
    "register.digest",
)
"""Keys of the columns' heads."""


def heads(edition: Edition) -> tuple[str, ...]:
    """The columns' heads in the edition's language."""
    return tuple(edition.words(key) for key in HEADS)


def table(edition: Edition) -> tuple[tuple[Cell, ...], ...]:
    """The cells, a line a document."""
    return tuple(_cells(edition, row) for row in rows(edition))


def _cells(edition: Edition, row: Row) -> tuple[Cell, ...]:
    t, document = edition.words, row.document
    return (
        document.id,
        document.title,
        document.revision.number,
        t(f"change.{document.revision.change}"),
        t("issue.draft") if edition.draft else t(f"status.{document.status}"),
        row.owner,
        "; ".join(row.approved_by),
        row.approved,
        document.effective,
        document.due,
        ", ".join(row.languages),
        row.digest,
    )
