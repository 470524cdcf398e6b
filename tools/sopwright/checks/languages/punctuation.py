"""Quotation marks of another language, or half-width punctuation between Chinese characters.

## Why is this bad?

It reads like a machine's translation, and a search for the quoted words misses them.

The quotation marks of a language are `quotes` in templates/writing/; `full_width` asks for the full-width comma, colon,
question mark and so on.

## Wrong

```markdown
„Не звънете"         <- bg.md
請稍候,不要掛斷。     <- zh-Hant.md
```

## Right

```markdown
„Не звънете“
請稍候，不要掛斷。
```
"""

import re
from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.languages.translations import texts
from sopwright.diagnostics import Diagnostic, Rule, Severity, Span
from sopwright.model.writing import Writing

RULE = Rule("SW423", "punctuation", Severity.WARNING)

_QUOTES = re.compile(r"[\"“”„‟«»‹›「」『』〝〞＂]|(?<!\w)[‘’‚‛']|[‚‛]")
_HALF_WIDTH = re.compile(r"(?<=[\u3400-\u9fff])[,;:?!()](?!\d)|[,;:?!()](?=[\u3400-\u9fff])")
_BEFORE = re.compile(r"(?<=\w) +[,.;:!?](?=\s|$)")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the words of all texts, code and references apart."""
    for text in context.once(texts):
        writing = context.handbook.writing.get(text.text.language)
        for piece in text.pieces if writing is not None else ():
            for node in piece.kinds.get("text", ()):
                for start, message, hint in _faults(node.text, writing or Writing()):
                    yield RULE.at(Span(text.text.source.path, node.line, node.column + start), message, hint)


def _faults(words: str, writing: Writing) -> Iterator[tuple[int, str, str]]:
    allowed, hint = set("".join(writing.quotes)), f"use {quoted(writing.quotes)}"
    for match in _QUOTES.finditer(words) if allowed else ():
        if match[0] not in allowed:
            yield match.start(), f"`{match[0]}` is not a quotation mark of the language", hint
    for match in _HALF_WIDTH.finditer(words) if writing.full_width else ():
        yield match.start(), f"`{match[0]}` is half-width among full-width characters", "type the full-width sign"
    for match in _BEFORE.finditer(words):
        yield match.start(), f"a space stands before `{match[0].strip()}`", "remove it"


CHECK = Check(RULE, __doc__, each=find)
