"""Where links can lead: documents, and the headings in them."""

from collections.abc import Mapping

from sopwright.checks.check import Context
from sopwright.model.handbook import Document
from sopwright.model.metadata import parse_target
from sopwright.model.text import Text

Anchors = Mapping[str, frozenset[str]]


def ids(text: Text) -> frozenset[str]:
    """The ids of a text's headings."""
    return frozenset(heading["id"] for heading in text.headings() if heading["id"])


def by_document(context: Context) -> Anchors:
    """The ids that can be linked to in each document whose source text is there.

    A step counts although its heading is missing: another rule speaks about that.
    """
    found = context.each(own_ids)
    return {number: frozenset(known) for number, known in found.items() if known is not None}


def own_ids(context: Context) -> tuple[str, ...] | None:
    """The ids that can be linked to in a document, or nothing where its source text is not there."""
    (document,) = context.handbook.documents.values()
    return tuple(sorted(_linkable(document))) if document.source_text is not None else None


def _linkable(document: Document) -> frozenset[str]:
    source = document.source_text
    return ids(source) | document.metadata.steps.keys() if source is not None else frozenset()


def is_known_document(context: Context, number: str) -> bool:
    """Whether a document of that number exists, or could only not be read."""
    return number in context.handbook.documents or number in context.handbook.broken


def own_anchors(document: Document, text: Text) -> frozenset[str]:
    """The ids that `#x` can mean in a text; those of the source count, for their absence is told by another rule."""
    return ids(text) | _linkable(document)


def is_known_link(context: Context, address: str) -> bool:
    """Whether a link to another document leads somewhere, as far as this can be known; others are not judged."""
    anchors = context.once(by_document)
    target = parse_target(address)
    if not target.document:
        return True
    known = anchors.get(target.document, frozenset([target.step]))
    return is_known_document(context, target.document) and (not target.step or target.step in known)
