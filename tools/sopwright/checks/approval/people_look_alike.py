"""Two people's names look the same, or a name mixes letters of two scripts.

## Why is this bad?

Who reads "approved by Maria Lindqvist" cannot see that the `а` is a Cyrillic letter and that this is somebody else.
Such a name in the register lets one person sign under another's.

## Wrong

```yaml
m.lindqvist: {name: Maria Lindqvist, ...}
m.1indqvist: {name: Mаria Lindqvist, ...}       # a figure in the key, a Cyrillic letter in the name
```

## Right

```yaml
m.lindqvist: {name: Maria Lindqvist, ...}
m.lindqvist.2: {name: Maria Lindqvist (sales), ...}
```
"""

import unicodedata
from collections.abc import Iterator

from sopwright.checks.approval.look_alikes import mixed, skeleton
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Register
from sopwright.model.registers import Person
from sopwright.source.yaml import Key

RULE = Rule("SW211", "people-look-alike")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare what the keys and the names of all people look like."""
    people = context.handbook.registers.people
    first: dict[tuple[str, str], tuple[str, str, tuple[Key, ...]]] = {}
    for what, person, written, path in _written(people):
        letters = mixed(written)
        if letters is not None:
            one, other = (f"`{letter}` ({unicodedata.name(letter)})" for letter in letters)
            message = f"the name of `{person}` has letters of two scripts in one word: {one} and {other}"
            yield RULE.at(people.at(*path), message, "write the name with the letters of one script")
        owner, before, there = first.setdefault((what, skeleton(written)), (person, written, path))
        if owner != person:
            message = f"the {what} `{written}` of `{person}` looks like `{before}` of `{owner}`"
            hint = "tell the two apart, such as by a second name or the team"
            yield RULE.at(people.at(*path), message, hint, related=[(people.at(*there), "the other one")])


def _written(people: Register[Person]) -> Iterator[tuple[str, str, str, tuple[Key, ...]]]:
    """The keys and names of all people: what it is, whose, the words, and their place."""
    for key, person in people.rows.items():
        yield "key", key, key, (key,)
        yield "name", key, person.name, (key, "name")
        for index, name in enumerate(person.former_names):
            yield "name", key, name, (key, "former_names", index)


CHECK = Check(RULE, __doc__, find)
