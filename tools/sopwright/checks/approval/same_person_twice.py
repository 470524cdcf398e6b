"""Different people cannot take all steps of an approval chain.

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

from sopwright.checks.approval.chains import Need, Slots, can_differ, needs, slots
from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.approval import Chain

RULE = Rule("SW205", "same-person-twice")


def find(context: Context) -> Iterator[Diagnostic]:
    """Try to give each signature to somebody else: of a chain by itself, then without the document's authors."""
    registers = context.handbook.registers
    for key, chain in registers.approval.chains.items():
        if _taken_twice(context, chain):
            wanted = slots(context, chain, "") or ()
            message = f"the steps of the chain `{key}` need {len(wanted)} different people; {_known(wanted)}"
            place = registers.files["approval"].at("chains", key, "steps")
            yield RULE.at(place, message, "name another holder of one of the posts")
    for need in context.once(needs):
        yield from _of_document(context, need)


def _taken_twice(context: Context, chain: Chain) -> bool:
    wanted = slots(context, chain, "")
    return wanted is not None and not can_differ(wanted)


def _of_document(context: Context, need: Need) -> Iterator[Diagnostic]:
    chain, language = need.chosen.chain, need.subject.language
    if chain is None or _taken_twice(context, chain):
        return
    wanted = slots(context, chain, language, need.document.metadata.authors)
    if wanted and not can_differ(wanted):
        named = f"the chain `{need.chosen.key}` needs {len(wanted)} different people"
        hint = "let somebody else write it, or name another holder of one of the posts"
        yield RULE.at(need.document.at("approval"), f"without the authors {named}; {_known(wanted)}", hint)


def _known(wanted: Slots) -> str:
    return f"its posts are held by {quoted(sorted(frozenset().union(*wanted)))}"


CHECK = Check(RULE, __doc__, find)
