"""A reference to data names what no register has, or a table stands inside a sentence.

## Why is this bad?

The place of the value would stay empty: "hold the caller at most". A table needs a paragraph of its own to be drawn.

## Wrong

```markdown
Hold the caller at most {limit:hould}. The departments are {table:directory}.
```

## Right

```markdown
Hold the caller at most {limit:hold}. The departments are:

{table:directory}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Registers
from sopwright.model.references import KINDS, candidates, fault_of
from sopwright.model.text import Text

RULE = Rule("SW515", "reference-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look up each reference of every text."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            yield from _judge(text, context.handbook.registers)


def _judge(text: Text, registers: Registers) -> Iterator[Diagnostic]:
    alone = {id(block.children[0]) for block in text.of_kind("paragraph") if len(block.children) == 1}
    for reference in text.of_kind("reference"):
        kind, key = reference["kind"], reference["key"]
        fault = fault_of(registers, kind, key)
        if fault:
            yield RULE.at(text.at(reference), f"`{{{kind}:{key}}}`: {fault}", _hint(registers, kind, key))
        elif kind == "table" and id(reference) not in alone:
            message = f"the table `{key}` does not stand alone in its paragraph"
            yield RULE.at(text.at(reference), message, "leave an empty line before and after it")


def _hint(registers: Registers, kind: str, key: str) -> str:
    otherwise = "docs/model.md lists the references there are"
    if kind not in KINDS:
        return suggest(kind, KINDS, otherwise)
    name, names = key.partition("/")[0], candidates(registers, kind)
    return suggest(name, names, otherwise) if name not in names else otherwise


CHECK = Check(RULE, __doc__, each=find)
