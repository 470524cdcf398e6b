"""A file stands where nothing reads it, or a folder lacks its metadata.

## Why is this bad?

Its author believes that it is published. It is not: a note, a draft or a text with a misspelt name is left out
without anyone noticing.

## Wrong

```text
handbook/service/answering-a-call/english.md
```

## Right

```text
handbook/service/answering-a-call/en.md
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import STRAY_FILE

CHECK = Check(STRAY_FILE, __doc__)
