"""A section of the source uses a term, and the translation of the section does not.

## Why is this bad?

The handbook says one thing with one word. A reader who meets another word looks for another thing; the search and the
glossary do not find it.

Inflection makes no difference: words are compared by their stems. The words that a language may use for a term are its
`name` and its `variants` in registers/terms.yml.

## Wrong

```yaml
hold: {name: {en: hold, bg: задържане}, ...}
```

```markdown
Put the caller on hold.             <- en.md
Помолете клиента да почака.         <- bg.md
```

## Right

```markdown
Поставете клиента на задържане.
```

or the word that the translation uses among the term's `variants`.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.languages.term_uses import pairs
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW416", "term-missing", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each term of the source section in the translation's."""
    terms = context.handbook.registers.terms.rows
    for translation, source, own in pairs(context):
        language = translation.text.language
        here = {found.term for found in own.found}
        for key in dict.fromkeys(found.term for found in source.found if found.use.right):
            if key not in here and language in terms[key].name:
                right = quoted([terms[key].name[language], *terms[key].variants.get(language, ())])
                source_language = translation.source.language
                message = f"`{key}` stands in this section of `{source_language}`; here stands none of {right}"
                yield RULE.at(own.place, message, "use the term, or add the word that stands here to its `variants`")


CHECK = Check(RULE, __doc__, each=find)
