"""An answer that a step offers has no words in a required language.

## Why is this bad?

The guide for a live call shows a button in a foreign language, at the moment when the agent has to choose.

## Wrong

```yaml
languages: {source: en, required: [en, bg]}
answers:
  unsure: {en: Not sure}
```

## Right

```yaml
answers:
  unsure: {en: Not sure, bg: Не е ясно}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.languages.labels import lacking_answers
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW403", "branch-label-missing")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the words of each answer used; a shared one is named once."""
    known = context.handbook.language_keys
    for document in context.once(current):
        required = [language for language in document.metadata.languages.required if language in known]
        used = {answer for step in document.metadata.steps.values() for answer in step.choose or ()}
        for answer, words in document.metadata.answers.items():
            lacking = [language for language in required if language not in words]
            if answer in used and lacking:
                yield RULE.at(document.at("answers", answer), _message(answer, lacking), _HINT)
    for answer, languages in context.once(lacking_answers).items():
        place = context.handbook.registers.answers.at(answer)
        yield RULE.at(place, _message(answer, languages), _HINT)


_HINT = "add the words of the answer in each language that the document requires"


def _message(answer: str, languages: list[str] | tuple[str, ...]) -> str:
    return f"the answer `{answer}` has no words in {quoted(languages)}"


CHECK = Check(RULE, __doc__, find)
