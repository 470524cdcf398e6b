"""The numbers of a document's records of approval have a gap, or one stands twice.

## Why is this bad?

Records are only ever added, and each names the one before. A missing number means that a decision was taken away, such
as a refusal; a number that stands twice means that two people signed at the same time and nobody can tell what
follows what. Neither the record after the gap nor those behind it count.

## Wrong

```text
0001 second-line
0003 release           (0002 is missing)
```

## Right

```text
0001 second-line
0002 consulted
0003 release
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import RECORD_SEQUENCE

CHECK = Check(RECORD_SEQUENCE, __doc__)
