"""Turning YAML values into records, and what does not fit into words a manager understands."""

import difflib
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sopwright.diagnostics import Diagnostic, Span
from sopwright.source import faults
from sopwright.source.text import MAX_FAULTS, brief
from sopwright.source.yaml import Key, YamlFile

T = TypeVar("T")

_KINDS = {
    "string_type": "words (in quotes if they look like a number)",
    "int_type": "a whole number",
    "bool_type": "`true` or `false`",
    "date_type": "a date such as 2026-11-02, without quotes",
    "date_from_datetime_inexact": "a date without a time, such as 2026-11-02",
    "dict_type": "a mapping of names to values",
    "mapping_type": "a mapping of names to values",
    "model_type": "a mapping of names to values",
    "tuple_type": "a list, such as `[a, b]`",
    "missing": "a value",
}


@cache
def adapter_of(form: Any) -> TypeAdapter[Any]:
    """The validator of a form, made once: pydantic takes longer to make one than to use it."""
    return TypeAdapter(form)


def build(form: type[T] | TypeAdapter[T], file: YamlFile) -> tuple[T | None, list[Diagnostic]]:
    """Make a record of a file's values.

    Returns:
        The record, or nothing where the values do not fit, and one fault a misfit.
    """
    key: Any = form
    adapter: TypeAdapter[T] = form if isinstance(form, TypeAdapter) else adapter_of(key)
    try:
        return adapter.validate_python(file.value), []
    except ValidationError as error:
        return None, [_fault(file, details, form) for details in error.errors(include_url=False)[:MAX_FAULTS]]


def _fault(file: YamlFile, details: ErrorDetails, form: Any) -> Diagnostic:
    path = _path_in(file, details["loc"])
    name = str(path[-1]) if path else "the file"
    kind = details["type"]
    if kind == "missing":
        place = _owner_span(file, path[:-1])
        return faults.WRONG_FORM.at(place, f"`{name}` is missing", f"add the field `{name}`")
    if kind == "extra_forbidden":
        return _unknown_field(file, path, form)
    return faults.WRONG_FORM.at(file.at(*path), f"`{_shown(path)}`: {_expectation(details)}")


def _unknown_field(file: YamlFile, path: tuple[Key, ...], form: Any) -> Diagnostic:
    name = str(path[-1])
    near = difflib.get_close_matches(name[:60], _field_names(form), n=1)
    hint = f"did you mean `{near[0]}`?" if near else "remove it, or compare with docs/model.md"
    return faults.WRONG_FORM.at(file.key_at(*path), f"`{brief(name)}` is not a field here", hint)


@cache
def _field_names(form: Any) -> list[str]:
    """The names of a form's fields and of the forms inside it, for the hint on a misspelt one."""
    schema = form.json_schema() if isinstance(form, TypeAdapter) else TypeAdapter(form).json_schema()
    parts: list[Mapping[str, Any]] = [schema, *schema.get("$defs", {}).values()]
    return [name for part in parts for name in part.get("properties", {})]


def _path_in(file: YamlFile, location: tuple[int | str, ...]) -> tuple[Key, ...]:
    """The part of pydantic's location that is a path in the file; the rest names types of a union or a key."""
    path: tuple[Key, ...] = ()
    for part in location:
        if part == "[key]":
            break
        longer = (*path, part)
        if longer not in file.places and part != location[-1]:
            continue
        path = longer
    return path


def _owner_span(file: YamlFile, path: tuple[Key, ...]) -> Span:
    return file.key_at(*path) if path else file.at()


def _shown(path: tuple[Key, ...]) -> str:
    return ".".join(brief(str(part)) for part in path) or "the file"


def _expectation(details: ErrorDetails) -> str:
    value = details["input"]
    written = f"`{brief(str(value))}`" if isinstance(value, str | int | float | bool) else f"a {_kind_of(value)}"
    kind, context = details["type"], details.get("ctx", {})
    if kind == "value_error":
        return brief(str(context.get("error", details["msg"])), 300)
    if kind == "literal_error":
        return f"expected {context['expected']}, not {written}"
    if kind == "string_pattern_mismatch":
        return f"{written} does not have the form expected here ({context['pattern']})"
    if kind in _KINDS:
        return f"expected {_KINDS[kind]}, not {written}"
    return f"{details['msg'][0].lower()}{details['msg'][1:]}, not {written}"


def _kind_of(value: object) -> str:
    names = {"dict": "mapping", "tuple": "list", "NoneType": "missing value"}
    return names.get(type(value).__name__, type(value).__name__)
