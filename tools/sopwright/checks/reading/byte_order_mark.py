"""A file begins with a byte-order mark.

## Why is this bad?

The mark is invisible, and some programs read it as part of the first word: `id` is then no longer `id`. UTF-8 needs
none.

## Wrong

```text
EF BB BF 23 20 54 69 74 6C 65      (the mark, then "# Title")
```

## Right

```text
23 20 54 69 74 6C 65               (the file saved as "UTF-8", not "UTF-8 with BOM")
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import BYTE_ORDER_MARK

CHECK = Check(BYTE_ORDER_MARK, __doc__)
