"""Language maps wherever they stand in records read from YAML."""

from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Any, get_args

from sopwright.checks.check import Context
from sopwright.checks.metadata.current import current
from sopwright.model.form import Form, Words
from sopwright.source.yaml import Path

Labels = Iterator[tuple[Path, Mapping[str, str]]]


def label_maps(record: Form, path: Path = ()) -> Labels:
    """The language maps of a record and of the records in it, each with its path in the file."""
    for name, field in type(record).model_fields.items():
        yield from _inside(getattr(record, name), field.annotation, (*path, field.alias or name))


def _inside(value: object, form: Any, path: Path) -> Labels:
    if isinstance(value, Form):
        yield from label_maps(value, path)
    elif isinstance(value, Mapping | tuple):
        form = next((one for one in get_args(form) if one == Words), form) if NoneType in get_args(form) else form
        if form == Words and isinstance(value, Mapping):
            yield path, value
            return
        items = value.items() if isinstance(value, Mapping) else enumerate(value)
        of_item = get_args(form)[-1 if isinstance(value, Mapping) else 0] if get_args(form) else None
        for key, item in items:
            yield from _inside(item, of_item, (*path, key))


def lacking_answers(context: Context) -> Mapping[str, tuple[str, ...]]:
    """The languages that shared answers lack although a document that uses them requires them."""
    lacking: dict[str, dict[str, None]] = {}
    shared = context.handbook.registers.answers
    for document in context.once(current):
        steps = document.metadata.steps.values()
        used = {answer for step in steps for answer in step.choose or () if answer not in document.metadata.answers}
        for answer in used & shared.rows.keys():
            for language in document.metadata.languages.required:
                if language in context.handbook.language_keys and language not in shared[answer]:
                    lacking.setdefault(answer, {})[language] = None
    return {answer: tuple(languages) for answer, languages in lacking.items()}
