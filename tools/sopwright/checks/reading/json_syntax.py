"""A record of approval is not JSON that every program reads in the same way.

## Why is this bad?

A signature covers bytes. If one program takes the first of two equal keys and another the last, or if something follows
the closing bracket, two people can look at one signed record and see two decisions. Such a record never counts.

## Wrong

```json
{"decision": "refuse", "decision": "approve"}
```

## Right

```json
{"decision": "refuse"}
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import JSON_SYNTAX

CHECK = Check(JSON_SYNTAX, __doc__)
