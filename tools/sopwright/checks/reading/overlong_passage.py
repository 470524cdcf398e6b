"""A paragraph of a text, or a value in a YAML file, is longer than is read.

## Why is this bad?

A paragraph of several pages is a mistake of an editor or a conversion, or is made to keep the program busy. Nobody
reads it.

## Wrong

```text
a paragraph of 40,000 characters
```

## Right

```text
paragraphs of 300 characters, with empty lines between them
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import OVERLONG_PASSAGE

CHECK = Check(OVERLONG_PASSAGE, __doc__)
