"""A text has prescribed words in it as a copy, exact or altered.

## Why is this bad?

The law, or the company, prescribes these words. A copy is not changed when they are, and an altered copy may not do
what the law asks for.

## Wrong

```markdown
Say: "This call is being recorded so that we can prove what was agreed. Do you agree?"
```

## Right

```markdown
Say: {wording:recording-notice}
```
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translations import CutText, texts
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.binding import fold
from sopwright.translation.stems import is_spaceless, words_in

RULE = Rule("SW426", "wording-altered")

LEAST = 0.75
"""The part of the prescribed words that a copy has."""


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each passage with the prescribed words of its language."""
    wording = context.handbook.registers.wording.rows
    for text in context.once(texts) if wording else ():
        prescribed = {key: _tokens(row.words.get(text.text.language, "")) for key, row in wording.items()}
        yield from _of(text, {key: tokens for key, tokens in prescribed.items() if tokens})


def _of(text: CutText, prescribed: dict[str, list[str]]) -> Iterator[Diagnostic]:
    for piece in text.pieces:
        for node, words in piece.passages:
            tokens = _tokens(words)
            for key, wanted in prescribed.items():
                if _is_copy(wanted, tokens):
                    message = f"the prescribed words `{key}` stand here as a copy"
                    yield RULE.at(text.text.at(node), message, f"quote them by name: `{{wording:{key}}}`")


def _tokens(words: str) -> list[str]:
    if is_spaceless(words):
        return [sign for sign in fold(words) if sign.isalnum()]
    return words_in(words)


def _is_copy(wanted: list[str], tokens: list[str]) -> bool:
    if len(set(wanted) & set(tokens)) < LEAST * len(set(wanted)):
        return False
    same = SequenceMatcher(None, wanted, tokens, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) >= LEAST * len(wanted)


CHECK = Check(RULE, __doc__, each=find)
