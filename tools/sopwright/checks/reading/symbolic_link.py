"""A file of the handbook is a symbolic link.

## Why is this bad?

It would publish a file that lies elsewhere on the computer that builds the handbook, and means nothing on another
one.

## Wrong

```text
handbook/service/answering-a-call/seat.png -> /home/elena/pictures/seat.png
```

## Right

```text
handbook/service/answering-a-call/seat.png      (the picture itself)
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import SYMBOLIC_LINK

CHECK = Check(SYMBOLIC_LINK, __doc__)
