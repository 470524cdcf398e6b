"""A section that the template requires is missing, is not in its order, or is unknown to the template.

## Why is this bad?

Readers find things because they stand in the same place in every document. Lists, books and the comparison of languages
rest on the same ids.

## Wrong

```markdown
## Scope {#scope}

## Purpose {#purpose}

## Tips {#tips}
```

## Right

```markdown
## Purpose {#purpose}

## Scope {#scope}

## Steps {#steps}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.structure.headings import first_misplaced, template_sections, was_meant
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import SectionRule
from sopwright.model.text import Text

RULE = Rule("SW514", "section-order")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the sections of each text with the template's."""
    for document in context.handbook.documents.values():
        sections = template_sections(context.handbook, document)
        template = document.metadata.template.partition("/")[0]
        for text in document.texts.values() if sections else ():
            if text.nodes:
                yield from _missing(text, sections, template)
                yield from _unknown(text, sections, template)
                yield from _misplaced(text, sections)


def _missing(text: Text, sections: tuple[SectionRule, ...], template: str) -> Iterator[Diagnostic]:
    headings = [section.heading for section in text.sections]
    for rule in sections:
        if rule.required and text.section(rule.id) is None and not was_meant(rule.id, headings, _ids(sections)):
            place = text.at(text.heading) if text.heading is not None else text.source.span()
            message = f"the section `{rule.id}` is missing; the template `{template}` requires it"
            yield RULE.at(place, message, f"add a heading `## ... {{#{rule.id}}}`")


def _unknown(text: Text, sections: tuple[SectionRule, ...], template: str) -> Iterator[Diagnostic]:
    known = _ids(sections)
    for section in text.sections:
        if section.id and section.id not in known:
            message = f"the template `{template}` has no section `{section.id}`"
            yield RULE.at(text.at(section.heading), message, suggest(section.id, known, f"it has {', '.join(known)}"))


def _misplaced(text: Text, sections: tuple[SectionRule, ...]) -> Iterator[Diagnostic]:
    wrong = first_misplaced([section.id for section in text.sections], _ids(sections))
    section = text.section(wrong[0]) if wrong is not None else None
    if wrong is not None and section is not None:
        message = f"the section `{wrong[0]}` stands where `{wrong[1]}` belongs"
        yield RULE.at(text.at(section.heading), message, f"the order is {', '.join(_ids(sections))}")


def _ids(sections: tuple[SectionRule, ...]) -> list[str]:
    return [rule.id for rule in sections]


CHECK = Check(RULE, __doc__, each=find)
