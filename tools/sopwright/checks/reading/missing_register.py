"""A register that everything rests on, or the logo it names, is missing.

## Why is this bad?

Without the registers of posts, people and roles nothing can be decided: who may read, who approves, who owns. Nothing
is then published.

## Wrong

```text
registers/organisation.yml      names `logo: logo.svg`, which is not there
```

## Right

```text
registers/organisation.yml
registers/logo.svg
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import MISSING_REGISTER

CHECK = Check(MISSING_REGISTER, __doc__)
