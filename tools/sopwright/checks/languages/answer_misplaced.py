"""The items under a question begin with the answers in another order than in the source, or two answers look alike.

## Why is this bad?

The reader takes the wrong branch: what stands under *Yes* is what the source says under *No*.

## Wrong

```markdown
- Yes: a record fits.           <- en.md
- No: nothing fits.

- Не: някой запис съвпада.      <- bg.md
- Да: нищо не съвпада.
```

## Right

```markdown
- Да: някой запис съвпада.
- Не: нищо не съвпада.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translation_stale import section_place
from sopwright.checks.languages.translations import all_sections, translations
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.translation.suspicion import misplaced_answers

RULE = Rule("SW419", "answer-misplaced")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the answers with which list items begin."""
    known = context.once(all_sections)
    for translation in context.once(translations):
        there = known[translation.document.id, translation.source.language]
        here = known[translation.document.id, translation.text.language]
        for key in there.keys() & here.keys() - translation.stale:
            for message in misplaced_answers(there[key], here[key]):
                hint = "give the items the order of the source, and compare what stands behind each answer"
                yield RULE.at(section_place(translation, key), message, hint)
    yield from _alike(context)


def _alike(context: Context) -> Iterator[Diagnostic]:
    """Two answers of one step with the same label in a language."""
    shared = context.handbook.registers.answers
    for document in context.once(current):
        own = document.metadata.answers
        for step in document.metadata.steps.values():
            labels = {key: own.get(key) or shared.get(key) or {} for key in step.choose or ()}
            for language in context.handbook.language_keys:
                first: dict[str, str] = {}
                for key in (key for key, words in labels.items() if language in words):
                    other = first.setdefault(labels[key][language], key)
                    if other != key:
                        place = document.at("answers", key) if key in own else shared.at(key)
                        message = (
                            f"in `{language}` the answers `{other}` and `{key}` are both `{labels[key][language]}`"
                        )
                        yield RULE.at(place, message, "correct one of the two labels")


CHECK = Check(RULE, __doc__, each=find)
