r"""A text holds raw HTML.

## Why is this bad?

HTML cannot be printed, translated or compared, and it can hide words from some readers or run a program in their
browser. It is not read but shown as it stands.

## Wrong

```markdown
Say the <b>company name</b> first.
```

## Right

```markdown
Say the **company name** first. Write a sign itself as `<` or \<.
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import RAW_HTML

CHECK = Check(RAW_HTML, __doc__)
