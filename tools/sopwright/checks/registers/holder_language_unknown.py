"""A person speaks a language that is not in the register.

## Why is this bad?

Translators and approvers are chosen by these languages. A misspelt tag keeps the person from texts that they could
check.

## Wrong

```yaml
w.lim: {name: Wei Lim, languages: [zh, en], ...}
```

## Right

```yaml
w.lim: {name: Wei Lim, languages: [zh-Hant, en], ...}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW613", "holder-language-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each language up."""
    registers = context.handbook.registers
    for key, person in registers.people.rows.items():
        for index, language in enumerate(person.languages):
            if language not in registers.languages:
                message = f"the language `{language}` is not in registers/languages.yml"
                hint = suggest(language, registers.languages.rows, "name a language of the register, or leave it out")
                yield RULE.at(registers.people.at(key, "languages", index), message, hint)


CHECK = Check(RULE, __doc__, find)
