"""No document names a measure.

## Why is this bad?

A measure that no procedure names is measured by nobody, or people are judged by something that they were never told.

## Wrong

```yaml
conversion: {name: {en: Conversion}, ...}        # no document has `measures: [conversion]`
```

## Right

```yaml
conversion: {name: {en: Conversion}, ...}        # SVC-012 has `measures: [conversion]`
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.amounts import limits_of_steps
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule, Severity
from sopwright.model.handbook import Document
from sopwright.model.references import uses

RULE = Rule("SW606", "measure-unused", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each measure in what is in force; documents and texts that cannot be read might name it."""
    handbook = context.handbook
    if handbook.broken or any(document.refused for document in handbook.documents.values()):
        return
    named = {key for found in context.each(named_measures).values() for key in found}
    for key in handbook.registers.measures.rows:
        if key not in named:
            hint = "name it under `measures` where it counts, or remove it here"
            yield RULE.at(handbook.registers.measures.key_at(key), f"no document names the measure `{key}`", hint)


def named_measures(context: Context) -> tuple[str, ...]:
    """The measures that a document names, each once."""
    return tuple(dict.fromkeys(key for document in context.once(current) for key in _named(document)))


def _named(document: Document) -> Iterator[str]:
    yield from document.metadata.measures
    for _, named in limits_of_steps(document, "measure"):
        yield named.key
    for text in document.texts.values():
        for reference in text.of_kind("reference"):
            used = uses(reference["kind"], reference["key"])
            if used is not None and used[0] == "measures":
                yield used[1]


CHECK = Check(RULE, __doc__, find, facts=(named_measures,))
