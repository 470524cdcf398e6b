"""There are signatures, and nothing to verify them with.

## Why is this bad?

Without `ssh-keygen` nobody can tell a true signature from a false one, so no approval counts.

## Wrong

```
$ ssh-keygen
ssh-keygen: command not found
```

## Right

```
$ sudo apt install openssh-client
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule, Span

RULE = Rule("SW214", "signatures-unverified")


def find(context: Context) -> Iterator[Diagnostic]:
    """Say why the run could not verify."""
    if context.unverified:
        yield RULE.at(Span("approvals"), context.unverified, "install it and run again")


CHECK = Check(RULE, __doc__, find)
