"""A key stands twice in one mapping of a YAML file.

## Why is this bad?

Programs differ in which of the two they take. The reader of the file sees one owner, the handbook shows the other.

## Wrong

```yaml
owner: team-lead
status: effective
owner: quality
```

## Right

```yaml
owner: team-lead
status: effective
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import DUPLICATE_KEY

CHECK = Check(DUPLICATE_KEY, __doc__)
