"""A character stands in a text that none of the handbook's fonts has.

## Why is this bad?

The printed books are set with the fonts in `templates/fonts` alone, so that they look the same wherever they are
built. A character that these lack would be an empty box on paper, and the archival PDF refuses it: no book could be
made.

## Wrong

```markdown
Sign here: 𓀀
```

## Right

```markdown
Sign here: ✍
```

or a font that has the character, beside the others in `templates/fonts`.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.text import Text
from sopwright.source.glyphs import Glyphs
from sopwright.source.text import MAX_FAULTS, SUSPECT
from sopwright.source.yaml import Key, YamlFile

RULE = Rule("SW026", "missing-glyph")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the registers' and the interface's words with the fonts' characters."""
    handbook = context.handbook
    if handbook.glyphs is not None:
        for file in (*handbook.registers.files.values(), *handbook.words_files.values()):
            yield from _in_values(file, handbook.glyphs)


def each(context: Context) -> Iterator[Diagnostic]:
    """Compare a document's words with them; what has no shape in any font is another rule's."""
    glyphs = context.handbook.glyphs
    if glyphs is None:
        return
    for document in context.handbook.documents.values():
        yield from _in_values(document.file, glyphs)
        for text in document.texts.values():
            yield from islice(_in_text(text, glyphs), MAX_FAULTS)


def _in_text(text: Text, glyphs: Glyphs) -> Iterator[Diagnostic]:
    written = _lacking(text.source.text, glyphs)
    for number, line in enumerate(text.source.lines, 1) if written else ():
        for column, character in enumerate(line, 1):
            if character in written:
                yield _fault(text.source.span(number, column), character)
    if "&" not in text.source.text:
        return
    for node in text.of_kind("text"):  # a character may also be written by its number, `&#x13000;`
        for character in sorted(_lacking(node.text, glyphs) - written):
            yield _fault(text.at(node), character)


def _in_values(file: YamlFile, glyphs: Glyphs) -> Iterator[Diagnostic]:
    lacking = ((path, one) for path, words in _strings(file.value, ()) for one in sorted(_lacking(words, glyphs)))
    for path, character in islice(lacking, MAX_FAULTS):
        yield _fault(file.at(*path), character)


def _strings(value: Any, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(inner, (*path, key))
    elif isinstance(value, tuple | list):
        for place, inner in enumerate(value):
            yield from _strings(inner, (*path, place))


def _lacking(words: str, glyphs: Glyphs) -> frozenset[str]:
    if words.isascii():
        return frozenset()
    return frozenset(character for character in glyphs.missing(words) if not SUSPECT.match(character))


def _fault(place: Span, character: str) -> Diagnostic:
    message = f"no font in templates/fonts has the character `{character}` (U+{ord(character):04X})"
    return RULE.at(place, message, "write it in another way, or put a TrueType font that has it beside the others")


CHECK = Check(RULE, __doc__, find, each)
