"""Records as plain JSON values: what a digest is taken of."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from sopwright.model.form import Form, Words, label
from sopwright.model.quantity import Named, Quantity

Json = Any
"""Nothing, truth values, whole numbers, texts, lists and objects of these; no fractions, which print in many ways."""


def plain(value: object, kind: Any, language: str = "") -> Json:
    """A value of a record as JSON.

    Fields equal to their default are left out, so that a record without a field that is added later stays the same.
    A mapping becomes a list of pairs, because its order is the order in which readers see it.

    Args:
        value: What stands in the record.
        kind: Its type as the record declares it, which tells language maps from other mappings.
        language: Language maps become their label in this language, as its reader sees it; without one they stay
            whole.

    Raises:
        TypeError: A value of a type that records do not have.
    """
    if isinstance(value, Form):
        return of_form(value, language)
    if isinstance(value, Mapping):
        if kind == Words and language:
            return words(label(value, language))
        return [[words(str(key)), plain(item, _inside(kind), language)] for key, item in value.items()]
    if isinstance(value, tuple):
        return [plain(item, _inside(kind), language) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | date | Quantity | Named):
        return words(str(value))
    raise TypeError(f"{value!r} has no place in a digest")


def of_form(form: Form, language: str = "", without: frozenset[str] = frozenset()) -> dict[str, Json]:
    """A record's fields by the names they have in files, but for those named and those equal to their default."""
    fields = type(form).model_fields
    return {
        field.alias or name: plain(value, _one(field.annotation), language)
        for name, field in fields.items()
        if name not in without
        and (value := getattr(form, name)) != field.get_default(call_default_factory=True, validated_data={})
    }


def words(text: str) -> str:
    """A text in one of the ways in which Unicode writes it (NFC), so that an editor's habits do not count."""
    return unicodedata.normalize("NFC", text)


def _one(kind: Any) -> Any:
    """The type of a value that may be missing."""
    if get_origin(kind) in (Union, UnionType):
        return next(part for part in get_args(kind) if part is not NoneType)
    return kind


def _inside(kind: Any) -> Any:
    """The type of what a mapping or a list holds."""
    parts = [part for part in get_args(kind) if part is not Ellipsis]
    return _one(parts[-1]) if parts else kind
