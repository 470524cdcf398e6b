"""A record of approval lies in a place that says something else than its signed words.

## Why is this bad?

Someone may have copied a decision about one document, language or step to another one. The signature is still good, but
it is not about this. Such a record never counts.

## Wrong

```text
a record in the folder SVC-004/bg says: "subject": [{"name": "SVC-004#en", ...
```

## Right

```text
a record in the folder SVC-004/en says: "subject": [{"name": "SVC-004#en", ...
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import RECORD_MISPLACED

CHECK = Check(RECORD_MISPLACED, __doc__)
