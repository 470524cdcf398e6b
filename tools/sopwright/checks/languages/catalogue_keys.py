"""A language has no catalogue of interface words, or its catalogue has other keys than the first language's.

## Why is this bad?

Buttons, headings and labels of the site and the books come from the catalogue. What it lacks appears in another
language or stops the building of the site.

The first language of registers/languages.yml is the measure. The forms of a number (`one`, `few`, `other`) differ
between languages and count as one entry, which must have `other`.

## Wrong

```yaml
# templates/words/bg.yml
search: {title: Търсене}            # en.yml has `placeholder` too
```

## Right

```yaml
search: {title: Търсене, placeholder: Търсете в наръчника}
```
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.source.yaml import Path, YamlFile

RULE = Rule("SW412", "catalogue-keys")

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the keys of all catalogues with those of the first language."""
    handbook = context.handbook
    first = next(iter(handbook.language_keys), "")
    for language in handbook.language_keys if handbook.words else ():
        if language not in handbook.words:
            message = f"templates/words/{language}.yml, the interface's words in `{language}`, is missing"
            hint = "copy another language's catalogue and translate it"
            yield RULE.at(handbook.registers.languages.key_at(language), message, hint)
            continue
        file, own = handbook.words_files[language], handbook.words[language]
        yield from _plurals(file, own, ())
        if first in handbook.words and language != first:
            yield from _compare(file, first, handbook.words[first], own, ())


def _compare(file: YamlFile, first: str, there: Any, here: Any, path: Path) -> Iterator[Diagnostic]:
    name = ".".join(str(key) for key in path)
    if _is_map(there) != _is_map(here):
        shape = "a mapping of names to words" if _is_map(there) else "words"
        yield RULE.at(file.at(*path), f"`{name}` is not {shape}, as it is in `{first}`", "give it the same shape")
    elif _is_map(there):
        for key in there:
            if key not in here:
                message = f"`{'.'.join([*map(str, path), str(key)])}` is missing; the catalogue of `{first}` has it"
                yield RULE.at(file.key_at(*path), message, "add its words")
            else:
                yield from _compare(file, first, there[key], here[key], (*path, key))
        for key in here:
            if key not in there:
                message = f"`{'.'.join([*map(str, path), str(key)])}` is not in the catalogue of `{first}`"
                yield RULE.at(file.key_at(*path, key), message, "remove it, or add it to the other languages")


def _plurals(file: YamlFile, words: Any, path: Path) -> Iterator[Diagnostic]:
    if _is_plural(words) and "other" not in words:
        message = f"`{'.'.join(map(str, path))}` has the forms {', '.join(words)}, but not `other`"
        yield RULE.at(file.at(*path), message, "add the form `other`; every language has it")
    for key, inner in words.items() if _is_map(words) else ():
        yield from _plurals(file, inner, (*path, key))


def _is_plural(words: Any) -> bool:
    return isinstance(words, Mapping) and bool(words) and words.keys() <= PLURALS


def _is_map(words: Any) -> bool:
    return isinstance(words, Mapping) and not _is_plural(words)


CHECK = Check(RULE, __doc__, find)
