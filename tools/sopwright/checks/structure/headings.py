"""What several rules ask about headings: which were meant, and which stands out of order."""

import difflib
from collections.abc import Iterable, Sequence

from sopwright.model.handbook import Document, Handbook, SectionRule
from sopwright.source.nodes import Node


def was_meant(missing: str, present: Iterable[Node], known: Iterable[str]) -> bool:
    """Whether a missing id is one of the present headings, misspelt or forgotten; other rules speak about those."""
    names = set(known)
    strangers = [heading["id"] for heading in present if heading["id"] not in names]
    return "" in strangers or bool(difflib.get_close_matches(missing, strangers, n=1))


def first_misplaced(found: Sequence[str], order: Iterable[str]) -> tuple[str, str] | None:
    """The first of some names that is not in its order, and the one that belongs there."""
    expected = [name for name in dict.fromkeys(order) if name in found]
    known = [name for name in dict.fromkeys(found) if name in expected]
    return next(
        ((is_there, belongs) for is_there, belongs in zip(known, expected, strict=True) if is_there != belongs), None
    )


def template_sections(handbook: Handbook, document: Document) -> tuple[SectionRule, ...]:
    """The sections of the document's template; none where the template is unknown."""
    form, _ = handbook.templates.get(document.metadata.template.partition("/")[0], (None, None))
    return form.sections if form is not None else ()
