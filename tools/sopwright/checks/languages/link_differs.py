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
from sopwright.checks.languages.differences import differences
from sopwright.checks.languages.translations import Translation
from sopwright.checks.structure.anchors import is_known_link
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.metadata import parse_target
from sopwright.translation.pieces import Named, Piece

RULE = Rule("SW408", "link-differs")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the addresses of each section and step; those that lead nowhere are another rule's."""

    def is_unknown(translation: Translation, address: str) -> bool:
        document, text = translation.document, translation.text
        if address.startswith(("https:", "#")) or parse_target(address).document:
            return not is_known_link(context, document, text, address)
        return document.picture(address, text.language) is None

    hint = "give this section the links and pictures of the source, only the words differ"
    yield from differences(context, RULE, _links, hint, is_unknown)


def _links(piece: Piece) -> Named:
    return piece.links


CHECK = Check(RULE, __doc__, find)
