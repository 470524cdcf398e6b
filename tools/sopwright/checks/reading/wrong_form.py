"""A field is missing, unknown, or not of the kind that stands there.

## Why is this bad?

A misspelt field is a field that nobody reads: with `autors` the document has no author, and its author could approve
it.

## Wrong

```yaml
autors: [e.stoyanova]
effective: "2 November"
```

## Right

```yaml
authors: [e.stoyanova]
effective: 2026-11-02
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import WRONG_FORM

CHECK = Check(WRONG_FORM, __doc__)
