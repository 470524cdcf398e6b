"""An audience has no roles, or an audience or a group names a role that does not exist.

## Why is this bad?

An audience's output holds what each of its roles may read. An unknown role may read nothing, so one misspelt name
empties a whole site; a group with an unknown role hides documents from those it was made for.

## Wrong

```yaml
leads: {name: {en: Leads}, roles: [teamlead, manager]}
```

## Right

```yaml
leads: {name: {en: Leads}, roles: [team-lead, manager]}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.registers import Roles

RULE = Rule("SW303", "audience-role")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each role of the audiences and groups up."""
    registers = context.handbook.registers
    for key, audience in registers.audiences.rows.items():
        if not audience.roles:
            message = f"the audience `{key}` has no roles, so its site would be empty"
            hint = "name the roles that share this site, or remove the audience"
            yield RULE.at(registers.audiences.at(key, "roles"), message, hint)
        for index, role in enumerate(audience.roles):
            place = registers.audiences.at(key, "roles", index)
            yield from _judge(role, f"audience `{key}`", place, registers.roles)
    for key, group in registers.roles.groups.items():
        for index, role in enumerate(group.roles):
            place = registers.files["roles"].at("groups", key, "roles", index)
            yield from _judge(role, f"group `{key}`", place, registers.roles)


def _judge(role: str, owner: str, place: Span, roles: Roles) -> Iterator[Diagnostic]:
    if role in roles.roles:
        return
    group = roles.groups.get(role)
    if group is not None:
        hint = f"`{role}` is a group; name its roles: {', '.join(group.roles)}"
    else:
        hint = suggest(role, roles.roles, "name a role of registers/roles.yml, or add it there")
    yield RULE.at(place, f"the {owner} names `{role}`, which is not a role of registers/roles.yml", hint)


CHECK = Check(RULE, __doc__, find)
