"""A file is larger, or holds more, than is read.

## Why is this bad?

Nobody finds a step in a document of that size, and a file made to be huge would keep everyone waiting. Each limit is
several times what the largest real document needs.

## Wrong

```text
handbook/service/everything/en.md      400,000 characters
```

## Right

```text
handbook/service/answering-a-call/en.md  6,000 characters
handbook/service/customer-records/en.md  4,000 characters
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import FILE_TOO_LARGE

CHECK = Check(FILE_TOO_LARGE, __doc__)
