"""A document names a template that does not exist, has another version, or is for another kind.

## Why is this bad?

The template says which sections a document has. Without it nobody can tell whether one is missing.

## Wrong

```yaml
template: procedures/1
```

## Right

```yaml
template: procedure/1
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.metadata.shelf import kind_by_name
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.source.text import brief

RULE = Rule("SW115", "template-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each template up."""
    templates = context.handbook.templates
    for document in context.handbook.documents.values():
        name, _, version = document.metadata.template.partition("/")
        place = document.at("template")
        if name not in templates:
            message = f"the template `{brief(name)}` is not in templates/"
            yield RULE.at(place, message, suggest(name, templates, f"make templates/{name}/template.yml"))
            continue
        form, _ = templates[name]
        if version != str(form.version):
            message = f"the document follows version {brief(version)} of `{name}`, which is at version {form.version}"
            yield RULE.at(place, message, f"compare it with templates/{name}/, then write `{name}/{form.version}`")
        elif form.kind != document.metadata.kind == kind_by_name(document):
            message = f"the template `{name}` is for the kind `{form.kind}`, not `{document.metadata.kind}`"
            fitting = [f"`{key}`" for key, (other, _) in templates.items() if other.kind == document.metadata.kind]
            yield RULE.at(
                place, message, f"choose one that fits: {', '.join(fitting)}" if fitting else "choose another"
            )


CHECK = Check(RULE, __doc__, each=find)
