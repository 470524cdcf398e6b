"""A heading, a paragraph or a list item of a translation is the same as in the source.

## Why is this bad?

It was forgotten, or pasted in when the source changed. Its readers may not understand it.

Up to three words may be the same: names, abbreviations, loan words.

## Wrong

```markdown
Stay on the line until the colleague answers.       <- bg.md
```

## Right

```markdown
Останете на линия, докато колегата отговори.
```
"""

import re
from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.pieces import Piece, own_words
from sopwright.checks.languages.translations import translations
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW409", "untranslated")

FEWEST = 4

_NOT_PROSE = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:['’-][^\W\d_]+)*")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for the words of each passage in the same section of the source."""
    for translation in context.once(translations):
        source_language = translation.source.language
        if translation.text.language.partition("-")[0] == source_language.partition("-")[0]:
            continue  # two kinds of one language may well agree
        for source, piece in translation.pairs:
            words = _passages(source)
            for passage in piece.passages:
                own = own_words(passage)
                if own in words and len(_WORD.findall(_NOT_PROSE.sub(" ", own))) >= FEWEST:
                    message = f"this is the same as in `{source_language}`: {own[:60]}"
                    yield RULE.at(
                        translation.text.at(passage), message, f"translate it to `{translation.text.language}`"
                    )


def _passages(piece: Piece) -> frozenset[str]:
    return frozenset(own_words(passage) for passage in piece.passages)


CHECK = Check(RULE, __doc__, find)
