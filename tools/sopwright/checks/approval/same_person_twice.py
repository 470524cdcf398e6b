"""Different people cannot take all steps of an approval rule.

## Why is this bad?

Each step is a pair of eyes of its own. Where one person holds the posts of two steps, nobody else can take the
second, and the document is never released.

## Wrong

```yaml
approval: standard      # r.tan is the only project manager and the only centre manager
```

## Right

```yaml
approval: standard      # r.tan is the project manager, m.lindqvist the centre manager
```
"""

from collections.abc import Iterator

from sopwright.checks.approval.chains import Slots, can_differ, slots
from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW205", "same-person-twice")


def find(context: Context) -> Iterator[Diagnostic]:
    """Try to give each signature to somebody else: of a rule by itself, then without the document's authors."""
    rules = context.handbook.registers.approval
    for key, rule in rules.rows.items():
        wanted = slots(context, rule)
        if wanted is not None and not can_differ(wanted):
            message = f"the steps of the rule `{key}` need {len(wanted)} different people; {_known(wanted)}"
            yield RULE.at(rules.at(key, "steps"), message, "name another holder of one of the posts")
    for document in context.once(current):
        own = rules.get(document.metadata.approval)
        whole = slots(context, own) if own is not None else None
        wanted = slots(context, own, document.metadata.authors) if own is not None else None
        if whole and wanted and can_differ(whole) and not can_differ(wanted):
            key = document.metadata.approval
            message = f"without the authors the rule `{key}` needs {len(wanted)} different people; {_known(wanted)}"
            hint = "let somebody else write it, or name another holder of one of the posts"
            yield RULE.at(document.at("approval"), message, hint)


def _known(wanted: Slots) -> str:
    return f"its posts are held by {quoted(sorted(frozenset().union(*wanted)))}"


CHECK = Check(RULE, __doc__, find)
