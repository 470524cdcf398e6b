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
from sopwright.diagnostics import Diagnostic, Rule, Severity, Span
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


def find_preferred(context: Context) -> Iterator[Diagnostic]:
    """Compare the variants in all documents with those that are preferred to them in the language."""
    terms, known = context.handbook.registers.terms.rows, context.each(phrases).values()
    said = {one[:3] for document in known for one in document}
    for language, term, phrase, place in (one for document in known for one in document):
        better = terms[term].preferred.get(language, {}).get(phrase, "")
        if (language, term, better) in said and not _is_inflected(context, language, phrase, better):
            message = f"`{term}` is said here as `{phrase}`, elsewhere in `{language}` as `{better}`"
            yield RULE.at(place, message, f"say `{better}`, which registers/terms.yml prefers")


def phrases(context: Context) -> tuple[tuple[str, str, str, Span], ...]:
    """What a document says for its terms: language, term, phrase, and the section's place."""
    return tuple(
        (section.text.language, found.term, found.phrase, section.place)
        for section in context.once(uses).values()
        for found in dict.fromkeys(section.found)
    )


def _is_inflected(context: Context, language: str, one: str, other: str) -> bool:
    """Whether two phrases are the same words: these are found at the same places."""
    words = words_in(one), words_in(other)
    stems = stems_of(context.handbook.stemmers(language))
    return any(list(map(stem, words[0])) == list(map(stem, words[1])) for stem in stems)


def _varies(here: list[Found]) -> bool:
    return (len({found.phrase for found in here}) > 1 and any(found.use is Use.SYNONYM for found in here)) or (
        bool(here) and all(found.use is Use.SYNONYM for found in here)
    )


CHECK = Check(RULE, __doc__, find_preferred, find, (phrases,))
