"""All checks, in the order of their codes. A new check is one line in its family's ``__init__.py``."""

from types import ModuleType

from sopwright.checks import approval, languages, metadata, reading, registers, structure, visibility
from sopwright.checks.check import Check

FAMILIES: tuple[ModuleType, ...] = (reading, metadata, approval, visibility, languages, structure, registers)
"""Each has ``CHECKS``, and a docstring that says what they are about."""

CHECKS: tuple[Check, ...] = tuple(check for family in FAMILIES for check in family.CHECKS)
