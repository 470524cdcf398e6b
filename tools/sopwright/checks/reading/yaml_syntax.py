"""A file ends in `.yml` but is not YAML, or a value cannot be what it looks like.

## Why is this bad?

Nothing in the file can be relied on from that place on, so none of it is used.

## Wrong

```yaml
authors: [e.stoyanova
```

## Right

```yaml
authors: [e.stoyanova]
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import YAML_SYNTAX

CHECK = Check(YAML_SYNTAX, __doc__)
