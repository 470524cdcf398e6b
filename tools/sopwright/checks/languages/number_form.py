"""A number, a share, a time or a date is not written as the language writes it.

## Why is this bad?

`2,5` is two and a half in Lithuanian and a slip in English; `5%` has a space in Russian and none in Chinese; 3/4 is
March in one country and April in another.

References are written in the right form by themselves. Languages without a file in templates/writing/ are not judged.

## Wrong

```markdown
At least 2.5 hours, 80% of calls, until 5 pm on 12/10/2026.       <- lt.md
```

## Right

```markdown
{quantity:2.5 h}, {percent:80}, {time:17:00}, {date:2026-10-12}
```
"""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.numbers import format_percent, get_decimal_symbol

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translations import texts
from sopwright.diagnostics import Diagnostic, Rule, Severity, Span

RULE = Rule("SW422", "number-form", Severity.WARNING)

_PERCENT = re.compile(r"\d([ \u00a0\u202f]?)[%％]")
_DECIMAL = re.compile(r"(?<![\d.,:/-])\d+([.,])(\d|\d{2}|\d{4,})(?![\d.,:/-])")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b")
_HALF_DAY = re.compile(r"\d\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)", re.IGNORECASE)


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the words of all texts, code and references apart."""
    languages = context.handbook.registers.languages
    for text in context.once(texts):
        locale = languages[text.text.language].locale
        for piece in text.pieces if text.text.language in context.handbook.writing else ():
            for node in piece.kinds.get("text", ()):
                for start, message, hint in _faults(node.text, locale) if any(map(str.isdigit, node.text)) else ():
                    place = Span(text.text.source.path, node.line, node.column + start)
                    yield RULE.at(place, message, hint)


def _faults(words: str, locale: str) -> Iterator[tuple[int, str, str]]:
    decimal, spaced, halves = _forms(locale)
    for match in _PERCENT.finditer(words):
        if bool(match[1]) != spaced:
            right = "with" if spaced else "without"
            yield match.start(), f"`{match[0]}`: the language writes % {right} a space", "write `{percent:80}`"
    for match in _DECIMAL.finditer(words):
        if match[1] != decimal and not _CLOCK.fullmatch(match[0]):
            yield match.start(), f"`{match[0]}`: the language's decimal sign is `{decimal}`", "write `{quantity:2.5 h}`"
    for match in _DATE.finditer(words):
        yield match.start(), f"`{match[0]}` is a date in figures", "write `{date:2026-11-02}`"
    for match in _HALF_DAY.finditer(words) if not halves else ():
        yield match.start(), f"`{match[0]}`: the language counts the hours to 24", "write `{time:17:00}`"


@cache
def _forms(locale: str) -> tuple[str, bool, bool]:
    """The decimal sign, whether % stands apart, and whether hours are counted to 12."""
    short = Locale.parse(locale).time_formats["short"]
    spaced = re.search(r"5\s", format_percent(0.05, locale=locale)) is not None
    return get_decimal_symbol(locale), spaced, "a" in str(short.pattern)


CHECK = Check(RULE, __doc__, each=find)
