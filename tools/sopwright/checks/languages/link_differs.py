"""A translation has other links or pictures than its source.

## Why is this bad?

Readers of this language miss the procedure that the others are sent to, or are sent to another one.

## Wrong

```markdown
If not, [transfer](SVC-007) the call.       <- en.md
Ако не, прехвърлете обаждането.             <- bg.md
```

## Right

```markdown
If not, [transfer](SVC-007) the call.
Ако не, [прехвърлете](SVC-007) обаждането.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.differences import differing
from sopwright.checks.languages.translations import Translation
from sopwright.checks.structure.anchors import is_known_link, own_anchors
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.metadata import parse_target
from sopwright.translation.pieces import Named, Piece

RULE = Rule("SW408", "link-differs")


def find(context: Context) -> Iterator[Diagnostic]:
    """Leave out what differs in a link to another document that leads nowhere: that is another rule's."""
    for found in context.each(differing_links).values():
        yield from (fault for fault, addresses in found if all(is_known_link(context, one) for one in addresses))


def differing_links(context: Context) -> tuple[tuple[Diagnostic, tuple[str, ...]], ...]:
    """The sections and steps of a document whose addresses differ, with all addresses of other documents in it."""
    hint = "give this section the links and pictures of the source, only the words differ"
    return tuple(
        (fault, tuple(name for name in names if parse_target(name).document))
        for fault, names, translation in differing(context, RULE, _links, hint)
        if not any(_is_unknown(translation, name) for name in names)
    )


def _is_unknown(translation: Translation, address: str) -> bool:
    """Whether an address inside the document leads nowhere."""
    document, text = translation.document, translation.text
    if address.startswith("#"):
        return address[1:] not in own_anchors(document, text)
    if address.startswith("https:") or parse_target(address).document:
        return False
    return document.picture(address, text.language) is None


def _links(piece: Piece) -> Named:
    return piece.links


CHECK = Check(RULE, __doc__, find, facts=(differing_links,))
