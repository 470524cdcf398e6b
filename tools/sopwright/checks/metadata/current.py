"""Which documents are judged by what changes with time."""

from sopwright.checks.check import Context
from sopwright.model.handbook import Document


def current(context: Context) -> tuple[Document, ...]:
    """All documents but the retired, whose reviews, posts and languages nobody keeps up."""
    return tuple(doc for doc in context.handbook.documents.values() if doc.metadata.status != "retired")
