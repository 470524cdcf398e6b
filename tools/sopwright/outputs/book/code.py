"""Typst code, built so that words can never become code or markup."""

from collections.abc import Iterable
from typing import NewType

Code = NewType("Code", str)
"""An expression of Typst's code mode. Only the functions of this module make one."""

NOTHING = Code("[]")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string(text: str) -> Code:
    """A string literal; whatever stands in it, Typst takes it as words."""
    return Code(f'"{"".join(_ESCAPES.get(c) or _character(c) for c in text)}"')


def _character(character: str) -> str:
    """The character itself, or its number where it is a control or separator that an editor may change."""
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"


def number(value: float) -> Code:
    """A whole number or a decimal."""
    return Code(f"{value:g}")


def points(value: float) -> Code:
    """A length in points."""
    return Code(f"{value:.3f}pt")


def truth(value: bool) -> Code:
    """``true`` or ``false``."""
    return Code("true" if value else "false")


def array(items: Iterable[Code]) -> Code:
    """A list of expressions."""
    return Code(f"({''.join(f'{item},' for item in items)})")


def join(parts: Iterable[Code]) -> Code:
    """Content made of several expressions, one after the other."""
    inner = ";".join(part for part in parts if part != NOTHING)
    return Code(f"{{{inner}}}") if inner else NOTHING


def call(name: str, *arguments: Code, **named: Code) -> Code:
    """A call of a function of ``templates/book``; ``_`` in the names of arguments stands for ``-``."""
    given = [*arguments, *(f"{key.replace('_', '-')}: {value}" for key, value in named.items())]
    return Code(f"{name}({', '.join(given)})")
