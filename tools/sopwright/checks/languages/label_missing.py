"""A label has no words in a language of the handbook, or has words in a language that the handbook does not have.

## Why is this bad?

Labels stand in tables, lists and flowcharts of every language. A missing one shows English in the middle of a
Bulgarian page.

## Wrong

```yaml
agent: {name: {en: Agent}}              # registers/languages.yml has en and bg
manager: {name: {en: Manager, bg: Мениджър, de: Leiter}}
```

## Right

```yaml
agent: {name: {en: Agent, bg: Агент}}
manager: {name: {en: Manager, bg: Мениджър}}
```
"""

from collections.abc import Iterator, Mapping

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.languages.labels import Labels, label_maps, lacking_answers
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.form import Form
from sopwright.model.handbook import Register, Registers
from sopwright.source.yaml import Path, YamlFile

RULE = Rule("SW404", "label-missing")


def find(context: Context) -> Iterator[Diagnostic]:
    """Walk through all registers."""
    registers, known = context.handbook.registers, context.handbook.language_keys
    told = {("answers", key): languages for key, languages in context.once(lacking_answers).items()}
    for name, file in registers.files.items():
        for path, words in _of_register(registers, name):
            lacking = [key for key in known if key not in words and key not in told.get((name, str(path[0])), ())]
            yield from _judge(file, path, lacking, _foreign(words, known))


def each(context: Context) -> Iterator[Diagnostic]:
    """Walk through a document's revisions and answers."""
    known = context.handbook.language_keys
    for document in context.once(current):
        for index, revision in enumerate(document.metadata.revisions):
            for path, words in label_maps(revision, ("revisions", index)):
                lacking = [key for key in known if key not in words]
                yield from _judge(document.file, path, lacking, _foreign(words, known))
        for answer, words in document.metadata.answers.items():
            yield from _judge(document.file, ("answers", answer), [], _foreign(words, known))


def _of_register(registers: Registers, name: str) -> Labels:
    register = getattr(registers, name)
    if isinstance(register, Form):
        yield from label_maps(register)
    elif isinstance(register, Register):
        for key, row in register.rows.items():
            yield from label_maps(row, (key,)) if isinstance(row, Form) else [((key,), row)]


def _foreign(words: Mapping[str, str], known: tuple[str, ...]) -> list[str]:
    return [language for language in words if language not in known]


def _judge(file: YamlFile, path: Path, lacking: list[str], foreign: list[str]) -> Iterator[Diagnostic]:
    label = ".".join(str(key) for key in path)
    if lacking:
        message = f"the label `{label}` has no words in {quoted(lacking)}"
        yield RULE.at(file.at(*path), message, "add them; every label has words in every language of the handbook")
    for language in foreign:
        message = f"the label `{label}` has words in `{language}`, which registers/languages.yml does not have"
        yield RULE.at(file.key_at(*path, language), message, "remove them, or add the language to the register")


CHECK = Check(RULE, __doc__, find, each)
