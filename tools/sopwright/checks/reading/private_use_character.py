"""A character stands in a text that no standard gives a shape.

## Why is this bad?

One computer shows it as an arrow, another as an empty box. It comes with a symbol font of a word processor.

## Wrong

```markdown
Press &#xE000; to answer.
```

## Right

```markdown
Press **Answer**, or show a picture of the button.
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import PRIVATE_USE

CHECK = Check(PRIVATE_USE, __doc__)
