"""Prescribed words have a date under `approved`, which counts no longer.

## Why is this bad?

Anybody can type a date. Prescribed words are approved by a signed record for each language, as documents are; a date
beside them would look like an approval and be none.

## Wrong

```yaml
recording-notice: {words: {en: ..., lt: ...}, approved: {en: 2026-09-21}, ...}
```

## Right

```yaml
recording-notice: {words: {en: ..., lt: ...}, ...}
```

```sh
sopwright approve wording:recording-notice --language en --as p.fischer
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW428", "wording-dated")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at each row; earlier contents of the handbook have the field, so that it can be read still."""
    wording = context.handbook.registers.wording
    for key, row in wording.rows.items():
        if row.approved:
            message = f"the dates under `approved` of `{key}` count no longer: words are approved by signed records"
            signing = f"sopwright approve wording:{key} --language {next(iter(row.words))}"
            hint = f"take the field away; `{signing}` signs instead"
            yield RULE.at(wording.key_at(key, "approved"), message, hint)


CHECK = Check(RULE, __doc__, find)
