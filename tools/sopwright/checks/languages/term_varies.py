"""The texts say one term in several ways, or by a word that is kept for the search.

## Why is this bad?

Two words look like two things. A reader asks what the difference is, and there is none.

Variants of a term may stand side by side, since grammar asks for them. Where `preferred` says which of two to take, the
texts of a language do not say both.

## Wrong

```yaml
hold: {name: {en: hold, bg: задържане}, synonyms: {bg: [изчакване на линия]}, ...}
```

```markdown
Време на изчакване на линия         <- bg.md, where en.md says `hold`
```

```yaml
call-back: {name: {zh-Hant: 回電}, variants: {zh-Hant: [回撥]}, preferred: {zh-Hant: {回撥: 回電}}, ...}
```

and texts that say 回電 in one place and 回撥 in another.

## Right

```markdown
Време на задържане
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.term_uses import pairs, uses
from sopwright.diagnostics import Diagnostic, Rule, Severity
from sopwright.translation.stems import stems_of, words_in
from sopwright.translation.terms import Found, Use

RULE = Rule("SW418", "term-varies", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the words for each term of a section that its source says in one way."""
    terms = context.handbook.registers.terms.rows
    for translation, source, own in pairs(context):
        for key in dict.fromkeys(found.term for found in source.found if found.use.right):
            there = {found.phrase for found in source.found if found.term == key}
            here = [found for found in own.found if found.term == key and found.use is not Use.FORBIDDEN]
            if len(there) == 1 and _varies(here):
                said = ", ".join(f"`{phrase}`" for phrase in dict.fromkeys(found.phrase for found in here))
                name = terms[key].name.get(translation.text.language, key)
                yield RULE.at(own.place, f"`{key}` is said here as {said}", f"say `{name}`")
    yield from _preferences(context)


def _preferences(context: Context) -> Iterator[Diagnostic]:
    """Variants that stand beside the ones that are preferred to them, anywhere in a language's texts."""
    terms, known = context.handbook.registers.terms.rows, context.once(uses).values()
    said = {(one.text.language, found.term, found.phrase) for one in known for found in one.found}
    for section in known:
        language = section.text.language
        for found in dict.fromkeys(section.found):
            better = terms[found.term].preferred.get(language, {}).get(found.phrase, "")
            if (language, found.term, better) in said and not _is_inflected(context, language, found.phrase, better):
                message = f"`{found.term}` is said here as `{found.phrase}`, elsewhere in `{language}` as `{better}`"
                yield RULE.at(section.place, message, f"say `{better}`, which registers/terms.yml prefers")


def _is_inflected(context: Context, language: str, one: str, other: str) -> bool:
    """Whether two phrases are the same words: these are found at the same places."""
    words = words_in(one), words_in(other)
    stems = stems_of(context.handbook.stemmers(language))
    return any(list(map(stem, words[0])) == list(map(stem, words[1])) for stem in stems)


def _varies(here: list[Found]) -> bool:
    return (len({found.phrase for found in here}) > 1 and any(found.use is Use.SYNONYM for found in here)) or (
        bool(here) and all(found.use is Use.SYNONYM for found in here)
    )


CHECK = Check(RULE, __doc__, find)
