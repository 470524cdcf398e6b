r"""A control character other than a tab or the end of a line stands in a file.

## Why is this bad?

Printers, terminals and PDF programs obey such characters instead of showing them. They come from copied terminal
output or a broken file.

## Wrong

```yaml
name: "Answering\a"
```

## Right

```yaml
name: Answering
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import CONTROL_CHARACTER

CHECK = Check(CONTROL_CHARACTER, __doc__)
