"""The name of a file or folder has unusual characters, or differs from another only in case.

## Why is this bad?

Names become addresses. Spaces and accents break links; of two names that differ in case only, Windows and macOS keep
one.

## Wrong

```text
handbook/service/Answering a call/
```

## Right

```text
handbook/service/answering-a-call/
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import FILE_NAME

CHECK = Check(FILE_NAME, __doc__)
