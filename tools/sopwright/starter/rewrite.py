"""Changing YAML files as a person would: values change, comments and order stay."""

from collections.abc import Callable
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

WIDE = 4096
"""Columns of a line, so that none is broken that was whole."""


def rewrite(text: str, change: Callable[[CommentedMap], None]) -> str:
    """Change the mapping that a YAML text holds."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda _value: True  # one date in two places is written twice
    data = yaml.load(text)
    change(data)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def flow(values: tuple[str, ...] | list[str]) -> CommentedSeq:
    """A list on one line: ``[en, bg]``."""
    row = CommentedSeq(values)
    row.fa.set_flow_style()
    return row


def keep_languages(value: Any, kept: frozenset[str], known: frozenset[str]) -> None:
    """Take the other languages out of every label and list of languages.

    Args:
        value: A value as ``ruamel.yaml`` reads it; it is changed.
        kept: The languages that stay.
        known: All languages there are: a mapping with no other keys is a label.
    """
    if isinstance(value, CommentedMap):
        if value and known.issuperset(value):
            for key in [key for key in value if key not in kept]:
                del value[key]
        for one in value.values():
            keep_languages(one, kept, known)
    elif isinstance(value, CommentedSeq):
        if value and all(isinstance(one, str) for one in value) and known.issuperset(value):
            value[:] = [one for one in value if one in kept]
        for one in value:
            keep_languages(one, kept, known)
