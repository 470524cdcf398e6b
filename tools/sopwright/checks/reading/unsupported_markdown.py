"""A text uses a form of Markdown that is not read here.

## Why is this bad?

Other programs read underlined headings, footnotes, link definitions, indented code, struck-out words and boxes to
tick. Here the reader would see the bare signs.

## Wrong

```markdown
Steps
=====

See the law[^1] and [the record][rec].

[rec]: SVC-006
```

## Right

```markdown
## Steps {#steps}

See {law:gdpr} and [the record](SVC-006).
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import UNSUPPORTED_MARKDOWN

CHECK = Check(UNSUPPORTED_MARKDOWN, __doc__)
