"""A translation lacks the heading of a step or clause that the source has.

## Why is this bad?

The procedure has a hole in this language, and nobody who reads it can know.

## Wrong

`en.md` has `### Resolve it {#resolve}`, `bg.md` has no heading with that id.

## Right

```markdown
### Решете въпроса {#resolve}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translations import Translation, translations
from sopwright.checks.structure.headings import was_meant
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.text import Section

RULE = Rule("SW402", "step-missing")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each level-3 heading; where the whole section is missing, another rule says so."""
    for translation in context.once(translations):
        for section in translation.source.sections:
            own = translation.text.section(section.id)
            if own is not None:
                yield from _missing(translation, section, own)


def _missing(translation: Translation, section: Section, own: Section) -> Iterator[Diagnostic]:
    there, here = translation.levels
    headings = [part.heading for part in own.parts]
    for part in section.parts:
        if part.id and part.id not in here and not was_meant(part.id, headings, there):
            message = f"`{part.id}` is missing here; in `{translation.source.language}` it is `{part.title}`"
            hint = f"translate it under a heading `### ... {{#{part.id}}}`"
            related = [(translation.source.at(part.heading), "the source")]
            yield RULE.at(translation.text.at(own.heading), message, hint, related=related)


CHECK = Check(RULE, __doc__, each=find)
