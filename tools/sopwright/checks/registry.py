"""All checks, in the order of their codes. A new check is one line in its family's ``__init__.py``."""

from sopwright.checks import approval, languages, metadata, reading, registers, structure, visibility
from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = (
    *reading.CHECKS,
    *metadata.CHECKS,
    *approval.CHECKS,
    *visibility.CHECKS,
    *languages.CHECKS,
    *structure.CHECKS,
    *registers.CHECKS,
)
