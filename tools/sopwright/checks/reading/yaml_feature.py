"""A YAML file uses an anchor, an alias, a tag, a merge key, a directive or a second document.

## Why is this bad?

These make a value stand elsewhere than where it is used, or turn words into something else. A reviewer must see each
value where it counts.

## Wrong

```yaml
title: &name {en: Answering}
summary: *name
```

## Right

```yaml
title: {en: Answering}
summary: {en: Answering}
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import YAML_FEATURE

CHECK = Check(YAML_FEATURE, __doc__)
